"""Bad input: each file fails by name, with its line and remedy; nothing is published and the last good site stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import NOW, everything, write_release
from topline.desk.main import main
from topline.glue import build

GOOD = "---\ntitle: A trial\ndate: 2024-03-02\n---\nText.\n"

# (what is wrong, the file's bytes, what the error must say: line, field, part of the message)
BROKEN = [
    ("unknown key", b"---\ntitle: A\ndate: 2024-03-02\nsumary: x\n---\nText.\n", ":4: sumary:", "summary"),
    ("repeated key", b"---\ntitle: A\ndate: 2024-03-02\ntitle: B\n---\nText.\n", ":4: title:", ""),
    ("missing title", b"---\ndate: 2024-03-02\n---\nText.\n", "title:", ""),
    ("missing date", b"---\ntitle: A\n---\nText.\n", "date:", "YYYY-MM-DD"),
    ("impossible date", b"---\ntitle: A\ndate: 2012-13-01\n---\nText.\n", ":3: date:", "2012-13-01"),
    ("a year is no date", b"---\ntitle: A\ndate: 2012\n---\nText.\n", ":3: date:", "2012"),
    ("which order?", b"---\ntitle: A\ndate: 03/04/2012\n---\nText.\n", ":3: date:", "03/04/2012"),
    ("time without zone", b"---\ntitle: A\ndate: 2012-03-04T10:00:00\n---\nText.\n", ":3: date:", "zone"),
    ("naive embargo", b"---\ntitle: A\ndate: 2024-03-02\nembargo: 2024-03-02 08:00\n---\nT.\n", ":4: embargo:", "zone"),
    ("date to come", b"---\ntitle: A\ndate: 2031-03-02\n---\nText.\n", ":3: date:", "embargo"),
    ("YAML", b"---\ntitle: Drug X: phase 3\ndate: 2024-03-02\n---\nText.\n", ":2: title:", '"Drug X: phase 3"'),
    ("latin-1", "---\ntitle: Médecine\ndate: 2024-03-02\n---\nText.\n".encode("latin-1"), ":2:", "UTF-8"),
    ("control character", b"---\ntitle: A\ndate: 2024-03-02\n---\nText\x07.\n", ":5:", ""),
    ("path in a slug", b"---\ntitle: A\ndate: 2024-03-02\nslug: ../evil\n---\nText.\n", ":4: slug:", ""),
    ("no front matter", b"Just text.\n", ":1:", "front matter"),
    ("wrong status", b"---\ntitle: A\ndate: 2024-03-02\nstatus: drat\n---\nText.\n", ":4: status:", "draft"),
    ("wrong kind", b"---\ntitle: A\ndate: 2024-03-02\nkind: result\n---\nText.\n", ":4: kind:", "results"),
    ("list expected", b"---\ntitle: A\ndate: 2024-03-02\ntopics: cancer\n---\nText.\n", ":4: topics:", ""),
    ("no text", b"---\ntitle: A\ndate: 2024-03-02\n---\n\n  \n", ".md:", "status: draft"),
    ("image from elsewhere", b"---\ntitle: A\ndate: 2024-03-02\n---\nT.\n\n![x](https://evil.example/y.png)\n", ":7:", "another host"),
    ("image in HTML", b"---\ntitle: A\ndate: 2024-03-02\n---\nT.\n\n<img src='https://evil.example/y.png' alt=''>\n", ":7:", "another host"),
    ("stale fact", b"---\ntitle: A\ndate: 2024-03-02\nfacts:\n  - {fact: results-00000000, drop: true, because: no}\n---\nT.\n", ":5", "facts"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "place", "says"), [c[1:] for c in BROKEN], ids=[c[0] for c in BROKEN])
def test_a_broken_file_fails_by_name_and_the_last_good_site_stays(
    newsroom: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, place: str, says: str
) -> None:
    out = tmp_path / "out"
    build(newsroom, output=out, now=NOW)
    before = everything(out)
    path = newsroom / "content/releases/2024/2024-03-02-broken.md"
    path.write_bytes(data)
    code = main(["build", "--output", str(out), "--now", NOW.isoformat()])
    error = capsys.readouterr().err
    assert code == 2
    assert error.startswith("content/releases/2024/2024-03-02-broken.md:")
    assert place in error and says in error and " → " in error
    assert "Traceback" not in error
    assert everything(out) == before
    assert main(["check"]) == 2


def test_two_releases_with_one_slug(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_release(newsroom, "2024/2024-03-02-other", "Other", "2024-03-02", "Text.", "slug: first\n")
    assert main(["build", "--output", "out", "--now", NOW.isoformat()]) == 2
    error = capsys.readouterr().err
    assert "2024-03-02-other.md" in error and "2024-03-01-first.md" in error and "slug" in error
    assert not Path("out").exists()


def test_check_of_one_file_tells_what_a_build_would(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link or an address is right or wrong among the other files only, whichever of them is asked for."""
    one = write_release(newsroom, "2024/2024-03-02-one", "One", "2024-03-02", "[More]({filename}nowhere.md).")
    same = write_release(newsroom, "2024/2024-03-03-same", "Same", "2024-03-03", "Text.", "slug: first\n")
    first = newsroom / "content/releases/2024/2024-03-01-first.md"
    for path, says in ((one, "leads to no file"), (same, "first"), (first, "first"), (newsroom / "content", "no file")):
        assert main(["check", str(path)]) == 2, path
        assert says in capsys.readouterr().err


def test_a_problem_is_told_once(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_release(
        newsroom, "2024/2024-03-02-one", "One", "2024-03-02", "[More]({filename}nowhere.md).", "status: drat\n"
    )
    write_release(newsroom, "2024/2024-03-02-two", "Two", "2024-03-02", "[More]({filename}nowhere.md).")
    assert main(["build", "--output", "out", "--now", NOW.isoformat()]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2 == len(set(lines))


@pytest.mark.parametrize("place", ["file", "file/below", "/proc/nowhere"])
def test_a_folder_that_cannot_be_written_is_told(
    newsroom: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (newsroom / "file").write_text("x", "utf-8")
    assert main(["build", "--output", place, "--now", NOW.isoformat()]) == 2
    error = capsys.readouterr().err
    assert "choose" in error and len(error.splitlines()) == 1 and "Traceback" not in error


@pytest.mark.parametrize(("command", "says"), [("extract", "holds no .md or .txt file"), ("import", "is a folder")])
def test_a_folder_without_releases_is_told(
    newsroom: Path, command: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (newsroom / "empty").mkdir()
    assert main([command, "empty"]) == 2
    assert says in capsys.readouterr().err


def test_all_problems_are_told_at_once(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_release(newsroom, "2024/2024-03-02-a", "A", "2024-13-02", "Text.", "sumary: x\n")
    write_release(newsroom, "2024/2024-03-03-b", "B", "yesterday", "Text.")
    assert main(["build", "--output", "out", "--now", NOW.isoformat()]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len([line for line in lines if "2024-03-02-a.md" in line]) == 2
    assert len([line for line in lines if "2024-03-03-b.md" in line]) == 1


def test_a_link_out_of_content_is_refused(newsroom: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret.md").write_text(GOOD)
    (newsroom / "content/releases/2024/2024-03-02-link.md").symlink_to(tmp_path / "secret.md")
    assert main(["build", "--output", "out", "--now", NOW.isoformat()]) == 2
    assert "outside content/" in capsys.readouterr().err


@pytest.mark.parametrize(
    "body",
    [
        "[a](../../../../../etc/hostname)",
        "[a]({attach}../../../etc/hostname)",
        "[a]({static}/etc/hostname)",
        "![a](/etc/hostname)",
        "![a](missing.png)",
    ],
)
def test_files_outside_content_and_missing_files_are_refused(newsroom: Path, body: str) -> None:
    write_release(newsroom, "2024/2024-03-02-files", "Files", "2024-03-02", body)
    assert main(["build", "--output", "out", "--now", NOW.isoformat()]) == 2
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<iframe src='https://evil.example'></iframe>",
        "<p style='background:url(https://evil.example)'>x</p>",
        "<svg onload=alert(1)>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    ],
)
def test_bodies_bring_no_script(newsroom: Path, tmp_path: Path, body: str) -> None:
    write_release(newsroom, "2024/2024-03-02-hostile", "Hostile", "2024-03-02", f"Before.\n\n{body}\n\nAfter.")
    try:
        build(newsroom, output=tmp_path / "out", now=NOW)
    except Exception as refused:
        assert "hostile.md" in str(refused)
        return
    page = (tmp_path / "out/2024/hostile/index.html").read_text("utf-8")
    for word in ("alert(1)", "onerror", "onload", "iframe", "javascript:", "evil.example"):
        assert word not in page.split("<main", 1)[1] or "&lt;" in page
