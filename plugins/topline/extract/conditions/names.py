"""The names of diseases: tables of them, and where they stand in a text.

A name is read word by word. Plurals, possessives, hyphens and British spellings are read alike
("Crohn's disease" = "Crohn disease", "tumours" = "tumor"); abbreviations stand in the text as written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from topline.extract.shipped import lines_of, table_of
from topline.extract.words.patterns import pattern_of

_WORD = pattern_of(r"[^\W_]+(?:'s\b)?")
_JOINT = frozenset({" ", "-", "/", "'", "' ", "", ".", ". ", " - ", " (", ") ", "(", ")", " / ", ", "})
_PLAIN = pattern_of(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Disease:
    """A disease. ``trees`` are MeSH tree numbers; ``kind`` is ``""``, ``broad`` (a group) or ``sign``."""

    name: str
    trees: tuple[str, ...] = ()
    kind: str = ""

    def within(self, other: Disease) -> bool:
        """Is it a kind of the other disease, by the MeSH tree or by its name?"""
        if self.name == other.name:
            return False
        if self.name.endswith(" " + other.name):
            return True
        return any(tree.startswith(above + ".") for above in other.trees for tree in self.trees)


@dataclass(frozen=True, slots=True)
class Named:
    """``text[start:end]`` names a disease; ``short`` if by an abbreviation."""

    start: int
    end: int
    disease: Disease
    short: bool = False


@lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """A word without case, accent, plural, possessive and British spelling."""
    word = word.casefold()
    if not _PLAIN.fullmatch(word):
        word = word.removesuffix("'s")
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    word = word.replace("ae", "e").replace("oe", "e").replace("our", "or")
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui":
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return word


def key_of(name: str) -> tuple[str, ...]:
    """What all spellings of a name share."""
    return tuple(normal(word) for word in _WORD.findall(name))


def heads_of(short: Iterable[str]) -> frozenset[str]:
    """The first words of abbreviations, and their plurals."""
    first = {_WORD.findall(name)[0] for name in short}
    return frozenset(first | {word + "s" for word in first})


class Names:
    """Names and abbreviations to diseases, found by longest match from left to right."""

    def __init__(self, names: Iterable[tuple[str, Disease]], short: Iterable[tuple[str, Disease]] = ()) -> None:
        self._names: dict[tuple[str, ...], Disease] = {}
        self._longest: dict[str, int] = {}
        self._seconds: dict[str, set[str]] = {}
        for name, disease in names:
            key = key_of(name)
            if key and key not in self._names:
                self._names[key] = disease
                self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))
                self._seconds.setdefault(key[0], set()).add(key[1] if len(key) > 1 else "")
        self._short = dict(short)
        self._heads = heads_of(self._short)

    def get(self, name: str) -> Disease | None:
        """The disease of a name or abbreviation."""
        return self._short.get(name) or self._names.get(key_of(name))

    def find(self, text: str, short: dict[str, Disease]) -> Iterator[Named]:
        """The diseases named in a text; ``short`` are abbreviations that this release introduces."""
        starts = self._starts(_WORD.findall(text), heads_of(short))
        if not starts:
            return
        tokens = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
        done = 0
        for index in starts:
            found = self._at(text, tokens, index, short) if index >= done else None
            if found:
                named, used = found
                yield named
                done = index + used

    def _starts(self, words: list[str], own: frozenset[str]) -> list[int]:
        """The words at which a name can begin: by its first two words, or by an abbreviation."""
        keys = [normal(word) for word in words]
        following = [*keys, ""][1:]
        seconds, heads = self._seconds, self._heads
        return [
            index
            for index, (word, key, then) in enumerate(zip(words, keys, following, strict=True))
            if (key in seconds and ("" in seconds[key] or then in seconds[key])) or word in heads or word in own
        ]

    def _at(
        self, text: str, tokens: list[tuple[str, int, int]], index: int, short: dict[str, Disease]
    ) -> tuple[Named, int] | None:
        reach = self._longest.get(normal(tokens[index][0]), 0)
        found = self._longest_at(text, tokens, index, reach) if reach else None
        return found or self._short_at(text, tokens, index, short)

    def _longest_at(
        self, text: str, tokens: list[tuple[str, int, int]], index: int, reach: int
    ) -> tuple[Named, int] | None:
        key = [normal(tokens[index][0])]
        while len(key) < reach and index + len(key) < len(tokens):
            place = index + len(key)
            if text[tokens[place - 1][2] : tokens[place][1]] not in _JOINT:
                break
            key.append(normal(tokens[place][0]))
        for count in range(len(key), 0, -1):
            disease = self._names.get(tuple(key[:count]))
            if disease:
                return Named(tokens[index][1], tokens[index + count - 1][2], disease), count
        return None

    def _short_at(
        self, text: str, tokens: list[tuple[str, int, int]], index: int, short: dict[str, Disease]
    ) -> tuple[Named, int] | None:
        for count in (3, 2, 1):
            if index + count > len(tokens):
                continue
            start, end = tokens[index][1], tokens[index + count - 1][2]
            words = text[start:end]
            disease = short.get(words) or self._short.get(words)
            if disease is None and words.endswith("s") and len(words) > 3:
                disease = short.get(words[:-1]) or self._short.get(words[:-1])
            if disease and (text[start - 1 : start] != "-" or words in self._short):
                return Named(start, end, disease, short=True), count
        return None


def _rows(table: str) -> Iterator[list[str]]:
    for line in lines_of(table)[1:]:
        yield line.split("\t")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names of diseases, and the abbreviations that count where the text introduces them."""

    names: Names
    introduced: dict[str, tuple[Disease, ...]]


@cache
def vocabulary() -> Vocabulary:
    """The shipped names: our own table first, then MeSH."""
    mesh = {row[0]: row for row in _rows("condition_mesh.tsv")}
    names: list[tuple[str, Disease]] = []
    sure: dict[str, Disease] = {}
    introduced: dict[str, tuple[Disease, ...]] = {}
    later: list[tuple[str, Disease]] = []
    taken: set[str] = set()
    for name, headings, under, surely, weakly, also, kind in _rows("condition_own.tsv"):
        rows = [mesh[heading] for heading in headings.split("|") if heading]
        above = [tree + ".0" for heading in under.split("|") if heading for tree in mesh[heading][2].split("|")]
        disease = Disease(name, (*(tree for row in rows for tree in row[2].split("|")), *above), kind)
        taken.update(row[0] for row in rows)
        names.append((name, disease))
        names += ((other, disease) for other in also.split("|") if other)
        later += ((other, disease) for row in rows for other in (row[1], *row[3].split("|")) if other)
        sure.update((word, disease) for word in surely.split("|") if word)
        for word in filter(None, weakly.split("|")):
            introduced[word] = (*introduced.get(word, ()), disease)
    for row in mesh.values():
        if row[0] not in taken:
            disease = Disease(row[1], tuple(row[2].split("|")))
            later += ((other, disease) for other in (row[1], *row[3].split("|")) if other)
    return Vocabulary(Names(names + later, sure.items()), introduced)


@cache
def words_of(key: str) -> frozenset[str]:
    """A list of words from condition_words.toml."""
    table = table_of("condition_words.toml")
    return frozenset(table[key].split())
