"""Lists that say the word of a disease once: "gastric, gastroesophageal junction or esophageal adenocarcinoma", "hepatitis B and C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from topline.extract.conditions.names import Named, Names
from topline.extract.words.patterns import pattern_of

_BEFORE = pattern_of(
    r"(?P<items>(?:[\w'-]+(?: [\w'-]+){0,4}, ){0,3}[\w'-]+(?: [\w'-]+){0,4}),? (?:and/or|and|or|&) (?:[a-z-]+ ){0,2}$"
)
_JOINED = pattern_of(r",? (?:and/or|and|or|&) (?:[a-z-]+ ){0,2}$")  # a quick look for the end of _BEFORE
_BEHIND = pattern_of(r",? (?:and|or|and/or|&) (?P<last>[A-E]|[1-4]|I{1,3}|type [1-4A-E])\b(?!-| [A-Z])")
_WORD = pattern_of(r"[\w'-]+")


def shared_in(text: str, named: Sequence[Named], names: Names) -> list[Named]:
    """The mentions of a sentence with those whose last word stands only behind the next of their list."""
    if not named or not (" or " in text or " and " in text or "&" in text):
        return list(named)
    found = list(named)
    for one in named:
        if not one.short:
            found += [new for new in _before(text, one, names) if not _taken(new, found)]
            found += [new for new in _behind(text, one, names) if not _taken(new, found)]
    return sorted(found, key=lambda mention: mention.start)


def _taken(new: Named, found: Sequence[Named]) -> bool:
    return any(new.start < other.end and other.start < new.end for other in found)


def _before(text: str, one: Named, names: Names) -> Iterator[Named]:
    """The items before a disease that are diseases with its last word: "breast and ovarian cancer"."""
    first = max(0, one.start - 90)
    match = _JOINED.search(text, max(0, one.start - 50), one.start) and _BEFORE.search(text, first, one.start)
    if not match:
        return
    head = text[one.start : one.end].rsplit(maxsplit=1)[-1]
    start = match.start("items")
    for item in match["items"].split(", "):
        words = list(_WORD.finditer(item))[-3:]
        for word in words:
            disease = names.get(f"{item[word.start() :]} {head}")
            if disease and disease.kind != "broad" and disease is not one.disease:
                yield Named(start + word.start(), start + len(item), disease)
                break
        start += len(item) + 2


def _behind(text: str, one: Named, names: Names) -> Iterator[Named]:
    """The letter or number behind a disease that makes another: "hepatitis B and C"."""
    match = _BEHIND.match(text, one.end)
    words = text[one.start : one.end].split()
    if match and len(words) > 1:
        disease = names.get(" ".join([*words[:-1], match["last"]])) or names.get(" ".join([*words[:-2], match["last"]]))
        if disease and disease is not one.disease:
            yield Named(match.start("last"), match.end("last"), disease)
