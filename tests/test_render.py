"""What a reader is shown: views tell the truth, names find their drug, templates see their view and the site only."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta
import jinja2.nodes
import pytest

from topline.facts import (
    Condition,
    Dose,
    Drug,
    DrugNote,
    DrugStatus,
    Evidence,
    FactEdit,
    Facts,
    Page,
    Population,
    Release,
    Result,
    Safety,
    Trial,
    Withdrawn,
)
from topline.link import Catalogue, catalogue_of
from topline.mark import Galley
from topline.render import wording
from topline.render.body import parted, with_table_regions
from topline.render.glance import Row, glance_of
from topline.render.library import Library
from topline.render.names import resolved
from topline.render.outcomes import Outcome, outcomes_of
from topline.render.pages import Rendering, pages_of
from topline.render.pieces import Line, Quoted
from topline.render.silence import not_stated
from topline.render.site import Site
from topline.render.views_release import release_view

TEMPLATES = Path(__file__).parent.parent / "themes" / "topline" / "templates"
SITE = Site("Newsroom", "News", "https://example.org/news", css="theme/a.css", js="theme/a.js")
THIN = "\u202f"


def galley(slug: str = "first", day: date = date(2012, 12, 10), html: str = "", **known: Any) -> Galley:
    """A release with these facts. More front matter under ``release``."""
    front = known.pop("release", {})
    release = Release(
        path=f"content/releases/{slug}.md", title=f"Title of {slug}", date=day, id=slug, slug=slug, body="", **front
    )
    return Galley(release=release, facts=Facts(**known), html=html, lead_summary="", words=0, headline_anchor=None)


def imgn901(name: str = "lorvotuzumab mertansine", *called: str, role: str = "investigational") -> Drug:
    """The drug of the examples under one of its names."""
    return Drug(name=name, slug=wording_slug(name), mentioned_as=called, role=role, anchor="s-drug")


def wording_slug(name: str) -> str:
    """A name as the extractor's provisional id."""
    return name.lower().replace(" ", "-")


def words(line: Line) -> str:
    """What a line says."""
    return "".join(piece.text for piece in line)


def result(endpoint: str = "PFS", **more: Any) -> Result:
    """A result of trial t1 that its sentence s-1 states."""
    return Result(trial="t1", endpoint=endpoint, anchor=more.pop("anchor", "s-1"), **more)


def outcomes(*results: Result) -> tuple[Outcome, ...]:
    """The outcomes on the release's own page."""
    return outcomes_of(results, Quoted())


def rows(made: Galley) -> dict[str, list[str]]:
    """The sidebar's rows: label → what each line says."""
    glance = glance_of(made)
    assert glance is not None
    every: tuple[Row, ...] = (*glance.trial, *glance.after, *glance.source)
    return {row.label: [words(line) for line in row.lines] for row in every}


def environment() -> jinja2.Environment:
    """The theme as the site builder loads it."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html_of_page(rendering: Rendering) -> str:
    """The page as it is written."""
    return environment().get_template(rendering.template).render(page=rendering.view, site=SITE)


def pages(catalogue: Catalogue, *texts: Page) -> dict[str, Rendering]:
    """All pages by address; two at one address fail the test."""
    found: dict[str, Rendering] = {}
    for rendering in pages_of(catalogue, texts, SITE):
        assert rendering.address not in found, rendering.address
        found[rendering.address] = rendering
    return found


# values become words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (wording.quantity(75, "mg/m²"), f"75{THIN}mg/m²"),
        (wording.quantity(1250, "mg"), f"1,250{THIN}mg"),
        (wording.quantity(Decimal("0.650"), None), "0.650"),
        (wording.quantity(Decimal("77.0"), "percent"), "77.0%"),
        (wording.quantity(25, "percent", ">"), ">25%"),
        (wording.quantity(300, None, "~"), "about 300"),
        (wording.quantity(1, "months"), f"1{THIN}month"),
        (wording.number(Decimal("-1.2")), "\u22121.2"),
        (wording.interval(Decimal("0.55"), Decimal("0.77")), "0.55\u20130.77"),
        (wording.interval(Decimal("-0.7"), Decimal("-0.2")), "\u22120.7 to \u22120.2"),
        (wording.confidence((Decimal("0.55"), Decimal("0.77")), 95), "95% CI 0.55\u20130.77"),
        (wording.p_value("<0.0001"), "p<0.0001"),
        (wording.p_value("0.03"), "p=0.03"),
        (wording.day(date(2012, 12, 10)), "10 December 2012"),
        (wording.stated_day("2014-01"), "January 2014"),
        (wording.stated_day("2013-02-05"), "5 February 2013"),
        (wording.stated_day(None), ""),
    ],
)
def test_values_keep_their_digits_and_are_set_well(said: str, shown: str) -> None:
    assert said == shown


# results stand side by side --------------------------------------------------------------------------

PFS = (
    result(measure="median", value=Decimal("9.6"), unit="months", arm="investigational"),
    result(measure="median", value=Decimal("6.4"), unit="months", arm="comparator"),
    result(
        measure="hazard ratio", value=Decimal("0.650"), ci=(Decimal("0.55"), Decimal("0.77")), ci_level=95, p="<0.0001"
    ),
)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_arms_and_their_ratio_share_a_row_each_in_its_column(order: tuple[int, ...]) -> None:
    (row,) = outcomes(*(PFS[place] for place in order))
    assert (words(row.value), words(row.versus)) == (f"9.6{THIN}months", f"6.4{THIN}months")
    assert words(row.ratio) == "HR 0.650 (95% CI 0.55\u20130.77; p<0.0001)"
    assert (row.endpoint, row.abbreviation, row.detail) == ("Progression-free survival", "PFS", "median")


def test_a_subgroup_never_mixes_with_the_whole_trial() -> None:
    old = [
        replace(r, subgroup="aged 65 or older", value=Decimal(n))
        for r, n in zip(PFS, ("7.0", "8.1", "1.06"), strict=True)
    ]
    whole, subgroup = outcomes(*PFS, *(replace(r, ci=None, p=None) for r in old))
    assert words(whole.value) == f"9.6{THIN}months"
    assert subgroup.detail == "median · aged 65 or older"
    assert (words(subgroup.value), words(subgroup.ratio)) == (f"7.0{THIN}months", "HR 1.06")


def test_two_assessors_are_two_findings() -> None:
    """EMILIA gave progression by independent review and by the investigators: two hazard ratios, never in one row."""
    judged = tuple(replace(r, assessed_by="independent review") for r in PFS)
    other = replace(
        next(r for r in PFS if r.measure == "hazard ratio"), value=Decimal("0.658"), assessed_by="investigator"
    )
    blind, open_ = outcomes(*judged, other)
    assert (blind.detail, open_.detail) == ("median · independent review", "investigator")
    assert "0.658" not in words(blind.ratio)


def test_a_comparison_that_names_no_assessor_joins_the_figure_that_does() -> None:
    judged = tuple(replace(r, assessed_by="independent review") if r.arm else r for r in PFS)
    assert len(outcomes(*judged)) == 1


def test_another_trials_outcome_says_whose_it_is_and_stands_last() -> None:
    """A paper on a Phase 1 trial in myeloma that recalls NORTH, a trial in lung cancer."""
    north = replace(TRIAL, key="t2", name="NORTH", focus=False, registry_ids=("NCT01237678",))
    futile = replace(result("PFS", futility=True, primary=True), trial="t2")
    said = galley(trials=(TRIAL, north), results=(futile, result("ORR", measure="rate", value=40, unit="percent")))
    glance = glance_of(said)
    assert glance is not None
    assert [(o.detail, o.trial) for o in glance.outcomes if o.abbreviation == "PFS"] == [("NORTH", "t2")]
    view = release_view(said, Library.of(catalogue_of([said]), SITE))
    assert [o.abbreviation for o in view.key] == ["ORR"]
    assert rows(said)["Registry"] == ["NCT01237678 NORTH record at ClinicalTrials.gov"]


def test_a_share_of_patients_at_a_target_is_no_value_of_what_is_measured() -> None:
    """A row like "HbA1c target reached, 69%" states no HbA1c of 69%."""
    rate = result("HbA1c", measure="rate", value=69, unit="percent", arm="investigational")
    change = result("HbA1c", measure="change", value=Decimal("-1.5"), unit="percentage points", arm="investigational")
    assert {o.detail for o in outcomes(rate, change)} == {"share of patients", "change"}


def test_a_p_value_says_what_it_was_asked() -> None:
    (row,) = outcomes(replace(PFS[-1], p="<0.001", hypothesis="non-inferiority"))
    assert "p<0.001 for non-inferiority" in words(row.ratio)


def test_time_points_are_rows_of_their_own_and_leave_the_ratio_to_the_median() -> None:
    rate = result(measure="rate", value=Decimal("84.7"), unit="percent", arm="investigational", timepoint="1 year")
    median, at_one_year = outcomes(*PFS, rate)
    assert words(median.ratio).startswith("HR")
    assert (at_one_year.detail, words(at_one_year.value), at_one_year.ratio) == ("at 1 year", "84.7%", ())


def test_several_figures_of_an_arm_pair_with_the_other_arm_by_their_table_row() -> None:
    """The shares that lost 5% and 10% are two rows: 86.4 never stands beside 12.0."""
    rates = [("86.4", "s-5", "investigational"), ("69.1", "s-10", "investigational")]
    rates += [("31.5", "s-5", "comparator"), ("12.0", "s-10", "comparator")]
    found = outcomes(
        *(result("body weight", measure="rate", value=Decimal(v), unit="percent", arm=a, anchor=s) for v, s, a in rates)
    )
    assert [(words(row.value), words(row.versus)) for row in found] == [("86.4%", "31.5%"), ("69.1%", "12.0%")]


def test_not_reached_is_said_and_shown_beside_the_other_arm() -> None:
    (row,) = outcomes(
        result("OS", measure="median", reached=False, arm="investigational"),
        result("OS", measure="median", value=Decimal("23.3"), unit="months", arm="comparator"),
    )
    assert (words(row.value), words(row.versus)) == ("not reached", f"23.3{THIN}months")


def test_the_other_arm_is_shown_where_only_versus_gives_it() -> None:
    (row,) = outcomes(replace(PFS[0], versus=Decimal("6.4")))
    assert words(row.versus) == f"6.4{THIN}months"


def test_an_arm_without_a_column_is_named() -> None:
    (row,) = outcomes(result("ORR", measure="rate", value=40, unit="percent", n=8, of=20, arm="75 mg"))
    assert words(row.value) == "40% (8 of 20) 75 mg"


@pytest.mark.parametrize(
    ("verdict", "shown"),
    [
        ({"met": True}, "met"),
        ({"met": False}, "not met"),
        ({"met": False, "hypothesis": "superiority"}, "superiority: not met"),
        ({"futility": True}, "stopped as unlikely to succeed"),
    ],
)
def test_a_verdict_without_a_value_invents_none(verdict: dict[str, Any], shown: str) -> None:
    (row,) = outcomes(result(primary=True, **verdict))
    assert (words(row.verdict), row.value, row.versus, row.ratio, row.primary) == (shown, (), (), (), True)


def test_a_fall_is_a_word_not_a_sign_that_nobody_wrote() -> None:
    (row,) = outcomes(
        result("HbA1c", measure="change", value=Decimal("1.2"), unit="percentage points", direction="down")
    )
    assert words(row.value) == f"1.2{THIN}percentage points, lower"


def test_a_field_that_another_sentence_states_leads_there() -> None:
    stated = {"ci": Evidence(quote="…", anchor="s-2", span=(0, 1))}
    (row,) = outcomes(replace(PFS[2], evidence=stated))
    assert [(piece.text, piece.href) for piece in row.ratio if piece.state] == [
        ("HR 0.650", "#s-1"),
        ("95% CI 0.55\u20130.77", "#s-2"),
        ("p<0.0001)", "#s-1"),
    ]


# the sidebar -----------------------------------------------------------------------------------------

TRIAL = Trial(key="t1", phase="1", focus=True, anchor="s-0")


def test_enrolled_and_evaluable_are_two_rows() -> None:
    people = tuple(
        Population(trial="t1", measure=m, value=v, anchor="s-1") for m, v in (("enrolled", 44), ("evaluable", 39))
    )
    found = rows(galley(trials=(TRIAL,), population=people))
    assert (found["Enrolled"], found["Evaluable"]) == (["44"], ["39"])


def test_a_dose_keeps_its_unit_on_its_line() -> None:
    dose = Dose(trial="t1", drug="lorvotuzumab mertansine", amount=75, unit="mg/m²", schedule="days 1-3", anchor="s-1")
    assert rows(galley(doses=(dose,)))["Dose"] == [f"75{THIN}mg/m² lorvotuzumab mertansine, days 1\u20133"]


def test_each_drug_stands_under_its_role() -> None:
    drugs = (imgn901(), imgn901("lenalidomide", role="combination"), imgn901("bortezomib", role="prior"))
    found = rows(galley(trials=(TRIAL,), drugs=drugs))
    assert (found["Drug"], found["Given with"]) == (["lorvotuzumab mertansine"], ["lenalidomide"])
    assert "bortezomib" not in str(found)


def test_adverse_events_name_grade_sign_and_both_arms() -> None:
    events = (
        Safety(trial="t1", term="nausea", comparison=">", percent=25, anchor="s-1"),
        Safety(trial="t1", term="anaemia", grade="3-4", percent=Decimal("5.0"), arm="comparator", anchor="s-1"),
        Safety(trial="t1", term="anaemia", grade="3-4", percent=Decimal("9.1"), arm="investigational", anchor="s-1"),
    )
    found = rows(galley(safety=events))["Adverse events"]
    assert found == ["nausea: >25%", "anaemia, grade 3\u20134: 9.1% vs 5.0%"]


def test_every_value_says_whether_an_editor_checked_it() -> None:
    drugs = (imgn901(), replace(imgn901("lenalidomide"), state="reviewed"), replace(imgn901("Z"), origin="editor"))
    glance = glance_of(galley(trials=(TRIAL,), drugs=drugs))
    assert glance is not None
    (row,) = [row for row in glance.trial if row.label == "Drugs"]
    assert [line[0].state for line in row.lines] == ["unreviewed", "reviewed", "editor"]
    assert {state for state, _ in glance.legend} == {"unreviewed", "reviewed", "editor"}


def test_why_an_editor_changed_values_stands_beside_them_once() -> None:
    said = galley(trials=(TRIAL,), drugs=(imgn901(),))
    edits = tuple(
        FactEdit(because=why, fact="x", drop=True) for why in ("The bar, not the jump.", "The bar, not the jump.")
    )
    said = replace(said, release=replace(said.release, facts=edits))
    glance = glance_of(said)
    assert glance is not None
    assert glance.edits == ("The bar, not the jump.",)


@pytest.mark.parametrize(
    ("confidence", "known", "state"),
    [
        ("0.86", {}, "unreviewed"), ("0.48", {}, "to-check"), ("0.50", {}, "unreviewed"), (None, {}, "unreviewed"),
        ("0.48", {"state": "reviewed"}, "reviewed"), ("0.48", {"origin": "editor", "state": "reviewed"}, "editor"),
    ],
)  # fmt: skip
def test_what_an_unreliable_rule_read_is_to_be_checked_until_somebody_has(
    confidence: str | None, known: dict[str, Any], state: str
) -> None:
    drug = replace(imgn901(), confidence=None if confidence is None else Decimal(confidence), **known)
    glance = glance_of(galley(trials=(TRIAL,), drugs=(drug,)), to_check=Decimal("0.5"))
    assert glance is not None
    assert [line[0].state for row in glance.trial if row.label == "Drug" for line in row.lines] == [state]


@pytest.mark.parametrize(
    "known",
    [{}, {"kind": "corporate", "trials": (TRIAL,)}, {"conditions": (Condition(name="cancer", slug="cancer"),)}],
)
def test_no_sidebar_without_facts_of_a_trial(known: dict[str, Any]) -> None:
    assert glance_of(galley(**known)) is None


# what is not stated ----------------------------------------------------------------------------------


def test_an_early_trial_is_not_asked_for_a_comparator() -> None:
    facts = Facts(kind="results", trials=(TRIAL,), results=(result("TTP", measure="median", value=Decimal("7.7")),))
    assert not_stated(facts) == ("trial size", "confidence intervals", "rates of adverse events", "registry number")


MEDIAN = result("TTP", measure="median", value=Decimal("7.7"), unit="months")
RATE = result("ORR", measure="rate", value=40, unit="percent")
NAUSEA = Safety(trial="t1", term="nausea", percent=25)
TREATED = Population(trial="t1", measure="treated", value=26)


@pytest.mark.parametrize(
    ("known", "text", "asked", "found"),
    [
        ({"results": (MEDIAN,)}, "", "length of follow-up", True),
        ({"results": (MEDIAN,)}, "After a median follow-up of 11 months", "length of follow-up", False),
        ({"results": (RATE,)}, "", "length of follow-up", False),
        ({"results": (RATE,)}, "", "patient numbers behind the percentages", True),
        ({"results": (replace(RATE, n=8, of=20),)}, "", "patient numbers behind the percentages", False),
        ({"results": (replace(RATE, ci=(20, 60)),)}, "", "confidence intervals", False),
        ({"safety": (NAUSEA,)}, "", "patients assessed for adverse events", True),
        ({"safety": (NAUSEA,), "population": (TREATED,)}, "", "patients assessed for adverse events", False),
        ({"safety": (replace(NAUSEA, percent=None),)}, "", "rates of adverse events", True),
        ({}, "Adverse events of Grade 3 or higher occurred in 40.8% of patients", "rates of adverse events", False),
        ({}, "4% of patients stopped because of adverse events", "rates of adverse events", False),
        ({}, "Adverse events were mild. The response rate was 40%", "rates of adverse events", True),
        ({"kind": "publication"}, "", "registry number", True),
        ({}, "The trial included 1,379 adults with eczema", "trial size", False),
        ({"results": (RATE,)}, "died (108 of 1,648)", "patient numbers behind the percentages", False),
    ],
)
def test_a_careful_reader_asks_how_sure_of_how_many_and_for_how_long(
    known: dict[str, Any], text: str, asked: str, found: bool
) -> None:
    facts = Facts(**{"kind": "results", "trials": (TRIAL,), **known})
    assert (asked in not_stated(facts, text)) == found


def test_a_late_trial_is_asked_for_comparator_and_primary_endpoint() -> None:
    late = replace(TRIAL, phase="3", registry_ids=("NCT00829166",))
    facts = Facts(kind="results", trials=(late,), results=(PFS[0],))
    assert {"the comparator's figures", "which endpoint was primary"} <= set(not_stated(facts))
    assert "the comparator's figures" not in not_stated(replace(facts, results=PFS))
    assert "confidence intervals" not in not_stated(replace(facts, results=PFS))


def test_news_that_is_not_about_data_is_asked_nothing() -> None:
    assert not_stated(Facts(kind="regulatory", trials=(TRIAL,))) == ()
    assert not_stated(Facts(kind="results", trials=(replace(TRIAL, focus=False),))) == ()
    assert not_stated(Facts(kind="presentation", trials=(TRIAL,))) == ("trial size", "registry number")


# names -----------------------------------------------------------------------------------------------


def mention(name: str, kind: str = "drug") -> str:
    """A placeholder as marking leaves it."""
    return f'<a class="name" data-kind="{kind}" data-name="{name}">{name}</a>'


@pytest.fixture
def newsroom() -> Catalogue:
    """Two releases on one drug under two names, which an editor's note joins."""
    note = DrugNote(
        path="content/drugs/lorvotuzumab-mertansine.md",
        id="lorvotuzumab-mertansine",
        name="lorvotuzumab mertansine",
        aliases=("IMGN901", "first"),
        status=DrugStatus("Development ended", date(2013, 11, 5), "ImmunoGen"),
    )
    old = galley("old", date(2008, 12, 8), f"<p>{mention('IMGN901')}</p>", drugs=(imgn901("IMGN901"),), trials=(TRIAL,))
    new = galley(
        "new", drugs=(imgn901(),), trials=(TRIAL,), kind="results", results=(result("TTP", value=7, unit="months"),)
    )
    return catalogue_of([old, new], [note])


@pytest.mark.parametrize("name", ["IMGN901", "imgn-901", "Lorvotuzumab Mertansine"])
def test_any_name_of_a_drug_leads_to_its_page(newsroom: Catalogue, name: str) -> None:
    html = resolved(f"<p>{mention(name)}</p>", newsroom, SITE)
    assert html == f'<p><a class="name drug" href="/news/drugs/lorvotuzumab-mertansine/">{name}</a></p>'


def test_a_name_is_linked_once_a_section_and_never_in_a_heading(newsroom: Catalogue) -> None:
    name = mention("IMGN901")
    html = resolved(f"<h2>{name}</h2><p>{name} {name}</p><h3>More</h3><p>{name}</p>", newsroom, SITE)
    assert html.count("<a ") == 2
    assert html.startswith("<h2>IMGN901</h2>")


def test_unknown_names_and_the_page_itself_stay_plain(newsroom: Catalogue) -> None:
    here = "drugs/lorvotuzumab-mertansine/"
    assert resolved(mention("aspirin"), newsroom, SITE) == "aspirin"
    assert resolved(mention("IMGN901"), newsroom, SITE, here) == "IMGN901"
    assert resolved('<a href="/x">IMGN901</a>', newsroom, SITE) == '<a href="/x">IMGN901</a>'


# the text --------------------------------------------------------------------------------------------


def test_the_sidebar_follows_the_third_paragraph_of_the_text_itself() -> None:
    html = "<p>1</p><ul><li><p>no</p></li></ul><p>2<br></p><blockquote><p>no</p></blockquote><p>3</p><h2>x</h2><p>4</p>"
    assert parted(html) == (html[: html.index("<h2>")], "<h2>x</h2><p>4</p>")
    assert parted("<p>1</p>") == ("<p>1</p>", "")


def test_tables_scroll_in_a_region_that_the_keyboard_reaches_named_by_their_heading() -> None:
    html = with_table_regions("<h2>Results &amp; more</h2><table><tr><td>1</td></tr></table>")
    assert 'role="region" tabindex="0" aria-label="Table 1: Results &amp; more"><table>' in html


# pages -----------------------------------------------------------------------------------------------


def test_every_alias_of_a_drug_redirects_to_it(newsroom: Catalogue) -> None:
    made = pages(newsroom)
    assert made["drugs/imgn901/"].template == "redirect.html"
    html = html_of_page(made["drugs/imgn901/"])
    assert 'href="https://example.org/news/drugs/lorvotuzumab-mertansine/"' in html
    assert 'content="0; url=/news/drugs/lorvotuzumab-mertansine/"' in html


def test_a_redirect_never_takes_the_place_of_a_page() -> None:
    """Neither a release's former address nor a drug's other name overrides what stands there."""
    one = galley("one", drugs=(imgn901("alpha", "beta"),), release={"aliases": ("two", "2012/three", "drugs/alpha")})
    two = galley("two", drugs=(imgn901("alpha"),))
    made = pages(catalogue_of([one, two]))
    assert made["2012/two/"].template == "release.html"
    assert made["drugs/alpha/"].template == "drug.html"
    assert made["2012/three/"].template == "redirect.html"


def test_a_name_that_two_entries_go_by_redirects_nowhere() -> None:
    trials = [
        Trial(key="t1", name=name, registry_ids=("NCT1", n), focus=True) for name, n in (("A", "NCT2"), ("B", "NCT3"))
    ]
    made = pages(catalogue_of([galley(f"r{n}", trials=(trial,)) for n, trial in enumerate(trials)]))
    assert made["trials/nct2/"].template == "redirect.html"
    assert "trials/nct1/" not in made


def test_an_old_release_says_what_became_of_its_drug(newsroom: Catalogue) -> None:
    (later,) = pages(newsroom)["2008/old/"].view.later  # type: ignore[attr-defined]
    assert (later.drug.text, later.text) == ("lorvotuzumab mertansine", "Development ended")


def test_values_on_a_drug_page_lead_to_the_sentence_in_their_release(newsroom: Catalogue) -> None:
    html = html_of_page(pages(newsroom)["drugs/lorvotuzumab-mertansine/"])
    assert 'href="/news/2012/new/#s-1"' in html


def test_a_withdrawn_release_shows_its_notice_and_nothing_it_said() -> None:
    gone = {"withdrawn": Withdrawn(date(2013, 1, 1), "It never happened."), "summary": "A secret."}
    made = pages(catalogue_of([galley("gone", html="<p>secret</p>", release=gone, results=PFS, trials=(TRIAL,))]))
    for rendering in made.values():
        assert "secret" not in html_of_page(rendering)
    assert "It never happened." in html_of_page(made["2012/gone/"])
    assert "facts.json" not in html_of_page(made["2012/gone/"])


# templates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(environment().list_templates()))
def test_a_template_sees_its_view_and_the_site_only(name: str) -> None:
    source = (TEMPLATES / name).read_text("utf-8")
    tree = environment().parse(source)
    macros = {macro for found in tree.find_all(jinja2.nodes.FromImport) for macro in found.names}
    assert jinja2.meta.find_undeclared_variables(tree) - macros <= {"page", "site"}


def test_a_fact_becomes_markup_in_one_macro_only() -> None:
    """The legends show what a value looks like; everything else goes through the macro."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        source = path.read_text("utf-8")
        assert 'class="fact' not in source.replace('<span class="fact', "") or path.name == "fact.html"


def test_views_hold_plain_values(newsroom: Catalogue) -> None:
    page = Page(path="content/pages/about.md", slug="about", title="About", body="Who we are.")
    for rendering in pages(newsroom, page).values():
        assert _is_plain(rendering.view), rendering.address


def _is_plain(value: object) -> bool:
    if value is None or isinstance(value, str | int):
        return True
    if isinstance(value, tuple):
        return all(_is_plain(part) for part in value)
    module = type(value).__module__
    ours = is_dataclass(value) and module.startswith("topline.render.")
    return ours and all(_is_plain(getattr(value, field.name)) for field in fields(value))  # type: ignore[arg-type]


def test_hostile_words_stay_words(newsroom: Catalogue) -> None:
    bad = galley("bad", drugs=(imgn901("<script>x</script>"),), trials=(replace(TRIAL, name='"><img>'),))
    for rendering in pages(catalogue_of([bad])).values():
        html = html_of_page(rendering)
        assert "<script>x" not in html and "<img>" not in html
