"""How well the extractor reads the varied releases: a floor that no change may fall through, and the scorers themselves."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import accuracy  # noqa: E402
import attribution  # noqa: E402

# A little below what is measured: micro precision and recall over all fields.
FLOOR = {"all": (0.95, 0.89), "even": (0.91, 0.81)}
NOTES, REAL = ROOT / "tests" / "unlabelled", ROOT.parent / "shared" / "unlabelled"
REAL_FLOOR = (0.94, 0.82)
# Whole tuples of results, doses, adverse events and designations.
TUPLES_FLOOR = (0.78, 0.72)


@pytest.fixture(scope="module")
def read() -> list[accuracy.Release]:
    return accuracy.releases()


@pytest.mark.parametrize("part", FLOOR)
def test_accuracy_does_not_fall(read: list[accuracy.Release], part: str) -> None:
    names = {path.stem for path in accuracy.texts_of(accuracy.VARIED, None if part == "all" else part)}
    sums = accuracy.micro(accuracy.tallies(release for release in read if release.name in names))
    precision, recall = FLOOR[part]
    assert sums.precision is not None
    assert sums.recall is not None
    assert sums.precision >= precision
    assert sums.recall >= recall


@pytest.mark.skipif(not REAL.is_dir(), reason="../shared/unlabelled is not here")
def test_accuracy_on_real_releases_does_not_fall() -> None:
    read = accuracy.releases(NOTES, texts=REAL)
    sums = accuracy.micro(accuracy.tallies(read))
    assert len(read) == len(list(NOTES.glob("*.json"))) >= 100
    assert sums.precision is not None and sums.precision >= REAL_FLOOR[0]
    assert sums.recall is not None and sums.recall >= REAL_FLOOR[1]


def test_attribution_does_not_fall(read: list[accuracy.Release]) -> None:
    sums = accuracy.Tally()
    for release in read:
        tuples = attribution.tuples_of(accuracy.VARIED / "tuples", release.name)
        if tuples is not None:
            outcome = attribution.compare(release, tuples)
            sums += accuracy.Tally(len(outcome.right), len(outcome.wrong), len(outcome.missed))
    assert sums.precision is not None
    assert sums.recall is not None
    assert sums.precision >= TUPLES_FLOOR[0]
    assert sums.recall >= TUPLES_FLOOR[1]


def test_every_value_is_in_its_evidence(read: list[accuracy.Release]) -> None:
    for release in read:
        for name in ("population", "results", "doses", "safety", "sponsors", "drugs", "conditions"):
            for fact in getattr(release.facts, name):
                assert 0 <= fact.span[0] < fact.span[1] <= len(fact.quote), (release.name, fact)


def test_every_release_has_gold_and_every_gold_a_release() -> None:
    folders = {name: {path.stem for path in (accuracy.VARIED / name).iterdir()} for name in ("texts", "gold", "tuples")}
    assert folders["texts"] == folders["gold"]
    assert folders["tuples"] <= folders["texts"]


def test_halves_are_all() -> None:
    halves = [len(accuracy.texts_of(accuracy.VARIED, half)) for half in ("odd", "even")]
    assert sum(halves) == len(accuracy.texts_of(accuracy.VARIED, None))
    assert min(halves) > 25


def test_a_second_accepted_name_is_neither_hit_nor_error(read: list[accuracy.Release]) -> None:
    facts = next(release.facts for release in read if release.facts.drugs)
    drug = facts.drugs[0].name
    gold = {"drugs": [{"names": [drug.upper(), "another name"]}, {"names": ["never named"]}]}
    right, wrong, missed = accuracy.compare(gold, facts, "drugs")
    assert right == [accuracy.plain(drug)]
    assert len(wrong) == len({accuracy.plain(d.name) for d in facts.drugs}) - 1
    assert missed == [frozenset({"nevernamed"})]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("once daily", "daily"),
        ("once a day", "every day"),
        ("twice daily", "two times per day"),
        ("every three weeks", "every 3 weeks"),
        ("q3w", "every three weeks"),
        ("once weekly", "once a week"),
    ],
)
def test_schedules_in_other_words(one: str, other: str) -> None:
    assert attribution.schedule(one) == attribution.schedule(other)


@pytest.mark.parametrize(
    ("one", "other"), [("once daily", "twice daily"), ("weekly", "every two weeks"), ("daily", None)]
)
def test_other_schedules(one: str, other: str | None) -> None:
    ours, theirs = attribution.schedule(one), attribution.schedule(other)
    assert not attribution.same_schedule(ours, theirs)


@pytest.mark.parametrize(
    ("words", "grade"),
    [("3/4", "3-4"), ("Grade 3 or higher", "≥3"), ("3+", "≥3"), ("≥3", "≥3"), ("1–2", "1-2"), (None, None)],
)
def test_grades(words: str | None, grade: str | None) -> None:
    assert attribution.grade(words) == grade


def test_tuples_of_published_releases_are_enough_and_well_formed() -> None:
    tuples: list[dict[str, Any]] = []
    for path in attribution.CORPUS_TUPLES.glob("*.json"):
        whole = attribution.tuples_of(path.parent, path.stem)
        assert isinstance(whole, dict)
        tuples += whole["tuples"]
    assert len(tuples) >= 150
    assert {attribution.kind_of(one) for one in tuples} == set(attribution.KINDS.values())


def test_arms_by_role_and_by_name() -> None:
    gold = {
        "drugs": [{"names": ["examplumab"], "role": "investigational"}, {"names": ["docetaxel"], "role": "comparator"}]
    }
    release = accuracy.Release("one", accuracy.Facts(), gold)
    names = attribution.Names(release, [{"arm": "investigational"}, {"arm": "comparator"}])
    assert {"examplumab", "investigational"} <= names.arm("investigational", "median")
    assert {"docetaxel", "comparator", "placebo"} <= names.arm("comparator", "median")
    assert "comparator" in names.arm("docetaxel", "median")
    assert not names.arm("investigational", "median") & {"docetaxel", "comparator", None}
    assert None in names.arm("investigational", "hazard ratio")
