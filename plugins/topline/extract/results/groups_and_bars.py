"""Numbers that are no values: how many there were, and the bar that a responder had to reach."""

from __future__ import annotations

import re

from topline.extract.results.by_verb import PEOPLE_NEXT
from topline.extract.results.endpoints import Named
from topline.extract.words.figures import Quantity
from topline.extract.words.patterns import pattern_of


def is_denominator(text: str, quantity: Quantity) -> bool:
    """As in "Of the eight treated patients, five …": eight is how many there were."""
    if quantity.kind != "count" or quantity.of:
        return False
    if _ALL.search(text, max(0, quantity.start - 12), quantity.start):
        return not _DID.match(text, quantity.end)
    if _TESTED_IN.search(text, max(0, quantity.start - 70), quantity.start):
        return True
    return bool(_OF_SO_MANY.search(text, max(0, quantity.start - 16), quantity.start))


# "Residual disease was sought in 10 patients, and 9 …": in how many it was looked for
_TESTED_IN = pattern_of(
    r"\b(?:sought|tested|assess(?:ed|able)|evaluated|evaluable|measured|analy[sz]ed|available|determined|performed|obtained|known|looked for|collected|examined|investigated) (?:[\w-]+ ){0,5}?(?:in|for|from|among) (?:the |all |only )?(?:first )?$"
)


_OF_SO_MANY = pattern_of(r"\b(?:of|among|all) (?:the |these |all )?$", re.I)
# "All 12 patients responded": the count itself, where the verb stands right behind the people
_ALL = pattern_of(r"(?<!of )(?<!among )\b[Aa]ll (?:of the )?$")
_DID = pattern_of(
    r"\s(?:evaluable |treated |enrolled )*(?:patients|participants|subjects|people|adults|children|infants)(?: [a-z]+ed)? (?:achieved|responded|attained|reached|had a|showed a|experienced a|were alive|remained|survived)\b"
)


def is_bar(text: str, named: list[Named], quantities: list[Quantity], quantity: Quantity) -> bool:
    """Is the number the bar of a responder: "40% of patients achieved at least 5% weight loss"? A rate of its own is none."""
    if any(n.endpoint.kind == "rate" and 0 <= n.start - quantity.reach <= 2 for n in named):
        return False
    if quantity.kind == "percent" and _BEFOREHAND.match(text, quantity.reach):
        return True
    if quantity.kind == "percent" and _spelled_out(text, named, quantity):
        return True
    if (
        quantity.kind not in ("percent", "amount")
        or (quantity.comparison not in ("≥", ">", "≤", "<") and not _OR_MORE.match(text, quantity.reach))
        or PEOPLE_NEXT.match(text, quantity.reach)
    ):
        return False
    return any(
        q.reach < quantity.start
        and q.kind in ("percent", "count")
        and (q.of or q.kind == "count" or PEOPLE_NEXT.match(text, q.reach))
        for q in quantities
    )


_OR_MORE = pattern_of(r"\s?(?:or (?:more|greater|better|higher|less|lower|above|below)\b)")


def _spelled_out(text: str, named: list[Named], quantity: Quantity) -> bool:
    """As in "a 75% improvement in skin signs (EASI-75)": the bar in the name of an endpoint, said in words beside it."""
    digits = text[quantity.start : quantity.end]
    following = next((n for n in named if n.start >= quantity.reach and n.endpoint.kind == "rate"), None)
    if following is None or following.start - quantity.reach > 90 or not following.words.endswith(digits):
        return False
    gap = text[quantity.reach : following.start]
    return bool(_SPELLED.fullmatch(gap))


_SPELLED = pattern_of(r"(?: or (?:more|greater|better|higher))? [a-z][^.;:%()\d]{4,80}[(,] ?(?:or |i\.e\.,? |the )?")


# "46% were free of attacks, compared with 3% before": where they began
_BEFOREHAND = pattern_of(r" (?:of (?:them|those|patients|people) )?(?:before(?:hand)?|previously)(?=[.,;)]|$)")
