"""What releases tell together: figures that changed, what came later, what was promised and what became of it."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from topline.facts import (
    Condition,
    Drug,
    Expected,
    Facts,
    Meeting,
    Population,
    Regulatory,
    Release,
    Result,
    Trial,
)
from topline.link import Catalogue, catalogue_of
from topline.link.ledger import LedgerLine, ledger_of
from topline.link.promises import Promise, calendar_entries, promises_of
from topline.link.sequel import events_of, later_than
from topline.mark import Galley

NORTH = Trial(key="t1", name="NORTH", registry_ids=("NCT1",), phase="3", focus=True)
ALPHAMAB = Drug(name="alphamab", slug="alphamab", role="investigational")
MYELOMA = Condition(name="multiple myeloma", slug="multiple-myeloma", focus=True)


def galley(slug: str, day: str, **known: Any) -> Galley:
    """A release on alphamab in the trial NORTH, with these facts."""
    facts = {"kind": "results", "drugs": (ALPHAMAB,), "trials": (NORTH,), "conditions": (MYELOMA,), **known}
    release = Release(f"{slug}.md", slug, date.fromisoformat(day), slug, slug, "")
    return Galley(release=release, facts=Facts(**facts))


def result(endpoint: str = "OS", value: str | None = "10.0", **more: Any) -> Result:
    """A median in months of the investigational arm, unless told otherwise."""
    kept = {"measure": "median", "unit": "months", "arm": "investigational", **more}
    return Result(trial="t1", endpoint=endpoint, value=Decimal(value) if value else None, **kept)


def rate(value: str, **more: Any) -> Result:
    """A response rate."""
    return result("ORR", value, **{"measure": "rate", "unit": "percent", **more})


# what changed ----------------------------------------------------------------------------------------


def lines(*said: Result | tuple[Result, ...], **known: Any) -> tuple[LedgerLine, ...]:
    """The ledger of one release a year, each with these results."""
    galleys = [
        galley(f"r{n}", f"20{10 + n}-01-01", results=each if isinstance(each, tuple) else (each,), **known)
        for n, each in enumerate(said)
    ]
    ledger = ledger_of(catalogue_of(galleys))
    return ledger.get("north", ())


def told(*said: Result | tuple[Result, ...]) -> list[str]:
    """The words of the one line of the ledger; nothing where nothing changed."""
    found = lines(*said)
    assert len(found) <= 1
    return [reading.word for line in found for reading in line.readings[1:]]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([result(value="10.0"), result(value="12.1")], ["updated"]),
        ([result(value=None, reached=False), result(value="30.9")], ["updated"]),
        ([result(value="10.0"), result(value="10.0"), result(value="12.1")], ["", "updated"]),
        ([rate("40", n=8, of=20), rate("45", n=9, of=20)], ["updated"]),
        ([rate("94", n=29, of=31), rate("97", n=29, of=30)], ["other population"]),
        ([rate("40"), rate("35", subgroup="FRα-high")], ["other population"]),
        ([rate("36"), rate("41")], ["differs"]),
        ([result(value="0.65", measure="hazard ratio"), result(value="0.70", measure="hazard ratio")], ["updated"]),
    ],
    ids=[
        "more follow-up", "now reached", "said twice, then new", "more responders", "another denominator",
        "a subgroup", "no reason in sight", "a ratio of a timed endpoint",
    ],
)  # fmt: skip
def test_a_changed_figure_is_told_with_its_word(said: list[Result], words: list[str]) -> None:
    assert told(*said) == words


@pytest.mark.parametrize(
    "said",
    [
        [result(value="10.0"), result(value="10.0")],
        [rate("42.9"), rate("43")],
        [rate("60", comparison=">"), rate("61.5")],
        [result(value="12.1"), result("PFS", "9.0")],
        [result(value="12.1"), result(value="9.0", arm="comparator")],
        [rate("68", timepoint="1 year"), rate("41", timepoint="2 years")],
        [result("primary endpoint", "9.0"), result("primary endpoint", "7.0")],
        [(result(value="9.0"), result(value="9.4")), result(value="12.1")],
        [result("HbA1c", "-1.5", measure="change"), result("HbA1c", "1.5", measure="change", direction="down")],
    ],
    ids=[
        "the same", "rounded", "within its bound", "another endpoint", "another arm", "another time", "an endpoint without a name",
        "two values in one release", "a sign said in words",
    ],
)  # fmt: skip
def test_what_did_not_change_or_cannot_be_compared_is_not_told(said: list[Result | tuple[Result, ...]]) -> None:
    assert told(*said) == []


def test_the_whole_population_and_a_subgroup_are_two_lines() -> None:
    old = (rate("40"), rate("50", subgroup="FRα-high"))
    new = (rate("45"), rate("55", subgroup="FRα-high"))
    assert [[r.word for r in line.readings] for line in lines(old, new)] == [["", "differs"], ["", "differs"]]


def test_a_time_in_words_is_that_time_in_digits() -> None:
    assert told(rate("88.3", timepoint="three years"), rate("87.0", timepoint="3 years")) == ["differs"]


def test_evaluable_patients_tell_populations_apart() -> None:
    def people(count: int) -> tuple[Population, ...]:
        return (Population(trial="t1", measure="evaluable", value=count),)

    galleys = [
        galley("a", "2010-01-01", results=(rate("29"),), population=people(45)),
        galley("b", "2011-01-01", results=(rate("25"),), population=people(64)),
    ]
    (line,) = ledger_of(catalogue_of(galleys))["north"]
    assert [(r.size, r.word) for r in line.readings] == [(45, ""), (64, "other population")]


def test_two_releases_of_one_day_that_disagree_differ() -> None:
    galleys = [galley(n, "2020-01-01", results=(result(value=v),)) for n, v in (("a", "9.0"), ("b", "9.4"))]
    (line,) = ledger_of(catalogue_of(galleys))["north"]
    assert [r.word for r in line.readings] == ["", "differs"]


def test_a_trial_without_name_or_number_has_no_ledger() -> None:
    unnamed = Trial(key="t1", phase="1", focus=True)
    assert lines(result(value="9.0"), result(value="12.0"), trials=(unnamed,)) == ()


# then and now ----------------------------------------------------------------------------------------

STOPPED = Trial(key="t1", name="NORTH", registry_ids=("NCT1",), phase="3", focus=True, status="stopped")
OTHER = Condition(name="asthma", slug="asthma", focus=True)


def decision(event: str, status: str = "granted", when: str | None = None, **more: Any) -> Regulatory:
    """A decision on alphamab."""
    return Regulatory(event=event, status=status, drug="alphamab", date=when, **more)


def later(old: Galley, *new: Galley) -> list[tuple[str, str]]:
    """What the reader of an old release should know: code and date."""
    catalogue = catalogue_of([old, *new])
    galleys = [g for g in catalogue.releases if g.release.path in catalogue.drugs["alphamab"].about]
    events = events_of(catalogue.drugs["alphamab"], galleys, catalogue)
    here = next(g for g in catalogue.releases if g.release.path == old.release.path)
    return [(event.code, event.stated) for event in later_than(here, events, catalogue)]


OLD = galley("old", "2012-12-10")


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (galley("new", "2013-11-05", trials=(STOPPED,)), [("stopped", "2013-11-05")]),
        (galley("new", "2013-11-05", kind="regulatory", regulatory=(decision("approval"),)), [("approval", "2013-11-05")]),
        (galley("new", "2018-01-01", regulatory=(decision("approval", when="2013-02"),)), [("approval", "2013-02"), ("results", "2018-01-01")]),
        (galley("new", "2018-01-01", kind="corporate", regulatory=(decision("approval", when="2011-02"),)), []),
        (galley("new", "2018-01-01", kind="corporate", regulatory=(decision("approval"),)), []),
        (galley("new", "2018-01-01", kind="regulatory", regulatory=(decision("complete response letter", ""),)), [("refusal", "2018-01-01")]),
        (galley("new", "2018-01-01", results=(result(value=None, primary=True, met=False),)), [("not-met", "2018-01-01")]),
        (galley("new", "2018-01-01", kind="publication"), [("published", "2018-01-01")]),
        (galley("new", "2018-01-01", kind="publication", conditions=(OTHER,), trials=()), []),
        (galley("new", "2018-01-01", kind="regulatory", regulatory=(decision("orphan drug"),)), []),
    ],
    ids=[
        "a stop", "an approval", "an approval looked back at", "an approval before", "an approval without a date", "a refusal", "an endpoint missed",
        "a paper", "a paper on another disease", "a designation",
    ],
)  # fmt: skip
def test_an_old_release_is_told_what_decided_later(new: Galley, told: list[tuple[str, str]]) -> None:
    assert later(OLD, new) == told


def test_at_most_three_the_weightiest_in_the_order_of_time() -> None:
    new = [galley(f"data{n}", f"201{n}-01-01") for n in range(4, 8)]
    stop = galley("stop", "2018-01-01", trials=(STOPPED,))
    found = later(OLD, *new, stop)
    assert found == [("results", "2016-01-01"), ("results", "2017-01-01"), ("stopped", "2018-01-01")]


def test_a_stop_is_told_once_by_the_release_that_first_said_so() -> None:
    again = Trial(key="t2", name="NORTH", registry_ids=("NCT1",), phase="3", status="stopped")
    paper = galley("paper", "2018-09-05", kind="publication", trials=(again,))
    found = later(OLD, galley("stop", "2013-11-05", trials=(STOPPED,)), paper)
    assert found == [("stopped", "2013-11-05"), ("published", "2018-09-05")]


def test_the_date_of_a_stop_that_a_release_looks_back_at_is_that_of_the_report() -> None:
    catalogue = catalogue_of([OLD, galley("new", "2018-09-05", trials=(STOPPED,), results=(result(value="9.0"),))])
    events = events_of(catalogue.drugs["alphamab"], catalogue.releases, catalogue)
    assert [e.reported for e in events if e.code == "stopped"] == [True]


# promises --------------------------------------------------------------------------------------------


def due(what: str, end: str, start: str | None = None, quote: str = "") -> tuple[Expected, ...]:
    """Something expected."""
    return (Expected(what=what, start=start, end=end, words=f"by {end}", quote=quote),)


def promised(*galleys: Galley) -> Promise:
    """What became of the first promise."""
    return promises_of(catalogue_of(galleys))[0]


DATA = galley("said", "2013-01-01", kind="enrolment", expected=due("data", "2013-12-31", "2013-07-01"))
FILING = galley("filing", "2013-01-01", expected=due("submission", "2013-12-31"))
NEWER = galley("newer", "2020-01-01", kind="corporate", trials=())


@pytest.mark.parametrize(
    ("galleys", "state", "why"),
    [
        ([DATA, galley("new", "2013-11-05")], "kept", ""),
        ([DATA, galley("new", "2014-02-05")], "late", ""),
        ([DATA, galley("new", "2014-02-05", kind="publication", results=(result(),))], "came", ""),
        ([DATA, galley("new", "2013-06-01", kind="enrolment", expected=due("data", "2014-06-30"))], "superseded", "new date"),
        ([DATA, galley("new", "2013-06-01", kind="safety", trials=(STOPPED,))], "superseded", "trial stopped"),
        ([DATA], "open", ""),
        ([DATA, NEWER], "unanswered", ""),
        ([DATA, galley("new", "2013-11-05", trials=(Trial(key="t1", name="SOUTH", focus=True),)), NEWER], "unanswered", ""),
        ([FILING, galley("new", "2013-11-05", kind="regulatory", regulatory=(decision("submission", "submitted"),))], "kept", ""),
        ([FILING, galley("new", "2014-11-05", kind="regulatory", regulatory=(decision("approval"),))], "came", ""),
        ([FILING, galley("new", "2018-01-01", kind="corporate", regulatory=(decision("approval", when="2013-06"),))], "kept", ""),
    ],
    ids=[
        "data in time", "data late", "a paper dates no data", "a new date", "the trial stopped", "not due yet", "no answer", "another trial",
        "filed", "approved, so filed before", "an approval looked back at",
    ],
)  # fmt: skip
def test_what_became_of_a_promise(galleys: list[Galley], state: str, why: str) -> None:
    found = promised(*galleys)
    assert (found.state, found.why) == (state, why)
    assert bool(found.by) == (state not in ("open", "unanswered"))


def test_a_promise_that_names_a_trial_is_about_that_trial() -> None:
    quote = "Data from SOUTH are expected by the end of 2013."
    south = galley("south", "2014-06-01", trials=(Trial(key="t1", name="SOUTH", focus=True),))
    found = promised(galley("said", "2013-01-01", expected=due("data", "2013-12-31", quote=quote)), south)
    assert (found.trials, found.state, found.by) == (("south",), "late", "south.md")


def test_what_was_past_when_it_was_said_is_no_promise() -> None:
    assert promises_of(catalogue_of([galley("a", "2014-01-01", expected=due("data", "2013-12-31"))])) == ()


def test_the_calendar_holds_what_is_still_to_come_and_meetings_in_their_usual_month() -> None:
    meetings = (Meeting(acronym="ASH", year=2012), Meeting(acronym="NOSUCH", year=2012), Meeting(acronym="ASCO"))
    entries = calendar_entries(catalogue_of([galley("a", "2012-01-01", meetings=meetings), DATA]))
    assert [(e.id, str(e.start), str(e.end), e.title) for e in entries] == [
        ("meeting-ash-2012", "2012-12-01", "2012-12-31", "ASH 2012"),
        ("due-said-data-2013-12-31", "2013-07-01", "2013-12-31", "alphamab: data expected"),
    ]


def test_the_story_is_the_same_whatever_the_order_of_files() -> None:
    galleys = [
        OLD, DATA, FILING, NEWER, galley("x", "2014-02-05", results=(result(value="12.1"),)),
        galley("y", "2015-02-05", results=(result(value="13.1"),)), galley("z", "2015-02-05", trials=(STOPPED,)),
    ]  # fmt: skip

    def story(catalogue: Catalogue) -> object:
        drug = catalogue.drugs["alphamab"]
        return (
            ledger_of(catalogue), promises_of(catalogue), calendar_entries(catalogue),
            events_of(drug, catalogue.releases, catalogue),
        )  # fmt: skip

    first = story(catalogue_of(galleys))
    for seed in range(4):
        shuffled = galleys[:]
        random.Random(seed).shuffle(shuffled)
        assert story(catalogue_of(shuffled)) == first
