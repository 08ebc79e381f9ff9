"""What kind of news a release is: one of the eight kinds of the record.

The headline decides where it says so; else the subheads and the lead; else what was found in the text. Among
several kinds the one that the headline names first is the news. Words of results are the weakest: nearly every
release holds some.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from topline.extract.reading import Reading, Sentence
from topline.extract.shipped import table_of
from topline.extract.words.patterns import pattern_of
from topline.facts import Evidence, Facts

_ANNOUNCES = pattern_of(r"\bannounc|\btoday\b|\breported\b|\bsaid\b|\brecently\b|\blast week\b", re.I)
_TRIAL = pattern_of(r"\b(?:trials?|stud(?:y|ies)|patients?|participants?|adults|people with|survivors)\b", re.I)
# "…, which reported data last year, …": what is said beside the news
_PAST_ASIDE = pattern_of(
    r", (?:which|who) [^,;]{1,160}\b(?:last (?:year|month|week|quarter|spring|summer|autumn|fall|winter)|in (?:19|20)\d\d|earlier this year|previously)\b[^,;]{0,60}, "
)
_LEAD = 3


@cache
def _table() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], re.Pattern[str]]:
    table = table_of("kind_words.toml")
    strong = tuple((kind, pattern_of(pattern, re.I)) for kind, pattern in table["strong"].items())
    return strong, pattern_of(table["weak"]["results"], re.I)


def find(reading: Reading, known: Facts) -> Facts:
    """The facts with their kind and where it is stated."""
    found = _from_headline(reading) or _from_lead(reading) or _from_facts(reading, known)
    if found is None:
        return known
    kind, evidence = found
    return replace(known, kind=kind, evidence={**known.evidence, "kind": evidence})


def _from_headline(reading: Reading) -> tuple[str, Evidence] | None:
    headline = [s for s in reading.news if s.zone == "headline"]
    return _strong(headline) or _weak(headline)


def _from_lead(reading: Reading) -> tuple[str, Evidence] | None:
    opening = [s for s in reading.news if s.zone in ("deck", "lead")]
    lead = [s for s in opening if s.zone == "lead"][:_LEAD]
    trials = [s for s in opening if _TRIAL.search(s.text)]
    return (
        _strong([s for s in lead if _ANNOUNCES.search(s.text)])
        or _strong([s for s in opening if s.zone == "deck"])
        or _weak([s for s in lead if s in trials])
        or _weak(trials)
    )


def _from_facts(reading: Reading, known: Facts) -> tuple[str, Evidence] | None:
    """What the text states, where neither headline nor lead says what the news is."""
    if not reading.sentences:
        return None
    told = known.results or known.meetings
    if told:
        fact = told[0]
        return "results", Evidence(quote=fact.quote, anchor=fact.anchor, span=fact.span)
    first = reading.sentences[0]
    return ("corporate", first.evidence(0, len(first.text))) if known.sponsors or known.trials else None


def _strong(sentences: list[Sentence]) -> tuple[str, Evidence] | None:
    """The kind named first, in the order of the sentences."""
    strong, _ = _table()
    for sentence in sentences:
        text = _PAST_ASIDE.sub(lambda aside: " " * len(aside[0]), sentence.text)
        matches = [
            (match.start(), order, kind, match)
            for order, (kind, pattern) in enumerate(strong)
            if (match := pattern.search(text))
        ]
        if matches:
            _, _, kind, match = min(matches, key=lambda found: found[:2])
            return kind, sentence.evidence(match.start(), match.end())
    return None


def _weak(sentences: list[Sentence]) -> tuple[str, Evidence] | None:
    _, results = _table()
    for sentence in sentences:
        match = results.search(sentence.text)
        if match:
            return "results", sentence.evidence(match.start(), match.end())
    return None
