"""Every case table under cases/ holds: what a wording says, what it means, and why.

A case's ``says`` is the text of a small release: paragraphs separated by blank lines, ``* `` for list items,
``| a | b |`` for table rows (the first row is the head), ``## `` for headings. ``headline`` is optional. ``never`` names what
a careless reader would have given and the words do not mean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from topline.extract import extract
from topline.facts import Block, Cell, Facts, Prose, Result

CASES = Path(__file__).parent / "cases"

# subject (the stem of its table) → how its facts are written in `means`
SHOW: dict[str, Callable[[Facts], list[str]]] = {}


def _outcome(result: Result) -> str:
    """One result in words: endpoint, measure, value, unit, count, arm, comparator, interval, p, time, verdict."""
    value = None if result.value is None else f"{result.comparison.strip('=')}{result.value}"
    count = None if result.n is None else f"n={result.n}" + (f" of {result.of}" if result.of is not None else "")
    parts = (
        result.endpoint,
        result.measure,
        value,
        result.unit,
        result.direction,
        count,
        "not reached" if result.reached is False else None,
        f"in {result.arm}" if result.arm else None,
        f"versus {result.versus}" if result.versus is not None else None,
        f"[{result.ci[0]}, {result.ci[1]}]" if result.ci else None,
        f"p {result.p}" if result.p else None,
        f"{result.p_sides}-sided" if result.p_sides else None,
        f"at {result.timepoint}" if result.timepoint else None,
        f"of {result.subgroup}" if result.subgroup else None,
        f"by {result.assessed_by}" if result.assessed_by else None,
        "primary" if result.primary else None,
        result.hypothesis,
        None if result.met is None else "met" if result.met else "not met",
        "futile" if result.futility else None,
    )
    return " ".join(part for part in parts if part)


SHOW["targets"] = lambda facts: [f"{drug.name}: {drug.target}" for drug in facts.drugs if drug.target]

for _subject in ("results", "results_tables", "endpoint_met"):
    SHOW[_subject] = lambda facts: [_outcome(result) for result in facts.results]


def _safety(facts: Facts) -> list[str]:
    """``term grade rate count serious arm``: what is unknown is left out, the investigational arm too."""
    return [
        " ".join(
            part
            for part in (
                fact.term,
                fact.grade and f"grade {fact.grade}",
                fact.percent is not None and f"{fact.comparison.replace('=', '')}{fact.percent}%",
                fact.n is not None and (f"{fact.n} of {fact.of}" if fact.of else f"n={fact.n}"),
                fact.serious and "serious",
                fact.arm != "investigational" and (fact.arm or "both arms"),
            )
            if part
        )
        for fact in facts.safety
    ]


def _doses(facts: Facts) -> list[str]:
    """``drug amount unit: schedule``."""
    return [f"{d.drug or '?'} {d.amount} {d.unit}" + (f": {d.schedule}" if d.schedule else "") for d in facts.doses]


SHOW |= {"safety": _safety, "doses": _doses}


def _trials(facts: Facts) -> list[str]:
    """Each trial: "*" in focus, name, phase, registry ids, status with its reason."""
    shown = []
    for t in facts.trials:
        status = f"{t.status}: {t.reason}" if t.reason else t.status or ""
        words = ("*" if t.focus else "-", t.name or "-", t.phase or "-", *t.registry_ids, status)
        shown.append(" ".join(word for word in words if word))
    return shown


def _population(facts: Facts) -> list[str]:
    """Each size: measure, comparison and value, group."""
    return [
        f"{p.measure} {p.comparison.strip('=')}{p.value}" + (f" ({p.group})" if p.group else "")
        for p in facts.population
    ]


SHOW |= {"trials": _trials, "population": _population}


def _conditions(facts: Facts) -> list[str]:
    """``*name line (modifiers)``: the star marks the focus."""
    return [
        "*" * fact.focus
        + " ".join(part for part in (fact.name, fact.line) if part)
        + (f" ({', '.join(fact.modifiers)})" if fact.modifiers else "")
        for fact in facts.conditions
    ]


SHOW["conditions"] = _conditions
SHOW["biomarkers"] = lambda facts: [fact.name for fact in facts.biomarkers]


def _drugs(facts: Facts) -> list[str]:
    """Each medicine: name, other names in brackets, type unless "drug"."""
    return [
        d.name
        + (f" ({', '.join(d.mentioned_as)})" if d.mentioned_as else "")
        + (f" {d.type}" if d.type != "drug" else "")
        for d in facts.drugs
    ]


def _prior(facts: Facts) -> list[str]:
    """Each earlier treatment with its share."""
    return [p.name + (f" {p.percent}%" if p.percent is not None else "") for p in facts.prior_therapies]


SHOW |= {"drugs": _drugs, "roles": lambda facts: [f"{d.name} {d.role}" for d in facts.drugs], "prior_therapies": _prior}


def _regulatory(facts: Facts) -> list[str]:
    """``event status regions for conditions on date``: what is unknown is left out."""
    return [
        " ".join(
            part
            for part in (
                fact.event,
                fact.status,
                "+".join(fact.regions),
                fact.conditions and f"for {', '.join(fact.conditions)}",
                fact.date and f"on {fact.date}",
            )
            if part
        )
        for fact in facts.regulatory
    ]


def _meetings(facts: Facts) -> list[str]:
    """``acronym year (edition) #abstract presentation``."""
    return [
        " ".join(
            str(part)
            for part in (
                fact.acronym,
                fact.year,
                fact.edition and f"({fact.edition})",
                fact.abstract and f"#{fact.abstract}",
                fact.presentation,
            )
            if part
        )
        for fact in facts.meetings
    ]


SHOW["regulatory"] = _regulatory
SHOW["meetings"] = _meetings
SHOW["sponsors"] = lambda facts: [" ".join(filter(None, (s.name, s.ticker))) for s in facts.sponsors]
SHOW["expected"] = lambda facts: [f"{e.what} {e.start or ''}..{e.end or ''}" for e in facts.expected]
SHOW["kind"] = lambda facts: [facts.kind] if facts.kind else []
SHOW["warnings"] = lambda facts: [f"{w.code}: {w.quote[slice(*w.span)]}" for w in facts.warnings]


def prose_of(says: str, headline: str) -> Prose:
    """A small release from the words of a case."""
    blocks = [Block("headline", headline)]
    for paragraph in (part.strip() for part in says.split("\n\n")):
        if paragraph.startswith("## "):
            blocks.append(Block("heading", paragraph[3:], level=2))
        elif paragraph.startswith("|"):
            blocks += _rows(paragraph)
        else:
            for line in paragraph.split("\n"):
                blocks.append(Block("item", line[2:]) if line.startswith("* ") else Block("paragraph", line))
    return Prose(tuple(blocks))


def _rows(table: str) -> list[Block]:
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in table.split("\n")]
    blocks = []
    for row in rows:
        cells, place = [], 0
        for head, cell in zip(rows[0], row, strict=True):
            cells.append(Cell(place, place + len(cell), head))
            place += len(cell) + 3
        blocks.append(Block("row", " | ".join(row), cells=tuple(cells)))
    return blocks


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1):
            found.append(pytest.param(path.stem, case, id=f"{path.stem}-{number}"))
    return found


@pytest.mark.parametrize(("subject", "case"), _cases())
def test_wording(subject: str, case: dict[str, Any]) -> None:
    """The words mean what the table says, no more and no less."""
    facts = extract(prose_of(case["says"], case.get("headline", "Company news")), case.get("year", 2024))
    shown = SHOW[subject](facts)
    assert shown == case["means"], case["why"]
    assert not set(case.get("never", ())) & set(shown), case["why"]


def test_a_release_in_one_paragraph_still_has_its_parts() -> None:
    """A wire lost the line breaks: boilerplate run into the text states nothing of this release."""
    news = "Acme Bio, Inc. (NASDAQ: ACME) today reported results from a Phase 2 trial of ABX-1234 in patients with psoriasis. "
    filler = (
        "The trial took place in several countries and was run by the company and its partners with great care. " * 10
    )
    about = "About Psoriasis Psoriasis affects millions, and a median of 40.0% of patients reach no PASI 75 response. "
    forward = "Forward-Looking Statements This release contains forward-looking statements. A total of 999 patients were enrolled. "
    facts = extract(
        prose_of(news + "In all, 120 patients were enrolled. " + filler + about + forward, "Acme news"), 2024
    )
    assert [p.value for p in facts.population] == [120]
    assert not facts.results
