"""Where a sentence does not speak of safety: is what it names said to have been found in people under treatment?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from topline.extract.safety import frames, silences
from topline.extract.safety.rates import Rate
from topline.extract.words.patterns import pattern_of


class _Named(Protocol):
    """What is asked of a term: its name, its kind and its rates."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def rates(self) -> tuple[Rate, ...]: ...


_PAST = pattern_of(
    r"\b(?:was|were|had|occurred|occurring|developed|experienced|reported|observed|seen|has been|have been|suffered|affected|led to)\b",
    re.I,
)
_REPORTED = pattern_of(
    r"\b(?:reported|experienced|seen|observed|recorded|(?:more|most) (?:common|frequent|often)\w*|(?:higher|increased|greater) (?:incidences?|rates?|frequency) of|had more|cases? of|associated with)\b",
    re.I,
)
# the people of a disease, of a country, of a register: what happens to them happens without this trial
_BACKGROUND = pattern_of(
    r"\b(?:registr(?:y|ies)|worldwide|nationwide|(?:each|every|per|a) year|annually|according to|population-based|in the (?:community|general population)|typically|occurs?|affects?|estimated|hospitali[sz]ed"
    r"|(?:symptoms|signs|complications?|consequences?) of|if left untreated|standard of care (?:develop|experience)|endpoints?|outcomes?|efficacy|effective|relapses?|attacks?)\b",
    re.I,
)
_PATIENTS_OF = pattern_of(
    r"\b(?:people|patients|individuals|adults|children|women|men|those) (?:with|who have|living with|suffering)\b", re.I
)
_HAD = pattern_of(r"\bhad\b")
# what a trial may be about though no disease of the release has that name
_OUTCOMES = frozenset({"death", "weight loss", "weight gain", "pain", "depression", "anxiety", "infections", "seizures", "COVID-19", "influenza"})  # fmt: skip


def reports(text: str, start: int, terms: Iterable[_Named], *, spoken: bool = False) -> bool:
    """Is the list of terms at ``start`` reported of people under treatment: ``hypotension was seen in 4% of those on X``?

    A disease or an outcome counts only where it is said to be reported, and not to be rarer than under the comparator.
    ``spoken``: the sentence speaks of safety, so that the people need no word for their treatment.
    """
    terms = tuple(terms)
    if not any(t.rates for t in terms) or silences.made_less(text, start):
        return False
    kinds = {t.kind for t in terms}
    if kinds == {"own"}:
        return True
    if _BACKGROUND.search(text):
        return False
    treated = spoken or bool(frames.UNDER_TREATMENT.search(text))
    if kinds <= {"own", "treated"} and treated:
        return True
    if not _PAST.search(text) or any(_is_rarer(t.rates) for t in terms):
        return False
    if "guarded" in kinds:
        paired = all(len(t.rates) > 1 for t in terms)
        return treated and paired and bool(_REPORTED.search(text)) and not all(t.name in _OUTCOMES for t in terms)
    return treated or not (_PATIENTS_OF.search(text) or _HAD.search(text))


def _is_rarer(rates: tuple[Rate, ...]) -> bool:
    """Is the first of two rates the lower one: what a treatment is meant to bring about?"""
    if len(rates) < 2 or rates[1].grade is not None:
        return False
    first, second = (rate.percent if rate.percent is not None else rate.n for rate in rates[:2])
    return first is not None and second is not None and first < second
