"""Endpoints that no table lists, by the grammar of their sentence: "complete occlusion was documented in 81% of cases".

The head noun is of a class (``outcome_words.toml``), and the words around it say that a share of patients reached it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from topline.extract.shipped import table_of
from topline.extract.words.patterns import pattern_of

# Words that are no part of a name: determiners, prepositions, verbs, pronouns.
_STOP = pattern_of(
    r"the|an?|of|in|at|on|for|to|by|with|from|and|or|that|which|who|was|were|is|are|had|has|have|achiev\w+|attain\w+|reach\w+|obtain\w+|show\w+|demonstrat\w+|report\w+|includ\w+|their|its|this|these|those|all|no|any|"
    r"both|each|than|versus|vs|more|less|fewer|higher|lower|greater|after|before|during|while|as|but|not|mean|median|average|study|trial|patients?|treatment|improv\w+|increas\w+|reduc\w+|experienc\w+|maintain\w+|risk|rates?|proportion|percentage|endpoint|primary|secondary|key",
    re.I,
)
_WORD_BEFORE = pattern_of(r"(?P<word>(?:\b[A-Z]\. )?[A-Za-z][\w'/-]*) $")
# What follows the name of an outcome that a share is given for.
_SAID = (
    r"(?= rates?\b| (?:was|were|occurred|reached|rose|fell|stood|improved|increased)\b| in (?:about |approximately |more than |nearly )?\d| of \d|:|,? (?:at|after|by|within|through|on) [^,.;%]{2,25},? (?:was|were|occurred|in \d)"
    r"| of (?:the |their )?(?:[a-z-]+ ){1,3}(?:was|were|occurred|in \d)| \([^)]{1,30}\) (?:was|were|occurred|in \d))"
)
_REACHED_BEFORE = pattern_of(
    r"(?:\d%|\b(?:achiev|attain|obtain|reach|show|demonstrat|maintain|experienc|restor)\w*|\bhad) (?:an? |the |their )?$"
)
_COMPARED = pattern_of(r"\b(?:HR|[Hh]azard ratio|[Oo]dds ratio|[Rr]isk ratio|[Rr]ate ratio|[Rr]elative risk)\b")
_HARM = pattern_of(
    r"\b(?:serious|treatment|treatment-\w+|severe|any|common|drug-related|grade) .*\badverse\b|^adverse\b|\bside\b",
    re.I,
)
_NO_OUTCOME = pattern_of(
    r"\b(?:market|commercial|regulatory|screen|enrol\w+|business|customer|currency|sales|revenue|debt|asset|merger|loan|school)\b",
    re.I,
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """The heads of what is reached, of what befalls, the participles, and the nouns of the participles."""
    table = table_of("outcome_words.toml")
    reached, befalls = (table[key].replace("\n", "") for key in ("reached", "befalls"))
    done: dict[str, str] = table["done"]
    return (
        pattern_of(rf"\b(?:{reached})(?P<rate> rates?)?\b", re.I),
        pattern_of(
            rf"\b(?:{befalls})\b(?= (?:occurred|was reported|were reported|was seen|were seen|rates?|by|at|after|in \d|was \d|were \d)\b)",
            re.I,
        ),
        pattern_of(
            rf"\b(?:was|were) (?:completely |successfully |fully )?(?P<done>{'|'.join(done)}) (?=in (?:about |approximately |more than |nearly )?\d)"
        ),
        done,
    )


def open_in(text: str) -> Iterator[tuple[str, str, int, int]]:
    """``(name, kind, start, end)`` of the outcomes that the words around them make endpoints; a share must stand beside."""
    if "%" not in text and " of " not in text:
        return
    if not any(cue in text for cue in _CUES) or not _OF_TRIAL.search(text):
        return
    reached, befalls, done, names = _patterns()
    for match in reached.finditer(text):
        start, end = _start(text, match.start()), match.end()
        noun_end = match.start("rate") if match.group("rate") else end
        said = match.group("rate") or _FOLLOWED.match(text, noun_end)
        if (said or _REACHED_BEFORE.search(text, max(0, start - 24), start)) and not _NO_OUTCOME.search(
            text, start, end
        ):
            yield _name(text[start:noun_end]), "rate", start, end
    for match in done.finditer(text) if " in " in text else ():
        start = _start(text, match.start())
        yield f"{_name(text[start : match.start()])} {names[match.group('done')]}".strip(), "rate", start, match.end()
    for match in befalls.finditer(text) if _COMPARED.search(text) else ():
        start, end = _start(text, match.start()), match.end()
        words = text[start:end]
        if (
            not _AFTER_OR.search(text, max(0, start - 4), start)
            and not _HARM.search(words)
            and not _NO_OUTCOME.search(words)
        ):
            yield _name(words), "event", start, end


# Who or what was treated, and with what: without such a word a share is no outcome of a trial.
_OF_TRIAL = pattern_of(
    r"\b(?:patients?|participants|subjects|people|adults|children|women|men|infants|recipients|eyes|lesions|wounds|legs|limbs|aneurysms|joints|procedures?|cases|cycles|arms?|groups?|placebo|vehicle|sham|treated|therapy|regimen|dose|mg|implants?|grafts?)\b"
)
# Parts of the words of the table, cheap to look for.
_CUES = (
    "losure", "heal", "cclu", "radic", "alvage", "uccess", "onversion", "ecover", "nion", "usion", "uppress", "ormali", "mostasis", "patency", "regnanc", "mplantation", "esol", "estor",
    "evers", "tabil", "reserv", "liminat", "vulat", "xtubat", "ean", "igment", "egrow", "egener", "ntegration", "ontinence", "essation", "ndependence", "graft", "esect", "learance",
    "ischarge", "obility", "ivity", "ascular", "cann", "atio", "HR", "elative risk", "ure",
)  # fmt: skip
_AFTER_OR = pattern_of(r"\bor $")


def _start(text: str, place: int) -> int:
    """Where a name begins whose head stands at a place: up to three words before it that may be part of a name."""
    for _ in range(3):
        match = _WORD_BEFORE.search(text, max(0, place - 30), place)
        if not match or _STOP.fullmatch(match.group("word")):
            break
        place = match.start()
    return place


_FOLLOWED = pattern_of(_SAID)


def _name(words: str) -> str:
    """The name as the record writes it: lower case, but for names and abbreviations."""
    return " ".join(
        word if word[1:] != word[1:].lower() or word.endswith(".") else word.lower() for word in words.split()
    )
