"""An id on each sentence that states a fact, so that every value on a page can lead to where it is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields

from lxml.html import HtmlElement

from topline.extract import Reading
from topline.facts import Evidence, Fact, Facts, anchor_of
from topline.mark.inline import nodes_of, put, wrapped
from topline.read.blocks import block_text

Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the anchors go: on the headline (``""`` where no fact quotes it), and by block element."""

    headline: str
    by_element: dict[int, list[Place]]


def items_of(facts: Facts) -> Iterator[Fact]:
    """All facts of a record."""
    for field in fields(facts):
        value = getattr(facts, field.name)
        if isinstance(value, tuple):
            yield from value


def evidence_of(facts: Facts) -> Iterator[Fact | Evidence]:
    """Everything in a record that quotes the text: each fact and each piece of evidence."""
    yield from facts.evidence.values()
    for item in items_of(facts):
        yield item
        yield from item.evidence.values()


def anchors_of(facts: Facts) -> frozenset[str]:
    """The anchors that the facts refer to."""
    return frozenset(said.anchor for said in evidence_of(facts) if said.anchor)


def places_of(reading: Reading, facts: Facts) -> Places:
    """Where each sentence that the facts quote stands. What is said twice is marked where it is said first."""
    wanted = set(anchors_of(facts))
    headline = ""
    by_element: dict[int, list[Place]] = defaultdict(list)
    for sentence in reading.sentences:
        anchor = anchor_of(sentence.quote)
        if anchor not in wanted:
            continue
        block = reading.blocks[sentence.block]
        if block.element is None:
            if headline:  # the headline has one id; a later sentence of it may still stand in the text
                continue
            headline = anchor
        else:
            by_element[block.element].append((sentence.offset, sentence.offset + len(sentence.quote), anchor))
        wanted.discard(anchor)
    return Places(headline, dict(by_element))


def with_anchors(elements: list[HtmlElement], places: Places) -> None:
    """Mark the sentences in the tree whose block elements these are (changed in place).

    A sentence becomes one ``<span class="said" id="s-…">``, across inline elements too; a table row takes the id itself.
    """
    for number, found in places.by_element.items():
        element = elements[number]
        if element.tag == "tr":
            element.set("id", found[0][2])
            element.set("class", "said")
            continue
        _, blanks = block_text(element)
        put(
            element,
            wrapped(nodes_of(element), [(start + blanks, end + blanks, anchor) for start, end, anchor in found]),
        )
