"""The front page, the years, the newsroom's own pages, and redirects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from topline.mark import Galley
from topline.render import wording
from topline.render.library import Library
from topline.render.views_release import month_of
from topline.render.views_shared import Group, Head, Item, Link, item_of

LATEST = 60
WITH_DECK = 8
IN_THE_NEWS = 12


@dataclass(frozen=True, slots=True)
class FrontView:
    """The front page: the latest releases by month, the years before, and the ways in."""

    head: Head
    months: tuple[Group, ...]
    years: tuple[Link, ...]
    drugs: tuple[Link, ...]
    ways: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """All releases of one year by month, and the other years."""

    head: Head
    year: str
    count: str
    months: tuple[Group, ...]
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """A page of the newsroom itself, or the one that stands for a missing page."""

    head: Head
    title: str
    summary: str
    html: str


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A former or other address: where it leads."""

    head: Head
    target: str
    canonical: str
    title: str


def front_view(library: Library) -> FrontView:
    """The front page."""
    site, catalogue = library.site, library.catalogue
    latest = catalogue.releases[:LATEST]
    ways = (
        ("Drugs", "drugs/", len(catalogue.drugs)),
        ("Conditions", "conditions/", len(catalogue.conditions)),
        ("Companies", "companies/", len(catalogue.companies)),
        ("Trials", "trials/", len(catalogue.trials)),
        ("Meetings", "meetings/", len(catalogue.meetings)),
    )
    return FrontView(
        head=Head("", site.tagline, ""),
        months=months_of(latest, library, WITH_DECK),
        years=year_links(library),
        drugs=tuple(_in_the_news(library)),
        ways=tuple(Link(title, site.path(address), wording.number(count)) for title, address, count in ways if count),
    )


def _in_the_news(library: Library) -> Iterable[Link]:
    """The drugs that most releases are about, in the order of their names."""
    drugs = [drug for drug in library.catalogue.drugs.values() if drug.about]
    most = sorted(drugs, key=lambda drug: (-len(drug.about), drug.name))[:IN_THE_NEWS]
    for drug in sorted(most, key=lambda drug: drug.name.casefold()):
        yield Link(drug.name, library.link(drug), wording.phase(drug.highest_phase))


def year_view(year: int, galleys: list[Galley], library: Library) -> YearView:
    """The page of one year."""
    count = wording.counted(len(galleys), "release")
    return YearView(
        head=Head(f"Releases of {year}", f"{count} of {year}, newest first.", f"{year}/"),
        year=str(year),
        count=count,
        months=months_of(galleys, library),
        years=year_links(library),
    )


def year_links(library: Library) -> tuple[Link, ...]:
    """All years that have releases, newest first, with their numbers."""
    counts: dict[int, int] = {}
    for galley in library.catalogue.releases:
        if galley.release.day:
            counts[galley.release.day.year] = counts.get(galley.release.day.year, 0) + 1
    years = sorted(counts, reverse=True)
    return tuple(Link(str(year), library.site.path(f"{year}/"), wording.number(counts[year])) for year in years)


def months_of(galleys: Iterable[Galley], library: Library, decks: int = 0) -> tuple[Group, ...]:
    """Releases under the name of their month; the first ``decks`` of them with their deck."""
    shown: list[tuple[str, Item]] = []
    for place, galley in enumerate(galleys):
        shown.append((month_of(galley), item_of(galley, library, deck=place < decks)))
    return tuple(
        Group(title, title.lower().replace(" ", "-"), tuple(item for _, item in items))
        for title, items in groupby(shown, key=lambda pair: pair[0])
    )


def missing_view() -> TextView:
    """What stands where no page is."""
    html = "<p>There is no page at this address. It may have been mistyped, or it never was published.</p>"
    return TextView(Head("Page not found", "There is no page at this address.", "404.html"), "Page not found", "", html)


def redirect_view(address: str, target: str, title: str, library: Library) -> RedirectView:
    """A page that leads on to ``target``."""
    head = Head(title, f"This page has moved: {title}", address)
    return RedirectView(head, library.site.path(target), library.site.full(target), title)
