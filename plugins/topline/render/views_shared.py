"""What several pages show: their head, chips, and releases in lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from topline.facts import Facts
from topline.mark import Galley
from topline.render import wording
from topline.render.library import Library
from topline.render.words import kind_words


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says of itself: title, description, address below the root, and what sort of page it is.

    ``node`` is its JSON-LD, ready for a script element; ``feeds`` the folder of feeds of its own, ``data`` that of
    its data (``""`` for none).
    """

    title: str
    description: str
    address: str
    sort: str = "page"
    language: str = ""
    node: str = ""
    feeds: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; ``note`` stands beside them. An empty ``href`` makes plain words.

    ``sort`` is the kind of thing that is linked: a chip's class.
    """

    text: str
    href: str = ""
    note: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day in words and as a machine reads it."""

    words: str
    iso: str


@dataclass(frozen=True, slots=True)
class Item:
    """A release in a list."""

    title: str
    href: str
    date: Moment
    kind: str
    deck: str
    chips: tuple[Link, ...]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Items or links under one heading, with the id of that heading."""

    title: str
    key: str
    items: tuple[Item | Link, ...]


def moment(when: object) -> Moment:
    """A date or time as a ``Moment``; the words name the day only."""
    return Moment(wording.day(when), when.isoformat()) if when else Moment("", "")  # type: ignore[arg-type, attr-defined]


def source_link(source: str) -> Link:
    """Where something stands: a link named by its host, or the editor's words."""
    parts = urlsplit(source)
    if parts.scheme in ("http", "https") and parts.hostname:
        return Link(parts.hostname.removeprefix("www."), source)
    return Link(source)


def deck_of(galley: Galley) -> str:
    """The one sentence under the headline: the editor's, else the first that carries the news."""
    return galley.release.summary or galley.lead_summary


def kind_of(galley: Galley) -> str:
    """The kind of event in words; the editor's word over the extractor's."""
    return kind_words(galley.release.kind or galley.facts.kind)


def chips_of(galley: Galley, library: Library, most: int = 0) -> tuple[Link, ...]:
    """Phase, conditions, drugs and registry ids; in lists ``most`` of each and no registry id."""
    facts = galley.facts
    phases = tuple(dict.fromkeys(wording.phase(t.phase) for t in facts.trials if t.focus and t.phase))
    conditions = tuple((c.slug, c.name) for c in facts.conditions if c.focus)
    drugs = tuple((d.slug, d.name) for d in facts.drugs if d.role == "investigational")
    chips = [Link(words, sort="phase") for words in phases]
    chips += entry_links("condition", conditions[: most or None], library)
    chips += entry_links("drug", drugs[: most or None], library)
    return tuple(chips) if most else tuple(chips + _registry_chips(facts, library))


def _registry_chips(facts: Facts, library: Library) -> list[Link]:
    chips = []
    for number in dict.fromkeys(n for t in facts.trials if t.focus for n in t.registry_ids):
        entry = library.catalogue.resolve("trial", number)
        chips.append(Link(number, library.link(entry) if entry else "", sort="trial"))
    return chips


def entry_links(kind: str, named: Iterable[tuple[str, str]], library: Library) -> list[Link]:
    """Links to entries by id, with their names; plain words for what has no page."""
    links = []
    for key, name in named:
        entry = library.entry(kind, key)
        links.append(Link(entry.name, library.link(entry), sort=kind) if entry else Link(name, sort=kind))
    return links


def item_of(galley: Galley, library: Library, deck: bool = False) -> Item:
    """A release as it stands in a list; a withdrawn one shows nothing but its headline."""
    release = galley.release
    gone = release.withdrawn is not None
    return Item(
        title=release.title,
        href=library.site.path(release.address),
        date=moment(release.day),
        kind="" if gone else kind_of(galley),
        deck=deck_of(galley) if deck and not gone else "",
        chips=() if gone else chips_of(galley, library, most=2),
        withdrawn=gone,
    )
