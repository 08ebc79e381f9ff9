"""What a later sentence adds to results told before it: a p-value, the comparator of a list, a footnote to a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from topline.extract.reading import Sentence
from topline.extract.results.arms import COMPARATOR
from topline.extract.results.estimates import read
from topline.extract.words.patterns import pattern_of
from topline.facts import Evidence, Result

_DIFFERENCE_P = pattern_of(
    r"^(?:The|This) (?:\w+ ){0,3}(?:difference|improvement|reduction|result|effect|change|comparison|benefit)\b", re.I
)
_EACH_P = pattern_of(
    r"^(?:All|Both|Each|The)(?: of the| the)? (?:(?:two|three|four|active|tested|investigated|\w+-?mg) ){0,2}"
    r"(?:doses?|dose levels?|dos(?:e|ing) groups?|arms?|groups?|regimens?|comparisons|differences|improvements|reductions)\b",
    re.I,
)
# "*p<0.001 versus placebo", "† P = 0.02"; a star that opens a paragraph may be lost as markup.
_FOOTNOTE = pattern_of(
    r"(?:(?P<mark>\*{1,3}|[†‡§¶#])\s?|^)(?:nominal |two-sided |one-sided )?[pP](?:[- ]?values?)?\s?[<=≤]"
)
_LONG = 120  # characters; a footnote is short
_MARK = pattern_of(r"\s?(?:%|per ?cent)?\s?(?P<mark>\*{1,3}|[†‡§¶#])(?![*†‡§¶#\w])")
_NO_ARM = ("difference", "reduction", "hazard ratio", "odds ratio", "risk ratio")


@dataclass(frozen=True, slots=True)
class Told:
    """A result as a sentence tells it. ``group`` is the sentence, or the one that opens the list; ``earlier``: reported before."""

    item: Result
    earlier: bool
    group: int


def with_later_p(sentence: Sentence, found: list[Told], last_at: int) -> list[Told]:
    """As in "The difference was not significant (p=0.12)", "Both doses were superior (p<0.001)" of the results before."""
    if sentence.kind != "row" and len(sentence.text) <= _LONG and _FOOTNOTE.search(sentence.text):
        return _with_footnote(sentence, found)
    if not found or sentence.index - last_at != 1:
        return found
    each = _EACH_P.match(sentence.text)
    if not each and not _DIFFERENCE_P.match(sentence.text):
        return found
    values = read(sentence.text).p_values
    if len(values) != 1:
        return found
    places = _treated(found) if each else [_compared(found)]
    evidence = sentence.evidence(values[0].start, values[0].end)
    return [
        replace(told, item=_with_p(told.item, values[0].words, values[0].sides, evidence)) if i in places else told
        for i, told in enumerate(found)
    ]


def _with_p(item: Result, words: str, sides: int | None, evidence: Evidence) -> Result:
    if item.p or item.met is not None:
        return item
    return replace(item, p=words, p_sides=sides, evidence={**item.evidence, "p": evidence})


def _treated(found: list[Told]) -> list[int]:
    """The values of the arms that are no comparator, in the last sentence or list; none where there are fewer than two."""
    last = [i for i, told in enumerate(found) if told.group == found[-1].group]
    arms = [i for i in last if found[i].item.arm not in (None, COMPARATOR) and found[i].item.value is not None]
    one_endpoint = len({found[i].item.endpoint for i in arms}) == 1
    return arms if len(arms) > 1 and one_endpoint else []


def _compared(found: list[Told]) -> int:
    """Which item of the last sentence a later p-value belongs to: the investigational arm's, else the first."""
    last = [i for i, told in enumerate(found) if told.item.quote == found[-1].item.quote]
    return next((i for i in last if found[i].item.arm == "investigational"), last[0])


def _with_footnote(sentence: Sentence, found: list[Told]) -> list[Told]:
    """As in "| 45%* | 57%* |" above "*p<0.001 versus placebo": the p-value of every cell with that mark."""
    values = read(sentence.text).p_values
    notes = {}
    for match in _FOOTNOTE.finditer(sentence.text):
        value = next((p for p in values if 0 <= p.start - match.end() <= 2), None)
        if value is not None:
            notes[match.group("mark")] = value
    marks = [_mark_of(told.item) for told in found]
    unsaid = {mark for mark in marks if mark and mark not in notes}
    if None in notes and len(unsaid) == 1:
        notes[unsaid.pop()] = notes[None]
    made = []
    for told, mark in zip(found, marks, strict=True):
        value = notes.get(mark) if mark else None
        if value is not None:
            item = _with_p(told.item, value.words, value.sides, sentence.evidence(value.start, value.end))
            told = replace(told, item=item)
        made.append(told)
    return made


def _mark_of(item: Result) -> str | None:
    """The footnote mark behind the value in a cell: the star of "45%*"."""
    if item.rule != "results/table" or item.measure in _NO_ARM:
        return None
    mark = _MARK.match(item.quote, item.span[1])
    return mark.group("mark") if mark else None


def with_list_versus(found: list[Told]) -> list[Told]:
    """In a list of arms, "9.7% with X" and "1.9% with placebo", the comparator's value stands beside the others'."""
    controls: dict[tuple[int, str], list[Result]] = {}
    for told in found:
        if told.item.arm == COMPARATOR and told.item.value is not None and told.group >= 0:
            controls.setdefault((told.group, told.item.endpoint), []).append(told.item)
    return [
        replace(told, item=_beside(told.item, controls.get((told.group, told.item.endpoint), []))) for told in found
    ]


def _beside(item: Result, controls: list[Result]) -> Result:
    """A value of another arm with the one comparator's value of its list."""
    if len(controls) != 1 or item.arm in (None, COMPARATOR) or item.measure in _NO_ARM or item.versus is not None:
        return item
    control = controls[0]
    if (
        item.value is None
        or item.quote == control.quote
        or (item.measure, item.unit) != (control.measure, control.unit)
    ):
        return item
    place = Evidence(quote=control.quote, anchor=control.anchor, span=control.span)
    return replace(item, versus=control.value, evidence={**item.evidence, "versus": place})
