"""Which trial of a release a sentence speaks of: the one that it names, else the only one in focus."""

from __future__ import annotations

import re
from collections.abc import Iterable

from topline.extract.reading import Sentence
from topline.extract.words.patterns import pattern_of
from topline.facts import Trial


class TrialScope:
    """The trials of a release by name. Several in focus and none named: the sentence speaks of the programme."""

    def __init__(self, trials: Iterable[Trial]) -> None:
        trials = tuple(trials)
        focus = [trial.key for trial in trials if trial.focus]
        self._sole = focus[0] if len(focus) == 1 else None
        self._several = len(focus) > 1
        self._names = [
            (pattern_of(rf"(?<![\w-]){re.escape(name)}(?![\w-])"), name, trial.key)
            for trial in trials
            if trial.name and trial.focus
            for name in names_of(trial.name)
        ]

    def of(self, sentence: Sentence) -> str | None:
        """The key of the trial that a sentence speaks of, None where it is none or several."""
        if not self._several:
            return self._sole
        for text in (sentence.text, sentence.heading):
            named = {key for pattern, name, key in self._names if name in text and pattern.search(text)}
            if named:
                return next(iter(named)) if len(named) == 1 else None
        return None


def names_of(name: str) -> tuple[str, ...]:
    """A trial's name and its tail: ``LIBERTY AD SOLO 1`` is ``SOLO 1`` too."""
    return (name, " ".join(name.split(" ")[-2:])) if name.count(" ") >= 2 else (name,)
