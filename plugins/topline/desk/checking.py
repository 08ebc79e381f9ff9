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
from topline.mark.newsroom import newsroom_of
from topline.read import drug_note_of, page_of

_OTHERS: dict[str, Callable[[str, bytes], object]] = {"drugs": drug_note_of, "pages": page_of}


def check_paths(paths: Sequence[Path], root: Path, *, as_json: bool, strict: bool) -> int:
    """Check some releases, or all of ``content/``. Problems refuse; warnings only tell. Returns the exit code."""
    now = datetime.now(UTC)
    problems: list[Problem] = []
    galleys: list[Galley] = []
    warnings: list[Problem] = []
    if paths:
        for path in paths:
            try:
                galleys += _read(path, now)
            except Refused as refused:
                problems += refused.problems
    else:
        try:
            newsroom = newsroom_of(root / "content", now=now, drafts=True)
        except Refused as refused:
            problems += refused.problems
        else:
            galleys += newsroom.galleys
            catalogue = catalogue_of(newsroom.galleys, newsroom.notes)
            for conflict in catalogue.conflicts:
                fix = "settle it with a note under content/drugs/"
                warnings.append(Problem(conflict.sources[0], 0, "drugs", conflict.what, fix))
    warnings += [warning for galley in galleys for warning in _warnings(galley)]
    _tell(problems, warnings, as_json)
    if problems:
        return 2
    if not as_json:
        print(f"{len(paths) or len(galleys)} {'files' if paths else 'releases'} checked, {len(warnings)} warnings")
    return 1 if strict and warnings else 0


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
