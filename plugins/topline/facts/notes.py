"""What an editor writes beside the releases: notes on drugs, and the newsroom's own pages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrugStatus:
    """Where a drug stands, in one line, since when, and who says so (a URL or words)."""

    text: str
    date: datetime.date | datetime.datetime | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class DrugNote:
    """What an editor adds to a drug's page. ``id`` is the file's stem; ``body`` is Markdown."""

    path: str
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    drug_class: str = ""
    target: str = ""
    company: str = ""
    status: DrugStatus | None = None
    body: str = ""
    body_line: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the newsroom itself. ``slug`` is the file's stem; ``menu`` is its place in the navigation."""

    path: str
    slug: str
    title: str
    summary: str = ""
    menu: int | None = None
    body: str = ""
    body_line: int = 1
