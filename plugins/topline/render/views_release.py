"""The page of one release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from topline.facts import Release
from topline.mark import Galley
from topline.render import wording
from topline.render.body import parted, with_table_regions
from topline.render.glance import Glance, glance_of
from topline.render.library import Library
from topline.render.names import resolved
from topline.render.outcomes import Outcome
from topline.render.site import Site
from topline.render.told import Later, changes_beside, later_of
from topline.render.views_shared import Head, Link, Moment, chips_of, deck_of, kind_of, moment, source_link

KEY_ROWS = 3


@dataclass(frozen=True, slots=True)
class Note:
    """A correction, an update or a withdrawal: a word for it, when, and what the editor says."""

    word: str
    date: Moment
    text: str


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """Everything that a release page shows, from top to bottom."""

    head: Head
    kicker: tuple[Link, ...]
    title: str
    title_anchor: str
    deck: str
    company: Link
    source: Link
    wire: str
    date: Moment
    updated: Moment
    report: str
    chips: tuple[Link, ...]
    notes: tuple[Note, ...]
    withdrawn: Note | None
    later: tuple[Later, ...]
    key: tuple[Outcome, ...]
    lead: str
    rest: str
    glance: Glance | None
    data: str
    rights: str


def release_view(galley: Galley, library: Library) -> ReleaseView:
    """The view of a release. A withdrawn one keeps its headline and the notice, nothing else."""
    release, site = galley.release, library.site
    gone = release.withdrawn
    lead, rest = ("", "") if gone else _text(galley, library)
    glance = None if gone else glance_of(galley, changes_beside(galley, library), library.site.to_check)
    deck = "" if gone else deck_of(galley)
    return ReleaseView(
        head=Head(release.title, deck, release.address, "article", release.lang),
        kicker=() if gone else _kicker(galley, library),
        title=release.title,
        title_anchor=galley.headline_anchor or "",
        deck=deck,
        company=_company(galley, library),
        source=_source(release),
        wire=release.wire,
        date=moment(release.day),
        updated=moment(max((_day(u.date) for u in release.updates), default=None)),
        report=_report(release, site),
        chips=() if gone else chips_of(galley, library),
        notes=tuple(Note("Correction" if u.major else "Update", moment(u.date), u.note) for u in release.updates),
        withdrawn=Note("Withdrawn", moment(gone.date), gone.note) if gone else None,
        later=() if gone else later_of(galley, library),
        key=_key(glance, {trial.key for trial in galley.facts.trials if not trial.focus}),
        lead=lead,
        rest=rest,
        glance=glance,
        data="" if gone else site.path(f"{release.address}facts.json"),
        rights=release.rights,
    )


def _text(galley: Galley, library: Library) -> tuple[str, str]:
    html = resolved(galley.html, library.catalogue, library.site)
    return parted(with_table_regions(html))


def _kicker(galley: Galley, library: Library) -> tuple[Link, ...]:
    kind = kind_of(galley)
    links = [Link(kind)] if kind else []
    for meeting in galley.facts.meetings[:1]:
        name = f"{meeting.acronym} {meeting.year}" if meeting.year else meeting.acronym
        entry = library.catalogue.resolve("meeting", name)
        links.append(Link(name, library.link(entry) if entry else ""))
    return tuple(links)


def _company(galley: Galley, library: Library) -> Link:
    """Who issued it: the editor's word, else the first sponsor; a link where that company has a page."""
    sponsors = galley.facts.sponsors
    name = galley.release.company or (sponsors[0].name if sponsors else "")
    entry = library.catalogue.resolve("company", name) if name else None
    return Link(name, library.link(entry) if entry else "")


def _source(release: Release) -> Link:
    """Where the release was read; its date is not said twice: "ImmunoGen, 10 December 2012" of that day is "ImmunoGen"."""
    link = source_link(release.source)
    return link if link.href else Link(link.text.removesuffix(f", {moment(release.day).words}"))


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _report(release: Release, site: Site) -> str:
    """Where an error is reported: a mail that names the page, or the newsroom's own address."""
    if "@" not in site.contact or "://" in site.contact:
        return site.contact
    subject, body = quote(f"Error: {release.title}"), quote(site.full(release.address))
    return f"mailto:{site.contact}?subject={subject}&body={body}"


def _key(glance: Glance | None, others: set[str]) -> tuple[Outcome, ...]:
    """The first outcomes with something to show, for the card that small screens see before the text.

    Those of ``others``, the trials that the news is not about, are none of them.
    """
    shown = glance.outcomes if glance else ()
    return tuple(o for o in shown if (o.value or o.ratio or o.verdict) and o.trial not in others)[:KEY_ROWS]


def month_of(galley: Galley) -> str:
    """The month of a release as a heading: ``December 2012``."""
    return wording.month(galley.release.day) if galley.release.day else ""
