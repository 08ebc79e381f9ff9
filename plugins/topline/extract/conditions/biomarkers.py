"""Biomarkers: the targets and markers of this release's disease and drug, by their usual symbols.

A symbol of the white list counts where a word beside it says what it is for: "CD56-expressing", "an anti-BCMA
antibody", "PCSK9 inhibitor", "KRAS G12C mutation"; in the news, or where the drug of the release is described.
A marker of earlier treatment, of a rival or of immune cells in the blood is none of this release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from topline.extract.conditions.context import describes_company
from topline.extract.conditions.marker_cues import ACTED, FOUND, VARIANT, Target, cued_in, joined
from topline.extract.conditions.marker_guards import is_elsewhere, is_example, is_of_class, of_other_treatment
from topline.extract.conditions.marker_shapes import genes_in, unlisted_in
from topline.extract.reading import Reading, Sentence
from topline.extract.shipped import lines_of, table_of
from topline.extract.sponsors.reviews import is_review
from topline.extract.words.lexicon import Lexicon, Mention
from topline.extract.words.patterns import pattern_of
from topline.facts import Biomarker, Drug, Facts

_READ = frozenset({"headline", "deck", "lead", "body", "about-study", "about-drug", "about-company"})
_ABOUT = frozenset({"about-drug", "about-company"})


_PHRASE_END = pattern_of(r"[,;.]")  # "the TTR silencer NVR-12": the drug's own name right behind
_PARTNER = pattern_of(r"\b(?:combin\w+ with|together with|added to|plus|alongside)(?: an?| the)? $", re.I)
_CELLS_AFTER = pattern_of(
    r"\)?\+? ?(?:(?:and|/) ?CD\d+\+? ?)?(?:T|B|NK|immune|memory|regulatory)[- ]?(?:cells?|lymphocytes?)", re.I
)


_Stated = tuple[Sentence, Mention[Target], str]


@dataclass(frozen=True, slots=True)
class _Context:
    """The names of the release's drugs, of the other drugs that it mentions, and of its trials."""

    ours: tuple[str, ...]
    others: tuple[str, ...]
    trials: tuple[str, ...]

    def names_ours(self, text: str) -> bool:
        return _names_any(text, self.ours)

    def names_other(self, text: str) -> bool:
        return _names_any(text, self.others)

    def heads_ours(self, heading: str) -> bool:
        return _names_any(heading, (*self.ours, *self.trials))


def _names_any(text: str, names: tuple[str, ...]) -> bool:
    folded = text.casefold()
    return any(name.casefold() in folded for name in names)


@cache
def targets() -> Lexicon[Target]:
    """The list of targets and markers by every name."""
    rows: list[tuple[str, Target]] = []
    for line in lines_of("target_list.tsv")[1:]:
        name, kind, aliases, strict = line.split("\t")
        target = Target(name, kind, bool(strict))
        rows += ((word, target) for word in (name, *aliases.split("|")) if word)
    return Lexicon(rows)


def find(reading: Reading, known: Facts) -> tuple[Biomarker, ...]:
    """The targets and markers of the release, in order of first appearance, each once."""
    own = _own_drugs(reading, known)
    others = () if is_review(known) else tuple(name for drug in known.drugs if drug not in own for name in _names(drug))
    ours = tuple(name for drug in own for name in _names(drug))
    trials = tuple(trial.name for trial in known.trials if trial.name)
    context = _Context(ours, others, trials)
    taken = _taken(known)
    found: dict[str, list[_Stated]] = {}
    for sentence in reading.sentences:
        if sentence.zone in _READ:
            for mention, cue in _cued(sentence, context, taken):
                if _counts(sentence, mention, cue, context):
                    variant = _variant(sentence.text, mention)
                    found.setdefault(mention.value.name, []).append((sentence, mention, variant))
    members = _members()
    families = {name for name in found if any(member in found for member in members.get(name, "").split("|"))}
    return tuple(_biomarker(name, places) for name, places in found.items() if name not in families)


@cache
def _members() -> dict[str, str]:
    """The members of a family of targets, by its name."""
    found: dict[str, str] = table_of("target_words.toml")["members"]
    return found


def _cued(sentence: Sentence, context: _Context, taken: frozenset[str]) -> Iterator[tuple[Mention[Target], str]]:
    """The symbols of a sentence with what is said of them: those of the list, other genes, and what only looks like one."""
    text = joined(sentence.text)
    listed = list(targets().find(text))
    mentions = sorted([*listed, *genes_in(text, listed, taken)], key=lambda mention: mention.start)
    yield from ((mention, cue) for mention, cue in zip(mentions, cued_in(text, mentions), strict=True) if cue)
    if context.names_ours(text):
        yield from ((mention, ACTED) for mention in unlisted_in(text, mentions, taken))


def _own_drugs(reading: Reading, known: Facts) -> tuple[Drug, ...]:
    """The drugs of the study; where no role is known, those that the headline or the lead names."""
    studied = tuple(drug for drug in known.drugs if drug.role in ("investigational", "combination"))
    if studied:
        return studied
    front = " ".join(s.text for s in reading.sentences if s.zone in ("headline", "deck", "lead")).casefold()
    return tuple(drug for drug in known.drugs if any(name.casefold() in front for name in _names(drug)))


def _taken(known: Facts) -> frozenset[str]:
    """The names of drugs, trials and companies, and their tickers, in capitals: no symbol of a target."""
    found = [name for drug in known.drugs for name in _names(drug)]
    found += [trial.name for trial in known.trials if trial.name]
    found += [word for s in known.sponsors for word in (*s.name.split(), (s.ticker or "").rpartition(":")[2])]
    return frozenset(name.upper() for name in found)


def _names(drug: Drug) -> tuple[str, ...]:
    return (drug.name, *drug.mentioned_as)


def _counts(sentence: Sentence, mention: Mention[Target], cue: str, context: _Context) -> bool:
    """Is it a target of this release's drug, or a marker of its patients?"""
    text = sentence.text
    before, after = text[max(0, mention.start - 90) : mention.start], text[mention.end : mention.end + 60]
    if _CELLS_AFTER.match(after) or is_example(text, mention.start):
        return False
    if cue != FOUND and mention.value.kind != "marker":
        since = of_other_treatment(before)
        if since is not None and not context.names_ours(before[since:] + _PHRASE_END.split(after[:30])[0]):
            return False
    if cue == ACTED and is_of_class(before, after):
        return False
    with_ours = context.names_ours(text)
    if is_elsewhere(text, mention.start, mention.end, ours=with_ours):
        return False
    if sentence.zone in _ABOUT:
        under_ours = sentence.zone == "about-drug" and context.heads_ours(sentence.heading)
        return (with_ours or under_ours) and not _PARTNER.search(before)
    if describes_company(sentence, mention.start) and not with_ours and sentence.zone != "lead":
        return False
    return with_ours or not context.names_other(text)


def _variant(text: str, mention: Mention[Target]) -> str:
    """The one variant named ("G12C"), ``*`` where several are, else ``""``."""
    if mention.value.kind not in ("oncogene", "enzyme", "receptor"):
        return ""
    match = VARIANT.match(text, mention.end)
    if not match:
        return ""
    return "*" if match["more"] else match["variant"]


def _biomarker(name: str, places: list[_Stated]) -> Biomarker:
    variants = {variant for _, _, variant in places if variant}
    sentence, mention, variant = next(
        (place for place in places if place[0].news and place[0].kind != "headline"), places[0]
    )
    if len(variants) == 1 and "*" not in variants:
        only = variants.pop()
        name = f"{name} {only}"
        sentence, mention, variant = next(place for place in places if place[2] == only)
    end = mention.end
    if variant and (match := VARIANT.match(sentence.text, mention.end)):
        end = match.end("variant")
    fact = Biomarker(name=name, rule=f"biomarkers/{mention.value.kind}")
    return sentence.state(fact, mention.start, end)
