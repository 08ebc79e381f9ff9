"""Terms that no table has, read where they stand in a list of adverse events: ``nausea (12%), keratoderma (9%) and rash``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from topline.extract.safety.terms import AdverseTerm
from topline.extract.words.lexicon import Mention
from topline.extract.words.patterns import pattern_of

_NAME = r"(?P<name>[a-z][a-z'’-]{2,}(?: [a-z][a-z'’-]{2,}){0,3}(?: of (?:the )?[a-z]{3,20})?)"
# "…, keratoderma (9%)": an item with its own rate
_RATED = pattern_of(
    rf"(?:[,;:(]|\b(?:and|or|were|was|included|including|being|by|are)) {_NAME}"
    r"(?= ?[\[(](?:n ?= ?\d|[≥<>~]?\d[\d.,]*(?: of |/|%| vs|;| ?\()))"
)
# between two terms: ", keratoderma, and"
_BETWEEN = pattern_of(rf"\s*,\s+{_NAME}\s*,\s+(?:and |or )?(?:[a-z-]+ )?$")
# behind the last of them: "and keratoderma."
_LAST = pattern_of(rf"\s*,? (?:and|or) {_NAME}(?=\s*[.;)]|\s*$)")
_PARENTHESIS = pattern_of(r"\([^()]*\)")
# words that stand before a term and are no part of it
_LEADING = frozenset(
    {"mild", "moderate", "severe", "serious", "transient", "and", "the", "mostly", "mainly", "some", "increased", "worsening", "asymptomatic",
     "low-grade", "also", "treatment-related", "treatment-emergent", "treatment-induced"}
)  # fmt: skip
# a name that holds one of these words is no adverse event
_NO_TERM = frozenset(
    {"patient", "patients", "participant", "participants", "subject", "subjects", "people", "adults", "children", "women", "men", "event", "events",
     "effect", "effects", "reaction", "reactions", "grade", "grades", "placebo", "arm", "arms", "group", "groups", "cohort", "dose", "doses", "deaths",
     "treatment", "treatments", "therapy", "drug", "drugs", "study", "trial", "response", "responses", "rate", "rates", "remission", "survival", "disease", "both",
     "each", "all", "other", "others", "none", "not", "any", "most", "more", "less", "fewer", "than", "with", "without", "for", "from", "due", "which", "that",
     "who", "were", "was", "had", "has", "have", "median", "mean", "only", "one", "two", "three", "four", "five", "months", "weeks", "days", "years",
     "cycle", "cycles", "vaccine", "vaccination", "respectively", "versus", "compared", "after", "before", "during", "there", "these", "those", "they", "this",
     "are", "can", "may", "will", "been", "being", "led", "showed", "control", "baseline", "discontinuation", "discontinuations", "withdrawal",
     "total", "overall", "combination", "alone", "reported", "observed", "occurred", "resolved", "included", "including", "such", "few", "some", "many"}
)  # fmt: skip


def with_unlisted(text: str, mentions: list[Mention[AdverseTerm]]) -> list[Mention[AdverseTerm]]:
    """The mentions with those beside them that no table has; kind ``open``: they count in a list of adverse events only."""
    if not mentions:
        return mentions
    taken = [(m.start, m.end) for m in mentions]
    found = list(mentions)
    for start, end, rated in _places(text, mentions):
        start += _modifiers(text[start:end])
        words = text[start:end].split()
        free = all(end <= low or start >= high for low, high in taken)
        doubtful = not rated and words and words[-1].endswith(("ly", "ed", "ing"))
        if words and free and not doubtful and _NO_TERM.isdisjoint(words):
            taken.append((start, end))
            found.append(Mention(start, end, text[start:end], AdverseTerm(text[start:end], "open")))
    return sorted(found, key=lambda mention: mention.start)


def _places(text: str, mentions: list[Mention[AdverseTerm]]) -> Iterator[tuple[int, int, bool]]:
    """Where a name may stand, and whether it has a rate of its own: with a rate of its own, between two terms, or behind the last of two and more."""
    if "(" in text:
        yield from ((*match.span("name"), True) for match in _RATED.finditer(text))
    for one, other in pairwise(mentions):
        gap = _blank(text[one.end : other.start]) if other.start - one.end < 90 else ""
        if match := _BETWEEN.fullmatch(gap):
            yield one.end + match.start("name"), one.end + match.end("name"), False
    if len(mentions) > 1:
        rest = _blank(text[mentions[-1].end : mentions[-1].end + 80])
        if match := _LAST.match(rest):
            yield mentions[-1].end + match.start("name"), mentions[-1].end + match.end("name"), False


def _blank(words: str) -> str:
    """The words with blanks for what stands in brackets."""
    return _PARENTHESIS.sub(lambda match: " " * len(match.group()), words)


def _modifiers(name: str) -> int:
    """How many characters of a name are words about it: ``mild ``."""
    length = 0
    for word in re.findall(r"\S+ ?", name):
        if word.strip() not in _LEADING:
            break
        length += len(word)
    return length
