"""Boilerplate folds away: each section about the company, each legal or contact section becomes a ``<details>``."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.html import HtmlElement

from topline.extract.words.zones import BOILERPLATE
from topline.read.shape import HEADINGS

_TITLES = {
    "about-company": "About the company",
    "about-drug": "About the medicine",
    "forward-looking": "Forward-looking statements",
    "safety-information": "Safety information",
    "references": "References",
    "contacts": "Contacts",
    "trademarks": "Trademarks",
    "debris": "Other text of the original page",
}


@dataclass(frozen=True, slots=True)
class _Section:
    zone: str
    elements: list[HtmlElement]


def with_folds(tree: HtmlElement, zones: dict[HtmlElement, str]) -> None:
    """Fold the boilerplate of a tree (changed in place). ``zones`` has the zone of each block element with words.

    ``<details class="boilerplate" data-zone="…"><summary><h2>About X</h2></summary>…</details>``: the summary keeps
    the section's heading; a section without one gets a plain title. Footnotes stay open; a text that would fold
    away whole stays open too.
    """
    children = [(child, _zone_of(child, zones)) for child in tree]
    if not any(zone and zone not in BOILERPLATE for _, zone in children):
        return
    for section in _sections(children):
        _fold(section)


def _zone_of(child: HtmlElement, zones: dict[HtmlElement, str]) -> str:
    """The zone of a top-level element: that of its first words; ``""`` where it has none, ``body`` for footnotes."""
    if child.tag == "hr" or any(item.get("id", "").startswith("fn:") for item in child.iter("li")):
        return "footnotes"
    return next((zones[element] for element in child.iter() if element in zones), "")


def _sections(children: list[tuple[HtmlElement, str]]) -> list[_Section]:
    sections: list[_Section] = []
    last = ""
    for child, zone in children:
        zone = zone or last
        if zone in BOILERPLATE:
            opens = child.tag in HEADINGS and (zone != last or _is_above(child, sections[-1]))
            if opens or zone != last:
                sections.append(_Section(zone, []))
            sections[-1].elements.append(child)
        last = zone
    return sections


def _is_above(heading: HtmlElement, section: _Section) -> bool:
    """Does a heading open a section of its own, rather than a part of the one before it?"""
    first = section.elements[0]
    return first.tag not in HEADINGS or str(heading.tag) <= str(first.tag)


def _fold(section: _Section) -> None:
    first = section.elements[0]
    details = lxml_html.Element("details", {"class": "boilerplate", "data-zone": section.zone})
    summary = lxml_html.Element("summary")
    first.addprevious(details)
    details.append(summary)
    summary.tail = "\n"
    details.tail = "\n"
    if first.tag in HEADINGS:
        summary.append(first)
        first.tail = None
    else:
        summary.text = _TITLES[section.zone]
        details.append(first)
    for element in section.elements[1:]:
        details.append(element)
