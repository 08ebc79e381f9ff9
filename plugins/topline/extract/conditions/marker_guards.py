"""Silences: where a target or marker is another product's, another field's, an animal's or a name's, and none of this release."""

from __future__ import annotations

import re

from topline.extract.words.patterns import pattern_of

# What the drug does not touch, what nobody tested.
_DENIED_BEFORE = pattern_of(
    r"\b(?:(?:does|did|do|will|would|was|were|is|are) not (?:\w+ly )?(?:inhibit|block|bind|target|affect|activate|touch|act|test|look)|no (?:patient|participant|subject|one) was (?:tested|screened)|no (?:activity|affinity|effect))"
    r"\b(?:(?! but )[^.;]){0,60}$",
    re.I,
)
_DENIED_AFTER = pattern_of(r"(?:[ -]\w+){0,3} (?:was|were|is|are) not (?:required|tested|needed|measured|assessed)\b")
# Who may not take part, what may not be taken with it.
_KEPT_OUT_BEFORE = pattern_of(
    r"\b(?:excluded (?:were|are)|exclusion of|ineligible (?:were|are)|exclud(?:es?|ed|ing) (?:(?:people|patients|those|adults|anyone|tumou?rs|cases) )?(?:with |who (?:have|had) )?)[^.;,]{0,60}$",
    re.I,
)
_KEPT_OUT_AFTER = pattern_of(
    r"[^.;,]{0,40} (?:were|was|are) (?:excluded|ineligible)\b|[^.;]{0,90}\b(?:should|must) (?:be avoided|not be (?:taken|used|given|combined))\b"
)
# Other products: of rivals, of a class with its price or history, of a career, of the patients' daily pills.
_OTHERS_BEFORE = pattern_of(
    r"\b(?:(?:an)?other (?:compan(?:y|ies)|firms?|makers?|manufacturers?)|competitors?|rivals?)(?:'s?|s')?\b[^.;]{0,50}$|\bothers' [^.;,]{0,20}$"
    r"|\b(?:markets?|sales|prices?|spending|demand|reimbursement) (?:for|of|on) [^.;,]{0,30}$"
    r"|\b(?:hypersensitivity|allerg(?:y|ic)|contraindications?) to [^.;]{0,30}$"
    r"|\b(?:stop(?:ped|ping)?|discontinu(?:ed|ing)|washout of|switch(?:ed|ing) from) (?:(?:their|all|any|the|an?) )?$"
    r"|\b(?:papers?|articles?|books?|lectures?|talks?) (?:on|about) [^.;,]{0,20}$"
    r"|\b(?:typical(?:ly)? (?:of|seen with)|known (?:from|with)|characteristic of|class effects? of) (?:(?:other|the|all|many|most|approved) )*$"
    r"|\b(?:(?:kept|keep|continued|remained on|stayed on|were (?:already )?taking)|stable doses? of) (?:(?:their|any|an?|the|oral) )*(?:[\w-]+ (?:agonists?|inhibitors?|blockers?) (?:and|or) )?$",
    re.I,
)
_OTHERS_AFTER = pattern_of(
    r"(?:[ -](?:receptor|inhibitors?|agonists?|antagonists?|blockers?|antibod(?:y|ies)|drugs?|class))* (?:costs?|markets?|sales)\b"
)
# The same where the drug of the release does not stand in the sentence: products sold, a career, the history of a class.
_PAST_BEFORE = pattern_of(
    r"\b(?:sold|sells|divest(?:ed|s)|spun (?:off|out)|out-?licensed|licensed out|returned) (?:its|their|the|an?|all) [^.;]{0,60}$"
    r"|\b(?:led|oversaw|headed|directed|worked on) (?:(?:the|all|early|clinical|global) )*(?:development|program(?:me)?s?|work|launch|discovery|approval)\b[^.;]{0,50}$",
    re.I,
)
_PAST_AFTER = pattern_of(
    r"[^.;,]{0,25} (?:was|were) (?:first )?(?:approved|introduced|launched|discovered) in (?:19|20)\d\d\b"
)
# A hope for later.
_LATER_BEFORE = pattern_of(
    r"\b(?:one day|some ?day|eventually|further ahead|in the (?:distant|longer|far) \w+)\b[^.;]{0,80}$", re.I
)
# How many people carry it.
_SPREAD_BEFORE = pattern_of(
    r"\bone in (?:\w+ )?(?:\d+|two|three|four|five|six|ten|twenty|fifty|a hundred)\b[^.;,]{0,30} (?:people|adults|women|men|persons) (?:carr(?:y|ies)|have|has) [^.;]{0,40}$"
    r"|\bone in (?:\d[\d,]*|two|three|four|five|six|ten|twenty|fifty) (?:of them )?(?:carries|has) $",
    re.I,
)
# The laboratory: animals, lines of cells, reagents.
_LABORATORY_BEFORE = pattern_of(
    r"\b(?:(?:[Mm]ice|[Rr]ats?|[Dd]ogs|[Mm]onkeys|[Zz]ebrafish|[Pp]igs|[Ff]lies) (?:with|carrying|lacking|deficient in|expressing|that (?:lack|carry))|(?:HEK ?-?293T?|CHO|Vero|COS-7|HeLa|Jurkat|K562) cells?) [^.;,]{0,25}$"
)
_LABORATORY_AFTER = pattern_of(
    r"[- ](?:[\w/-]+ ){0,2}?(?:mice|mouse|rats?|zebrafish|macaques|monkeys)\b|(?:(?: and |/)(?:anti-)?CD\d+)? (?:(?:magnetic|coated) )?beads\b"
)
# Names: of a meeting, a foundation, a group of patients, a firm.
_NAMED_AFTER = pattern_of(
    r"(?:[- ](?:[A-Z][\w-]*|&|and)){0,4}?[- ](?:Summit|Forum|Congress|Symposium|Foundation|Society|Alliance|Consortium|Coalition|Holdings|Partners|Capital)\b"
    r"|(?: [Pp]ositive)?, (?:an?|the) (?:[\w-]+ ){0,2}(?:group|charity|non-?profit|network)\b"
)
# Metabolic equivalents: "600 MET minutes".
_EXERCISE_AFTER = pattern_of(r"[- ](?:minutes?|min|hours?|h)\b")

# What patients had before, what a drug is set against; far before the symbol, or close to it.
_BEFORE_THIS = pattern_of(
    r"\b(?:previously|prior|earlier|(?<!go )(?<!goes )(?<!going )(?:after|following)(?! (?:\d|a (?:single|median|mean)|one|two|three|four|six|twelve|dosing))|failed|failure|progress(?:ed|ion) on|(?:had|have|having|who|patients|or) received|refractory to|resistant to|relapsed (?:after|on)"
    r"|(?<!were )(?<!was )(?<!be )(?<!are )treated with|exposed to|na[iï]ve to|unlike|in contrast to|as opposed to|compar(?:es?|ed|ing|able|isons?)(?: \w+){0,3} (?:with|to)|intolerant|analogous|instead of|respond to|complementary to"
    r"|(?:prophylaxis|premedication|rescue(?: therapy| medication)?|background (?:therapy|treatment|medication)) (?:with|of)|concomitant|comedication)\b[^.;]{0,90}$"
    r"|\b(?:other|former|neither|established|older|existing|currently available|standard|conventional|traditional)(?: [\w-]+){0,2}[ -]$|\b(?:while|although|though|despite)(?: most| many| current| other)? $",
    re.I,
)
_SET_AGAINST = pattern_of(r"\bcompar\w+ [^.;]{1,40}\b(?:with|to) (?:[\w-]+ ){0,4}$", re.I)
_CLASS_AFTER = pattern_of(
    r"[^.;,]{0,25}? (?:have|has) (?:changed|transformed|improved|become|revolutioni[sz]ed|been (?:used|available|the))\b|[^.;,]{0,25}? are (?:widely|commonly|often|the standard|standard|effective|approved|used)\b"
)
# "Risk factors such as KRAS mutations": an example.
_EXAMPLE = pattern_of(
    r"\b(?:risk factors?(?: \w+){0,2}|such as|including|like|similar to|comorbid\w*(?: \w+)?|confused with) (?:[\w-]+,? (?:and |or )?){0,3}$",
    re.I,
)

_BEFORE = (
    _DENIED_BEFORE,
    _KEPT_OUT_BEFORE,
    _OTHERS_BEFORE,
    _LATER_BEFORE,
    _SPREAD_BEFORE,
    _LABORATORY_BEFORE,
)
_AFTER = (_DENIED_AFTER, _KEPT_OUT_AFTER, _OTHERS_AFTER, _LABORATORY_AFTER, _NAMED_AFTER)


def is_elsewhere(text: str, start: int, end: int, *, ours: bool) -> bool:
    """Do the words around ``text[start:end]`` say that it is none of this release? ``ours``: its drug stands in the sentence."""
    before, after = text[max(0, start - 110) : start], text[end : end + 110]
    if any(pattern.search(before) for pattern in _BEFORE) or any(pattern.match(after) for pattern in _AFTER):
        return True
    if text[start:end] == "MET" and _EXERCISE_AFTER.match(after):
        return True
    return not ours and bool(_PAST_BEFORE.search(before) or _PAST_AFTER.match(after))


def is_example(text: str, start: int) -> bool:
    """Do the words before make it an example of what there is besides?"""
    return bool(_EXAMPLE.search(text, max(0, start - 80), start))


def of_other_treatment(before: str) -> int | None:
    """Where in the words before a symbol begins what makes it the target of an earlier treatment or a rival's; None if nothing does."""
    match = _BEFORE_THIS.search(before)
    return match.start() if match else None


def is_of_class(before: str, after: str) -> bool:
    """Is it the target of a class in general, or of what a drug is compared with: "BTK inhibitors have changed care"?"""
    return bool(_SET_AGAINST.search(before) or _CLASS_AFTER.match(after))
