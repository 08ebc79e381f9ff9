"""Which endpoint a share or count of people has by its verb: "75% of patients achieved a complete response".

The endpoint follows the number; a table of refusals says when it is nevertheless not its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from topline.extract.results.endpoints import Named
from topline.extract.words.figures import Quantity
from topline.extract.words.patterns import pattern_of

PEOPLE_NEXT = pattern_of(
    r"\s?(?:\([^)]{0,40}\)\s?)?(?:of|in|among)\s(?:the\s|all\s|these\s|treated\s|those\s|evaluable\s|\w+-treated\s|[\w-]+\s){0,4}?(?:patients?|participants?|people|subjects|adults|women|men|children|individuals|them|those|responders|eyes|infants|recipients|lesions|tumou?rs|wounds|joints|teeth|implants|procedures|knees|hips|pregnancies|cycles|transplants|vessels|arteries|grafts|limbs|ulcers|families|households|women's)\b"
)
_REACH = 150  # characters between a number and the endpoint of its verb
_OBJECT = pattern_of(
    r"\b(?:was|were|is|of|by|to|seen in|observed in|occurred in|reported in|achieved in|noted in|found in|achieved by|reached by|improved)\s?(?:about |approximately |nearly |only |just |up to |almost |over |more than |at least )?$|=\s?$"
)
_OPENS = pattern_of(r"[(]\s?$")
# "More than half of patients (54%)", "Nine patients (60%)"
_PEOPLE_BEFORE = pattern_of(
    r"\b(?:half|every one|each|thirds?|quarters?|majority|most|all|fifths?|many|nearly all) (?:of )?(?:the |all |those |these |treated )?(?:[\w-]+ ){0,2}(?:patients|participants|people|subjects|adults|women|men|children|infants|responders|those)(?: (?:on|receiving|treated with|given|taking|in the) [\w -]{2,40})? \($",
    re.I,
)
_COLON = pattern_of(r":\s?$")
_SUBJECT = pattern_of(
    r"\s?(?:\([^)]{0,40}\)\s?)?(?:of|in|among)?\s?(?:[^.;:]|\.(?=\d)){0,90}?\b(?:achiev(?:ed|ing)|able to achieve|had|reach(?:ed|ing)|show(?:ed|n|ing)|experienc(?:ed|ing)|attain(?:ed|ing)|obtained|were|was|remain(?:ed|ing)|met|meeting|surpass(?:ed|ing)|cross(?:ed|ing)|exceed(?:ed|ing)|maintain(?:ed|ing)|kept|retain(?:ed|ing)|sustain(?:ed|ing)|held|preserved|demonstrat(?:ed|ing)|with|in|seeing|saw|report(?:ed|ing)|converted|responded|surviv(?:ed|ing)|having|went|bec(?:ame|oming)|died|gained|lost|complet(?:ed|ely))\b(?:[^.;:]|\.(?=\d)){0,60}"
)
_VERB_NEXT = pattern_of(
    r"\s(?:achiev|no longer|had|becam|becom|died|reach|show|experienc|attain|remain|were|met|surpass|cross|exceed|maintain|kept|retain|sustain|held|preserv|surviv|demonstrat)"
)
# "26.2% on placebo had …"
_ARM_NEXT = pattern_of(
    r"\s(?:on|given|receiving|taking|treated with|in the|randomi[sz]ed to|assigned to|who received|who took|who were given)\s(?:the )?[^.;:,%()]{2,50}?\s(?:achiev|had|reach|attain|responded|met|surviv|were alive|remained)"
)
_IS_VERB = pattern_of(
    r"(?:were|was|are|remained|still|died|quit|had (?:closed|healed)|no longer|responded|stopped|discontinued|came off|weaned|cleared)\b"
)
_CONNECTS = pattern_of(
    r"\b(?:and|or|versus|vs\.?|v\.?|compared (?:with|to)|against|than|while|whereas|relative to|as opposed to|respectively)\b|[,;/(|]"
)
_OWN_VERB = pattern_of(
    r"\b(?:experienced|had|were|was|achieved|showed)\b|\b(?!(?:treated|assigned|randomi[sz]ed|vaccinated|enrolled|infused|dosed|exposed|allocated)\b)[a-z]{3,}ed\b(?=,? (?:and|while|but) )"
)
_TRIED = pattern_of(
    r"\b(?:enrol\w+|includ\w+|involv\w+|random\w+|of|among|in|with|from|study|trial)\s(?:the |a total of |more than |about |approximately |nearly )?$",
    re.I,
)
_SUFFERED = pattern_of(r"\b(?:had|having|experienc\w+|develop\w+|suffered|reported|died|were)\b")
_EARLIER = pattern_of(r"\b(?:at the time of|after|before|history of|since|prior)\b")
_SOME_OF_THEM = pattern_of(r"\b(?:including|of whom|of which|of them|among them)\b")
_NEGATED = pattern_of(r"\b(?:no|not|never|neither|without)\b")
_NEW_CLAUSE = pattern_of(r"[,;]\s(?:and|with|but|which|while|as)\b")
_WHO = pattern_of(r"\s(?:who|with|whose)\b(?! (?:received|took|were (?:treated|given)))")
_DESIGNED = pattern_of(
    r"\b(?:including|among|will|planned|to evaluate|evaluating|assess\w+|randomi[sz]ed to|were randomi[sz]ed|enrolled|been|and that|of them|of whom|in (?:a|the|this|that) (?:phase|study|trial))\b"
)


# "42 (70%; 95% CI 57, 81) achieved": what follows the share within its parenthesis
_REST = pattern_of(r"[;,][^()]{3,40}\)")


@dataclass(frozen=True, slots=True)
class _Way:
    """The way from a number to the endpoint that follows it, and the numbers met between them."""

    text: str
    quantity: Quantity
    following: Named
    between: tuple[Quantity, ...]

    @property
    def gap(self) -> str:
        """The words between the number and the endpoint, without the rest of the parenthesis that holds the number."""
        start = self.quantity.reach
        close = _REST.match(self.text, start) if self.text[start : start + 1] in ";," else None
        return self.text[close.end() if close else start : self.following.start]

    @property
    def rest(self) -> str:
        """The words after the last number between them."""
        return self.text[self.between[-1].reach : self.following.start] if self.between else self.gap

    @property
    def first_gap(self) -> str:
        """The words before the first number between them."""
        return self.text[self.quantity.reach : self.between[0].start] if self.between else ""

    @property
    def counts(self) -> bool:
        """Is the number a count of people, not a share of them?"""
        return self.quantity.kind == "count"


def may_be_subject(text: str, quantity: Quantity) -> bool:
    """Can people be counted by the number, and then do something: "75% …", not "was seen in 75%"?"""
    before = text[: quantity.start]
    return (
        quantity.kind in ("percent", "count")
        and not _OBJECT.search(before)
        and not (quantity.n is None and _OPENS.search(before) and not _PEOPLE_BEFORE.search(before))
        and not (
            quantity.kind == "percent"
            and _COLON.search(before)
            and not (_VERB_NEXT.match(text, quantity.reach) or PEOPLE_NEXT.match(text, quantity.reach))
        )
    )


def reached_by_verb(text: str, quantity: Quantity, following: Named, others: list[Quantity]) -> bool:
    """Did the people that a number counts reach the endpoint that follows it? ``others`` are the numbers after it."""
    between = tuple(q for q in others if q.start < following.start and q.kind in ("percent", "count"))
    way = _Way(text, quantity, following, between)
    if len(way.gap) > _REACH:
        return False
    if way.gap == " of " and following.words.casefold().startswith(("patients", "responses", "responders")):
        return True
    if any(refuses(way) for refuses in _REFUSALS):
        return False
    if _IS_VERB.match(following.words) and (
        PEOPLE_NEXT.match(way.gap) or quantity.n is not None or _PEOPLE_BEFORE.search(text[: quantity.start])
    ):
        return True
    people = way.counts or quantity.n is not None or PEOPLE_NEXT.match(way.gap) or _VERB_NEXT.match(way.gap)
    people = people or _ARM_NEXT.match(way.gap) or _PEOPLE_BEFORE.search(text[: quantity.start])
    return bool(people and (between or _SUBJECT.fullmatch(way.gap)))


def _unconnected(way: _Way) -> bool:
    """The next number belongs to another thing."""
    return bool(way.between) and not _CONNECTS.search(way.first_gap)


def _did_something_else(way: _Way) -> bool:
    """As in "40% had nausea and 75% achieved a response": the first 40% have a verb of their own."""
    return bool(way.between) and bool(_OWN_VERB.search(way.first_gap))


def _was_enrolled(way: _Way) -> bool:
    """As in "a study of 40 patients who achieved …": the size of a study."""
    return way.counts and bool(_TRIED.search(way.text[: way.quantity.start]))


def _is_designed(way: _Way) -> bool:
    """As in "40 patients will be randomised to …", "40 people with a response": who they are, not what they reached."""
    return way.counts and bool(_DESIGNED.search(way.gap) or _WHO.match(way.gap))


def _event_not_suffered(way: _Way) -> bool:
    """An event is an outcome of those who had it in the trial, not of those who had it before."""
    is_event = way.following.endpoint.kind == "event" and way.following.words != "died"
    return is_event and bool(not _SUFFERED.search(way.gap) or _EARLIER.search(way.gap))


def _stated_count(way: _Way) -> bool:
    """An endpoint in the release's own words takes a share only: a count there is too often the size of a group."""
    return way.counts and way.following.endpoint.kind == "stated"


def _other_clause(way: _Way) -> bool:
    """As in "75% of patients, of whom six had …", "75% had no relapse", "75% stayed, and the response …"."""
    return bool(_SOME_OF_THEM.search(way.gap) or _NEGATED.search(way.rest) or _NEW_CLAUSE.search(way.rest))


def _is_only_had(way: _Way) -> bool:
    """As in "48% had chest pain": what is measured in all was said of some as a state, not as a change or a bar reached."""
    return (
        way.following.endpoint.kind == "change"
        and bool(_HAD.search(way.gap))
        and not _MOVED.match(way.text, way.following.end)
    )


_HAD = pattern_of(r"\b(?:had|have|having|experienced|reported|suffered) (?:[\w-]+ )?$")
_MOVED = pattern_of(
    r"[^.;]{0,40}?\b(?:reduc\w+|declin\w+|decreas\w+|improv\w+|increas\w+|gain\w*|loss|respon\w+|normal\w*|of|at|below|above|under|score\w*|level\w*|within|drop\w*|fell|≥|≤|<|>)"
)
_REFUSALS: tuple[Callable[[_Way], bool], ...] = (
    _unconnected,
    _did_something_else,
    _was_enrolled,
    _is_designed,
    _event_not_suffered,
    _stated_count,
    _other_clause,
    _is_only_had,
)
