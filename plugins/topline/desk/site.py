"""``topline build``."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path

from topline.glue import build


def build_site(
    root: Path,
    *,
    output: Path | None,
    now: datetime | None,
    drafts: bool,
    jobs: int,
    full: bool,
    strict: bool,
) -> int:
    """Build the site at ``root`` and say in one line what was done. Returns the exit code."""
    started = time.monotonic()
    report = build(root, output=output, now=now, drafts=drafts, jobs=jobs, full=full)
    for conflict in report.conflicts:
        print(f"warning: {conflict}", file=sys.stderr)
    done = report.printed
    held = f", {report.held} held back" if report.held else ""
    files = f"{done.files} files, {done.written} written, {done.removed} removed" if done else "nothing"
    print(f"{report.releases} releases{held} → {files} in {time.monotonic() - started:.1f} s")
    return 1 if strict and (report.warnings or report.conflicts) else 0
