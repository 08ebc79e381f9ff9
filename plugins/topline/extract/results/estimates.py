"""The quantities of a sentence: shares, times, amounts, counts, ratios, their intervals and p-values.

``read(text)`` finds them one kind after another; what one kind has taken is masked for the next, so that the
limits of an interval are no values and a dose is no result. Positions are positions in the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from topline.extract.results.estimate_comparisons import intervals_in, p_values_in, ratios_in, with_intervals
from topline.extract.results.estimate_patterns import (
    AMOUNT,
    ASIDE,
    BARE,
    COMPARED_TIME,
    FOLLOW_UP,
    LEVEL,
    MONEY,
    MORE,
    NO_BARE,
    NOT_REACHED,
    OPEN_INTERVAL,
    RANGE,
    TIME,
    TIME_UNITS,
    TIMEPOINT,
    TIMEPOINT_LABEL,
    TIMES,
    UNIT_NAMES,
    YEARLY,
)
from topline.extract.results.estimate_shares import shares
from topline.extract.words.figures import Figures, Page, Quantity
from topline.extract.words.numbers import NUMBER, comparison_of, number_of
from topline.extract.words.patterns import pattern_of


@lru_cache(64)  # a sentence is asked for its figures by several readers of the release
def read(text: str) -> Figures:
    """The figures of a sentence."""
    page = Page(text)
    p_values = p_values_in(page) if "p" in text or "P" in text else []
    for match in OPEN_INTERVAL.finditer(text) if "N" in text or "not " in text else ():
        page.take(*match.span())
    intervals = intervals_in(page) if "CI" in text or "nterval" in text or "CrI" in text else []
    quantities = ratios_in(page) if "atio" in text or "R" in text or "isk" in text else []
    timepoints = _timepoints(page)
    for pattern in (MONEY, FOLLOW_UP, ASIDE, RANGE):
        for match in pattern.finditer(page.text):
            page.take(*match.span())
    quantities += shares(page)
    quantities += _measures(page)
    quantities += _unreached(page)
    quantities += _yearly(page)
    quantities += _bare(page, {q.start for q in quantities})
    quantities.sort(key=lambda quantity: quantity.start)
    return Figures(tuple(with_intervals(text, quantities, intervals)), tuple(p_values), tuple(timepoints))


def _timepoints(page: Page) -> list[tuple[int, str]]:
    found = []
    for match in TIMES.finditer(page.text):
        if not match.group().startswith("of ") or _RATES_BEFORE.search(
            page.text, max(0, match.start() - 30), match.start()
        ):
            page.take(*match.span())
    for match in TIMEPOINT.finditer(page.text):
        if match.group("before").casefold() == "to" and not re.search(
            r"\b(?:baseline|up|out|through|week \d+|day \d+)\s$", page.text[: match.start()]
        ):
            continue
        if match.group("before").casefold() == "from" and _REACHED_TIME.search(
            page.text, max(0, match.start() - 40), match.start()
        ):
            continue
        if match.group("before").casefold() in ("for", "to", "by", "from", "past") and COMPARED_TIME.match(
            page.text, match.end()
        ):
            continue
        if re.match(r"(?:for|to|by|from|past|beyond|over)\s", match.group(), re.I) and re.search(
            r"(?:last|lasted|lasting|prolonged|extended|improved|longer|increased|survival|PFS|DOR|duration)[\w\s,()]{0,30}$",
            page.text[: match.start()],
        ):
            continue
        if (
            _started_within(page.text, match)
            or re.match(
                r"\s(?:of|after) (?:the |their |first |initial |stroke |illness |disease )*(?:onset|symptom|diagnosis|symptoms|randomi[sz]ation to treatment)",
                page.text[match.end() :],
            )
            or _IN_MEDIAN.search(match.group())
        ):
            page.take(*match.span("when"))
            continue
        if match.group()[:2].casefold() in ("at", "af", "by", "th", "wi", "ov", "du", "fo", "fr", "in", "un"):
            found.append((match.start("when"), match.group("when").replace("-", " ")))
        page.take(*match.span("when"))
    for match in TIMEPOINT_LABEL.finditer(page.text):
        words = match.group("label") or match.group("adjective")
        found.append((match.start(), words if match.group("label") else _plural(words)))
        if match.group("adjective"):
            page.take(*match.span())
    return sorted(found)


_RATES_BEFORE = pattern_of(r"\b(?:rates?|estimates?|survival|probabilit\w+) $")
# "was extended to 19.8 months from 12.6 months": a value, no time of one
_REACHED_TIME = pattern_of(r"\bto (?:a median of )?\d[\d.]* (?:months|weeks|days|years) $")
# "treatment started within 72 hours of the injury" tells who was treated, not when an outcome was measured.
_STARTED = pattern_of(
    r"\b(?:treat(?:ed|ment)|start(?:ed|ing)?|initiat\w+|given|administered|dosed|began|begun|enrolled|randomi[sz]ed|receiv(?:ed|ing)|infused|presenting|presented)\b[^.;,%\d]{0,40}$"
)


def _started_within(text: str, match: re.Match[str]) -> bool:
    """Is it a window in which patients had to be treated: "randomized within 24 hours of stroke onset"?"""
    if match.group("before").casefold() != "within":
        return False
    since = re.match(
        r"\s(?:of|after|from|following) (?!(?:the )?(?:start|first dose|dosing|treatment|infusion))",
        text[match.end() :],
    )
    return bool(since and _STARTED.search(text, max(0, match.start() - 60), match.start()))


# "over a median of 2.2 years" is how long the patients were followed, no time of a value.
_IN_MEDIAN = pattern_of(r"\b(?:a median of|a mean of)\b")


def _plural(words: str) -> str:
    """As in "24-week" → "24 weeks", "one-year" → "1 year" is left to readers: "one year"."""
    number, unit = re.split(r"[- ]", words, maxsplit=1)
    return f"{number} {unit}" if number.casefold() in ("one", "1") else f"{number} {unit}s"


def _measures(page: Page) -> list[Quantity]:
    """Times and amounts, with the bare number before "versus" sharing the unit of the number after it."""
    found = []
    for match in TIME.finditer(page.text):
        if (
            match.group("glue") == "-"
            or match.group("tail")
            or (re.search(r"(?:\b(?:the|a|an) |-)$", page.text[: match.start()]) and match.group("glue") == "-")
            or re.match(r"\s(?:of age|old|earlier|ago|later|prior|before)\b|-old", page.text[match.end() :])
        ):
            page.take(*match.span())
            continue
        unit = TIME_UNITS[match.group("unit").casefold().rstrip("s")]
        found.append(_measure(page, match, "time", unit))
    for match in AMOUNT.finditer(page.text):
        unit = match.group("unit")
        if "-" in match.group("glue") and not _MOVE_NEXT.match(page.text, match.end()):
            page.take(*match.span())
            continue
        found.append(_measure(page, match, "amount", _unit_name(unit)))
    for quantity in found:
        page.take(quantity.start, quantity.reach)
    return found + _sharing(page, found) + _levels(page)


def _unit_name(words: str) -> str:
    """A unit as the record writes it: ``mm Hg`` → ``mmHg``, ``points a month`` → ``points per month``."""
    if words.startswith(("percentage", "absolute", "%-")):
        return "percentage points"
    if words.endswith(("years", "follow-up")):
        return f"per {_PATIENT_YEARS.sub('', words).replace(',', '')} patient-years"
    per = _PER_TIME.search(words)
    unit = words[: per.start()] if per else words
    unit = UNIT_NAMES.get(unit.casefold(), unit)
    return f"{unit} per {per.group(1)}" if per and unit else words if per else unit


_PER_TIME = pattern_of(
    r"(?:^|\s?)(?:(?:per|an?|each|every) |/)(day|week|month|year|hour|minute|second|night|24 ?h(?:ours)?)$"
)


_PATIENT_YEARS = pattern_of(r"^.*per | \S+[- ]years.*$")
# "a 12-point improvement" is an amount; an "11-point scale" is none.
_MOVE_NEXT = pattern_of(
    r"\s(?:mean |median |average |greater |relative )?(?:improvement|reduction|decrease|increase|decline|gain|drop|fall|rise|change|difference)\b"
)


def _measure(page: Page, match: re.Match[str], kind: str, unit: str) -> Quantity:
    start = match.start("value")
    comparison = comparison_of(page.text[max(0, start - 40) : start])
    return Quantity(kind, number_of(match.group("value")), start, match.end("value"), match.end(), unit, comparison)


def _sharing(page: Page, measures: list[Quantity]) -> list[Quantity]:
    """The numbers without a unit that stand in one comparison with a number that has one: "9.6 versus 6.4 months"."""
    found = []
    for measure in measures:
        before = page.text[max(0, measure.start - 70) : measure.start]
        match = re.search(
            rf"(?<![\w.,])(?<!\w-)(?P<value>{NUMBER})(?P<gap>(?:\s(?:with|for|in|on|among)\s[A-Za-z][^.;\d\x00]{{1,45}})?,?\s(?:versus|vs\.?|v\.?|compared (?:to|with)|against|and)\s(?:only |just )?)$",
            before,
        )
        if match and not re.search(
            r"(?:baseline|week|day|month|grade|phase|SOLO|PART|COHORT)\s?$", before[: match.start()], re.I
        ):
            start = measure.start - len(before) + match.start("value")
            found.append(
                replace(
                    measure,
                    value=number_of(match.group("value")),
                    start=start,
                    end=start + len(match.group("value")),
                    reach=start + len(match.group("value")),
                    comparison="=",
                )
            )
            page.take(start, start + len(match.group("value")))
    return found + _sharing_on(page, measures)


def _sharing_on(page: Page, measures: list[Quantity]) -> list[Quantity]:
    """The number behind "versus" that leaves out the unit: "230 mL versus 90 with placebo"."""
    found = []
    for measure in measures:
        match = _AND_THEN.match(page.text, measure.reach)
        if match and measure.kind == "amount":
            start, end = match.span("value")
            found.append(
                replace(measure, value=number_of(match.group("value")), start=start, end=end, reach=end, comparison="=")
            )
            page.take(start, end)
    return found


_AND_THEN = pattern_of(
    rf"(?: from baseline)?(?:\s(?:with|for|in|on|among)\s[A-Za-z][^.;,\d\x00]{{1,45}})?,?\s(?:versus|vs\.?|compared (?:to|with)|against)\s(?P<value>{NUMBER})(?=\s(?:with|for|in|on|among)\s|[,.;)](?!\d))"
)


def _levels(page: Page) -> list[Quantity]:
    """The level reached from a baseline, without a unit: "from 5.8 at baseline to 2.1"."""
    return [
        Quantity("level", number_of(m.group("value")), *m.span("value"), m.end("value"))
        for m in LEVEL.finditer(page.text)
    ]


def _yearly(page: Page) -> list[Quantity]:
    """Bare rates of events a year: "the annualized relapse rate was 0.16 with A and 0.29 with B"."""
    if "annual" not in page.text and "ARR" not in page.text and "ABR" not in page.text:
        return []
    return [
        Quantity("yearly", number_of(m.group("value")), *m.span("value"), m.end("value"))
        for m in YEARLY.finditer(page.text)
    ]


def _bare(page: Page, taken: set[int]) -> list[Quantity]:
    """Scores and indexes without a unit; ``taken`` are the places that have been read otherwise."""
    found = [
        Quantity("bare", number_of(m.group("value")), *m.span("value"), m.end("value"))
        for m in MORE.finditer(page.text)
        if m.start() not in taken
    ]
    taken = taken | {q.start for q in found}
    for match in BARE.finditer(page.text):
        start = match.start("value")
        before = page.text[max(0, start - 40) : start]
        if start in taken or (NO_BARE.search(before) and not re.search(r"\bfrom baseline\b", before)):
            continue
        value = number_of(match.group("value").lstrip("+"))
        found.append(Quantity("bare", value, start, match.end("value"), match.end("value")))
    return found


def _unreached(page: Page) -> list[Quantity]:
    return [Quantity("unreached", None, *match.span(), match.end()) for match in NOT_REACHED.finditer(page.text)]
