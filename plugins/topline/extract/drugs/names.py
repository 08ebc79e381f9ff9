"""The vocabulary of medicines: names to substances, stems to classes. Loaded once."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from topline.extract.shipped import lines_of, table_of
from topline.extract.words.patterns import pattern_of

_TOKEN = pattern_of(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Names:
    """Keys are words in lower case with blanks between; codes are compact (``imgn901``).

    ``longest`` gives for the first word of any name the most words that a name beginning so has.
    ``branded`` are the substances with a brand of their own.
    """

    nonproprietary: dict[str, str]
    brands: dict[str, str]
    codes: dict[str, str]
    branded: frozenset[str]
    longest: dict[str, int]


@dataclass(frozen=True, slots=True)
class Stem:
    """An ending (or word) of nonproprietary names and what it says of the substance."""

    stem: str
    place: str
    drug_class: str
    type: str
    alone: bool


def key_of(name: str) -> str:
    """``"Nab-Paclitaxel"`` → ``"nab paclitaxel"``."""
    return " ".join(_TOKEN.findall(name.lower()))


def compact(code: str) -> str:
    """``"IMGN-901"`` → ``"imgn901"``."""
    return "".join(_TOKEN.findall(code.lower()))


@functools.cache
def words(section: str, key: str) -> frozenset[str]:
    """One list of words about drug names."""
    return frozenset(_words()[section][key])


@functools.cache
def _words() -> dict[str, dict[str, list[str]]]:
    return table_of("drug_words.toml")


@functools.cache
def names() -> Names:
    """The shipped names."""
    nonproprietary: dict[str, str] = {}
    brands: dict[str, str] = {}
    codes: dict[str, str] = {}
    never = words("ordinary", "never") | words("payloads", "words")
    for line in lines_of("drug_names.tsv"):
        name, synonyms, own_brands, own_codes = line.split("\t")
        nonproprietary[name.replace("-", " ")] = name
        for other in synonyms.split("|") if synonyms else ():
            nonproprietary.setdefault(other.replace("-", " "), name)
        for brand in own_brands.split("|") if own_brands else ():
            brands.setdefault(brand.replace("-", " "), name)
        for code in own_codes.split("|") if own_codes else ():
            codes.setdefault(code, name)
    for name in words("extra", "names"):
        nonproprietary.setdefault(name.replace("-", " "), name)
    for name, usual in _words()["usual"].items():
        written = usual[0]
        nonproprietary.update({key: written for key, owner in nonproprietary.items() if owner == name})
        nonproprietary[written] = written
        brands.update({key: written for key, owner in brands.items() if owner == name})
    for name in never:
        nonproprietary.pop(name, None)
        brands.pop(name, None)
    return Names(nonproprietary, brands, codes, frozenset(brands.values()), _longest(nonproprietary, brands))


def _longest(*tables: dict[str, str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for table in tables:
        for name in table:
            first, _, rest = name.partition(" ")
            count = 1 + rest.count(" ") + bool(rest)
            if longest.get(first, 0) < count:
                longest[first] = count
    return longest


@functools.cache
def stems() -> tuple[Stem, ...]:
    """The stems, longest first."""
    rows = (line.split("\t") for line in lines_of("drug_stems.tsv"))
    return tuple(Stem(stem, place, group, kind, lone == "alone") for stem, place, group, kind, lone in rows)


@functools.cache
def lone_endings() -> tuple[str, ...]:
    """Endings that make a word a drug's name though no list has it."""
    return tuple(stem.stem for stem in stems() if stem.alone and stem.place == "end")


@functools.cache
def endings() -> tuple[str, ...]:
    """All endings of nonproprietary names."""
    return tuple(stem.stem for stem in stems() if stem.place == "end")


@functools.cache
def stem_of(name: str) -> Stem | None:
    """What the words of a nonproprietary name say of its substance, the last words first; a conjugate's payload wins."""
    parts = _TOKEN.findall(name.lower())
    for part in reversed(parts):
        for stem in stems():
            if part == stem.stem or (
                stem.place != "word" and len(part) > len(stem.stem) + 2 and part.endswith(stem.stem)
            ):
                return stem
    return None
