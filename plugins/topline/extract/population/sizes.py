"""The sizes that one sentence states: which wordings hold, what they measure, and what is no size at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from topline.extract.population.patterns import ARM, MANY, OF_NAMED, RECEIVED, ROW, WHO, WORDINGS, Measure, Wording
from topline.extract.reading import Sentence
from topline.extract.words.numbers import COUNT, comparison_of, number_of
from topline.extract.words.patterns import pattern_of
from topline.facts import Facts, Population

_TRIAL = pattern_of(
    r"(?i:trial|study|studies|phase|enrol|randomi|randomly|evaluable|assessable|recruit|cohort|population|patients evaluated|took part|participated)|^(?:It|They) (?:included|involved|comprised)"
)
_MEASURES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("planned", pattern_of(r"planned", re.I)),
    ("evaluable", pattern_of(r"evaluable|assessable|analy|examined", re.I)),
    ("randomized", pattern_of(r"randomi|randomly|assigned", re.I)),
    ("treated", pattern_of(r"treat|dosed", re.I)),
)
_ANALYSIS = pattern_of(r" (?:the |an? |our )?(?:[\w-]+ ){0,3}?(?:analys[ie]s|efficacy|evaluation)\b", re.I)
_NOT_THE_TRIAL = pattern_of(
    r" (?:at|with) (?:the )?\d[\d.]* ?(?:mg|µg|mcg|mL|IU)\b| for (?!(?:response|efficacy|safety|up to|at least|\d))",
    re.I,
)
_PLANNED = pattern_of(
    r"\b(?:will|would|plans?(?: to)?|planned(?: to)?|expect\w*(?: to)?|intend\w*(?: to)?|aim\w*(?: to)?|designed(?: to)?|targets?|targeting|anticipat\w*(?: to)?|"
    r"proposed|upcoming|to be|awarded|slated(?: to)?|initiating|preparing)\b[^.;]{0,60}$",
    re.I,
)
_PLANNED_TRIAL = pattern_of(
    r"\b(?:will|would|plans? to|planned|expected to|anticipated to|intends? to|to initiate|to conduct|initiating|upcoming|awarded|preparing|proposed|"
    r"foundation for|next|(?:approv\w+|clear(?:ed|ance)|permission|authori[sz]\w+|go-ahead) (?:was |has been |is )?(?:given |granted |received |obtained )?(?:for|to (?:start|begin|run|conduct|initiate)))\b[^.;]{0,110}$",
    re.I,
)
_INFINITIVE = pattern_of(r"\b(?:to|will|would|can|may|shall|should) (?:then |also |ultimately )?$", re.I)
_PART = pattern_of(
    r"(?:\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|most|half|all|some|many|none|majority|each|rest|remainder) (?:out )?of (?:the |these |those )?(?:first |last )?"
    r"|\d[\d.]*%[^.;]{0,12} of (?:the )?(?:first )?|/ ?|\b(?:first|last|another|additional|remaining|other|further|next|final|initial|only|these|those|including|every|per|Grade|Stage|days?|weeks?|months?|Week|Day|Month|years?|age|ages|aged|or|vs\.?|versus) )$",
    re.I,
)  # fmt: skip
# "45.8% of 107 evaluable patients": those whom one test could judge, unless it is the response itself
_SHARE_OF = pattern_of(r"\d[\d.]*% (?:\([^()]*\) )?of (?:the )?$")
_RESPONSE = pattern_of(r"\brespon[sd]|\bremission|\bORR\b|\bdisease control|\bclinical benefit", re.I)
_FRACTION_AFTER = pattern_of(
    r"\s*(?:\(\d[\d.]*%\)\s*)?(?:out )?of (?:the )?(?:\d|\w+ (?:patients|participants))|\s*(?:/|-|to) ?\d|[^.;]{0,50}\(\d[\d.]*%\)|[^.;,]{0,80}\band \d[\d,]* (?:[\w-]+ )?(?:patients|participants|subjects|people)\b",
    re.I,
)
_PROGRAM = pattern_of(
    r"\b(?:worldwide|globally|across (?:[\w-]+ ){0,3}(?:studies|trials|indications)|clinical trials\b|in (?:[\w-]+ ){0,5}(?:studies|trials)\b|\d+ (?:[\w-]+ ){0,3}(?:studies|trials)\b|health records?|[Ee]xpanded [Aa]ccess|"
    r"since (?:launch|its|19|20)|commercial\w*|real[- ]world data|registry of|meta-analys\w+|combin(?:ed|ing)(?! with)|pooled|survey(?:s|ed)? (?:included|of|among|with|asked)|poll of|(?:company|firm|group)'s (?:[\w-]+ )?(?:studies|trials)|mice|animals|monkeys)\b",
    re.I,
)
_OTHER_TRIAL = pattern_of(
    r"^Historical controls?\b|\b(?:rival|competitor)(?:'s|s'|s)? (?:[\w/-]+ ){0,4}(?:trials?|stud(?:y|ies))\b|^In (?:a|the) (?:second|third|different|smaller|parallel) (?:[\w/-]+ ){0,4}(?:trial|study)\b|\b(?:earlier|prior|previous|previously (?:completed|reported|conducted)|another|sister|separate|other|last year's|historical) (?:[\w/-]+ ){0,4}(?:trials?|stud(?:y|ies)|data|analysis)\b",
    re.I,
)
_GROUP = pattern_of(
    r"^[^.;:,]{0,40}?\b(?:in|into|at|to|on|for) (?P<group>(?:the |an? )?(?:(?!one\b|each\b|either\b|of\b)[\w.-]+(?: mg(?:/kg)?)? ){0,4}(?:arm|cohort(?: \w+)?|group|dose level|subgroup|part [\dA-C]|stage \d))\b",
    re.I,
)
# "The first cohort of the trial enrolled 3 patients"
_GROUP_BEFORE = pattern_of(
    r"\b(?P<group>(?:first|second|third|fourth|lowest-dose|highest-dose|expansion|sentinel) (?:cohort|arm|group|stage|part))(?: of (?:the|this|our|its) (?:[\w-]+ ){0,4}(?:trial|study))? (?:has )?$",
    re.I,
)
_EACH_SITE = pattern_of(r"\beach (?:of (?:which|them)|sites?|cent(?:er|re)|hospital|country)\b[^.;]{0,60}$", re.I)
_WITHIN = pattern_of(r"(?<![\w-])(?:arm|cohort|group|subgroup|dose level|subset)\b(?!s)", re.I)


@dataclass(frozen=True, slots=True)
class Size:
    """A size found, with how sure its wording is."""

    fact: Population
    weak: bool
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """What of the release tells whose number it is: the keys of its named trials, its medicines under study."""

    keys: dict[str, str]
    named: re.Pattern[str] | None
    received: re.Pattern[str]
    simple: re.Pattern[str]

    @classmethod
    def of(cls, facts: Facts) -> Known:
        """The names of a release that sizes are stated with."""
        keys = {trial.name: trial.key for trial in facts.trials if trial.name}
        names = "|".join(re.escape(name) for name in sorted(keys, key=len, reverse=True))
        drugs = "|".join(
            re.escape(name)
            for drug in facts.drugs
            if drug.role == "investigational"
            for name in (drug.name, *drug.mentioned_as)
        )
        named = pattern_of(rf"(?<![\w-])(?P<name>{names})(?!\w){OF_NAMED}") if keys else None
        simple = rf"^In (?:the|this|our|its) [^.;,]{{0,40}}\b(?:study|trial)\b[^.;,]{{0,40}}, {MANY}(?: with [^.;,]{{1,80}}?)? received (?:{drugs or '(?!)'})"
        received = RECEIVED.replace("DRUGS", drugs or r"(?!)")
        return cls(keys, named, pattern_of(received, re.I), pattern_of(simple, re.I))

    def took(self, text: str) -> Iterator[re.Match[str]]:
        """Where all patients of a trial without arms are said to have received its medicine."""
        return self.simple.finditer(text) if text[:3].lower() == "in " and not _ARMS.search(text) else iter(())

    def had(self, text: str) -> Iterator[re.Match[str]]:
        """Where a number of patients is said to have received its medicine, or at least one dose."""
        return self.received.finditer(text) if _HAD.search(text) else iter(())

    def names_one(self, text: str) -> bool:
        """Does a text name one of the release's trials?"""
        return any(name in text for name in self.keys)


_HAD = pattern_of(r"\b(?:have|had|has) (?:now |already |each )?received |\breceived at least (?:one|1|a single) ", re.I)
_SO_FAR = pattern_of(r"\b(?:data )?cut-?off|\bas of\b|\bto date\b|\bso far\b", re.I)
_ARMS = pattern_of(r"\brandomi|\bplacebo|\barms?\b|\bgroups?\b|\bcohort|\bversus\b|\bvs\b|\bcompared\b|\bother\b", re.I)
_CLEAR = tuple(wording for wording in WORDINGS if wording.clear)
# "nine healthy volunteers and 20 patients took part": neither is the whole
_AND_OTHERS = pattern_of(rf"(?<![\w-]){COUNT} (?:[\w-]+ ){{0,3}}{WHO} and $", re.I)
# a fraction, or several trials, are the wording itself
_FRACTIONS = (
    "stopped-after",
    "stopped-of",
    "analysis-of-trials",
    "screened-and-enrolled",
    "so-far",
    "so-far-of",
    "enrolment-stands-at",
    "available-for",
)
_TREATED = Wording("received-the-drug", pattern_of(""), "treated")
_NAMED = Wording("named-trial", pattern_of(""), weak=True)


def sizes_in(sentence: Sentence, key: str | None, known: Known, *, context: bool = False) -> list[Size]:
    """The sizes that one sentence states, of the trial that has this key; ``context`` where the one before spoke of it."""
    text = sentence.text
    if sentence.kind == "row":
        match = ROW.match(text)
        return [_size(sentence, key, match, WORDINGS[0])] if match else []
    if _OTHER_TRIAL.search(text):
        return []
    found = {size.place[1]: size for size in named_sizes(sentence, known)}
    near = context or speaks_of_trial(sentence) or known.names_one(text)
    for wording in WORDINGS if near else _CLEAR:
        for match in wording.pattern.finditer(text):
            place = match.start(_number(match))
            if wording.name == "among-adults" and sentence.zone not in ("headline", "deck", "lead"):
                continue
            if place not in found and not _is_part(text, match, wording):
                found[place] = _size(sentence, key, match, wording)
    if " received " in text and (near or _SO_FAR.search(text)):
        for match in (*known.had(text), *known.took(text)):
            if match.start("value") not in found and not _is_part(text, match, _TREATED):
                found[match.start("value")] = _size(sentence, key, match, _TREATED)
    return [*found.values(), *(_arms(sentence, key) if "n=" in text.replace(" ", "").lower() else ())]


def speaks_of_trial(sentence: Sentence) -> bool:
    """Does a sentence speak of a trial, or stand at the head of the news?"""
    return sentence.zone in ("deck", "lead") or bool(_TRIAL.search(sentence.text))


def named_sizes(sentence: Sentence, known: Known) -> list[Size]:
    """The sizes that stand with a trial's name: ``AURA-1 (n=382)``; of no one trial where it is of two together."""
    text = sentence.text
    if not known.named or not ("(" in text or "with " in text or "in " in text):
        return []
    found = []
    for match in known.named.finditer(text):
        if not _is_part(text, match, _NAMED):
            key = None if match["together"] else known.keys[match["name"]]
            found.append(_size(sentence, key, match, _NAMED))
    return found


def _number(match: re.Match[str]) -> str:
    """The name of the group that holds the number."""
    groups = match.groupdict()
    return next(name for name in ("value", "value2", "value3") if groups.get(name))


def _is_part(text: str, match: re.Match[str], wording: Wording) -> bool:
    """Is the number no size of a trial: a share, a part, an age, many trials' patients?"""
    words = match[_number(match)]
    start, end = match.span(_number(match))
    value = number_of(words)
    if not isinstance(value, int) or value < 2 or (1950 < value < 2050 and "," not in words):
        return True
    before = text[max(0, start - 40) : start]
    verb = (match.groupdict().get("verb") or "").lower()
    if wording.name in _FRACTIONS:
        return False
    called = wording.measure == "evaluable" or verb in ("evaluable", "assessable")
    if (
        re.search(r"(?<!-)\b(?:exceed\w+ (?:[\w-]+ ){0,4}|(?:group|arm|cohort) (?:\w+ )?\(?)$", before)
        and wording.measure not in ("evaluable", "planned")
    ) or re.search(r"\d $", before):
        return True
    if _AND_OTHERS.search(text, max(0, start - 60), start):
        return True
    if _PART.search(before) and not (called and re.search(r"of (?:the )?$", before)):
        return True
    if called and _SHARE_OF.search(before) and not _RESPONSE.search(text):
        return True
    if not called and _FRACTION_AFTER.match(text, end):
        return True
    if _EACH_SITE.search(text, max(0, start - 90), start):
        return True
    if verb in ("treated", "dosed") and _NOT_THE_TRIAL.match(text, match.end()):
        return True
    return bool(_PROGRAM.search(text))


def _size(sentence: Sentence, key: str | None, match: re.Match[str], wording: Wording) -> Size:
    text = sentence.text
    start, end = match.span(_number(match))
    groups = match.groupdict()
    verb = groups.get("verb") or ""
    measure = _measure(wording, verb.lower(), text[match.end() : match.end() + 60])
    if groups.get("after") or _is_planned(text, match, verb):
        measure = "planned"
    group = _group(text, match)
    value = number_of(match[_number(match)])
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
        place = match.start(_number(match))
        return bool(_PLANNED_TRIAL.search(text[max(0, place - 150) : place]))
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
    ahead = _GROUP_BEFORE.search(text, max(0, match.start() - 90), match.start())
    if ahead:
        return ahead["group"].lower()
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
