"""Whole releases of our own, each beside what a careful editor would read in it: all of that, and nothing else.

``golden/paraphrases`` tells the kind of news that the project began with in other words, of other medicines, other
companies and other meetings, with the same damage. ``golden/releases`` are releases of other kinds and fields.
A record is written with the fields that matter for its subject: what it does not write is not compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from topline.facts import Facts
from topline.mark import facts_of_file

GOLDEN = Path(__file__).parent / "golden"
TEXTS = sorted(path for path in GOLDEN.glob("*/*") if path.suffix in (".txt", ".md"))
SUBJECTS = (
    "sponsors",
    "drugs",
    "conditions",
    "biomarkers",
    "trials",
    "population",
    "doses",
    "results",
    "safety",
    "prior_therapies",
    "regulatory",
    "meetings",
    "warnings",
)
BORROWED = 8  # words in a row that a paraphrase may not share with the release that it paraphrases

Item = dict[str, Any]


def gold_of(text: Path) -> dict[str, Any]:
    """What the record of a text must hold."""
    gold: dict[str, Any] = json.loads(text.with_suffix(".json").read_text("utf-8"), parse_float=Decimal)
    return gold


def facts_of(text: Path) -> Facts:
    """What is found in a text."""
    return facts_of_file(text.as_posix(), text.read_bytes())


def _found(facts: Facts, subject: str, fields: Iterable[str]) -> list[Item]:
    """The items of one subject with the fields named; of the diseases, those that the news is about; each warning once."""
    items = getattr(facts, subject)
    if subject == "conditions":
        items = [item for item in items if item.focus]
    found = [{field: _plain(getattr(item, field)) for field in fields} for item in items]
    return [item for place, item in enumerate(found) if subject != "warnings" or item not in found[:place]]


def _plain(value: Any) -> Any:
    """Lists whose order means nothing are compared sorted."""
    return sorted(value) if isinstance(value, tuple | list) else value


def _in_order(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: json.dumps(item, default=str, sort_keys=True))


def _cases() -> list[Any]:
    return [
        pytest.param(text, subject, id=f"{text.parent.name}-{text.stem}-{subject}")
        for text in TEXTS
        for subject in ("kind", *SUBJECTS)
        if subject in gold_of(text)
    ]


@pytest.fixture(scope="module")
def records() -> dict[Path, Facts]:
    """The facts of every text, found once."""
    return {text: facts_of(text) for text in TEXTS}


@pytest.mark.parametrize(("text", "subject"), _cases())
def test_all_is_found_and_nothing_else(records: dict[Path, Facts], text: Path, subject: str) -> None:
    expected = gold_of(text)[subject]
    if subject == "kind":
        assert records[text].kind == expected
        return
    fields = tuple(expected[0]) if expected else ("quote",)
    gold = [{field: _plain(value) for field, value in item.items()} for item in expected]
    assert _in_order(_found(records[text], subject, fields)) == _in_order(gold)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.parent.name}-{text.stem}")
def test_every_subject_is_written(text: Path) -> None:
    """A subject left out of a record would not be compared; one item with other fields than its first neither."""
    gold = gold_of(text)
    assert set(SUBJECTS) | {"kind"} <= set(gold)
    for subject in SUBJECTS:
        assert len({tuple(item) for item in gold[subject]}) <= 1, subject


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + BORROWED]) for i in range(len(words) - BORROWED + 1)}


def test_paraphrases_are_in_other_words(shared: Path) -> None:
    source = _runs((shared / "corpus" / "000_84bbcf1c236920c5.txt").read_text("utf-8"))
    for text in (GOLDEN / "paraphrases").glob("*.txt"):
        assert not source & _runs(text.read_text("utf-8")), text.name
