"""What a regulatory event is about: whose drug, which diseases, which regions, which day."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache

from topline.extract.conditions.names import Disease, vocabulary
from topline.extract.reading import Reading
from topline.extract.shipped import lines_of
from topline.extract.sponsors.reviews import is_review
from topline.extract.words.patterns import pattern_of
from topline.facts import Drug, Facts, fold

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = pattern_of(
    rf"\b(?:[Oo]n|[Ii]n|[Dd]ated|[Ee]arly|[Ll]ate) (?:(?P<month>{_MONTHS})(?: (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?)? (?P<year>(?:19|20)\d\d)"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTHS}) (?P<year2>(?:19|20)\d\d)|(?P<year3>(?:19|20)\d\d))\b"
)
_NO_DATE = pattern_of(
    r"(?:action date|goal date|PDUFA[\w ]*|decision|expected|completed?|complete it|dosed|begin|start|initiated) (?:of |by |on |in )?$",
    re.I,
)
_PRONOUN = pattern_of(
    r"\b(?:[Ii]t|[Aa]n application|[Tt]he (?:orphan|fast|breakthrough)[\w -]{0,24} (?:designation|status)|[Tt]he (?:drug|medicine|compound|candidate|product|therapy|treatment|vaccine|device|system|conjugate|antibody|capsule|tablet|pill|injection|gel|company|Company|FDA|agency|study|trial|"
    r"application|IND|NDA|BLA|companies)|[Ww]e|our)\b"
)
_SUBJECT = pattern_of(
    r"^(?:[Ii]t|[Tt]he (?:drug|medicine|compound|candidate|product|therapy|treatment|vaccine|device|conjugate|antibody)) "
)
_AGENCY = pattern_of(r"\b(?:FDA|EMA|European Commission|agency|MHRA|PMDA|NMPA|[Tt]his|its)\b")
_GENERIC = pattern_of(
    r"^(?:All |Some |Many |Most |New )?(?:[Dd]rugs|[Mm]edicines|[Tt]herapies|[Tt]reatments|[Pp]roducts|[Dd]evices|[Ss]ponsors|[Cc]ompanies) (?!of the)|"
    r"\b(?:for|to|of|by) (?:investigational |new |certain |other |promising )?(?:drugs|medicines|therapies|treatments|products|devices|candidates|agents|companies|developers) "
    r"(?:that|which|intended|for|designed|with|to|in|are|who)\b|\b(?:firms|companies|drugs|medicines|developers|manufacturers) (?:that|which|with|who|have)\b|"
    r"\bfor an? [\w-]+ (?:drug|medicine|product|therapy|agent)\b|\b(?:first|only|no|other|several|many|few|any|existing|available|currently|two|three) "
    r"(?:other )?(?:[\w-]+ ){0,2}(?:FDA-)?approved\b"
)

_REACH = 400  # characters: how far after an event its scope is looked for
_CODE = pattern_of(r"(?P<letters>[A-Z]{2,6})-?\d{2,7}[A-Za-z]?")
_TITLE_WORD = pattern_of(r"(?<![\w-])[A-Za-z][\w-]{5,}(?![\w-])")
_OPENING = frozenset({"headline", "deck", "lead"})


@cache
def _regions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = csv.DictReader(lines_of("regulatory_regions.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple((row["region"], pattern_of(row["written"])) for row in rows)


def regions_in(text: str) -> tuple[str, ...]:
    """The regions that a text names, by name or by agency."""
    return tuple(region for region, pattern in _regions() if pattern.search(text))


# What an application is called tells where it is filed.
_US_FILING = pattern_of(
    r"\bs?(?:BLA|NDA)\b|\bPMA\b|\bPremarket Approval\b|\b510\(k\)|\bDe Novo\b|\bHDE\b|\bIDE\b|\bBiologics License\b|\bNew Drug Application\b",
    re.I,
)
_EU_FILING = pattern_of(r"\bMAA\b")
_CE = pattern_of(r"\bCE[- ](?:[Mm]ark|certif)")


def region_of_filing(event: str, near: str) -> tuple[str, ...]:
    """The region whose agency has such applications: a PMA goes to the FDA, an MAA to the EMA."""
    if event in ("submission", "acceptance", "priority review"):
        return ("US",) if _US_FILING.search(near) else ("EU",) if _EU_FILING.search(near) else ()
    return ()


def named_region(text: str, start: int, end: int) -> tuple[str, ...]:
    """The region in the name of an event, or right before it: "CE-marked", "FDA Fast Track"."""
    if _CE.search(text, start, end + 5):
        return ("EU",)
    parts = re.split(r"[,;.]|\b(?:while|with|since|in|by) ", text[max(0, start - 40) : start])[-1].split(" and ")
    if len(parts) > 1 and regions_in(parts[-1]) and regions_in(parts[-2][-12:]):
        return regions_in(" and ".join(parts[-2:]))
    return regions_in(parts[-1])


def date_in(text: str, place: int) -> str | None:
    """The stated date nearest to a place, as ISO 8601 with the precision that the text has."""
    best: tuple[int, str] | None = None
    for match in _DATE.finditer(text):
        if _NO_DATE.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        distance = min(abs(match.start() - place), abs(match.end() - place))
        iso = _iso(match)
        if distance <= 140 and (best is None or distance < best[0]):
            best = distance, iso
    return best[1] if best else None


def _iso(match: re.Match[str]) -> str:
    if match["year3"]:
        return match["year3"]
    month, day, year = (
        (match["month"], match["day"], match["year"])
        if match["month"]
        else (match["month2"], match["day2"], match["year2"])
    )
    number = _MONTHS.split("|").index(month) + 1
    return f"{year}-{number:02}-{int(day):02}" if day else f"{year}-{number:02}"


class Products:
    """The release's drugs in its text: its own (what the news is about) and all others."""

    def __init__(self, reading: Reading, known: Facts) -> None:
        opening = " ".join(s.text for s in reading.news if s.zone in _OPENING)
        self.own = list(known.drugs) if is_review(known) else _own(known, opening.casefold())
        self.topics = _topics(known, " ".join(s.text for s in reading.news if s.zone in ("headline", "deck")))
        self.kin = _kin(self.own, known.drugs)
        names = {id(d) for d in self.own + self.kin}
        self._own = _names_of(self.own + self.kin)
        self._others = _names_of(d for d in known.drugs if id(d) not in names)

    def of(self, text: str, start: int, end: int, where: str = "") -> tuple[Drug | None, bool]:
        """The own drug of an event stated at ``start:end``, and whether the event belongs to another drug instead.

        ``where`` tells on which side the drug stands: "before", "after", "beside" (close by), or either.
        """
        low, high = {"before": (0, start), "after": (end, len(text)), "beside": (max(0, start - 60), end + 60)}.get(
            where, (0, len(text))
        )
        if where != "beside" and (_SUBJECT.match(text) or re.match(r" it\b", text[end:])):
            return (self.only, False)
        own = _nearest(self._own, text, start, low, high)
        other = _nearest(self._others, text, start, low, high)
        if where in ("before", "after", "beside"):
            if own is None and other is None:
                return None, where == "beside"
            if own is None or (other and other[0] < own[0] and where != "beside"):
                return None, True
            return own[1], False
        if own is None:
            return None, other is not None
        return (None, True) if other and other[0] * 3 < own[0] and other[0] < 40 else (own[1], False)

    def sole_in(self, text: str) -> Drug | None:
        """The one drug that a text names, comparators and partners apart."""
        tested = ((p, d) for p, d in (*self._own, *self._others) if d.role in ("investigational", "mentioned"))
        named = [drug for pattern, drug in tested if pattern.search(text)]
        return named[0] if len(named) == 1 else None

    @property
    def only(self) -> Drug | None:
        """The own drug where there is but one."""
        return self.own[0] if len(self.own) == 1 else None


def _own(known: Facts, opening: str) -> list[Drug]:
    """The drugs that the news is about; code names of the opening with them; where no role tells, those of the opening."""
    found = [d for d in known.drugs if d.role == "investigational"]
    mentioned = [d for d in known.drugs if d.role == "mentioned"]
    opened = [d for d in mentioned if _is_named(d, opening)]
    if found:
        return found + [d for d in opened if _CODE.match(d.name)]
    return opened or [d for d in mentioned if _CODE.fullmatch(d.name)]


def _kin(own: list[Drug], drugs: Iterable[Drug]) -> list[Drug]:
    """The drugs of the same house, as the letters of their codes tell: NRX-101 beside NRX-100."""
    letters = {m["letters"] for d in own for name in (d.name, *d.mentioned_as) if (m := _CODE.fullmatch(name))}
    held = {id(d) for d in own}
    return [d for d in drugs if id(d) not in held and (m := _CODE.fullmatch(d.name)) and m["letters"] in letters]


def _topics(known: Facts, titles: str) -> frozenset[str]:
    """The words by which a sentence may begin to speak of the news: the sponsors' names and the words of the titles."""
    sponsors = {fold(sponsor.name.split()[0]) for sponsor in known.sponsors}
    return frozenset(sponsors | {fold(word) for word in _TITLE_WORD.findall(titles)}) - {""}


def _is_named(drug: Drug, opening: str) -> bool:
    return any(name.casefold() in opening for name in (drug.name, *drug.mentioned_as))


def _names_of(drugs: Iterable[Drug]) -> list[tuple[re.Pattern[str], Drug]]:
    found = []
    for drug in drugs:
        names = sorted({drug.name, *drug.mentioned_as}, key=len, reverse=True)
        found.append((pattern_of(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in names) + r")(?!\w)", re.I), drug))
    return found


def _nearest(
    names: list[tuple[re.Pattern[str], Drug]], text: str, place: int, low: int, high: int
) -> tuple[int, Drug] | None:
    """The drug named nearest to a place within ``low:high``, and how far."""
    places = [
        (abs(m.start() - place), number)
        for number, (pattern, _) in enumerate(names)
        for m in pattern.finditer(text, low, high)
    ]
    if not places:
        return None
    distance, number = min(places)
    return distance, names[number][1]


def speaks_of_it(text: str, event: str) -> bool:
    """Does a sentence without a drug's name speak of the release's product, and not of drugs in general?"""
    if _GENERIC.search(text):
        return False
    return bool(_PRONOUN.search(text)) or (event != "approval" and bool(_AGENCY.search(text)))


def begins_with(text: str, topics: frozenset[str], place: int) -> bool:
    """Does a sentence, or the last part of it before a place, begin with a topic of the news ("Trofimaxen has …")?"""
    heads = [text[:40], *(text[m.end() : m.end() + 40] for m in re.finditer(r"(?:,? and|;) ", text[:place]))]
    return any((word := re.match(r"\W*([\w-]+?)(?:'s?)?(?![\w-])", head)) and fold(word[1]) in topics for head in heads)


def is_generic(text: str) -> bool:
    """Does a sentence speak of drugs in general?"""
    return bool(_GENERIC.search(text))


def clause_of(text: str, reach: int, end: int) -> str:
    """The words of the statement: from where it begins to the next break."""
    stop = re.search(r"[;—]|: |, (?:but|while|whereas|although)\b", text[end:])
    return text[reach : end + min(stop.start() if stop else _REACH, _REACH)]


def conditions_in(text: str, known: Facts, start: int) -> tuple[str, ...]:
    """The diseases that a text names, those after the event before all others; abbreviations only of the release's own."""
    names = {c.name for c in known.conditions}
    named = vocabulary().names.find(text, _introduced(known))
    found = [(n.start, n.disease.name) for n in named if n.disease.name in names or not (n.short or n.disease.kind)]
    after = [name for place, name in found if place >= start]
    said = dict.fromkeys(after or [name for _, name in found])
    return tuple(name for name in said if name not in _NO_DISEASE)


# Too wide to be what something is designated or approved for.
_NO_DISEASE = frozenset({"cancer", "neoplasms", "tumor", "rare disease", "disease", "pain"})


def _introduced(known: Facts) -> dict[str, Disease]:
    """Abbreviations that the quotes of the release's diseases introduce: "Merkel cell carcinoma (MCC)"."""
    short = {}
    for condition in known.conditions:
        match = re.match(r"s? \(([A-Z][A-Za-z-]{1,7})\)", condition.quote[condition.span[1] :])
        disease = vocabulary().names.get(condition.name)
        if match and disease:
            short[match[1]] = disease
    return short
