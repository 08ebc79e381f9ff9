"""Names of trials: acronyms (EMILIA, SUSTAIN 6, MAvERIC-Pilot), protocol codes and "Study 301".

A name is believed for the words around it ("the NORTH trial", "a Phase 2 study dubbed …", "ASCEND, a Phase 3
trial"), never for its capitals alone: companies, drug codes, diseases, scales and markers have them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from topline.facts import Facts, fold

_NOUN = r"(?:meta-)?(?:[Tt]rials?|TRIALS?|[Ss]tud(?:y|ies)|STUD(?:Y|IES)|sTudy)\b"
_CAPITALS = r"[A-Z][A-Z0-9]+(?:-[A-Z0-9]+|-[A-Z][a-z]+\d*)*(?:/[A-Z]{2,}[A-Z0-9-]*\d)?"
_CAMEL = r"[A-Z][A-Za-z0-9]*(?:[a-z0-9][A-Z]|[A-Z][a-z])[A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)*"
_TOKEN = rf"(?<![\w/.@#&-])(?!NCT\d|\w+-[A-Z][a-z]+ed\b|\w*(?:Trial|Stud(?:y|ies)))(?:{_CAPITALS}|{_CAMEL})(?![\w@]|[-/][A-Za-z0-9]|'[a-rt-z])"
_MORE = r"(?: (?:\d{1,3}(?![\w.,%-]\d|%| ?mg| (?:patients|months|weeks))|[IVX]{1,3}(?![\w-])|(?!TRIAL|STUDY|PHASE|NCT)[A-Z]{2,}(?:-?\d+)?(?![\w-])))"
_NAME = re.compile(rf"{_TOKEN}(?:{_MORE}){{0,3}}")
# "Results from Clarity AD, a phase 3 trial", "from evoke and evoke+, two trials": said so plainly that any word may be a name.
_ANY = r"(?!(?:[Pp]hase|[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts|[Tt]his|[Tt]hat|[Ww]hat)\b)[A-Za-z][\w-]*\+?(?: (?:[A-Z]{2,}|\d{1,3}|[A-Z][a-z]+))?"
_RESULTS_OF = re.compile(
    rf"(?:[Rr]esults|[Dd]ata|[Ff]indings) (?:from|of) (?P<names>{_ANY}(?:(?:, | and |, and ){_ANY})?), (?:an?|the|two|three) "
    r"(?:(?!(?:in|of|for|with|that|which|to|is|was|and)\b)[\w'-]+,? ){0,8}?(?:trials?|stud(?:y|ies))\b"
)
_NUMBERED = re.compile(r"(?<!\w)(?:Study|Trial) (?!(?:19|20)\d\d\b)(?:[A-Z]{1,4}-?)?\d{3,4}[A-Z]?(?!\w|[.,]\d|%| (?:patients|people))")

_PHASE = r"(?i:phase) ?(?:[IVX]+|\d)[abAB]?(?:/(?:[IVX]+|\d)[abAB]?)?"
_PLAIN = (
    rf"(?:{_PHASE}|(?i:clinical|pivotal|global|pilot|outcomes?|platform|registration(?:al)?|extension|international|confirmatory|"
    r"cardiovascular|efficacy|late-stage|ongoing|landmark|head-to-head|multi-?(?:center|centre|regional|national)|long-term|"
    r"randomi[sz]ed|controlled|open-label|double-blind(?:ed)?|placebo-controlled|single-arm|feasibility|vaccine|event-driven|"
    r"dose-(?:escalation|finding|ranging)|comparative|prospective|key|safety|human|lead-in|maintenance|induction|adult|pediatric))"
)
# "EMILIA (NCT…) Phase III trial", "SPIRE-1 and SPIRE-2 trials": the noun that follows a name or a list of names.
_BEFORE_NOUN = re.compile(
    rf"(?:'s)?(?: \([^()]{{1,60}}\))?(?:(?:,? (?:and|or|&) |, |/)(?:the )?{_TOKEN}{_MORE}?){{0,4}}(?:,? {_PLAIN}){{0,7}} {_NOUN}"
)
_BEFORE_PHASE = re.compile(rf"(?: \([^()]{{1,60}}\))? {_PHASE}(?![\w-])")
_BEFORE_PROGRAM = re.compile(rf"(?: {_PLAIN}){{0,5}} (?:clinical|trial|study|development|{_PHASE}) program(?:me)?\b")
# "ASCEND, a Phase 3 trial of": what a name is said to be.
_IS_A_TRIAL = re.compile(
    r"(?: \([^()]{1,200}\))?(?:, | - | — |: | is | was |, which is )(?:currently )?(?:an?|the|our|its|another|one of \w+|two|three|four|[A-Z]\w+'s) "
    r"(?:(?!(?:in|of|for|with|that|which|to|being|under|from|by|as|on|at|has|using|and|was|drug|therapy|treatment|candidate|agent|inhibitor|"
    r"antibody|compound|company|product|molecule|currently|undergoing|evaluated|tested|studied)\b)"
    rf"[\w/'%+-]+,? ){{0,10}}?(?:{_NOUN}|{_PHASE}(?= (?:trial|study)))"
)
_BEFORE_REGISTRY = re.compile(rf"(?: {_NOUN}){{0,2}} ?\((?:[^()]{{0,40}}[ ;,:])?(?:NCT\d{{8}}|EudraCT|ISRCTN|jRCT|CTRI|ACTRN|ChiCTR)")
_NAMED = re.compile(
    rf"{_NOUN}(?:[^.;()]{{0,60}}?)(?:,| is| was| are|-| —)? ?(?:also |which is |formally |collectively )?"
    r"(?:dubbed|entitled|titled|called|named|known as|designated|nicknamed|referred to as|termed),? ?(?:the )?[\"'(]?$"
)
_OPENED = re.compile(rf"(?:{_NOUN}|{_PHASE}) ?\((?:the )?[\"']?$")
_SAID = re.compile(rf"(?<!In the )(?<!In this )(?<!in the )(?<!in this )(?:{_NOUN}|testing),? (?:the |or |- |— )?$|{_NOUN}: (?:the )?$")
_LISTED = re.compile(rf"(?:[Tt]rials|[Ss]tudies)(?:,|:) (?:the )?(?:{_TOKEN}{_MORE}?(?:,|,? and|,? or) (?:the )?)+$")
_CLOSED = re.compile(rf"[\"']?\) (?:{_PLAIN} ){{0,4}}{_NOUN}")
_TAIL = re.compile(r"[\"']?(?:[,;)]| and |\.?$| \()")
_FAR = re.compile(rf"{_NOUN}[^.;()]{{1,90}}\((?:the )?[\"']?$")
_FROM = re.compile(r"(?:(?:[Rr]esults|[Dd]ata|[Ff]indings|[Aa]nalys[ie]s) (?:from|of)|^In|\bin) (?:the )?$")
_FROM_TAIL = re.compile(r",|\.?$| and | were | was |: | \(")
_TITLE_WORD = re.compile(
    rf" (?!(?:Phase|Trial|Study|Clinical|Pilot|Platform|Program|Pivotal|Extension|Registry|Data|Results|Patients?)\b)[A-Z][a-z]+(?= {_NOUN})"
)
_NO_NAME_BEFORE = re.compile(r"(?:(?i:phase)[ -]?|Project )$")
_AFTER_BRACKET = re.compile(rf'[^),;"]|"?[^)]*\) (?:{_PLAIN} )*{_NOUN}')
_SHAPE = re.compile(r"([A-Za-z]+)[- ]?(\d*)")


@dataclass(frozen=True, slots=True)
class Name:
    """``text[start:end]`` names a trial; ``program`` where it is said of a programme of trials only."""

    start: int
    end: int
    words: str
    program: bool = False


@cache
def not_names() -> frozenset[str]:
    """The words in capitals that name no trial, folded."""
    table = resources.files(__package__).joinpath("tables/trial_not_names.tsv").read_text("utf-8")
    return frozenset(fold(line.split("\t")[0]) for line in table.splitlines() if line and line[0] != "#")


class Namer:
    """Finds the names of trials in one release: first where the words around them say so, then everywhere.

    ``texts`` are the shadows of the release's sentences; ``known`` its drugs, sponsors and conditions, whose
    names are no trials'.
    """

    def __init__(self, texts: Iterable[str], known: Facts) -> None:
        self._texts = tuple(texts)
        self._whole = "\n".join(self._texts)
        self._drugs = {fold(name) for drug in known.drugs for name in (drug.name, *drug.mentioned_as)}
        self._others = {fold(s.name) for s in known.sponsors} | {
            fold((s.ticker or "").rpartition(":")[2]) for s in known.sponsors
        }
        self._others |= {fold(name) for c in known.conditions for name in (c.name, c.slug)} - {""}
        found: dict[str, tuple[str, bool]] = {}
        for text in self._texts:
            for name in self._believed(text):
                words, program = found.get(name.words, (name.words, True))
                found[name.words] = (words, program and name.program)
        self._found = self._with_family(self._without_bases(found))
        self._short = {" ".join(name.split(" ")[-2:]): name for name in self._found if name.count(" ") >= 2}
        words = sorted(map(re.escape, (*self._found, *self._short)), key=len, reverse=True)
        self._again = re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?!\w|-[A-Z0-9])") if words else None

    @property
    def all_names(self) -> tuple[str, ...]:
        """The names of the release's trials."""
        return tuple(self._found)

    def names_in(self, text: str) -> list[Name]:
        """Every mention of a name of the release in one of its sentences."""
        if not self._again or not any(name in text for name in (*self._found, *self._short)):
            return []
        found = ((m.start(), m.end(), self._short.get(m.group(), m.group())) for m in self._again.finditer(text))
        return [Name(start, end, words, self._found[words]) for start, end, words in found]

    def _without_bases(self, found: dict[str, tuple[str, bool]]) -> dict[str, bool]:
        """Leave out the name of a programme whose trials are named: SUSTAIN beside SUSTAIN 6."""
        names = {words: program for words, program in found.values()}
        return {
            name: program
            for name, program in names.items()
            if not (program and any(other != name and re.match(rf"{re.escape(name)}[ -]", other) for other in names))
            and not (name.rpartition(" ")[0] in names and fold(name.rpartition(" ")[2]) in not_names())
            and not self._is_second_name(name, names)
        }

    def _is_second_name(self, name: str, names: Iterable[str]) -> bool:
        """Is a name a code put in brackets after another: POLLUX (MMY3003)?"""
        if _is_word(name):
            return False
        return any(f"{other}{noun} ({name}" in self._whole for other in names for noun in ("", " trial", " study"))

    def _with_family(self, names: dict[str, bool]) -> dict[str, bool]:
        """Add the names that differ from one found by their number only: LDOS006 beside LDOS007."""
        family = dict(names)
        for name in names:
            match = re.fullmatch(r"([A-Z]{3,}[A-Za-z ]*[ -]?)(\d+)", name)
            if match and fold(match[1]) not in self._drugs:
                digits = rf"\d{{{len(match[2])}}}" if len(match[2]) > 1 else r"\d"
                if re.search(rf"(?<![\w-]){re.escape(match[1])}(?:,| and) {re.escape(match[1])}", self._whole):
                    family.setdefault(match[1], False)  # EXPEDITION beside EXPEDITION2 and EXPEDITION3
                for other in re.findall(rf"(?<![\w-]){match[1]}{digits}(?![\w.,-]\d|\w|%)", self._whole):
                    if fold(other) not in self._drugs:
                        family.setdefault(other, False)
        return family

    def _believed(self, text: str) -> Iterator[Name]:
        if not (any(cue in text for cue in _CUES) or (text.startswith("In ") and text[3:6].isupper())):
            return
        for match in _NUMBERED.finditer(text):
            yield Name(match.start(), match.end(), match.group())
        for match in _RESULTS_OF.finditer(text):
            for words in re.split(r",? and |, ", match["names"]):
                if words and self._may_be_name(words):
                    start = text.index(words, match.start("names"))
                    yield Name(start, start + len(words), words)
        tokens = list(_NAME.finditer(text))
        if not tokens or _is_shouted(text):
            return
        for match in tokens:
            name = self._name_at(text, match.start(), match.end())
            if name:
                yield name

    def _name_at(self, text: str, start: int, end: int) -> Name | None:
        """The name that starts here, the longest first, or None."""
        while True:
            words = text[start:end]
            if self._may_be_name(words) and not _NO_NAME_BEFORE.search(text, max(0, start - 8), start):
                title = _TITLE_WORD.match(text, end)
                if title and sum(c.isupper() for c in words) > 2:
                    end = title.end()
                if self._is_told(text, start, end):
                    return Name(start, end, text[start:end])
                if words.isupper() and _is_word(words) and _BEFORE_PROGRAM.match(text, end):
                    return Name(start, end, words, program=True)
            shorter = words.rfind(" ")
            if shorter < 0:
                return None
            end = start + shorter

    def _may_be_name(self, words: str) -> bool:
        folded = fold(words)
        first = fold(words.split(" ")[0])
        return not (
            {folded, first} & not_names() or {folded, first} & self._drugs or {folded, first} & self._others or len(folded) < 3
        )

    def _is_told(self, text: str, start: int, end: int) -> bool:
        """Do the words around say that this is a trial's name? How much they must say depends on its shape."""
        before, words = text[max(0, start - 120) : start], text[start:end]
        if _NAMED.search(before) or (_OPENED.search(before) and text[end : end + 1] in ")\"',"):
            return not self._is_abbreviation(words)
        if _IS_A_TRIAL.match(text, end) or _BEFORE_REGISTRY.match(text, end) or _LISTED.search(before):
            return not self._is_abbreviation(words)
        if not _is_word(words) and not self._has_drug_stem(words):
            return False
        if before.endswith("(") and _CLOSED.match(text, end):
            return True
        if _BEFORE_NOUN.match(text, end) or _BEFORE_PHASE.match(text, end):
            return not self._is_abbreviation(words)
        if _SAID.search(before) and _TAIL.match(text, end):
            return not self._is_abbreviation(words)
        if _is_long(words) and (
            (_FAR.search(before) and text[end : end + 1] == ")") or (_FROM.search(before) and _FROM_TAIL.match(text, end))
        ):
            return not self._is_abbreviation(words) and not self._is_defined(words)
        return False

    def _has_drug_stem(self, words: str) -> bool:
        """A code that begins with a drug's own name: THIO-101 where THIO is the drug."""
        stem, dash, number = words.rpartition("-")
        return bool(dash) and number.isdigit() and fold(stem) in self._drugs

    def _is_abbreviation(self, words: str) -> bool:
        """Do the capitals stand for the words before "(ABC)", and is no trial said to be called so?"""
        if not words.isupper() or len(words) > 8:
            return False
        for opening in (f"({words}", f'("{words}'):
            place = self._whole.find(opening)
            while place > 0:
                before = self._whole[max(0, place - 90) : place].rstrip()
                before = re.split(r"[().;:\n]", before)[-1]
                if not _AFTER_BRACKET.match(self._whole, place + len(opening)) and not re.search(_NOUN, before):
                    if _stands_for(words, before):
                        return True
                place = self._whole.find(opening, place + 1)
        return False

    def _is_defined(self, words: str) -> bool:
        """Is a name that no noun stands beside put in brackets or used of patients: "patients with ABCDE"?"""
        return bool(re.search(rf"(?:with|has|have|had|treat) {re.escape(words)}\b", self._whole))


_CUES = ("rial", "tud", "hase", "NCT", "TRIAL", "STUD", "PHASE", "esults ", "ata from", "rogram")


def _is_shouted(text: str) -> bool:
    """Is a sentence set in capitals, so that they tell nothing?"""
    capitals = sum(map(str.isupper, text))
    return capitals > 12 and capitals > 0.6 * sum(map(str.isalpha, text))


def _is_word(words: str) -> bool:
    """Has a name the shape of an acronym rather than of a product's code: GLORA-4, ICE3, but not AL001?"""
    if words.startswith(("Study ", "Trial ")):
        return True
    if " " in words:
        return _is_word(words.split(" ")[0]) or not any(c.isdigit() for c in words.split(" ")[0])
    if any(c.islower() for c in words) and sum(c.isupper() for c in words) < 3:
        return bool(re.search(r"[a-z]{2}[A-Z]|^[A-Z]{2}[a-z]{3}", words))
    shape = _SHAPE.match(words)
    letters, digits = (shape[1], shape[2]) if shape else ("", "")
    if re.search(r"\d[A-Z]+\d", words) or words[:1].isdigit():
        return False
    if len(letters) >= 5:
        return True
    if len(letters) == 4:
        return len(digits) < 2
    if re.match(r"[A-Z]{2,}\d[A-Z]{3,}", words):  # TH3RESA
        return True
    return len(letters) == 3 and len(digits) == 1 and "-" not in words


def _is_long(words: str) -> bool:
    """An acronym of five letters or more that can be spoken."""
    letters = re.match(r"[A-Z]+", words)
    return bool(letters) and len(letters.group()) >= 5 and bool(re.search(r"[AEIOUY]", letters.group()[1:]))


def _stands_for(capitals: str, words: str) -> bool:
    """Do the initials of the words, in order, make the capitals (function words may drop out)?"""
    letters = [c for c in capitals.casefold() if c.isalpha()]
    initials = [part[0] for part in re.split(r"[\s/-]+", words.casefold()) if part and part[0].isalpha()]
    place = len(initials)
    missed = 0
    for letter in reversed(letters):
        found = next((i for i in range(place - 1, max(-1, place - 4), -1) if initials[i] == letter), None)
        if found is None:
            missed += 1
        else:
            place = found
    return bool(letters) and missed <= len(letters) // 3
