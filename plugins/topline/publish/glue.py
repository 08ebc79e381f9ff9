"""Pelican: the writer that prints last, and the feeds and data beside the pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals
from pelican.writers import Writer

from topline.publish.outlets import outlets_of
from topline.publish.press import Press, Printed


class PressWriter(Writer):
    """Pelican's writer with a press: generators add files to it, and nothing is written until it prints."""

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        super().__init__(output_path, settings)
        self.press = Press()


@dataclass
class Report:
    """What a build did, for whoever asked for it (setting ``TOPLINE_REPORT``)."""

    releases: int = 0
    held: int = 0
    warnings: int = 0
    conflicts: tuple[str, ...] = ()
    printed: Printed | None = None


class PressGenerator(Generator):
    """The last of Topline's generators: adds feeds, data and theme files, then prints."""

    def generate_output(self, writer: Any) -> None:
        """Everything is rendered by now; print it."""
        press: Press = writer.press
        catalogue, site = self.context["catalogue"], self.context["site"]
        length = int(self.settings.get("TOPLINE_FEED_LENGTH", 50))
        for outlet in outlets_of(catalogue, site, length):
            press.add(outlet.address, outlet.data, outlet.source)
        for address, data in {**self.context["newsroom"].files, **self.context["assets"].files}.items():
            press.add(address, data, address)
        printed = press.print(Path(self.output_path))
        report = self.settings.get("TOPLINE_REPORT")
        if isinstance(report, Report):
            report.releases = len(catalogue.releases)
            report.held = self.context["newsroom"].held
            report.warnings = sum(len(galley.facts.warnings) for galley in catalogue.releases)
            report.conflicts = tuple(f"{c.what} ({', '.join(c.sources)})" for c in catalogue.conflicts)
            report.printed = printed


def _generators(_pelican: object) -> type[PressGenerator]:
    return PressGenerator


def _writer(_pelican: object) -> type[PressWriter]:
    return PressWriter


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
    signals.get_writer.connect(_writer)
