"""The extractor beside three open packages on the same texts, in one run: medicines, diseases, numbers.

    PYTHONPATH=.cache/others .venv/bin/python bench/compare.py [FOLDER]      (default: tests/varied)

The packages are not needed by the project; run without them, the script says how to put them into .cache/others.

What is compared, once for each release and name or number:
- medicines: a package's hit counts under its name and all its synonyms; gold is every medicine named;
- diseases: likewise; gold is the diseases that the news is about. A package cannot tell these from others that are
  named, so the extractor stands there twice: with its focus, and with every disease it names;
- numbers: gold is every number that the gold files hold (sizes, results, ratios, intervals, doses, shares of earlier
  treatments), without unit and sign; a package lists all quantities, the extractor those of its facts.
Time is that of the whole extraction, all fields, against the one task of each package; tables are loaded before.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import warnings
from collections.abc import Callable, Hashable, Iterable, Iterator
from decimal import Decimal
from importlib import metadata
from pathlib import Path
from typing import Any

from accuracy import VARIED, Gold, Tally, gold_of, plain, show, texts_of, wanted
from topline.facts import Facts
from topline.mark import facts_of_file

PACKAGES = ("drug-named-entity-recognition", "medical-named-entity-recognition", "quantulum3")
HOW = f"""Put the packages into a folder of their own, once, and show Python the way to it:
    .venv/bin/python -m pip install --target .cache/others {" ".join(PACKAGES)}
    PYTHONPATH=.cache/others .venv/bin/python bench/compare.py"""
Names = frozenset[Hashable]
Entries = list[Names]


def others() -> dict[str, Callable[[str], Any]]:
    """The three packages, or an end with a message that says how to get them."""
    try:
        from drug_named_entity_recognition import find_drugs  # noqa: PLC0415
        from medical_named_entity_recognition import find_diseases  # noqa: PLC0415
        from quantulum3 import parser  # noqa: PLC0415
    except ImportError as error:
        sys.exit(f"{error.name} is not here. {HOW}")
    return {
        PACKAGES[0]: lambda text: find_drugs(words(text), is_ignore_case=True),
        PACKAGES[1]: lambda text: find_diseases(
            words(text), is_ignore_case=True, is_allow_overlapping_disease_names=False
        ),
        PACKAGES[2]: parser.parse,
    }


def words(text: str) -> list[str]:
    """The words of a text, without the punctuation around them."""
    return [word.strip("()[]{},.;:!?\"'“”‘’*|#®™") for word in text.split()]


def entities(hits: Iterable[Any]) -> Entries:
    """A package's hits, each thing once, under all its names."""
    found = {item["name"]: frozenset({plain(item["name"]), *map(plain, item.get("synonyms", []))}) for item, *_ in hits}
    return list(found.values())


def quantities(hits: Iterable[Any]) -> Entries:
    """The values that quantulum3 reads, each once."""
    return _each({abs(Decimal(repr(hit.value))).normalize() for hit in hits})


def _each(values: Iterable[Hashable]) -> Entries:
    return [frozenset({value}) for value in sorted(set(values), key=str)]


def numbers_of(facts: Facts) -> Entries:
    """The numbers that our facts hold."""
    return _each(abs(Decimal(value)).normalize() for value in _numbers(facts) if value is not None)


def _numbers(facts: Facts) -> Iterator[Any]:
    for result in facts.results:
        yield from (result.value, result.versus, *(result.ci or ()))
    yield from (item.value for item in facts.population)
    yield from (item.amount for item in facts.doses)
    yield from (item.percent for item in facts.prior_therapies)


def numbers_wanted(gold: Gold) -> Entries:
    """The numbers that a gold file holds."""
    keys = [
        *(row["value"] for row in gold.get("results", []) if row.get("value") is not None),
        *gold.get("hazard_ratios", []),
        *(bound for interval in gold.get("intervals", []) for bound in interval),
        *(value for _, value in gold.get("population", [])),
        *(amount for amount, _ in gold.get("doses", [])),
        *(share for _, share in gold.get("prior_therapies", []) if share is not None),
    ]
    return _each(abs(Decimal(key)).normalize() for key in keys)


def tally(found: Entries, entries: Entries) -> Tally:
    """Entries found, things found that are no entry, entries missed."""
    hit = sum(any(one & entry for one in found) for entry in entries)
    return Tally(hit, sum(not any(one & entry for entry in entries) for one in found), len(entries) - hit)


def timed(read: Callable[[Path], Any], texts: list[Path]) -> tuple[list[Any], float]:
    """What a reader makes of each text, and the seconds it takes for all; the first text is read once before."""
    read(texts[0])
    started = time.perf_counter()
    found = [read(text) for text in texts]
    return found, time.perf_counter() - started


def show_row(name: str, sum_: Tally, seconds: float) -> None:
    """One line of the table."""
    shares = "  ".join(show(share) for share in (sum_.precision, sum_.recall, sum_.f1))
    print(f"  {name:42} {shares}  {seconds:6.2f} s")


def main() -> None:
    """Read the texts with each, and print what each finds and takes."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=VARIED)
    folder = arguments.parse_args().folder
    warnings.simplefilter("ignore")
    readers = others()
    texts = texts_of(folder, None)
    golds = [gold_of(folder, text.stem) for text in texts]
    runs = {name: timed(lambda text, read=read: read(plain_text(text)), texts) for name, read in readers.items()}  # type: ignore[misc]
    records, ours = timed(lambda text: facts_of_file(text.as_posix(), text.read_bytes()), texts)
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    print(f"{len(texts)} releases; {versions}\n{'':44}  prec    rec     f1    time")

    def rows(title: str, entries: list[Entries], *found: tuple[str, list[Entries], float]) -> None:
        print(f"{title}, {sum(map(len, entries))} in the gold")
        for name, each, seconds in found:
            show_row(name, sum((tally(one, gold) for one, gold in zip(each, entries, strict=True)), Tally()), seconds)

    rows(
        "medicines", [wanted(gold, "drugs") for gold in golds],
        ("topline", [_each(plain(d.name) for d in r.drugs) for r in records], ours),
        (PACKAGES[0], [entities(hits) for hits in runs[PACKAGES[0]][0]], runs[PACKAGES[0]][1]),
    )  # fmt: skip
    rows(
        "diseases", [wanted(gold, "conditions") for gold in golds],
        ("topline, those in focus", [_each(plain(c.name) for c in r.conditions if c.focus) for r in records], ours),
        ("topline, all that are named", [_each(plain(c.name) for c in r.conditions) for r in records], ours),
        (PACKAGES[1], [entities(hits) for hits in runs[PACKAGES[1]][0]], runs[PACKAGES[1]][1]),
    )  # fmt: skip
    rows(
        "numbers", [numbers_wanted(gold) for gold in golds],
        ("topline", [numbers_of(r) for r in records], ours),
        (PACKAGES[2], [quantities(hits) for hits in runs[PACKAGES[2]][0]], runs[PACKAGES[2]][1]),
    )  # fmt: skip


def plain_text(path: Path) -> str:
    """A text as the packages get it: of the front matter the title only."""
    text = path.read_text("utf-8")
    front = re.match(r"---\n.*?^title: \"?(?P<title>[^\n]*?)\"?\n.*?^---\n", text, re.S | re.M)
    return f"{front['title']}\n{text[front.end() :]}" if front else text


if __name__ == "__main__":
    main()
