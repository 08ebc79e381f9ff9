"""Make the table of the rules' reliability: ``.venv/bin/python tools/confidence.py``.

Most rules were tuned on the odd half of ``tests/varied`` at most; each fact found in the even half is compared with its
gold as ``bench/accuracy.py`` does. A fact is right when all that the gold judges of it is right: of a result its
endpoint and values, interval and p-value, of a trial its phase, name and numbers. A family of rules is the part of the
name before the slash; a rule of its own is listed from ``OWN_ROW`` facts on. The result is
``plugins/topline/extract/tables/confidence.tsv``.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from accuracy import VARIED, Release, claims, releases, wanted  # noqa: E402

TABLE = ROOT / "plugins" / "topline" / "extract" / "tables" / "confidence.tsv"
OWN_ROW = 20
HEADER = """\
# How far each family of rules can be trusted, and each rule found at least {own} times: right among n facts, and the
# lower 95% bound of that share (Wilson score interval, z = 1.96, rounded down). Measured on the even-numbered releases of
# tests/varied, which few rules were tuned on; a fact is right when all that their gold judges of it is right.
# Own work of the project; made by tools/confidence.py (command: .venv/bin/python tools/confidence.py).
"""
_Z = 1.96


def wilson(right: int, n: int) -> Decimal:
    """The lower bound of a share's 95% interval, two digits, rounded down."""
    share = right / n
    middle = share + _Z**2 / (2 * n)
    spread = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    bound = Decimal(max(0.0, (middle - spread) / (1 + _Z**2 / n)))
    return bound.quantize(Decimal("0.01"), ROUND_DOWN)


def judged(release: Release) -> Iterator[tuple[str, bool]]:
    """Each fact that the gold of a release judges: its rule, and whether all of it is right."""
    right: dict[str, bool] = {}
    rules: dict[str, str] = {}
    for claim in claims(release.facts):
        if claim.fact is not None and claim.field not in release.gold.get("unjudged", []):
            is_right = any(claim.key in entry for entry in wanted(release.gold, claim.field))
            right[claim.fact.id] = right.get(claim.fact.id, True) and is_right
            rules[claim.fact.id] = claim.fact.rule
    yield from ((rules[name], is_right) for name, is_right in right.items())


def counts(read: list[Release]) -> dict[str, tuple[int, int]]:
    """Right and all, for each family, and for each rule with enough facts."""
    verdicts: dict[str, list[bool]] = defaultdict(list)
    for release in read:
        for rule, is_right in judged(release):
            family = rule.partition("/")[0]
            for name in {rule, family}:
                verdicts[name].append(is_right)
    return {
        name: (sum(found), len(found))
        for name, found in sorted(verdicts.items())
        if "/" not in name or len(found) >= OWN_ROW
    }


def main() -> None:
    """Measure and write the table."""
    rows = [
        f"{name}\t{right}\t{n}\t{wilson(right, n)}" for name, (right, n) in counts(releases(VARIED, "even")).items()
    ]
    TABLE.write_text("\n".join([HEADER.format(own=OWN_ROW) + "rule\tright\tn\tbound", *rows]) + "\n", "utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {len(rows)} rows")


if __name__ == "__main__":
    main()
