"""Figures that compare arms: ratios, confidence intervals, p-values."""

from __future__ import annotations

import re
from dataclasses import replace

from topline.extract.results.estimate_patterns import (
    BARE_INTERVAL,
    ELLIPTIC_RATIO,
    INTERVAL,
    NEXT_RATIO,
    P_VALUE,
    PLAIN_INTERVAL,
    RATIO,
    RATIO_NAMES,
    SEVERAL_RATIOS,
)
from topline.extract.words.figures import Interval, Page, PValue, Quantity
from topline.extract.words.numbers import comparison_of, number_of
from topline.extract.words.patterns import pattern_of
from topline.facts.record import Number


def p_words(match: re.Match[str]) -> str:
    """A p-value as the record writes it: ``<0.0001``, ``0.03``."""
    sign = (match.group("sign") or "") + (match.group("again") or "")
    less = "<" if "<" in sign or "less" in sign or "below" in sign else "≤" if "≤" in sign else ""
    more = ">" if ">" in sign or "greater" in sign else ""
    value = match.group("value").replace(",", ".")
    power = re.sub(r"\s", "", match.group("power") or "")
    return f"{'≤' if '<=' in sign else less or more}{'0' if value.startswith('.') else ''}{value}{power}"


# "p<0.01 at every time point" is of the course, not of the value that the sentence gives.
_EVERY_TIME = pattern_of(
    r"\s?(?:at|for|across) (?:every|all|each) (?:\w+ )?(?:time ?-?points?|visits?|weeks?|months?)\b"
)


def p_values_in(page: Page) -> list[PValue]:
    """The p-values of a text, taken from the page."""
    found = []
    for match in P_VALUE.finditer(page.text):
        if _EVERY_TIME.match(page.text, match.end()):
            page.take(*match.span())
            continue
        around = page.text[max(0, match.start() - 25) : match.start()] + " " + page.text[match.end() : match.end() + 28]
        sides = (
            1
            if re.search(r"(?:one|1)-(?:sided|tailed)", around)
            else 2
            if re.search(r"(?:two|2)-(?:sided|tailed)", around)
            else None
        )
        said = re.search(r"non-?inferiority|superiority", match.group() + around)
        hypothesis = said.group().replace("noninf", "non-inf") if said else None
        found.append(PValue(p_words(match), match.start("value"), match.end("value"), sides, hypothesis))
        page.take(*match.span())
    return found


def intervals_in(page: Page) -> list[Interval]:
    """The confidence intervals of a text, taken from the page."""
    found = []
    for match in INTERVAL.finditer(page.text):
        low, high = number_of(match.group("low")), number_of(match.group("high"))
        if low is None or high is None:
            continue
        level = match.group("level") or match.group("late")
        found.append(
            Interval(
                _signed(match.group("low"), low),
                _signed(match.group("high"), high),
                number_of(level) if level else None,
                match.start("low"),
                match.end("high"),
            )
        )
        page.take(*match.span())
    return found


def _signed(words: str, value: Number) -> Number:
    return -value if words.startswith("-") and value > 0 else value


def ratios_in(page: Page) -> list[Quantity]:
    """The hazard, odds and risk ratios of a text, taken from the page; "it was 0.83 (95% CI …" after the first."""
    found = _several_ratios(page) if "atios" in page.text or "HRs" in page.text else []
    for match in RATIO.finditer(page.text):
        if "\x00" in match.group():
            continue
        name = next(key for key in RATIO_NAMES if match.group(key.replace(" ", "_")))
        start, end = match.span("value")
        found.append(
            Quantity(
                "ratio",
                number_of(match.group("value")),
                start,
                end,
                end,
                ratio=name,
                about=match.group("between"),
                comparison=comparison_of(page.text[max(0, start - 20) : start].rstrip("=: ")),
            )
        )
        page.take(*match.span())
    if found:
        for match in ELLIPTIC_RATIO.finditer(page.text.replace("\x00", "#")):
            if match.start() > found[0].end:
                found.append(
                    Quantity(
                        "ratio",
                        number_of(match.group("value")),
                        *match.span("value"),
                        match.end(),
                        ratio=found[0].ratio,
                    )
                )
                page.take(*match.span())
    return found


def _several_ratios(page: Page) -> list[Quantity]:
    """As in "Hazard ratios for OS in … were 0.69 (0.56-0.85), 0.77 (0.64-0.92) and 0.81, respectively"."""
    found = []
    first = SEVERAL_RATIOS.search(page.text)
    match: re.Match[str] | None = first
    while first and match:
        value = Quantity("ratio", number_of(match.group("value")), *match.span("value"), match.end("value"))
        found.append(replace(value, ratio="hazard ratio", about=first.group("between")))
        match = NEXT_RATIO.match(page.text, match.end("value"))
    for q in found:
        page.take(q.start, q.end)
    if first:
        page.take(*first.span())
    return found


# What stands between an estimate and its own interval, and nothing more.
_CLOSE = pattern_of(
    r"\s?(?:%|months|points|[a-z]{1,6})?\s?[\[(,;]{0,2}\s?(?:\d\d(?:\.\d+)?\s?%\s?)?(?:CI|confidence interval)?[\s:,=\[(]*",
    re.I,
)


def with_intervals(text: str, quantities: list[Quantity], intervals: list[Interval]) -> list[Quantity]:
    """Give each interval to the value just before it; one that does not hold its estimate is named, not kept."""
    placed = list(quantities)
    for interval in intervals:
        before = [
            i for i, q in enumerate(placed) if q.value is not None and q.kind != "count" and q.end <= interval.start
        ]
        if not before or placed[before[-1]].ci:
            continue
        owner = placed[before[-1]]
        gap = text[owner.reach : interval.start]
        if len(gap) > 90 or re.search(r"[.;] [A-Z]", gap):
            continue
        low, high = interval.low, interval.high
        value = owner.value or 0
        if not low <= value <= high and low <= -value <= high:
            value = -value
        if low <= value <= high:
            placed[before[-1]] = replace(owner, ci=(low, high), ci_level=interval.level)
        elif _CLOSE.fullmatch(gap):
            placed[before[-1]] = replace(owner, broken=f"{low} to {high} does not hold {owner.value}")
    return [_with_bare_interval(text, q) if q.kind == "ratio" and not q.ci else q for q in placed]


def _with_bare_interval(text: str, ratio: Quantity) -> Quantity:
    """As in "the hazard ratio was 0.43 (0.32 to 0.58)": the two numbers right behind a ratio that hold it between them."""
    match = BARE_INTERVAL.match(text, ratio.end + 1) if text[ratio.end : ratio.end + 1] == " " else None
    match = match or PLAIN_INTERVAL.match(text, ratio.end)
    if not match or ratio.value is None:
        return ratio
    low, high = number_of(match.group("low")), number_of(match.group("high"))
    inside = low is not None and high is not None and 0 <= low < ratio.value < high
    return (
        replace(ratio, ci=(low, high), reach=match.end()) if inside and low is not None and high is not None else ratio
    )
