"""Which lists of terms a sentence reports as observed, and what its words give to all of a list."""

from __future__ import annotations

import re
from dataclasses import replace

from topline.extract.safety import frames, silences
from topline.extract.safety.rates import Rate, grade_of, rates_of, threshold_of
from topline.extract.safety.reports import reports
from topline.extract.safety.told import Listing
from topline.extract.words.numbers import number_of
from topline.extract.words.patterns import pattern_of

_COUNT = r"(?P<count>\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_THERE = pattern_of(rf"there (?:was|were|have been|has been) {_COUNT} (?:[\w-]+ ){{0,2}}$", re.I)
# the rate of the other arm: "… compared to 5% with placebo"
_FEWER = pattern_of(r"\b(?:fell|fewer|lower\w*|reduc\w+|declin\w+|dropp\w+|decreas\w+|prevent\w*)\b", re.I)
_DEVELOPED = frozenset({"developed", "experienced", "suffered"})
_AGAINST = pattern_of(r"[\s,(]*(?:compared|versus|vs\.?|against|relative to)\b", re.I)
_PEOPLE_DID = pattern_of(r"\s*\)?\s*(?:of|in)?\s*(?:the |all )?(?:[a-z-]+ ){0,7}$", re.I)


def accepted(text: str, listing: Listing, introduction: str, told: str) -> Listing | None:
    """The list where the sentence reports it as observed, else None."""
    start, end = listing.start, listing.end
    ahead = f"{introduction} {text[:start]}" if introduction else text[max(0, start - 260) : start]
    listed = frames.LISTED.search(ahead) if told != "alone" else None
    if silences.denied(text, start, end) or silences.supposed(text, start):
        return None
    if listed and silences.of_class(listed["between"], listed["verb"]):
        return None
    if listed:
        return _governed(listing, ahead, listed)
    if silences.brought_down(text, start):
        return None
    stopped = frames.stopped_for(text, start)
    of_death = stopped and stopped["frame"].lower().startswith(("die", "death", "fatal"))
    if stopped and not (of_death and (told != "spoken" or _FEWER.search(text))):
        return _counted(text, listing, stopped)
    if silences.named_only(text, start):
        return None
    found = frames.FOUND_BEFORE.search(text, max(0, start - 110), start)
    plain = frames.is_plainly_event(text, start, end)
    observed = bool(
        found
        or (told != "alone" and frames.is_called_event(text, end))
        or frames.FOUND_AFTER.match(text, end)
        or (len(listing.mentions) > 1 and frames.FOUND_AFTER.match(text, listing.mentions[0].end))
        or (told != "alone" and any(t.rates for t in listing.mentions))
    )
    if not observed:
        return None
    listing = _counted(text, listing, found)
    rated = any(t.rates for t in listing.mentions)
    kinds = {t.kind for t in listing.mentions}
    if told == "counted":
        return listing if rated and not silences.made_less(text, start) else None
    if told == "alone":
        return listing if reports(text, start, listing.mentions) else None
    said = plain or _said_of_people(found, listing) or reports(text, start, listing.mentions, spoken=True)
    return listing if said or not kinds <= {"guarded", "open"} else None


def _said_of_people(found: re.Match[str] | None, listing: Listing) -> bool:
    """Is a term called an adverse event, or counted in people who developed it: ``one developed hives``?"""
    if found is None:
        return False
    counted = len(listing.mentions) == 1 and any(rate.n for rate in listing.mentions[0].rates)
    return bool(frames.SAID_OF.match(found["frame"])) or (counted and found["frame"].lower() in _DEVELOPED)


def _governed(listing: Listing, ahead: str, listed: re.Match[str]) -> Listing:
    """A list with the threshold, grade and seriousness that its introduction gives to all of it."""
    begin = max(
        0, listed.start() - 50, ahead.rfind(",", 0, listed.start()) + 1, ahead.rfind(";", 0, listed.start()) + 1
    )
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
