"""Numbers as releases write them: digits, number words, what is said before them, and whether count and share agree.

Pattern sources (strings) are for use inside other rules' patterns; they hold no groups of their own.
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import pairwise

from topline.extract.words.patterns import pattern_of
from topline.facts.record import Comparison, Number

# "1,234", "0.65", ".017", "12", "-1.2"; a hyphen after a digit or letter is a range or a compound, no minus.
NUMBER = r"(?:(?:(?<![\w)%.])[-+])?(?:(?<![\d.])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|(?<!\w)\.\d+))"
# A whole number in digits: "991", "30,000"; no part of a decimal, a percentage or a longer word.
INTEGER = r"(?:(?<![\w.,/-])(?:\d{1,3}(?:,\d{3})+|\d+)(?![.,]?\d|[A-Za-z%]))"

# fmt: off
_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_VALUE_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_WORD = "|".join(sorted((*_VALUES, *_SCALES), key=len, reverse=True))
# Number words: "thirty-one", "two hundred and six", "Twelve"; "million" alone ("9.1 million") is none.
NUMBER_WORDS = (
    rf"(?:(?i:\b(?:(?:{_VALUE_WORD})|an? (?=hundred|thousand)(?:{_WORD}))(?:[ -](?:and )?(?:{_WORD})){{0,6}}\b))"
)
# A whole number, in digits or words.
COUNT = rf"(?:{INTEGER}|{NUMBER_WORDS})"

_DIGITS = pattern_of(NUMBER)
_SPELT = pattern_of(NUMBER_WORDS)

# What is said before a number, the longest first; each is read at the end of the words before it.
_COMPARISONS: tuple[tuple[str, Comparison], ...] = (
    (r"no (?:more|greater|longer) than|not (?:more|greater|exceed(?:ing)?)(?: than)?|(?:a )?maximum of|up to|at most|as many as|≤|<=", "≤"),
    (r"(?:no|not) (?:fewer|less) than|at least|(?:a )?minimum of|≥|>=", "≥"),
    (r"more than|greater than|over|above|in excess of|exceeding|exceeded|higher than|longer than|upwards of|>", ">"),
    (r"less than|fewer than|under|below|lower than|shorter than|<", "<"),
    (r"nearly|almost|about|approximately|approx\.?|around|roughly|some|circa|ca\.?|close to|an estimated|estimated|~|≈", "~"),
)  # fmt: skip
_BEFORE = pattern_of(
    r"(?:(?<!\w)|(?=[<>≥≤~≈]))(?:"
    + "|".join(rf"(?P<c{index}>{words})" for index, (words, _) in enumerate(_COMPARISONS))
    + r")\s*(?:or equal to |an? |the |a total of |or )?[\s(=]*$",
    re.I,
)


def number_of(words: str) -> Number | None:
    """The number that words write: an ``int``, or a ``Decimal`` of the text's own digits; None where there is none.

    ``"1,234"`` → 1234; ``"2.0"`` → Decimal("2.0"); ``".017"`` → Decimal("0.017"); ``"a total of nine"`` → 9.
    """
    words = words.replace("−", "-").replace("·", ".")
    digits = _DIGITS.search(words)
    if digits:
        text = digits.group().replace(",", "")
        return Decimal(text) if "." in text else int(text)
    spelt = _SPELT.search(words)
    return words_to_int(spelt.group()) if spelt else None


def words_to_int(words: str) -> int | None:
    """``"two hundred and six"`` → 206; None for words that make no one number (``"ten twenty"``)."""
    parts = [part for part in re.split(r"[\s-]+", words.casefold()) if part and part not in ("and", "a", "an")]
    if not parts or any(part not in _VALUES and part not in _SCALES for part in parts):
        return None
    for left, right in pairwise(parts):
        if left in _VALUES and right in _VALUES and not (left in _TENS and 0 < _VALUES[right] < 10):
            return None
    total = current = 0
    for part in parts:
        if part == "hundred":
            current = max(current, 1) * 100
        elif part in _SCALES:
            total, current = total + max(current, 1) * _SCALES[part], 0
        else:
            current += _VALUES[part]
    return total + current


def comparison_of(before: str) -> Comparison:
    """What the words before a number say of it: ``"more than "`` → ``>``, ``"up to"`` → ``≤``, ``"nearly"`` → ``~``, else ``=``."""
    match = _BEFORE.search(before[-40:])
    if not match or not match.lastgroup:
        return "="
    return _COMPARISONS[int(match.lastgroup[1:])][1]


def agree(n: int, of: int, percent: Number) -> bool:
    """Does ``n`` of ``of`` make ``percent`` at the percentage's own digits, rounded half up or cut off?"""
    if of <= 0 or n < 0:
        return False
    given = percent if isinstance(percent, Decimal) else Decimal(percent)
    share = Decimal(100 * n) / Decimal(of)
    place = Decimal(1).scaleb(min(0, int(given.as_tuple().exponent)))
    return given in (share.quantize(place, ROUND_HALF_UP), share.quantize(place, ROUND_DOWN))
