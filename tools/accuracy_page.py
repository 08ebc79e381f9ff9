"""Write the page "How well it reads" from the figures of ``bench/accuracy.py``.

.venv/bin/python tools/accuracy_page.py [--texts FOLDER]

Each figure on the page is measured by this run over ``tests/varied``, and over the real releases that ``tests/unlabelled``
has notes on; the words around them are here.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from accuracy import FIELDS, VARIED, Release, Tally, micro, releases, tallies  # noqa: E402

NOTES = ROOT / "tests" / "unlabelled"
PAGE = ROOT / "content" / "pages" / "how-well-we-read.md"
TITLE = "How well it reads"
LABELS = {
    "kind": "Kind of news",
    "sponsor": "Sponsor",
    "ticker": "Stock exchange and symbol",
    "drugs": "Medicines named",
    "investigational": "Medicine under test",
    "conditions": "Disease that the news is about",
    "phase": "Phase of the trial",
    "registry ids": "Registry numbers",
    "trial names": "Names of trials",
    "population": "Numbers of patients",
    "results": "Results",
    "endpoint met": "Endpoint met or not",
    "hazard ratios": "Hazard ratios",
    "intervals": "Confidence intervals",
    "p-values": "P-values",
    "safety": "Adverse events",
    "doses": "Doses",
    "prior therapies": "Earlier treatments",
    "regulatory": "Regulatory steps",
    "meeting": "Meetings",
    "abstracts": "Abstract numbers",
    "biomarkers": "Targets and markers",
}
TEXT = """\
---
title: {title}
summary: How often the program reads a release rightly, measured by field on texts made for the test and on real ones, and what it does not read.
menu: 4
---

A program reads the releases on this site. It makes mistakes, so we measure how many. This page gives the figures, by field.

## How it was measured

We wrote {all} short releases for this purpose. The companies, most of the medicines and all the figures in them are invented; the wording follows the styles that real releases have: newswires, companies in several countries, hospitals, societies, paid articles, and texts that were damaged on their way. Each has notes of what a careful editor would put in the sidebar, written from the text and without sight of what the program makes of it. The program's reading is then compared with these notes.

The releases carry numbers. While the program was improved, its errors were looked at mostly in the odd-numbered ones. The {even} even-numbered ones are the better test, though not a blind one: their score was watched, a list of ordinary words was drawn from all the texts, the rules for the kind of a release were fitted to all of them, and those for sponsors, meetings and regulatory steps were improved on all of them. Both figures are given.

- **Precision** is the share of what the program found that is right. Where it is 0.95, five values in a hundred are wrong.
- **Recall** is the share of what there was to find that the program found. Where it is 0.80, it missed one value in five.
- **n** is the number of values that there were to find. Where n is small, a single error moves the figure a lot.

Precision matters more to us than recall: a wrong number is worse than a missing one.

## The figures

| Field | n, even half | Precision | Recall | n, all | Precision, all | Recall, all |
| --- | --- | --- | --- | --- | --- | --- |
{rows}

A name counts as right when it is one of those that the notes accept, whatever its spelling; a result counts when endpoint and value are right. Whether it also stands with the right arm, comparator and time is not part of this table.

{real}## What the figures do not say

The texts of the first table are invented and short, and all were annotated by the same project that wrote the program. On other releases the figures will differ; on long ones, on fields of medicine that the texts do not cover and on unusual layouts they may be lower. Do not take a figure here for the probability that a given value is right. Each value links to its sentence: read it there.

## What is not read

- Figures that stand in pictures, in charts or in attached files.
- Texts in languages other than English.
- Figures of earlier trials, of other companies' products, of epidemiology and of the market: they are left aside on purpose, as is what stands in "About" sections, safety information and forward-looking statements.
- Endpoints, diseases and medicines that neither the vocabularies nor the wording of the sentence gives away.
- What a table means beyond its row and column heads.
- Patient characteristics, eligibility criteria, sites, countries, dates of visits, prices and finances.
- What the figures mean: whether a difference matters to patients is not for a program to say.

## How to make this page again

Editors who run the program can repeat the measurement: `python bench/accuracy.py` prints the counts behind the table, `--split even` those of the even half and `--errors FIELD` each error. `python tools/accuracy_page.py` writes this page. The invented texts and their notes are in `tests/varied`; of the real ones, only the notes are part of the project, in `tests/unlabelled`.
"""

REAL = """\
## On real releases

The same was done with {all} releases, society news and paid articles that were published as they are, most of them with many numbers that are no trial's. Rules were improved on a part of them. The errors of the other {even} were left unread, though their totals were watched now and then. These figures are nearer to what the program does with a text that it meets for the first time.

| Field | n, unread part | Precision | Recall | n, all | Precision, all | Recall, all |
| --- | --- | --- | --- | --- | --- | --- |
{rows}

"""


def share(value: float | None) -> str:
    """A share as two digits, rounded down so as to claim no more than was measured; a dash without any."""
    return "–" if value is None else f"{math.floor(value * 100 + 1e-9) / 100:.2f}"


def row(name: str, even: Tally, all_: Tally) -> str:
    """One row of the table."""
    figures = [f"{part.gold} | {share(part.precision)} | {share(part.recall)}" for part in (even, all_)]
    return f"| {name} | {' | '.join(figures)} |"


def table(every: list[Release], even: list[Release]) -> str:
    """The rows of all fields and of their sum, for one half and for all."""
    halves = tallies(even), tallies(every)
    rows = [row(LABELS[field], halves[0][field], halves[1][field]) for field in FIELDS]
    rows.append(row("**All fields**", micro(halves[0]), micro(halves[1])))
    return "\n".join(rows)


def main() -> None:
    """Measure and write. The texts of the real releases are not part of the project; without them their table is left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="the folder of the texts that tests/unlabelled has notes on")
    arguments = parser.parse_args()
    every, even = releases(VARIED), releases(VARIED, "even")
    real = ""
    if arguments.texts:
        notes, half = (releases(NOTES, part, arguments.texts) for part in (None, "even"))
        real = REAL.format(all=len(notes), even=len(half), rows=table(notes, half))
    else:
        print("no --texts: the page goes without the table of real releases")
    PAGE.write_text(
        TEXT.format(title=TITLE, all=len(every), even=len(even), rows=table(every, even), real=real), "utf-8"
    )
    print(f"{PAGE.relative_to(ROOT)}: {len(every)} releases, {len(even)} of them even")


if __name__ == "__main__":
    main()
