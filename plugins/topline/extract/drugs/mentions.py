"""Where a release names medicines that the vocabulary knows, by list or by the stem of the name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from topline.extract.drugs.frames import treatment_cue
from topline.extract.drugs.names import endings, lone_endings, names, words
from topline.extract.reading import Sentence
from topline.extract.words.patterns import pattern_of

_WORD = pattern_of(r"[A-Za-z0-9]+")
_JOINTS = frozenset({" ", "-"})
_MOST_PARTS = 4  # of a fixed combination
_SUFFIX = pattern_of(r"-(?!free|like|plus|only|type|base|rich|dose|drug|line|term)[a-z]{4}\b(?!-)")
_SALT = pattern_of(r"[ -](?:HCl|HCL|[a-z]{4,14})\b")
_POPULATION = pattern_of(
    r"-(?:na(?:i|ï)ve|refractory|resistan(?:t|ce)|exposed|pre-?treated|experienced|intoleran(?:t|ce)|(?:in)?eligible|"
    r"(?:in)?sensitive|unresponsive|failures?)\b"
)
_COMPANY = pattern_of(
    r",? (?:Inc|Corp|Corporation|Ltd|LLC|plc|AG|SA|Therapeutics|Pharma\w*|Biotech\w*|Biosciences?|Laborator\w+|Group|Holdings|Company|Foundation|Medical|Capital)\b"
)
# What is named after a medicine: its receptor, a protein that binds it, a unit of dose, a habit, an immune signature, bacteria.
_NOT_TAKEN = pattern_of(
    r" (?:antagonists?|receptors?|(?:activity|expression) (?:was|levels?|of|at|rose|increased|remained|assays?)|levels?|concentrations?|deficien\w+|metabolism|intake|status|(?:oral |milligram )?equivalents?|use disorders?|(?:gene |response )?signatures?)\b"
    r"|-(?:binding|producing|stimulated|inducible|gamma|sensing)\b|-eluting\b|-resistant (?:[A-Z][a-z]+|bacteri\w+|strains?|organisms?|infections?|pathogens?|enterococc\w+|staph\w+)"
)  # fmt: skip
# Bodies, places and journals called after a medicine: "the Aspirin Foundation", "Journal of Interferon and Cytokine Research".
_TITLE_AFTER = pattern_of(
    r"(?: (?:and|&) [A-Z]\w+)?(?: [A-Z]\w+)? (?:Foundation|Society|Institute|Association|Academy|Prize|Award|Hill|Street|Road|Avenue|Lane)\b"
)
_TITLE_BEFORE = pattern_of(
    r"\b(?:Journal|Annals|Archives|Society|Academy|Institute) (?:of|for) (?:[A-Z]\w+ (?:and |& )?)?$"
)
_FIXED = pattern_of(r" ?/ ?|-")
# "A and B" is one product only where it is said so: "(A and B)" behind a brand, "A and B tablets".
_FIXED_BEHIND = pattern_of(r"\)| (?:tablets?|capsules?|injection|fixed|co-packaged|extended)")
_VARIANT = pattern_of(r"-[A-Z]\d?\b")
_ACRONYM = pattern_of(r"[A-Z]{2}[a-z]{2}|[a-z]{2}[A-Z]")
_SECOND = pattern_of(r" [a-z]{3,14}(?:vec|cel)\b")
_TARGET = pattern_of(r"target of $")


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end]`` of a sentence names ``name``; ``kind`` is inn, brand, code, coined or term.

    ``population`` where it only describes patients ("X-refractory").
    """

    sentence: Sentence
    start: int
    end: int
    name: str
    kind: str
    population: bool = False

    @property
    def words(self) -> str:
        """The name as the text writes it."""
        return self.sentence.text[self.start : self.end]


def listed(sentence: Sentence) -> Iterator[Mention]:
    """The medicines of the vocabulary in one sentence, from left to right, the longest name at a place."""
    text = sentence.text
    found = _WORD.findall(text.lower())
    stemmed = {word for word in found if len(word) > 6 and word.endswith(lone_endings())}
    if not stemmed and names().longest.keys().isdisjoint(found):
        return
    yield from _combined(list(_each(sentence, text, stemmed)))


def _combined(mentions: list[Mention]) -> Iterator[Mention]:
    """Fixed combinations as one: "sacubitril/valsartan", "nirmatrelvir and ritonavir" where the table has them together."""
    index = 0
    while index < len(mentions):
        run = _run(mentions[index : index + _MOST_PARTS])
        for count in range(min(len(run), _MOST_PARTS), 1, -1):
            name = "/".join(sorted(m.name for m in run[:count]))
            if name in names().nonproprietary or (count == 2 and name.endswith("bactam")):
                first, last = run[0], run[count - 1]
                yield Mention(first.sentence, first.start, last.end, name, "inn", last.population)
                index += count
                break
        else:
            yield mentions[index]
            index += 1


def _run(mentions: list[Mention]) -> list[Mention]:
    """The first nonproprietary names that stand side by side with a slash, a hyphen or "and" between them."""
    run = mentions[:1] if mentions[0].kind == "inn" else []
    for left, right in itertools.pairwise(mentions):
        text = right.sentence.text
        gap = text[left.end : right.start]
        product = gap == " and " and bool(_FIXED_BEHIND.match(text, right.end))
        if not run or right.kind != "inn" or not (product or _FIXED.fullmatch(gap)):
            break
        run.append(right)
    return run


def _each(sentence: Sentence, text: str, stemmed: set[str]) -> Iterator[Mention]:
    done = 0
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group().lower()
        if start < done or not (word in stemmed or word in names().longest or word.endswith("gene")):
            continue
        hit = _gene_therapy(text, match) if word.endswith("gene") else None
        hit = hit or _longest_at(text, start, word) or (_by_stem(text, match) if word in stemmed else None)
        if hit:
            name, kind, end = hit
            end = _with_tail(text, end) if kind == "inn" else end
            done = end
            yield Mention(sentence, start, end, name, kind, bool(_POPULATION.match(text, end)))


Hit = tuple[str, str, int]


def _longest_at(text: str, start: int, word: str) -> Hit | None:
    """The longest listed name that starts here: (substance, kind, end)."""
    ends: list[int] = []
    keys: list[str] = []
    for match in _WORD.finditer(text, start):
        if ends and text[ends[-1] : match.start()] not in _JOINTS:
            break
        ends.append(match.end())
        keys.append(match.group().lower())
        if len(keys) >= names().longest.get(word, 0):
            break
    for count in range(len(keys), 0, -1):
        hit = _known(text, start, ends[count - 1], " ".join(keys[:count]))
        if hit:
            return (*hit, ends[count - 1])
    return None


def _known(text: str, start: int, end: int, key: str) -> tuple[str, str] | None:
    """Is this name one of the vocabulary, and does the text use it as such?"""
    table = names()
    name = table.nonproprietary.get(key)
    if name:
        if (
            _ACRONYM.search(text, start, end)
            or _NOT_TAKEN.match(text, end)
            or _titled(text, start, end)
            or _TARGET.search(text, max(0, start - 10), start)
        ):
            return None
        daily = key in words("ordinary", "with_cue")
        return (name, "inn") if not daily or treatment_cue(text, start, end) else None
    name = table.brands.get(key)
    if name is None or not text[start].isupper() or _COMPANY.match(text, end):
        return None
    return name, "brand"


def _titled(text: str, start: int, end: int) -> bool:
    """Is it a word in the name of a body, a place or a journal?"""
    if not text[start].isupper():
        return False
    return bool(_TITLE_AFTER.match(text, end) or _TITLE_BEFORE.search(text, max(0, start - 40), start))


def _by_stem(text: str, match: re.Match[str]) -> Hit | None:
    """A name that no list has, by its ending; with the payload word of a conjugate behind it."""
    word = match.group().lower()
    before = text[match.start() - 1 : match.start()]
    if word in words("payloads", "words") or word in words("stems", "not_names") or before in ("-", "@", "/", ".", "#"):
        return None
    if _NOT_TAKEN.match(text, match.end()) or _titled(text, match.start(), match.end()):
        return None
    following = _WORD.match(text, match.end() + 1) if text[match.end() : match.end() + 1] == " " else None
    if following and following.group().lower() in words("payloads", "words"):
        return f"{word} {following.group().lower()}", "inn", following.end()
    variant = _VARIANT.match(text, match.end())
    if variant and match.group()[0].isupper():
        return match.group() + variant.group(), "coined", variant.end()
    return word, "inn", match.end()


def _gene_therapy(text: str, match: re.Match[str]) -> Hit | None:
    """The two words of a gene or cell therapy's nonproprietary name: "-gene" and "-vec" or "-cel"."""
    behind = _SECOND.match(text, match.end())
    return (f"{match.group().lower()}{behind.group()}", "inn", behind.end()) if behind else None


def _with_tail(text: str, end: int) -> int:
    """The end of a name with its salt ("metformin hydrochloride") and its four-letter suffix ("cemiplimab-rwlc")."""
    suffix = _SUFFIX.match(text, end)
    if suffix:
        end = suffix.end()
    while True:
        salt = _SALT.match(text, end)
        if not salt or salt.group()[1:].lower() not in words("salts", "words") | {"hcl"}:
            return end
        end = salt.end()


def looks_nonproprietary(word: str) -> bool:
    """Does a word end like a nonproprietary name?"""
    return len(word) > 6 and word.islower() and word.endswith(endings())
