"""What each medicine is in the release: under study, given with it, compared with it, given earlier, or only named."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from topline.extract.drugs.coined import LOWERED
from topline.extract.drugs.frames import support
from topline.extract.drugs.names import names
from topline.extract.drugs.role_frames import (
    ASIDE,
    CAREER,
    CHOICE,
    IN_TRIAL,
    LIST,
    OWN,
    PARTNER,
    PRONOUN,
    STUDIED,
    UPDATE,
    at_work,
    own_role,
)
from topline.extract.reading import Reading, Sentence
from topline.extract.sponsors.reviews import is_review
from topline.extract.words.patterns import pattern_of
from topline.facts import Drug, Facts

_ZONES = ("headline", "deck", "lead")
# A company's pipeline in the news; more are a review of a field.
_FEW = 4
# More companies than one with its partner are such a review too.
_PARTNERS = 2
_NO_MEDICINE = ("device", "diagnostic", "procedure", "behavioural")
_BESIDE = ("combination", "comparator", "choice")


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a drug and what the words around it make of it (a role, or ``""``)."""

    drug: str
    sentence: Sentence
    start: int
    end: int
    role: str = ""


Pattern = tuple[re.Pattern[str], dict[str, str]]


def find(reading: Reading, known: Facts) -> tuple[Drug, ...]:
    """The drugs with their roles; ``evidence["role"]`` where another sentence than the quote shows it."""
    if not known.drugs:
        return ()
    pattern = named_pattern(known.drugs)
    places = [place for sentence in reading.sentences for place in in_context(sentence, pattern)]
    focus = frozenset() if is_review(known) else _focus(places) or _tested(known.drugs)
    if not focus and 0 < len(known.sponsors) <= _PARTNERS:
        focus = _developed(places, reading)
    earlier = frozenset(therapy.name for therapy in known.prior_therapies)
    by_sentence = defaultdict(list)
    for place in places:
        by_sentence[place.sentence.index].append(place)
    return tuple(_with_role(drug, focus, places, by_sentence, earlier) for drug in known.drugs)


def named_pattern(drugs: tuple[Drug, ...]) -> Pattern:
    """One pattern of all names of the drugs, the longest first, and whose each is."""
    owners: dict[str, str] = {}
    for drug in drugs:
        for name in (drug.name, *drug.mentioned_as):
            owners.setdefault(name.translate(LOWERED).lower(), drug.name)
    longest = sorted(owners, key=len, reverse=True)
    return pattern_of(r"(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.I), owners


def places_of(sentence: Sentence, pattern: Pattern) -> list[Place]:
    """Where a sentence names the drugs, by any of their names, from left to right."""
    text = sentence.text if sentence.text.isascii() else sentence.text.translate(LOWERED)
    found = []
    for match in pattern[0].finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not (before.isalnum() or before in ("-", "_")):
            found.append(Place(pattern[1][match.group().lower()], sentence, match.start(), match.end()))
    return found


def in_context(sentence: Sentence, pattern: Pattern) -> Iterator[Place]:
    """The places of a sentence with the role that the grammar gives each; members of a list share one."""
    last: Place | None = None
    for place in places_of(sentence, pattern):
        role = own_role(sentence.text, place.start, place.end)
        if last:
            role = _beside(sentence.text, last, place, role)
        last = replace(place, role=role)
        yield last


def _beside(text: str, last: Place, place: Place, role: str) -> str:
    """The role of a place, seen with the one before it."""
    gap = text[last.end : place.start]
    if last.drug == place.drug:
        return role or (last.role if re.fullmatch(r" ?\(", gap) else "")
    if role == "combination" and last.role in ("comparator", "choice") and PARTNER.fullmatch(gap):
        return last.role  # "versus A plus B"
    if role:
        return role
    if last.role and LIST.fullmatch(gap) and not text[: last.start].lower().endswith("unlike "):
        return last.role
    if PARTNER.fullmatch(gap):
        return last.role if last.role in ("comparator", "choice") else "combination"
    return "choice" if CHOICE.fullmatch(gap) else ""


def _focus(places: list[Place]) -> frozenset[str]:
    """The drugs that the release is about: those of the headline, else of the deck and lead, else those named most."""
    news = [p for p in places if p.sentence.news]
    free = Counter(p.drug for p in news if not p.role)
    headline = " ".join(dict.fromkeys(p.sentence.text for p in news if p.sentence.zone == "headline"))
    for zone in (("headline",), ("deck", "lead")):
        here = [p for p in news if p.sentence.zone in zone]
        found = _subjects(here)
        if zone != ("headline",):
            found = _own_of(here, found, free)
            leaders = _leaders(here, found, free)
            found = frozenset(
                drug for drug in found if _followed_up(drug, news, places, alone=len(found) == 1, first=drug in leaders)
            )
        found = _without_partners(found, news)
        if found:
            return found | (_as_often(free, found) if UPDATE.search(headline) else frozenset())
    return _named_most(free, news)


def _tested(drugs: tuple[Drug, ...]) -> frozenset[str]:
    """The one device, procedure or programme of a release without medicines: it is found only where it is tested."""
    return frozenset(drug.name for drug in drugs if len(drugs) == 1 and drug.type in _NO_MEDICINE)


def _named_most(free: Counter[str], news: list[Place]) -> frozenset[str]:
    """Where headline and lead name none: the one or two that the news speaks of most, if they are given there or are no common names."""
    most = max(free.values(), default=0)
    top = frozenset(drug for drug, count in free.items() if 2 * count >= most and count > 1)
    given = any(support(p.sentence.text, p.start, p.end).strong for p in news if p.drug in top)
    coined = any(not drug.islower() for drug in top)
    return top if len(top) <= 2 and (given or coined or most > 3) else frozenset()


def _developed(places: list[Place], reading: Reading) -> frozenset[str]:
    """Else those that are on no market and that the news says to be in a trial, if they are few: a company's own."""
    branded = names().branded
    named = {p.sentence.index for p in places}
    found = {
        p.drug
        for p in places
        if p.sentence.news
        and not p.role
        and p.drug not in branded
        and any(IN_TRIAL.search(text) for text in _told_of(p, reading, named))
        and not CAREER.search(p.sentence.text)
    }
    return frozenset(found) if len(found) <= _FEW else frozenset()


def _told_of(place: Place, reading: Reading, named: set[int]) -> Iterator[str]:
    """The sentence that names a drug and those of its paragraph up to the next that names one."""
    sentence = place.sentence
    yield sentence.text
    for after in reading.sentences[sentence.index + 1 :]:
        if after.block != sentence.block or after.index in named:
            return
        yield after.text


def _subjects(places: list[Place]) -> frozenset[str]:
    """The drugs named without a role beside another, and nowhere here with one."""
    roles: dict[str, set[str]] = {}
    for place in places:
        roles.setdefault(place.drug, set()).add(place.role)
    return frozenset(drug for drug, own in roles.items() if "" in own and not own & {"comparator", "choice"})


def _own_of(places: list[Place], found: frozenset[str], free: Counter[str]) -> frozenset[str]:
    """Those that the lead calls the company's own ("its", "our"), where it does so of any: the others are rivals.

    What the news speaks of as often as of the own ones is no rival.
    """
    own = {p.drug for p in places if p.drug in found and OWN.search(p.sentence.text, max(0, p.start - 90), p.start)}
    most = max((free[drug] for drug in own), default=0)
    return frozenset(own | {drug for drug in found if free[drug] >= max(most, 2)}) if own else found


def _without_partners(found: frozenset[str], news: list[Place]) -> frozenset[str]:
    """Without those that the news calls given with, or compared with, another of them, unless that leaves none."""
    if len(found) < 2:
        return found
    named = {p.sentence.index: p.drug for p in news if p.drug in found and not p.role}
    partners = {
        p.drug
        for p in news
        if p.role in _BESIDE and (named.get(p.sentence.index, p.drug) != p.drug or PRONOUN.match(p.sentence.text))
    }
    return found - partners or found


def _leaders(places: list[Place], found: frozenset[str], free: Counter[str]) -> frozenset[str]:
    """What the news speaks of most, the first named of several, with what is listed beside it: "A and B lowered …"."""
    most = max(free.values(), default=0)
    own = [p for p in places if p.drug in found and not p.role and free[p.drug] == most]
    if not own:
        return frozenset()
    leaders, last = {own[0].drug}, own[0]
    for place in own[1:]:
        if place.sentence.index != last.sentence.index or not LIST.fullmatch(
            last.sentence.text[last.end : place.start]
        ):
            break
        leaders.add(place.drug)
        last = place
    return frozenset(leaders)


def _followed_up(drug: str, news: list[Place], places: list[Place], *, alone: bool, first: bool) -> bool:
    """Does the release come back to a drug of its lead, or say there that it is studied? Once is enough for the only one."""
    opening = [p for p in news if p.drug == drug and p.sentence.zone in _ZONES]
    studied = any(
        support(p.sentence.text, p.start, p.end).strong or STUDIED.search(p.sentence.text)
        for p in opening
        if not p.role
    )
    leads = first and any(at_work(p.sentence.text, p.start, p.end) for p in opening if not p.role)
    needed = 1 if leads or (alone and studied) else 2 if studied else 3
    return len({p.sentence.index for p in places if p.drug == drug}) >= needed


def _as_often(free: Counter[str], found: frozenset[str]) -> frozenset[str]:
    """In a business update: the further products that the news speaks of at least half as often as of the first."""
    most = max(free[drug] for drug in found)
    return frozenset(drug for drug, count in free.items() if 2 * count >= most and count > 2)


def _with_role(
    drug: Drug,
    focus: frozenset[str],
    places: list[Place],
    by_sentence: dict[int, list[Place]],
    earlier: frozenset[str],
) -> Drug:
    if drug.name in focus:
        return replace(drug, role="investigational")
    found = [p for p in places if p.drug == drug.name and (p.sentence.news or p.sentence.zone == "about-study")]
    for role in ("combination", "comparator", "prior"):
        for place in found:
            if role in _BESIDE and ASIDE.search(place.sentence.text):
                continue
            if _plays(place, role, focus, by_sentence[place.sentence.index]):
                return _stated(replace(drug, role=role), place)
    return replace(drug, role="prior" if drug.name in earlier else "mentioned")


def _plays(place: Place, role: str, focus: frozenset[str], here: list[Place]) -> bool:
    """Does the drug play this role beside a drug of the focus? ``here`` are the places of its sentence."""
    if role == "prior":
        return place.role == "prior"
    if not focus:
        return False
    beside = [p for p in here if p.drug != place.drug]
    if role == "comparator":
        return place.role == "comparator" or (place.role == "choice" and _chosen_beside(place, beside, focus))
    if place.role == "combination":
        if _with_another(place, beside, focus):
            return False
        return any(p.drug in focus for p in beside) or all(p.role for p in beside)
    text = place.sentence.text
    return any(p.drug in focus and p.start > place.end and _given_with(text[place.end : p.start]) for p in beside)


def _chosen_beside(place: Place, beside: list[Place], focus: frozenset[str]) -> bool:
    """Is the other choice ("X or Y") a drug under study, or another choice beside one?"""
    before = [p for p in beside if p.end <= place.start]
    return bool(before) and (
        before[-1].drug in focus or (before[-1].role in _BESIDE and any(p.drug in focus for p in before))
    )


def _with_another(place: Place, beside: list[Place], focus: frozenset[str]) -> bool:
    """Is it joined to a drug that is neither under study nor given with it: the second drug of the control arm?"""
    before = [p for p in beside if p.end <= place.start]
    if not before or before[-1].drug in focus or before[-1].role == "combination":
        return False
    return bool(PARTNER.fullmatch(place.sentence.text[before[-1].end : place.start]))


def _given_with(gap: str) -> bool:
    """Is what stands between two drugs "plus" or "in combination with"?"""
    return bool(PARTNER.fullmatch(gap)) and not re.fullmatch(r"(?: \([^)]*\))?,? with ", gap)


def _stated(drug: Drug, place: Place) -> Drug:
    evidence = place.sentence.evidence(place.start, place.end)
    return drug if evidence.quote == drug.quote else replace(drug, evidence={**drug.evidence, "role": evidence})
