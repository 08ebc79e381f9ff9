"""How a release names a company and its listings: name, legal form, exchange and symbol."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from topline.extract.drugs.mentions import looks_nonproprietary
from topline.extract.drugs.names import names as drug_names
from topline.extract.shipped import lines_of, table_of
from topline.extract.words.patterns import pattern_of
from topline.facts import fold

LEGAL = (
    r"(?:Inc\b\.?|INC\b\.?|Incorporated|Corp\b\.?|CORP\b\.?|Corporation|Co\b\.?|Ltd\b\.?|LTD\b\.?|Limited|plc|PLC|p\.l\.c\.|LLC|L\.L\.C\.|L\.?P\b\.?|AG|"
    r"S\.?A\.?S?|SE|N\.?V\.?|B\.?V\.?|AB|A/S|ASA|AS|GmbH|KGaA|S\.?p\.?A\.?|Oyj|K\.?K\.?|Pty|S\.?r\.?l\.?|Pvt\.?)(?![\w/])"
)
_WORD = r"(?:[A-Z](?:[\w'+./-]*[\w+])?|[a-z]{1,4}[A-Z]\w+|\d+[A-Z]\w*)"
NAME = rf"(?<!\w)(?!{LEGAL}){_WORD}(?: (?:& |and(?= Company\b) )?(?!{LEGAL}){_WORD}){{0,5}}(?:,? (?:and |& )?{LEGAL}){{0,3}}"
NOTES = r"\*?(?:,? ?\([^()]{2,120}\)){0,3}\*?"
# A name that ends in its legal form.
FORMAL_NAME = rf"(?<!\w)(?!{LEGAL}){_WORD}(?: (?:& )?(?!{LEGAL}){_WORD}){{0,5}},? {LEGAL}"
# The shortest reading of a name, for headlines whose every word has a capital.
SHORT_NAME = rf"(?<!\w)(?!{LEGAL}){_WORD}(?: (?:& )?(?!{LEGAL}){_WORD}){{0,4}}?(?:,? {LEGAL}){{0,3}}"
GROUP = rf"{NAME}{NOTES}(?:(?:, {NAME}{NOTES}){{0,2}},? and (?:(?:its |their )?(?:partner|collaborator|licensee|licensor),? )?{NAME}{NOTES})?"

_SUFFIX = pattern_of(rf",? (?!KGaA){LEGAL}$| (?:and|&)$|(?<=Pharmaceutical) Company$|,? Holdings?$|^The (?=[A-Z])|'s?$")
_LEADING = pattern_of(
    r"^(?:(?:BREAKING|By|The|Why|How|With|From|For|At|In|On|Of|And|As|While|After|Since|When|Is|Are|Can|Will|Meet|Inside|Take|Consider|Enter|Among|Introducing|Today|Recently|"
    r"Earlier|Meanwhile|Additionally|Furthermore|Recent|New|CEO|Company|Companies|Biotech|Nasdaq|NASDAQ|News|Update|Here's|"
    r"(?:Late|Clinical|Early|Commercial|Pre-?clinical)-[Ss]tage|Founded) )+"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A stock listing as ``EXCHANGE:SYMBOL`` and where the text states it."""

    ticker: str
    start: int
    end: int

    @property
    def symbol(self) -> str:
        """The symbol without its exchange."""
        return self.ticker.rpartition(":")[2]

    @property
    def otc(self) -> bool:
        """Is it an over-the-counter listing, named beside that of an exchange?"""
        return self.ticker.startswith("OTC")


@cache
def _exchanges() -> tuple[re.Pattern[str], tuple[str, ...], re.Pattern[str]]:
    """A listing, the exchanges by number, and an exchange that shares the symbol of the next ("LSE/NYSE: GSK")."""
    rows = list(csv.DictReader(lines_of("sponsor_exchanges.tsv"), delimiter="\t"))
    written = "|".join(f"(?P<x{number}>{row['written']})" for number, row in enumerate(rows))
    pattern = pattern_of(
        rf"(?<![\w-])(?:{written})(?: (?:ticker|symbol|code))?[)\"']{{0,2}} ?[:-] ?\"?'?\$?"
        rf"(?:{_ISIN} ?[-–—,/;|.:]? ?)?(?P<symbol>[A-Z0-9]{{1,6}}(?:[.-][A-Z]{{1,2}})?)(?![\w])"
    )
    shared = pattern_of(rf"(?<![\w-])(?:{written}) ?(?:/|&|and|,) ?$")
    return pattern, tuple(row["exchange"] for row in rows), shared


_ISIN = r"[A-Z]{2}[A-Z0-9]{9}\d"
_LISTED_CUE = pattern_of(r"[:-] ?[\"']?\$?[A-Z0-9]")


def listings_in(text: str, start: int = 0, end: int | None = None) -> list[Listing]:
    """The listings stated in ``text[start:end]``, in order; over-the-counter ones only where no exchange is named."""
    end = len(text) if end is None else end
    if not _LISTED_CUE.search(text, start, end):
        return []
    pattern, names, shared = _exchanges()
    found = []
    for match in pattern.finditer(text, start, end):
        other = shared.search(text, start, match.start())
        for one in (other, match) if other else (match,):
            exchange = names[int(_group(one)[1:])]
            found.append(Listing(f"{exchange}:{match['symbol']}", one.start(), match.end()))
    return [x for x in found if not x.otc] or found


def _group(match: re.Match[str]) -> str:
    return next(name for name, value in match.groupdict().items() if value is not None and name != "symbol")


@cache
def words(kind: str) -> frozenset[str]:
    """One list of the table of words."""
    table = table_of("sponsor_words.toml")
    return frozenset(table[kind])


@cache
def _folded(kind: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words(kind))


def clean(name: str) -> str:
    """A company's name without legal form, possessive and the words before it: "ImmunoGen, Inc." → "ImmunoGen"."""
    name = _LEADING.sub("", name.strip(" ,;:-"))
    owner, _, rest = name.partition("'s ")
    if rest and owner in words("countries"):
        name = rest
    while True:
        shorter = _SUFFIX.sub("", name).rstrip(" ,.")
        if shorter == name or not shorter:
            return name
        name = shorter


def is_company(name: str) -> bool:
    """Does the name itself show a company: legal form, a word of the field, or a known large one?"""
    if re.search(rf" {LEGAL}$", name):
        return True
    bare = clean(name)
    first, _, rest = bare.partition(" ")
    if rest and first in words("large_groups") and rest.count(" ") < 2 and rest.split()[-1] not in words("body_words"):
        return True
    return fold(bare) in _folded("large_companies") or (
        bool(rest) and any(word in words("company_words") for word in bare.split())
    )


def is_nobody(name: str) -> bool:
    """Is it a wire, a publisher, a broker, an authority, or no name at all?"""
    bare = clean(name)
    key = fold(bare)
    if len(key) < 2 or any(key in _folded(kind) for kind in ("authorities", "publishers", "countries")):
        return True
    return (
        (bare.lower() in drug_names().nonproprietary and looks_nonproprietary(bare.lower()))
        or any(key.startswith(fold(word)) for word in ("Stonegate", "Benzinga"))
        or "Food and Drug" in bare
        or bool(_NO_NAME.search(bare))
    )


_NO_NAME = pattern_of(
    r"^(?:Lancet|JAMA|BMJ|NEJM|Nature (?:Medicine|Communications|Genetics|Biotechnology|Cancer|Reviews)|ResearchAndMarkets|DelveInsight)\b|\b(?:Journal|LLP)\b"
    r"|^(?:Dr|Mr|Ms|Mrs|Prof|Professor|Phase|Study|Trial|Conference|FDA|U\.?S\.?|Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)\b"
    r"|\b(?:Stocks?|Companies|Players|Leaders|Innovators|Developers|Data|Results?|Trials?|Study|Studies|Investors|Market|Sector|Conference|Forum|Congress|"
    r"Index|ETF|Meeting|Symposium|Officer|President|Director|Treatment|Therapy)$"
)


def same(one: str, other: str) -> bool:
    """Do two cleaned names name one company: equal, or one the first words of the other?"""
    a, b = fold(one), fold(other)
    if a == b:
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    return [fold(w) for w in short] == [fold(w) for w in long[: len(short)]]


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(folded for word in text.split() if (folded := fold(word)))
