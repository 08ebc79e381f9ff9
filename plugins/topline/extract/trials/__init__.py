"""The trials of a release: names, registry ids, phases, which of them the news is about, status and design.

Mentions of one trial are gathered by name, by registry id, or by phase where no name tells them apart. A trial
is in focus when the head of the news speaks of it (headline before deck before lead before body), not when it
is called earlier, planned or another's. No trial is made of a phase that only the boilerplate states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from topline.extract.conditions.names import vocabulary
from topline.extract.reading import Reading, Sentence
from topline.extract.trials.drafts import NEWS_RANK, Draft, gather, in_focus, is_any_trial, is_one_trial, joined, owner
from topline.extract.trials.mentions import RANKS, Mention, is_about_trial, mentions_in, registry_ids_in
from topline.extract.trials.names import Namer
from topline.extract.trials.states import design_in, is_of_another, reason_after, status_in
from topline.extract.words.patterns import pattern_of
from topline.facts import Evidence, Facts, Trial

# A trial is stated though it has no name and no phase.
_STATED = pattern_of(
    r"\b(?:an?|the|this|its|our|\w+'s) (?:[\w-]+,? ){0,4}?(?:randomi[sz]ed|first[- ]in[- ]?human|pivotal|placebo-controlled|double-blind|"
    r"open-label|single-arm|pilot|feasibility|proof-of-concept)[, ](?:[\w-]+,? ){0,5}?(?P<noun>trial|study)\b|"
    r"\b(?:the|this|its) (?:clinical )?(?P<noun2>trial|study) (?:enrolled|randomi[sz]ed|recruited|met (?:its|the) primary)\b|"
    r"\b(?:the|this) (?:clinical )?(?P<noun4>trial) (?:compared|included|tested|evaluated|assessed)\b|"
    r"\bthis (?:clinical )(?P<noun3>trial|study)\b",
    re.I,
)
_NO_TRIAL = pattern_of(
    r"\b(?:mice|mouse|animal|in (?:\w+ )?(?:dogs|cats|horses|pigs|rats|monkeys|sheep|cattle)|(?:study|trial) (?:of|for|on) (?:the|an?|its) (?:\w+ )?(?:plant|factory|facility|building|site)|preclinical|pre-clinical|in vitro|in vivo|meta-analys[ie]s|observational|cohort study|planned|future|upcoming|plans? to|"
    r"will (?:begin|start|initiate)|needs?|needed|report)\b",
    re.I,
)

# A trial that has nothing to report yet.
_TO_REPORT = pattern_of(
    r"\b(?:ongoing|under ?way|in progress|about to (?:begin|start)|will (?:begin|start|enrol\w*|test|evaluate)|(?:is|are) (?:also |now |currently |still )*"
    r"(?:being (?:tested|studied|evaluated|assessed|investigated|developed)|enrol\w+|recruiting|planned|in phase)|"
    r"has (?:also |now |recently |just )*(?:started|begun|opened|completed (?:its |patient )?(?:enrol\w+|recruitment)))\b",
    re.I,
)


# Headlines of other news that a page drags along, and trials at court.
_DRAGGED = pattern_of(
    r"(?:See also|Read (?:next|more|also)|More (?:news|stories)|Also read|Related (?:news|stories|articles)|You may also like) ?:"
)
_COURT = pattern_of(r"\b(?:jury|jurors|courtroom|plaintiffs?|defendants?|infringement)\b", re.I)


def _is_apart(sentence: Sentence) -> bool:
    """Does a sentence stand in the news without being of it?"""
    return bool(_DRAGGED.match(sentence.text) or _COURT.search(sentence.text))


def find(reading: Reading, known: Facts) -> tuple[Trial, ...]:
    """The trials of a release, in order of first appearance."""
    namer = Namer(
        (s.text for s in reading.sentences if s.zone not in ("contacts", "references") and not _is_apart(s)), known
    )
    drafts: list[Draft] = []
    loose: list[Mention] = []
    for sentence in reading.sentences:
        if (sentence.zone == "contacts" and not registry_ids_in(sentence.text)) or _is_apart(sentence):
            continue
        for mention in _placed(mentions_in(sentence, namer), known):
            if mention.name or mention.phase:
                gather(mention, drafts)
            else:
                loose.append(mention)
    drafts = joined(drafts)
    for mention in loose:
        owner(mention, drafts).take(mention)
    drafts = [draft for draft in drafts if draft.name or draft.ids or is_one_trial(draft)]
    focus = in_focus(drafts)
    drafts = [draft for draft in drafts if draft in focus or draft.name or draft.ids or not is_any_trial(draft)]
    hoped = all(
        not d.name and d.rank(("plain",)) > NEWS_RANK and d.rank(("future", "past")) == NEWS_RANK for d in focus
    )
    stated = _stated(reading) if hoped else None
    same = [
        d for d in drafts if stated and any(m.sentence is stated[0] and m.standing != "earlier" for m in d.mentions)
    ]
    if same:
        return _numbered(None, drafts, same[:1], reading)
    return _numbered(stated, drafts, [] if stated else focus, reading)


def _placed(mentions: list[Mention], known: Facts) -> list[Mention]:
    """The mentions of a sentence of the body, marked where it tells of a trial still to report in other diseases only."""
    focus = [disease for c in known.conditions if c.focus and (disease := vocabulary().names.get(c.name))]
    if (
        not focus
        or not any(RANKS["lead"] <= m.rank <= NEWS_RANK for m in mentions)
        or not _TO_REPORT.search(mentions[0].sentence.text)
    ):
        return mentions
    named = [n.disease for n in vocabulary().names.find(mentions[0].sentence.text, {})]
    near = any(d.name == f.name or d.within(f) or f.within(d) for d in named for f in focus)
    return [replace(mention, aside=bool(named) and not near) for mention in mentions]


def _stated(reading: Reading) -> tuple[Sentence, int, int] | None:
    """Where the news clearly states a trial that has neither name nor phase."""
    for sentence in reading.news:
        if "tud" not in sentence.text and "rial" not in sentence.text:
            continue
        match = _STATED.search(sentence.text)
        if match and not _NO_TRIAL.search(sentence.text):
            return sentence, match.start(match.lastgroup or 0), match.end(match.lastgroup or 0)
    return None


def _numbered(
    stated: tuple[Sentence, int, int] | None, drafts: list[Draft], focus: list[Draft], reading: Reading
) -> tuple[Trial, ...]:
    """The record's items: a nameless stated trial first, then the drafts, each with its key."""
    found: list[Trial] = []
    if stated:
        sentence, start, end = stated
        status, reason, _ = status_in(((sentence, (start, end)),), ())
        design = tuple(word for word, _, _ in design_in(sentence.text))
        trial = Trial(key="", focus=True, status=status, reason=reason, design=design, rule="trials/stated-trial")
        found.append(sentence.state(trial, start, end))
    drafts = sorted(drafts, key=lambda d: (d.mentions[0].sentence.index, d.mentions[0].span))
    alone = len(focus) == 1
    found += [_trial(draft, draft in focus, alone, reading, drafts) for draft in drafts]
    return tuple(replace(trial, key=f"t{number}") for number, trial in enumerate(found, 1))


def _trial(draft: Draft, focus: bool, alone: bool, reading: Reading, others: list[Draft]) -> Trial:
    """One item: its main quote is the clearest mention; fields that it does not state have evidence of their own."""
    main = max(draft.mentions, key=_clarity(draft))
    evidence = _evidence_beside(draft, main)
    own = tuple(m.sentence for m in draft.mentions)
    about = _about(draft, reading) if focus and alone else ()
    status, reason, said = status_in(tuple((m.sentence, m.span) for m in draft.mentions), about)
    if status is None and all(m.standing == "future" for m in draft.mentions):
        status = "planned"
    if said:
        evidence["status"] = said
    if status in ("held", "stopped") and reason is None:
        reason = _reason_after(said, own, reading, evidence)
    trial = Trial(
        key="",
        name=draft.name,
        registry_ids=tuple(draft.ids),
        phase=draft.phase,
        focus=focus,
        status=status,
        reason=reason,
        design=tuple(dict.fromkeys(_designs(draft, own, about, others))),
        evidence=evidence,
        rule="trials/" + ("named-trial" if draft.name else "phase-of-trial" if draft.phase else "registered-trial"),
    )
    return main.sentence.state(trial, *main.span)


def _reason_after(
    said: Evidence | None, own: tuple[Sentence, ...], reading: Reading, evidence: dict[str, Evidence]
) -> str | None:
    """Why a trial was stopped, where the sentence after tells it; its evidence is added."""
    for sentence in own:
        if said and sentence.quote == said.quote and sentence.index + 1 < len(reading.sentences):
            following = reading.sentences[sentence.index + 1]
            if following.block - sentence.block <= 1 and (reason := reason_after(following.text)):
                start = following.text.index(reason)
                evidence["reason"] = following.evidence(start, start + len(reason))
                return reason
    return None


def _evidence_beside(draft: Draft, main: Mention) -> dict[str, Evidence]:
    """Evidence of the fields that the main mention does not state itself."""
    evidence: dict[str, Evidence] = {}
    if draft.phase and not (main.phase and main.phase.phase == draft.phase):
        for m in (*draft.mentions, *draft.inherited):
            if m.phase and m.phase.phase == draft.phase:
                evidence["phase"] = m.sentence.evidence(m.phase.start, m.phase.end)
                break
    if draft.name and not main.name:
        stating = next(m for m in draft.mentions if m.name)
        evidence["name"] = stating.sentence.evidence(*stating.span)
    if draft.ids and not main.ids:
        stating = next(m for m in draft.mentions if m.ids)
        evidence["registry_ids"] = stating.sentence.evidence(*stating.ids[0][1:])
    return evidence


def _about(draft: Draft, reading: Reading) -> tuple[Sentence, ...]:
    """The sentences that can tell of the one trial of a release, whether they name it or not."""
    name = (draft.name,) if draft.name else ()
    return tuple(
        s
        for s in reading.sentences
        if (s.zone in RANKS or is_about_trial(s, name)) and any(word in s.text for word in ("tud", "rial", "andomi"))
    )


def _designs(
    draft: Draft, own: tuple[Sentence, ...], about: tuple[Sentence, ...], others: Iterable[Draft]
) -> Iterator[str]:
    """The words of design said of a trial: not those that stand just before another trial, or speak of one to come."""
    planned = all(m.standing == "future" for m in draft.mentions)
    foreign = [(m.sentence, m.span[0]) for other in others if other is not draft for m in other.mentions]
    for sentence in dict.fromkeys((*own, *about)):
        places = [place for other, place in foreign if other is sentence]
        ours = [m.span[0] for m in draft.mentions if m.sentence is sentence]
        for word, start, end in design_in(sentence.text):
            if not planned and is_of_another(sentence.text, start, end):
                continue
            following = min((p for p in (*places, *ours) if p >= start), default=None)
            if following is not None and following not in ours and following - end <= 60:
                continue
            yield word


def _clarity(draft: Draft) -> Any:
    """Sorts mentions: those that state more fields, in the news, not in a heading, the earlier first."""

    def key(mention: Mention) -> tuple[int, int, int, int]:
        says = bool(mention.name) * 2 + (bool(mention.phase) and mention.phase.phase == draft.phase) + bool(mention.ids)  # type: ignore[union-attr]
        prose = mention.sentence.kind not in ("headline", "heading")
        return says, mention.rank <= NEWS_RANK, prose, -mention.sentence.index

    return key
