"""Which endpoints a sentence names: the table of endpoints, looked up in a text, with composites joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from topline.extract.results.endpoint_shapes import THRESHOLD, shaped_in, threshold_name
from topline.extract.results.measured import measured_in
from topline.extract.results.open_endpoints import open_in
from topline.extract.shipped import lines_of
from topline.extract.words.lexicon import Lexicon
from topline.extract.words.patterns import pattern_of

# Names in the table that are also common words or other things; only their aliases are looked up.
_NAME_IS_NO_ALIAS = frozenset(
    {"OFF time", "ON time", "infection", "improvement", "clearance", "sensitivity", "specificity", "MR"}
)
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_RATE_NEXT = pattern_of(r" rates?\b")
_PARENTHESIS = pattern_of(r"\s?[(\[][^()\[\]]{1,60}[)\]]")
_COMPOSITE_JOINT = pattern_of(
    r"(?:,| (?:events?|rates?))?,? (?:or|and/or) (?:(?:an?|from|of|for|the|disabling|major|recurrent|first|any) )*$"
)
_LIST_JOINT = pattern_of(r", (?:an? |non-?fatal )?$")
# What may not follow an abbreviation that is also the name of a company, a drug target or a gene: "OS Therapies", "PD-L1".
_NOT_AFTER = pattern_of(
    r"-?[LR]?\d|-[A-Z(]| (?:Therapies|Inc|Pharma\w*|Ltd|Corp|AG|plc|Group|Holdings|Foundation|agency|campaign|firm|Society|Institute|Association|Newswire|Biosciences?|agents?|inhibitors?|receptors?|gene)\b|/[A-Z]"
)
# "Survival" of a graft is no overall survival; those "who responded" are a group.
_BARE_WORDS = frozenset({"survival", "responded", "responded to treatment", "responded to therapy", "bleeds"})
_OF_ANOTHER = pattern_of(
    r"(?:-free|free|graft|implant|kidney|renal|limb|lead|device|tooth|cell|specific|related|who|that|had|not|previously|have|relative|conditional|major|gastrointestinal)[ -]$",
    re.I,
)
# "all of them (100%) had responded"
_SHARE_HAD = pattern_of(r"(?:%|%\)|\)) (?:had|have) (?:all |already )?$")
# "virologically suppressed adults": a state of the patients who took part.
_ADJECTIVE = pattern_of(r"(?:suppressed|independent|negative|positive|dependent)$")
_PEOPLE = pattern_of(r"\s(?:adults|patients|people|individuals|participants|subjects|women|men|children)\b")
# "stroke survivors", "heart failure hospitalization costs": the event describes people or things.
_POPULATION = pattern_of(
    r"\s(?:survivors?|patients?|cent(?:er|re)s?|units?|prevention|care|association|conference|society|symptoms|strateg(?:y|ies)|approach|costs?|specialists?|risk factors?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint: its name in the record, what kind of outcome it is, its good direction, the unit of a bare number."""

    name: str
    kind: str
    better: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """``text[start:end]`` names an endpoint; ``close`` is where the abbreviation in parentheses after it ends."""

    endpoint: Endpoint
    start: int
    end: int
    close: int
    words: str


@cache
def lexicon() -> Lexicon[Endpoint]:
    """The shipped table of endpoints, by every alias."""
    rows: list[tuple[str, Endpoint]] = []
    for line in lines_of("endpoints.tsv")[1:]:
        name, kind, better, unit, aliases = (line.split("\t") + [""] * 4)[:5]
        endpoint = Endpoint(name, kind, better, unit or None)
        names = [alias for alias in aliases.split("|") if alias]
        names = names if name in _NAME_IS_NO_ALIAS or aliases.startswith("|") else [name, *names]
        names += [
            alias + "s"
            for alias in names
            if re.search(
                r"(?:rate|response|remission|score|level|event|[iz]ation|fracture|failure|attack|death|readmission)$",
                alias,
            )
        ]
        rows += [(_even(alias), endpoint) for alias in names]
    return Lexicon(rows)


@cache
def is_measured(name: str) -> bool:
    """Is an endpoint a quantity that is measured in each patient, so that a share of patients is those at a target?"""
    rows = (line.split("\t") for line in lines_of("endpoints.tsv")[1:])
    return any(row[:2] == [name, "change"] for row in rows)


def _even(text: str) -> str:
    """The text, character for character, with subscript digits raised and "Lp(a)" made one word."""
    return text.translate(_SUBSCRIPTS).replace("(a)", "-a ") if "(" in text or not text.isascii() else text


def named_in(text: str, alone: bool = False) -> list[Named]:
    """The endpoints that a sentence names, in order; an abbreviation that repeats the name before it is not counted.

    ``alone`` says that the text is a name and nothing else, as in the first cell of a row: a threshold is part of it.
    """
    found = _barred(text, _composites(text, _listed(text)), alone)
    shaped = [
        Named(Endpoint(name, kind, _BETTER.get(kind, "up"), _UNITS.get(kind)), start, end, end, text[start:end])
        for name, kind, start, end in shaped_in(text)
    ]
    shaped = [s for s in shaped if not any(_composed_of(text, n, s) for n in found)]
    found = [n for n in found if not any(_holds(s, n) for s in shaped)]
    if (
        (found or shaped)
        and (match := _EXPLAINED.search(text))
        and any(n.close == match.start() for n in [*found, *shaped])
    ):
        found, shaped = ([n for n in names if not match.start() <= n.start < match.end()] for names in (found, shaped))
    shaped = [s for s in shaped if not any(s.start < n.close and n.start < s.end for n in found)]
    shaped += _opened(text, [*found, *shaped])
    slashed = {s.end for s in shaped if s.endpoint.kind == "rate" and s.words.isdigit()}
    found = [n for n in found if n.start - 1 not in slashed or not _RESPONSE_RATE.fullmatch(n.words.casefold())]
    found = sorted([*found, *shaped], key=lambda n: n.start) if shaped else found
    return found if alone else _with_measured(text, found)


def _with_measured(text: str, found: list[Named]) -> list[Named]:
    """Add the quantities that only the grammar of their change tells, where no other name stands."""
    if not _A_FIGURE.search(text):
        return found
    taken = list(found)
    for name, start, end, unit in measured_in(text):
        if not any(start < n.close and n.start < end for n in taken):
            known = lexicon().get(name)
            endpoint = known if known and known.kind == "change" else Endpoint(name, "change", "", unit or None)
            taken.append(Named(endpoint, start, end, end, text[start:end]))
    return sorted(taken, key=lambda n: n.start)


_A_FIGURE = pattern_of(r"\d(?:%|\.\d| (?:[A-Za-zµ°/]))|-\d")


def _opened(text: str, known: list[Named]) -> list[Named]:
    """The outcomes that only the grammar of the sentence makes endpoints, where no other name stands."""
    return [
        Named(Endpoint(name, kind, _BETTER.get(kind, "up")), start, end, end, text[start:end])
        for name, kind, start, end in open_in(text)
        if not any(start < n.close and n.start < end for n in known)
    ]


def _holds(shaped: Named, listed: Named) -> bool:
    """Is a name of the table the last part of a longer one: "time to PSA progression", "a PSA decline of 50%"?"""
    if shaped.endpoint.name.endswith(" response"):  # the "response rate" of "endoscopic response rate"
        return shaped.start < listed.start and listed.end <= shaped.end
    opener = shaped.words.casefold().split(" ", 2)[:2]
    longer = (
        opener in (["time", "to"], ["freedom", "from"])
        or opener[0] == "composite"
        or shaped.endpoint.name.startswith("PSA")
    )
    inside = shaped.start <= listed.start and listed.end <= shaped.end
    return longer and inside and not listed.words.casefold().startswith(("time", "free"))


def _composed_of(text: str, listed: Named, shaped: Named) -> bool:
    """As in "MACE, a composite of death, stroke or …": the name has been said, the parts explain it."""
    return shaped.words.startswith("composite") and bool(_A.fullmatch(text[listed.close : shaped.start]))


_A = pattern_of(r"[,:;—( -]{1,4}(?:which (?:was|is) )?(?:defined as )?(?:an? |the )?")
# "Clinical benefit, i.e. response or stable disease for 24 weeks, was seen in", "Remission (MADRS score ≤10) was attained": no second endpoint.
_EXPLAINED = pattern_of(
    r"(?:(?:,| \(| -) ?(?:which (?:was|is) )?(?:defined as|i\.e\.,?|that is,|meaning) [^,;()]{5,140}[,)]|\s\([^()%]{2,60}(?:≤|≥|<|>|=|of at least|or less|or more)[^()%]{0,30}\))"
    r"(?= (?:was|were|occurred|in|of|at|by|rose|fell|improved|increased))"
)
_BETTER, _UNITS = {"event": "down", "change": ""}, {"change": "points"}


def _barred(text: str, found: list[Named], alone: bool) -> list[Named]:
    """A threshold makes the share of those who reached it an endpoint of its own: "a weight loss of at least 10%"."""
    for place, named in enumerate(found):
        if named.endpoint.kind != "change":
            continue
        match = THRESHOLD.match(text, named.end)
        if not match or re.search(r"\b(?:mean|median|average|averaged)\s$", text[: named.start], re.I):
            continue
        if not alone and not _ANOTHER_SHARE.search(text[: named.start] + " " + text[match.end() :]):
            continue
        if re.match(r"\s?(?:or (?:more|less|higher|lower)\b)", text[match.end() :]):
            continue
        endpoint = Endpoint(
            threshold_name(
                named.words.casefold() if named.words.islower() or " " in named.words else named.endpoint.name, match
            ),
            "rate",
            "up",
        )
        found[place] = replace(named, endpoint=endpoint, end=match.end(), close=match.end())
    return found


# Another share or count beside the threshold, of people who reached it.
_ANOTHER_SHARE = pattern_of(r"\d%|\b\d+ (?:of|out of) \d+|\d/\d+ patients")


def _listed(text: str) -> list[Named]:
    """The endpoints of the table that a sentence names."""
    found: list[Named] = []
    for mention in lexicon().find(_even(text)):
        if mention.end - mention.start <= 4 and _NOT_AFTER.match(text, mention.end):
            continue
        if text.startswith((" letter", " Letter"), mention.end):
            continue
        if mention.value.kind in ("event", "harm") and (
            _POPULATION.match(text, mention.end) or text.startswith("-free", mention.end)
        ):
            continue
        if mention.value.kind == "rate" and _ADJECTIVE.search(mention.words) and _PEOPLE.match(text, mention.end):
            continue
        if (
            (mention.words.casefold() in _BARE_WORDS or mention.words.casefold().startswith("survival rate"))
            and _OF_ANOTHER.search(text, max(0, mention.start - 26), mention.start)
            and not _SHARE_HAD.search(text, max(0, mention.start - 12), mention.start)
        ):
            continue
        if found and _adds_nothing(text, found[-1], mention.start, mention.words):
            end = mention.end
            found[-1] = replace(found[-1], end=end, close=end, words=text[found[-1].start : end])
            continue
        if found and mention.start < found[-1].close:
            if mention.value == found[-1].endpoint or mention.value.kind == found[-1].endpoint.kind:
                continue
            found[-1] = replace(found[-1], close=found[-1].end)
        rate = _RATE_NEXT.match(text, mention.end) if mention.value.kind == "rate" else None
        last = rate.end() if rate else mention.end
        parenthesis = _PARENTHESIS.match(text, last)
        close = (
            parenthesis.end() if parenthesis and not re.search(r"\d\s?%|\d\.\d|[=<>]", parenthesis.group()) else last
        )
        found.append(Named(mention.value, mention.start, mention.end, close, mention.words))
    for place in range(len(found) - 1, 0, -1):
        if _measured_by(text, found[place - 1], found[place : place + 1]):
            scale = found.pop(place)
            found[place - 1] = replace(scale, start=found[place - 1].start)
    return found


def _adds_nothing(text: str, last: Named, start: int, words: str) -> bool:
    """As in "the PASI 75 response rate": what is responded to has been said."""
    return last.endpoint.kind == "rate" and text[last.end : start] == " " and bool(_RESPONSE_RATE.fullmatch(words))


_RESPONSE_RATE = pattern_of(r"respon(?:se|der) rates?|responses?")


def _measured_by(text: str, named: Named, following: list[Named]) -> bool:
    """As in "clinical decline on the CDR-SB": the scale is the endpoint."""
    if not following or not named.words.casefold().endswith(("decline", "quality of life", "weight loss")):
        return False
    return bool(_ON_SCALE.fullmatch(text[named.end : following[0].start]))


_ON_SCALE = pattern_of(
    r",? (?:as )?(?:measured |assessed )?(?:on|by|with|using) (?:the )?(?:change (?:from baseline )?in (?:the )?)?"
)


def _composites(text: str, found: list[Named]) -> list[Named]:
    """Join "stroke or systemic embolism", "cardiovascular death, heart attack or stroke" into one endpoint."""
    joined: list[Named] = []
    for named in found:
        last = joined[-1] if joined else None
        if last and _one_composite(text, last, named):
            words = text[last.start : named.end].casefold()
            endpoint = Endpoint(re.sub(r"\s?\([^)]*\)", "", words), "event", "down")
            joined[-1] = Named(endpoint, last.start, named.end, named.close, text[last.start : named.end])
        else:
            joined.append(named)
    joined = [_with_death(text, _fatal(text, n)) for n in joined]
    return [n for place, n in enumerate(joined) if not (place and _defines(text, joined[place - 1], n))]


_FATAL = pattern_of(r"\b(?P<fatal>non-?fatal|fatal)\s?$", re.I)
# "fatal or non-fatal heart attack": any
_EITHER_WAY = pattern_of(r"\bfatal (?:or|and|and/or) $", re.I)
_OR_DEATH = pattern_of(r",? or (?:cardiovascular |CV |all-cause )?death\b(?: from \w+ causes?)?")


def _fatal(text: str, named: Named) -> Named:
    """A "non-fatal stroke" is another endpoint than a stroke."""
    if named.endpoint.kind != "event":
        return named
    before = _FATAL.search(text, max(0, named.start - 10), named.start)
    inside = re.match(r"non-?fatal ", named.words, re.I)
    if not before and not (inside and not named.endpoint.name.startswith("non")):
        return named
    start = before.start() if before else named.start
    if _EITHER_WAY.search(text, max(0, start - 10), start):
        return named
    kind = before.group("fatal").casefold() if before else "non-fatal"
    name = f"{'fatal' if kind == 'fatal' else 'non-fatal'} {named.endpoint.name}"
    return replace(named, endpoint=replace(named.endpoint, name=name), start=before.start() if before else named.start)


def _with_death(text: str, named: Named) -> Named:
    """The last part of a composite, death, belongs to its name."""
    if named.endpoint.kind != "event" or "," not in named.endpoint.name:
        return named
    match = _OR_DEATH.match(text, named.end)
    if not match:
        return named
    name = named.endpoint.name + match.group().casefold()
    return replace(
        named, endpoint=replace(named.endpoint, name=name), end=match.end(), close=max(named.close, match.end())
    )


def _defines(text: str, last: Named, named: Named) -> bool:
    """As in "a major cardiovascular event - a composite of death, stroke or …": the parts of the endpoint named before."""
    return last.endpoint.kind in ("event", "stated") and bool(_DEFINED_AS.fullmatch(text[last.close : named.start]))


_DEFINED_AS = pattern_of(
    r"[,:;—( -]{0,4}(?:which (?:was|is) )?(?:an? )?(?:composite (?:endpoint )?(?:of|comprising|including)|defined as|consisting of|comprising|that included|made up of) (?:the )?(?:first |time to )*(?:occurrence of )?"
)


def _one_composite(text: str, last: Named, named: Named) -> bool:
    if last.endpoint.kind not in ("event", "harm") or named.endpoint.kind not in ("event", "harm"):
        return False
    gap = text[last.end : named.start]
    if _COMPOSITE_JOINT.fullmatch(text[last.close : named.start]) or _COMPOSITE_JOINT.fullmatch(gap):
        return True
    return bool(_LIST_JOINT.fullmatch(gap) and re.match(r"[^.;:]{0,60}\b(?:or|and/or)\b", text[named.end :]))
