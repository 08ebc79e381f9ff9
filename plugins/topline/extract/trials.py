"""The trials of a release: names, registry ids, phases, which of them the news is about, status and design.

Mentions of one trial are gathered by name, by registry id, or by phase where no name tells them apart. A trial
is in focus when the head of the news speaks of it (headline before deck before lead before body), not when it
is called earlier, planned or another's. No trial is made of a phase that only the boilerplate states.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from topline.extract.phases import closer, compatible
from topline.extract.reading import Reading, Sentence
from topline.extract.trial_mentions import OUTSIDE, RANKS, Mention, is_about_trial, mentions_in
from topline.extract.trial_names import Namer
from topline.extract.trial_states import design_in, status_in
from topline.facts import Evidence, Facts, Trial, fold

_NEWS_RANK = 3
_WEAK = ("earlier", "derived", "past", "future")
# A trial is stated though it has no name and no phase.
_STATED = re.compile(
    r"\b(?:an?|the|this|its|our|\w+'s) (?:[\w-]+,? ){0,4}?(?:randomi[sz]ed|first[- ]in[- ]?human|pivotal|placebo-controlled|double-blind|"
    r"open-label|single-arm|pilot|feasibility|proof-of-concept)[, ](?:[\w-]+,? ){0,5}?(?P<noun>trial|study)\b|"
    r"\b(?:the|this|its) (?:clinical )?(?P<noun2>trial|study) (?:enrolled|randomi[sz]ed|recruited|met (?:its|the) primary)\b|"
    r"\bthis (?:clinical )(?P<noun3>trial|study)\b",
    re.I,
)
_NO_TRIAL = re.compile(
    r"\b(?:mice|mouse|animal|preclinical|pre-clinical|in vitro|in vivo|meta-analys[ie]s|observational|cohort study|planned|future|upcoming|plans? to|"
    r"will (?:begin|start|initiate)|needs?|needed|report)\b",
    re.I,
)


@dataclass(slots=True)
class _Draft:
    """One trial while its mentions are being gathered."""

    name: str | None = None
    phase: str | None = None
    ids: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    inherited: list[Mention] = field(default_factory=list)

    @property
    def plural(self) -> bool:
        """Is it several trials of one phase, none of them named?"""
        return self.name is None and all(m.phase and m.phase.plural for m in self.mentions)

    @property
    def several(self) -> bool:
        return self.name is None and any(m.phase and m.phase.plural for m in self.mentions)

    @property
    def in_news(self) -> bool:
        return any(m.rank <= _NEWS_RANK for m in self.mentions)

    def rank(self, standings: tuple[str, ...]) -> int:
        """The nearest to the head of the news that it is mentioned with one of these standings."""
        return min((m.rank for m in (*self.mentions, *self.inherited) if m.standing in standings), default=OUTSIDE)

    def take(self, mention: Mention) -> None:
        """Add a mention, and what it says."""
        self.mentions.append(mention)
        if mention.name and not self.name:
            self.name = mention.name.words
        if mention.phase and compatible(self.phase, mention.phase.phase):
            self.phase = closer(self.phase, mention.phase.phase)
        for identifier, _, _ in mention.ids:
            if identifier not in self.ids:
                self.ids.append(identifier)


def find(reading: Reading, known: Facts) -> tuple[Trial, ...]:
    """The trials of a release, in order of first appearance."""
    namer = Namer((s.text for s in reading.sentences if s.zone not in ("contacts", "references")), known)
    drafts: list[_Draft] = []
    loose: list[Mention] = []
    for sentence in reading.sentences:
        if sentence.zone == "contacts":
            continue
        for mention in mentions_in(sentence, namer):
            if mention.name or mention.phase:
                _gather(mention, drafts)
            else:
                loose.append(mention)
    drafts = _joined(drafts)
    for mention in loose:
        _owner(mention, drafts).take(mention)
    drafts = [draft for draft in drafts if draft.name or draft.ids or _is_one_trial(draft)]
    focus = _focus(drafts)
    drafts = [draft for draft in drafts if draft in focus or draft.name or draft.ids or not _is_any_trial(draft)]
    hoped = all(not d.name and d.rank(("plain",)) > _NEWS_RANK and d.rank(("future", "past")) == _NEWS_RANK for d in focus)
    stated = _stated(reading) if hoped else None
    return _numbered(stated, drafts, [] if stated else focus, reading)


def _gather(mention: Mention, drafts: list[_Draft]) -> None:
    """Give a mention to the draft of its trial, or open one."""
    draft = _named(mention, drafts) if mention.name else _nameless(mention, drafts)
    if draft is None:
        draft = _Draft()
        drafts.append(draft)
    draft.take(mention)


def _key(name: str) -> str:
    """What two spellings of one name share: GALACTIC-HF and Galactic HF, but not evoke and evoke+."""
    return fold(name) + "+" * name.count("+")


def _named(mention: Mention, drafts: list[_Draft]) -> _Draft | None:
    """The draft of a name: the one that has it, or a nameless one of its id or phase that the head of the news has."""
    assert mention.name
    words = _key(mention.name.words)
    ids = {identifier for identifier, _, _ in mention.ids}
    for draft in drafts:
        if (draft.name and _key(draft.name) == words) or ids.intersection(draft.ids):
            return draft
    if not mention.phase or mention.standing == "earlier" or mention.rank > _NEWS_RANK:
        return None
    for draft in drafts:
        same = draft.name is None and draft.phase and compatible(draft.phase, mention.phase.phase)
        if same and not draft.several and draft.rank(("plain",)) < OUTSIDE:
            return draft
    return None


def _nameless(mention: Mention, drafts: list[_Draft]) -> _Draft | None:
    """The draft that a nameless phase speaks of: the nearest before it in its block, else the first of its phase."""
    assert mention.phase
    ids = {identifier for identifier, _, _ in mention.ids}
    fitting = [d for d in drafts if d.phase and compatible(d.phase, mention.phase.phase) or ids.intersection(d.ids)]
    if mention.standing == "earlier":
        fitting = [d for d in fitting if all(m.standing in ("earlier", "derived") for m in d.mentions)]
    elif mention.rank > _NEWS_RANK:
        fitting = [d for d in fitting if not d.in_news or d.name is None] or fitting
    else:
        fitting = [d for d in fitting if d.in_news and any(m.standing != "earlier" for m in d.mentions)]
        fitting = [d for d in fitting if not d.name or d.phase == mention.phase.phase or _is_near(d, mention) or d.rank(("plain",)) < _NEWS_RANK]
    if fitting:
        here = [d for d in fitting if any(m.sentence.block == mention.sentence.block for m in d.mentions)]
        return here[-1] if here else fitting[0]
    if mention.definite and mention.standing in ("plain", "past") and mention.phase.kind == "trial":
        unsaid = [d for d in drafts if d.name and d.phase is None and d.in_news and d.rank(("plain",)) < OUTSIDE]
        unsaid = [d for d in unsaid if _is_near(d, mention) or d.rank(("plain",)) < _NEWS_RANK]
        return unsaid[-1] if len(unsaid) == 1 else None
    return None


def _is_near(draft: _Draft, mention: Mention) -> bool:
    """Was the trial spoken of in this block or the one before?"""
    return mention.sentence.block - draft.mentions[-1].sentence.block <= 1


def _joined(drafts: list[_Draft]) -> list[_Draft]:
    """Name the nameless: several trials of one phase stand for the named ones; one trial takes the one name."""
    for several in [d for d in drafts if d.several]:
        heirs = [d for d in drafts if d.name and compatible(d.phase, several.phase) and d.phase and d.in_news]
        if not heirs and several.rank(("plain",)) < _NEWS_RANK:
            heirs = [d for d in drafts if d.name and not d.phase and d.rank(("plain",)) < _NEWS_RANK]
        if heirs:
            for heir in heirs:
                heir.inherited += several.mentions
                heir.phase = heir.phase or several.phase
            drafts.remove(several)
    bare = [d for d in drafts if not d.name and d.phase and d.rank(("plain",)) <= _NEWS_RANK and not d.several]
    named = [d for d in drafts if d.name and not d.phase and d.rank(("plain",)) <= _NEWS_RANK]
    if len(named) == 1 and bare and not any(d.name and d.phase and d.in_news for d in drafts):
        first = min(bare, key=lambda d: d.rank(("plain",)))
        for mention in named[0].mentions:
            first.take(mention)
        drafts.remove(named[0])
    return drafts


def _owner(mention: Mention, drafts: list[_Draft]) -> _Draft:
    """The trial of a registry id that stands alone: known by it, spoken of just before, or the first of the news."""
    ids = {identifier for identifier, _, _ in mention.ids}
    for draft in drafts:
        if ids.intersection(draft.ids):
            return draft
    place = mention.sentence.index
    before = [
        (m.sentence.index, draft)
        for draft in drafts
        for m in draft.mentions
        if m.sentence.index <= place and (m.sentence.block == mention.sentence.block or m.sentence.heading == mention.sentence.heading)
    ]
    if before and (before[-1][1].name or before[-1][1].in_news):
        return max(before, key=lambda item: item[0])[1]
    free = [draft for draft in _focus(drafts) if not draft.ids]
    if len(free) == 1:
        return free[0]
    draft = _Draft()
    drafts.append(draft)
    return draft


def _is_one_trial(draft: _Draft) -> bool:
    """Does the news speak of a trial of this phase, not merely of a stage of development?"""
    news = [m for m in draft.mentions if m.rank <= _NEWS_RANK]
    if all(m.phase is None or m.phase.kind == "stage" for m in news):
        return any(m.rank < _NEWS_RANK for m in news)
    return bool(news)


def _is_any_trial(draft: _Draft) -> bool:
    """Are these several trials of one phase, none of them named: "future Phase 2 studies"?"""
    return draft.plural


def _focus(drafts: list[_Draft]) -> list[_Draft]:
    """The trials that the news is about."""
    for standings in (("plain",), ("plain", "past", "future")):
        head = min((draft.rank(standings) for draft in drafts), default=OUTSIDE)
        if head < _NEWS_RANK:
            winners = [draft for draft in drafts if draft.rank(standings) == head]
            phases = [draft.phase for draft in winners if draft.phase]
            return [
                d
                for d in drafts
                if d in winners or (d.rank(("plain",)) < _NEWS_RANK and d.phase and any(d.phase == phase for phase in phases))
            ]
    for standings in (("plain", "future"), ("past",)):
        found = [draft for draft in drafts if draft.rank(standings) <= _NEWS_RANK]
        if found:
            return found
    return []


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
    stated: tuple[Sentence, int, int] | None, drafts: list[_Draft], focus: list[_Draft], reading: Reading
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
    found += [_trial(draft, draft in focus, alone, reading) for draft in drafts]
    return tuple(replace(trial, key=f"t{number}") for number, trial in enumerate(found, 1))


def _trial(draft: _Draft, focus: bool, alone: bool, reading: Reading) -> Trial:
    """One item: its main quote is the clearest mention; fields that it does not state have evidence of their own."""
    main = max(draft.mentions, key=_clarity(draft))
    values: dict[str, Any] = {}
    evidence: dict[str, Evidence] = {}
    if draft.phase and not (main.phase and main.phase.phase == draft.phase):
        stating = next((m for m in (*draft.mentions, *draft.inherited) if m.phase and m.phase.phase == draft.phase), None)
        if stating and stating.phase:
            evidence["phase"] = stating.sentence.evidence(stating.phase.start, stating.phase.end)
    if draft.name and not main.name:
        stating = next(m for m in draft.mentions if m.name)
        evidence["name"] = stating.sentence.evidence(*stating.span)
    if draft.ids and not main.ids:
        stating = next(m for m in draft.mentions if m.ids)
        evidence["registry_ids"] = stating.sentence.evidence(*stating.ids[0][1:])
    own = tuple(m.sentence for m in draft.mentions)
    places = tuple((m.sentence, m.span) for m in draft.mentions)
    name = (draft.name,) if draft.name else ()
    about = tuple(s for s in reading.sentences if (s.zone in RANKS or is_about_trial(s, name)) and ("tud" in s.text or "rial" in s.text)) if focus and alone else ()
    status, reason, said = status_in(places, about)
    values["status"], values["reason"] = status, reason
    if status is None and all(m.standing == "future" for m in draft.mentions):
        values["status"] = "planned"
    if said:
        evidence["status"] = said
    designs = {word: None for sentence in (*own, *about) for word, _, _ in design_in(sentence.text)}
    trial = Trial(
        key="",
        name=draft.name,
        registry_ids=tuple(draft.ids),
        phase=draft.phase,
        focus=focus,
        design=tuple(designs),
        evidence=evidence,
        rule="trials/named-trial" if draft.name else "trials/phase-of-trial" if draft.phase else "trials/registered-trial",
        **values,
    )
    return main.sentence.state(trial, *main.span)


def _clarity(draft: _Draft) -> Any:
    """Sorts mentions: those that state more fields, in the news, not in a heading, the earlier first."""

    def key(mention: Mention) -> tuple[int, int, int, int]:
        says = bool(mention.name) * 2 + (bool(mention.phase) and mention.phase.phase == draft.phase) + bool(mention.ids)  # type: ignore[union-attr]
        prose = mention.sentence.kind not in ("headline", "heading")
        return says, mention.rank <= _NEWS_RANK, prose, -mention.sentence.index

    return key
