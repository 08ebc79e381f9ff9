"""The tables that ship with the extractor: one row a line, ``#`` opens a remark; ``tables/SOURCES.md`` says whence.

Whoever reads a table makes what it needs of it once and keeps that in a cache of its own.
"""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

__all__ = ["lines_of", "table_of"]


def lines_of(table: str) -> list[str]:
    """The lines of a ``.tsv`` table, its head first, without remarks and blank lines."""
    return [line for line in _text(table).splitlines() if line and line[0] != "#"]


def table_of(table: str) -> dict[str, Any]:
    """A ``.toml`` table."""
    return tomllib.loads(_text(table))


def _text(table: str) -> str:
    return resources.files("topline.extract").joinpath("tables", table).read_text("utf-8")
