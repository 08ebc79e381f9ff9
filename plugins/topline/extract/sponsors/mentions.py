"""Where a release names a company as the one that speaks: with its listing, described, announcing, or named as the maker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from topline.extract.conditions.context import capitalised
from topline.extract.reading import Sentence
from topline.extract.sponsors.names import (
    FORMAL_NAME,
    GROUP,
    LEGAL,
    NAME,
    NOTES,
    SHORT_NAME,
    Listing,
    clean,
    is_company,
    is_nobody,
    listings_in,
)
from topline.extract.words.patterns import pattern_of

_OWN = (
    r"(?:company|companies|firm|corporation|developer|maker|manufacturer|leader|biotech\w*|organi[sz]ation|non-?profit|charity|innovator|pioneer|"
    r"(?:member|part|subsidiary|division|unit|affiliate|arm) of)"
)
_VERB = (
    r"(?:announc|report|sa(?:id|ys)\b|told\b|present|publish|unveil|releas|shared?\b|provid|disclos|initiat|complet|showcas|highlight|confirm|receiv|"
    r"reaffirm|discontinu|issu|launch|list(?:ed|s)\b|gave\b|secur|advanc|submit|dosed|doses|named\b|appoint|hired|start|beg[iau]n|paus|halt|suspend|stopp|enrol|recruit|enter|sign(?:s|ed)|clos(?:es|ed)|rais(?:es|ed)|acquir|fil(?:es|ed)\b|w[io]n|obtain|expects?\b|plans?\b|treated|continu)"
)
_NAME_BEFORE = pattern_of(rf"(?P<name>{NAME})(?P<own>'s?|(?<=s)')?(?:,? ?\([^()]{{2,80}}\)){{0,2}},? ?$")
# "Ltd, Basel (" : the company, then its city; "bluebird bio, Inc. (" : a name without a capital.
_CITY_BEFORE = pattern_of(rf"(?P<name>{FORMAL_NAME}), [A-Z][a-z]+(?:, [A-Z][a-z]+)? ?$")
_AFTER_COMPANY = pattern_of(rf" {LEGAL}, $")  # what follows a company's legal form is its city
_LOWER_BEFORE = pattern_of(rf"(?:^|[-—:;.] ?)(?P<name>[a-z]\w+(?: [a-z]\w+)?,? {LEGAL}) ?$")
_CHILD_BEFORE = pattern_of(
    rf"(?P<name>{NAME}), (?:a |an |the )?(?:[\w-]+ ){{0,5}}(?:member|part|subsidiary|division|unit|affiliate|arm|company) of (?:the )?$"
)
_BEFORE = (_CITY_BEFORE, _LOWER_BEFORE, _NAME_BEFORE)
_DESCRIBED = pattern_of(rf"(?P<group>{NAME}){NOTES}(?:, | is |, is )(?:an?|the) (?:[\w'/-]+,? ){{0,12}}?{_OWN}\b")
_SAYS = pattern_of(
    rf"(?P<group>{GROUP}),? (?:(?:has|have|is|are|was|today|just|also|recently|proudly|jointly|now|will|pleased to|proud to|to|further) ){{0,4}}{_VERB}"
)
_TODAY = pattern_of(
    rf"(?P<group>{GROUP})(?:, [A-Z][a-z]+, [A-Z][a-z.]+)?,? (?:(?:has|have) )?(?:today (?:\w+ )?{_VERB}|{_VERB}\w* today\b|(?:is|are) (?:pleased|proud) to)|"
    rf"(?P<before>{GROUP}) today, "
)
_BY = pattern_of(
    rf"\b(?:announced|reported|presented|disclosed|unveiled|released|published|developed|marketed|sponsored|made|said) "
    rf"(?:and \w+ )?(?:today |jointly |recently )?(?:by|from) (?:the )?(?P<group>{GROUP})"
    rf"|\b(?:presentation|announcement) by (?P<before>{GROUP})"
)
# "Larkfield, Inc., maker of the pump, today announced": what describes the company stands between.
_APPOSED = pattern_of(rf"(?:^|[-—] )(?P<group>{NAME}{NOTES}), (?:(?! - )[^.;—]){{3,240}}?, today {_VERB}")
# "Larkfield Pharma CEO Ann Poe joined the programme": an interview.
_INTERVIEW = pattern_of(
    rf"(?P<group>{NAME}{NOTES})(?:'s)?,? (?:Founder,? (?:and |& ))?(?:President (?:and|&) )?(?:CEO|Chief [A-Z]\w+ Officer|Chair(?:man|woman|person)?|President)\b[^.;]{{3,70}}? (?:joined|spoke (?:to|with)|sat down|shared|talked (?:to|with)|discussed|told|explained)\b"
)
_FROM = pattern_of(rf"\b(?:comes |is |are |mg )?from (?P<group>{NAME})")
_HEADLINE = pattern_of(
    rf"^(?:[^:]{{0,60}}: |[\w ]{{0,40}} [-—] )?(?P<group>{SHORT_NAME}{NOTES}(?: and {SHORT_NAME}{NOTES})?)(?:,? | to | and )(?:(?:Has|Is|Are|To|Further|Also|Provides?|Successfully) ){{0,2}}"
    r"(?i:announc|report|present|receiv|clos(?:es|ed) |provid|appoint|show|highlight|begin|start|initiat|complet|unveil|releas|dos(?:es|ed) |commenc|submit|issu|"
    r"advanc|enter|launch|publish|expand|secur|rais|seek|reaffirm|pledg|updat|enrol|end[s ]|halt|discontinu|acquir|stop|ta(?:kes|rgets)|ma(?:kes|rks)|get|win|"
    r"gain|hit|score|find|file|meet|mov|prepar|earn|obtain|to )"
)
# "Q&A with Ann Poe, President & CEO at Larkfield Therapeutics"
_OFFICER = pattern_of(
    rf"\b(?:CEO|CMO|CFO|CSO|President|Chair(?:man|woman|person)?|Chief [A-Z]\w+ Officer|Founder) (?:at|of) (?P<group>{NAME})"
)
# Where a listing may stand: in brackets, or behind the company's name ("Larkfield plc, AIM: LKF")
_LISTING_PLACE = pattern_of(
    r"\([^()]{3,120}\)|(?<=[\w.]),? (?:[A-Z]{2,8}|Nasdaq|Euronext(?: [A-Z]\w+)?) ?: ?[A-Z0-9]{1,6}\b"
)
_PART = pattern_of(rf"(?P<name>{NAME})(?P<notes>{NOTES})")
# "Journal of | Medicine", "Institute for | Health": the rest of a name that is no company's, and "Health and | Care" after it.
_REST = pattern_of(
    r"\b(?:Journal|Annals|Archives|Institutes?|Professor|Chair|Head|Minist(?:er|ry)|Department|Office|Faculty|School|College|University|Society|Association|Academy|"
    r"Federation|Cent(?:er|re)s?|Hospitals?|Organi[sz]ation|Council|Board|Foundation|League|Network|Division|Bureau|Agency) "
    r"(?:of|for) (?:the )?(?P<more>[A-Z][\w-]+ and )?$"
)
# Who supplies an instrument or the comparator, or pays an author, owns none of the science.
_SUPPLIES = pattern_of(
    r"\b(?:software|sequencers?|kits?|scanners?|analy[sz]ers?|meters?|watch(?:es)?|phones?|instruments?|microscopes?|freezers?|machines?|reagents?|[Cc]omparator)\b[^.;:]{0,50}?"
    r" (?:by|of|from) (?:the )?$|\b(?:fees?|honorari\w+|royalties|grants?) from $|\b(?:bought|purchased) (?:\w+ ){0,3}(?:from|of) $"
)
_BOUGHT = pattern_of(r"[^.;]{0,20}?, (?:which was |which were )?(?:bought|purchased)\b")
_FORMER = pattern_of(r"\b(?:[Ll]ast|[Tt]he previous) (?:year|month|week|spring|summer|autumn|fall|winter),? $")
_RELATIVE = pattern_of(r"\b(?:that|which) $")
_LONG_HEADLINE = 80  # characters; what is longer and ends in a full stop is a sentence
_IN_YEAR = pattern_of(r"\w* (?:back )?in (?:19|20)\d\d\b")
_HIMSELF = pattern_of(r"\w* that s?he\b")


@dataclass(slots=True)
class Mention:
    """One company named: its cleaned name and place, its listings, and the part that it plays there."""

    name: str
    written: str
    sentence: Sentence
    start: int
    end: int
    part: str
    listings: list[Listing] = field(default_factory=list)
    peers: list[Mention] = field(default_factory=list)

    @property
    def text_before(self) -> str:
        """The words of its sentence that stand before it."""
        return self.sentence.text[: self.start]


def mention_of(sentence: Sentence, written: str, start: int, part: str, listings: list[Listing]) -> Mention | None:
    """A mention with its name cleaned; None where the name is nobody's."""
    name = clean(written)
    if is_nobody(name):
        return None
    begin = sentence.text.find(name, start)
    if begin < 0 or _AFTER_COMPANY.search(sentence.text, max(0, begin - 14), begin):
        return None
    before = sentence.text[max(0, begin - 80) : begin]
    rest = _REST.search(before)
    if _SUPPLIES.search(before) or (rest and not (rest["more"] and is_company(written))):
        return None
    return Mention(name, written, sentence, begin, begin + len(name), part, listings)


def listed_in(sentence: Sentence) -> Iterator[Mention]:
    """Names that stand before a bracket with a listing, those of a parent given to the child named before it."""
    text = sentence.text
    last = 0
    found: Mention | None = None
    for bracket in _LISTING_PLACE.finditer(text):
        listings = listings_in(text, bracket.start(), bracket.end())
        if not listings:
            continue
        if found and not text[last : bracket.start()].strip():
            found.listings += listings
            last = bracket.end()
            continue
        if found:
            yield found
        low = max(last, bracket.start() - 90)
        before = next((m for p in _BEFORE if (m := p.search(text, low, bracket.start()))), None)
        last = bracket.end()
        if before is None:
            found = Mention("", "", sentence, bracket.start(), bracket.end(), "nameless", listings)
            continue
        child = _CHILD_BEFORE.search(text, max(0, before.start() - 140), before.start())
        chosen = child or before
        part = (
            "described"
            if child
            else "listed"
            if not before.groupdict().get("own") or sentence.zone == "headline"
            else "possessive"
        )
        found = mention_of(sentence, chosen["name"], chosen.start("name"), part, listings)
        found = found or Mention("", "", sentence, bracket.start(), bracket.end(), "nameless", listings)
    if found:
        yield found


def speaking_in(sentence: Sentence) -> Iterator[Mention]:
    """Names that announce, are described as a company, or by whom the news is made."""
    text = sentence.text
    patterns = [("says", _SAYS), ("by", _BY), ("described", _DESCRIBED), ("by", _FROM), ("says", _INTERVIEW)]
    if "today" in text:
        patterns = [("today", _TODAY), ("apposed", _APPOSED), *patterns]
    if sentence.zone == "headline" or (sentence.zone == "deck" and capitalised(text)):
        heading = [("headline", _HEADLINE), ("headline", _OFFICER)]
        patterns = [*heading, *patterns] if is_prose(text) else heading
    for part, pattern in patterns:
        for match in pattern.finditer(text):
            group = "group" if match["group"] else "before"
            if _is_other(text, match, part, match.start(group)):
                continue
            mentions = list(_parts(sentence, match.start(group), match.end(group), part))
            if mentions and _believed(part, pattern, mentions):
                mentions[0].peers = mentions[1:]
                yield mentions[0]


def is_prose(text: str) -> bool:
    """Is it a sentence of a text that has no headline: "Larkfield Pharma has announced that its drug worked."?"""
    return text.endswith(".") and not capitalised(text) and len(text) > _LONG_HEADLINE


def _is_other(text: str, match: re.Match[str], part: str, start: int) -> bool:
    """Is it a person who speaks of himself, a company's news of last year, or a supplier?"""
    if part in ("today", "says"):
        if _IN_YEAR.match(text, match.end()) and _RELATIVE.search(text, max(0, start - 10), start):
            return True
        return bool(_HIMSELF.match(text, match.end()) or _FORMER.search(text, max(0, start - 30), start))
    return part == "by" and bool(_BOUGHT.match(text, match.end()))


def _parts(sentence: Sentence, start: int, end: int, part: str) -> Iterator[Mention]:
    """Each company of "A (X: Y) and B"."""
    text = sentence.text
    for match in _PART.finditer(text, start, end):
        if re.fullmatch(LEGAL, match["name"]):
            continue
        listings = listings_in(text, match.start("notes"), match.end("notes"))
        found = mention_of(sentence, match["name"], match.start("name"), part, listings)
        if found:
            yield found


def _believed(part: str, pattern: re.Pattern[str], mentions: list[Mention]) -> bool:
    """A name that nothing shows to be a company's counts only where it announces "today" or heads the news."""
    if part in ("today", "headline"):
        return True
    if part == "described" and re.search(r"(?:^|[-—:] )$", mentions[0].sentence.text[: mentions[0].start]):
        return True
    return any(is_company(m.written) or m.listings for m in mentions)
