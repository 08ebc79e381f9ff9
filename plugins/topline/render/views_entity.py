"""The pages of conditions, companies, trials and meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from topline.facts import Facts
from topline.link.catalogue import (
    FOLDERS,
    CompanyEntry,
    ConditionEntry,
    DrugEntry,
    Entry,
    MeetingEntry,
    TrialEntry,
)
from topline.link.phases import highest, phase_rank
from topline.mark import Galley
from topline.render import wording
from topline.render.announced import Announcement, meetings_over_time, people_over_time, trials_over_time
from topline.render.course import Course, course_of
from topline.render.glance import STUDY
from topline.render.library import Library
from topline.render.views_shared import Head, Item, Link, entry_links, item_of

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
class Tested:
    """A drug in a table: its highest phase there, and where (for a company) or by whom (for a disease)."""

    drug: Link
    phase: str
    beside: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """The page of a condition, company, trial or meeting. ``course`` is a trial's; ``described`` how releases speak of it."""

    head: Head
    kind: str
    index: Link
    name: str
    aliases: tuple[str, ...]
    fields: tuple[Fields, ...]
    tested: tuple[Tested, ...]
    beside: str
    trials: tuple[Link, ...]
    described: tuple[Announcement, ...]
    people: tuple[Announcement, ...]
    course: Course | None
    releases: tuple[Item, ...]


def entity_view(entry: Entry, library: Library) -> EntityView:
    """The view of one entity."""
    galleys = library.galleys(entry.releases)
    count = wording.counted(len(entry.releases), "release")
    name = wording.capital(entry.name)
    view = EntityView(
        head=Head(name, f"{name}: {count} and what they state.", entry.address),
        kind=entry.kind,
        index=Link(TITLES[entry.kind], library.site.path(f"{FOLDERS[entry.kind]}/")),
        name=name,
        aliases=entry.aliases,
        fields=tuple(row for row in _fields(entry, library) if row.links),
        tested=_tested(entry, library),
        beside="Company" if isinstance(entry, ConditionEntry) else "Conditions",
        trials=_trials(entry, library),
        described=(),
        people=(),
        course=None,
        releases=tuple(item_of(galley, library) for galley in galleys),
    )
    if isinstance(entry, TrialEntry):
        mine = _of_trial(entry, galleys)
        promises = (promise for path in entry.releases for promise in library.story.promises.get(path, ()))
        return replace(
            view,
            described=trials_over_time(mine, library, lambda facts: facts),
            people=people_over_time(mine, library),
            course=course_of(mine, library, [entry.id], [p for p in promises if entry.id in p.trials]),
        )
    if isinstance(entry, MeetingEntry):
        return replace(view, described=meetings_over_time(galleys, library, lambda facts: _of_meeting(entry, facts)))
    return view


def _of_trial(entry: TrialEntry, galleys: Iterable[Galley]) -> list[Galley]:
    """The releases with only what each says of this trial."""
    found = []
    for galley in galleys:
        facts = galley.facts
        keys = {key for path, key in entry.mentions if path == galley.release.path}
        mine = replace(
            facts,
            trials=tuple(t for t in facts.trials if t.key in keys),
            population=tuple(p for p in facts.population if p.trial in keys),
            results=tuple(r for r in facts.results if r.trial in keys),
            safety=tuple(s for s in facts.safety if s.trial in keys),
        )
        found.append(replace(galley, facts=mine))
    return found


def _of_meeting(entry: MeetingEntry, facts: Facts) -> Facts:
    mine = tuple(m for m in facts.meetings if (m.acronym, m.year) == (entry.acronym, entry.year))
    return replace(facts, meetings=mine)


def _fields(entry: Entry, library: Library) -> Iterable[Fields]:
    if isinstance(entry, TrialEntry):
        yield Fields("Phase", (Link(wording.phase(entry.phase)),) if entry.phase else ())
        yield Fields("Registry", tuple(_registry(number) for number in entry.registry_ids))
        yield Fields("Drugs", _links("drug", entry.drugs, library))
        yield Fields("Conditions", _links("condition", entry.conditions, library))
        yield Fields("Sponsor", _links("company", (entry.company,) if entry.company else (), library))
    elif isinstance(entry, ConditionEntry):
        yield Fields("Belongs to", _links("condition", reversed(entry.above), library))
        yield Fields("Includes", _links("condition", entry.below, library))
    elif isinstance(entry, CompanyEntry):
        yield Fields("Ticker", tuple(Link(ticker) for ticker in entry.tickers))
        yield Fields("Same ticker", _links("company", entry.same_ticker, library))
    elif isinstance(entry, MeetingEntry):
        yield Fields("Series", (Link(entry.series),) if entry.series else ())
        others = [m for m in library.catalogue.meetings.values() if m.acronym == entry.acronym and m.id != entry.id]
        yield Fields("Other years", tuple(Link(str(m.year), library.link(m)) for m in others))
        drugs = {d.slug for g in library.galleys(entry.releases) for d in g.facts.drugs if d.role == "investigational"}
        yield Fields("Drugs", _links("drug", sorted(drugs), library))


def _registry(number: str) -> Link:
    return Link(number, STUDY + number, "ClinicalTrials.gov") if number.startswith("NCT") else Link(number)


def _below(entry: ConditionEntry, library: Library) -> dict[str, ConditionEntry]:
    """A disease and all that stand under it, by id."""
    found = {entry.id: entry}
    for key in entry.below:
        if (child := library.catalogue.conditions.get(key)) and key not in found:
            found |= _below(child, library)
    return found


def _tested(entry: Entry, library: Library) -> tuple[Tested, ...]:
    """The drugs tested in a disease and those under it, or by a company: the highest phase first."""
    if isinstance(entry, ConditionEntry):
        within = _below(entry, library)
        keys = {key for condition in within.values() for key in condition.drugs}
    elif isinstance(entry, CompanyEntry):
        within, keys = {}, set(entry.drugs)
    else:
        return ()
    drugs = [drug for drug in library.catalogue.drugs.values() if drug.id in keys]
    phases = {drug.id: _phase(drug, within) for drug in drugs}
    drugs.sort(key=lambda drug: -phase_rank(phases[drug.id]))
    return tuple(
        Tested(Link(drug.name, library.link(drug)), wording.phase(phases[drug.id]), _beside(drug, entry, library))
        for drug in drugs
    )


def _phase(drug: DrugEntry, within: dict[str, ConditionEntry]) -> str | None:
    """The highest phase in which a drug is tested in some diseases; in any, where none are given."""
    return highest(phase for key, phase in drug.conditions if key in within) if within else drug.highest_phase


def _beside(drug: DrugEntry, entry: Entry, library: Library) -> tuple[Link, ...]:
    if isinstance(entry, CompanyEntry):
        return _links("condition", (key for key, _ in drug.conditions), library)
    return _links("company", drug.companies, library)


def _trials(entry: Entry, library: Library) -> tuple[Link, ...]:
    """The trials in a disease and those under it, or of a company, with their phase and drugs."""
    if isinstance(entry, ConditionEntry):
        keys = {key for condition in _below(entry, library).values() for key in condition.trials}
    else:
        keys = set(entry.trials) if isinstance(entry, CompanyEntry) else set()
    trials = [trial for trial in library.catalogue.trials.values() if trial.id in keys]
    return tuple(
        Link(t.name, library.link(t), wording.dotted((wording.phase(t.phase), _named(t, library)))) for t in trials
    )


def _named(trial: TrialEntry, library: Library) -> str:
    return ", ".join(library.catalogue.drugs[key].name for key in trial.drugs if key in library.catalogue.drugs)


def _links(kind: str, keys: Iterable[str], library: Library) -> tuple[Link, ...]:
    return tuple(entry_links(kind, ((key, key) for key in keys), library))
