"""Times to come, as releases word them: quarters, halves, parts of years, months, and the interval each allows."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from topline.extract.words.patterns import pattern_of

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH = "(?:" + "|".join(_MONTHS) + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_WHICH = "|".join(_ORDINALS)
_YEAR = r"(?:19|20)\d\d"
_OF = rf"(?: of)?(?: (?:calendar|fiscal)(?: year)?)? (?P<year>{_YEAR})"
_THIS = r"(?: (?:of )?(?P<rel>this|next) (?:calendar )?year)?"

# Each shape of a time, most exact first. `until` = the words before it that give only its end.
_SHAPES: tuple[tuple[str, str], ...] = (
    ("day", rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, (?P<year>{_YEAR})"),
    ("day", rf"(?P<day>\d{{1,2}}) (?P<month>{_MONTH}) (?P<year>{_YEAR})"),
    ("quarter", rf"(?P<part>{_WHICH}|last) (?:calendar )?quarters?(?:{_OF}|{_THIS})"),
    ("quarter", rf"Q(?P<number>[1-4])[ ,-]{{0,2}}(?:of )?(?P<year>{_YEAR})"),
    ("quarter", r"(?P<number>[1-4])Q[ -]?(?:20)?(?P<short>\d\d)\b"),
    ("half", rf"(?P<part>first|second|1st|2nd|latter|last) half(?:{_OF}|{_THIS})"),
    ("half", rf"H(?P<number>[12])[ ,-]{{0,2}}(?:of )?(?P<year>{_YEAR})"),
    ("half", r"(?P<number>[12])H[ -]?(?:20)?(?P<short>\d\d)\b"),
    ("end", rf"(?:end of|year-?end|year end)(?: (?:the )?(?:calendar )?(?:year )?)?,? ?(?P<year>{_YEAR})"),
    ("end", r"(?:end of (?P<rel>the|this|next) (?:calendar )?year|year-?end|year end)\b"),
    ("part", rf"(?P<part>early|mid|late)(?: |-)(?:in )?(?P<year>{_YEAR})"),
    ("part", r"(?P<part>early|mid|late|later)(?: |-)(?:in )?(?P<rel>this|next) year"),
    ("month", rf"(?P<month>{_MONTH}),? (?P<year>{_YEAR})"),
    ("season", rf"(?P<part>spring|summer|fall|autumn)(?: of)? (?P<year>{_YEAR})"),
    ("rest", rf"later in (?P<year>{_YEAR})"),
    (
        "year",
        rf"\b(?:in|during|by|before|until|through|of|for|throughout|within) (?:calendar |fiscal )?(?P<year>{_YEAR})(?![\w%/,-]\w|[-]|,\d| [A-Z])",
    ),
    ("year", r"(?P<rel>this|next) (?:calendar )?year"),
)
_COMPILED = tuple(
    (shape, pattern_of(pattern, re.I if shape not in ("month", "day") else 0)) for shape, pattern in _SHAPES
)
_UNTIL = pattern_of(
    r"\b(?:by|before|until|no later than|prior to|not later than)(?: the| its| around| approximately)? $", re.I
)
_CUE = pattern_of(r"20\d\d|19\d\d|\d[QH]\d|year|quarter|half", re.I)


@dataclass(frozen=True, slots=True)
class When:
    """A time named at ``start:end``: the first and last day that its words allow, ISO 8601."""

    start: int
    end: int
    first: str | None
    last: str


def times_in(text: str, year: int | None) -> Iterator[When]:
    """The times that a text names, from left to right; ``year`` is that of the release, for "this year"."""
    if not _CUE.search(text):
        return
    found: list[When] = []
    for shape, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if any(match.start() < w.end and w.start < match.end() for w in found):
                continue
            when = _when(shape, match, year)
            if when:
                found.append(when)
    for when in sorted(found, key=lambda w: w.start):
        yield _until(text, when)


def _until(text: str, when: When) -> When:
    """Without the preposition of a bare year; only an end, where the words before say "by"."""
    preposition = re.match(r"[a-z]+ (?:calendar |fiscal )?(?=\d)", text[when.start : when.end])
    if preposition and not re.match(r"early|mid|late|spring|summer|fall|autumn|end", preposition.group()):
        when = When(when.start + preposition.end(), when.end, when.first, when.last)
    if not _UNTIL.search(text, max(0, when.start - 24), when.start):
        return when
    return When(when.start, when.end, None, when.last)


def _when(shape: str, match: re.Match[str], release: int | None) -> When | None:
    year = _year(match, release)
    if year is None:
        return None
    months = _span(shape, match)
    if months is None:
        return None
    first, last = months
    day = match.groupdict().get("day")
    if day:
        iso = f"{year}-{first:02}-{int(day):02}"
        return When(match.start(), match.end(), iso, iso) if int(day) <= calendar.monthrange(year, first)[1] else None
    end = f"{year}-{last:02}-{calendar.monthrange(year, last)[1]}"
    return When(match.start(), match.end(), f"{year}-{first:02}-01", end)


def _year(match: re.Match[str], release: int | None) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("short"):
        return 2000 + int(groups["short"])
    if release is None:
        return None
    return release + 1 if (groups.get("rel") or "").lower() == "next" else release


def _span(shape: str, match: re.Match[str]) -> tuple[int, int] | None:
    """First and last month of the time within its year."""
    groups = match.groupdict()
    part = (groups.get("part") or "").lower()
    number = int(groups["number"]) if groups.get("number") else _ORDINALS.get(part, 0)
    if shape == "quarter":
        number = number or 4
        return 3 * number - 2, 3 * number
    if shape == "half":
        return (1, 6) if number == 1 else (7, 12)
    if shape in ("month", "day"):
        month = next((i for i, name in enumerate(_MONTHS, 1) if name.startswith(groups["month"][:3])), None)
        return (month, month) if month else None
    if shape == "season":
        return {"spring": (3, 5), "summer": (6, 8)}.get(part, (9, 11))
    return {"end": (10, 12), "rest": (1, 12), "year": (1, 12)}.get(shape) or {
        "early": (1, 4),
        "mid": (5, 8),
        "late": (9, 12),
        "later": (1, 12),
    }[part]
