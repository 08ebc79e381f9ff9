"""Does the time stay linear on hostile text? Each shape below is read from 1 kB to 1 MB; its growth exponent is stated.

The exponent is the slope of log(processor seconds) over log(characters), by least squares over the sizes from 4 kB on
(below that the fixed cost of a release hides the growth), and of its last step alone. 1 is linear, 2 quadratic.
Texts go through the whole of ``topline extract`` (reading, finding, writing); shapes that end in ``.md`` also through
the marking of the page. A shape that takes longer than the limit is stopped there and said so.

    .venv/bin/python bench/hostile.py [NAME …] [--largest 1048576] [--limit 20] [--jobs 2]
"""

from __future__ import annotations

import argparse
import math
import signal
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from itertools import cycle, islice, pairwise
from pathlib import Path

from topline.facts import Refused
from topline.facts.wire import to_json
from topline.mark import facts_of_file, galley_of

ROOT = Path(__file__).parent.parent
GOAL = 1.2
SIZES = tuple(1024 * 4**step for step in range(6))
_HEAD = (
    "Company Announces Phase 3 Results of Examplumab in Lung Cancer\n\nIn the study, 120 patients were enrolled.\n\n"
)
_FRONT = "---\ntitle: Company Announces Results\ndate: 2024-03-01\n---\n"
_DRUGS = [
    "aspirin",
    "bortezomib",
    "carfilzomib",
    "dexamethasone",
    "everolimus",
    "fulvestrant",
    "gefitinib",
    "lenalidomide",
    "ABC-123",
]


def again(piece: str) -> Callable[[int], str]:
    """A text that is one piece over and over."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def among(pieces: Iterable[str], joint: str = " ") -> Callable[[int], str]:
    """A text of several pieces in turn."""
    return again(joint.join(pieces) + joint)


def counted(piece: str) -> Callable[[int], str]:
    """A text of numbered pieces: ``{}`` is the number, so that no two are alike."""
    return lambda size: "".join(map(piece.format, range(size // len(piece) + 1)))[:size]


def invented(size: int) -> str:
    """Names of medicines that no list has, all different."""
    parts = ("ba", "co", "di", "fu", "ge", "ko", "lu", "mi")
    names = ("".join(parts[number // 8**place % 8] for place in range(5)) + "tinib" for number in cycle(range(8**5)))
    return " and ".join(islice(names, size // 20 + 1))[:size]


def table(row: str) -> Callable[[int], str]:
    """A Markdown table of one row over and over."""
    head = "| Endpoint | Examplumab (n=60) | Placebo (n=60) | p |\n| --- | --- | --- | --- |\n"
    return lambda size: head + row * (size // len(row))


SHAPES: dict[str, Callable[[int], str]] = {
    "digits": again("7"),
    "digits and stops": again("1.2"),
    "thousands": again("1,234"),
    "blanks": again(" "),
    "blanks between words": lambda size: "results" + " " * size + "of 12%",
    "no-break blanks": again("\u00a0"),
    "brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "unclosed brackets": again("(median 5.2 months "),
    "square brackets": again("[95% CI, "),
    "hyphen chain of ones": again("1-"),
    "hyphen chain of words": again("well-known-"),
    "mixed dashes": again("- – — ‑ − "),
    "versus chain": lambda size: " vs ".join(["12%"] * (size // 7)),
    "letters versus letters": again("a vs b vs "),
    "one long sentence": among(
        [
            "the",
            "patients",
            "were",
            "treated",
            "with",
            "a",
            "dose",
            "and",
            "the",
            "response",
            "was",
            "seen",
            "in",
            "many",
            "of",
            "them",
        ]
    ),
    "one long word": again("abcdefgh"),
    "one long capital word": again("ABCDEFGH"),
    "medicines": among(_DRUGS),
    "medicines, listed": among(_DRUGS, ", "),
    "invented medicines": invented,
    "invented codes": counted("XYZ-{} and "),
    "invented codes in brackets": counted("Foxtrol{} (XYZ-{}), ".replace("{}", "{0}")),
    "percent signs": again("% "),
    "percentages": again("12% "),
    "percentages of events": again("nausea (12%), fatigue (9%), "),
    "phases": again("Phase 3 "),
    "phases of trials": counted("In the Phase 2 TRIAL{} study 12 patients were enrolled. "),
    "comma list": again("a, "),
    "comma list of names": among(("Lilly", "Roche", "Novartis", "Pfizer"), ", "),
    "and and and": again("and "),
    "of the of the": again("of the "),
    "capitals": among(("ORR", "PFS", "OS", "NSCLC", "FDA", "EGFR", "KRAS")),
    "capitalised words": again("Alpha Beta Gamma "),
    "addresses": again("https://www.example.com/a-b/c?d=e&f=(g) "),
    "mail addresses": again("someone@example.com "),
    "one long address": again("https://a.b/"),
    "quotation marks": again("\"'“‘’” "),
    "quoted words": again('"We are pleased," said Dr. J. Doe, M.D., '),
    "n equals": again("(n=12) "),
    "n equals, unclosed": again("(n="),
    "abbreviations": again("Inc. e.g. i.e. U.S. Dr. vs. No. "),
    "stops": again(". "),
    "stops without blanks": again("."),
    "sentences": again("The response rate was 45%. "),
    "sentences of results": again(
        "Median PFS was 8.5 months vs 4.2 months with placebo (HR 0.65; 95% CI, 0.50-0.84; p<0.001). "
    ),
    "results in one sentence": again("median PFS was 8.5 months vs 4.2 months (HR 0.65; 95% CI, 0.50-0.84; p<0.001), "),
    "respectively": again("12% and 15% and 17%, respectively, "),
    "doses": again("10 mg/kg every 3 weeks and "),
    "dates": again("in the second half of 2025, March 3, 2024, "),
    "registry numbers": counted("NCT{0:08d} ({0}) "),
    "tickers": again("(Nasdaq: ABCD) (NYSE: XYZ) "),
    "trademarks": again("Examplis® ™ "),
    "superscripts": again("10⁹/L ¹²³ "),
    "damaged units": again("the 54 mg/m 10 9/L the 3 "),
    "slashes": again("and/or/"),
    "Annual Meeting, almost": again("the 54 American Society of "),
    "about, no stop": again("About Company "),
    "headings": again("About the Company\n\n"),
    "paragraphs": again("In all, 44 patients responded.\n\n"),
    "paragraphs of contacts": again("Contact: Jane Doe, +1 555 0100\n\n"),
    "lines": again("12% of patients\n"),
    "bullets": again("* 12% of patients with nausea\n"),
    "bullets run in": again("with these: * Nausea in 12% * Fatigue in 9% "),
    "designations": again("granted Orphan Drug designation for the treatment of lung cancer by the FDA and "),
    "tests and conditions": again("relapsed or refractory CD20-positive diffuse large B-cell lymphoma "),
    "earlier treatments": again("previously treated with bortezomib and "),
    "carriage returns": again("12% of patients\r\n"),
    "control characters": again("\x00\x01\x02"),
    "letters of all kinds": again("é漢字αβ𝒳👍🏽‍🔬\u0301\u200d"),
    "rows.md": table("| Median PFS, months | 8.5 | 4.2 | <0.001 |\n"),
    "empty rows.md": table("| | | | |\n"),
    "one wide row.md": lambda size: "| a " * (size // 8) + "|\n" + "| --- " * (size // 8) + "|\n",
    "tables.md": again("| a | b |\n| --- | --- |\n| ORR | 12% |\n\n"),
    "emphasis.md": again("**a *b_ "),
    "links.md": again("[a](http://b.c) "),
    "open links.md": again("[a]("),
    "lists in lists.md": lambda size: "".join("  " * (n % 40) + "- 12% of patients\n" for n in range(size // 60)),
    "quotes in quotes.md": lambda size: ("> " * 30 + "12% of patients\n\n") * (size // 80),
    "marks of HTML.md": again("<b>12%</b> <i> & &amp; <sup>2</sup> "),
    "names of one drug.md": again("Examplumab was given. Bortezomib was given.\n\n"),
    "headings.md": again("## About the study\n\nIt has 12 patients.\n\n"),
}


class Late(Exception):
    """The limit has passed."""


def _stop(*_: object) -> None:
    raise Late


def seconds(name: str, size: int, limit: float) -> float:
    """Processor seconds for one text; raises ``Late`` after the limit."""
    text = SHAPES[name](size)
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        started = time.process_time()
        if name.endswith(".md"):
            data = (_FRONT + text).encode()
            to_json(facts_of_file("a.md", data))
            galley_of("content/releases/2024/a.md", data, datetime(2026, 1, 1, tzinfo=UTC))
        else:
            to_json(facts_of_file("a.txt", (_HEAD + text).encode()))
        return time.process_time() - started
    except Refused:
        return time.process_time() - started
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def times_of(name: str, largest: int, limit: float) -> tuple[str, list[tuple[int, float]], int]:
    """The times of one shape by size, and the size at which it was stopped (0: never)."""
    facts_of_file("a.txt", _HEAD.encode())  # tables are loaded once
    found: list[tuple[int, float]] = []
    for size in SIZES:
        if size > largest:
            break
        try:
            found.append((size, min(seconds(name, size, limit) for _ in range(3 if size < 2**15 else 1))))
        except Late:
            return name, found, size
    return name, found, 0


def slope(points: list[tuple[int, float]]) -> float:
    """The growth exponent by least squares."""
    logs = [(math.log(size), math.log(max(time, 1e-5))) for size, time in points]
    if len(logs) < 2:
        return math.nan
    x, y = (sum(axis) / len(logs) for axis in zip(*logs, strict=True))
    return sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)


def rate(folder: Path) -> str:
    """Characters a second of the whole way from file to record, over a folder of releases."""
    files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*.md"))]
    size = sum(len(data.decode()) for _, data in files)
    started = time.process_time()
    for name, data in files:
        to_json(facts_of_file(name, data))
    return (
        f"{len(files)} releases, {size} characters: {size / (time.process_time() - started):,.0f} characters a second"
    )


def main() -> int:
    """Time every shape and print a line for each; 1 where one grows faster than the goal or was stopped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="part of a shape's name (default: all)")
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--limit", type=float, default=20.0)
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    names = [name for name in SHAPES if not arguments.names or any(part in name for part in arguments.names)]
    print(f"{'shape':28} {'  '.join(f'{size // 1024:>4} kB' for size in SIZES)}   exponent  last step")
    bad = 0
    with ProcessPoolExecutor(arguments.jobs, max_tasks_per_child=1) as pool:
        read = partial(times_of, largest=arguments.largest, limit=arguments.limit)
        for name, found, stopped in pool.map(read, names):
            growth, last = (
                slope(found[1:]),
                max((slope(list(pair)) for pair in list(pairwise(found))[-1:]), default=0.0),
            )
            over = bool(stopped) or growth > GOAL
            bad += over
            note = f"  stopped at {stopped // 1024} kB" if stopped else "  too fast a growth" if over else ""
            row = "  ".join(f"{time:7.3f}" for _, time in found) + "        -" * (len(SIZES) - len(found))
            print(f"{name:28} {row}   {growth:8.2f}  {last:9.2f}{note}", flush=True)
    print(
        f"{len(names)} shapes, {bad} over the goal of {GOAL} or stopped; content/: {rate(ROOT / 'content' / 'releases')}"
    )
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
