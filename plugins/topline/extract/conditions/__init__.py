"""Conditions: the diseases that a release names, which of them the news is about, and how they are qualified.

Names come from the shipped tables (see ``condition_names``). A disease is in focus by where and how it is
named: the headline, the lead, a sentence that says whom the study treats; a mention in the description of a
company, in an adverse event or as an example counts little or nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from topline.extract.conditions.asides import is_aside, is_honour
from topline.extract.conditions.context import (
    describes_company,
    in_address,
    introduces_events,
    is_adverse_row,
    is_background,
    is_body,
    is_excluded,
    is_noise,
    is_other_word,
    is_part,
)
from topline.extract.conditions.focus import Place, Support, in_focus
from topline.extract.conditions.modifiers import (
    entry_modifiers,
    in_order,
    line_of,
    modifiers_after,
    modifiers_before,
    of_designation,
)
from topline.extract.conditions.names import Disease, Named, vocabulary
from topline.extract.conditions.shared_heads import shared_in
from topline.extract.conditions.treated import heads_product, of_patients, treats
from topline.extract.conditions.unlisted import introduced_otherwise, unlisted
from topline.extract.reading import Reading, Sentence
from topline.extract.sponsors.reviews import is_review
from topline.extract.words.patterns import pattern_of
from topline.facts import Condition, Facts, slug_of

_UNREAD = frozenset({"contacts", "references", "trademarks", "debris", "forward-looking", "safety-information"})
_LIST = pattern_of(r"(?: ?\([\w /-]{2,12}\))?(?:,? (?:and|or|and/or)|,|/)(?: the| other)? ?(?:[\w-]+ ){0,2}", re.I)
_WITH = pattern_of(r"(?: ?\([\w /-]{2,12}\))?(?: \w+)? with (?:[\w-]+ ){0,3}", re.I)
_INTRODUCED = pattern_of(
    r"""['"]?(?:,? (?:also )?(?:known as|called|or)|,? \(|\()\s?(?:or |the )?["']?(?P<short>[A-Za-z][\w/-]{1,9})["']?(?=[,;). ]|$)"""
)


def find(reading: Reading, known: Facts) -> tuple[Condition, ...]:
    """The diseases named, in order of first appearance."""
    places = _places(reading, known)
    supports: dict[str, Support] = {}
    for place in places:
        supports.setdefault(place.named.disease.name, Support(place.named.disease)).places.append(place)
    kept = {name: support for name, support in supports.items() if any(p.cap != "noise" for p in support.places)}
    whole = {
        name: support for name, support in kept.items() if not all(p.part or p.cap == "noise" for p in support.places)
    }
    kept = whole or kept
    focus = in_focus(kept, reading.sentences[0].text if reading.sentences else "")
    if is_review(known):
        focus = {
            n for n in focus if kept[n].disease.kind != "broad" and any(p.cap == "headline" for p in kept[n].places)
        }
    entry = [word for s in reading.findings for word in entry_modifiers(s.text)] if len(focus) == 1 else []
    return tuple(_condition(support, name in focus, entry if name in focus else []) for name, support in kept.items())


def _places(reading: Reading, known: Facts) -> list[Place]:
    names = vocabulary().names
    others = tuple(sponsor.name for sponsor in known.sponsors)
    first: list[tuple[Sentence, list[Named]]] = []
    for sentence in reading.sentences:
        if sentence.zone not in _UNREAD:
            first.append((sentence, shared_in(sentence.text, list(names.find(sentence.text, {})), names)))
    first = _without_lookalikes(first)
    short = _introduced(first)
    news = ((s.text, [(n.start, n.end) for n in named]) for s, named in first if s.news and s.zone != "headline")
    rare = unlisted(news)
    short.update(rare)
    found: list[Place] = []
    events = _event_lists(reading.sentences)
    for sentence, named_here in first:
        if sentence.index in events:
            continue
        if short and any(word in sentence.text for word in short):
            named_here = shared_in(sentence.text, list(names.find(sentence.text, short)), names)
            named_here = sorted([*named_here, *_rare(sentence.text, rare, named_here)], key=lambda named: named.start)
        found += _in_order(sentence, named_here, others)
    return found


def _without_lookalikes(first: list[tuple[Sentence, list[Named]]]) -> list[tuple[Sentence, list[Named]]]:
    """Without the abbreviations that the release introduces for something else: "Fast Track Designation (FTD)"."""
    foreign = {word for sentence, named in first for word in introduced_otherwise(sentence.text, named)}
    own = {
        sentence.text[n.start : n.end]
        for sentence, named in first
        for n, before in zip(named[1:], named, strict=False)
        if n.short and before.disease is n.disease and n.start - before.end <= 3
    }
    foreign -= own
    if not foreign:
        return first
    return [(s, [n for n in named if not (n.short and s.text[n.start : n.end] in foreign)]) for s, named in first]


def _event_lists(sentences: tuple[Sentence, ...]) -> set[int]:
    """The items and rows that list adverse events: "The most common adverse events were:", a table of them."""
    found: set[int] = set()
    listing = False
    for sentence in sentences:
        if sentence.kind != "item":
            listing = introduces_events(sentence.text)
        if is_adverse_row(sentence) or (sentence.kind == "item" and listing):
            found.add(sentence.index)
    return found


def _in_order(sentence: Sentence, named_here: list[Named], others: tuple[str, ...]) -> list[Place]:
    """The mentions of one sentence that count; an abbreviation right behind its name is no second mention."""
    found: list[Place] = []
    last: Named | None = None
    for named in named_here:
        if last and named.short and last.disease is named.disease and named.start - last.end <= 3:
            continue
        if last and named.disease.kind == "broad" and named.start == last.end + 1:  # "HIV infection": one disease
            continue
        last = named
        place = _place(sentence, named, others)
        if place:
            found.append(_in_list(found[-1], place) if found else place)
    return found


def _rare(text: str, rare: dict[str, Disease], named_here: list[Named]) -> list[Named]:
    """Where a text names the diseases that no table has."""
    found = []
    for words, disease in rare.items():
        if " " in words or words.islower():
            places = [
                match.span() for match in re.finditer(rf"\b{re.escape(words)}\b", text, re.I if " " in words else 0)
            ]
            found += [Named(a, b, disease) for a, b in places if not any(n.start < b and a < n.end for n in named_here)]
    return found


def _in_list(first: Place, then: Place) -> Place:
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
    if len(capitals) < 2:
        return False
    heads = [w[0].upper() for w in re.findall(r"[A-Za-z0-9]+", before)[-len(capitals) - 4 :]]
    at = 0
    for head in heads:
        if at < len(capitals) and head == capitals[at]:
            at += 1
    return at == len(capitals)


def _place(sentence: Sentence, named: Named, others: tuple[str, ...]) -> Place | None:
    text = sentence.text
    if in_address(text, named.start, named.end) or is_body(sentence, named) or is_excluded(text, named.start):
        return None
    if is_other_word(text, named):
        return None
    if any(_inside(text, named, other) for other in others):
        return None
    if is_honour(text, named.start):
        return Place(sentence, named, 0.25, "named")
    aside = sentence.kind != "headline" and is_aside(text, named.start, body=sentence.zone == "body")
    treated = (
        not aside and (sentence.zone != "about-company" or named.disease.kind == "sign") and treats(sentence, named)
    )
    if named.disease.kind == "sign" and not treated:
        return None
    if is_noise(sentence, named, treated) or (sentence.zone == "about-company" and named.disease.kind == "broad"):
        return Place(sentence, named, 0.0, "noise")
    weight, cap = (0.25, "named") if aside else _weight(sentence, named, treated)
    return Place(sentence, named, weight, cap, treated, is_part(text, named.start))


def _inside(text: str, named: Named, other: str) -> bool:
    """Does the mention stand inside another name, that of a company?"""
    start = text.find(other)
    return 0 <= start <= named.start and named.end <= start + len(other)


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
    if treated:
        return (2.0 if heads_product(sentence, named) else 1.5), "treats"
    return 0.4, "named"


def _condition(support: Support, focus: bool, entry: list[str]) -> Condition:
    """One disease with its clearest sentence: in the news, qualified, with the name in full."""
    disease = support.disease
    modifiers: list[str] = []
    designated: list[str] = []
    best, best_rank = support.places[0], (False, -1.0, -1.0)
    qualified, most = best, 0
    line = None
    for place in support.places:
        if place.cap == "noise":
            continue
        text, named = place.sentence.text, place.named
        found = modifiers_before(text, named.start) + modifiers_after(text, named.end)
        (designated if of_designation(text) else modifiers).extend(found)
        if len(found) > most and not of_designation(text):
            qualified, most = place, len(found)
        rank = (place.sentence.news, len(found) + place.treated + (not named.short), place.weight)
        if rank > best_rank:
            best, best_rank = place, rank
        line = line or (line_of(text, named) if focus and place.sentence.news else None)
    fact = Condition(
        name=disease.name,
        slug=slug_of(disease.name),
        focus=focus,
        line=line,
        modifiers=in_order([*(modifiers or designated), *entry]),
        evidence={"modifiers": qualified.sentence.evidence(qualified.named.start, qualified.named.end)}
        if qualified.sentence is not best.sentence
        else {},
        rule="conditions/focus" if focus else "conditions/named",
    )
    return best.sentence.state(fact, best.named.start, best.named.end)
