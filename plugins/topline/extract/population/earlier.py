"""The words of earlier treatment: what patients had had, what no longer helped them, and shares beside it.

A relation is read at the end of what stands before a therapy ("had previously been treated with", "were refractory
to", "progressed after treatment with"), its qualifiers ("at least one prior") taken off; the subject before it may hold
the share ("86% of patients").
"""

from __future__ import annotations

import re

from topline.extract.words.numbers import NUMBER_WORDS
from topline.extract.words.patterns import pattern_of

_EARLIER = r"(?:prior|previous|earlier|past)"
_ADVERB = r"(?:also|all|each|either|already|both|just|recently|always|initially|mostly|previously|earlier|before|once|now|since|then|typically)"
_BE = r"(?:had|have|has|having|were|was|are|is|been|being|who|that|which|had to be)"
_TOOK = r"(?:received|receiving|taken|used|tried|undergone|had|treated(?: (?:before|previously|earlier))? with|given|administered|exposed to|(?<=been )on|managed with)"
_WORSE = r"(?<!risk of )(?<!time to )(?<!rate of )(?<!until )(?:progress(?:ed|ing|ion)|returned|recur(?:red|rence)|relaps(?:ed|ing|e)|come back|came back|grew|grown|worsened|spread)"
_DESPITE = (
    r"(?:on or after|on or following|on/after|during or after|during or following|while on|on|after|following|despite|during)"
    r"(?: (?:at least one )?(?:prior |previous |earlier )?(?:treatments?|therap(?:y|ies)|use|failure) (?:with|of|on))?"
)
_NO_HELP = (
    r"(?:inadequate(?:ly)? (?:respon\w+|control\w*)(?: (?:or|and/or|and) (?:were )?intoleran\w+)?(?: to| on| with)|insufficient(?:ly)? respon\w+ to|(?:incomplete|poor|suboptimal|lost|loss of) response to|"
    r"not (?:adequately )?respond(?:ed|ing)?(?: adequately)? to|no longer respond(?:ed|ing)? to|stopped responding to|unresponsive to|"
    r"(?:become |became )?(?:refractory|resistant|intolerant|insensitive)(?:,? (?:and|or|and/or) (?:refractory|resistant|intolerant|relapsed))? (?:to|of)|intolerance (?:to|of)|switch(?:ed|ing) from|failures? (?:of|on|with))"
)
_COURSE = r"(?:treatments?|therap(?:y|ies)|exposure|use|courses?|lines?|regimens?|medications?|agents?|receipt|drugs?)(?: of (?:[\w-]+ )?(?:therapy|treatment|chemotherapy))?"
_OF = r"(?:(?: (?:in|among|of) [^:;.]{1,40}(?=:))?(?:,? (?:which|that))?,? ?(?:(?:had |have )?(?:included?|including|comprised|contained|consisted of)|with|to|of|were|was|such as|using|on|:)){0,2}"
# Between the relation and the name: "at least one prior"
_QUALIFIED = pattern_of(
    r"(?:\b(?:an?|the|at least (?:one|two|1|2)|(?:one|two) or more|>= ?\d|≥ ?\d|up to \w+|either|both|any|multiple|several|prior|previous|earlier|oral|intravenous|first-line|second-line|frontline|standard|systemic|"
    r"adjuvant|neoadjuvant|maintenance|induction|high-dose|low-dose|pegylated|liposomal|topical|approved|other|some|doses? of|courses? of|cycles? of|lines? of) ){1,6}$",
    re.I,
)
_PAST_WORD = pattern_of(rf"\b{_EARLIER}\b", re.I)
# What is past by itself: "refractory to", "failed", "prior treatment with"
_PAST = pattern_of(
    rf"(?:\b(?:{_BE}|{_ADVERB}|received|with|reported|undergone) ){{0,4}}(?:\b(?:failed|failing|pre-?treated with)|\b{_WORSE} {_DESPITE}|\b{_NO_HELP}|\b{_EARLIER} (?:[\w-]+ )?{_COURSE}{_OF}) $",
    re.I,
)
# What is past only with "had", "previously" or "prior": "had received", "received prior"
_TAKEN = pattern_of(rf"(?:\b(?:{_BE}|{_ADVERB}) ){{0,4}}\b{_TOOK} $", re.I)
_MARKED = pattern_of(r"\b(?:had|having|previously|earlier|before)\b|\b(?:who|that) (?:have|has)\b", re.I)
_HAVE = pattern_of(r"\b(?:have|has)\b", re.I)
# Verbs that state a treatment worth naming without a share; "had had chemotherapy" is none
_GIVEN = pattern_of(r"\b(?:received|receiving|treated(?: \w+)? with|exposed to|managed with|been on) $", re.I)
_ALONE = pattern_of(r"(?:^|[(,;:] ?|%\)? |\b(?:had|with|received|undergone|an?|and|or|of|for|after) )$", re.I)
# The share of the subject: "86% of patients", "Seventy-two patients (64%)", "60% of whom"
_SUBJECT_SHARE = pattern_of(
    rf"(?P<percent>\d{{1,3}}(?:\.\d+)?(?=%)|{NUMBER_WORDS}(?= per ?cent\b))(?:%| per ?cent)\)?"
    r"(?:,? of (?:(?:the|all|these|those|our|them|whom|study|trial) ){0,3}(?:\d[\d,]* )?(?:(?!responded|had)[\w-]+ ){0,4}?| (?:of )?(?:[\w-]+ )?(?:patients|participants|subjects|women|men|adults|children))?,? ?$",
    re.I,
)


def relation(text: str, start: int) -> tuple[int, bool] | None:
    """Where the words begin that make a therapy at ``start`` an earlier one, and whether they do so without a share.

    ``"86% of patients were refractory to lenalidomide"``: the place of ``were``, True. None where there are no such words.
    """
    left = max(0, start - 150)
    qualified = _QUALIFIED.search(text, left, start)
    end = qualified.start() if qualified else start
    past = _PAST.search(text, left, end)
    if past:
        return past.start(), True
    marked = bool(qualified and _PAST_WORD.search(qualified.group()))
    taken = _TAKEN.search(text, left, end)
    if taken and (marked or _MARKED.search(taken.group())):
        return taken.start(), bool(marked or _GIVEN.search(taken.group()))
    if taken and _HAVE.search(taken.group()):
        return taken.start(), False
    return (end, True) if marked and _ALONE.search(text, left, end) else None


def subject_share(text: str, end: int) -> re.Match[str] | None:
    """The share of the subject that ends at ``end``: "86% of patients "."""
    return _SUBJECT_SHARE.search(text, max(0, end - 110), end) if "%" in text or "cent" in text else None
