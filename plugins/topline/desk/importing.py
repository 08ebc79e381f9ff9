"""``topline import`` and ``topline new``: a release file to go on with."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from topline.extract.words.shadow import shadow_of
from topline.facts import Problem, Refused, slug_of
from topline.read import markdown_from_text, text_of

_REPAIRS = {
    "unit-lost-superscript": "a lost superscript",
    "exponent-lost": "a lost exponent",
    "ordinal-lost": "a lost ordinal",
}

_SKELETON = """---
title: {title}
date: {date}
status: draft
company:
source:
summary:
---
Write the lead here: who announced what, in which disease, in how many patients, at which meeting.

## Results

## Safety

## About the study
"""


def import_texts(names: Sequence[str], root: Path, *, fix: bool) -> int:
    """Turn plain text files into Markdown releases under ``content/releases``. Nothing is overwritten.

    Says for each what was written and what looks damaged in it; with ``fix`` the repairs are written into
    the text. Returns the exit code.
    """
    problems: list[Problem] = []
    for name in names:
        try:
            _import(name, root, fix)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return 0


def _import(name: str, root: Path, fix: bool) -> None:
    if name == "-":
        data, shown = sys.stdin.buffer.read(), "standard input"
    else:
        path = Path(name)
        shown = path.as_posix()
        if path.is_dir():
            raise Refused([Problem(shown, 0, "", "is a folder", f"name the files in it: {shown}/*.txt")])
        if not path.is_file():
            raise Refused([Problem(shown, 0, "", "is not there", "check the path")])
        if path.suffix not in (".txt", ""):
            raise Refused([Problem(shown, 0, "", f"{path.suffix} is not read yet", "save it as plain text (.txt)")])
        data = path.read_bytes()
    text = text_of(shown, data, lenient=True)
    if not text.strip():
        raise Refused([Problem(shown, 0, "", "is empty", "give the release as text, its headline first")])
    repairs: list[str] = []
    if fix:
        text, repairs = _repaired(text)
    draft = markdown_from_text(text)
    target = root / "content" / "releases" / f"{draft.name}.md"
    _write(target, draft.markdown, root)
    print(f"{shown} → {target.relative_to(root).as_posix()}: add its date, then `topline check`")
    for note in (*repairs, *draft.notes):
        print(f"  {note}")


def _repaired(text: str) -> tuple[str, list[str]]:
    """The text with damaged units written out, and what was done in words."""
    lines, done = [], []
    for number, line in enumerate(text.split("\n"), 1):
        shadow = shadow_of(line)
        for repair in sorted(shadow.repairs, key=lambda r: r.start, reverse=True):
            index = next(i for i, origin in enumerate(shadow.origins) if origin == repair.start and i)
            new = shadow.text[shadow.starts[index] : shadow.starts[index + 1]]
            end = shadow.origins[index + 1]
            done.append(f"line {number}: {_REPAIRS[repair.code]}: wrote {new!r} for {line[repair.start : end]!r}")
            line = line[: repair.start] + new + line[end:]
        lines.append(line)
    return "\n".join(lines), done


def new_release(title: str, root: Path) -> int:
    """Write a skeleton release, as a draft, under today's date. Returns the exit code."""
    if not slug_of(title):
        raise Refused([Problem("TITLE", 0, "title", f"{title!r} gives no address", "use letters or digits")])
    today = date.today()
    target = root / "content" / "releases" / str(today.year) / f"{today.isoformat()}-{_stem(title)}.md"
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    _write(target, _SKELETON.format(title=quoted, date=today.isoformat()), root)
    print(f"{target.relative_to(root).as_posix()}: a draft; set status: published when it is ready")
    return 0


def _stem(title: str) -> str:
    """A file name of at most some ten words."""
    slug = slug_of(title)
    return slug if len(slug) <= 70 else slug[:71].rpartition("-")[0] or slug[:70]


def _write(target: Path, text: str, root: Path) -> None:
    if not (root / "content").is_dir():
        raise Refused([Problem("content", 0, "", "is not there", "run the command in the folder of a Topline site")])
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        name = target.relative_to(root).as_posix()
        raise Refused([Problem(name, 0, "", "is there already", "rename or remove it first")]) from None
