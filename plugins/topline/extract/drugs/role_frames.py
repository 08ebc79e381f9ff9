"""The words that tell a medicine given with another from one compared with it and from one given before."""

from __future__ import annotations

import re

from topline.extract.words.patterns import pattern_of

# Words that may stand between such a word and the name: "with standard-dose oral X".
_BETWEEN = (
    r"(?: (?:either|both|oral|intravenous|subcutaneous|standard|standard-dose|low-dose|high-dose|weekly|once-weekly|daily|once-daily|background|stable|placebo and|the|a|an|"
    r"of|with|doses?|chemotherapy|agents?|drugs?|inhibitors?|antagonists?|such as|therapy|treatment|regimen|anti-PD-1|anti-PD-L1|checkpoint|antibody|monoclonal|prodrug|immune|administration|infusions?|injections?|vaccines?|quadrivalent|trivalent|conjugate|licensed|influenza|seasonal|rabies|pneumococcal|meningococcal|\([A-Z]{1,4}\)|"
    r"investigational|approved|mg|\d+|pegylated|liposomal|active comparator|comparator|(?-i:[A-Z][A-Z-]{1,8}|[A-Z][\w-]+'s))){0,5}"
)
_NAME = r" ?[\"'(]?$"
_COMPANY_DRUG = (
    r"(?: [\w'./-]+| \([^)]{1,20}\)){1,9} (?:inhibitor|antibody|drug|agent|chemotherapy)(?: \([A-Z0-9-]{2,8}\))?,?"
)
WITH = pattern_of(
    r"\b(?:in combination with|combin(?:ed|ing|ation)(?: of \S+| in [a-z ]{3,30})? with|pair(?:ed|ing) with|together with|plus|added to|adding(?: [\w-]+ to)?|on top of|along with|alongside|in conjunction with|"
    r"co-?administered with|followed by|used with|background(?: of)?|sequenced with|backbone of|concomitant|concurrent(?:ly)? with|administered with|given with|with or without|(?:both|each|all)(?: \w+)? with|standard|rescue use of|"
    r"(?:conditioning|lymphodepletion|lymphodepleting chemotherapy|premedication|pre-?medicated)(?: regimen)?(?: with| of| using|:))"
    rf"(?:{_BETWEEN}|{_COMPANY_DRUG}){_NAME}",
    re.I,
)
AGAINST = pattern_of(
    r"(?:\b(?:versus|vs\.?|beats?|outperform(?:s|ed)|match(?:es|ed)|bests|surpass(?:es|ed)|challeng(?:e|es|ed|er to)|rival(?:s|ed)?(?: to)?|competes with|(?:biosimilar|generic(?: version| form)?) (?:to|of|for)|reference(?: product| medicine)?|compar(?:ed|ing|able|ison) (?:with|to)|comparator|against|over|superior(?:ity)? (?:to|over)|(?:non-?)?inferior(?:ity)? (?:to|vs\.?)|relative to|than|rather than|"
    r"instead of|unlike|alternative to|head-to-head with|(?:physician|investigator)s?'?s?'? choice(?: of|:)?|(?:chemotherapy|control|comparator) (?:arm|group)(?: were| was)?(?: assigned to| received| of)?"
    r"|(?:randomi[sz]ed|assigned|allocated)\b[^.;]{3,160}? or to\b(?: [\w'-]+){0,8}?(?: \(|:)?|as (?:effective|safe|good|potent|well|efficacious)\b[^.;]{0,110}\bas|compar(?:ed|es|ing|ison of) (?!with\b|to\b)[^.;]{3,140}? (?:with|to|versus))"
    r"|\b(?:compared (?:with|to)|versus|vs\.?|against|than|and) (?:a median of |an? )?[\d.]+(?: ?%| [a-z]+){1,2}(?: \([^)]{0,60}\))? (?:with|for|on|in(?: the| those on)?|among those on))"
    rf"{_BETWEEN}{_NAME}",
    re.I,
)
EARLIER = pattern_of(
    r"\b(?:prior|previous(?:ly)?|failed|failure of|progress(?:ed|ion|ing) (?:on|after|following|despite)|refractory to|resistant to|relapsed (?:after|on|from)|"
    r"intoleran(?:t|ce) (?:of|to)|(?:previously|prior|earlier) (?:treated|received|therapy|treatment|exposure|exposed)(?: with| to)?|pre-?treated with|previously exposed to|"
    r"inadequate response to|not respond(?:ed|ing)? to|received prior|had (?:previously )?received|(?:had|whose disease had|who have) been treated with)"
    rf"{_BETWEEN}{_NAME}",
    re.I,
)
# What was given for an adverse event is no treatment under study: "the event resolved with prednisolone".
RESCUE = pattern_of(
    r"\b(?:(?:patient|participant|child|man|woman|events?|cases?|reactions?|syndrome|symptoms?|inflammation|elevations?|it|they|which|all|and|that|hypoglycaemia|rash|infections?)(?: (?:was|were|has been|have been))?(?: \w+ly)? "
    r"(?:treated|managed|controlled|resolved|subsided|recovered|responded)|rescue (?:therapy|medication|treatment)) (?:with|using|by|after|on|to|of)"
    rf"(?: topical| systemic)?{_BETWEEN}{_NAME}"
)
# Words behind the name that make it a partner: "after busulfan conditioning".
_PREPARES = pattern_of(
    r"(?: \([^)]{1,30}\))? (?:conditioning|lymphodepletion|lymphodepleting|premedication|pre-?conditioning|background therapy)\b"
)
POPULATION = pattern_of(
    r"-(?:na(?:i|ï)ve|refractory|resistan(?:t|ce)|exposed|pre-?treated|experienced|intoleran(?:t|ce)|(?:in)?eligible|(?:in)?sensitive|unresponsive|failures?)\b"
)
NAIVE = pattern_of(r"-(?:na(?:i|ï)ve|(?:in)?eligible|(?:in)?sensitive)")
_BRACKET = r"(?: \([^)]{0,40}\)|\))?"
# What may stand between two members of a list.
LIST = pattern_of(
    _BRACKET
    + r"(?:,|;|/| \+|,? and/or|,? and|,? or)(?: (?:either|also|oral|low-dose|once-weekly|weekly|then|prior|the|pegylated|liposomal)){0,2} ?[(\"]?|,? ?[(]| ?[)]"
)
CHOICE = pattern_of(
    _BRACKET
    + r"(?: \d[\d.,]* ?(?:mg|µg|mcg|IU|mg/kg|mg/m²))?(?: (?:once|twice|three times) (?:daily|weekly|a day))? or (?:to )?(?:placebo or )?(?:with )?(?:the |once-weekly |weekly |daily |oral ){0,2}"
)
# What stands between a medicine and the one given with it.
PARTNER = pattern_of(
    _BRACKET
    + r",? (?:(?:is|was|were|used|given|taken|when) )*(?:plus|in combination with|combined with|together with|with) (?:(?!placebo)[\w-]+ ){0,2}",
    re.I,
)
_CONTROL = pattern_of(
    r"(?: \([^)]{1,30}\))? (?:was|were|is|as|served as|serving as) (?:an? |the )?(?:active |positive )?(?:comparator|control)\b"
)
STUDIED = pattern_of(
    r"\b(?:evaluat\w+|assess\w+|trial of|study of|data (?:for|from|on|with)|results (?:for|from|of|with)|treated with|candidate|designation|approv\w+|application)\b"
    r"|\b(?:reduc|improv|lower|show|demonstrat|prolong|slow|met\b|meets|miss)",
    re.I,
)
# People, trials, ways of giving and outcomes beside a name: it is studied, if nothing else is spoken of as much.
_AT_WORK = pattern_of(
    r"\b(?:patients|participants|subjects|volunteers|adults|children|infants|women|men|people|trials?|study|studies|phase|randomi[sz]\w+|dos(?:e|es|ed|ing)|infus\w+|inject\w+|implant\w+|inhal\w+|"
    r"given|receiv\w+|approv\w+|cleared|granted|therapy|treatment|percent|versus|placebo|endpoints?|responses?|survival|remission|symptoms?|scores?|relapses?|seizures?|cuts?|reduc\w+|lower\w*|improv\w+|rais\w+|increas\w+|slow\w*|prolong\w*|shrank|shrunk|eas(?:es|ed)|protect\w*|prevent\w*|fail\w*|beat|bests|show\w*)\b|\d ?%",
    re.I,
)
# A class's example is not what a trial tests: "anticoagulants such as X"; nor is what a product resembles: "X-like".
_EXAMPLE = pattern_of(
    r"\b(?:such as|including|include|like|e\.g\.,?|for example,?|commonly|standard|existing|current|usual(?:ly)?|rival|older|former)(?: [\w-]+,?){0,3} $"
)
IN_TRIAL = pattern_of(
    r"\b(?:[Pp]hase (?:[1-4]|I{1,3}|IV)|(?:trial|study|studies|program(?:me)?|development) (?:of|with|for|in|evaluating)|underwent|received|(?:first|last) (?:patient|participant|subject)|"
    r"enrol\w+|dosed|dosing|topline|top-line|clinical candidate|lead (?:candidate|program|product))\b"
)
OWN = pattern_of(
    r"(?:\b(?:[Ii]ts|[Oo]ur|(?:[Tt]he )?[Cc]ompany's|\w+'s? (?:lead|own|investigational|experimental|first|second))(?: [\w/+()-]+){0,7}|\b[A-Z]\w+(?: [A-Z]\w+)?'s?) \(?$"
)
CAREER = pattern_of(
    r"\b(?:career|years of experience|(?:he|she) (?:led|worked|held|was|served|oversaw|headed|directed|joined)|worked on|joins from|served as|previously (?:led|headed|worked)|held (?:positions|roles))\b",
    re.I,
)
# What is combined or compared here is not what the trial's arms get: sales, a warning, another trial to come, molecules.
ASIDE = pattern_of(
    r"\b(?:[Ss]ales|[Rr]evenues?|[Pp]rices?|[Mm]arket share) of\b|\b(?:should|must) not be (?:taken|used|given|combined|co-?administered)\b|\b(?:should|must) be avoided\b"
    r"|\b(?:later|future) (?:trials?|study|studies) (?:may|might|could|will|would)\b|\b(?:may|might|could)\b[^.;]{0,40} one day\b|\b(?:binds? (?:to \w+ )?(?:with|more)|affinity)\b"
)
PRONOUN = pattern_of(r"(?:It|They|The (?:drug|medicine|treatment|therapy|antibody|compound|vaccine)) ")
UPDATE = pattern_of(
    r"\b(?:quarter|financial results|business update|fiscal|corporate update|year[- ]end|appoints|annual)\b", re.I
)


def own_role(text: str, start: int, end: int) -> str:
    """The role that the words right before or behind a name give it: prior, population, rescue, combination, comparator, or none."""
    behind = POPULATION.match(text, end)
    if behind:
        return "population" if NAIVE.match(text, end) else "prior"
    if _CONTROL.match(text, end):
        return "comparator"
    if _PREPARES.match(text, end):
        return "combination"
    if text.startswith(" to ", end) and text[max(0, start - 8) : start].lower().strip() in ("adding", "add"):
        return ""
    left = max(0, start - 160)
    for role, pattern in (("rescue", RESCUE), ("prior", EARLIER), ("combination", WITH), ("comparator", AGAINST)):
        if pattern.search(text, left, start):
            return role
    return ""


def at_work(text: str, start: int, end: int) -> bool:
    """Is it told what a medicine does to people, and not as one of a class, in a career, or as what another resembles?"""
    if not _AT_WORK.search(text) or CAREER.search(text) or text.startswith("-like", end):
        return False
    return not _EXAMPLE.search(text, max(0, start - 60), start)
