"""Why a fact was read, and why the other numbers and names of its sentence were not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache

from topline.extract.conditions.names import vocabulary
from topline.extract.reading import Reading, Sentence
from topline.extract.results.endpoints import named_in
from topline.extract.results.estimates import read
from topline.extract.shipped import lines_of
from topline.extract.words.guards import Guarded
from topline.facts import Fact, Facts, fold

# subject → the tables whose rows name its values, and the field that holds the name
_TABLES = {
    "drugs": ("name", ("drug_names.tsv",)),
    "conditions": ("name", ("condition_own.tsv", "condition_mesh.tsv")),
    "biomarkers": ("name", ("target_list.tsv",)),
    "results": ("endpoint", ("endpoints.tsv",)),
    "safety": ("term", ("adverse_terms.tsv",)),
    "meetings": ("acronym", ("meetings.tsv",)),
}
_LONGEST = 160  # characters of a vocabulary row that are shown


@dataclass(frozen=True, slots=True)
class Rejected:
    """A number or name of a sentence that became no fact, and why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence: the zone it stands in, what was read in it (field and fact), and what was rejected."""

    sentence: Sentence
    facts: tuple[tuple[str, Fact], ...]
    rejected: tuple[Rejected, ...]


def items_in(facts: Facts) -> Iterator[tuple[str, Fact]]:
    """Every fact of a record with its field."""
    for field in fields(facts):
        value = getattr(facts, field.name)
        for item in value if isinstance(value, tuple) else ():
            if isinstance(item, Fact):
                yield field.name, item


def id_of(fact: Fact) -> str:
    """The ID of a fact as its record has it: drugs and diseases go by their address."""
    return str(getattr(fact, "slug", "")) or fact.id


def explained(reading: Reading, facts: Facts, words: str) -> tuple[Explained, ...]:
    """The sentences that hold these words or state the fact of this id."""
    found = list(items_in(facts))
    quotes = {fact.quote for _, fact in found if words in (fact.id, id_of(fact))}
    wanted = [s for s in reading.sentences if (s.quote in quotes if quotes else words.casefold() in s.quote.casefold())]
    return tuple(_of_sentence(s, tuple(pair for pair in found if pair[1].quote == s.quote), facts) for s in wanted)


def rule_words(rule: str) -> str:
    """What a rule reads, in words; ``""`` for a rule that nobody has described."""
    family = rule.partition("/")[0]
    return _rules().get(rule) or _rules().get(f"{family}/*", "")


def rows_of(field: str, fact: Fact) -> tuple[tuple[str, str], ...]:
    """The vocabulary rows that give a fact its name: (table, row)."""
    if field not in _TABLES:
        return ()
    attribute, tables = _TABLES[field]
    name = fold(str(getattr(fact, attribute)))
    return tuple(
        (table, row[:_LONGEST] + ("…" if len(row) > _LONGEST else ""))
        for table in tables
        for row in lines_of(table)
        if any(fold(cell) == name for cell in row.split("\t")[:2])
    )


@cache
def _rules() -> dict[str, str]:
    return {row["rule"]: row["reads"] for row in csv.DictReader(lines_of("rules.tsv"), delimiter="\t")}


def _of_sentence(sentence: Sentence, stated: tuple[tuple[str, Fact], ...], facts: Facts) -> Explained:
    return Explained(sentence, stated, (*_numbers(sentence, stated), *_names(sentence, facts)))


def _numbers(sentence: Sentence, stated: tuple[tuple[str, Fact], ...]) -> Iterator[Rejected]:
    """The quantities of a sentence that no fact has, neither as its value nor beside it."""
    text, guarded = sentence.text, Guarded(sentence.text)
    taken = {value for _, fact in stated for value in _values(fact)}
    named = bool(named_in(text))
    for quantity in read(text).quantities:
        start, end = sentence.shadow.span(quantity.start, quantity.end)
        if quantity.value is None or quantity.value in taken or any(_covers(fact, start) for _, fact in stated):
            continue
        guard = guarded.silent(quantity.start, quantity.end)
        if sentence.boilerplate:
            why = f"stands in boilerplate ({sentence.zone}), where no figure of this release is stated"
        elif guard:
            why = f"silence “{guard}” (results_guards.toml)"
        elif not named:
            why = "the sentence names no endpoint that it could be a value of"
        else:
            why = "no endpoint of the sentence takes such a number at that place, or it is a threshold"
        yield Rejected(sentence.quote[start:end], why)


def _covers(fact: Fact, place: int) -> bool:
    return fact.span[0] <= place < fact.span[1]


def _values(fact: Fact) -> Iterator[Decimal]:
    for field in fields(fact):
        value = getattr(fact, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if (
                isinstance(one, int | Decimal)
                and not isinstance(one, bool)
                and field.name not in ("span", "confidence")
            ):
                yield Decimal(one)


def _names(sentence: Sentence, facts: Facts) -> Iterator[Rejected]:
    """The diseases of the vocabulary that the sentence names and the record leaves out."""
    known = {fold(condition.name) for condition in facts.conditions}
    for named in vocabulary().names.find(sentence.text, {}):
        if fold(named.disease.name) not in known:
            start, end = sentence.shadow.span(named.start, named.end)
            why = f"is “{named.disease.name}” in the vocabulary, but nothing says that it is treated or studied here"
            yield Rejected(sentence.quote[start:end], why)
