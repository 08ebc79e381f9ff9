"""Items that compare arms: ratios with their endpoint, p-values with their owner."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from topline.extract.reading import Sentence
from topline.extract.results.arms import COMPARATOR, INVESTIGATIONAL
from topline.extract.results.context import Story
from topline.extract.results.endpoints import Endpoint, Named, named_in
from topline.extract.words.figures import Figures, PValue, Quantity
from topline.extract.words.guards import Guarded
from topline.extract.words.patterns import pattern_of
from topline.facts import Result


@dataclass(frozen=True, slots=True)
class Statement:
    """One item and where its value stands, before it gets its evidence."""

    result: Result
    start: int
    end: int
    series: int = 0


def ratio_statements(
    text: str, named: list[Named], figures: Figures, guarded: Guarded, story: Story, sentence: Sentence
) -> list[Statement]:
    """The ratios of a sentence, each with the endpoint that it compares."""
    made = []
    for q in (q for q in figures.quantities if q.kind == "ratio"):
        if guarded.silent(q.start, q.end) in ("design", "history", "eligibility", "bar", "cut-off") or q.value is None:
            continue
        endpoint, rule = _of_ratio(text, q, named, story, sentence)
        if endpoint is None:
            continue
        result = Result(
            trial=None,
            endpoint=endpoint.name,
            measure=q.ratio,
            comparison=q.comparison,
            value=q.value,
            ci=q.ci,
            ci_level=q.ci_level if q.ci else None,
            rule=rule,
        )
        made.append(Statement(result, q.start, q.end, -1))
    return made


def _of_ratio(
    text: str, q: Quantity, named: list[Named], story: Story, sentence: Sentence
) -> tuple[Endpoint | None, str]:
    """The endpoint of a ratio: named with it, before it, after it, or by the sentence before."""
    about = named_in(q.about) if q.about else []
    if not about and re.fullmatch(r"\s(?:for|of) (?:death|dying|mortality)", q.about):
        return Endpoint("OS", "survival", "up"), "results/ratio-for"
    if about:
        return about[-1].endpoint, "results/ratio-for"
    before = [n for n in named if n.end <= q.start]
    if before:
        return before[-1].endpoint, "results/ratio-after-endpoint"
    if (
        story.last
        and sentence.index - story.last_at == 1
        and re.match(
            r"(?:The|This|That|It|A|An|Its)\b[^.;]{0,40}\b(?:[Hh]azard|[Oo]dds|[Rr]isk|HR|difference|corresponds|translat\w+|represent\w+|equates)"
            r"|(?:With|In|Among|For|After|At|Over|When)\b[^.;]{3,80}, the (?:adjusted )?(?:hazard|odds|risk|rate) ratio (?:was|of)|[^.;(]{0,60}\b(?:made|showed|was) no (?:significant )?difference \(",
            text,
        )
    ):
        return Endpoint(story.last.endpoint, "survival", ""), "results/ratio-of-sentence-before"
    after = [n for n in named if q.reach <= n.start <= q.reach + 120]
    return (after[0].endpoint, "results/ratio-before-endpoint") if after else (None, "")


def with_p_values(
    text: str, statements: list[Statement], figures: Figures, named: list[Named], guarded: Guarded
) -> list[Statement]:
    """Give each p-value to the ratio or comparison before it, or to the endpoint before it as an item of its own."""
    made = _in_turn(text, sorted(statements, key=lambda s: s.start), figures.p_values)
    for p in figures.p_values:
        if any(s.result.p == p.words and s.result.p_sides == p.sides for s in made) and _TURN.match(
            text, figures.p_values[-1].end
        ):
            continue
        if guarded.silent(p.start, p.end) in ("design", "eligibility", "correlation of outcomes"):
            continue
        owner = _owner(text, made, p, named)
        words = {"p": p.words, "p_sides": p.sides, "hypothesis": p.hypothesis}
        if owner is not None:
            for place in _all_arms(made, owner, _of_all(text, p)) if _is_of_each(text, p) else [owner]:
                made[place] = replace(made[place], result=replace(made[place].result, **words))  # type: ignore[arg-type]
            continue
        before = [n for n in named if n.end <= p.start] or _in_own_words(text, p)
        last_number = max((s.end for s in made if s.end <= p.start), default=0)
        if before and before[-1].end >= last_number and len(text[before[-1].end : p.start]) <= 150:
            result = Result(trial=None, endpoint=before[-1].endpoint.name, rule="results/p-alone", **words)  # type: ignore[arg-type]
            made.append(Statement(result, p.start, p.end))
            made.sort(key=lambda s: s.start)
    return made


_TURN = pattern_of(r",? ?respectively\b")


def _in_turn(text: str, made: list[Statement], values: tuple[PValue, ...]) -> list[Statement]:
    """As in "58% on 150 mg, 51% on 75 mg and 38% on placebo (p=0.006 and p=0.04, respectively)": each arm's p-value."""
    if len(values) < 2 or not _TURN.match(text, values[-1].end):
        return made
    before = [i for i, s in enumerate(made) if s.end <= values[0].start and s.result.value is not None]
    last = [i for i in before if made[i].series == made[before[-1]].series] if before else []
    places = [i for i in last if made[i].result.arm not in (None, COMPARATOR)]
    if len(places) != len(values):
        return made
    told = dict(zip(places, values, strict=True))
    return [
        replace(s, result=replace(s.result, p=told[i].words, p_sides=told[i].sides)) if i in told else s
        for i, s in enumerate(made)
    ]


def _other_side(item: Result, comparator: Result) -> bool:
    """Is an item the value that a comparator's stands against?"""
    alike = (item.endpoint, item.measure, item.unit) == (comparator.endpoint, comparator.measure, comparator.unit)
    return alike and item.arm != COMPARATOR and item.p is None


# "a significant reduction in ulcer size by week 12 (p=0.046)": an outcome in the release's own words.
_SIGNIFICANT = pattern_of(
    r"\b[Ss]ignificant(?:ly)? (?:\w+ )?(?:reductions?|improvements?|increases?|decreases?|changes?|declines?|gains?|prolongation|slowing) (?:in|of) (?:the |their )?(?P<what>[a-z][a-z-]+(?: (?!(?:by|at|from|after|over|versus|vs|compared|with|in|for|on|and|or|was|were|relative|during|among|to|as|between)\b)[a-z][a-z-]+){0,3})"
    r"(?: (?:by|at|from|after|over|through|versus|vs\.?|compared|relative|for)\b[^.;%()]{2,60})? \((?:nominal |two-sided |one-sided )?[pP](?:[- ]?values?)?\s?[<=≤]\s?$"
)
_NO_OUTCOME = pattern_of(r"\b(?:adverse|cost|costs|revenue|loss(?:es)?|expenses|use|dose|risk|price|share)\b")


def _in_own_words(text: str, p: PValue) -> list[Named]:
    """The outcome that a p-value is given for, where no endpoint of the table is named."""
    match = _SIGNIFICANT.search(text, 0, p.start)
    if not match or _NO_OUTCOME.search(match.group("what")):
        return []
    start, end = match.span("what")
    return [Named(Endpoint(match.group("what"), "stated", ""), start, end, end, match.group("what"))]


# "p<0.001 for both doses versus placebo", "(both p<0.01)"
_OF_EACH = pattern_of(
    r"(?:,? (?:versus|vs\.?|compared (?:with|to)) placebo)?,?\s(?:for |at |in |with )?(?:both|all|each|either)\b(?! (?:time|visit|week|month|patient|endpoint|secondary|subgroup|of these))"
)
_EACH_BEFORE = pattern_of(r"\b(?:both|all|each)[ :,]{1,2}[pP]?(?:[- ]values?)?\s?(?:[<=≤]|less than)?\s?$")


def _is_of_each(text: str, p: PValue) -> bool:
    """Does a p-value hold for every arm against the comparator?"""
    return bool(_OF_EACH.match(text, p.end) or _EACH_BEFORE.search(text, max(0, p.start - 24), p.start))


def _of_all(text: str, p: PValue) -> bool:
    """As in "ACR20: 71% vs 36%; ACR50: 45% vs 15% (all p<0.001)": a p-value of every comparison of the sentence."""
    return (
        text[max(0, p.start - 10) : p.start].casefold().lstrip().startswith(("(all p", "; all p", ", all p", "all p"))
    )


def _all_arms(made: list[Statement], owner: int, every: bool = False) -> list[int]:
    """The values of one comparison that are of other arms than the comparator; the owner alone where it has no arm.

    ``every``: the values of all comparisons of the sentence.
    """
    own = made[owner]
    return [
        i
        for i, s in enumerate(made)
        if i == owner
        or (
            (
                every
                or (s.series, s.result.endpoint, s.result.measure)
                == (own.series, own.result.endpoint, own.result.measure)
            )
            and (s.result.arm not in (None, COMPARATOR) or s.result.measure in ("difference", "reduction"))
            and s.result.p is None
        )
    ]


def _owner(text: str, made: list[Statement], p: PValue, named: list[Named]) -> int | None:
    """Which item a p-value belongs to: the number before it, or the investigational one of that comparison."""
    before = [i for i, s in enumerate(made) if s.end <= p.start and s.result.value is not None]
    if not before:
        return None
    last = made[before[-1]]
    if (
        any(last.end <= n.start and n.end <= p.start and n.endpoint.name != last.result.endpoint for n in named)
        or len(text[last.end : p.start]) > 160
    ):
        return None
    if last.result.measure == "difference" and last.result.p is None:
        return before[-1]
    group = (
        [i for i in before if made[i].series == last.series and made[i].result.endpoint == last.result.endpoint]
        if last.series > 0
        else [before[-1]]
    )
    chosen = next((i for i in group if made[i].result.arm == INVESTIGATIONAL), group[0])
    if made[chosen].result.arm == COMPARATOR:
        chosen = next((i for i in reversed(before) if i < chosen and _other_side(made[i].result, last.result)), chosen)
    if made[chosen].result.p is not None and last.result.p is None and _OWN_P.fullmatch(text[last.end : p.start]):
        return before[-1]
    return chosen if made[chosen].result.p is None else None


# "by 54% (p<0.0001) and 50% (p=0.0002), respectively": each value with its own
_OWN_P = pattern_of(r"\s?(?:%|[a-z]{1,8})?\s?[\[(](?:nominal |two-sided |one-sided )?[pP](?:[- ]?values?)?\s?[<=≤]?\s?")
