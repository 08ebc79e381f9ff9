"""The trial that an outcome belongs to, where a release tells of several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from topline.extract.reading import Sentence
from topline.extract.words.patterns import pattern_of
from topline.facts import Facts, Result
from topline.facts.record import Trial

# "In a second study, 36% of patients responded": not the trial that the release is about.
_ANOTHER_TRIAL = pattern_of(
    r"\b[Ii]n (?:a|an|another) (?:(?:second|third|separate|different|additional|other|supportive|supporting|smaller|further)\s)?(?:(?:phase \S+|open-label|clinical|single-arm)\s)*(?:study|trial)\b"
    r"|\b[Ii]n (?:another|the other) (?:\w+ )?(?:study|trial)\b",
)
_BOTH = pattern_of(
    r"\b(?:both|two|three|all|each|either|pooled|combined|across|these) (?:(?:of the|the|phase \S+|pivotal|identical|clinical) ){0,3}(?:trials|studies|analys[ei]s|trial|study)\b|\brespectively\b|\bpooled\b",
    re.I,
)


@dataclass(slots=True)
class TrialScope:
    """Which trial the sentences speak of: named in the sentence, in its heading, in the sentence before of one paragraph."""

    known: Facts
    block: int = -1
    said: str | None = None

    def note(self, sentence: Sentence) -> None:
        """Remember the one trial that a sentence names, for those that follow in its paragraph."""
        if sentence.block != self.block:
            self.block, self.said = sentence.block, None
        if len(self.known.trials) < 2:
            return
        named = self._named(sentence.text) or self._named(sentence.heading)
        if len(named) == 1:
            self.said = named[0].key
        elif len(named) > 1 or _BOTH.search(sentence.text) or _ANOTHER_TRIAL.search(sentence.text):
            self.said = None

    def of(self, sentence: Sentence, item: Result) -> str | None:
        """The trial of an item: named in its sentence, else the only one, else the one in focus, else the one said before."""
        if not self.known.trials:
            return None
        named = self._named(sentence.text)
        if not named and _ANOTHER_TRIAL.search(sentence.text):
            return None
        if len(named) == 1:
            return named[0].key
        focus = [t for t in self.known.trials if t.focus] or list(self.known.trials)
        if len(focus) == 1:
            return focus[0].key
        if len(named) > 1:
            return self._nearest(sentence, item, named)
        return self.said if self.said in {t.key for t in focus} and not _BOTH.search(sentence.text) else None

    def _named(self, text: str) -> list[Trial]:
        return [t for t in self.known.trials if t.name and _names(text, t.name)]

    def _nearest(self, sentence: Sentence, item: Result, named: list[Trial]) -> str | None:
        """As in "In AXLE 1 the rate was 45%, in AXLE 2 it was 38%", "45% in AXLE 1 and 38% in AXLE 2"."""
        if _BOTH.search(sentence.text):
            return None
        places = sorted((m.start(), t.key) for t in named for m in _places(sentence.quote, t.name or ""))
        first = next((c.start() for c in _DIGIT.finditer(sentence.quote) if not _in_name(c.start(), places, named)), 0)
        before = [key for place, key in places if place < item.span[0]]
        after = [key for place, key in places if place >= item.span[1]]
        if not places or len(places) != len(named):
            return None
        return (before[-1] if before else None) if places[0][0] < first else (after[0] if after else None)


_DIGIT = pattern_of(r"\d")


def _in_name(place: int, places: list[tuple[int, str]], named: list[Trial]) -> bool:
    """Is a digit part of a trial's name, as in "SOLO 1"?"""
    sizes = {t.key: len(t.name or "") for t in named}
    return any(start <= place < start + sizes[key] for start, key in places)


def _names(text: str, name: str) -> bool:
    """Does a text name a trial, in full or by its last words ("SOLO 1" of "LIBERTY AD SOLO 1")?"""
    return next(_places(text, name), None) is not None


def _places(text: str, name: str) -> Iterator[re.Match[str]]:
    words = name.split()
    tails = [name] + ([" ".join(words[-2:])] if len(words) > 2 else [])
    if not any(tail in text for tail in tails):
        return iter(())
    pattern = "|".join(re.escape(tail) for tail in tails)
    return re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)
