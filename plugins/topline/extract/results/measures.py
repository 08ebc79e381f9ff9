"""What a number measures: a median, a rate, a change and its direction, a difference, a relative reduction. Or nothing."""

from __future__ import annotations

import re
from typing import Any

from topline.extract.results.bindings import Bound
from topline.extract.words.figures import Figures

_DOWN = re.compile(
    r"\b(?:fell|fall(?:en|s)?|drop(?:ped|s)?|decreas\w+|reduc\w+|declin\w+|lower(?:ed|ing|s)?|lost|loss|lose|shrank|shrink\w*|(?:less|fewer)(?! than)|cuts?|cutting|halv\w+|slow(?:ed|ing|s|er)?|down|shorter|shorten\w*|worsen\w*)\b",
    re.I,
)
_UP = re.compile(
    r"\b(?:increas\w+|rose|rise[ns]?|gain(?:ed|s)?|higher|longer|prolong\w*|extend\w*|grew|boost\w*|up(?! to)|(?:greater|more)(?! than)|enhanc\w+|doubl\w+|rais\w+)\b",
    re.I,
)
_BETTER = re.compile(r"\b(?:improv\w+|better)\b", re.I)
_CHANGE = re.compile(f"{_DOWN.pattern}|{_UP.pattern}|{_BETTER.pattern}|\\bchange[sd]?\\b", re.I)
_DIFFERENCE = re.compile(
    r"\b(?:differences?|differed|apart|longer|(?:lower|higher|greater) by|placebo[- ](?:adjusted|corrected|subtracted)|treatment effect|separation)\b",
    re.I,
)
_RISK = re.compile(
    r"\b(?:risk|hazard|odds|likelihood|less frequent|fewer|relative reduction|less likely|lower rate|chance)\b", re.I
)
_PEOPLE = re.compile(
    r"\s?(?:\([^)]{0,40}\)\s?)?of\s(?:the\s|all\s|these\s|treated\s|those\s|evaluable\s|[\w-]+\s){0,5}?(?:patients?|participants?|people|subjects|adults|women|men|children|individuals|responders|eyes|them|those|cases|recipients|veterans|infants)\b"
)
_SHARE_BEFORE = re.compile(
    r"\b(?:achieved|reached|met|attained|seen|observed|found|noted|recorded|reported|occurred|resolved|obtained|proportion|rate|percentage|share)\b[^.;]{0,60}$",
    re.I,
)
_RATE = re.compile(
    r"\b(?:rates?|probability|proportion|alive|surviving|survived|percentage|share|-free|free of|free from|achiev\w+|reached|surpass\w+|cross\w+|exceed\w+)\b|%\s(?:of|were)\b",
    re.I,
)
_TIMED = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|nine|twelve)[- ](?:month|year|week)|\bat (?:\d+|one|two|three|five|six|twelve|week|month|year)\b",
    re.I,
)
_THRESHOLD = re.compile(
    r"\b(?:at least|below|under|above|target|threshold|goal|of ≥|or (?:more|greater|higher|lower|less)|less than|greater than|more than)\s?$|[≥≤<>]\s?$",
    re.I,
)
_DEFINED = re.compile(
    r"\bprimary (?:efficacy |composite )*(?:end ?point|outcome)s?(?: of [^,.]{1,40})? (?:is|was|were|are) (?:an? |the )(?!met|reached|achieved)",
    re.I,
)
_FIXED = re.compile(
    r"\s(?:\w+\s)?(?:threshold|baseline|scale|target|goal|follow-up|margin|cut-?off|scoring|ranges?|normal)\b", re.I
)


def measure_of(text: str, bound: Bound, figures: Figures) -> dict[str, Any] | None:
    """The measure, unit and direction of a bound number, or None where it is no outcome."""
    q, kind = bound.quantity, bound.endpoint.kind
    before = text[max(0, bound.named.start - 60, q.start - 200 if bound.named.start > q.start else 0) : q.start]
    after = text[q.reach : q.reach + 60]
    if _is_threshold(text, bound, figures):
        return None
    if q.kind == "percent" and re.search(r"\bdifference(?: of|:| was|,| between \w+)?\s(?:of )?$", text[: q.start]):
        return {"measure": "difference", "unit": "percent"}
    if q.unit == "percentage points" and kind != "change":
        return _points_apart(text, q.start, after)
    if q.kind == "unreached":
        return _time(text, bound, before) if kind in ("survival", "duration") else None
    if kind in ("survival", "duration"):
        if q.kind == "time":
            return _time(text, bound, before)
        return _survival_share(text, bound, before, after)
    if kind in ("rate", "event", "stated", "share"):
        return _share(text, bound, before, after)
    if kind == "index":
        return {"measure": None, "unit": None}
    if kind == "efficacy":
        return {"measure": "efficacy", "unit": "percent"}
    return _change(text, bound, before, after)


def _is_threshold(text: str, bound: Bound, figures: Figures) -> bool:
    """Is the number the bar and not the jump: "a fall of at least 40%" beside "50% of patients"?"""
    q = bound.quantity
    if (
        re.match(
            r"\s?(?:or (?:more|greater|higher|less|lower|better)\b|threshold|or above|or below)",
            text[q.reach : q.reach + 20],
        )
        and q.kind != "count"
    ):
        rivals = [o for o in figures.quantities if o.kind in ("percent", "count") and o.start != q.start]
        if rivals:
            return True
    if q.comparison not in ("=", "~") and _DEFINED.search(text[: q.start]):
        return True
    if re.search(
        r"\b(?:proportion|percentage|number|share) of (?:\w+ ){1,3}(?:with|who|whose|achieving|having|experiencing|reaching)\b(?:(?!\b(?:was|were|is|reached)\b|:)[^.;%]){0,40}$",
        text[: q.start],
    ):
        return True
    if re.match(r"\s\S+ (?:scale|threshold|numeric|margin)\b", text[q.reach : q.reach + 40]):
        return True
    if (
        bound.endpoint.kind == "change"
        and q.kind == "amount"
        and (
            re.match(r"\s?or (?:lower|less|more|higher|greater|below)", text[q.reach : q.reach + 14])
            or (q.comparison not in ("=", "~") and not re.search(r"\bby\b[^.;]{0,16}$", text[: q.start]))
        )
    ):
        return True
    if q.comparison in ("=", "~"):
        return False
    if _PEOPLE.match(text, q.reach):
        return False
    if (
        bound.endpoint.kind == "change"
        and q.comparison in ("≥", ">")
        and re.search(
            r"\b(?:patients|participants|people|subjects|half|most|majority|third|quarter)\b[^.;]{0,40}\b(?:had|have|achiev\w+|reach\w+|experienc\w+|show\w+|lost|report\w+)\b[^.;]{0,40}$",
            text[: q.start],
            re.I,
        )
        and not re.search(r"witness\w+ (?:more than |over )?$", text[: q.start])
    ):
        return True
    if bound.endpoint.kind == "change" and q.comparison in ("≥", ">", "<", "≤"):
        rivals = [
            o
            for o in figures.quantities
            if o.kind in ("percent", "count")
            and o.start != q.start
            and (o.of or o.kind == "count" or _PEOPLE.match(text, o.reach))
        ]
        return bool(rivals) and (
            re.search(
                r"at least|≥|<|below|under|less than|>|more than|greater than", text[max(0, q.start - 14) : q.start]
            )
            is not None
        )
    if q.kind == "time" and q.comparison in ("≥", ">", "≤", "<"):
        return not re.search(r"\bmedian\b", text[max(0, q.start - 120) : q.start], re.I)
    return False


def _time(text: str, bound: Bound, before: str) -> dict[str, Any] | None:
    q = bound.quantity
    if q.kind == "time" and re.search(r"alive|surviv(?:ed|ing)|-free$|rate", bound.named.words):
        return None
    if (
        q.kind == "time"
        and re.search(r"\b(?:threshold|follow-?up|time to enrol|treated for|at)\s(?:\w+\s){0,2}$", before)
    ) or (q.kind == "time" and _FIXED.match(text, q.reach)):
        return None
    if q.kind == "time" and re.search(
        r"\b(?:longer|prolonged|extended|improved|improvement|increase[d]?|difference|gain)\s(?:\w+\s){0,4}?(?:by|of)\s(?:\w+\s){0,2}$",
        before,
        re.I,
    ):
        return {"measure": "difference", "unit": q.unit, "direction": "up"}
    said = (
        re.search(r"\b(median|mean)\b", before, re.I)
        or re.match(r"(?i)(median|mean)", bound.named.words)
        or re.search(r"\b(median|mean)\b", text[max(0, bound.named.start - 40) : bound.named.end], re.I)
    )
    said = said or re.match(r"\s?[(,]\s?(median|mean)\b", text[q.reach : q.reach + 12], re.I)
    average = re.search(r"\baverage\b", before, re.I)
    measure = said.group(1).casefold() if said else "mean" if average else None
    if measure is None and bound.how in ("before", "series") and bound.endpoint.name != "DOR":
        gap = text[bound.named.close : q.start]
        if bound.how == "before" and not re.fullmatch(
            r"[^.;]{0,70}?(?:was|of|were|:|is|reached|to|by|=|\|)?\s?(?:more than |over |about |approximately |at least )?",
            gap,
        ):
            return None
    return {"measure": measure, "unit": q.unit if q.kind == "time" else None}


def _survival_share(text: str, bound: Bound, before: str, after: str) -> dict[str, Any] | None:
    q = bound.quantity
    stretch = text[max(0, min(bound.named.start - 50, q.start - 60)) : max(bound.named.close + 40, q.reach + 60)]
    near = text[min(bound.named.start, q.start) : max(bound.named.end, q.end)]
    risky = _RISK.search(text[max(0, bound.named.start - 45) : max(bound.named.end, q.reach) + 25]) or re.search(
        r"or death|risk of", bound.named.words
    )
    if q.kind == "percent" and risky and _cut(before, after) and not _PEOPLE.match(after):
        return {"measure": "reduction", "unit": "percent", "direction": "down"}
    if (
        q.kind == "percent"
        and re.search(
            r"\b(?:improv\w+|prolong\w+|increas\w+|extend\w+|longer|lengthen\w+)\b(?:[^.]|\.(?=\d))*\bby\s(?:\w+\s){0,2}$",
            text[: q.start],
            re.I,
        )
        and not _TIMED.search(near)
    ):
        return {"measure": "difference", "unit": "percent", "direction": "up"}
    if (
        re.search(r"\breduc\w+|\brisk\b", stretch)
        and q.kind == "percent"
        and not _RATE.search(near + bound.named.words)
    ):
        return None
    alive = re.search(r"-free|alive|surviv(?:ed|ing)|without progression|progression-free\Z", bound.named.words, re.I)
    if q.kind == "count":
        if not alive or (bound.named.start < q.start and not re.search(r"alive", bound.named.words)):
            return None
        return {"measure": "count"}
    if alive or _RATE.search(stretch) or _TIMED.search(stretch):
        return {"measure": "rate", "unit": "percent"}
    return None


def _points_apart(text: str, start: int, after: str) -> dict[str, Any] | None:
    """Percentage points between two arms' rates; a rate itself is never given in points."""
    before = text[max(0, start - 60) : start]
    if (
        _DIFFERENCE.search(before)
        or _CHANGE.search(before)
        or re.match(r"\s(?:difference|higher|lower|improvement|increase|reduction)", after)
    ):
        return {"measure": "difference", "unit": "percentage points"}
    return None


def _cut(before: str, after: str) -> bool:
    """Is the number by how much something was cut: "by 26%", "26% lower", "a reduction of 26%"?"""
    return bool(
        re.search(r"\b(?:by|down|reductions? of|decreases? of|reduction)\s(?:[\w-]+\s){0,3}[(]?$", before)
        or re.match(
            r"\s?(?:[\w-]+\s){0,2}?(?:reduc\w+|lower|decreas\w+|less|fewer|slowing)\b|\s(?:and|or) \d[\d.]*%\s(?:lower|less|reduced|fewer)\b",
            after,
        )
    )


def _share(text: str, bound: Bound, before: str, after: str) -> dict[str, Any] | None:
    q, kind = bound.quantity, bound.endpoint.kind
    if q.kind == "count":
        return (
            {"measure": "count"}
            if bound.how == "verb"
            or q.of
            or kind in ("event", "stated")
            or (bound.how in ("beside", "series", "before") and not re.search(r"enrolled|randomi[sz]ed", before))
            else None
        )
    if kind in ("event", "stated") and not _PEOPLE.match(after):
        stretch = text[max(0, min(bound.named.start, q.start) - 70) : max(bound.named.end, q.reach) + 45]
        if re.match(r"\s(?:and \d[\d.]*% )?more likely|\s(?:and \d[\d.]*% )?(?:higher|greater|increase)", after):
            return None
        if _DOWN.search(stretch) and _cut(before, after) and q.n is None:
            return {"measure": "reduction", "unit": "percent", "direction": "down"}
    if re.match(r"\s?(?:\w+\s){0,2}(?:increase|improvement|reduction)\b", after) and bound.how != "beside":
        return {
            "measure": "difference",
            "unit": "percent",
            "direction": "up" if "increase" in after or "improv" in after else "down",
        }
    return {"measure": "rate", "unit": "percent"}


# "Raised ALT was reported in 17%", "ALT increased in 6% of patients": an adverse event, no outcome.
_LAB_ALARM = re.compile(
    r"\b(?:[Rr]aised|[Ee]levated|[Ii]ncreased|[Ee]levations? (?:of|in)|[Ii]ncreases? (?:of|in)) (?:[\w-]+ ){0,2}\w*[^.;%\d]{0,45}\b(?:was|were) (?:reported|seen|observed|noted) in\b|\b(?:increased|elevated|raised|rose|elevations?|abnormal)\s(?:\w+\s){0,2}in\s(?:\w+\s){0,2}(?:\0|\d)"
    r"|\b(?:elevations?|increases?) (?:was|were|occurred)\b[^.;]{0,30}\bin\s(?:\w+\s){0,2}\0",
)
# What stands before a signed value that is a change by its sign alone: "Office systolic BP: -10.8 vs -5.4 mmHg".
_STANDS = re.compile(r"(?:[:(=]|\bwas|\bwere|\bof|\bby|\band|\bvs\.?|\bversus|\bwith)\s?\+?$")
_OR_MORE = re.compile(r"\s?or (?:more|higher|greater|above|less|lower|below)\b")


def _change(text: str, bound: Bound, before: str, after: str) -> dict[str, Any] | None:
    q, endpoint = bound.quantity, bound.endpoint
    stretch = text[max(0, min(bound.named.start - 60, q.start)) : max(bound.named.end, q.reach + 30)]
    if q.kind == "percent" and _LAB_ALARM.search(before + "\0" + bound.named.words) and not _CHANGE.search(after):
        return None
    if (
        q.kind == "percent"
        and bound.how == "before"
        and q.start > bound.named.end
        and _OR_MORE.match(after)
        and not re.search(r"\bby\s(?:\w+\s){0,2}$", before)
    ):
        return None
    if q.kind == "percent" and (
        _PEOPLE.match(after)
        or q.of
        or (re.search(r"\b(?:reached|achieved|met|attained) (?:by|in)\s(?:\w+\s){0,2}$|\bseen in\s(?:\w+\s)?$", before))
        or bound.how == "verb"
        or re.search(r"\b(?:[Tt]hat|[Tt]his|corresponding) (?:proportion|rate|share|percentage)$", bound.named.words)
        or (bound.how == "series" and re.search(r"\b(?:reached|achieved) (?:by|in) \d", text))
    ):
        return {"measure": "rate", "unit": "percent"}
    unit = q.unit or endpoint.unit
    if (
        q.kind == "percent"
        and re.search(r"\bfrom\s(?:[a-z]+\s){0,3}$", before)
        and re.match(r"\s(?:at baseline )?to \d", after)
    ):
        return None
    if q.kind == "yearly":
        return {"measure": "rate", "unit": unit}
    if (
        _DIFFERENCE.search(text[max(0, q.start - 70) : q.start])
        and not re.search(r"\bfrom baseline\b", text[max(0, q.start - 50) : q.start])
    ) or re.match(r"\s(?:points?\s)?apart\b|\s(?:placebo-adjusted|difference)", after):
        return {"measure": "difference", "unit": unit, "direction": _direction(stretch, bound)}
    if q.kind == "level" or re.search(r"\bfrom\s(?:[^.;]|\.(?=\d)){1,50}\sto\s(?:\w+\s){0,2}$", before):
        average = re.search(r"\b(mean|median|average)\b", before, re.I)
        return {
            "measure": {"average": "mean"}.get(average.group(1).casefold(), average.group(1).casefold())
            if average
            else None,
            "unit": unit,
        }
    if _CHANGE.search(stretch) or _CHANGE.search(bound.named.words):
        direction = _direction(stretch, bound)
        if q.kind == "percent" and re.match(r"\s(?:relative )?slowing\b", after):
            return {"measure": "reduction", "unit": "percent", "direction": "down"}
        if (
            q.kind == "percent"
            and direction == "down"
            and "per year" in (endpoint.unit or "")
            and "baseline" not in text
        ):
            return {"measure": "reduction", "unit": "percent", "direction": "down"}
        return {"measure": "change", "unit": unit, "direction": direction}
    if (
        q.kind != "percent"
        and ((q.value is not None and q.value < 0) or text[q.start - 1 : q.start] == "+")
        and _STANDS.search(before)
    ):
        return {"measure": "change", "unit": unit, "direction": _direction(stretch, bound)}
    if (
        q.kind != "percent"
        and re.search(r"\b(mean|median|average)\b", before + bound.named.words, re.I)
        and re.search(r"\b(?:was|were|of|reached)\s(?:\w+\s){0,2}$", before)
    ):
        return {"measure": "mean", "unit": unit}
    if q.kind in ("amount", "bare") and text[bound.named.close : q.start].strip(" ():") == "":
        said = text[: bound.named.start]
        if re.search(r"(?:,|\band|;)\s(?:and )?(?:on|in|for)\s(?:the )?$", said) and (
            _CHANGE.search(said) or _DIFFERENCE.search(said)
        ):
            return {"measure": "difference" if _DIFFERENCE.search(said) else "change", "unit": unit}
    if q.kind != "percent" and endpoint.name in ("ABR", "ARR", "exacerbations"):
        return {"measure": "rate", "unit": unit}
    return None


def _direction(stretch: str, bound: Bound) -> str | None:
    value = bound.quantity.value
    if value is not None and value < 0:
        return "down"
    down, up = list(_DOWN.finditer(stretch)), list(_UP.finditer(stretch))
    if down and not up:
        return "down"
    if up and not down:
        return "up"
    if down and up:
        return "down" if down[-1].start() > up[-1].start() else "up"
    if _BETTER.search(stretch):
        return bound.endpoint.better or None
    return "down" if _DOWN.search(bound.named.words) else None
