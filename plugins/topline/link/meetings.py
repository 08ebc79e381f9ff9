"""The series that meetings belong to: their full name and the months in which they usually take place."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from topline.extract.shipped import lines_of


@dataclass(frozen=True, slots=True)
class Series:
    """A series of meetings. ``months`` are the first and last month in which it usually takes place, or None."""

    acronym: str
    name: str
    months: tuple[int, int] | None


@cache
def known_series() -> dict[str, Series]:
    """The meetings that the vocabulary knows, by acronym."""
    rows = csv.DictReader(lines_of("meetings.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["abbr"]: Series(row["abbr"], row["name"], _months(row.get("usual_month") or "")) for row in rows}


def _months(text: str) -> tuple[int, int] | None:
    first, _, last = text.partition("-")
    if not first.isdigit():
        return None
    return int(first), int(last) if last.isdigit() else int(first)
