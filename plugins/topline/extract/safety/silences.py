"""Where a sentence only names adverse events: a risk, an aim, a history, a label, a class of drugs, a denial.

Patterns are read on a sentence's shadow; see frames.py for where they are reported.
"""

from __future__ import annotations

import re

from topline.extract.safety.frames import clause_end, clause_start
from topline.extract.words.patterns import pattern_of

# --- what is only named
_PEOPLE = r"(?:patients?|people|adults?|children|subjects?|participants?|individuals?|those|women|men|volunteers?)"
# anywhere before it in the clause: a risk, an aim, a warning
_SUPPOSED = pattern_of(
    r"\b(?:risks? (?:of|for|such as|including|like)|may|might|could|can|would|should|potential(?:ly)?|prevention of|avoid(?:s|ing)?|minimi[sz](?:e|es|ing)|mitigat\w+"
    r"|to (?:evaluate|assess|measure|determine|investigate|study|characterize|monitor|prevent|treat|reduce)|endpoints?|objectives?|composite|primary (?:outcome|event)|designed|aims?|will"
    r"|unlike|known to|most common reasons?|warn\w*|if|whether|expected|hypothes\w+|models?|(?:are|is) often)\b",
    re.I,
)
# just before it: whose disease, whose past, or what for
_NAMED = pattern_of(
    rf"\b(?:{_PEOPLE} with|protect\w*|treatment (?:of|for)|treating|therap(?:y|ies) for|indicated for|histor(?:y|ies) of|prior|previous|pre-?existing|underlying|baseline"
    r"|caused by|due to|because of|attribut\w+ to|secondary to|monitor\w*|diagnos\w+ with|recover\w* from|resolution of|improve\w* in|improved|relief (?:of|from)"
    r"|reduc(?:e|ed|es|ing|tions?)(?: in)?(?: the)? (?:symptoms|severity|frequency)|control (?:of|for)|symptoms of)\b[^.;,]{0,30}$",
    re.I,
)
# "reduced the incidence of", "prevention of": the verb governs the term itself
_BROUGHT_DOWN = pattern_of(
    r"\b(?:reduc(?:ed|es|ing|tions?)|lower(?:ed|s|ing)|decreas(?:ed|es|ing)|prevent(?:ed|s|ing|ion)|cut|cuts|cutting|halv(?:ed|es|ing)|improv\w+|alleviat\w+|reliev\w+|eas(?:ed|es|ing))"
    r"(?: (?:in|of|the|an?|all|both|risks?|rates?|incidences?|severity|frequency|number|occurrence|duration|cases|days|with|any|severe|moderate|oral|chemotherapy-induced))* $",
    re.I,
)
_LESS = pattern_of(
    r"\b(?:reduc\w+|lower(?:ed|s|ing)?|decreas\w+|fewer|prevent\w*|cut|cuts|improv\w+|(?<!-)treat(?:s|ed|ing)?(?! (?:patients|participants|subjects|people|women|men|eyes|with|groups?|arms?)\b)|stop\w*|control\w*|fall in|drop in|declin\w+)\b",
    re.I,
)
# a whole sentence about something else than people of this trial
_ELSEWHERE = pattern_of(
    r"\b(?:mice|mouse|rats?|monkeys?|primates?|rabbits?|animals?|preclinical|pre-clinical|in vitro|murine|dogs?)\b"
    r"|^before (?:the |this |any |their )?(?:first |study )?(?:trial|study|treatment|therapy|dos(?:e|ing)|enrol\w+)\b|^at (?:baseline|screening|inclusion|(?:study |trial )?(?:entry|enrol?lment)|the start)\b|^(?:in|as) (?:an? |the |our )?(?:previous(?:ly)?|prior|earlier|historical)\b|\b(?:existing|current|conventional|traditional|available|other|many) (?:\w+ ){0,2}(?:treatments?|therap(?:y|ies)|drugs|medications|options|inhibitors|methods)\b"
    r"|\bboxed warning|\b(?:in|on|of) (?:the|its) (?:[\w.-]+ )?label\b|\blabels? (?:of|lists?|for|carr(?:y|ies)|includes?|notes?|says?)\b|\bpackage (?:insert|leaflet)|\bproduct information|\bwarn(?:s|ings?)\b|\bcontraindicat|\bprescribing information|\breport suspected|\byour (?:doctor|healthcare|health care)|\bwould be expected\b|\b(?:competing|rival|competitor(?:'?s)?)\b|\bof special interest (?:are|include)\b[^%]{0,400}$"
    r"|\bis an? (?:[\w-]+ ){0,4}(?:side[- ]effect|toxicity|complication|adverse (?:event|reaction|effect))|\bhistorical\b|\bsurvey"
    r"|\bsymptoms (?:of|include|such as)\b(?! vaccin)|\bcharacteri[sz]ed by\b",
    re.I,
)
_LABEL = pattern_of(
    r"contraindicated|report suspected|prescribing information|healthcare provider|health care provider|boxed warning|you (?:may|should|have|take)\b",
    re.I,
)

_NEGATOR = pattern_of(
    r"\b(?:no|without|none|neither|nor|never|zero|absence of|lack of|free (?:of|from)|exclud(?:ed|ing)|except(?: for)?|rather than"
    r"|(?:not|n't|cannot)(?= (?:\w+ ){0,3}?(?:caus|show|increas|lead|led|result|experienc|hav|report|observ|see|develop|associat|produc|induc|worsen|occur|detect|reveal|exhibit|includ)))\b",
    re.I,
)
_NEGATION_ENDS = pattern_of(
    r"\b(?:was|were|been|being|are|is) (?:\w+ly )?(?:observed|reported|seen|noted|recorded|found|identified|documented|attributed|detected|experienced)\b|\boccurred\b|\bincluded\b|\bconsisted\b"
    r"|\bwith\b|\bapart from\b|\bother than\b|\baside from\b|\bbeyond\b|, and (?:the|most|one|two|only|mild|common)\b|\band the most\b|\bthe most (?:common|frequent)",
    re.I,
)
_NOT_AFTER = pattern_of(
    r"[^.;]{0,110}?\b(?:(?:did|does|do) not (?:occur|appear|increase|develop)|(?:was|were|has been|have been|had been) (?:not|never) (?:observed|reported|seen|noted|recorded|detected|found|experienced|increased)"
    r"|(?:was|were) absent|will be (?:recorded|monitored|assessed|collected|reported|tracked|watched|followed)|not (?:observed|reported|seen)|in (?:none|no) (?:of|patient|participant|subject)|in neither)",
    re.I,
)
_BEFORE_TRIAL = pattern_of(
    r"[^.;,]{0,12}\b(?:at (?:baseline|screening|study entry|enrol?ment|entry)|(?:from|due to|after|related to|caused by) (?:\w+ )?(?:prior|previous|earlier)|before (?:treatment|the trial|the study|enrol?ment|therapy|entering)|(?:common |present |frequent |noted |seen )?already (?:common |present )?before (?:the |their |any )?(?:first |study )(?:dose|infusion|tablet|drug|treatment))",
    re.I,
)
# "pain reduction", "headache days", "neutropenia-related": no event
_PART_OF = pattern_of(
    r"-(?:related|induced|associated|free|na[iï]ve|specific|type|directed)\b|[ -](?:reductions?|relief|scores?|scales?|days?|freedom|control|prevention|prophylaxis|medications?"
    r"|medicines?|treatments?|therap(?:y|ies)|management|drugs?|intensity|interference|responses?|vaccines?|free|resolution|severity|research|awareness|market|assessments?|guidelines?)\b",
    re.I,
)
_PART_BEFORE = pattern_of(r"(?:\b(?:anti|post|pre|non|sub)-?|[a-z]-)$", re.I)
# "adverse reactions of checkpoint inhibitors include": what is known of a class
_CLASS = pattern_of(
    r"(?:[^.;,]{0,60}\b)?(?:of|with|to|from|for|by|on) (?:[\w-]+ ){0,3}?(?:inhibitors|agonists|antagonists|blockers|agents|drugs|medicines|medications|therapies|treatments|antibodies|opioids|statins|steroids|corticosteroids"
    r"|NSAIDs|antibiotics|antidepressants|antipsychotics|anticoagulants|chemotherap(?:y|ies)|vaccines|immunotherap(?:y|ies)|transplants?|radiotherapy)\b[^.;%]{0,30}$",
    re.I,
)
_PRESENT = frozenset({"include", "includes", "are", "is", "such as", "like"})


def elsewhere(text: str) -> bool:
    """Does the sentence speak of animals, of other treatments, of a label or of an earlier trial?"""
    return bool(_ELSEWHERE.search(text))


def label_text(text: str) -> bool:
    """Is the paragraph safety information for prescribers and patients?"""
    return bool(_LABEL.search(text))


def part_of_name(text: str, start: int, end: int) -> bool:
    """Is ``text[start:end]`` a part of another name, or what patients had before the trial?"""
    if _PART_OF.match(text, end) or _PART_BEFORE.search(text[max(0, start - 6) : start]):
        return True
    return bool(_BEFORE_TRIAL.match(text, end))


def supposed(text: str, start: int) -> bool:
    """Is what follows at ``start`` a risk, an aim, an endpoint or a warning?"""
    return bool(_SUPPOSED.search(text, clause_start(text, start), start))


def named_only(text: str, start: int) -> bool:
    """Is what follows at ``start`` a disease, a history or an indication?"""
    return bool(_NAMED.search(text[max(clause_start(text, start), start - 60) : start]))


def brought_down(text: str, start: int) -> bool:
    """Is what stands at ``start`` itself what was reduced or prevented: ``reduced the incidence of severe mucositis``?"""
    return bool(_BROUGHT_DOWN.search(text, max(0, start - 90), start))


def made_less(text: str, start: int) -> bool:
    """Is what follows at ``start`` said to be lowered, prevented or treated: an outcome, no adverse event?"""
    return bool(_LESS.search(text, clause_start(text, start), start))


def denied(text: str, start: int, end: int) -> bool:
    """Is ``text[start:end]`` said not to have happened?"""
    begin = clause_start(text, start)
    for negator in _NEGATOR.finditer(text, begin, start):
        if not _NEGATION_ENDS.search(text, negator.end(), start):
            return True
    close = clause_end(text, end)
    return bool(_NOT_AFTER.match(text, end, close))


def of_class(between: str, verb: str) -> bool:
    """Are the events of a list those of a class of drugs: ``adverse reactions of checkpoint inhibitors include``?"""
    return verb.lower() in _PRESENT and bool(_CLASS.match(between))
