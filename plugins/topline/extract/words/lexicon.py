"""Longest-match lookup of many names in a text, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from topline.extract.words.patterns import pattern_of

V = TypeVar("V")
Token = tuple[str, int, int]  # a word, and the [start, end) of it
_WORD = pattern_of(r"[^\W_]+")
_JOINT = frozenset({" ", "-", "/", "'", ", ", ".", "", " & ", "+", "'s "})


@dataclass(frozen=True, slots=True)
class Mention(Generic[V]):
    """``text[start:end]`` names ``value``; ``words`` is how the text writes it."""

    start: int
    end: int
    words: str
    value: V


@lru_cache(256)
def _tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a sentence, which several lexicons look at in turn."""
    return tuple((match.group(), match.start(), match.end()) for match in _WORD.finditer(text))


class Lexicon(Generic[V]):
    """Names to values. A name in capitals only (an abbreviation) must stand in the text as written.

    Blanks and hyphens between the words of a name are alike; case is not looked at except for
    abbreviations. The longest name at a place wins; matches do not overlap.
    """

    def __init__(self, rows: Iterable[tuple[str, V]]) -> None:
        self._values: dict[str, tuple[str, V]] = {}
        self._exact: dict[str, tuple[str, V]] = {}
        self._longest: dict[str, int] = {}
        for name, value in rows:
            words = _WORD.findall(name)
            if not words:
                continue
            if is_abbreviation(name):
                self._exact.setdefault(" ".join(words), (name, value))
            else:
                self._values.setdefault(" ".join(words).casefold(), (name, value))
            first = words[0].casefold()
            self._longest[first] = max(self._longest.get(first, 0), len(words))

    def __len__(self) -> int:
        return len(self._values) + len(self._exact)

    def get(self, name: str) -> V | None:
        """The value of a name, or None."""
        words = " ".join(_WORD.findall(name))
        found = self._exact.get(words) or self._values.get(words.casefold())
        return found[1] if found else None

    def find(self, text: str) -> Iterator[Mention[V]]:
        """The names in a text, from left to right."""
        tokens = _tokens_of(text)
        index = 0
        while index < len(tokens):
            longest = self._longest.get(tokens[index][0].casefold())
            found = self._match(text, tokens, index, longest) if longest else None
            if found is None:
                index += 1
                continue
            mention, used = found
            yield mention
            index += used

    def _match(self, text: str, tokens: tuple[Token, ...], index: int, longest: int) -> tuple[Mention[V], int] | None:
        reach = 1
        while reach < longest and index + reach < len(tokens):
            if text[tokens[index + reach - 1][2] : tokens[index + reach][1]] not in _JOINT:
                break
            reach += 1
        for count in range(reach, 0, -1):
            key = " ".join(token for token, _, _ in tokens[index : index + count])
            found = self._exact.get(key) or self._values.get(key.casefold())
            if found:
                start, end = tokens[index][1], tokens[index + count - 1][2]
                return Mention(start, end, text[start:end], found[1]), count
        return None


def is_abbreviation(name: str) -> bool:
    """Is a name one that only its capitals tell from a word: ``ALL``, ``MCC``, ``NSCLC``?"""
    letters = [c for c in name if c.isalpha()]
    return len(name) <= 6 and bool(letters) and sum(c.isupper() for c in letters) > len(letters) / 2
