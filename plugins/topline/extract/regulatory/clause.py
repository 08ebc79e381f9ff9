"""The clause around a regulatory event: what stands before it, and the words that take a statement back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from topline.extract.shipped import table_of
from topline.extract.words.patterns import pattern_of


@dataclass(frozen=True, slots=True)
class Stated:
    """An event stated in a sentence: ``text[start:end]`` names it; ``reach`` is where its statement begins."""

    event: str
    status: str
    start: int
    end: int
    reach: int
    object: str = ""  # where its drug stands: "before" the word, "after" it, or on either side


TABLE: dict[str, Any] = table_of("regulatory_words.toml")
_GUARD = pattern_of(rf"\b(?:{TABLE['guards']['before']})\b", re.I)
_BREAK = pattern_of(
    r"[;:—]|, (?:but|while|whereas|although|which would|which may|with the potential)|(?<![A-Z])\. |"
    r"\bwhich (?:may|would|could|can)\b|, and (?=[\w ]{1,30}\b(?:plans|expects|intends)\b)|, and (?=(?:the|this|its|our) [\w -]{3,30} (?:was|were|is|are|has|have) (?!not\b|to\b)[a-z]+ed\b)"
    # what is said besides: "In addition to seeking …, the company has submitted …"
    r"|\b(?:[Ii]n addition to|[Bb]esides|[Aa]part from|[Aa]longside|[Aa]long with) [^,.;]{1,120}, "
    # idioms whose "if", "not" or "without" denies nothing
    r"|\b(?:[Ii]f (?:that|this)(?:'s| is| was| were) ?not enough|[Nn]ot (?:surprisingly|long ago|to be outdone)|[Ww]ithout (?:doubt|delay)|[Nn]ot only that),"
)
# The abbreviations of filings, where a release uses them for something of its own: "a non-disclosure agreement (NDA)".
_SHORT = "NDA|BLA|MAA|PMA|IND|CTA|EUA|SPA|CRL"
_EXPANDED = pattern_of(
    rf"(?<= )\((?P<short>{_SHORT})s?\)|\b(?P<short2>{_SHORT})s? \((?P<words>[a-z][\w-]{{1,24}}(?: [\w-]{{1,24}}){{1,4}})\)"
)
_OF_FILINGS = pattern_of(r"applic|submission|authori|approval|letter|response|protocol|new drug", re.I)
_REACH = 160  # characters: no clause that states an event is longer before it


def clause_before(text: str, start: int) -> tuple[int, str]:
    """Where the clause that holds a place begins, and its words up to there."""
    low = max(0, start - _REACH)
    begin = max((m.end() for m in _BREAK.finditer(text, low, start)), default=low)
    return begin, text[begin:start]


def clause_after(text: str, end: int, reach: int = 90) -> str:
    """The words of the clause after a place."""
    after = text[end : end + reach]
    match = _BREAK.search(after)
    return after[: match.start()] if match else after


def is_taken_back(before: str) -> bool:
    """Do the words before an event make it a plan, a wish, a condition or a denial?"""
    return bool(_GUARD.search(before))


def lookalikes(texts: Iterable[str]) -> frozenset[str]:
    """The abbreviations that the texts introduce for something that is no filing, by the first letters of its words."""
    found = set()
    for text in texts:
        for match in _EXPANDED.finditer(text) if "(" in text else ():
            short = match["short"] or match["short2"]
            words = re.findall(r"\w+", match["words"] or text[max(0, match.start() - 70) : match.start()])
            words = words[-len(short) - 1 :]
            letters = "".join(word[0] for word in words).upper()
            if letters.endswith(short) and not _OF_FILINGS.search(" ".join(words)):
                found.add(short)
    return frozenset(found)
