"""The state of a trial (planned, recruiting, ongoing, completed, stopped, held) and the words of its design."""

from __future__ import annotations

import re
from functools import cache

from topline.extract.reading import Sentence
from topline.extract.shipped import table_of
from topline.extract.words.patterns import pattern_of
from topline.facts import Evidence

_TRIAL = r"(?:trials?|study|studies|program(?:me)?|development|enrol(?:l)?ment|recruitment|dosing)"
# status → how it is said of a trial; the first that fits wins, so that a stop outweighs the start before it
_SAID: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (status, pattern_of(pattern, re.I))
    for status, pattern in (
        ("held", rf"\b(?:placed|put|imposed|issued|under|is on|remains on)\b[^.;]{{0,60}}\b(?P<said>(?:partial |full )?clinical hold)\b|\b{_TRIAL} (?:was|were|has been|is) (?P<said2>(?:put |placed )?on (?:clinical )?hold|paused|suspended)\b"),
        ("stopped", rf"\b(?P<said>discontinu(?:e|es|ed|ing|ation)|terminat(?:e|es|ed|ing|ion)|stop(?:s|ped|ping)?|halt(?:s|ed|ing)?|ceas(?:e|es|ed|ing)|end(?:s|ed)? early) (?:of |enrol(?:l)?ment in |recruitment in |patient enrol(?:l)?ment in )?(?:the |its |their |this |both |all )?(?:[\w'()-]+ ){{0,7}}?{_TRIAL}\b|\b{_TRIAL}\b (?:(?!(?:showed|found|that|who|which|after|met|treatment|therapy|dosing|medication|because|and|but) )[\w'()-]+ ){{0,12}}?(?:(?:was|were|has been|have been|had been|be|is|are|to) )(?P<said2>(?:being |prematurely |voluntarily |also )*(?:discontinued|terminated|stopped?|halted))\b(?! (?:taking|treatment))"),
        ("completed", r"\b(?P<said>(?:successful(?:ly)? )?complet(?:ed|ion of))\b (?:the |its |a |an |an exploratory )?(?!enrol|recruit|dosing|patient|first)(?:(?!in |of |for )[\w'/()-]+,? ){0,8}?(?:trial|study)\b|\b(?:trial|study)\b[^.;]{0,60}\b(?:was|has been|is) (?P<said2>(?:successfully |now )?completed)\b|\b(?P<said3>(?:final|complete) results) (?:of|from)\b"),
        ("ongoing", r"\b(?P<said>complet(?:ed|es|ion of) (?:the |its |patient |target |full |planned )*(?:enrol(?:l)?ment|recruitment|accrual|randomi[sz]ation)|fully (?:enrolled|recruited)|(?:enrol(?:l)?ment|recruitment|accrual) (?:is|was|has been|now) (?:now |fully )?complete(?:d)?|(?:last|final) (?:patient|participant|subject) (?:has been |was )?(?:enrolled|randomi[sz]ed|dosed))\b"),
        ("recruiting", r"\b(?P<said>(?:enrol(?:l)?ment|recruitment) milestone|(?:has|have) (?:now )?(?:enrolled|randomi[sz]ed|recruited|dosed) (?:more than |over |about |approximately )?(?:half|\d+% of|\d+ of (?:a|the|its) planned)|(?:enrol(?:l)?ment|recruitment) (?:has )?(?:reached|passed|surpassed|exceeded) )"),
        ("recruiting", r"\b(?P<said>(?:is|are|now|currently|simultaneously|begins?|began|begun|started|starts|ongoing|continues?(?: to)?|of) (?:actively )?(?:enrol(?:l)?(?:ing)?|recruit(?:ing)?)|first (?:patient|participant|subject)s? (?:has been |have been |was |were |had been )?(?:already )?(?:dosed|enrolled|treated|randomi[sz]ed)|dos(?:es|ed) (?:the )?first (?:patient|participant|subject)|open for enrol(?:l)?ment|enrol(?:l)?ment (?:is|remains) (?:ongoing|open|under ?way)|(?:enrol(?:l)?ment|recruitment) (?:has begun|continues|progresses))\b"),
        ("planned", rf"\b(?P<said>planned|upcoming|forthcoming|(?:plans?|intends?|expects?|expected|prepar\w+|will|anticipates?) (?:to |for )?(?:initiat(?:e|ion of|ing)|begin|start|launch|commence|conduct))\b (?:the |its |a |an )?(?:[\w'/()-]+,? ){{0,8}}?{_TRIAL}\b|\b(?P<said2>in the planning stage|is (?:being )?planned(?! (?:to|for) (?:enrol|recruit|includ|randomi|treat|run|last|compar|test)))\b"),
        ("ongoing", r"\b(?P<said>ongoing|continuing)\b (?:[\w'/()-]+,? ){0,9}?(?:trial|study)\b|\b(?:trial|study)\b (?:[\w'()-]+ ){0,4}?(?:is|remains|are) (?:still |currently )?(?P<said2>ongoing|under ?way|in progress|continuing)\b|\b(?:is|are) (?:also |currently |now )*(?P<said3>in (?:a |an )?(?:ongoing )?Phase [IV\d]+\w*|being (?:evaluated|studied|tested|assessed|conducted))\b"),
    )
)  # fmt: skip
_REASON = pattern_of(
    r"\b(?:due to|because of|because|as a result of|owing to|on the basis of|based on|after|citing|in light of|following|for(?= (?:overwhelming|futility|lack|clear|superior|efficacy|safety|insufficient|business|strategic|slow))) (?P<reason>[^.;]{5,160}?)(?=$|[.;]|, (?:and|which|with)\b)",
    re.I,
)
# "The decision was due to slow enrolment", "The move follows a review": the reason told in the next sentence
_DECISION = pattern_of(
    r"(?:The|This|That|Its) (?:decision|move|step|stop|discontinuation|termination|halt|hold|pause|action|suspension)\b[^.;]{0,60}?\b(?:was|is|came|comes|follow(?:s|ed)|reflects?)\b"
)
_FOLLOWS = pattern_of(r"\b(?:follow(?:s|ed)|reflects?) (?P<reason>[^.;]{5,160}?)(?=$|[.;]|, (?:and|which|with)\b)")
_CUE = pattern_of(
    r"(?i:hold|paus|suspend|discontinu|terminat|stop|halt|ceas|ended|complet|enrol|recruit|first |dose[sd]|plan|upcoming|forthcoming|"
    r"initiat|begin|start|ongoing|continu|under ?way|phase|being)"
)


# "90.3% of patients completed the study"
_OF_PEOPLE = pattern_of(
    r"(?:\b(?:patients?|participants?|subjects?|people|adults?|women|men|children|volunteers?|who|whom|them|those|all|\d+)|%)[^.;]{0,40}$",
    re.I,
)
# "DAPA-X will be stopped early"
_NAME_STOPPED = pattern_of(
    r"(?: (?:trial|study))?(?:,? (?:and|or) [A-Z][\w+-]*(?: \d)?){0,3}(?:, an? [^.;,]{1,70},|,| \([^()]{1,60}\))? (?:will be|was|were|has been|have been|is being|are being|is|are|be|to be) "
    r"(?:also |now |being )*(?P<said>(?:stopped|halted|terminated|discontinued)(?: early| ahead of schedule)?)\b(?! (?:taking|treatment))",
    re.I,
)
_THE_TRIAL = pattern_of(r"\b(?:the|this|our) (?:trial|study)\b|\bclinical hold\b", re.I)


def status_in(
    own: tuple[tuple[Sentence, tuple[int, int]], ...], about: tuple[Sentence, ...]
) -> tuple[str | None, str | None, Evidence | None]:
    """The state of a trial, the reason in the text's words (of a stop or hold), and the evidence.

    ``own`` are the sentences that speak of it and where; the state must be said beside it. ``about`` are those
    that may speak of it as "the trial" (none where the release has several). A stop outweighs a start.
    """
    best: tuple[int, str, str | None, Evidence] | None = None
    named = {sentence for sentence, _ in own}
    places = [*own, *((s, None) for s in about if s not in named and _THE_TRIAL.search(s.text))]
    said: dict[int, list[re.Match[str] | None]] = {}  # of a sentence, looked at once however often it names the trial
    for sentence, place in places:
        if sentence.index not in said:
            told = bool(_CUE.search(sentence.text))
            said[sentence.index] = [pattern.search(sentence.text) for _, pattern in _SAID] if told else []
        for weight, match in enumerate(said[sentence.index]):
            status = _SAID[weight][0]
            if status == "stopped" and not match and place:
                match = _NAME_STOPPED.match(sentence.text, place[1])
            if not match or (best and weight >= best[0]) or (place and not _is_beside(match.span(), place)):
                continue
            if status == "completed" and _OF_PEOPLE.search(sentence.text, max(0, match.start() - 60), match.start()):
                continue
            start, end = match.span(match.lastgroup or 0)
            reason = _reason(sentence.text, end) if status in ("held", "stopped") else None
            best = (weight, status, reason, sentence.evidence(start, end))
    return (best[1], best[2], best[3]) if best else (None, None, None)


def reason_after(text: str) -> str | None:
    """The reason of a stop that the next sentence tells: ``The decision was due to slow enrolment.``; None where it tells none."""
    said = _DECISION.match(text)
    if not said or re.search(r"\bnot (?:related|due|based|because)\b", text):
        return None
    follows = _FOLLOWS.search(text, 0)
    return _reason(text, said.start()) or (follows["reason"].strip(" ,") if follows else None)


def _is_beside(said: tuple[int, int], place: tuple[int, int]) -> bool:
    """Do two spans overlap or stand within a few words of each other?"""
    return said[0] - 25 <= place[1] and place[0] <= said[1] + 25


def _reason(text: str, end: int) -> str | None:
    match = _REASON.search(text, end)
    return match["reason"].strip(" ,") if match else None


@cache
def _designs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = table_of("trial_design.toml")
    return tuple((row["word"], pattern_of(row["says"], re.I)) for row in table["design"])


_DESIGN_CUE = pattern_of(
    r"(?i:randomi|blind|label|control|-arm| arm|multi|dose|cross|parallel|event|human|pivotal|registration|adaptive|platform|prospective|"
    r"head|proof|pilot|ascending)"
)


# words of a phrase that speak of another trial: "a randomized confirmatory trial is required"
_ANOTHER = pattern_of(
    r"\b(?:another|future|further|subsequent|separate|earlier|previous|prior|confirmatory|larger|follow-up|follow-on|second|next|required|needed)\b",
    re.I,
)
_PHRASE = pattern_of(
    r"[^.;,()]{0,70}?\b(?:trials?|stud(?:y|ies))\b(?: (?:is|are|will be) (?:also )?(?:required|needed|planned))?", re.I
)


def design_in(text: str) -> list[tuple[str, int, int]]:
    """The words of design that a sentence says of a trial, with their places."""
    if not _DESIGN_CUE.search(text) or not re.search(r"(?i:trial|stud|phase|randomi)", text):
        return []
    return [(word, m.start(), m.end()) for word, pattern in _designs() if (m := pattern.search(text))]


def is_of_another(text: str, start: int, end: int) -> bool:
    """Does a word of design stand in a phrase on another trial: ``a randomized confirmatory trial is required``?"""
    phrase = _PHRASE.match(text, end)
    ahead = re.split(r"[.;,()]", text[max(0, start - 40) : start])[-1]
    return bool(_ANOTHER.search(ahead) or (phrase and _ANOTHER.search(phrase.group())))
