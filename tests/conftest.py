"""What several test modules share: the built demonstration site, a newsroom to break, the reference material."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from sites import NOW, ROOT, SHARED, Built, write_release
from topline.glue import build

settings.register_profile("fixed", derandomize=True, database=None)  # the same examples on every machine
settings.load_profile("fixed")


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
