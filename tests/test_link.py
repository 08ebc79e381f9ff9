"""The Catalogue: one drug from its many names, whatever the order in which releases arrive."""

from __future__ import annotations

import random
from datetime import date

import pytest

from topline.facts import Drug, DrugNote, Facts, Meeting, Release, Sponsor, Trial, slug_of
from topline.link import Catalogue, catalogue_of
from topline.link.names import Naming, join
from topline.mark import Galley


def drug(name: str, *aliases: str, role: str = "investigational") -> Drug:
    return Drug(name=name, slug=slug_of(name), mentioned_as=aliases, role=role)


def galley(name: str, day: date, *drugs: Drug, sponsor: str = "Acme", trials: tuple[Trial, ...] = ()) -> Galley:
    release = Release(f"content/releases/{name}.md", name, day, name, name, "")
    facts = Facts(sponsors=(Sponsor(name=sponsor),), drugs=drugs, trials=trials)
    return Galley(release=release, facts=facts)


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
    galleys = [EARLY, TAUGHT, LATE, galley("other", date(2015, 1, 1), drug("ABX-1", "Brandex"))]
    first = catalogue_of(galleys)
    for seed in range(5):
        shuffled = galleys[:]
        random.Random(seed).shuffle(shuffled)
        assert _plain(catalogue_of(shuffled)) == _plain(first)


def _plain(catalogue: Catalogue) -> object:
    return catalogue.releases, catalogue.drugs, list(catalogue.drugs), catalogue.companies, catalogue.names


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
