"""A press release as its editor filed it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Day = date  # a name for the type where a field is called ``date``


@dataclass(frozen=True, slots=True)
class Update:
    """A correction or update: shown on the page; a major one moves the feed entry's ``updated``."""

    date: date | datetime
    note: str
    major: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The release is withdrawn: its page stays as a notice that says why."""

    date: date | datetime
    note: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """All facts of the release were checked by this person on this day."""

    by: str
    on: date | datetime


@dataclass(frozen=True, slots=True)
class Embargo:
    """Until when the public build leaves the release out (a time with a zone)."""

    until: datetime


@dataclass(frozen=True, slots=True)
class FactEdit:
    """The editor's word over the extractor's: set fields of a fact, drop it, accept it, or add one.

    Just one of ``set``, ``drop``, ``accept``, ``add`` is given. ``fact`` is the id of the fact that
    is meant (``""`` with ``add``); ``line`` is where the entry stands in the file.
    """

    because: str
    fact: str = ""
    set: dict[str, Any] = field(default_factory=dict)
    drop: bool = False
    accept: bool = False
    add: dict[str, Any] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Release:
    """The front matter of a release, typed; see the README for each key.

    ``path`` is relative to the project, with ``/``. ``body`` is the Markdown below the front
    matter and ``body_line`` the line on which it starts.
    """

    path: str
    title: str
    date: date | datetime | None
    id: str
    slug: str
    body: str
    body_line: int = 1
    aliases: tuple[str, ...] = ()
    summary: str = ""
    company: str = ""
    source: str = ""
    wire: str = ""
    kind: str = ""
    topics: tuple[str, ...] = ()
    status: str = "published"
    embargo: Embargo | None = None
    updates: tuple[Update, ...] = ()
    withdrawn: Withdrawn | None = None
    reviewed: Reviewed | None = None
    facts: tuple[FactEdit, ...] = ()
    rights: str = ""
    lang: str = "en"

    @property
    def day(self) -> Day | None:
        """The day of the announcement, without its time."""
        return self.date.date() if isinstance(self.date, datetime) else self.date

    @property
    def address(self) -> str:
        """The page's address below the site's root: ``2012/imgn901-ash/``."""
        if self.day is None:
            raise ValueError(f"{self.path} has no date, so no address")
        return f"{self.day.year}/{self.slug}/"
