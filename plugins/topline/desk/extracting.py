"""``topline extract``: facts records as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from topline.facts import Problem, Refused
from topline.facts.wire import to_json
from topline.mark import facts_of_file

_Outcome = bytes | list[Problem]
_Mapping = Callable[[Callable[[str], _Outcome], list[str]], Iterable[_Outcome]]
_SUFFIXES = (".md", ".txt")


def extract_paths(paths: Sequence[Path], jobs: int = 1) -> int:
    """Print the record of each file, sorted by path; name the bad files on standard error. Returns the exit code."""
    files, problems = _files(paths)
    names = [path.as_posix() for path in files]
    with _mapping(jobs, len(names)) as mapping:
        for outcome in mapping(_record, names):
            if isinstance(outcome, bytes):
                sys.stdout.buffer.write(outcome + b"\n")
            else:
                problems += outcome
    sys.stdout.flush()
    for problem in sorted(problems):
        print(problem, file=sys.stderr)
    return 2 if problems else 0


@contextmanager
def _mapping(jobs: int, count: int) -> Iterator[_Mapping]:
    """``map``, over worker processes where more than one is asked for and worth it."""
    if jobs < 2 or count < 2:
        yield map
        return
    with ProcessPoolExecutor(min(jobs, count)) as pool:
        yield lambda do, names: pool.map(do, names, chunksize=max(1, min(16, count // (4 * jobs))))


def _record(name: str) -> _Outcome:
    """One file's record as JSON, or its problems."""
    try:
        return to_json(facts_of_file(name, Path(name).read_bytes()))
    except Refused as refused:
        return list(refused.problems)
    except OSError as error:
        return [Problem(name, 0, "", f"cannot be read ({error.strerror})", "check the path")]


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The files meant by some paths, each once, sorted; a path that is nothing is a problem."""
    found: set[Path] = set()
    problems = []
    for path in paths:
        if path.is_dir():
            inside = [p for p in path.rglob("*") if p.suffix in _SUFFIXES and p.is_file() and p.name[0] != "."]
            found.update(inside)
            if not inside:
                problems.append(Problem(path.as_posix(), 0, "", "holds no .md or .txt file", "check the path"))
        elif path.is_file() and path.suffix in _SUFFIXES:
            found.add(path)
        elif path.is_file():
            problems.append(Problem(path.as_posix(), 0, "", "is no .md or .txt file", "convert it first"))
        else:
            problems.append(Problem(path.as_posix(), 0, "", "is not there", "check the path"))
    return sorted(found, key=lambda p: p.as_posix()), problems
