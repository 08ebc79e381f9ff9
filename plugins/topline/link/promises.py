"""What companies said would come, and what became of it: kept, late, superseded, or no answer here.

Nothing here knows the clock. "Over" is judged by the date of the newest release in the newsroom, so that the same content
gives the same pages on any day.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from topline.facts import Expected, Facts
from topline.link.catalogue import Catalogue
from topline.link.meetings import known_series
from topline.mark import Galley

State = Literal["kept", "late", "came", "superseded", "open", "unanswered"]
_DATA = frozenset({"data", "topline data", "interim data", "presentation", "study report"})
_APPROVED = frozenset({"approval", "accelerated approval"})
_DECIDED = _APPROVED | {"complete response letter"}
_ENDED = ("stopped",)


@dataclass(frozen=True, slots=True)
class Promise:
    """Something expected, with its due interval (``start`` may be None), and what became of it.

    ``kept`` and ``late`` are said only where a release delivers the very thing and so dates it; ``came`` where a later
    release shows that it has come, not when. ``by`` is the path of that release, or of the one that superseded it;
    ``why`` is ``new date``, ``said again`` or ``trial stopped`` for what was superseded. ``trials`` are the ids of the
    trials that the promise names, else of those that its release is about.
    """

    path: str
    day: date
    drugs: tuple[str, ...]
    trials: tuple[str, ...]
    expected: Expected
    start: date | None
    end: date | None
    state: State
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A day or days in the calendar, both ends included. ``id`` stays the same from build to build.

    ``path`` is the release that a due date is taken from, ``address`` the page of a meeting; the other is ``""``.
    """

    id: str
    start: date
    end: date
    title: str
    note: str
    path: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class _About:
    """A release with what it is about."""

    galley: Galley
    day: date
    drugs: frozenset[str]
    trials: frozenset[str]


def promises_of(catalogue: Catalogue) -> tuple[Promise, ...]:
    """All that the releases expect of a drug of theirs, the oldest first."""
    about = [_about(g, catalogue) for g in reversed(catalogue.releases) if g.release.day]
    newest = max((a.day for a in about), default=date.min)
    by_drug: dict[str, list[_About]] = defaultdict(list)
    for one in about:
        for drug in one.drugs:
            by_drug[drug].append(one)
    found = []
    for one in about:
        if one.galley.facts.expected and one.drugs:
            later = {a.galley.release.path: a for drug in sorted(one.drugs) for a in by_drug[drug] if a.day > one.day}
            after = sorted(later.values(), key=lambda a: (a.day, a.galley.release.path))
            found += [_promise(one, item, after, newest, catalogue) for item in _ahead(one)]
    return tuple(found)


def _ahead(one: _About) -> Iterable[Expected]:
    """What lay ahead on the day of the release."""
    return (item for item in one.galley.facts.expected if (_day(item.end) or one.day) >= one.day)


def _about(galley: Galley, catalogue: Catalogue) -> _About:
    facts, path = galley.facts, galley.release.path
    homes = {catalogue.homes.get((path, t.key), "") for t in facts.trials if t.focus} - {""}
    drugs = frozenset(d.slug for d in facts.drugs if d.role == "investigational")
    return _About(galley, galley.release.day or date.min, drugs, frozenset(homes))


def _promise(one: _About, item: Expected, after: Iterable[_About], newest: date, catalogue: Catalogue) -> Promise:
    mine = replace(one, trials=_named_in(item.quote, one, catalogue) or one.trials)
    end = _day(item.end)
    state, by, why = _outcome(mine, item, end, after, newest)
    path, drugs = one.galley.release.path, tuple(sorted(one.drugs))
    return Promise(path, one.day, drugs, tuple(sorted(mine.trials)), item, _day(item.start), end, state, by, why)


def _named_in(quote: str, one: _About, catalogue: Catalogue) -> frozenset[str]:
    """The trials of the release's drugs that a sentence names."""
    keys = {key for drug in one.drugs if drug in catalogue.drugs for key in catalogue.drugs[drug].trials}
    return frozenset(
        key
        for key in keys
        for name in (catalogue.trials[key].name, *catalogue.trials[key].aliases)
        if name in quote and re.search(rf"(?<![\w+-]){re.escape(name)}(?![\w+-])", quote)
    )


def _outcome(
    one: _About, item: Expected, end: date | None, after: Iterable[_About], newest: date
) -> tuple[State, str, str]:
    """What the first later release that bears on it makes of a promise."""
    for other in after:
        path, facts = other.galley.release.path, other.galley.facts
        same_trial = not (one.trials and other.trials) or bool(one.trials & other.trials)
        if same_trial and (delivers := _delivers(item.what, facts)) is not None:
            if end is None or other.day <= end:
                return "kept", path, ""
            return ("late" if delivers else "came"), path, ""
        if decided := _decided(item.what, one.day, facts):
            return ("kept" if end is None or decided <= end else "came"), path, ""
        if one.trials & other.trials and any(t.focus and t.status in _ENDED for t in facts.trials):
            return "superseded", path, "trial stopped"
        again = [e.end for e in facts.expected if e.what == item.what]
        if same_trial and again:
            return "superseded", path, "said again" if item.end in again else "new date"
    return ("unanswered" if end and end < newest else "open"), "", ""


def _delivers(what: str, facts: Facts) -> bool | None:
    """Does a release deliver what was expected? True: it is that news; False: it only follows from it; None: no."""
    named = {r.event for r in facts.regulatory} if facts.kind in ("regulatory", "safety") else set()
    results = facts.kind == "results"
    exact, implied = {
        "decision": (bool(named & _DECIDED), False),
        "approval": (bool(named & _APPROVED), False),
        "submission": ("submission" in named, bool(named & {"acceptance", "priority review", *_DECIDED})),
        "trial start": (
            facts.kind == "trial-start",
            _focus(facts, "recruiting", "ongoing") or facts.kind == "enrolment",
        ),
        "enrolment complete": (facts.kind == "enrolment" and not _planned(facts), results),
        "completion": (False, results or _focus(facts, "completed")),
        **dict.fromkeys(_DATA, (results, facts.kind == "publication" and bool(facts.results))),
    }.get(what, (False, False))
    return True if exact else False if implied else None


def _decided(what: str, since: date, facts: Facts) -> date | None:
    """The day of a decision on the drug that a release looks back at, whatever trial it is about."""
    wanted = {"submission": _DECIDED, "decision": _DECIDED, "approval": _APPROVED}.get(what, frozenset())
    days = [
        _day(r.date if len(r.date) > 7 else f"{r.date}-28") for r in facts.regulatory if r.event in wanted and r.date
    ]
    return min((day for day in days if day and day > since), default=None)


def _focus(facts: Facts, *statuses: str) -> bool:
    return any(t.focus and t.status in statuses for t in facts.trials)


def _planned(facts: Facts) -> bool:
    return any(p.measure == "planned" for p in facts.population)


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def calendar_entries(catalogue: Catalogue) -> tuple[CalendarEntry, ...]:
    """Meetings in the month in which their series usually takes place, and what is due; in the order of their dates.

    A meeting whose usual month nobody knows and a promise without a date are left out; so is what was kept or superseded.
    """
    entries = [*_meetings(catalogue), *_due(catalogue)]
    return tuple(sorted(entries, key=lambda e: (e.start, e.end, e.id)))


def _meetings(catalogue: Catalogue) -> Iterable[CalendarEntry]:
    for meeting in catalogue.meetings.values():
        series = known_series().get(meeting.acronym)
        if series and series.months and meeting.year:
            first, last = series.months
            end = date(meeting.year, last, calendar.monthrange(meeting.year, last)[1])
            note = f"{series.name}. The month is the usual one; the releases do not give the days."
            yield CalendarEntry(
                f"meeting-{meeting.id}", date(meeting.year, first, 1), end, meeting.name, note, address=meeting.address
            )


def _due(catalogue: Catalogue) -> Iterable[CalendarEntry]:
    """What is still to come, or was to come and of which the newsroom has no word."""
    ids = {g.release.path: g.release.id for g in catalogue.releases}
    for promise in promises_of(catalogue):
        if promise.end and promise.state in ("open", "unanswered"):
            names = ", ".join(catalogue.drugs[key].name for key in promise.drugs if key in catalogue.drugs)
            item = promise.expected
            yield CalendarEntry(
                f"due-{ids[promise.path]}-{item.what.replace(' ', '-')}-{item.end}",
                promise.start or promise.end,
                promise.end,
                f"{names}: {item.what} expected",
                f"“{item.words}”, as stated on {promise.day.isoformat()}",
                path=promise.path,
            )
