"""Which endpoint a number belongs to: by what stands beside it, by its verb, by its series, by what stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from topline.extract.results.by_verb import may_be_subject, reached_by_verb
from topline.extract.results.endpoints import Endpoint, Named
from topline.extract.results.fitting import SCORED, fits
from topline.extract.results.groups_and_bars import is_bar, is_denominator
from topline.extract.results.turns import in_turn
from topline.extract.words.figures import Quantity
from topline.extract.words.guards import Guarded
from topline.extract.words.patterns import pattern_of

_CHANGE_NOUN = r"(?:relative |absolute |mean |median |average |further |significant |statistically |placebo-adjusted |peak |sustained )*(?:reductions?|decreases?|increases?|improvements?|declines?|drops?|falls?|rises?|slowing|loss|lower|higher|less|lowering|shrinkage|boost|decrement|enhancement|fewer)"
_ADJACENT = pattern_of(
    rf"(?:\s(?:an? )?(?:(?:confirmed|unconfirmed|median|mean|overall|estimated|durable|objective|observed|best|combined|deep|high|strong|positive|ongoing|placebo-(?:adjusted|corrected|subtracted)|net|absolute|\w+-(?:week|month|year)|\d+-(?:week|month|year)|statistically significant|patients? with)\s?){{0,3}}|\s{_CHANGE_NOUN}"
    rf"(?:\s(?:in|of|on|from baseline in|over baseline in|versus placebo in|for))?(?:\s(?:the|their|mean|serum|plasma|risk|rate|rates|levels?|relative|proportion|of|odds|monthly|total|annualized|both|median|frequency|in|developing|composite|endpoint|combined|clinical|disease|new|active|enlarging|or){{0,1}}){{0,5}}\s?|\s(?:relative |absolute )?(?:lower |reduced |decreased )(?:relative )?(?:risk|rate|odds|incidence) (?:of |for )(?:the |an? |developing |having |experiencing |another |having another )*|\s(?:less|more) likely to (?:(?:have|develop|experience|suffer|get|require|undergo|need|be|show) )?(?:an? |another |the |hospitali[sz]ed (?:for|with) |diagnosed with )*|\s(?:longer|less|more|shorter|sooner|faster|earlier) to |\s?-\s?)"
)
# "an 18% reduction in the yearly frequency of moderate-to-severe exacerbations": what the change is in, before its name
_REDUCED_IN = pattern_of(
    rf"\s{_CHANGE_NOUN}(?: \([^()]{{3,45}}\))?(?: from baseline| over baseline| (?:at|by|after|over|through) (?:week |month |year |day )?\d+(?: weeks| months| days| years)?)? (?:in|of|on|for)"
    r" (?:(?:mild|moderate|major|new|fatal|definite|first)(?: or |/)(?=severe|non|enlarging|probable|recurrent|clinically)|(?!(?:with|without|and|or|but|was|were|is|are|had|has|by|versus|vs|compared|than|to|after|over|on|at|for|from(?! baseline)|who|which|that|while|as|patients|participants|people|placebo|groups?|arms?|cohorts?)\b)[\w'/-]+ ){0,8}"
)
_LINK = pattern_of(
    r"(?:\b(?:was|were|is|are|of|to|by|at|in|reached|averaged|came to|stood at|showed|with|for|and|a|an|the|only|both|each|versus|vs\.?|compared (?:with|to)|than|against|just|about|approximately|up to|nearly|around|some|almost|over|more than|less than|at least|least|mean|median|average|estimated|totall?ed|exceeded|lasted|down|up|lower|improved|increased|being|among|had|where|occurred in|another|further|all|lost|from|below|above|negative|minus|substantial|differences?|changes?|changed|score|including|approached|remained|total of|lay|scored|fell|dropped|decreased|declined|rose|risen|fallen|grew|shrank|climbed|gained|reduced|worsened|deteriorated|slowed|shortened|lengthened|diminished|eased|on average)|:\s(?:[A-Za-z][\w-]*\s){1,4}|[:=(,~>≥≤<\[+—-])\s?$"
)
_COMPARES = pattern_of(
    r"\b(?:versus|vs\.?|v\.?|compared (?:with|to)|against|than|while|whereas|relative to|as opposed to|but|over)\b|,\s?$|;"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A number with its endpoint; ``series`` counts the comparisons of the sentence."""

    quantity: Quantity
    named: Named
    how: str
    series: int

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint that the number is a value of."""
        return self.named.endpoint


def bind(text: str, named: list[Named], quantities: list[Quantity], guarded: Guarded) -> list[Bound]:
    """Give each number (ratios apart) its endpoint, or leave it out."""
    found: dict[int, tuple[Named, str, int]] = {}
    quantities = [q for q in quantities if not any(n.start <= q.start < n.end for n in named)]
    quantities = [q for q in quantities if not is_bar(text, named, quantities, q) and not is_denominator(text, q)]
    series = 0
    for index, quantity in enumerate(quantities):
        before = _last_told(text, quantities, index, found)
        own = _beside(text, named, quantity, guarded) or _by_verb(text, named, quantities, index, guarded)
        inherited = before is not None and _same_series(text, named, quantities[before], quantity)
        if own and not (inherited and own[0] is found[before][0]):  # type: ignore[index]
            series += 1
            found[index] = (*own, series)
        elif inherited and before is not None:
            found[index] = (found[before][0], "series", found[before][2])
        elif own or (
            (own := _before(text, named, quantity, guarded, quantities))
            and not (quantity.kind == "count" and any(own[0] is taken[0] for taken in found.values()))
        ):
            series += 1
            found[index] = (*own, series)
    for index, (name, place) in in_turn(text, named, quantities, fits).items():
        found[index] = (name, "before", series + 1 + place)
    _backwards(text, named, quantities, found)
    _of_noun(text, named, quantities, found)
    return [Bound(quantities[i], *found[i]) for i in sorted(found)]


def _last_told(
    text: str, quantities: list[Quantity], index: int, found: dict[int, tuple[Named, str, int]]
) -> int | None:
    """The number that one may go on from: the one before it, over counts that stand in parentheses."""
    for place in range(index - 1, -1, -1):
        if place in found:
            return place
        q = quantities[place]
        if q.kind == "count" and place + 1 < len(quantities) and text[q.reach : quantities[place + 1].start] == " (":
            continue
        if q.kind != "count" or text.count("(", 0, q.start) <= text.count(")", 0, q.start):
            return None
    return None


def _beside(text: str, named: list[Named], quantity: Quantity, guarded: Guarded) -> tuple[Named, str] | None:
    """As in "a 75% OS rate", "a 28% reduction in Lp(a)"."""
    if quantity.kind not in ("percent", "amount", "time", "count") and not _COMPARED_BY.match(text, quantity.reach):
        return None
    following = next((n for n in named if n.start >= quantity.reach), None)
    if following is None or following.start - quantity.reach > 90 or not fits(following, quantity):
        return None
    gap = text[quantity.reach : following.start]
    if _MORE_OF.fullmatch(gap) and following.endpoint.kind == "change":
        return following, "beside"
    if re.fullmatch(
        r"\s(?:(?:farther|further|more|better|higher|lower|greater)\s)?(?:in|on|of)\s(?:the\s|their\s|initial\s|baseline\s|mean\s|total\s|serum\s)*(?:\d+-(?:item|point)\s)?",
        gap,
    ) and re.search(
        rf"\b{_CHANGE_NOUN}\s(?:of|by)\s(?:\w+\s){{0,2}}$|\b(?:separat\w+ from [\w ]{3, 30}|differ\w+ from [\w ]{3, 30}|benefit|advantage|superiority)\s(?:of|by)\s$|\b(?:gain(?:ed)?|lost|improved|increased|walked|scored|better|worsened|declined|decreased)\b(?:\sby)?(?:\s(?:a|an|mean|median|average|of|on)){{0,5}}\s$",
        text[: quantity.start],
    ):
        return following, "beside"
    return (
        (following, "beside")
        if (_ADJACENT.fullmatch(gap) or (quantity.kind in ("percent", "amount") and _REDUCED_IN.fullmatch(gap)))
        and (gap.strip() or quantity.kind in ("percent", "count") or following.words.startswith("without"))
        else None
    )


_MORE_OF = pattern_of(r" (?:more|fewer|less) (?:[a-z]+ ){0,2}")
_COMPARED_BY = pattern_of(r" (?:more|fewer|less) ")


def _by_verb(
    text: str, named: list[Named], quantities: list[Quantity], index: int, guarded: Guarded
) -> tuple[Named, str] | None:
    """As in "75% of patients achieved a complete response", "85% exceeded the PFS threshold"."""
    quantity = quantities[index]
    if not may_be_subject(text, quantity):
        return None
    last = guarded.clause(quantity.start)[1]
    following = next((n for n in named if quantity.reach <= n.start < last and fits(n, quantity)), None)
    if following is None or _just_named(text, named, quantity):
        return None
    if any(quantity.reach <= n.start < following.start and n.endpoint.kind == "change" for n in named):
        return None
    return (following, "verb") if reached_by_verb(text, quantity, following, quantities[index + 1 :]) else None


def _just_named(text: str, named: list[Named], quantity: Quantity) -> bool:
    """Does an endpoint stand right before the number: "clinical response in 78%"?"""
    last = next((n for n in reversed(named) if n.end <= quantity.start and fits(n, quantity)), None)
    return last is not None and bool(
        re.fullmatch(
            r":?\s(?:rates? )?(?:(?:(?:was|were) (?:seen|observed|achieved|reported|reached|found|recorded|noted|attained|confirmed|documented)|occurred) )?(?:in|of|was|were|among|by|for|at)\s(?:\w+ ){0,2}"
            r"(?:(?:\d+|[a-z-]+) (?:of|out of) (?:the )?\d+ (?:\w+ ){0,3}[(,])?",
            text[last.close : quantity.start],
        )
    )


def _same_series(text: str, named: list[Named], last: Quantity, quantity: Quantity) -> bool:
    """Do two numbers stand in one comparison: "9.6 months with A versus 6.4 months with B"?"""
    bare = (last.kind, quantity.kind) == ("amount", "bare") and last.unit in SCORED
    alike = bare or last.kind == quantity.kind or {last.kind, quantity.kind} <= {"time", "unreached"}
    gap = _ASIDE.sub("", text[last.reach : quantity.start])
    if quantity.kind == "count" and not quantity.of and (last.kind == "percent" or re.search(r"\bamong\b", gap)):
        return False
    if (
        not alike
        or len(gap) > 170
        or (
            last.unit != quantity.unit
            and not bare
            and "unreached" not in (last.kind, quantity.kind)
            and "count" not in (last.kind, quantity.kind)
        )
    ):
        return False
    if (
        _AND_MORE_BY.search(gap)
        or _DOES_ELSE.search(gap)
        or (
            text[: quantity.start].endswith("(")
            and not text[: last.start].endswith("(")
            and _PAIR.match(text, quantity.reach)
        )
        or _NEW_SUBJECT.search(gap)
        or (_BUT.search(gap) and _OTHERS_DO.match(text, quantity.reach))
    ):
        return False
    inner = [n for n in named if last.reach <= n.start < quantity.start]
    if inner:
        tail = text[inner[-1].close : quantity.start]
        return bool(_COMPARES.search(tail)) and not re.search(r"\b(?:was|were|rate|of patients)\b", tail)
    return bool(_COMPARES.search(gap) or _TIGHT.search(gap))


# "0.8% of patients (3/389 hospitalized, none died) compared to 7.0%": what stands in parentheses is passed over.
_ASIDE = pattern_of(r" ?\([^()%]{12,90}\)(?=[ ,])")
# "and 14.9 months", ", in 24% of": the connecting word stands close to the number.
_TIGHT = pattern_of(
    r"(?:\b(?:and|or)\b|[,(/|])\s?(?:[\w.-]+:?\s){0,4}$|\band (?:the )?\d[\d.]* ?(?:mg|µg|mcg)(?:/kg)? (?:dose|arm|group) by\s$"
)
# "; neutropenia was reported in": another thing is counted from here on.
_NEW_SUBJECT = pattern_of(
    r"[,;.] (?:and |while |whereas )?(?!(?:it|that|this|these|which|the same|those|they)\b)[A-Za-z][\w' -]{2,50} (?:was|were) (?:reported|seen|observed|noted|recorded|found|detected) in\b"
    r"|[,;.] (?:and |while |whereas )?(?!(?:it|that|this|these|which|those|they)\b)[A-Za-z][\w' -]{2,50} (?:occurred|developed) in\b"
)
# ", and 52 of the 54 men (96%) stopped": the people counted are the subject of a clause of its own.
_NEW_PEOPLE = pattern_of(
    r"[,;] (?:and |while |but |whereas )?(?:\d+|[a-z-]+) (?:of|out of) (?:the |all )?\d+[^.;%]{0,60}\($"
)
# "cut falls by 31% and emergency visits by 24%": another thing that no table names
_AND_MORE_BY = pattern_of(
    r"\band (?!(?:the )?(?:placebo|controls?|comparator|vehicle|sham|high|low|middle|combination|fell|rose|dropped|declined|decreased|increased|improved|worsened|reduced|lowered|was|were|had|by|\w+(?:mab|nib|ine|ide|tide|vir))\b)(?:[a-z-]+ ){1,4}by $"
)
# "8.2% and detected 94% of events": another verb
_DOES_ELSE = pattern_of(
    r"\band (?:correctly |also )?(?:detected|identified|required|received|discontinued|completed|missed|classified)\s(?:\w+\s){0,2}$"
)
# "…, but 19% of patients fell into": another thing is said of other people.
_BUT = pattern_of(r"[,;] (?:but|while|whereas) (?:only )?$")
_OTHERS_DO = pattern_of(
    r"\s(?:of|in) (?:\w+ ){0,2}(?:patients|participants|people|cases|tests) (?!(?:on|in|with|receiving|given|treated|who|taking|for|did|in)\b)\w+"
)
_AGAIN = pattern_of(
    r"\b(?:it|that|this|they|rates?|figures?|medians?|values?|changes?|differences?|reductions?|decreases?|increases?|improvements?|declines?|loss)\b[^;]{0,45}$"
)


def _before(
    text: str, named: list[Named], quantity: Quantity, guarded: Guarded, quantities: list[Quantity]
) -> tuple[Named, str] | None:
    """As in "median PFS was 9.6 months": the nearest endpoint before the number that it can be a value of."""
    first = guarded.clause(quantity.start)[0]
    if re.match(r",? but (?:did|was|were|it|in|by)\b", text[first:]):
        first = guarded.clause(max(0, first - 1))[0]
    preceding = [n for n in named if first <= n.start and n.end <= quantity.start and fits(n, quantity)]
    if not preceding:
        return None
    gap = text[preceding[-1].end : quantity.start]
    if _NEW_PEOPLE.search(gap) or (quantity.kind == "percent" and _NEW_SUBJECT.search(gap)):
        return None
    if len(gap) > 190 or (
        quantity.kind != "unreached"
        and text[preceding[-1].close : quantity.start].strip(" )")
        and not _LINK.search(text[: quantity.start])
        and not _SIGNED.search(text, max(0, quantity.start - 20), quantity.start + 2)
    ):
        return None
    if _rival_between(text, preceding[-1], quantity, quantities):
        return None
    if quantity.kind == "count" and not _counts_in(text, preceding[-1], quantity, gap):
        return None
    return preceding[-1], "before"


def _rival_between(text: str, last: Named, quantity: Quantity, quantities: list[Quantity]) -> bool:
    """Has a like number between the endpoint and this one taken its place: "PFS was 9.6 months and follow-up 12 months"?"""
    like = (quantity.kind, quantity.unit)
    rivals = [q for q in quantities if last.end <= q.start < quantity.start and (q.kind, q.unit) == like]
    if not rivals:
        return False
    if text[: quantity.start].endswith("(") and _PAIR.match(text, quantity.reach):
        return False
    again = text[rivals[-1].reach : quantity.start]
    towards = (_TOWARDS.search(again) and _FROM.search(text[: rivals[-1].start])) or (
        _FROM.search(again) and _TOWARDS.search(text[: rivals[-1].start])
    )
    return not (towards or again.rstrip().endswith(":") or _AGAIN.search(again))


def _counts_in(text: str, last: Named, quantity: Quantity, gap: str) -> bool:
    """Does a count say in how many people the endpoint was seen, not how many were enrolled or how often something is?"""
    if last.endpoint.kind in ("event", "stated") and not _SEEN.search(gap):
        return False
    if quantity.of and _INCLUDING.search(gap):
        return True
    if not quantity.of and last.words.casefold().endswith(("rate", "rates")):
        return False
    return bool(quantity.of or _IN_SO_MANY.search(text[: quantity.start])) and not _ENROLLED.search(gap)


# "fell by 38% (2.0% vs 3.2%)": the two values behind their reduction
_PAIR = pattern_of(r"[^()]{0,30}?(?:vs\.?|versus|compared (?:with|to)) \d")
# "least squares mean change from baseline -0.57%"
_SIGNED = pattern_of(r"\b(?:baseline|change|difference|mean|\d) [-+]\d?$")
_TOWARDS = pattern_of(r"\bto\s(?:\w+\s){0,2}$")
_FROM = pattern_of(r"\bfrom\s(?:\w+\s){0,2}$")
_SEEN = pattern_of(r"\b(?:occur\w+|experienc\w+|report\w+|observed|seen|had|happened|reached|met)\b")
_IN_SO_MANY = pattern_of(r"\b(?:in|by|among the|of)\s(?:only |just )?$")
_INCLUDING = pattern_of(r"\bincluding (?:in )?$")
_ENROLLED = pattern_of(r"\b(?:enrol\w+|includ\w+|involv\w+|random\w+|trial of|study of|among|rate (?:was|of))\b")
# "Three patients had no toxicity, and one patient had a response": the three did something else.
_DID_ELSE = pattern_of(
    r"\b(?:experienced|had|were|was|achieved|showed|developed|reported|received|completed|remained|conceived|underwent|began|stayed|[a-z]+ed(?=,))\b[^;]*[,;] (?:and|while|but|whereas) (?:\d+ \()?$"
)


def _backwards(
    text: str, named: list[Named], quantities: list[Quantity], found: dict[int, tuple[Named, str, int]]
) -> None:
    """Numbers before the one whose verb names the endpoint: "37% on A and 38% on B reached IGA 0 or 1"."""
    for index in range(len(quantities) - 2, -1, -1):
        following = found.get(index + 1)
        if index in found or following is None or following[1] not in ("verb", "series"):
            continue
        gap = text[quantities[index].reach : quantities[index + 1].start]
        if _same_series(text, named, quantities[index], quantities[index + 1]) and not _DID_ELSE.search(gap):
            found[index] = following


def _of_noun(
    text: str, named: list[Named], quantities: list[Quantity], found: dict[int, tuple[Named, str, int]]
) -> None:
    """As in "a 66% improvement in group A and a 65% improvement in group B in mean change in EASI": the endpoint comes last."""
    for n in named:
        moved = [
            i
            for i, q in enumerate(quantities)
            if q.reach <= n.start <= q.reach + 190 and fits(n, q) and _A_MOVE.match(text, q.reach)
        ]
        if n.endpoint.kind != "change" or not moved or any(i in found for i in moved):
            continue
        if any(quantities[moved[0]].reach <= other.start < n.start for other in named):
            continue
        if not _THEN_IN.search(text, quantities[moved[-1]].reach, n.start) or _STOP.search(
            text, quantities[moved[0]].reach, n.start
        ):
            continue
        series = max((told[2] for told in found.values()), default=0) + 1
        later = next((found[i] for i in sorted(found) if found[i][0] is n and i > moved[-1]), None)
        for i in moved:
            found[i] = later if later else (n, "beside", series)


_A_MOVE = pattern_of(rf"\s{_CHANGE_NOUN}\b")
_THEN_IN = pattern_of(
    r"\b(?:groups?|arms?|cohorts?|doses?|mg|placebo|sham|controls?|patients|participants|those)\b[^.;:%]{0,30} (?:in|on) (?:the |their |average |mean |median |percent |percentage |absolute |relative |least[ -]squares |LS |change |changes |from baseline |in |on |total |overall )*$"
)
_STOP = pattern_of(r"[;:]|\b(?:was|were|had|is|are|while|whereas|but|which)\b")
