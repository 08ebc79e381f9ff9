"""One file → one galley: everything that pages need of a release, as plain data. Pure, so it runs anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from lxml.html import HtmlElement

from topline.extract import Reading, facts_of, reading_of
from topline.facts import Facts, Problem, Prose, Refused, Release
from topline.mark.anchors import places_of, with_anchors
from topline.mark.editor import edited
from topline.mark.fold import with_folds
from topline.mark.lead import lead_of
from topline.mark.names import with_names
from topline.read import (
    Link,
    Unreadable,
    block_elements,
    html_from,
    lenient_of,
    links_of,
    prose_of,
    prose_of_text,
    release_of,
    text_of,
    tree_of,
)

_TEXT_FILES = (".txt", ".text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Galley:
    """A release with its facts and its marked text.

    ``release`` is the front matter; its ``body`` is left out, ``html`` is what became of it. In ``facts``, ``path``,
    ``title`` and ``date`` are set and ``url`` is not known yet. ``html`` has the anchors of the facts, the names'
    placeholders (see ``topline.mark.names``) and the folds. ``headline_anchor`` is the id that the page's h1 takes
    where a fact quotes the headline, else ``""``. ``lead_summary`` is the sentence that carries the news.
    ``links`` are the files and releases that the text links to. A withdrawn release has no text, facts or links.
    """

    release: Release
    facts: Facts
    html: str = ""
    headline_anchor: str = ""
    lead_summary: str = ""
    words: int = 0
    links: tuple[Link, ...] = ()


def galley_of(path: str, data: bytes, now: datetime) -> Galley:
    """The galley of a release's file. ``path`` is relative to the project, ``now`` tells what is in the future.

    Raises ``Refused`` with every problem of front matter, links and the editor's facts.
    """
    release = release_of(path, data, now)
    if release.withdrawn:
        notice = replace(release, body="", summary="", facts=())
        return Galley(release=notice, facts=_named(Facts(), notice))
    if not release.body.strip():
        fix = "write it below the front matter, or keep the file back with status: draft"
        raise Refused([Problem(path, release.body_line, "", "the release has no text", fix)])
    tree = _tree(release)
    prose = _prose(release, tree)
    reading = reading_of(prose, release.day.year if release.day else None)
    facts, problems = edited(facts_of(reading), release, reading)
    links, broken = links_of(release.path, tree, release.body, release.body_line)
    if problems or broken:
        raise Refused([*problems, *broken])
    return _marked(release, tree, reading, _named(facts, release), links)


def facts_of_file(path: str, data: bytes) -> Facts:
    """The facts of a Markdown or plain text file, with or without front matter; no site is needed.

    Raises ``Refused`` where the file is no text.
    """
    return read_file(path, data)[1]


def read_file(path: str, data: bytes) -> tuple[Reading, Facts]:
    """The sentences of a file, and the facts that they state: as ``facts_of_file``."""
    if path.lower().endswith(_TEXT_FILES):
        text = text_of(path, data, lenient=True)
        if not text.strip():
            raise Refused([Problem(path, 1, "title", "the file is empty", "write the release")])
        prose = prose_of_text(text)
        reading = reading_of(prose)
        return reading, replace(facts_of(reading), path=path, title=prose.blocks[0].text)
    release = lenient_of(path, data)
    reading = reading_of(_prose(release, _tree(release)), release.day.year if release.day else None)
    return reading, _named(facts_of(reading), release)


def _tree(release: Release) -> HtmlElement:
    try:
        return tree_of(release.body)
    except Unreadable as error:
        raise Refused([Problem(release.path, release.body_line, "", str(error), "write it flat")]) from None


def _prose(release: Release, tree: HtmlElement) -> Prose:
    return prose_of(release.title, tree, release.body, release.body_line)


def _named(facts: Facts, release: Release) -> Facts:
    day = release.day
    return replace(facts, path=release.path, title=release.title, date=day.isoformat() if day else None)


def _marked(release: Release, tree: HtmlElement, reading: Reading, facts: Facts, links: tuple[Link, ...]) -> Galley:
    found = list(block_elements(tree))
    elements = [element for element, _ in found]
    zones: dict[int, str] = {}
    for sentence in reading.sentences:
        number = reading.blocks[sentence.block].element
        if number is not None:
            zones.setdefault(number, sentence.zone)
    places = places_of(reading, facts)
    with_anchors(elements, places)
    with_names([(element, kind, zones.get(number, "")) for number, (element, kind) in enumerate(found)], facts)
    with_folds(tree, {elements[number]: zone for number, zone in zones.items()})
    return Galley(
        release=replace(release, body=""),
        facts=facts,
        html=html_from(tree),
        headline_anchor=places.headline,
        lead_summary=lead_of(reading, facts),
        words=sum(len(re.findall(r"\w[\w'’-]*", block.text)) for block in reading.blocks[1:]),
        links=links,
    )
