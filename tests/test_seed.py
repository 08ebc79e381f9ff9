"""The December 2012 release that the project began with: everything in its gold is found, nothing is wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from topline.desk.main import main
from topline.facts import Facts
from topline.mark import facts_of_file

STEM = "000_84bbcf1c236920c5"


@pytest.fixture(scope="module")
def facts(shared: Path) -> Facts:
    path = shared / "corpus" / f"{STEM}.txt"
    return facts_of_file(path.as_posix(), path.read_bytes())


def test_trials(facts: Facts) -> None:
    assert [(t.name, t.phase, t.focus) for t in facts.trials] == [(None, "1", True), ("NORTH", "2", False)]


def test_sizes(facts: Facts) -> None:
    assert [(p.measure, p.comparison, p.value, p.group) for p in facts.population] == [
        ("enrolled", "=", 44, None),
        ("evaluable", "=", 39, None),
    ]


def test_the_one_result(facts: Facts) -> None:
    (result,) = facts.results
    assert (result.endpoint, result.measure, result.value, result.unit) == ("TTP", "median", Decimal("7.7"), "months")


def test_drugs_and_their_roles(facts: Facts) -> None:
    roles = {d.name: d.role for d in facts.drugs}
    assert roles == {
        "lorvotuzumab mertansine": "investigational",
        "lenalidomide": "combination",
        "dexamethasone": "combination",
        "bortezomib": "prior",
        "thalidomide": "prior",
        "trastuzumab emtansine": "mentioned",
    }
    (drug,) = (d for d in facts.drugs if d.role == "investigational")
    assert "IMGN901" in drug.mentioned_as
    assert drug.type == "biologic"


def test_target(facts: Facts) -> None:
    assert [b.name for b in facts.biomarkers] == ["CD56"]


def test_condition(facts: Facts) -> None:
    (condition,) = (c for c in facts.conditions if c.focus)
    assert condition.name == "multiple myeloma"
    assert set(condition.modifiers) >= {"relapsed or refractory", "CD56-expressing"}


def test_prior_therapies(facts: Facts) -> None:
    assert [(p.name, p.percent) for p in facts.prior_therapies] == [
        ("bortezomib", 91),
        ("lenalidomide", 59),
        ("thalidomide", 46),
        ("alkylating agents", 64),
        ("anthracyclines", 41),
    ]


def test_doses(facts: Facts) -> None:
    doses = {d.drug: (d.amount, d.unit, d.schedule) for d in facts.doses}
    assert doses["lorvotuzumab mertansine"] == (75, "mg/m²", "weekly for three weeks in a 4-week cycle")
    assert doses["lenalidomide"][:2] == (25, "mg") and "daily for 21 days" in (doses["lenalidomide"][2] or "")
    assert doses["dexamethasone"][:2] == (40, "mg") and "weekly" in (doses["dexamethasone"][2] or "")
    assert len(facts.doses) == 3


def test_adverse_events_without_the_baseline(facts: Facts) -> None:
    assert [(s.term, s.grade, s.comparison, s.percent) for s in facts.safety] == [
        ("peripheral neuropathy", "1-2", ">", 25),
        ("fatigue", None, ">", 25),
        ("neutropenia", None, ">", 25),
        ("thrombocytopenia", None, ">", 25),
        ("nausea", None, ">", 25),
        ("diarrhea", None, ">", 25),
    ]


def test_designation(facts: Facts) -> None:
    (event,) = facts.regulatory
    assert (event.event, event.status, event.drug) == ("orphan drug", "granted", "lorvotuzumab mertansine")
    assert set(event.conditions) == {"multiple myeloma", "small-cell lung cancer", "Merkel cell carcinoma"}
    assert set(event.regions) == {"US", "EU"}


def test_meeting(facts: Facts) -> None:
    (meeting,) = facts.meetings
    assert (meeting.acronym, meeting.year, meeting.edition) == ("ASH", 2012, 54)
    assert (meeting.abstract, meeting.presentation) == ("728", "oral")


def test_sponsor(facts: Facts) -> None:
    assert [(s.name, s.ticker) for s in facts.sponsors] == [("ImmunoGen", "NASDAQ:IMGN")]


def test_warnings(facts: Facts) -> None:
    codes = {w.code for w in facts.warnings}
    assert {"unit-lost-superscript", "list-missing"} <= codes
    assert any(w.quote.endswith("included:") for w in facts.warnings if w.code == "list-missing")


def test_kind(facts: Facts) -> None:
    assert facts.kind == "results"


def test_no_contact_person_is_in_the_record(
    facts: Facts, shared: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["extract", str(shared / "corpus" / f"{STEM}.txt")]) == 0
    record = capsysbinary.readouterr().out.decode()
    assert json.loads(record)["schema"] == "facts/1"
    for person in ("Hausner", "Yates", "781-"):
        assert person not in record


def test_the_scorer_finds_nothing_missing_and_nothing_wrong(shared: Path, tmp_path: Path) -> None:
    """The whole record against the whole gold, by the scorer that others use."""
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / f"{STEM}.json").write_bytes((shared / "gold" / f"{STEM}.json").read_bytes())
    command = [sys.executable, "-m", "topline", "extract", str(shared / "corpus" / f"{STEM}.txt")]
    (tmp_path / "facts.jsonl").write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    score = [sys.executable, str(shared / "score" / "score.py"), str(gold), str(tmp_path / "facts.jsonl")]
    result = json.loads(
        subprocess.run([*score, "--texts", str(shared / "corpus"), "--json"], check=True, capture_output=True).stdout
    )
    assert result["micro"]["precision"] == 1
    assert result["micro"]["recall"] == 1
    assert result["evidence_true"] == 1


def test_import_gives_a_release_that_check_accepts_once_dated(
    shared: Path, newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is repaired silently: every word of the text is in the Markdown, and what looks damaged is said."""
    source = shared / "corpus" / f"{STEM}.txt"
    assert main(["import", str(source)]) == 0
    said = capsys.readouterr().out
    path = newsroom / re.search(r"→ (\S+\.md)", said).group(1)  # type: ignore[union-attr]
    assert "mg/m" in said
    assert main(["check", path.relative_to(newsroom).as_posix()]) == 2
    assert "date" in capsys.readouterr().err
    markdown = path.read_text("utf-8")
    assert "date:" not in markdown
    path.write_text(markdown.replace("\n---\n", "\ndate: 2012-12-10\n---\n", 1), "utf-8")
    assert main(["check", path.relative_to(newsroom).as_posix()]) == 0
    words = lambda text: re.findall(r"\w+", text.replace("\\", ""))  # noqa: E731
    assert [w for w in words(source.read_text("utf-8")) if w not in set(words(markdown))] == []
    assert main(["import", str(source)]) == 2, "nothing is overwritten"
