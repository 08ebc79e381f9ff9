"""Is a disease what is treated, prevented or studied, and who has it? The words right beside its name."""

from __future__ import annotations

import re

from topline.extract.conditions.names import Named
from topline.extract.reading import Sentence
from topline.extract.words.patterns import pattern_of

WINDOW = 100  # characters before a name that can say who has it or what is done about it

_OF_PATIENTS = (
    r"\b(?:patients?|people|adults?|children|adolescents|participants?|individuals|subjects|volunteers|men|women|those|survivors|persons?|population|infants|veterans|cohort|cases?)"
    r"(?: \w+){0,4}? (?:with|suffering from|living with|affected by|who (?:have|had)|diagnosed with|undergoing|hospitalized (?:for|with)|at (?:high )?risk (?:of|for))"
)
_FOR_TREATMENT = (
    r"\b(?:treat(?:s|ing|ment|ments)?|therap(?:y|ies)|manag(?:e|es|ing|ement)|prevent(?:s|ing|ion)?|prophylaxis|control(?:s|ling)?|cur(?:e|es|ing)|fight(?:s|ing)?|combat(?:ing)?|protect\w*|vaccines?|"
    r"stud(?:y|ies)|trials?|designation|indications?|indicated|approv(?:al|ed)|reduc(?:e|es|ing|tion)|candidates?|drugs?|medicine|data|evaluat\w+|assess\w+|investigat\w+|program|activity|efficacy|effective|"
    r"target(?:s|ing)|address(?:es|ing)?|option|options|setting|use|used|development|monotherapy|combination|responses?|immunotherapy|chemotherapy|test|diagnos\w+|detect\w*|symptoms|relief)"
    r"(?: \w+){0,3}?(?: (?:of|for|in|against|with|to treat|as|from))?"
)
# What a headline says that a medicine does to a disease: "eases", "slowed"; the name stands close behind.
_EFFECTS = (
    r"\b(?:cut|cuts|cutting|slow(?:s|ed|ing)?|eas(?:es|ed|ing)|lower(?:s|ed|ing)?|reliev(?:es|ed|ing)|halt(?:s|ed|ing)?|delay(?:s|ed|ing)?|improv(?:es|ed|ing)|revers(?:es|ed|ing)|clear(?:s|ed|ing)?|stop(?:s|ped|ping)?"
    r"|shrinks?|shrank|heal(?:s|ed|ing)?|alleviat(?:es|ed|ing)|lessen(?:s|ed|ing)?|resolv(?:es|ed|ing)|curb(?:s|ed|ing)?|ward(?:s|ed)? off|remission of|against|works? in|win(?:s|ning)? in|fails? in)"
)
_GAP = r"(?: [\w'/-]{1,40},?){0,6} ?$"
_PATIENTS_BEFORE = pattern_of(_OF_PATIENTS + r"(?: (?!(?:like|such|including)\b)[\w'/-]{1,40},?){0,6} ?$", re.I)
_TREATS_BEFORE = pattern_of(_FOR_TREATMENT + _GAP, re.I)
_EASES_BEFORE = pattern_of(_EFFECTS + r"(?: (?!risk|rate)[\w'-]{1,20}){0,3} $", re.I)
_TREATED_AFTER = pattern_of(
    r"(?:'s)? ?(?:\([^)]{1,20}\) )?(?:disease )?(?:patients?|treatments?|trials?|stud(?:y|ies)|vaccines?|therap(?:y|ies)|programs?|programmes?|drugs?|indications?|survivors|candidates?|test|screening|"
    r"medication|pill|immunotherap\w+|monitor|management|prevention|cohort|population|setting|symptoms|pain|in (?:adults|children|patients))\b",
    re.I,
)
# "EXN-720 for essential tremor: …": how a pipeline lists its products
_PIPELINE_BEFORE = pattern_of(
    r"^\W*[A-Z][\w-]*(?: \([^()]{2,40}\))? (?:for|in) (?:the (?:treatment|prevention) of |(?:adults|patients) with )?(?:[a-z-]+ ){0,2}$"
)
_PIPELINE_AFTER = pattern_of(r"(?: \([^()]{2,12}\))?(?: [a-z]+){0,2} ?(?::| - |—)")
# "Exenolide (EXN-720) - a calcium channel blocker for essential tremor": the heading of a product.
_PRODUCT_BEFORE = pattern_of(
    r"^\W*[A-Z][\w-]*(?: \([^()]{2,40}\))? ?(?: [-–—]|:) (?:[\w/-]+ ){0,6}(?:for|in) (?:the (?:treatment|prevention) of |(?:adults|patients) with )?(?:[a-z-]+ ){0,2}$"
)
_PRODUCT_AFTER = pattern_of(r"(?: \([^()]{2,12}\))?\W*$")
# "a trial of A 600 mg three times daily versus B in cystitis": the drugs stand between the trial and the disease.
_TRIAL_BEFORE = pattern_of(
    r"\b(?:trial|study) (?:of|evaluating|comparing|testing) [^.;:]{3,150} in (?:(?:people|patients|adults|children) with )?(?:(?!combination|addition|part|which)[a-z-]+ ){0,2}$",
    re.I,
)
# "In lower-risk myelodysplastic syndrome, 59% of patients …"
_AMONG_BEFORE = pattern_of(
    r"^(?:In|Among) (?:(?:adults|patients|people|children|women|men) with )?(?:[\w/-]+,? ){0,4}$"
)
_AMONG_AFTER = pattern_of(
    r"(?: \([^()]{1,12}\))?, (?:(?:about|nearly|almost|some|only|the) )*(?:\d|half|one|two|a third|patients|median)"
)
PRECLINICAL = pattern_of(
    r"\b(?:preclinical|pre-clinical|discovery|research)[- ](?:stage )?(?:program(?:me)?s?|candidates?|assets?|work|studies) (?:in|for|against|on) (?:[\w-]+ ){0,3}$",
    re.I,
)
_HEADED_BEFORE = pattern_of(r"\b(?:in|for|against)(?: [\w-]+){0,2} $", re.I)


def of_patients(text: str, start: int) -> bool:
    """Do the words before name the patients: "in adults with …"?"""
    return bool(_PATIENTS_BEFORE.search(text[max(0, start - WINDOW) : start]))


def heads_product(sentence: Sentence, named: Named) -> bool:
    """Is it the heading or the item of a product that names what it is for: "EXN-720 for essential tremor: …"?"""
    text = sentence.text
    if _PIPELINE_BEFORE.match(text[: named.start]) and _PIPELINE_AFTER.match(text, named.end):
        return True
    return (
        not text.endswith((".", "!", "?"))
        and bool(_PRODUCT_AFTER.match(text, named.end))
        and bool(_PRODUCT_BEFORE.match(text[: named.start]))
    )


def treats(sentence: Sentence, named: Named) -> bool:
    """Do the words around make it what is treated, prevented or studied?"""
    text = sentence.text
    before = text[max(0, named.start - WINDOW) : named.start]
    if sentence.kind == "headline" and _HEADED_BEFORE.search(before):
        return True
    if PRECLINICAL.search(before):
        return False
    if heads_product(sentence, named):
        return True
    if _AMONG_AFTER.match(text, named.end) and _AMONG_BEFORE.match(text[: named.start]):
        return True
    return bool(
        _TRIAL_BEFORE.search(text[max(0, named.start - 2 * WINDOW) : named.start])
        or _TREATED_AFTER.match(text[named.end : named.end + 40])
        or _PATIENTS_BEFORE.search(before)
        or _TREATS_BEFORE.search(before)
        or _EASES_BEFORE.search(before)
    )
