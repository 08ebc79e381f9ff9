"""What makes a number of people no size of this trial: a share, a part, another trial, a programme, the world."""

from __future__ import annotations

import re

from topline.extract.population.counts import WHO, Count
from topline.extract.population.grammar import Rule
from topline.extract.words.numbers import COUNT
from topline.extract.words.patterns import pattern_of

_NOT_THE_TRIAL = pattern_of(
    r" (?:at|with) (?:the )?\d[\d.]* ?(?:mg|µg|mcg|mL|IU)\b| for (?!(?:response|efficacy|safety|up to|at least|\d))",
    re.I,
)
_PART = pattern_of(
    r"(?:\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|most|half|all|some|many|none|majority|each|rest|remainder|third|quarter) (?:out )?of (?:the |these |those )?(?:first |last )?"
    r"|\d[\d.]*%[^.;]{0,12} of (?:the )?(?:first )?|/ ?|\b(?:first|last|another|additional|remaining|other|further|next|final|initial|only|these|those|including|every|per|Grade|Stage|days?|weeks?|months?|Week|Day|Month|years?|age|ages|aged|or|vs\.?|versus|than|to|cohorts?|levels?|parts?|screening|screened|excluding) )$",
    re.I,
)  # fmt: skip
_OF = pattern_of(r"of (?:the )?$")
_SHARE_OF = pattern_of(r"\d[\d.]*% (?:of )?(?:the )?$")
_RESPONSE = pattern_of(r"\brespon[sd]|\bremission|\bORR\b|\bdisease control|\bclinical benefit", re.I)
_FRACTION_AFTER = pattern_of(
    r"\s*(?:\(\d[\d.]*%\)\s*)?(?:out )?of (?:the )?(?:\d|\w+ (?:patients|participants))|\s*(?:/|-|to) ?\d|[^.;]{0,50}\(\d[\d.]*%\)|[^.;,]{0,80}\band \d[\d,]* (?:[\w-]+ )?(?:patients|participants|subjects|people)\b|[^.;]{0,110}\band (?:from|in|of|for) \d[\d,]* (?:[\w-]+ )?(?:patients|participants|subjects|people)\b",
    re.I,
)
_WITHIN_GROUP = pattern_of(
    r"(?<!-)(?<!study )(?<!patient )(?<!trial )\b(?:exceed\w+ (?:[\w-]+ ){0,4}|(?:group|arm|cohort) (?:(?!of\b)\w+ )?\(?)(?:of )?$",
    re.I,
)
_EACH_SITE = pattern_of(r"\beach (?:of (?:which|them)|sites?|cent(?:er|re)|hospital|country)\b[^.;]{0,60}$", re.I)
_EACH_AFTER = pattern_of(r" (?:each|apiece|per (?:arm|group|site|cohort))\b")
_ONE_SITE = pattern_of(
    r"\b(?:(?:trial|study|the|our|this) (?:site|cent(?:er|re)|hospital|clinic)|site in [A-Z]\w+)\b[^.;,]{0,40} (?:has |have |had )?(?:treated|enrol(?:l)?ed|dosed|recruited|randomi[sz]ed) $",
    re.I,
)
# "nine healthy volunteers and 20 patients took part": neither is the whole
_AND_OTHERS = pattern_of(rf"(?<![\w-]){COUNT} (?:[\w-]+ ){{0,3}}{WHO} and $", re.I)
PROGRAM = pattern_of(
    r"\b(?:across (?:[\w-]+ ){0,3}(?:studies|trials|indications)|clinical trials\b|in (?:[\w-]+ ){0,5}(?:studies|trials)\b|\d+ (?:[\w-]+ ){0,3}(?:studies|trials)\b|(?:health|medical|hospital|electronic|patient) (?:health |medical )?records?|claims data|insurance claims|chart review|trials in (?:[\w-]+ )?countries|[Ee]xpanded [Aa]ccess|"
    r"since (?:launch|its|19|20)|commercial\w*|real[- ]world data|registry of|meta-analys\w+|combin(?:ed|ing)(?! with)|pooled|survey(?:s|ed)? (?:included|of|among|with|asked)|poll of|(?:company|firm|group)'s (?:[\w-]+ )?(?:studies|trials)|mice|animals|monkeys|"
    r"(?:in|over) (?:her|his|their) (?:\w+ )?career|^(?:each|every) year|(?:patients|people|children|women|men|adults|cases)(?: (?:are|were|is) \w+)?(?: in [\w ]{1,30}?)? (?:each|every|a|per) year|annually|named[- ]patient|compassionate[- ]use|(?:in|at) (?:our|my) (?:hospital|clinic|practice)s?|patient advoca\w+)\b",
    re.I,
)
# "500,000 patients have been treated worldwide"; a trial may enrol worldwide
_WORLDWIDE = pattern_of(
    r"(?<!sites )(?<!centers )(?<!centres )(?<!countries )(?<!hospitals )\b(?:worldwide|globally|around the world)\b",
    re.I,
)
_OF_A_TRIAL = ("enrol", "recruit", "randomi", "screen")
OTHER_TRIAL = pattern_of(
    r"^Historical controls?\b|\b(?:rival|competitor)(?:'s|s'|s)? (?:[\w/-]+ ){0,4}(?:trials?|stud(?:y|ies))\b|^In (?:a|the) (?:second|third|different|smaller|parallel) (?:[\w/-]+ ){0,4}(?:trial|study)\b|\b(?:earlier|prior|previous|previously (?:completed|reported|conducted)|another|sister|separate|other|last year's|historical) (?:[\w/-]+ ){0,4}(?:trials?|stud(?:y|ies)|data|analysis)\b",
    re.I,
)
# "The hospital treated 4,300 cancer patients": care, not a trial
_CARERS = pattern_of(
    r"\b(?:hospitals?|clinics?|Dr\.? [A-Z]\w+|doctors?|surgeons?|physicians?|practices?|Ministry|health (?:service|system))\b(?:(?!\b(?:trial|study)\b)[^.;,]){0,40} (?:has |have |had )?(?:treats?|treated|sees?|saw|serves?|served|cares? for) $"
)


# "The steering committee includes 9 people", "The webcast drew 300 participants"
_OTHER_BODIES = pattern_of(
    r"\b(?:committees?|boards?|panels?|consorti\w+|councils?|staff|management|webcasts?|audience|webinars?|conference|meeting|company|team)(?:'s)? (?:\w+ ){0,2}(?:includ\w+|compris\w+|consist\w+ of|ha[ds]|with|of|drew|employs) $",
    re.I,
)


def is_no_size(text: str, count: Count, rule: Rule, verb: str, behind: int) -> bool:
    """Is the number no size of a trial? ``behind`` is where what the rule read ends."""
    if rule.sure:
        return False
    head = text[max(0, count.head - 60) : count.head]
    if count.shape == "bracket":
        return bool(PROGRAM.search(text))
    called = rule.measure == "evaluable" or verb in ("evaluable", "assessable")
    if _WITHIN_GROUP.search(count.before) and rule.measure not in ("evaluable", "planned"):
        return True
    if _AND_OTHERS.search(head) or _CARERS.search(count.before) or _OTHER_BODIES.search(count.before):
        return True
    if _PART.search(head) and not (called and _OF.search(head)) and rule.measure != "planned":
        return True
    if called and _SHARE_OF.search(head) and not _RESPONSE.search(text):
        return True
    if not called and _FRACTION_AFTER.match(text, count.end):
        return True
    if _EACH_SITE.search(count.before) or _ONE_SITE.search(count.before) or _EACH_AFTER.match(count.after):
        return True
    if not verb.startswith(_OF_A_TRIAL) and rule.name != "trial-in-patients" and _WORLDWIDE.search(text):
        return True
    if verb in ("treated", "dosed") and _NOT_THE_TRIAL.match(text, behind):
        return True
    return bool(PROGRAM.search(text))
