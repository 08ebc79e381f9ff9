"""What a sentence tells of adverse events: terms with their grades and rates, in lists."""

from __future__ import annotations

from dataclasses import dataclass

from topline.extract.safety.rates import Rate


@dataclass(frozen=True, slots=True)
class Told:
    """One term of a list: its name, place, grade and rates. ``reach`` is where the words about it end."""

    name: str
    kind: str
    start: int
    end: int
    reach: int
    grade: str | None = None
    serious: bool | None = None
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Terms that stand in one list."""

    mentions: tuple[Told, ...]
    start: int
    end: int
