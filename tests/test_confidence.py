"""Each fact says how far the rule that found it can be trusted; the table of that is made, not written."""

from __future__ import annotations

import csv
import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from topline.extract import extract
from topline.extract.confidence import confidence_of
from topline.extract.explain import items_in, rule_words
from topline.extract.shipped import lines_of
from topline.facts.wire import to_json
from topline.read import prose_of_text

ROOT = Path(__file__).parent.parent
TEXT = "Examplab Announces Results\n\nIn the Phase 2 study, 44 patients were enrolled. The most common adverse event was nausea."


def _rows() -> list[dict[str, str]]:
    return list(csv.DictReader(lines_of("confidence.tsv"), delimiter="\t"))


def test_a_rule_has_its_own_row_or_that_of_its_family() -> None:
    bounds = {row["rule"]: Decimal(row["bound"]) for row in _rows()}
    family = next(name for name in bounds if "/" not in name)
    assert confidence_of(f"{family}/never-seen") == bounds[family]
    for rule, bound in bounds.items():
        assert confidence_of(rule) == bound


@pytest.mark.parametrize("rule", ["", "nothing/measured", "/"])
def test_what_was_not_measured_has_no_confidence(rule: str) -> None:
    assert confidence_of(rule) is None


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["rule"])
def test_the_bound_is_below_the_share(row: dict[str, str]) -> None:
    right, n, bound = int(row["right"]), int(row["n"]), Decimal(row["bound"])
    assert 0 <= right <= n
    assert 0 <= bound < 1
    assert bound <= Decimal(right) / n
    assert bound.as_tuple().exponent == -2
    assert "/" not in row["rule"] or n >= 20


def test_every_fact_of_a_measured_family_carries_it_as_a_number() -> None:
    facts = extract(prose_of_text(TEXT))
    found = [*facts.population, *facts.safety, *facts.trials]
    assert found
    assert all(fact.confidence == confidence_of(fact.rule) for fact in found)
    record = json.loads(to_json(facts), parse_float=Decimal)
    assert record["population"][0]["confidence"] == confidence_of(facts.population[0].rule)


@pytest.mark.parametrize(
    ("right", "n", "bound"), [(10, 10, "0.72"), (0, 10, "0.00"), (90, 100, "0.82"), (1, 1, "0.20")]
)
def test_wilson(monkeypatch: pytest.MonkeyPatch, right: int, n: int, bound: str) -> None:
    """The bounds that statistics books print."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])
    from confidence import wilson

    assert wilson(right, n) == Decimal(bound)


def test_every_rule_is_described() -> None:
    """What `topline explain` says of a rule: no rule that reads the varied and the golden texts is without words."""
    texts = [*(ROOT / "tests" / "varied" / "texts").iterdir(), *(ROOT / "tests" / "golden").rglob("*.txt")]
    rules = {fact.rule for text in texts for _, fact in items_in(extract(prose_of_text(text.read_text("utf-8"))))}
    assert len(rules) > 50
    assert sorted(rule for rule in rules if not rule_words(rule)) == []
