"""What each medicine is in the release: under study, given with it, compared with it, given earlier, or only named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from topline.extract.reading import Reading, Sentence
from topline.facts import Drug, Facts

# The words right before a name, up to it. Fillers are the words that may stand before a drug: "with standard-dose oral X".
_FILL = r"(?: (?:either|both|oral|intravenous|subcutaneous|standard|standard-dose|low-dose|high-dose|weekly|background|stable|placebo and|the|a|of|doses?|chemotherapy|agents?|drugs?|inhibitors?|antagonists?|such as|therapy|treatment|regimen|anti-PD-1|anti-PD-L1|checkpoint|antibody|monoclonal|prodrug|immune|mg|\d+|[A-Z][A-Z-]{1,8})){0,4} ?[\"'(]?$"
_WITH = re.compile(
    r"\b(?:in combination with|combin(?:ed|ing|ation)(?: of \S+)? with|together with|plus|added to|adding|on top of|along with|alongside|in conjunction with|"
    r"co-?administered with|followed by|background(?: of)?|sequenced with|backbone of|concomitant|concurrent(?:ly)? with|administered with|given with|with or without)(?:" + _FILL[:-1] + r"|(?: [\w'./-]+| \([^)]{1,20}\)){1,9} (?:inhibitor|antibody|drug|agent|chemotherapy)(?: \([A-Z0-9-]{2,8}\))?,? $)"
)
_AGAINST = re.compile(
    r"\b(?:versus|vs\.?|compar(?:ed|ing|able|ison) (?:with|to)|comparator|against|superior(?:ity)? (?:to|over)|inferior(?:ity)? (?:to|vs\.?)|relative to|"
    r"than(?: with)?|rather than|instead of|unlike|as (?:effective|safe|good|potent|well|efficacious)\b[^.;]{0,110}\bas|alternative to|head-to-head with)" + _FILL, re.I
)  # fmt: skip
_EARLIER = re.compile(
    r"\b(?:prior|previous(?:ly)?|failed|failure of|progress(?:ed|ion|ing) (?:on|after|following|despite)|refractory to|resistant to|relapsed (?:after|on|from)|"
    r"intoleran(?:t|ce) (?:of|to)|(?:previously|prior|earlier) (?:treated|received|therapy|treatment|exposure|exposed)(?: with| to)?|pre-?treated with|exposed to|"
    r"inadequate response to|not respond(?:ed|ing)? to|received prior|had received)" + _FILL, re.I
)  # fmt: skip
_POPULATION = re.compile(
    r"-(?:na(?:i|ï)ve|refractory|resistan(?:t|ce)|exposed|pre-?treated|experienced|intoleran(?:t|ce)|(?:in)?eligible|(?:in)?sensitive|unresponsive|failures?)\b"
)
_NAIVE = re.compile(r"-(?:na(?:i|ï)ve|(?:in)?eligible|(?:in)?sensitive)")
_LIST = re.compile(
    r"(?: \([^)]{0,40}\)?|\))?(?:,|;|/| \+|,? and/or|,? and|,? or|,? plus)(?: (?:either|also|oral|low-dose|weekly|then|prior|the))? ?[(\"]?"
    r"|(?:,? ?[(]| ?[)])"
)
_CHOICE = re.compile(r"(?: \([^)]{0,40}\))? or (?:placebo or )?(?:with )?(?:the )?")
_PARTNER = re.compile(
    r"(?: \([^)]{0,40}\))?,? (?:is |was |were )?(?:plus|in combination with|combined with|together with|with|and) (?:[\w-]+ ){0,2}$"
)
_STUDIED = re.compile(
    r"\b(?:evaluat\w+|assess\w+|trial of|study of|data (?:for|from|on|with)|results (?:for|from|of|with)|treated with|candidate|designation|approv\w+|application)\b"
    r"|\b(?:reduc|improv|lower|show|demonstrat|prolong|slow|met\b|meets|miss)", re.I
)  # fmt: skip
_UPDATE = re.compile(r"\b(?:quarter|financial results|business update|fiscal|corporate update|year[- ]end|appoints|annual)\b", re.I)
_ZONES = ("headline", "deck", "lead")


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a drug and what the words around it make of it (a role, or ``""``)."""

    drug: str
    sentence: Sentence
    start: int
    end: int
    role: str = ""


def find(reading: Reading, known: Facts) -> tuple[Drug, ...]:
    """The drugs with their roles; ``evidence["role"]`` where another sentence than the quote shows it."""
    places = [place for sentence in reading.sentences for place in _in_context(sentence, known.drugs)]
    focus = _focus(places)
    return tuple(_with_role(drug, [p for p in places if p.drug == drug.name], focus, places) for drug in known.drugs)


def places_of(sentence: Sentence, drugs: tuple[Drug, ...]) -> list[Place]:
    """Where a sentence names the drugs, by any of their names, from left to right."""
    pattern, owners = _pattern(drugs)
    if not owners:
        return []
    return [Place(owners[m.group().lower()], sentence, m.start(), m.end()) for m in pattern.finditer(sentence.text)]


def _pattern(drugs: tuple[Drug, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    owners: dict[str, str] = {}
    for drug in drugs:
        for name in (drug.name, *drug.mentioned_as):
            owners.setdefault(name.lower(), drug.name)
    longest = sorted(owners, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.I), owners


def _in_context(sentence: Sentence, drugs: tuple[Drug, ...]) -> Iterator[Place]:
    """The places of a sentence with the role that the grammar gives each; members of a list share one."""
    last: Place | None = None
    text = sentence.text
    for place in places_of(sentence, drugs):
        role = _own_role(text, place.start, place.end)
        gap = text[last.end : place.start] if last else ""
        if not role and last and last.drug != place.drug:
            if last.role and _LIST.fullmatch(gap) and not text[: last.start].lower().endswith("unlike "):
                role = last.role
            elif _PARTNER.fullmatch(gap) and not gap.strip().startswith("and"):
                role = "combination"
            elif _CHOICE.fullmatch(gap):
                role = "choice"
        elif not role and last and last.drug == place.drug and re.fullmatch(r" ?\(", gap):
            role = last.role
        last = replace(place, role=role)
        yield last


def _own_role(text: str, start: int, end: int) -> str:
    """The role that the words right before or behind a name give it."""
    behind = _POPULATION.match(text, end)
    if behind:
        return "population" if _NAIVE.match(text, end) else "prior"
    left = max(0, start - 160)
    for role, pattern in (("prior", _EARLIER), ("combination", _WITH), ("comparator", _AGAINST)):
        if pattern.search(text, left, start):
            return role
    return ""


def _focus(places: list[Place]) -> frozenset[str]:
    """The drugs that the release is about: those of the headline, else of the deck and lead, else those named most."""
    news = [p for p in places if p.sentence.news]
    headline = " ".join(dict.fromkeys(p.sentence.text for p in news if p.sentence.zone == "headline"))
    counts = Counter(p.drug for p in news if p.role not in ("prior", "population"))
    for zone in (("headline",), ("deck", "lead")):
        found = _subjects([p for p in news if p.sentence.zone in zone])
        if found:
            also = _headed(news, counts, found) if _UPDATE.search(headline) else frozenset()
            return found | also
    free = Counter(p.drug for p in news if not p.role)
    if not free:
        return frozenset()
    most = max(free.values())
    top = frozenset(drug for drug, count in free.items() if 2 * count >= most and count > 1)
    return top if len(top) <= 2 else frozenset()


def _subjects(places: list[Place]) -> frozenset[str]:
    """The drugs named without a role beside another; all that have no other role anywhere here."""
    roles: dict[str, set[str]] = {}
    for place in places:
        roles.setdefault(place.drug, set()).add(place.role)
    return frozenset(drug for drug, own in roles.items() if "" in own and not own & {"comparator", "choice"})


def _headed(news: list[Place], counts: Counter[str], found: frozenset[str]) -> frozenset[str]:
    """In a business update: the further products that the news speaks of about as much as of the first."""
    most = max(counts[drug] for drug in found)
    free = Counter(p.drug for p in news if not p.role)
    return frozenset(drug for drug, count in free.items() if 2 * count >= most and count > 2)


def _with_role(drug: Drug, own: list[Place], focus: frozenset[str], places: list[Place]) -> Drug:
    if drug.name in focus:
        return replace(drug, role="investigational")
    found = [p for p in own if p.sentence.news or p.sentence.zone == "about-study"]
    for role in ("combination", "comparator", "prior"):
        for place in found:
            if _plays(place, role, focus, places):
                return _stated(replace(drug, role=role), place)
    return replace(drug, role="mentioned")


def _plays(place: Place, role: str, focus: frozenset[str], places: list[Place]) -> bool:
    """Does the drug play this role here beside a drug of the focus?"""
    if role == "prior":
        return place.role == "prior"
    if role == "comparator":
        return place.role in ("comparator", "choice") and bool(focus)
    if place.role == "combination":
        return True
    partner = place.sentence.text[place.end : place.end + 45]
    return any(
        p.drug in focus and p.sentence.index == place.sentence.index and p.start > place.end
        and bool(_PARTNER.fullmatch(place.sentence.text[place.end : p.start]))
        and not re.fullmatch(r"(?: \([^)]*\))?,? (?:and|with) ", place.sentence.text[place.end : p.start])
        for p in places
    ) if partner else False  # fmt: skip


def _stated(drug: Drug, place: Place) -> Drug:
    evidence = place.sentence.evidence(place.start, place.end)
    return drug if evidence.quote == drug.quote else replace(drug, evidence={**drug.evidence, "role": evidence})
