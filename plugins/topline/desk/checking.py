"""``topline check``: everything an editor would want to know before publishing; nothing is built."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from topline.facts import Problem, Refused
from topline.link import catalogue_of
from topline.mark import Galley, galley_of
from topline.mark.newsroom import Newsroom, newsroom_of
from topline.read import drug_note_of, page_of

_OTHERS: dict[str, Callable[[str, bytes], object]] = {"drugs": drug_note_of, "pages": page_of}


def check_paths(paths: Sequence[Path], root: Path, *, as_json: bool, strict: bool) -> int:
    """Check some releases, or all of ``content/``. Problems refuse; warnings only tell. Returns the exit code."""
    now = datetime.now(UTC)
    problems: list[Problem] = []
    galleys: list[Galley] = []
    warnings: list[Problem] = []
    inside, outside = _parted(paths, root)
    for path in outside:
        try:
            galleys += _read(path, now)
        except Refused as refused:
            problems += refused.problems
    if inside or not paths:
        try:
            newsroom = newsroom_of(root / "content", now=now, drafts=True)
        except Refused as refused:
            problems += [p for p in refused.problems if not inside or p.file in inside or _named_in(p.what, inside)]
        else:
            galleys += [g for g in newsroom.galleys if not inside or g.release.path in inside]
            if not paths:
                warnings += _conflicts(newsroom)
    warnings += [warning for galley in galleys for warning in _warnings(galley)]
    _tell(problems, warnings, as_json)
    if problems:
        return 2
    if not as_json:
        print(f"{len(paths) or len(galleys)} {'files' if paths else 'releases'} checked, {len(warnings)} warnings")
    return 1 if strict and warnings else 0


def _parted(paths: Sequence[Path], root: Path) -> tuple[set[str], list[Path]]:
    """The releases of this newsroom that are meant, by name, and the other files. A folder means the .md files below it.

    A release of the newsroom is read with all others: a link or an address is right or wrong among them only.
    """
    content = (root / "content").resolve()
    inside: set[str] = set()
    outside: list[Path] = []
    for path in paths:
        for file in sorted(path.rglob("*.md")) if path.is_dir() else [path]:
            place = file.resolve()
            if place.is_relative_to(content / "releases") and place.is_file():
                inside.add("content/" + place.relative_to(content).as_posix())
            else:
                outside.append(file)
    return inside, outside


def _named_in(words: str, names: set[str]) -> bool:
    """Is another file's problem about one of these: "'/2024/x' is that of content/releases/2024/x.md too"?"""
    return any(name in words for name in names)


def _conflicts(newsroom: Newsroom) -> list[Problem]:
    """Where two releases disagree on whose a name is."""
    fix = "settle it with a note under content/drugs/"
    found = catalogue_of(newsroom.galleys, newsroom.notes).conflicts
    return [Problem(conflict.sources[0], 0, "drugs", conflict.what, fix) for conflict in found]


def _read(path: Path, now: datetime) -> list[Galley]:
    """A release as its galley; a drug's note or a page is read too, and gives none. Raises ``Refused``."""
    name, data = path.as_posix(), _data(path)
    folder = path.resolve().parent
    if folder.name in _OTHERS and folder.parent.name == "content":
        _OTHERS[folder.name](name, data)
        return []
    return [galley_of(name, data, now)]


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise Refused([Problem(path.as_posix(), 0, "", what, "check the path")]) from error


def _warnings(galley: Galley) -> list[Problem]:
    """What the extractor found damaged or in disagreement, each with its words."""
    return [
        Problem(galley.release.path, 0, warning.code, warning.message, f"look at: {_short(warning.quote)}")
        for warning in galley.facts.warnings
    ]


def _short(quote: str) -> str:
    return quote if len(quote) <= 90 else quote[:89].rpartition(" ")[0] + " …"


def _tell(problems: Sequence[Problem], warnings: Sequence[Problem], as_json: bool) -> None:
    for level, found in (("problem", problems), ("warning", warnings)):
        for problem in sorted(found):
            if as_json:
                print(json.dumps({"level": level, **asdict(problem)}, ensure_ascii=False))
            else:
                print(problem if level == "problem" else f"warning: {problem}", file=sys.stderr)
