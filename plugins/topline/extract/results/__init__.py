"""Reported outcomes: every value of an arm, every comparison between arms, every endpoint met or not met.

Find loosely, accept strictly: a number becomes a result only where an endpoint of the field is named with it
and no silence covers it (see ``guards``). ``find`` gives the items; ``disagreements`` what does not add up.
"""

from __future__ import annotations

import re
from dataclasses import replace

from topline.extract.reading import Reading, Sentence
from topline.extract.results.arms import INVESTIGATIONAL, arms_in, dosed, drug_lexicon
from topline.extract.results.context import Story, announce, in_list, may_state
from topline.extract.results.endpoints import Endpoint, Named, named_in
from topline.extract.results.estimates import read
from topline.extract.results.judged import verdict_items
from topline.extract.results.later import Told, with_later_p, with_list_versus
from topline.extract.results.mentions import once
from topline.extract.results.met import verdicts
from topline.extract.results.statements import statements_of
from topline.extract.results.tables import table_results
from topline.extract.results.whose import TrialScope
from topline.extract.sponsors.reviews import is_review
from topline.extract.words.guards import REPORTED_BEFORE
from topline.extract.words.numbers import agree
from topline.extract.words.patterns import pattern_of
from topline.facts import Caveat, Facts, Result

_DEFINES = pattern_of(
    r"\b(?:co-)?primary (?:efficacy |composite |combined )*(?:end ?points?|outcomes?)(?: (?:measure|of (?:the|this|each|both) (?:study|trial)s?))*,?(?:\s?(?::|\(|,)|\s(?:is|was|were|are|of|counted)\b)",
    re.I,
)
_IS_PRIMARY = pattern_of(
    r"(?:\s?\([^)]{1,20}\))?,?\s(?:(?:was|were|is|are|as)\s)?(?:(?:the|its|a)\s(?:\S+\s)?)(?:co-)?primary (?:efficacy )?(?:end ?point|outcome)",
    re.I,
)


def find(reading: Reading, known: Facts) -> tuple[Result, ...]:
    """The results of a release, in order of first appearance."""
    if _is_roundup(reading, known):
        return ()
    story = Story(drug_lexicon(known))
    story.recurrence = _recurrence(reading)
    story.doses = _dose_arms(reading, story)
    scope = TrialScope(known)
    found: list[Told] = []
    for sentence in reading.findings:
        scope.note(sentence)
        if (
            _of_past_study(sentence, story.previous)
            or _of_past_year(sentence, reading.year)
            or _of_another(sentence, known)
        ):
            story.previous = sentence
            continue
        story.previous = sentence
        if not _DIGIT.search(sentence.text) and not any(word in sentence.text for word in _MAY_SAY):
            announce(story, sentence)
            continue
        _note_definition(sentence, story)
        _note_met(sentence, story)
        items = table_results(sentence, story) if sentence.kind == "row" else statements_of(sentence, story)
        if not items:
            found = with_later_p(sentence, found, story.last_at)
        items = items if sentence.kind == "row" else _with_verdicts(items, verdict_items(sentence))
        story.before = sentence
        group = story.listed_in.index if in_list(story, sentence) and story.listed_in else -1 - sentence.index
        announce(story, sentence)
        if items:
            earlier = bool(REPORTED_BEFORE.search(sentence.text))
            found += [Told(replace(item, trial=scope.of(sentence, item)), earlier, group) for item in items]
            story.last, story.last_at = items[-1], sentence.index
    found = with_list_versus(found)
    own = [told.item for told in found if not told.earlier] or [told.item for told in found]
    return tuple(_with_primary(_of_single_arm(item, known), story) for item in once(own))


def _of_single_arm(item: Result, known: Facts) -> Result:
    """In a single-arm trial of one product a value without an arm is of that product."""
    trial = next((t for t in known.trials if t.key == item.trial), None)
    tested = [drug for drug in known.drugs if drug.role == "investigational"]
    if item.arm or item.value is None or item.measure in (None, "difference", "reduction") or len(tested) != 1:
        return item
    if trial is None or "single-arm" not in trial.design or "ratio" in (item.measure or ""):
        return item
    return replace(item, arm=INVESTIGATIONAL)


# "The company had previously completed a phase 2 study of X. That study showed a 95% slowing of decline": an earlier trial.
_PAST_STUDY = pattern_of(
    r"\b(?:had|has|have) (?:previously|earlier|already|before) (?:completed|conducted|run|concluded|finished|carried out|performed) (?:an? |the |its |two |another )?[^.;]{0,60}\b(?:study|studies|trials?)\b"
)
_THAT_STUDY = pattern_of(
    r"(?:That|The earlier|The previous|The prior|In that|In the earlier|Results of that)(?: [\w-]+){0,3} (?:study|trial|studies|trials)\b"
)


def _of_past_study(sentence: Sentence, before: Sentence | None) -> bool:
    """Does a sentence tell of the study that the one before it calls an earlier one?"""
    return before is not None and bool(_THAT_STUDY.match(sentence.text) and _PAST_STUDY.search(before.text))


# "a trial completed in 2015", "results published in 2019 showed"
_IN_YEAR = pattern_of(
    r"\b(?:completed|conducted|published|reported|presented|concluded|performed|carried out|run|approved|launched)(?: [\w-]+){0,6}? (?:in|since) (?:early |late |mid-?|[A-Z][a-z]+ )?(?P<year>(?:19|20)\d\d)\b"
    r"|^In (?:early |late |mid-?|[A-Z][a-z]+ )?(?P<opens>(?:19|20)\d\d), "
)


def _of_past_year(sentence: Sentence, year: int | None) -> bool:
    """Does a sentence tell of a trial or a report of years before: "in a phase 1 trial completed in 2019"?"""
    match = _IN_YEAR.search(sentence.text) if year and _PAST_DIGITS.search(sentence.text) else None
    return bool(match and year and int(match.group("year") or match.group("opens")) < year - 1)


_PAST_DIGITS = pattern_of(r"\b(?:19|20)\d\d\b")
# "4 stocks to watch", "companies driving cancer treatment": an article about several listed companies, none of which reports.
_STOCKS = pattern_of(
    r"\b(?:stocks?|companies|players|biotechs|innovators|names|small-?caps|tickers|picks|sector|industry|invest\w+)\b",
    re.I,
)


def _is_roundup(reading: Reading, known: Facts) -> bool:
    """Is it an article on several listed companies? What it retells of each is no news of its own."""
    heads = [sentence.text for sentence in reading.sentences if sentence.zone == "headline"]
    return is_review(known) and any(_STOCKS.search(head) for head in heads)


# "as Rhythm Pharmaceuticals just reported": a company that is not the one that speaks
_REPORTS = pattern_of(
    r"\b(?P<name>[A-Z][\w-]+) (?:Pharmaceuticals|Therapeutics|Biosciences|Biopharma|Biotherapeutics|Pharma|Biotech|Oncology|Medicines)(?:,? Inc\.?)?,? (?:has |have )?(?:just |recently |also |earlier )*(?:reported|announced|published|presented|unveiled|disclosed)\b"
)


def _of_another(sentence: Sentence, known: Facts) -> bool:
    """Does a sentence tell what a company reported that is no sponsor of this release?"""
    match = _REPORTS.search(sentence.text) if known.sponsors else None
    return bool(match) and not any(match and match.group("name") in sponsor.name for sponsor in known.sponsors)


def _dose_arms(reading: Reading, story: Story) -> frozenset[str]:
    """The doses of the drug, where outcomes are told of several, so that the dose names the arm."""
    found: set[str] = set()
    for sentence in reading.findings:
        if sentence.kind != "row" and ("mg" in sentence.text or "µg" in sentence.text) and may_state(sentence.text):
            found |= dosed(arms_in(sentence.text, story.drugs))
    return frozenset(found) if len(found) > 1 else frozenset()


def _recurrence(reading: Reading) -> str:
    """The one endpoint of recurrence that a release names: ``RFS``, ``iDFS``, ``EFS`` or, as usual, none of them."""
    news = [s.text for s in reading.findings if "ecurrence" in s.text or "FS" in s.text]
    said = {name for name, words in _OF_RECURRENCE for text in news if words in text}
    return said.pop() if len(said) == 1 else ""


_OF_RECURRENCE = (
    ("RFS", "ecurrence-free survival"),
    ("iDFS", "nvasive disease-free survival"),
    ("DFS", "isease-free survival"),
    ("EFS", "vent-free survival"),
)
_DIGIT = pattern_of(r"\d")
_MAY_SAY = (
    "ndpoint",
    "nd point",
    "utcome",
    "bjective",
    "util",
    "nlikely",
    "nferior",
    "uperiority",
    "NFERIOR",
    "espon",
    "emission",
    "eached",
    "alive",
    "percent",
    "NDPOINT",
    "ignifican",
    "goal",
    "failed to",
    "did not",
    "objective",
)


def disagreements(reading: Reading) -> tuple[Caveat, ...]:
    """What does not add up: a share that is not its count, an interval that does not hold its estimate."""
    found = []
    for sentence in reading.findings:
        if "%" not in sentence.text and "CI" not in sentence.text:
            continue
        for q in read(sentence.text).quantities:
            if (
                q.kind == "percent"
                and q.n is not None
                and q.of
                and q.value is not None
                and q.comparison == "="
                and not agree(q.n, q.of, q.value)
            ):
                warning = Caveat(
                    code="count-percent-disagree",
                    message=f"{q.n} of {q.of} is not {q.value}%",
                    rule="results/count-and-share",
                )
                found.append(sentence.state(warning, q.start, q.end))
            if q.broken:
                warning = Caveat(
                    code="interval-excludes-estimate", message=f"the interval {q.broken}", rule="results/interval"
                )
                found.append(sentence.state(warning, q.start, q.end))
    return tuple(found)


def _note_definition(sentence: Sentence, story: Story) -> None:
    """Remember which endpoint is said to be the primary one."""
    text = sentence.text
    if "rimary" not in text:
        return
    match = _DEFINES.search(text)
    named = named_in(text)
    after = _first_after(named, match.end()) if match else None
    if after is None:
        after = next((n for n in named if _IS_PRIMARY.match(text, n.end)), None)
    if after and match and _ELSEWHERE.search(text, match.end(), max(match.end(), after.start)):
        return
    if after and after.endpoint.kind not in ("event", "stated") and _A_COMPOSITE.match(text, after.end):
        after = replace(after, endpoint=Endpoint("primary endpoint", "stated", ""))
    if after:
        story.defined, story.defined_at = after, sentence.index
        story.kinds[after.endpoint.name] = after.endpoint.kind
        story.primary.setdefault(after.endpoint.name, sentence)


def _note_met(sentence: Sentence, story: Story) -> None:
    """As in "AURA met its primary endpoint. At week 6 the mean change in MADRS was …": the next figures are of that endpoint."""
    before = story.before
    if (
        before is None
        or sentence.index - before.index != 1
        or story.defined_at >= before.index
        or sentence.kind == "row"
    ):
        return
    found = verdicts(before.text)
    if len(found) != 1 or found[0].rank != "primary" or named_in(before.text) or "econdary" in sentence.text:
        return
    named = named_in(sentence.text)
    digit = _DIGIT.search(sentence.text, named[0].end) if named else None
    if (
        named
        and digit
        and not any(other.endpoint != named[0].endpoint and other.start < digit.start() for other in named)
    ):
        story.defined, story.defined_at = named[0], sentence.index
        story.kinds[named[0].endpoint.name] = named[0].endpoint.kind
        place = before.text.casefold().find("primary")
        if place >= 0:
            story.primary.setdefault(named[0].endpoint.name, before)


# "The primary endpoint was not met, while the gait subscale improved": the name is another endpoint's.
_ELSEWHERE = pattern_of(r"\b(?:met|missed|reached|achieved|while|whereas|but|although)\b")
# The endpoint named is the first part of a composite that has no short name.
_A_COMPOSITE = pattern_of(
    r"[^.;]{0,40},(?: [\w-]+){1,6} (?:death|failure|disease|dialysis|transplant\w*|stroke|infarction|hospitali[sz]ation)\b[^.;]{0,60}\bor\b|[^.;]{0,60},? or (?:[\w-]+ ){0,3}death\b"
)


def _first_after(named: list[Named], place: int) -> Named | None:
    return next((n for n in named if place <= n.start <= place + 90), None)


def _with_primary(item: Result, story: Story) -> Result:
    """Mark an item whose endpoint is the primary one."""
    if item.primary is not None:
        return item
    sentence = story.primary.get(item.endpoint)
    if sentence is None or item.subgroup or item.rule == "results/p-alone":
        return item
    if item.measure in ("rate", "count") and story.kinds.get(item.endpoint) == "change":
        return item
    if sentence.quote == item.quote:
        return replace(item, primary=True)
    place = sentence.text.casefold().find("primary")
    return replace(item, primary=True, evidence={**item.evidence, "primary": sentence.evidence(place, place + 7)})


def _with_verdicts(items: list[Result], verdict_items: list[Result]) -> list[Result]:
    """Add the verdicts; a p-value that stands alone beside one belongs to it."""
    lone = [item for item in items if item.rule == "results/p-alone"]
    if len(lone) != 1 or len(verdict_items) != 1 or verdict_items[0].met is None:
        return items + verdict_items
    verdict = replace(
        verdict_items[0],
        p=lone[0].p,
        p_sides=lone[0].p_sides,
        hypothesis=verdict_items[0].hypothesis or lone[0].hypothesis,
    )
    return [item for item in items if item is not lone[0]] + [verdict]
