"""Which words have the shape of a trial's name: acronyms rather than codes, brands, companies or abbreviations."""

from __future__ import annotations

import re
from functools import cache

from topline.extract.shipped import lines_of
from topline.extract.words.patterns import pattern_of
from topline.facts import fold

_SHAPE = pattern_of(r"([A-Za-z]+)[- ]?(\d*)")


@cache
def not_names() -> frozenset[str]:
    """The words in capitals that name no trial, folded."""
    return frozenset(fold(line.split("\t")[0]) for line in lines_of("trial_not_names.tsv"))


def is_shouted(text: str) -> bool:
    """Is a sentence set in capitals, so that they tell nothing?"""
    capitals = sum(map(str.isupper, text))
    return capitals > 12 and capitals > 0.6 * sum(map(str.isalpha, text))


def is_word(words: str) -> bool:
    """Has a name the shape of an acronym rather than of a product's code: GLORA-4, ICE3, but not AL001?"""
    if words.startswith(("Study ", "Trial ")):
        return True
    if " " in words:
        return is_word(words.split(" ", maxsplit=1)[0]) or not any(c.isdigit() for c in words.split(" ", maxsplit=1)[0])
    if any(c.islower() for c in words) and sum(c.isupper() for c in words) < 3:
        return bool(re.search(r"[a-z]{2}[A-Z]|^[A-Z]{2}[a-z]{3}", words))
    shape = _SHAPE.match(words)
    letters, digits = (shape[1], shape[2]) if shape else ("", "")
    if re.search(r"\d[A-Z]+\d", words) or words[:1].isdigit():
        return False
    if len(letters) >= 5:
        return True
    if len(letters) == 4:
        return len(digits) < 2
    if re.match(r"[A-Z]{2,}\d[A-Z]{3,}", words):  # TH3RESA
        return True
    return len(letters) == 3 and len(digits) == 1 and "-" not in words


def is_two_humped(words: str) -> bool:
    """Has a word the shape of many a company or brand: ReNeu, but also AbbVie?"""
    return any(c.islower() for c in words) and sum(c.isupper() for c in words) < 3


def is_long(words: str) -> bool:
    """An acronym of five letters or more that can be spoken."""
    return bool(re.match(r"[A-Z]{5}", words) and re.match(r"[A-Z]+?[AEIOUY]", words[1:]))


def stands_for(capitals: str, words: str) -> bool:
    """Do the initials of the words, in order, make the capitals (function words may drop out)?"""
    letters = [c for c in capitals.casefold() if c.isalpha()]
    initials = [part[0] for part in re.split(r"[\s/-]+", words.casefold()) if part and part[0].isalpha()]
    place = len(initials)
    missed = 0
    for letter in reversed(letters):
        found = next((i for i in range(place - 1, max(-1, place - 4), -1) if initials[i] == letter), None)
        if found is None:
            missed += 1
        else:
            place = found
    return bool(letters) and missed <= len(letters) // 3
