"""How far a rule can be trusted: its measured precision on releases that few rules were tuned on.

The table is made by ``tools/confidence.py``; a rule without a row of its own has that of its family, the part of
its name before the slash.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from topline.extract.shipped import lines_of


@dataclass(frozen=True, slots=True)
class Measured:
    """How often a rule was right: ``right`` of ``n`` facts; ``bound`` is the lower 95% bound of that share, 0 to 1."""

    rule: str
    right: int
    n: int
    bound: Decimal


def confidence_of(rule: str) -> Decimal | None:
    """The reliability of a rule, 0 to 1: the lower 95% bound of its precision. None where nothing was measured."""
    found = measured_of(rule)
    return found.bound if found else None


def measured_of(rule: str) -> Measured | None:
    """The measurement of a rule, else of its family."""
    return _table().get(rule) or _table().get(rule.partition("/")[0])


@cache
def _table() -> dict[str, Measured]:
    rows = csv.DictReader(lines_of("confidence.tsv"), delimiter="\t")
    return {r["rule"]: Measured(r["rule"], int(r["right"]), int(r["n"]), Decimal(r["bound"])) for r in rows}
