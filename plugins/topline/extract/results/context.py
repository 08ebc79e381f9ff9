"""What a sentence leans on: whether it may state an outcome, the endpoint said before, the primary endpoint."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from topline.extract.reading import Sentence
from topline.extract.results.endpoints import Endpoint, Named, named_in
from topline.extract.results.estimate_patterns import AMOUNT_UNITS
from topline.extract.words.lexicon import Lexicon
from topline.extract.words.patterns import pattern_of
from topline.facts import Result

# What a figure of an outcome looks like: cheap to look for, before anything else is.
_SIGNS = ("%", "percent", "ratio", "Ratio", "HR", "eached", "annual")
_FIGURE = pattern_of(
    rf"\d\s?-?(?:{AMOUNT_UNITS})(?!\w)|"
    r"\d(?:\s?-?(?:months?|weeks?|days|years|points?|pts|letters|mg/dL|mm|kg|cm|m[Ll]?\b|L\b|met(?:er|re)|hours|minutes|g/dL|centi|log|sec|fold)|/\d"
    r"| (?:[a-z-]+ ){0,3}(?:patients?|participants|subjects|people|adults|women|men|children|had|complete|partial|objective|responses|deaths))"
)
_P_SIGN = pattern_of(r"\b[pP](?:\s?-?[vV]alue)?s?\s?(?:[=<≤]|less|was|of)")
_MOVES = pattern_of(r"\b(?:improv|decreas|increas|reduc|declin|chang|dropp|fell|rose|lower|mean|median|average|worsen)")
_SCORED, _DECIMAL = ("ifference", "score"), pattern_of(r"\d\.\d")
_COUNT_WORD = pattern_of(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b", re.I)
_COUNTED = ("patient", "response", "remission", "participants", "alive")
_PRIMARY_POINT = pattern_of(
    r"\b(?P<rank>primary|(?:key )?secondary) (?:efficacy |composite |combined )*(?:end ?point|outcome|composite)(?! of (?:the|this) (?:study|trial) (?:is|was) )s?\b",
    re.I,
)
_LEANS = pattern_of(
    r"^(?:At [\w ]{4,12},? )?(?:(?:The|This|That) (?:\w+[- ]){0,3}?(?P<difference>difference|treatment effect)\b(?! (?:in|on|for) )|(?:[Tt]hat|[Tt]his|[Tt]he corresponding) (?P<share>proportion|rate|share|percentage)\b)"
    r"|^(?:Against|For|In|Among|At|With|After|By) [^.;:%]{3,70}?,? (?P<it>it|this|the (?:figure|rate|share|proportion)) (?:was|reached|rose to|fell to|came to|stood at) "
)


@dataclass(slots=True)
class Story:
    """What earlier sentences said that a later one leans on: the endpoint under discussion and the drugs."""

    drugs: Lexicon[str]
    defined: Named | None = None
    defined_at: int = -9
    before: Sentence | None = None
    previous: Sentence | None = None
    listed: Named | None = None
    listed_in: Sentence | None = None
    listed_at: int = -9
    last: Result | None = None
    last_at: int = -9
    primary: dict[str, Sentence] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    recurrence: str = ""
    doses: frozenset[str] = frozenset()
    sides: tuple[str, ...] = ()
    sides_at: int = -9


def may_state(text: str) -> bool:
    """Does a sentence hold anything that looks like a figure of an outcome?"""
    if any(sign in text for sign in _SIGNS) or _FIGURE.search(text) or _P_SIGN.search(text):
        return True
    if (any(word in text for word in _SCORED) or _MOVES.search(text)) and _DECIMAL.search(text):
        return True
    return (any(word in text for word in _COUNTED) and bool(_COUNT_WORD.search(text))) or (
        " to " in text and "rom " in text
    )


def leaning(text: str, story: Story, sentence: Sentence) -> list[Named]:
    """As in "The difference was -1.7 points", "that proportion was 16.5%": the one endpoint of the sentence before."""
    match = _LEANS.match(text)
    if not match or story.before is None or sentence.index - story.before.index != 1 or story.before.kind == "row":
        return []
    names = named_in(story.before.text)
    if len({n.endpoint.name for n in names}) != 1:
        return []
    start, end = match.span(next(key for key in ("difference", "share", "it") if match.group(key)))
    return [Named(names[0].endpoint, start, end, end, match.group())]


def announce(story: Story, sentence: Sentence) -> None:
    """Remember the endpoint of "The mean weight loss at week 36 was:" for the items of the list that follows."""
    if sentence.kind == "item":
        if story.listed_at == sentence.index - 1:
            story.listed_at = sentence.index
        return
    text = sentence.text.rstrip()
    names = named_in(text) if text.endswith(":") else []
    last = names[-1] if names else None
    if (
        last
        and len(text) - last.end <= 60
        and len({n.endpoint.name for n in names}) == 1
        and not _PROMISES.search(text)
    ):
        moved = _MOVED.search(text[: last.start])
        listed = replace(last, words=moved.group() + last.words) if moved else last
        story.listed, story.listed_in, story.listed_at = listed, sentence, sentence.index
    else:
        story.listed = None


# "The mean change in HbA1c was:" holds for the items of the list.
_MOVED = pattern_of(
    r"\b(?:changes?|reductions?|decreases?|increases?|improvements?|declines?) (?:from baseline )?(?:in|of) (?:[\w-]+ ){0,2}$"
)
_PROMISES = pattern_of(
    r"\b(?:include|includes|including|measured|assess\w*|evaluat\w*|secondary endpoints|as follows by|will)\b", re.I
)


def in_list(story: Story, sentence: Sentence) -> bool:
    """Is it an item of a list whose opening words name the endpoint?"""
    return story.listed is not None and sentence.kind == "item" and sentence.index - story.listed_at == 1


def of_list(text: str, story: Story, sentence: Sentence) -> list[Named]:
    """The endpoint that the words before a list name, for an item that opens with a figure: "9.7% with 2.4 mg"."""
    if story.listed is None or not in_list(story, sentence) or not _OPENS.match(text):
        return []
    return [Named(story.listed.endpoint, 0, 0, 0, story.listed.words)]


_OPENS = pattern_of(
    r"(?:(?:[A-Z]|\d[\d.]* ?mg)[^:;.%]{0,50}:\s?)?[-+≥~]?\d[\d.]*\s?(?:%|months|weeks|points|kg|mmHg|mg/dL|letters|percentage)"
)


# "Distant metastasis-free survival, a key secondary endpoint, also improved": the point is the endpoint just named.
_APPOSED = pattern_of(
    r"(?: (?:at|after|by|off|on|without|for) [a-z0-9 -]{2,25}?)? ?[,(—-]\s?(?:which (?:was|is) )?(?:also )?(?:an?|the|its|one of the|another)(?: trial's| study's)?(?: key)? "
)


def with_points(text: str, named: list[Named], story: Story, sentence: Sentence) -> list[Named]:
    """Add "the primary endpoint" as an endpoint where no name follows it, and the endpoint an "It" stands for."""
    points = []
    for match in _PRIMARY_POINT.finditer(text):
        if any(
            n.start - match.end() < 60
            and n.start >= match.end()
            and re.match(r"[,:]?\s(?:of|was|is|for|,)?", text[match.end() : n.start])
            for n in named
        ) or any(_APPOSED.fullmatch(text[n.close : match.start()]) for n in named if n.close <= match.start()):
            continue
        rank = "primary endpoint" if match.group("rank").casefold() == "primary" else "secondary endpoint"
        endpoint = (
            story.defined.endpoint if story.defined and rank == "primary endpoint" else Endpoint(rank, "stated", "")
        )
        points.append(Named(endpoint, match.start(), match.end(), match.end(), match.group()))
    leans = story.defined is not None and sentence.index - story.defined_at <= 2
    if (
        leans
        and story.defined
        and not named
        and not points
        and re.match(
            r"(?:(?:Over|At|After|By|Through) [^,]{3,30},? )?(?:[Ii]t|This|That)(?: endpoint)? (?:occurred|was (?:reached|met|achieved|seen|observed)|happened)",
            text,
        )
    ):
        place = re.search(r"\b(?:[Ii]t|This|That)\b", text)
        points.append(
            replace(story.defined, start=place.start(), end=place.end(), close=place.end()) if place else story.defined
        )
    return sorted([*named, *points], key=lambda n: n.start) if points else named
