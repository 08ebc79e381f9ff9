"""Amounts of dose in a sentence: number and unit, alone, in lists (``3, 10 and 30 mg``) and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass

from topline.extract.shipped import table_of
from topline.extract.words.numbers import NUMBER, comparison_of, number_of
from topline.extract.words.patterns import pattern_of
from topline.facts.record import Number


def _units() -> tuple[str, dict[str, str], frozenset[str]]:
    """The pattern of all units, the record's name for each way to write one, and the units that need a cue."""
    table = table_of("dose_units.toml")["unit"]
    written = {words: unit["name"] for unit in table for words in unit["written"]}
    plain = frozenset(unit["name"] for unit in table if unit.get("plain"))
    return "|".join(sorted(written, key=len, reverse=True)), written, plain


_UNIT, _WRITTEN, PLAIN = _units()
_NAMES = {pattern_of(words): name for words, name in _WRITTEN.items()}
_BODY = r"(?P<per>\s?/\s?kg|\s?/\s?m²|\s?/\s?m2\b| per (?:kg|kilogram)(?: of body ?weight)?| per (?:square met(?:er|re)|m²))?"
_TIME = r"(?P<time>\s?/\s?(?:day|d|dose|week|wk)\b)?"
_VOLUME = rf"(?:\s?/\s?{NUMBER}\s?m[lL]\b)?"
# No unit of dose: "mg/dL", "mL/min", "g/L", "units at $3".
_AMOUNT = pattern_of(
    rf"(?<![$€£\w.,-])(?P<number>{NUMBER})[\s-]?(?P<unit>{_UNIT}){_BODY}{_TIME}{_VOLUME}(?![\w²³]|\s?/\s?(?:dL|dl|mL|ml|L|l|g|min|mmol|mg|h|hr|24)\b|\s?%)"
)
# The numbers of a list or range that share the unit of the last one.
_SHARED = pattern_of(
    rf"(?:(?<![$€£\w.,-]){NUMBER}\s*(?:, and |, or |,\s|\s?/\s?|\s?-\s?| and | or | to | through | up to | vs\.? | versus )){{1,7}}$"
)
_NO_DOSE = pattern_of(
    r"\b(?:days?|weeks?|months?|years?|phase|cohorts?|parts?|grades?|stages?|groups?|cycles?|table|figure|in|by|n ?=|arms?|AUC(?: of)?)\s*$",
    re.I,
)
_CHEAP = pattern_of(rf"\d[\s-]?(?:{_UNIT})(?![A-Za-z])")
_ONE = pattern_of(NUMBER)


@dataclass(frozen=True, slots=True)
class Amount:
    """``text[start:end]`` is an amount; ``close`` is where the unit that it shares ends. ``time`` is "day" in ``mg/day``."""

    start: int
    end: int
    close: int
    value: Number
    unit: str
    time: str | None


def amounts_of(text: str) -> list[Amount]:
    """The amounts of dose in a sentence, from left to right; no concentrations, no bounds, no money."""
    if not _CHEAP.search(text):
        return []
    found: list[Amount] = []
    done = 0
    for match in _AMOUNT.finditer(text):
        name = next(name for pattern, name in _NAMES.items() if pattern.fullmatch(match["unit"]))
        per = match["per"] or ""
        unit = name + ("/kg" if "k" in per else "/m²" if "m" in per else "")
        time = (match["time"] or "").strip(" /") or None
        for start, end in [*_before(text, done, match.start()), match.span("number")]:
            value = number_of(text[start:end])
            if value is not None and value > 0 and not _bound(text, start, match.end()):
                close = match.end("per") if match["per"] else match.end("unit")
                found.append(Amount(start, close if start == match.start() else end, match.end(), value, unit, time))
        done = match.end()
    return found


def _before(text: str, done: int, start: int) -> list[tuple[int, int]]:
    """The bare numbers before an amount that share its unit."""
    shared = _SHARED.search(text, max(done, start - 60), start)
    if not shared or _NO_DOSE.search(text[: shared.start()]):
        return []
    last = text[shared.start() : start]
    if (
        last.rstrip().endswith(",")
        and not re.search(r"\b(?:and|or|to)\b", last)
        and "doses" not in text[: shared.start()][-30:]
    ):
        return []
    return [match.span() for match in _ONE.finditer(text, shared.start(), start)]


def _bound(text: str, start: int, end: int) -> bool:
    """Is the number a bound ("more than 5,000 IU"), and no dose that was given? "Up to", "doses of 40 mg or lower" give the highest."""
    if re.match(
        r"(?: (?:once |twice )?(?:daily|weekly|per day|a day))? or (?:greater|more|higher|less|lower|above)\b| (?:less|fewer|more) (?!than)",
        text[end:],
    ) and not (re.match(r" or (?:lower|less)\b", text[end:]) and re.search(r"\bdoses? of $", text[:start])):
        return True
    before = text[max(0, start - 30) : start]
    return comparison_of(before) not in ("=", "~") and not re.search(
        r"\b(?:up to|maximum of|as high as)\s*$", before, re.I
    )
