"""The company a drug's name keeps: which words before and after it show that it is a treatment, and which that it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from topline.extract.words.patterns import pattern_of

_NOUN = (
    r"(?:inhibitor|antibod(?:y|ies)|agonist|antagonist|modulator|degrader|activator|stimulator|blocker|vaccine|immunotherap(?:y|ies)|therap(?:y|ies|eutic)|"
    r"candidate|compound|peptide|drug|treatment|virus|adenovirus|molecule|conjugate|ADC|siRNA|oligonucleotide|agent|prodrug|formulation|product|"
    r"medication|medicine|biologic|enzyme|protein|cocktail|capsule|tablet|injection|pill|asset|analog(?:ue)?|bispecific|probiotic|cream|gel|spray|"
    r"biosimilar|inhaler|toxin|extract|supplement|nutraceutical|lozenge|ointment|lotion|exosome|dermal filler|T[ -]cell|engager|radioligand|inactivator|sensitizer|photosensitizer|steroid|hormone|small[ -]molecule|implant)s?\b"
)
_DEVICE = r"(?:system|device|monitor|gauze|sensor|test|assay|implant|catheter|stent|wearable|platform|software|stimulator|patch|pump)s?\b"
_FILLER = r"(?:(?!company|firm|developer|developing|platform|organi[sz]ation|biotech|trial|study)[\w,/+.\u03b1-\u03c9()-]+(?<!\.) ){0,9}"
_OPEN = r"[ ]?[\"'(\[]{0,2}$"

# Words right before a name. Named groups say how much they show.
_BEFORE_STRONG = pattern_of(
    r"(?:\b(?:treat(?:ed|ment|ing)|therapy|dos(?:ed|ing)|inject(?:ed|ion)|combin(?:ed|ation)|vaccinat(?:ed|ion)|immuni[sz](?:ed|ation)|monotherapy|"
    r"regimen|infused|implanted) (?:with|involving)(?: (?:the|its|oral|intravenous|investigational|subcutaneous|single-agent|either|our))*"
    r"|\b(?:doses?|dosing|administration|infusions?|injections?|tablets?|capsules?|tolerability|pharmacokinetics|cycles?|mg|mg/kg|mg/m²|µg|mcg)"
    r" of(?: (?:the|its|oral|intravenous|subcutaneous|investigational))*"
    r"|\b(?:receiv(?:e|es|ed|ing)|got|taking|took|administered)(?: (?:the|oral|intravenous|subcutaneous|either))*"
    r"|\b(?:under|by|with|has|bears|carries) (?:the |its )?(?:development |research |laboratory |internal |project )?code(?: name| number)?,?"
    r"|\b(?:candidates?|(?:investigational|experimental|lead|oral|novel|new) (?:drug|compound|therapy|vaccine|product|treatment|medicine|immunotherapy|agent|asset|prodrug)|vaccine|"
    r"compound|prodrug|antibody|conjugate|ADC|engager|inhibitor|agonist|antagonist|radioligand|degrader|peptide|medication|immunotherapy),?(?: called| named| known as| dubbed)?|(?:device|system|app|test|implant|program(?:me)?|software|pump|stent|valve|catheter),? (?:called|named|known as|dubbed)"
    r"|\b(?:lead|first|flagship|marketed|commercial|approved|key|main|leading|own|second|other)(?: [\w-]+){0,2} (?:product|program|candidate|asset|compound|drug|therapy|device|test|medicine|vaccine)s?(?: candidates?)?,?(?: is| are| called| named)?"
    r"|\b(?:drugs|treatments|medications|therapies|medicines|products|vaccines|inhibitors|antibodies|agonists|tests|devices|brands|options),? (?:such as|including|like)(?: [\w-]+,? (?:and |or )?)?)"
    + _OPEN,
    re.I,
)
_BEFORE_WEAK = pattern_of(
    r"(?:\b(?:evaluat(?:e|es|ed|ing)|assess(?:es|ed|ing)?|test(?:ed|ing)?|investigat(?:es|ed|ing)|study(?:ing)?|developing|develops?|advanc(?:e|es|ing)|"
    r"manufactur(?:e|es|ing)|plus|versus|vs\.?|given|market(?:s|ed|ing)|sells?|than|beats?|[Rr]ivals?|approved|commerciali[sz]\w+|using|launch(?:ed|ing)?|supporting|adding|prescribed)(?: (?:the|its|oral|investigational))*"
    r"|\b(?:efficacy|safety|effects?|activity|potency|formulations?|use|benefits?|potential|development|manufactur\w+|commerciali[sz]ation|launch|approval|"
    r"course|trials?|stud(?:y|ies)|evaluation|assessment|investigation|data|results|designation|application|IND|NDA|sNDA|BLA|sBLA|protocol|"
    r"rights|license|indications?|milestones?|advancement|advance|version|profile|exposure|response|responses) (?:of|for|to|on|from|with|in)(?: (?:the|its|oral|investigational|lead|proprietary))*"
    r"|\b(?:program|product|therapy|drug|treatment|medicine|agent),?(?: called| named| known as)?)" + _OPEN,
    re.I,
)  # fmt: skip
_BEFORE_NOT = pattern_of(
    r"(?:\b(?:by|NASDAQ|Nasdaq|NYSE|OTC\w*|TSX|LSE|AIM|ASX|ticker(?: symbol)?|symbol|abstract|poster|grant|patent|gene|protein|receptor|phase|Form|Rule|Section|"
    r"award|contract|No\.|number|called the|named the|mutations? in|encod\w+|expressing|targets?|targeting|against|anti|antigen|variant|strain|score|scale|"
    r"index|room|booth|session|Session|channel|code|agreement|Act|model|grade|stage|day|week|cohort|arm|group|version)\b[ :#-]*(?:the )?|[#$@/]|https?:\S*|www\S*)[\"'(]?$"
)  # fmt: skip
# Words right behind a name.
_AFTER_STRONG = pattern_of(
    r"[\"']?(?:-treated|-based (?:therapy|regimen|treatment)| monotherapy| (?:in combination|combined) with|(?: [A-Z][\w-]+){0,3}(?: \([^)]{1,40}\))?,? (?:which )?(?:is|was|are) (?:an?|the|our|its|one of|among|[A-Z][\w.-]+'s) " + _FILLER + _NOUN +
    r"|(?: \([^)]{1,40}\))?(?:,| [-—])[\"']? (?:an?|the company's|our|its|their) (?:patented|proprietary|novel|investigational|experimental|first-in-class|next-generation|" + _FILLER + _NOUN + ")"
    r"|(?: \([^)]{1,40}\))?, (?:an?|the company's|our|its|their|the (?:first|only|world's first)) " + _FILLER + _DEVICE +
    r"|(?: \([^)]{1,40}\))?, the (?:first|only|world's first) " + _FILLER + _NOUN +
    r"| can be (?:administered|given|taken|injected|infused)\b"
    r"| (?:[\w-]+ )?(?:[Dd]evice|System|(?:screening |blood |detection |diagnostic )?test|laser|lens|balloon|(?:micro-?)?stent|shunt|implant|pump|valve|catheter|neurostimulator|patch|app|digital therapeutic)\b"
    r"|, (?:small molecule|oral|investigational|novel|broad-spectrum) " + _FILLER + _NOUN +
    r"| \(an? " + _FILLER + _NOUN +
    r"|(?: \([^)]{1,60}\))? (?:is|was) (?:also )?(?:approved|indicated|administered|given|marketed|being (?:developed|evaluated|studied|investigated)|(?:designed|intended) (?:as|for|to (?!evaluate|assess|enrol|test|compare|determine|investigate|examine))|implanted|infused|injected|inhaled|prescribed|added|(?:developed|used) (?:for|to|as|in)\b|under (?:development|investigation))\b"
    r"|(?: \([^)]{1,60}\))? (?:was|has been|were|has) (?:also )?(?:granted|received|designated) (?:an? )?(?:[Oo]rphan|[Ff]ast|[Bb]reakthrough|FDA|priority|rare|RMAT|regenerative)" +
    r"|(?: (?:was|is|has been|were))?(?: generally| also)? well[ -]tolerated| (?:therapy|treatment|injections?|tablets?|capsules?|infusions?|vaccine|vaccination|administration|dosing|recipients|treated|booster|candidate|nasal spray|ointment|gel)\b"
    r"| (?:at )?\d[\d.,]* ?(?:mg|µg|mcg|mL|IU)\b| (?:given|administered|dosed|once|twice) )"
)  # fmt: skip
# What a medicine does, as the verb of its name: it shows one if the name has the shape of a code.
_AFTER_WEAK = pattern_of(
    r"(?: \([^)]{1,40}\))?,? (?:(?:directly|selectively|potently|specifically) )?(?:targets?|inhibits?|blocks?|disrupts?|binds|modulates?|activates?|degrades?|neutrali[sz]es|works by|acts (?:on|by)|is (?:currently |now )?(?:in|entering) (?:a )?[Pp]hase)\b"
)
_AFTER_NOT = pattern_of(
    r"(?: (?:(?:clinical |Phase \S+ |phase \S+ |randomi[sz]ed |pivotal |registrational )*(?:trial|study|studies|trials)\b|score|scale|mutation|mutations|mutant|genes?|receptors?|protein|expression|expressing|inhibit(?:or|ion)s?|antibod(?:y|ies)|blockade|agonists?|antagonists?|levels?|signall?ing|pathway|cells?|infection|"
    r"platform|technology|index|criteria|session|abstract|exchange|positive|negative|variant|subunit|antigen|questionnaire|guidelines?|scanners?|analy[sz]ers?|sequencers?|microscopes?|Therapeutics|Pharma\w*|Biotech\w*|Biosciences?|Biologics|Laborator\w+|Medical|Inc|Corp|Ltd|LLC|plc|AG|Group|Holdings|University|Foundation)"
    r"|-(?:positive|negative|mutant|mutated|driven|specific|expressing|expression|targeted|targeting|high|low|related|like|amplified|dependent|directed|inhibitor|deficient|binding|based (?:test|assay))|\+|[@/]\w|:\w)"
)  # fmt: skip
_TYPE = (
    ("vaccine", pattern_of(r"vaccin", re.I)),
    ("cell therapy", pattern_of(r"\bCAR[ -]?T|cell therapy|stem cell|T-cell (?:therapy|product)|cellular (?:therapy|immunotherapy)", re.I)),
    ("gene therapy", pattern_of(r"gene (?:therapy|editing)|gene-editing|oncolytic|adenovir|CRISPR|viral (?:immuno)?therapy|viral immunotherapy|\bAAV", re.I)),
    ("biologic", pattern_of(r"antibod|bispecific|\bADC\b|conjugate|engager|fusion protein|biologic\b|recombinant|enzyme|bacteriophage|phage", re.I)),
    ("diagnostic", pattern_of(r"diagnostic|screening test|\bassay\b|\btest\b|imaging agent|blood test", re.I)),
    ("device", pattern_of(r"\bdevice|digital therapeutic|\bapp\b|stent\b|\bshunt|\bpump\b|\bsystem\b|monitor\b|gauze|sensor\b|catheter|stimulator|cryoablation", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Support:
    """How often the words around a name show a treatment, how often something else."""

    strong: int = 0
    weak: int = 0
    against: int = 0

    def __add__(self, other: Support) -> Support:
        return Support(self.strong + other.strong, self.weak + other.weak, self.against + other.against)


def support(text: str, start: int, end: int) -> Support:
    """What the words beside ``text[start:end]`` show of it."""
    left = max(0, start - 70)
    against = bool(_BEFORE_NOT.search(text, left, start) or _AFTER_NOT.match(text, end))
    before = bool(_BEFORE_STRONG.search(text, left, start))
    after = bool(_AFTER_STRONG.match(text, end))
    weak = bool(_BEFORE_WEAK.search(text, left, start) or _AFTER_WEAK.match(text, end))
    if against and not before:
        return Support(0, 0, 1)
    return Support(before + after, weak, 0)


def treatment_cue(text: str, start: int, end: int) -> bool:
    """Is a substance of daily life named here as a medicine (given, dosed, therapy)?"""
    left = max(0, start - 70)
    if _IN_BODY.match(text, end):
        return False
    before = _BEFORE_STRONG.search(text, left, start) or _CUE_BEFORE.search(text, left, start)
    return bool(before or _CUE_AFTER.match(text, end))


# What the body does with a substance of its own: "insulin resistance", "testosterone levels"
_IN_BODY = pattern_of(
    r" (?:resistance|sensitivity|secretion|levels?|deficien\w+|production|metabolism|response|signal\w+|concentrations?|receptors?|excess|status|users?|dependen\w+)\b"
)
_CUE_AFTER = pattern_of(
    r"(?: (?:therapy|treatment|injections?|tablets?|capsules?|infusions?|supplement\w*|replacement|pump|nasal spray|gel|patch|dosing|doses?)\b|-treated| in doses\b| \d[\d.,]* ?(?:mg|µg|IU|mcg)\b)",
    re.I,
)
_CUE_BEFORE = pattern_of(
    r"\b(?:prescribed|supplement(?:ed|ation) with|(?:high|low|medium)-dose|daily|weekly|monthly|oral|intravenous|subcutaneous|inhaled|topical|micronized|adding|tested|testing|trials? of|taking|(?:and|or|plus|versus|than) marine) $",
    re.I,
)


def type_by_words(text: str, start: int, end: int) -> str | None:
    """The type that an apposition right behind or before the name states: "X, an oncolytic virus"."""
    match = pattern_of(
        r"(?: \([^)]{1,40}\))?(?:,? (?:is|was))?,? (?:an?|our|the company's|its) ((?:[\w,/+()-]+ ){0,9}?"
        + f"(?:{_NOUN}|{_DEVICE}))"
    ).match(text, end)
    near = (
        match.group(1)
        if match
        else re.split(r"[.;]|, (?:and|or) ", text[max(0, start - 25) : start])[-1]
        + " "
        + re.split(r"[,.;(]| (?:for|in|and|with|to) ", text[end : end + 30])[0]
    )
    return next((kind for kind, pattern in _TYPE if pattern.search(near)), None)
