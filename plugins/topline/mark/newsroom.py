"""All of ``content/``: every file read, every problem collected, before anything else happens."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from html import escape
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import TypeVar

from topline.facts import DrugNote, Page, Problem, Refused
from topline.mark.galley import Galley, galley_of
from topline.read import broken_of, drug_note_of, held_of, html_of, page_of

T = TypeVar("T")
_RESERVED = frozenset(
    {"drugs", "conditions", "companies", "trials", "meetings", "data", "feeds", "theme", "corrections-feed"}
)
_WORTH_A_POOL = 200  # files; below that starting workers costs more than they save


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """Everything an editor filed. ``held`` counts drafts and embargoed releases, which are left out.

    ``note_html`` holds the rendered bodies of the notes by id; ``files`` the figures and documents that
    releases link to, by their address beside the release's page.
    """

    galleys: tuple[Galley, ...] = ()
    notes: tuple[DrugNote, ...] = ()
    note_html: dict[str, str] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    held: int = 0


def newsroom_of(
    content: Path, *, now: datetime, drafts: bool = False, jobs: int = 1, cache: Path | None = None
) -> Newsroom:
    """Read ``content/``. Raises ``Refused`` with the problems of all files.

    A draft or embargoed release is looked at no further than its front matter (unless ``drafts``).
    ``cache`` is a file that keeps what unchanged files gave last time.
    """
    problems: list[Problem] = []
    sources = {_name(path, content): _bytes(path, content, problems) for path in _markdown(content, problems)}
    releases = {name: data for name, data in sources.items() if name.startswith("content/releases/")}
    held = set() if drafts else {n for n, d in releases.items() if _try(problems, held_of, n, d, now)}
    read = {name: data for name, data in releases.items() if name not in held}
    galleys = _galleys(read, now, jobs, cache, problems)
    notes = [
        note
        for name, data in sources.items()
        if name.startswith("content/drugs/") and (note := _try(problems, drug_note_of, name, data))
    ]
    pages = [
        page
        for name, data in sources.items()
        if name.startswith("content/pages/") and (page := _try(problems, page_of, name, data))
    ]
    problems += _clashes(galleys, pages)
    linked, files = _with_links(galleys, content, problems)
    if problems:
        raise Refused(problems)
    return Newsroom(
        galleys=tuple(linked),
        notes=tuple(notes),
        note_html={note.id: html_of(note.body, note.path, note.body_line) for note in notes},
        pages=tuple(pages),
        files=files,
        held=len(held),
    )


def _try(problems: list[Problem], do: Callable[..., T], *arguments: object) -> T | None:
    """The value, or None after noting what was refused."""
    try:
        return do(*arguments)
    except Refused as refused:
        problems.extend(refused.problems)
        return None


def _name(path: Path, content: Path) -> str:
    return "content/" + path.relative_to(content).as_posix()


def _markdown(content: Path, problems: list[Problem]) -> list[Path]:
    """Every Markdown file below the three folders, in order; a link out of content/ is a problem."""
    found = []
    for folder in ("releases", "drugs", "pages"):
        for path in sorted((content / folder).rglob("*.md")):
            if any(part.startswith(".") for part in path.relative_to(content).parts):
                continue
            if not path.resolve().is_relative_to(content.resolve()):
                problems.append(
                    Problem(
                        _name(path, content), 0, "", "is a link to a file outside content/", "put the file itself here"
                    )
                )
            elif path.is_file():
                found.append(path)
    return found


def _bytes(path: Path, content: Path, problems: list[Problem]) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        problems.append(
            Problem(_name(path, content), 0, "", f"cannot be read ({error.strerror})", "check the file's permissions")
        )
        return b""


def _galleys(
    sources: dict[str, bytes], now: datetime, jobs: int, cache: Path | None, problems: list[Problem]
) -> list[Galley]:
    """The galley of each release, from the cache where the file and the engine are unchanged."""
    engine = _engine() if cache else b""
    keys = {name: hashlib.sha256(engine + data).digest() for name, data in sources.items()}
    kept = _load(cache)
    fresh: dict[str, tuple[bytes, Galley]] = {n: kept[n] for n, key in keys.items() if n in kept and kept[n][0] == key}
    missing = [name for name in sources if name not in fresh]
    read = partial(_outcome, now=now)
    if jobs > 1 and len(missing) >= _WORTH_A_POOL:
        with ProcessPoolExecutor(min(jobs, os.cpu_count() or 1)) as pool:
            outcomes: Iterable[Galley | tuple[Problem, ...]] = pool.map(
                read, missing, [sources[name] for name in missing], chunksize=16
            )
    else:
        outcomes = map(read, missing, [sources[name] for name in missing])
    for name, outcome in zip(missing, outcomes, strict=True):
        if isinstance(outcome, Galley):
            fresh[name] = (keys[name], outcome)
        else:
            problems.extend(outcome)
    if missing or len(kept) != len(fresh):
        _save(cache, fresh)
    return [fresh[name][1] for name in sorted(fresh)]


def _outcome(name: str, data: bytes, *, now: datetime) -> Galley | tuple[Problem, ...]:
    """One release, or why it was refused (an exception would not cross a process whole)."""
    try:
        return galley_of(name, data, now)
    except Refused as refused:
        return refused.problems


def _clashes(galleys: Iterable[Galley], pages: Iterable[Page]) -> list[Problem]:
    """Releases that want one address or one id, and pages that want an address of the engine."""
    problems = []
    for key, what in (("address", "slug"), ("id", "id")):
        owners: dict[str, list[str]] = defaultdict(list)
        for galley in galleys:
            owners[getattr(galley.release, key)].append(galley.release.path)
        for value, paths in owners.items():
            for path in paths[1:]:
                told = f"{value.rstrip('/')!r} is that of {paths[0]} too"
                problems.append(Problem(path, 1, what, told, f"give one another {what}"))
    for page in pages:
        if page.slug in _RESERVED or page.slug.isdigit():
            problems.append(Problem(page.path, 1, "slug", f"/{page.slug}/ is the engine's", "rename the file"))
    return problems


def _with_links(galleys: list[Galley], content: Path, problems: list[Problem]) -> tuple[list[Galley], dict[str, bytes]]:
    """The galleys with their links into content/ as links of the site, and the files that go with them."""
    addresses = {galley.release.path: galley.release.address for galley in galleys}
    files: dict[str, bytes] = {}
    linked = []
    for galley in galleys:
        problems += broken_of(content.parent, galley.release.path, galley.links)
        html = galley.html
        for link in galley.links:
            place = content.parent / link.path
            if link.path.endswith(".md") and link.path not in addresses:
                if not place.is_file():
                    continue  # told already: the link leads to no file
                what = f"links to {link.path}, which is no release of the public site"
                problems.append(Problem(galley.release.path, link.line, "", what, "take the link out"))
                continue
            if link.path.endswith(".md"):
                target = f"../../{addresses[link.path]}" + (f"#{link.fragment}" if link.fragment else "")
            elif place.is_file():
                target = PurePosixPath(link.path).name
                files[galley.release.address + target] = place.read_bytes()
            else:
                continue
            for attribute in ("href", "src"):
                html = html.replace(f'{attribute}="{escape(link.target)}"', f'{attribute}="{escape(target)}"')
        linked.append(replace(galley, html=html) if galley.links else galley)
    return linked, files


def _engine() -> bytes:
    """A hash of all that decides what a file gives: the code and tables of the rooms, and the libraries."""
    digest = hashlib.sha256()
    house = Path(__file__).parent.parent
    for room in ("facts", "read", "extract", "mark"):
        for path in sorted((house / room).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + path.read_bytes())
    for library in ("markdown", "nh3", "lxml", "pyyaml"):
        digest.update(f"{library} {metadata.version(library)}".encode())
    return digest.digest()


def _load(cache: Path | None) -> dict[str, tuple[bytes, Galley]]:
    """What the cache file holds; a damaged or foreign one holds nothing."""
    if cache is None or not cache.is_file():
        return {}
    try:
        found = pickle.loads(cache.read_bytes())  # noqa: S301 - our own file, in the project's folder
    except Exception:  # any damage to a cache only means reading the files again
        return {}
    return found if isinstance(found, dict) else {}


def _save(cache: Path | None, galleys: dict[str, tuple[bytes, Galley]]) -> None:
    if cache is None:
        return
    cache.parent.mkdir(parents=True, exist_ok=True)
    fresh = cache.with_suffix(".new")
    fresh.write_bytes(pickle.dumps(galleys, protocol=pickle.HIGHEST_PROTOCOL))
    fresh.replace(cache)
