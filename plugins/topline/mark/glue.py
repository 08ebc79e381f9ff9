"""Pelican: read every release before anything is rendered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pelican.generators import Generator
from pelican.plugins import signals

from topline.mark.newsroom import newsroom_of


class NewsroomGenerator(Generator):
    """Reads ``content/``; leaves the newsroom in the context. Refuses the whole build if one file is broken."""

    def generate_context(self) -> None:
        """Read, extract and mark all releases, notes and pages."""
        cache = self.settings.get("TOPLINE_CACHE")
        self.context["newsroom"] = newsroom_of(
            Path(self.path),
            now=self.settings.get("TOPLINE_NOW") or datetime.now(UTC),
            drafts=bool(self.settings.get("TOPLINE_DRAFTS")),
            jobs=int(self.settings.get("TOPLINE_JOBS") or 1),
            cache=Path(cache) if cache else None,
        )


def _generators(_pelican: object) -> type[NewsroomGenerator]:
    return NewsroomGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
