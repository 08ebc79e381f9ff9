"""The index of each kind of entry: by letter, meetings by year, conditions by area."""

from __future__ import annotations

from dataclasses import dataclass

from topline.facts import fold
from topline.link.catalogue import FOLDERS, ConditionEntry, DrugEntry, Entry, MeetingEntry
from topline.render import wording
from topline.render.library import Library
from topline.render.views_entity import TITLES
from topline.render.views_shared import Group, Head, Link

_OTHER = "Other"


@dataclass(frozen=True, slots=True)
class IndexView:
    """All entries of a kind in groups."""

    head: Head
    title: str
    count: str
    groups: tuple[Group, ...]


def index_view(kind: str, library: Library) -> IndexView:
    """The index of a kind. Drugs stand under each of their names: ``IMGN901 → lorvotuzumab mertansine``."""
    entries = list(library.catalogue.entries(kind).values())
    groups: dict[str, list[tuple[str, Link]]] = {}
    for entry in entries:
        for name in (entry.name, *(entry.aliases if kind in ("drug", "company") else ())):
            groups.setdefault(_group(entry, name, library), []).append((fold(name), _listed(entry, name, library)))
    titles = sorted(groups, key=lambda title: (title == _OTHER, title), reverse=kind == "meeting")
    count = wording.counted(len(entries), kind, FOLDERS[kind])
    title = TITLES[kind]
    return IndexView(
        head=Head(title, f"{count} named in the releases of this newsroom.", f"{FOLDERS[kind]}/"),
        title=title,
        count=count,
        groups=tuple(
            Group(title, f"at-{_key(title)}", tuple(link for _, link in sorted(groups[title], key=_by_name)))
            for title in titles
        ),
    )


def _by_name(item: tuple[str, Link]) -> str:
    return item[0]


def _key(title: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in title.casefold())


def _group(entry: Entry, name: str, library: Library) -> str:
    """The heading under which an entry stands: its year, its area, the first letter of its name."""
    if isinstance(entry, MeetingEntry):
        return str(entry.year)
    if isinstance(entry, ConditionEntry):
        area = library.catalogue.conditions.get(entry.above[-1]) if entry.above else entry if entry.below else None
        return wording.capital(area.name) if area else _OTHER
    first = fold(name)[:1].upper()
    return first if "A" <= first <= "Z" else "0–9"


def _listed(entry: Entry, name: str, library: Library) -> Link:
    href = library.link(entry)
    if name != entry.name:
        return Link(f"{name} → {entry.name}", href)
    phase = wording.phase(entry.highest_phase if isinstance(entry, DrugEntry) else getattr(entry, "phase", None))
    count = wording.counted(len(entry.releases), "release") if entry.releases else ""
    return Link(name, href, wording.dotted((phase, count)))
