"""Phases of trials as releases write them: ``Phase I/II``, ``phase 1b/2a``, ``Phase Ib/Randomized Phase II``.

A phase of illness, of a plan or of a product's readiness (``Phase 3-ready``) is no trial's phase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from topline.extract.words.patterns import pattern_of

Kind = Literal["trial", "data", "stage"]

_NUMBER = r"(?:IV|I{1,3}|[1-4]|one|two|three|four)[abc]?(?![A-Za-z0-9])"
_PHASE = pattern_of(
    rf"(?<![A-Za-z])(?:phases?[ -]?|(?-i:Ph)\.?[ -]?(?=(?-i:[1-4I])))(?P<first>{_NUMBER})"
    rf"(?:(?P<joint> ?/ ?|-|,? and | or |, )(?:(?:a |open[- ]label |randomi[sz]ed |expansion )?phase[ -]?)?(?P<second>{_NUMBER}|[abAB](?![A-Za-z0-9])))?",
    re.I,
)
_NOT_BEFORE = pattern_of(
    r"(?:\b(?:end|completion)[ -]of[ -]|\b(?:post|pre|non)[- ]|recommended (?:\w+ )?|\bequivalent of (?:an? )?|\b(?:luteal|follicular|menstrual)[ -]|"
    r"\b(?:medicines|drugs|compounds|molecules|therapies|vaccines) (?:that |which )?(?:enter|reach|fail|succeed)(?:ing|ed|s)?(?: in)? (?:an? )?)$",
    re.I,
)
_NOT_AFTER = pattern_of(
    r"(?:(?:[ -](?:clinical[ -])?)(?:ready|stage|enabling)\b"
    r"|[ -](?:\w+[ -]){0,2}?(?:dos(?:e|es|age)|meetings?|assets?|candidates?|compounds?|compan(?:y|ies)|products?|pipelines?|drugs?|biotechs?|"
    r"molecules?|SBIR|STTR|grants?|awards?|portion|part|arm|segment|component|metabolism|enzymes?|construction|buildings?)(?![\w-])(?! (?:trial|study))"
    r"| of (?:the|this|our|its|an?|his|their) (?:\w+[ -]){0,2}(?:plan|project|strategy|illness|disease|process|construction|trial|study|program\w*|reopening)\b"
    r"| clinical trials \d)",
    re.I,
)  # fmt: skip
# "a Phase 3 trial costs $20 million", "a phase 3 trial is the last step": what any such trial is
_ANY_BEFORE = pattern_of(r"\b(?:an?|any|every) (?:[\w-]+ )?$", re.I)
_ANY_AFTER = pattern_of(
    r" (?:clinical )?(?:trial|study) (?:(?:usually|typically|often|generally|can|may) )*(?:(?:costs?|takes?|lasts?)\b"
    r"|is (?:usually )?(?:the|an?) (?:\w+ )?(?:last|first|final|usual|next) (?:step|stage|hurdle|test)\b)",
    re.I,
)
_MANY_BEFORE = pattern_of(
    r"(?<![\w-])(?-i:(?<![A-Z] ))(?:[1-9]\d{1,2}|dozens of|hundreds of|numerous|countless|many) (?:\w+ )?(?:phases? [1-4I]+[ab]? (?:and|to|through|or) )?$",
    re.I,
)
# "had it been tested in a Phase 3 trial", "has no plans to start a Phase 2 trial", "no Phase 3 trial has"
_DENIED_BEFORE = pattern_of(
    r"\b(?:had (?:it|they) been (?:\w+ )?in (?:an? )?|no (?:current |present |immediate )?(?:plans?|intention) (?:to|for) (?:[\w-]+ ){0,6}|no (?:such |other )?)$",
    re.I,
)
# "will receive $10 million upon the start of a Phase 3 trial"
_PAID_BEFORE = pattern_of(
    r"\b(?:will|would|may|could|can|eligible|entitled)\b[^.;]{0,60}[$€£][^.;]{0,100}\b(?:upon|on) (?:the )?(?:start|initiation|commencement|beginning|dosing of the first patient) (?:of|in) (?:an? |the |any )?(?:first |[\w-]+ )?$",
    re.I,
)
# "where she led a Phase 3 program", "Dr. Rowe oversaw two phase 2 trials": somebody's career
_CAREER_BEFORE = pattern_of(
    r"\b(?:where (?:he|she|they)|(?:he|she|(?:Dr|Mr|Ms|Mrs)\.? [\w'-]+) (?:has |have |had |previously |also |earlier |recently |most |successfully )*"
    r"(?:led|oversaw|overseen|directed|managed|headed|ran|designed|worked|guided|brought|advanced|was responsible))\b[^.;]{0,110}$",
    re.I,
)
# What follows a phase up to the noun that it stands with: "Phase 2 multi-center, double-blind trial".
_NOUN = pattern_of(
    r"[\s,]*(?:\((?P<inside>[^()]{1,60})\)\s*)?(?:[\w'&/+.-]+,? (?!in |of |with |for |to |is |was |are |were |and the ))"
    r"{0,9}?(?P<noun>(?:meta-)?(?:trials?|stud(?:y|ies))|program(?:me)?s?|data|results|read-?outs?|findings|testing|evaluation|"
    r"comparison|topline|top-line|analysis|enrol\w*|extension|development|investigation)\b",
    re.I,
)
_VALUES = {"one": "1", "two": "2", "three": "3", "four": "4", "i": "1", "ii": "2", "iii": "3", "iv": "4"}
_TRIAL_NOUNS = ("trial", "stud", "program", "comparison", "meta")
_TRIAL_AHEAD = (
    "trial, ",
    "study, ",
    "trial (",
    "study (",
    "trial, a ",
    "study, a ",
)  # "The trial, phase 1/2, assesses"
_DATA_NOUNS = ("data", "result", "read", "finding", "top", "analysis", "enrol", "extension")


@dataclass(frozen=True, slots=True)
class Phase:
    """``text[start:end]`` states ``phase``; ``kind`` tells what it stands with, ``plural`` whether of several trials.

    ``trial``: a trial, study or programme; ``data``: its data or results; ``stage``: a stage of development.
    ``series`` marks one of several phases ("Phase 1 and 2 studies"). ``noun_end`` is where the noun ends (``end`` where there is none).
    """

    start: int
    end: int
    phase: str
    kind: Kind
    plural: bool
    noun_end: int
    series: bool = False


def phases_in(text: str) -> list[Phase]:
    """The phases of trials that a sentence states, from left to right."""
    found: list[Phase] = []
    for match in _PHASE.finditer(text):
        if _is_other(text, match.start(), match.end()):
            continue
        noun = _NOUN.match(text, match.end())
        word = noun["noun"].lower() if noun else ""
        end = noun.end() if noun else match.end()
        plural = word in ("trials", "studies")
        ahead = text[max(0, match.start() - 190) : match.start()]
        any_such = _ANY_AFTER.match(text, match.end()) and _ANY_BEFORE.search(ahead[-40:])
        denied = any_such or (_kind(word) == "trial" and _DENIED_BEFORE.search(ahead))
        if (
            denied
            or (plural and _MANY_BEFORE.search(ahead[-40:]))
            or _PAID_BEFORE.search(ahead)
            or _CAREER_BEFORE.search(ahead)
        ):
            continue
        for value, several in _values(match):
            kind = "trial" if ahead.endswith(_TRIAL_AHEAD) else _kind(word)
            found.append(Phase(match.start(), match.end(), value, kind, plural or several, end, several))
    return found


def _is_other(text: str, start: int, end: int) -> bool:
    return bool(_NOT_BEFORE.search(text, max(0, start - 40), start) or _NOT_AFTER.match(text, end))


def _kind(word: str) -> Kind:
    if word.startswith(_TRIAL_NOUNS):
        return "trial"
    return "data" if word.startswith(_DATA_NOUNS) else "stage"


def _values(match: re.Match[str]) -> list[tuple[str, bool]]:
    """The phases of one match, each with whether it is one of several."""
    first = value_of(match["first"])
    if not match["second"]:
        return [(first, False)]
    second = value_of(match["second"])
    if second in ("a", "b"):  # "Phase 1a/b"
        both = f"{first}/{first[0]}{second}"
        return [(both if match["joint"].strip() == "/" and first.endswith("a") else first, False)]
    if match["joint"].strip() in ("/", "-"):
        return [(f"{first}/{second}", False)] if second > first else [(first, False)]
    if "or" in match["joint"]:
        return []
    return [(first, True), (second, True)]


def value_of(words: str) -> str:
    """``"IIa"`` → ``"2a"``; ``"one"`` → ``"1"``; a ``c`` is dropped, for no phase has one in the record."""
    words = words.lower()
    letter = words[-1] if words[-1] in "abc" and words not in _VALUES else ""
    number = words[: -len(letter)] if letter else words
    return _VALUES.get(number, number) + (letter if letter != "c" else "")


def compatible(one: str | None, other: str | None) -> bool:
    """May two phases be said of one trial: equal, or one a closer reading of the other (``2`` and ``2b``)?"""
    if one is None or other is None:
        return True
    left, right = one.split("/"), other.split("/")
    if len(left) != len(right):
        short, long = sorted((left, right), key=len)
        return len(short) == 1 and any(part[0] == short[0][0] and len(short[0]) == 2 for part in long)
    return all(a == b or (a[0] == b[0] and 1 in (len(a), len(b))) for a, b in zip(left, right, strict=True))


def closer(one: str | None, other: str | None) -> str | None:
    """The closer of two compatible phases: ``2`` and ``2b`` give ``2b``; the first where neither is closer."""
    if one is None or other is None:
        return one or other
    return other if len(other) > len(one) and one.count("/") == other.count("/") and compatible(one, other) else one
