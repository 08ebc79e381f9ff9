"""The numbers of a sentence that may count people, each with what stands before and behind it.

``"The trial enrolled about 120 adults (median age 61) in Spain"`` has one: 120, people, ``before`` "The trial enrolled ",
``after`` " in Spain". Brackets are left out of both; a number inside a bracket sees what stands around the bracket.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from topline.extract.words.numbers import COUNT, number_of
from topline.extract.words.patterns import pattern_of

# How a number counts: "40 patients", "40", "(n=40)" or "(40 patients)", "a 40-patient trial", "the 40th patient"
Shape = Literal["people", "bare", "bracket", "compound", "ordinal"]

WHO = (
    r"(?:(?i:patients?|participants?|subjects?|people|persons?|adults?|volunteers?|individuals?|women|men|children|adolescents?|infants?|"
    r"survivors?|veterans?|recipients?|girls|boys|babies|newborns|toddlers|mothers|males|females|teenagers|enrollees|citizens)\b(?!-))"
)
# Words that may stand between a number and the people it counts: any but these.
_NOT_BETWEEN = (
    r"of|in|with|to|and|or|from|at|on|by|than|per|for|sites?|cent(?:er|re)s?|countr\w+|hospitals?|institutions?|weeks?|months?|days?|"
    r"years?|hours?|mg|mL|doses?|cases?|deaths?|events?|(?:trials?|study)(?! (?:participants|patients|subjects|volunteers))|studies|million|billion|percent|cohorts?|arms?|times|points?|"
    r"cycles|additional|other|more|first|last|next|new|remaining|half|were|was|had|have|are|that|which|who|samples|scans|programs?|programmes?"
)
ADJECTIVES = rf"(?:(?!(?:{_NOT_BETWEEN})\b)[A-Za-z][\w'/-]*,? (?:and |or )?){{0,7}}?"
# "a total of about", "up to", "nearly"
_ROUGH = (
    r"about|approximately|approx\.|around|roughly|some|nearly|almost|close to|more than|over|in excess of|up to|at least|as many as|fewer than|"
    r"less than|an estimated|≥|>|~|≈"
)
QUANTIFIER = rf"(?:(?:(?:an?|the|its|their|our) )?(?:(?:planned|overall|combined|grand|final) )?(?:total|maximum|minimum) of |(?:{_ROUGH}) ?|all |the |[Nn] ?= ?)*"
_HEAD = pattern_of(rf"(?i:(?<![\w-]){QUANTIFIER})$")
_COUNT = pattern_of(COUNT)
_ORDINAL = pattern_of(r"(?<![\w.,-])(\d{2,5})(?:st|nd|rd|th) (?:and (?:last|final) )?" + WHO)
_PEOPLE = pattern_of(rf" (?P<adjectives>{ADJECTIVES}){WHO}")
# "a 30-patient study", "its 115 participant trial"
_COMPOUND = pattern_of(
    r"(?:[- ](?i:patient|participant|subject|person|volunteer)|-(?i:adult|woman|man|child|infant))(?=[ ,])(?! of\b)"
)
_N = pattern_of(r"(?<![\w])[nN] ?= ?$")
_BRACKETS = pattern_of(r" ?(?:\([^()]{0,200}\)|\[[^\[\]]{0,80}\])")
# "€12", "12 million", "12 mg", "12 percent", "12 sites": numbers of something else
_MONEY = pattern_of(r"[$€£¥#]\s?$|\b[A-Z]{2,3}\$ ?$|\d $")
_OTHER_UNIT = pattern_of(
    r"(?:[ -](?:million|billion|mg|mcg|µg|mL|kg|per ?cent|percentage|years?|months?|weeks?|days?|hours?|minutes?|%)\b|[.:]\d|%)"
)
_WINDOW = 190


@dataclass(frozen=True, slots=True)
class Count:
    """A number that may count people: its place, the whole of its noun phrase (``head`` to ``tail``), and its context."""

    words: str
    value: int
    start: int
    end: int
    head: int
    tail: int
    shape: Shape
    adjectives: str
    before: str
    after: str
    inside: str = ""  # the bracket that holds it
    quantifier: str = ""  # "all", "a total of about"

    @property
    def people(self) -> bool:
        """Are the people named?"""
        return self.tail > self.end


def counts_in(text: str) -> list[Count]:
    """All counts of a sentence, from left to right."""
    found = []
    for match in _COUNT.finditer(text):
        count = _count(text, match.group(), match.start(), match.end())
        if count:
            found.append(count)
    if "th " in text or "st " in text or "d " in text:
        for match in _ORDINAL.finditer(text):
            start, end = match.span(1)
            before, after = text[max(0, start - _WINDOW) : start], text[match.end() : match.end() + _WINDOW]
            found.append(Count(match[1], int(match[1]), start, end, start, match.end(), "ordinal", "", before, after))
    return found


def _count(text: str, words: str, start: int, end: int) -> Count | None:
    value = number_of(words)
    if not isinstance(value, int) or value < 2 or _MONEY.search(text, max(0, start - 5), start):
        return None
    compound = _COMPOUND.match(text, end)
    people = None if compound else _PEOPLE.match(text, end)
    if (1950 < value < 2050 and "," not in words and not words[0].isalpha()) or (
        not people and _OTHER_UNIT.match(text, end)
    ):
        return None
    bracket = _bracket_around(text, start)
    tail = people.end() if people else end
    adjectives = people["adjectives"] if people else ""
    if bracket and (_N.search(text, max(0, start - 4), start) or people or _is_in_all(text, end)):
        left, right = bracket
        return Count(
            words, value, start, end, left, tail, "bracket", adjectives, *_around(text, left, right), text[left:right]
        )
    shape: Shape = "people" if people else "compound" if compound else "bare"
    if not bracket and _N.search(text, max(0, start - 4), start):
        people = None
    head = _HEAD.search(text, max(0, start - 60), start)
    before_head = head.start() if head else start
    tail = compound.end() if compound else tail
    around = _around(text, before_head, tail)
    return Count(words, value, start, end, before_head, tail, shape, adjectives, *around, "", text[before_head:start])


def _is_in_all(text: str, end: int) -> bool:
    return text[end : end + 7] in (" in all", " in tot", " overal")


def _around(text: str, left: int, right: int) -> tuple[str, str]:
    """What stands before and behind a place, without brackets."""
    return (
        _BRACKETS.sub("", text[max(0, left - _WINDOW) : left]),
        _BRACKETS.sub("", text[right : right + _WINDOW]),
    )


def _bracket_around(text: str, place: int) -> tuple[int, int] | None:
    """Start and end of the bracket that holds a place."""
    left = text.rfind("(", max(0, place - 120), place)
    if left < 0 or ")" in text[left:place]:
        return None
    right = text.find(")", place, place + 120)
    return (left, right + 1) if right >= 0 else None
