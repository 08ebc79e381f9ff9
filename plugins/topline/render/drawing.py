"""A chart as SVG. The theme's style sheet gives it colours; places come with the chart, so that it fits any screen."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import svg
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from topline.render.charts import Chart, Mark

Anchor = Literal["start", "middle", "end"]
_EDGE = svg.Length(0, "%")
_RADIUS = svg.Length(Decimal("0.36"), "em")
_DROP = svg.Length(Decimal("0.35"), "em")  # from the middle of a letter to the line that it stands on


def drawn(chart: Chart) -> Markup:
    """The image: title and description first, then scale, headings and marks. All words are escaped here."""
    key, caption = chart.id, ", ".join(filter(None, (chart.caption, chart.detail)))
    image = svg.SVG(
        width=svg.Length(100, "%"),
        height=_length(chart.height),
        xmlns=None,  # the image stands inside HTML
        extra={"role": "img", "aria-labelledby": f"{key}-title {key}-words"},
        elements=[
            svg.Title(id=f"{key}-title", text=escape(caption)),
            svg.Desc(id=f"{key}-words", text=escape(chart.words)),
            *_scale(chart),
            *(_text(heading.text, _EDGE, heading.top, name="name") for heading in chart.headings),
            *(element for mark in chart.marks for element in _marked(mark)),
        ],
    )
    return Markup(image.as_str())  # noqa: S704 — all words in it went through escape


def _scale(chart: Chart) -> Iterator[svg.Element]:
    last = len(chart.ticks) - 1
    for place, tick in enumerate(chart.ticks):
        yield _line("one" if tick.strong else "tick", (tick.place, tick.place), ("0em", chart.floor))
        yield _text(tick.text, _length(tick.place), chart.foot, anchor=_anchor(place, last))


def _anchor(place: int, last: int) -> Anchor:
    """The words of a scale stay inside the image at both of its ends."""
    return "start" if place == 0 else "end" if place == last else "middle"


def _marked(mark: Mark) -> Iterator[svg.Element]:
    yield _text(mark.label, _EDGE, mark.top)
    yield _text(mark.text, svg.Length(100, "%"), mark.top, anchor="end")
    if mark.low != mark.high:
        yield _line("whisker", (mark.low, mark.high), (mark.middle, mark.middle))
    if mark.versus:
        yield _text("×", _length(mark.versus), mark.middle, anchor="middle", name="versus", drop=True)
    yield svg.Circle(
        class_=["hollow"] if mark.hollow else None, cx=_length(mark.dot), cy=_length(mark.middle), r=_RADIUS
    )


def _line(name: str, across: tuple[str, str], down: tuple[str, str]) -> svg.Line:
    (x1, x2), (y1, y2) = map(_length, across), map(_length, down)
    return svg.Line(class_=[name], x1=x1, x2=x2, y1=y1, y2=y2)


def _text(
    words: str, x: svg.Length, y: str, *, anchor: Anchor | None = None, name: str = "", drop: bool = False
) -> svg.Text:
    return svg.Text(
        text=escape(words),
        x=x,
        y=_length(y),
        dy=_DROP if drop else None,
        text_anchor=anchor,
        class_=[name] if name else None,
    )


def _length(words: str) -> svg.Length:
    """``12.5%`` and ``1.3em`` as the library has them."""
    return svg.Length(Decimal(words[:-1]), "%") if words.endswith("%") else svg.Length(Decimal(words[:-2]), "em")
