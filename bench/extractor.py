"""How fast the extractor reads: characters a second on one core, over a folder of releases.

.venv/bin/python bench/extractor.py [FOLDER] [--runs 5]      (default: content/releases)
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from topline.extract import extract
from topline.facts import Prose
from topline.read import lenient_of, prose_of, prose_of_text, tree_of

ROOT = Path(__file__).parent.parent


def prose(path: Path) -> Prose:
    """A release file as prose."""
    if path.suffix == ".txt":
        return prose_of_text(path.read_text("utf-8"))
    release = lenient_of(path.as_posix(), path.read_bytes())
    return prose_of(release.title, tree_of(release.body))


def main() -> None:
    """Read the folder several times; print the median rate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "content" / "releases")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    paths = [path for path in sorted(arguments.folder.rglob("*")) if path.suffix in (".md", ".txt")]
    texts = [prose(path) for path in paths]
    size = sum(len(text.text) for text in texts)
    extract(texts[0])  # tables are loaded once
    rates = []
    for _ in range(arguments.runs):
        started = time.perf_counter()
        for text in texts:
            extract(text)
        rates.append(size / (time.perf_counter() - started))
    print(f"{len(texts)} releases, {size} characters, {arguments.runs} runs on one core")
    print(f"{statistics.median(rates):,.0f} characters a second, median ({min(rates):,.0f} to {max(rates):,.0f})")


if __name__ == "__main__":
    main()
