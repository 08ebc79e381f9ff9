"""A release prepared for the subjects: sentences with their zones and shadows, read once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from topline.extract.words.sentences import sentences_of
from topline.extract.words.shadow import Shadow, shadow_of
from topline.extract.words.zones import BOILERPLATE, LONG, NEWS, zones_of, zones_within
from topline.facts import Block, Cell, Evidence, Fact, Prose, anchor_of

F = TypeVar("F", bound=Fact)
_WIDEST = 3000  # characters of a table row; a wider one is read as words without columns


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item, heading or table row.

    ``quote`` is its exact words; ``text`` is the shadow of it, which rules read; positions that rules find
    are positions in ``text``. ``block`` is the index of its block in the prose and ``offset`` where the
    quote starts in the block's text. ``index`` counts the sentences of the release.
    """

    index: int
    block: int
    offset: int
    quote: str
    shadow: Shadow
    kind: str
    zone: str
    heading: str
    cells: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        """The normalised words that rules read."""
        return self.shadow.text

    @property
    def news(self) -> bool:
        """Is it part of the news itself (headline, deck, lead, body)?"""
        return self.zone in NEWS

    @property
    def boilerplate(self) -> bool:
        """Does it stand where no result, population or dose of the release is stated?"""
        return self.zone in BOILERPLATE

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence for ``text[start:end]``."""
        return Evidence(quote=self.quote, anchor=anchor_of(self.quote), span=self.shadow.span(start, end))

    def state(self, fact: F, start: int, end: int) -> F:
        """The fact with this sentence as its evidence; ``text[start:end]`` is the value."""
        evidence = self.evidence(start, end)
        return replace(fact, quote=evidence.quote, anchor=evidence.anchor, span=evidence.span)

    def cell(self, position: int) -> Cell | None:
        """The table cell at a position of ``text``."""
        place = self.shadow.origin(position)
        return next((cell for cell in self.cells if cell.start <= place < cell.end), None)


@dataclass(frozen=True)
class Reading:
    """All sentences of a release, in order. ``year`` is the year of its date where known."""

    sentences: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    year: int | None = None

    @cached_property
    def news(self) -> tuple[Sentence, ...]:
        """The sentences of the news itself."""
        return tuple(sentence for sentence in self.sentences if sentence.news)

    @cached_property
    def findings(self) -> tuple[Sentence, ...]:
        """The sentences that may state results, populations and doses: the news and "About the study"."""
        return tuple(sentence for sentence in self.sentences if not sentence.boilerplate)


@lru_cache(512)
def _head(words: str) -> str:
    """The head of a column as rules read it."""
    return shadow_of(words).text.strip()


def reading_of(prose: Prose, year: int | None = None) -> Reading:
    """Cut a release into sentences, give each its zone and its shadow."""
    found: list[Sentence] = []
    for number, (block, (zone, heading)) in enumerate(zip(prose.blocks, zones_of(prose.blocks), strict=True)):
        whole = block.kind == "row" and len(block.text) <= _WIDEST
        spans: list[tuple[int, int]] = [(0, len(block.text))] if whole else sentences_of(block.text)
        cells = tuple(replace(cell, head=_head(cell.head)) for cell in block.cells) if whole else ()
        zones = [(zone, heading)] * len(spans)
        if len(block.text) > LONG and zone in NEWS:
            zones = zones_within([block.text[start:end] for start, end in spans], zone, heading)
        for (start, end), (own, under) in zip(spans, zones, strict=True):
            quote = block.text[start:end]
            if not any(c.isalnum() for c in quote):
                continue
            sentence = Sentence(len(found), number, start, quote, shadow_of(quote), block.kind, own, under, cells)
            found.append(sentence)
    return Reading(tuple(found), prose.blocks, year)
