"""The Catalogue: one drug from its many names, whatever the order in which releases arrive."""

from __future__ import annotations

import random
from datetime import date

import pytest

from topline.facts import Condition, Drug, DrugNote, Facts, Meeting, Release, Sponsor, Trial, Withdrawn, slug_of
from topline.link import Catalogue, catalogue_of
from topline.link.catalogue import KINDS
from topline.link.companies import plain_company
from topline.link.groups import groups
from topline.link.names import Naming, join
from topline.mark import Galley


def drug(name: str, *aliases: str, role: str = "investigational") -> Drug:
    return Drug(name=name, slug=slug_of(name), mentioned_as=aliases, role=role)


def galley(
    name: str,
    day: date,
    *drugs: Drug,
    sponsor: str | Sponsor = "Acme",
    trials: tuple[Trial, ...] = (),
    conditions: tuple[str, ...] = (),
) -> Galley:
    release = Release(f"content/releases/{name}.md", name, day, name, name, "")
    diseases = tuple(Condition(name=c, slug=slug_of(c), focus=True) for c in conditions)
    stated = Sponsor(name=sponsor) if isinstance(sponsor, str) else sponsor
    return Galley(release=release, facts=Facts(sponsors=(stated,), drugs=drugs, trials=trials, conditions=diseases))


def company(quote: str, name: str, ticker: str | None = None) -> Sponsor:
    """A sponsor as its sentence states it."""
    start = quote.index(name)
    return Sponsor(name=name, ticker=ticker, quote=quote, span=(start, start + len(name)))


def trial(name: str | None = None, *numbers: str, key: str = "t1", phase: str | None = None) -> Trial:
    return Trial(key=key, name=name, registry_ids=numbers, phase=phase, focus=True)


EARLY = galley("early", date(2008, 12, 8), drug("IMGN901"))
TAUGHT = galley("taught", date(2012, 12, 10), drug("lorvotuzumab mertansine", "IMGN901"))
LATE = galley("late", date(2018, 9, 5), drug("lorvotuzumab mertansine"))


def test_an_alias_met_later_joins_the_earlier_release() -> None:
    catalogue = catalogue_of([EARLY, TAUGHT, LATE])
    assert list(catalogue.drugs) == ["lorvotuzumab-mertansine"]
    entry = catalogue.drugs["lorvotuzumab-mertansine"]
    assert entry.aliases == ("IMGN901",)
    assert [path.split("/")[-1] for path in entry.releases] == ["late.md", "taught.md", "early.md"]


def test_facts_of_every_release_carry_the_resolved_id() -> None:
    catalogue = catalogue_of([EARLY, TAUGHT])
    assert {d.slug for g in catalogue.releases for d in g.facts.drugs} == {"lorvotuzumab-mertansine"}
    early = next(g for g in catalogue.releases if g.release.slug == "early")
    assert early.facts.drugs[0].mentioned_as == ("IMGN901",)


@pytest.mark.parametrize("words", ["IMGN901", "imgn-901", "Lorvotuzumab Mertansine", "lorvotuzumab"])
def test_every_name_resolves(words: str) -> None:
    note = DrugNote(
        "content/drugs/lorvotuzumab-mertansine.md",
        "lorvotuzumab-mertansine",
        "lorvotuzumab mertansine",
        aliases=("lorvotuzumab",),
    )
    entry = catalogue_of([EARLY, TAUGHT], [note]).resolve("drug", words)
    assert entry is not None and entry.id == "lorvotuzumab-mertansine"


def test_the_order_of_files_changes_nothing() -> None:
    galleys = [
        EARLY,
        TAUGHT,
        LATE,
        galley("other", date(2015, 1, 1), drug("ABX-1", "Brandex"), conditions=("multiple myeloma", "NSCLC")),
        galley("a", date(2015, 1, 1), sponsor="Sage", trials=(trial("NORTH"), trial("SOUTH", "NCT1", key="t2"))),
        galley("b", date(2016, 1, 1), sponsor=Sponsor(name="Sage, Inc.", ticker="NYSE:S"), trials=(trial("NORTH"),)),
        galley(
            "c", date(2016, 1, 1), sponsor="Other", trials=(trial("NORTH", "NCT9"), trial("EAST", "NCT1", key="t2"))
        ),
    ]
    first = catalogue_of(galleys)
    for seed in range(5):
        shuffled = galleys[:]
        random.Random(seed).shuffle(shuffled)
        assert _plain(catalogue_of(shuffled)) == _plain(first)


def _plain(catalogue: Catalogue) -> object:
    orders = [list(catalogue.entries(kind)) for kind in KINDS]
    return catalogue, orders


def test_two_readings_that_conflict_are_told_and_never_merged() -> None:
    one = galley("one", date(2020, 1, 1), drug("alphamab", "AB-1"))
    two = galley("two", date(2021, 1, 1), drug("betamab", "AB-1"))
    catalogue = catalogue_of([one, two])
    assert set(catalogue.drugs) == {"alphamab", "betamab"}
    (conflict,) = catalogue.conflicts
    assert "AB-1" in conflict.what and len(conflict.sources) == 2


def test_an_editor_settles_a_conflict() -> None:
    one = galley("one", date(2020, 1, 1), drug("alphamab", "AB-1"))
    two = galley("two", date(2021, 1, 1), drug("betamab", "AB-1"))
    note = DrugNote("content/drugs/betamab.md", "betamab", "betamab", aliases=("AB-1",))
    catalogue = catalogue_of([one, two], [note])
    assert not catalogue.conflicts
    assert catalogue.resolve("drug", "AB-1") == catalogue.drugs["betamab"]


def test_a_code_and_a_brand_are_joined_without_a_nonproprietary_name() -> None:
    catalogue = catalogue_of(
        [
            galley("a", date(2020, 1, 1), drug("Brandex", "ABX-1")),
            galley("b", date(2021, 1, 1), drug("ABX-1", "Brandex")),
        ]
    )
    assert len(catalogue.drugs) == 1


def test_a_note_without_a_release_still_has_its_page() -> None:
    catalogue = catalogue_of([], [DrugNote("content/drugs/gammamab.md", "gammamab", "gammamab")])
    assert list(catalogue.drugs) == ["gammamab"]


def test_two_trials_with_one_name_stay_two() -> None:
    one = Trial(key="t1", name="NORTH", registry_ids=("NCT00000001",), phase="2", focus=True)
    two = Trial(key="t1", name="NORTH", registry_ids=("NCT00000002",), phase="3", focus=True)
    catalogue = catalogue_of(
        [galley("a", date(2020, 1, 1), trials=(one,)), galley("b", date(2021, 1, 1), sponsor="Other", trials=(two,))]
    )
    assert len(catalogue.trials) == 2


def test_a_trial_named_here_and_numbered_there_is_one() -> None:
    one = Trial(key="t1", name="NORTH", registry_ids=("NCT00000001",), phase="2", focus=True)
    two = Trial(key="t1", registry_ids=("NCT00000001",), focus=True)
    catalogue = catalogue_of(
        [galley("a", date(2020, 1, 1), trials=(one,)), galley("b", date(2021, 1, 1), trials=(two,))]
    )
    (trial,) = catalogue.trials.values()
    assert (trial.name, trial.phase, len(trial.releases)) == ("NORTH", "2", 2)


def test_a_meeting_is_a_series_and_a_year() -> None:
    release = Release("content/releases/a.md", "a", date(2012, 12, 10), "a", "a", "")
    facts = Facts(meetings=(Meeting(acronym="ASH", year=2012),))
    assert list(catalogue_of([Galley(release=release, facts=facts)]).meetings) == ["ash-2012"]


@pytest.mark.parametrize(
    ("namings", "name", "means"),
    [
        ([("alphamab", ("A-1",))], "A-1", "alphamab"),
        ([("alphamab", ("A-1",)), ("A-1", ("Brandex",))], "Brandex", "alphamab"),
        ([("alphamab", ("Brandex",)), ("alphamab", ("A-1", "Brandex"))], "brandex", "alphamab"),
        ([("alphamab", ("betamab",))], "betamab", "betamab"),
    ],
    ids=["code", "brand of a code", "said twice", "two nonproprietary names are two drugs"],
)
def test_names_follow_what_is_said(namings: list[tuple[str, tuple[str, ...]]], name: str, means: str) -> None:
    from topline.facts import fold

    names = join([Naming(n, a, "source") for n, a in namings])
    assert names.canonical[fold(name)] == means


# companies -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Acme Bio, Inc.", "Acme Bio"),
        ("Acme Bio Co., Ltd.", "Acme Bio"),
        ("Novo Nordisk A/S", "Novo Nordisk"),
        ("Merck KGaA", "Merck KGaA"),
        ("Genmab", "Genmab"),
        ("Inc", "Inc"),
    ],
)
def test_a_legal_form_is_no_part_of_a_name(name: str, plain: str) -> None:
    assert plain_company(name) == plain


@pytest.mark.parametrize(
    "quote",
    [
        "Seagen Inc. (Nasdaq: SGEN), formerly Seattle Genetics, today announced results.",
        "Seagen (formerly known as Seattle Genetics, Inc.) today announced results.",
    ],
)
def test_a_renamed_company_is_one_under_its_new_name(quote: str) -> None:
    old = galley("old", date(2019, 1, 1), drug("alphamab"), sponsor="Seattle Genetics")
    new = galley("new", date(2021, 1, 1), drug("alphamab"), sponsor=company(quote, "Seagen"))
    catalogue = catalogue_of([old, new])
    (entry,) = catalogue.companies.values()
    assert (entry.id, entry.aliases, len(entry.releases)) == ("seagen", ("Seattle Genetics",), 2)
    assert catalogue.resolve("company", "Seattle Genetics") == entry
    assert catalogue.drugs["alphamab"].companies == ("seagen",)


def test_a_company_that_says_it_changes_its_name_is_one() -> None:
    quote = "Seattle Genetics today announced that it has changed its name to Seagen Inc."
    catalogue = catalogue_of(
        [
            galley("old", date(2020, 10, 8), sponsor=company(quote, "Seattle Genetics")),
            galley("new", date(2021, 1, 1), sponsor="Seagen"),
        ]
    )
    assert list(catalogue.companies) == ["seagen"]


def test_one_former_name_of_two_companies_is_told_and_never_merged() -> None:
    one = galley("one", date(2020, 1, 1), sponsor=company("Alpha (formerly Old Bio) said", "Alpha"))
    two = galley("two", date(2021, 1, 1), sponsor=company("Beta (formerly Old Bio) said", "Beta"))
    catalogue = catalogue_of([one, two, galley("old", date(2010, 1, 1), sponsor="Old Bio")])
    assert set(catalogue.companies) == {"alpha", "beta", "old-bio"}
    (conflict,) = catalogue.conflicts
    assert "Old Bio" in conflict.what and len(conflict.sources) == 2


def test_a_short_name_joins_by_its_ticker_a_subsidiary_does_not() -> None:
    sponsors = [
        Sponsor(name="Sage", ticker="NASDAQ:SAGE"),
        Sponsor(name="Sage Therapeutics", ticker="NASDAQ:SAGE"),
        Sponsor(name="Roche", ticker="SIX:RO"),
        Sponsor(name="Genentech", ticker="SIX:RO"),
    ]
    catalogue = catalogue_of([galley(f"r{n}", date(2020, 1, n + 1), sponsor=s) for n, s in enumerate(sponsors)])
    assert set(catalogue.companies) == {"sage-therapeutics", "roche", "genentech"}
    assert catalogue.companies["genentech"].same_ticker == ("roche",)
    assert catalogue.resolve("company", "Sage") == catalogue.companies["sage-therapeutics"]


# conditions ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("multiple myeloma", ("haematological malignancies", "cancer")),
        ("type 2 diabetes", ("diabetes", "metabolic and hormonal diseases")),
        ("duodenal cancer", ("cancer",)),
        ("blood cancer", ("cancer",)),
        ("glumph syndrome", ()),
    ],
    ids=["in the table", "another area", "by its ending", "a synonym", "unknown"],
)
def test_a_disease_stands_under_its_groups(name: str, above: tuple[str, ...]) -> None:
    assert groups().above(name) == above


def test_every_group_ends_in_an_area_and_none_is_above_itself() -> None:
    table = groups()
    for name, under in table.under.items():
        assert not under or under in table.under, name
        above = table.above(name)
        assert name not in above
        assert not above or table.under[above[-1]] == ""


def test_groups_have_a_page_with_what_stands_under_them() -> None:
    catalogue = catalogue_of([galley("a", date(2020, 1, 1), drug("alphamab"), conditions=("multiple myeloma",))])
    assert set(catalogue.conditions) == {"multiple-myeloma", "haematological-malignancies", "cancer"}
    assert catalogue.conditions["cancer"].below == ("haematological-malignancies",)
    assert catalogue.conditions["cancer"].releases == ()
    assert catalogue.conditions["multiple-myeloma"].above == ("haematological-malignancies", "cancer")


def test_two_names_of_a_disease_are_one_page() -> None:
    catalogue = catalogue_of(
        [
            galley("a", date(2020, 1, 1), conditions=("blood cancer",)),
            galley("b", date(2021, 1, 1), conditions=("hematologic malignancies",)),
        ]
    )
    entry = catalogue.conditions["haematological-malignancies"]
    assert len(entry.releases) == 2
    assert {c.slug for g in catalogue.releases for c in g.facts.conditions} == {entry.id}
    assert catalogue.resolve("condition", "Blood cancer") == entry


# trials ----------------------------------------------------------------------------------------------


def trials_of(*galleys: Galley) -> list[tuple[str, int]]:
    return sorted((entry.id, len(entry.releases)) for entry in catalogue_of(galleys).trials.values())


def test_partners_that_tell_of_one_trial_share_its_page_by_its_drug() -> None:
    """ImmunoGen gives EMILIA's number, Genentech only its name: one drug, one trial."""
    one = galley("one", date(2012, 6, 4), drug("alphamab"), sponsor="ImmunoGen", trials=(trial("EMILIA", "NCT1"),))
    two = galley("two", date(2013, 2, 22), drug("alphamab"), sponsor="Genentech", trials=(trial("EMILIA"),))
    assert trials_of(one, two) == [("emilia", 2)]


def test_a_name_that_two_sponsors_use_is_two_trials_and_the_older_keeps_its_address() -> None:
    one = galley("one", date(2012, 1, 1), drug("alphamab"), sponsor="Alpha", trials=(trial("NORTH"),))
    two = galley("two", date(2020, 1, 1), drug("betamab"), sponsor="Beta", trials=(trial("NORTH"),))
    assert trials_of(one) == [("north", 1)]
    assert trials_of(one, two) == [("north", 1), ("north-beta", 1)]
    assert catalogue_of([one, two]).conflicts == ()


def test_a_plus_sign_makes_another_trial() -> None:
    one = galley("one", date(2025, 1, 1), trials=(trial("evoke"), trial("evoke+", key="t2")))
    catalogue = catalogue_of([one])
    assert list(catalogue.trials) == ["evoke", "evoke-plus"]
    assert catalogue.homes == {(one.release.path, "t1"): "evoke", (one.release.path, "t2"): "evoke-plus"}
    assert getattr(catalogue.resolve("trial", "evoke+"), "id", "") == "evoke-plus"


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (trial("SOLO 1", "NCT1"), trial("LIBERTY AD SOLO 1", "NCT1"), 1),
        (trial("SUSTAIN 6"), trial("SUSTAIN-6"), 1),
        (trial("SOLO 1"), trial("SOLO 2"), 2),
        (trial("NORTH", "NCT1"), trial("NORTH", "2010-012345-11"), 1),
    ],
    ids=["a longer name with one number", "a hyphen", "two numbers in two names", "two registries"],
)
def test_names_and_numbers_that_agree_are_one_trial(one: Trial, two: Trial, expected: int) -> None:
    assert (
        len(trials_of(galley("a", date(2020, 1, 1), trials=(one,)), galley("b", date(2021, 1, 1), trials=(two,))))
        == expected
    )


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        (trial("NORTH", "NCT1"), trial("NORTH", "NCT2"), "NORTH stands for NCT1 and NCT2"),
        (trial("NORTH", "NCT1"), trial("SOUTH", "NCT1"), "NCT1 is given to NORTH and to SOUTH"),
    ],
    ids=["one name, two numbers", "one number, two names"],
)
def test_readings_of_a_trial_that_conflict_are_told_with_both_sources(one: Trial, two: Trial, told: str) -> None:
    a, b = galley("a", date(2020, 1, 1), trials=(one,)), galley("b", date(2021, 1, 1), trials=(two,))
    catalogue = catalogue_of([a, b])
    assert len(catalogue.trials) == 2
    (conflict,) = catalogue.conflicts
    assert told in conflict.what and conflict.sources == (a.release.path, b.release.path)


def test_a_nameless_mention_that_fits_two_trials_joins_neither() -> None:
    releases = [
        galley("a", date(2019, 1, 1), trials=(trial("NORTH", "NCT1"), trial("NORTH", "NCT2", key="t2"))),
        galley("b", date(2020, 1, 1), trials=(trial("NORTH"),)),
    ]
    catalogue = catalogue_of(releases)
    assert len(catalogue.trials) == 3
    assert any("NCT1 and NCT2" in conflict.what for conflict in catalogue.conflicts)


def test_a_withdrawn_release_leaves_every_entry() -> None:
    gone = galley("gone", date(2020, 1, 1), drug("alphamab"), trials=(trial("NORTH", "NCT1"),), conditions=("asthma",))
    notice = Release(
        gone.release.path,
        "gone",
        gone.release.date,
        "gone",
        "gone",
        "",
        withdrawn=Withdrawn(date(2021, 1, 1), "Wrong."),
    )
    catalogue = catalogue_of([Galley(release=notice, facts=Facts())])
    assert [dict(catalogue.entries(kind)) for kind in KINDS] == [{}] * 5
