"""``topline explain``: which rule read a fact, from which row of the vocabulary, and what it rejected beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from topline.extract.confidence import measured_of
from topline.extract.explain import Explained, explained, id_of, items_in, rows_of, rule_words
from topline.facts import Fact, Facts, Problem, Refused
from topline.mark import read_file

# What of a fact says which one it is, in the order in which it is told.
_TELLING = (
    "name", "code", "acronym", "term", "endpoint", "event", "what", "measure", "role", "phase", "comparison", "value", "amount",
    "percent", "unit", "n", "of", "arm", "timepoint", "subgroup", "assessed_by", "p", "met", "year", "status",
)  # fmt: skip


def explain(path: Path, fact: str = "") -> int:
    """Print all facts of a file, one a line; with ``fact`` (an ID, or words of a sentence) explain that sentence."""
    name = path.as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused([Problem(name, 0, "", f"cannot be read ({error.strerror})", "check the path")]) from None
    reading, facts = read_file(name, data)
    if not fact:
        _print(f"{id_of(item)}  {_told(item)}  [{item.rule}]" for _, item in items_in(facts))
        return 0
    found = explained(reading, facts, fact)
    if not found:
        raise Refused([_unknown(name, fact, facts)])
    for place, sentence in enumerate(found):
        _print(["", *_lines(sentence)] if place else _lines(sentence))
    return 0


def _lines(told: Explained) -> Iterator[str]:
    sentence = told.sentence
    yield f"“{sentence.quote}”"
    yield f"  zone      {sentence.zone}, {sentence.kind}"
    if not told.facts:
        yield "  facts     none"
    for field, fact in told.facts:
        yield f"  fact      {id_of(fact)}: {_told(fact)}"
        start, end = fact.span
        yield f"    says    “{fact.quote[start:end]}”"
        yield f"    rule    {fact.rule}: {rule_words(fact.rule) or 'not described'}"
        if measured := measured_of(fact.rule):
            yield f"    trusted {measured.bound} ({measured.rule}: right in {measured.right} of {measured.n}, lower 95% bound)"
        else:
            yield "    trusted not measured"
        for table, row in rows_of(field, fact):
            yield f"    row     {table}: {' | '.join(filter(None, row.split(chr(9))))}"
    for rejected in told.rejected:
        yield f"  rejected  “{rejected.words}”: {rejected.why}"


def _told(fact: Fact) -> str:
    said = [(name, getattr(fact, name, None)) for name in _TELLING]
    if getattr(fact, "reached", None) is False:
        said.append(("reached", "not reached"))
    return " ".join(
        str(value) for name, value in said if value not in (None, "", ()) and (name, value) != ("comparison", "=")
    )


def _unknown(path: str, words: str, facts: Facts) -> Problem:
    names = [id_of(fact) for _, fact in items_in(facts)]
    near = get_close_matches(words, names, 1)
    fix = f"did you mean {near[0]}?" if near else f"topline explain {path} lists all facts"
    return Problem(path, 0, "", f"has no fact and no sentence with '{words}'", fix)


def _print(lines: Iterator[str] | list[str]) -> None:
    sys.stdout.writelines(line + "\n" for line in lines)
