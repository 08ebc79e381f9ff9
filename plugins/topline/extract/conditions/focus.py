"""Which of the diseases that a release names the news is about.

Each mention weighs by where it stands and by what the words around it say; each kind of place counts up to a
cap, so that no repetition makes a background disease the news.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from topline.extract.conditions.names import Disease, Named
from topline.extract.reading import Sentence
from topline.extract.words.patterns import pattern_of

_ROUNDUP = pattern_of(
    r"\b(?:(?:financial|quarter\w*|year-?end|annual|fiscal|first-half|half-year)\b.{0,40}\b(?:results|report|update|highlights)|(?:business|corporate|company|pipeline) (?:update|progress|highlights))",
    re.I,
)
FOCUS_LEAST = 1.5  # one sentence that says that it is what is treated
FOCUS_SHARE = 0.5  # of the score of the best-supported disease
ROUNDUP_SHARE = 0.4  # the same where the whole body is the news
BROAD_SHARE = 0.75  # the same for a group of diseases that stands neither in headline nor lead
TREATED_FULLY = 4.5  # three sentences that say that it is what is treated


@dataclass(slots=True)
class Place:
    """One mention of a disease: where, how much it says that the news is about it, and whether as part of a composite endpoint."""

    sentence: Sentence
    named: Named
    weight: float
    cap: str
    treated: bool = False
    part: bool = False


@dataclass(slots=True)
class Support:
    """All mentions of one disease."""

    disease: Disease
    places: list[Place] = field(default_factory=list)

    @property
    def score(self) -> float:
        """How much the release is about it; each kind of place counts up to its cap."""
        sums: defaultdict[str, float] = defaultdict(float)
        for place in self.places:
            sums[place.cap] += place.weight
        return sum(min(value, _CAPS[cap]) for cap, value in sums.items())

    @property
    def fronted(self) -> bool:
        """Does the headline name it, or the lead as what is treated?"""
        return any(place.cap == "headline" or (place.cap == "lead" and place.treated) for place in self.places)


_CAPS = {"headline": 6.0, "lead": 5.0, "treats": 4.5, "named": 2.0, "about": 2.0, "company": 1.0, "noise": 0.0}


def in_focus(supports: dict[str, Support], headline: str) -> set[str]:
    """The diseases that the news is about; a group of diseases yields to a disease of the group.

    Where the headline or the lead says what is treated, a disease named only further down is not in focus,
    unless the release is a roundup (financial results, business update), whose news is its whole body.
    """
    roundup = bool(_ROUNDUP.search(headline))
    scores = {name: support.score for name, support in supports.items()}
    best = max(scores.values(), default=0.0)
    if best < FOCUS_LEAST:
        return _only(supports)
    fronted = {name for name, support in supports.items() if support.fronted}
    share = ROUNDUP_SHARE if roundup or not fronted else FOCUS_SHARE
    focus = {name for name, score in scores.items() if score >= max(FOCUS_LEAST, share * best)}
    if fronted and not roundup:
        focus = {name for name in focus if name in fronted or scores[name] >= TREATED_FULLY}
    broad = {name for name in focus if supports[name].disease.kind == "broad" and name not in fronted}
    focus -= {name for name in broad if scores[name] < BROAD_SHARE * best}
    return _without_groups(focus, supports, scores)


def _without_groups(focus: set[str], supports: dict[str, Support], scores: dict[str, float]) -> set[str]:
    """Leave out a group of diseases where the news is about a disease of the group."""
    kept = set(focus)
    for name in sorted(focus):
        disease = supports[name].disease
        below = [other for other in focus if supports[other].disease.within(disease)]
        if disease.kind == "broad" and not below:
            only = _only_below(disease, supports, scores)
            said = {only} if only else _said_of_cancer(disease, supports)
            if said:
                kept.discard(name)
                kept |= said
        elif below and all(_beside(supports[name], supports[other]) for other in below):
            continue
        elif disease.kind == "broad" or any(scores[other] >= 0.5 * scores[name] for other in below):
            kept.discard(name)
    if {"cancer", "solid tumors"} <= kept:
        kept.discard("cancer")
    return kept


def _beside(one: Support, other: Support) -> bool:
    """Does the headline name one that only the MeSH tree puts above the other: "in rheumatoid arthritis and Sjögren's disease"?"""
    telling = [
        word for word in one.disease.name.split() if word not in ("disease", "syndrome", "disorder", "infection")
    ]
    if one.disease.kind == "broad" or any(word.rstrip("s") in other.disease.name for word in telling):
        return False
    return any(place.cap == "headline" for place in one.places)


def _only_below(disease: Disease, supports: dict[str, Support], scores: dict[str, float]) -> str | None:
    """The one disease of a group that the release is about, where it does not spread over several."""
    below = sorted(
        (n for n in scores if supports[n].disease.within(disease) and supports[n].disease.kind != "broad"),
        key=lambda n: -scores[n],
    )
    if not below or scores[below[0]] < 0.4 * scores[disease.name]:
        return None
    return below[0] if len(below) == 1 or scores[below[0]] >= 1.5 * scores[below[1]] else None


def _said_of_cancer(disease: Disease, supports: dict[str, Support]) -> set[str]:
    """What a release whose headline says only "cancer" says further down that it treats: one thing, or what several sentences say."""
    if disease.name != "cancer":
        return set()
    said = {
        name: sum(p.cap == "treats" for p in support.places)
        for name, support in supports.items()
        if support.disease.within(disease) and support.disease.kind != "broad"
    }
    treated = {name for name, times in said.items() if times}
    return treated if len(treated) == 1 else {name for name, times in said.items() if times > 1}


def _only(supports: dict[str, Support]) -> set[str]:
    """The one disease that a release without any in its news says its product is for."""
    named = [
        s
        for s in supports.values()
        if s.disease.kind != "broad"
        and any(p.treated and not (p.cap == "company" and p.sentence.news) for p in s.places)
    ]
    return {named[0].disease.name} if len(named) == 1 and len(supports) <= 2 else set()
