"""Where a sentence reports adverse events as observed, and where it only names them.

Patterns are read on a sentence's shadow. *Before* patterns are searched in the words in front of a list of
terms and end where the list begins; *after* patterns are matched where it ends.
"""

from __future__ import annotations

import re

from topline.extract.words.patterns import pattern_of

# "was judged unrelated to treatment", "was not considered related", "led to most withdrawals"
JUDGED = (
    r"(?:judged|considered|deemed|assessed|thought|believed|felt)(?: by (?:the )?(?:\w+ )?(?:investigators?|sponsor|authors))?(?: (?:as|to be|to have been|possibly|probably|likely|not|be))*"
    r" (?:un)?related\b(?! (?:disease|condition|disorder|field|compound|product))"
)
LED_TO_STOP = r"\bled to (?:[\w-]+ ){0,3}(?:withdrawals?|discontinuations?|dose reductions?)\b"
# Words that make safety the subject of a sentence.
CUE = pattern_of(
    r"\badverse (?:\w+ )?(?:events?|reactions?|effects?|experiences?)|\bside[- ]effects?\b|\btoxicit(?:y|ies)\b|\b(?:TE|TR|S|ir)?AEs?\b"
    r"|\breactogenicity\b|\btolera(?:ted|bility)\b|\bsafety\b|\bgrades? ?[1-5≥]|\blaboratory abnormalities\b|\b(?:solicited|systemic|local|allergic|(?:injection|infusion|application)[- ](?:site|related)) reactions?\b"
    r"|\b(?:immune|treatment|drug|therapy|vaccine|device|procedure)-related (?:[\w-]+ )?(?:events?|reactions?|complications?)\b|\btreatment-emergent\b"
    rf"|{JUDGED}|{LED_TO_STOP}|\breactions (?:were|was) (?:\w+ )?(?:mild|moderate|transient)\b"
    r"|\b(?:post-?operative|peri-?procedural|procedural|surgical|treatment-related|major) complications?\b|^Complications (?:were|included|occurred)\b"
    r"|\b(?:patients?|participants?|subjects?|people|adults?|women|men|one|two|three|four|five)\b[^.;]{0,50} (?:stopped|discontinued|withdrew(?: from)?) (?:(?:the )?(?:treatment|therapy|study|trial|study drug|drug|dosing) )?(?:early )?(?:because of|due to|owing to)\b",
    re.I,
)
_JUDGED = pattern_of(rf"(?:[^.;]|\.(?=\d)){{0,80}}?\b{JUDGED}", re.I)
# Safety is the subject of what stands under such a heading.
SAFETY_HEADING = pattern_of(r"\b(?:safety|tolerability|adverse|side effects)\b", re.I)
# A sentence that goes on about the subject of the one before.
FOLLOWS = pattern_of(
    r"(?:the (?:most|majority|only)|most|other|these|this|those|they|there|all|one|two|three|four|five|six|grade|events?|both|no|rates?|in the|common|mild|\d)\b",
    re.I,
)
# Something was found in people: a cheap test before the terms are looked up where safety is not the subject.
_OBSERVED = (
    "occur",
    "bserv",
    "eport",
    "xperienc",
    "evelop",
    "ate of",
    "ates of",
    "ncidence",
    "nstance",
    "seen in",
    " was ",
    " were ",
    "ase of",
    "ases of",
    " had ",
)

_EVENT = (
    r"(?:adverse (?:\w+ )?(?:events?|reactions?|effects?|experiences?)|side[- ]effects?|toxicit(?:y|ies)|(?:TE|TR|S|ir)?AEs?\)?|AESIs?"
    r"|events? of (?:special|clinical) interest|reactions|complications|reactogenicity|laboratory abnormalities|abnormalities"
    r"|events|symptoms|most (?:common|frequent)\w*|well[- ]tolerated)"
)
GRADE = (
    r"(?:grades? ?(?:[≥><=]{1,2} ?)?[1-5](?:\+|\s?(?:[-/]|to|or|and|through)\s?(?:grade )?[1-5])?"
    r"(?: (?:or|and) (?:higher|greater|above|more|worse|over|severe))?|(?:≥|>=) ?grade [1-5])"
)
# What may stand between the verb and the first term.
_MODIFIER = (
    rf"(?:{GRADE}|[Aa]n?|the|some|only|also|all|any|few|several|mostly|mainly|primarily|predominantly|largely|generally|typically|usually|commonly|mild(?:ly)?"
    r"|moderate|severe|serious|transient|temporary|manageable|reversible|local(?:i[sz]ed)?|isolated|low[- ]grade|minor|occasional|asymptomatic"
    r"|symptomatic|non-?serious|self-limiting|short-lived|significant|higher|lower|more|frequent|common|treatment-(?:related|emergent)|drug-related|related"
    r"|device-related|procedure-related|single|new|worsening|further|increased|to|or|and|in|of|as|with|by|cases?|case|instances?|episodes?|reports?"
    r"|incidences?|rates?|events?|an? (?:low|lower|high|higher) (?:incidence|rate)|small number|number|low|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
)
_MODIFIERS = rf"(?:[ ,(]*\b{_MODIFIER}\b\+?){{0,9}}[ ,(:'\"]*$"
# "adverse events … were", "side effects such as", "well tolerated, with"
LISTED = pattern_of(
    rf"\b{_EVENT}(?!\w)(?P<between>[^.;]{{0,170}}?)"
    r"(?P<verb>\b(?:were|was|are|is|be|included?|includes|including|consist(?:ed|ing|s) of|compris(?:ed|ing|es)|such as|like|being|namely|limited to|seen|involved"
    r"|reported|observed|e\.g\.,?|i\.e\.,?|as follows|remained)(?!\w)|: ?|\(|\| ?| - |\u2014)"
    rf"{_MODIFIERS}",
    re.I,
)
# "patients experienced", "a low incidence of"
FOUND_BEFORE = pattern_of(
    r"\b(?P<frame>(?:adverse (?:events?|reactions?)|toxicit(?:y|ies)|S?AEs?) of|there (?:was|were|have been|has been)|experienc(?:ed?|ing)|had|developed|reported|reporting|suffered|caused|(?:cases?|incidences?|rates?|frequency|episodes?|instances?|occurrences?|reports?) of"
    rf"|(?:higher|lower|low|more|less) (?:rates?|incidence|frequency) of)\b{_MODIFIERS}",
    re.I,
)
# "the most frequent serious adverse event", said of what stands before it
CALLED_EVENT = pattern_of(
    r"(?:\s*\([^()]{0,80}\))?,? (?:was|were|is|are|being) (?:also )?(?:the |an? |one of the )?(?:(?!not\b|no\b)[\w-]+ ){0,5}?"
    r"(?:adverse (?:\w+ )?(?:events?|reactions?|effects?)|side[- ]effects?|toxicit(?:y|ies)|(?:TE|TR|S|ir)?AEs?)\b",
    re.I,
)
# "mild uveitis": how bad it was
_SEVERITY = pattern_of(
    rf"\b(?:mild(?:-to-moderate)?|moderate|transient|reversible|asymptomatic|self-limiting|low-grade|{GRADE})(?: (?:or|and|to) (?:mild|moderate|severe|transient|reversible))?,? $",
    re.I,
)
# people under treatment in a trial
UNDER_TREATMENT = pattern_of(
    r"\b(?:treated (?:with|patients)|receiv(?:ed|ing)|placebo|given|took|taking|arms?|groups?|vaccinated|vaccination|dosed|versus|vs|randomi[sz]ed|patients on|(?:of|in) those on"
    r"|(?:patients|participants|subjects|people|adults|children|women|men|volunteers|recipients) on (?:[\w-]+))\b|\) on [\w-]+\b",
    re.I,
)
# "an adverse event of pancreatitis"
SAID_OF = pattern_of(r"(?:adverse|toxicit|S?AE).* of$", re.I)
_STATE = (
    r"(?:most|reported|observed|seen|noted|recorded|experienced|documented|common|frequent|uncommon|rare|infrequent|mild|moderate|transient|grade|low|manageable|limited"
    r"|higher|lower|less|similar|comparable|balanced|among|reversible|resolved|generally|mostly|in \d|\d)"
)
# "… occurred", "… were the most common"
FOUND_AFTER = pattern_of(
    r"(?:\s*\([^()]{0,80}\))?,?(?: (?:events?|reactions?|cases?|rates?|symptoms?|microha?emorrhages?))?(?: each| both| all| also| (?:that|which))?(?: \w+ly)?"
    rf"\s*(?:(?:was|were|is|are|has been|have been|being)(?: (?:also|the|each|all|both|more|less|among|\w+ly|two of))* {_STATE}\b|\b(?:occurred|developed|emerged|arose|affected)\b"
    rf"|\b(?:reported|observed|seen|noted|experienced) (?:in|by|with|for|among|at)\b|\bas the most\b|\b(?:the )?(?:most|more) (?:common|frequent)|{LED_TO_STOP}|\b(?:was|were|is|are) (?:not )?{JUDGED}|\bin (?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b))",
    re.I,
)
_COUNTED_IN = pattern_of(
    r"\bin (?:\d+ of (?:the )?\d+ (?:[\w-]+ )?(?:patients|participants|subjects|people|adults|children|recipients)\b"
    r"|[\d.]+% of (?:the )?(?:those|patients|participants|subjects|people|adults|children|recipients) (?:on|receiving|taking|given|treated)\b)"
)
# Two halves of a sentence that say different things.
CLAUSE = pattern_of(
    r";(?![^()]{0,60}\))|(?<!\bvs)\.(?= )|\b(?:but|whereas|however|although|though|while|yet)\b|—| - ", re.I
)

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
# "Two patients (1.4%) discontinued because of injection site reaction"
_STOPPED_FOR = pattern_of(
    rf"\b(?P<frame>(?:stopped|discontinued|withdrew(?: from)?|left|dropped out(?: of)?)(?: (?:the )?(?:treatment|therapy|study|trial|study drug|drug|dosing|early|participation))?,? (?:because of|due to|owing to))\b{_MODIFIERS}",
    re.I,
)
_LESS = pattern_of(
    r"\b(?:reduc\w+|lower(?:ed|s|ing)?|decreas\w+|fewer|prevent\w*|cut|cuts|improv\w+|treat(?:s|ed|ing)?|stop\w*|control\w*|fall in|drop in|declin\w+)\b",
    re.I,
)
# a whole sentence about something else than people of this trial
_ELSEWHERE = pattern_of(
    r"\b(?:mice|mouse|rats?|monkeys?|primates?|rabbits?|animals?|preclinical|pre-clinical|in vitro|murine|dogs?)\b"
    r"|^at (?:baseline|screening|inclusion|(?:study |trial )?(?:entry|enrol?lment)|the start)\b|^(?:in|as) (?:an? |the |our )?(?:previous(?:ly)?|prior|earlier|historical)\b|\b(?:existing|current|conventional|traditional|available|other|many) (?:\w+ ){0,2}(?:treatments?|therap(?:y|ies)|drugs|medications|options|inhibitors|methods)\b"
    r"|\bboxed warning|\bwarn(?:s|ings?)\b|\bcontraindicat|\bprescribing information|\breport suspected|\byour (?:doctor|healthcare|health care)|\bwould be expected\b|\b(?:competing|rival|competitor(?:'?s)?)\b|\bof special interest (?:are|include)\b[^%]{0,400}$"
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


_HINTS = (
    "dverse",
    "effect",
    "toxic",
    "AE",
    "eactogen",
    "olera",
    "afety",
    "rade",
    "abnormalit",
    "eaction",
    "related",
    "led to ",
    "-emergent",
    "omplication",
    "because of",
    "due to",
    "owing to",
)


def cue(text: str) -> bool:
    """Is safety the subject of the sentence?"""
    return any(hint in text for hint in _HINTS) and bool(CUE.search(text))


def observed(text: str) -> bool:
    """May a sentence say that something was found: ``was seen in``, ``bronchospasm in 4 of 30 patients``?"""
    return any(hint in text for hint in _OBSERVED) or bool(_COUNTED_IN.search(text))


def is_plainly_event(text: str, start: int, end: int) -> bool:
    """Is ``text[start:end]`` called an adverse event, judged related or not, or given a severity: ``mild uveitis``?"""
    return bool(
        CALLED_EVENT.match(text, end) or _JUDGED.match(text, end) or _SEVERITY.search(text, max(0, start - 45), start)
    )


def elsewhere(text: str) -> bool:
    """Does the sentence speak of animals, of other treatments, of a label or of an earlier trial?"""
    return bool(_ELSEWHERE.search(text))


def label_text(text: str) -> bool:
    """Is the paragraph safety information for prescribers and patients?"""
    return bool(_LABEL.search(text))


def clause_start(text: str, position: int) -> int:
    """Where the clause begins that holds a position."""
    return max((match.end() for match in CLAUSE.finditer(text, 0, position)), default=0)


def clause_end(text: str, position: int) -> int:
    """Where the clause ends that holds a position."""
    match = CLAUSE.search(text, position)
    return match.start() if match else len(text)


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


def stopped_for(text: str, start: int) -> re.Match[str] | None:
    """Are people said to have stopped treatment for what follows at ``start``: "two discontinued because of"?"""
    return _STOPPED_FOR.search(text, max(0, start - 110), start)


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
