"""The words beside a symbol that say what it is for: the target of a drug, the marker of a disease.

"KRAS G12C mutation", "an anti-BCMA antibody", "plasma NfL"; what is said of one symbol of a list is said of the next:
"inhibits SRC/YES1", "EGFR and ALK inhibitors", "CD3xCD20".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from topline.extract.words.lexicon import Mention
from topline.extract.words.patterns import pattern_of


@dataclass(frozen=True, slots=True)
class Target:
    """A target or marker of the white list. ``strict`` symbols are words too and need a strong cue."""

    name: str
    kind: str
    strict: bool


VARIANT = pattern_of(
    r" ?-?(?:\()?(?P<variant>[A-Z]\d{2,4}(?:[A-Z]|fs))(?P<more>(?:/[A-Z]\b|/[A-Z]\d{2,4}[A-Z]|, [A-Z]\d{2,4}[A-Z])*)\b\)?"
)
_STRONG_AFTER = pattern_of(
    r"\)?(?:-| )?(?:(?:[A-Z]\d+[A-Z](?:/[A-Z])?|exon \d+|receptors?|gene|protein|kinase)[- ])?(?:over)?(?:express\w*|positiv\w*|negative|mutat\w*|mutant|amplif\w*|rearrang\w*|fusions?|altered|alterations?|driven|"
    r"inhibitors?|antagonists?|(?:partial )?agonists?|antibod\w+|blockers?|degraders?|modulators?|targeted|targeting|directed|bispecific|CAR\b|ADC\b|low\b|high\b|ultralow|deficien\w+|skipping|\+)",
    re.I,
)
_WEAK_AFTER = pattern_of(
    r"\)?(?:(?:-| )(?:binding|selective|specific|dependent|associated|mediated|ALS|receptors?|(?:gene )?expression|gene\b|protein\b|pathway|subunit|signal+ing|levels|mislocali[sz]ation|cytoplasmic|proteinopathy|phosphorylation|"
    r"status|testing|test\b|T-cell|siRNA|protofibrils|plaques?|clearance|aggregat\w+|oligomers|burden)|[- ](?:selective |oral )?(?:and|or|/) ?[\w-]+ (?:inhibitors?|agonists?|antagonists?|antibod\w+)|/[\w-]+[- ](?:inhibitor|agonist|antagonist|antibod|negative|positive)\w*)",
    re.I,
)
_STRONG_BEFORE = pattern_of(
    r"(?:\banti-|\b(?:inhibitors?|antagonists?|agonists?|modulators?|blockers?|degraders?|antibod(?:y|ies)) (?:of|to|against|targeting|directed (?:at|against|to)|for) (?:the |human )?(?:[\w-]+ ){0,3}|"
    r"\b(?:target(?:s|ing)?|inhibit(?:s|ing)?|block(?:s|ing)?|binds?(?: to)?|binding to|antagoni[sz](?:es|ing)|directed (?:at|against|to)|silenc(?:es|ing)|switch(?:es|ing)? off|turn(?:s|ing)? off|knock(?:s|ing)? (?:out|down)|"
    r"activat(?:es|ing)|mutations? in|mutated|mutant|overexpress(?:ing|es)?|express(?:ing|es)?|expression of|edit(?:s|ing)|reduc(?:es|ing) (?:production of|expression of)|degrad(?:es|ing)|neutrali[sz](?:es|ing)|attacks?|against) "
    r"(?:(?:two|three|both|the) [a-z]+, )?(?:the |a |both |human |mutant |protein |gene |called |of |levels of ){0,4}(?:(?:[\w-]+) (?:and|or) )?)$",
    re.I,
)
_WEAK_BEFORE = pattern_of(
    r"\b(?:(?:de)?phosphorylat\w+ (?:of )?|remov(?:es|ing|al of) |clear(?:s|ing) |elevated (?:baseline |levels of )?|marker,? |biomarkers?(?: \w+){0,3} |deficient in |carr(?:y|ying) (?:an? )?|addresse?s? |reduces )$",
    re.I,
)
# A marker that is measured: "plasma NfL", "the NfL analysis", "NfL, a recognized biomarker of …"
_MEASURED_AFTER = pattern_of(
    r"(?: ?\([\"“]?[\w -]{2,30}[\"”]?\))?\)?(?:-(?:positive|negative|guided|based)|[ -](?:bio)?markers?\b|[ -](?:assessments?|analys[ei]s|assays?|readouts?|clearance|reductions?|concentrations?|kinetics)\b"
    r"|,? (?:(?:which|that) (?:is|are) |is |are |as )?(?:a|an|the|its|one of the) (?:[\w-]+ ){0,3}?(?:bio)?markers?\b)",
    re.I,
)
_MEASURED_BEFORE = pattern_of(
    r"\b(?:plasma|serum|CSF|cerebrospinal fluid|circulating|(?:bio)?markers? (?:such as|including|like|called|of)|(?:bio)?markers?,) (?:the )?$",
    re.I,
)
# A bispecific names its targets with an "x" between them.
_TIMES = pattern_of(r"(?<=[A-Z0-9α-ω])[x×](?=[A-Z][A-Za-z]{0,6}[\d-])|(?<=[\dα-ω])[x×](?=[A-Z]{3})")
_SIBLINGS = pattern_of(r" ?[/×] ?|[-–]| x ")
_NEXT = pattern_of(r"(?: status| expression)?,? (?:and|or|and/or|plus|&) (?:the )?|, (?:the )?")


def joined(text: str) -> str:
    """The text with a slash where a bispecific joins its targets: "CD3xCD20" → "CD3/CD20"; no place moves."""
    return _TIMES.sub("/", text)


def cued_in(text: str, mentions: Sequence[Mention[Target]]) -> list[bool]:
    """Which of the mentions of a sentence, from left to right, are said to be targets or markers."""
    sides = [_sides(text, mention) for mention in mentions]
    before, after = [side[0] for side in sides], [side[1] for side in sides]
    for index in range(1, len(mentions)):
        gap = text[mentions[index - 1].end : mentions[index].start]
        if _SIBLINGS.fullmatch(gap):
            before[index] = before[index] or before[index - 1] or after[index - 1]
        elif _NEXT.fullmatch(gap):
            before[index] = before[index] or before[index - 1] or ("status" in gap and after[index - 1])
    for index in range(len(mentions) - 1, 0, -1):
        gap = text[mentions[index - 1].end : mentions[index].start]
        if _SIBLINGS.fullmatch(gap) or (_NEXT.fullmatch(gap) and "status" not in gap):
            after[index - 1] = after[index - 1] or after[index]
    return [b or a for b, a in zip(before, after, strict=True)]


def _sides(text: str, mention: Mention[Target]) -> tuple[bool, bool]:
    """Do the words before the symbol say that it is a target or marker; do those behind it?"""
    target, words = mention.value, mention.words
    before, after = text[max(0, mention.start - 90) : mention.start], text[mention.end : mention.end + 60]
    strong_before, strong_after = bool(_STRONG_BEFORE.search(before)), bool(_STRONG_AFTER.match(after))
    if target.kind == "state" or words.endswith("-positive") or VARIANT.match(after):
        strong_after = True
    if target.strict:
        return strong_before, strong_after
    if target.kind == "marker":
        strong_before = strong_before or bool(_MEASURED_BEFORE.search(before))
        strong_after = strong_after or bool(_MEASURED_AFTER.match(after))
    bracketed = after.startswith(")") and before.endswith("(")
    return (
        strong_before or bool(_WEAK_BEFORE.search(before)) or words.startswith("mK"),
        strong_after or bool(_WEAK_AFTER.match(after)) or bracketed,
    )
