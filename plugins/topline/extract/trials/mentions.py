"""What each sentence says of trials: a name, a phase, registry ids, and how the trial stands to the news.

One ``Mention`` is one trial in one sentence. A name and a phase belong together when nothing but an article,
plain adjectives or brackets stands between them ("GLORA-4 is a randomized Phase III trial").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from topline.extract.reading import Sentence
from topline.extract.trials.names import Name, Namer
from topline.extract.trials.phases import Phase, phases_in
from topline.extract.words.patterns import pattern_of

# plain: the trial of the news; past: said as done before, perhaps the news; future: planned or hoped for;
# derived: what the news follows from; earlier: another trial, said to be so.
Standing = Literal["plain", "past", "future", "derived", "earlier"]
RANKS = {"headline": 0, "deck": 1, "lead": 2, "body": 3, "about-study": 3}
OUTSIDE = 9

_REGISTRY = pattern_of(
    r"\bNCT ?#?:? ?(?P<nct>0\d{7})\b|\b(?P<eudract>(?:19|20)\d\d-\d{6}-\d\d)(?!\d)(?:-\d\d)?|\b(?P<isrctn>ISRCTN ?\d{8})\b|"
    r"\b(?P<jrct>jRCTs?\d{9,10}|JapicCTI-\d{6})\b|\b(?P<actrn>ACTRN ?\d{14})\b|\b(?P<ctri>CTRI/\d{4}/\d{2,3}/\d{6})\b|"
    r"\b(?P<ctr>CTR20\d{6})\b|\b(?P<chictr>ChiCTR[-\w]*\d{6,})\b|\b(?P<umin>UMIN\d{9})\b|\b(?P<drks>DRKS\d{8})\b|\b(?P<ntr>NTR\d{4})\b"
)
_BARE_EUDRACT = pattern_of(r"\b20\d\d-\d{6}-\d\d")
_REGISTRY_CUES = (
    "NCT",
    "CTR20",
    "EudraCT",
    "ISRCTN",
    "jRCT",
    "Japic",
    "ACTRN",
    "CTRI",
    "ChiCTR",
    "UMIN",
    "DRKS",
    "NTR",
)

_OTHER_WORDS = r"(?:earlier|prior|previous|previously|last year's|past|historical|preceding|landmark|separate|another|other|similar|different)"
_EARLIER = pattern_of(rf"\b{_OTHER_WORDS} (?:[\w'/-]+,? ){{0,4}}$", re.I)
_DERIVED = pattern_of(
    r"\b(?:confirm\w*|consistent with|supported by|build(?:s|ing)? (?:on|upon)|in line with|similar to|following|followed|after|"
    r"since|(?:as )?(?:seen|shown|observed) in|comparable (?:with|to)|success of|strength of|unlike|replicat\w+) (?:[\w'/-]+,? ){0,9}$",
    re.I,
)
_FUTURE = pattern_of(
    r"\b(?:future|subsequent|next|potential(?:ly)?|forthcoming|upcoming|planned|plans? (?:to|for)|planning|intends? to|"
    r"(?:will|would|could|may|expects? to|expected to|hopes? to|aims? to|to) (?:then |soon )?(?:initiate|begin|start|launch|conduct|advance|enter|run|commence)|"
    r"anticipat\w+|advanc(?:es?|ing|ement) (?:[\w-]+ ){0,4}(?:in)?to|progress(?:es|ing|ion)? (?:[\w-]+ ){0,4}(?:in)?to|"
    r"mov(?:es?|ing) (?:[\w-]+ ){0,4}(?:in)?to|proceed(?:s|ing)?(?: directly)? (?:with|to|into)|supports?|supporting|prepar\w+ (?:for|to)|"
    r"ahead of|larger|ready for|stage for|way for|towards?|enables?|proposed|possible|needed|justify) (?:[\w'/-]+,? ){0,8}$",
    re.I,
)
_FUTURE_AFTER = pattern_of(
    r"[^.;]{0,60}?\b(?:(?:is|are|being) (?:now |also |currently )?(?:planned|expected|anticipated|slated|scheduled|in (?:the )?planning)|"
    r"(?:will|to) (?:begin|start|commence|be (?:initiated|needed|conducted)))\b",
    re.I,
)
_PAST = pattern_of(
    r"\b(?:(?:was|were|has been|have been|had been) (?:also |previously |already |first )?(?:administered|studied|tested|evaluated|"
    r"investigated|assessed|shown|examined)\b[^.;]{0,140}|(?:completed|concluded|finished) (?:[\w'/-]+,? ){0,5})$",
    re.I,
)
_HEALTHY = pattern_of(
    r"^[^.;]{0,40}\b(?:in|with|(?<!total )of) (?:[\d,]+ )?(?:adult )?healthy (?:adult )?(?:volunteers|subjects|adults|participants|people)",
    re.I,
)

_BRACKETS = pattern_of(r"\([^()]*\)")
_BREAK_AFTER_NAME = pattern_of(
    r"\b(?:in|of|with|for|to|while|by|at|on|from|than|that|which|who|after|following|versus|and (?:an?|the|our|its))\b|[;.]",
    re.I,
)
_BREAK_BEFORE_NAME = pattern_of(
    r"\b(?:was|were|are|has|have|had|will|showed|met|follow\w*|after|while|versus|than|support\w*|compared|whether|through|"
    r"and (?:an?|the|our|its)|(?:trial|study),? and)\b|; |\. |\bis (?!called|named|entitled|dubbed|known)",
    re.I,
)
# "The LANTERN trial, now in phase 3, …"
_STAGE = pattern_of(
    r"(?: (?:trial|study))?,? (?:(?:which|that) )?(?:(?:is|are) )?(?:now |currently |already )?in (?:a |an )?$", re.I
)
_LIST_OF_TRIALS = pattern_of(r"[^;.]{0,60}\b(?:trials|studies)(?::|,? (?:including|namely|such as)\b)")
_DEFINITE = pattern_of(r"\b(?:the|this|that|these|our|its|their|\w+'s) (?:[\w'/-]+,? ){0,6}$", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """One trial in one sentence: its name, its phase and its registry ids with their places, and its standing."""

    sentence: Sentence
    name: Name | None
    phase: Phase | None
    ids: tuple[tuple[str, int, int], ...]
    standing: Standing
    definite: bool
    rank: int  # how near the head of the news: 0 headline, 1 deck, 2 lead, 3 body, 9 outside the news
    aside: bool = False  # has nothing to report yet, and is in other diseases than the news is about

    @property
    def span(self) -> tuple[int, int]:
        """Where the trial is named, its phase stated, or its id."""
        if self.name:
            return self.name.start, self.name.end
        if self.phase:
            return self.phase.start, self.phase.end
        return self.ids[0][1:]


def mentions_in(sentence: Sentence, namer: Namer) -> list[Mention]:
    """The trials that one sentence speaks of, from left to right; a mention of ids alone comes last."""
    text = sentence.text
    names = namer.names_in(text)
    is_phased = ("hase" in text or "HASE" in text or "Ph" in text) and sentence.zone != "references"
    if not names and not is_phased and not any(cue in text for cue in _REGISTRY_CUES):
        return []
    phases = phases_in(text) if is_phased else []
    pairs = _pairs(text, names, phases)
    ids, loose = _shared_ids(text, pairs)
    rank = RANKS.get(sentence.zone, OUTSIDE)
    if rank == OUTSIDE and is_about_trial(sentence, namer.all_names):
        rank = RANKS["about-study"]
    found = [
        Mention(
            sentence,
            name,
            phase,
            tuple(ids.get(index, ())),
            _standing(text, name, phase),
            _is_definite(text, name, phase),
            rank,
        )
        for index, (name, phase) in enumerate(pairs)
    ]
    if loose and sentence.zone != "references":
        found.append(Mention(sentence, None, None, tuple(loose), "plain", False, rank))
    return found


def is_about_trial(sentence: Sentence, names: Iterable[str]) -> bool:
    """Does a sentence stand under "About" and a trial's name: "About EMILIA"?"""
    heading = sentence.heading
    return heading[:6].lower() == "about " and any(name in heading for name in names)


def registry_ids_in(text: str) -> list[tuple[str, int, int]]:
    """The registry ids of a sentence with their places."""
    found: list[tuple[str, int, int]] = []
    if not any(cue in text for cue in _REGISTRY_CUES) and not _BARE_EUDRACT.search(text):
        return found
    for match in _REGISTRY.finditer(text):
        kind = match.lastgroup or ""
        words = "NCT" + match[kind] if kind == "nct" else match[kind].replace(" ", "")
        found.append((words, match.start(), match.end()))
    return found


def _pairs(text: str, names: list[Name], phases: list[Phase]) -> list[tuple[Name | None, Phase | None]]:
    """Names with the phases said of them, then phases said of no name; in the order of the text."""
    pairs: list[tuple[Name | None, Phase | None]] = []
    used: set[Phase] = set()
    seen: dict[str, int] = {}
    for name in names:
        linked = [phase for phase in phases if _belong(text, name, phase, names)]
        phase = min(linked, key=lambda p: min(abs(p.start - name.end), abs(name.start - p.end)), default=None)
        used.update(linked)
        if name.words not in seen:
            seen[name.words] = len(pairs)
            pairs.append((name, phase))
        elif phase and pairs[seen[name.words]][1] is None:
            pairs[seen[name.words]] = (name, phase)
    pairs += [(None, phase) for phase in phases if phase not in used]
    return sorted(pairs, key=lambda pair: pair[0].start if pair[0] else pair[1].start if pair[1] else 0)


def _belong(text: str, name: Name, phase: Phase, names: list[Name]) -> bool:
    if name.start >= phase.end:
        between = text[phase.end : name.start]
        if _LIST_OF_TRIALS.match(between):
            return True
        return len(between) <= 140 and not _BREAK_BEFORE_NAME.search(_bare(between, phase.end, names))
    if name.end <= phase.start:
        between = _STAGE.sub("", text[name.end : phase.start])
        return len(between) <= 220 and not _BREAK_AFTER_NAME.search(_bare(between, name.end, names))
    return False


def _bare(between: str, offset: int, names: list[Name]) -> str:
    """The words between without brackets and without other names (a list of names shares its phase)."""
    for other in reversed(names):
        start, end = other.start - offset, other.end - offset
        if start >= 0 and end <= len(between):
            between = re.sub(r",? (?:and|or) (?:the )?$", " ", between[:start]) + between[end:]
    return _BRACKETS.sub("", between)


def _shared_ids(
    text: str, pairs: list[tuple[Name | None, Phase | None]]
) -> tuple[dict[int, list[tuple[str, int, int]]], list[tuple[str, int, int]]]:
    """Which registry id belongs to which pair: the nearest one before it, else the first after; and those left over."""
    shared: dict[int, list[tuple[str, int, int]]] = {}
    loose = []
    for item in registry_ids_in(text):
        ends = [max(part.end for part in pair if part) for pair in pairs]
        before = [index for index, end in enumerate(ends) if end <= item[1]]
        owner = max(before, key=lambda index: ends[index]) if before else (0 if pairs else None)
        if owner is None:
            loose.append(item)
        else:
            shared.setdefault(owner, []).append(item)
    return shared, loose


def _standing(text: str, name: Name | None, phase: Phase | None) -> Standing:
    start = min(part.start for part in (name, phase) if part)
    end = max(phase.noun_end if phase else 0, name.end if name else 0)
    before = text[max(0, start - 190) : start]
    before = re.split(r"[;:] |\. |, (?:and|while|whereas) ", before)[-1]
    if _EARLIER.search(before):
        return "earlier"
    if _FUTURE.search(before) or _FUTURE_AFTER.match(text, end):
        return "future"
    if _DERIVED.search(before) or (phase and phase.phase == "1" and _HEALTHY.match(text[end : end + 80])):
        return "derived"
    return "past" if _PAST.search(before) else "plain"


def _is_definite(text: str, name: Name | None, phase: Phase | None) -> bool:
    start = min(part.start for part in (name, phase) if part)
    return bool(_DEFINITE.search(text, max(0, start - 60), start))
