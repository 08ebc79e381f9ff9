"""What a reader's browser loads for a page of the built site, in bytes, plain and compressed.

make site && .venv/bin/python bench/weight.py [2012/imgn901-ash/]
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

OUTPUT = Path(__file__).parent.parent / "output"


def loads(address: str) -> list[str]:
    """The files that a page brings: itself, its style sheet, scripts, images and fonts."""
    page = (OUTPUT / address / "index.html").read_text("utf-8")
    files = [f"{address}index.html"]
    for link in re.findall(
        r'<(?:link rel="(?:stylesheet|icon|preload)"[^>]*href|script[^>]*src|img[^>]*src)="([^"]+)"', page
    ):
        files.append(link.split("/", 3)[-1] if link.startswith("http") else link.lstrip("/"))
    for sheet in [name for name in files if name.endswith(".css")]:
        for link in re.findall(r"url\([\"']?([^\"')]+)", (OUTPUT / sheet).read_text("utf-8")):
            if not link.startswith("data:"):
                files.append((OUTPUT / sheet).parent.joinpath(link).resolve().relative_to(OUTPUT.resolve()).as_posix())
    return list(dict.fromkeys(files))


def main() -> None:
    """Print each file's weight and the sum."""
    address = sys.argv[1] if len(sys.argv) > 1 else "2012/imgn901-ash/"
    plain = packed = 0
    for name in loads(address):
        data = (OUTPUT / name).read_bytes()
        small = len(data) if name.endswith(".woff2") else len(gzip.compress(data, 9))
        plain, packed = plain + len(data), packed + small
        print(f"{len(data):8} {small:8}  {name}")
    print(f"{plain:8} {packed:8}  in all ({len(loads(address))} requests); plain and gzip")


if __name__ == "__main__":
    main()
