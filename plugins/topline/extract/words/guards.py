"""Silences: where a number is the market's, the disease's, the design's, the past's, and no result of the release."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from topline.extract.shipped import table_of
from topline.extract.words.patterns import pattern_of

# The last alternative: "the response rate was 94%, and adverse effects were manageable".
_CLAUSE_END = pattern_of(
    r";|,? (?:while|whereas|although|however|but)\b,?|\. (?=[A-Z])| — "
    r"|, and (?=(?:the |its |no |most |all |common )?(?:drug-related |treatment-related )?(?:adverse (?:events?|effects?|reactions?)|side effects?|toxicit(?:y|ies)|tolerability|safety) (?:was|were|had|has|remained)\b)"
)
# An earlier report of these data: kept only where the release has no results of its own.
REPORTED_BEFORE = pattern_of(
    r"\b(?:(?:as )?(?:previously|earlier) (?:reported|announced|disclosed|presented|published)|as (?:reported|announced) (?:before|previously|earlier|last)"
    r"|(?:reported|announced|presented) (?:last|earlier|previously)|earlier (?:data|results|findings|analysis)|(?:one|two|a) years? ago|last year)\b",
    re.I,
)
# Another, earlier trial: never a result of this release.
EARLIER_TRIAL = pattern_of(
    r"\b(?:in|from|of|on) (?:an? |the |its |our |two |several |prior |these )*(?:earlier|previous|prior|preceding) (?:phase \S+ |clinical |pivotal |small |open-label ){0,3}(?:study|studies|trials?)\b"
    r"|\b(?:[Aa]n?|[Oo]ne|[Tt]he) (?:19|20)\d\d (?:study|analysis|survey|report|trial|meta-analysis|review|paper)\b|\b[Pp]rior meta-analys[ei]s\b"
    r"|^In (?:the |an? |our |its )?(?:completed |earlier |first |initial )?phase [\w/]+(?: (?:study|trial|testing|development))?, \S+(?: \S+)? had \w+(?:ed|n|t)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Guard:
    name: str
    scope: str
    pattern: re.Pattern[str]


@cache
def _guards() -> tuple[_Guard, ...]:
    table = table_of("results_guards.toml")
    return tuple(_Guard(row["name"], row["scope"], pattern_of(row["pattern"], re.I)) for row in table["guard"])


# "Remission — the primary outcome — occurred in": what stands between two dashes ends no clause.
_DASHES = pattern_of(r" — (?P<aside>[^—.;%]{3,80}) — ")


def _level(match: re.Match[str]) -> str:
    return f" , {match.group('aside')} , "


def clauses(text: str) -> list[tuple[int, int]]:
    """The ``[start, end)`` of the clauses of a sentence; nothing inside parentheses ends one."""
    found, start = [], 0
    text = _DASHES.sub(_level, text) if text.count(" — ") > 1 else text
    for match in _CLAUSE_END.finditer(text):
        if text.count("(", 0, match.start()) + text.count("[", 0, match.start()) > text.count(
            ")", 0, match.start()
        ) + text.count("]", 0, match.start()):
            continue
        found.append((start, match.start()))
        start = match.start()
    return [*found, (start, len(text))]


class Guarded:
    """The silences of one sentence, each pattern run once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._clauses = clauses(text)
        self.sentence = ""
        self._hits: list[tuple[str, str, int, int]] = []
        for guard in _guards():
            for match in guard.pattern.finditer(text):
                if guard.scope == "sentence":
                    self.sentence = self.sentence or guard.name
                    break
                if guard.name == "safety" and re.search(r"\b(?:no|without)\b[^,.;]{0,40}$", text[: match.start()]):
                    continue
                self._hits.append((guard.name, guard.scope, match.start(), match.end()))

    def _parted(self, start: int, end: int) -> bool:
        """Does a comma or a stop stand between two places?"""
        return any(mark in self._text[start:end] for mark in (", ", ";", ":"))

    def clause(self, position: int) -> tuple[int, int]:
        """The clause that a position stands in."""
        return next((c for c in self._clauses if c[0] <= position < c[1]), self._clauses[-1])

    def silent(self, start: int, end: int) -> str:
        """The name of the silence that covers a number, or ``""``."""
        if self.sentence:
            return self.sentence
        first, last = self.clause(start)
        for name, scope, hit_start, hit_end in self._hits:
            inside = first <= hit_start < last
            if (scope == "clause" and inside) or (scope == "before" and inside and hit_end <= start):
                return name
            if scope == "phrase" and inside and hit_end <= start and not self._parted(hit_end, start):
                return name
            if scope == "governs" and inside and (hit_end <= start or hit_start - end <= 20):
                return name
            if scope == "tight" and inside and 0 <= start - hit_end <= 14:
                return name
            if scope == "near" and inside and abs(hit_start - start) <= 60 and hit_start < end + 60:
                return name
        return ""
