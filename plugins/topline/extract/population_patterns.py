"""How releases state the size of a trial, as named patterns.

Each pattern has the groups ``value`` (a whole number in digits or words) and, where the wording tells it,
``verb``. What the words around mean (planned, an arm, another trial) is judged in ``population``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from topline.extract.numbers import COUNT, INTEGER

Measure = Literal["enrolled", "randomized", "evaluable", "treated", "planned"]

WHO = (
    r"(?:patients?|participants?|subjects?|people|persons?|adults?|volunteers?|individuals?|women|men|children|adolescents?|infants?|"
    r"survivors?|veterans?|recipients?|girls|boys|babies)\b"
)
# words that may stand between a number and the people it counts
_ADJECTIVES = (
    r"(?:(?!(?:of|in|with|to|and|or|from|at|on|by|than|per|for|sites?|cent(?:er|re)s?|countr\w+|hospitals?|institutions?|weeks?|months?|days?|"
    r"years?|hours?|mg|mL|doses?|cases?|deaths?|events?|trials?|studies|study|million|billion|percent|cohorts?|arms?|times|points?|"
    r"cycles|additional|other|more|first|last|next|new|remaining|half|were|was|had|have|are)\b)[A-Za-z][\w'/-]*,? ){0,7}?"
)
_MANY = rf"(?P<value>{COUNT}) {_ADJECTIVES}{WHO}"
_ABOUT = (
    r"(?:(?:a|an|the|its|their) (?:total|target|planned total|overall total|goal|maximum) of )?"
    r"(?:(?:about|approximately|approx\.|around|roughly|some|nearly|almost|more than|over|up to|at least|as many as|≥|>|~|an estimated|"
    r"a total of|fewer than|less than) ?(?:a total of )?)?"
)
_GAP = (
    r"(?:(?!\b(?:experienced|achieved|responded|showed|demonstrated|reported|died|discontinued|completed|remain\w*|including|of whom|"
    r"of which|screened|eligible to|\d[\d,]* (?:patients|participants|subjects|people|adults)|, and (?:\d|one|two|three|four|five|six|seven|eight|nine|ten))\b)(?:[^.;:]|\.(?=\d))){0,150}?"
)
_VERBS = (
    r"(?P<verb>enrol(?:l)?ed|randomi[sz]ed|randomly (?:assigned|allocated|selected)|recruited|treated|dosed|evaluable|evaluated|assessable|analy[sz]ed|"
    r"included in|assigned|participated in|took part in|participating in|entered|joined|have joined|planned)\b"
    r"(?!,? (?:double|single|open|controlled|clinical|trial|study|placebo|phase|withdrawal|parallel))"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A way to state a size. ``measure`` is what it means where the verb does not tell; ``weak`` where size is only implied."""

    name: str
    pattern: re.Pattern[str]
    measure: Measure = "enrolled"
    weak: bool = False


def _wording(name: str, pattern: str, measure: Measure = "enrolled", *, weak: bool = False) -> Wording:
    return Wording(name, re.compile(pattern, re.I), measure, weak)


WORDINGS: tuple[Wording, ...] = (
    # "the 39 efficacy-evaluable patients", "Of the eight patients evaluated so far"
    _wording(
        "evaluable-patients",
        rf"(?P<value>{COUNT}) (?:(?!of\b)[A-Za-z][\w-]* ){{0,3}}?(?:[\w-]+-)?(?P<verb>evaluable|assessable)(?: [\w-]+){{0,3}}? {WHO}",
        "evaluable",
    ),
    _wording("evaluable-in-brackets", rf"\b(?P<verb>evaluable|assessable) {WHO}[^.;()]{{0,40}}\((?:n ?= ?)?(?P<value>{INTEGER})\)", "evaluable"),
    _wording("data-available", rf"\b(?:of|among) (?:whom|which),? (?P<value>{COUNT}) (?:{WHO} )?(?:have|had) (?:[\w-]+ ){{0,3}}?data available", "evaluable"),
    _wording("of-whom-evaluable", rf"\b(?:of|among) (?:whom|which),? (?P<value>{COUNT}) (?:{WHO} )?(?:were|was|are) (?:[\w-]+ )?(?P<verb>evaluable|assessable|randomi[sz]ed|treated|dosed)\b", "evaluable"),
    _wording("of-them-evaluated", rf"(?P<value>{COUNT}) of (?:them|these patients|whom)(?:,? who)? (?:could be|were|was) (?P<verb>evaluated|assessed|evaluable|assessable)\b", "evaluable"),
    # "randomized 991 patients; 978 were treated"
    _wording("others-were-treated", rf"(?:[;,]|,? and) (?P<value>{COUNT}) (?:were|had been|have been) (?P<verb>treated|dosed|randomi[sz]ed|enrol(?:l)?ed|evaluable)\b(?! (?:to|with|in|at))"),
    # "per protocol population (40 patients)"
    _wording("per-protocol-population", rf"\bper[- ]protocol (?:population|set|analysis)[^.;()]{{0,30}}\((?:n ?= ?)?(?P<value>{INTEGER})(?: {WHO})?\)", "evaluable"),
    _wording("intent-to-treat-population", rf"\b(?:intent(?:ion)?[- ]to[- ]treat|ITT|full analysis)(?: \([A-Z]+\))? (?:population|set|analysis)[^.;()]{{0,30}}\((?:n ?= ?)?(?P<value>{INTEGER})(?: {WHO})?\)", "randomized"),
    _wording("safety-population", rf"\bsafety(?: analysis)? (?:population|set)[^.;()]{{0,30}}\((?:n ?= ?)?(?P<value>{INTEGER})(?: {WHO})?\)", "treated"),
    _wording("intent-to-treat-included", rf"\b(?:intent(?:ion)?[- ]to[- ]treat|ITT)(?: \([A-Z]+\))? (?:population|set) (?:included|comprised|consisted of|was) {_ABOUT}{_MANY}", "randomized"),
    _wording("safety-population-included", rf"\bsafety(?: analysis)? (?:population|set) (?:included|comprised|consisted of|was) {_ABOUT}{_MANY}", "treated"),
    _wording("analysis-included", rf"\b(?:analysis|(?:efficacy|evaluable) (?:population|set))(?: (?:of|in|from) the (?:[\w-]+ ){{1,4}})? ?(?:included|comprised|consisted of) {_ABOUT}{_MANY}", "evaluable"),
    _wording("analysis-of-patients", rf"\b(?:final|primary) analysis (?:of|in) {_ABOUT}{_MANY}", "evaluable"),
    # "The Phase 3 study (N=660)"
    _wording("trial-with-capital-n", rf"\b(?:trial|study|patients|participants|adults) \((?-i:N) ?= ?(?P<value>{INTEGER})\)", weak=True),
    # "The trial enrolled 8,256 patients", "expected to enroll approximately 500 participants"
    _wording(
        "enrolled-patients",
        rf"\b(?P<verb>enrol(?:l)?(?:ed|s|ing)?|recruit(?:ed|s|ing)?|randomi[sz](?:e|ed|es|ing)|randomly assigned|included|includes|include|involved|involves|involve|"
        rf"involving|comprised|treated|dosed|studying|evaluated|tested|assessed|encompass(?:es|ed)?) {_ABOUT}{_MANY}",
    ),
    # "44 patients with relapsed myeloma were enrolled", "122 patients were randomised"
    _wording("patients-were-enrolled", rf"{_MANY}{_GAP}\b(?:(?:were|was|have been|had been|has been|are|to be|will be|being) (?:[a-z]+ly |first |also )?)?{_VERBS}"),
    _wording("enrolment-of-patients", rf"\b(?P<verb>enrol(?:l)?ment|recruitment|randomi[sz]ation) of {_ABOUT}{_MANY}"),
    _wording("target-of-patients", rf"\b(?:target(?:ed)?|enrol(?:l)?ment goal)(?: enrol(?:l)?ment)? of {_ABOUT}{_MANY}", "planned"),
    # "a 30,000-participant study"
    _wording("patient-study", rf"(?P<value>{INTEGER.replace('(?![.,]?[0-9]|', '(?!')})-(?:patient|participant|subject|person|volunteer)\b[^.;]{{0,70}}?\b(?:trial|study|phase)\b", weak=True),
    # "a Phase 3 trial in 1,795 people with", "The trial compared A with B in 226 patients"
    _wording(
        "trial-in-patients",
        rf"\b(?:trial|study)\b(?:(?!\b(?:found|showed?n?|reported|observed|demonstrat\w+|response|responses|events?|remission|occurred|seen|met|"
        rf"results?|achieved|reduc\w+|improv\w+|increas\w+|survival|safe|and is|rate)\b)(?:[^.;%]|\.(?=\d))){{0,130}}?\b(?:in|of|among|with|on|for|involving) {_ABOUT}{_MANY}",
        weak=True,
    ),
    _wording("trial-in-which", rf"\b(?:trial|study) in which {_ABOUT}{_MANY}", weak=True),
    # "Among 1,961 adults with obesity, weight fell": believed at the head of the news only
    _wording("among-adults", rf"^(?:[A-Z][^.;]{{0,80}} - |\([A-Z]+\) )?(?:Among|In) {_ABOUT}{_MANY}", weak=True),
    _wording("participants-were", rf"\b(?:study|trial) (?:participants|subjects|patients|population) (?:were|was|comprised|consisted of|included) {_ABOUT}{_MANY}"),
)  # fmt: skip
# "Patients enrolled | 44"
ROW = re.compile(
    rf"^(?:number of |total )?(?:patients|participants|subjects),? (?:who were )?(?P<verb>enrol(?:l)?ed|randomi[sz]ed|treated|evaluable)[^|\d]{{0,40}} \| (?P<value>{INTEGER})(?: \|)?$",
    re.I,
)
# "drug A (n=1,935) or placebo (n=969)"
ARM = re.compile(
    rf"(?P<arm>(?:[A-Za-z][\w/+-]*|\d[\d.,]* ?(?:mg|µg|mcg|g|mL|IU)(?:/\w+)?)(?: (?!(?:or|and|to|versus|vs|received?|receiving|with(?=\s\d)|in)\b)(?:[\w/+.-]+)){{0,6}}) \([nN] ?= ?(?P<value>{INTEGER})\)"
)
