"""The bodies that issue research news of their own: societies, universities, hospitals, institutes."""

from __future__ import annotations

import re

from topline.extract.reading import Reading, Sentence
from topline.extract.sponsors.body_names import bodies_in
from topline.extract.sponsors.names import is_nobody, words
from topline.extract.words.patterns import pattern_of
from topline.facts import Sponsor

_BODY = r"(?:University|Hospital|Institute|Clinic|College|School|Cent(?:er|re)|Foundation)"
_NEWSROOM = pattern_of(
    rf"^\W*(?P<name>(?:[A-Z][\w.&'-]+ (?:of (?:the )?|for |and )?){{0,5}}{_BODY}(?: (?:of (?:the )?|for )?[A-Z][\w'-]+){{0,4}})"
    r"(?: news| press office| press release| newsroom)?, (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_PRESENTER = pattern_of(
    r"\b(?:presented|shared|published|released|issued|announced)\b[^.;]{0,40}? (?:at|by|in) (?:[A-Z]{2,8}(?: 20\d\d)?, )?(?:the )?(?:20\d\d )?(?P<name>(?:[A-Z][\w-]+ ){1,3}"
    r"(?:Society|Association|College|Academy|Federation)(?: (?:of|for)(?: the)?(?: (?:and )?[A-Z][\w-]+){1,4})?)(?='s|,| at| \(| Annual| \d| Scientific|$)"
)
_RESEARCH_NEWS = pattern_of(
    r"^(?:Embargoed|Research Highlights)|(?:suggests?|finds?|shows?|reports?) (?:an? |the |new ){0,2}(?:\w+ ){0,2}(?:study|trial|research|analysis)\b|\b(?:study|research|trial) (?:presented|shared)|according to (?:\w+[ -]){0,6}(?:research|stud(?:y|ies)|science|findings|results)\b",
    re.I,
)
_ABOUT = pattern_of(r"^About (?:the )?(?P<name>[A-Z][^.:;()]{2,70})")
_LEAD_SENTENCES = 4
_ASIDE = (
    r"(?: ?\([^()]{2,60}\))?(?: and (?:its |[\w-]+ )?(?:partners|collaborators))?(?:, (?!said\b|say)[^,;]{2,90},)?,? "
)
_ADVERB = r"(?:(?:has|have|is|are|was|were|also|now|recently|jointly|today|proudly|on \w+day) ){0,3}"
# The body speaks for itself: "… (ABC) today announced"
_SPEAKS = pattern_of(
    rf"{_ASIDE}{_ADVERB}(?:announc|unveil|releas|issued|launch|published|confirm|start|beg[ai]n|initiat|open|recruit)"
)
# It is the body's study, or its people's: "the trial, led by researchers at …", "… researchers found", "… sponsored the trial"
_PEOPLE = (
    r"(?:[Rr]esearchers?|[Ss]cientists?|[Ii]nvestigators?|[Dd]octors?|[Pp]hysicians?|[Ss]urgeons?|[Cc]linicians?|[Pp]sychologists?|[Ee]pidemiologists?|[Ee]xperts|"
    r"[Cc]ardiologists?|[Oo]ncologists?|[Nn]eurologists?|[Pp]sychiatrists?|[Aa]cademics|[Nn]eurosurgeons?|[Rr]adiologists?|[Nn]utritionists?|[Ee]ngineers?|[Tt]eams?|[Gg]roup|[Cc]onsortium)"
)
_WORK = r"(?:[Ss]tudy|[Ss]tudies|[Tt]rials?|[Rr]esearch|[Ww]ork|[Ff]indings|[Rr]esults|[Dd]ata|[Pp]roject|[Aa]nalysis)"
_OF_ITS_PEOPLE = pattern_of(
    rf"\b(?:{_PEOPLE}|{_WORK})(?:,? (?:\w+ly |which was |was |were |is |being )?(?:led|run|conducted|coordinated|sponsored|carried out|organi[sz]ed|headed|based|published|reported|done))?"
    rf",? (?:at|from|by|of|in|with)(?: (?:a |an )?(?:\w+ )?{_PEOPLE} (?:led by|at|from|of|in|based at))?(?: the)? $"
)
_ITS_PEOPLE = pattern_of(
    rf"(?:'s|-led)? ?(?:\([^()]{{2,30}}\)(?:'s|-led)? ?)?(?:(?:[\w-]+ )?(?!team){_PEOPLE}|(?:research |study |clinical )?team|(?:[\w-]+ )?{_WORK})\b(?! (?:[Gg]roup|[Nn]urse|[Cc]oordinator|[Aa]ward|[Ff]ellow))"
)
_ITS_DOING = pattern_of(
    rf"{_ASIDE}{_ADVERB}(?:sponsor|found\b|finds?\b|find\b|show|demonstrat|report|present|discover|led\b|conduct|identif|is (?:leading|running)|will (?:lead|run|conduct|test|study|recruit|start|begin)|sa(?:id|ys)\b)"
)
# A speaker's place of work is nobody's news: "said Dr. Ann Poe of the …"
_SPEAKER = pattern_of(
    r"\b(?:Dr\.?|Prof\.?|Professor|M\.?D\.?|Ph\.?D\.?|[Dd]irector|[Cc]hair\w*|[Aa]uthor|[Ii]nvestigator|[Pp]rofessor|[Ff]ellow|[Dd]ean|[Hh]ead|[Pp]resident|[Pp]hysician)\b[^.;]{0,90}$"
)


def body_of(reading: Reading) -> Sponsor | None:
    """The body behind a release in which no company speaks."""
    return (
        _speaking(reading)
        or _alone(reading)
        or _society(reading)
        or _newsroom(reading)
        or _presenter(reading)
        or at_work(reading)
    )


def _opening(reading: Reading) -> list[Sentence]:
    body = [s for s in reading.news if s.zone == "body" and s.kind != "heading"][:_LEAD_SENTENCES]
    return [*(s for s in reading.news if s.zone in ("headline", "deck", "lead")), *body]


def _speaking(reading: Reading) -> Sponsor | None:
    """The body that announces: "The Society of Sleep (SoS) today announced"."""
    for sentence in _opening(reading):
        if sentence.zone != "headline":
            for start, end in bodies_in(sentence.text):
                if _SPEAKS.match(sentence.text, end) and not _SPEAKER.search(sentence.text, 0, start):
                    return _body_at(sentence, start, end)
    return None


def at_work(reading: Reading) -> Sponsor | None:
    """The first body whose study the opening tells: "Researchers at …", "a trial led by …", "… scientists have shown"."""
    opening = _opening(reading)
    for sentence in [*(s for s in opening if s.zone != "headline"), *(s for s in opening if s.zone == "headline")]:
        text = sentence.text
        for start, end in bodies_in(text):
            own = _OF_ITS_PEOPLE.search(text, max(0, start - 120), start)
            doing = _ITS_PEOPLE.match(text, end) or _ITS_DOING.match(text, end)
            if own or (doing and not _SPEAKER.search(text, max(0, start - 120), start)):
                return _body_at(sentence, start, end)
    return None


def _body_at(sentence: Sentence, start: int, end: int) -> Sponsor:
    return sentence.state(Sponsor(name=sentence.text[start:end], rule="sponsors/body"), start, end)


def _alone(reading: Reading) -> Sponsor | None:
    """The body whose name is a line of its own under the headline, as the newsrooms of societies write it."""
    for sentence in reading.news[1:5]:
        for start, end in bodies_in(sentence.text):
            if start == 0 and not sentence.text[end:].strip(" ."):
                return _body_at(sentence, start, end)
    return None


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
