"""The text of a release as blocks, each knowing the element that it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["headline", "heading", "paragraph", "item", "quote", "row", "caption"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: where it stands in the row's text, and the head of its column."""

    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text: a heading, a paragraph, a list item, a table row.

    ``text`` is what a reader sees, character for character (superscripts as Unicode superscripts,
    so ``10<sup>9</sup>`` reads ``10⁹``; line breaks as blanks). ``element`` is the index of the
    source element among the block elements of the page in document order, or ``None`` for text
    that has no element (the headline, a plain text file). ``level`` is a heading's level, else 0.
    A table row has one ``Cell`` per column; its text joins the cells by `` | ``.
    ``line`` is the line of the source file where known, else 0.
    """

    kind: BlockKind
    text: str
    element: int | None = None
    level: int = 0
    cells: tuple[Cell, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Prose:
    """A release as text: its blocks in order, the headline first."""

    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The whole text, one block a line."""
        return "\n".join(block.text for block in self.blocks)
