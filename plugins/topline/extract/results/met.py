"""Was the endpoint met: said outright, per endpoint and hypothesis; futility where the trial was unlikely to succeed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from topline.extract.words.patterns import pattern_of

_RANK = r"(?P<rank>(?:(?:all|both|each|key|two|three|four|five|its|of|the|their|primary|first|efficacy|co-primary|neither|either|nor|composite|pre-?(?:defined|specified|determined)|multiple|clinical|regulatory|immunogenicity|safety|immune|response|dual|major|overall|main|and|secondary|every|co-?primary|/|study's|trial's|[A-Z]\S+'s|on)\s){0,8}?)"
_POINT = r"(?P<point>(?:end ?points?|end-points?|outcomes?(?! data)|objectives?|goals?)(?:\s(?:measures?))?)"
_OF = r"(?:\s?(?:of|for|,|:|-|—|\()\s?(?P<of>[^.;]{0,120}))?"
_MET = pattern_of(
    rf"\b(?P<verb>(?:achieved|reached|demonstrated|showed) (?:statistical )?significance (?:for|on|in)|met|meets?|meeting|achiev(?:ed|es|ing)|reach(?:ed|es)|hit|hits|satisf(?:ied|ies)|attain(?:ed|s))\s(?:with statistical significance\s|both\s|successfully\s)?(?:on\s)?{_RANK}{_POINT}{_OF}",
    re.I,
)
_NOT_MET = pattern_of(
    rf"\b(?P<verb>(?:did|does|do|has|have|had)(?: not|n't) (?:meet|met|achieved?|reach(?:ed)?|attain(?:ed)?|hit)|fail(?:ed|s|ing) to (?:meet|achieve|reach|attain|hit)|miss(?:ed|es|ing)|f(?:ell|alls|alling) short of|met neither|achieved neither|(?:(?:did|does) not|failed to) (?:reach|achieve|meet|show|demonstrate|attain) (?:statistical |clinical )?significance (?:for|on|in|at)|miss(?:ed|es) (?:statistical )?significance (?:for|on|in)|not (?:meeting|achieving|reaching)|fail(?:ed|s)(?: on| at)?(?=\s(?:its|the|both|all|primary))|without meeting)\s{_RANK}{_POINT}{_OF}",
    re.I,
)
_WAS_MET = pattern_of(
    rf"\b{_RANK}{_POINT}(?P<of>(?:\s?(?:of|for|,|:|-|—|\()[^.;]{{0,110}}?)?)[\s,—-]*(?:\b(?:which|that)\s)?(?P<verb>(?:(?:was|were|has been|have been|is|are|had been)\s(?P<not>not\s)?(?:also\s|successfully\s|all\s|both\s|clearly\s)?(?:met|achieved|reached|attained)|(?P<bare_not>not\s)?(?:met|achieved|reached)|(?P<missed>(?:was|were) missed|(?:narrowly |just )?(?:missed|(?:did not|failed to) (?:reach|achieve|attain|meet)) (?:statistical )?significance)))\b(?!\s(?:by|in) (?:\d|patients))",
    re.I,
)
_NEITHER = pattern_of(
    rf"\b(?P<verb>[Nn]either|[Nn]one of)\b[^.;]{{0,60}}\b(?:met|reached|achieved|hit)\s{_RANK}{_POINT}{_OF}"
)
_HEADLINE = pattern_of(
    r"\b(?P<verb>misses|missed|meets|met)\s(?:its |the )?(?P<of>[A-Z][\w-]+)\s(?P<point>endpoints?)\b"
)
_HYPOTHESIS = pattern_of(r"non-?inferiority|superiority", re.I)
_BOTH_WAYS = pattern_of(
    r"\bnon-?inferior(?:ity)?\b[^.;]{0,60}\b(?:but )?(?:not|no|without|nor)\b[^.;]{0,25}\bsuperior(?:ity)?\b", re.I
)
_FUTILE = pattern_of(
    r"\b(?:for|due to|because of|on the basis of|based on) futility\b|\b(?:futility (?:boundary|criteri(?:on|a)|threshold) (?:was|were|had been) (?:met|crossed|reached))|\b(?:crossed|met|meets|reached) the (?:pre-?specified )?futility"
    r"|\b(?:is|was|were|are|be|being) (?:highly |deemed |considered |judged )?unlikely to (?:meet|achieve|reach|show|demonstrate|attain|result|provide|produce|succeed)|\blow (?:probability|likelihood) of (?:success|meeting|achieving|reaching|demonstrating)",
    re.I,
)
_NOT_FUTILE = pattern_of(
    r"\b(?:not|no|passed|without|non-binding|planned|pre-?planned|will|if|may)\b[^.;]{0,50}\bfutility|futility[^.;]{0,40}\b(?:not (?:met|crossed)|passed|planned|possible|allowed|permitted)|\bstopping rules?\b|\bfutility (?:if|should|unless)\b",
    re.I,
)
# Not stated as done: a plan, a wish, a condition; or said of people and not of the trial.
UNREAL = pattern_of(
    r"\b(?:if|would|could|may|might|will|expects?|expected to|designed to|likely to|unlikely to|whether|in order to|to|on track to|potential(?:ly)? to|confident|once|until|should|can|able to|hopes?|aims?|when|unless|assuming|before)\s(?:\w+\s){0,6}$",
    re.I,
)
_OF_PEOPLE = pattern_of(
    r"(?:\d\s?%|\d of \d+|\b(?:patients?|participants?|people|subjects|adults|who|proportion|children|women|those|respondents))\b(?:[^.;,]{0,70})$|%[^.;,]{0,60}$",
    re.I,
)
# "Data in patients showed that X achieved the primary endpoint": X did, not the patients.
_SHOWED_THAT = pattern_of(
    r"\b(?:showed|shows|demonstrated|indicated|confirmed|found|reported|announced) that (?!(?:patients|participants|people|those)\b)(?:[\w®™-]+ ){1,5}$"
)
# A rival's trial, or what became of the drugs of a field.
OF_OTHERS = pattern_of(
    r"\b(?:rival|competitor)(?:'s|s'|s)?\b|\bcompeting\b|\banother company|\b(?:mice|rats|monkeys|ferrets|animals|preclinical)\b|\bfailure rate\b|\bsuch trials\b|\b(?:in|over|during) the (?:past|last) (?:\w+ )?(?:years|decades?)\b",
    re.I,
)
# "Meeting the primary endpoint would be a great day": nobody says that it was met.
_ING_WOULD = pattern_of(r"\W{0,2}\w+ing\b[^.;,]{0,90}\b(?:would|could|will|may|might|remains)\b")
# "Had the study met its endpoint"; "a trial that misses its endpoint".
_HAD_IT = pattern_of(r"(?:^|[\"“;.] ?)(?:Had|Should|Were) [^.;,]{1,60}$")
_ANY_TRIAL = pattern_of(r"\b(?:an?|any|every|each) (?:\w+ )?(?:trial|study) (?:that|which) $", re.I)
# Goals and objectives of a business.
_BUSINESS = pattern_of(
    r"\b(?:environmental|sustainability|fundraising|strategic|financial|commercial|acquisition|merger|sales|revenue|waste)\b",
    re.I,
)
_POINTS = (
    "endpoint",
    "end point",
    "end-point",
    "outcome",
    "objective",
    "goal",
    "futil",
    "inferior",
    "superiority",
    "unlikely",
    "low prob",
    "low likel",
)
_CUE = pattern_of(
    r"\b(?:met|meet|meets|meeting|achiev\w*|reach\w*|hit|hits|miss\w*|fail\w*|futility|unlikely|satisf\w+|attain\w+|non-?inferior\w*|superiority|low (?:probability|likelihood))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence says of an endpoint as a whole. ``rank`` is ``primary`` or ``secondary``; ``of`` the words that name it."""

    rank: str
    plural: bool
    of: str
    met: bool | None
    start: int
    end: int
    hypothesis: str | None = None
    futility: bool | None = None
    safety: bool = False


def verdicts(text: str) -> list[Verdict]:
    """The verdicts of a sentence, in order; ``[]`` for most."""
    low = text.lower()
    if not any(word in low for word in _POINTS) or not _CUE.search(text):
        return []
    if OF_OTHERS.search(text):
        return []
    found = _two_hypotheses(text) or _hypotheses(text)
    if not found:
        found = [*_stated(text, _NOT_MET, False), *_stated(text, _NEITHER, False)]
        taken = [(v.start, v.end) for v in found]
        found += [v for v in _stated(text, _MET, True) if not any(v.start < e and s < v.end for s, e in taken)]
        taken = [(v.start, v.end) for v in found]
        found += [v for v in _was_met(text) if not any(v.start < e and s < v.end for s, e in taken)]
        found = found or _headline(text)
    return sorted(found, key=lambda v: v.start) + _futility(text)


def _stated(text: str, pattern: re.Pattern[str], met: bool) -> list[Verdict]:
    found: list[Verdict] = []
    for match in pattern.finditer(text):
        before = _BRACKETS.sub("", text[max(0, match.start() - 110) : match.start()])
        if (
            UNREAL.search(before)
            or _HAD_IT.search(before)
            or (
                _ANY_TRIAL.search(before)
                and re.match(r"(?:meet|miss|fail|hit|reach|achieve)e?s\b", match.group(), re.I)
            )
            or (match.start() < 3 and _ING_WOULD.match(text))
            or (met and _OF_PEOPLE.search(before) and not _SHOWED_THAT.search(before))
            or (re.search(r"\bnot (?:yet )?$|\bneither\b|\bnone of\b", before, re.I) and pattern is _MET)
        ):
            continue
        found += _ranked(match, met)
    return found


def _was_met(text: str) -> list[Verdict]:
    found: list[Verdict] = []
    for match in _WAS_MET.finditer(text):
        rank = match.group("rank")
        if _JUST_MET.search(text, max(0, match.start() - 16), match.start()):
            continue
        if not re.search(r"primary|secondary", rank, re.I) or re.search(
            r"\b(?:if|whether|once|until|unless|expect\w*)\b", text[: match.start("verb")], re.I
        ):
            continue
        if (
            match.group("missed") is None
            and match.group("bare_not") is None
            and match.group("not") is None
            and not re.match(r"(?:was|were|has|have|had|is|are)\b", match.group("verb"))
            and re.search(r"\S\s\w+\s\S", match.group("of") or "")
        ):
            continue
        negated = match.group("not") or match.group("bare_not") or match.group("missed")
        none = "neither" in rank.casefold() or _NONE_OF.search(text, max(0, match.start() - 24), match.start())
        found += _ranked(match, not (negated or none))
        if found and found[-1].rank == "secondary" and _PRIMARY_AND.search(text, 0, match.end("rank")):
            found.insert(-1, replace(found[-1], rank="primary", plural=False, of=""))
    return found


# "Both co-primary endpoints and every secondary endpoint were met"
_PRIMARY_AND = pattern_of(
    r"\bprimary (?:efficacy )?(?:end ?points?|outcomes?|objectives?|goals?)(?: of [^.;,]{1,60})?,? (?:and|as well as) (?:also )?(?:(?:all|both|the|every|each|key|its|of|two|three|four|five|most) )*secondary $",
    re.I,
)


# "met its primary endpoint, …, was not reached": what follows is another thing
_JUST_MET = pattern_of(r"\b(?:met|meets|meeting|achiev\w+|reach\w+|hit|miss\w+|satisf\w+) (?:its |the )?$")
_BRACKETS = pattern_of(r" ?\([^()]{3,60}\)")
# "Neither the primary endpoint of … nor …", "None of the secondary endpoints was met"
_NONE_OF = pattern_of(r"\b(?:neither|none of)\s(?:\w+\s)*$", re.I)


def _ranked(match: re.Match[str], met: bool) -> list[Verdict]:
    """One verdict for the primary, one for the secondary endpoints that a phrase names."""
    if match.group("point")[0] in "gGoO" and _BUSINESS.search(match.string) and not _OF_TRIAL.search(match.string):
        return []
    rank, of = match.group("rank").casefold(), (match.group("of") or "").strip()
    point = match.group("point").casefold()
    said = _HYPOTHESIS.search(match.group(0))
    hypothesis = said.group().casefold().replace("noninf", "non-inf") if said else None
    place = match.span("verb")
    found = []
    if "primary" in rank or re.search(r"\b(?:main)\b", rank):
        safety = "safety" in rank and "efficacy" not in rank
        several = "co-primary" in rank or point.endswith("s")
        own = (
            "" if "secondary" in rank else of
        )  # whose "primary and secondary endpoints of A and B" are which is not said
        found.append(Verdict("primary", several, own, met, *place, hypothesis=hypothesis, safety=safety))
    behind = match.string[match.end("point") : match.end("point") + 120]
    if "secondary" in rank or (
        re.match(
            r"[^.;]{0,80}?\b(?:and|as well as|plus)\s(?:also\s)?(?:(?:all|both|the|key|its|two|three|four|most|of)\s)*secondary (?:efficacy )?(?:end ?points?|outcomes?|objectives?)(?! (?:was|were) not)",
            behind,
            re.I,
        )
        and "primary" in rank
    ):
        found.append(
            Verdict(
                "secondary",
                point.endswith("s") or "secondary" not in rank,
                "" if "primary" in rank else of,
                met,
                *place,
            )
        )
    if found and found[0].rank == "primary" and (more := _AND_OTHER.match(behind)):
        found.append(Verdict("primary", False, "", met, *place, safety=more.group("kind").casefold() == "safety"))
    if not found and re.search(r"\b(?:non-?inferiority|superiority)\b", match.group(0), re.I):
        found.append(Verdict("primary", False, of, met, *place, hypothesis=hypothesis))
    return found


# "met its primary efficacy endpoint and its primary safety endpoint"
_AND_OTHER = pattern_of(
    r"s?,? (?:and|as well as) (?:also )?(?:the |its )?(?:co-)?primary (?P<kind>efficacy|safety) (?:end ?point|outcome|objective)",
    re.I,
)


def _two_hypotheses(text: str) -> list[Verdict]:
    match = _BOTH_WAYS.search(text)
    if not match or UNREAL.search(text[: match.start()]):
        return []
    span = match.span()
    return [
        Verdict("primary", False, "", True, *span, hypothesis="non-inferiority"),
        Verdict("primary", False, "", False, *span, hypothesis="superiority"),
    ]


# "meeting the non-inferiority margin of 4%", "Non-inferiority (margin 1.8) and superiority were both shown"
_MARGIN_MET = pattern_of(
    r"\b(?P<verb>(?P<not>(?:did|does) not |failed to )?(?:met|meet|meets|meeting|satisf(?:y|ied|ying)|fulfill?ed))\s(?:the |its |all |pre-?(?:specified|defined|set) |statistical |FDA |FDA's )*"
    r"(?P<hypothesis>non-?inferiority|superiority) (?:margin|criteri(?:on|a)|bound(?:ary)?|threshold|limit)\b",
    re.I,
)
_SHOWN = pattern_of(
    r"(?:^|[.;,:(] ?|\band |\bthat |\bbut )(?:the |statistical )?(?P<hypothesis>non-?inferiority|superiority)(?: \([^)]{1,40}\))?(?: and (?P<other>superiority|non-?inferiority))?(?: (?:to|over|versus|vs\.?|of) [^.;,%]{1,50}?)?"
    r" (?P<verb>(?:was|were)(?P<not> not)? (?:both |also |clearly |formally )*(?:shown|demonstrated|established|met|achieved|confirmed|proven))\b",
    re.I,
)
_OF_SECONDARY = pattern_of(r"\bsecondary\b|\bsubgroup|\bimmun\w+ in\b", re.I)


def _hypotheses(text: str) -> list[Verdict]:
    """What is said of the hypothesis itself, where no endpoint is named with it."""
    if ("nferior" not in text and "uperior" not in text) or _OF_SECONDARY.search(text):
        return []
    match = _MARGIN_MET.search(text) or _SHOWN.search(text)
    if not match or UNREAL.search(text[: match.start()]) or "ndpoint" in text or "nd point" in text:
        return []
    said = [match.group("hypothesis"), match.groupdict().get("other")]
    names = [words.casefold().replace("noninf", "non-inf") for words in said if words]
    return [Verdict("primary", False, "", match.group("not") is None, *match.span("verb"), hypothesis=n) for n in names]


def _headline(text: str) -> list[Verdict]:
    match = _HEADLINE.search(text)
    return (
        [
            Verdict(
                "primary",
                False,
                match.group("of"),
                match.group("verb").startswith("met") or match.group("verb") == "meets",
                *match.span("verb"),
            )
        ]
        if match
        else []
    )


_OF_TRIAL = pattern_of(r"\b(?:trials?|study|studies|analys[ie]s|committee|board|IDMC|DSMB|DMC|arm)\b", re.I)
_OF_BOARD = pattern_of(r"\b(?:analys[ie]s|committee|board|IDMC|DSMB|DMC)\b", re.I)
_OF_EFFICACY = pattern_of(
    r"\b(?:end ?points?|objectives?|efficacy|benefit|improvement|superiority|significan\w+|effect|goal)\b", re.I
)


def _futility(text: str) -> list[Verdict]:
    match = _FUTILE.search(text)
    if not match or _NOT_FUTILE.search(text):
        return []
    if "unlikely" in match.group() and not (
        (_OF_TRIAL.search(text, 0, match.start()) or _OF_BOARD.search(text, match.end()))
        and _OF_EFFICACY.search(text, match.end())
    ):
        return []
    return [Verdict("primary", False, text[match.end() : match.end() + 160], None, *match.span(), futility=True)]
