"""What a number measures: a median, a rate, a change and its direction, a difference, a relative reduction. Or nothing."""

from __future__ import annotations

import re
from typing import Any

from topline.extract.results.bindings import Bound
from topline.extract.results.changes import change_of
from topline.extract.results.motion import CHANGE, DIFFERENCE, DOWN, PEOPLE, said_of
from topline.extract.results.thresholds import is_threshold
from topline.extract.words.figures import Figures
from topline.extract.words.patterns import pattern_of

_RISK = pattern_of(
    r"\b(?:risk|hazard|odds|likelihood|less frequent|fewer|relative reduction|less likely|lower rate|chance)\b", re.I
)
_RATE = pattern_of(
    r"\b(?:rates?|probability|proportion|alive|surviving|survived|percentage|share|-free|free of|free from|achiev\w+|reached|surpass\w+|cross\w+|exceed\w+)\b|%\s(?:of|were)\b",
    re.I,
)
_TIMED = pattern_of(
    r"\b(?:\d+|one|two|three|four|five|six|nine|twelve)[- ](?:month|year|week)|\bat (?:\d+|one|two|three|five|six|twelve|week|month|year)\b",
    re.I,
)
_FIXED = pattern_of(
    r"\s(?:\w+\s)?(?:threshold|baseline|scale|target|goal|follow-up|margin|cut-?off|scoring|ranges?|normal)\b", re.I
)


# "16.5% versus 31.8%, a 47.9% reduction": what the two values before it make of each other.
_APPOSED = pattern_of(r"(?:,|—| -|\() ?(?:representing |corresponding to |equal to |i\.e\.,? |or )?an? (?:relative )?$")
_RELATIVE = pattern_of(r"\s(?:relative |risk |rate )+(?:reduction|decrease|lower)")
_RAISED = pattern_of(r"\s(?:relative )?(?:increase|improvement|rise|gain)\b")


def measure_of(text: str, bound: Bound, figures: Figures) -> dict[str, Any] | None:
    """The measure, unit and direction of a bound number, or None where it is no outcome."""
    q, kind = bound.quantity, bound.endpoint.kind
    said = said_of(text, bound)
    before, after = said.before, said.after
    if is_threshold(said, figures):
        return None
    if q.kind == "percent" and re.search(r"\bdifference(?: of|:| was|,| between \w+)?\s(?:of )?$", text[: q.start]):
        return {"measure": "difference", "unit": "percent"}
    if q.kind == "percent" and _APPOSED.search(text, max(0, q.start - 30), q.start):
        if DOWN.match(text, q.reach + 1) or _RELATIVE.match(text, q.reach):
            return {"measure": "reduction", "unit": "percent", "direction": "down"}
        if _RAISED.match(text, q.reach):
            return {"measure": "difference", "unit": "percent", "direction": "up"}
    if q.unit == "percentage points" and kind != "change":
        return _points_apart(text, q.start, after)
    if q.kind == "unreached":
        if re.search(
            r"\b(?:threshold|target|goal|bar|number of events) (?:for|of) (?:the )?(?:median )?$",
            text[: bound.named.start],
        ):
            return None
        return _time(text, bound, before) if kind in ("survival", "duration") else None
    if kind in ("survival", "duration"):
        if q.kind == "time":
            return _time(text, bound, before)
        return _survival_share(text, bound, before, after)
    if kind in ("rate", "event", "stated", "share"):
        return _share(text, bound, before, after)
    if kind == "index":
        return {"measure": None, "unit": None}
    if kind == "efficacy":
        return {"measure": "efficacy", "unit": "percent"}
    return change_of(said)


def _time(text: str, bound: Bound, before: str) -> dict[str, Any] | None:
    q = bound.quantity
    if q.kind == "time" and re.search(r"alive|surviv(?:ed|ing)|-free$|rate", bound.named.words):
        return None
    if (
        q.kind == "time"
        and re.search(r"\b(?:threshold|follow-?up|time to enrol|treated for|at)\s(?:\w+\s){0,2}$", before)
    ) or (q.kind == "time" and _FIXED.match(text, q.reach)):
        return None
    if q.kind == "time" and re.search(
        r"\b(?:longer|prolonged|extended|improved|improvement|increase[d]?|difference|gain)\s(?:\w+\s){0,4}?(?:by|of)\s(?:\w+\s){0,2}$",
        before,
        re.I,
    ):
        return {"measure": "difference", "unit": q.unit, "direction": "up"}
    said = (
        re.search(r"\b(median|mean)\b", before, re.I)
        or re.match(r"(?i)(median|mean)", bound.named.words)
        or re.search(r"\b(median|mean)\b", text[max(0, bound.named.start - 40) : bound.named.end], re.I)
    )
    said = said or re.match(r"\s?[(,]\s?(median|mean)\b", text[q.reach : q.reach + 12], re.I)
    average = re.search(r"\baverage\b", before, re.I)
    measure = said.group(1).casefold() if said else "mean" if average else None
    if measure is None and bound.how in ("before", "series") and bound.endpoint.name != "DOR":
        gap = text[bound.named.close : q.start]
        if bound.how == "before" and not re.fullmatch(
            r"[^.;]{0,70}?(?:was|of|were|:|is|reached|to|by|=|\|)?\s?(?:more than |over |about |approximately |at least )?",
            gap,
        ):
            return None
    return {"measure": measure, "unit": q.unit if q.kind == "time" else None}


def _survival_share(text: str, bound: Bound, before: str, after: str) -> dict[str, Any] | None:
    q = bound.quantity
    stretch = text[max(0, min(bound.named.start - 50, q.start - 60)) : max(bound.named.close + 40, q.reach + 60)]
    near = text[min(bound.named.start, q.start) : max(bound.named.end, q.end)]
    risky = _RISK.search(text[max(0, bound.named.start - 45) : max(bound.named.end, q.reach) + 25]) or re.search(
        r"or death|risk of", bound.named.words
    )
    if q.kind == "percent" and risky and _cut(before, after) and not PEOPLE.match(after):
        return {"measure": "reduction", "unit": "percent", "direction": "down"}
    if (
        q.kind == "percent"
        and re.search(
            r"\b(?:improv\w+|prolong\w+|increas\w+|extend\w+|longer|lengthen\w+)\b(?:[^.]|\.(?=\d))*\bby\s(?:\w+\s){0,2}$",
            text[: q.start],
            re.I,
        )
        and not _TIMED.search(near)
    ):
        return {"measure": "difference", "unit": "percent", "direction": "up"}
    if (
        re.search(r"\breduc\w+|\brisk\b", stretch)
        and q.kind == "percent"
        and not _RATE.search(near + bound.named.words)
    ):
        return None
    alive = re.search(
        r"-free|free (?:of|from)|without|alive|surviv(?:ed|ing)|without progression|progression-free\Z",
        bound.named.words,
        re.I,
    )
    if q.kind == "count":
        if not alive or (bound.named.start < q.start and not re.search(r"alive", bound.named.words)):
            return None
        return {"measure": "count"}
    if alive or _RATE.search(stretch) or _TIMED.search(stretch):
        return {"measure": "rate", "unit": "percent"}
    return None


def _points_apart(text: str, start: int, after: str) -> dict[str, Any] | None:
    """Percentage points between two arms' rates; a rate itself is never given in points."""
    before = text[max(0, start - 60) : start]
    if (
        DIFFERENCE.search(before)
        or CHANGE.search(before)
        or re.match(r"\s(?:difference|higher|lower|improvement|increase|reduction)", after)
    ):
        return {"measure": "difference", "unit": "percentage points"}
    return None


def _cut(before: str, after: str) -> bool:
    """Is the number by how much something was cut: "by 26%", "26% lower", "a reduction of 26%"?"""
    return bool(
        re.search(r"\b(?:by|down|reductions? of|decreases? of|reduction)\s(?:[\w-]+\s){0,3}[(]?$", before)
        or re.match(
            r"\s?(?:[\w-]+\s){0,2}?(?:reduc\w+|lower|decreas\w+|less|fewer|slowing)\b|\s(?:and|or) \d[\d.]*%\s(?:lower|less|reduced|fewer)\b",
            after,
        )
    )


def _share(text: str, bound: Bound, before: str, after: str) -> dict[str, Any] | None:
    q, kind = bound.quantity, bound.endpoint.kind
    if q.kind == "amount":
        return {"measure": "rate", "unit": q.unit}
    if q.kind == "count":
        return (
            {"measure": "count"}
            if bound.how == "verb"
            or q.of
            or kind in ("event", "stated")
            or (bound.how in ("beside", "series", "before") and not re.search(r"enrolled|randomi[sz]ed", before))
            else None
        )
    if kind in ("event", "stated") and not PEOPLE.match(after):
        stretch = text[max(0, min(bound.named.start, q.start) - 70) : max(bound.named.end, q.reach) + 45]
        if re.match(r"\s(?:and \d[\d.]*% )?more likely|\s(?:and \d[\d.]*% )?(?:higher|greater|increase)", after):
            return None
        if DOWN.search(stretch) and _cut(before, after) and q.n is None:
            return {"measure": "reduction", "unit": "percent", "direction": "down"}
    if re.match(r"\s?(?:\w+\s){0,2}(?:increase|improvement|reduction)\b", after) and bound.how != "beside":
        return {
            "measure": "difference",
            "unit": "percent",
            "direction": "up" if "increase" in after or "improv" in after else "down",
        }
    return {"measure": "rate", "unit": "percent"}
