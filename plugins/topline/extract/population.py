"""How many patients: enrolled, randomized, evaluable, treated or planned, of which trial, and of which group.

A size is believed where the words say that these people were in the trial. A count of responders, a denominator,
people with the disease, sites, other trials' patients and a part of the patients are no sizes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from topline.extract.numbers import comparison_of, number_of
from topline.extract.phases import compatible, phases_in
from topline.extract.population_patterns import ARM, ROW, WHO, WORDINGS, Wording
from topline.extract.reading import Reading, Sentence
from topline.extract.trial_mentions import is_about_trial
from topline.facts import Facts, Population, Trial

_CUES = ("atient", "articipant", "ubject", "eople", "erson", "dult", "olunteer", "ndividual", "omen", "men ", "hild", "urvivor", "eteran",
         "n=", "n =", "N=", "N =", "dolescent", "nfant", " were ")  # fmt: skip
_COUNTED = re.compile(r"\d|\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|\w+teen|\w+ty|hundred|thousand)\b")
_TRIAL = re.compile(r"(?i:trial|study|studies|phase|enrol|randomi|evaluable|assessable|recruit|cohort|population|patients evaluated)|^(?:It|They) (?:included|involved|comprised)")
_MEASURES = (
    ("planned", re.compile(r"planned", re.I)),
    ("evaluable", re.compile(r"evaluable|assessable|evaluated|analy|data avail|included in", re.I)),
    ("randomized", re.compile(r"randomi|randomly|assigned", re.I)),
    ("treated", re.compile(r"treat|dosed", re.I)),
    ("enrolled", re.compile(r"", re.I)),
)
_PLANNED = re.compile(
    r"\b(?:will|would|plans?(?: to)?|planned(?: to)?|expect\w*(?: to)?|intend\w*(?: to)?|aim\w*(?: to)?|designed(?: to)?|targets?|targeting|anticipat\w*(?: to)?|"
    r"proposed|upcoming|to be|awarded|slated(?: to)?|initiating|preparing)\b[^.;]{0,60}$",
    re.I,
)
_PLANNED_TRIAL = re.compile(
    r"\b(?:will|would|plans? to|planned|expected to|anticipated to|intends? to|to initiate|to conduct|initiating|upcoming|awarded|preparing|proposed|"
    r"foundation for|next)\b[^.;]{0,110}$",
    re.I,
)
_INFINITIVE = re.compile(r"\b(?:to|will|would|can|may|shall|should) (?:then |also |ultimately )?$", re.I)
_PART = re.compile(
    r"(?:\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|most|half|all|some|many|none|majority|each|rest|remainder) (?:out )?of (?:the |these |those )?(?:first |last )?"
    r"|\d[\d.]*%[^.;]{0,12} of (?:the )?(?:first )?|/ ?|\b(?:first|last|another|additional|remaining|other|further|next|final|initial|only|these|those|including|every|per|Grade|Stage|days?|weeks?|months?|Week|Day|Month|years?|age|ages|aged|or|vs\.?|versus) )$",
    re.I,
)  # fmt: skip
_FRACTION_AFTER = re.compile(r"\s*(?:\(\d[\d.]*%\)\s*)?(?:out )?of (?:the )?(?:\d|\w+ (?:patients|participants))|\s*(?:/|-|to) ?\d|[^.;]{0,50}\(\d[\d.]*%\)", re.I)
_PROGRAM = re.compile(
    r"\b(?:worldwide|globally|across (?:[\w-]+ ){0,3}(?:studies|trials|indications)|clinical trials\b|in (?:[\w-]+ ){0,5}(?:studies|trials)\b|\d+ (?:[\w-]+ ){0,3}(?:studies|trials)\b|health records?|[Ee]xpanded [Aa]ccess|"
    r"since (?:launch|its|19|20)|commercial\w*|real[- ]world data|registry of|meta-analys\w+|combin(?:ed|ing)|pooled|mice|animals|monkeys)\b",
    re.I,
)
_OTHER_TRIAL = re.compile(
    r"\b(?:earlier|prior|previous|previously (?:completed|reported|conducted)|another|separate|other|last year's|historical) (?:[\w/-]+ ){0,4}(?:trials?|stud(?:y|ies)|data|analysis)\b",
    re.I,
)
_GROUP = re.compile(
    r"^[^.;:,]{0,40}?\b(?:in|into|at|to|on|for) (?P<group>(?:the |an? )?(?:(?!one\b|each\b|either\b|of\b)[\w.-]+(?: mg(?:/kg)?)? ){0,4}(?:arm|cohort(?: \w+)?|group|dose level|subgroup|part [\dA-C]|stage \d))\b",
    re.I,
)
_WITHIN = re.compile(r"\b(?:arm|cohort|group|subgroup|dose level|subset)\b(?!s)", re.I)


_SEVERAL = re.compile(r"\b(?:two|three|four|five|six|both|\d) (?:[\w-]+ ){0,3}(?:trials|studies)\b", re.I)
_COLUMN = re.compile(r"^(?P<arm>[^|()]{2,60}?) ?\([nN] ?= ?(?P<value>\d[\d,]*)\)$")


@dataclass(frozen=True, slots=True)
class _Size:
    """A size found, with how sure its wording is."""

    fact: Population
    weak: bool
    place: tuple[int, int]


def find(reading: Reading, known: Facts) -> tuple[Population, ...]:
    """The sizes of the release's own trials, in order of first appearance."""
    found: list[_Size] = []
    several = sum(trial.focus for trial in known.trials) > 1
    keys = _Keys(known.trials)
    names = tuple(trial.name for trial in known.trials if trial.name and trial.focus)
    for sentence in reading.sentences:
        key, foreign = keys.of(sentence)
        if foreign or (sentence.boilerplate and not is_about_trial(sentence, names)):
            continue
        if not any(cue in sentence.text for cue in _CUES) or not _COUNTED.search(sentence.text):
            continue
        sizes = _sizes(sentence, None if several and _SEVERAL.search(sentence.text) else key)
        found += sizes if key else [size for size in sizes if not size.weak]
    found = _settled(sorted(found, key=lambda size: size.place))
    arms = [arm for sentence in reading.findings if sentence.kind == "row" for arm in _column_arms(sentence, found)]
    return tuple(size.fact for size in (*found, *arms))


class _Keys:
    """Which trial a sentence speaks of: the one it names, else the one of its block, else the one in focus."""

    def __init__(self, trials: tuple[Trial, ...]) -> None:
        self._names = [(t.name, t) for t in trials if t.name]
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
        named = [trial for name, trial in self._names if name in sentence.text and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence.text)]
        if sentence.quote in self._quotes:
            named = named or [self._quotes[sentence.quote]]
        if not named and self._many and "hase" in sentence.text:
            phases = [phase.phase for phase in phases_in(sentence.text)]
            named = [t for t in self._nameless if any(compatible(t.phase, phase) for phase in phases)]
        if named:
            self._here = next((t for t in named if t.focus), named[0])
        trial = self._here or (self._focus[0] if self._focus else None)
        return (trial.key, not trial.focus) if trial else (None, False)


def _sizes(sentence: Sentence, key: str | None) -> list[_Size]:
    text = sentence.text
    if sentence.kind == "row":
        match = ROW.match(text)
        return [_size(sentence, key, match, WORDINGS[0])] if match else []
    if _OTHER_TRIAL.search(text) or not (_TRIAL.search(text) or sentence.zone in ("deck", "lead")):
        return []
    found: dict[int, _Size] = {}
    for wording in WORDINGS:
        for match in wording.pattern.finditer(text):
            place = match.start("value")
            if wording.name == "among-adults" and sentence.zone not in ("headline", "deck", "lead"):
                continue
            if place not in found and not _is_part(text, match, wording):
                found[place] = _size(sentence, key, match, wording)
    return [*found.values(), *(_arms(sentence, key) if "n=" in text.replace(" ", "").lower() else ())]


def _is_part(text: str, match: re.Match[str], wording: Wording) -> bool:
    """Is the number no size of a trial: a share, a part, an age, many trials' patients?"""
    start, end = match.span("value")
    value = number_of(match["value"])
    if not isinstance(value, int) or value < 2 or (1950 < value < 2050 and "," not in match["value"]):
        return True
    before = text[max(0, start - 40) : start]
    called = wording.measure == "evaluable" or (match.groupdict().get("verb") or "").lower() in ("evaluable", "assessable")
    if re.search(r"(?<!-)\b(?:exceed\w+ (?:[\w-]+ ){0,4}|(?:group|arm|cohort) (?:\w+ )?\(?)$", before) and wording.measure != "evaluable" or re.search(r"\d $", before):
        return True
    if _PART.search(before) and not (called and re.search(r"of (?:the )?$", before)):
        return True
    if not called and _FRACTION_AFTER.match(text, end):
        return True
    return bool(_PROGRAM.search(text))


def _size(sentence: Sentence, key: str | None, match: re.Match[str], wording: Wording) -> _Size:
    text = sentence.text
    start, end = match.span("value")
    groups = match.groupdict()
    verb = groups.get("verb") or ""
    measure = next(name for name, pattern in _MEASURES if pattern.search(verb)) if verb else wording.measure
    if _is_planned(text, match, verb):
        measure = "planned"
    group = _group(text, match)
    value = number_of(match["value"])
    fact = Population(
        trial=key,
        measure=measure,  # type: ignore[arg-type]
        value=int(value or 0),
        comparison=comparison_of(text[:start]),
        group=group,
        rule=f"population/{wording.name}",
    )
    return _Size(sentence.state(fact, start, end), wording.weak or not verb, (sentence.index, start))


def _is_planned(text: str, match: re.Match[str], verb: str) -> bool:
    """Is the size one that is meant to be reached?"""
    lower = verb.lower()
    before = text[max(0, match.start() - 90) : match.start()]
    if lower in ("enroll", "enrol", "recruit", "randomize", "randomise", "include", "involve", "treat", "encompass"):
        return bool(_INFINITIVE.search(before) or _PLANNED.search(before))
    if not lower:
        return bool(_PLANNED_TRIAL.search(text[max(0, match.start("value") - 150) : match.start("value")]))
    if lower.endswith("ing") and not lower.startswith("involv"):
        return True
    if re.search(r"\b(?:to be|will be) (?:[a-z]+ly )?$", text[: match.start("verb")]) if verb else False:
        return True
    return bool(_PLANNED.search(before)) and (not lower.endswith("ed") or lower == "involved")


def _group(text: str, match: re.Match[str]) -> str | None:
    """The arm or subgroup that the number counts, in the text's words."""
    after = _GROUP.match(text[match.end() : match.end() + 90])
    if after:
        return after["group"].removeprefix("the ").removeprefix("a ").removeprefix("an ").strip()
    inside = _WITHIN.search(match.group())
    return inside.group() if inside else None


def _arms(sentence: Sentence, key: str | None) -> list[_Size]:
    """The sizes of arms in brackets, where the sentence says that patients were assigned to them."""
    text = sentence.text
    matches = [m for m in ARM.finditer(text) if not re.search(WHO, m["arm"], re.I)]
    if len(matches) < 2 or not re.search(r"randomi[sz]|assigned|received?|arms?\b|group", text, re.I):
        return []
    found = []
    for match in matches:
        value = number_of(match["value"])
        arm = re.sub(r"^(?:or|and|to|versus|vs|either|the|received?|receiving|with|of|receive either) ", "", match["arm"])
        fact = Population(trial=key, measure="randomized", value=int(value or 0), group=arm, rule="population/arm-in-brackets")
        found.append(_Size(sentence.state(fact, *match.span("value")), False, (sentence.index, match.start("value"))))
    return found


def _column_arms(sentence: Sentence, found: list[_Size]) -> list[_Size]:
    """The arms that head the columns of a table, where they add up to a size of the trial that the text states."""
    cells = []
    place = -1
    for cell in sentence.cells:
        words = sentence.quote[cell.start : cell.end].strip()
        match = _COLUMN.match(words)
        if match:
            place = sentence.text.find(f"{match['value']})", place + 1)
            cells.append((match["arm"], int(match["value"].replace(",", "")), place))
    total = sum(value for _, value, _ in cells)
    whole = next((s.fact for s in found if s.fact.group is None and s.fact.value == total and s.fact.measure in _TAKEN_IN), None)
    if len(cells) < 2 or whole is None:
        return []
    known = {(size.fact.group, size.fact.value) for size in found}
    arms = []
    for arm, value, place in cells:
        if (arm, value) not in known and place >= 0:
            digits = f"{value:,}" if f"{value:,}" in sentence.text else str(value)
            fact = Population(trial=whole.trial, measure=whole.measure, value=value, group=arm, rule="population/arm-in-table")
            arms.append(_Size(sentence.state(fact, place, place + len(digits)), False, (sentence.index, place)))
    return arms


def _settled(found: list[_Size]) -> list[_Size]:
    """One size a trial and measure: the exact before the rough, the whole before a part; evaluable within enrolled."""
    whole = [size for size in found if size.fact.group is None]
    kept: list[_Size] = []
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


def _is_beaten(size: _Size, whole: list[_Size]) -> bool:
    """Is there a better statement of the same size?"""
    fact = size.fact
    for other in whole:
        rival = other.fact
        if other is size or rival.trial != fact.trial:
            continue
        if fact.measure == "evaluable" and rival.measure in _TAKEN_IN and rival.comparison == "=" and fact.value > rival.value:
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
        if fact.measure == rival.measure and fact.comparison == rival.comparison == "=" and fact.value < rival.value and size.weak >= other.weak:
            return True
    return False
