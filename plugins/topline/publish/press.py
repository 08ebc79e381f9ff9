"""All files of the site, gathered first and written last: nothing is half published."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from topline.facts import Problem, Refused

MANIFEST = ".topline.json"


@dataclass
class Press:
    """The files of one build by their path below the output folder."""

    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)

    def add(self, address: str, data: bytes, source: str) -> None:
        """Take in one file. ``address`` ending in ``/`` (or empty) means its ``index.html``.

        Two files at one address, or one outside the site, are problems of ``source`` (a content file).
        """
        path = address + "index.html" if address == "" or address.endswith("/") else address
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or "\\" in path or any(p.startswith(".") for p in parts.parts):
            self.problems.append(Problem(source, 0, "", f"its address {path!r} leaves the site", "choose another slug"))
        elif path in self.files:
            other = self.sources[path]
            self.problems.append(
                Problem(source, 0, "", f"its address /{address} is that of {other}", "give one of the two another slug")
            )
        else:
            self.files[path] = data
            self.sources[path] = source

    def print(self, output: Path) -> Printed:
        """Write what changed, then remove what an earlier build wrote and this one did not.

        Raises ``Refused`` before the first byte where there are problems, or where ``output`` holds
        files that no build of Topline made.
        """
        if self.problems:
            raise Refused(self.problems)
        try:
            return self._print(output)
        except OSError as error:
            place = error.filename or output
            what = f"cannot be written ({error.strerror}: {place})"
            raise Refused([Problem(str(output), 0, "", what, "choose a folder that you may write to")]) from error

    def _print(self, output: Path) -> Printed:
        before = _manifest(output)
        now = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(self.files.items())}
        written = [path for path in now if before.get(path) != now[path] or not (output / path).is_file()]
        for path in written:
            _write(output / path, self.files[path])
        removed = [path for path in before if path not in now]
        for path in removed:
            _remove(output, path)
        _write(output / MANIFEST, (json.dumps(now, indent=0) + "\n").encode())
        return Printed(len(now), len(written), len(removed))


@dataclass(frozen=True, slots=True)
class Printed:
    """How many files the site has, how many were written and how many removed."""

    files: int
    written: int
    removed: int


def _manifest(output: Path) -> dict[str, str]:
    """What the last build wrote here: path → hash. An empty or absent folder has none."""
    try:
        found = json.loads((output / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        if output.exists() and any(output.iterdir()):
            raise Refused(
                [Problem(str(output), 0, "", "holds files that Topline did not make", "choose an empty folder")]
            ) from None
        return {}
    except ValueError:
        return {}
    return {str(path): str(value) for path, value in found.items()} if isinstance(found, dict) else {}


def _write(path: Path, data: bytes) -> None:
    """Replace a file in one step, so that a reader sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove(output: Path, path: str) -> None:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts:
        return  # a manifest that someone edited: nothing outside the output folder is touched
    target = output / path
    target.unlink(missing_ok=True)
    for folder in target.relative_to(output).parents:
        if folder != Path() and not any((output / folder).iterdir()):
            (output / folder).rmdir()
