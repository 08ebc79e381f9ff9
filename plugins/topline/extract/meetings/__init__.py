"""Meetings at which the data of the release were, are or will be shown, with abstract numbers.

A year that the text does not state follows from the edition ("54th" → 2012, with the warning
``year-from-edition`` from ``damage``), else it is that of the release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from topline.extract.meetings.names import MeetingName, Named, named_in
from topline.extract.reading import Reading, Sentence
from topline.extract.words.patterns import pattern_of
from topline.facts import Evidence, Facts, Meeting

RULE = "meetings/named"
RULE_EDITION = "meetings/year-from-edition"

_SHOWN = pattern_of(
    r"\bpresent|\breport|\bshow|\bdata\b|poster|\boral|abstract|featur|unveil|announc|highlight|session|late-break|deliver|publish|discuss|"
    r"descri|detail|accepted|program|updat|\bgiven|\btold\b|\bheard\b|releas|findings|results",
    re.I,
)
_NUMBER = r"(?:[A-Z]{1,3}\d{1,3}(?:-\d{1,4}){1,3}|(?:[A-Z]{1,5}[- ]?)?\d{1,7}(?:\.\d{1,4})?(?:-[A-Z]{1,3}|[A-Za-z])?)(?![\d%]|\.\d|\w)"
# What a number of an abstract is called: "Abstract Number", "Poster No.", "Presentation ID", "Publication number"
_CALLED = r"(?:[Nn]umbers?|[Nn]os?\b\.?|[Nn]r\b\.?|ID\b|[Cc]ode|[Cc]ontrol [Nn]umber|[Ii]dentifier)"
_LIST = rf"{_NUMBER}(?:(?:, ?(?:and |& ?)?| and | & )#?{_NUMBER})*"
_ABSTRACT = pattern_of(
    rf"\b(?:(?<!ink to )|(?![Aa]bstract \d{{7}}))(?:[Aa]bstracts?|ABSTRACTS?)(?:/[Pp]oster| [Pp]resentation| [Pp]ublication)? ?(?:{_CALLED})? ?(?:[:#]{{1,2}} ?#?)?(?P<list>{_LIST})"
    rf"|\b[Aa]bstracts? \((?:[Nn]o\.? ?|[Nn]umbers? )?(?P<inside>#?{_LIST})\)"
    # the number of a poster, talk or publication, called so: "Poster number: 456", "Publication ID: S215"
    rf"|\b(?:[Pp]oster|[Pp]resentation|[Pp]ublication|[Pp]aper|[Pp]rogram(?:me)?|[Oo]ral|[Ss]ubmission)(?: [Pp]resentation| [Aa]bstract)? (?:{_CALLED} ?[:#]? ?#?|#)(?P<called>{_LIST})"
    # an item that its code opens: "OP0123 - Efficacy of X in lupus"
    r"|^(?:[•*-] ?)?(?P<opening>(?:OP|POS|LBA|LB|CT|PS?|P[0-9]-|S|O|AB|FC|SAT|THU|FRI|TPS|eP)-?\d{3,5})(?= ?[:–—|-] ?[A-Z\"'])"
    # a number that stands for its abstract: "Poster 1022-P", "presented orally (S234)"
    r"|\b(?:[Oo]ral|[Pp]oster|[Ll]ate-breaking)(?: presentation| session| poster)?,? (?P<coded>\d{1,5}-[A-Z]{1,3})\b"
    r"|\b(?:orally|oral presentation|poster(?: presentation)?) \(#?(?P<bracketed>[A-Z]{1,3}\d{2,5})\)"
    r"|\b(?:presentation|poster) \(#(?P<hashed>\d{1,5})\)|\bposter (?:bore|had|has|carried|carries|under) (?:the )?number (?P<numbered>\d{1,5}[A-Z]{0,2})\b"
)
_ABSTRACT_CUE = pattern_of(
    r"bstract|BSTRACT|\d-[A-Z]|\([A-Z]{1,3}\d|\(#\d|oster [a-z]+ (?:the )?number|(?:oster|tation|aper) #|(?:oster|tation|ation|aper|ogram|ogramme|ral|ssion) (?:[Nn]umber|[Nn]o\b|ID\b|[Cc]ode|[Ii]dentifier)"
    r"|^(?:[•*-] ?)?[A-Za-z]{1,3}-?\d{3,5} ?[:–—|-]"
)
# A line of the details of a talk: "Abstract Number: …", "Session: …"
_LABELLED = pattern_of(
    r"(?:(?:[Aa]bstract|[Pp]oster|[Pp]resentation|[Pp]ublication|[Ss]ession|[Oo]ral)(?: [A-Z]?[\w-]+){0,3}) ?:"
)
_ABSTRACT_HEAD = pattern_of(r"^abstracts?(?: (?:no\.?|number|id|#))?$", re.I)
_MONTH = pattern_of(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) (?P<year>(?:19|20)\d\d)\b"
)
_DATELINE = pattern_of(
    r"(?P<iso>(?:19|20)\d\d)-\d\d-\d\d\b|(?:[A-Z][\w.]*,? ){0,4}?(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?,? (?P<written>(?:19|20)\d\d)\b"
)
_INTRODUCED = pattern_of(r"(?<=[a-z]) \((?P<short>[A-Z]{2,8})\)")
_MEETING_WORD = pattern_of(
    r"societ|associat|academ|college|federat|league|meeting|congress|conference|symposi|session|forum|workshop", re.I
)
_PRESENTATIONS = (
    ("plenary", pattern_of(r"\bplenary\b", re.I)),
    ("late-breaking", pattern_of(r"late[- ]break", re.I)),
    (
        "oral",
        pattern_of(
            r"\boral (?:abstract |scientific |podium )?(?:presentation|session|communication|abstract)|\bpresented orally|\borally presented",
            re.I,
        ),
    ),
    ("poster", pattern_of(r"\bposters?\b", re.I)),
)


@dataclass(slots=True)
class _Shown:
    """One meeting of the release while it is gathered from several sentences."""

    meeting: MeetingName
    sentence: Sentence
    named: Named
    year: int | None
    edition: int | None
    places: list[int] = field(default_factory=list)
    abstracts: list[tuple[str, Sentence, int, int]] = field(default_factory=list)


def find(reading: Reading, known: Facts) -> tuple[Meeting, ...]:
    """The meetings of the release, one item for each abstract of a meeting."""
    shown = _gather(reading)
    if not shown:
        return ()
    _give_abstracts(reading, shown)
    places = frozenset(place for meeting in shown for place in meeting.places)
    return tuple(item for meeting in shown for item in _items(meeting, reading, places))


def _gather(reading: Reading) -> list[_Shown]:
    found: list[_Shown] = []
    others: frozenset[str] | None = None
    labelled = [s.index for s in reading.news if _LABELLED.match(s.text)]
    for sentence in reading.news:
        named = list(named_in(sentence))
        if any(meeting.bare for meeting in named):
            others = _other_words(reading) if others is None else others
            named = [m for m in named if not (m.bare and m.meeting.acronym in others)]
        if named and (
            _SHOWN.search(sentence.text)
            or sentence.kind == "heading"
            or any(abs(sentence.index - place) <= 4 for place in labelled)
        ):
            for meeting in named:
                _add(found, sentence, meeting)
    if any(meeting.year or meeting.edition for meeting in found):
        found = [m for m in found if m.year or m.edition or not _dated_twin(m, found)]
    return found


def _other_words(reading: Reading) -> frozenset[str]:
    """Letters that the release introduces as short for something else: "antibodies against the drug (ADA)"."""
    found = set()
    for sentence in reading.sentences:
        for match in _INTRODUCED.finditer(sentence.text):
            if not _MEETING_WORD.search(sentence.text, max(0, match.start() - 90), match.start()):
                found.add(match["short"])
    return frozenset(found)


def _dated_twin(meeting: _Shown, found: list[_Shown]) -> bool:
    return any(m is not meeting and m.meeting.acronym == meeting.meeting.acronym for m in found)


def _add(found: list[_Shown], sentence: Sentence, named: Named) -> None:
    """Join a mention to the meeting that it names again, or add the meeting."""
    for old in found:
        if old.meeting.acronym.casefold() != named.meeting.acronym.casefold():
            continue
        if _agree(old.year, named.year) and _agree(old.edition, named.edition):
            if old.year is None and old.edition is None and (named.year or named.edition):
                old.sentence, old.named = sentence, named
            old.year, old.edition = old.year or named.year, old.edition or named.edition
            old.places.append(sentence.index)
            return
    found.append(_Shown(named.meeting, sentence, named, named.year, named.edition, [sentence.index]))


def _agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _give_abstracts(reading: Reading, shown: list[_Shown]) -> None:
    """Bind each abstract number to the meeting of its sentence, else to the last one named before it."""
    for sentence in reading.sentences:
        if not (sentence.news or sentence.zone == "debris"):
            continue
        for value, start in _numbers_in(sentence):
            owner = _owner(sentence, shown)
            if owner and value not in [a for a, *_ in owner.abstracts]:
                owner.abstracts.append((value, sentence, start, start + len(value)))


def _numbers_in(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """The abstract numbers that a sentence or a table row states, with their places."""
    text = sentence.text
    for cell in sentence.cells:
        if _ABSTRACT_HEAD.match(cell.head):
            value = sentence.quote[cell.start : cell.end].strip()
            if re.fullmatch(_NUMBER, value) and value in text:
                yield value, text.index(value)
    if not _ABSTRACT_CUE.search(text):
        return
    for match in _ABSTRACT.finditer(text):
        name = next(name for name, value in match.groupdict().items() if value)
        for number in re.finditer(_NUMBER, match[name]):
            yield number.group().strip(), match.start(name) + number.start()


def _owner(sentence: Sentence, shown: list[_Shown]) -> _Shown | None:
    here = [m for m in shown if sentence.index in m.places]
    if here or len(shown) == 1:
        return (here or shown)[0]
    before = [(max(p for p in m.places if p < sentence.index), m) for m in shown if min(m.places) < sentence.index]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _items(shown: _Shown, reading: Reading, places: frozenset[int]) -> list[Meeting]:
    year, rule = _year(shown, reading)
    base = Meeting(acronym=shown.meeting.acronym, year=year, edition=shown.edition, rule=rule)
    base = shown.sentence.state(base, shown.named.start, shown.named.end)
    if not shown.abstracts:
        return [_presented(base, shown.sentence, shown, reading, places)]
    items = []
    for number, sentence, start, end in shown.abstracts:
        item = replace(base, abstract=number)
        if sentence.index != shown.sentence.index:
            item = replace(item, evidence={**item.evidence, "abstract": sentence.evidence(start, end)})
        items.append(_presented(item, sentence, shown, reading, places))
    return items


def _year(shown: _Shown, reading: Reading) -> tuple[int | None, str]:
    """The stated year; else that of the edition; else that of the release; else that of the abstract's sentence."""
    if shown.year:
        return shown.year, RULE
    counted = shown.meeting.year_of(shown.edition) if shown.edition else None
    if counted and (reading.year is None or abs(counted - reading.year) == 1):
        return counted, RULE_EDITION
    return reading.year or _dateline(reading) or next(
        (int(m["year"]) for _, s, *_ in shown.abstracts if (m := _MONTH.search(s.text))), None
    ), RULE


def _dateline(reading: Reading) -> int | None:
    """The year of the date that opens the text: "2019-03-18 Larkfield presented …", "Dec 2 2009 - A talk …"."""
    for sentence in reading.news[:4]:
        match = _DATELINE.match(sentence.text)
        if match:
            return int(match["iso"] or match["written"])
    return None


def _presented(item: Meeting, sentence: Sentence, shown: _Shown, reading: Reading, places: frozenset[int]) -> Meeting:
    """The way of presentation, from the abstract's sentence, the meeting's, or those beside it."""
    others = places.difference(shown.places)
    near = [i for p in shown.places for i in (p, p + 1, p - 1) if 0 <= i < len(reading.sentences) and i not in others]
    beside = [reading.sentences[i] for i in near]
    for candidate in (sentence, shown.sentence, *beside):
        if not (candidate.news or candidate is sentence):
            continue
        ways = [(way, m) for way, pattern in _PRESENTATIONS if (m := pattern.search(candidate.text))]
        if not ways or {"oral", "poster"} <= {way for way, _ in ways}:
            continue
        way, match = ways[0]
        evidence: dict[str, Evidence] = dict(item.evidence)
        if candidate.index != shown.sentence.index:
            evidence["presentation"] = candidate.evidence(match.start(), match.end())
        return replace(item, presentation=way, evidence=evidence)
    return item
