"""Lines of code by room.

.venv/bin/python bench/lines.py
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

HOUSE = Path(__file__).parent.parent / "plugins" / "topline"


def main() -> None:
    """Print modules and lines of each room, the longest first."""
    lines: Counter[str] = Counter()
    modules: Counter[str] = Counter()
    for path in HOUSE.rglob("*.py"):
        parts = path.relative_to(HOUSE).parts
        room = parts[0] if len(parts) > 1 else "(front door)"
        lines[room] += path.read_text("utf-8").count("\n")
        modules[room] += 1
    for room, count in lines.most_common():
        print(f"{room:14} {modules[room]:4} modules {count:6} lines")
    print(f"{'all':14} {sum(modules.values()):4} modules {sum(lines.values()):6} lines")


if __name__ == "__main__":
    main()
