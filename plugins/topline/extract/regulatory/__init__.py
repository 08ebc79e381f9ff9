"""Regulatory events of the release's product: what was filed, given, refused, put on hold or lifted.

A plan, the explanation of a designation, an event of another product or of another company is silence. The same
event told twice is one fact with all its diseases and regions.
"""

from __future__ import annotations

from dataclasses import replace

from topline.extract.reading import Reading, Sentence
from topline.extract.regulatory.clause import Stated, is_taken_back, lookalikes
from topline.extract.regulatory.scope import (
    Products,
    begins_with,
    clause_of,
    conditions_in,
    date_in,
    is_generic,
    named_region,
    region_of_filing,
    regions_in,
    speaks_of_it,
)
from topline.extract.regulatory.shapes import has_cue, stated_in
from topline.extract.words.patterns import pattern_of
from topline.facts import Drug, Facts, Regulatory

_ZONES = frozenset({"headline", "deck", "lead", "body", "about-study", "about-drug", "about-company"})
# Events that a release tells of its own product only.
_OF_THIS_PRODUCT = frozenset({"SPA", "complete response letter", "clinical hold", "hold lifted", "IND", "CTA", "IDE"})
_NEAR = 400  # characters around an event in which its regions and diseases are looked for
# "breakthrough therapy designation in 2021 and orphan drug designation for …"
_DATED = pattern_of(r"^[^.;]{0,40}?\b(?:in|on) (?:[A-Z][a-z]+ )?(?:\d{1,2},? )?(?:19|20)\d\d\b")
# "a rival, received FDA approval", "the competitor's drug was approved"
_RIVAL = pattern_of(
    r"\b(?:[Aa]|[Tt]he|[Aa]nother) (?:\w+ )?(?:rival|competitor)\b|\b(?:[Rr]ival|[Cc]ompetitor)(?:'s|s')"
)
# "read with an FDA-cleared meter": what measures is not what is tested
_TOOL = pattern_of(
    r" (?:[\w-]+ ){0,2}(?:meters?|assays?|tests?|kits?|scanners?|questionnaires?|thermometers?|software|cuffs?)\b"
)
_OPENS_GIVEN = pattern_of(
    r"\b(?:received|granted|awarded|obtained|secured|gained|earned|holds|won|been given)\b[^.;:]{0,90}\b(?:designations?|statuse?s?|recognitions?)\b[^.;:]{0,60}:\s*$"
)
_CONTINUES = pattern_of(
    r"^(?:The|This) (?:designation|status|approval|decision|authori[sz]ation|clearance|opinion)s? (?:was|were|has been|is also|covers|applies)\b"
)


def find(reading: Reading, known: Facts) -> tuple[Regulatory, ...]:
    """The regulatory events of the release, in order of first appearance."""
    products: Products | None = None
    foreign = lookalikes(sentence.text for sentence in reading.sentences)
    found: list[Regulatory] = []
    for sentence in reading.sentences:
        if sentence.zone not in _ZONES or not has_cue(sentence.text):
            continue
        if found and _CONTINUES.match(sentence.text):
            found[-1] = _widened(found[-1], sentence)
        listed = _list_of(sentence, reading)
        events = [
            e
            for e in stated_in(sentence.text, sentence.zone == "headline" or listed is not None)
            if sentence.text[e.start : e.end] not in foreign
        ]
        for number, stated in enumerate(events, 1):
            products = products or Products(reading, known)
            own = sentence.text[stated.end : events[number].start if number < len(events) else stated.end + _NEAR]
            parted = len(events) > 1 and bool(_DATED.search(own))
            last = number == len(events)
            event = _event(stated, own, sentence, reading, known, products, parted=parted, last=last, listed=listed)
            if event:
                _add(found, event)
    return tuple(event for event in found if not _told_of_device(event, found))


def _told_of_device(event: Regulatory, found: list[Regulatory]) -> bool:
    """Is it "breakthrough status" without a word for a medicine, where the release tells the same of its device?"""
    if event.event != "breakthrough therapy":
        return False
    words = event.quote[event.span[0] : event.span[1]].casefold()
    alike = any(e.event == "breakthrough device" and e.status == event.status for e in found)
    return alike and "therapy" not in words and "drug" not in words


def _event(
    stated: Stated,
    own: str,
    sentence: Sentence,
    reading: Reading,
    known: Facts,
    products: Products,
    *,
    parted: bool,
    last: bool,
    listed: Sentence | None,
) -> Regulatory | None:
    """The event as a fact, or None where it is not one of this product.

    ``own`` are the words up to the next event; ``parted`` where a date of its own parts it from what is said of the others.
    """
    text = sentence.text
    drug, foreign = products.of(text, stated.start, stated.end, stated.object)
    if drug in products.kin and not sentence.news:
        return None
    if foreign or _of_tool(stated, text, drug) or _of_rival(stated, text, products):
        return None
    if drug is None and listed is not None:
        drug, foreign = products.of(listed.text, 0, 0)
        if foreign:
            return None
    elif drug is None and (is_generic(text) or not _implied(stated, sentence, reading, products)):
        return None
    clause = clause_of(text, stated.reach, stated.end)
    near = text[max(0, stated.start - _NEAR) : stated.end + _NEAR]
    regions = named_region(text, stated.start, stated.end) or _first_regions(own.partition(";")[0], clause, near)
    if stated.event == "approval" and not regions:
        return None
    about = None if drug else _about_before(sentence, reading, products)
    drug = drug or (about[0] if about else products.only)
    conditions = (
        conditions_in(own, known, 0)
        if parted and not last
        else conditions_in(clause, known, stated.end - stated.reach) or conditions_in(near, known, 0)
    )
    fact = Regulatory(
        event=stated.event,
        status=stated.status,
        drug=drug.name if drug else None,
        conditions=conditions or (conditions_in(about[1], known, 0) if about else ()),
        regions=regions or region_of_filing(stated.event, near),
        date=_past((parted and date_in(own, 0)) or date_in(text, stated.start), reading.year),
        rule=f"regulatory/{stated.event.casefold().replace(' ', '-')}",
    )
    return sentence.state(fact, stated.start, stated.end)


def _about_before(sentence: Sentence, reading: Reading, products: Products) -> tuple[Drug, str] | None:
    """The drug that the words before tell of, and those words; a release's only product yields to none but in a list."""
    about = _told_before(sentence, reading, products)
    settled = about and products.only and sentence.kind != "item" and about[0] != products.only
    return None if settled else about


def _first_regions(*words: str) -> tuple[str, ...]:
    """The regions of the first words that name any."""
    return next((regions for part in words if (regions := regions_in(part))), ())


def _past(date: str | None, year: int | None) -> str | None:
    """A date that is not of a later year than the release: what was done was not done then."""
    return None if date and year is not None and int(date[:4]) > year else date


def _told_before(sentence: Sentence, reading: Reading, products: Products) -> tuple[Drug, str] | None:
    """The one own product of the heading, or of the sentences just before in the same paragraph or list, and the words that name it."""
    earlier = reading.sentences[max(0, sentence.index - 4) : sentence.index]
    beside = (s.text for s in reversed(earlier) if s.block == sentence.block or sentence.kind == "item")
    for words in (*beside, sentence.heading):
        drug = products.sole_in(words)
        if drug is not None:
            return drug, words
    return None


def _list_of(sentence: Sentence, reading: Reading) -> Sentence | None:
    """The sentence that opens the list of an item and says that what it lists was given: "X has received two designations:"."""
    if sentence.kind != "item":
        return None
    before = next((s for s in reversed(reading.sentences[: sentence.index]) if s.kind != "item"), None)
    if before is None or not before.text.rstrip().endswith(":"):
        return None
    return before if _OPENS_GIVEN.search(before.text) and not is_taken_back(before.text) else None


def _of_rival(stated: Stated, text: str, products: Products) -> bool:
    """Does the clause speak of a rival, and name no product of the release's own before the event?"""
    rival = max((m.end() for m in _RIVAL.finditer(text, stated.reach, stated.start)), default=-1)
    return rival >= 0 and products.of(text[rival : stated.start], 0, 0)[0] is None


def _of_tool(stated: Stated, text: str, drug: Drug | None) -> bool:
    """Is it a tool of the trial that is approved, and not the device or test of the release?"""
    adjective = stated.event == "approval" and "-" in text[stated.start : stated.end]
    return (
        adjective
        and (drug is None or drug.type not in ("device", "diagnostic"))
        and bool(_TOOL.match(text, stated.end))
    )


def _implied(stated: Stated, sentence: Sentence, reading: Reading, products: Products) -> bool:
    """A sentence that names no drug: does it still speak of the release's product?"""
    text = sentence.text
    spoken = speaks_of_it(text, stated.event) or begins_with(text, products.topics, stated.start)
    if sentence.news:
        return spoken or sentence.zone in ("headline", "lead") or stated.event in _OF_THIS_PRODUCT
    if sentence.zone not in ("about-drug", "about-study"):
        return False
    before = reading.sentences[max(0, sentence.index - 3) : sentence.index]
    near = [s.text for s in before if s.block == sentence.block or s.kind == "heading"] + [sentence.heading]
    return spoken and any(products.of(text, 0, 0)[0] for text in near)


def _add(found: list[Regulatory], event: Regulatory) -> None:
    """Join an event to the fact that it tells again, or add it."""
    if event.event == "approval" and any(
        old.event == "accelerated approval"
        and _agree(old.drug, event.drug)
        and (not event.conditions or set(old.conditions) & set(event.conditions))
        for old in found
    ):
        return
    for index, old in enumerate(found):
        if (old.event, old.status) != (event.event, event.status) or not _agree(old.drug, event.drug):
            continue
        overlap = set(old.conditions) & set(event.conditions)
        if not old.conditions or not event.conditions or overlap:
            found[index] = _clearer(old, event)
            return
    found.append(event)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _clearer(old: Regulatory, new: Regulatory) -> Regulatory:
    """One fact from two mentions: the quote that states more, all diseases and regions."""
    base, other = (new, old) if _weight(new) > _weight(old) else (old, new)
    return replace(
        base,
        drug=base.drug or other.drug,
        conditions=tuple(dict.fromkeys([*base.conditions, *other.conditions])),
        regions=tuple(dict.fromkeys([*base.regions, *other.regions])),
        date=base.date or other.date,
    )


def _weight(event: Regulatory) -> int:
    return len(event.conditions) + len(event.regions) + (event.drug is not None) + (event.date is not None)


def _widened(event: Regulatory, sentence: Sentence) -> Regulatory:
    """An event whose regions the next sentence states."""
    regions = tuple(region for region in regions_in(sentence.text) if region not in event.regions)
    if not regions:
        return event
    evidence = {**event.evidence, "regions": sentence.evidence(0, len(sentence.text))}
    return replace(event, regions=(*event.regions, *regions), evidence=evidence)
