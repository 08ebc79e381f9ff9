"""Whose an amount is: the drug named beside it, that of the list it stands in, or the one of the release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from topline.extract.doses.amounts import Amount
from topline.extract.words.patterns import pattern_of
from topline.facts import Drug

# another substance between a drug and the amount
_ANOTHER = pattern_of(r"\b(?:plus|and|or|with|versus|vs\.?)\s+(?:[a-z-]+ ){0,2}[A-Z][\w-]*\d")
# between an amount and the drug that follows it
OF_DRUG = pattern_of(
    r"[\s-]*(?:(?:dose|doses|of|oral|the|subcutaneous|intravenous|IV|SC|single|once[- ]daily|daily|once[- ]weekly|weekly|twice[- ]daily|tablets?)[\s-]*)*$",
    re.I,
)
# "5 µg of extract": of something else than the drug named before
_OF_ELSE = pattern_of(
    r" of (?!(?:the|an?|this|that|it|each|either|both|oral|study|drug|active|antibody|treatment|body|investigational|subcutaneous|intravenous)\b)[a-z]"
)
_LATER = pattern_of(r"(?:(?! and )[^.;\d]){0,40}\b(?:for|of|with|to|by)\s(?:the )?$", re.I)
SEPARATOR = pattern_of(
    r"(?:[\s,/-]|and|or|to|through|then|versus|vs\.?|up to|twice|once|daily|weekly|QD|BID|doses? of)*", re.I
)
_BOTH = pattern_of(r", (?:both|each) (?:at |given at |dosed at )?$")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Names:
    """The drugs of a release and where a text names them. ``investigational``: the names of those that it is about."""

    pattern: re.Pattern[str] | None
    drugs: dict[str, Drug]
    investigational: frozenset[str]

    @property
    def sole(self) -> str | None:
        """The investigational drug where there is only one."""
        return next(iter(self.investigational)) if len(self.investigational) == 1 else None

    def find(self, text: str) -> list[tuple[int, int, Drug]]:
        """Where a text names a drug of the release, from left to right."""
        if self.pattern is None:
            return []
        return [(m.start(), m.end(), self.drugs[m.group().casefold()]) for m in self.pattern.finditer(text)]


def names_of(drugs: Iterable[Drug]) -> Names:
    """The drugs of a release by all their names, the parts of a combination too."""
    drugs = tuple(drugs)
    written = {part.casefold(): replace(drug, name=part) for drug in drugs for part in _parts(drug.name)}
    written |= {name.casefold(): drug for drug in drugs for name in (drug.name, *drug.mentioned_as)}
    ours = frozenset(drug.name for drug in drugs if drug.role == "investigational")
    if not written:
        return Names(None, {}, ours)
    words = "|".join(re.escape(name) for name in sorted(written, key=len, reverse=True))
    return Names(pattern_of(rf"(?<!\w)(?:{words})(?!\w)", re.I), written, ours)


def _parts(name: str) -> tuple[str, ...]:
    """The substances of a combination, each of which has a dose of its own: ``nirmatrelvir/ritonavir``."""
    parts = tuple(part.strip() for part in name.split("/"))
    return parts if len(parts) > 1 and all(part.isalpha() and len(part) > 4 for part in parts) else ()


def whose(text: str, amount: Amount, drug: Drug | None, named: list[tuple[int, int, Drug]]) -> tuple[str, ...]:
    """The drug of an amount; of "X or reference Y, both 8 mg/kg" the two before it."""
    if drug is None:
        return ()
    ahead = list(dict.fromkeys(d.name for _, end, d in named if end <= amount.start))
    both = len(ahead) == 2 and _BOTH.search(text, 0, amount.start)
    return tuple(ahead) if both else (drug.name,)


def drugs_of(text: str, amounts: list[Amount], named: list[tuple[int, int, Drug]]) -> Sequence[Drug | None]:
    """The drug of each amount; one that a list names only once is that of the whole list: ``5, 10 and 20 mg of X``."""
    drugs = [_drug_of(text, amount, named) for amount in amounts]
    for number, drug in enumerate(drugs):
        if drug is None:
            drugs[number] = next((d for d in in_list(text, amounts, drugs, number, drugs) if d), None)
    return drugs


def in_list(
    text: str, amounts: list[Amount], drugs: Sequence[Drug | None], number: int, said: Sequence[T]
) -> Iterator[T]:
    """What is said of an amount and of those that stand in one list with it, of one drug: ``5, 10 and 20 mg``."""
    yield said[number]
    for step in (1, -1):
        at = number + step
        while 0 <= at < len(amounts):
            low, high = sorted((at, at - step))
            alike = drugs[at] in (None, drugs[number]) or drugs[number] is None
            if not alike or not SEPARATOR.fullmatch(text[amounts[low].end : amounts[high].start]):
                break
            yield said[at]
            at += step


def respectively(text: str, amounts: list[Amount], named: list[tuple[int, int, Drug]]) -> Sequence[Drug] | None:
    """``A and B at 25 mg and 40 mg, respectively``: the drugs in the order of the amounts, or None."""
    if "respectively" not in text or len(amounts) < 2:
        return None
    ahead = [drug for start, _, drug in named if start < amounts[0].start]
    between = [drug for start, _, drug in named if amounts[0].start < start < amounts[-1].start]
    drugs = list(dict.fromkeys(drug.name for drug in ahead))
    if between or len(drugs) != len(amounts):
        return None
    return [next(drug for drug in ahead if drug.name == name) for name in drugs]


def _drug_of(text: str, amount: Amount, named: list[tuple[int, int, Drug]]) -> Drug | None:
    """The drug of an amount: ``20 mg of X``, else the nearest before it, else the one it is said to be for."""
    for start, _, drug in named:
        if start >= amount.close and OF_DRUG.fullmatch(text[amount.close : start]):
            return drug
    if _OF_ELSE.match(text, amount.close):
        return None
    before = [(end, drug) for _, end, drug in named if end <= amount.start]
    if before and amount.start - before[-1][0] <= 110:
        between = text[before[-1][0] : amount.start]
        if not re.search(r"[;.] ", between):
            return None if _ANOTHER.search(between) else before[-1][1]
    for start, _, drug in named:
        if start >= amount.close and _LATER.fullmatch(text[amount.close : start]):
            return drug
    return None


def one_list(gap: str, drugs: re.Pattern[str] | None) -> bool:
    """Are two amounts in one list, as "5 and 10 mg", or in one tablet, as "A 50 mg/B 300 mg"?"""
    return bool(SEPARATOR.fullmatch(gap)) or (
        gap.startswith("/") and drugs is not None and bool(drugs.fullmatch(gap[1:].strip()))
    )
