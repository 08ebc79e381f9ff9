"""What a number says of a quantity that moves: a change, a difference between arms, a level, a rate. Or nothing.

The rules stand in a table, in order; the first that applies decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from topline.extract.results.motion import CHANGE, DIFFERENCE, PEOPLE, Said, direction_of
from topline.extract.words.patterns import pattern_of

_Measure = dict[str, Any]
_NO_OUTCOME: _Measure = {}  # what a rule answers where the number is no outcome at all

# "Raised ALT was reported in 17%", "ALT increased in 6% of patients": an adverse event, no outcome.
_LAB_ALARM = pattern_of(
    r"\b(?:[Rr]aised|[Ee]levated|[Ii]ncreased|[Ee]levations? (?:of|in)|[Ii]ncreases? (?:of|in)) (?:[\w-]+ ){0,2}\w*[^.;%\d]{0,45}\b(?:was|were) (?:reported|seen|observed|noted) in\b|\b(?:increased|elevated|raised|rose|elevations?|abnormal)\s(?:\w+\s){0,2}in\s(?:\w+\s){0,2}(?:\0|\d)"
    r"|\b(?:elevations?|increases?) (?:was|were|occurred)\b[^.;]{0,30}\bin\s(?:\w+\s){0,2}\0",
)
# What stands before a signed value that is a change by its sign alone: "Office systolic BP: -10.8 vs -5.4 mmHg".
_STANDS = pattern_of(r"(?:[:(=]|\bwas|\bwere|\bof|\bby|\band|\bvs\.?|\bversus|\bwith)\s?\+?$")
_OR_MORE = pattern_of(r"\s?or (?:more|higher|greater|above|less|lower|below)\b")
_BY = pattern_of(r"\bby\s(?:\w+\s){0,2}$")
_REACHED_BY = pattern_of(r"\b(?:reached|achieved|met|attained) (?:by|in)\s(?:\w+\s){0,2}$|\bseen in\s(?:\w+\s)?$")
_THAT_SHARE = pattern_of(r"\b(?:[Tt]hat|[Tt]his|corresponding) (?:proportion|rate|share|percentage)$")
_SERIES_REACHED = pattern_of(r"\b(?:reached|achieved) (?:by|in) \d")
_FROM = pattern_of(r"\bfrom\s(?:[a-z]+\s){0,3}$")
_TO = pattern_of(r"\s(?:(?:at|before) )?(?:[\w-]+ ){0,3}to (?:(?:an?|mean|median|average|of) ){0,3}\d")
_FROM_TO = pattern_of(
    r"\bfrom\s(?:[^.;]|\.(?=\d)){1,50}(?<!compared)(?<!relative)\sto\s(?:\w+\s){0,2}$|\b(?:fell|dropped|decreased|declined|rose|increased|improved|reduced|lowered|(?<!by )down) to (?:an? )?(?:mean |median |average )?(?:of )?$"
)
_DOWN_FROM = pattern_of(
    r",? \(?(?:down|up|compared with|improved|reduced|decreased|increased) from (?:an? )?(?:\w+ ){0,3}\d"
)
_FROM_BASELINE = pattern_of(r"\bfrom baseline\b")
_APART = pattern_of(
    r"\s(?:points?\s)?apart\b|\s(?:placebo-adjusted|difference)|\s(?:more|less|greater|lower|higher|further|better|longer|shorter)\b[^.;,\d]{0,50}\bthan\b(?! (?:at |from |before|their |the )*baseline)"
)
_DIFFERENCE_IN = pattern_of(r"\bdifferences? (?:in|of|for) (?:the )?(?:mean )?$")
_AVERAGE = pattern_of(r"\b(mean|median|average)\b", re.I)
_SLOWING = pattern_of(r"\s(?:relative )?slowing\b")
_WAS = pattern_of(r"\b(?:was|were|of|reached)\s(?:\w+\s){0,2}$")
_ALSO_IN = pattern_of(r"(?:,|\band|;)\s(?:and )?(?:on|in|for)\s(?:the )?$")


def change_of(said: Said) -> _Measure | None:
    """The measure, unit and direction of a number that is a value of a moving quantity, or None."""
    for rule in _RULES:
        if (found := rule(said)) is not None:
            return (_with_way(said, found) if found else found) or None
    return None


def _with_way(said: Said, found: _Measure) -> _Measure:
    """As in "12 minutes longer to fall asleep", "recovered 3 days sooner than on placebo": the word behind a time says which way."""
    way = _TIME_MORE.match(said.after) if said.bound.quantity.kind == "time" else None
    if way is None:
        return found
    against = found.get("measure") == "change" and _AGAINST_ARM.search(said.text)
    return {
        **found,
        "direction": "up" if way.group("up") else "down",
        "measure": "difference" if against else found.get("measure"),
    }


_TIME_MORE = pattern_of(r" (?:(?P<up>longer|more|later|slower)|shorter|less|sooner|faster|earlier)\b")
_AGAINST_ARM = pattern_of(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|against) (?!(?:at |before|baseline|their |they )\b)"
)


def _unit(said: Said) -> str | None:
    unit = said.bound.quantity.unit or said.bound.endpoint.unit
    return None if unit == "time" else unit


def _is_share(said: Said) -> bool:
    return said.bound.quantity.kind == "percent"


def _alarm(said: Said) -> _Measure | None:
    alarmed = _is_share(said) and _LAB_ALARM.search(said.before + "\0" + said.bound.named.words)
    return _NO_OUTCOME if alarmed and not CHANGE.search(said.after) else None


def _bar(said: Said) -> _Measure | None:
    """As in "a PASI response of 90% or more", unless something fell by that much."""
    bound = said.bound
    named_before = bound.how == "before" and bound.quantity.start > bound.named.end
    is_bar = _is_share(said) and named_before and _OR_MORE.match(said.after) and not _BY.search(said.before)
    return _NO_OUTCOME if is_bar else None


def _share_of_people(said: Said) -> _Measure | None:
    """As in "HbA1c below 7% was reached by 62%"."""
    bound = said.bound
    counts_people = _is_share(said) and (
        PEOPLE.match(said.after)
        or bound.quantity.of
        or bound.how == "verb"
        or _REACHED_BY.search(said.before)
        or _THAT_SHARE.search(bound.named.words)
        or (bound.how == "series" and _SERIES_REACHED.search(said.text))
    )
    return {"measure": "rate", "unit": "percent"} if counts_people else None


def _left(said: Said) -> _Measure | None:
    """As in "from 8.1% to 6.9%": the first is where it began."""
    return _NO_OUTCOME if _is_share(said) and _FROM.search(said.before) and _TO.match(said.after) else None


def _yearly(said: Said) -> _Measure | None:
    return {"measure": "rate", "unit": _unit(said)} if said.bound.quantity.kind == "yearly" else None


def _between_arms(said: Said) -> _Measure | None:
    """As in "a difference of 4.1 points", "2.3 points apart"; "longer by 3 points from baseline" is none."""
    start = said.bound.quantity.start
    if _A_CHANGE_OF.search(said.before) and not _APART.match(said.after):
        return None
    opened = _DIFFERENCE_IN.search(said.text[max(0, said.bound.named.start - 30) : said.bound.named.start])
    differs = (DIFFERENCE.search(said.text[max(0, start - 70) : start]) or opened) and not _FROM_BASELINE.search(
        said.text[max(0, start - 50) : start]
    )
    higher = said.bound.how == "before" and _IS_HIGHER.match(said.after) and said.before.endswith(("was ", "were "))
    if not differs and not higher and not _APART.match(said.after):
        return None
    return {"measure": "difference", "unit": _unit(said), "direction": direction_of(said.stretch, said.bound)}


# "the difference was significant, with a decline of 0.9 points", "the mean change was a negative 6.0 points": of one arm.
_A_CHANGE_OF = pattern_of(
    r"\b(?:mean |median |average |an? )(?:change|decline|decrease|drop|fall)s?(?: from baseline)?(?: (?:with|on|for|in) (?:the )?[\w-]+(?: (?:group|arm|patients))?)? (?:of|was|by) (?:an? )?(?:mean |negative |only |about )*-?$"
)
_IS_HIGHER = pattern_of(r"\s(?:points? )?(?:higher|lower|greater|longer|shorter|better|worse|less|more)\b")


def _arrived(said: Said) -> _Measure | None:
    """As in "from 44 to a mean of 31 points": the level that was reached."""
    if said.bound.quantity.kind != "level" and not _FROM_TO.search(said.before) and not _DOWN_FROM.match(said.after):
        return None
    return {"measure": _average(said), "unit": _unit(said)}


def _average(said: Said) -> str | None:
    """``mean`` or ``median``, as the words before the number or its endpoint say."""
    found = _AVERAGE.search(said.before)
    return ("median" if found.group().casefold() == "median" else "mean") if found else None


def _yearly_pair(said: Said) -> _Measure | None:
    """As in "cut exacerbations by 48% (0.62 vs 1.19 events per year)": the rates behind the reduction."""
    q = said.bound.quantity
    opened = said.text.rfind("(", 0, q.start)
    if said.bound.endpoint.name not in _YEARLY_EVENTS or _is_share(said) or opened < said.bound.named.end:
        return None
    return {"measure": "rate", "unit": _unit(said)} if ")" not in said.text[opened : q.start] else None


_YEARLY_EVENTS = ("ABR", "ARR", "exacerbations")


def _moved(said: Said) -> _Measure | None:
    """As in "fell by 1.4 points"; a yearly decline that is a third slower, lesions that are fewer, are a relative reduction."""
    if not (CHANGE.search(said.stretch) or CHANGE.search(said.bound.named.words)):
        return None
    direction = direction_of(said.stretch, said.bound)
    yearly = "per year" in (said.bound.endpoint.unit or "")
    slower = direction == "down" and yearly and "baseline" not in said.text
    fewer = direction == "down" and said.bound.endpoint.name.endswith("lesions") and "baseline" not in said.text
    slowed = _SLOWED.search(said.before) or _SLOWING.match(said.after)
    if _is_share(said) and (slowed or slower or fewer):
        return {"measure": "reduction", "unit": "percent", "direction": "down"}
    if _in_brackets(said) and _AGAINST.search(said.before):
        return {"measure": "difference", "unit": _unit(said), "direction": direction}
    return {"measure": "change", "unit": _unit(said), "direction": direction}


# "slowed decline by 27% compared with placebo (-0.45; 95% CI …)": what stands in brackets alone is the difference.
_SLOWED = pattern_of(r"\bslow(?:ed|s|ing)\b[^.;]{0,60}\bby (?:\w+ )?$")
_AGAINST = pattern_of(
    r"\b(?:compared (?:with|to)|versus|vs\.?|relative to|over|than|against) (?:the )?(?:placebo|sham|vehicle|control|standard)\b[^;%()]{0,60}\($"
)


def _in_brackets(said: Said) -> bool:
    """Does a figure stand alone, with an interval or p-value, behind an opening bracket?"""
    q = said.bound.quantity
    return (
        not _is_share(said)
        and said.text[q.start - 1 : q.start] == "("
        and (q.ci is not None or bool(_P_NEXT.match(said.after)))
    )


_P_NEXT = pattern_of(r"[;,] ?[pP]\b")


def _signed(said: Said) -> _Measure | None:
    """As in "office systolic BP: -10.8 mmHg"."""
    q = said.bound.quantity
    has_sign = (q.value is not None and q.value < 0) or said.text[q.start - 1 : q.start] == "+"
    if (_is_share(said) and said.bound.quantity.of) or not has_sign or not _STANDS.search(said.before):
        return None
    return {"measure": "change", "unit": _unit(said), "direction": direction_of(said.stretch, said.bound)}


def _averaged(said: Said) -> _Measure | None:
    """As in "mean 6MWD was 412 metres"."""
    average = _average(said)
    if _AT_START.search(said.text, max(0, said.bound.named.start - 24), said.bound.quantity.start):
        return None
    if _BEFORE_IT.search(said.text) and not CHANGE.search(said.text):
        return None
    beside = not said.text[said.bound.named.close : said.bound.quantity.start].strip()
    if _is_share(said) or not average or not (beside or _WAS.search(said.before)):
        return None
    return {"measure": average, "unit": _unit(said)}


_BEFORE_IT = pattern_of(
    r"\b[Bb]efore (?:the |any |their )?(?:treatment|therapy|surgery|intervention|study|trial|procedure|enrol\w+|randomi[sz]ation)\b|\bat (?:the )?(?:beginning|start|outset) of (?:the )?(?:trial|study|treatment)\b|\bat (?:study )?(?:entry|enrol\w+|screening|baseline|inclusion)\b"
)
_AT_START = pattern_of(r"(?<!from )(?<!change in )\b[Bb]aseline\b")


def _listed(said: Said) -> _Measure | None:
    """As in "improved by 3.1 points on the ADAS-Cog and on the CDR-SB 0.45": the first verb holds for both."""
    q, named = said.bound.quantity, said.bound.named
    if q.kind not in ("amount", "bare") or said.text[named.close : q.start].strip(" ():") not in (
        "",
        "it was",
        "by",
        "was",
    ):
        return None
    earlier = said.text[: named.start]
    if not _ALSO_IN.search(earlier):
        return None
    if DIFFERENCE.search(earlier):
        return {"measure": "difference", "unit": _unit(said)}
    return {"measure": "change", "unit": _unit(said)} if CHANGE.search(earlier) else None


def _counted_yearly(said: Said) -> _Measure | None:
    """Bleeds, relapses and exacerbations are rates by what they are."""
    by_name = said.bound.endpoint.name in _YEARLY_EVENTS
    return {"measure": "rate", "unit": _unit(said)} if by_name and not _is_share(said) else None


_RULES: tuple[Callable[[Said], _Measure | None], ...] = (
    _alarm,
    _bar,
    _share_of_people,
    _left,
    _yearly,
    _between_arms,
    _arrived,
    _yearly_pair,
    _moved,
    _signed,
    _averaged,
    _listed,
    _counted_yearly,
)
