"""Two numbers, one of the other: "310 of a planned 500", "61 of 120 patients"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from topline.extract.population.counts import ADJECTIVES, QUANTIFIER, WHO, Count
from topline.extract.population.grammar import ADVERB, BE, ENROLMENT, PLAN, TAKEN, Measure, measure_of
from topline.extract.words.numbers import COUNT
from topline.extract.words.patterns import pattern_of

_STOPPED = r"\b(?:stopped|halted|terminated|ended|closed|discontinued)\b[^.;]{0,60}? after (?:enrol(?:l)?ing )?$"
# "310 of a planned 500", "61 of 120 patients", "1,010 of the 1,222 screened"
_PAIR = pattern_of(
    rf"(?: {WHO})?,? (?:out )?of (?P<plan>(?:an?|the|its|their) (?:{PLAN}|full) |(?:the |all )?{PLAN} |the |all |an? |its )?{QUANTIFIER}(?P<of>{COUNT})(?P<noun> {ADJECTIVES}{WHO})?",
    re.I,
)
_PAIR_TAKEN = pattern_of(
    rf"\b(?P<verb>{TAKEN}|{ENROLMENT} (?:(?:now|currently|today) )?(?:stands|stood|is|was|reached)(?: now)?(?: at)?) $",
    re.I,
)
_PAIR_WERE = pattern_of(
    rf"(?P<adj>(?:[^.;,]{{0,60}}?(?P<screened> screened(?: for [\w ]+?)?| approached)?)) (?:{BE} ?){ADVERB}(?P<verb>{TAKEN})\b(?! (?:with|for|at) )",
    re.I,
)
_PAIR_STOPPED = pattern_of(_STOPPED, re.I)
_PAIR_SO_FAR = pattern_of(
    r"\b(?:so far|to date|currently|until now|as of [^.;,]{3,25}),?(?: (?:the|its) [\w-]+ has \w+)? $", re.I
)
_PAIR_WHO = pattern_of(
    r"(?: [\w-]+){0,6}? (?:who |that )(?:had |have |were |was )?(?P<verb>entered|enrol(?:l)?ed in|took part in|participated in|joined) ",
    re.I,
)
_PAIR_DONE = pattern_of(rf" (?:already |now )?(?P<verb>{TAKEN})(?: (?:so far|to date))?(?=[.,;]|$)", re.I)
_PAIR_INTENDED = pattern_of(
    r" (?:(?:that )?(?:it|they|the (?:company|trial|study|sponsor)) (?:intends?|plans?|hopes?|expects?|aims?|needs?|wants?)\b|(?:to be|needed|required)\b)",
    re.I,
)
_PLANNED_WORD = pattern_of(rf"\b{PLAN}\b", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """What a count was found to be."""

    count: Count
    rule: str
    measure: Measure
    weak: bool = False


def pairs_in(text: str, counts: list[Count]) -> Iterator[Found]:
    """Two numbers, one of the other: "has enrolled 310 of a planned 500"; what a share is of is no size (an empty rule)."""
    for one, other in pairwise(counts):
        match = _PAIR.match(text, one.end)
        if not match or match.start("of") != other.start:
            continue
        behind = text[match.end() : match.end() + 160]
        before = _PAIR_TAKEN.search(one.before)
        were = _PAIR_WERE.match(behind)
        who = _PAIR_WHO.match(behind)
        plan = (
            _PAIR_INTENDED.match(behind)
            or _PLANNED_WORD.search(match["plan"] or "")
            or _PLANNED_WORD.search(other.adjectives)
        )
        done = _PAIR_DONE.match(behind) if one.before.endswith("with ") else None
        were = were or done
        plan = plan or done
        verb = (before or were or {"verb": ""})["verb"].lower()
        if _PAIR_STOPPED.search(one.before):
            yield Found(one, "stopped-after", "enrolled")
            yield Found(other, "stopped-of", "planned")
        elif (before or were) and (plan or _PAIR_SO_FAR.search(one.before)):
            yield Found(one, "some-of-a-planned", measure_of("", verb, ""))
            yield Found(other, "a-planned-total" if plan else "so-far-of", "planned")
        elif were and were.groupdict().get("screened"):
            yield Found(one, "screened-and-enrolled", measure_of("", verb, ""))
            yield Found(other, "", "enrolled")
        elif plan:
            yield Found(one, "", "enrolled")
            yield Found(other, "a-planned-total", "planned")
        elif who and not re.search(r"\bcomplet", behind[:60]):
            yield Found(one, "", "enrolled")
            yield Found(other, "of-those-who-entered", "enrolled")
