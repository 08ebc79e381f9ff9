"""Mentions gathered into trials: by name, by registry id, or by phase where no name tells them apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from topline.extract.trials.mentions import OUTSIDE, Mention, Standing
from topline.extract.trials.phases import closer, compatible
from topline.facts import fold

NEWS_RANK = 3
_MOST = 100  # trials that one release can speak of; a list of more is no release


@dataclass(slots=True)
class Draft:
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
        """Is it, once at least, several trials of one phase?"""
        return self.name is None and any(m.phase and m.phase.plural for m in self.mentions)

    @property
    def in_news(self) -> bool:
        """Does the news itself speak of it?"""
        return any(m.rank <= NEWS_RANK for m in self.mentions)

    def rank(self, standings: tuple[Standing, ...]) -> int:
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


def gather(mention: Mention, drafts: list[Draft]) -> None:
    """Give a mention to the draft of its trial, or open one."""
    draft = _named(mention, drafts) if mention.name else _nameless(mention, drafts)
    if draft is None:
        if len(drafts) == _MOST:
            return
        draft = Draft()
        drafts.append(draft)
    draft.take(mention)


@lru_cache(4096)
def _key(name: str) -> str:
    """What two spellings of one name share: GALACTIC-HF and Galactic HF, but not evoke and evoke+."""
    return fold(name) + "+" * name.count("+")


def _named(mention: Mention, drafts: list[Draft]) -> Draft | None:
    """The draft of a name: the one that has it, or a nameless one of its id or phase that the head of the news has."""
    assert mention.name
    words = _key(mention.name.words)
    ids = {identifier for identifier, _, _ in mention.ids}
    for draft in drafts:
        if (draft.name and _key(draft.name) == words) or ids.intersection(draft.ids):
            return draft
    if not mention.phase or mention.standing == "earlier" or mention.rank > NEWS_RANK or mention.aside:
        return None
    for draft in drafts:
        same = draft.name is None and draft.phase and compatible(draft.phase, mention.phase.phase)
        if same and not draft.several and draft.rank(("plain", mention.standing)) < OUTSIDE:
            return draft
    return None


def _nameless(mention: Mention, drafts: list[Draft]) -> Draft | None:
    """The draft that a nameless phase speaks of: the nearest before it in its block, else the first of its phase."""
    assert mention.phase
    ids = {identifier for identifier, _, _ in mention.ids}
    fitting = [d for d in drafts if (d.phase and compatible(d.phase, mention.phase.phase)) or ids.intersection(d.ids)]
    if mention.standing == "earlier":
        fitting = [d for d in fitting if all(m.standing in ("earlier", "derived") for m in d.mentions)]
    elif mention.rank > NEWS_RANK:
        fitting = [d for d in fitting if not d.in_news or d.name is None] or fitting
    else:
        fitting = [d for d in fitting if d.in_news and any(m.standing != "earlier" for m in d.mentions)]
        fitting = [
            d
            for d in fitting
            if not d.name or d.phase == mention.phase.phase or _is_near(d, mention) or d.rank(("plain",)) < NEWS_RANK
        ]
    if fitting:
        here = [d for d in fitting if any(m.sentence.block == mention.sentence.block for m in d.mentions)]
        return here[-1] if here else fitting[0]
    if mention.definite and mention.standing in ("plain", "past") and mention.phase.kind == "trial":
        unsaid = [d for d in drafts if d.name and d.phase is None and d.in_news and d.rank(("plain",)) < OUTSIDE]
        unsaid = [d for d in unsaid if _is_near(d, mention) or d.rank(("plain",)) < NEWS_RANK]
        return unsaid[-1] if len(unsaid) == 1 else None
    return None


def _is_near(draft: Draft, mention: Mention) -> bool:
    """Was the trial spoken of in this block or the one before?"""
    return mention.sentence.block - draft.mentions[-1].sentence.block <= 1


def joined(drafts: list[Draft]) -> list[Draft]:
    """Name the nameless: several trials of one phase stand for the named ones; one trial takes the one name."""
    for several in [d for d in drafts if d.several]:
        heirs = [d for d in drafts if d.name and compatible(d.phase, several.phase) and d.phase and d.in_news]
        if not heirs and several.rank(("plain",)) < NEWS_RANK:
            heirs = [d for d in drafts if d.name and not d.phase and d.rank(("plain",)) < NEWS_RANK]
        if heirs:
            for heir in heirs:
                heir.inherited += several.mentions
                heir.phase = heir.phase or several.phase
            drafts.remove(several)
    bare = [d for d in drafts if not d.name and d.phase and d.rank(("plain",)) <= NEWS_RANK and not d.several]
    named = [d for d in drafts if d.name and not d.phase and d.rank(("plain",)) <= NEWS_RANK]
    if len(named) == 1 and bare and not any(d.name and d.phase and d.rank(("plain",)) <= NEWS_RANK for d in drafts):
        first = min(bare, key=lambda d: d.rank(("plain",)))
        for mention in named[0].mentions:
            first.take(mention)
        drafts.remove(named[0])
    return drafts


def owner(mention: Mention, drafts: list[Draft]) -> Draft:
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
        if m.sentence.index <= place
        and (m.sentence.block == mention.sentence.block or m.sentence.heading == mention.sentence.heading)
    ]
    if before and (before[-1][1].name or before[-1][1].in_news):
        return max(before, key=lambda item: item[0])[1]
    free = [draft for draft in in_focus(drafts) if not draft.ids]
    if len(free) == 1:
        return free[0]
    draft = Draft()
    drafts.append(draft)
    return draft


def is_one_trial(draft: Draft) -> bool:
    """Does the news speak of a trial of this phase, not merely of a stage of development?"""
    news = [m for m in draft.mentions if m.rank <= NEWS_RANK]
    if all(m.phase is None or m.phase.kind == "stage" or m.phase.series for m in news):
        return any(m.rank < NEWS_RANK for m in news)
    return bool(news)


def is_any_trial(draft: Draft) -> bool:
    """Are these several trials of one phase, none of them named: "future Phase 2 studies"?"""
    return draft.plural


def in_focus(drafts: list[Draft]) -> list[Draft]:
    """The trials that the news is about: those that its head speaks of, else those of its body."""
    at_the_head: tuple[tuple[Standing, ...], ...] = (("plain",), ("plain", "past", "future"))
    for standings in at_the_head:
        head = min((draft.rank(standings) for draft in drafts), default=OUTSIDE)
        if head < NEWS_RANK:
            winners = [draft for draft in drafts if draft.rank(standings) == head]
            winners = [draft for draft in winners if not all(m.aside for m in draft.mentions)] or winners
            phases = {draft.phase for draft in winners if draft.phase}
            return [d for d in drafts if d in winners or (d.rank(("plain",)) < NEWS_RANK and d.phase in phases)]
    in_the_body: tuple[tuple[Standing, ...], ...] = (("plain", "future"), ("past",))
    for standings in in_the_body:
        found = [draft for draft in drafts if draft.rank(standings) <= NEWS_RANK]
        if found:
            return [draft for draft in found if not all(m.aside for m in draft.mentions)] or found
    return []
