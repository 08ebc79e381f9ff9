"""The endpoints that a sentence says were met, were not met, or could not be met, each as an item.

"The trial met its primary endpoint of PFS", "Both co-primary endpoints, PFS and OS, were met", "failed to show a benefit in OS".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from topline.extract.reading import Sentence
from topline.extract.results.endpoints import Named, lexicon, named_in
from topline.extract.results.met import OF_OTHERS, UNREAL, Verdict, verdicts
from topline.extract.words.guards import EARLIER_TRIAL, Guarded
from topline.extract.words.patterns import pattern_of
from topline.facts import Result

# What joins the endpoints of a list: "PASI 75 and sPGA 0/1", "OS (overall survival), ORR".
_JOINED = pattern_of(
    r"(?: \([^)]{1,40}\))?,? ?(?:and|as well as|plus)?(?: (?:the|median|key|improved|both|also|mean|changes?|from baseline|[a-z-]+-assessed|of|for|in))* ?"
)
_FIRST_WITHIN = 60  # characters between "primary endpoint" and the name of it


def verdict_items(sentence: Sentence) -> list[Result]:
    """The verdicts of a sentence as items; none of an earlier trial."""
    text = sentence.text
    if EARLIER_TRIAL.search(text):
        return []
    items = []
    for verdict in verdicts(text):
        for name in _endpoints(verdict):
            item = Result(
                trial=None,
                endpoint=name,
                primary=True if verdict.rank == "primary" else None,
                met=verdict.met,
                hypothesis=verdict.hypothesis,
                futility=verdict.futility,
                rule="results/futility" if verdict.futility else "results/met",
            )
            items.append(sentence.state(item, verdict.start, verdict.end))
    judged = {item.endpoint for item in items}
    for name, met, hypothesis, start, end in _significance(text):
        if name not in judged and not any(item.met is not None and item.hypothesis for item in items):
            judged.add(name)
            item = Result(trial=None, endpoint=name, met=met, hypothesis=hypothesis, rule="results/met")
            items.append(sentence.state(item, start, end))
    return items


def _endpoints(verdict: Verdict) -> list[str]:
    """The endpoints' own names where the words after "primary endpoint" say them, else the rank."""
    named = named_in(verdict.of)
    listed = [n.endpoint.name for n in _coordinated(verdict.of, named)]
    if verdict.rank == "primary" and named and named[0].start <= _FIRST_WITHIN:
        return listed if verdict.plural else listed[:1]
    if verdict.rank == "secondary" and named and named[0].start <= 40:
        if verdict.plural and named[0].start <= 12:
            return listed
        if not verdict.plural and len({n.endpoint for n in named}) == 1:
            return listed[:1]
    if verdict.safety:
        return ["primary safety endpoint"]
    return [f"{verdict.rank} endpoint" + ("s" if verdict.plural and verdict.rank == "secondary" else "")]


def _coordinated(text: str, named: list[Named]) -> list[Named]:
    """The first endpoint and those listed with it: "PFS and OS"; not "PFS, while OS was immature"."""
    found = named[:1]
    for n in named[1:]:
        if not _JOINED.fullmatch(text[found[-1].close : n.start]):
            break
        found.append(n)
    return found


_GAIN = r"(?:benefits?|improvements?|differences?|advantages?|superiority|effects?|efficacy|reductions?|increases?|decreases?|prolongation|significance|gains?|slowing|change)"
_TOUCHING = r"(?: (?:either|both|the|in|of|on|median|mean|overall|patients'|their|risk|rates?|incidence|changes?|from baseline|monthly|annuali[sz]ed|primary|key|co-primary|secondary|end ?points?|combined))*"
_FAILS = r"\b(?:fail(?:ed|s|ing)? to|did not|didn't|(?:was|were) unable to)(?: (?:statistically|significantly|meaningfully|materially|clearly))? "
# "failed to show a benefit in OS", "did not reach statistical significance for PFS"
_NOT_SHOWN = pattern_of(
    _FAILS + r"(?:demonstrate|show|achieve|reach|attain|meet|prove|provide|produce|deliver|result in|lead to|confer) "
    rf"(?:(?:an?|any|the|statistical|statistically|significant|clinical|clinically|meaningful|superior|sufficient|treatment) )*{_GAIN}"
    r"(?: (?:over|versus|vs\.?|compared (?:with|to)) [^.;,()%\d]{3,50}?)?,? (?:in terms of|with respect to|in|on|for|of|regarding)"
    + _TOUCHING + " ?"
)  # fmt: skip
# "failed to beat placebo on overall survival"
_NOT_BEATEN = pattern_of(
    r"\b(?:fail(?:ed|s|ing)? to|did not|didn't) (?:beat|outperform|surpass|best|top) [^.;,()%\d]{3,40}? (?:on|in|for)"
    + _TOUCHING
    + " "
)
# "Statistical significance was not reached for PFS"
_NOT_REACHED = pattern_of(
    r"\b[Ss]tatistical significance was not (?:reached|achieved|attained|met) (?:for|on|in|with respect to)"
    + _TOUCHING
    + " "
)
# "did not improve overall survival"
_NOT_MOVED = pattern_of(
    _FAILS + r"(?:improve|prolong|extend|lengthen|reduce|lower|delay|slow|decrease|prevent|increase)" + _TOUCHING + " "
)
# "reached statistical significance for OS"
_SIGNIFICANT = pattern_of(
    r"\b(?:achiev(?:ed|ing)|reach(?:ed|ing)|demonstrat(?:ed|ing)|show(?:ed|ing)|met|attain(?:ed|ing)) (?:strong |high )?statistical(?:ly)? significance (?:for|on|in|with respect to)"
    + _TOUCHING + " "
)  # fmt: skip
# "showed non-inferiority to X in mean change in BCVA"
_NOT_INFERIOR = pattern_of(
    r"\b(?:demonstrat(?:ed|ing)|show(?:ed|ing|n)|establish(?:ed|ing)|achiev(?:ed|ing)|met|prov(?:ed|ing)|confirm(?:ed|ing)) (?:statistical |the )*(?P<hypothesis>non-?inferiority|superiority)"
    r"(?: (?:to|over|versus|vs\.?|of|compared (?:with|to)) [^.;,()%\d]{3,60}?)?,? (?:in terms of|with respect to|in|on|for|as measured by)" + _TOUCHING + " ",
    re.I,
)  # fmt: skip
# "the difference in OS, a key secondary endpoint, was not statistically significant", "OS did not reach significance"
_BEHIND = pattern_of(
    r"(?:,? (?:an?|the) (?:key |main )?(?:primary|secondary) (?:end ?point|outcome),?)?(?: (?:at|after|by) [^.;,()]{3,20})?(?: between (?:the )?[^.;,()%\d]{3,30})?"
    r" (?:(?:was|were) not statistically significant|did not (?:reach|achieve|attain) (?:statistical )?significance|failed to (?:reach|achieve|attain) (?:statistical )?significance)\b"
)
_THE_GAIN = pattern_of(
    r"\b(?:differences?|improvements?|benefits?|reductions?|increases?|trends?) (?:in|for|of)" + _TOUCHING + " $", re.I
)
# Whose failure it is: that of a field, of other drugs, of patients.
_NOT_THE_TRIAL = pattern_of(
    r"\b(?:many|several|most|other|others|previous(?:ly)?|prior|earlier|past|existing|current|drugs|agents|attempts|therapies|treatments|no|who|patients|participants|people|those|subjects|approaches)\b",
    re.I,
)


def _significance(text: str) -> Iterator[tuple[str, bool, str | None, int, int]]:
    """What is said of an endpoint by its name: ``(endpoint, met, hypothesis, start, end)``."""
    low = text.casefold()
    if "signific" not in low and "fail" not in low and "did not" not in low and "nferior" not in low:
        return
    named = [n for n in named_in(text) if lexicon().get(n.words)]
    if not named or OF_OTHERS.search(text) or Guarded(text).sentence:
        return
    for pattern, met in (
        (_NOT_SHOWN, False),
        (_NOT_REACHED, False),
        (_NOT_BEATEN, False),
        (_NOT_MOVED, False),
        (_SIGNIFICANT, True),
        (_NOT_INFERIOR, True),
    ):
        for match in pattern.finditer(text):
            first = next((n for n in named if n.end > match.end() and n.start - match.end() <= 2), None)
            if first is None or _unsaid(text, match.start()):
                continue
            said = match.groupdict().get("hypothesis")
            for n in _coordinated(text, named[named.index(first) :]):
                hypothesis = said.casefold().replace("noninf", "non-inf") if said else None
                yield n.endpoint.name, met, hypothesis, *match.span()
    for n in named:
        behind = _BEHIND.match(text, n.close)
        before = text[max(0, n.start - 60) : n.start]
        said = behind and (_THE_GAIN.search(before) or "did not" in behind.group() or "failed" in behind.group())
        if behind and said and not _unsaid(text, n.start):
            yield n.endpoint.name, False, None, *behind.span()


def _unsaid(text: str, start: int) -> bool:
    """Is it a wish, a plan, or said of others than the trial?"""
    before = text[max(0, start - 90) : start]
    return bool(UNREAL.search(before) or _NOT_THE_TRIAL.search(before))
