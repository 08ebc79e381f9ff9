"""What kind of news a release is: one of the eight kinds of the record.

The headline decides where it says so; else the subheads and the lead; else what was found in the text. Among
several kinds the one that the headline names first is the news. Words of results are the weakest: nearly every
release holds some. A sponsored article is corporate unless its headline or its first sentences announce news.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from topline.extract.reading import Reading, Sentence
from topline.extract.shipped import table_of
from topline.extract.words.patterns import pattern_of
from topline.facts import Evidence, Facts

_ANNOUNCES = pattern_of(
    r"\bannounc|\btoday\b|\breported\b|\bsaid\b|\brecently\b|\blast week\b|\b(?:proud|pleased|excited|delighted) to\b",
    re.I,
)
# what a company has done is its news, unless the article is paid for
_DONE = pattern_of(
    r"\b(?:has|have|had) (?:\w+ly )?(?:started|begun|initiated|completed|received|enrolled|dosed|treated|paused|halted|suspended|granted|approved|filed|submitted|entered|signed|closed|appointed|met|failed)\b",
    re.I,
)
_TRIAL = pattern_of(r"\b(?:trials?|stud(?:y|ies)|patients?|participants?|adults|people with|survivors)\b", re.I)
# where nothing else tells a result, patients alone do not show that one is the news: "patients receive reliable care"
_STUDY = pattern_of(
    r"\b(?:trials?|stud(?:y|ies)|researchers|scientists|investigators|findings|phase [1-4I])\b|\d ?%|\bpercent\b|\d (?:points? )?(?:versus|vs|compared)\b|\bby \d|\b\d+ of (?:the )?\d+\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten) of \w+ (?:patients|children|participants|people)\b",
    re.I,
)
_NO_TRIAL = pattern_of(
    r"\b(?:no|without) (?:new |further |additional |costly |any )?(?:clinical )?(?:trials?|studies)\b", re.I
)
# "…, which reported data last year, …": what is said beside the news
_PAST_ASIDE = pattern_of(
    r", (?:which|who) [^,;]{1,160}\b(?:last (?:year|month|week|quarter|spring|summer|autumn|fall|winter)|in (?:19|20)\d\d|earlier this year|previously)\b[^,;]{0,60}, "
)
# "This post contains sponsored content", "not intended to be investment advice": an article to sell shares or wares
_SPONSORED = pattern_of(
    r"\b(?:sponsored (?:content|post|article)s?|paid (?:advertisement|advertorial|promotion|content|article)"
    r"|not (?:(?:intended|meant|construed|considered|designed) (?:to be |as )?|constitute |be |to be )(?:any |an? )?(?:investing|investment|financial|trading) advice"
    r"|(?:has|have) been (?:retained and )?(?:compensated|paid) (?:by|to)|received compensation (?:from|to|for))",
    re.I,
)
# what even an article that sells tells as the outcome of a trial
_OUTCOME = pattern_of(
    r"\b(?:results?|data|findings|top-?line|endpoints?|met|missed|fail(?:s|ed)|trials?|stud(?:y|ies)|patients)\b|\d%|\bpercent\b"
    r"|\b(?:cuts?|halv\w+|shr[ai]nk\w*|slow(?:s|ed)|lower(?:s|ed)|reduc(?:es|ed)|eas(?:es|ed)|beats?|outperform\w*|clear(?:s|ed))\b",
    re.I,
)
_TOLD = pattern_of(
    r"\b(?:results?|data|findings|top-?line|trial|study) (?:\w+ ){0,4}(?:show|found|demonstrat|suggest|indicat|reveal|confirm)\w*",
    re.I,
)
_LEAD = 3


@cache
def _table() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], re.Pattern[str]]:
    """One pattern a kind, of all its signs, in the order of the table; and the weak words of results."""
    table = table_of("kind_words.toml")
    classes: dict[str, str] = table["classes"]
    strong = tuple(
        (kind, pattern_of("|".join(_filled(sign, classes) for sign in signs), re.I))
        for kind, signs in table["strong"].items()
    )
    return strong, pattern_of(table["weak"]["results"], re.I)


def _filled(sign: str, classes: dict[str, str]) -> str:
    """A sign with the words of its classes: ``first {person}`` → ``first (?:patient|…)s?``."""
    for name, words in classes.items():
        sign = sign.replace(f"{{{name}}}", words)
    return sign


def find(reading: Reading, known: Facts) -> Facts:
    """The facts with their kind and where it is stated."""
    advert = next((e for s in reading.sentences if (e := _said(_SPONSORED, s))), None)
    found = _from_headline(reading, sold=bool(advert)) or _from_lead(
        reading, sold=bool(advert), told=bool(known.results)
    )
    if not found and advert and not any(r.p or r.ci or r.met is not None for r in known.results):
        found = "corporate", advert
    found = found or _from_facts(reading, known)
    if found is None:
        return known
    kind, evidence = found
    return replace(known, kind=kind, evidence={**known.evidence, "kind": evidence})


def _said(pattern: re.Pattern[str], sentence: Sentence) -> Evidence | None:
    match = pattern.search(sentence.text)
    return sentence.evidence(match.start(), match.end()) if match else None


def _from_headline(reading: Reading, *, sold: bool) -> tuple[str, Evidence] | None:
    """The kind that the headline says; of a sponsored article's the weak words count only beside an outcome."""
    headline = [s for s in reading.news if s.zone == "headline"]
    return _strong(headline) or _weak([s for s in headline if not sold or _OUTCOME.search(s.text)])


def _from_lead(reading: Reading, *, sold: bool, told: bool) -> tuple[str, Evidence] | None:
    opening = [s for s in reading.news if s.zone in ("deck", "lead")]
    lead = [s for s in opening if s.zone == "lead"][:_LEAD]
    said = _strong([s for s in lead if _ANNOUNCES.search(s.text) or (not sold and _DONE.search(s.text))]) or _strong(
        [s for s in opening if s.zone == "deck"]
    )
    if said or sold:
        return said or _weak(
            [s for s in lead if _TOLD.search(s.text) or (_ANNOUNCES.search(s.text) and _OUTCOME.search(s.text))]
        )
    subject = _TRIAL if told else _STUDY
    trials = [s for s in opening if subject.search(s.text) and not _NO_TRIAL.search(s.text)]
    return _weak([s for s in lead if s in trials]) or _weak(trials)


def _from_facts(reading: Reading, known: Facts) -> tuple[str, Evidence] | None:
    """What the text states, where neither headline nor lead says what the news is."""
    if not reading.sentences:
        return None
    told = known.results or known.meetings
    if told:
        fact = told[0]
        return "results", Evidence(quote=fact.quote, anchor=fact.anchor, span=fact.span)
    opening = [s.quote for s in reading.news[:_LEAD]]
    given = next(
        (r for r in known.regulatory if r.quote in opening and r.status in ("granted", "approved", "accepted")), None
    )
    if given:
        return "regulatory", Evidence(quote=given.quote, anchor=given.anchor, span=given.span)
    first = reading.sentences[0]
    of_the_field = known.sponsors or known.trials or known.drugs or known.conditions
    return ("corporate", first.evidence(0, len(first.text))) if of_the_field else None


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
