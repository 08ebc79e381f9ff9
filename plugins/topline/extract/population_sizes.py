"""The sizes that one sentence states: which wordings hold, what they measure, and what is no size at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from topline.extract.numbers import comparison_of, number_of
from topline.extract.population_patterns import ARM, ROW, WHO, WORDINGS, Measure, Wording
from topline.extract.reading import Sentence
from topline.facts import Population

_TRIAL = re.compile(
    r"(?i:trial|study|studies|phase|enrol|randomi|evaluable|assessable|recruit|cohort|population|patients evaluated)|^(?:It|They) (?:included|involved|comprised)"
)
_MEASURES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("planned", re.compile(r"planned", re.I)),
    ("evaluable", re.compile(r"evaluable|assessable|analy", re.I)),
    ("randomized", re.compile(r"randomi|randomly|assigned", re.I)),
    ("treated", re.compile(r"treat|dosed", re.I)),
)
_ANALYSIS = re.compile(r" (?:the |an? |our )?(?:[\w-]+ ){0,3}?(?:analys[ie]s|efficacy|evaluation)\b", re.I)
_NOT_THE_TRIAL = re.compile(
    r" (?:at|with) (?:the )?\d[\d.]* ?(?:mg|µg|mcg|mL|IU)\b| for (?!(?:response|efficacy|safety|up to|at least|\d))",
    re.I,
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
_FRACTION_AFTER = re.compile(
    r"\s*(?:\(\d[\d.]*%\)\s*)?(?:out )?of (?:the )?(?:\d|\w+ (?:patients|participants))|\s*(?:/|-|to) ?\d|[^.;]{0,50}\(\d[\d.]*%\)|[^.;,]{0,80}\band \d[\d,]* (?:[\w-]+ )?(?:patients|participants|subjects|people)\b",
    re.I,
)
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
_WITHIN = re.compile(r"(?<![\w-])(?:arm|cohort|group|subgroup|dose level|subset)\b(?!s)", re.I)


@dataclass(frozen=True, slots=True)
class Size:
    """A size found, with how sure its wording is."""

    fact: Population
    weak: bool
    place: tuple[int, int]


def sizes_in(sentence: Sentence, key: str | None) -> list[Size]:
    """The sizes that one sentence states, of the trial that has this key."""
    text = sentence.text
    if sentence.kind == "row":
        match = ROW.match(text)
        return [_size(sentence, key, match, WORDINGS[0])] if match else []
    if _OTHER_TRIAL.search(text) or not (_TRIAL.search(text) or sentence.zone in ("deck", "lead")):
        return []
    found: dict[int, Size] = {}
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
    verb = (match.groupdict().get("verb") or "").lower()
    called = wording.measure == "evaluable" or verb in ("evaluable", "assessable")
    if (
        re.search(r"(?<!-)\b(?:exceed\w+ (?:[\w-]+ ){0,4}|(?:group|arm|cohort) (?:\w+ )?\(?)$", before)
        and wording.measure != "evaluable"
    ) or re.search(r"\d $", before):
        return True
    if _PART.search(before) and not (called and re.search(r"of (?:the )?$", before)):
        return True
    if not called and _FRACTION_AFTER.match(text, end):
        return True
    if verb in ("treated", "dosed") and _NOT_THE_TRIAL.match(text, match.end()):
        return True
    return bool(_PROGRAM.search(text))


def _size(sentence: Sentence, key: str | None, match: re.Match[str], wording: Wording) -> Size:
    text = sentence.text
    start, end = match.span("value")
    groups = match.groupdict()
    verb = groups.get("verb") or ""
    measure = _measure(wording, verb.lower(), text[match.end() : match.end() + 60])
    if _is_planned(text, match, verb):
        measure = "planned"
    group = _group(text, match)
    value = number_of(match["value"])
    fact = Population(
        trial=key,
        measure=measure,
        value=int(value or 0),
        comparison=comparison_of(text[:start]),
        group=group,
        rule=f"population/{wording.name}",
    )
    return Size(
        sentence.state(fact, start, end),
        wording.weak or (not verb and wording.measure == "enrolled"),
        (sentence.index, start),
    )


def _measure(wording: Wording, verb: str, after: str) -> Measure:
    """What the number measures: by the verb where it tells, else by the wording."""
    if verb == "included in" and _ANALYSIS.match(after):
        return "evaluable"
    if verb in ("evaluated", "assessed", "tested") and wording.name != "enrolled-patients":
        return "evaluable"
    return next((measure for measure, pattern in _MEASURES if pattern.search(verb)), wording.measure)


def _is_planned(text: str, match: re.Match[str], verb: str) -> bool:
    """Is the size one that is meant to be reached?"""
    lower = verb.lower()
    before = text[max(0, match.start() - 90) : match.start()]
    if lower in ("enroll", "enrol", "recruit", "randomize", "randomise", "include", "involve", "treat", "encompass"):
        return bool(_INFINITIVE.search(before) or _PLANNED.search(before))
    if not lower:
        return bool(_PLANNED_TRIAL.search(text[max(0, match.start("value") - 150) : match.start("value")]))
    if lower in ("enrolling", "enroling", "recruiting", "randomizing", "randomising"):
        return True
    if re.search(r"\b(?:to be|will be) (?:[a-z]+ly )?$", text[: match.start("verb")]) if verb else False:
        return True
    return bool(_PLANNED.search(before)) and (not lower.endswith("ed") or lower == "involved")


def _group(text: str, match: re.Match[str]) -> str | None:
    """The arm or subgroup that the number counts, in the text's words."""
    after = _GROUP.match(text[match.end() : match.end() + 90])
    if after:
        return after["group"].removeprefix("the ").removeprefix("a ").removeprefix("an ").strip()
    inside = _WITHIN.search(re.sub(r"\([^()]*\)", "", match.group()))
    return inside.group() if inside else None


def _arms(sentence: Sentence, key: str | None) -> list[Size]:
    """The sizes of arms in brackets, where the sentence says that patients were assigned to them."""
    text = sentence.text
    matches = [m for m in ARM.finditer(text) if not re.search(WHO, m["arm"], re.I)]
    if len(matches) < 2 or not re.search(r"randomi[sz]|assigned|received?|arms?\b|group", text, re.I):
        return []
    found = []
    for match in matches:
        value = number_of(match["value"])
        arm = re.sub(r"^(?:(?:or|and|to|versus|vs|either|the|received?|receiving|with|of) )+", "", match["arm"])
        fact = Population(
            trial=key, measure="randomized", value=int(value or 0), group=arm, rule="population/arm-in-brackets"
        )
        found.append(Size(sentence.state(fact, *match.span("value")), False, (sentence.index, match.start("value"))))
    return found
