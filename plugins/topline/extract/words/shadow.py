"""A normalised copy of a sentence that rules can read, with a map back to the exact words.

The quote is never edited. Its shadow has one kind of blank, hyphen, quotation mark and decimal point,
``%`` for "percent", no trademark signs and no footnote digits, and the damage that wires do to units
repaired; each repair says what it did.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from topline.extract.words.patterns import pattern_of

_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t\n\r", " "
        ),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        "\u00b5": "µ",
        "\u03bc": "µ",
        "\u2265": "≥",
        "\u2a7e": "≥",
        "\u2a7d": "≤",
        "\u2264": "≤",
        "\u00d7": "x",
    }
)

# Every edit is one named alternative: (name, pattern, replacement, warning code or "").
# `(?-i:…)` keeps a part case-sensitive. A replacement may use \g<…>.
_EDITS: tuple[tuple[str, str, str, str], ...] = (
    ("no_word", r"(?<!\S)\S{300,}", "…", ""),  # no word is so long, and no rule needs to look into it
    ("decimal_dot", r"(?<=\d)·(?=\d)", ".", ""),
    ("decimal_comma", r"(?<=(?<![\d.,])0),(?=\d{1,5}(?![\d,]))|(?<=\d),(?=\d{1,2}\s?(?:%|per ?cent\b|mg\b|kg\b|cm\b|mm\b|mm ?Hg\b|mmol/|m[lL]\b|points?\b|months?\b|weeks?\b|years?\b|million\b|billion\b))", ".", ""),
    ("percent", r"(?<=\d)[ -]?per ?cent\b(?!age)", "%", ""),
    ("percent_gap", r"(?<=\d) %", "%", ""),
    ("trademark", r"\s?[®™℠©]|(?<=[a-z])\((?:R|TM)\)|(?<=[a-z]{4})TM(?!\w)", "", ""),
    ("lost_square", r"(?<=\bmg/m)(?=[\s/.,;)\]]|$)|(?<=\bg/m)(?=[\s/.,;)\]]|$)", "²", "unit-lost-superscript"),
    ("flat_square", r"(?<=[µm]g/m)\^?2(?![\d.])|(?<=\bg/m)\^?2(?![\d.])", "²", ""),
    ("lost_exponent", r"(?<=x )10 ?(9|12|6)(?= ?/ ?L\b)", "10^", "exponent-lost"),
    ("lost_ordinal", r"(?<=\bthe )(\d{1,3})(?= (?:[A-Z][\w&'-]*,? (?:of |for |on |the |and |\([A-Z]+\) ){0,3}){0,9}(?:(?:Annual|Congress|Meeting|Scientific Sessions?)\b|annual (?:meeting|congress|conference)\b))", "ordinal", "ordinal-lost"),
    ("footnote", r"(?<=[a-z.,;)\"'])[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?![\w/])(?<!m²)(?<!m³)", "", ""),
    ("blanks", r" {2,}", " ", ""),
)  # fmt: skip
_EDIT = pattern_of("|".join(f"(?P<{name}>{pattern})" for name, pattern, _, _ in _EDITS))
_BY_NAME = {name: (replacement, code) for name, _, replacement, code in _EDITS}
_HINT = pattern_of(
    r"[·%®™℠©⁰¹²³⁴-⁹]|per ?cent|g/m|\((?:R|TM)\)|[a-z]TM(?!\w)| {2}|10 ?(?:9|12|6) ?/|the \d|\d,\d{1,2}\s?[%mkcpwyb]|\b0,\d"
)
_UP = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair of damaged text: its warning code and where it stands in the quote."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shadow:
    """The normalised text and the way back: ``starts[i]`` in the shadow is ``origins[i]`` in the quote.

    ``size`` is the length of the quote (None: that of the shadow).
    """

    text: str
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)
    repairs: tuple[Repair, ...] = ()
    size: int | None = None

    def origin(self, position: int) -> int:
        """The place in the quote of a place in the shadow."""
        index = bisect_right(self.starts, position) - 1
        place = self.origins[index] + position - self.starts[index]
        following = index + 1
        return min(place, self.origins[following]) if following < len(self.origins) else place

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The quote's ``[start, end)`` for a span of the shadow (at least one character long)."""
        first = self.origin(start)
        index = bisect_right(self.starts, end) - 1
        last = self.origins[index] if self.starts[index] == end else self.origin(end - 1) + 1
        size = len(self.text) if self.size is None else self.size
        first = max(min(first, size - 1), 0)
        return first, max(min(last, size), first + 1)


def shadow_of(quote: str) -> Shadow:
    """The shadow of one sentence."""
    text = quote.translate(_SAME_LENGTH)
    if not _HINT.search(text) and (len(text) < 300 or len(max(text.split(), key=len)) < 300):
        return Shadow(text)
    parts: list[str] = []
    starts, origins, repairs = [0], [0], []
    done = length = 0
    for match in _EDIT.finditer(text):
        name = match.lastgroup or ""
        replacement, code = _replacement(name, match)
        kept = text[done : match.start()]
        parts += (kept, replacement)
        length += len(kept)
        if replacement:
            starts.append(length)
            origins.append(match.start())
        length += len(replacement)
        starts.append(length)
        origins.append(match.end())
        done = match.end()
        if code:
            repairs.append(Repair(code, match.start(), max(match.end(), match.start() + 1)))
    parts.append(text[done:])
    return Shadow("".join(parts), tuple(starts), tuple(origins), tuple(repairs), len(text))


def _replacement(name: str, match: re.Match[str]) -> tuple[str, str]:
    replacement, code = _BY_NAME[name]
    if name == "lost_exponent":
        digits = re.sub(r"\D", "", match.group())[2:]
        return "10" + digits.translate(_UP), code
    if name == "lost_ordinal":
        return ordinal(int(match.group(name))), code
    return replacement, code


def ordinal(number: int) -> str:
    """``54`` → ``"54th"``."""
    tail = number % 100
    suffix = "th" if 10 < tail < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
