"""Conditions: the diseases that a release names, which of them the news is about, and how they are qualified.

Names come from the shipped tables (see ``condition_names``). A disease is in focus by where and how it is
named: the headline, the lead, a sentence that says whom the study treats; a mention in the description of a
company, in an adverse event or as an example counts little or nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from topline.extract.condition_context import (
    describes_company,
    in_address,
    is_background,
    is_body,
    is_excluded,
    is_noise,
    of_patients,
    treats,
)
from topline.extract.condition_modifiers import line_of, modifiers_before
from topline.extract.condition_names import Disease, Named, vocabulary
from topline.extract.reading import Reading, Sentence
from topline.facts import Condition, Facts, slug_of

_UNREAD = frozenset({"contacts", "references", "trademarks", "debris", "forward-looking", "safety-information"})
_LIST = re.compile(r"(?: ?\([\w /-]{2,12}\))?(?:,? (?:and|or|and/or)|,|/)(?: the| other)? ?(?:[\w-]+ ){0,2}", re.I)
_WITH = re.compile(r"(?: ?\([\w /-]{2,12}\))?(?: \w+)? with (?:[\w-]+ ){0,3}", re.I)
_INTRODUCED = re.compile(r"""['"]?(?:,? (?:also )?(?:known as|called|or)|,? \(|\()\s?(?:or |the )?["']?(?P<short>[A-Za-z][\w/-]{1,9})["']?(?=[,;). ]|$)""")
_HAS_CAPITALS = re.compile(r"(?:[a-z]{0,3}[A-Z0-9][\w/-]*){1,}")

_ROUNDUP = re.compile(
    r"\b(?:(?:financial|quarter\w*|year-?end|annual|fiscal|first-half|half-year)\b.{0,40}\b(?:results|report|update|highlights)|(?:business|corporate|company|pipeline) (?:update|progress|highlights))",
    re.I,
)
FOCUS_SHARE = 0.5  # of the score of the best-supported disease
FOCUS_LEAST = 1.5
UNFRONTED_SHARE = 0.55  # for a disease that neither headline nor lead says is treated
TREATED_FULLY = 4.5  # three sentences that say that it is what is treated


@dataclass(slots=True)
class _Place:
    """One mention of a disease: where, and how much it says that the news is about it."""

    sentence: Sentence
    named: Named
    weight: float
    cap: str
    treated: bool = False


@dataclass(slots=True)
class _Support:
    """All mentions of one disease."""

    disease: Disease
    places: list[_Place] = field(default_factory=list)

    @property
    def score(self) -> float:
        """How much the release is about it; each kind of place counts up to its cap."""
        sums: Counter[str] = Counter()
        for place in self.places:
            sums[place.cap] += place.weight  # type: ignore[assignment]
        return sum(min(value, _CAPS[cap]) for cap, value in sums.items())


    @property
    def fronted(self) -> bool:
        """Does the headline name it, or the lead as what is treated?"""
        return any(place.cap == "headline" or (place.cap == "lead" and place.treated) for place in self.places)


_CAPS = {"headline": 6.0, "lead": 5.0, "treats": 4.5, "named": 2.0, "about": 2.0, "company": 1.0, "noise": 0.0}


def find(reading: Reading, known: Facts) -> tuple[Condition, ...]:
    """The diseases named, in order of first appearance."""
    places = _places(reading, known)
    supports: dict[str, _Support] = {}
    for place in places:
        supports.setdefault(place.named.disease.name, _Support(place.named.disease)).places.append(place)
    kept = {name: support for name, support in supports.items() if any(p.cap != "noise" for p in support.places)}
    focus = _focus(kept, bool(_ROUNDUP.search(reading.sentences[0].text)) if reading.sentences else False)
    return tuple(_condition(support, name in focus) for name, support in kept.items())


def _places(reading: Reading, known: Facts) -> list[_Place]:
    names = vocabulary().names
    others = tuple(sponsor.name for sponsor in known.sponsors)
    first: list[tuple[Sentence, list[Named]]] = []
    for sentence in reading.sentences:
        if sentence.zone not in _UNREAD:
            first.append((sentence, list(names.find(sentence.text, {}))))
    short = _introduced(first)
    found = []
    for sentence, named_here in first:
        text = sentence.text
        if short and any(word in text for word in short):
            named_here = list(names.find(text, short))
        before: Named | None = None
        for named in named_here:
            introduces = before and named.short and before.disease is named.disease and named.start - before.end <= 3
            place = None if introduces else _place(sentence, named, others)
            if place:
                if found and before and found[-1].named is before:
                    place = _in_list(found[-1], place)
                found.append(place)
                before = named
    return found


def _in_list(first: _Place, then: _Place) -> _Place:
    """What is said of one disease is said of the next of its list; a disease that qualifies another is none of the news."""
    between = then.sentence.text[first.named.end : then.named.start]
    if _WITH.fullmatch(between):
        return replace(then, weight=min(then.weight, 0.4), cap="named", treated=False)
    if _LIST.fullmatch(between) and then.cap in ("lead", "treats", "named", "about"):
        return replace(then, weight=first.weight, cap=first.cap, treated=first.treated)
    return then


def _introduced(first: list[tuple[Sentence, list[Named]]]) -> dict[str, Disease]:
    """Abbreviations that the release introduces: "cutaneous T-cell lymphoma (CTCL)"."""
    weak = vocabulary().introduced
    short: dict[str, Disease] = {}
    for sentence, named_here in first:
        for named in named_here:
            match = _INTRODUCED.match(sentence.text, named.end)
            if not match:
                continue
            word = match["short"]
            if named.disease in weak.get(word, ()) or _abbreviates(word, sentence.text[: named.end]):
                short.setdefault(word, named.disease)
    return short


def _abbreviates(word: str, before: str) -> bool:
    """Do the letters of an abbreviation stand, in order, at the heads of the words before it?"""
    capitals = [c for c in word if c.isupper()]
    if len(capitals) < 2 or not _HAS_CAPITALS.fullmatch(word):
        return False
    heads = [w[0].upper() for w in re.findall(r"[A-Za-z0-9]+", before)[-len(capitals) - 4 :]]
    at = 0
    for head in heads:
        if at < len(capitals) and head == capitals[at]:
            at += 1
    return at == len(capitals)


def _place(sentence: Sentence, named: Named, others: tuple[str, ...]) -> _Place | None:
    text = sentence.text
    if in_address(text, named.start, named.end) or is_body(sentence, named) or is_excluded(text, named.start):
        return None
    if any(text[named.start : named.end] in other and other in text for other in others):
        return None
    treated = treats(text, named)
    if named.disease.kind == "sign" and not treated:
        return None
    if is_noise(text, named):
        return _Place(sentence, named, 0.0, "noise")
    weight, cap = _weight(sentence, named, treated)
    return _Place(sentence, named, weight, cap, treated)


def _weight(sentence: Sentence, named: Named, treated: bool) -> tuple[float, str]:
    text, zone = sentence.text, sentence.zone
    if zone == "headline":
        aside = is_background(text, named.start) and not of_patients(text, named.start)
        return (2.0 if aside else 6.0), "headline"
    if zone == "about-company":
        return 0.3, "company"
    if describes_company(sentence, named.start):
        return 0.5, "company"
    if is_background(text, named.start) and not of_patients(text, named.start):
        return 0.25, "named"
    if zone in ("deck", "lead"):
        return (4.0, "lead") if treated else (2.0, "lead")
    if zone in ("about-drug", "about-study"):
        return (0.7, "about") if treated else (0.3, "about")
    return (1.5, "treats") if treated else (0.4, "named")


def _focus(supports: dict[str, _Support], roundup: bool) -> set[str]:
    """The diseases that the news is about; a group of diseases yields to a disease of the group.

    Where the headline or the lead says what is treated, a disease named only further down is not in focus,
    unless the release is a roundup (financial results, business update), whose news is its whole body.
    """
    scores = {name: support.score for name, support in supports.items()}
    best = max(scores.values(), default=0.0)
    if best < FOCUS_LEAST:
        return _only(supports)
    fronted = {name for name, support in supports.items() if support.fronted}
    share = 0.4 if roundup else FOCUS_SHARE
    focus = {name for name, score in scores.items() if score >= max(FOCUS_LEAST, share * best)}
    if fronted and not roundup:
        focus = {name for name in focus if name in fronted or scores[name] >= max(TREATED_FULLY, UNFRONTED_SHARE * best)}
    focus = {name for name in focus if supports[name].disease.kind != "broad" or name in fronted or scores[name] >= 0.75 * best}
    return _without_groups(focus, supports, scores)


def _without_groups(focus: set[str], supports: dict[str, _Support], scores: dict[str, float]) -> set[str]:
    """Leave out a group of diseases where the news is about a disease of the group."""
    kept = set(focus)
    for name in sorted(focus):
        disease = supports[name].disease
        below = [other for other in focus if supports[other].disease.within(disease)]
        if disease.kind == "broad" and not below:
            only = _only_below(disease, supports, scores)
            if only:
                kept.discard(name)
                kept.add(only)
        elif below and (disease.kind == "broad" or any(scores[other] >= 0.5 * scores[name] for other in below)):
            kept.discard(name)
        elif disease.name == "cancer" and "solid tumors" in focus:
            kept.discard(name)
    return kept


def _only_below(disease: Disease, supports: dict[str, _Support], scores: dict[str, float]) -> str | None:
    """The one disease of a group that the release is about, where it does not spread over several."""
    below = sorted((n for n in scores if supports[n].disease.within(disease) and supports[n].disease.kind != "broad"), key=lambda n: -scores[n])
    if not below or scores[below[0]] < 0.4 * scores[disease.name]:
        return None
    return below[0] if len(below) == 1 or scores[below[0]] >= 1.5 * scores[below[1]] else None


def _only(supports: dict[str, _Support]) -> set[str]:
    """The one disease that a release without any in its news says its product is for."""
    named = [s for s in supports.values() if s.disease.kind != "broad" and any(p.treated for p in s.places)]
    return {named[0].disease.name} if len(named) == 1 and len(supports) <= 2 else set()


def _condition(support: _Support, focus: bool) -> Condition:
    """One disease with its clearest sentence: in the news, qualified, with the name in full."""
    disease = support.disease
    modifiers: list[str] = []
    best, best_rank = support.places[0], (-1.0, 0, 0)
    for place in support.places:
        found = modifiers_before(place.sentence.text, place.named.start) if place.cap != "noise" else ()
        modifiers += (word for word in found if word not in modifiers)
        rank = (float(place.sentence.news), len(found) + (place.cap in ("lead", "treats")) + (not place.named.short), place.weight)
        if place.cap != "noise" and rank > best_rank:
            best, best_rank = place, rank  # type: ignore[assignment]
    line = next((word for place in support.places if focus and (word := line_of(place.sentence.text, place.named))), None)
    fact = Condition(
        name=disease.name,
        slug=slug_of(disease.name),
        focus=focus,
        line=line,
        modifiers=tuple(modifiers),
        rule="conditions/focus" if focus else "conditions/named",
    )
    return best.sentence.state(fact, best.named.start, best.named.end)
