"""What came later: the events of a drug's story, and those that the reader of an old release should know.

An event is dated by what a release states of its date, else by the release whose news it is. Each is told once, by the
oldest release that states it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from topline.facts import Fact, Facts, Trial, fold, slug_of
from topline.link.catalogue import Catalogue, DrugEntry
from topline.link.phases import phase_rank
from topline.mark import Galley

MOST = 3
# Regulatory events that end or open a road, with the statuses that make them one.
_DECISIONS = {
    "approval": ("approval", ("approved", "granted", "given", "received")),
    "accelerated approval": ("accelerated-approval", ("approved", "granted", "given", "received")),
    "complete response letter": ("refusal", ()),
    "clinical hold": ("hold", ()),
    "hold lifted": ("hold-lifted", ()),
}
_STOPS = {"stopped": "stopped", "held": "hold"}
_RANKS = {"met": 1, "met-in-part": 1, "not-met": 1, "published": 2, "results": 2}  # all else decides: 0
_PER_TRIAL = ("stopped", "met", "met-in-part", "not-met")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a drug. ``stated`` is its date as precisely as it is known (``2013-02``).

    ``code`` says what: ``stopped``, ``hold``, ``hold-lifted``, ``approval``, ``accelerated-approval``, ``refusal``,
    ``met``, ``met-in-part``, ``not-met``, ``published``, ``results``. ``fact`` states it, or is None where the whole
    release is the event. ``reported``: the release looks back at it, so the date is that of the report.
    """

    drug: str
    code: str
    day: date
    stated: str
    path: str
    trial: str = ""
    name: str = ""
    conditions: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    fact: Fact | None = None
    reported: bool = False


def events_of(entry: DrugEntry, galleys: Iterable[Galley], catalogue: Catalogue) -> tuple[Event, ...]:
    """All events of a drug, the oldest first. ``galleys`` are the releases about it, in any order."""
    names = {fold(name) for name in (entry.name, *entry.aliases)}
    found: dict[tuple[object, ...], Event] = {}
    for galley in sorted(galleys, key=lambda g: (str(g.release.date), g.release.id)):
        for event in _stated_in(galley, entry.id, names, catalogue):
            place: object = (event.conditions, event.regions, event.stated[:7])
            if event.code in _PER_TRIAL and event.trial:
                place = event.trial
            elif _RANKS.get(event.code, 0) or event.code in _PER_TRIAL:
                place = event.path
            found.setdefault((event.code, place), event)
    return tuple(sorted(found.values(), key=lambda e: (e.day, e.path, e.code, e.trial)))


def _stated_in(galley: Galley, drug: str, names: set[str], catalogue: Catalogue) -> Iterator[Event]:
    """The events that one release states, from the trial's fate to the mere fact of a paper."""
    release, facts = galley.release, galley.facts
    if release.day is None:
        return
    focus = tuple(c.slug for c in facts.conditions if c.focus)
    plain = Event(drug, "", release.day, release.day.isoformat(), release.path, conditions=focus)

    def of_trial(code: str, trial: Trial, fact: Fact | None, reported: bool = False) -> Event:
        home = catalogue.homes.get((release.path, trial.key))
        name = catalogue.trials[home].name if home else ""
        return replace(plain, code=code, trial=home or "", name=name, fact=fact, reported=reported)

    for trial in facts.trials:
        if trial.status in _STOPS and (trial.focus or trial.name or trial.registry_ids):
            told = any(r.trial == trial.key and r.value is not None for r in facts.results)
            yield of_trial(_STOPS[trial.status], trial, trial, reported=told or not trial.focus)
        if trial.focus and phase_rank(trial.phase) >= phase_rank("2/3") and (judged := _judged(facts, trial)):
            yield of_trial(judged[0], trial, judged[1])
    yield from _decisions(galley, drug, names)
    if facts.kind in ("publication", "results"):
        code = "published" if facts.kind == "publication" else "results"
        own = next((t for t in facts.trials if t.focus), None)
        yield of_trial(code, own, None) if own else replace(plain, code=code)


def _judged(facts: Facts, trial: Trial) -> tuple[str, Fact] | None:
    """Was the primary endpoint of a trial met? With the fact that says so."""
    said = [
        r
        for r in facts.results
        if r.trial == trial.key and r.met is not None and (r.primary or r.endpoint.casefold() == "primary endpoint")
    ]
    if not said:
        return None
    verdicts = {r.met for r in said}
    return ("met-in-part" if len(verdicts) == 2 else "met" if said[0].met else "not-met"), said[0]


def _decisions(galley: Galley, drug: str, names: set[str]) -> Iterator[Event]:
    """Decisions dated by their own words. An undated one counts where it is the news: the only sort of decision in a
    regulatory release, or what its headline or lead says."""
    release, facts = galley.release, galley.facts
    found = []
    for decision in facts.regulatory:
        code, statuses = _DECISIONS.get(decision.event, ("", ()))
        mine = decision.drug is None or fold(decision.drug) in names
        if code and mine and (not statuses or decision.status in statuses):
            found.append((code, decision))
    undated = {code for code, decision in found if _day_of(decision.date) is None}
    for code, decision in found:
        day, stated = _day_of(decision.date), decision.date or ""
        if day is None and facts.kind in ("regulatory", "safety") and release.day:
            lead = (release.title, release.summary, galley.lead_summary)
            if len(undated) == 1 or decision.quote in lead:
                day, stated = release.day, release.day.isoformat()
        if day is not None:
            yield Event(
                drug, code, day, stated, release.path,
                conditions=decision.conditions, regions=decision.regions, fact=decision,
            )  # fmt: skip


def _day_of(iso: str | None) -> date | None:
    """The first day that a stated date allows: ``2013-02`` → 1 February 2013; a bare year is too vague."""
    parts = [part for part in (iso or "").split("-") if part.isdigit()]
    if len(parts) < 2:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    except ValueError:
        return None


def later_than(galley: Galley, events: Iterable[Event], catalogue: Catalogue, most: int = MOST) -> tuple[Event, ...]:
    """The most important events after a release, at most ``most``, the oldest first.

    What decides (a stop, a hold, an approval, a refusal) comes before an endpoint met or missed, that before mere data;
    the last two only in a disease or trial of the release. Of equals what shares the release's disease, then the newest.
    """
    day = galley.release.day
    if day is None:
        return ()
    focus = {c.slug for c in galley.facts.conditions if c.focus}
    trials = {catalogue.homes.get((galley.release.path, t.key), "") for t in galley.facts.trials} - {""}

    def near(event: Event) -> bool:
        return event.trial in trials or bool(focus & {*event.conditions, *map(slug_of, event.conditions)})

    after = [e for e in events if e.day > day and e.path != galley.release.path]
    wanted = [e for e in after if _RANKS.get(e.code, 0) == 0 or near(e)]
    ranked = sorted(wanted, key=lambda e: (_RANKS.get(e.code, 0), not near(e), -e.day.toordinal(), e.path))
    told: dict[tuple[str, date], Event] = {}
    for event in ranked:  # the most important of a day in a release
        told.setdefault((event.path, event.day), event)
    return tuple(sorted(list(told.values())[:most], key=lambda e: (e.day, e.path)))
