"""RSS 2.0, Atom 1.0 and JSON Feed 1.1 of a list of releases, with full text and absolute links.

An entry's id is a tag URI (RFC 4151) made of the site's domain, the release's id and its first date: it
survives a corrected title, a new slug and a new host path.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape
from io import StringIO
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec
from feedgenerator import Atom1Feed, Rss201rev2Feed, Stylesheet

from topline.facts import Facts, Release
from topline.facts.wire import record_of
from topline.render.site import Site

_LINK = re.compile(r'\b(href|src)="([^"]*)"')
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One release in a feed: its page's address, its resolved body and its facts."""

    release: Release
    facts: Facts
    summary: str
    html: str


class _Rss(Rss201rev2Feed):
    """RSS 2.0 with the full text in ``content:encoded``."""

    def rss_attributes(self) -> dict[str, str]:
        attributes: dict[str, str] = super().rss_attributes()
        return {**attributes, "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])

    def latest_post_date(self) -> datetime:
        return _latest(self.items)


class _Atom(Atom1Feed):
    """Atom 1.0 with a style sheet, whose ``updated`` is that of its newest entry, never the clock's."""

    def write(self, outfile: Any, encoding: str) -> None:
        text = StringIO()
        super().write(text, encoding)
        declaration, _, rest = text.getvalue().partition("\n")
        sheets = "".join(f"<?xml-stylesheet {sheet}?>\n" for sheet in self.feed["stylesheets"] or ())
        outfile.write(f"{declaration}\n{sheets}{rest}")

    def latest_post_date(self) -> datetime:
        return _latest(self.items)


def feeds_of(site: Site, title: str, address: str, entries: Sequence[FeedEntry]) -> dict[str, bytes]:
    """The three feeds of some releases: path below the root → bytes. ``address`` is their folder."""
    return {
        f"{address}feed.rss": _xml(_Rss, site, title, address, "feed.rss", entries),
        f"{address}feed.atom": _xml(_Atom, site, title, address, "feed.atom", entries),
        f"{address}feed.json": _json(site, title, address, entries),
    }


def entry_id(site: Site, release: Release) -> str:
    """The tag URI of a release: ``tag:example.org,2012-12-10:imgn901-ash``."""
    return f"tag:{urlsplit(site.url).hostname or 'localhost'},{release.day}:{release.id}"


def published_at(release: Release) -> datetime:
    """When it was announced; a date without a time counts from 00:00 UTC."""
    return _moment(release.date)


def updated_at(release: Release) -> datetime:
    """When it last changed in substance: its last major update or its withdrawal, else its announcement."""
    moments = [_moment(update.date) for update in release.updates if update.major]
    if release.withdrawn:
        moments.append(_moment(release.withdrawn.date))
    return max([published_at(release), *moments])


def _moment(value: date | datetime | None) -> datetime:
    if value is None:
        raise ValueError("a release in a feed needs a date")
    return value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)


def _latest(items: Sequence[dict[str, Any]]) -> datetime:
    return max((item["updateddate"] for item in items), default=_EPOCH)


def _xml(make: type[Any], site: Site, title: str, address: str, name: str, entries: Sequence[FeedEntry]) -> bytes:
    feed = make(
        title=_clean(title),
        link=site.full(address),
        description=_clean(site.tagline or title),
        language=site.language,
        feed_url=site.full(address + name),
        feed_copyright=_clean(site.rights) or None,
        feed_guid=site.full(address + name),
        stylesheets=[Stylesheet(site.path(site.feed_css), media=None)] if site.feed_css else None,
    )
    for entry in entries:
        release = entry.release
        feed.add_item(
            title=_clean(release.title),
            link=site.full(release.address),
            description=escape(_clean(entry.summary)),
            content=_clean(absolute(entry.html, site, release.address)),
            author_name=_clean(release.company) or _sponsor(entry.facts) or site.name,
            pubdate=published_at(release),
            updateddate=updated_at(release),
            unique_id=entry_id(site, release),
            unique_id_is_permalink=False,
            categories=sorted({_clean(topic) for topic in release.topics}),
        )
    out = StringIO()
    feed.write(out, "utf-8")
    return out.getvalue().encode()


def _json(site: Site, title: str, address: str, entries: Sequence[FeedEntry]) -> bytes:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "description": site.tagline or title,
        "home_page_url": site.full(address),
        "feed_url": site.full(f"{address}feed.json"),
        "language": site.language,
        "items": [_json_item(site, entry) for entry in entries],
    }
    return _ENCODER.encode(feed) + b"\n"


def _json_item(site: Site, entry: FeedEntry) -> dict[str, Any]:
    release = entry.release
    item = {
        "id": entry_id(site, release),
        "url": site.full(release.address),
        "external_url": release.source if release.source.startswith("http") else None,
        "title": release.title,
        "summary": entry.summary,
        "content_html": absolute(entry.html, site, release.address),
        "date_published": published_at(release).isoformat(),
        "date_modified": updated_at(release).isoformat(),
        "authors": [{"name": release.company or _sponsor(entry.facts) or site.name}],
        "tags": sorted(set(release.topics)) or None,
        "language": release.lang,
        "_topline": {"facts": record_of(entry.facts)},
    }
    return {key: value for key, value in item.items() if value is not None}


def _sponsor(facts: Facts) -> str:
    return facts.sponsors[0].name if facts.sponsors else ""


def absolute(html: str, site: Site, address: str) -> str:
    """The same HTML with every link and image as a whole URL."""
    base = site.full(address)
    return _LINK.sub(lambda m: f'{m.group(1)}="{urljoin(base, m.group(2))}"', html)


def _clean(text: str) -> str:
    """Text without the characters that XML 1.0 forbids."""
    return _NOT_XML.sub("", text)
