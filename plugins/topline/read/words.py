"""The visible words of a block, and the way back from each of them to the tree's own text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from topline.read.shape import BLOCKS

_UP = str.maketrans("0123456789+-−–=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_DOWN = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_BLANKS = str.maketrans("\n\t\r", "   ")
_BACK = "footnote-backref"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some visible words: ``text`` shows ``element.text`` (or ``element.tail``) character for character.

    A piece without an element is a blank that stands for a line break.
    """

    text: str
    element: HtmlElement | None = None
    tail: bool = False


def pieces_of(element: HtmlElement) -> list[Piece]:
    """The words of a block or cell in order, without those of blocks inside it; superscripts as Unicode ones."""
    return list(_walk(element, element.tag if element.tag in ("sup", "sub") else ""))


def _walk(element: HtmlElement, script: str) -> Iterator[Piece]:
    if element.text:
        yield Piece(_shown(element.text, script), element)
    for child in element:
        if child.tag == "br":
            if not (child.tail or "").startswith("\n"):
                yield Piece(" ")
        elif child.tag not in BLOCKS and not is_silent(child):
            yield from _walk(child, child.tag if child.tag in ("sup", "sub") else script)
        if child.tail and child.tag not in BLOCKS:  # behind a block stands white space only: see ``shape``
            yield Piece(_shown(child.tail, script), child, True)


def is_silent(element: HtmlElement) -> bool:
    """Is it a sign that is no word of the text: the arrow back from a footnote?"""
    return element.get("class") == _BACK


def _shown(text: str, script: str) -> str:
    text = text.translate(_BLANKS)
    if script:
        return text.translate(_UP if script == "sup" else _DOWN)
    return text


def cell_text(cell: HtmlElement) -> str:
    """The words of a table cell, those of paragraphs and lists in it included, without blanks around."""
    parts = ["".join(piece.text for piece in pieces_of(cell))]
    parts += [
        "".join(piece.text for piece in pieces_of(below)) for below in cell.iterdescendants() if below.tag in BLOCKS
    ]
    return " ".join(part.strip() for part in parts if part.strip())
