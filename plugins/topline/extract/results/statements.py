"""From a sentence's numbers, endpoints and arms to result items."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from topline.extract.reading import Sentence
from topline.extract.results.arms import COMPARATOR, INVESTIGATIONAL, IS_DOSE, Arm, arms_in, groups_apart
from topline.extract.results.assessors import with_assessor
from topline.extract.results.bindings import Bound, bind
from topline.extract.results.comparisons import Statement, ratio_statements, with_p_values
from topline.extract.results.context import Story, leaning, may_state, of_list, with_points
from topline.extract.results.endpoints import Endpoint, Named, named_in
from topline.extract.results.estimates import read
from topline.extract.results.measures import measure_of
from topline.extract.results.sides import VERSUS, sides_of
from topline.extract.words.figures import Figures, Quantity
from topline.extract.words.guards import EARLIER_TRIAL, Guarded
from topline.extract.words.patterns import pattern_of
from topline.facts import Result
from topline.facts.record import Number

_IN_WHOM = pattern_of(
    r"^(?:Among|In|For) (?:the )?(?P<group>(?:(?:\d[\d,]*|[a-z-]+|[A-Z0-9][\w+-]*(?:-positive|-negative|-mutated|-mutant|-high|-low)) ){0,4}(?:patients|participants|people|adults|women|men|children|subgroup|subset|population)(?: (?:with|who|aged|whose|of patients|without|in|from)\b[^,;()]{2,80})?)(?: \([^)]*\))?,"
)
# What makes a group a part of the trial and not its whole population.
_PART = pattern_of(
    r"\b(?:aged|subgroup|subset|older|younger|elderly|visceral|liver|brain|without|prior|previously|elevated|score|pretreated|na[iï]ve)\b|[≥≤<>]|-(?:high|low)\b",
    re.I,
)


def statements_of(sentence: Sentence, story: Story) -> list[Result]:
    """The result items that a sentence states, each with its evidence."""
    text = sentence.text
    if not may_state(text):
        return []
    named = named_in(text)
    leans = [] if named else leaning(text, story, sentence) or of_list(text, story, sentence)
    in_list = bool(leans) and leans[0].close == 0
    named = named or leans
    if not named and not re.search(r"\b[pP]\s?[-=<v]|ratio|HR|primary|secondary|\bIt\b", text):
        return []
    guarded = Guarded(_unalarmed(text, named))
    if guarded.sentence or EARLIER_TRIAL.search(text):
        return []
    figures = read(text)
    if not figures.quantities and not figures.p_values:
        return []
    arms = arms_in(text, story.drugs, story.doses)
    named = [_as_release(n, story) for n in with_points(text, named, story, sentence) if not _is_drug(n, arms)]
    statements = _values(text, named, figures, arms, guarded, _around(text, arms, story, sentence))
    statements += ratio_statements(text, named, figures, guarded, story, sentence)
    statements = with_p_values(text, statements, figures, named, guarded)
    if leans and all(s.result.value is None for s in statements):
        return []
    _note_sides(statements, story, sentence)
    subgroup = _IN_WHOM.search(text)
    made = []
    for statement in statements:
        result = with_assessor(text, statement.result, statement.start)
        if in_list and result.timepoint is None:
            result = replace(result, timepoint=_time_of_list(story))
        if leans and not in_list and result.timepoint is None and story.last and sentence.index - story.last_at == 1:
            result = replace(result, timepoint=story.last.timepoint)
        if subgroup and _PART.search(subgroup.group("group")):
            result = replace(result, subgroup=subgroup.group("group"))
        made.append(sentence.state(result, statement.start, statement.end))
    return made


def _is_drug(named: Named, arms: list[Arm]) -> bool:
    """Is it a drug, and no quantity: "fell by 15.2 points on NBT-77"?"""
    return named.endpoint.kind == "change" and any(
        a.drug and a.start <= named.start and named.end <= a.end for a in arms
    )


def _unalarmed(text: str, named: list[Named]) -> str:
    """The text for the silences, without the words of an endpoint that sound like harm: "major adverse events" of a device."""
    for n in named:
        if (n.endpoint.kind == "event" and "adverse" in n.words) or n.endpoint.name.startswith("discontinuation of"):
            text = text[: n.start] + "x" * (n.end - n.start) + text[n.end :]
    return text


@dataclass(frozen=True, slots=True)
class _Around:
    """What tells arms apart beside their names: ``doses``, and the sides of an earlier sentence for "…, respectively"."""

    doses: bool
    sides: tuple[str, ...] = ()


def _around(text: str, arms: list[Arm], story: Story, sentence: Sentence) -> _Around:
    recalled = not arms and "respectively" in text and sentence.index - story.sides_at <= 3
    return _Around(bool(story.doses), story.sides if recalled else ())


def _note_sides(statements: list[Statement], story: Story, sentence: Sentence) -> None:
    """Remember in which order a sentence named its two arms."""
    sides = tuple(s.result.arm for s in statements if s.series > 0 and s.result.arm)
    if sides[:2] in ((INVESTIGATIONAL, COMPARATOR), (COMPARATOR, INVESTIGATIONAL)):
        story.sides, story.sides_at = (str(sides[0]), str(sides[1])), sentence.index


def _time_of_list(story: Story) -> str | None:
    """The time point that the words before a list name for all of its items."""
    found = read(story.listed_in.text).timepoints if story.listed_in else ()
    return found[0][1] if len(found) == 1 else None


def _as_release(named: Named, story: Story) -> Named:
    """The "risk of recurrence or death" is RFS where the release speaks of recurrence-free survival."""
    if (
        not story.recurrence
        or named.endpoint.name != "DFS"
        or not named.words.casefold().endswith("recurrence or death")
    ):
        return named
    return replace(named, endpoint=replace(named.endpoint, name=story.recurrence))


def _values(
    text: str, named: list[Named], figures: Figures, arms: list[Arm], guarded: Guarded, around: _Around
) -> list[Statement]:
    quantities = [q for q in figures.quantities if q.kind != "ratio"]
    bound = bind(text, named, quantities, guarded)
    made = []
    for series in dict.fromkeys(b.series for b in bound):
        members = _in_turn(text, named, [b for b in bound if b.series == series])
        made += _series(
            text,
            named,
            figures,
            [b for b in members if not guarded.silent(b.quantity.start, b.quantity.end)],
            arms,
            quantities,
            around,
        )
    return made


def _series(
    text: str,
    named: list[Named],
    figures: Figures,
    members: list[Bound],
    arms: list[Arm],
    quantities: list[Quantity],
    around: _Around,
) -> list[Statement]:
    """The items of one comparison, each with its arm, the investigational one with the comparator's value beside it."""
    accepted = _measured(text, members, figures)
    if not accepted:
        return []
    sides = _sides(text, accepted, arms, quantities, around)
    values = {side: b.quantity.value for side, (b, _) in zip(sides, accepted, strict=True)}
    versus = values.get(COMPARATOR) if sides.count(COMPARATOR) == 1 else None
    contrasted = _contrasted(text, accepted, sides, arms)
    made = []
    for side, (b, words) in zip(sides, accepted, strict=True):
        q = b.quantity
        between = words.get("measure") in _BETWEEN
        alone = (between and not side) or (b.how == "before" and bool(_BETWEEN_ARMS.match(text, q.reach)))
        for endpoint in _also(text, named, b):
            result = Result(
                trial=None, endpoint=_responders(text, endpoint, b, words).name, comparison=q.comparison, value=q.value, n=q.n, of=_of_patients(text, q, endpoint.kind),
                arm=None if alone else side or None, versus=(contrasted if b is accepted[0][0] and contrasted is not None else versus) if side not in ("", COMPARATOR) and not between else None,
                timepoint=_timepoint(text, figures, b), ci=q.ci, ci_level=q.ci_level if q.ci else None,
                reached=False if q.kind == "unreached" else None, rule=f"results/{b.how}", **words,
            )  # fmt: skip
            made.append(Statement(result, q.start, q.end, b.series))
    return made


def _contrasted(text: str, accepted: _Measured, sides: list[str], arms: list[Arm]) -> Number | None:
    """The second of two values whose arms both have names, where the two are compared: "2.2% with 2 mg versus 1.9% with 1 mg"."""
    if len(accepted) != 2 or COMPARATOR in sides or not all(sides) or sides[0] == sides[1]:
        return None
    first, second = accepted[0][0].quantity, accepted[1][0].quantity
    drugs = {arm.words for arm in arms if arm.drug and not arm.dose} & set(sides)
    compared = VERSUS.search(text, first.reach, second.start) or groups_apart(text)
    return second.value if compared or len(drugs) == 2 else None


_Measured = list[tuple[Bound, dict[str, Any]]]
_BETWEEN = ("difference", "reduction")  # measures that lie between two arms and so belong to none
_INCREASE = pattern_of(r"\s?increase")


def _measured(text: str, members: list[Bound], figures: Figures) -> _Measured:
    """The numbers of one comparison that are outcomes, each with what it measures; the later ones measure what the first does."""
    accepted: _Measured = []
    for b in members:
        words = measure_of(text, b, figures)
        lead = accepted[0] if accepted else None
        if lead and _follows(text, lead, b, words):
            words = words if words and words.get("measure") == lead[1]["measure"] else lead[1]
        if words and words.get("measure") == "change" and _INCREASE.match(text, b.quantity.reach):
            words = {**words, "direction": "up"}
        if words is not None:
            accepted.append((b, words))
    return accepted


def _follows(text: str, lead: tuple[Bound, dict[str, Any]], b: Bound, words: dict[str, Any] | None) -> bool:
    """Does a number measure what the first of its comparison does: "fell by 1.4 points with A and 0.6 with B"?"""
    return (
        b.how == "series"
        and (words or {}).get("measure") != "difference"
        and not (lead[1]["measure"] == "rate" and (words or {}).get("measure") == "reduction")
        and lead[0].quantity.kind == b.quantity.kind
        and lead[1]["measure"] in ("change", "rate", "reduction")
        and not _REACHED.search(text[: b.quantity.start])
    )


# "from 2.4 to 0.78 mmol/L": the level reached.
_REACHED = pattern_of(r"\bfrom\s(?:[^.;]|\.(?=\d)){1,50}\sto\s(?:[a-z]+\s){0,2}$")
_BAR_OF_LOSS = pattern_of(r"(?:at least|≥|more than|>)\s?(?:an? )?(?P<bar>\d[\d.]*)%")


def _responders(text: str, endpoint: Endpoint, b: Bound, words: dict[str, Any]) -> Endpoint:
    """The share of those who lost so much weight is an endpoint of its own: "62% lost at least 10% of their weight"."""
    if endpoint.name != "body weight" or words.get("measure") != "rate":
        return endpoint
    first, last = min(b.quantity.reach, b.named.start), max(b.quantity.start, b.named.end)
    bar = _BAR_OF_LOSS.search(text, max(0, first - 60), last + 30)
    return replace(endpoint, name=f"≥{bar.group('bar')}% weight loss") if bar else endpoint


def _of_patients(text: str, q: Quantity, kind: str) -> int | None:
    """The patients of "three complete responses among 21 evaluable patients"."""
    if q.of is not None or q.n is None or q.kind != "count" or kind != "rate":
        return q.of
    found = [int(m.group("of")) for m in _AMONG.finditer(text)]
    return found[0] if len(found) == 1 and q.n < found[0] else None


_AMONG = pattern_of(
    r"\b(?:[Aa]mong|[Oo]f|[Ii]n) (?:the )?(?:first )?(?P<of>\d{1,4}) (?:(?:response-|efficacy-)?evaluable |treated |assessable )*(?:patients|participants|subjects|adults|children)\b"
)


def _sides(text: str, accepted: _Measured, arms: list[Arm], quantities: list[Quantity], around: _Around) -> list[str]:
    """The arm of each value; a difference or relative reduction has none."""
    of_arms = [b for b, words in accepted if words.get("measure") not in _BETWEEN]
    found = sides_of(text, of_arms, arms, quantities, around.doses) if of_arms else []
    if len(around.sides) == len(found) and not any(found):
        found = list(around.sides)
    differing = [b for b, words in accepted if words.get("measure") == "difference"]
    doses = sides_of(text, differing, arms, quantities, around.doses) if len(differing) > 1 else []
    sides = dict(zip([b.quantity.start for b in of_arms], found, strict=True))
    sides |= {b.quantity.start: s for b, s in zip(differing, doses, strict=False) if IS_DOSE.fullmatch(s)}
    return [sides.get(b.quantity.start, "") for b, _ in accepted]


_BETWEEN_ARMS = pattern_of(r"\s?(?:relative |absolute )?(?:reduction|increase|improvement|difference|decrease)\b")


def _in_turn(text: str, named: list[Named], members: list[Bound]) -> list[Bound]:
    """As in "ACR20, ACR50 and ACR70 were reached by 61%, 38% and 17%, respectively": as many endpoints as values, in turn."""
    first, size = members[0], len(members)
    last = named.index(first.named) if first.named in named else 0
    if size < 2 or first.how != "before" or last < size - 1:
        return members
    listed = named[last - size + 1 : last + 1]
    if len({n.endpoint for n in listed}) < size or any(
        not _IN_LIST.fullmatch(text[a.close : b.start]) for a, b in pairwise(listed)
    ):
        return members
    alone = size > 2 or bool(_PLAIN_PAIR.fullmatch(text[members[0].quantity.reach : members[1].quantity.start]))
    behind = text[members[-1].quantity.reach :]
    if not _RESPECTIVELY.search(behind) and (not alone or _APART.search(text[first.named.close :])):
        return members
    return [replace(b, named=n) for b, n in zip(members, listed, strict=True)]


_IN_LIST = pattern_of(r",? and (?:median |mean |the )?|, (?:median |mean |the )?|/")
_RESPECTIVELY = pattern_of(r"\brespectively\b")
_PLAIN_PAIR = pattern_of(r",? and ")
_APART = pattern_of(r"\b(?:versus|vs\.?|compared|cohorts?|arms?|groups?|mg|with|for|in those|placebo|on)\b")


def _also(text: str, named: list[Named], bound: Bound) -> list[Endpoint]:
    """The endpoint of a value, and the one coordinated with it: "LDL-C and triglycerides fell by 50%", "PFS and OS were both 7 months"."""
    place = named.index(bound.named) if bound.named in named else 0
    if bound.how != "before" or place == 0 or "respectively" in text:
        return [bound.endpoint]
    other = named[place - 1]
    gap = text[other.close : bound.named.start]
    if (
        other.endpoint.kind == bound.endpoint.kind
        and other.endpoint != bound.endpoint
        and re.fullmatch(r" (?:levels? )?and (?:mean |median |serum )?", gap)
    ):
        both = re.search(r"\bboth\b", text[max(0, other.start - 20) : bound.quantity.start])
        if both or bound.endpoint.kind == "change":
            return [other.endpoint, bound.endpoint]
    return [bound.endpoint]


def _timepoint(text: str, figures: Figures, bound: Bound) -> str | None:
    """The time at which a value was measured: the one nearest to it, in the sentence."""
    if not figures.timepoints:
        return None
    if bound.endpoint.kind in ("survival", "duration") and bound.quantity.kind in ("time", "unreached"):
        return None
    q = bound.quantity
    limit = min((other.start for other in figures.quantities if other.start > q.reach), default=10**6)
    after = [words for place, words in figures.timepoints if q.reach <= place < limit]
    return after[0] if after else min(figures.timepoints, key=lambda point: abs(point[0] - q.start))[1]
