"""The sizes that one sentence states: each of its counts, by the relation in which it stands to a trial."""

from __future__ import annotations

import re
from dataclasses import dataclass

from topline.extract.population.counts import WHO, Count, counts_in
from topline.extract.population.grammar import (
    RULES,
    Measure,
    measure_of,
    measure_of_set,
)
from topline.extract.population.guards import OTHER_TRIAL, PROGRAM, is_no_size
from topline.extract.population.known import ARM, ROW, Known
from topline.extract.population.pairs import pairs_in
from topline.extract.reading import Sentence
from topline.extract.words.numbers import comparison_of, number_of
from topline.extract.words.patterns import pattern_of
from topline.facts import Population

_TRIAL = pattern_of(
    r"(?i:trial|study|studies|phase|enrol|randomi|randomly|evaluable|assessable|recruit|cohort|population|patients evaluated|took part|participa)|^(?:It|They) (?:included|involved|comprised)"
)
_PLANNED = pattern_of(
    r"\b(?:will|would|plans?(?: to)?|planned(?: to)?|expect\w*(?: to)?|intend\w*(?: to)?|aim\w*(?: to)?|designed(?: to)?|targets?|targeting|anticipat\w*(?: to)?|"
    r"proposed|upcoming|to be|awarded|slated(?: to)?|initiating|preparing|hopes? to|set to|due to|seeks? to|goal)\b[^.;]{0,60}$",
    re.I,
)
_PLANNED_TRIAL = pattern_of(
    r"\b(?:will|would|plans? to|planned|expected to|anticipated to|intends? to|to initiate|to conduct|initiating|upcoming|awarded|preparing|proposed|"
    r"foundation for|next|(?:approv\w+|clear(?:ed|ance)|permission|authori[sz]\w+|go-ahead) (?:was |has been |is )?(?:given |granted |received |obtained )?(?:for|to (?:start|begin|run|conduct|initiate)))\b[^.;]{0,120}$",
    re.I,
)
_INFINITIVE = pattern_of(r"\b(?:to|will|would|can|may|shall|should) (?:then |also |ultimately |now )?$", re.I)
_TO_BE = pattern_of(r"\b(?:to be|will be|are to be) (?:[a-z]+ly )?$")
_GROUP = pattern_of(
    r"^[^.;:,]{0,40}?\b(?:in|into|at|to|on|for) (?P<group>(?:the |an? )?(?:(?!one\b|each\b|either\b|of\b)[\w.-]+(?: mg(?:/kg)?)? ){0,4}(?:arm|cohort(?: \w+)?|group|dose level|subgroup|part [\dA-C]|stage \d))\b",
    re.I,
)
# "The first cohort of the trial enrolled 3 patients", "In the placebo arm, 102 patients were enrolled"
_GROUP_BEFORE = pattern_of(
    r"\b(?P<group>(?:first|second|third|fourth|lowest-dose|highest-dose|expansion|sentinel) (?:cohort|arm|group|stage|part))(?: of (?:the|this|our|its) (?:[\w-]+ ){0,4}(?:trial|study))? (?:has )?(?:[a-z]+ )?$"
    r"|\bIn (?:the |an? )(?P<arm>(?:[\w.-]+ ){1,3}(?:arm|group|cohort|subgroup))(?: of (?:the|this|our) (?:[\w-]+ ){0,3}(?:trial|study))?,? $",
    re.I,
)
_WITHIN = pattern_of(r"(?<![\w-])(?:arm|cohort|group|subgroup|dose level|subset)\b(?!s)", re.I)
_SO_FAR = pattern_of(r"\b(?:data )?cut-?off|\bas of\b|\bto date\b|\bso far\b", re.I)
_ARMS = pattern_of(r"\brandomi|\bplacebo|\barms?\b|\bgroups?\b|\bcohort|\bversus\b|\bvs\b|\bcompared\b|\bother\b", re.I)
_CLEAR = tuple(rule for rule in RULES if rule.clear)


@dataclass(frozen=True, slots=True)
class Size:
    """A size found, with how sure its wording is."""

    fact: Population
    weak: bool
    place: tuple[int, int]


def sizes_in(
    sentence: Sentence, key: str | None, known: Known, *, context: bool = False, alone: bool = False
) -> list[Size]:
    """The sizes that one sentence states, of the trial that has this key; ``context`` where the one before spoke of it;
    ``alone`` where the release has no known trial.
    """
    text = sentence.text
    if sentence.kind == "row":
        return _row(sentence, key)
    if OTHER_TRIAL.search(text):
        return []
    counts = counts_in(text)
    found = {size.place[1]: size for size in named_sizes(sentence, known, counts)}
    near = context or speaks_of_trial(sentence) or known.names_one(text)
    pairs = {one.count.start: one for one in pairs_in(text, counts)} if near or _SO_FAR.search(text) else {}
    taken = set(pairs)
    for one in pairs.values():
        if one.rule and one.count.start not in found:
            found[one.count.start] = _size(sentence, key, one.count, one.rule, one.measure, None, one.weak)
    for count in counts:
        if count.start in found or count.start in taken:
            continue
        size = _read(sentence, key, count, known, near=near, alone=alone)
        if size:
            found[count.start] = size
    return [*found.values(), *(_arms(sentence, key) if "n=" in text.replace(" ", "").lower() else ())]


def speaks_of_trial(sentence: Sentence) -> bool:
    """Does a sentence speak of a trial, or stand at the head of the news?"""
    return sentence.zone in ("deck", "lead") or bool(_TRIAL.search(sentence.text))


def named_sizes(sentence: Sentence, known: Known, counts: list[Count] | None = None) -> list[Size]:
    """The sizes that stand with a trial's name: ``AURA-1 (n=382)``; of no one trial where it is of two together."""
    text = sentence.text
    if not known.keys or not ("(" in text or "with " in text or "in " in text) or PROGRAM.search(text):
        return []
    found = []
    for count in counts_in(text) if counts is None else counts:
        named = known.named(count)
        if named:
            measure: Measure = "planned" if "planned" in count.inside or _is_planned(count, {}, "") else "enrolled"
            size = _size(sentence, named[0] or None, count, "named-trial", measure, None, True)
            found.append(size)
    return found


def _row(sentence: Sentence, key: str | None) -> list[Size]:
    match = ROW.match(sentence.text)
    if not match:
        return []
    counts = [c for c in counts_in(sentence.text) if c.start == match.start("value")]
    return [_size(sentence, key, c, "table-row", measure_of("", match["verb"], ""), None, False) for c in counts]


def _read(sentence: Sentence, key: str | None, count: Count, known: Known, *, near: bool, alone: bool) -> Size | None:
    """The first rule that a count fits, unless something shows that it is no size."""
    text = sentence.text
    if (
        (near or _SO_FAR.search(text))
        and known.received(count, text)
        and not is_no_size(text, count, RULES[0], "received", count.tail)
    ):
        return _size(sentence, key, count, "received-the-drug", "treated", None, False)
    for rule in RULES if near else _CLEAR:
        groups = rule.match(count)
        if groups is None or (rule.head and sentence.zone not in ("headline", "deck", "lead")):
            continue
        verb = (groups.get("verb2") or groups.get("verb") or "").lower()
        if is_no_size(text, count, rule, verb, count.tail + len(groups.get("span") or "")):
            continue
        measure = measure_of_set(groups) or _measured(rule.name, rule.measure, verb, groups, count)
        if measure and (rule.lonely or not alone):
            return _size(sentence, key, count, rule.name, measure, groups, rule.weak)
    return None


def _measured(name: str, measure: Measure, verb: str, groups: dict[str, str | None], count: Count) -> Measure | None:
    if groups.get("after"):
        return "planned"
    if measure == "planned":
        return measure
    behind = count.after[len(groups.get("span") or "") :]
    found = measure_of(name, verb, behind) if verb else measure
    if found == "enrolled":
        found = measure
    if measure == "evaluable" and found not in ("randomized", "treated", "enrolled"):
        found = measure
    planned = _is_planned(count, groups, verb)
    if planned and (found == "evaluable" or verb.startswith("follow")):
        return None  # data that are still to come
    return "planned" if planned else found


def _size(
    sentence: Sentence,
    key: str | None,
    count: Count,
    rule: str,
    measure: Measure,
    groups: dict[str, str | None] | None,
    weak: bool,
) -> Size:
    text = sentence.text
    fact = Population(
        trial=key,
        measure=measure,
        value=count.value,
        comparison=comparison_of(text[max(0, count.start - 60) : count.start]),
        group=_group(count, groups),
        rule=f"population/{rule}",
    )
    return Size(sentence.state(fact, count.start, count.end), weak, (sentence.index, count.start))


def _is_planned(count: Count, groups: dict[str, str | None], verb: str) -> bool:
    """Is the size one that is meant to be reached?"""
    before = count.before
    if not verb:
        return bool(_PLANNED_TRIAL.search(before))
    place = before.lower().rfind(verb)
    if place < 0 or groups.get("span"):
        span = groups.get("span") or ""
        return bool(_TO_BE.search(span[: span.lower().rfind(verb)])) or (
            bool(_PLANNED.search(before[-90:])) and (not verb.endswith("ed") or verb == "involved")
        )
    ahead = before[max(0, place - 90) : place]
    if verb.endswith("ing") and not verb.startswith(("compris", "consist", "includ")):
        return verb.startswith(("enrol", "recruit", "randomi")) or bool(_PLANNED.search(ahead))
    if verb in _BARE_VERBS:
        return bool(_INFINITIVE.search(ahead) or _PLANNED.search(ahead))
    return bool(_PLANNED.search(ahead)) and (not verb.endswith("ed") or verb == "involved")


_BARE_VERBS = (
    "enroll",
    "enrol",
    "recruit",
    "randomize",
    "randomise",
    "include",
    "involve",
    "treat",
    "encompass",
    "dose",
    "vaccinate",
    "evaluate",
)


def _group(count: Count, groups: dict[str, str | None] | None) -> str | None:
    """The arm or subgroup that the number counts, in the text's words."""
    span = (groups or {}).get("span") or ""
    behind = count.after[len(span) :]
    after = _GROUP.match(behind[:90])
    if after:
        return after["group"].removeprefix("the ").removeprefix("a ").removeprefix("an ").strip()
    ahead = _GROUP_BEFORE.search(count.before[-110:])
    if ahead:
        return (ahead["group"] or ahead["arm"]).lower()
    inside = _WITHIN.search(span) or (_WITHIN.search(count.before[-60:]) if count.shape == "bracket" else None)
    return inside.group() if inside else None


def _arms(sentence: Sentence, key: str | None) -> list[Size]:
    """The sizes of arms in brackets, where the sentence says that patients were assigned to them."""
    text = sentence.text
    matches = [m for m in ARM.finditer(text) if not re.search(WHO, m["arm"], re.I)]
    if len(matches) < 2 or not re.search(r"randomi[sz]|assigned|received?|arms?\b|group", text, re.I):
        return []
    found = []
    for match in matches:
        value = number_of(match["value"])
        arm = re.sub(r"^(?:(?:or|and|to|versus|vs|either|the|received?|receiving|with|of) )+", "", match["arm"])
        fact = Population(
            trial=key, measure="randomized", value=int(value or 0), group=arm, rule="population/arm-in-brackets"
        )
        found.append(Size(sentence.state(fact, *match.span("value")), False, (sentence.index, match.start("value"))))
    return found
