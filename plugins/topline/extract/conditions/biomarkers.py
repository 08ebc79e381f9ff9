"""Biomarkers: the targets and markers of this release's disease and drug, by their usual symbols.

A symbol of the white list counts where a word beside it says what it is for: "CD56-expressing", "an anti-BCMA
antibody", "PCSK9 inhibitor", "KRAS G12C mutation"; in the news, or where the drug of the release is described.
A marker of earlier treatment, of a rival or of immune cells in the blood is none of this release.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from topline.extract.conditions.context import describes_company, is_background
from topline.extract.conditions.marker_guards import is_elsewhere
from topline.extract.reading import Reading, Sentence
from topline.extract.shipped import lines_of
from topline.extract.words.lexicon import Lexicon, Mention
from topline.extract.words.patterns import pattern_of
from topline.facts import Biomarker, Drug, Facts

_READ = frozenset({"headline", "deck", "lead", "body", "about-study", "about-drug", "about-company"})
_ABOUT = frozenset({"about-drug", "about-company"})


@dataclass(frozen=True, slots=True)
class Target:
    """A target or marker of the white list. ``strict`` symbols are words too and need a strong cue."""

    name: str
    kind: str
    strict: bool


_VARIANT = pattern_of(
    r" ?-?(?:\()?(?P<variant>[A-Z]\d{2,4}(?:[A-Z]|fs))(?P<more>(?:/[A-Z]\b|/[A-Z]\d{2,4}[A-Z]|, [A-Z]\d{2,4}[A-Z])*)\b\)?"
)
_STRONG_AFTER = pattern_of(
    r"\)?(?:-| )?(?:(?:[A-Z]\d+[A-Z](?:/[A-Z])?|exon \d+|receptors?|gene|protein|kinase)[- ])?(?:over)?(?:express\w*|positiv\w*|negative|mutat\w*|mutant|amplif\w*|rearrang\w*|fusions?|altered|alterations?|driven|"
    r"inhibitors?|antagonists?|(?:partial )?agonists?|antibod\w+|blockers?|degraders?|modulators?|targeted|targeting|directed|bispecific|CAR\b|ADC\b|low\b|high\b|ultralow|deficien\w+|skipping|\+)",
    re.I,
)
# "a mutation that leads to MET exon 14 skipping": the marker is what it leads to
_ALTERED_AFTER = pattern_of(r"(?: exon \d+)? (?:skipping|mutations?|fusions?|amplification|overexpression)\b")
_LEADS_TO = pattern_of(r"\b(?:leads?|leading) to $")
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
_EARLIER = pattern_of(
    r"\b(?:previously|prior|earlier|after|following|failed|failure|progress(?:ed|ion) on|(?:had|have|having|who|patients|or) received|refractory to|resistant to|relapsed (?:after|on)|treated with|exposed to|na[iï]ve to|unlike|compared (?:with|to)|intolerant|existing|currently available|standard|analogous|conventional|traditional|instead of|respond to|complementary to)\b[^.;]{0,90}$",
    re.I,
)
_PARTNER = pattern_of(r"\b(?:combin\w+ with|together with|added to|plus|alongside)(?: an?| the)? $", re.I)
_CELLS_AFTER = pattern_of(
    r"\)?\+? ?(?:(?:and|/) ?CD\d+\+? ?)?(?:T|B|NK|immune|memory|regulatory)[- ]?(?:cells?|lymphocytes?)", re.I
)


@dataclass(frozen=True, slots=True)
class _Context:
    """The names of the release's drugs, of the other drugs that it mentions, and of its trials."""

    ours: tuple[str, ...]
    others: tuple[str, ...]
    trials: tuple[str, ...]

    def names_ours(self, text: str) -> bool:
        return _names_any(text, self.ours)

    def names_other(self, text: str) -> bool:
        return _names_any(text, self.others)

    def heads_ours(self, heading: str) -> bool:
        return _names_any(heading, (*self.ours, *self.trials))


def _names_any(text: str, names: tuple[str, ...]) -> bool:
    folded = text.casefold()
    return any(name.casefold() in folded for name in names)


@cache
def _targets() -> Lexicon[Target]:
    rows: list[tuple[str, Target]] = []
    for line in lines_of("target_list.tsv")[1:]:
        name, kind, aliases, strict = line.split("\t")
        target = Target(name, kind, bool(strict))
        rows += ((word, target) for word in (name, *aliases.split("|")) if word)
    return Lexicon(rows)


def find(reading: Reading, known: Facts) -> tuple[Biomarker, ...]:
    """The targets and markers of the release, in order of first appearance, each once."""
    own = _own_drugs(reading, known)
    others = tuple(name for drug in known.drugs if drug not in own for name in _names(drug))
    ours = tuple(name for drug in own for name in _names(drug))
    trials = tuple(trial.name for trial in known.trials if trial.name)
    found: dict[str, list[tuple[Sentence, Mention[Target], str]]] = {}
    for sentence in reading.sentences:
        if sentence.zone not in _READ:
            continue
        for mention in _targets().find(sentence.text):
            if _counts(sentence, mention, _Context(ours, others, trials)):
                variant = _variant(sentence.text, mention)
                found.setdefault(mention.value.name, []).append((sentence, mention, variant))
    return tuple(_biomarker(name, places) for name, places in found.items())


def _own_drugs(reading: Reading, known: Facts) -> tuple[Drug, ...]:
    """The drugs of the study; where no role is known, those that the headline or the lead names."""
    studied = tuple(drug for drug in known.drugs if drug.role in ("investigational", "combination"))
    if studied:
        return studied
    front = " ".join(s.text for s in reading.sentences if s.zone in ("headline", "deck", "lead")).casefold()
    return tuple(drug for drug in known.drugs if any(name.casefold() in front for name in _names(drug)))


def _names(drug: Drug) -> tuple[str, ...]:
    return (drug.name, *drug.mentioned_as)


def _counts(sentence: Sentence, mention: Mention[Target], context: _Context) -> bool:
    """Is it a target of this release's drug, or a marker of its patients?"""
    text, target = sentence.text, mention.value
    before, after = text[max(0, mention.start - 90) : mention.start], text[mention.end : mention.end + 60]
    if _CELLS_AFTER.match(after) or not _cued(target, mention.words, before, after):
        return False
    if _EARLIER.search(before) or (
        is_background(text, mention.start) and not (_LEADS_TO.search(before) and _ALTERED_AFTER.match(after))
    ):
        return False
    with_ours = context.names_ours(text)
    if is_elsewhere(text, mention.start, mention.end, ours=with_ours):
        return False
    if sentence.zone in _ABOUT:
        under_ours = sentence.zone == "about-drug" and context.heads_ours(sentence.heading)
        return (with_ours or under_ours) and not _PARTNER.search(before)
    if describes_company(sentence, mention.start) and not with_ours and sentence.zone != "lead":
        return False
    return with_ours or not context.names_other(text)


def _cued(target: Target, words: str, before: str, after: str) -> bool:
    """Do the words beside the symbol say that it is a target or a marker?"""
    if _STRONG_AFTER.match(after) or _STRONG_BEFORE.search(before):
        return True
    if target.kind == "state" or words.endswith("-positive") or _VARIANT.match(after):
        return True
    if target.strict:
        return False
    return bool(
        _WEAK_AFTER.match(after)
        or _WEAK_BEFORE.search(before)
        or words.startswith("mK")
        or (after.startswith(")") and before.endswith("("))
    )


def _variant(text: str, mention: Mention[Target]) -> str:
    """The one variant named ("G12C"), ``*`` where several are, else ``""``."""
    if mention.value.kind not in ("oncogene", "enzyme", "receptor"):
        return ""
    match = _VARIANT.match(text, mention.end)
    if not match:
        return ""
    return "*" if match["more"] else match["variant"]


def _biomarker(name: str, places: list[tuple[Sentence, Mention[Target], str]]) -> Biomarker:
    variants = {variant for _, _, variant in places if variant}
    sentence, mention, variant = next(
        (place for place in places if place[0].news and place[0].kind != "headline"), places[0]
    )
    if len(variants) == 1 and "*" not in variants:
        only = variants.pop()
        name = f"{name} {only}"
        sentence, mention, variant = next(place for place in places if place[2] == only)
    end = mention.end
    if variant and (match := _VARIANT.match(sentence.text, mention.end)):
        end = match.end("variant")
    fact = Biomarker(name=name, rule=f"biomarkers/{mention.value.kind}")
    return sentence.state(fact, mention.start, end)
