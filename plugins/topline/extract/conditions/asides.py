"""Mentions beside the point: the field of a career, another use or programme, how many people have it, what it is."""

from __future__ import annotations

import re

from topline.extract.conditions.treated import PRECLINICAL
from topline.extract.words.patterns import pattern_of

_EARLIER = pattern_of(
    r"\b(?:(?:first |already |previously |also )?(?:approved|authori[sz]ed|licensed|marketed|sold|launched|available|cleared)\b[^.;]{0,50}?\b(?:in|since) (?:19|20)\d\d\b|already (?:approved|marketed|available|indicated)|previously approved)[^.;]{0,80}$",
    re.I,
)
_CAREER = pattern_of(
    r"\b(?:career|years of experience|[Uu]nder (?:her|his|their) (?:lead|leadership|direction|guidance)|(?:he|she|(?:Dr|Ms|Mr|Mrs|Prof|Professor)\.? [A-Z][\w-]+|who) (?:has |had |also |most recently |previously )*(?:led|worked|held|served|oversaw|headed|directed|spent|managed|contributed)|worked on|joins? (?:\w+ ){1,3}from|serv(?:ed|ing) as|previously (?:led|headed|worked)|held (?:positions|roles))\b[^.;]*$",
    re.I,
)
_SPREAD = pattern_of(
    r"\b(?:(?:about|approximately|an estimated|estimated|around|nearly|almost|up to|more than|over|some|roughly) (?:[\d.,]+|one|two|half)|\d[\d.,]*(?:%| million| in \d| out of))\b[^;]{0,120}"
    r"\b(?:worldwide|globally|(?:in|across) (?:the )?(?:United States|U\.S\.|US|Europe|EU|UK|world|Japan|China|Germany)|each year|every year|a year|annually|per year|are diagnosed|live with|living with|carry|carries|affects?|suffer)\b",
    re.I,
)
# "also approved for …", "is being developed for …", "its X programme": another use than that of the news
_ELSEWHERE = pattern_of(
    r"\balso (?:been |being )?(?:approved|indicated|authori[sz]ed|licensed|marketed|sold|used|prescribed|available|in development|developed|studied|tested|evaluated|investigated|explored|develops|tests|studies)\b[^.;]{0,80}$"
    r"|\b(?:may|can|could) (?:also )?be used in (?:[\w-]+ ){0,3}$"
    r"|\b(?:commonly|usually|typically|often|mostly|widely|originally|traditionally|routinely) (?:prescribed|used|given|taken|approved) (?:to treat|for)\b[^.;]{0,40}$"
    r"|\b(?:separate|another|other|different|second|third|earlier|ongoing) (?:trials?|stud(?:y|ies)|indications?|program(?:me)?s?|uses?) (?:of [\w-]+ )?(?:in|for|against|with)\b[^.;]{0,60}$"
    r"|\b(?:experts?|specialists?|expertise|experience|leaders?) (?:in|on) [^.;]{0,60}$",
    re.I,
)
_ELSEWHERE_AFTER = pattern_of(
    r"[^.;]{0,40}?(?:, (?:a|another|its) (?:second|third|further|other|new|separate) (?:indication|use|program(?:me)?)\b| (?:was|were) (?:analy[sz]ed|reported) separately)"
)
_LATER_AFTER = pattern_of(
    r"[^.;]{0,40}? (?:will (?:also )?be (?:studied|tested|evaluated|explored)|(?:in|is) a separate (?:trial|study))\b"
)
_ENDED = pattern_of(
    r"\b(?:ended|stopped|discontinued|deprioriti[sz]ed|paused|dropped|halted|wound down) (?:its|their|all|the|further) (?:work|efforts|research|activities) (?:in|on)\b[^.;]{0,60}$"
    r"|\b(?:award|prize|medal|honou?r\w*|fellowship)\b[^.;]{0,60}\b(?:her|his|their) (?:work|research|contributions?|efforts) (?:on|in|to)\b[^.;]{0,40}$",
    re.I,
)
_LATER = pattern_of(
    r"\b(?:will now focus on|(?:looks?|looking) forward to (?:starting|initiating|beginning|advancing|expanding)|(?:plans?|intends?|expects?|aims?) to (?:start|initiate|begin|expand|study|test|evaluate|explore|launch)|will (?:start|initiate|begin|expand into|explore))\b[^.;]{0,90}$",
    re.I,
)
# "is common among people with …", "occurs only in people with …"
_COMMON_AMONG = pattern_of(
    r"\b(?:(?:common|frequent|prevalent|seen|found|known|occurs?|occurring|happens?|likely|present) (?:\w+ )?(?:in|among|with)|linked (?:to|with)|associated with|shared (?:by|with)|alongside) (?:(?:people|patients|adults|children|those|individuals|women|men) (?:with|who have) )?(?:[\w-]+,? (?:and |or )?){0,2}$",
    re.I,
)
# "is a muscle disorder": what the disease is
_DEFINED = pattern_of(
    r"(?:\b(?:is|are|was) (?:an?|the|one of the)(?: most)?|[\w)], (?:an?|the)(?: most)?) (?:(?!treatment|therapy|drug|pill|vaccine|medicine|test|for|of|in|with|to|against|phase|trial|study)[\w-]+,? ){0,3}$",
    re.I,
)
# "the reasons for leaving the study were …"
_REASONS = pattern_of(r"\breasons? (?:for|of) [^.;]{3,60} (?:was|were|included?|are|is)\b[^.;]{0,60}$", re.I)
_SHARED = pattern_of(
    r"\b(?:\d[\d.]*(?:%| percent| per cent)|half|a third|a quarter|two thirds|most|many|some) of (?:the |them|these |those )?(?:\w+ ){0,2}(?:also )?(?:had|have|has)\b[^.;]{0,60}$"
    r"|\b(?:some|many|most|few|several|half|a third|a quarter)(?: of (?:them|whom))? (?:living with|with|who have|having|had|have)\b[^.;]{0,30}$"
    r"|\b(?:listed as|as) comorbidit(?:y|ies)\b",
    re.I,
)


def is_aside(text: str, start: int, *, body: bool = True) -> bool:
    """Is it the field of a career, an earlier approval, another programme, or how many people have it: none of what the news treats?

    ``body``: a plan that stands below the lead is none of the news either.
    """
    before = text[max(0, start - 190) : start]
    if any(pattern.search(before) for pattern in (PRECLINICAL, _CAREER, _EARLIER, _ELSEWHERE, _REASONS, _ENDED)):
        return True
    if _ELSEWHERE_AFTER.match(text, start):
        return True
    if body and (_LATER.search(before) or _LATER_AFTER.match(text, start)):
        return True
    return bool(
        _SPREAD.search(text) or _COMMON_AMONG.search(before) or _DEFINED.search(before) or _SHARED.search(before)
    )


def is_honour(text: str, start: int) -> bool:
    """Is it the field of somebody's prize: "wins award for her work on sickle cell disease"?"""
    return bool(_ENDED.search(text, max(0, start - 190), start))
