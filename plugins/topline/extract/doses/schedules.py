"""How often and how long a dose is given, in the words of the text."""

from __future__ import annotations

import re

from topline.extract.words.patterns import pattern_of

_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|other|second|third)"
_PERIOD = r"(?:hours?|days?|weeks?|months?|cycles?)"
_PART = (
    rf"(?:(?:once|twice|(?:one|two|three|four|\d) times?)(?:[- ](?:daily|weekly|monthly|nightly|yearly|(?:a|per|each|every) (?:day|week|month|night|year)|every (?:{_COUNT}[- ])?{_PERIOD}))"
    rf"|(?:bi-?)?(?:daily|weekly|monthly|nightly|quarterly)\b|every (?:{_COUNT}[- ])?{_PERIOD}\b|every (?:day|week|month|night)\b|(?:per|each) (?:day|week|month)\b"
    r"|\b(?:QD|BID|TID|QID|QW|QOW|QOD|Q\d{1,2}[WDMH]|q\d{1,2}[wdmh]|b\.i\.d\.|q\.d\.|qd|bid|tid)\b"
    r"|on the (?:first|second|third|fourth|fifth) day\b"
    rf"|on [Dd]ays? \d+(?:(?:, and | and |, |-| to | through |/)\d+)*"
    rf"|(?:in|of) (?:a |an |each |every |repeated )?{_COUNT}[- ](?:day|week|month)s?(?:[- ]long)? (?:treatment )?cycles?\b|(?:in|of) each (?:treatment )?cycle"
    rf"|for (?:up to |a total of |the first )?{_COUNT} (?:treatment )?{_PERIOD}\b|{_COUNT} {_PERIOD} apart|as (?:a )?single dose|single[- ]dose)"
)
_ROUTE = (
    r"(?:intravenously|subcutaneously|orally|intramuscularly|intrathecally|intravitreally|topically|IV|SC|IM|PO|i\.v\.|s\.c\.|by mouth|intravenous|subcutaneous|oral"
    r"|injections?|infusions?|tablets?|capsules?|taken|given|administered|infused|injected|swallowed|dosed|dose|doses|each|in both groups"
    r"|by (?:subcutaneous|intravenous|intramuscular) (?:injection|infusion)|under the skin|into (?:a|the) (?:vein|muscle)|via (?:infusion|injection))"
)
_LINK = rf"(?:[\s,]|\((?:OD|QD|BID|TID|QW|Q\dW)\)|{_ROUTE}\b|\band (?={_PART}))*"
_SCHEDULE = pattern_of(rf"(?P<schedule>{_PART}(?:{_LINK}{_PART}){{0,4}})")
# between an amount and its schedule
_LEAD = pattern_of(
    rf"(?:[;,] (?:this|it|which|both|these) (?=(?:is|was|are|were) ))?[\s,()]*(?:{_ROUTE}[\s,(]*|or (?:to )?(?:matching )?placebo[\s,(]*|(?:of|was|were|is|are) |(?:adjusted |ideal |of )*body ?weight[\s,]*|\+ ){{0,5}}",
    re.I,
)
_AHEAD = pattern_of(
    r"\b(?P<schedule>(?:once|twice|three times)[- ](?:daily|weekly|monthly|nightly)|(?:bi-?)?(?:daily|weekly|monthly|quarterly)|(?:single|one-time)(?=[- ])(?! (?:attack|patient|cent(?:er|re)|arm|agent|site|trial|study|blind|person|volunteer|eye)\b))(?:[ -](?:[\w-]+)){0,4}[ (,]*$",
    re.I,
)
_GIVEN = pattern_of(
    r"\)?,? ?(?:(?:is|was|were|are|to be|being|will be) )?(?:given|administered|taken|dosed|injected|infused)\s+", re.I
)


def schedule_after(text: str, position: int, end: int) -> tuple[int, int] | None:
    """The schedule that follows an amount, between ``position`` and ``end``: ``IV every 3 weeks`` → "every 3 weeks"."""
    lead = _LEAD.match(text, position, end)
    match = _SCHEDULE.match(text, lead.end() if lead else position, end)
    return match.span("schedule") if match else None


def schedule_before(text: str, start: int, position: int, drugs: re.Pattern[str] | None) -> tuple[int, int] | None:
    """The schedule in front of an amount and its drug: ``once-weekly semaglutide 2.0 mg``, ``a single 5 mg dose``."""
    begin = max(start, position - 70)
    ahead = text[begin:position]
    if drugs and (last := list(drugs.finditer(ahead))):
        ahead = (
            ahead[: last[-1].start()] if not re.search(r"\w{3}", ahead[last[-1].end() :].replace("dose", "")) else ahead
        )
    match = _AHEAD.search(ahead)
    return (begin + match.start("schedule"), begin + match.end("schedule")) if match else None


def schedule_given(text: str, position: int) -> tuple[int, int] | None:
    """The schedule of a drug named just before ``position``: ``, given weekly for three weeks in a 4-week cycle``."""
    given = _GIVEN.match(text, position)
    return schedule_after(text, given.end(), len(text)) if given else None
