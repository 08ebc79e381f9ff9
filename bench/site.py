"""How long the demonstration site takes: a cold build, a build with nothing changed, and a rebuild after one edit.

Whole processes are timed, several times in turn; the medians are what the README quotes.
    .venv/bin/python bench/site.py [--runs 5]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def seconds(root: Path) -> float:
    """The wall time of one ``topline build``."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "topline", "build", "--output", "output"]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Time the three builds and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {"cold build": [], "nothing changed": [], "one edit": []}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "content", root / "content")
        shutil.copy(ROOT / "pelicanconf.py", root)
        (root / "plugins").symlink_to(ROOT / "plugins")
        (root / "themes").symlink_to(ROOT / "themes")
        edited = sorted((root / "content" / "releases").rglob("*.md"))[10]
        for run in range(runs):
            shutil.rmtree(root / ".cache", ignore_errors=True)
            shutil.rmtree(root / "output", ignore_errors=True)
            times["cold build"].append(seconds(root))
            times["nothing changed"].append(seconds(root))
            edited.write_text(edited.read_text("utf-8") + f"\nEdit {run}.\n", "utf-8")
            times["one edit"].append(seconds(root))
    count = len(list((ROOT / "content" / "releases").rglob("*.md")))
    print(f"{count} releases, {runs} runs, whole process, median (min to max) in seconds")
    for name, found in times.items():
        print(f"{name:16} {statistics.median(found):5.2f} ({min(found):.2f} to {max(found):.2f})")


if __name__ == "__main__":
    main()
