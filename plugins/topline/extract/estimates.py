"""The quantities of a sentence: shares, times, amounts, counts, ratios, their intervals and p-values.

``read(text)`` finds them one kind after another; what one kind has taken is masked for the next, so that the
limits of an interval are no values and a dose is no result. Positions are positions in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from topline.extract.numbers import COUNT, NUMBER, NUMBER_WORDS, comparison_of, number_of
from topline.facts.record import Comparison, Number

_NUM = NUMBER
# A number inside an interval: an unambiguous minus, as the separator has been read.
_LIMIT = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?\.?\d+"

P_VALUE = re.compile(
    r"(?<![\w-])[pP](?:\s?-?\s?[vV]alues?)?\s?(?:for (?:non-?inferiority|superiority|interaction|trend)\s?)?"
    r"(?P<sign>(?:(?:was|of|is|were|at)\s?)?(?:less than|below|<=|≤|<|=|>|≥|:|greater than)|(?:was|of|is)|(?:=|\s)?\s?less than)\s?"
    r"(?:(?P<again>[<=≤]|less than)\s?)?(?P<value>0?[.,]\d+|[01]\.\d+|1|0)(?P<power>\s?x\s?10[-⁻]?[\d⁰¹²³⁴-⁹]+)?(?![\d%])"
)
INTERVAL = re.compile(
    r"(?:(?P<level>\d{2}(?:\.\d+)?)\s?%\s?-?\s?)?(?:\(?\[?(?:\bCI\b|[Cc]onfidence [Ii]ntervals?|[Cc]redible [Ii]ntervals?|\bCrI\b)[)\]]?)(?:\s?[\[(]CI[\])])?"
    r"(?:\s?(?:[:=,;]|of|from|was|between|ranging from|for [a-z ]{2,30}[:=,]?))*\s?(?:(?P<late>\d{2}(?:\.\d+)?)%\s?[,;:]?\s?)?[\[(]?\s?"
    rf"(?P<low>{_LIMIT})\s?%?\s?(?:-|to|,|;|and|/)\s?(?P<high>{_LIMIT})\s?%?"
)
# An interval whose upper limit was not reached is none.
OPEN_INTERVAL = re.compile(r"(?:\d\d\s?%\s?)?\bCI\b[^)\];]{0,30}?\b(?:NR|NE|NA|not (?:reached|estimable|evaluable|calculable))\b")
BARE_INTERVAL = re.compile(rf"[\[(]\s?(?P<low>{_LIMIT})\s?%?\s?(?:-|to|,|;)\s?(?P<high>{_LIMIT})\s?%?\s?[\])]")
_RATIO_NAMES = {
    "hazard ratio": r"(?:[Ss]ubdistribution |[Aa]djusted )?[Hh]azard [Rr]atios?|(?<![\w-])a?HRs?(?![\w-])",
    "odds ratio": r"[Oo]dds [Rr]atio|(?<![\w-])a?OR(?=\s?[=:,]?\s?\d)",
    "risk ratio": r"(?:[Rr]isk|[Rr]ate|[Ii]ncidence rate) [Rr]atio|[Rr]elative [Rr]isk(?! reduc)|(?<![\w-])(?:RR|IRR)(?=\s?[=:,]?\s?\d)",
}
_NAMED_RATIO = "|".join(f"(?P<{key.replace(' ', '_')}>{value})" for key, value in _RATIO_NAMES.items())
RATIO = re.compile(
    rf"(?:{_NAMED_RATIO})(?:\s?[\[(](?:a?HR|OR|RR|IRR)[\])])?(?P<between>(?:\s(?:for|of|versus|vs\.?|in favor of|in|between|comparing)\s[^.;()\d]{{2,80}}?)?)"
    rf"[\s,:;=\[(]*(?:(?:was|of|is|were|at|being|stood at|came to)\s)?(?:approximately |about )?[=:\s]*(?P<value>\d*\.\d+|\d(?![\d%\w-]))(?![\d%]|\s?(?:months|mg|years|weeks))"
)
ELLIPTIC_RATIO = re.compile(r"\b(?:it|that|this|and) (?:was |of )?(?P<value>\d\.\d+)(?=\s?[\[(](?:\d\d(?:\.\d)?%\s?)?(?:CI|confidence|[pP]\s?[<=]))")

_TIME_UNITS = {"month": "months", "week": "weeks", "day": "days", "year": "years", "hour": "hours", "minute": "minutes"}
_AMOUNT_UNITS = (
    r"(?:percentage|absolute percentage)[ -]points?|%-points?|mL/min(?:/1\.73 ?m²?2?)?|mg/dL|g/dL|mmol/L|mmol/mol|µmol/L|ng/mL|pg/mL|"
    r"mm ?Hg|letters?|points?|pts?|centiloids?|kg|lbs?|pounds|cm|mL|ml|met(?:re|er)s|µm|log(?:10|₁₀)?(?: copies/mL| IU/mL)?|seizures|"
    r"per year|events per year|attacks per month|days per month|fold|[mL](?=[\s,.;)]|$)"
)
_UNIT_NAMES = {
    "letter": "letters", "point": "points", "pt": "points", "pts": "points", "mm hg": "mmHg", "mmhg": "mmHg", "ml": "mL",
    "metres": "m", "meters": "m", "meter": "m", "metre": "m", "lb": "lbs", "pounds": "lbs", "centiloid": "centiloids",
}  # fmt: skip
PERCENT = re.compile(rf"(?P<value>{_NUM})%(?!\s?-?\s?(?:CI\b|confidence|credible|power|certain|points?\b))")
WORD_PERCENT = re.compile(rf"(?P<value>{NUMBER_WORDS}) ?per ?cent\b(?!age)")
TIME = re.compile(rf"(?P<value>{_NUM})(?P<glue>[\s-]?)(?P<unit>months?|weeks?|days?|years?|hours|minutes)(?P<tail>-old)?\b", re.I)
AMOUNT = re.compile(rf"(?P<value>{_NUM})(?P<glue>\s?-?)(?P<unit>{_AMOUNT_UNITS})(?![\w/²-])")
_PEOPLE = r"(?:patients?|participants?|people|subjects?|individuals|adults|children|women|men|infants|evaluable|responders|persons|cases|recipients|them|those|eyes|tumou?rs|lesions)"
FRACTION = re.compile(
    rf"(?<![\d./-])(?P<n>{COUNT})\s?(?:(?:{_PEOPLE}\s)?(?:out of|of)\s(?:the\s|a total of\s|all\s)?|/\s?)(?P<of>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\w%])|{COUNT})(?![\d./]*\d)(?!\s?(?:mm|mg|µg|months|weeks|days|%|mL|kg))"
)
COUNTED = re.compile(
    rf"(?<![\w.,/$€£-])(?P<n>{COUNT}|a|A|one|no|No|none)\s(?:(?:further|additional|more|other|evaluable|treated|confirmed|of the|of these|unconfirmed|durable|ongoing|responding|new)\s){{0,3}}"
    rf"(?P<what>{_PEOPLE}(?!-))"
)
MONEY = re.compile(r"(?:US|C|A|HK)?[$€£¥]\s?\d[\d,.]*(?:\s?(?:million|billion|thousand|[MBK]\b))?|\b\d[\d,.]*\s?(?:million|billion|trillion|dollars|euros|cents)\b")
RANGE = re.compile(
    r"(?<![\w.])(?:\d+(?:\.\d+)?\s?%?\s?(?:-|—)\s?\d+(?:\.\d+)?\s?%|(?<=between )\d+(?:\.\d+)?%?\sand\s\d+(?:\.\d+)?%|(?<!from )(?<![\w.])\d+(?:\.\d+)?%?\sto\s\d+(?:\.\d+)?%"
    r"|\d+(?:\.\d+)?\s?(?:-|to)\s?\d+(?:\.\d+)?\s?\+?\s?(?:months|weeks|days|years|mg)\b)"
)
# What stands beside a number that is no outcome: sizes of groups, standard errors, ranges in parentheses, doses, ages, dates, phases.
ASIDE = re.compile(
    r"\(\s?[nN]\s?=\s?[\d,]+\s?\)|\b[nN]\s?=\s?[\d,]+|\((?:SE|SD|S\.E\.|S\.D\.|standard (?:error|deviation)|±)[^)]{0,25}\)|±\s?\d+(?:\.\d+)?%?|[\[(;,]\s?(?:range|IQR|interquartile range)[^)\]]{0,40}[\])]"
    r"|\b(?:ranging|ranged|range[ds]?:?) (?:from|between|of)?\s?-?\d[\d.]*\s?(?:%|\w+)?\s?(?:-|to|and) \+?\d[\d.]*\+?\s?%?(?: ?months| ?weeks| ?days| ?years)?"
    r"|\bfrom (?:an? )?(?:mean |median |average |baseline )*\d[\d.,]*\s?(?:[%\w/]+ )?(?:out of \d+ )?(?:at |of )?baseline\b|\bfrom (?:an? )?(?:mean |median |average |baseline )*(?:of )?\d[\d.]*(?: (?!to\b)[\w/]+)? (?=to \d)"
    r"|\b(?:mean |median |average )*baseline (?:\w+ ){0,3}?(?:of|was|is|:)\s?[\d.,]+\s?(?:%|[\w/]+)|\b\d[\d.,]*\s?(?:%|[\w/]+)? at (?:the )?(?:baseline|(?:study )?(?:start|entry|screening|enrol?lment))\b"
    r"|\d[\d.,]*\s?-?(?:mg|mcg|µg|g|IU|MBq|Gy|vg)(?:/(?:kg|m²|day|mL))*(?![\w/])"
    r"|\b(?:week|month|day|year|days|weeks|grade|grades|phase|cohort|cycle|age[ds]?|stage|part|study|abstract)s? (?:≥|>|of )?\d+(?:\s?(?:-|to|and|or|/)\s?\d+)?(?![\d.]*\d)(?! ?(?:of|patients|%|\.\d))",
    re.I,
)
NOT_REACHED = re.compile(r"\b(?:(?:has |have |had |was |were )?not (?:yet )?(?:been )?reached|not estimable|NR|NE)\b")
FOLLOW_UP = re.compile(
    rf"\b(?:follow(?:ed|ing)?[- ]?(?:up|ups)|followed for|observation|exposure|treatment duration|duration of (?:treatment|exposure|therapy|follow-up))\b[^.;()]{{0,45}}?{_NUM}\s?-?(?:months?|weeks?|days?|years?)"
    rf"|{_NUM}\s?-?(?:months?|weeks?|days?|years?)(?:'s?)?\s(?:of )?(?:(?:median|further|additional|survival)\s)?(?:follow[- ]?up|observation|exposure)",
    re.I,
)
TIMEPOINT = re.compile(
    rf"\b(?P<before>at|after|by|through|until|within|over|during|for|to|from|in|past|beyond|following|on|the first|the last|every|up to|least)\s(?:the\s|about\s|approximately\s|at least\s|a median of\s|only\s|just\s|first\s|last\s)*"
    rf"(?P<when>(?:{_NUM}|one|two|three|four|five|six|eight|nine|ten|twelve|eighteen)[\s-](?:consecutive )?(?:months?|weeks?|days?|years?|hours|minutes))\b",
    re.I,
)
_COMPARED_TIME = re.compile(r"\s(?:with|in the|for|on|versus|vs|compared)\b")
TIMEPOINT_LABEL = re.compile(
    r"\b(?P<label>(?:week|month|day|year)s? \d+)\b|\b(?P<adjective>(?:\d+|one|two|three|four|five|six|nine|twelve)[- ](?:week|month|day|year))\b", re.I
)


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
    ci_at: tuple[int, int] | None = None
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
    """All quantities, intervals and p-values of a sentence, in order; ``masked`` is the text without them."""

    quantities: tuple[Quantity, ...]
    p_values: tuple[PValue, ...]
    timepoints: tuple[tuple[int, str], ...]
    masked: str


class _Page:
    """The text while it is read; ``take`` masks what has been read (positions stay)."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, start: int, end: int) -> None:
        self.text = self.text[:start] + "\x00" * (end - start) + self.text[end:]


def read(text: str) -> Figures:
    """The figures of a sentence."""
    page = _Page(text)
    p_values = _p_values(page) if "p" in text or "P" in text else []
    for match in OPEN_INTERVAL.finditer(text) if "N" in text or "not " in text else ():
        page.take(*match.span())
    intervals = _intervals(page) if "CI" in text or "nterval" in text or "CrI" in text else []
    quantities = _ratios(page) if "atio" in text or "R" in text or "isk" in text else []
    timepoints = _timepoints(page)
    for pattern in (MONEY, FOLLOW_UP, ASIDE, RANGE):
        for match in pattern.finditer(page.text):
            page.take(*match.span())
    quantities += _shares(page)
    quantities += _measures(page)
    quantities += _unreached(page)
    quantities += _yearly(page)
    quantities.sort(key=lambda quantity: quantity.start)
    return Figures(tuple(_with_intervals(text, quantities, intervals)), tuple(p_values), tuple(timepoints), page.text)


def p_words(match: re.Match[str]) -> str:
    """A p-value as the record writes it: ``<0.0001``, ``0.03``."""
    sign = (match.group("sign") or "") + (match.group("again") or "")
    less = "<" if "<" in sign or "less" in sign or "below" in sign else "≤" if "≤" in sign else ""
    more = ">" if ">" in sign or "greater" in sign else ""
    value = match.group("value").replace(",", ".")
    power = re.sub(r"\s", "", match.group("power") or "")
    return f"{'≤' if '<=' in sign else less or more}{'0' if value.startswith('.') else ''}{value}{power}"


def _p_values(page: _Page) -> list[PValue]:
    found = []
    for match in P_VALUE.finditer(page.text):
        around = page.text[max(0, match.start() - 25) : match.start()] + " " + page.text[match.end() : match.end() + 28]
        sides = 1 if re.search(r"(?:one|1)-(?:sided|tailed)", around) else 2 if re.search(r"(?:two|2)-(?:sided|tailed)", around) else None
        said = re.search(r"non-?inferiority|superiority", match.group() + around)
        hypothesis = said.group().replace("noninf", "non-inf") if said else None
        found.append(PValue(p_words(match), match.start("value"), match.end("value"), sides, hypothesis))
        page.take(*match.span())
    return found


def _intervals(page: _Page) -> list[Interval]:
    found = []
    for match in INTERVAL.finditer(page.text):
        low, high = number_of(match.group("low")), number_of(match.group("high"))
        if low is None or high is None:
            continue
        level = match.group("level") or match.group("late")
        found.append(Interval(_signed(match.group("low"), low), _signed(match.group("high"), high), number_of(level) if level else None, match.start("low"), match.end("high")))
        page.take(*match.span())
    return found


def _signed(words: str, value: Number) -> Number:
    return -value if words.startswith("-") and value > 0 else value


def _ratios(page: _Page) -> list[Quantity]:
    found: list[Quantity] = []
    for match in RATIO.finditer(page.text):
        if "\x00" in match.group():
            continue
        name = next(key for key in _RATIO_NAMES if match.group(key.replace(" ", "_")))
        start, end = match.span("value")
        found.append(Quantity("ratio", number_of(match.group("value")), start, end, end, ratio=name, about=match.group("between"), comparison=comparison_of(page.text[max(0, start - 20) : start].rstrip("=: "))))
        page.take(*match.span())
    if found:
        for match in ELLIPTIC_RATIO.finditer(page.text.replace("\x00", "#")):
            if match.start() > found[0].end:
                found.append(Quantity("ratio", number_of(match.group("value")), *match.span("value"), match.end(), ratio=found[0].ratio))
                page.take(*match.span())
    return found


def _timepoints(page: _Page) -> list[tuple[int, str]]:
    found = []
    for match in TIMEPOINT.finditer(page.text):
        if match.group("before").casefold() == "to" and not re.search(r"\b(?:baseline|up|out|through|week \d+|day \d+)\s$", page.text[: match.start()]):
            continue
        if match.group("before").casefold() in ("for", "to", "by", "from", "over", "past") and _COMPARED_TIME.match(page.text, match.end()):
            continue
        if re.match(r"(?:for|to|by|from|past|beyond|over)\s", match.group(), re.I) and re.search(r"(?:last|lasted|lasting|prolonged|extended|improved|longer|increased|survival|PFS|DOR|duration)[\w\s,()]{0,30}$", page.text[: match.start()]):
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


def _plural(words: str) -> str:
    """ "24-week" → "24 weeks", "one-year" → "1 year" is left to readers: "one year". """
    number, unit = re.split(r"[- ]", words, maxsplit=1)
    return f"{number} {unit}" if number.casefold() in ("one", "1") else f"{number} {unit}s"


def _shares(page: _Page) -> list[Quantity]:
    """Percentages with their counts, counts with denominators, and counts of people."""
    fractions: list[Quantity] = []
    for match in FRACTION.finditer(page.text):
        n, of = number_of(match.group("n")), number_of(match.group("of"))
        if isinstance(n, int) and isinstance(of, int) and 0 <= n <= of and of > 1:
            fractions.append(Quantity("count", n, match.start("n"), match.end("of"), match.end(), n=n, of=of))
            page.take(*match.span())
    percents = []
    for match in PERCENT.finditer(page.text):
        start = match.start("value")
        comparison = comparison_of(page.text[max(0, start - 40) : start])
        percents.append(Quantity("percent", number_of(match.group("value")), start, match.end("value"), match.end(), "percent", comparison))
        page.take(*match.span())
    for match in WORD_PERCENT.finditer(page.text) if "cent" in page.text else ():
        percents.append(Quantity("percent", number_of(match.group("value")), *match.span("value"), match.end(), "percent"))
        page.take(*match.span())
    percents.sort(key=lambda percent: percent.start)
    shares = _paired(page.text, percents, fractions)
    told = [(s.n, s.start) for s in shares if s.n is not None]
    return shares + [c for c in _counted(page) if not any(n == c.n and 0 < start - c.start < 60 for n, start in told)]


def _paired(text: str, percents: list[Quantity], fractions: list[Quantity]) -> list[Quantity]:
    """Join "23 of 39 (59%)" and "59% (23/39)", "59% of patients on X (23 of 39)" into one share with its count."""
    joined, used = [], set()
    for percent in percents:
        partner = next((f for f in fractions if f.start not in used and _belong(text, f, percent)), None)
        if partner:
            used.add(partner.start)
            percent = replace(percent, n=partner.n, of=partner.of, reach=max(percent.reach, partner.reach))
        else:
            lone = _LONE.search(text[: percent.start])
            if lone and text[percent.reach : percent.reach + 1] in ")];":
                n = number_of(lone.group("n"))
                percent = replace(percent, n=n if isinstance(n, int) else None)
        joined.append(percent)
    return joined + [f for f in fractions if f.start not in used]


# "seven (28%)", "12 complete responses (11.7%)", "twelve patients in the first arm (5.3%)"
_LONE = re.compile(rf"(?<![\d.,])(?P<n>{COUNT})(?: (?:of the |confirmed )?(?:patients|participants|people|subjects|adults|(?:complete|partial|objective) (?:response|remission)s?))?(?: in the [\w ]{{1,30}}| on \w+| given \w+)?\s?[\[(]$")


def _belong(text: str, fraction: Quantity, percent: Quantity) -> bool:
    if fraction.end <= percent.start:
        return bool(re.fullmatch(r"\s?(?:evaluable |treated |of the |assessable )*(?:patients|participants|people|subjects|responders|adults|women|men|children|eyes)?(?:\s\w+){0,4}?\s?[,\[(]\s?(?:or |i\.e\.,? |more than |over |about |approximately |nearly |~|>)?", text[fraction.end : percent.start]))
    gap = text[percent.reach : fraction.start]
    return bool(re.fullmatch(r"\s?(?:(?:of|in)\s[^.;(%]{0,60})?[\[(,]\s?(?:n\s?=\s?)?|,? or ", gap)) and "\x00" not in gap


def _counted(page: _Page) -> list[Quantity]:
    found = []
    for match in COUNTED.finditer(page.text):
        n = number_of(match.group("n")) if match.group("n").casefold() not in ("a", "no", "none") else None
        if isinstance(n, int):
            comparison = comparison_of(page.text[max(0, match.start() - 30) : match.start()])
            found.append(Quantity("count", n, match.start("n"), match.end("n"), match.end(), n=n, comparison=comparison))
    for match in _RESPONSES.finditer(page.text) if "espons" in page.text or "emission" in page.text else ():
        n = number_of(match.group("n"))
        if isinstance(n, int):
            found.append(Quantity("count", n, *match.span("n"), match.end("n"), n=n))
    found.sort(key=lambda count: count.start)
    for match in _HAD.finditer(page.text):
        if found and match.start() > found[-1].end:
            n = number_of(match.group("n"))
            if isinstance(n, int):
                found.append(Quantity("count", n, *match.span("n"), match.end("n"), n=n))
    return found


_RESPONSES = re.compile(rf"(?<![\w.,/$€£%-])(?P<n>{COUNT}|one) (?=(?:confirmed |unconfirmed |durable |ongoing |very good )?(?:complete|partial|objective) (?:metabolic )?(?:response|remission)s?\b(?! rates?))", re.I)
_HAD = re.compile(rf"\b(?:and|,|while|,? but) (?P<n>{COUNT}) (?=(?:had|achieved|experienced|showed|attained|were|was)\b)")


def _measures(page: _Page) -> list[Quantity]:
    """Times and amounts, with the bare number before "versus" sharing the unit of the number after it."""
    found = []
    for match in TIME.finditer(page.text):
        if match.group("glue") == "-" or match.group("tail") or re.search(r"(?:\b(?:the|a|an) |-)$", page.text[: match.start()]) and match.group("glue") == "-" or re.match(r"\s(?:of age|old|earlier|ago|later|prior|before)\b|-old", page.text[match.end() :]):
            page.take(*match.span())
            continue
        unit = _TIME_UNITS[match.group("unit").casefold().rstrip("s")]
        found.append(_measure(page, match, "time", unit))
    for match in AMOUNT.finditer(page.text):
        unit = match.group("unit")
        if "-" in match.group("glue"):
            page.take(*match.span())
            continue
        if unit.startswith(("percentage", "absolute", "%-")):
            unit = "percentage points"
        found.append(_measure(page, match, "amount", _UNIT_NAMES.get(unit.casefold(), unit)))
    for quantity in found:
        page.take(quantity.start, quantity.reach)
    return found + _sharing(page, found) + _levels(page)


def _measure(page: _Page, match: re.Match[str], kind: str, unit: str) -> Quantity:
    start = match.start("value")
    comparison = comparison_of(page.text[max(0, start - 40) : start])
    return Quantity(kind, number_of(match.group("value")), start, match.end("value"), match.end(), unit, comparison)


def _sharing(page: _Page, measures: list[Quantity]) -> list[Quantity]:
    """The numbers without a unit that stand in one comparison with a number that has one: "9.6 versus 6.4 months"."""
    found = []
    for measure in measures:
        before = page.text[max(0, measure.start - 70) : measure.start]
        match = re.search(
            rf"(?<![\w.,])(?<!\w-)(?P<value>{_NUM})(?P<gap>(?:\s(?:with|for|in|on|among)\s[A-Za-z][^.;\d\x00]{{1,45}})?,?\s(?:versus|vs\.?|v\.?|compared (?:to|with)|against|and)\s(?:only |just )?)$", before
        )
        if match and not re.search(r"(?:baseline|week|day|month|grade|phase|SOLO|PART|COHORT)\s?$", before[: match.start()], re.I):
            start = measure.start - len(before) + match.start("value")
            found.append(replace(measure, value=number_of(match.group("value")), start=start, end=start + len(match.group("value")), reach=start + len(match.group("value")), comparison="="))
            page.take(start, start + len(match.group("value")))
    return found


_LEVEL = re.compile(rf"\x00 to (?:(?:just|only|about|approximately|a mean of|an average of) )?(?P<value>{_NUM})(?=\s?(?:[\[(,.;]|after|at|by|in|with|on|following|$))")


def _levels(page: _Page) -> list[Quantity]:
    """The level reached from a baseline, without a unit: "from 5.8 at baseline to 2.1"."""
    return [Quantity("level", number_of(m.group("value")), *m.span("value"), m.end("value")) for m in _LEVEL.finditer(page.text)]


_YEARLY = re.compile(rf"(?:\b(?:was|were|of|to|and|versus|vs\.?|compared (?:with|to)|for)\s)(?P<value>\d*\.\d+)(?![\d%]|\s?(?:mg|\x00))")


def _yearly(page: _Page) -> list[Quantity]:
    """Bare rates of events a year: "the annualized relapse rate was 0.16 with A and 0.29 with B"."""
    if "annual" not in page.text and "ARR" not in page.text and "ABR" not in page.text:
        return []
    return [Quantity("yearly", number_of(m.group("value")), *m.span("value"), m.end("value")) for m in _YEARLY.finditer(page.text)]


def _unreached(page: _Page) -> list[Quantity]:
    return [Quantity("unreached", None, *match.span(), match.end()) for match in NOT_REACHED.finditer(page.text)]


def _with_intervals(text: str, quantities: list[Quantity], intervals: list[Interval]) -> list[Quantity]:
    """Give each interval to the value just before it; one that does not hold its estimate is named, not kept."""
    placed = list(quantities)
    for interval in intervals:
        before = [i for i, q in enumerate(placed) if q.value is not None and q.kind != "count" and q.end <= interval.start]
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
            placed[before[-1]] = replace(owner, ci=(low, high), ci_level=interval.level, ci_at=(interval.start, interval.end))
        else:
            placed[before[-1]] = replace(owner, broken=f"{low} to {high} does not hold {owner.value}")
    return placed


def interval_level(interval: Quantity) -> Number | None:
    """The level of an interval; 95 is never assumed."""
    return interval.ci_level


def decimal(value: Number) -> Decimal:
    """A number as a Decimal, for comparisons."""
    return value if isinstance(value, Decimal) else Decimal(value)
