"""The company of news that others tell, in which nobody announces: "Larkfield said on Monday …", "Larkfield's LK-301 …".

Each wording that ties a company to the news is a sign of some weight. A name that shows a company needs one; a bare name
("Larkfield") needs several of different kinds, one of them that only the owner of a product has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from topline.extract.conditions.context import capitalised
from topline.extract.drugs.mentions import looks_nonproprietary
from topline.extract.drugs.names import names as drug_names
from topline.extract.reading import Reading, Sentence
from topline.extract.sponsors.body_names import bodies_in
from topline.extract.sponsors.mentions import Mention, mention_of
from topline.extract.sponsors.names import LEGAL, NAME, NOTES, is_company, listings_in, same, words
from topline.extract.words.patterns import pattern_of
from topline.facts import fold

_CODE = r"[A-Z]{1,6}(?:-[A-Z]{1,3})?-?\d{2,6}[A-Za-z]?(?![\w%])"
_PRODUCT = (
    r"(?:drugs?|treatments?|therap(?:y|ies)|vaccines?|medicines?|medications?|candidates?|pills?|tablets?|capsules?|injections?|shots?|inhaler|insulin|"
    r"antibod(?:y|ies)|(?:[\w-]*i)?mAb|inhibitors?|agonists?|antagonists?|blockers?|compounds?|molecules?|assets?|products?|biologics?|biosimilars?|"
    r"gene editing|CAR[- ]T|platform|pipeline|devices?|tests?|assay|implants?|stents?|valves?|pumps?|patch|gel|cream|lens|catheter)"
)
_NO_PRODUCT = r"(?:times?|effects?|guidelines?|groups?|arms?|plans?|costs?|rates?|options?|cent(?:er|re)s?|policy|prices?|wards?|budget|bill)\b"
_NATION = r"(?:Swiss|French|German|British|Danish|Swedish|Dutch|Belgian|Israeli|Japanese|Chinese|Indian|Korean|Australian|Canadian|American|Italian|Spanish|Irish|Norwegian|Finnish|US|UK)"
_WORK = r"(?:trials?|stud(?:y|ies)|data|results|application|submission|program(?:me)?s?|NDA|BLA|filing|[Pp]hase)"
_SYMBOL = r"(?:,? [A-Z]{2,5}(?:[a-z]?\.[A-Z]{1,2})?|,? \$[A-Z]{2,5}|, based in [A-Z][\w ]{2,30})?"
_DAY = r"(?:(?:late |early )?(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this (?:week|month|morning)|yesterday|today|earlier|recently|also|now|just|has|have|had)"
_ASIDE = rf"(?:,? {_DAY}(?: (?:morning|evening|afternoon))?,?|, (?:of|in|from|based in) [A-Z]\w+(?:,? [A-Z]\w+)?,|, (?:a|an|the|which|whose|maker|part) [^,;.]{{3,90}},){{0,3}}"
_VERB = (
    r"(?:[a-z]+ly )?(?:sa(?:id|ys)|told|w[io]n|wins|began|begun|begins|hit|hits|met|meets|set|sets|saw|put|cut|lost|got|made|makes|took|takes|gave|will|would|"
    r"has|have|is|are|was|(?:(?:re)?(?:announc|report|releas|unveil|disclos|complet|receiv|present|publish|gain|expect|plan|stud|develop|test|submit|fil|start|launch|enrol|enroll|"
    r"stop|halt|paus|end|discontinu|shelv|scrapp?|dropp?|abandon|suffer|fac|show|claim|bas|clos|jump|soar|surg|ris|climb|fall|plung|slid|slump|tumbl|secur|obtain|advanc|mov|"
    r"post|detail|hail|tout|own|market|hop|intend|appl|look|seek|initiat|dos|recruit|treat|continu|revers|confirm|tr|aim|resum)(?:e?d|ie[ds]|e?s)?))\b"
)
_OFFICER = r"(?:[Cc]hief (?:executive|medical|scientific|operating|financial|business)|CEO|CMO|CSO|COO|president|Chief [A-Z]\w+ Officer|President|chair(?:man|woman)?)"
_KIND = (
    r"(?:(?:bio)?pharma(?:ceutical)?s?|bio-?tech(?:nology)?|drug-?maker|drug (?:maker|developer|giant)|vaccine (?:maker|developer)|device (?:maker|company)|med-?tech|"
    r"diagnostics|life sciences?|start-?up|-based|-headquartered|[Bb]ig [Pp]harma)"
)
_ANNOUNCES = pattern_of(
    rf"(?P<name>{NAME})(?P<notes>{NOTES}){_SYMBOL}{_ASIDE} (?:has|have) (?:now |also |just |today )?(?:data|results|dosed|reported|announced|unveiled|released|presented|published|"
    r"completed|started|begun|initiated|enrolled|recruited|won|filed|submitted|received|secured|stopped|halted|discontinued)\b"
)
_OF_DRUG = pattern_of(rf"(?P<name>{NAME})(?P<notes>(?:'s?){NOTES}) (?P<drug>[\w-]+(?: [\w-]+){{0,3}})")
# kind of sign → its weight and wording
_SIGNS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("says", 1, pattern_of(rf"(?P<name>{NAME})(?P<notes>{NOTES}){_SYMBOL}{_ASIDE} {_VERB}")),
    ("code", 3, pattern_of(rf"(?P<name>{NAME})(?P<notes>(?:'s?){NOTES}) (?:[a-z][\w-]* ){{0,4}}{_CODE}")),
    ("owns", 2, pattern_of(rf"(?P<name>{NAME})(?P<notes>(?:'s?){NOTES}),? (?:[\w/()+-]+,? ){{0,6}}?{_PRODUCT}\b(?! {_NO_PRODUCT})")),
    ("studies", 1, pattern_of(rf"(?P<name>{NAME})(?P<notes>(?:'s?){NOTES}),? (?:[\w/()+-]+,? ){{0,5}}?{_WORK}\b")),
    (
        "made",
        2,
        pattern_of(
            rf"(?:\b{_PRODUCT}|{_CODE})\b[^.;]{{0,60}}? (?:made|developed|discovered|manufactured|produced|marketed|sold|created|owned) (?:jointly )?(?:and \w+ )?by (?:the )?"
            rf"(?:[a-z][\w-]* |[A-Z][a-z]+ (?=(?:[\w-]+ ){{0,2}}?(?:drug|bio|pharma|vaccine|company|firm|group))){{0,5}}?(?!{_NATION} [a-z])(?P<name>{NAME})(?P<notes>{NOTES})"
        ),
    ),
    ("made", 2, pattern_of(rf"{_CODE} (?:of|from|by) (?:the )?(?:[a-z][\w-]* ){{0,4}}?(?P<name>{NAME})(?P<notes>{NOTES})")),
    ("made", 2, pattern_of(rf"{_CODE} \((?:[^();,]{{2,30}}[;,] )?(?P<name>{NAME})\)(?P<notes>)")),
    ("shares", 2, pattern_of(rf"\b[Ss](?:hares|tock) (?:of|in) (?P<name>{NAME})(?P<notes>{NOTES})")),
    ("shares", 2, pattern_of(rf"(?P<name>{NAME})(?P<notes>(?:'s?)?{NOTES}) (?:shares|stock)\b")),
    ("officer", 2, pattern_of(rf"(?P<name>{NAME})(?P<notes>(?:'s?)?{NOTES}) {_OFFICER}\b")),
    ("officer", 2, pattern_of(rf"\b{_OFFICER}(?: officer)?,? (?:of|at) (?P<name>{NAME})(?P<notes>{NOTES})")),
    ("described", 2, pattern_of(rf"{_KIND} (?:company |firm |group |developer |biotech |start-?up )?(?P<name>{NAME})(?P<notes>{NOTES})")),
    ("symbol", 2, pattern_of(r"(?P<name>" + NAME + r")(?P<notes>(?:'s?)?) \((?:[A-Z]{2,5} ?(?:[+-]\d[\d.]*%)?)\)")),
    ("announces", 1, _ANNOUNCES),
    ("drug", 2, _OF_DRUG),
    ("per", 1, pattern_of(rf"\b[Aa]ccording to (?P<name>{NAME})(?P<notes>{NOTES})")),
    ("colon", 1, pattern_of(rf"^(?P<name>{NAME})(?P<notes>): ")),
)  # fmt: skip
_ONLY_OWNERS = frozenset({"code", "owns", "made", "shares", "officer", "described", "symbol", "drug"})
_ENOUGH = 3
_SENTENCES = 14  # of the news that are looked at for signs
# Whose product the tested one is set against, or who judges it
_RIVAL = pattern_of(
    r"\b(?:[Uu]nlike [^,;]{0,60}|no shares in|(?:hold|own)s? (?:shares|stock) (?:in|of)|(?:[Ll]ast|[Tt]he previous) (?:year|month|spring|summer|autumn|fall|winter),?|(?:take|given|receiv|treat)\w* [^.;,]{0,40}? with|versus|vs\.?|against|compar(?:ed|able|ison|es) (?:with|to)|than|like|such as|including|include|rivals?|competit(?:or|ion|ive)s?(?: with| from)?|unlike|similar to|"
    r"alongside|behind|beat(?:s|ing)?|head-to-head with|alternative to|following|added to|plus|combined with|combination with|published (?:by|in)|funded by|grants? from|"
    r"(?:analysts?|strategists?|economists?) (?:at|from|with)|switch(?:ed|ing) from|acquired by|bought by|study by|report by) (?:the )?(?:[\w-]+,? ){0,3}?$"
)
_JUDGE_AFTER = pattern_of(
    r"(?:'s?)? (?:[a-z]+ )?(?:analysts?|strategists?|economists?|reporters?|survey|newsletter|journal)\b"
)
_JUDGE = pattern_of(
    r"\b(?:Securities|Capital|Banks?|Partners|Research|Investments?|Insights?|Resources|Advisors|Consulting|Markets?|Analytics|Ventures|Fund|Equity|Management|Journal|News|Times|"
    r"Herald|Post|Magazine|Wire|Week|Street|Court|Congress|Committee|Board|Government|Parliament|Ministry|Department|State|Group|Meeting|Sessions|Week|Symposium|Day|Registry|"
    r"Guidelines?|Award|Prize|Disease|Syndrome|Scale|Score|Index|Questionnaire|Study|Trial|Phase|Program(?:me)?|Act|Agency)$"
)
_LEADS = pattern_of(
    r"^(?:(?:[A-Z]\w+'s|[A-Z][\w-]+-(?:based|headquartered|listed|area|backed|owned)|Drugmaker|Drug|Biotech|Biopharma|Pharma|Shares|Vaccine|Developer|Maker|Swiss|French|German|British|Danish|Swedish|Dutch|Belgian|Israeli|Japanese|Chinese|Indian|Korean|"
    r"Australian|Canadian|American|Italian|Spanish|Irish|Norwegian|Finnish|US|UK|EU|U\.S\.|U\.K\.|But|Yet|Although|Though|If|Both|Under|Over|Before|Until|Because|Once|Last|This|That|These|Here|"
    r"Related|Read|Breaking|Update|Exclusive|Watch|Results|Data|Trial|Study) )+"
)
_CUT = pattern_of(r"^.*\b(?:Of|In|For|With|By|From|To|The|A|An|On|And|As|After|Over|That)\b ")
_CUT_OFFICER = pattern_of(r"(?:'s)? (?:CEO|CMO|CSO|COO|President|Chief|Chairman|Chairwoman|Founder)\b.*$")
_CODE_NAME = pattern_of(rf"^(?:{_CODE}|\w*\d{{3,}}\w*)$|[a-z]-?\d{{2,}}$")
_PERSON = pattern_of(
    rf"^(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir|Lord|He|She|It|They|We|You|I|There|This|That|Some|Most|Many|Both|All|Each|One|Two|Three|Four|Five|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Yesterday|Tomorrow|January|February|April|June|July|August|September|October|November|December|Patients?|Participants?|{LEGAL})\b\.?"
)
_THE_COMPANY = pattern_of(
    r"\b[Tt]he (?:\w+[ -]){0,2}(?:company|firm|drug-?maker|biotech|drug developer|biopharma|manufacturer)\b"
)
_OPENING = ("headline", "deck", "lead")


@dataclass(slots=True)
class Teller:
    """A company and the signs that the news is its own."""

    first: Mention
    mentions: list[Mention] = field(default_factory=list)
    signs: dict[str, int] = field(default_factory=dict)

    def add(self, mention: Mention, sign: str, weight: int) -> None:
        """Count a sign, each kind once; the headline and the first sentence of the text are signs themselves."""
        self.mentions.append(mention)
        self.signs[sign] = max(weight, self.signs.get(sign, 0))
        if mention.sentence.zone in _OPENING:
            self.signs["opening " + mention.sentence.zone] = 1

    @property
    def weight(self) -> int:
        """How strongly the news is tied to it."""
        return sum(self.signs.values()) + (2 if self.is_company else 0)

    @property
    def is_company(self) -> bool:
        """Does one of its names show a company?"""
        return any(is_company(m.written) or m.listings for m in self.mentions)

    @property
    def believed(self) -> bool:
        """A company's name, or signs of two kinds of which one is an owner's."""
        kinds = {kind for kind in self.signs if not kind.startswith("opening")}
        if self.is_company:
            return bool(kinds & _ONLY_OWNERS) or (self.weight > _ENOUGH and not self.only_in_title)
        return self.weight > _ENOUGH and (
            "code" in kinds
            or len(kinds - {"announces"}) > 2
            or {"announces", "colon"} <= kinds
            or (len(kinds) > 1 and bool(kinds & _ONLY_OWNERS))
        )

    @property
    def only_in_title(self) -> bool:
        """Is it named in a headline of capital words alone, which says little about where a name begins?"""
        return all(m.sentence.zone == "headline" and capitalised(m.sentence.text) for m in self.mentions)

    @property
    def fullest(self) -> Mention:
        """The mention with the fullest name."""
        return max(
            self.mentions,
            key=lambda m: (is_company(m.written), m.sentence.zone != "headline", -m.sentence.index, -m.start),
        )


def told(reading: Reading, headlines: Iterable[Mention]) -> Teller | None:
    """The company that the opening of the news is about; ``headlines``: the subjects of its headline."""
    sentences = reading.news[:_SENTENCES]
    tellers: list[Teller] = []
    for sentence in sentences:
        for sign, weight, pattern in _SIGNS:
            for match in pattern.finditer(sentence.text):
                if sign == "drug" and not _names_drug(match["drug"]):
                    continue
                mention = _named(sentence, match["name"], match.start("name"), match.start("notes"), match.end("notes"))
                if mention:
                    _count(tellers, mention, sign, weight)
    for teller in tellers:
        if any(same(teller.first.name, m.name) for m in headlines if m.part == "headline"):
            teller.signs["headline"] = 1
    opening = [
        t for t in tellers if min(m.sentence.index for m in t.mentions) <= sentences[min(5, len(sentences) - 1)].index
    ]
    if opening and any(_THE_COMPANY.search(s.text) for s in sentences):
        opening[0].signs["the company"] = 1
    believed = [t for t in opening if t.believed and not _is_person(t.first.name, sentences)]
    return max(believed, key=lambda t: t.weight, default=None)


def _count(tellers: list[Teller], mention: Mention, sign: str, weight: int) -> None:
    """Give a sign to its company, new or known."""
    teller = next((t for t in tellers if same(t.first.name, mention.name)), None)
    if teller is None:
        teller = Teller(mention)
        tellers.append(teller)
    teller.add(mention, sign, weight)


def _named(sentence: Sentence, written: str, start: int, notes: int, end: int) -> Mention | None:
    """The company at a place, None where the words are no company's or name a rival, a judge, a body or a drug."""
    text = sentence.text
    cut = _CUT if capitalised(text) else _LEADS
    match = cut.match(written)
    if match:
        start, written = start + match.end(), written[match.end() :]
    written = _CUT_OFFICER.sub("", written)
    if not written or _RIVAL.search(text, max(0, start - 70), start) or _JUDGE_AFTER.match(text, start + len(written)):
        return None
    mention = mention_of(sentence, written, start, "told", listings_in(text, notes, end))
    if (
        mention is None
        or _is_other(mention.name)
        or any(a < mention.end and mention.start < b for a, b in bodies_in(text))
    ):
        return None
    return mention


def _names_drug(following: str) -> bool:
    """Is one of the words behind a possessive a drug: "… seltorexant did not"?"""
    known = drug_names()
    return any(
        word.lower() in known.nonproprietary or word.lower() in known.brands or looks_nonproprietary(word)
        for word in following.split()
    )


def _is_other(name: str) -> bool:
    """Is it a code, a drug, a disease's eponym, a person, a broker, or an acronym?"""
    known = drug_names()
    return bool(
        "'s " in name
        or _CODE_NAME.search(name)
        or _PERSON.match(name)
        or _JUDGE.search(name)
        or fold(name) in _folded_others()
        or name in words("body_words")
        or name.lower() in known.brands
        or name.lower() in known.nonproprietary
        or name in known.codes
        or (name.isupper() and not is_company(name))
    )


def _folded_others() -> frozenset[str]:
    return frozenset(fold(word) for kind in ("brokers", "eponyms") for word in words(kind))


def _is_person(name: str, sentences: Iterable[Sentence]) -> bool:
    """Is the one word a surname (a given name or "Dr." stands before it), or a common noun?"""
    if " " in name or is_company(name):
        return False
    if any(name.lower() in s.text for s in sentences):
        return True
    return any(_GIVEN.search(s.text[max(0, at - 24) : at]) for s in sentences for at in _places(s.text, name))


_GIVEN = pattern_of(
    r"(?:\b(?:Dr|Mr|Ms|Mrs|Prof)\.?|\b(?:Professor|analyst|author)(?: [A-Z]\w+)?|(?:by|said|and|CEO|officer|president|President|director|Director),? [A-Z][a-z]+(?: [A-Z]\.)?) $"
)


def _places(text: str, name: str) -> Iterable[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))
