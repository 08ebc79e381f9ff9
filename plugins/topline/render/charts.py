"""Charts as plain values: where each mark stands, in percent of the width and in ems from the top. drawing.py draws them.

Widths in percent and heights in ems make a chart that fits every screen and grows with the reader's type. A strip shows
one figure of each announcement on one scale; a forest shows hazard ratios of one endpoint, population and comparator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from topline.facts import slug_of
from topline.facts.record import Number
from topline.render import wording
from topline.render.drawing import drawn
from topline.render.figures import Figure

_HEAD, _ROW, _FOOT = Decimal("2.1"), Decimal("2.7"), Decimal("1.8")
_AIR = Decimal("0.5")
_LEFT, _WIDTH = Decimal(2), Decimal(96)  # so that no mark is cut at an edge
_LONGEST = 34  # letters of a name that a small screen has room for
_ACROSS = 40  # letters that stand side by side on it
_STEPS = (1, 2, 3, 6, 12, 24, 48, 60, 120)
_RATIOS = tuple(Decimal(text) for text in ("0.05", "0.1", "0.25", "0.5", "1", "2", "4", "10", "20"))


@dataclass(frozen=True, slots=True)
class Mark:
    """One row: a dot with its whiskers. ``versus`` is where the other arm stands, ``""`` for none."""

    label: str
    text: str
    top: str
    middle: str
    dot: str
    low: str
    high: str
    versus: str
    hollow: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of the endpoint above its rows."""

    text: str
    top: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A step of the scale; ``strong`` for the line of no difference."""

    text: str
    place: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its caption, what it shows in words, its rows and its scale, and all that drawn. Heights are in ems."""

    id: str
    caption: str
    detail: str
    words: str
    height: str
    floor: str
    foot: str
    headings: tuple[Heading, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    image: str = ""


def strips_of(figures: Iterable[Figure]) -> tuple[Chart, ...]:
    """One chart of shares and one of each unit of time: the endpoints told most often first, each in the order of time."""
    by_unit: dict[str, list[Figure]] = {}
    for figure in figures:
        by_unit.setdefault(figure.unit, []).append(figure)
    return tuple(_strip(unit, by_unit[unit]) for unit in sorted(by_unit, key=lambda unit: (unit != "percent", unit)))


def _strip(unit: str, figures: list[Figure]) -> Chart:
    values = [Decimal(n) for f in figures for n in (f.value, f.versus, *(f.ci or ())) if n is not None]
    top = Decimal(100) if unit == "percent" else _ceiling(max(values))
    caption = "Share of patients" if unit == "percent" else "Median time"
    ticks = [
        Tick(wording.quantity(step, unit) if step == steps[-1] else wording.number(step), _place(step / top))
        for steps in [_linear(top, unit)]
        for step in steps
    ]
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.name + figure.when, []).append(figure)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0].casefold()))
    return _chart(f"strip-{unit}", caption, "", ordered, ticks, lambda value: Decimal(value) / top)


def _ceiling(highest: Decimal) -> Decimal:
    """The end of a scale of time: the first multiple of its step that holds the highest value."""
    step = next((s for s in _STEPS if highest <= 5 * s), _STEPS[-1])
    return step * (highest / step).to_integral_value(ROUND_CEILING)


def _linear(top: Decimal, unit: str) -> list[Decimal]:
    if unit == "percent":
        return [Decimal(n) for n in (0, 25, 50, 75, 100)]
    step = next((s for s in _STEPS if top <= 5 * s), int(top) // 4 or 1)
    return [Decimal(n) for n in range(0, int(top) + 1, step)]


def forests_of(figures: Iterable[Figure]) -> tuple[Chart, ...]:
    """Hazard ratios on one logarithmic scale; a chart for each endpoint, population and comparator, never across them."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.name + figure.when, figure.population), []).append(figure)
    bounds = [Decimal(bound) for found in groups.values() for f in found for bound in f.ci or ()]
    if not bounds:
        return ()
    low = max((r for r in _RATIOS if r <= min(bounds) and r < 1), default=_RATIOS[0])
    high = min((r for r in _RATIOS if r >= max(bounds) and r > 1), default=_RATIOS[-1])
    span = high.ln() - low.ln()

    def place(value: Number) -> Decimal:
        return (min(max(Decimal(value), low), high).ln() - low.ln()) / span

    ticks = [Tick(wording.number(r), _place(place(r)), r == 1) for r in _RATIOS if low <= r <= high]
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(
        _chart(f"forest-{n}", f"{name}: hazard ratio", population, [("", found)], ticks, place)
        for n, ((name, population), found) in enumerate(ordered, 1)
    )


def _chart(
    key: str,
    caption: str,
    detail: str,
    groups: list[tuple[str, list[Figure]]],
    ticks: list[Tick],
    place: Callable[[Number], Decimal],
) -> Chart:
    headings, marks, said = [], [], []
    top = Decimal(0) if groups[0][0] else _AIR
    for name, figures in groups:
        if name:
            headings.append(Heading(_shorter(figures[0]), _ems(top + Decimal("1.4"))))
            top += _HEAD
        for figure in sorted(figures, key=lambda f: (f.day, f.path)):
            marks.append(_mark(figure, top, place))
            said.append(f"{name + ', ' if name else ''}{figure.label}: {figure.words}")
            top += _ROW
    chart = Chart(
        id=slug_of(key),
        caption=caption,
        detail=detail,
        words=". ".join(said) + ".",
        height=_ems(top + _FOOT),
        floor=_ems(top),
        foot=_ems(top + Decimal("1.3")),
        headings=tuple(headings),
        marks=tuple(marks),
        ticks=tuple(ticks),
    )
    return replace(chart, image=drawn(chart))


def _mark(figure: Figure, top: Decimal, place: Callable[[Number], Decimal]) -> Mark:
    dot = _place(place(figure.value))
    room = _ACROSS - len(figure.text)
    low, high = (_place(place(bound)) for bound in figure.ci or (figure.value, figure.value))
    return Mark(
        label=figure.label if len(figure.label) <= room else figure.label[: room - 1].rstrip() + "…",
        text=figure.text,
        top=_ems(top + 1),
        middle=_ems(top + Decimal("1.85")),
        dot=dot,
        low=low,
        high=high,
        versus=_place(place(figure.versus)) if figure.versus is not None else "",
        hollow=figure.hollow,
    )


def _place(share: Decimal) -> str:
    """A share of the scale as a place between the edges."""
    return f"{(_LEFT + _WIDTH * share).quantize(Decimal('0.01'))}%"


def _ems(height: Decimal) -> str:
    return f"{height.normalize():f}em"


def _shorter(figure: Figure) -> str:
    """A name that fits a small screen: with the abbreviation, else its beginning. The table beneath has it in full."""
    for name in (figure.name, figure.short):
        if len(name + figure.when) <= _LONGEST:
            return name + figure.when
    return figure.short[: _LONGEST - 1 - len(figure.when)].rstrip() + "…" + figure.when
