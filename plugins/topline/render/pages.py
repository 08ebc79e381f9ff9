"""Every HTML page of the site: its address, its template and its view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from topline.facts import Page, slug_of
from topline.link.catalogue import FOLDERS, KINDS, WITH_FEEDS, Catalogue, DrugEntry, Entry, TrialEntry
from topline.mark import Galley
from topline.read import html_of
from topline.render.body import with_table_regions
from topline.render.jsonld import entry_node, release_node, script_of
from topline.render.library import Library
from topline.render.names import resolved
from topline.render.site import Site
from topline.render.views_drug import drug_view
from topline.render.views_entity import entity_view
from topline.render.views_index import index_view
from topline.render.views_release import release_view
from topline.render.views_shared import Head
from topline.render.views_site import TextView, front_view, missing_view, redirect_view, year_view


@dataclass(frozen=True, slots=True)
class Rendering:
    """One page: ``address`` below the root (``""`` is the front, a folder ends in ``/``), template and view.

    ``source`` is the file that the page was made from, or words for what it was made from: who is to blame
    where two pages want one address.
    """

    address: str
    template: str
    view: object
    source: str


def pages_of(catalogue: Catalogue, pages: tuple[Page, ...], site: Site) -> Iterator[Rendering]:
    """All pages, redirects last; a redirect gives way to a page, and to another redirect before it."""
    library = Library.of(catalogue, site)
    taken = set()
    for rendering in _real(library, pages):
        taken.add(rendering.address)
        yield rendering
    for address, target, title, source in _redirects(catalogue):
        if address not in taken:
            taken.add(address)
            yield Rendering(address, "redirect.html", redirect_view(address, target, title, library), source)


def _real(library: Library, pages: tuple[Page, ...]) -> Iterator[Rendering]:
    yield Rendering("", "index.html", front_view(library), "the front page")
    for galley in library.catalogue.releases:
        view = release_view(galley, library)
        node = script_of(release_node(galley, library.catalogue, library.site))
        view = replace(view, head=replace(view.head, node=node))
        yield Rendering(galley.release.address, "release.html", view, galley.release.path)
    for year, galleys in _years(library.catalogue.releases).items():
        yield Rendering(f"{year}/", "year.html", year_view(year, galleys, library), f"the releases of {year}")
    for kind in KINDS:
        yield Rendering(f"{FOLDERS[kind]}/", "entries.html", index_view(kind, library), f"the index of {FOLDERS[kind]}")
        for entry in library.catalogue.entries(kind).values():
            yield _entry_page(entry, library)
    for page in pages:
        yield Rendering(f"{page.slug}/", "page.html", _text_view(page, library), page.path)
    yield Rendering("404.html", "page.html", missing_view(), "the page for missing pages")


def _entry_page(entry: Entry, library: Library) -> Rendering:
    node = entry_node(entry, library.catalogue, library.site)
    own = {
        "node": script_of(node) if node else "",
        "feeds": entry.address if entry.releases and entry.kind in WITH_FEEDS else "",
        "data": entry.address,
    }
    if isinstance(entry, DrugEntry):
        source = entry.note.path if entry.note else f"the drug {entry.name}"
        drug = drug_view(entry, library)
        return Rendering(entry.address, "drug.html", replace(drug, head=replace(drug.head, **own)), source)
    view = entity_view(entry, library)
    view = replace(view, head=replace(view.head, **own))
    return Rendering(entry.address, "entity.html", view, f"the {entry.kind} {entry.name}")


def _text_view(page: Page, library: Library) -> TextView:
    html = resolved(with_table_regions(html_of(page.body, page.path, page.body_line)), library.catalogue, library.site)
    return TextView(Head(page.title, page.summary, f"{page.slug}/"), page.title, page.summary, html)


def _years(releases: Iterable[Galley]) -> dict[int, list[Galley]]:
    years: dict[int, list[Galley]] = {}
    for galley in releases:
        if galley.release.day:
            years.setdefault(galley.release.day.year, []).append(galley)
    return years


def _redirects(catalogue: Catalogue) -> Iterator[tuple[str, str, str, str]]:
    """Former addresses of releases, then other names of entities that only one entity goes by."""
    for galley in catalogue.releases:
        release = galley.release
        for alias in release.aliases:
            path = alias.strip("/")
            address = f"{path}/" if "/" in path else f"{release.day.year}/{path}/" if release.day else ""
            if address:
                yield address, release.address, release.title, release.path
    for kind in KINDS:
        owners: dict[str, dict[str, Entry]] = {}
        for entry in catalogue.entries(kind).values():
            for name in (*entry.aliases, *(entry.registry_ids if isinstance(entry, TrialEntry) else ())):
                owners.setdefault(slug_of(name), {})[entry.id] = entry
        for slug, entries in owners.items():
            if slug and len(entries) == 1:
                (entry,) = entries.values()
                yield f"{FOLDERS[kind]}/{slug}/", entry.address, entry.name, f"a name of {entry.name}"
