"""How releases state the size of a trial, as named patterns.

Each pattern has the groups ``value`` (a whole number in digits or words) and, where the wording tells it,
``verb``. What the words around mean (planned, an arm, another trial) is judged in ``population``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from topline.extract.words.numbers import COUNT, INTEGER
from topline.extract.words.patterns import pattern_of

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
MANY = _MANY
_ABOUT = (
    r"(?:(?:a|an|the|its|their) (?:total|target|planned total|overall total|goal|maximum) of )?"
    r"(?:(?:about|approximately|approx\.|around|roughly|some|nearly|almost|more than|over|up to|at least|as many as|≥|>|~|an estimated|"
    r"a total of|fewer than|less than) ?(?:a total of )?)?"
)
_GAP = (
    r"(?:(?!\b(?:experienced|achieved|responded|showed|demonstrated|reported|died|discontinued|completed|remain\w*|including|of whom|"
    r"of which|screened|eligible to|\d[\d,]* (?:patients|participants|subjects|people|adults)|, and (?:\d|one|two|three|four|five|six|seven|eight|nine|ten))\b)(?:\([^()]{1,100}\)|[^.;:]|\.(?=\d))){0,150}?"
)
_VERBS = (
    r"(?P<verb>enrol(?:l)?ed|randomi[sz]ed|randomly (?:assigned|allocated|selected)|underwent randomi[sz]ation|recruited|treated|dosed|evaluable|evaluated|assessable|"
    r"analy[sz]ed|included in|included(?=[.;]|$)|assigned|participated|took part|participating in|entered|joined|have joined|followed|planned)\b"
    r"(?!,? (?:double|single|open|controlled|clinical|trial|study|placebo|phase|withdrawal|parallel))"
)
# A sentence that tells of one group of patients, not of arms, and of the treatment, not of something given beside it.
_ALONE = r"\b(?! (?:placebo|a (?:second|third|repeat)|rescue|additional|further|at least|more|no|only))(?![^.;]*\b(?:placebo|control|sham|versus|vs|compared|randomi[sz]\w+|\d+ (?:patients )?received)\b)"


@dataclass(frozen=True, slots=True)
class Wording:
    """A way to state a size. ``measure`` is what it means where the verb does not tell; ``weak`` where size is only implied."""

    name: str
    pattern: re.Pattern[str]
    measure: Measure = "enrolled"
    weak: bool = False
    clear: bool = False  # believed though nothing near speaks of a trial


def _wording(
    name: str, pattern: str, measure: Measure = "enrolled", *, weak: bool = False, clear: bool = False
) -> Wording:
    return Wording(name, pattern_of(pattern, re.I), measure, weak, clear)


_PLANNED = r"(?:planned|targeted|target(?: of)?|intended|expected|anticipated|projected|goal of)(?: total of| total)?"
_TAKEN = r"(?P<verb>enrol(?:l)?ed|randomi[sz]ed|recruited|treated|dosed)"
_IN_BRACKETS = rf"\((?:[^()]{{0,60}}?[;,] ?)?(?:[nN] ?= ?(?P<value>{INTEGER})|(?P<value2>{COUNT})(?= {_ADJECTIVES}{WHO}))(?: {_ADJECTIVES}{WHO})?(?P<verb> planned)?[;,)]"
_SITES = r"(?:study |trial |clinical |medical |investigational |research )?(?:sites|cent(?:er|re)s|hospitals|clinics|countries|institutions)\b"

WORDINGS: tuple[Wording, ...] = (
    # "has enrolled 178 of a planned 240 patients", "178 of a planned 240 patients had been randomized"
    _wording("some-of-a-planned", rf"\b{_TAKEN} (?P<value>{COUNT})(?: {WHO})?,? (?:out )?of (?:an?|the|its) {_PLANNED}\b"),
    _wording("so-many-of-a-planned", rf"(?P<value>{COUNT})(?: {WHO})? (?:out )?of (?:an?|the|its) {_PLANNED} (?:\w+ )?{COUNT}(?: {WHO})? (?:were|had been|have been|has been) (?:\w+ly )?{_TAKEN}\b"),
    _wording("a-planned-total", rf"\bof (?:an?|the|its) {_PLANNED} {_ABOUT}(?P<value>{COUNT}) {_ADJECTIVES}{WHO}", "planned", clear=True),
    # "has stopped the trial after 61 of 120 patients"
    _wording("stopped-after", rf"\b(?:stopped|halted|terminated|ended|closed|discontinued)\b[^.;]{{0,60}}? after (?:enrol(?:l)?ing )?(?P<value>{COUNT})(?: {WHO})? of (?:an? |the |its )?(?:planned )?{COUNT} (?:planned )?{WHO}"),
    _wording("stopped-of", rf"\b(?:stopped|halted|terminated|ended|closed|discontinued)\b[^.;]{{0,60}}? after (?:enrol(?:l)?ing )?{COUNT}(?: {WHO})? of (?:an? |the |its )?(?:planned )?(?P<value>{COUNT}) (?:planned )?{WHO}", "planned"),
    _wording("planned-sample-size", rf"\b(?:target(?:ed)?|planned(?: total)?|expected|anticipated|estimated) (?:sample size|enrol(?:l)?ment|accrual|recruitment)\b(?:[^.;\d]|hase \d){{0,60}}?(?:is|was|of|:|=) ?{_ABOUT}(?P<value>{INTEGER})(?! ?(?:sites|months|weeks|days|years|cent))", "planned", clear=True),
    # "the 39 efficacy-evaluable patients", "Of the eight patients evaluated so far"
    _wording(
        "evaluable-patients",
        rf"(?P<value>{COUNT}) (?:(?!of\b)[A-Za-z][\w-]* ){{0,3}}?(?:[\w-]+-)?(?P<verb>evaluable|assessable)(?: [\w-]+){{0,3}}? {WHO}",
        "evaluable",
    ),
    _wording("evaluable-in-brackets", rf"\b(?P<verb>evaluable|assessable) {WHO}[^.;()]{{0,40}}\((?:n ?= ?)?(?P<value>{INTEGER})\)", "evaluable"),
    _wording("data-available", rf"\b(?:of|among) (?:whom|which),? (?P<value>{COUNT}) (?:{WHO} )?(?:have|had) (?:[\w-]+ ){{0,3}}?data available", "evaluable"),
    _wording("of-whom-evaluable", rf"\b(?:of|among) (?:whom|which),? (?P<value>{COUNT}) (?:{WHO} )?(?:were|was|are) (?:[\w-]+ )?(?P<verb>evaluable|assessable|randomi[sz]ed|treated|dosed)\b", "evaluable"),
    _wording("of-them-evaluated", rf"(?P<value>{COUNT}) of (?:them|these patients|whom)(?:,? who)? (?:could be|were|was|are) (?:[\w-]+-)?(?P<verb>evaluated|assessed|evaluable|assessable)\b", "evaluable"),
    # "61 could be judged for efficacy", "Response could be evaluated in 24 patients", "Fifty-nine had a scan and are evaluable"
    _wording("could-be-assessed", rf"(?P<value>{COUNT})(?: (?:of them|of these|of those|{WHO}))? could be (?P<verb>judged|assessed|evaluated|analy[sz]ed)(?: for| in terms of)? (?:efficacy|response)\b", "evaluable"),
    _wording("response-assessed-in", rf"\b(?:efficacy|response)s? (?:could be|can be|was|were|is) (?P<verb>evaluable|assessable|assessed|evaluated) (?:in|for) (?P<value>{COUNT})(?= {WHO}|[.;,]|$)", "evaluable"),
    _wording("are-evaluable", rf"^(?P<value>{COUNT})(?: of (?:them|these|those)| {WHO})? (?:(?!not\b|and {COUNT} )[\w-]+ ){{0,10}}?(?:are|were) (?:[\w-]+-)?(?P<verb>evaluable|assessable)\b", "evaluable"),
    _wording("are-in-the-analysis", rf"^(?P<value>{COUNT})(?: of (?:them|these|those))? (?:are|were) (?P<verb>included in) (?:the|an?) (?:[\w-]+ )?(?:efficacy|response)[ -](?:analysis|population|set)", "evaluable"),
    # "So far 32 of 60 patients have been enrolled", "Enrolment stands at 32", "Results were available for 338 of the 351 participants"
    _wording("so-far", rf"\b(?:so far|to date|currently|until now|as of [^.;,]{{3,20}}),? (?P<value>{COUNT}) of (?:the |its |all )?{COUNT} (?:planned )?{WHO} (?:have been|has been|had been|were|are) {_TAKEN}\b"),
    _wording("so-far-of", rf"\b(?:so far|to date|currently|until now|as of [^.;,]{{3,20}}),? {COUNT} of (?:the |its |all )?(?P<value>{COUNT}) (?:planned )?{WHO} (?:have been|has been|had been|were|are) (?:enrol(?:l)?ed|recruited|randomi[sz]ed)\b", "planned"),
    _wording("enrolment-stands-at", rf"\b(?:enrol(?:l)?ment|recruitment|accrual) (?:now |currently )?(?:stands|stood) (?:now )?at (?P<value>{COUNT})\b(?!%| ?per ?cent)"),
    _wording("available-for", rf"\b(?:results|data|outcomes) (?:were|are|is|was) available (?:for|from|in) {_ABOUT}(?P<value>{COUNT})(?: of (?:the |all )?{COUNT})? {_ADJECTIVES}{WHO}", "evaluable"),
    # "completed enrollment of a study of X for 74 patients"
    _wording("completed-enrolment", rf"\bcomplet(?:ed|es|ing|ion of) (?:patient |full |the )?(?P<verb>enrol(?:l)?ment|recruitment|accrual)\b(?:[^.;%]|\.(?=\d)){{0,100}}?\b(?:of|for|with|involving) {_ABOUT}{_MANY}"),
    # "randomized 991 patients; 978 were treated"
    _wording("others-were-treated", rf"(?:[;,]|,? and) (?P<value>{COUNT}) (?:were|had been|have been) (?P<verb>treated|dosed|randomi[sz]ed|enrol(?:l)?ed|evaluable)\b(?! (?:to|with|in|at|before|earlier|already|elsewhere))"),
    # "per protocol population (40 patients)"
    _wording("per-protocol-population", rf"\bper[- ]protocol (?:population|set|analysis)[^.;()]{{0,30}}\((?:n ?= ?)?(?P<value>{INTEGER})(?: {WHO})?\)", "evaluable"),
    _wording("intent-to-treat-population", rf"\b(?:intent(?:ion)?[- ]to[- ]treat|ITT|full analysis)(?: \([A-Z]+\))? (?:population|set|analysis)[^.;()]{{0,30}}\((?:n ?= ?)?(?P<value>{INTEGER})(?: {WHO})?\)", "randomized"),
    _wording("safety-population", rf"\bsafety(?: analysis)? (?:population|set)[^.;()]{{0,30}}\((?:n ?= ?)?(?P<value>{INTEGER})(?: {WHO})?\)", "treated"),
    _wording("intent-to-treat-included", rf"\b(?:intent(?:ion)?[- ]to[- ]treat|ITT|full analysis)(?: \([A-Z]+\))? (?:population|set)(?: (?:of|in) [^.;,\d]{{1,40}})? (?:included|comprised|consisted of|was) {_ABOUT}{_MANY}", "randomized"),
    _wording("safety-population-included", rf"\bsafety(?: analysis)? (?:population|set)(?: (?:of|in) [^.;,\d]{{1,40}})? (?:included|comprised|consisted of|was) {_ABOUT}{_MANY}", "treated"),
    _wording("analysis-included", rf"\b(?:analysis|(?:efficacy|evaluable) (?:population|set))(?: (?:of|in|from) the (?:[\w-]+ ){{1,4}})? ?(?:included|comprised|consisted of) {_ABOUT}{_MANY}", "evaluable"),
    _wording("analysis-of-patients", rf"(?<!subgroup )(?<!post-hoc )(?<!post hoc )(?<!pooled )(?<!exploratory )(?<!sub-)(?<!sensitivity )(?<!meta-)\banalysis (?:of|in) (?:data (?:from|on|of) )?{_ABOUT}{_MANY}", "evaluable", clear=True),
    # "; 195 had a second biopsy and were evaluable"
    _wording("had-and-were-evaluable", rf"(?:^|[;,] |,? and )(?P<value>{COUNT}) (?:{WHO} )?had [^.;,]{{3,60}}? and (?:were|was|are) (?:[a-z]+-)?(?P<verb>evaluable|assessable)\b", "evaluable", clear=True),
    # "Twenty-eight are included in the efficacy analysis", "Efficacy could be assessed in 110", "Altogether 110 people were treated"
    _wording("in-the-efficacy-analysis", rf"(?P<value>{COUNT}) (?:{WHO} )?(?:are|were|was) (?P<verb>included) in the (?:efficacy|primary|response) (?:analys[ie]s|evaluation|population)\b", "evaluable", clear=True),
    _wording("efficacy-assessed-in", rf"\b(?:efficacy|responses?) (?:could be|was|were) (?P<verb>assessed|evaluated|evaluable|assessable) in (?:all |a total of )?(?P<value>{COUNT})(?= {_ADJECTIVES}{WHO}|[.,;]|$)", "evaluable", clear=True),
    _wording("altogether-treated", rf"^(?:Altogether|In all|In total|Overall|A total of),? {_ABOUT}{_MANY} (?:were|have been|had been) (?P<verb>enrol(?:l)?ed|treated|dosed|randomi[sz]ed)\b", clear=True),
    # "expanded enrollment from 60 to 90 patients", "an increase in the number of patients from 60 to 90"
    _wording("expanded-to", rf"\b(?:expand(?:ed|s|ing)?|increas(?:e|ed|es|ing)|rais(?:e|ed|es|ing)|enlarg(?:e|ed|es|ing))\b[^.;]{{0,60}}? from {COUNT}(?: {WHO})? to {_ABOUT}(?P<value>{COUNT}) {_ADJECTIVES}{WHO}", "planned"),
    _wording("number-raised-to", rf"\b(?:expan\w+|increas\w+|rais\w+)\b[^.;]{{0,30}}? (?:number of {WHO}|sample size|enrol(?:l)?ment|target) from {COUNT} to (?P<value>{COUNT})\b(?!%| ?(?:per cent|percent|sites|cent(?:er|re)s|countries|months|weeks))", "planned"),
    # "has 119 patients enrolled and is shooting for a total of 200"
    _wording("aiming-for", rf"\b(?:enrol(?:l)?ed|recruited|randomi[sz]ed|treated)\b[^.;\d]{{0,60}}?\b(?:shooting|aim(?:s|ing)?|striving|heading) (?:for|to (?:enrol(?:l)?|recruit|reach)) (?:a )?(?:total |target |goal )?(?:of )?(?P<value>{COUNT})(?= {WHO}|[.,;]|$)", "planned"),
    # "520 were screened and 412 were enrolled", "Of 520 patients screened, 412 were randomized", "of whom 297 received at least one dose"
    _wording("screened-and-enrolled", rf"\bscreened(?: for eligibility)?(?:,|;)? (?:and |of whom )?(?P<value>{COUNT}) (?:{WHO} )?(?:(?:were|was|have been) (?:\w+ly )?)?{_TAKEN}\b", clear=True),
    _wording("of-whom-received", rf"(?:\b(?:of|among) (?:whom|which),?|[;,](?: and)?|\band) (?P<value>{COUNT}) (?:{WHO} )?(?:have |had )?received at least (?:one|1|a single) (?:dose|infusion|injection|cycle|administration)\b", "treated"),
    # "The study followed 2,500 adults", "The efficacy analysis is based on data from 74 patients"
    _wording("study-followed", rf"\b(?:study|trial|project|team) (?P<verb>followed|tracked|monitored|reviewed|looked at) (?:(?:\w+ )?(?:data|information) (?:from|of|on|for) )?{_ABOUT}{_MANY}"),
    _wording("analysis-based-on", rf"\b(?:analys[ie]s|results|findings)(?: of [\w-]+)? (?:are|is|was|were) based on (?:data (?:from|on|of) )?{_ABOUT}{_MANY}", "evaluable"),
    # "ran at nine hospitals and had 84 participants", "is expected to reach 300 patients", "the 150th patient was enrolled"
    _wording("trial-had", rf"\b(?:trial|study)\b(?:(?!\b(?:showed?n?|found|reported|response|who|whom|which|that)\b)[^.;%]){{0,80}}? (?:had|counts|counted) {_ABOUT}{_MANY}(?=[.,;]|$| (?:in|at|from|across) (?!remission|response))", weak=True),
    _wording("expected-to-reach", rf"\b(?:enrol(?:l)?ment|recruitment|accrual)\b[^.;]{{0,60}}?\b(?:expected|planned|projected|due|set) to (?:reach|total) {_ABOUT}{_MANY}", "planned"),
    _wording("so-manyth-patient", r"\b(?P<value>\d{2,5})(?:st|nd|rd|th) (?:and (?:last|final) )?(?:patient|participant|subject|volunteer) (?:has been|was|had been|is) (?P<verb>enrol(?:l)?ed|randomi[sz]ed|recruited|dosed|treated)\b", clear=True),
    _wording("last-of", rf"\b{_TAKEN} (?:the|its) (?:last|final) of (?:the |its )?{_MANY}", clear=True),
    # the news is the pooled analysis itself: "The final analysis included 18 studies with 1,386 participants"
    _wording("analysis-of-trials", rf"^(?:The|This|Our) (?:final|current|present|new|combined) analysis (?:included|combined|covered|pooled) {COUNT} (?:(?:randomi[sz]ed|controlled|clinical)[ ,]*)*(?:trials|studies) (?:with|involving|of|and) {_ABOUT}{_MANY}", "evaluable", clear=True),
    # "The researchers analysed data from 5,310 adults"
    _wording("researchers-studied", rf"\b(?:researchers|investigators|scientists|authors|team|they) (?:\w+ly )?(?P<verb>analy[sz]ed|studied|examined|followed|evaluated|reviewed|tracked|looked at)(?: (?:\w+ ){{0,2}}(?:data|results|information|outcomes|records|charts|scans|files) (?:from|of|on|for|in|about))? {_ABOUT}{_MANY}"),
    _wording("the-trials-patients", rf"\b(?:trial|study)'s {_ABOUT}{_MANY}", weak=True),
    _wording("enrolment-item", rf"^(?:enrol(?:l)?ment|participants|patients|sample size|number of (?:patients|participants|subjects)|study size)(?: \((?:actual|estimated|planned)\))?: ?{_ABOUT}(?P<value>{INTEGER})\b(?!%)"),
    # "The Phase 3 study (N=660)"
    _wording("patients-in-brackets", rf"\b{WHO} \(n ?= ?(?P<value>{INTEGER})\),? (?:were|was|have been|will be) (?:\w+ly )?(?P<verb>enrol(?:l)?ed|randomi[sz]ed|assigned|treated|dosed)\b"),
    _wording("trial-with-capital-n", rf"\b(?:patients|participants|adults|subjects) \((?-i:N) ?= ?(?P<value>{INTEGER})\)", weak=True),
    _wording("trial-in-brackets", rf"\b(?:trial|study)(?: of [\w-]+)? \((?:[^()]{{0,40}}?[;,] ?)?(?:n ?= ?(?P<value>{INTEGER})\b[^()]{{0,60}}|(?P<value2>{COUNT}) {_ADJECTIVES}{WHO}(?:[,;] [^()]{{1,60}})?)\)", weak=True),
    # "The trial enrolled 8,256 patients", "expected to enroll approximately 500 participants"
    _wording(
        "enrolled-patients",
        rf"\b(?P<verb>enrol(?:l)?(?:ed|s|ing)?|recruit(?:ed|s|ing)?|accrued|randomi[sz](?:e|ed|es|ing)|randomly assigned|included|includes|include|involved|involves|involve|"
        rf"involving|comprised|treated|dosed|studying|evaluated|tested|assessed|encompass(?:es|ed)?) {_ABOUT}{_MANY}",
    ),
    # "44 patients with relapsed myeloma were enrolled", "122 patients were randomised"
    _wording("patients-were-enrolled", rf"{_MANY}{_GAP}\b(?:(?:were|was|have been|had been|has been|are|to be|will be|being) (?:[a-z]+ly |first |also )?)?{_VERBS}"),
    _wording("enrolment-ended-at", rf"\b(?P<verb>enrol(?:l)?ment|accrual|recruitment)\b[^.;\d]{{0,60}}?(?:ended|closed|stopped|completed?|concluded)(?: in [A-Z]\w+(?: \d{{4}})?)? (?:at|with) {_ABOUT}{_MANY}"),
    _wording("enrolment-of-patients", rf"\b(?P<verb>enrol(?:l)?ment|recruitment|randomi[sz]ation) of {_ABOUT}{_MANY}"),
    _wording("target-of-patients", rf"\b(?:target(?:ed)?|enrol(?:l)?ment goal)(?: enrol(?:l)?ment)? of {_ABOUT}{_MANY}", "planned", clear=True),
    # "a 30,000-participant study"
    _wording("patient-study", rf"(?P<value>{INTEGER.replace('(?![.,]?[0-9]|', '(?!')})[- ](?:patient|participant|subject|person|volunteer)\b[^.;]{{0,70}}?\b(?:trial|study|phase)\b", weak=True),
    # "a Phase 3 trial in 1,795 people with", "The trial compared A with B in 226 patients"
    _wording(
        "trial-in-patients",
        rf"\b(?:trial|study)\b(?:(?!\b(?:found|showed?n?|reported|observed|demonstrat\w+|response|responses|events?|remission|occurred|seen|met|"
        rf"results?|achieved|reduc\w+|improv\w+|increas\w+|survival|safe|and is|rate)\b)(?:[^.;%]|\.(?=\d))){{0,130}}?\b(?:in|of|among|with|on|for|involving) {_ABOUT}{_MANY}",
        weak=True,
    ),
    # "a study in which 108 patients received X", "In the phase 2 study, 62 patients with melanoma received X"
    _wording("trial-in-which-treated", rf"\b(?:trial|study)\b[^.;,]{{0,50}},? in which {_MANY} (?:with [^.;,]{{3,90}} )?(?P<verb>received|were given){_ALONE}", "treated"),
    _wording("in-the-trial-treated", rf"^In (?:the|this|an?) (?:[\w-]+ ){{0,4}}(?:trial|study)\b[^.;,]{{0,50}}, {_MANY} with [^.;,]{{3,90}} (?P<verb>received|were given){_ALONE}", "treated"),
    _wording("trial-in-which", rf"\b(?:trial|study) in which {_ABOUT}{_MANY}", weak=True),
    # "Among 1,961 adults with obesity, weight fell": believed at the head of the news only
    _wording("among-adults", rf"^(?:[A-Z][^.;]{{0,80}} - |\([A-Z]+\) )?(?:Among|In) {_ABOUT}{_MANY}", weak=True),
    _wording("participants-were", rf"(?:\b(?:study|trial) (?:participants|subjects|patients|population)|^(?:The )?(?:study |trial )?participants(?: in (?:the|this) (?:[\w-]+ )?(?:study|trial))?) (?:were|was|comprised|consisted of|included) {_ABOUT}{_MANY}"),
    _wording("at-so-many-sites", rf"{_MANY}(?: with [^.;,()]{{0,60}}?)?(?: \([^()]{{0,80}}\))? (?:from|at|in|across) {_ABOUT}{COUNT} (?:[A-Z][\w.]*\.? )?{_SITES}(?P<after> (?:are to|will)\b)?", weak=True),
    # "Data from 36 patients in the Phase 1 trial were presented"
    _wording("data-from", rf"\b(?:data|results|findings) (?:from|in|on) {_ABOUT}{_MANY}", "evaluable", weak=True),
)  # fmt: skip
# "AURA-1 (n=382)", "LONGBOW (NCT01234567; 54 men)", "CHRONOS, with 740 adults", "SOLO 1 and SOLO 2, with 1,379 adults together"
OF_NAMED = rf"(?: (?:clinical )?(?:trial|study))?,? (?:{_IN_BRACKETS}|(?:with|in) {_ABOUT}{_MANY.replace('<value>', '<value3>')}(?P<together>,? (?:together|combined|in (?:total|all)))?)"
# "141 patients had received X", "received at least one dose"
RECEIVED = rf"{_MANY}(?P<gap>[^.;:]{{0,60}}?) (?:(?:have|had|has) (?:now |already |each )?received (?:\w+ ){{0,3}}?(?:DRUGS|at least (?:one|1|a single) (?:dose|infusion|injection|cycle|administration)\b)|received at least (?:one|1|a single) (?:dose|infusion|injection|cycle|administration)\b)"
# "Patients enrolled | 44"
ROW = pattern_of(
    rf"^(?:number of |total )?(?:patients|participants|subjects),? (?:who were )?(?P<verb>enrol(?:l)?ed|randomi[sz]ed|treated|evaluable)[^|\d]{{0,40}} \| (?P<value>{INTEGER})(?: \|)?$",
    re.I,
)
# "drug A (n=1,935) or placebo (n=969)"
ARM = pattern_of(
    rf"(?P<arm>(?:[A-Za-z][\w/+-]*|\d[\d.,]* ?(?:mg|µg|mcg|g|mL|IU)(?:/\w+)?)(?: (?!(?:or|and|to|versus|vs|received?|receiving|with(?=\s\d)|in)\b)(?:[\w/+.-]+)){{0,6}}) \([nN] ?= ?(?P<value>{INTEGER})\)"
)
