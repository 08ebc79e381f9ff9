"""What the company says will come, with the interval that its words allow.

A statement needs a word of expectation and a time; what is expected is named by a short word of the field:
"data", "topline data", "submission", "decision", "trial start", "enrolment complete" … Money is no part of it.
"""

from __future__ import annotations

import re

from topline.extract.reading import Reading, Sentence
from topline.extract.words.patterns import pattern_of
from topline.extract.words.when import When, times_in
from topline.facts import Expected, Facts

_CUE = pattern_of(
    r"\b(?:expect(?:s|ed|ation|ing)?|anticipat(?:e|es|ed|ing)|plan(?:s|ned|ning)?|on (?:track|schedule|course)|schedul(?:ed|es)|target(?:s|ed|ing)?|will|intend(?:s|ed)?|"
    r"project(?:s|ed)|goal date|action date|PDUFA|aim(?:s|ing)?|slated|due|estimated|(?:is|are) to\b|set to|look(?:s|ing)? forward to|should|guid(?:ed|es) to)\b"
)
_PAST = pattern_of(
    r"\b(?:was|were|had been|had|previously|originally) (?:\w+ )?(?:expected|planned|anticipated|scheduled|targeted|to)\b|\bhad been\b|\bcame [\w ]{0,20}before\b|\bexceed\w* expectations?|(?:as|than) (?:had been )?expected"
)
_MONEY = pattern_of(
    r"\b(?:cash|runway|fund (?:its|our)? ?operations|operating expenses|revenues?|guidance|EBITDA|net loss|sales|market size|CAGR|billion|shares|offering|dividends?|"
    r"conference call|funds\b|funding|[Pp]romissory|growth conference|investors?|webcast|webinar|earnings|mergers?|application for an? patent|patent applications?|acquisition|website|rivals?|competitors?|patents? (?:expir|protect)|tax|financial results|(?:first|second|third|fourth)[- ]quarter (?:\d{4} )?(?:financial |operating )?results|(?:quarterly|half-year|full-year|annual) (?:results|report))\b",
    re.I,
)
# What is expected, the most telling word first.
_WHAT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (what, pattern_of(pattern, re.I))
    for what, pattern in (
        ("agency meeting", r"\bmeeting with (?:the )?(?:FDA|EMA|regulator\w*)|\btype [ABC] meeting"),
        ("decision", r"action date|goal date|PDUFA|\bdecision\b|\bdecide\b"),
        ("acceptance", r"\bacceptance\b"),
        ("submission", r"\b(?:submit|resubmit|file)\b|\bfilings?\b|\b(?:re)?submissions?\b|\bBLA\b|\bNDA\b|\bMAA\b|\bapplications?\b"),
        ("enrolment complete", r"(?:complet\w*|finish\w*|conclu\w*) (?:of )?(?:\w+ ){0,3}(?:enrol\w*|recruit\w*)|(?:enrol\w*|recruitment) [^.;]{0,40}(?:complet\w*|finish\w*|conclu\w*)|fully enrolled"),
        ("completion", r"\bcomplet\w* (?:the |its |a |this )?(?:[\w/-]+ ){0,6}(?:trials?|stud(?:y|ies)|follow-up)\b(?! (?:start|initiation))"),
        ("topline data", r"\btop-?line\b"),
        ("interim data", r"\binterim (?:\w+ )?(?:data|results|analys[ie]s|read-?outs?)"),
        ("data", r"\bdata\b(?! rooms?| protection| cent)|\bresults\b|\bread(?:-| )?(?:s |ing )?outs?\b|\bfindings\b|\banalysis\b"),
        ("study report", r"\b(?:study|trial) report\b"),
        ("trial start", r"\b(?:initiat|start|begin|commenc|launch|open)\w*\b[^.;]{0,80}\b(?:trials?|stud(?:y|ies)|phase|patients?|enrol\w*|dosing)|\bdosing of\b|\bfirst (?:patient|participant)|"
                        r"\b(?:trials?|stud(?:y|ies))\b[^.;]{0,60}\b(?:initiat|start|begin|commenc)\w*"),
        ("enrolment", r"\benrol\w*|\brecruit\w*"),
        ("presentation", r"\bpresent(?:ed|ation|ations)?\b"),
        ("approval", r"\bapproval\b"),
        ("completion", r"\bcomplet\w+"),
        ("launch", r"\blaunch\w*"),
    )
)  # fmt: skip
_IF = pattern_of(r"\b(?:if|could|may|might)\b")
# the head of a list of what is to come
_AHEAD = pattern_of(
    r"\b(?:upcoming|anticipated|expected|planned|next|near-term|forthcoming|future|key)\b[^.:]{0,50}\b(?:milestones?|catalysts?|events?|steps|read-?outs?|timelines?|news ?flow)\b",
    re.I,
)
_BREAK = pattern_of(
    r"[;—]|\. |, with (?=[^,.;]{0,60}\b(?:expected|anticipated|planned))|(?:,| and) (?=(?:\w+ ){1,2}(?:expected|anticipated|planned) )|, and (?=(?:we|the company|the Company|it|[A-Z]\w+) (?:expect|plan|anticipat|will|intend))"
)


def find(reading: Reading, known: Facts) -> tuple[Expected, ...]:
    """What is said to come, each matter and interval once."""
    found: dict[tuple[str, str | None, str | None], Expected] = {}
    heads = False
    headline = reading.sentences[0].quote if reading.sentences else ""
    for sentence in reading.sentences:
        listed = sentence.kind == "item" and heads and sentence.news
        if sentence.kind != "item":
            heads = bool(_AHEAD.search(sentence.text)) and len(sentence.text) < 120
        told = sentence.news or sentence.zone in ("about-study", "about-drug")
        if not told or not (listed or _CUE.search(sentence.text)):
            continue
        for item in _in_sentence(sentence, reading.year, listed=listed):
            found.setdefault((item.what, item.start, item.end), item)
    decided = any(
        fact.event in ("approval", "accelerated approval", "complete response letter") and fact.quote == headline
        for fact in known.regulatory
    )
    return tuple(item for item in found.values() if not (decided and item.what == "decision"))


def _in_sentence(sentence: Sentence, year: int | None, *, listed: bool) -> list[Expected]:
    """The statements of a sentence; ``listed``: an item of a list of what is to come needs no word of expectation."""
    text = sentence.text
    items: list[Expected] = []
    last = 0
    for when in times_in(text, year):
        begin = max((m.end() for m in _BREAK.finditer(text, last, when.start)), default=last)
        stop = _BREAK.search(text, when.end)
        before = text[begin : when.start]
        after = text[when.end : stop.start() if stop else len(text)]
        what = _what(before, after, when, year, told=listed or bool(items))
        if what:
            words = text[when.start : when.end]
            fact = Expected(
                what=what, start=when.first, end=when.last, words=_quoted(sentence, when, words), rule="expected/stated"
            )
            items.append(sentence.state(fact, when.start, when.end))
            last = when.end
    return items


def _quoted(sentence: Sentence, when: When, words: str) -> str:
    """The words of the time as the text has them."""
    start, end = sentence.shadow.span(when.start, when.end)
    return sentence.quote[start:end] or words


def _what(before: str, after: str, when: When, year: int | None, *, told: bool) -> str | None:
    """What the clause around a time says will come then, or None."""
    clause = before + after[:90]
    if _MONEY.search(clause) or _PAST.search(clause) or _IF.search(before[-100:]):
        return None
    if year is not None and int(when.last[:4]) < year:
        return None
    cue = _last(_CUE, before) or (re.match(r",? ", after) and _CUE.search(after[:60]))
    if not cue and not told:
        return None
    if not cue and re.search(r"\b(?:potential|possible)\b", before[-40:]):
        return None
    near = before[-160:] if told or _CUE.search(before) else after[:120]
    return next((what for what, pattern in _WHAT if pattern.search(near)), None)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(reversed(list(pattern.finditer(text)))), None)
