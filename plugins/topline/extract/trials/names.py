"""Names of trials: acronyms (EMILIA, SUSTAIN 6, MAvERIC-Pilot), protocol codes and "Study 301".

A name is believed for the words around it ("the NORTH trial", "a Phase 2 study dubbed …", "ASCEND, a Phase 3
trial"), never for its capitals alone: companies, drug codes, diseases, scales and markers have them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from topline.extract.trials.name_patterns import (
    AFTER_BRACKET,
    APPOSED,
    APPOSED_TAIL,
    BEFORE_NOUN,
    BEFORE_PHASE,
    BEFORE_PROGRAM,
    BEFORE_REGISTRY,
    CLOSED,
    COUNTED,
    DOES,
    FAR,
    FROM,
    FROM_REGISTER,
    FROM_STUDY,
    FROM_TAIL,
    IN_DISEASE,
    IS_A_TRIAL,
    LIST_HEAD,
    LIST_ITEM,
    LISTED,
    NAME,
    NAMED,
    NO_NAME_BEFORE,
    NOUN,
    NOUN_NEXT,
    NUMBERED,
    OPENED,
    PHASE_IN_BRACKETS,
    PHASED_NOUN,
    REGISTER_NEXT,
    RESULTS_OF,
    SAID,
    SUBJECT,
    TAIL,
    TITLE_WORD,
)
from topline.extract.trials.name_shapes import is_long, is_shouted, is_two_humped, is_word, not_names, stands_for
from topline.extract.words.patterns import pattern_of
from topline.facts import Facts, fold


@dataclass(frozen=True, slots=True)
class Name:
    """``text[start:end]`` names a trial; ``program`` where it is said of a programme of trials only."""

    start: int
    end: int
    words: str
    program: bool = False


_CUES = (
    "rial",
    "tud",
    "hase",
    "NCT",
    "TRIAL",
    "STUD",
    "PHASE",
    "esults ",
    "ata from",
    "rogram",
    "egist",
    "ohort",
    "n the other, ",
    "n another, ",
    "n one, ",
    "n the second, ",
    "n the first, ",
)


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
        for text, named in zip(self._texts, self._items(), strict=True):
            for name in (*self._believed(text), *named):
                words, program = found.get(name.words, (name.words, True))
                found[name.words] = (words, program and name.program)
        self._found = self._with_family(self._without_bases(found))
        self._short = {" ".join(name.split(" ")[-2:]): name for name in self._found if name.count(" ") >= 2}
        written = sorted(map(re.escape, (*self._found, *self._short)), key=len, reverse=True)
        self._again = pattern_of(rf"(?<![\w-])(?:{'|'.join(written)})(?!\w|-[A-Z0-9])") if written else None

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
        names = dict(found.values())
        return {
            name: program
            for name, program in names.items()
            if not (program and any(other != name and re.match(rf"{re.escape(name)}[ -]", other) for other in names))
            and not (name.rpartition(" ")[0] in names and fold(name.rpartition(" ")[2]) in not_names())
            and not self._is_second_name(name, names)
        }

    def _is_second_name(self, name: str, names: Iterable[str]) -> bool:
        """Is a name a code put in brackets after another: POLLUX (MMY3003)?"""
        if is_word(name):
            return False
        return any(f"{other}{noun} ({name}" in self._whole for other in names for noun in ("", " trial", " study"))

    def _with_family(self, names: dict[str, bool]) -> dict[str, bool]:
        """Add the names that differ from one found by their number only: LDOS006 beside LDOS007."""
        family = dict(names)
        numbered = (re.fullmatch(r"([A-Z]{3,}[A-Za-z ]*[ -]?)(\d+)", name) for name in names)
        bases = dict.fromkeys((m[1], len(m[2])) for m in numbered if m and fold(m[1]) not in self._drugs)
        for base, length in bases:
            digits = rf"\d{{{length}}}" if length > 1 else r"\d"
            if re.search(rf"(?<![\w-]){re.escape(base)}(?:,| and) {re.escape(base)}", self._whole):
                family.setdefault(base, False)  # EXPEDITION beside EXPEDITION2 and EXPEDITION3
            for other in re.findall(rf"(?<![\w-]){base}{digits}(?![\w.,-]\d|\w|%)", self._whole):
                if fold(other) not in self._drugs:
                    family.setdefault(other, False)
        return family

    def _items(self) -> Iterator[tuple[Name, ...]]:
        """For each text the name that opens an item of a list of trials: ``SOLO 1: 671 adults …`` below "three trials:"."""
        listed = False
        for text in self._texts:
            item = LIST_ITEM.match(text) if listed else None
            told = item is not None and is_word(item["name"]) and self._may_be_name(item["name"])
            yield (Name(item.start("name"), item.end("name"), item["name"]),) if item and told else ()
            listed = bool(told or LIST_HEAD.search(text))

    def _believed(self, text: str) -> Iterator[Name]:
        if not (any(cue in text for cue in _CUES) or (text.startswith("In ") and text[3:6].isupper())):
            return
        for match in NUMBERED.finditer(text):
            yield Name(match.start(), match.end(), match.group())
        for match in RESULTS_OF.finditer(text):
            for words in re.split(r",? and |, ", match["names"]):
                if words and self._may_be_name(words):
                    start = text.index(words, match.start("names"))
                    yield Name(start, start + len(words), words)
        tokens = list(NAME.finditer(text))
        if not tokens or is_shouted(text):
            return
        for match in tokens:
            name = self._name_at(text, match.start(), match.end())
            if name:
                yield name

    def _name_at(self, text: str, start: int, end: int) -> Name | None:
        """The name that starts here, the longest first, or None."""
        while True:
            words = text[start:end]
            first, _, rest = words.partition(" ")
            if rest and fold(first) in not_names() and rest[0].isalpha():
                start += len(first) + 1
                continue
            if self._may_be_name(words) and not NO_NAME_BEFORE.search(text, max(0, start - 8), start):
                title = TITLE_WORD.match(text, end)
                if title and sum(c.isupper() for c in words) > 2:
                    end = title.end()
                if self._is_told(text, start, end):
                    return Name(start, end, text[start:end])
                if words.isupper() and is_word(words) and BEFORE_PROGRAM.match(text, end):
                    return Name(start, end, words, program=True)
            shorter = words.rfind(" ")
            if shorter < 0:
                return None
            end = start + shorter

    def _may_be_name(self, words: str) -> bool:
        folded = fold(words)
        first = fold(words.partition(" ")[0])
        return not (
            {folded, first} & not_names()
            or {folded, first} & self._drugs
            or {folded, first} & self._others
            or len(folded) < 3
        )

    def _is_told(self, text: str, start: int, end: int) -> bool:
        """Do the words around say that this is a trial's name? How much they must say depends on its shape."""
        before, words = text[max(0, start - 120) : start], text[start:end]
        if NAMED.search(before) or (OPENED.search(before) and text[end : end + 1] in ")\"',"):
            return not self._is_abbreviation(words)
        registered = BEFORE_REGISTRY.match(text, end)
        if (
            IS_A_TRIAL.match(text, end)
            or LISTED.search(before)
            or (registered and (is_word(words) or registered["noun"]))
        ):
            return not self._is_abbreviation(words)
        if FROM_REGISTER.search(before) and REGISTER_NEXT.match(text, end):
            return True
        if not is_word(words) and not self._has_drug_stem(words):
            return bool(NOUN_NEXT.match(text, end)) and self._is_code_of_trial(words)
        if before.endswith("(") and CLOSED.match(text, end):
            return True
        if BEFORE_NOUN.match(text, end) or BEFORE_PHASE.match(text, end):
            return not self._is_abbreviation(words) and (not is_two_humped(words) or self._is_always_trial(words))
        if is_two_humped(words):
            return False
        if re.search(r"[- ]\d$", words) and PHASE_IN_BRACKETS.match(text, end):
            return True
        if APPOSED.search(before) and APPOSED_TAIL.match(text, end):
            return not self._is_abbreviation(words)
        if PHASED_NOUN.search(before) and DOES.match(text, end):
            return not self._is_abbreviation(words)
        if SAID.search(before) and TAIL.match(text, end):
            return not self._is_abbreviation(words)
        if is_long(words) and SUBJECT.search(before) and DOES.match(text, end):
            return not self._is_abbreviation(words)
        if COUNTED.search(words) and is_long(words) and FROM_STUDY.search(before) and IN_DISEASE.match(text, end):
            return not self._is_abbreviation(words)
        if is_long(words) and (
            (FAR.search(before) and text[end : end + 1] == ")") or (FROM.search(before) and FROM_TAIL.match(text, end))
        ):
            return not self._is_abbreviation(words) and not self._is_defined(words)
        return False

    def _is_always_trial(self, words: str) -> bool:
        """A word of two capitals that never stands as a company's or a brand's name does."""
        places = [m.end() for m in re.finditer(rf"(?<![\w-]){re.escape(words)}(?![\w-])", self._whole)]
        return all(
            BEFORE_NOUN.match(self._whole, p) or BEFORE_PHASE.match(self._whole, p) or IS_A_TRIAL.match(self._whole, p)
            for p in places
        )

    def _is_code_of_trial(self, words: str) -> bool:
        """A code that the release writes beside "trial" or "study" only, as no medicine's code is."""
        places = [m.end() for m in re.finditer(rf"(?<![\w-]){re.escape(words)}(?![\w-])", self._whole)]
        return bool(re.search(r"[A-Z]{2}.*\d{3}", words)) and all(
            NOUN_NEXT.match(self._whole, place) for place in places
        )

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
                called = AFTER_BRACKET.match(self._whole, place + len(opening)) or re.search(NOUN, before)
                if not called and stands_for(words, before):
                    return True
                place = self._whole.find(opening, place + 1)
        return False

    def _is_defined(self, words: str) -> bool:
        """Is a name that no noun stands beside put in brackets or used of patients: "patients with ABCDE"?"""
        return bool(re.search(rf"(?:with|has|have|had|treat) {re.escape(words)}\b", self._whole))
