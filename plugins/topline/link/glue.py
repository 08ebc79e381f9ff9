"""Pelican: the Catalogue, once all releases are read."""

from __future__ import annotations

from pelican.generators import Generator
from pelican.plugins import signals

from topline.link import catalogue_of


class CatalogueGenerator(Generator):
    """Leaves the Catalogue of the newsroom in the context."""

    def generate_context(self) -> None:
        """Link all releases."""
        newsroom = self.context["newsroom"]
        self.context["catalogue"] = catalogue_of(newsroom.galleys, newsroom.notes, newsroom.note_html)


def _generators(_pelican: object) -> type[CatalogueGenerator]:
    return CatalogueGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
