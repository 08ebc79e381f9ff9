"""How a release names a scientific meeting: the shapes of its name, its year and its edition.

A meeting is named in one of four shapes: by a name of its own ("San Antonio Breast Cancer Symposium"); by its
society beside a word for a meeting ("54th Annual Meeting of the American Society of Hematology"); by the bare
acronym after "at" or beside a year ("at ASH", "ESMO 2022"); or, when the table does not know it, by a full name
with the acronym in brackets ("Global Cardiovascular Clinical Trialists Forum (CVCT)").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from topline.extract.reading import Sentence
from topline.extract.shipped import lines_of
from topline.extract.words.lexicon import Lexicon
from topline.extract.words.patterns import pattern_of

_NOUN = (
    r"(?:[Mm]eeting|MEETING|[Cc]ongress|CONGRESS|[Cc]onference|[Ss]ymposium|(?:[Ss]cientific )?[Ss]essions?|"
    r"[Ww]orkshop|[Ff]orum|Convergence|Kidney Week|Week|[Ee]xposition)"
)
_YEAR = r"(?:(?:19|20)\d\d|'\d\d)"
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
# Words that may stand between a society and "meeting" without making it another meeting.
_QUALIFIER = (
    rf"(?:{_YEAR}|{_ORDINAL}|[XVI]{{2,6}}|(?i:annual|virtual|hybrid|scientific|international|world|european|clinical|national|global|"
    r"online|digital|plenary|general|mid-?year|\([A-Za-z/-]+\))|and|&)"
)
_TAIL = pattern_of(
    rf"(?:'s?)?(?: ?\((?P<paren>[^()]{{2,30}})\))?(?:'s?)?,? (?P<words>(?:{_QUALIFIER},? ){{0,6}}){_NOUN}\b(?: and Exposition)?"
)
_YEAR_AFTER = pattern_of(
    rf"(?:'s)?(?: ?\((?P<paren>[^()]{{2,30}})\))?,? ?(?P<year>(?:19|20)\d\d|'\d\d)\b(?! ?(?:%|mg))(?: {_NOUN})?"
)
_HEAD = pattern_of(
    rf"(?P<words>(?:{_QUALIFIER},? ){{0,6}}){_NOUN}(?: and Exposition)?,? (?:of|for|from|by) (?:the )?(?P<late>(?:{_YEAR} )?)$"
)
_BEFORE = pattern_of(rf"(?P<words>(?:{_QUALIFIER},? ){{1,6}})$")
_AT = pattern_of(rf"\b(?i:at|during) (?:the )?(?:{_QUALIFIER} ){{0,3}}$")
_OWN_NAME = pattern_of(_NOUN + r"|Meetings\b|Week\b|[Ss]ymposium\b|Course\b", re.I)
_CUE = pattern_of(
    r"[Mm]eeting|MEETING|[Cc]ongress|CONGRESS|[Ss]ymposi|[Ss]essions?\b|[Cc]onference|[Ww]orkshop|[Ff]orum|Week\b|Convergence|Course\b|EuroPCR"
    r"|\b(?:[Aa]t|AT|[Dd]uring) (?:the )?(?:\d{4} )?[A-Z]{2}|[A-Z]{3,}\)? (?:20\d\d|'\d\d)|[A-Za-z]{3}20\d\d|#[A-Z]{3}|20\d\d [A-Z]{3}"
)
_HELD = pattern_of(
    rf"^[,;]? ?(?:and Exposition,? ?)?(?:\([^()]{{2,30}}\),? ?)?(?:{_NOUN},? ?)?"
    r"(?:(?:(?:being |to be |which (?:is|was) )?held|taking place|which (?:takes|took) place|scheduled)\b[^.;]{0,90}?"
    r"|(?:(?:in|on|from|at|virtually) (?:the )?)?(?:[A-Z0-9][\w'-]*(?![\w'-])(?:\.(?= ?[A-Z,]))?,? ?|(?:to|and|through|of|on|in|for|the) |- ?|, ?){0,16}?)"
    r"\b(?P<year>(?:19|20)\d\d)\b"
)
_DATED = pattern_of(
    r"\b(?:[Ii]n|January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2},)? (?P<year>(?:19|20)\d\d),?"
    r"(?=[ ,])[^.;]{0,80}\bat (?:the )?$"
)
# A meeting that the table does not know: a full name and its acronym in brackets.
_UNLISTED = pattern_of(
    r"(?P<name>(?:[A-Z][\w'&/-]+ )(?:(?:[A-Z][\w'&/-]+|of|on|for|the|in|and|&|to),? ){1,10})"
    rf"\((?P<acronym>[A-Za-z][A-Za-z/-]{{1,10}})(?:[ -]?(?P<year>(?:19|20)\d\d))?\)"
    rf"(?P<tail>(?:'s)?,? (?:{_QUALIFIER} ){{0,5}}{_NOUN})?"
)
_SOCIETY = pattern_of(
    r"\b(?:Society|Association|Academy|College|Federation|League|Congress|Symposium|Conference|Workshop|Forum|Sessions)\b"
)
_NO_MEETING = pattern_of(
    r"Investor|Investment|Healthcare Conference|Health Care Conference|Global Growth|Equit|Capital|Bank|Partnering|Securities|Committee|Board|"
    r"Dealmak|Financing|Venture|Licensing|Administration|Agency|Council|Advisory|Earnings|Phase|Biotech(?:nology)? (?:Conference|Showcase)|Pre-|Type [ABC]\b"
)


# What bears a society's name and year and is no meeting: "2023 ESC guidelines", "ASCO Merit Award", "ACC Conference Centre", "ACR 20".
_OTHER_THING = pattern_of(
    r"(?:[ /-][A-Z][\w-]*){0,3} (?:[Gg]uid(?:eline|ance)s?|[Cc]riteri(?:a|on)|[Ss]tandards?|[Ss]cales?|[Ss]cores?|[Rr]egistry|[Aa]wards?|[Pp]rize|"
    r"[Cc]lassification|[Dd]efinitions?|[Rr]ecommendations|[Cc]onsensus|[Ff]ellowship|[Cc]ent(?:er|re)|[Hh]all)\b"
)
_LEVEL = pattern_of(r"[ -]?\d{1,3}(?!\d)")
# What happened to the meeting's name and was no showing of data there.
_NOT_THERE = pattern_of(
    r"\b(?:[Nn]ot|[Nn]ever) (?:[Bb]e |yet |be |been |being |previously ){0,3}(?:[Pp]resent(?:ed)?|shown?|report(?:ed)?|unveiled|featured|discussed) (?:at|during|in) [^.;,]{0,50}$"
    r"|\bnot (?:at|during) (?:the )?$|\b[Dd]eadlines? (?:of|for) (?:the )?$|\b[Bb]ooth (?:[\w#]+,? ){0,5}$|\b(?:[Ff]ounders|[Ff]riends|[Pp]artners) (?:\w+ )?met (?:at|during) (?:the )?$|\bthe idea (?:[\w]+ ){0,5}(?:at|during) (?:the )?$"
    r"|\b(?:criteria|definitions?|classification|guidelines?|scale|consensus|declaration) (?:\w+ ){0,3}(?:agreed|adopted|defined|proposed|set|established|revised)"
    r" (?:\w+ )?(?:at|by|during) (?:the )?$|\b(?:[Rr]ival|[Cc]ompetitor)(?:'s?|s'?)?\b[^.;]{0,70}$"
)


@dataclass(frozen=True, slots=True)
class MeetingName:
    """One row of the table of meetings."""

    acronym: str
    known_year: int | None
    known_edition: int | None

    def year_of(self, edition: int) -> int | None:
        """The year of an edition, counted from the one that is known."""
        if self.known_year is None or self.known_edition is None:
            return None
        year = self.known_year + edition - self.known_edition
        return year if 1950 <= year <= 2100 else None


@dataclass(frozen=True, slots=True)
class Named:
    """A meeting named at ``start:end`` of a sentence; year and edition where its own words state them."""

    meeting: MeetingName
    start: int
    end: int
    year: int | None
    edition: int | None

    @property
    def bare(self) -> bool:
        """Do the letters stand alone, without a year, an edition or a word for a meeting?"""
        return self.end - self.start <= len(self.meeting.acronym) and not (self.year or self.edition)


@cache
def _lexicon() -> Lexicon[tuple[MeetingName, bool]]:
    """Every name → its meeting, and whether the name is the meeting's own (else its society's)."""
    table = csv.DictReader(lines_of("meetings.tsv"), delimiter="\t")
    rows: list[tuple[str, tuple[MeetingName, bool]]] = []
    for row in table:
        meeting = MeetingName(row["abbr"], _int(row["known_year"]), _int(row["known_edition"]))
        for name in (row["abbr"], row["name"], *filter(None, row["aliases"].split("|"))):
            own = name != row["abbr"] and bool(_OWN_NAME.search(name))
            rows += [
                (spelling, (meeting, own))
                for spelling in {name, name.replace(" & ", " and "), name.replace(" and ", " & ")}
            ]
    return Lexicon(rows)


def _int(text: str) -> int | None:
    return int(text) if text else None


def named_in(sentence: Sentence) -> Iterator[Named]:
    """The meetings that a sentence names, from left to right."""
    text = sentence.text
    if not _CUE.search(text):
        return
    done = 0
    mentions = list(_lexicon().find(text))
    for index, mention in enumerate(mentions):
        meeting, own = mention.value
        if mention.start < done:
            continue
        limit = (
            mentions[index + 1].start
            if index + 1 < len(mentions) and mentions[index + 1].value[0] is not meeting
            else len(text)
        )
        other_thing = _OTHER_THING.match(text, mention.end) is not None
        found = None if other_thing and not own else _shape(text[:limit], meeting, own, mention.start, mention.end)
        if found:
            done = found.end
            yield found
    yield from _glued(text)
    yield from (named for named in _unlisted(text) if not any(_same_place(named, m.start, m.end) for m in mentions))


# "at EHA2022", "#ASCO23": the year without a blank; two digits behind a hash only, for "ACR20" is a response
_GLUED = pattern_of(
    r"(?<![\w-])(?:(?P<hash>#)|(?<!\w))(?P<name>(?!NCT|ISRCTN)[A-Z][A-Za-z]{2,7})(?P<year>(?:19|20)\d\d|(?<=[A-Z])[12]\d)(?![\w-])"
)


def _glued(text: str) -> Iterator[Named]:
    """Meetings whose year stands right behind the acronym."""
    for match in _GLUED.finditer(text):
        if len(match["year"]) == 2 and not match["hash"]:
            continue
        meeting = _acronyms().get(match["name"].casefold())
        if meeting:
            year = int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"])
            yield Named(meeting, match.start("name"), match.end(), year, None)


@cache
def _acronyms() -> dict[str, MeetingName]:
    table = csv.DictReader(lines_of("meetings.tsv"), delimiter="\t")
    return {
        row["abbr"].casefold(): MeetingName(row["abbr"], _int(row["known_year"]), _int(row["known_edition"]))
        for row in table
    }


def _same_place(named: Named, start: int, end: int) -> bool:
    return named.start < end and start < named.end


def _shape(text: str, meeting: MeetingName, own: bool, start: int, end: int) -> Named | None:
    """The shape in which a name stands as a meeting, or None where it names only the society."""
    head = _HEAD.search(text, max(0, start - 90), start)
    tail = _TAIL.match(text, end)
    near = _YEAR_AFTER.match(text, end)
    before = _BEFORE.search(text, max(0, start - 60), start)
    words = " ".join(
        part
        for part in (
            head and head["words"] + head["late"],
            not head and before and before["words"],
            tail and tail["words"] + (tail["paren"] or ""),
            near and near["year"],
        )
        if part
    )
    if tail and _OTHER_THING.match(text, tail.end()):
        tail = None
    named_with_year = near is not None and near["paren"] == meeting.acronym  # "Society of … (ACRONYM) 2025"
    bare = (end - start <= 16 or named_with_year) and (
        (_AT.search(text, max(0, start - 40), start) and not _LEVEL.match(text, end))
        or near
        or (before and re.search(_YEAR, before["words"]))
    )
    if not (own or head or tail or (bare and not _OTHER_THING.match(text, near.end() if near else end))):
        return None
    begin = head.start() if head else before.start() if before and re.search(r"\d", before["words"]) else start
    if _NOT_THERE.search(text, max(0, begin - 110), begin):
        return None
    stop = tail.end() if tail else near.end() if near else end
    year = _year_in(words) or _held_year(text[stop : stop + 140]) or _year_before(text[max(0, begin - 110) : begin])
    return Named(meeting, begin, stop, year, _edition_in(words))


def _year_in(words: str) -> int | None:
    match = re.search(r"\b((?:19|20)\d\d)\b|'(\d\d)\b", words)
    if not match:
        return None
    return int(match[1]) if match[1] else 2000 + int(match[2])


def _held_year(after: str) -> int | None:
    match = _HELD.match(after)
    return int(match["year"]) if match else None


def _year_before(before: str) -> int | None:
    """The year of "in June 2024, data were shown at the …"."""
    match = _DATED.search(before)
    return int(match["year"]) if match else None


def _edition_in(words: str) -> int | None:
    match = re.search(r"\b(\d{1,3})(?:st|nd|rd|th)\b", words)
    return int(match[1]) if match else None


def _unlisted(text: str) -> Iterator[Named]:
    """Meetings that only their full name with the acronym in brackets shows."""
    if ")" not in text:
        return
    for match in _UNLISTED.finditer(text):
        name, tail = match["name"], match["tail"]
        whole = name + (tail or "")
        if not _SOCIETY.search(name) or not (_OWN_NAME.search(name) or tail) or _NO_MEETING.search(whole):
            continue
        if sum(c.isupper() for c in match["acronym"]) < 2:
            continue
        year = _int(match["year"] or "") or _year_in(whole) or _held_year(text[match.end() : match.end() + 140])
        yield Named(
            MeetingName(match["acronym"], None, None),
            match.start("acronym"),
            match.end("acronym"),
            year,
            _edition_in(whole),
        )
