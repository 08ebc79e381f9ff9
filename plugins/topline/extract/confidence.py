"""How far a rule can be trusted: its measured precision on releases that few rules were tuned on.

The table is made by ``tools/confidence.py``; a rule without a row of its own has that of its family, the part of
its name before the slash.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache

from topline.extract.shipped import lines_of


def confidence_of(rule: str) -> Decimal | None:
    """The reliability of a rule, 0 to 1: the lower 95% bound of its precision. None where nothing was measured."""
    bounds = _bounds()
    return bounds.get(rule, bounds.get(rule.partition("/")[0]))


@cache
def _bounds() -> dict[str, Decimal]:
    rows = csv.DictReader(lines_of("confidence.tsv"), delimiter="\t")
    return {row["rule"]: Decimal(row["bound"]) for row in rows}
