"""Lists of adverse-event terms in a sentence that reports them, each term with its grade and rates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from topline.extract.reading import Sentence
from topline.extract.safety import frames
from topline.extract.safety.rates import Rate, grade_of, rates_of, threshold_of
from topline.extract.safety.terms import AdverseTerm, adverse_terms
from topline.extract.words.lexicon import Mention
from topline.extract.words.numbers import number_of
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
    r"|(?:was |were )?(?:reported|observed|seen|occurr?(?:ed|ing)|experienced)(?: in| by| at| with)?(?: a rate of)?|was|were|a|the|rates? of|\s){0,6}$",
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
_THERE = pattern_of(rf"there (?:was|were|have been|has been) {_COUNT} (?:[\w-]+ ){{0,2}}$", re.I)
# the rate of the other arm: "… compared to 5% with placebo"
_AGAINST = pattern_of(r"[\s,(]*(?:compared|versus|vs\.?|against|relative to)\b", re.I)
# "was reported in 17% of participants", "occurred in 20 patients (83%)"
_RATE = r"(?:[\d.]+%|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?: (?:of (?:the )?\d+ )?(?:patients|participants|subjects|people|adults|children))? \([\d.]+%\))"
_REPORTED_IN = pattern_of(rf"\b(?:was|were) (?:reported|seen|observed) (?:in|by) {_RATE}|\boccurred in {_RATE}", re.I)
_TO_RATE = pattern_of(rf"(?: (?:was|were|also|reported|seen|observed|occurred))* (?:in|by) {_RATE}|\s*\([\d.]+%", re.I)
_STOPPED = pattern_of(r"\b(?:to (?:stop|discontinue|withdraw|leave|quit)|discontinu|stopped|withdrew)", re.I)
_PEOPLE_DID = pattern_of(r"\s*\)?\s*(?:of|in)?\s*(?:the |all )?(?:[a-z-]+ ){0,7}$", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """One term of a list: its name, place, grade and rates. ``reach`` is where the words about it end."""

    name: str
    kind: str
    start: int
    end: int
    reach: int
    grade: str | None = None
    serious: bool | None = None
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Terms that stand in one list."""

    mentions: tuple[Told, ...]
    start: int
    end: int


def listings_of(sentence: Sentence, introduction: str, told: str) -> Iterator[Listing]:
    """The lists of terms that a sentence reports as observed."""
    text = sentence.text
    mentions = [
        m for m in _abbreviated(text, list(adverse_terms().find(text))) if not frames.part_of_name(text, m.start, m.end)
    ]
    chains = list(_chains(text, mentions))
    last: Listing | None = None
    if told == "alone" and _is_count_of_events(text, mentions):
        told = "counted"
    for number, chain in enumerate(chains):
        reach = chains[number + 1][0].start if number + 1 < len(chains) else len(text)
        listing = _listing(text, chain, reach)
        accepted = _accepted(text, listing, introduction, told)
        if not accepted and _is_joined(text, last, listing):
            accepted = _accepted(text, listing, introduction, "counted")
        if accepted:
            yield accepted
        last = accepted


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
    return bool(re.search(r"(?:\band|[,;]) (?:[a-z]+ )?$", text[last.end : listing.start]))


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
    told = _shared(text, told, close)
    return Listing(tuple(told), chain[0].start, chain[-1].end)


def _told(text: str, mention: Mention[AdverseTerm], reach: int, *, alone: bool) -> Told:
    """One term with its own rates and the grade written before or behind it."""
    before = re.search(rf"({frames.GRADE})[ ,-]*(?:[a-z-]+ )?$", text[max(0, mention.start - 45) : mention.start], re.I)
    called = frames.CALLED_EVENT.match(text, mention.end)
    serious = _SERIOUS.search(text, max(0, mention.start - 50), mention.start) or (
        called and re.search(r"(?<!non-)\bserious\b|\bSAE", called.group(), re.I)
    )
    rates = [rate for rate in rates_of(text, mention.end, reach) if not _OF_NEXT.match(text, rate.end)]
    gap = text[mention.end : rates[0].start] if rates else ""
    own = _OWN.fullmatch(gap) if rates else None
    far = alone and rates and len(gap) <= 120 and not _OTHER_NUMBER.search(gap)
    if not (own or far) or (rates and _STOPPED.search(text, mention.end, reach)):
        rates = []
    if not rates and (cases := _CASES.search(text, max(0, mention.start - 60), mention.start)):
        n = number_of(cases["count"])
        rates = [Rate(0, 0, n=n if isinstance(n, int) else None, arm="investigational")]
    grade = grade_of(before.group(1)) if before else None
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
    own = len(told) == 1 or (last.grade and not told[-2].grade)  # "fatigue, and grade 3 neutropenia (12%)"
    return told if own else [*told[:-1], replace(last, rates=())]


def _accepted(text: str, listing: Listing, introduction: str, told: str) -> Listing | None:
    """The list where the sentence reports it as observed, else None."""
    start, end = listing.start, listing.end
    ahead = f"{introduction} {text[:start]}" if introduction else text[max(0, start - 260) : start]
    listed = frames.LISTED.search(ahead) if told != "alone" else None
    if frames.denied(text, start, end) or frames.supposed(text, start):
        return None
    if listed:
        return _governed(listing, ahead, listed)
    if stopped := frames.stopped_for(text, start):
        return _counted(text, listing, stopped)
    if frames.named_only(text, start):
        return None
    found = frames.FOUND_BEFORE.search(text, max(0, start - 110), start)
    observed = bool(
        found or frames.FOUND_AFTER.match(text, end) or (told != "alone" and any(t.rates for t in listing.mentions))
    )
    if not observed:
        return None
    listing = _counted(text, listing, found)
    rated = any(t.rates for t in listing.mentions)
    kinds = {t.kind for t in listing.mentions}
    if told == "counted":
        return listing if rated and not frames.made_less(text, start) else None
    if told == "alone":
        alone = kinds == {"own"} or (kinds <= {"own", "treated"} and frames.UNDER_TREATMENT.search(text))
        return listing if rated and alone and not frames.made_less(text, start) else None
    said = bool(found and frames.SAID_OF.match(found["frame"])) or frames.is_plainly_event(text, start, end)
    return listing if said or kinds != {"guarded"} else None


def _governed(listing: Listing, ahead: str, listed: re.Match[str]) -> Listing:
    """A list with the threshold, grade and seriousness that its introduction gives to all of it."""
    begin = max(0, listed.start() - 50, ahead.rfind(",", 0, listed.start()) + 1)
    words = ahead[begin : listed.start("verb")]
    grades = grade_of(words, at_end=True) or _grade_ahead(ahead, listed.start())
    serious = True if re.search(r"\bserious (?:[a-z-]+ )?adverse|\bSAEs?\b", words, re.I) else None
    shared = threshold_of(ahead[begin:])
    single = None
    if len(listing.mentions) == 1 and not shared and (plain := rates_of(listed["between"])):
        single = replace(plain[0], start=0, end=0)
    mentions = []
    for t in listing.mentions:
        rates = t.rates or ((replace(shared, start=0, end=0),) if shared else (single,) if single else ())
        mentions.append(replace(t, grade=t.grade or grades, serious=t.serious or serious, rates=rates))
    return replace(listing, mentions=tuple(mentions))


def _grade_ahead(ahead: str, position: int) -> str | None:
    """The grade of the events that "the most common were" speaks of: ``grade ≥3 events occurred in 8%; the most common …``."""
    clause = ahead[max(0, position - 130) : position]
    match = re.search(
        rf"({frames.GRADE}) (?:[\w-]+ ){{0,3}}(?:adverse events?|adverse reactions?|(?:TE|TR)?AEs?|events|toxicities)\b[^.;]*(?:;|, ?(?:and|with)?)[^;,.]*$",
        clause,
        re.I,
    )
    if not match or re.search(r"\b(?:no|without|none)\b[^;,.]{0,30}$", clause[: match.start()], re.I):
        return None
    return grade_of(match.group(1))


def _counted(text: str, listing: Listing, found: re.Match[str] | None) -> Listing:
    """A single term with the count said before it: ``three participants experienced …``, ``there were two …``."""
    first = listing.mentions[0]
    if len(listing.mentions) > 1 or (first.rates and (len(first.rates) > 1 or not _AGAINST.match(text, first.end))):
        return listing
    rates: list[Rate] = []
    if found:
        ahead = rates_of(text, max(0, found.start() - 90), found.start("frame"))
        if ahead and _PEOPLE_DID.fullmatch(text[ahead[-1].end : found.start("frame")]):
            rates = [ahead[-1] if first.rates else replace(ahead[-1], arm="investigational"), *first.rates]
    if there := _THERE.search(text[max(0, first.start - 60) : first.start]):
        n = number_of(there["count"])
        rates = [Rate(0, 0, n=n if isinstance(n, int) else None, arm="investigational")]
    return replace(listing, mentions=(replace(first, rates=tuple(rates)),))
