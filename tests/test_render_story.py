"""Pages that tell a story: charts by the values that place their marks, changed figures, promises, and what came later."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sites import NOW, everything, write_release
from test_render import SITE, galley, html_of_page, imgn901, pages, result, words
from topline.facts import (
    Condition,
    Drug,
    DrugNote,
    DrugStatus,
    Expected,
    Population,
    Regulatory,
    Result,
    Sponsor,
    Trial,
)
from topline.glue import build
from topline.link import Catalogue, catalogue_of
from topline.link.catalogue import DrugEntry, TrialEntry
from topline.mark import Galley
from topline.render.announced import regulatory_over_time
from topline.render.charts import Chart, forests_of, strips_of
from topline.render.figures import ratios, shares_and_times
from topline.render.library import Library
from topline.render.told import changes_beside, later_of
from topline.render.views_drug import DrugView, drug_view
from topline.render.views_entity import EntityView, entity_view
from topline.render.views_index import index_view

EMILIA = Trial(key="t1", name="EMILIA", registry_ids=("NCT1",), phase="3", focus=True)
BREAST = Condition(name="breast cancer", slug="breast-cancer", focus=True)
LAPATINIB = Drug(name="lapatinib", slug="lapatinib", role="comparator")
THIN = "\u202f"


def told(slug: str, day: str, *results: Result, **known: Any) -> Galley:
    """A release on EMILIA with these results."""
    kept = {
        "kind": "results",
        "drugs": (imgn901("alphamab"), LAPATINIB),
        "trials": (EMILIA,),
        "conditions": (BREAST,),
        "sponsors": (Sponsor(name="Acme"),),
        **known,
    }
    return galley(slug, date.fromisoformat(day), results=results, **kept)


def median(value: str, **more: Any) -> Result:
    """A median in months of the tested arm."""
    return result(
        "OS", **{"measure": "median", "unit": "months", "arm": "investigational", "value": Decimal(value), **more}
    )


def rate(value: str, **more: Any) -> Result:
    """A response rate of the tested arm."""
    return result(
        "ORR", **{"measure": "rate", "unit": "percent", "arm": "investigational", "value": Decimal(value), **more}
    )


def ratio(value: str, low: str, high: str, endpoint: str = "PFS", **more: Any) -> Result:
    """A hazard ratio with its interval."""
    ci = (Decimal(low), Decimal(high))
    return result(endpoint, measure="hazard ratio", value=Decimal(value), ci=ci, ci_level=95, **more)


def library(*galleys: Galley, notes: tuple[DrugNote, ...] = ()) -> Library:
    """A newsroom of these releases."""
    return Library.of(catalogue_of(galleys, notes), SITE)


def strips(*galleys: Galley) -> tuple[Chart, ...]:
    """The strips of all releases."""
    found = library(*galleys)
    return strips_of(shares_and_times(found.catalogue.releases, found))


def forests(*galleys: Galley) -> tuple[Chart, ...]:
    """The forest plots of all releases."""
    found = library(*galleys)
    return forests_of(ratios(found.catalogue.releases, found))


# strips ----------------------------------------------------------------------------------------------


def test_a_strip_has_one_row_an_announcement_in_the_order_of_time() -> None:
    (chart,) = strips(told("b", "2013-02-22", rate("45.0")), told("a", "2012-06-04", rate("43.6", n=173, of=397)))
    assert [(mark.label, mark.text) for mark in chart.marks] == [
        ("4 Jun 2012 · EMILIA", "43.6% · 173 of 397"),
        ("22 Feb 2013 · EMILIA", "45.0%"),
    ]
    assert [heading.text for heading in chart.headings] == ["Objective response rate"]


def test_marks_stand_where_their_values_are_on_one_scale() -> None:
    """0% of the patients stands at 2% of the width, 100% at 98%."""
    (chart,) = strips(told("a", "2012-06-04", rate("50", ci=(Decimal(25), Decimal(75)), versus=Decimal(0))))
    (mark,) = chart.marks
    assert (mark.dot, mark.low, mark.high, mark.versus) == ("50.00%", "26.00%", "74.00%", "2.00%")
    assert [(tick.text, tick.place) for tick in chart.ticks] == [
        ("0", "2.00%"), ("25", "26.00%"), ("50", "50.00%"), ("75", "74.00%"), ("100%", "98.00%"),
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "top"), [("7.7", "8"), ("30.9", "36"), ("60", "60"), ("0.5", "1")])
def test_a_scale_of_time_starts_at_nought_and_holds_every_value(value: str, top: str) -> None:
    (chart,) = strips(told("a", "2012-06-04", median(value)))
    assert chart.ticks[0].text == "0" and chart.ticks[-1].text.startswith(top)
    assert Decimal(chart.marks[0].dot.rstrip("%")) <= 98


@pytest.mark.parametrize(
    ("later", "hollow"),
    [
        (rate("45", n=9, of=20), False),
        (rate("45", n=9, of=21), True),
        (rate("45", subgroup="FRα-high"), True),
        (rate("45"), False),
    ],
    ids=["the same patients", "another number", "a part", "a number not given"],
)
def test_a_mark_is_hollow_where_the_population_differs(later: Result, hollow: bool) -> None:
    (chart,) = strips(told("a", "2012-06-04", rate("40", n=8, of=20)), told("b", "2013-02-22", later))
    assert [mark.hollow for mark in chart.marks] == [False, hollow]


@pytest.mark.parametrize(
    "results",
    [
        (rate("69"), rate("50")),
        (rate("69", arm="comparator"),),
        (rate("69", arm="75 mg"),),
        (rate("25", comparison=">"),),
        (result("HbA1c", measure="change", value=Decimal("1.5"), unit="percentage points"),),
        (result("OS", measure="median", reached=False, arm="investigational"),),
    ],
    ids=["two values of one figure", "the other arm alone", "an arm of several", "a bound", "a change", "not reached"],
)
def test_what_no_mark_can_stand_for_is_left_to_the_table(results: tuple[Result, ...]) -> None:
    assert strips(told("a", "2012-06-04", *results)) == ()


def test_the_whole_trial_stands_before_a_part_of_it() -> None:
    (chart,) = strips(told("a", "2012-06-04", rate("60", subgroup="FRα-high"), rate("40")))
    assert [mark.text for mark in chart.marks] == ["40%"]


def test_patients_stand_at_the_right_as_far_as_they_are_known() -> None:
    people = (Population(trial="t1", measure="evaluable", value=39),)
    (chart,) = strips(told("a", "2012-12-10", median("7.7"), population=people), told("b", "2013-12-10", median("7.9")))
    assert [mark.text for mark in chart.marks] == [f"7.7{THIN}months · N=39", f"7.9{THIN}months"]


def test_a_chart_says_in_words_what_it_shows() -> None:
    (chart,) = strips(told("a", "2012-06-04", rate("43.6", n=173, of=397, versus=Decimal("30.8"))))
    assert chart.words == "Objective response rate, 4 Jun 2012 · EMILIA: 43.6% (173 of 397), other arm 30.8%."


def test_a_long_name_keeps_its_time_point() -> None:
    name = "freedom from distant recurrence of the disease"
    share = result(name, measure="rate", unit="percent", value=40, arm="investigational", timepoint="three years")
    (chart,) = strips(told("a", "2012-06-04", share))
    assert chart.headings[0].text.endswith("… at 3 years") and len(chart.headings[0].text) <= 34


# forests ---------------------------------------------------------------------------------------------


def test_a_forest_holds_one_endpoint_population_and_comparator_only() -> None:
    charts = forests(
        told(
            "a", "2012-06-04", ratio("0.65", "0.55", "0.77"), ratio("1.06", "0.68", "1.66", subgroup="aged 65 or older")
        ),
        told("b", "2013-02-22", ratio("0.66", "0.55", "0.80"), ratio("0.62", "0.48", "0.81", "OS")),
        told("c", "2014-02-22", ratio("0.70", "0.55", "0.90"), drugs=(imgn901("alphamab"),)),
        told(
            "d",
            "2015-02-22",
            ratio("0.70", "0.55", "0.90"),
            conditions=(Condition(name="asthma", slug="asthma", focus=True),),
        ),
    )
    found = {(chart.caption, chart.detail): [mark.text for mark in chart.marks] for chart in charts}
    assert found == {
        ("Progression-free survival: hazard ratio", "breast cancer · against lapatinib"): [
            "0.65 (0.55–0.77)", "0.66 (0.55–0.80)",
        ],
        ("Progression-free survival: hazard ratio", "breast cancer · aged 65 or older · against lapatinib"): ["1.06 (0.68–1.66)"],
        ("Overall survival: hazard ratio", "breast cancer · against lapatinib"): ["0.62 (0.48–0.81)"],
        ("Progression-free survival: hazard ratio", "breast cancer · against the other arm"): ["0.70 (0.55–0.90)"],
        ("Progression-free survival: hazard ratio", "asthma · against lapatinib"): ["0.70 (0.55–0.90)"],
    }  # fmt: skip


def test_two_assessors_are_two_forests() -> None:
    one, two = ratio("0.65", "0.55", "0.77"), replace(ratio("0.66", "0.56", "0.77"), assessed_by="investigator")
    assert [len(chart.marks) for chart in forests(told("a", "2012-06-04", one, two))] == [1, 1]


def test_the_scale_of_a_forest_is_logarithmic_with_a_line_at_one() -> None:
    (chart,) = forests(told("a", "2012-06-04", ratio("1.0", "0.5", "2")))
    assert [(tick.text, tick.place, tick.strong) for tick in chart.ticks] == [
        ("0.5", "2.00%", False), ("1", "50.00%", True), ("2", "98.00%", False),
    ]  # fmt: skip
    assert (chart.marks[0].low, chart.marks[0].dot, chart.marks[0].high) == ("2.00%", "50.00%", "98.00%")


@pytest.mark.parametrize("more", [{"ci": None}, {"ci": (Decimal(0), Decimal(2))}, {"value": None}])
def test_a_ratio_without_a_usable_interval_is_in_no_forest(more: dict[str, Any]) -> None:
    hazard = {"value": Decimal(1), "ci": (Decimal("0.5"), Decimal(2)), **more}
    assert forests(told("a", "2012-06-04", result("PFS", measure="hazard ratio", **hazard))) == ()


def test_a_chart_is_an_image_with_title_and_description_and_no_style() -> None:
    html = html_of_page(
        pages(catalogue_of([told("a", "2012-06-04", rate("43.6"), ratio("0.65", "0.55", "0.77"))]))["drugs/alphamab/"]
    )
    figures = re.findall(r"<svg .*?</svg>", html, re.DOTALL)
    assert len(figures) == 2
    for svg in figures:
        labels = re.search(r'role="img" aria-labelledby="(\S+) (\S+)"', svg)
        assert labels and f'<title id="{labels[1]}">' in svg and f'<desc id="{labels[2]}">' in svg
        assert "style=" not in svg and "43.6" in html
    assert len(set(re.findall(r' id="(\S+?)"', html))) == len(re.findall(r' id="(\S+?)"', html))


# what changed, on pages ------------------------------------------------------------------------------

FIRST = told("first", "2012-06-04", median("10.0"))
SECOND = told("second", "2013-06-05", median("12.1"))


def test_a_changed_figure_is_noted_on_both_releases() -> None:
    found = library(FIRST, SECOND)
    first, second = (changes_beside(g, found) for g in reversed(found.catalogue.releases))
    (later,), (earlier,) = first, second
    assert later[0] == "Later"
    assert words(later[1][0]) == f"Overall survival (OS), median: 12.1{THIN}months, updated 5 June 2013"
    assert words(earlier[1][0]) == f"Overall survival (OS), median: 10.0{THIN}months, 4 June 2012"
    assert later[1][0][1].href == "/news/2013/second/#s-1"


def test_drug_and_trial_show_the_ledger() -> None:
    found = library(FIRST, SECOND)
    drug, trial = found.entry("drug", "alphamab"), found.entry("trial", "emilia")
    assert isinstance(drug, DrugEntry) and isinstance(trial, TrialEntry)
    views: tuple[DrugView | EntityView, ...] = (drug_view(drug, found), entity_view(trial, found))
    for view in views:
        assert view.course is not None
        (line,) = view.course.changed
        assert (line.trial, line.name) == ("EMILIA", "Overall survival (OS)")
        assert [(words(r.value), r.word) for r in line.readings] == [
            (f"10.0{THIN}months", ""), (f"12.1{THIN}months", "updated"),
        ]  # fmt: skip


# then and now ----------------------------------------------------------------------------------------

NOTE = DrugNote(
    "content/drugs/alphamab.md",
    "alphamab",
    "alphamab",
    status=DrugStatus("Trial EMILIA stopped.", date(2013, 11, 5), "Acme"),
)
STOPPED = Trial(key="t1", name="EMILIA", registry_ids=("NCT1",), phase="3", focus=True, status="stopped", anchor="s-9")


def later(*new: Galley, notes: tuple[DrugNote, ...] = ()) -> list[tuple[str, str, str]]:
    """What an old release says of later: date, words, source."""
    found = library(FIRST, *new, notes=notes)
    old = next(g for g in found.catalogue.releases if g.release.slug == "first")
    return [(item.date.words, item.text, item.source.href or item.source.text) for item in later_of(old, found)]


def test_a_status_and_the_release_that_says_so_are_one_line() -> None:
    stop = told("stop", "2013-11-05", trials=(STOPPED,))
    paper = told("paper", "2018-09-05", kind="publication")
    assert later(stop, paper, notes=(NOTE,)) == [
        ("5 November 2013", "Trial EMILIA stopped", "/news/2013/stop/#s-9"),
        ("5 September 2018", "EMILIA: results published", "/news/2018/paper/"),
    ]


def test_without_a_release_the_status_names_its_own_source() -> None:
    assert later(notes=(NOTE,)) == [("5 November 2013", "Trial EMILIA stopped", "Acme")]


def test_without_a_status_the_releases_speak() -> None:
    approval = Regulatory(
        event="approval",
        status="approved",
        drug="alphamab",
        conditions=("breast cancer",),
        regions=("US",),
        anchor="s-2",
    )
    found = later(told("yes", "2013-02-22", kind="regulatory", regulatory=(approval,)))
    assert found == [("22 February 2013", "Approved for breast cancer (US)", "/news/2013/yes/#s-2")]


def test_never_more_than_three() -> None:
    new = [told(f"n{n}", f"201{n}-01-01", kind="publication") for n in range(4, 9)]
    assert [when for when, _, _ in later(*new, notes=(NOTE,))] == [
        "5 November 2013",
        "1 January 2017",
        "1 January 2018",
    ]


# promises --------------------------------------------------------------------------------------------


def test_a_promise_stands_with_its_due_date_and_what_became_of_it() -> None:
    expected = Expected(what="data", start="2013-07-01", end="2013-12-31", words="second half of 2013", anchor="s-5")
    found = library(
        told("said", "2013-01-01", kind="enrolment", expected=(expected,)), told("came", "2014-02-01", rate("40"))
    )
    for kind, key in (("drug", "alphamab"), ("trial", "emilia")):
        entry = found.entry(kind, key)
        assert entry is not None
        course = drug_view(entry, found).course if isinstance(entry, DrugEntry) else entity_view(entry, found).course
        assert course is not None
        (row,) = course.promised
        assert (words(row.what), row.due) == ("Data", "second half of 2013 · by 31 December 2013")
        assert (row.state, row.by.note, row.by.href) == (
            "came later than stated",
            "1 February 2014",
            "/news/2014/came/",
        )
        assert row.what[0].href == "/news/2013/said/#s-5"


# conditions, companies -------------------------------------------------------------------------------


def test_a_group_shows_what_is_tested_under_it() -> None:
    found = library(told("a", "2012-06-04", rate("40")))
    entry = found.entry("condition", "cancer")
    assert entry is not None
    view = entity_view(entry, found)
    assert [(t.drug.text, t.phase, [c.text for c in t.beside]) for t in view.tested] == [
        ("alphamab", "Phase 3", ["Acme"])
    ]
    assert [link.text for link in view.trials] == ["EMILIA"] and view.releases == ()
    below = entity_view(found.catalogue.conditions["breast-cancer"], found)
    assert [(row.label, [link.text for link in row.links]) for row in below.fields] == [("Belongs to", ["cancer"])]


def test_a_designation_stands_where_it_was_told_first() -> None:
    """A release years later that recalls an orphan drug status grants none; a new region is news."""

    def orphan(*regions: str) -> dict[str, Any]:
        return {"regulatory": (Regulatory(event="orphan drug", status="granted", drug="alphamab", conditions=("myeloma",), regions=regions),)}  # fmt: skip

    told_ = [
        told("a", "2010-03-08", **orphan("US")), told("b", "2012-12-10", **orphan("US")), told("c", "2013-02-12", **orphan("US", "EU")),
    ]  # fmt: skip
    found = library(*told_)
    shown = regulatory_over_time([found.by_path[g.release.path] for g in told_], found, lambda facts: facts)
    assert [row.date.iso for row in shown] == ["2010-03-08", "2013-02-12"]


def test_conditions_stand_by_area() -> None:
    other = told("b", "2013-01-01", conditions=(Condition(name="glumph", slug="glumph", focus=True),))
    view = index_view("condition", library(told("a", "2012-06-04"), other))
    assert [(group.title, [link.text for link in group.items]) for group in view.groups] == [
        ("Cancer", ["breast cancer", "cancer"]), ("Other", ["glumph"]),
    ]  # fmt: skip


def test_a_trial_page_counts_only_its_own_patients_and_results() -> None:
    other = Trial(key="t2", name="MARIANNE", phase="3", focus=True)
    people = tuple(Population(trial=key, measure="enrolled", value=n) for key, n in (("t1", 991), ("t2", 1095)))
    found = library(told("a", "2012-06-04", rate("40"), trials=(EMILIA, other), population=people))
    entry = found.entry("trial", "emilia")
    assert entry is not None
    view = entity_view(entry, found)
    assert [words(line) for row in view.people for line in row.lines] == ["Enrolled: 991"]


# the whole site --------------------------------------------------------------------------------------

BODY = (
    "Acme Bio (NASDAQ: ACME) reported results of the Phase 3 trial EMILIA (NCT00829166) of IMGN901 in breast cancer. "
    "The objective response rate was {rate}%. Median overall survival was 30.9 months."
)


def _site(root: Path, out: Path) -> bytes:
    build(root, output=out, now=NOW)
    return everything(out)


def test_a_corrected_value_replaces_the_old_one_everywhere(newsroom: Path, tmp_path: Path) -> None:
    """No page, chart, feed or data file keeps the number that was wrong."""
    name, title = "2024/2024-03-02-second", "Results of EMILIA"
    write_release(newsroom, name, title, "2024-03-02", BODY.format(rate="43.6"))
    assert b"43.6" in _site(newsroom, tmp_path / "out")
    more = "updates:\n  - {date: 2024-04-02, note: A rate was mistyped., major: true}\n"
    write_release(newsroom, name, title, "2024-03-02", BODY.format(rate="34.7"), more)
    after = _site(newsroom, tmp_path / "out")
    assert b"34.7" in after and b"43.6" not in after


def test_a_withdrawn_release_leaves_every_page_of_the_story(newsroom: Path, tmp_path: Path) -> None:
    name, title = "2024/2024-03-02-second", "Second"
    write_release(newsroom, name, title, "2024-03-02", BODY.format(rate="43.6"))
    assert b"EMILIA" in _site(newsroom, tmp_path / "out")
    write_release(
        newsroom, name, title, "2024-03-02", BODY.format(rate="43.6"), "withdrawn: {date: 2024-05-01, note: Wrong.}\n"
    )
    after = _site(newsroom, tmp_path / "out")
    assert b"43.6" not in after and b"EMILIA" not in after and b"IMGN901" not in after


def test_the_old_release_of_the_example_tells_its_reader_of_2013_and_2018(site: Any) -> None:
    notice = re.search(r'<div class="notice">.*?</div>', site.text("2012/imgn901-ash/"), re.DOTALL)
    assert notice
    assert "5 November 2013" in notice[0] and "stopped" in notice[0]
    assert 'href="/2013/lorvotuzumab-mertansine-north-stopped/' in notice[0]
    assert "5 September 2018" in notice[0] and "/2018/lorvotuzumab-mertansine-myeloma-paper/" in notice[0]


def test_views_of_an_empty_newsroom_are_calm() -> None:
    made = pages(Catalogue())
    assert all(html_of_page(rendering) for rendering in made.values())
