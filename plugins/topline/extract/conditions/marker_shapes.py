"""Targets that no list has, by the shape of the symbol and the word behind it: "a selective XYZ2 inhibitor".

Counted only beside the drug of the release; a virus, a class of antibodies, an enzyme that breaks down drugs, or the
name of a drug, trial or company is no target.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from topline.extract.conditions.marker_cues import Target
from topline.extract.shipped import lines_of
from topline.extract.words.lexicon import Mention
from topline.extract.words.patterns import pattern_of

# A hyphen only where the field writes one: elsewhere it is the code of a drug.
_SYMBOL = r"(?P<symbol>(?:(?:IL|TLR|PD|CCR|CXCR|MMP|PAR|HIF|FGF|IGF|TGF|Bcl|BCL|MCL|TIM|LAG|Siglec|GSK|CK|P2Y|NaV|CaV|Kv)-|[A-Z][A-Za-z]{0,5})\d{1,3}(?:[A-Z]{1,2}\d?)?[α-ω]?|[A-Z]{3,6}[α-ω]?)"
_KIND = r"(?:(?:receptor|kinase|channel|protein|ligand|transporter|enzyme)(?:[ -]\d)? )?"
_ACTS = r"(?:inhibitors?|antagonists?|(?:partial |super)?agonists?|(?:monoclonal |bispecific )?antibod(?:y|ies)|blockers?|degraders?|activators?|potentiators?|modulators?)\b"
_NAMED = pattern_of(
    rf"(?<![\w/.-]){_SYMBOL}[ -]{_KIND}{_ACTS}|(?<![\w/.-]){_SYMBOL.replace('symbol', 'changed')}[- ](?:mutated|mutant|mutations?|amplified|amplification|rearranged|fusions?|expressing|overexpressing|driven|deficient|deleted)\b"
    rf"|\banti-{_SYMBOL.replace('symbol', 'bound')} (?:(?:monoclonal|bispecific|human\w*) )*(?:antibod(?:y|ies)|ADC|CAR)\b"
)
# What is given beside the drug, kept from it, or stands against it.
_BESIDE = pattern_of(
    r"\b(?:with|plus|than|versus|vs\.?|of|to|without|strong|moderate|concomitant|other|existing|approved|previous|prior|after|failed|on|or|any|current) (?:an? |the |any |one |oral |current |strong |moderate )*$"
)
# Viruses; classes of drugs, nucleic acids and bodies.
_NOT_TARGETS = pattern_of(
    r"(?:HIV|HCV|HBV|HDV|HEV|HPV|EBV|H?CMV|RSV|HSV|VZV|HTLV|JCV|BKV|SARS(?:-COV)?|MERS|COVID|ZIKV|AAV)-?\d{0,2}"
    r"|AIDS|ARB|CAR|CNS|DMARD|[MSI]?I?RNA|DNA|ADC|FDA|EMA|GLP|HAART|ICI|MAB|N?NRTI|NSAID|PPI|S[SN]RI|TCR|TKI|USA|NEW|ORAL|DUAL|FIRST|POTENT|NOVEL|HUMAN|FULL|RARE"
)
_NO_SYMBOL = pattern_of(
    r"(?:Ig[AGMDE]\d?|CYP\d\w*|[A-Z]{1,6}-?\d{3,}|Phase|Grade|Type|Class|Factor|[IVX]+|P-?gp|[A-Z]-?\d+[A-Z]?)$"
)


_GENE = pattern_of(r"(?<![\w/.-])[A-Z][A-Z0-9]{2,8}(?!\w|-\d{3})")


@cache
def genes() -> frozenset[str]:
    """The official symbols of human genes."""
    return frozenset(symbol for line in lines_of("target_genes.tsv")[1:] for symbol in line.split())


def genes_in(text: str, listed: Sequence[Mention[Target]], taken: frozenset[str]) -> Iterator[Mention[Target]]:
    """The symbols of genes that the list of targets has not: "SGCB"; none in a text that is all in capitals."""
    for match in _GENE.finditer(text):
        symbol, start, end = match[0], match.start(), match.end()
        if symbol not in genes() or symbol in taken or text.isupper():
            continue
        if not any(m.start < end and start < m.end for m in listed):
            yield Mention(start, end, symbol, Target(symbol, "unlisted", strict=True))


def unlisted_in(text: str, listed: Sequence[Mention[Target]], taken: frozenset[str]) -> Iterator[Mention[Target]]:
    """The targets in a sentence that the list has not; ``taken`` are names of drugs, trials and companies."""
    for match in _NAMED.finditer(text):
        group = next(name for name in ("symbol", "changed", "bound") if match[name])
        start, end = match.span(group)
        symbol = match[group]
        if symbol.upper() in taken or _NOT_TARGETS.fullmatch(symbol.upper()) or _NO_SYMBOL.match(symbol):
            continue
        if any(one.start < end and start < one.end for one in listed):
            continue
        if group != "changed" and _BESIDE.search(text, max(0, start - 60), start):
            continue
        yield Mention(start, end, symbol, Target(symbol, "unlisted", strict=True))
