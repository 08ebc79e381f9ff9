"""The words beside a symbol that say what it is for: the target of a drug, the marker of a disease.

Three things are said of a symbol: something acts on it ("an anti-BCMA antibody", "shuts down LSD1"), a test finds it in
patients ("KRAS G12C-mutated", "loss of PTEN"), or it is measured ("plasma NfL fell"). The words are classes of
target_words.toml, the shapes are here. What is said of one symbol of a list is said of the next: "inhibits SRC/YES1".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from topline.extract.shipped import table_of
from topline.extract.words.lexicon import Mention
from topline.extract.words.patterns import pattern_of

ACTED, FOUND, SHOWN, MEASURED = "acted", "found", "shown", "measured"  # what the words beside a symbol say of it


@dataclass(frozen=True, slots=True)
class Target:
    """A target or marker of the white list. ``strict`` symbols are words too and need a strong cue."""

    name: str
    kind: str
    strict: bool


_TABLE = table_of("target_words.toml")


def _any(key: str) -> str:
    """One of the words of a class of target_words.toml, a dot for the blank within one."""
    return "(?:" + "|".join(word.replace(".", " ") for word in _TABLE[key].split()) + ")"


VARIANT = pattern_of(
    r" ?-?(?:\()?(?P<variant>[A-Z]\d{2,4}(?:[A-Z]|fs))(?P<more>(?:/[A-Z]\b|/[A-Z]\d{2,4}[A-Z]|, [A-Z]\d{2,4}[A-Z])*)\b\)?"
)
_CLOSE = r"[)\]\"”]?(?: ?\([\w/.+ -]{2,24}\))?"
_ALSO = r"(?:(?:/|,? and |,? or )[A-Z][\w-]{1,11}){0,2}"
_SPEC = r"(?:[ -]\(?(?:[A-Z]\d{1,4}(?:[A-Z]|fs|del)?|[Ee]xons? \d+(?:[-–/]\d+)?)(?:(?:/|, | or | and )[A-Z]\d{0,4}[A-Z]?\b)*\)?)?"
_OF_GENE = r"(?:[ -](?:genes?|receptors?|proteins?|kinases?|fusion|ligand|integrins?|tumou?r|activating|somatic|germline|biallelic|risk|or|and|wild-type|membrane|surface|autoantibod(?:y|ies)|antibod(?:y|ies)))"

_ACTED_AFTER = pattern_of(
    rf"{_CLOSE}{_ALSO}{_SPEC}(?:[ -]{_any('qualities')}){{0,4}}(?:[ -]{_any('agents')}\b|[ -]?{_any('acting')}\b|[ -]{_any('deeds')}\b)"
    rf"|{_CLOSE}{_OF_GENE}{{0,2}},? (?:(?:which|that) )?(?:is|are|was|were|be|been|being) (?:\w+ly )?{_any('acted')}\b|{_CLOSE} (?:is|was|as) (?:the|a|its|an?) (?:\w+ ){{0,2}}targets?\b",
    re.I,
)
_FOUND_AFTER = pattern_of(
    rf"{_CLOSE}{_ALSO}{_SPEC}{_OF_GENE}{{0,2}}(?:[ -]{_any('states')}\b|\+|−|-(?=[\s,;.)/]|$)|-(?:mediated|associated|related|linked)\b|[ -]?[≥≤<>])|{_CLOSE}[ -](?:[Ee]xons? \d|(?:tumou?r proportion|combined positive)\b)",
    re.I,
)
_SHOWN_AFTER = pattern_of(
    rf"{_CLOSE}(?:[ -]{_any('shown')}\b|, (?:(?:which|that) is )?(?:an?|the|its|one of the|two|both) (?:[\w-]+ ){{0,4}}?{_any('classes')}\b)",
    re.I,
)
_LEVEL_AFTER = pattern_of(
    rf"{_CLOSE}(?:[ -]{_any('levels')}\b| of (?:at least |more than |less than |≥ ?|> ?|< ?)?\d)", re.I
)
_MOVED_AFTER = pattern_of(
    rf"{_CLOSE} (?:{_any('moved')}\b|(?:was|were|is|are) (?:\w+ly )?(?:\w+ )?(?:\d|reduced|lower\w*|unchanged|normal|higher|elevated|below|above|measured|assessed|similar))"
    rf"|{_CLOSE},? (?:(?:which|that) (?:is|are) |is |are |as )?(?:an?|the|its|one of the|two) (?:[\w-]+ ){{0,3}}?(?:bio)?markers?\b|{_CLOSE}(?: of| was| were)? (?:at least |less than |more than |up to |below |above |≥ ?|≤ ?|< ?|> ?)?\d",
    re.I,
)
_TEST_AFTER = pattern_of(
    r"\+|−|-?(?:/[A-Z][\w]{0,4})?[ -](?:sero)?(?:positiv\w+|negativ\w+|low\b|associated|driven|related|status|deficient)|-(?=[/,;)])"
)

_TEST_BEFORE = pattern_of(r"\b(?:positive for|negative for|detectable) $")
_NOT_IN_PHRASE = (
    r"(?:by|than|with|who|whom|that|which|patients|while|when|after|from|not|no|was|were|is|are|has|have|had|but)"
)
_PHRASE = rf"(?:(?!{_NOT_IN_PHRASE}\b)[a-z][\w’'-]*,? ){{0,5}}(?:[A-Z][\w-]*(?:,|,? and|,? or|/) ?){{0,2}}"
_FEW = (
    r"(?:(?:an?|the|any|both|either|all|its|their|one|two|three|at|least|or|more|and|of|to|in|for|called|known|as|named|human|mutant|wild-type|activating|pathogenic|somatic|germline|biallelic|confirmed|functional|normal"
    r"|healthy|soluble|specific|certain|selective|protein|proteins|gene|genes|receptor|receptors|enzyme|enzymes|kinase|kinases|antigen|antigens|cytokine|complement|level|levels|copy|copies|expression|production|activity|function),? ){0,6}"
    r"(?:[A-Z][\w-]*(?:,|,? and|,? or|/) ?){0,2}"
)
_AGENT_OF = rf"\b{_any('agents')} (?:of|to|against|targeting|directed (?:at|against|to|towards?)|for|in) "
_ACTS = rf"\b{_any('acts')}(?:e[sd]?|s|ing|ed|king|ping)? (?:to |on )?"
_MOVES = r"\b(?:lower|reduc|rais|increas|decreas|boost|clear|remov|dephosphorylat|phosphorylat|address)(?:e[sd]?|es|s|ing|ed)(?: of)? "
_ANTI = r"\banti-(?:human )?"
_FOUND = rf"\b{_any('found')} "
_ACTED_BEFORE = pattern_of(rf"(?:{_ANTI}|(?:{_AGENT_OF}|{_ACTS}){_PHRASE}|{_MOVES}{_FEW})$", re.I)
_ACTED_STRICTLY = pattern_of(
    rf"(?:{_ANTI}|(?:{_AGENT_OF}|{_ACTS}){_FEW}|\b(?:enzyme|kinase|oncogene|gene|cytokine)(?: target)?,? )$", re.I
)
_FOUND_BEFORE = pattern_of(rf"{_FOUND}{_FEW}$", re.I)
_SHOWN_BEFORE = pattern_of(rf"\b{_any('classes')}(?: target)?(?:,| called| known as| named| \()? ?(?:the )?$", re.I)
_MEASURED_BEFORE = pattern_of(
    rf"\b(?:{_any('fluids')}|(?:levels?|concentrations?|amounts?) (?:of|in)|(?:bio)?markers? (?:of|such as|including|like)|markers?,) (?:levels? of |concentrations? of )?(?:the |total |circulating )?$",
    re.I,
)
_FALLEN_BEFORE = pattern_of(
    r"\b(?:median|mean|average|baseline) (?:[a-z]+ )?$|\b(?:reductions?|decreases?|declines?|changes?|increases?|falls?|rises?) (?:of|in) (?:[\w-]+ ){0,2}$",
    re.I,
)
_CROSS = pattern_of(r" ?[x×] ?")
# A bispecific names its targets with an "x" between them.
_TIMES = pattern_of(r"(?<=[A-Z0-9α-ω])[x×](?=[A-Z][A-Za-z]{0,6}[\d-])|(?<=[\dα-ω])[x×](?=[A-Z]{3})")
_BRACKET = pattern_of(
    r"(?<=[A-Za-z])\((?=[\w;]{1,6}\))|(?<=HLA-[A-Z])\*(?=\d)|(?<=\d):(?=\d\d\b)|(?<=\(\d);(?=\d{1,2}\))|(?<=\(\d\d);(?=\d{1,2}\))"
)
_SIBLINGS = pattern_of(r" ?[/×] ?|[-–]| x ")
_NEXT = pattern_of(
    r"(?:\)| status| expression| on [\w -]{3,25}?)?,? (?:and|or|and/or|plus|&|as well as) (?:the |an? )?(?:in |of )?|, (?:the )?"
)


def joined(text: str) -> str:
    """The text with a slash where a bispecific joins its targets ("CD3xCD20" → "CD3/CD20"); no place moves."""
    text = _TIMES.sub("/", text)
    return _BRACKET.sub("-", text) if "(" in text or "*" in text else text


def cued_in(text: str, mentions: Sequence[Mention[Target]]) -> list[str]:
    """What is said of each of the mentions of a sentence, from left to right; ``""`` where it is only named."""
    sides = [_sides(text, mention) for mention in mentions]
    before, after = [side[0] for side in sides], [side[1] for side in sides]
    for index in range(1, len(mentions)):
        gap = text[mentions[index - 1].end : mentions[index].start]
        if _CROSS.fullmatch(gap):
            before[index - 1] = before[index] = ACTED
        elif _SIBLINGS.fullmatch(gap):
            before[index] = before[index] or before[index - 1] or after[index - 1]
        elif _NEXT.fullmatch(gap):
            before[index] = before[index] or before[index - 1] or (after[index - 1] if "status" in gap else "")
    for index in range(len(mentions) - 1, 0, -1):
        gap = text[mentions[index - 1].end : mentions[index].start]
        if _SIBLINGS.fullmatch(gap) or (_NEXT.fullmatch(gap) and "status" not in gap):
            after[index - 1] = after[index - 1] or after[index]
    return [a if a == FOUND or not b else b for b, a in zip(before, after, strict=True)]


def is_acted_on(text: str, mention: Mention[Target]) -> bool:
    """Is the symbol said to be what a medicine acts on: "an oral inhibitor of KRAS G12C"?"""
    before, after = text[max(0, mention.start - 110) : mention.start], text[mention.end : mention.end + 80]
    return _said_before(before, mention.value) == ACTED or bool(_ACTED_AFTER.match(after))


def _sides(text: str, mention: Mention[Target]) -> tuple[str, str]:
    """What the words before the symbol say of it, and those behind it."""
    target = mention.value
    before, after = text[max(0, mention.start - 110) : mention.start], text[mention.end : mention.end + 80]
    if target.kind == "test":
        return "", FOUND if _TEST_AFTER.match(after) or _TEST_BEFORE.search(before) else ""
    if target.kind == "state" or mention.words.endswith("-positive") or mention.words.startswith("mK"):
        return "", FOUND
    behind = _said_after(before, after, target)
    return "" if behind == FOUND else _said_before(before, target), behind


def _said_before(before: str, target: Target) -> str:
    if (_ACTED_STRICTLY if target.strict else _ACTED_BEFORE).search(before):
        return MEASURED if target.kind == "marker" else ACTED
    if _FOUND_BEFORE.search(before):
        return FOUND
    if target.kind == "marker" or not target.strict:
        if _MEASURED_BEFORE.search(before) or (target.kind == "marker" and _FALLEN_BEFORE.search(before)):
            return MEASURED
        if not target.strict and _SHOWN_BEFORE.search(before):
            return SHOWN
    return ""


def _said_after(before: str, after: str, target: Target) -> str:
    if VARIANT.match(after) or _FOUND_AFTER.match(after):
        return FOUND
    if _ACTED_AFTER.match(after):
        return ACTED
    if _LEVEL_AFTER.match(after) and (target.kind == "marker" or not target.strict):
        return MEASURED
    if target.kind == "marker" and _MOVED_AFTER.match(after):
        return MEASURED
    if not target.strict and (_SHOWN_AFTER.match(after) or (after.startswith(")") and before.endswith("("))):
        return SHOWN
    return ""
