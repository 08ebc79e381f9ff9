"""Results in tables: the first cell names the endpoint, the column heads name the arms, the ratio, the interval, the p-value."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from topline.extract.reading import Sentence
from topline.extract.results.arms import COMPARATOR, INVESTIGATIONAL, arms_in
from topline.extract.results.assessors import with_row_assessor
from topline.extract.results.context import Story
from topline.extract.results.endpoints import Endpoint, Named, named_in
from topline.extract.results.estimate_comparisons import p_words
from topline.extract.results.estimate_patterns import BARE_INTERVAL, P_VALUE, TIMEPOINT_LABEL
from topline.extract.results.estimates import read
from topline.extract.results.measured import labelled
from topline.extract.words.numbers import NUMBER, number_of
from topline.extract.words.patterns import pattern_of
from topline.facts import Result
from topline.facts.record import Number

_RATIO_HEAD = pattern_of(
    r"\b(?P<hr>a?HR|hazard ratio)\b|\b(?P<or>OR|odds ratio)\b|\b(?P<rr>RR|risk ratio|rate ratio|relative risk)\b", re.I
)
_P_HEAD = pattern_of(r"^\W*p(?:[\s-]*values?)?\W*$", re.I)
_CI_HEAD = pattern_of(r"^(?:\d\d% )?(?:CI|confidence interval)\b", re.I)
_DIFFERENCE_HEAD = pattern_of(r"\b(?:difference|delta|Δ|treatment effect)\b", re.I)
_REDUCTION_HEAD = pattern_of(r"\b(?:relative )?(?:risk )?reduction\b|\bvaccine efficacy\b", re.I)
_SKIP_HEAD = pattern_of(
    r"\bbaseline\b|^\W*n\W*$|^\W*dose\W*$|^\W*(?:(?:no\.|number) of )?events?\W*$|\btim(?:e|ing) of\b|^\W*assess(?:ed|ments?)\b",
    re.I,
)
# What the first head says of all rows: what was planned, or what was before the trial.
_NO_OUTCOME = pattern_of(
    r"\W*(?:assum\w+|prior|previous|(?:\w+ )?criteri(?:a|on)\W*$|eligibility|reasons? for)\b|(?:\w+ ){0,2}(?:characteristics?|demographics?)\b",
    re.I,
)
_UNIT = pattern_of(
    r"\b(months|weeks|days|years|percentage points|points|kg|cm|mg/dL|mmol/L|mmol/mol|g/dL|IU/L|U/L|µm|mmHg|mL|letters|m)\b|%"
)
_SAFETY = pattern_of(r"\b(?:adverse|grade [34]|nausea|fatigue|discontinu\w+|toxicity)\b", re.I)
_PLAIN = pattern_of(
    rf"^\s*(?P<value>{NUMBER})\s*(?P<unit>%|percentage points|months|weeks|days|years|points|kg|cm|mg/dL|mmHg|mL|letters|m)?\s*(?P<rest>[\[(][^)\]]*[)\]])?\s*\*?$"
)


# A p-value in the cell of the value that it belongs to: "33% (p=0.048)".
P_IN_CELL = pattern_of(r"[(,;]\s?[pP]\s?[<=≤]\s?[\d.]+\)?")


def table_results(sentence: Sentence, story: Story) -> list[Result]:
    """The items of one table row; ``[]`` for the head row and for rows that name no endpoint."""
    places = _places(sentence)
    if len(places) < 2 or len(places) != len(sentence.cells):
        return []
    heads = [cell.head for cell in sentence.cells]
    first = sentence.text[places[0][0] : places[0][1]]
    if first.strip() == heads[0].strip() or _SAFETY.search(heads[0] + " " + first):
        return []
    if _NO_OUTCOME.match(heads[0]):
        return []
    columns = _columns(heads, story)
    named, subgroup = named_in(first, alone=True), None
    if not named and columns[1].startswith("arm "):
        named, subgroup = (
            [n for n in named_in(heads[0]) if n.endpoint.kind in ("rate", "event", "survival")],
            first.strip(),
        )
    if not named and any(_is_side(column) for column in columns[1:]):
        subgroup, named = (
            None,
            [
                Named(Endpoint(name, "change", "", unit), 0, len(first), len(first), first)
                for name, _, _, unit in labelled(first)
            ],
        )
    if len({n.endpoint for n in named}) != 1:
        return []
    items = _row(sentence, first if subgroup is None else heads[0], named[0], places, heads, columns)
    return with_row_assessor(first, [replace(item, subgroup=subgroup) for item in _with_versus(items)])


def _places(sentence: Sentence) -> list[tuple[int, int]]:
    """The cells of a row as spans of its shadow."""
    spans, place = [], 0
    for part in sentence.text.split("|"):
        spans.append((place, place + len(part)))
        place += len(part) + 1
    return spans


def _columns(heads: list[str], story: Story) -> list[str]:
    """What each column holds: ``ratio …``, ``ci``, ``p``, ``difference``, ``reduction``, ``skip``, or an arm."""
    found = []
    for head in heads:
        ratio = _RATIO_HEAD.search(head)
        if _P_HEAD.match(head):
            found.append("p")
        elif ratio:
            found.append(
                "ratio "
                + ("hazard ratio" if ratio.group("hr") else "odds ratio" if ratio.group("or") else "risk ratio")
            )
        elif _CI_HEAD.match(head):
            found.append("ci")
        elif _DIFFERENCE_HEAD.search(head):
            found.append("difference")
        elif _REDUCTION_HEAD.search(head):
            found.append("reduction")
        elif _SKIP_HEAD.search(head):
            found.append("skip")
        else:
            found.append("arm " + _side(head, story))
    return _only_pair(_apart(found, heads))


def _apart(columns: list[str], heads: list[str]) -> list[str]:
    """Two columns of one side are two arms, told by their names: "Dupilumab weekly" beside "Dupilumab every 2 weeks"."""
    return [
        f"arm named {_plain_head(head)}" if _is_side(column) and columns.count(column) > 1 else column
        for column, head in zip(columns, heads, strict=True)
    ]


def _is_side(column: str) -> bool:
    return column in (f"arm {INVESTIGATIONAL}", f"arm {COMPARATOR}")


def _plain_head(head: str) -> str:
    """The head of a column without the size of its group and the unit of its values."""
    return re.sub(r"\s*[\[(]\s*[nN]\s*=?\s*[\d,]+\s*[\])]|,? n(?:/N)? \(%\)|,? \(?%\)?$|, \w+$", "", head).strip()


def _side(head: str, story: Story) -> str:
    name = _plain_head(head)
    arms = arms_in(name, story.drugs)
    return (
        arms[0].role
        if arms and arms[0].role in (INVESTIGATIONAL, COMPARATOR)
        else f"named {name}"
        if len(name) > 1
        else ""
    )


def _only_pair(columns: list[str]) -> list[str]:
    """With two arms, what is not the one is the other; two doses of one drug keep their names."""
    arms = [i for i, column in enumerate(columns) if column.startswith("arm ") and i]
    sides = [columns[i][4:] for i in arms]
    if len(arms) == 2 and sides[0] != sides[1]:
        known = next((side for side in (INVESTIGATIONAL, COMPARATOR) if side in sides), None)
        other = COMPARATOR if known == INVESTIGATIONAL else INVESTIGATIONAL
        for i in arms if known else ():
            columns[i] = columns[i] if columns[i] == f"arm {known}" else f"arm {other}"
    return columns


def _row(
    sentence: Sentence, first: str, named: Named, places: list[tuple[int, int]], heads: list[str], columns: list[str]
) -> list[Result]:
    items: list[Result] = []
    for (start, end), head, column in list(zip(places, heads, columns, strict=True))[1:]:
        cell = sentence.text[start:end]
        if not cell.strip() or column == "skip":
            continue
        if column == "p":
            items = _attach_p(items, cell)
        elif column == "ci":
            items = _attach_ci(items, cell, head)
        elif item := _cell_item(sentence, first, named, cell, start, head, column):
            items.append(item)
    return items


def _cell_item(
    sentence: Sentence, first: str, named: Named, cell: str, start: int, head: str, column: str
) -> Result | None:
    endpoint = named.endpoint
    label = TIMEPOINT_LABEL.search(first)
    timepoint = _TIME_SAID.search(first + " " + sentence.cells[0].head) or _TIME_ALONE.fullmatch(sentence.cells[0].head)
    base = Result(
        trial=None,
        endpoint=endpoint.name,
        timepoint=timepoint.group(1)
        if timepoint
        else label.group().replace("-", " ")
        if label and label.group("label")
        else None,
        rule="results/table",
    )
    if (
        re.search(r"not (?:yet )?reached|\bN\.?R\.?\b|not estimable", cell, re.I)
        and column.startswith("arm")
        and endpoint.kind in ("survival", "duration")
    ):
        words_at = start + len(cell) - len(cell.lstrip())
        unreached = replace(base, measure="median", reached=False, arm=_arm_name(column))
        return sentence.state(unreached, words_at, words_at + len(cell.strip()))
    inside = P_VALUE.search(cell)
    value, place, extra = _read_cell(P_IN_CELL.sub(lambda m: " " * len(m.group()), cell))
    if value is None:
        return None
    words = _cell_measure(first, named, cell, head, column, extra)
    if words is None:
        return None
    if inside:
        base = replace(base, p=p_words(inside))
    if column.startswith("ratio "):
        base = replace(base, timepoint=None)
    return sentence.state(replace(base, value=value, **words), start + place[0], start + place[1])  # type: ignore[arg-type]


_TIME = r"((?:week|month|year|day) \d+|\d+ (?:weeks|months|years|days|year|month))"
_TIME_SAID, _TIME_ALONE = pattern_of(rf"\bat {_TIME}\b", re.I), pattern_of(rf"\s*{_TIME}\s*", re.I)


def _read_cell(cell: str) -> tuple[Number | None, tuple[int, int], dict[str, object]]:
    """The value of a cell, its place, and the count, interval and unit beside it."""
    share = next((q for q in read(cell).quantities if q.kind == "percent"), None)
    interval = BARE_INTERVAL.search(cell) or re.search(r"(?P<low>-?\d+\.\d+)\s?(?:-|to)\s?(?P<high>-?\d+\.\d+)", cell)
    extra: dict[str, object] = {}
    if interval:
        low, high = number_of(interval.group("low")), number_of(interval.group("high"))
        extra["ci"] = (low, high)
    if share:
        extra |= {"unit": "percent", "n": share.n, "of": share.of}
        lone = re.match(r"\s*(\d[\d,]*)\s*\(", cell)
        if lone and share.n is None:
            extra["n"] = int(lone.group(1).replace(",", ""))
        return share.value, (share.start, share.end), extra
    plain = _PLAIN.match(cell)
    if not plain:
        return None, (0, 0), {}
    if plain.group("unit"):
        extra["unit"] = plain.group("unit").replace("%", "percent")
    return number_of(plain.group("value")), plain.span("value"), extra


def _cell_measure(
    first: str, named: Named, cell: str, head: str, column: str, extra: dict[str, object]
) -> dict[str, object] | None:
    kind = named.endpoint.kind
    said = _UNIT.search(first[named.end :] + " " + re.sub(r"\([^)]*CI[^)]*\)", "", head))
    unit = extra.get("unit") or (said.group().replace("%", "percent") if said else None)
    if column.startswith("ratio "):
        level = re.search(r"(\d\d(?:\.\d+)?)\s?% ?CI", head)
        interval = (
            {"ci": extra["ci"], "ci_level": number_of(level.group(1)) if level else None} if extra.get("ci") else {}
        )
        return {"measure": column[6:], **interval}
    if column in ("difference", "reduction"):
        return {
            "measure": "efficacy" if kind == "efficacy" else column,
            "unit": unit or (named.endpoint.unit if kind == "change" else None),
            **{k: v for k, v in extra.items() if k == "ci"},
        }
    arm = _arm_name(column)
    common: dict[str, object] = {"arm": arm, "n": extra.get("n"), "of": extra.get("of"), "ci": extra.get("ci")}
    if kind in ("survival", "duration") and unit in ("months", "weeks", "days", "years"):
        return {"measure": "mean" if re.search(r"\bmean\b", first, re.I) else "median", "unit": unit, **common}
    if (
        kind == "change"
        and (unit != "percent" or re.search(r"change|reduc|improve|loss|decrease|increase", first, re.I))
        and not re.search(r"[≥≤<>]|target|at least|reached|responders", first)
    ):
        value = _PLAIN.match(cell)
        minus = bool(value and value.group("value").startswith("-"))
        return {
            "measure": "change",
            "unit": unit or (None if named.endpoint.unit == "%" else named.endpoint.unit),
            "direction": "down" if minus else None,
            **common,
        }
    if kind == "change" and not re.search(r"[≥≤<>]|target|at least|reached|responders?|achiev", first, re.I):
        return None
    if unit == "percent" and kind != "titre":
        return {"measure": "efficacy" if kind == "efficacy" else "rate", "unit": "percent", **common}
    if (
        kind in ("rate", "event")
        and re.fullmatch(r"\s*\d+\s*", cell)
        and re.search(r"\b(?:patients|n|number|cases|count)\b", head + first, re.I)
    ):
        return {"measure": "count", **common}
    return None


def _arm_name(column: str) -> str | None:
    side = column[4:]
    if side.startswith("named "):
        name = side[6:]
        return (
            None
            if re.fullmatch(
                r"(?i)(?:rate|result|value|share|patients|percent(?:age)?|outcome|%|all patients|n \(%\)|total|finding)s?",
                name,
            )
            else name
        )
    return side or None


def _attach_p(items: list[Result], cell: str) -> list[Result]:
    """A p-value belongs to the ratio or difference of its row, else to the investigational arm's item."""
    match = P_VALUE.search("p " + cell.strip() if re.match(r"\s*[<=>≤]", cell) else "p=" + cell.strip())
    if not match or not items:
        return items
    place = next(
        (
            i
            for i in range(len(items) - 1, -1, -1)
            if "ratio" in (items[i].measure or "") or items[i].measure == "difference"
        ),
        None,
    )
    if place is None:
        place = next((i for i, item in enumerate(items) if item.arm == INVESTIGATIONAL), 0)
    said = re.search(r"non-?inferiority|superiority", cell, re.I)
    changed = replace(items[place], p=p_words(match), hypothesis=said.group().casefold() if said else None)
    return [*items[:place], changed, *items[place + 1 :]]


def _attach_ci(items: list[Result], cell: str, head: str) -> list[Result]:
    limits = re.findall(r"-?\d+(?:\.\d+)?", re.sub(r"(?<=[\d%])\s?-\s?(?=\d)|%", " ", cell))
    if len(limits) != 2 or not items or items[-1].value is None:
        return items
    low, high = (number_of(limit) for limit in limits)
    if low is None or high is None or not low <= items[-1].value <= high:
        return items
    level = re.search(r"(\d\d(?:\.\d+)?)\s?%", head)
    return [*items[:-1], replace(items[-1], ci=(low, high), ci_level=number_of(level.group(1)) if level else None)]


_BETWEEN = ("difference", "reduction", "hazard ratio", "odds ratio", "risk ratio")


def _with_versus(items: list[Result]) -> list[Result]:
    """Put the comparator's value beside the investigational one; drop an interval that does not hold its estimate."""
    comparator = [i for i in items if i.arm == COMPARATOR]
    made = []
    for item in items:
        if item.ci and item.value is not None and not item.ci[0] <= Decimal(item.value) <= item.ci[1]:
            item = replace(item, ci=None)
        if (
            item.arm
            and item.arm != COMPARATOR
            and item.measure not in _BETWEEN
            and len(comparator) == 1
            and comparator[0].value is not None
        ):
            item = replace(item, versus=comparator[0].value)
        made.append(item)
    return made
