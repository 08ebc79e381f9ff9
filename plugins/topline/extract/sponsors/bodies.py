"""The bodies that issue research news of their own: societies, universities, hospitals, institutes."""

from __future__ import annotations

import re

from topline.extract.reading import Reading, Sentence
from topline.extract.sponsors.names import is_nobody, words
from topline.extract.words.patterns import pattern_of
from topline.facts import Sponsor

_BODY = r"(?:University|Hospital|Institute|Clinic|College|School|Cent(?:er|re)|Foundation)"
_NEWSROOM = pattern_of(
    rf"^\W*(?P<name>(?:[A-Z][\w.&'-]+ (?:of (?:the )?|for |and )?){{0,5}}{_BODY}(?: (?:of (?:the )?|for )?[A-Z][\w'-]+){{0,4}})"
    r"(?: news| press office| press release| newsroom)?, (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_PRESENTER = pattern_of(
    r"\b(?:presented|shared|published|released|issued|announced)\b[^.;]{0,40}? (?:at|by|in) (?:the )?(?:20\d\d )?(?P<name>(?:[A-Z][\w-]+ ){1,3}"
    r"(?:Society|Association|College|Academy|Federation)(?: (?:of|for)(?: the)?(?: (?:and )?[A-Z][\w-]+){1,4})?)(?='s|,| at| \(| Annual| \d| Scientific|$)"
)
_RESEARCH_NEWS = pattern_of(
    r"^(?:Embargoed|Research Highlights)|according to (?:\w+[ -]){0,6}(?:research|stud(?:y|ies)|science|findings|results)\b",
    re.I,
)
_ABOUT = pattern_of(r"^About (?:the )?(?P<name>[A-Z][^.:;()]{2,70})")


def body_of(reading: Reading) -> Sponsor | None:
    """The body behind a release in which no company speaks."""
    return _society(reading) or _newsroom(reading) or _presenter(reading)


def _society(reading: Reading) -> Sponsor | None:
    """The society, foundation or institute whose newsroom speaks, known by its own "About"."""
    for sentence in reading.sentences:
        match = _ABOUT.match(sentence.text) if sentence.text.startswith("About ") else None
        if match is None:
            continue
        name = match["name"].strip().removesuffix("'s")
        if any(name.endswith(word) or f"{word} of " in name for word in words("society_words")) and not is_nobody(name):
            place = next((s for s in reading.news if name in s.text), sentence)
            start = place.text.index(name)
            return place.state(Sponsor(name=name, rule="sponsors/society"), start, start + len(name))
    return None


def _newsroom(reading: Reading) -> Sponsor | None:
    """A university or hospital that heads its own news: "University Hospital of X, 3 February 2022"."""
    for sentence in reading.news[:6]:
        match = _NEWSROOM.match(sentence.text)
        if match:
            return _body_named(sentence, match)
    return None


def _presenter(reading: Reading) -> Sponsor | None:
    """The society at whose meeting research news without a company was shared."""
    opening = reading.news[:12]
    if not any(_RESEARCH_NEWS.search(sentence.text) for sentence in opening):
        return None
    for sentence in opening:
        match = _PRESENTER.search(sentence.text)
        if match:
            return _body_named(sentence, match)
    return None


def _body_named(sentence: Sentence, match: re.Match[str]) -> Sponsor:
    return sentence.state(Sponsor(name=match["name"].strip(), rule="sponsors/society"), *match.span("name"))
