"""The figures of a sentence as values: what a number is, before it is known whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from topline.facts.record import Comparison, Number


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a sentence that may be an outcome.

    ``kind``: ``percent``, ``time``, ``amount``, ``count`` (of people), ``ratio``, ``level`` (a bare number), ``unreached``.
    ``start`` and ``end`` hold the digits, ``reach`` the end of all that belongs to it (unit, count in parentheses, interval).
    """

    kind: str
    value: Number | None
    start: int
    end: int
    reach: int
    unit: str | None = None
    comparison: Comparison = "="
    n: int | None = None
    of: int | None = None
    ratio: str = ""
    about: str = ""
    ci: tuple[Number, Number] | None = None
    ci_level: Number | None = None
    broken: str = ""


@dataclass(frozen=True, slots=True)
class PValue:
    """A p-value as written, with one- or two-sidedness and hypothesis where the text states them."""

    words: str
    start: int
    end: int
    sides: int | None = None
    hypothesis: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval and its level in percent, 95 unless stated otherwise."""

    low: Number
    high: Number
    level: Number | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All quantities, intervals and p-values of a sentence, in order."""

    quantities: tuple[Quantity, ...]
    p_values: tuple[PValue, ...]
    timepoints: tuple[tuple[int, str], ...]


class Page:
    """The text while it is read; ``take`` masks what has been read (positions stay)."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, start: int, end: int) -> None:
        """Mask what has been read."""
        self.text = self.text[:start] + "\x00" * (end - start) + self.text[end:]
