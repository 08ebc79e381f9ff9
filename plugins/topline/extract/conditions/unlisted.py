"""Diseases that no table has, by the shape of their names: "CDKL5 deficiency disorder (CDD)".

Thousands of rare diseases have no heading of their own. A phrase that ends like the name of a disease counts
where the text says that patients have it or that it is treated, and where it is introduced with its
abbreviation or said again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from topline.extract.conditions.names import Disease, Named, words_of
from topline.extract.words.patterns import pattern_of

_END = (
    r"(?:disease|syndrome|disorder|deficiency|dystrophy|ataxia|anemia|anaemia|porphyria|neuropathy|amyloidosis|dysplasia|encephalopathy|"
    r"[a-z]{3,}(?:itis|opathy|osis|emia|aemia|oma|plasia|trophy|uria|iasis|penia))"
)
_CUE = pattern_of(r"\b(?:with|of|treat|treating|for|in) ")
_NAMED = pattern_of(
    r"\b(?:(?:patients?|people|adults|children|adolescents|individuals|participants|infants|those)(?: \w+){0,3}? (?:with|living with|suffering from|diagnosed with)"
    r"|(?:treatment|management|prevention) of|to treat|treating|therapy for|designation (?:for|in)) (?P<words>(?:[\w'-]+ ){0,7}?"
    rf"(?P<end>{_END})(?: (?:disease|syndrome|disorder))?)\b(?: type [A-Z0-9]{{1,3}}\b)?(?P<short> \([A-Z][\w-]{{1,7}}\))?"
)


def unlisted(texts: Iterable[tuple[str, list[tuple[int, int]]]]) -> dict[str, Disease]:
    """From sentences (text, places of listed diseases) the unlisted names that count, as written, to diseases."""
    found: Counter[str] = Counter()
    introduced: dict[str, str] = {}
    read = list(texts)
    for text, listed in read:
        if not _CUE.search(text):
            continue
        for match in _NAMED.finditer(text):
            start = match.end("words") - len(_name(match["words"]))
            name = text[start : match.end("words")]
            if not _makes_name(name) or any(a < match.end("words") and start < b for a, b in listed):
                continue
            found[name] += 1
            if match["short"]:
                introduced[name] = match["short"].strip(" ()")
    everything = "\n".join(text for text, _ in read)
    kept = {name for name in found if name in introduced or everything.count(name) > 1}
    diseases = {name: Disease(name) for name in sorted(kept)}
    diseases |= {introduced[name]: diseases[name] for name in kept if name in introduced}
    return diseases


def _name(words: str) -> str:
    """The phrase without the general words at its front."""
    parts = words.split(" ")
    refused = words_of("unlisted_not")
    first = max((index + 1 for index, word in enumerate(parts[:-1]) if word.casefold() in refused), default=0)
    return " ".join(parts[first:])


def _makes_name(name: str) -> bool:
    """Is it more than a general word ("disease", "diagnosis")?"""
    words = name.split(" ")
    if len(words) > 1:
        return True
    return (
        len(name) > 9
        and name.islower()
        and not re.search(
            r"(?:diagn|progn|metast|fibr|necr|neur|apopt|hypn|sympt|dosis)osis$|metamorph|diploma|aroma", name
        )
    )


def introduced_otherwise(text: str, named: list[Named]) -> set[str]:
    """The abbreviations in brackets whose letters begin the capital words before them, where these name no disease."""
    found = set()
    for one in named if "(" in text else ():
        word = text[one.start : one.end]
        if not one.short or text[one.start - 2 : one.start] != " (" or any(n.end == one.start - 2 for n in named):
            continue
        heads = re.findall(r"[A-Za-z0-9]+", text[max(0, one.start - 80) : one.start - 2])[-len(word) :]
        if [head[0] for head in heads] == list(word.upper()):
            found.add(word)
    return found
