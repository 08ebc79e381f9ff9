"""Shares and counts of people: percentages with their counts, counts with denominators."""

from __future__ import annotations

import re
from dataclasses import replace

from topline.extract.results.estimate_patterns import (
    COUNTED,
    COUNTED_ALONE,
    COUNTED_RESPONSES,
    FRACTION,
    LONE_COUNT,
    PERCENT,
    SHARED_PERCENT,
    WORD_PERCENT,
)
from topline.extract.words.figures import Page, Quantity
from topline.extract.words.numbers import agree, comparison_of, number_of


def shares(page: Page) -> list[Quantity]:
    """Percentages with their counts, counts with denominators, and counts of people."""
    fractions: list[Quantity] = []
    for match in FRACTION.finditer(page.text):
        n, of = number_of(match.group("n")), number_of(match.group("of"))
        if isinstance(n, int) and isinstance(of, int) and 0 <= n <= of and of > 1:
            fractions.append(Quantity("count", n, match.start("n"), match.end("of"), match.end(), n=n, of=of))
            page.take(*match.span())
    percents = []
    for match in SHARED_PERCENT.finditer(page.text) if " v" in page.text else ():
        percents.append(Quantity("percent", number_of(match.group("value")), *match.span(), match.end(), "percent"))
    for match in PERCENT.finditer(page.text):
        start = match.start("value")
        comparison = comparison_of(page.text[max(0, start - 40) : start])
        percents.append(
            Quantity(
                "percent",
                number_of(match.group("value")),
                start,
                match.end("value"),
                match.end(),
                "percent",
                comparison,
            )
        )
        page.take(*match.span())
    for percent in percents:
        page.take(percent.start, percent.end)
    for match in WORD_PERCENT.finditer(page.text) if "cent" in page.text else ():
        percents.append(
            Quantity("percent", number_of(match.group("value")), *match.span("value"), match.end(), "percent")
        )
        page.take(*match.span())
    percents.sort(key=lambda percent: percent.start)
    paired = _paired(page.text, percents, fractions)
    told = [(s.n, s.start) for s in paired if s.n is not None]
    return paired + [c for c in _counted(page) if not any(n == c.n and 0 < start - c.start < 60 for n, start in told)]


def _paired(text: str, percents: list[Quantity], fractions: list[Quantity]) -> list[Quantity]:
    """Join "23 of 39 (59%)" and "59% (23/39)", "59% of patients on X (23 of 39)" into one share with its count."""
    joined, used = [], set()
    for percent in percents:
        partner = next((f for f in fractions if f.start not in used and _belong(text, f, percent)), None)
        if partner and not _told_together(text, partner, percent):
            partner = None
        if partner:
            used.add(partner.start)
            percent = replace(percent, n=partner.n, of=partner.of, reach=max(percent.reach, partner.reach))
        else:
            lone = LONE_COUNT.search(text[: percent.start])
            if lone and text[percent.reach : percent.reach + 1] in ")];":
                n = number_of(lone.group("n"))
                percent = replace(percent, n=n if isinstance(n, int) else None)
        joined.append(percent)
    return joined + [f for f in fractions if f.start not in used]


def _told_together(text: str, fraction: Quantity, percent: Quantity) -> bool:
    """Is a share the fraction's own, and not the first of "(50.0% vs 21.2%)" after two fractions?"""
    if fraction.n is None or fraction.of is None or percent.value is None:
        return False
    compared = re.match(r"\s?(?:vs\.?|versus|and|compared)\b", text[percent.reach : percent.reach + 12])
    return not compared or agree(fraction.n, fraction.of, percent.value)


def _belong(text: str, fraction: Quantity, percent: Quantity) -> bool:
    if fraction.end <= percent.start:
        return bool(
            re.fullmatch(
                r"\s?(?:[\w-]+ ){0,3}?(?:patients|participants|people|subjects|responders|adults|women|men|children|eyes)?(?:\s\w+){0,4}?\s?[,\[(]\s?(?:or |i\.e\.,? |more than |over |about |approximately |nearly |~|>)?",
                text[fraction.end : percent.start],
            )
        )
    gap = text[percent.reach : fraction.start]
    return (
        bool(
            re.fullmatch(
                r"\s?(?:(?:of|in|on|with|for|given|receiving)\s[^.;(%]{0,60})?[\[(,]\s?(?:n\s?=\s?)?|,? or ", gap
            )
        )
        and "\x00" not in gap
    )


def _counted(page: Page) -> list[Quantity]:
    found = []
    for match in COUNTED.finditer(page.text):
        n = number_of(match.group("n")) if match.group("n").casefold() not in ("a", "no", "none") else None
        if isinstance(n, int) and not page.text[: match.start()].endswith(("every ", "1 in ", "one in ", "One in ")):
            comparison = comparison_of(page.text[max(0, match.start() - 30) : match.start()])
            found.append(
                Quantity("count", n, match.start("n"), match.end("n"), match.end(), n=n, comparison=comparison)
            )
    for match in (
        COUNTED_RESPONSES.finditer(page.text)
        if "espons" in page.text or "death" in page.text or "emission" in page.text or "Rs" in page.text
        else ()
    ):
        n = number_of(match.group("n"))
        if isinstance(n, int):
            found.append(Quantity("count", n, *match.span("n"), match.end("n"), n=n))
    found.sort(key=lambda count: count.start)
    for match in COUNTED_ALONE.finditer(page.text):
        if found and match.start() > found[-1].end:
            n = number_of(match.group("n"))
            if isinstance(n, int):
                found.append(Quantity("count", n, *match.span("n"), match.end("n"), n=n))
    return found
