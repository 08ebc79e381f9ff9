"""Results put side by side: what one arm showed, what the other did, and how the two compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from topline.extract.results.endpoints import is_measured
from topline.facts import Result
from topline.render import wording
from topline.render.pieces import Line, Piece, Quoted, spaced
from topline.render.words import endpoint_words, table

BETWEEN_ARMS = ("hazard ratio", "odds ratio", "risk ratio", "difference", "reduction", "efficacy")
_OWN_COLUMN = ("investigational", "comparator")
_DIRECTED = (None, "change", "mean", "difference")  # a ratio or relative reduction says its direction itself


@dataclass(frozen=True, slots=True)
class Outcome:
    """One endpoint of one trial as announced, in the columns of a table.

    ``detail`` says what sort of figure it is (median, time point, subgroup); ``verdict`` whether the
    endpoint was met; ``value`` and ``versus`` are the two arms; ``ratio`` compares them, with
    interval and p-value.
    """

    trial: str
    endpoint: str
    abbreviation: str
    detail: str
    primary: bool
    verdict: Line = ()
    value: Line = ()
    versus: Line = ()
    ratio: Line = ()


def outcomes_of(
    results: Iterable[Result], quoted: Quoted, named: Mapping[str, str] | None = None
) -> tuple[Outcome, ...]:
    """The results grouped by endpoint, primary ones first, else in the order of the text.

    ``named`` has the names of trials, by key, whose results say in their row which trial it was.
    """
    results = tuple(results)
    figures = [r for r in results if not _is_about_figures(r)]
    groups: dict[tuple[str | None, ...], list[Result]] = {}
    for result in results:
        home = _home(result, figures)
        sort = "" if _is_about_figures(home) else home.measure
        key = (home.trial, home.endpoint, home.subgroup, home.assessed_by, home.timepoint, sort)
        groups.setdefault(key, []).append(result)
    outcomes = [_outcome(row, quoted, named or {}) for group in groups.values() for row in _rows(group)]
    return tuple(sorted(outcomes, key=lambda outcome: not outcome.primary))


def _rows(group: list[Result]) -> list[list[Result]]:
    """One row, unless an arm has several figures: then what one sentence or table row states stands together.

    So the share that lost 10% stands beside the other arm's, not beside the shares that lost 5% and 15%.
    """
    figures = [r for r in group if not _is_about_figures(r)]
    if len([r for r in figures if r.arm == "investigational"]) < 2:
        return [group]
    rows: dict[str, list[Result]] = {r.anchor: [] for r in figures}
    first = next(iter(rows))
    for result in group:
        rows[result.anchor if result.anchor in rows else first].append(result)
    return list(rows.values())


def _compares(result: Result) -> bool:
    return result.measure in BETWEEN_ARMS


def _is_about_figures(result: Result) -> bool:
    """Is it a comparison, a verdict or a p-value, rather than the figure of an arm?"""
    return _compares(result) or (result.value is None and result.reached is None and result.n is None)


def _home(result: Result, figures: list[Result]) -> Result:
    """The figure in whose row a result stands; itself where it has a row of its own.

    A ratio says neither its sort of figure nor, most often, its time point: it joins the first figure of its
    trial, endpoint, subgroup and assessor at the same time point, or, naming none, the one time point that there is.
    """
    if not _is_about_figures(result):
        return result
    place = (result.trial, result.endpoint, result.subgroup)
    same = [f for f in figures if (f.trial, f.endpoint, f.subgroup) == place and _may_share(f, result)]
    timed = [f for f in same if f.timepoint == result.timepoint]
    if not timed and result.timepoint is None and len({f.timepoint for f in same}) == 1:
        timed = same
    return timed[0] if timed else result


def _may_share(one: Result, two: Result) -> bool:
    """Can one assessor have judged both? A figure of the investigators is not one of an independent review."""
    return one.assessed_by == two.assessed_by or None in (one.assessed_by, two.assessed_by)


def _outcome(group: list[Result], quoted: Quoted, named: Mapping[str, str]) -> Outcome:
    first = group[0]
    full, short = endpoint_words(first.endpoint)
    figures = [r for r in group if not _is_about_figures(r)]
    ours = [r for r in figures if r.arm != "comparator"]
    theirs = [r for r in figures if r.arm == "comparator"]
    return Outcome(
        trial=first.trial or "",
        endpoint=wording.capital(full),
        abbreviation=short,
        detail=wording.dotted((named.get(first.trial or "", ""), _detail(figures[0] if figures else first, figures))),
        primary=any(r.primary for r in group),
        verdict=_verdict(group, quoted),
        value=spaced(figure_line(r, quoted) for r in ours),
        versus=spaced(figure_line(r, quoted) for r in theirs) or _repeated(ours, quoted),
        ratio=spaced(_compared(r, quoted) for r in group if _is_about_figures(r)),
    )


def _detail(first: Result, figures: list[Result]) -> str:
    measure = next((r.measure for r in figures if r.measure), "") or ""
    if measure in ("rate", "count"):
        measure = "share of patients" if measure == "rate" and is_measured(first.endpoint) else ""
    when = f"at {first.timepoint}" if first.timepoint and first.timepoint[0].isdigit() else first.timepoint
    return wording.dotted((measure, when or "", first.assessed_by or "", first.subgroup or ""))


def figure_line(result: Result, quoted: Quoted) -> Line:
    """One value with its count, interval and p-value and, where its column does not say so, its arm."""
    inside = [
        (text, field)
        for text, field in (
            (wording.share(result.n, result.of) if result.n is not None and not _is_count(result) else "", "n"),
            (wording.confidence(result.ci, result.ci_level) if result.ci is not None else "", "ci"),
            (_p(result), "p"),
        )
        if text
    ]
    bracket = [
        ("; " if place else " (", f"{text})" if place == len(inside) - 1 else text, field)
        for place, (text, field) in enumerate(inside)
    ]
    named = result.arm if result.arm not in (None, *_OWN_COLUMN) else ""
    return quoted.line(result, ("", _words(result), "value"), *bracket, (" ", named or "", "arm"))


def _compared(result: Result, quoted: Quoted) -> Line:
    """A ratio or difference; of what has no value its p-value alone."""
    return figure_line(result, quoted) if result.value is not None else quoted.line(result, ("", _p(result), "p"))


def _p(result: Result) -> str:
    sides = {1: ", one-sided", 2: ", two-sided"}.get(result.p_sides or 0, "")
    asked = f" for {result.hypothesis}" if result.hypothesis and result.met is None else ""
    return wording.p_value(result.p) + asked + sides if result.p else ""


def _is_count(result: Result) -> bool:
    """Is the count itself the figure, not a share that it explains?"""
    return result.n is not None and result.value in (None, result.n)


def _words(result: Result) -> str:
    if _is_count(result) and result.n is not None:
        return wording.share(result.n, result.of) if result.of is not None else wording.quantity(result.n, result.unit)
    if result.value is None:
        return "not reached" if result.reached is False else "reached"
    text = wording.quantity(result.value, result.unit, result.comparison)
    label = table("measures").get((result.measure or "").replace(" ", "-"))
    if label and label not in result.endpoint:
        text = f"{label} {text}" if label.isupper() else f"{text} {label}"
    if result.direction and result.value > 0 and result.measure in _DIRECTED:
        text += ", higher" if result.direction == "up" else ", lower"
    return text


def _repeated(ours: list[Result], quoted: Quoted) -> Line:
    """The other arm's value as the investigational item repeats it, where it is no item of its own."""
    found = next((r for r in ours if r.versus is not None), None)
    if found is None or found.versus is None:
        return ()
    return (quoted.value(found, wording.quantity(found.versus, found.unit), "versus"),)


def _verdict(group: list[Result], quoted: Quoted) -> Line:
    pieces: dict[str, Piece] = {}
    for result in group:
        for words in _judged(result):
            pieces.setdefault(words, quoted.value(result, words, "met" if result.met is not None else "futility"))
    return spaced(((piece,) for piece in pieces.values()), ", ")


def _judged(result: Result) -> list[str]:
    words = []
    if result.met is not None:
        verdict = "met" if result.met else "not met"
        words.append(f"{result.hypothesis}: {verdict}" if result.hypothesis else verdict)
    if result.futility:
        words.append("stopped as unlikely to succeed")
    return words
