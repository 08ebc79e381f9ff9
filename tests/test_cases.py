"""Every case table under cases/ holds: what a wording says, what it means, and why.

A case's ``says`` is the text of a small release: paragraphs separated by blank lines, ``* `` for list items,
``| a | b |`` for table rows (the first row is the head), ``## `` for headings. ``headline`` is optional.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from topline.extract import extract
from topline.facts import Block, Cell, Facts, Prose

CASES = Path(__file__).parent / "cases"

# subject (the stem of its table) → how its facts are written in `means`
SHOW: dict[str, Callable[[Facts], list[str]]] = {}


def prose_of(says: str, headline: str) -> Prose:
    """A small release from the words of a case."""
    blocks = [Block("headline", headline)]
    for paragraph in (part.strip() for part in says.split("\n\n")):
        if paragraph.startswith("## "):
            blocks.append(Block("heading", paragraph[3:], level=2))
        elif paragraph.startswith("|"):
            blocks += _rows(paragraph)
        else:
            for line in paragraph.split("\n"):
                blocks.append(Block("item", line[2:]) if line.startswith("* ") else Block("paragraph", line))
    return Prose(tuple(blocks))


def _rows(table: str) -> list[Block]:
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in table.split("\n")]
    blocks = []
    for row in rows:
        cells, place = [], 0
        for head, cell in zip(rows[0], row, strict=True):
            cells.append(Cell(place, place + len(cell), head))
            place += len(cell) + 3
        blocks.append(Block("row", " | ".join(row), cells=tuple(cells)))
    return blocks


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1):
            found.append(pytest.param(path.stem, case, id=f"{path.stem}-{number}"))
    return found


@pytest.mark.parametrize(("subject", "case"), _cases())
def test_wording(subject: str, case: dict[str, Any]) -> None:
    """The words mean what the table says, no more and no less."""
    facts = extract(prose_of(case["says"], case.get("headline", "Company news")), case.get("year", 2024))
    assert SHOW[subject](facts) == case["means"], case["why"]
