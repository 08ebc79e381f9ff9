"""What several test modules share: the built demonstration site, a browser, the reference material."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from topline.glue import Report, build

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Built:
    """A built site: its folder, and what the build reported."""

    folder: Path
    report: Report

    def text(self, address: str) -> str:
        """The file at an address."""
        path = self.folder / (address + "index.html" if address == "" or address.endswith("/") else address)
        return path.read_text("utf-8")

    def pages(self) -> list[str]:
        """The addresses of all pages."""
        found = [path.relative_to(self.folder).as_posix() for path in sorted(self.folder.rglob("*.html"))]
        return [name.removesuffix("index.html") for name in found]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demonstration site, built once."""
    folder = tmp_path_factory.mktemp("site") / "output"
    return Built(folder, build(ROOT, output=folder, now=NOW))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the project; tests that need it are skipped, by name, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the reference material (../shared) is not here")
    return SHARED


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Path]:
    """A small newsroom of its own: settings, theme and one release, to be broken by a test."""
    root = tmp_path / "newsroom"
    (root / "content" / "releases" / "2024").mkdir(parents=True)
    shutil.copy(ROOT / "pelicanconf.py", root)
    (root / "plugins").symlink_to(ROOT / "plugins")
    (root / "themes").symlink_to(ROOT / "themes")
    write_release(root, "2024/2024-03-01-first", "First results", "2024-03-01", "In all, 44 patients were enrolled.")
    here = Path.cwd()
    os.chdir(root)
    yield root
    os.chdir(here)


def write_release(root: Path, name: str, title: str, date: str, body: str, more: str = "") -> Path:
    """Write a release into a newsroom."""
    path = root / "content" / "releases" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\ndate: {date}\n{more}---\n{body}\n", "utf-8")
    return path


def everything(folder: Path) -> bytes:
    """All bytes of a site, names included: where a secret would show."""
    return b"\n".join(
        path.relative_to(folder).as_posix().encode() + b"\n" + path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
