"""What several releases said of one drug or trial: rows that lead to the sentence in each release."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from topline.facts import Facts, Regulatory, fold
from topline.mark import Galley
from topline.render import wording
from topline.render.glance import meeting_lines, people_lines, regulatory_lines, safety_lines, trial_line
from topline.render.library import Library
from topline.render.outcomes import Outcome, outcomes_of
from topline.render.pieces import Line, Quoted
from topline.render.views_shared import Link, Moment, moment


@dataclass(frozen=True, slots=True)
class Announcement:
    """One release in a table over time. ``outcomes`` and ``lines`` are what it said; either may be empty."""

    release: Link
    date: Moment
    outcomes: tuple[tuple[str, Outcome], ...] = ()
    lines: tuple[Line, ...] = ()


Pick = Callable[[Facts], Facts]


def results_over_time(galleys: Iterable[Galley], library: Library, pick: Pick) -> tuple[Announcement, ...]:
    """The outcomes of each release that has any, with the name of their trial."""
    rows = []
    for galley in galleys:
        facts = pick(galley.facts)
        if outcomes := outcomes_of(facts.results, quoted_in(galley, library)):
            names = {trial.key: trial.name or wording.phase(trial.phase) for trial in facts.trials}
            named = tuple((names.get(outcome.trial, ""), outcome) for outcome in outcomes)
            rows.append(Announcement(*_release(galley, library), outcomes=named))
    return tuple(rows)


def safety_over_time(galleys: Iterable[Galley], library: Library, pick: Pick) -> tuple[Announcement, ...]:
    """The adverse events of each release that has any."""
    return _lines(galleys, library, lambda g: safety_lines(pick(g.facts).safety, quoted_in(g, library)))


def regulatory_over_time(galleys: Iterable[Galley], library: Library, pick: Pick) -> tuple[Announcement, ...]:
    """The designations and decisions of each release that has any, each where it was told first.

    A release years later that recalls an orphan drug status grants none.
    """
    galleys = list(galleys)
    fresh: dict[str, Facts] = {}
    told: list[Regulatory] = []
    for galley in sorted(galleys, key=lambda g: (g.release.day or date.min, g.release.path)):
        facts = pick(galley.facts)
        new = tuple(event for event in facts.regulatory if not any(_within(event, old) for old in told))
        told += new
        fresh[galley.release.path] = replace(facts, regulatory=new)
    return _lines(galleys, library, lambda g: tuple(regulatory_lines(fresh[g.release.path], quoted_in(g, library))))


def _within(event: Regulatory, old: Regulatory) -> bool:
    """Does an earlier release tell all of an event: its kind and status, diseases and regions?"""
    same = (event.event, event.status) == (old.event, old.status)
    one_drug = not event.drug or not old.drug or fold(event.drug) == fold(old.drug)
    return same and one_drug and set(event.conditions) <= set(old.conditions) and set(event.regions) <= set(old.regions)


def trials_over_time(galleys: Iterable[Galley], library: Library, pick: Pick) -> tuple[Announcement, ...]:
    """How each release describes the trial."""
    return _lines(galleys, library, lambda g: tuple(trial_line(t, quoted_in(g, library)) for t in pick(g.facts).trials))


def people_over_time(galleys: Iterable[Galley], library: Library) -> tuple[Announcement, ...]:
    """The patients that each release counts, with what it counts them as."""
    return _lines(galleys, library, lambda g: people_lines(g.facts, quoted_in(g, library)))


def meetings_over_time(galleys: Iterable[Galley], library: Library, pick: Pick) -> tuple[Announcement, ...]:
    """What each release shows at a meeting."""
    return _lines(galleys, library, lambda g: tuple(meeting_lines(pick(g.facts), quoted_in(g, library))))


def quoted_in(galley: Galley, library: Library) -> Quoted:
    """Makes pieces that lead to a release's sentences from another page."""
    return Quoted(library.site.path(galley.release.address), library.site.to_check)


def _lines(
    galleys: Iterable[Galley], library: Library, of: Callable[[Galley], tuple[Line, ...]]
) -> tuple[Announcement, ...]:
    rows = []
    for galley in galleys:
        if lines := tuple(line for line in of(galley) if line):
            rows.append(Announcement(*_release(galley, library), lines=lines))
    return tuple(rows)


def _release(galley: Galley, library: Library) -> tuple[Link, Moment]:
    release = galley.release
    return Link(release.title, library.site.path(release.address)), moment(release.day)
