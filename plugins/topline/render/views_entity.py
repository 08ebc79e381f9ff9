"""The pages of conditions, companies, trials and meetings, and the index of each kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from topline.facts import fold
from topline.link.catalogue import (
    FOLDERS,
    CompanyEntry,
    ConditionEntry,
    DrugEntry,
    Entry,
    MeetingEntry,
    TrialEntry,
)
from topline.mark import Galley
from topline.render import wording
from topline.render.announced import Announcement, results_over_time, trials_over_time
from topline.render.glance import STUDY
from topline.render.library import Library
from topline.render.views_shared import Group, Head, Item, Link, entry_links, item_of

TITLES = {
    "drug": "Drugs",
    "condition": "Conditions",
    "company": "Companies",
    "trial": "Trials",
    "meeting": "Meetings",
}


@dataclass(frozen=True, slots=True)
class Fields:
    """One row of an entity's facts: what, and the words or links for it."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """The page of a condition, company, trial or meeting."""

    head: Head
    kind: str
    index: Link
    name: str
    aliases: tuple[str, ...]
    fields: tuple[Fields, ...]
    described: tuple[Announcement, ...]
    results: tuple[Announcement, ...]
    releases: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """All entries of a kind: by letter, meetings by year."""

    head: Head
    title: str
    count: str
    groups: tuple[Group, ...]


def entity_view(entry: Entry, library: Library) -> EntityView:
    """The view of one entity."""
    galleys = library.galleys(entry.releases)
    trial = entry if isinstance(entry, TrialEntry) else None
    index = Link(TITLES[entry.kind], library.site.path(f"{FOLDERS[entry.kind]}/"))
    count = wording.counted(len(entry.releases), "release")
    return EntityView(
        head=Head(
            wording.capital(entry.name), f"{wording.capital(entry.name)}: {count} and what they state.", entry.address
        ),
        kind=entry.kind,
        index=index,
        name=wording.capital(entry.name),
        aliases=entry.aliases,
        fields=tuple(row for row in _fields(entry, library) if row.links),
        described=trials_over_time(_of_trial(trial, galleys), library, lambda facts: facts) if trial else (),
        results=results_over_time(_of_trial(trial, galleys), library, lambda facts: facts) if trial else (),
        releases=tuple(item_of(galley, library) for galley in galleys),
    )


def _of_trial(entry: TrialEntry, galleys: Iterable[Galley]) -> list[Galley]:
    """The releases with only what each says of this trial."""
    found = []
    for galley in galleys:
        facts = galley.facts
        keys = {key for path, key in entry.mentions if path == galley.release.path}
        mine = replace(
            facts,
            trials=tuple(t for t in facts.trials if t.key in keys),
            results=tuple(r for r in facts.results if r.trial in keys),
        )
        found.append(replace(galley, facts=mine))
    return found


def _fields(entry: Entry, library: Library) -> Iterable[Fields]:
    if isinstance(entry, TrialEntry):
        yield Fields("Phase", (Link(wording.phase(entry.phase)),) if entry.phase else ())
        yield Fields("Registry", tuple(_registry(number) for number in entry.registry_ids))
        yield Fields("Drugs", _links("drug", entry.drugs, library))
        yield Fields("Conditions", _links("condition", entry.conditions, library))
        yield Fields("Sponsor", _links("company", (entry.company,) if entry.company else (), library))
    elif isinstance(entry, ConditionEntry):
        yield Fields("Drugs tested", _tested(entry, library))
    elif isinstance(entry, CompanyEntry):
        yield Fields("Ticker", tuple(Link(ticker) for ticker in entry.tickers))
        yield Fields("Drugs", _links("drug", entry.drugs, library))
    elif isinstance(entry, MeetingEntry):
        drugs = {
            d.slug: d.slug
            for g in library.galleys(entry.releases)
            for d in g.facts.drugs
            if d.role == "investigational"
        }
        yield Fields("Drugs", _links("drug", drugs, library))


def _registry(number: str) -> Link:
    return Link(number, STUDY + number, "ClinicalTrials.gov") if number.startswith("NCT") else Link(number)


def _tested(entry: ConditionEntry, library: Library) -> tuple[Link, ...]:
    """The drugs tested in a condition, each with its highest phase there."""
    links = []
    for key in entry.drugs:
        drug = library.entry("drug", key)
        phases = dict(drug.conditions) if isinstance(drug, DrugEntry) else {}
        links += [replace(link, note=wording.phase(phases.get(entry.id))) for link in _links("drug", [key], library)]
    return tuple(links)


def _links(kind: str, keys: Iterable[str], library: Library) -> tuple[Link, ...]:
    return tuple(entry_links(kind, ((key, key) for key in keys), library))


def index_view(kind: str, library: Library) -> IndexView:
    """The index of a kind. Drugs stand under each of their names: ``IMGN901 → lorvotuzumab mertansine``."""
    entries = list(library.catalogue.entries(kind).values())
    groups: dict[str, list[tuple[str, Link]]] = {}
    for entry in entries:
        for name in (entry.name, *(entry.aliases if kind in ("drug", "company") else ())):
            letter = str(entry.year) if isinstance(entry, MeetingEntry) else _letter(name)
            groups.setdefault(letter, []).append((fold(name), _listed(entry, name, library)))
    titles = sorted(groups, reverse=kind == "meeting")
    count = wording.counted(len(entries), kind, FOLDERS[kind])
    title = TITLES[kind]
    return IndexView(
        head=Head(title, f"{count} named in the releases of this newsroom.", f"{FOLDERS[kind]}/"),
        title=title,
        count=count,
        groups=tuple(
            Group(letter, f"at-{letter.lower()}", tuple(link for _, link in sorted(groups[letter], key=_by_name)))
            for letter in titles
        ),
    )


def _by_name(item: tuple[str, Link]) -> str:
    return item[0]


def _letter(name: str) -> str:
    first = fold(name)[:1].upper()
    return first if "A" <= first <= "Z" else "0–9"


def _listed(entry: Entry, name: str, library: Library) -> Link:
    href = library.link(entry)
    if name != entry.name:
        return Link(f"{name} → {entry.name}", href)
    phase = wording.phase(entry.highest_phase if isinstance(entry, DrugEntry) else getattr(entry, "phase", None))
    return Link(name, href, wording.dotted((phase, wording.counted(len(entry.releases), "release"))))
