"""A release's tree as prose: blocks of visible text, each knowing its element."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from topline.facts import Block, Cell, Prose
from topline.read.shape import block_elements
from topline.read.words import cell_text, pieces_of

_JOINT = " | "


def prose_of(title: str, tree: HtmlElement, body: str = "", body_line: int = 0) -> Prose:
    """The prose of a release: its headline, then the blocks of its tree that say something.

    With the Markdown ``body`` and the line on which that starts, each block gets the line of the file that it
    stands on, as far as its first words can be found there.
    """
    blocks = [Block("headline", title, line=0)]
    heads: dict[HtmlElement, dict[int, str]] = {}
    for number, (element, kind) in enumerate(block_elements(tree)):
        block = _row(element, number, heads) if kind == "row" else _line(element, kind, number)
        if any(character.isalnum() for character in block.text):
            blocks.append(block)
    return Prose(_lined(blocks, body, body_line) if body else tuple(blocks))


def block_text(element: HtmlElement) -> tuple[str, int]:
    """The text of a block that is no row, and how many blanks before it were left out."""
    raw = "".join(piece.text for piece in pieces_of(element))
    return raw.strip(), len(raw) - len(raw.lstrip())


def _line(element: HtmlElement, kind: str, number: int) -> Block:
    text, _ = block_text(element)
    level = int(str(element.tag)[1]) if kind == "heading" else 0
    return Block(kind, text, number, level)  # type: ignore[arg-type]


def _row(row: HtmlElement, number: int, heads: dict[HtmlElement, dict[int, str]]) -> Block:
    """A table row: its cells joined, each with the head of its column. ``heads`` gathers the heads by table."""
    table = next((up for up in row.iterancestors("table")), row)
    known = heads.setdefault(table, {})
    is_head = all(cell.tag == "th" for cell in row)
    text, column = "", 0
    cells: list[Cell] = []
    for index, cell in enumerate(row):
        words = cell_text(cell)
        text += _JOINT * (index > 0)
        cells.append(Cell(len(text), len(text) + len(words), "" if is_head else known.get(column, "")))
        text += words
        width = min(int(cell.get("colspan", "1")), 100)
        if is_head:
            for place in range(column, column + width):
                known[place] = f"{known[place]} {words}".strip() if place in known else words
        column += width
    return Block("row", text, number, 0, tuple(cells))


def _lined(blocks: list[Block], body: str, body_line: int) -> tuple[Block, ...]:
    lines = body.split("\n")
    at = 0
    found = []
    for block in blocks:
        place = None if block.kind == "headline" else _find(block.text, lines, at)
        if place is not None:
            at = place
        line = body_line + place if place is not None else 0
        found.append(Block(block.kind, block.text, block.element, block.level, block.cells, line))
    return tuple(found)


def _find(text: str, lines: list[str], start: int) -> int | None:
    """The first line from ``start`` on that holds the first two words of a text."""
    words = re.findall(r"[^\W\d_]+", text)[:2]
    for number in range(start, len(lines)):
        if words and all(word in lines[number] for word in words):
            return number
    return None
