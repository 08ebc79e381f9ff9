"""What a drug acts on, where the release says so: "IMGN901 consists of its CD56-binding antibody", "X, a PCSK9 inhibitor"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from topline.extract.conditions.biomarkers import targets
from topline.extract.conditions.marker_cues import is_acted_on, joined
from topline.extract.drugs.roles import Pattern, Place, named_pattern, places_of
from topline.extract.reading import Reading, Sentence
from topline.extract.words.patterns import pattern_of
from topline.facts import Drug, Facts

_READ = frozenset({"headline", "deck", "lead", "body", "about-study", "about-drug", "about-company"})
_FAR = 160  # characters between a drug and what it acts on
# "unlike PD-1 inhibitors", "resistant to EGFR inhibitors", "patients treated with a PD-1 inhibitor": another's target.
_OTHERS = pattern_of(
    r"\b(?:unlike|other|prior|previous(?:ly)?|earlier|resistant|refractory|received|treated|after|failed|progress\w+|taking|stopped|compared|beside|combin\w+|plus|with an?|versus|than)\b[^.;,]{0,40}$",
    re.I,
)


def find(reading: Reading, known: Facts) -> tuple[Drug, ...]:
    """The drugs, the investigational ones with their target and its evidence where a sentence states it."""
    if not any(drug.role == "investigational" for drug in known.drugs):
        return known.drugs
    pattern = named_pattern(known.drugs)
    wanted = {drug.name for drug in known.drugs if drug.role == "investigational"}
    found: dict[str, tuple[str, Sentence, int, int]] = {}
    for sentence in reading.sentences:
        if sentence.zone in _READ:
            for name, target, start, end in _stated(sentence, pattern, wanted - found.keys()):
                found.setdefault(name, (target, sentence, start, end))
    return tuple(_with_target(drug, found[drug.name]) if drug.name in found else drug for drug in known.drugs)


def _stated(sentence: Sentence, pattern: Pattern, wanted: set[str]) -> Iterator[tuple[str, str, int, int]]:
    """Each drug of a sentence with what it is said to act on: (drug, target, start, end)."""
    places = places_of(sentence, pattern) if wanted else []
    if not wanted.intersection(place.drug for place in places):
        return
    text = joined(sentence.text)
    for mention in targets().find(text):
        if not is_acted_on(text, mention):
            continue
        owner = _owner(places, mention.start)
        if owner and owner.drug in wanted and not _OTHERS.search(text[owner.end : mention.start]):
            yield owner.drug, mention.value.name, mention.start, mention.end


def _owner(places: list[Place], start: int) -> Place | None:
    """The drug last named before a target, where no other drug stands in between."""
    before = [place for place in places if place.end <= start and start - place.end <= _FAR]
    return before[-1] if before and len({place.drug for place in before}) == 1 else None


def _with_target(drug: Drug, said: tuple[str, Sentence, int, int]) -> Drug:
    target, sentence, start, end = said
    evidence = {**drug.evidence, "target": sentence.evidence(start, end)}
    return replace(drug, target=target, evidence=evidence)
