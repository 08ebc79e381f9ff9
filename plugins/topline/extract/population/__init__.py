"""How many patients: enrolled, randomized, evaluable, treated or planned, of which trial, and of which group.

A size is believed where the words say that these people were in the trial. A count of responders, a denominator,
people with the disease, sites, other trials' patients and a part of the patients are no sizes.
"""

from __future__ import annotations

import re

from topline.extract.population.known import Known
from topline.extract.population.sizes import Size, named_sizes, sizes_in, speaks_of_trial
from topline.extract.reading import Reading, Sentence
from topline.extract.trials.mentions import is_about_trial
from topline.extract.trials.phases import compatible, phases_in
from topline.extract.trials.scope import names_of
from topline.extract.words.patterns import pattern_of
from topline.facts import Facts, Population, Trial

_CUES = ("atient", "articipant", "ubject", "eople", "erson", "dult", "olunteer", "ndividual", "omen", "men ", "hild", "urvivor", "eteran",
         "men)", "nalysis", "valuable", "nrol", "ecruit", "ccrual", "ample size", "ssessed in", "n=", "n =", "N=", "N =", "dolescent", "nfant", " were ")  # fmt: skip
_COUNTED = pattern_of(
    r"\d|\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|\w+teen|\w+ty|hundred|thousand)\b"
)
_SEVERAL = pattern_of(r"\b(?:two|three|four|five|six|both|\d) (?:[\w-]+ ){0,3}(?:trials|studies)\b", re.I)
_COLUMN = pattern_of(r"^(?P<arm>[^|()]{2,60}?) ?\([nN] ?= ?(?P<value>\d[\d,]*)\)$")


def find(reading: Reading, known: Facts) -> tuple[Population, ...]:
    """The sizes of the release's own trials, in order of first appearance."""
    found: list[Size] = []
    several = sum(trial.focus for trial in known.trials) > 1
    keys = _Keys(known.trials)
    names = tuple(trial.name for trial in known.trials if trial.name and trial.focus)
    release = Known.of(known)
    for sentence in reading.sentences:
        key, foreign = keys.of(sentence)
        if sentence.boilerplate and not is_about_trial(sentence, names):
            continue
        if foreign:
            found += [size for size in named_sizes(sentence, release) if size.fact.measure == "planned"]
            continue
        if not any(cue in sentence.text for cue in _CUES) or not _COUNTED.search(sentence.text):
            continue
        whose = None if several and _SEVERAL.search(sentence.text) else key
        found += sizes_in(sentence, whose, release, context=_is_context(reading, sentence), alone=not key)
    found = _settled(sorted(found, key=lambda size: size.place))
    arms = [arm for sentence in reading.findings if sentence.kind == "row" for arm in _column_arms(sentence, found)]
    return tuple(size.fact for size in (*found, *arms))


def _is_context(reading: Reading, sentence: Sentence) -> bool:
    """Does the sentence before, in the same paragraph, speak of a trial?"""
    if not sentence.index:
        return False
    previous = reading.sentences[sentence.index - 1]
    return previous.block == sentence.block and speaks_of_trial(previous)


class _Keys:
    """Which trial a sentence speaks of: the one it names, else the one of its block, else the one in focus."""

    def __init__(self, trials: tuple[Trial, ...]) -> None:
        self._names = [(name, t) for t in trials if t.name for name in names_of(t.name)]
        self._quotes = {t.quote: t for t in trials if not t.name}
        self._nameless = [t for t in trials if not t.name and t.phase]
        self._many = len(trials) > 1
        self._focus = [t for t in trials if t.focus]
        self._block = -1
        self._here: Trial | None = None

    def of(self, sentence: Sentence) -> tuple[str | None, bool]:
        """The key of the trial, None where no trial is known; and whether it is another than the news is about."""
        if sentence.block != self._block:
            self._block, self._here = sentence.block, None
        named = [
            trial
            for name, trial in self._names
            if name in sentence.text and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence.text)
        ]
        if sentence.quote in self._quotes:
            named = named or [self._quotes[sentence.quote]]
        if not named and self._many and "hase" in sentence.text:
            phases = [phase.phase for phase in phases_in(sentence.text)]
            named = [t for t in self._nameless if any(compatible(t.phase, phase) for phase in phases)]
        if named:
            self._here = next((t for t in named if t.focus), named[0])
        trial = self._here or (self._focus[0] if self._focus else None)
        return (trial.key, not trial.focus) if trial else (None, False)


def _column_arms(sentence: Sentence, found: list[Size]) -> list[Size]:
    """The arms that head the columns of a table, where they add up to a size of the trial that the text states."""
    cells = []
    place = -1
    for cell in sentence.cells:
        words = sentence.quote[cell.start : cell.end].replace("\u00a0", " ").strip()
        match = _COLUMN.match(words)
        if match:
            place = sentence.text.find(f"{match['value']})", place + 1)
            cells.append((match["arm"], int(match["value"].replace(",", "")), place))
    total = sum(value for _, value, _ in cells)
    whole = next(
        (s.fact for s in found if s.fact.group is None and s.fact.value == total and s.fact.measure in _TAKEN_IN), None
    )
    if len(cells) < 2 or whole is None:
        return []
    known = {(size.fact.group, size.fact.value) for size in found}
    arms = []
    for arm, value, place in cells:
        if (arm, value) not in known and place >= 0:
            digits = f"{value:,}" if f"{value:,}" in sentence.text else str(value)
            fact = Population(
                trial=whole.trial, measure=whole.measure, value=value, group=arm, rule="population/arm-in-table"
            )
            arms.append(Size(sentence.state(fact, place, place + len(digits)), False, (sentence.index, place)))
    return arms


def _settled(found: list[Size]) -> list[Size]:
    """One size a trial and measure: the exact before the rough, the whole before a part; evaluable within enrolled."""
    whole = [size for size in found if size.fact.group is None]
    kept: list[Size] = []
    for size in found:
        fact = size.fact
        if fact.group is not None:
            if not any(k.fact.group == fact.group and k.fact.value == fact.value for k in kept):
                kept.append(size)
            continue
        if not _is_beaten(size, whole) and not any(_is_same(k.fact, fact) for k in kept):
            kept.append(size)
    return kept


_TAKEN_IN = ("enrolled", "randomized")


def _is_same(one: Population, other: Population) -> bool:
    return (one.trial, one.value, one.group) == (other.trial, other.value, other.group) and (
        one.measure == other.measure or {one.measure, other.measure} <= {*_TAKEN_IN, "planned", "treated"}
    )


def _is_beaten(size: Size, whole: list[Size]) -> bool:
    """Is there a better statement of the same size?"""
    fact = size.fact
    for other in whole:
        rival = other.fact
        if other is size or rival.trial != fact.trial:
            continue
        if (
            fact.measure == "evaluable"
            and rival.measure in _TAKEN_IN
            and rival.comparison == "="
            and fact.value > rival.value
        ):
            return True
        alike = fact.measure == rival.measure or {fact.measure, rival.measure} <= set(_TAKEN_IN)
        if fact.measure == "planned" and rival.measure in _TAKEN_IN and fact.value == rival.value:
            return True
        if not alike or fact.measure == "evaluable":
            continue
        if fact.comparison != "=" and rival.comparison == "=" and fact.value * 10 <= rival.value * 13:
            return True
        if size.weak and not other.weak and (fact.value == rival.value or fact.value < rival.value):
            return True
        if (
            fact.measure == rival.measure
            and fact.comparison == rival.comparison == "="
            and fact.value < rival.value
            and size.weak >= other.weak
        ):
            return True
    return False
