"""What a release does not state, though a reader of such news would look for it."""

from __future__ import annotations

import re

from topline.facts import Facts, Result, Trial

_LATE = ("2", "3", "4")
_DATA = ("results", "publication")
_TIMES = ("months", "weeks", "days", "years")
_FOLLOW_UP = re.compile(r"follow(?:ed|ing)?[- ‑]?(?:up\b|for\b)|\bobserved for\b|\bdata cut", re.IGNORECASE)

# Words that say that a release does state it, though the record has it not: then nothing is claimed.
_PRIMARY = re.compile(r"\b(?:co-?)?primary\b", re.IGNORECASE)
_SIZE = re.compile(
    r"\b\d[\d,]*\s(?:[\w-]+\s){0,3}(?:patients|participants|people|adults|women|men|children|subjects|volunteers|infants)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d\sof\s(?:the\s)?\d|\b[nN]\s?=\s?\d|\b\d[\d,]*\s\(\d+(?:\.\d+)?%\)|\d/\d")
_OTHER_ARM = re.compile(
    r"\d(?:[^.;<]|\.(?=\d)){0,80}\b(?:placebo|control|comparator|standard)\b|\b(?:placebo|control|comparator|standard)\b(?:[^.;<]|\.(?=\d)){0,80}\d",
    re.IGNORECASE,
)
# Rates of all events together are no single event of the record, but they are stated: "Grade 3 events occurred in 40%".
_HARMS = re.compile(
    r"\b(?:adverse (?:event|reaction|effect)|side[- ]effect|toxicit|TEAE|SAE)(?:[^.;<]|\.(?=\d)){0,120}?\d\s?%|\d\s?%(?:[^.;<]|\.(?=\d)){0,120}?\b(?:adverse (?:event|reaction|effect)|side[- ]effect|toxicit)",
    re.IGNORECASE,
)


def not_stated(facts: Facts, text: str = "") -> tuple[str, ...]:
    """The missing things in neutral words; none where the news is not about a trial's data.

    Only results, papers and presentations with a trial in focus are asked. Early trials are asked neither for a
    comparator nor for a primary endpoint; a presentation still ahead is asked for no data at all. ``text`` is the
    release's own, for what is no field of the record.
    """
    trial = next((t for t in facts.trials if t.focus), None)
    if trial is None or facts.kind not in (*_DATA, "presentation"):
        return ()
    missing = [] if trial.phase else ["phase"]
    sized = any(p.group is None and p.trial in (trial.key, None) for p in facts.population)
    if not sized and not _SIZE.search(text):
        missing.append("trial size")
    if facts.kind in _DATA:
        results = [r for r in facts.results if r.trial in (trial.key, None)]
        missing += (
            _comparison_missing(results, trial, text) + _precision_missing(results, text) + _harms_missing(facts, text)
        )
    if not trial.registry_ids:
        missing.append("registry number")
    return tuple(missing)


def _comparison_missing(results: list[Result], trial: Trial, text: str) -> list[str]:
    """What a late trial with two arms is asked for."""
    late = (trial.phase or "")[:1] in _LATE and "single-arm" not in trial.design
    missing = []
    compared = any(r.arm == "comparator" or r.versus is not None for r in results)
    if late and not compared and not _OTHER_ARM.search(text):
        missing.append("the comparator's figures")
    if late and not any(r.primary for r in results) and not _PRIMARY.search(text):
        missing.append("which endpoint was primary")
    return missing


def _precision_missing(results: list[Result], text: str) -> list[str]:
    """How sure, of how many, after how long."""
    missing = []
    if any(r.value is not None for r in results) and not any(r.ci for r in results):
        missing.append("confidence intervals")
    rates = [r for r in results if r.measure == "rate" and r.unit == "percent"]
    counted = any(r.n is not None or r.of is not None for r in rates)
    if rates and not counted and not _COUNTED.search(text):
        missing.append("patient numbers behind the percentages")
    timed = any((r.unit in _TIMES and r.measure in ("median", None)) or r.reached is False for r in results)
    if timed and not _FOLLOW_UP.search(text):
        missing.append("length of follow-up")
    return missing


def _harms_missing(facts: Facts, text: str) -> list[str]:
    rated = [s for s in facts.safety if s.percent is not None or s.n is not None]
    if not rated:
        return [] if _HARMS.search(text) else ["rates of adverse events"]
    counted = any(s.of is not None or s.n is not None for s in rated) or any(
        p.measure == "treated" for p in facts.population
    )
    return [] if counted else ["patients assessed for adverse events"]
