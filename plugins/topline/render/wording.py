"""How values become words on a page: digits as given, thin no-break spaces, en dashes, true minus signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from topline.facts.record import Number

THIN = "\u202f"
MINUS = "\u2212"
EN_DASH = "\u2013"
# not strftime's, which are the locale's
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_SIGNS = {"=": "", ">": ">", "≥": "≥", "<": "<", "≤": "≤", "~": "about "}
_ONE = re.compile(r"^(month|week|day|year|letter|point)s$")


def number(value: Number) -> str:
    """The digits as the release gives them, thousands grouped: ``1,250``, ``0.650``, ``−1.2``."""
    text = f"{value:,d}" if isinstance(value, int) else f"{value:,f}"
    return text.replace("-", MINUS)


def quantity(value: Number, unit: str | None, comparison: str = "=") -> str:
    """A number with its sign of comparison and its unit: ``>25%``, ``about 300``, ``7.7 months``."""
    text = _SIGNS.get(comparison, comparison) + number(value)
    if not unit:
        return text
    if unit in ("percent", "%"):
        return f"{text}%"
    if value == 1:
        unit = _ONE.sub(r"\1", unit)
    return f"{text}{THIN}{unit}"


def interval(low: Number, high: Number) -> str:
    """Two bounds: ``0.55–0.77``; in words where a minus sign would stand beside the dash."""
    between = " to " if low < 0 or high < 0 else EN_DASH
    return f"{number(low)}{between}{number(high)}"


def confidence(bounds: tuple[Number, Number], level: Number | None) -> str:
    """A confidence interval with its level where that is stated: ``95% CI 0.55–0.77``."""
    return f"{number(level)}% CI {interval(*bounds)}" if level is not None else f"CI {interval(*bounds)}"


def p_value(p: str) -> str:
    """A p-value as written: ``p<0.0001``, ``p=0.03``."""
    return f"p{p}" if p[:1] in "<>≤≥=" else f"p={p}"


def ranged(text: str) -> str:
    """Hyphens between digits as en dashes: ``grade 1–2``."""
    return re.sub(r"(?<=\d)\s*-\s*(?=\d)", EN_DASH, text)


def share(n: int | None, of: int | None) -> str:
    """A count and its denominator, as far as stated: ``23 of 39``, ``n=23``, or nothing."""
    if n is None:
        return f"of {number(of)}" if of is not None else ""
    return f"{number(n)} of {number(of)}" if of is not None else f"n={number(n)}"


def phase(text: str | None) -> str:
    """``"1b/2a"`` → ``Phase 1b/2a``."""
    return f"Phase {text}" if text else ""


def day(when: date | datetime | None) -> str:
    """``10 December 2012``, whatever the locale."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}" if when else ""


def short_day(when: date | datetime) -> str:
    """``10 Dec 2012``, where room is scarce."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def stated_day(iso: str | None) -> str:
    """A date as precise as it was stated: ``"2014-01"`` → ``January 2014``, ``"2014"`` → ``2014``."""
    year, month_, day_ = [*(iso or "").split("-"), "", ""][:3]
    name = MONTHS[int(month_) - 1] if month_ else ""
    return " ".join(filter(None, (day_.lstrip("0"), name, year)))


def month(when: date | datetime) -> str:
    """``December 2012``."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def counted(count: int, one: str, many: str = "") -> str:
    """``1 release``, ``1,250 releases``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def dotted(words: Iterable[str]) -> str:
    """Words that stand side by side: ``randomized · open-label``."""
    return " · ".join(word for word in words if word)


def capital(text: str) -> str:
    """The first letter in upper case, the rest as it is (HER2 and IMGN901 stay what they are)."""
    return text[:1].upper() + text[1:]
