"""Lists of adverse-event terms in a sentence that reports them, each term with its grade and rates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from topline.extract.reading import Sentence
from topline.extract.safety import frames, silences
from topline.extract.safety.accepted import accepted
from topline.extract.safety.ahead import each_before, rate_before
from topline.extract.safety.rates import Rate, grade_of, rates_of, threshold_of
from topline.extract.safety.terms import AdverseTerm, adverse_terms
from topline.extract.safety.told import Listing, Told
from topline.extract.safety.unlisted import with_unlisted
from topline.extract.words.lexicon import Mention
from topline.extract.words.numbers import NUMBER, number_of
from topline.extract.words.patterns import pattern_of

# What breaks a list of terms: a verb, a new subject, a list inside the list.
_BREAK = pattern_of(
    r"[;:]|\.(?!\d)|\b(?:was|were|is|are|had|has|have|developed|experienced|(?:rates?|incidence) of|which|that|who|while|whereas|but|compared|versus|such as|including|included|like|led|occurred|from|due|patients with|no|without|not)\b",
    re.I,
)
_JOIN = pattern_of(r"[,/&+]|\b(?:and|or|as well as|followed by|plus|with)\b", re.I)
_PARENTHESIS = pattern_of(r"\([^()]*\)|\[[^\[\]]*\]")
# between a term and its own rate: "(", "in", ": ", "(CRS) was seen in"
_OWN = pattern_of(
    r"\s*(?:\([A-Z][A-Za-z-]{0,9}\))?\s*(?P<mark>[,:(\[=–-]*)\s*(?:(?:any|all)[- ]grades?,?:?|grades? [^,;()]{1,14}[,:]?|each|both|in|of|at|by|approximately|about|up to|n ?=|n|=|≥|>|<|~|affect(?:ing|ed)"
    r"|(?:was |were )?(?:reported|observed|seen|occurr?(?:ed|ing)|experienced)(?: in| by| at| with)?(?: a rate of)?|was|were|a|the|rates? of|rare|uncommon|infrequent|common|frequent|mild|low|generally|mostly|within \d+ \w+|\s){0,6}$",
    re.I,
)
_OTHER_NUMBER = pattern_of(
    r"\b(?:discontinu|withdr|of whom|dose (?:reduc|delay|interrupt)|interrupt|respon|surviv|resol|median|mean|led to|hospitali)\w*",
    re.I,
)
_OF_NEXT = pattern_of(
    r"\s*%?\)?\s*(?:of (?:the )?)?(?:[a-z]+ )?(?:patients|participants|subjects|people)?\s*(?:had|experienced|developed|reported|suffered)\b"
)
_SERIOUS = pattern_of(r"\bserious (?:adverse (?:events?|reactions?) of )?(?:[a-z-]+ )?$", re.I)
_COUNT = r"(?P<count>\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_CASES = pattern_of(
    rf"\b{_COUNT} (?:[\w-]+ )?(?:cases?|episodes?|instances?|occurrences?|reports?) of (?:[\w-]+ ){{0,2}}$", re.I
)
# "was reported in 17% of participants", "occurred in 20 patients (83%)"
_RATE = r"(?:[\d.]+%|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?: (?:of (?:the )?\d+ )?(?:patients|participants|subjects|people|adults|children))? \([\d.]+%\))"
_REPORTED_IN = pattern_of(rf"\b(?:was|were) (?:reported|seen|observed) (?:in|by) {_RATE}|\boccurred in {_RATE}", re.I)
_TO_RATE = pattern_of(rf"(?: (?:was|were|also|reported|seen|observed|occurred))* (?:in|by) {_RATE}|\s*\([\d.]+%", re.I)
# "neutropenia and rash in 44% and 21% of patients"
_ZIPPED = pattern_of(
    rf" and {NUMBER}%(?: of (?:[\w-]+ ){{0,3}}?(?:patients|participants|subjects|people|eyes|cases))?(?:[.,;](?! ?\d).*)?",
    re.I,
)
_AND = pattern_of(r"(?:\band|[,;]) (?:[a-z]+ )?$")
_GOES_ON = pattern_of(r"(?:\band|[,;]) [^.;]{0,60}$")
# a name for many events: those that follow it are told instead
_COLLECTIVE = pattern_of(r".*\b(?:events|effects|disorders|symptoms|abnormalities|skin reactions)$")
_NAMES_THEM = pattern_of(r",? (?:such as|including|like)\b| \((?:[a-z]+,|[a-z]+ (?:\w+ )?\d)")
# "hypersensitivity reactions, including anaphylaxis, were seen in 1%": the rate is that of what it is included in
_INCLUDED = pattern_of(r", (?:including|such as) (?:[\w-]+ ){0,4}$")
_STOPPED = pattern_of(r"\b(?:to (?:stop|discontinue|withdraw|leave|quit)|discontinu|stopped|withdrew)", re.I)


def listings_of(sentence: Sentence, introduction: str, told: str) -> Iterator[Listing]:
    """The lists of terms that a sentence reports as observed."""
    text = sentence.text
    mentions = [
        m
        for m in _abbreviated(text, list(adverse_terms().find(text)))
        if not silences.part_of_name(text, m.start, m.end)
        and not (_NAMES_THEM.match(text, m.end) and _COLLECTIVE.fullmatch(m.value.name))
    ]
    if told != "alone":
        mentions = with_unlisted(text, mentions)
    chains = [chain for chain in _chains(text, mentions) if any(m.value.kind != "open" for m in chain)]
    last: Listing | None = None
    if told == "alone" and _is_count_of_events(text, mentions):
        told = "counted"
    for number, chain in enumerate(chains):
        reach = chains[number + 1][0].start if number + 1 < len(chains) else len(text)
        listing = _listing(text, chain, reach)
        last = accepted(text, listing, introduction, told) or (
            accepted(text, listing, introduction, "counted") if _is_joined(text, last, listing) else None
        )
        if last:
            yield last


def _is_count_of_events(text: str, mentions: list[Mention[AdverseTerm]]) -> bool:
    """Does a sentence count two events or more in people: ``X was reported in 17% of participants, headache in 15%``?"""
    if len({m.value.name for m in mentions}) < 2 or not _REPORTED_IN.search(text):
        return False
    counted = [m for m in mentions if (gap := _TO_RATE.match(text, m.end)) and gap]
    return len(counted) > 1 and any(m.value.kind != "guarded" for m in counted)


def _is_joined(text: str, last: Listing | None, listing: Listing) -> bool:
    """Does a counted list go on from a counted one: ``neutropenia was seen in nine patients (38%) and infections in eight (33%)``?"""
    if not last or not last.mentions[-1].rates or not listing.mentions[0].rates:
        return False
    between = text[last.end : listing.start]
    counted_ahead = listing.mentions[0].rates[0].end == 0 and len(between) < 90
    return bool((_GOES_ON if counted_ahead else _AND).search(between))


def _abbreviated(text: str, mentions: list[Mention[AdverseTerm]]) -> list[Mention[AdverseTerm]]:
    """Mentions without the abbreviation in brackets behind the same term: ``cytokine release syndrome (CRS)``."""
    kept: list[Mention[AdverseTerm]] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last and last.value.name == mention.value.name and text[last.end : mention.start] == " (":
            close = mention.end + 1 if text[mention.end : mention.end + 1] == ")" else mention.end
            kept[-1] = replace(last, end=close)
        else:
            kept.append(mention)
    return kept


def _chains(text: str, mentions: list[Mention[AdverseTerm]]) -> Iterator[list[Mention[AdverseTerm]]]:
    """Mentions grouped into lists: ``nausea (12%), fatigue and rash``."""
    chain: list[Mention[AdverseTerm]] = []
    for mention in mentions:
        if chain:
            gap = _PARENTHESIS.sub("", text[chain[-1].end : mention.start])
            if len(gap) > 90 or _BREAK.search(gap) or not _JOIN.search(gap):
                yield chain
                chain = []
        chain.append(mention)
    if chain:
        yield chain


def _listing(text: str, chain: list[Mention[AdverseTerm]], reach: int) -> Listing:
    """A list with the rates that stand with each term."""
    close = min(reach, frames.clause_end(text, chain[-1].end))
    ends = [following.start for following in chain[1:]] + [close]
    told = [_told(text, m, end, alone=len(chain) == 1) for m, end in zip(chain, ends, strict=True)]
    told = _counted_ahead(text, told) or _shared(text, told, close)
    return Listing(tuple(told), chain[0].start, chain[-1].end)


def _told(text: str, mention: Mention[AdverseTerm], reach: int, *, alone: bool) -> Told:
    """One term with its own rates and the grade written before or behind it."""
    called = frames.CALLED_EVENT.match(text, mention.end)
    serious = _SERIOUS.search(text, max(0, mention.start - 50), mention.start) or (
        called and re.search(r"(?<!non-)\bserious\b|\bSAE", called.group(), re.I)
    )
    rates = [rate for rate in rates_of(text, mention.end, reach) if not _OF_NEXT.match(text, rate.end)]
    gap = text[mention.end : rates[0].start] if rates else ""
    own = _OWN.fullmatch(gap) if rates else None
    far = alone and rates and len(gap) <= 120 and not _OTHER_NUMBER.search(gap)
    inside = gap.startswith(",") and _INCLUDED.search(text, max(0, mention.start - 60), mention.start)
    if not (own or far) or inside or (rates and _STOPPED.search(text, mention.end, reach)):
        rates = []
    if not rates and (cases := _CASES.search(text, max(0, mention.start - 60), mention.start)):
        n = number_of(cases["count"])
        rates = [Rate(0, 0, n=n if isinstance(n, int) else None, arm="investigational")]
    grade = _grade_before(text, mention.start)
    if rates and grade is None:
        grade = grade_of(text[mention.end : max(mention.end, rates[0].start)])
    return Told(
        mention.value.name,
        mention.value.kind,
        mention.start,
        mention.end,
        reach,
        grade,
        True if serious else None,
        _graded(text, rates, reach),
    )


def _counted_ahead(text: str, told: list[Told]) -> list[Told] | None:
    """A list whose counts stand before its terms: ``three (21%) grade 3 fatigue and one (7%) rash``; None for any other."""
    if each := each_before(text, told[0].start):
        return [replace(t, rates=t.rates or (each,)) for t in told]
    if told[-1].rates:
        return None
    lows = [0, *(t.end for t in told[:-1])]
    rates = [rate_before(text, low, t.start) for low, t in zip(lows, told, strict=True)]
    if not all(rates):
        return None
    grades = [_grade_before(text, t.start) or (t.grade if t.rates == () else None) for t in told]
    return [replace(t, rates=(r,), grade=g) for t, r, g in zip(told, rates, grades, strict=True) if r]


def _grade_before(text: str, start: int) -> str | None:
    """The grade just before a term: ``Grade 3 fatigue``."""
    before = re.search(rf"({frames.GRADE})[ ,-]*(?:[a-z-]+ )?$", text[max(0, start - 45) : start], re.I)
    return grade_of(before.group(1)) if before else None


def _graded(text: str, rates: list[Rate], reach: int) -> tuple[Rate, ...]:
    """Rates with the grade said of the second one: ``(24% any grade, 3% grade ≥3)``."""
    if len(rates) < 2:
        return tuple(rates)
    second = grade_of(text[rates[0].end : min(reach, rates[1].end + 22)])
    first = replace(rates[0], arm="investigational") if second else rates[0]
    return first, replace(rates[1], grade=second, arm="investigational" if second else None)


def _shared(text: str, told: list[Told], close: int) -> list[Told]:
    """Rates that a list shares: ``nausea and rash (10% each)``, ``in 20% and 10%, respectively``."""
    last = told[-1]
    if any(t.rates for t in told[:-1]) or (
        len(told) == 1 and last.rates and not threshold_of(text[last.end : last.rates[0].end + 16])
    ):
        return told
    rates = rates_of(text, last.end, close)
    words = text[last.end : close]
    if shared := threshold_of(words):
        return [replace(t, rates=(replace(shared, start=0, end=0),)) for t in told]
    if len(rates) == 1 and re.search(r"\b(?:each|both)\b", words):
        return [replace(t, rates=tuple(rates)) for t in told]
    if len(rates) == len(told) and "respectively" in words:
        return [replace(t, rates=(rate,)) for t, rate in zip(told, rates, strict=True)]
    if len(rates) == len(told) == 2 and _ZIPPED.fullmatch(text[rates[0].end : rates[1].end + 60]):
        return [replace(t, rates=(rate,)) for t, rate in zip(told, rates, strict=True)]
    own = len(told) == 1 or (last.grade and not told[-2].grade)  # "fatigue, and grade 3 neutropenia (12%)"
    return told if own else [*told[:-1], replace(last, rates=())]
