"""What a trial tests when it is no drug: procedures, devices, tests and programmes by their usual names."""

from __future__ import annotations

import functools
import re

from topline.extract.drugs.mentions import Mention
from topline.extract.reading import Reading, Sentence
from topline.extract.shipped import table_of
from topline.extract.words.patterns import pattern_of

_STUDIED = pattern_of(
    r"\b(?:trial|study|studied|clinical|randomi[sz]ed|patients|participants|evaluat\w+|compared|device|placebo|survivors|receiv\w+|doses?|adults|people|improv\w+|led to|remission|reduc\w+|lower\w*|cured?|relie\w+|versus|than|percent|women|men|children|treat\w*|FDA|clearance|approval)\b",
    re.I,
)

# The occasion of a treatment is not what is tested: "clot prevention after percutaneous coronary intervention".
_OCCASION = pattern_of(
    r"\b(?:after|following|before|during|undergoing|awaiting|eligible for|without)(?: [\w-]+){0,2} $"
)

# "randomly assigned 104 adults with resistant hypertension to carotid sinus stimulation or to a sham"
_ASSIGNED = pattern_of(
    r"\b(?:randomly (?:assigned|allocated)|randomi[sz]ed)\b[^.;]{0,140}? to (?:either |receive |an? )?$"
)

# Beside medicines the lead tells of one only as the subject of its sentence: "BATH - Online cognitive therapy was as good as …"
_SUBJECT = pattern_of(r"^(?:[^.;]{0,60} [-—] )?(?:(?:The|A|An) )?(?:[\w-]+ ){0,3}$")
_WORD = pattern_of(r"[a-z0-9]+")
_GAP = r"[- ](?:\([A-Za-z]{2,4}\) )?"  # "radiofrequency (RF) ablation"
_GAPS = pattern_of(_GAP)
_SHORT = pattern_of(r" \(([A-Za-z]{2,6})\)")


@functools.cache
def _terms() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all terms, the longest first, and the type of each."""
    table = table_of("drug_terms.toml")
    types = {term: kind for kind, terms_ in table.items() for term in terms_}
    longest = sorted(types, key=lambda term: (-len(term), term))
    pattern = (
        r"\b(?:" + "|".join(re.escape(term).replace(r"\-", _GAP).replace(r"\ ", _GAP) for term in longest) + r")s?\b"
    )
    return pattern_of(pattern, re.I), types


@functools.cache
def _spaced() -> dict[str, str]:
    """The terms by their words with blanks for hyphens; of two alike, the first."""
    return {term.replace("-", " "): term for term in reversed(_terms()[1])}


@functools.cache
def _ends() -> dict[str, frozenset[str]]:
    """For the first word of each term the last words, and their plurals: a cheap look at whether any can be in a text."""
    ends: dict[str, set[str]] = {}
    for term in _terms()[1]:
        parts = _WORD.findall(term)
        ends.setdefault(parts[0], set()).update({parts[-1], f"{parts[-1]}s"})
    plural = {f"{first}s": last for first, last in ends.items() if first in last}
    return {first: frozenset(last) for first, last in (*plural.items(), *ends.items())}


def terms(reading: Reading, drugs: set[int]) -> list[Mention]:
    """The mentions of a procedure, device or programme that the headline names as what is studied.

    The deck and lead name one only where they name no drug; ``drugs`` are the indices of sentences that do. Where the
    news names no drug at all, it is what patients were randomly assigned to.
    """
    opening = [s for s in reading.sentences if s.zone in ("headline", "deck", "lead")]
    drugged = any(s.index in drugs for s in opening)
    tested = {
        name
        for s in opening
        for name, start, _ in _found(s)
        if _tested(s, start) and _alone(name, s, start, drugged=drugged)
    }
    if not tested and not any(s.index in drugs for s in reading.news):
        tested = {name for s in reading.news for name, start, _ in _found(s) if _ASSIGNED.search(s.text[:start])}
    if not tested:
        return []
    found = [Mention(s, a, b, name, "term") for s in reading.sentences for name, a, b in _found(s) if name in tested]
    return found + _shortened(reading, found)


def _alone(name: str, sentence: Sentence, start: int, *, drugged: bool) -> bool:
    """Is it what the opening tells of, though that names a medicine too? A class of medicines is so only without one."""
    if not drugged:
        return sentence.zone == "headline" or type_of_term(name) != "drug"
    return type_of_term(name) != "drug" and (
        sentence.zone == "headline" or bool(_SUBJECT.search(sentence.text, 0, start))
    )


def _shortened(reading: Reading, found: list[Mention]) -> list[Mention]:
    """The mentions by an abbreviation that stands in brackets behind the name, made of its initials."""
    shorts = {
        match[1]: m.name
        for m in found
        if (match := _SHORT.match(m.sentence.text, m.end)) and _initials(match[1], m.name)
    }
    more = []
    for short, name in shorts.items():
        for sentence in reading.sentences:
            if short in sentence.text:
                places = re.finditer(rf"\b{short}\b", sentence.text)
                more += [Mention(sentence, m.start(), m.end(), name, "term") for m in places]
    return more


def _initials(short: str, name: str) -> bool:
    words = re.split(r"[ -]", name)
    return short.rstrip("s").lower() == "".join(word[0] for word in words)


def _tested(sentence: Sentence, start: int) -> bool:
    studied = sentence.zone == "headline" or bool(_STUDIED.search(sentence.text))
    return studied and not _OCCASION.search(sentence.text, max(0, start - 40), start)


def type_of_term(name: str) -> str:
    """Its type: device, procedure, behavioural or diagnostic."""
    return _terms()[1].get(name, "procedure")


def _found(sentence: Sentence) -> list[tuple[str, int, int]]:
    pattern, _ = _terms()
    here = set(_WORD.findall(sentence.text.lower()))
    if all(_ends()[first].isdisjoint(here) for first in here & _ends().keys()):
        return []
    hits = []
    for match in pattern.finditer(sentence.text):
        name = _GAPS.sub(" ", match.group().lower())
        spaced = _spaced()
        hits.append((spaced.get(name) or spaced.get(name.removesuffix("s"), name), match.start(), match.end()))
    return hits
