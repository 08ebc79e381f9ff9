"""Warnings about a text that a wire damaged, or that had to be completed: what was read, and why.

Damage is looked for in the news and in "About the study", where numbers count. Warnings that other subjects found
(a count that disagrees with its percentage, an interval without its estimate) are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from topline.extract.meetings import RULE_EDITION
from topline.extract.reading import Reading, Sentence
from topline.extract.results import disagreements
from topline.extract.words.patterns import pattern_of
from topline.facts import Caveat, Facts, anchor_of

_LIST_OPENS = pattern_of(
    r"\b(?:includ(?:ed?|es|ing)|as follows|the following|consist(?:ed|s|ing) of|compris(?:ed|es|ing)|were|was|are)(?: [\w ]{0,30})?:$"
)
_SET_AS_LIST = pattern_of(r"^\s*(?:[•*·▪◦–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)]) ?")
_MOJIBAKE = pattern_of(r"â€[^\sA-Za-z]?|Ã[\u0080-\u00bf©¨¼¶¤±]|Â[®°±µ\u00a0·]|ï¿½|\ufffd")
_UNIT = pattern_of(r"[\wµ]*/m$")
_LISTED = frozenset({"item", "row", "quote", "caption"})
_SHORT = 120  # characters: a paragraph without a full stop and shorter than this is an item of a list


def find(reading: Reading, known: Facts) -> tuple[Caveat, ...]:
    """The warnings found so far and those about damage."""
    found = list(known.warnings)
    for sentence in reading.sentences:
        if sentence.news or sentence.zone == "about-study":
            found += _repaired(sentence)
            found += _mojibake(sentence)
            if _list_missing(sentence, reading):
                found.append(_missing(sentence))
    found += _counted(known)
    found += disagreements(reading)
    return tuple(found)


def _warning(sentence: Sentence, start: int, end: int, code: str, message: str) -> Caveat:
    """A warning about ``quote[start:end]``."""
    return Caveat(
        code=code,
        message=message,
        quote=sentence.quote,
        anchor=anchor_of(sentence.quote),
        span=(start, end),
        rule=f"damage/{code}",
    )


def _repaired(sentence: Sentence) -> Iterator[Caveat]:
    """What was repaired so that the sentence could be read, one warning a code."""
    codes: set[str] = set()
    for repair in sentence.shadow.repairs:
        if repair.code in codes:
            continue
        codes.add(repair.code)
        start, end = repair.start, repair.end
        if repair.code == "unit-lost-superscript":
            unit = _UNIT.search(sentence.quote[:start])
            start, end = (unit.start(), start) if unit else (start, end)
        yield _warning(sentence, start, end, repair.code, _message(repair.code, sentence.quote[start:end]))


def _message(code: str, words: str) -> str:
    if code == "unit-lost-superscript":
        return f'"{words}" is no unit of dose: read as {words}², the superscript was lost.'
    if code == "exponent-lost":
        digits = re.sub(r"\D", "", words)
        power = digits[2:].translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return f'"{words}" read as 10{power}: the exponent was set as plain digits.'
    return f'"{words}" read as an ordinal, the number of the meeting: its ending was lost.'


def _mojibake(sentence: Sentence) -> Iterator[Caveat]:
    match = _MOJIBAKE.search(sentence.quote)
    if match:
        message = f'"{match.group()}" is text in a wrong encoding: restore the character from the source.'
        yield _warning(sentence, match.start(), match.end(), "mojibake", message)


def _list_missing(sentence: Sentence, reading: Reading) -> bool:
    """Does a sentence announce a list that does not follow?"""
    if sentence.kind != "paragraph" or not sentence.text.endswith(":") or not _LIST_OPENS.search(sentence.text):
        return False
    if len(sentence.text.split()) < 4:
        return False
    rest = reading.blocks[sentence.block].text[sentence.offset + len(sentence.quote) :]
    if rest.strip():
        return False
    following = reading.blocks[sentence.block + 1] if sentence.block + 1 < len(reading.blocks) else None
    if following is None or following.kind == "heading":
        return True
    text = following.text.strip()
    short = len(text) < _SHORT and text[-1:] not in ".:"
    return not (following.kind in _LISTED or _SET_AS_LIST.match(text) or short)


def _missing(sentence: Sentence) -> Caveat:
    end = len(sentence.quote)
    start = sentence.quote.rstrip(":").rfind(" ") + 1
    words = sentence.quote[start:end]
    message = f'A list is announced ("{words}") and does not follow: the next paragraph was not read as part of it.'
    return _warning(sentence, start, end, "list-missing", message)


def _counted(known: Facts) -> Iterator[Caveat]:
    """Meetings whose year was counted from their edition."""
    seen = set()
    for meeting in known.meetings:
        if meeting.rule == RULE_EDITION and meeting.acronym not in seen:
            seen.add(meeting.acronym)
            message = f"The text gives no year for {meeting.acronym}: {meeting.year} was counted from edition {meeting.edition}."
            yield Caveat(
                code="year-from-edition",
                message=message,
                quote=meeting.quote,
                anchor=meeting.anchor,
                span=meeting.span,
                rule="damage/year-from-edition",
            )
