"""The words by which releases say that a quantity moved, which way, and between whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from topline.extract.results.bindings import Bound
from topline.extract.words.patterns import pattern_of

DOWN = pattern_of(
    r"\b(?:fell|fall(?:en|s)?|drop(?:ped|s)?|decreas\w+|reduc\w+|declin\w+|lower(?:ed|ing|s)?|lost|loss|lose|shrank|shrink\w*|(?:less|fewer)(?! than)|cuts?|cutting|halv\w+|slow(?:ed|ing|s|er)?|down|shorter|shorten\w*|worsen\w*|deplet\w+|suppress(?:ed|es)|attenuat\w+|deteriorat\w+|diminish\w*)\b",
    re.I,
)
UP = pattern_of(
    r"\b(?:increas\w+|rose|rise[ns]?|gain(?:ed|s)?|higher|longer|prolong\w*|extend\w*|grew|boost\w*|up(?! to)|(?:greater|more)(?! than)|(?<!-)enhanc\w+|doubl\w+|rais\w+)\b",
    re.I,
)
_BETTER = pattern_of(r"\b(?:improv\w+|better)\b", re.I)
CHANGE = pattern_of(f"{DOWN.pattern}|{UP.pattern}|{_BETTER.pattern}|\\bchange[sd]?\\b", re.I)
DIFFERENCE = pattern_of(
    r"\b(?:differences?|differed|apart|longer|(?:lower|higher|greater) by|placebo[- ](?:adjusted|corrected|subtracted)|treatment effect|separation|separated from)\b|\b(?:improvement|reduction|increase|decrease|benefit|gain|advantage)s?\b[^.;,%]{0,40} (?:over|versus|vs\.?|relative to|compared (?:with|to)) (?:the )?(?:placebo|sham|vehicle|control)\b[^.;,\d]{0,20}$",
    re.I,
)
PEOPLE = pattern_of(
    r"\s?(?:\([^)]{0,40}\)\s?)?of\s(?:the\s|all\s|these\s|treated\s|those\s|evaluable\s|[\w-]+\s){0,5}?(?:patients?|participants?|people|subjects|adults|women|men|children|individuals|responders|eyes|them|those|cases|recipients|veterans|infants)\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A bound number where it stands: up to 200 characters before it, 60 after it, and the stretch that it shares with its endpoint."""

    text: str
    bound: Bound
    before: str
    after: str
    stretch: str

    @property
    def prefix(self) -> str:
        """All of the sentence before the number."""
        return self.text[: self.bound.quantity.start]


def said_of(text: str, bound: Bound) -> Said:
    """What stands around a bound number."""
    q, named = bound.quantity, bound.named
    return Said(
        text,
        bound,
        before=text[max(0, named.start - 60, q.start - 200 if named.start > q.start else 0) : q.start],
        after=text[q.reach : q.reach + 60],
        stretch=text[max(0, min(named.start - 80, q.start)) : max(named.end, _same_clause(text, q.reach))],
    )


_CONTRAST = pattern_of(r",? (?:while|whereas|but|although)\b")


def _same_clause(text: str, reach: int) -> int:
    """Up to 30 characters after a number, of its own clause."""
    contrast = _CONTRAST.search(text, reach, reach + 30)
    return contrast.start() if contrast else reach + 30


def direction_of(stretch: str, bound: Bound) -> str | None:
    """The way a quantity moved; of two words the later counts; "improved" goes where the endpoint is better."""
    value = bound.quantity.value
    if value is not None and value < 0:
        return "down"
    down, up = list(DOWN.finditer(stretch)), list(UP.finditer(stretch))
    if down and not up:
        return "down"
    if up and not down:
        return "up"
    if down and up:
        return "down" if down[-1].start() > up[-1].start() else "up"
    if _BETTER.search(stretch):
        return bound.endpoint.better or None
    return "down" if DOWN.search(bound.named.words) else None
