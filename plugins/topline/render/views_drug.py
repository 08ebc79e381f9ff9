"""The page of one drug."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from topline.facts import Facts, fold
from topline.link.catalogue import DrugEntry
from topline.link.promises import Promise
from topline.mark import Galley
from topline.render import wording
from topline.render.announced import Announcement, regulatory_over_time
from topline.render.course import Course, course_of
from topline.render.library import Library
from topline.render.names import resolved
from topline.render.views_shared import Head, Item, Link, Moment, entry_links, item_of, moment, source_link

_APPROVALS = ("approval", "accelerated approval")
_APPROVED = re.compile(r"^(?:(?:full|accelerated) )?approv(?:ed|al)\b", re.I)  # how an editor's status begins
_GIVEN = ("granted", "approved", "given", "received")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder: was it reached, and is it the last one reached?"""

    name: str
    reached: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Status:
    """Where a drug stands, since when, and who says so."""

    text: str
    date: Moment
    source: Link


@dataclass(frozen=True, slots=True)
class DrugView:
    """Everything that a drug page shows, from top to bottom."""

    head: Head
    name: str
    aliases: tuple[str, ...]
    sort: str
    drug_class: str
    target: str
    companies: tuple[Link, ...]
    status: Status | None
    ladder: tuple[Step, ...]
    note: str
    conditions: tuple[Link, ...]
    trials: tuple[Link, ...]
    course: Course
    regulatory: tuple[Announcement, ...]
    given_with: tuple[Link, ...]
    compared_with: tuple[Link, ...]
    about: tuple[Item, ...]
    mentions: tuple[Item, ...]


def drug_view(entry: DrugEntry, library: Library) -> DrugView:
    """The view of a drug: the editor's note, and what the releases about it said."""
    about = [g for g in library.galleys(entry.about) if g.release.withdrawn is None]
    tests = frozenset(entry.about)
    mentions = [g for g in library.galleys(entry.releases) if g.release.path not in tests]
    return DrugView(
        head=Head(wording.capital(entry.name), _description(entry), entry.address),
        name=wording.capital(entry.name),
        aliases=entry.aliases,
        sort=entry.type,
        drug_class=entry.drug_class or "",
        target=entry.target or "",
        companies=_companies(entry, library),
        status=_status(entry),
        ladder=_ladder(entry, about),
        note=resolved(entry.note_html, library.catalogue, library.site, entry.address),
        conditions=tuple(
            replace(link, note=wording.phase(phase))
            for key, phase in entry.conditions
            for link in entry_links("condition", [(key, key)], library)
        ),
        trials=_trials(entry, library),
        course=course_of(about, library, entry.trials, _promises(entry, about, library)),
        regulatory=regulatory_over_time(about, library, lambda facts: _regulatory_of(entry, facts)),
        given_with=_partners(entry, about, "combination", library),
        compared_with=_partners(entry, about, "comparator", library),
        about=tuple(item_of(g, library) for g in library.galleys(entry.about)),
        mentions=tuple(item_of(g, library) for g in mentions),
    )


def _promises(entry: DrugEntry, about: list[Galley], library: Library) -> list[Promise]:
    said = (promise for g in about for promise in library.story.promises.get(g.release.path, ()))
    return [promise for promise in said if entry.id in promise.drugs]


def _description(entry: DrugEntry) -> str:
    names = f" ({', '.join(entry.aliases)})" if entry.aliases else ""
    count = wording.counted(len(entry.releases), "release")
    return f"{wording.capital(entry.name)}{names}: trials, results and designations as announced, in {count}."


def _companies(entry: DrugEntry, library: Library) -> tuple[Link, ...]:
    """The editor's words, else the sponsors of the releases."""
    if entry.note and entry.note.company:
        found = library.catalogue.resolve("company", entry.note.company)
        return (Link(entry.note.company, library.link(found) if found else ""),)
    return tuple(entry_links("company", ((key, key) for key in entry.companies), library))


def _status(entry: DrugEntry) -> Status | None:
    status = entry.note.status if entry.note else None
    if status is None:
        return None
    return Status(status.text.rstrip("."), moment(status.date), source_link(status.source))


def _ladder(entry: DrugEntry, about: list[Galley]) -> tuple[Step, ...]:
    """The phases up to approval; what the releases here show as tested or approved counts as reached."""
    approved = any(
        event.event in _APPROVALS and event.status in _GIVEN
        for galley in about
        for event in _regulatory_of(entry, galley.facts).regulatory
    )
    approved = approved or bool(entry.note and entry.note.status and _APPROVED.search(entry.note.status.text))
    digits = [int(digit) for digit in (entry.highest_phase or "") if digit in "123"]
    height = 4 if approved else max(digits, default=0)
    if not height:
        return ()
    names = ("Phase 1", "Phase 2", "Phase 3", "Approval")
    return tuple(Step(name, step <= height, step == height) for step, name in enumerate(names, 1))


def _regulatory_of(entry: DrugEntry, facts: Facts) -> Facts:
    """The events of this drug, and those that name no drug."""
    names = {fold(name) for name in (entry.name, *entry.aliases)}
    mine = (event for event in facts.regulatory if event.drug is None or fold(event.drug) in names)
    return replace(facts, regulatory=tuple(mine))


def _trials(entry: DrugEntry, library: Library) -> tuple[Link, ...]:
    links = []
    for key in entry.trials:
        trial = library.catalogue.trials.get(key)
        if trial:
            note = wording.dotted(
                (wording.phase(trial.phase), ", ".join(i for i in trial.registry_ids if i != trial.name))
            )
            links.append(Link(trial.name, library.link(trial), note))
    return tuple(links)


def _partners(entry: DrugEntry, about: list[Galley], role: str, library: Library) -> tuple[Link, ...]:
    found = {d.slug: d.name for g in about for d in g.facts.drugs if d.role == role and d.slug != entry.id}
    return tuple(entry_links("drug", sorted(found.items()), library))
