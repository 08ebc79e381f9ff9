"""Adverse events in tables: a row names a term, a column an arm or a grade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from topline.extract.reading import Sentence
from topline.extract.safety import frames, silences
from topline.extract.safety.rates import Arms, Rate, grade_of, rates_of
from topline.extract.safety.terms import adverse_terms
from topline.extract.words.numbers import NUMBER, number_of
from topline.extract.words.patterns import pattern_of
from topline.facts import Cell, Safety

_SUBJECT = pattern_of(r"\badverse|side[- ]effect|\bTE?AEs?\b|\bAEs?\b|toxicit|reaction|\bterm\b|safety", re.I)
_LEFT = pattern_of(r"difference|p[- ]?value|hazard|ratio|\bCI\b", re.I)
_PERCENT = pattern_of(r"%(?! ?CI)|\bper ?cent\b", re.I)
_COUNTED = pattern_of(r"\b(?:n|number|count|events)\b(?! ?=)", re.I)  # a column of people or events, not of shares
_COUNT_SHARE = pattern_of(rf"\s*(?P<n>\d+)\s*\(\s*(?P<p>{NUMBER})\s*%?\s*\)\s*")
_SHARE = pattern_of(rf"\s*(?P<p>{NUMBER})\s*(?P<sign>%?)\s*")


def facts_of_row(sentence: Sentence, arms: Arms, heading: str) -> Iterator[Safety]:
    """The facts of one table row, where the table is about adverse events."""
    if len(sentence.cells) < 2:
        return
    head = sentence.cells[0].head
    if not (_SUBJECT.search(head) or frames.SAFETY_HEADING.search(heading)):
        return
    label = sentence.quote[sentence.cells[0].start : sentence.cells[0].end]
    mention = next(iter(adverse_terms().find(label)), None)
    if mention is None or mention.start > 12 or silences.part_of_name(label, mention.start, mention.end):
        return
    columns = [cell for cell in sentence.cells[1:] if not _LEFT.search(cell.head)]
    for cell in columns:
        shares = _PERCENT.search(f"{cell.head} {head} {heading}") and not _COUNTED.search(cell.head)
        rate = _rate(sentence.quote, cell, percent=bool(shares))
        if rate is None:
            continue
        arm = arms.of(cell.head) or "investigational"
        if rate.none and arm != "comparator":
            continue
        fact = Safety(
            trial=None, term=mention.value.name, grade=grade_of(cell.head) or grade_of(label), percent=rate.percent,
            n=rate.n, comparison=rate.comparison, arm=arm, rule="safety/table-row",
        )  # fmt: skip
        yield _stated(sentence, fact, cell)


def _rate(quote: str, cell: Cell, *, percent: bool) -> Rate | None:
    """What a cell says: ``12 (8.1%)``, ``8.1%``, or ``8.1`` under a head that says percent."""
    words = quote[cell.start : cell.end]
    if match := _COUNT_SHARE.fullmatch(words):
        n = number_of(match["n"])
        return Rate(0, 0, percent=number_of(match["p"]), n=n if isinstance(n, int) else None)
    if (match := _SHARE.fullmatch(words)) and (match["sign"] or percent):
        return Rate(0, 0, percent=number_of(match["p"]))
    found = rates_of(words)
    return replace(found[0]) if len(found) == 1 else None


def _stated(sentence: Sentence, fact: Safety, cell: Cell) -> Safety:
    """The fact with the row as its evidence and the cell as its value."""
    evidence = sentence.evidence(0, 1)
    return replace(fact, quote=evidence.quote, anchor=evidence.anchor, span=(cell.start, cell.end))
