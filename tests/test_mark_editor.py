"""The editor's word over the extractor's: what it changes, and how it fails where the text has moved on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from topline.extract import Reading, reading_of, with_ids
from topline.facts import (
    Block,
    Condition,
    Drug,
    FactEdit,
    Facts,
    Population,
    Prose,
    Release,
    Result,
    Reviewed,
    Sponsor,
    Trial,
    anchor_of,
)
from topline.facts.record import Fact
from topline.mark.anchors import items_of
from topline.mark.editor import edited

SENTENCE = "In all, 44 patients were enrolled and 39 were evaluable."
OTHER = "Median TTP was 7.7 months with ImmunoGen's drug."
PROSE = Prose((Block("headline", "Drug X helps"), Block("paragraph", f"{SENTENCE} {OTHER}", 0)))


def stated(fact: Any, quote: str, word: str) -> Any:
    from dataclasses import replace

    start = quote.index(word)
    return replace(fact, quote=quote, anchor=anchor_of(quote), span=(start, start + len(word)))


def reading() -> Reading:
    return reading_of(PROSE)


def found() -> Facts:
    return with_ids(
        Facts(
            kind="presentation",
            sponsors=(stated(Sponsor(name="ImmunoGen"), OTHER, "ImmunoGen"),),
            drugs=(stated(Drug(name="drug x", slug="drug-x"), OTHER, "drug"),),
            conditions=(stated(Condition(name="myeloma", slug="myeloma"), OTHER, "TTP"),),
            trials=(stated(Trial(key="t1"), SENTENCE, "enrolled"),),
            population=(stated(Population(trial="t1", measure="enrolled", value=44), SENTENCE, "44"),),
            results=(stated(Result(trial="t1", endpoint="TTP", measure="median", value=Decimal("7.7")), OTHER, "7.7"),),
        )
    )


def release(*edits: FactEdit, **more: Any) -> Release:
    return Release("content/releases/2012/x.md", "Drug X helps", None, "x", "x", "", facts=edits, **more)


def apply(*edits: FactEdit, **more: Any) -> Facts:
    facts, problems = edited(found(), release(*edits, **more), reading())
    assert problems == []
    return facts


def refusal(edit: FactEdit) -> str:
    facts, problems = edited(found(), release(edit), reading())
    assert facts == found()
    return str(problems[0])


def change(fact: Fact | str, **values: Any) -> FactEdit:
    return FactEdit("because", fact if isinstance(fact, str) else fact.id, set=values, line=7)


def addition(**values: Any) -> FactEdit:
    return FactEdit("because", add=values, line=7)


def test_a_value_that_is_set_has_the_fields_type() -> None:
    (result,) = apply(
        change(found().results[0], value="7.9", n="12", ci=("6.1", "8"), met="yes", unit="months", p=None)
    ).results
    assert (result.value, result.n, result.ci, result.met, result.p) == (
        Decimal("7.9"),
        12,
        (Decimal("6.1"), 8),
        True,
        None,
    )
    assert (result.origin, result.state, result.id) == ("editor", "reviewed", found().results[0].id)
    assert result.quote == OTHER


def test_the_span_follows_the_value_that_is_set() -> None:
    (size,) = apply(change(found().population[0], value="39", measure="evaluable")).population
    assert SENTENCE[slice(*size.span)] == "39"


def test_drugs_and_conditions_go_by_their_address_too() -> None:
    facts = apply(change("drug-x", role="investigational", **{"class": "antibody"}), change("myeloma", focus="true"))
    assert (facts.drugs[0].role, facts.drugs[0].drug_class) == ("investigational", "antibody")
    assert facts.conditions[0].focus is True


def test_a_drug_that_is_renamed_moves() -> None:
    assert apply(change("drug-x", name="lorvotuzumab mertansine")).drugs[0].slug == "lorvotuzumab-mertansine"


def test_a_fact_is_dropped_or_accepted() -> None:
    facts = apply(
        FactEdit("wrong", found().results[0].id, drop=True), FactEdit("right", found().population[0].id, accept=True)
    )
    assert facts.results == ()
    assert (facts.population[0].state, facts.population[0].origin) == ("reviewed", "text")


def test_a_fact_is_added_with_its_sentence() -> None:
    facts = apply(addition(field="population", quote="39 were evaluable", trial="t1", measure="evaluable", value="39"))
    new = facts.population[-1]
    assert (new.value, new.quote, new.anchor) == (39, SENTENCE, anchor_of(SENTENCE))
    assert SENTENCE[slice(*new.span)] == "39"
    assert (new.origin, new.state, new.rule) == ("editor", "reviewed", "editor")
    assert new.id.startswith("population-") and new.id != facts.population[0].id


def test_what_an_added_fact_may_not_know_stays_unknown() -> None:
    facts = apply(addition(field="results", quote="Median TTP", endpoint="TTP"))
    assert (facts.results[-1].trial, facts.results[-1].value) == (None, None)


def test_equal_additions_have_ids_of_their_own() -> None:
    twice = [addition(field="biomarkers", quote="39 were", name="CD56")] * 2
    names = [fact.id for fact in items_of(apply(*twice))]
    assert len(names) == len(set(names))


def test_an_added_drug_gets_its_address() -> None:
    assert apply(addition(field="drugs", quote="drug.", name="Drug Y")).drugs[-1].slug == "drug-y"


def test_the_editors_kind_and_company_win() -> None:
    facts = apply(kind="results", company="Roche")
    assert facts.kind == "results"
    assert [(s.name, s.origin) for s in facts.sponsors] == [("Roche", "editor"), ("ImmunoGen", "text")]


def test_a_company_that_the_text_names_is_the_same_with_its_suffix() -> None:
    assert [(s.name, s.origin) for s in apply(company="ImmunoGen, Inc.").sponsors] == [("ImmunoGen", "text")]


def test_a_reviewed_release_has_reviewed_facts_only() -> None:
    from datetime import date

    facts = apply(reviewed=Reviewed("Anna", date(2012, 12, 12)))
    assert {fact.state for fact in items_of(facts)} == {"reviewed"}


REFUSED = [
    (FactEdit("x", "results-00000000", drop=True, line=7), "the sentence changed, look again", "topline explain"),
    (change("drug-x", nmae="y"), "no field 'nmae'", "did you mean name?"),
    (change("drug-x", quote="y"), "no field 'quote'", "its fields are"),
    (change("drug-x", role="hero"), "'hero' is none of investigational", "one of them"),
    (change("drug-x", name=None), "name: is empty", "value"),
    (change("drug-x", mentioned_as="X"), "mentioned_as: no list", "[X]"),
    (change("myeloma", focus="perhaps"), "'perhaps' is no truth value", "true or false"),
    (addition(field="result", quote=OTHER), "there is no field 'result'", "results"),
    (addition(field="path", quote=OTHER), "there is no field 'path'", "results"),
    (addition(field="results", quote="Words of nobody", endpoint="TTP"), "does not say 'Words of nobody'", "one sentence"),
    (addition(field="results", quote="evaluable. Median", endpoint="TTP"), "in one sentence", "quote the words"),
    (addition(field="results", quote=OTHER), "endpoint is missing", "endpoint"),
    (addition(field="results", quote=OTHER, endpoint="TTP", value="about 8"), "'about 8' is no number", "7.7"),
    (addition(field="results", quote=OTHER, endpoint="TTP", comparison="=="), "is none of =, >", "one of them"),
    (addition(field="results", quote=OTHER, endpoint="TTP", ci=("1",)), "ci: 1 values", "2 of them"),
    (addition(field="results", quote=OTHER, endpoint="TTP", trial="t9"), "there is no trial 't9'", "t1"),
    (addition(field="population", quote=SENTENCE, measure="enrolled", value="4.4"), "no whole number", "44"),
    (addition(field="regulatory", quote=OTHER, event="IND", status="filed", date="soon"), "date: 'soon'", "2012-12-10"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "what", "fix"), REFUSED, ids=[case[1] for case in REFUSED])
def test_what_cannot_be_followed_is_named_with_its_line(edit: FactEdit, what: str, fix: str) -> None:
    said, _, remedy = refusal(edit).partition(" → ")
    assert said.startswith("content/releases/2012/x.md:7: facts: ")
    assert what in said and fix in remedy
