"""What changed: one figure of one trial across announcements, and whether a later value is an update, of other patients, or differs.

Pure functions over the Catalogue. A figure is one endpoint, measure, unit, arm and time point of a trial that the Catalogue
knows by name or number. Where one release gives several values of a figure, none can be called the one that changed: that
release is left out of the line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Literal

from topline.facts import Facts, Result, fold
from topline.link.catalogue import Catalogue

Word = Literal["", "updated", "other population", "differs"]
# Endpoints that need time to mature: another value later is what follow-up brings.
_TIMED = frozenset(("OS", "PFS", "DOR", "TTP", "DFS", "IDFS", "EFS", "RFS", "MFS", "TTR"))
_BETWEEN = ("hazard ratio", "odds ratio", "risk ratio", "difference", "reduction", "efficacy")
_VAGUE = ("endpoint", "endpoints", "end point")
_TIMES = ("months", "weeks", "days", "years")
_NUMBERS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "ten", "twelve"),
        ("1", "2", "3", "4", "5", "6", "10", "12"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One value as one release states it; ``size`` is how many patients it speaks of, where that is known."""

    path: str
    day: date
    result: Result
    size: int | None = None
    word: Word = ""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One figure of a trial over time, the oldest reading first. Each reading's word compares it with the one before."""

    trial: str
    endpoint: str
    readings: tuple[Reading, ...]

    @property
    def changes(self) -> tuple[tuple[Reading, Reading], ...]:
        """The pairs that differ: what was said before, and what was said then."""
        return tuple((before, after) for before, after in pairwise(self.readings) if after.word)


Ledger = dict[str, tuple[LedgerLine, ...]]


def ledger_of(catalogue: Catalogue) -> Ledger:
    """The figures that changed, by trial id."""
    figures: dict[str, dict[tuple[str, ...], dict[str, list[Reading]]]] = defaultdict(dict)
    for galley in reversed(catalogue.releases):
        for result in galley.facts.results:
            home = catalogue.homes.get((galley.release.path, result.trial or ""))
            if home and galley.release.day and _states_a_figure(result):
                reading = Reading(galley.release.path, galley.release.day, result, size_of(result, galley.facts))
                readings = figures[home].setdefault(figure_of(result), {})
                readings.setdefault(galley.release.path, []).append(reading)
    ledger = {}
    for home in sorted(figures):
        if lines := [line for said in figures[home].values() for line in _lines(home, said)]:
            ledger[home] = tuple(lines)
    return ledger


def _states_a_figure(result: Result) -> bool:
    vague = result.endpoint.split()[-1].casefold() in _VAGUE if result.endpoint else True
    return not vague and (result.value is not None or result.reached is False)


def figure_of(result: Result) -> tuple[str, ...]:
    """What two readings must share to be of one figure: endpoint, sort of measure, arm, time point."""
    arm = "" if result.measure in _BETWEEN else result.arm or "investigational"
    timed = result.measure == "median" or result.unit in _TIMES or result.reached is False
    measure = "time" if timed and result.measure not in _BETWEEN else f"{result.measure or ''} {result.unit or ''}"
    return (fold(result.endpoint), measure, fold(arm), fold(time_of(result)))


def time_of(result: Result) -> str:
    """The time point in digits, however it is written: ``three years`` → ``3 years``."""
    words = (result.timepoint or "").casefold().removeprefix("at ").split()
    return " ".join(_NUMBERS.get(word, word) for word in words)


def size_of(result: Result, facts: Facts) -> int | None:
    """The denominator stated, else the trial's evaluable patients where the release gives one such number."""
    if result.of is not None or result.arm not in (None, "investigational"):
        return result.of
    sizes = {
        p.value
        for p in facts.population
        if p.measure == "evaluable" and p.group is None and p.trial == result.trial and p.comparison == "="
    }
    return sizes.pop() if len(sizes) == 1 and result.subgroup is None else None


def _lines(trial: str, said: dict[str, list[Reading]]) -> Iterable[LedgerLine]:
    """The lines of one figure: the whole population of each release, and each subgroup that releases share."""
    subgroups = {path: {fold(r.result.subgroup or "") for r in readings} for path, readings in said.items()}
    main = []
    for path, readings in said.items():
        chosen = "" if "" in subgroups[path] else next(iter(subgroups[path])) if len(subgroups[path]) == 1 else None
        main += _single(readings, chosen)
    yield from _line(trial, main)
    shared = sorted({group for groups in subgroups.values() for group in groups if group})
    for group in shared:
        members = [path for path, groups in subgroups.items() if group in groups]
        if not all(subgroups[path] == {group} for path in members):  # else the main line tells it already
            yield from _line(trial, [r for path in members for r in _single(said[path], group)])


def _single(readings: list[Reading], subgroup: str | None) -> list[Reading]:
    """The one value that a release gives of a population; none where it gives several."""
    mine = [r for r in readings if fold(r.result.subgroup or "") == subgroup]
    mine = [r for r in mine if r.result.assessed_by == "independent review"] or mine
    return mine[:1] if mine and all(agree(mine[0].result, other.result) for other in mine) else []


def _line(trial: str, readings: list[Reading]) -> Iterable[LedgerLine]:
    ordered = sorted(readings, key=lambda r: (r.day, r.path))
    told = ordered[:1] + [replace(after, word=_word(before, after)) for before, after in pairwise(ordered)]
    if any(reading.word for reading in told):
        yield LedgerLine(trial, told[0].result.endpoint, tuple(told))


def _word(before: Reading, after: Reading) -> Word:
    """How a reading stands to the one before it."""
    one, two = before.result, after.result
    sized = before.size is not None and after.size is not None
    if fold(one.subgroup or "") != fold(two.subgroup or "") or (sized and before.size != after.size):
        return "other population"
    if agree(one, two):
        return ""
    if one.assessed_by and two.assessed_by and one.assessed_by != two.assessed_by:
        return "differs"
    grown = sized or one.reached is False or one.measure == "median" or one.endpoint.upper() in _TIMED
    return "updated" if after.day > before.day and grown else "differs"


def agree(one: Result, two: Result) -> bool:
    """Do two values say the same, as far as the less precise of them can tell?"""
    if one.value is None or two.value is None:
        return one.value is two.value
    a, b = abs(Decimal(one.value)), abs(Decimal(two.value))
    if one.comparison != two.comparison:
        bound, value = (one, b) if one.comparison != "=" else (two, a)
        return _within(value, bound.comparison, abs(Decimal(bound.value or 0)))
    steps = Decimal(1).scaleb(max(int(a.as_tuple().exponent), int(b.as_tuple().exponent)))
    return a.quantize(steps, ROUND_HALF_UP) == b.quantize(steps, ROUND_HALF_UP)


def _within(value: Decimal, comparison: str, bound: Decimal) -> bool:
    return {
        ">": value > bound,
        "≥": value >= bound,
        "<": value < bound,
        "≤": value <= bound,
    }.get(comparison, abs(value - bound) * 10 <= bound)  # "about": within a tenth
