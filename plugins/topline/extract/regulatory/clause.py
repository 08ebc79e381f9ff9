"""The clause around a regulatory event: what stands before it, and the words that take a statement back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from topline.extract.shipped import table_of


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
_GUARD = re.compile(rf"\b(?:{TABLE['guards']['before']})\b", re.I)
_BREAK = re.compile(
    r"[;:—]|, (?:but|while|whereas|although|which would|which may|with the potential)|(?<![A-Z])\. |"
    r"\bwhich (?:may|would|could|can)\b|, and (?=[\w ]{1,30}\b(?:plans|expects|intends)\b)"
)
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
