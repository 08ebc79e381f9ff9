"""Everything that leaves the house beside pages: feeds, facts records, data files, the list of all feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from topline.facts.wire import to_json
from topline.link.catalogue import FOLDERS, KINDS, WITH_FEEDS, Catalogue, DrugEntry, Entry
from topline.link.promises import calendar_entries
from topline.mark import Galley
from topline.publish.calendar import calendar_of
from topline.publish.data import TABLES, csv_of, dated, entity_data, json_of, rows_of, site_data
from topline.publish.feeds import FeedEntry, feeds_of
from topline.publish.parquet import is_available, parquet_of
from topline.render.names import resolved
from topline.render.site import Site

# The addresses of the feeds of a kind of release: `feeds/<kind>/feed.rss`.
KIND_FOLDER = "feeds"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A file beside the pages, and the content file or words for what it was made from."""

    address: str
    data: bytes
    source: str


@dataclass(frozen=True, slots=True)
class _Feed:
    """One feed to be: its folder, its title and its releases, newest first."""

    folder: str
    title: str
    releases: tuple[Galley, ...]


def outlets_of(catalogue: Catalogue, site: Site, length: int) -> Iterator[Outlet]:
    """All files beside the pages. ``length`` is the number of entries that a feed holds at most."""
    for galley in catalogue.releases:
        if not galley.release.withdrawn:
            address = f"{galley.release.address}facts.json"
            yield Outlet(address, to_json(dated(galley, site)) + b"\n", galley.release.path)
    feeds = list(_feeds(catalogue, site))
    entries = {g.release.path: _entry(g, catalogue, site) for g in catalogue.releases}
    for feed in feeds:
        newest = [entries[galley.release.path] for galley in feed.releases[:length]]
        for address, data in feeds_of(site, feed.title, feed.folder, newest).items():
            yield Outlet(address, data, f"the feed {feed.title}")
    yield Outlet("feeds.opml", _opml(feeds, site), "the list of feeds")
    yield from _entity_files(catalogue, site)
    addresses = {galley.release.path: galley.release.address for galley in catalogue.releases}
    yield Outlet("calendar.ics", calendar_of(calendar_entries(catalogue), addresses, site), "the calendar")
    if is_available():
        yield from _parquet(catalogue, site)
    for address, data in site_data(catalogue.releases, site).items():
        yield Outlet(address, data, "the data of the site")


def _feeds(catalogue: Catalogue, site: Site) -> Iterator[_Feed]:
    """The site's feed, one of corrections, one a kind of release and one an entity that has news."""
    by_path = {galley.release.path: galley for galley in catalogue.releases}
    yield _Feed("", site.name, catalogue.releases)
    corrected = tuple(g for g in catalogue.releases if g.release.updates or g.release.withdrawn)
    yield _Feed("corrections/", f"{site.name}: corrections", corrected)
    kinds: dict[str, list[Galley]] = {}
    for galley in catalogue.releases:
        if galley.facts.kind:
            kinds.setdefault(galley.facts.kind, []).append(galley)
    for kind, galleys in sorted(kinds.items()):
        yield _Feed(f"{KIND_FOLDER}/{kind}/", f"{site.name}: {kind}", tuple(galleys))
    for kind in WITH_FEEDS:
        for entry in catalogue.entries(kind).values():
            if releases := tuple(by_path[path] for path in _news_of(entry) if path in by_path):
                yield _Feed(entry.address, f"{site.name}: {entry.name}", releases)


def _news_of(entry: Entry) -> tuple[str, ...]:
    """The releases that a feed of an entity holds: for a drug those that are about it, if there are any."""
    return entry.about or entry.releases if isinstance(entry, DrugEntry) else entry.releases


def _entry(galley: Galley, catalogue: Catalogue, site: Site) -> FeedEntry:
    release = galley.release
    if release.withdrawn:
        notice = f"Withdrawn: {release.withdrawn.note}"
        return FeedEntry(release, dated(galley, site), notice, f"<p>{escape(notice)}</p>")
    summary = release.summary or galley.lead_summary
    return FeedEntry(release, dated(galley, site), summary, resolved(galley.html, catalogue, site))


def _entity_files(catalogue: Catalogue, site: Site) -> Iterator[Outlet]:
    """``data.json`` and ``results.csv`` beside each entity."""
    by_path = {galley.release.path: galley for galley in catalogue.releases}
    for kind in KINDS:
        for entry in catalogue.entries(kind).values():
            galleys = [by_path[path] for path in entry.releases if path in by_path]
            data = json_of(entity_data(entry.name, kind, entry.id, galleys, site))
            source = f"the {kind} {entry.name}"
            yield Outlet(f"{entry.address}data.json", data, source)
            rows = rows_of(_stating(kind, entry, galleys), "results", site)
            yield Outlet(f"{entry.address}results.csv", csv_of(rows, "results"), source)


def _parquet(catalogue: Catalogue, site: Site) -> Iterator[Outlet]:
    """Each table of the site as Parquet."""
    published = [galley for galley in catalogue.releases if not galley.release.withdrawn]
    for table in TABLES:
        data = parquet_of(rows_of(published, table, site), table)
        yield Outlet(f"data/{table}.parquet", data, "the data of the site")


def _stating(kind: str, entry: Entry, galleys: Sequence[Galley]) -> list[Galley]:
    """The releases whose results are this entity's: for a drug those that are about it, for a disease those in it."""
    if isinstance(entry, DrugEntry):
        return [galley for galley in galleys if galley.release.path in entry.about]
    if kind == "condition":
        return [g for g in galleys if any(c.focus and c.slug == entry.id for c in g.facts.conditions)]
    return list(galleys)


def _opml(feeds: Sequence[_Feed], site: Site) -> bytes:
    """All feeds as OPML 2.0, for a reader to take in at once."""
    folders = {FOLDERS[kind]: kind for kind in WITH_FEEDS}
    groups: dict[str, list[_Feed]] = {}
    for feed in feeds:
        groups.setdefault(feed.folder.split("/")[0] if feed.folder.split("/")[0] in folders else "", []).append(feed)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<opml version="2.0">',
        f"<head><title>{escape(site.name)}</title></head>",
        "<body>",
    ]
    for group, members in groups.items():
        outlines = [
            f'<outline type="rss" text="{escape(feed.title)}" xmlUrl="{escape(site.full(feed.folder + "feed.rss"))}"'
            f' htmlUrl="{escape(site.full(feed.folder if group or not feed.folder else ""))}"/>'
            for feed in members
        ]
        lines += [f'<outline text="{group}">', *outlines, "</outline>"] if group else outlines
    return "\n".join([*lines, "</body>", "</opml>", ""]).encode()
