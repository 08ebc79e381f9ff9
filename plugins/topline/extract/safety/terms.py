"""The names of adverse events, as a lexicon: plain terms, site reactions and laboratory findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from topline.extract.shipped import lines_of, table_of
from topline.extract.words.lexicon import Lexicon, is_abbreviation
from topline.extract.words.patterns import pattern_of

_WORD = pattern_of(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class AdverseTerm:
    """``name`` as the record writes it. ``kind``: ``own`` is an adverse event wherever it is said to have
    occurred, ``treated`` wherever that was in people under treatment, ``guarded`` may as well be a disease or an outcome, ``""`` counts where safety is the subject.
    """

    name: str
    kind: str = ""


@cache
def adverse_terms() -> Lexicon[AdverseTerm]:
    """All names of adverse events with their terms, read once."""
    words = table_of("adverse_words.toml")
    return Lexicon((spelt, term) for name, term in _names(words) for spelt in _spellings(name, words["spellings"]))


@cache
def first_words() -> frozenset[str]:
    """The first words of the names of adverse events, in lower case: a quick test of a sentence."""
    words = table_of("adverse_words.toml")
    spelt = (spelt for name, _ in _names(words) for spelt in _spellings(name, words["spellings"]))
    return frozenset(_WORD.findall(name.lower())[0] for name in spelt)


def may_name_one(text: str) -> bool:
    """May a sentence name an adverse event?"""
    return not first_words().isdisjoint(_WORD.findall(text.lower()))


def _names(words: dict[str, Any]) -> Iterator[tuple[str, AdverseTerm]]:
    """Each way to name a term, the table's own rows first: a made name never replaces one of them."""
    for line in lines_of("adverse_terms.tsv"):
        name, kind, also = (*line.split("\t"), "", "")[:3]
        for written in (name, *filter(None, also.split(";"))):
            yield written, AdverseTerm(name, kind)
    for site in words["sites"]:
        for sign in words["signs"]:
            name = f"{site} site {'reactions' if sign == 'reaction' else sign}"
            yield f"{site} site {sign}", AdverseTerm(name, "own")
            yield f"{sign} at the {site} site", AdverseTerm(name, "own")
    for name, *others in words["laboratory"]:
        for direction, shapes in words["directions"].items():
            term = AdverseTerm(f"{name} {direction}", "")
            for written in (name, *others):
                yield from ((shape.format(written), term) for shape in shapes)


def _spellings(name: str, spellings: list[list[str]]) -> Iterator[str]:
    """A name, its British spelling, and the plural of each; an abbreviation stays as it is."""
    yield name
    if is_abbreviation(name):
        return
    british = name
    for american, other in spellings:
        british = british.replace(american, other)
    for written in dict.fromkeys((name, british)):
        yield written
        if not written.endswith(("s", "ing", "ed")):
            yield written + ("es" if written.endswith("sh") else "s")
