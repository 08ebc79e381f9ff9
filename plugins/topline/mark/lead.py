"""The sentence of a release that carries its news, for decks, lists and feeds."""

from __future__ import annotations

import re

from topline.extract import Reading
from topline.extract.reading import Sentence
from topline.facts import Facts

_DATELINE = re.compile(
    r"^(?:[A-Z][\w.,'’()/:&;\- \u00a0–—]{0,110}?(?:\b(?:19|20)\d\d\b|[A-Z]{2}wire|NEWSWIRE|Newswire|Wire)[\w/():,. ]{0,40}?)\s*[)/]?\s*(?:–|—|--|-|/)+\s+"
    r"(?=[\"“A-Z(])"
)
_NEWS = ("results", "regulatory", "safety")
_LONGEST = 600


def lead_of(reading: Reading, facts: Facts) -> str:
    """The first sentence of the lead that says what the news is about, else the first of lead or body.

    Its dateline is left out. ``""`` where the release says nothing below its headline.
    """
    lines = [s for s in reading.sentences if s.kind in ("paragraph", "quote", "item") and len(s.quote) <= _LONGEST]
    whole = [s for s in lines if s.quote.rstrip("\"'”’)")[-1:] in ".!?"]
    leads = [s for s in whole if s.zone == "lead"]
    news = [s for s in whole if s.zone in ("lead", "body")]
    for found in ([s for s in leads if _tells(s, facts)], leads, news, whole, lines):
        if found:
            return _DATELINE.sub("", found[0].quote)
    return ""


def _tells(sentence: Sentence, facts: Facts) -> bool:
    """Does a sentence state an outcome, or name the drug, disease or trial that the news is about?"""
    if sentence.evidence(0, 1).anchor in {fact.anchor for name in _NEWS for fact in getattr(facts, name)}:
        return True
    names = [name for drug in facts.drugs if drug.role == "investigational" for name in (drug.name, *drug.mentioned_as)]
    names += [condition.name for condition in facts.conditions if condition.focus]
    names += [trial.name for trial in facts.trials if trial.focus and trial.name]
    quote = sentence.quote.casefold()
    return any(name.casefold() in quote for name in names)
