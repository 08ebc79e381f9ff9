"""Is a number the bar and not the jump: "a fall of at least 40%" beside "50% of patients"? A bar is no outcome."""

from __future__ import annotations

import re
from collections.abc import Callable

from topline.extract.results.motion import PEOPLE, Said
from topline.extract.words.figures import Figures, Quantity
from topline.extract.words.patterns import pattern_of

_OR_MORE = pattern_of(r"\s?(?:or (?:more|greater|higher|less|lower|better)\b|threshold|or above|or below)")
_OR_LOWER = pattern_of(r"\s?or (?:lower|less|more|higher|greater|below)")
_DEFINED = pattern_of(
    r"\bprimary (?:efficacy |composite )*(?:end ?point|outcome)s?(?: of [^,.]{1,40})? (?:is|was|were|are) (?:an? |the )(?!met|reached|achieved)",
    re.I,
)
_SHARE_OF_THOSE = pattern_of(
    r"\b(?:proportion|percentage|number|share) of (?:\w+ ){1,3}(?:with|who|whose|achieving|having|experiencing|reaching)\b(?:(?!\b(?:was|were|is|reached)\b|:)[^.;%]){0,40}$"
)
_SCALE = pattern_of(r"\s\S+ (?:scale|threshold|numeric|margin)\b")
_BY = pattern_of(r"\bby\b[^.;]{0,16}$")
_PEOPLE_REACH = pattern_of(
    r"\b(?:patients|participants|people|subjects|half|most|majority|third|quarter)\b[^.;]{0,40}\b(?:had|have|achiev\w+|reach\w+|experienc\w+|show\w+|lost|report\w+)\b[^.;]{0,40}$",
    re.I,
)
_WITNESSED = pattern_of(r"witness\w+ (?:more than |over )?$")
_COMPARED = pattern_of(r"at least|≥|<|below|under|less than|>|more than|greater than")
_APPOSED = pattern_of(
    r"\b(?:respon(?:se|ders?)|remission|success|benefit|improvement|worsening|progression|relapse|recovery)(?: rates?)?(?:,| \(| -) ?(?:which (?:was|is) )?"
    r"(?:defined as |meaning |meant as |i\.e\.,? )?(?:an? |the |having )?(?:[\w-]+ ){1,4}(?:at least |≥ ?|> ?|more than |over |below |under |less than |< ?|≤ ?)$",
    re.I,
)
_MEDIAN = pattern_of(r"\bmedian\b", re.I)


def is_threshold(said: Said, figures: Figures) -> bool:
    """Is the number a bar that somebody reached, not what was measured? Any rule of the tables below says so."""
    if any(rule(said, figures) for rule in _ALWAYS):
        return True
    bounded = not _is_exact(said.bound.quantity)
    if not bounded or PEOPLE.match(said.text, said.bound.quantity.reach):
        return False
    return any(rule(said, figures) for rule in _WHEN_BOUNDED)


def _is_exact(quantity: Quantity) -> bool:
    return quantity.comparison in ("=", "~")


def _rivals(said: Said, figures: Figures) -> list[Quantity]:
    """The shares and counts of people beside the number."""
    return [q for q in figures.quantities if q.kind in ("percent", "count") and q.start != said.bound.quantity.start]


def _or_more(said: Said, figures: Figures) -> bool:
    """As in "30% or more" where a share of people stands beside it."""
    q = said.bound.quantity
    return q.kind != "count" and bool(_OR_MORE.match(said.text, q.reach) and _rivals(said, figures))


def _defines_the_endpoint(said: Said, figures: Figures) -> bool:
    """As in "the primary endpoint was a reduction of at least 30%"."""
    return not _is_exact(said.bound.quantity) and bool(_DEFINED.search(said.prefix))


def _share_of_those(said: Said, figures: Figures) -> bool:
    """As in "the proportion of patients with a score of 4"; but "the proportion with a complete response of 40%" is a rate."""
    is_rate = said.bound.endpoint.kind == "rate" and said.bound.quantity.kind == "percent"
    return not is_rate and bool(_SHARE_OF_THOSE.search(said.prefix))


def _says_what_it_is(said: Said, figures: Figures) -> bool:
    """As in "Response, a fall of at least 50% in MADRS, was reached by …": what a response is."""
    return bool(_APPOSED.search(said.prefix))


def _on_a_scale(said: Said, figures: Figures) -> bool:
    """As in "11-point numeric scale"."""
    return bool(_SCALE.match(said.text[: said.bound.quantity.reach + 40], said.bound.quantity.reach))


def _amount_reached(said: Said, figures: Figures) -> bool:
    """As in "an HbA1c below 7.0%", "55 mg/dL or lower": a level to reach, unless it moved by that much."""
    q = said.bound.quantity
    if said.bound.endpoint.kind != "change" or q.kind != "amount":
        return False
    return bool(_OR_LOWER.match(said.text, q.reach)) or (not _is_exact(q) and not _BY.search(said.prefix))


def _people_reach_it(said: Said, figures: Figures) -> bool:
    """As in "most patients had more than 50% fewer attacks"."""
    return (
        said.bound.endpoint.kind == "change"
        and said.bound.quantity.comparison in ("≥", ">")
        and bool(_PEOPLE_REACH.search(said.prefix))
        and not _WITNESSED.search(said.prefix)
    )


def _beside_a_share(said: Said, figures: Figures) -> bool:
    """As in "62% of patients lost at least 5%"."""
    q = said.bound.quantity
    if said.bound.endpoint.kind != "change":
        return False
    people = [o for o in _rivals(said, figures) if o.of or o.kind == "count" or PEOPLE.match(said.text, o.reach)]
    return bool(people) and bool(_COMPARED.search(said.text, max(0, q.start - 14), q.start))


def _time_without_median(said: Said, figures: Figures) -> bool:
    """As in "a response lasting at least six months"; but "median of more than 20 months" is an outcome."""
    q = said.bound.quantity
    if said.bound.endpoint.kind == "change" or q.kind != "time":
        return False
    return not _MEDIAN.search(said.text, max(0, q.start - 120), q.start)


_Rule = Callable[[Said, Figures], bool]
_ALWAYS: tuple[_Rule, ...] = (_or_more, _defines_the_endpoint, _share_of_those, _on_a_scale, _amount_reached)
# "at least", "more than", "below" before the number, and it counts no people itself
_WHEN_BOUNDED: tuple[_Rule, ...] = (_says_what_it_is, _people_reach_it, _beside_a_share, _time_without_median)
