"""The names of universities, hospitals, institutes and societies: capital words around one that says what the body is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from topline.extract.sponsors.names import LEGAL, is_nobody, words
from topline.extract.words.patterns import pattern_of

_TOKEN = pattern_of(r"[^\s,;:()\"\u201c\u201d/]+")
_MOST = 9  # words of a name
# Words that a name holds between its capital words, before and behind the word that says what it is.
_JOINTS_BEFORE = frozenset({"of", "for", "de", "the", "&"})
_JOINTS_BEHIND = frozenset({"of", "for", "on", "at", "and", "&", "de"})
_CAMPUS = pattern_of(
    r", (?:Los Angeles|San (?:Diego|Francisco)|Santa (?:Barbara|Cruz)|Berkeley|Davis|Irvine|Riverside)\b"
)
_CITY = pattern_of(r" in St\. Louis\b")
_CAPITALS = pattern_of(r" (?:the )?[A-Z]{3,}\b")
_OF_COMPANY = pattern_of(rf",? {LEGAL}| (?:Medicine|Press|Hotel|Street|Avenue|Road|Capital|Partners|Ventures)\b")
_FOLLOWED = pattern_of(r" [A-Z]\w+s\b")
_SHORT_END = pattern_of(r"(?:St|Mt|Ft|Dr)\.$")


@cache
def _heads() -> re.Pattern[str]:
    return pattern_of(rf"(?<![\w-])(?:{'|'.join(sorted(words('body_words'), key=len, reverse=True))})(?![\w-])")


@cache
def _known() -> re.Pattern[str]:
    return pattern_of(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(words('known_bodies'), key=len, reverse=True)))})(?![\w-])"
    )


def bodies_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text names a body: ``(0, 31)`` of "University of Leeds in England …" is its first two words and Leeds."""
    found = [(m.start(), m.end()) for m in _known().finditer(text)]
    for match in _heads().finditer(text):
        first, last = _first(text, match.start()), _last(text, match.end())
        name = text[first:last]
        if (
            " " in name
            and not (match.group() == "Health" and first == match.start())
            and not _OF_COMPANY.match(text, last)
            and not is_nobody(name)
            and "FDA" not in name
        ):
            found.append((first, last))
    done = 0
    for first, last in sorted(found, key=lambda span: (span[0], -span[1])):
        if first >= done:
            done = last
            yield first, last


def _first(text: str, start: int) -> int:
    """Where the name begins whose main word stands at ``start``."""
    first = before = start
    for token in reversed(list(_TOKEN.finditer(text, max(0, start - 90), start))[-_MOST:]):
        gap = text[token.end() : before]
        word = token.group()
        before = token.start()
        if gap != " " or (word.endswith(".") and not _SHORT_END.search(word)):
            break
        if word[0].isupper() and word not in words("body_stops"):
            first = token.start()
        elif word == "and":
            if not text[token.end() + 1 : start].split(" ", maxsplit=1)[0].endswith("'s"):
                break
        elif word not in _JOINTS_BEFORE:
            break
    return first


def _last(text: str, end: int) -> int:
    """Where the name ends whose main word ends at ``end``."""
    last = end
    for token in list(_TOKEN.finditer(text, end, end + 110))[:_MOST]:
        gap, word = text[last : token.start()], token.group().removesuffix("'s").rstrip(".")
        parts = gap.split()
        if gap[:1] != " " or any(part not in _JOINTS_BEHIND | {"the"} for part in parts):
            break
        if word in _JOINTS_BEHIND | {"the"}:
            if word == "and" and _another(text, token.end()):
                break
            continue
        stops = word in words("body_stops") and not (word == "Study" and "for" in parts)
        if not word[:1].isupper() or stops or (not parts and _verb(word, text, token.end())):
            break
        last = token.start() + len(word)
        if token.group() != word:
            break
    campus = _CAMPUS.match(text, last) or _CITY.match(text, last)
    return campus.end() if campus else last


def _another(text: str, start: int) -> bool:
    """Is what follows "and" a body of its own: "… and Harvard Medical School"?"""
    following = text[start : start + 60].split(",", maxsplit=1)[0]
    return bool(_heads().search(following) or _known().search(following) or _CAPITALS.match(following))


def _verb(word: str, text: str, end: int) -> bool:
    """Does a capital word of a headline go on with what the body does: "Leeds University Finds", "… Study Shows"?"""
    return word.endswith(("ers", "ists", "ing")) or (word.endswith("s") and bool(_FOLLOWED.match(text, end)))
