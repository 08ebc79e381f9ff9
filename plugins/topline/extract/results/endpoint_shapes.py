"""Endpoints that no table can list, by the shape of their names: "time to …", "freedom from …", "risk of …", "stopped …", a threshold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from topline.extract.words.patterns import pattern_of

# Where the name of an event ends: a verb, a preposition of the comparison, a figure, a stop.
_NAME = r"(?P<what>(?:[A-Z]\. |type \d )?[A-Za-z][\w'-]*(?: (?!(?:was|were|is|are|in|by|with|for|at|on|among|over|and|or|versus|vs|compared|than|did|had|has|after|during|within|through|when|while|but|as|from|to|that|who|which|the|their|those|per|between|of the|until|since|because|without|nor)\b)(?:[A-Z]\. |type \d )?[A-Za-z][\w'-]*){0,4}(?<! of))"
_TIME_TO = pattern_of(
    r"\b[Tt]ime to (?!(?:market|peak|maximum|max|act|act|fill|data|approval|launch|time|enrol\w*|complet\w+|date|[a-z]+ing|be|get|make|take|do|go|reach|build|recruit|share|bring|meet|develop|add|see)\b)(?:the |an? )?"
    + _NAME
)
_FREE_OF = pattern_of(
    r"\b(?:[Ff]reedom from|(?:remain(?:ed|ing)?|were|was|are|stayed|be|being|became|becoming) (?:\w+ly )?free (?:of|from))(?: any)? "
    + _NAME
)
_RISK_OF = pattern_of(
    r"\b(?:[Rr]isk|[Oo]dds|[Ll]ikelihood|[Ii]ncidence) (?:of|for) (?:an? |the |having |developing |experiencing |new |another |first |subsequent )*"
    + _NAME
)
# "40% less likely to develop type 2 diabetes"
_LESS_LIKELY = pattern_of(
    r"\bless likely to (?:have|develop|experience|suffer|get|require|need|undergo|contract|be) (?:an? |the |another |new |diagnosed with |hospitali[sz]ed (?:for|with) )*"
    + _NAME
)
_DIE = pattern_of(r"(?<=less likely to )die\b(?! from)")
# "a PSA decline of 50 percent or more", "PSA declines ≥50%", "a ≥50% reduction in PSA"
_PSA = pattern_of(
    r"\bPSA (?:level )?(?:declines?|reductions?|decreases?|drops?|falls?|responses?) (?:from baseline )?\(?(?:of )?(?:at least |greater than |more than |≥ ?|> ?)?(?P<bar>50|90) ?(?:%|per ?cent)(?: or (?:more|greater))?"
    r"|(?:at least (?:an? )?|≥ ?|> ?)(?P<fall>50|90) ?(?:%|per ?cent)(?: or (?:more|greater))? (?:declines?|reductions?|decreases?|drops?) in (?:their )?PSA(?: levels?)?"
)
# "ACR20/50/70 response rates": each bar of the score is an endpoint
_BARS = pattern_of(r"\b(?P<score>ACR|PASI|EASI|ASAS|HiSCR)[ -]?(?P<bars>\d{2,3}(?:/\d{2,3})+)\b")
# "amputation-free survival": free of whatever it says
_X_FREE = pattern_of(r"\b(?P<what>[A-Za-z][\w-]{3,40}-free) survival\b")
# "Responses were seen in 12 of 20 patients", "deaths from lung cancer"
_RESPONSES = pattern_of(
    r"(?:^|[.;:,] |\b(?:confirmed|durable|clinical|tumou?r|objective|and|with|that) )(?P<what>[Rr]esponses?) (?:was|were|have been|had been) (?:seen|observed|noted|reported|achieved|confirmed|documented|recorded)\b"
    r"|(?<!immune )(?<!antibody )(?<!cell )(?<!humoral )(?<!immunological )(?<!cellular )(?<!placebo )\b(?P<bare>responses?) in (?=(?:about |approximately |nearly )?(?:\d[\d.]*%|\d+ (?:of|out of) |\d+/\d+))"
)
_DEATHS_FROM = pattern_of(r"\b(?:deaths?|mortality|dying|died) from (?!any|all|the|adverse|toxic|other)" + _NAME)
# "an 83.5% efficacy (95% CI …) against RSV", "prevented 78% of rotavirus gastroenteritis"
_EFFICACY = pattern_of(
    r"(?<=% )(?:protective |overall |vaccine )*efficacy\b(?=[^.;]{0,60}\b(?:against|in preventing|at preventing)\b)"
    r"|(?<=% )protection\b(?= against\b)"
    r"|(?<=% )effective\b(?! (?:dose|against|at|in|concentration))"
    r"|\b(?:prevented|averted)(?= (?:about |up to |more than |nearly )?\d[\d.]*% of (?!patients|participants|people))"
)
# "five (3%) in the experimental arm died"
_DIED = pattern_of(r"\bdied\b(?! (?:each|every|annually|of the disease (?:in|last)|in (?:19|20)\d\d|young))")
# "52 of the 54 men (96%) stopped prophylaxis": free of a treatment that they needed before.
_STOPPED = pattern_of(
    r"\b(?:no longer (?:needed|required|needing|requiring)|stopped|discontinued|came off|(?:(?:was|were) )?(?:able to )(?:stop|discontinue|come off)|(?:(?:was|were) )?weaned (?:off|from))"
    r"\s(?:all |their |routine |regular |chronic |systemic |daily |background |maintenance |supplemental |factor \w+ )*"
    r"(?P<what>prophylaxis|prophylactic \w+|(?:oral )?(?:cortico)?steroids|prednisone|insulin|dialysis|immunosuppress(?:ion|ants)|(?:red cell |blood )?transfusions|oxygen|opioids|(?:mechanical )?ventilation)\b"
)
# "the upright stability subscale favored X (difference -1.26)"
_SUBSCALE = pattern_of(
    r"(?<=\bthe )(?P<what>(?!(?:each|every|same|other|this|that|first|second)\b)(?:[A-Za-z][\w-]* ){1,3}?(?:sub-?scale|sub-?score))(?: scores?)?\b"
)
# "3 of 21 patients (14.3%) cleared the infection"
_CLEARED = pattern_of(
    r"\bcleared (?:the |their |all |any |chronic |persistent |detectable )*(?:[A-Za-z][\w.-]* ){0,5}?(?:infections?|virus|viremia|parasites?|parasit\w+|bacteri\w+|lesions?|warts|colonization)\b"
)
# "Disability worsening sustained for 24 weeks", "disability that had progressed and stayed so for six months"
_DISABILITY = pattern_of(
    r"\b[Dd]isability (?:that |which )?(?:had |has )?(?P<what>worsen|progress)(?:ed|ing|ion)\b(?: (?!was|were|occurred|by|in)[\w-]+){1,4} (?:for|at|over|after)(?: at least)? (?:\d+|three|six|twelve) (?:weeks|months)\b"
)
# "the composite of death, stroke or kidney injury was 5.3%": the whole list is one endpoint
_COMPOSITE = pattern_of(
    r"\bcomposite (?:end ?point |outcome |measure |rate |event )?(?:of|including|comprising|consisting of|made up of) (?:the |any |first )*"
    r"(?P<what>[a-zA-Z][\w' -]{2,45}(?:, (?:or |and )?[a-zA-Z][\w' -]{2,45}){0,6}?,? (?:or|and) [a-zA-Z][\w'-]+(?: [\w'-]+){0,4}?)"
    r"(?= (?:was|were|stood|rose|fell|increased|dropped|occurred|at|in|by|of|from|had|fell|for|with|after|within|through|over|versus|vs|compared|among|between|did|is|than|happened|came)\b|[.;:()]|, (?:which|the|a|with|by|at)\b)"
)
_OF_HEALTH = pattern_of(
    r"death|mortality|dying|dialysis|stroke|infarct|attack|bleed|hospitali|transplant|surgery|injury|failure|infection|revascular|thrombo|embol|disease|relapse|progression|amputat|decline|creatinine|complication|ulcer|re-?operation|reintervention|dehiscence|fracture|ventilation|rupture|arrest|arrhythmia|sepsis|preeclampsia|birth|rejection|graft|pain|remission|response",
    re.I,
)
# "41% had a renal response", "histologic responses": what answers is in the adjective
_X_RESPONSE = pattern_of(
    r"\b(?:(?:complete|partial|sustained|durable|overall|confirmed|major) )?(?:kidney|renal|skin|liver|bone|clinical|histologic|histological|hematologic|haematologic|hematological|haematological|virologic|virological"
    r"|biochemical|radiographic|radiologic|radiological|molecular|metabolic|endoscopic|symptomatic|cytogenetic|cardiac|platelet|erythroid|cystic|nodal|ocular|microbiological|parasitological|serological|serologic) (?P<what>responses?)(?: rates?)?\b",
    re.I,
)
# "responses lasted a median of 9 months"
_LASTING = pattern_of(
    r"\b(?:lasting|lasted|lasts|persisting|persisted|maintained|sustained) (?:for )?(?:an? )?(?:median|mean|average)(?: of)?\b"
)
_ANSWER = pattern_of(
    r"(?:\b(?P<other>immune|antibody|inflammatory|allergic|stress|emergency|market|rapid) )?(?:\b[Rr]espon[ds]\w*|[Rr]emissions?)\b"
)
# "7.3% of patients were hospitalized", "12% had to be put on a ventilator"
_BECAME = {"hospitali": "hospitalization", "readmitt": "readmission", "rehospitali": "rehospitalization", "intubated": "intubation"}  # fmt: skip
_WERE = pattern_of(
    r"\b(?P<what>rehospitali[sz]ed|hospitali[sz]ed|readmitted|intubated)\b(?! (?:with|patients|adults|people|children|infants|for COVID|(?:before|prior to|at) (?:the )?(?:study |trial )?(?:enrol|entry|screening|inclusion|baseline|randomi)))"
)
# "It took them 14.9 minutes longer to fall asleep", "slept 21.6 minutes less"
_TOOK = pattern_of(
    r"\b(?:minutes|hours|seconds|days) (?:longer|less|more|shorter|sooner|faster|earlier) to (?P<what>(?:fall|get|walk|reach|complete|recover|heal|return|respond|stand|climb|perform|achieve|wake|go|regain|resume|finish)(?: (?!than|with|on|when|after|compared|and|versus)[a-z]+){0,3})"
)
# "fell asleep 12 minutes faster", "recovered 3 days sooner"
_DID_IT = pattern_of(
    r"\b(?P<what>fell asleep|recovered|healed|responded|stood up|woke up)(?= (?:(?:for|an?|average|mean|median|of|on|about|another) ){0,5}\d[\d.]* (?:seconds|minutes|hours|days|weeks|months) (?:faster|sooner|earlier|later|slower)\b)"
)
_DONE = {"fell asleep": "time to fall asleep", "recovered": "time to recovery", "healed": "time to healing", "responded": "time to response", "stood up": "time to stand up", "woke up": "time to wake up"}  # fmt: skip
# "3 deaths with the drug and 11 deaths with placebo": counted in both arms
_DEATHS = pattern_of(r"\bdeaths?(?= (?:with|in|on|among|for|occurred) )")
_SLEPT = pattern_of(
    r"\bslept(?= (?:(?:for|an?|average|mean|of|on|about|another|additional) ){0,5}\d[\d.]* (?:minutes|hours) )"
)
# "The vaccine's efficacy against hospitalization was 86%", "efficacy of 70% was seen"
_VACCINE = pattern_of(
    r"\b(?:[Vv]accine|[Ss]hot|[Jj]ab|[Cc]andidate|[Oo]verall|[Tt]he|[Ii]ts|[Aa]n?)(?:'s)? efficacy\b(?: of the (?:[\w-]+ ){0,2}(?:vaccine|candidate|shot|jab))?(?=[^.;]{0,70}\d%)"
    r"|\b[Ee]fficacy of (?:the |its |this )(?:[\w-]+ ){0,2}(?:vaccine|candidate|shot|jab)\b(?=[^.;]{0,70}\d%)"
)
# "96% were local recurrence-free at five years"
_ARE_FREE = pattern_of(
    r"\b(?:were|was|are|is|remain(?:ed|ing|s)?|stay(?:ed|ing|s)?|bec[ao]me) (?:[a-z]+ly )?(?P<what>(?:[a-z]+[ -])?(?:recurrence|relapse|seizure|dialysis|transfusion|steroid|corticosteroid|symptom|event|disease|stroke|progression|metastasis|rejection|pain|bleed|attack|ventilator|flare|migraine|headache|exacerbation|infection|opioid|insulin|medication|drug|fracture|colectomy|arrhythmia|cancer|tumou?r|oxygen|prophylaxis|treatment|complication|catheter|virus|plaque))-free\b(?!-| survival)"
)
_NO_EVENT = pattern_of(
    r"^(?:disease|condition|success|failure|developing|having)$|\b(?:adverse|side effects?|toxicit\w+|charge|bias|complications?|bleeding|this|these|such|it|serious|safety)\b",
    re.I,
)
# "≥5%", "of at least 10%", "below 70 mg/dL", "<50 copies/mL", "of 0 or 1" after the name of something measured.
THRESHOLD = pattern_of(
    r"\s?(?:levels? |score )?(?:of |to )?(?P<sign>≥|>=|<=|≤|<|>|at least |below |under |less than |more than |greater than )\s?(?P<bar>\d[\d,.]*\d|\d)\s?(?P<unit>%|mg/dL|mmol/L|mmol/mol|copies/mL|mm ?Hg|points?|g/dL|letters|kg|m\b|percentage points)"
)
_SIGNS = {"at least": "≥", ">=": "≥", "<=": "≤", "below": "<", "under": "<", "less than": "<", "more than": ">", "greater than": ">"}  # fmt: skip


Shaped = tuple[str, str, int, int]  # name, kind, start, end
_Read = Callable[[re.Match[str]], Iterator[Shaped]]
_UNIT_OF_TIME = pattern_of(r"\d (?:seconds|minutes|hours|days|weeks|months) ")


def shaped_in(text: str) -> Iterator[Shaped]:
    """``(name, kind, start, end)`` of the endpoints that only their shape tells."""
    for may_hold, pattern, read in _SHAPES:
        if may_hold(text):
            for match in pattern.finditer(text):
                yield from read(match)


def _holds(*cues: str) -> Callable[[str], bool]:
    """Does a text hold one of the cues? Looked at before the pattern, as that is quick."""
    return lambda text: any(cue in text for cue in cues)


def _as(kind: str, name: str | Callable[[str], str], group: str = "", of: str = "what") -> _Read:
    """An endpoint of that kind and name, which may be made of the group ``of``; it stands where ``group`` does."""

    def read(match: re.Match[str]) -> Iterator[Shaped]:
        yield name if isinstance(name, str) else name(match.group(of)), kind, *match.span(group or 0)

    return read


def _unless_no_event(read: _Read) -> _Read:
    return lambda match: iter(()) if _NO_EVENT.search(match.group("what")) else read(match)


def _of_psa(match: re.Match[str]) -> Iterator[Shaped]:
    yield f"PSA{match.group('bar') or match.group('fall')}", "rate", *match.span()


def _composite(match: re.Match[str]) -> Iterator[Shaped]:
    if _OF_HEALTH.search(match.group("what")):
        yield match.group("what").casefold(), "event", *match.span()


def _of_organ(match: re.Match[str]) -> Iterator[Shaped]:
    yield _singular(match.group().casefold()), "rate", *match.span()


def _lasting(match: re.Match[str]) -> Iterator[Shaped]:
    answer = _ANSWER.search(match.string, 0, match.start())
    if answer and not answer.group("other"):
        yield "DOR", "duration", *match.span()


def _became(what: str) -> str:
    return next(name for start, name in _BECAME.items() if what.startswith(start))


def _vaccine(match: re.Match[str]) -> Iterator[Shaped]:
    if "accin" in match.string or match.group().casefold().startswith("efficacy of"):
        yield "vaccine efficacy", "efficacy", *match.span()


def _bars(match: re.Match[str]) -> Iterator[Shaped]:
    start = match.start("bars")
    for bar in match.group("bars").split("/"):
        yield match.group("score") + bar, "rate", start, start + len(bar)
        start += len(bar) + 1


def _responses(match: re.Match[str]) -> Iterator[Shaped]:
    yield "response rate", "rate", *match.span("what" if match.group("what") else "bare")


def _may_tell_efficacy(text: str) -> bool:
    told = "%" in text and ("efficacy" in text or "accin" in text or "protection" in text)
    return told and ("accin" in text or "effective" not in text)


# May a text hold it; the pattern; what a match names. In the order in which they are looked for.
_SHAPES: tuple[tuple[Callable[[str], bool], re.Pattern[str], _Read], ...] = (
    (_holds("ime to "), _TIME_TO, _as("survival", "time to {}".format)),
    (_holds("free ", "reedom from"), _FREE_OF, _unless_no_event(_as("rate", "freedom from {}".format))),
    (_holds("PSA"), _PSA, _of_psa),
    (_may_tell_efficacy, _EFFICACY, _as("efficacy", "vaccine efficacy")),
    (_holds("omposite"), _COMPOSITE, _composite),
    (_holds("respons"), _X_RESPONSE, _of_organ),
    (_holds("espons", "emission"), _LASTING, _lasting),
    (_holds("%"), _WERE, _as("event", _became, "what")),
    (_holds(" to "), _TOOK, _as("change", "time to {}".format, "what")),
    (lambda text: "er" in text and bool(_UNIT_OF_TIME.search(text)), _DID_IT, _as("change", _DONE.__getitem__)),
    (
        lambda text: text.count("deaths") > 1 or (text.count("death") > 1 and " no death" in text),
        _DEATHS,
        _as("event", "mortality"),
    ),
    (_holds("slept"), _SLEPT, _as("change", "total sleep time")),
    (_holds("fficacy"), _VACCINE, _vaccine),
    (lambda text: "died" in text and "%" in text, _DIED, _as("event", "mortality")),
    (_holds("/"), _BARS, _bars),
    (_holds("-free survival"), _X_FREE, _as("survival", lambda what: f"{what.casefold()} survival")),
    (lambda text: "esponse" in text and "response rate" not in text, _RESPONSES, _responses),
    (_holds(" from "), _DEATHS_FROM, _as("event", "death from {}".format)),
    (_holds("to die"), _DIE, _as("event", "mortality")),
    (_holds("ess likely to"), _LESS_LIKELY, _as("event", str, "what")),
    (_holds("-free"), _ARE_FREE, _unless_no_event(_as("rate", "{}-free".format))),
    (_holds("cleared"), _CLEARED, _as("rate", "clearance")),
    (
        _holds("isability"),
        _DISABILITY,
        _as("event", lambda what: f"confirmed disability {'worsening' if what == 'worsen' else 'progression'}"),
    ),
    (_holds("sub"), _SUBSCALE, _as("change", str)),
    (
        _holds("%"),
        _STOPPED,
        _as("rate", lambda what: "transfusion independence" if "transfusion" in what else f"discontinuation of {what}"),
    ),
    (_holds(" of ", " for "), _RISK_OF, _unless_no_event(_as("event", str))),
)


def _singular(words: str) -> str:
    """As in "renal responses", "renal response rates": ``renal response``."""
    words = words.removesuffix("s").removesuffix(" rate")
    return words.removesuffix("s")


def threshold_name(words: str, match: re.Match[str]) -> str:
    """The name of a responder's endpoint: "≥10% weight loss", "HbA1c <7%"."""
    sign = _SIGNS.get(match.group("sign").strip(), match.group("sign").strip())
    unit = match.group("unit")
    bar = f"{sign}{match.group('bar')}{'' if unit == '%' else ' '}{unit}"
    loss = re.search(r"(?:loss|reduction|decrease|improvement|increase|gain)$", words)
    return f"{bar} {words}" if loss else f"{words} {bar}"
