"""Where a sentence reports adverse events as observed (silences.py: where it only names them).

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
LED_TO_STOP = r"\bled to (?:[\w-]+ ){0,3}(?:withdrawals?|discontinuations?|interruptions?|(?:dose|treatment) (?:reductions?|delays?|changes?))\b"
# Words that make safety the subject of a sentence.
CUE = pattern_of(
    r"\badverse (?:\w+ )?(?:events?|reactions?|effects?|experiences?)|\bside[- ]effects?\b|\btoxicit(?:y|ies)\b|\b(?:TE|TR|S|ir)?AEs?\b"
    r"|\breactogenicity\b|\btolera(?:ted|bility)\b|\bsafety\b|\bgrades? ?[1-5≥]|\blaboratory abnormalities\b|\b(?:solicited|systemic|local|allergic|hypersensitivity|skin|cutaneous|anaphylactic|(?:injection|infusion|application)[- ](?:site|related)) reactions?\b"
    r"|\b(?:immune|treatment|drug|therapy|vaccine|device|procedure)-(?:related|emergent|mediated)\b|\b(?:undesirable|unwanted|untoward) (?:effects?|events?)\b"
    r"|^(?:The )?(?:(?:most|other|more) )?(?:common |frequent )?events (?:reported|occurring|seen|observed|that occurred)\b|\bdose[- ]limiting\b|\bserious events?\b"
    r"|\b(?:transient|asymptomatic|self-limit(?:ing|ed)|reversible|resolved|fatal)\b|\bdiscontinu(?:ed|ations?)\b[^.;]{0,50}\b(?:due to|because of|owing to|for)\b"
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
    "ffected",
    "led to",
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
    r"|events|symptoms|most (?:common|frequent)\w*|well[- ]tolerated|(?:undesirable|unwanted|untoward) (?:effects?|events?))"
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
    r"|device-related|procedure-related|single|new|worsening|further|increased|to|or|and|in|of|as|with|by|because|due|owing|cases?|case|instances?|episodes?|reports?"
    r"|incidences?|rates?|events?|an? (?:low|lower|high|higher) (?:incidence|rate)|small number|number|low|each|for|first|acute|chronic|[\w]+-(?:[a-z]+-)*(?:dependent|limiting|threatening|mediated|induced|emergent|associated|to-moderate|to-severe|grade|onset|term)|patients?|participants?|subjects?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
)
_MODIFIERS = rf"(?:[ ,(]*\b{_MODIFIER}\b\+?){{0,9}}[ ,(:'\"]*$"
# "adverse events … were", "side effects such as", "well tolerated, with"
LISTED = pattern_of(
    rf"\b{_EVENT}(?!\w)(?P<between>(?:[^.;]|\.(?=\d)){{0,170}}?)"
    r"(?P<verb>\b(?:were|was|are|is|be|included?|includes|including|consist(?:ed|ing|s) of|compris(?:ed|ing|es)|such as|like|being|namely|limited to|seen|involved"
    r"|reported|observed|e\.g\.,?|i\.e\.,?|as follows|remained|(?:mainly|mostly|chiefly|primarily|largely|predominantly|most (?:commonly|frequently|often|notably)) (?:because of|due to|owing to))(?!\w)|, (?:chiefly|mainly|mostly|primarily|largely|predominantly|notably|particularly|especially|most (?:commonly|frequently|often|notably))(?!\w)|: ?|\(|\| ?| - |\u2014)"
    rf"{_MODIFIERS}",
    re.I,
)
# "patients experienced", "a low incidence of"
FOUND_BEFORE = pattern_of(
    r"\b(?P<frame>(?:(?:adverse|serious) (?:events?|reactions?)|toxicit(?:y|ies)|S?AEs?) of|there (?:was|were|have been|has been)|experienc(?:ed?|ing)|had|developed|reported|reporting|suffered|caused|saw|noted|observed|(?:cases?|incidences?|rates?|frequency|episodes?|instances?|occurrences?|reports?) of"
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
    rf"\b(?:mild(?:-to-moderate)?|moderate|transient|reversible|asymptomatic|self-limiting|low-grade|(?:immune|treatment|drug|vaccine|device|procedure)-(?:related|emergent|mediated)|{GRADE})(?: (?:or|and|to) (?:mild|moderate|severe|transient|reversible))?,? $",
    re.I,
)
# "…, which resolved in all cases", "was mild", "one of which was fatal"
_MILD_AFTER = pattern_of(
    r"[^.;]{0,70}?(?:\bresolved\b|\b(?:was|were) (?:(?:all|both|generally|mostly|usually|largely|also|only) )*(?:mild|moderate|transient|asymptomatic|reversible|self-limit\w+|manageable|low[- ]grade|fatal|grade)\b)",
    re.I,
)
# people under treatment in a trial
UNDER_TREATMENT = pattern_of(
    r"\b(?:treated (?:with|patients)|(?:than )?with (?:the )?(?:drug|antibody|vaccine|device|combination|study drug|active (?:drug|treatment))|than with|receiv(?:ed|ing)|placebo|given|took|taking|arms?|groups?|vaccinated|vaccination|vaccinees|volunteers|dosed|versus|vs|randomi[sz]ed|patients on|(?:of|in) those on"
    r"|(?:patients|participants|subjects|people|adults|children|women|men|volunteers|recipients) on (?:[\w-]+))\b|\) on [\w-]+\b",
    re.I,
)
# "an adverse event of pancreatitis"
SAID_OF = pattern_of(r"(?:adverse|serious|toxicit|S?AE).* of$", re.I)
_STATE = (
    r"(?:dose[- ]limiting|most|reported|observed|seen|noted|recorded|experienced|documented|common|frequent|uncommon|rare|infrequent|mild|moderate|transient|grade|low|manageable|limited"
    r"|higher|lower|less|similar|comparable|balanced|among|reversible|resolved|generally|mostly|in \d|\d)"
)
# "… occurred", "… were the most common"
FOUND_AFTER = pattern_of(
    r"(?:\s*\([^()]{0,80}\))?(?: (?:(?:greater|higher|more|less) than|of at least|above|>|≥) ?(?:[\w.]+ ?(?:times|x|×|-fold)) (?:the )?(?:upper limit of normal|ULN))?,?(?: (?:events?|reactions?|cases?|rates?|symptoms?|microha?emorrhages?))?(?: of any (?:kind|grade|type|severity|cause|sort))?(?: each| both| all| also| (?:that|which))?(?: \w+ly)?"
    rf"\s*(?:(?:, (?:including|such as|mainly|mostly|primarily) [^.;]{{1,80}}?,)?\s*(?:was|were|is|are|has been|have been|being)(?: (?:also|the|each|all|both|more|less|among|\w+ly|two of))* {_STATE}\b|\b(?:occurred|developed|emerged|arose|affected)\b"
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

# "Two patients (1.4%) discontinued because of injection site reaction"
_STOPPED_FOR = pattern_of(
    rf"\b(?P<frame>(?:stopped|discontinued|withdrew(?: from)?|left|dropped out(?: of)?)(?: (?:the )?(?:treatment|therapy|study|trial|study drug|drug|dosing|early|participation))?,? (?:because of|due to|owing to)|(?:died|deaths?|fatal\w*)\b[^.:]{{0,60}}?,? (?:because of|due to|owing to|from|of))\b{_MODIFIERS}",
    re.I,
)

_HINTS = (
    "vents",
    "imiting",
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
    "ransient",
    "symptomatic",
    "elf-limit",
    "eversible",
    "esolved",
    "fatal",
    "iscontinu",
    "ndesirable",
    "nwanted",
)


def cue(text: str) -> bool:
    """Is safety the subject of the sentence?"""
    return any(hint in text for hint in _HINTS) and bool(CUE.search(text))


def observed(text: str) -> bool:
    """May a sentence say that something was found: ``was seen in``, ``bronchospasm in 4 of 30 patients``?"""
    return any(hint in text for hint in _OBSERVED) or bool(_COUNTED_IN.search(text))


def is_called_event(text: str, end: int) -> bool:
    """Is what ends at ``end`` called an adverse event, judged related or not, or said to have been mild or to have passed?"""
    return bool(CALLED_EVENT.match(text, end) or _JUDGED.match(text, end) or _MILD_AFTER.match(text, end))


def is_plainly_event(text: str, start: int, end: int) -> bool:
    """Is ``text[start:end]`` called an adverse event, or given a severity: ``mild uveitis``?"""
    return is_called_event(text, end) or bool(_SEVERITY.search(text, max(0, start - 45), start))


def clause_start(text: str, position: int) -> int:
    """Where the clause begins that holds a position."""
    return max((match.end() for match in CLAUSE.finditer(text, 0, position)), default=0)


def clause_end(text: str, position: int) -> int:
    """Where the clause ends that holds a position."""
    match = CLAUSE.search(text, position)
    return match.start() if match else len(text)


def stopped_for(text: str, start: int) -> re.Match[str] | None:
    """Are people said to have stopped treatment for what follows at ``start``: "two discontinued because of"?"""
    return _STOPPED_FOR.search(text, max(0, start - 110), start)


def gave_up_for(text: str, start: int) -> bool:
    """Did people give up treatment for what follows at ``start``? Their number is not that of all who had it."""
    said = stopped_for(text, start)
    return bool(said and not said["frame"].casefold().startswith(("died", "death", "fatal")))
