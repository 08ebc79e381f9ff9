"""From a sentence's numbers, endpoints and arms to result items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from topline.extract.arms import BACKGROUND, COMPARATOR, INVESTIGATIONAL, Arm, arm_after, arm_before, arms_in
from topline.extract.bindings import Bound, bind
from topline.extract.endpoints import Endpoint, Named, named_in
from topline.extract.estimates import Figures, PValue, Quantity, read
from topline.extract.guards import Guarded
from topline.extract.lexicon import Lexicon
from topline.extract.outcome_measures import measure_of
from topline.extract.reading import Sentence
from topline.facts import Result

# What a figure of an outcome looks like: cheap to look for, before anything else is.
_SIGNS = ("%", "percent", "ratio", "Ratio", "HR", "eached", "annual")
_FIGURE = re.compile(
    r"\d(?:\s?-?(?:months?|weeks?|days|years|points?|pts|letters|mg/dL|mm|kg|cm|m[Ll]?\b|L\b|met(?:er|re)|hours|g/dL|centi|log|sec|fold)|/\d"
    r"| (?:[a-z-]+ ){0,3}(?:patients?|participants|subjects|people|adults|women|men|children|had|complete|partial|objective|responses))"
)
_P_SIGN = re.compile(r"\b[pP](?:\s?-?[vV]alue)?s?\s?(?:[=<≤]|less|was|of)")
_COUNT_WORD = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b", re.I)
_COUNTED = ("patient", "response", "remission", "participants", "alive")
_PRIMARY_POINT = re.compile(r"\b(?P<rank>primary|(?:key )?secondary) (?:efficacy |composite |combined )*(?:end ?point|outcome|composite)(?! of (?:the|this) (?:study|trial) (?:is|was) )s?\b", re.I)
_VERSUS = re.compile(r"\b(?:versus|vs\.?|v\.?|compared (?:with|to)|as against|against|than|whereas|while|as opposed to|relative to)\b", re.I)
_IN_WHOM = re.compile(r"^(?:Among|In|For) (?:the )?(?P<group>(?:(?:\d[\d,]*|[a-z-]+|[A-Z0-9][\w+-]*(?:-positive|-negative|-mutated|-mutant|-high|-low)) ){0,4}(?:patients|participants|people|adults|women|men|children|subgroup|subset|population)(?: (?:with|who|aged|whose|of patients|without|in|from)\b[^,;()]{2,80})?)(?: \([^)]*\))?,")


# What makes a group a part of the trial and not its whole population.
_PART = re.compile(r"\b(?:aged|subgroup|subset|older|younger|elderly|visceral|liver|brain|without|prior|previously|elevated|score|pretreated|na[iï]ve)\b|[≥≤<>]|-(?:high|low)\b", re.I)


@dataclass(slots=True)
class Story:
    """What earlier sentences said that a later one leans on: the endpoint under discussion and the drugs."""

    drugs: Lexicon[str]
    defined: Named | None = None
    defined_at: int = -9
    before: Sentence | None = None
    last: Result | None = None
    last_at: int = -9
    primary: dict[str, Sentence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """One item and where its value stands, before it gets its evidence."""

    result: Result
    start: int
    end: int
    series: int = 0


def statements_of(sentence: Sentence, story: Story) -> list[Result]:
    """The result items that a sentence states, each with its evidence."""
    text = sentence.text
    if not _may_state(text):
        return []
    named = named_in(text)
    leans = [] if named else _leaning(text, story, sentence)
    named = named or leans
    if not named and not re.search(r"\b[pP]\s?[-=<v]|ratio|HR|primary|secondary|\bIt\b", text):
        return []
    guarded = Guarded(text)
    if guarded.sentence:
        return []
    figures = read(text)
    if not figures.quantities and not figures.p_values:
        return []
    named = _with_points(text, named, story, sentence)
    arms = arms_in(text, story.drugs)
    statements = _values(text, named, figures, arms, guarded)
    statements += _ratios(text, named, figures, guarded, story, sentence)
    statements = _with_p(text, statements, figures, named, guarded)
    if leans and all(s.result.value is None for s in statements):
        return []
    subgroup = _IN_WHOM.search(text)
    made = []
    for statement in statements:
        result = statement.result
        if subgroup and _PART.search(subgroup.group("group")):
            result = replace(result, subgroup=subgroup.group("group"))
        made.append(sentence.state(result, statement.start, statement.end))
    return made


def _may_state(text: str) -> bool:
    """Does a sentence hold anything that looks like a figure of an outcome?"""
    if any(sign in text for sign in _SIGNS) or _FIGURE.search(text) or _P_SIGN.search(text):
        return True
    return any(word in text for word in _COUNTED) and bool(_COUNT_WORD.search(text)) or " to " in text and "rom " in text


_LEANS = re.compile(r"^(?:At [\w ]{4,12},? )?(?:(?:The|This|That) (?:\w+[- ]){0,3}?(?P<difference>difference|treatment effect)\b(?! (?:in|on|for) )|(?:[Tt]hat|[Tt]his|[Tt]he corresponding) (?P<share>proportion|rate|share|percentage)\b)")


def _leaning(text: str, story: Story, sentence: Sentence) -> list[Named]:
    """ "The difference was -1.7 points", "that proportion was 16.5%": the one endpoint of the sentence before."""
    match = _LEANS.match(text)
    if not match or story.before is None or sentence.index - story.before.index != 1 or story.before.kind == "row":
        return []
    names = named_in(story.before.text)
    if len({n.endpoint.name for n in names}) != 1:
        return []
    start, end = match.span("difference" if match.group("difference") else "share")
    return [Named(names[0].endpoint, start, end, end, match.group())]


def _with_points(text: str, named: list[Named], story: Story, sentence: Sentence) -> list[Named]:
    """Add "the primary endpoint" as an endpoint where no name follows it, and the endpoint an "It" stands for."""
    points = []
    for match in _PRIMARY_POINT.finditer(text):
        if any(n.start - match.end() < 60 and n.start >= match.end() and re.match(r"[,:]?\s(?:of|was|is|for|,)?", text[match.end() : n.start]) for n in named):
            continue
        rank = "primary endpoint" if match.group("rank").casefold() == "primary" else "secondary endpoint"
        endpoint = story.defined.endpoint if story.defined and rank == "primary endpoint" else Endpoint(rank, "stated", "")
        points.append(Named(endpoint, match.start(), match.end(), match.end(), match.group()))
    leans = story.defined is not None and sentence.index - story.defined_at <= 2
    if leans and story.defined and not named and not points and re.match(r"(?:(?:Over|At|After|By|Through) [^,]{3,30},? )?(?:[Ii]t|This|That)(?: endpoint)? (?:occurred|was (?:reached|met|achieved|seen|observed)|happened)", text):
        place = re.search(r"\b(?:[Ii]t|This|That)\b", text)
        points.append(replace(story.defined, start=place.start(), end=place.end(), close=place.end()) if place else story.defined)
    return sorted([*named, *points], key=lambda n: n.start) if points else named


def _values(text: str, named: list[Named], figures: Figures, arms: list[Arm], guarded: Guarded) -> list[Statement]:
    quantities = [q for q in figures.quantities if q.kind != "ratio"]
    bound = bind(text, named, quantities, guarded)
    made = []
    for series in dict.fromkeys(b.series for b in bound):
        members = _in_turn(text, named, [b for b in bound if b.series == series])
        made += _series(text, named, figures, [b for b in members if not guarded.silent(b.quantity.start, b.quantity.end)], arms, quantities)
    return made


def _series(text: str, named: list[Named], figures: Figures, members: list[Bound], arms: list[Arm], quantities: list[Quantity]) -> list[Statement]:
    """The items of one comparison, each with its arm, the investigational one with the comparator's value beside it."""
    accepted: list[tuple[Bound, dict[str, Any]]] = []
    for b in members:
        words = measure_of(text, b, figures)
        if b.how == "series" and (words or {}).get("measure") != "difference" and accepted and accepted[0][0].quantity.kind == b.quantity.kind and accepted[0][1]["measure"] in ("change", "rate", "reduction"):
            words = accepted[0][1]
        if words is not None:
            accepted.append((b, words))
    if not accepted:
        return []
    sides = _sides(text, [b for b, _ in accepted], arms, quantities)
    values = {side: b.quantity.value for side, (b, _) in zip(sides, accepted, strict=True)}
    made = []
    for side, (b, words) in zip(sides, accepted, strict=True):
        q = b.quantity
        versus = values.get(COMPARATOR) if side == INVESTIGATIONAL and sides.count(COMPARATOR) == 1 and words.get("measure") not in ("difference", "reduction") else None
        alone = words.get("measure") in ("difference", "reduction") or b.how == "before" and bool(_BETWEEN_ARMS.match(text, q.reach))
        for endpoint in _also(text, named, b):
            result = Result(
                trial=None, endpoint=endpoint.name, comparison=q.comparison, value=q.value, n=q.n, of=q.of,
                arm=None if alone else side or None, versus=versus, timepoint=_timepoint(text, figures, b), ci=q.ci, ci_level=q.ci_level if q.ci else None,
                reached=False if q.kind == "unreached" else None, rule=f"results/{b.how}", **words,  # type: ignore[arg-type]
            )  # fmt: skip
            made.append(Statement(result, q.start, q.end, b.series))
    return made


_BETWEEN_ARMS = re.compile(r"\s?(?:relative |absolute )?(?:reduction|increase|improvement|difference|decrease)\b")


def _in_turn(text: str, named: list[Named], members: list[Bound]) -> list[Bound]:
    """ "Median PFS and OS were 5.5 and 12.9 months, respectively": two endpoints, two values, in turn."""
    first = members[0]
    place = named.index(first.named) if first.named in named else 0
    if len(members) != 2 or first.how != "before" or place == 0 or not re.search(r"\brespectively\b", text[members[1].quantity.reach :]):
        return members
    other = named[place - 1]
    if other.endpoint == first.endpoint or not re.fullmatch(r",? and (?:median |mean |the )?", text[other.close : first.named.start]):
        return members
    return [replace(first, named=other), members[1]]


def _also(text: str, named: list[Named], bound: Bound) -> list[Endpoint]:
    """The endpoint of a value, and the one coordinated with it: "LDL-C and triglycerides fell by 50%", "PFS and OS were both 7 months"."""
    place = named.index(bound.named) if bound.named in named else 0
    if bound.how != "before" or place == 0 or "respectively" in text:
        return [bound.endpoint]
    other = named[place - 1]
    gap = text[other.close : bound.named.start]
    if other.endpoint.kind == bound.endpoint.kind and other.endpoint != bound.endpoint and re.fullmatch(r" (?:levels? )?and (?:mean |median |serum )?", gap):
        both = re.search(r"\bboth\b", text[max(0, other.start - 20) : bound.quantity.start])
        if both or bound.endpoint.kind == "change":
            return [other.endpoint, bound.endpoint]
    return [bound.endpoint]


def _sides(text: str, members: list[Bound], arms: list[Arm], quantities: list[Quantity]) -> list[str]:
    """The arm of each value of a comparison, ``""`` where the text does not say."""
    found: list[Arm | None] = []
    for b in members:
        found.append(_arm(text, b, [arm for arm in arms if arm not in found], quantities))
    roles = [arm.role if arm else "" for arm in found]
    contrast = COMPARATOR if INVESTIGATIONAL in roles else ""
    names = [arm.words if arm and not (arm.role == BACKGROUND and not contrast) else "" for arm in found]
    roles = [contrast if role == BACKGROUND else role for role in roles]
    if len(members) > 1 and re.search(r"\brespectively\b", text[members[-1].quantity.reach :]):
        return _in_order(arms, members)
    if len(members) == 2 and len(set(names)) == 1 and names[0]:
        roles = [roles[0], ""]
    if len(members) == 2:
        compared = _VERSUS.search(text[members[0].quantity.reach : members[1].quantity.start])
        other = names[0] and names[1] and names[0].split()[0] != names[1].split()[0]
        if compared and roles == [COMPARATOR, COMPARATOR] and names[0] != names[1]:
            roles = [INVESTIGATIONAL, COMPARATOR]
        elif compared and roles[0] != COMPARATOR and (roles[1] in ("", COMPARATOR) or other):
            roles = [INVESTIGATIONAL, COMPARATOR]
        elif roles == [INVESTIGATIONAL, ""] and names[1] and names[1] != names[0]:
            roles = [INVESTIGATIONAL, COMPARATOR] if len({a.role for a in arms}) > 1 else roles
    if len(members) == 2 and roles.count(COMPARATOR) == 1 and roles.count("") == 1:
        roles = [role or INVESTIGATIONAL for role in roles]
    if roles.count(INVESTIGATIONAL) > 1 or roles.count(COMPARATOR) > 1 and len(set(names)) > 1:
        return [name or role for name, role in zip(names, roles, strict=True)] if len(set(names)) == len(names) else roles
    return [role or name for role, name in zip(roles, names, strict=True)]


def _in_order(arms: list[Arm], members: list[Bound]) -> list[str]:
    """ "1.2% and 1.6% with A and B, respectively": equal lists go in pairs, unequal ones are left alone."""
    start, end = members[0].quantity.start, members[-1].quantity.reach
    behind = [arm for arm in arms if arm.start >= end]
    ahead = [arm for arm in arms if arm.end <= start]
    for listed in (behind, ahead):
        if len(listed) == len(members):
            roles = [arm.role or arm.words for arm in listed]
            roles = [COMPARATOR if role == BACKGROUND else role for role in roles]
            return roles if len(set(roles)) == len(roles) else [arm.words for arm in listed]
    return [""] * len(members)


def _arm(text: str, bound: Bound, arms: list[Arm], quantities: list[Quantity]) -> Arm | None:
    """The arm of a value: the one in whose parentheses it stands, the one after it, the one before it."""
    q = bound.quantity
    if text[max(0, q.start - 2) : q.start].strip() == "(":
        held = next((arm for arm in arms if 0 <= q.start - arm.end <= 8), None)
        if held:
            return held
    limit = next((other.start for other in quantities if other.start >= q.reach and other.kind != "count"), len(text))
    after = arm_after(text, q.reach, limit, arms)
    if after:
        return after
    floor = max((other.reach for other in quantities if other.reach <= q.start), default=0)
    return arm_before(text, q.start, floor, arms)


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


def _ratios(text: str, named: list[Named], figures: Figures, guarded: Guarded, story: Story, sentence: Sentence) -> list[Statement]:
    made = []
    for q in (q for q in figures.quantities if q.kind == "ratio"):
        if guarded.silent(q.start, q.end) in ("design", "history", "eligibility") or q.value is None:
            continue
        endpoint, rule = _of_ratio(text, q, named, story, sentence)
        if endpoint is None:
            continue
        result = Result(trial=None, endpoint=endpoint.name, measure=q.ratio, comparison=q.comparison, value=q.value, ci=q.ci, ci_level=q.ci_level if q.ci else None, rule=rule)
        made.append(Statement(result, q.start, q.end, -1))
    return made


def _of_ratio(text: str, q: Quantity, named: list[Named], story: Story, sentence: Sentence) -> tuple[Endpoint | None, str]:
    """The endpoint of a ratio: named with it, before it, after it, or by the sentence before."""
    about = named_in(q.about) if q.about else []
    if about:
        return about[-1].endpoint, "results/ratio-for"
    before = [n for n in named if n.end <= q.start]
    if before:
        return before[-1].endpoint, "results/ratio-after-endpoint"
    if story.last and sentence.index - story.last_at == 1 and re.match(r"(?:The|This|That|It|A|An|Its)\b[^.;]{0,40}\b(?:[Hh]azard|[Oo]dds|[Rr]isk|HR|difference|corresponds|translat\w+|represent\w+|equates)", text):
        return Endpoint(story.last.endpoint, "survival", ""), "results/ratio-of-sentence-before"
    after = [n for n in named if q.reach <= n.start <= q.reach + 120]
    return (after[0].endpoint, "results/ratio-before-endpoint") if after else (None, "")


def _with_p(text: str, statements: list[Statement], figures: Figures, named: list[Named], guarded: Guarded) -> list[Statement]:
    """Give each p-value to the ratio or comparison before it, or to the endpoint before it as an item of its own."""
    made = sorted(statements, key=lambda s: s.start)
    for p in figures.p_values:
        if guarded.silent(p.start, p.end) in ("design", "eligibility"):
            continue
        owner = _owner(text, made, p, named)
        words = {"p": p.words, "p_sides": p.sides, "hypothesis": p.hypothesis}
        if owner is not None:
            made[owner] = replace(made[owner], result=replace(made[owner].result, **words))  # type: ignore[arg-type]
            continue
        before = [n for n in named if n.end <= p.start]
        last_number = max((s.end for s in made if s.end <= p.start), default=0)
        if before and before[-1].end >= last_number and len(text[before[-1].end : p.start]) <= 150:
            result = Result(trial=None, endpoint=before[-1].endpoint.name, rule="results/p-alone", **words)  # type: ignore[arg-type]
            made.append(Statement(result, p.start, p.end))
            made.sort(key=lambda s: s.start)
    return made


def _owner(text: str, made: list[Statement], p: PValue, named: list[Named]) -> int | None:
    """Which item a p-value belongs to: the number before it, or the investigational one of that comparison."""
    before = [i for i, s in enumerate(made) if s.end <= p.start and s.result.value is not None]
    if not before:
        return None
    last = made[before[-1]]
    if any(last.end <= n.start and n.end <= p.start and n.endpoint.name != last.result.endpoint for n in named) or len(text[last.end : p.start]) > 160:
        return None
    group = [i for i in before if made[i].series == last.series and made[i].result.endpoint == last.result.endpoint] if last.series > 0 else [before[-1]]
    chosen = next((i for i in group if made[i].result.arm == INVESTIGATIONAL), group[0])
    return chosen if made[chosen].result.p is None else None
