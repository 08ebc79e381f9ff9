"""The figures that charts show: of each announcement and endpoint the one value that stands for it.

Where a release gives several values of one figure (as for several thresholds) none of them stands for it, and the chart
leaves it to the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from topline.facts import Facts, Result, fold
from topline.facts.record import Number
from topline.link.ledger import agree, figure_of, size_of, time_of
from topline.mark import Galley
from topline.render import wording
from topline.render.library import Library
from topline.render.words import endpoint_words

_TIMES = ("months", "weeks", "days", "years")
_OURS = (None, "investigational")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of a chart. ``label`` says when and in which trial, ``text`` stands at its right, ``words`` say it aloud.

    ``name`` is the endpoint, ``short`` its abbreviation, ``when`` its time point (`` at 3 years``). ``population`` says in whom and
    against what a ratio was found. ``hollow``: a part of the trial, or another number of patients than announced first.
    """

    path: str
    day: date
    trial: str
    label: str
    name: str
    short: str
    when: str
    unit: str
    value: Number
    text: str
    words: str
    size: int | None = None
    ci: tuple[Number, Number] | None = None
    versus: Number | None = None
    population: str = ""
    hollow: bool = False


def shares_and_times(galleys: Iterable[Galley], library: Library) -> tuple[Figure, ...]:
    """Rates in percent and median times of the tested arm, one a release, trial and endpoint; the oldest first."""
    found = []
    for galley in galleys:
        groups: dict[tuple[str | None, ...], list[Result]] = {}
        for result in galley.facts.results:
            if result.arm in _OURS and _unit(result):
                groups.setdefault((result.trial, *figure_of(result)), []).append(result)
        for group in groups.values():
            standing = _standing(group)
            if standing and galley.release.day:
                found.append(_figure(standing, galley, library))
    return tuple(_hollowed(sorted(found, key=lambda figure: (figure.day, figure.path))))


def ratios(galleys: Iterable[Galley], library: Library) -> tuple[Figure, ...]:
    """Hazard ratios with their intervals, each with its population and comparator."""
    found = []
    for galley in galleys:
        for result in galley.facts.results:
            if (
                result.measure == "hazard ratio"
                and result.value
                and result.ci
                and min(result.ci) > 0
                and galley.release.day
            ):
                figure = _figure(result, galley, library)
                text = f"{wording.number(result.value)} ({wording.interval(*result.ci)})"
                words = f"{wording.number(result.value)}, {wording.confidence(result.ci, result.ci_level)}"
                found.append(
                    replace(figure, text=text, words=words, versus=None, population=_population(result, galley.facts))
                )
    return tuple(found)


def _unit(result: Result) -> str:
    """The scale that a value belongs on; ``""`` where it belongs on none."""
    if result.value is None or result.comparison not in ("=", "~"):
        return ""
    if result.measure == "rate" and result.unit == "percent" and 0 <= result.value <= 100:
        return "percent"
    timed = result.unit in _TIMES and result.measure in ("median", None) and result.value >= 0
    return result.unit or "" if timed else ""


def _standing(group: list[Result]) -> Result | None:
    """The value that stands for all: of the whole population, else of the one part that is reported."""
    whole = [r for r in group if not r.subgroup]
    parts = {fold(r.subgroup or "") for r in group}
    mine = whole or (group if len(parts) == 1 else [])
    mine = [r for r in mine if r.assessed_by == "independent review"] or mine
    if not mine or not all(agree(mine[0], other) for other in mine):
        return None
    return max(mine, key=lambda r: (r.of is not None, r.n is not None, r.ci is not None))


def _figure(result: Result, galley: Galley, library: Library) -> Figure:
    release, facts = galley.release, galley.facts
    full, short = endpoint_words(result.endpoint)
    when = f" at {time_of(result)}" if result.timepoint else ""
    value = wording.quantity(result.value or 0, result.unit, result.comparison)
    versus = _other_arm(result, facts)
    size = size_of(result, facts)
    share = wording.share(result.n, result.of) if result.n is not None else f"N={wording.number(size)}" if size else ""
    beside = f", other arm {wording.quantity(versus, result.unit)}" if versus is not None else ""
    within = "".join(f", {words}" for words in (result.assessed_by, result.subgroup) if words)
    trial = _trial(result, galley, library)
    return Figure(
        path=release.path,
        day=release.day or date.min,
        trial=trial,
        label=wording.dotted((wording.short_day(galley.release.day or date.min), trial)),
        name=wording.capital(full),
        short=short or wording.capital(full),
        when=when,
        unit=_unit(result),
        value=result.value or 0,
        text=wording.dotted((value, share)),
        words=value + (f" ({share})" if share else "") + beside + within,
        size=size,
        ci=result.ci,
        versus=versus,
        hollow=bool(result.subgroup),
    )


def _other_arm(result: Result, facts: Facts) -> Number | None:
    """The comparator's value of the same figure, where there is just one."""
    if result.versus is not None:
        return result.versus
    mine = figure_of(result)
    found = {
        r.value
        for r in facts.results
        if (r.arm, r.trial, r.subgroup) == ("comparator", result.trial, result.subgroup)
        and (figure_of(r)[:2], figure_of(r)[3]) == (mine[:2], mine[3])
        and r.value is not None
    }
    return found.pop() if len(found) == 1 else None


def _trial(result: Result, galley: Galley, library: Library) -> str:
    """The trial's name in the Catalogue, else its phase."""
    entry = library.entry("trial", library.catalogue.homes.get((galley.release.path, result.trial or "")))
    trial = next((t for t in galley.facts.trials if t.key == result.trial), None)
    return entry.name if entry else wording.phase(trial.phase) if trial else ""


def _population(result: Result, facts: Facts) -> str:
    """In whom, judged by whom, and against what."""
    conditions = ", ".join(c.name for c in facts.conditions if c.focus)
    drugs = " and ".join(d.name for d in facts.drugs if d.role == "comparator")
    trial = next((t for t in facts.trials if t.key == result.trial), None)
    placebo = "placebo" if trial and "placebo-controlled" in trial.design else ""
    against = f"against {drugs or placebo}" if drugs or placebo else "against the other arm"
    return wording.dotted((conditions, result.subgroup or "", result.assessed_by or "", against))


def _hollowed(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Hollow where a later announcement of the same trial speaks of another number of patients than the first."""
    first: dict[tuple[str, str, str], int] = {}
    for figure in figures:
        key = (figure.trial, figure.name + figure.when, figure.unit)
        other = figure.size is not None and first.setdefault(key, figure.size) != figure.size
        yield replace(figure, hollow=figure.hollow or other)
