"""Counts and shares that stand before a term: ``five (36%) had grade 3 neutropenia, three (21%) fatigue``."""

from __future__ import annotations

import re

from topline.extract.safety import frames
from topline.extract.safety.rates import PEOPLE, Rate
from topline.extract.words.numbers import COUNT, NUMBER, number_of
from topline.extract.words.patterns import pattern_of

_COUNTED = pattern_of(
    rf"(?P<n>{COUNT})(?: of (?:the |all )?(?P<of>{COUNT}))?(?: (?:[a-z-]+ )?{PEOPLE})?(?: ?[\[(]\s*(?P<p>{NUMBER})%[^()]{{0,20}}[\])])?"
    rf"|(?P<p2>{NUMBER})%(?: of (?:all |the |those |treated )*(?:[\w-]+ )?{PEOPLE})?"
)
# what may stand between a count and the term that it counts
_LINKS = pattern_of(
    r"(?: (?:had|experienced|developed|reported|suffered|with|for|of|from|due to|because of|(?:in|on|from) the (?:[\w-]+ ){1,3}(?:group|arm|cohort)|cases?|events?|episodes?|instances?|reports?|occurrences?"
    r"|an?|mild|moderate|severe|serious|transient|asymptomatic|non-serious|new|related|symptomatic|fatal|[a-z]+-(?:related|mediated|grade|emergent|induced)|each))* $",
    re.I,
)
_NO_COUNT = pattern_of(
    r"(?:\b(?:grades?|days?|weeks?|months?|phase|cohort|part|stage|type|least|than|cycles?|level|top|to|or)|[-/≥>])\s?$",
    re.I,
)
_GRADED = pattern_of(rf"(?P<grade>{frames.GRADE})[ ,-]*(?:[a-z-]+ )?$", re.I)
_EACH = pattern_of(
    rf"(?P<n>{COUNT}) (?:[a-z-]+ )?(?:cases?|events?|episodes?|reports?|patients?|participants?|subjects?) each (?:of|with|had|experienced|developed) (?:[a-z-]+ ){{0,2}}$",
    re.I,
)
_REACH = 100  # characters


def rate_before(text: str, low: int, start: int) -> Rate | None:
    """The count or share that governs the term at ``start``, looked for after ``low``; None where there is none."""
    window = text[max(low, start - _REACH) : start]
    if graded := _GRADED.search(window):
        window = window[: graded.start()]
    last = None
    for match in _COUNTED.finditer(window):
        if not _NO_COUNT.search(window[: match.start()]):
            last = match
    if last is None or (last["n"] is None and last["p2"] is None) or not _LINKS.fullmatch(window[last.end() :]):
        return None
    share = last["p"] or last["p2"]
    n = number_of(last["n"]) if last["n"] else None
    of = number_of(last["of"]) if last["of"] else None
    if not isinstance(n, int) or (of is not None and (not isinstance(of, int) or of < n)):
        n = of = None
    return Rate(0, 0, number_of(share) if share else None, n, of if isinstance(of, int) else None)


def each_before(text: str, start: int) -> Rate | None:
    """The count that each term of a list has: ``one case each of atrial fibrillation and syncope``."""
    match = _EACH.search(text, max(0, start - 80), start)
    n = number_of(match["n"]) if match else None
    return Rate(0, 0, n=n, arm="investigational") if isinstance(n, int) else None
