"""The commands, as an editor types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sites import NOW, write_release
from topline.desk.main import main
from topline.facts.wire import to_json
from topline.mark import facts_of_file

TEXT = """Acme Bio Announces Phase 2 Results of ABX-1234 in Psoriasis

Acme Bio, Inc. (NASDAQ: ACME) today reported results from a Phase 2 trial of ABX-1234 in patients with psoriasis.

A total of 120 patients were enrolled. Patients received 50 mg of ABX-1234 at a dose of 75 mg/m once daily.
"""


def test_build_says_in_one_line_what_it_did(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--output", "out", "--now", NOW.isoformat()]) == 0
    assert capsys.readouterr().out.startswith("1 releases → ")


def test_build_counts_what_is_held_on_the_terminal_only(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_release(newsroom, "2024/2024-05-01-held", "Held", "2024-05-01", "Text.", "status: draft\n")
    assert main(["build", "--output", "out", "--now", NOW.isoformat()]) == 0
    assert "1 held back" in capsys.readouterr().out


def test_strict_build_tells_warnings_by_its_exit_code(newsroom: Path) -> None:
    write_release(
        newsroom, "2024/2024-05-01-damaged", "Results", "2024-05-01", "Patients received ABX-1234 at 75 mg/m weekly."
    )
    assert main(["build", "--output", "out", "--now", NOW.isoformat()]) == 0
    assert main(["build", "--output", "out", "--now", NOW.isoformat(), "--strict"]) == 1


@pytest.mark.parametrize(("threshold", "marked"), [("0.99", True), ("0", False)])
def test_how_reliable_a_rule_must_be_is_a_setting(newsroom: Path, threshold: str, marked: bool) -> None:
    with (newsroom / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f'TOPLINE_TO_CHECK = "{threshold}"\n')
    write_release(
        newsroom, "2024/2024-05-01-rate", "Results", "2024-05-01",
        "In the Phase 2 trial of examplimab in breast cancer, the objective response rate was 43%.",
    )  # fmt: skip
    assert main(["build", "--output", "out", "--now", NOW.isoformat()]) == 0
    assert ('class="fact to-check"' in (newsroom / "out/2024/rate/index.html").read_text("utf-8")) == marked


@pytest.mark.parametrize("threshold", ["often", "1.5", "-0.1", "nan"])
def test_a_threshold_that_is_none_is_refused(
    newsroom: Path, threshold: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with (newsroom / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f'TOPLINE_TO_CHECK = "{threshold}"\n')
    assert main(["build", "--output", "out", "--now", NOW.isoformat()]) == 2
    assert "TOPLINE_TO_CHECK" in capsys.readouterr().err
    assert not (newsroom / "out" / "index.html").exists()


def test_build_outside_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 2
    assert "pelicanconf.py" in capsys.readouterr().err


def test_extract_needs_no_site_and_no_front_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.md").write_text(f"---\ntitle: A trial\nodd: key\n---\n{TEXT}", "utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    assert main(["extract", "."]) == 0
    records = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [record["path"] for record in records] == ["a.md", "b.txt"]
    assert {p["value"] for p in records[1]["population"]} == {120}
    assert records[1]["date"] is None


def test_extract_prints_the_good_and_names_the_bad(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"Latin \xe9 words\n")
    assert main(["extract", "good.txt", "bad.txt", "missing.txt"]) == 2
    said = capsysbinary.readouterr()
    assert len(said.out.splitlines()) == 1
    assert b"bad.txt:1" in said.err and b"missing.txt" in said.err


def test_extract_gives_the_same_with_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(TEXT.replace("120", str(120 + number)), "utf-8")
    assert main(["extract", "."]) == 0
    one = capfdbinary.readouterr().out
    assert main(["extract", ".", "--jobs", "2"]) == 0
    assert capfdbinary.readouterr().out == one


def test_import_repairs_only_when_asked_and_says_so(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (newsroom / "release.txt").write_text(TEXT, "utf-8")
    assert main(["import", "release.txt"]) == 0
    assert "mg/m²" not in next((newsroom / "content/releases").glob("*.md")).read_text("utf-8")
    next((newsroom / "content/releases").glob("*.md")).unlink()
    capsys.readouterr()
    assert main(["import", "--fix", "release.txt"]) == 0
    assert "75 mg/m² once daily" in next((newsroom / "content/releases").glob("*.md")).read_text("utf-8")
    assert "lost superscript" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["missing.txt", "release.docx", "empty.txt"])
def test_import_refuses_what_it_cannot_read(newsroom: Path, name: str) -> None:
    (newsroom / "release.docx").write_bytes(b"PK")
    (newsroom / "empty.txt").write_text("")
    assert main(["import", name]) == 2


def test_new_writes_a_draft_that_check_accepts(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", 'Drug X: "phase 3" results']) == 0
    name = capsys.readouterr().out.split(":")[0]
    assert main(["check", name]) == 0
    assert main(["new", 'Drug X: "phase 3" results']) == 2


def test_check_tells_warnings_without_refusing(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_release(
        newsroom, "2024/2024-05-01-damaged", "Results", "2024-05-01", "Patients received ABX-1234 at 75 mg/m weekly."
    )
    assert main(["check"]) == 0
    assert "unit-lost-superscript" in capsys.readouterr().err
    assert main(["check", "--strict"]) == 1
    capsys.readouterr()
    assert main(["check", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert found[0]["level"] == "warning" and found[0]["file"].endswith("damaged.md")


def test_check_knows_pages_and_notes_by_their_folder(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (newsroom / "content/pages").mkdir()
    (newsroom / "content/drugs").mkdir()
    (newsroom / "content/pages/about.md").write_text("---\ntitle: About\nmenu: 1\n---\nText.\n")
    (newsroom / "content/drugs/alphamab.md").write_text("---\nname: alphamab\ntitel: x\n---\nText.\n")
    assert main(["check", "content/pages/about.md"]) == 0
    assert main(["check", "content/drugs/alphamab.md"]) == 2
    assert "alphamab.md:3: titel:" in capsys.readouterr().err


# why -------------------------------------------------------------------------------------------------------

SAID = """Examplab Announces Results

Examplab today reported the Phase 2 trial of examplimab in breast cancer. Median PFS was 9.6 months with examplimab.
Patients had a median age of 61 years and 12% were smokers at baseline.

About breast cancer

About 287,850 women are diagnosed with breast cancer each year, and melanoma is no part of this.
"""


@pytest.fixture
def said(tmp_path: Path) -> Path:
    path = tmp_path / "said.txt"
    path.write_text(SAID, "utf-8")
    return path


def test_explain_lists_every_fact_with_its_id(said: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(said)]) == 0
    listed = capsys.readouterr().out.splitlines()
    record = json.loads(to_json(facts_of_file(said.as_posix(), said.read_bytes())))
    ids = [fact["id"] for facts in record.values() if isinstance(facts, list) for fact in facts]
    assert {line.split()[0] for line in listed} == set(ids) and len(ids) > 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("9.6 months", ["results/before", "endpoints.tsv", "PFS | survival", "lower 95% bound", "zone      lead"]),
        ("median age", ["facts     none", "rejected  “12”: silence “"]),
        ("287,850", ["zone      about-drug", "rejected"]),
    ],
)  # fmt: skip
def test_explain_says_why_and_why_not(
    said: Path, words: str, told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(said), words]) == 0
    out = capsys.readouterr().out
    assert [part for part in told if part not in out] == []


def test_explain_by_id(said: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", str(said)])
    line = next(line for line in capsys.readouterr().out.splitlines() if "PFS" in line)
    assert main(["explain", str(said), line.split()[0]]) == 0
    assert "Median PFS was 9.6 months with examplimab." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"), [(["no.txt"], "check the path"), (["said.txt", "results-0"], "has no fact")]
)
def test_explain_names_what_is_not_there(
    said: Path, arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(said.parent)
    assert main(["explain", *arguments]) == 2
    assert says in capsys.readouterr().err
