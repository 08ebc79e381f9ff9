"""How a release says that people were in a trial: by what stands before a count and behind it.

Each rule names a relation, with the words allowed before the count (``before``, read up to the count), behind it
(``after``, read from it on) and between number and noun (``adjectives``). Words that mean the same are classes:
``TAKEN`` for any way to come into a trial, ``BE`` for any auxiliary. The group ``verb`` tells what is measured.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from topline.extract.population.counts import ADJECTIVES, QUANTIFIER, WHO, Count, Shape
from topline.extract.words.numbers import COUNT
from topline.extract.words.patterns import pattern_of

Measure = Literal["enrolled", "randomized", "evaluable", "treated", "planned"]

# --- classes of words
BE = r"(?:were|was|are|is|(?:have|has|had) (?:now |already )?been|being)(?: (?:(?:[a-z]+ly|first|also|now|so far|already|then|each) ){0,2})?"
ADVERB = r"(?:(?:[a-z]+ly|now|already|also|so far|to date|since|then|first|both|all) ){0,2}"
TAKEN = r"enrol(?:l)?ed|recruited|accrued|registered|inducted|randomi[sz]ed|randomly (?:assigned|allocated|selected)|treated|dosed|vaccinated|immuni[sz]ed|inoculated|infused|injected|implanted|transplanted"
# what people in a trial do or have done to them
_BEHIND = (
    rf"(?P<verb>{TAKEN}|underwent (?:randomi[sz]ation|transplantation|implantation|treatment|surgery|infusion|vaccination|ablation|the (?:[\w-]+ )?procedure)|evaluable|evaluated|assessable|analy[sz]ed|included in|included(?=[.;]|$)|assigned|allocated(?= (?:at random|randomly|to|in|[12]:))|"
    r"participated|took part|taking part|participating in|entered(?= (?:the|this|our|its|an?|into|[A-Z]|between|and)|[.;,]|$)|joined(?= (?:the|this|our|its|an?) (?:[\w-]+ ){0,4}(?:trial|study|extension))|have joined|followed|planned)\b"
    r"(?!,? (?:double|single|open|controlled|clinical|trial|study|placebo|phase|withdrawal|parallel|discontinuation))"
)
# what a trial, a company or its investigators do with people
_GOVERNS = (
    r"(?P<verb>enrol(?:l)?(?:ed|s|ing)?|recruit(?:ed|s|ing)?|accrued|randomi[sz](?:e|ed|es|ing)|randomly (?:assigned|allocated)|assigned|allocated|included|includes|include|involved|involves|involve|"
    r"involving|comprised|comprises|comprising|consist(?:ed|s|ing) of|treat(?:ed)?|dosed?|studying|studied|evaluated|evaluates?|tested|assessed|assess(?:es)?|encompass(?:es|ed)?|vaccinat(?:ed?|ing)|immuni[sz]ed|implanted|infused|registered)"
)
_BREAKS = (
    r"\b(?:experienced|achieved|responded|showed|demonstrated|reported|died|discontinued|completed|remain\w*|including|of whom|"
    r"of which|screened|assessed for eligibility|eligible to|[\d,]*\d (?:were|had|have|of)\b|\d[\d,]* (?:patients|participants|subjects|people|adults)|, and (?:\d|one|two|three|four|five|six|seven|eight|nine|ten))\b"
)
GAP = rf"(?:(?!{_BREAKS})(?:[^.;:]|\.(?=\d))){{0,150}}?"
PLAN = r"(?:planned|targeted|target(?: of)?|intended|expected|anticipated|projected|goal of)(?: total of| total)?"
ENROLMENT = r"(?:enrol(?:l)?ment|recruitment|accrual|randomi[sz]ation)"
_TRIAL = r"(?:trials?|study|studies)"
_DATA = r"(?:data|results|findings|outcomes|information|follow-up)"
_EFFICACY = r"(?:efficacy|primary|response|final|interim|full|main|statistical|safety|present|current|per[- ]protocol|(?:modified )?intent(?:ion)?[- ]to[- ]treat|m?ITT)"
_SET = (
    r"\b(?:(?P<protocol>per[- ]protocol|modified (?:intent(?:ion)?[- ]to[- ]treat|ITT)|mITT|efficacy|data|(?:efficacy|response)-evaluable|evaluable|response|primary|full analysis)|(?P<intent>intent(?:ion)?[- ]to[- ]treat|ITT)|"
    r"(?P<safety>safety|treated|exposed)|(?P<whole>(?:trial|study|patient)(?:'s)?(?: patient)?))(?: analysis| evaluable)? (?:population|set|sample|data ?set)"
)
_GROUPS: dict[str, Measure] = {
    "protocol": "evaluable",
    "intent": "randomized",
    "safety": "treated",
    "whole": "enrolled",
}
_HOLDS = r"(?:included|includes|comprised|comprises|consist(?:ed|s) of|contained|contains|was|were|is|had|numbered|totall?ed|of|:)"
# A sentence that tells of one group of patients, not of arms, and of the treatment, not of something given beside it.
_ALONE = r"\b(?! (?:placebo|a (?:second|third|repeat)|rescue|additional|further|at least|more|no|only))(?![^.;]*\b(?:placebo|control|sham|versus|vs|compared|randomi[sz]\w+|\d+ (?:patients )?received)\b)"
# "placebo or 20 mg of it": the whole of a trial by what its people were given, none of its arms.
_EITHER_OR = (
    r"(?! (?:an?other|rescue|additional|at least))(?![^.;]*\b(?:\d+ (?:patients |others )?(?:received|took|were given)|and \d[\d,]* (?!mg|weeks|months)|while|whereas))"
    r"(?=[^.;]{0,120}?(?: or (?:an? |matching |oral |its )*(?:placebo|sham|dummy|vehicle|standard|usual|no treatment)| (?:placebo|(?:standard|usual)(?: of)? care) or )\b)"
)
_PART_OF = r"[^.;,]*\b(?:mutat\w+|mutant|deletion|positive|negative|express\w+|placebo|control|reactions?|toxicit\w+|measurable|subgroup|who)\b"
# What makes "in 40 patients" a finding in those patients rather than the design of the trial.
FINDS = (
    r"\b(?:found|showed?n?|reported|observed|demonstrat\w+|response|responses|events?|remission|occurred|seen|met|results?|achieved|reduc\w+|improv\w+|"
    r"increas\w+|survival|safe|and is|rate|help of|run by|led by|confirmed|revealed|led to|lowered|decreased|caused|died|deaths)\b"
)
SITES = r"(?:study |trial |clinical |medical |investigational |research )?(?:sites|cent(?:er|re)s|hospitals|clinics|countries|institutions|practices)\b"


_MEASURES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("planned", pattern_of(r"planned", re.I)),
    ("evaluable", pattern_of(r"evaluable|assessable|analy|examined|judged", re.I)),
    ("randomized", pattern_of(r"randomi|randomly|assigned|allocated", re.I)),
    (
        "treated",
        pattern_of(
            r"treat|dos(?:ed?|ing)$|vaccinat|immuni[sz]|inoculat|infus|inject|implant|transplant|received", re.I
        ),
    ),
)
_ANALYSIS = pattern_of(r" (?:the |an? |our )?(?:[\w-]+ ){0,3}?(?:analys[ie]s|efficacy|evaluation)\b", re.I)


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation between a count and a trial. ``weak`` where size is only implied; ``clear``: believed far from any trial."""

    name: str
    shapes: tuple[Shape, ...]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    adjectives: re.Pattern[str] | None
    measure: Measure
    weak: bool
    clear: bool
    head: bool  # believed at the head of the news only
    lonely: bool  # believed in a release of which no trial is known
    quantifier: re.Pattern[str] | None  # between them and the count: "all"
    sure: bool  # says itself what would else make it a part or a programme

    def match(self, count: Count) -> dict[str, str | None] | None:
        """The groups that hold where the rule fits a count."""
        if count.shape not in self.shapes:
            return None
        groups: dict[str, str | None] = {}
        for pattern, words in (
            (self.quantifier, count.quantifier),
            (self.adjectives, count.adjectives),
            (self.before, count.before),
        ):
            if pattern:
                match = pattern.search(words)
                if not match:
                    return None
                groups |= match.groupdict()
        if self.after:
            match = self.after.match(count.after)
            if not match:
                return None
            groups |= match.groupdict()
            groups["span"] = match.group()
        return groups


_SHAPES: dict[str, Shape] = {"p": "people", "b": "bare", "k": "bracket", "c": "compound", "o": "ordinal"}


def _rule(
    name: str,
    shapes: str,
    before: str = "",
    after: str = "",
    measure: Measure = "enrolled",
    *,
    adjectives: str = "",
    weak: bool = False,
    clear: bool = False,
    head: bool = False,
    lonely: bool = True,
    quantifier: str = "",
    sure: bool = False,
) -> Rule:
    """One row of the table; ``before`` is read up to the count."""
    return Rule(
        name,
        tuple(_SHAPES[letter] for letter in shapes),
        pattern_of(before if before.endswith("$") else before + "$", re.I) if before else None,
        pattern_of(after, re.I) if after else None,
        pattern_of(adjectives, re.I) if adjectives else None,
        measure,
        weak,
        clear,
        head,
        lonely,
        pattern_of(quantifier, re.I) if quantifier else None,
        sure,
    )


# fmt: off
RULES: tuple[Rule, ...] = (
    # a plan: "a planned 240", "the planned sample size is 450", "target enrollment of about 500", "40 planned patients"
    _rule("a-planned-total", "pb", rf"\b(?:of|than) (?:an?|the|its) {PLAN} ", "", "planned", clear=True),
    _rule("planned-sample-size", "pb", r"\b(?:target(?:ed)?|planned(?: total)?|expected|anticipated|estimated|intended) (?:(?:patient|study|total|overall) )?(?:sample size|enrol(?:l)?ment|accrual|recruitment)\b(?:[^.;\d]|hase \d){0,60}?(?:is|was|of|:|=) ?", "", "planned", clear=True),
    _rule("planned-patients", "p", adjectives=r"\b(?:planned|targeted|projected|intended) $|^(?:planned|targeted|projected|intended)\b", measure="planned"),
    _rule("planned-behind", "p", "", r" (?:who are |that are )?(?:planned|targeted|projected)\b(?! (?:for|to) )", "planned"),
    _rule("target-reached", "pb", rf"\b(?:reach|achiev|met\b|meet|hit\b|complet|attain)\w* (?:(?:its|the|our|their|full|planned|target) ){{0,3}}(?:{ENROLMENT} (?:target|goal|objective)|target {ENROLMENT}) of ", r"(?! ?%)", clear=True),
    _rule("target-was-reached", "pb", rf"\b(?:{ENROLMENT} (?:target|goal|objective)|target(?: {ENROLMENT})?) of ", r" (?:has been|was|had been|is) (?:now |already )?(?:reached|met|achieved|attained|exceeded)", clear=True),
    _rule("target-of-patients", "pb", rf"\b(?:target(?:ed)?|{ENROLMENT} (?:goal|target|objective)|goal)(?: {ENROLMENT}| sample size)?(?: (?:in|for) (?!(?:the|this|an?|its|our) (?:[\w-]+ ){{0,4}}?(?:trial|study) of )[^.;,\d]{{1,40}}?)? (?:of|is|was|at|stands at|remains) (?:enrol(?:l)?ing )?", r"(?! ?%)", "planned", clear=True),
    _rule("expanded-to", "p", rf"\b(?:expand(?:ed|s|ing)?|increas(?:e|ed|es|ing)|rais(?:e|ed|es|ing)|enlarg(?:e|ed|es|ing))\b[^.;]{{0,60}}? from {COUNT}(?: {WHO})? to ", "", "planned"),
    _rule("raised-to", "pb", rf"\b(?:{ENROLMENT}|sample size|target|number of {WHO})\b[^.;]{{0,80}}?\b(?:increased|raised|expanded|enlarged|reduced|cut|amended)(?: by \d+)?(?: from {COUNT}(?: {WHO})?)? to ", r"(?=[.,;]|$| )(?! ?(?:%|per ?cent|sites|cent(?:er|re)s|countries|months|weeks|beds))", "planned"),
    _rule("number-raised-to", "pb", rf"\b(?:expan\w+|increas\w+|rais\w+)\b[^.;]{{0,30}}? (?:number of {WHO}|sample size|enrol(?:l)?ment|target) from {COUNT} to ", r"(?!%| ?(?:per cent|percent|sites|cent(?:er|re)s|countries|months|weeks))", "planned"),
    _rule("aiming-for", "pb", r"\b(?:enrol(?:l)?ed|recruited|randomi[sz]ed|treated)\b[^.;\d]{0,60}?\b(?:shooting|aim(?:s|ing)?|striving|heading) (?:for|to (?:enrol(?:l)?|recruit|reach)) (?:a )?(?:total |target |goal )?(?:of )?", r"(?=[.,;]|$)", "planned"),
    _rule("expected-to-reach", "p", rf"\b{ENROLMENT}\b[^.;]{{0,60}}?\b(?:expected|planned|projected|due|set|anticipated) to (?:reach|total|include|be) ", "", "planned"),
    _rule("expected-to-reach", "b", rf"\b{ENROLMENT}\b[^.;]{{0,60}}?\b(?:expected|planned|projected|due|set|anticipated) to (?:reach|total|include|be) ", r"(?=[.,;]|$| (?:in|by|at|across|from|this|next)\b)", "planned"),
    # those who can be judged
    _rule("evaluable-patients", "p", adjectives=r"(?P<verb>evaluable|assessable)\b", measure="evaluable"),
    _rule("evaluable-in-brackets", "k", rf"\b(?P<verb>evaluable|assessable) {WHO}[^.;()]{{0,40}}", "", "evaluable"),
    _rule("are-evaluable", "p", "", rf"(?: who)?(?:(?! not\b| and {COUNT} | did| or) [\w-]+){{0,10}}? (?:were|are|was|could be|have been) {ADVERB}(?P<verb>evaluable|assessable|[\w-]+-(?:evaluable|assessable))\b", "evaluable"),
    _rule("so-many-evaluable", "b", "", rf"(?: of (?:them|these|those|whom))?(?: (?:had|have|underwent|completed|received|were|are|remained)\b(?:(?! not\b| and {COUNT} | did| or) [\w-]+){{0,9}}?)? (?:were|are|could be) {ADVERB}(?P<verb>evaluable|assessable|[\w-]+-(?:evaluable|assessable))\b", "evaluable"),
    _rule("of-them-evaluated", "pb", "", r"(?: of (?:them|these patients|whom|these|those)| (?:were|was) evaluable)?,?(?: who)? (?:could be|were|was|are) (?:[\w-]+-)?(?P<verb>evaluated|assessed|judged|analy[sz]ed)(?: for| in terms of) (?:efficacy|response|safety and efficacy)\b", "evaluable"),
    _rule("could-be-assessed", "pb", "", r"(?: of (?:them|these|those|whom))? could be (?P<verb>judged|assessed|evaluated|analy[sz]ed)\b", "evaluable"),
    _rule("data-available", "pb", "", r"(?: of (?:them|whom|these|those))?,? (?:have|had) (?:[\w-]+ ){0,4}?(?:data|measurements?|scans?|assessments?|results) (?:available|that could be)", "evaluable"),
    _rule("in-the-efficacy-analysis", "pb", "", rf"(?: of (?:them|these|those|whom))? (?:{BE} ?)(?P<verb>included|available|eligible|analy[sz]ed) (?:in|for) (?:the|an?|our|this|its) (?:[\w-]+ ){{0,3}}?(?:{_EFFICACY}[ -])?(?:analys[ie]s|evaluations?|population|set|assessments?)\b", "evaluable", clear=True),
    _rule("response-assessed-in", "pb", r"\b(?:efficacy|responses?|activity|tumou?r response|safety) (?:could be|can be|was|were|is|are) (?P<verb>evaluable|assessable|assessed|evaluated|analy[sz]ed) (?:in|for|among|on) ", r"(?=[.;,]|$| )", "evaluable", clear=True),
    _rule("available-for", "pb", rf"\b{_DATA}\b[^.;]{{0,40}}? (?:were|are|is|was) available (?:for|from|in|on) ", "", "evaluable", sure=True),
    _rule("data-reported-for", "p", rf"\b{_DATA}\b[^.;]{{0,40}}? (?:were|are|is|was) (?:reported|presented|collected|obtained|shown|given|analy[sz]ed) (?:for|from|in|on) ", r" (?:who (?:had|have|were|completed|received)|with (?:at least|measurable|evaluable|any post|a post))\b", "evaluable"),
    _rule("data-were-available", "p", rf"\b{_DATA} (?:from|on|for) ", r"[^.;]{0,70}? (?:were|are|was|is) (?:available|analy[sz]ed|included|evaluable)\b", "evaluable"),
    _rule("had-and-were-evaluable", "b", r"(?:^|[;,] |,? and )", r" had [^.;,]{3,60}? and (?:were|was|are) (?:[a-z]+-)?(?P<verb>evaluable|assessable)\b", "evaluable", clear=True),
    # "per protocol population (40 patients)", "The modified intent-to-treat population comprised 512"
    _rule("set-in-brackets", "k", rf"{_SET}[^.;()\d]{{0,40}}", ""),
    _rule("set-included", "pb", rf"{_SET}(?: (?:of|in|for) [^.;,\d]{{1,40}}?)? {_HOLDS} ", r"(?!%)"),
    _rule("set-in-brackets-alone", "k", r"\b(?:per[- ]protocol|efficacy) analys[ie]s ?", "", "evaluable"),
    _rule("analysis-of-trials", "p", rf"^(?:The|This|Our) (?:final|current|present|new|combined) analysis (?:included|combined|covered|pooled) {COUNT} (?:(?:randomi[sz]ed|controlled|clinical)[ ,]*)*(?:trials|studies) (?:with|involving|of|and) ", "", "evaluable", clear=True, sure=True),
    _rule("analysis-included", "pb", r"\b(?:analys[ie]s|evaluation)\b[^.;\d]{0,50}? (?:included|comprised|consisted of|covered|contained|involved) (?:data (?:from|on|of) )?", r"(?= |[.;,]|$)(?! (?:trials|studies|[\w-]+ (?:trials|studies)))", "evaluable"),
    _rule("analysis-of-patients", "p", r"(?<!subgroup )(?<!post-hoc )(?<!post hoc )(?<!pooled )(?<!exploratory )(?<!sub-)(?<!sensitivity )(?<!meta-)\banalys[ie]s (?:of|in|on|from) (?:data (?:from|on|of|for) )?", "", "evaluable", clear=True),
    _rule("analysis-based-on", "p", r"\b(?:analys[ie]s|results|findings|estimates)\b(?:[^.;,\d]|hase \d){0,50}? (?:are|is|was|were) based on (?:data (?:from|on|of) )?", "", "evaluable"),
    # several verbs of one subject: "…; 978 were treated", "of whom 30 were evaluable", "520 were screened and 412 were enrolled"
    _rule("of-whom-received", "pb", r"(?:\b(?:of|among) (?:whom|which|them|these|those),?|[;,](?: and)?|\band) ", r" (?:have |had )?(?P<verb>received) at least (?:one|1|a single) (?:dose|infusion|injection|cycle|administration)\b", "treated"),
    _rule("of-whom-evaluable", "pb", r"\b(?:of|among) (?:whom|which),? ", rf" {BE} ?(?:[\w-]+ )?(?P<verb>evaluable|assessable|randomi[sz]ed|treated|dosed|enrol(?:l)?ed|vaccinated|infused)\b(?! (?:to|with|in|at|for) )", "evaluable"),
    _rule("screened-and-enrolled", "pb", r"\bscreened(?: for eligibility| patients)?(?:,|;)? (?:and |of whom |with )?", rf" (?:(?:were|was|have been) (?:\w+ly )?)?(?P<verb>{TAKEN}|evaluable)\b", clear=True, sure=True),
    _rule("screened-enrolled-active", "b", r"\bscreen(?:ed|ing)\b[^.;]{0,80}? (?P<verb>enrol(?:l)?ed|randomi[sz]ed|recruited) ", r"(?=[.;,]|$| (?:at|in|across|from)\b)", clear=True, sure=True),
    _rule("others-were-treated", "b", r"(?:[;,]|,? and|\bafter|\bwhen|\bonce) ", r" (?:were|had been|have been) (?:(?:found )?eligible and )?(?P<verb>treated|dosed|randomi[sz]ed|randomly (?:assigned|allocated)|enrol(?:l)?ed|evaluable|vaccinated)\b(?!(?<!assigned)(?<!allocated) to| (?:with|in|at|before|earlier|already|elsewhere|for))"),
    _rule("given-to", "p", r"\b(?:given|administered) to ", r"(?! who (?:had|did))", "treated", weak=True),
    # enrolment as a noun: "completed enrollment of a study of X for 74 patients", "Enrolment stands at 32"
    _rule("enrolment-item", "pb", rf"^(?:(?:total|actual|planned|estimated|target) )?(?:{ENROLMENT}|participants|patients|subjects|sample size|number of (?:patients|participants|subjects)|(?:study|trial|patient)(?: population| size)|study group|(?:(?:patients|participants|subjects) )?(?P<verb>{TAKEN}|evaluable|planned))(?: (?:planned|enrol(?:l)?ed))?: ?", r"(?!%)(?=[.;,]|$| (?!years|weeks|months))"),
    _rule("enrolment-stands-at", "pb", rf"\b{ENROLMENT} (?:(?:now|currently|today) )?(?:stands|stood|totall?ed|reached|is|was|of|numbers)(?: now)?(?: at)? ", r"(?!%| ?per ?cent)(?=[.,;]|$| (?!sites|cent|countries|days|weeks|months))", sure=True),
    _rule("altogether-treated", "p", r"^(?:Altogether|In all|In total|Overall),? ", rf" (?:were|have been|had been) (?P<verb>{TAKEN})\b(?! (?:for|at|by) )", clear=True),
    _rule("with-enrolled", "pb", r"\b[Ww]ith ", rf"(?: (?:having been|being|now|already|having))? (?P<verb>{TAKEN})(?=[.,;]|$| (?:so far|to date|at|across|in|from|between|and)\b)"),
    _rule("completed-enrolment", "p", rf"\bcomplet(?:ed|es|ing|ion of) (?:patient |full |the |target |subject )?(?P<verb>{ENROLMENT})\b(?:[^.;%]|\.(?=\d)){{0,100}}?\b(?:of|for|with|involving) "),
    _rule("enrolment-ended-at", "p", rf"\b(?P<verb>{ENROLMENT})\b(?:[^.;\d]|hase \d){{0,60}}?(?:ended|closed|stopped|completed?|concluded|finished)(?: early| prematurely)?(?:,)?(?: in [A-Z]\w+(?: \d{{4}})?)? (?:at|with) "),
    _rule("enrolment-of-patients", "p", rf"\b(?P<verb>{ENROLMENT}) of (?:the )?(?:full |all )?"),
    # the last, the 150th, of a number
    _rule("so-manyth-patient", "o", "", rf" (?:has been|was|had been|is) (?P<verb>{TAKEN})\b", clear=True),
    _rule("last-of", "p", rf"\b(?P<verb>{TAKEN}) (?:the|its) (?:last|final) of ", clear=True),
    _rule("last-of-was", "p", r"^The (?:last|final) of (?:the |its )?", rf" (?:has been|have been|was|were) (?P<verb>{TAKEN})\b"),
    # received the medicine: see ``sizes``; what a trial does with people, what they do
    _rule("enrolled-patients", "p", rf"\b{_GOVERNS}(?: and (?P<verb2>treated|dosed|randomi[sz]ed))?(?: (?:only|its|their|our|its planned|to date|in total|so far))? "),
    _rule("participants-were", "p", r"(?:\b(?:study|trial) (?:participants|subjects|patients|population)|\b(?:study|trial) (?:group|cohort)|^(?:The )?(?:study |trial )?(?:participants|subjects)(?: in (?:the|this) (?:[\w-]+ )?(?:study|trial))?) (?:were|was|comprised|consisted of|included) "),
    _rule("patients-were-enrolled", "p", "", rf"{GAP} (?:(?:were|was|have been|had been|has been|are|to be|will be|being|who) (?:[a-z]+ly |first |also |eventually )?)?{_BEHIND}"),
    _rule("patients-in-brackets", "k", rf"(?:^|[.;,:] |\b(?:all|these|the|eligible) ){ADJECTIVES}{WHO}(?: (?:with|who|aged) [^.;:,]{{1,80}})? ?", rf"(?: (?:with|who|aged|whose) [^.;:]{{1,90}}?)?,? (?:were|was|have been|had been|will be) (?:\w+ly )?(?P<verb>{TAKEN}|assigned|followed|evaluated)\b"),
    _rule("such-patients", "p", adjectives=r"^(?:healthy |adult |pediatric )?(?P<verb>enrol(?:l)?ed|randomi[sz]ed|treated|dosed|recruited|vaccinated) ", weak=True),
    _rule("all-in-the-trial", "p", "", r" (?:in|of|from) (?:the|this|our) (?:[\w-]+ ){0,4}(?:trial|study)\b", quantifier=r"\ball (?:the )?$", weak=True),
    # who looks at people
    _rule("researchers-studied", "p", r"\b(?:researchers|investigators|scientists|authors|team|they) (?:\w+ly )?(?P<verb>analy[sz]ed|studied|examined|followed(?: up)?|evaluated|reviewed|tracked|looked at)(?: (?:\w+ ){0,2}(?:data|results|information|outcomes|records|charts|scans|files) (?:from|of|on|for|in|about))? "),
    _rule("study-followed", "p", r"\b(?:study|trial|project|team)(?:, [^.;,]{1,50},)? (?P<verb>followed(?: up)?|tracked|monitored|reviewed|looked at|examined|analy[sz]ed|surveyed) (?:(?:\w+ )?(?:data|information) (?:from|of|on|for) )?"),
    # the trial's people: "a Phase 3 trial in 1,795 people with", "a 30,000-participant study", "the trial's 128 participants"
    _rule("the-trials-patients", "p", r"\b(?:trial|study)'s ", weak=True),
    _rule("patient-study", "c", "", r"[^.;]{0,70}?\b(?:trial|study|phase)\b", weak=True),
    _rule("trial-with-capital-n", "k", rf"\b(?:{WHO}|sites|countries)[^.;()]{{0,60}} ?", weak=True, lonely=False),
    _rule("trial-in-brackets", "k", rf"\b{_TRIAL}(?: of [\w-]+)? ?", weak=True),
    _rule("trial-in-patients", "p", rf"\b{_TRIAL}\b(?:(?!{FINDS})(?:[^.;%]|\.(?=\d))){{0,150}}?\b(?:in|of|among|with|on|for|involving|across) (?:only )?", weak=True),
    _rule("trial-had", "p", r"\b(?:trial|study)\b(?:(?!\b(?:showed?n?|found|reported|response|who|whom|which|that)\b)[^.;%]){0,80}? (?:had|has|counts|counted) ", r"(?=[.,;]|$| (?:in|at|from|across|with) (?!remission|response|an? ))", weak=True, lonely=False),
    _rule("trial-in-which-treated", "p", r"\b(?:trial|study)\b[^.;,]{0,50},? in which ", rf" (?:with [^.;,]{{3,90}} )?(?P<verb>received|were given){_ALONE}", "treated"),
    _rule("in-the-trial-treated", "p", r"^In (?:the|this|an?) (?:[\w-]+ ){0,4}(?:trial|study)\b[^.;,]{0,50}, ", rf" with [^.;,]{{3,90}} (?P<verb>received|were given){_ALONE}", "treated"),
    _rule("in-the-trial-either-or", "p", r"^(?:In|During|Throughout) (?:the|this|an?|its|our) (?:[\w-]+,? ){0,6}(?:trial|study)\b(?:[^.;,\d]{1,50})?,? ", rf" (?:with [^.;,]{{3,80}} )?(?P<verb>received|took|were given|got){_EITHER_OR}", "treated", weak=True),
    _rule("in-the-trial-given-to", "p", r"(?:^(?:In|During) (?:the|this|an?|its|our) (?:[\w-]+ ){0,6}(?:trial|study),?|\b(?:trial|study),? in which) (?!placebo|sham|rescue|control)(?:[\w-]+ ){1,3}?(?:was|is) (?P<verb>given|administered) to ", r"(?![^.;]*\b(?:placebo|control|and \d|who (?:had|did))\b)", "treated", weak=True, sure=True),
    _rule("of-so-many-responded", "p", r"^Of (?:the )?", rf" with (?!an? )(?!{_PART_OF})[^.;,%]{{3,110}}(?:,[^.;%]{{3,60}})?, (?:\d[\d.]*(?:%| ?per ?cent)|{COUNT}(?: \(\d[\d.]*%\))?) (?:had|achieved|showed|reached) (?:an? )?(?:[\w-]+ ){{0,3}}(?:responses?|remission)\b", "evaluable", weak=True),
    _rule("gave-it-to", "p", r"\b(?:gave|administered|tested|tried) (?!placebo|sham|rescue|control)[\w-]+ (?:to|on) ", r"(?![^.;]*\b(?:placebo|control|and \d|who (?:had|did))\b)[^.;,]{0,60}? in (?:the|this|an?) (?:[\w-]+ ){0,3}(?:trial|study)\b", "treated", weak=True, sure=True),
    _rule("set-against", "p", r"\b(?:was|were) (?:pitted|tested|tried) (?:against|versus) [^.;,\d]{2,50}? (?:in|on|among) ", r"[^.;,]{0,60}? in (?:the|this|an?) (?:[\w-]+ ){0,3}(?:trial|study)\b", weak=True),
    _rule("results-come-from-trials", "p", r"\b(?:results|findings|data) (?:come|came|stem|are drawn) from (?:an? |the |its )?(?:(?:two|three|randomi[sz]ed|controlled|late-stage|clinical|phase \w+) ){0,3}(?:trials?|study|studies) (?:with|in|of|among) ", "", "evaluable", weak=True, sure=True),
    _rule("named-trial-looked-at", "p", rf"^(?:The )?[A-Z][\w-]*(?-i:[A-Z0-9])[\w-]* (?:study |trial )?(?P<verb>looked at|examined|evaluated|assessed|tested|studied|explored|investigated|compared) {GAP} (?:in|among) ", weak=True, lonely=False),
    _rule("trial-in-which", "p", r"\b(?:trial|study),? in which ", weak=True),
    _rule("among-adults", "p", r"^(?:[A-Z][^.;]{0,80} - |\([A-Z]+\) )?(?:Among|In) ", weak=True, head=True, lonely=False),
    _rule("participants-in-all", "k", r"(?:^|[.;,] )(?:The )?(?:Participants|Patients|Subjects|Volunteers) ?", "", weak=True, lonely=False),
    _rule("number-was", "pb", r"\b(?:total number|number) of (?:enrol(?:l)?ed |study |trial |randomi[sz]ed )?(?:patients|participants|subjects|volunteers)(?: (?P<verb>enrol(?:l)?ed|randomi[sz]ed|treated|dosed))?(?: (?:in|so far|to date)[^.;,\d]{0,40})? (?:is|was|stands at|reached|totall?ed) ", r"(?!%)"),
    _rule("at-so-many-sites", "p", "", rf"(?: with [^.;,()]{{0,60}}?)? (?:from|at|in|across) {QUANTIFIER}{COUNT} (?:[A-Z][\w.]*\.? |[a-z]+ ){{0,2}}?{SITES}(?P<after> (?:are to|will)\b)?", weak=True, lonely=False),
    _rule("data-from", "p", rf"\b{_DATA} (?:from|in|on|for) ", "", "evaluable", weak=True, lonely=False),
)
# fmt: on


def measure_of_set(groups: dict[str, str | None]) -> Measure | None:
    """What a named population holds: "per-protocol" the evaluable, "safety" the treated."""
    return next((measure for name, measure in _GROUPS.items() if groups.get(name)), None)


def measure_of(name: str, verb: str, after: str) -> Measure:
    """What the number measures, by the verb."""
    if verb == "included in" and _ANALYSIS.match(after):
        return "evaluable"
    if verb in ("evaluated", "assessed", "tested") and name != "enrolled-patients":
        return "evaluable"
    return next((measure for measure, pattern in _MEASURES if pattern.search(verb)), "enrolled")
