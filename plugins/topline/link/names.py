"""Which names mean one thing: the names of all releases and notes, joined where someone says they are one.

A name may be taught in any release ("X, also known as Y") or in an editor's note. Where two teachings
disagree nothing is merged and a conflict is reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from topline.facts import fold
from topline.link.catalogue import Conflict


@dataclass(frozen=True, slots=True)
class Naming:
    """One source says that ``name`` is also called ``aliases``. ``firm``: an editor says so."""

    name: str
    aliases: tuple[str, ...]
    source: str
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The outcome: each folded name to the name of the thing, and what was in dispute."""

    canonical: dict[str, str]
    aliases: dict[str, tuple[str, ...]]
    conflicts: tuple[Conflict, ...]


def is_proper(name: str) -> bool:
    """Is a name a nonproprietary one (lower case), rather than a code or brand?"""
    return name == name.lower() and not any(c.isdigit() for c in name)


def join(namings: Iterable[Naming]) -> Names:
    """Join names that mean one thing. The order of the namings does not matter."""
    said = sorted(set(namings), key=lambda n: (n.name, n.aliases, n.source))
    targets = _targets(said)
    conflicts: list[Conflict] = []
    canonical: dict[str, str] = {}
    spelling = _spelling(said)
    for key in sorted(spelling):
        canonical[key] = spelling[_root(key, targets, spelling, conflicts, said)]
    aliases: dict[str, set[str]] = defaultdict(set)
    for naming in said:
        for word in (naming.name, *naming.aliases):
            name = canonical[fold(word)]
            if word != name:
                aliases[name].add(word)
    ordered = {name: tuple(sorted(words, key=lambda w: (w.casefold(), w))) for name, words in aliases.items()}
    return Names(canonical, ordered, tuple(dict.fromkeys(conflicts)))


def _targets(said: list[Naming]) -> dict[str, dict[str, bool]]:
    """For each folded alias the folded names it was said to mean, and whether an editor said so."""
    targets: dict[str, dict[str, bool]] = defaultdict(dict)
    for naming in said:
        name = fold(naming.name)
        for alias in naming.aliases:
            if (key := fold(alias)) != name:
                targets[key][name] = targets[key].get(name, False) or naming.firm
    return targets


def _spelling(said: list[Naming]) -> dict[str, str]:
    """How each name is written: as an editor does, else as most releases do."""
    counts: dict[str, Counter[tuple[bool, bool, str]]] = defaultdict(Counter)
    for naming in said:
        counts[fold(naming.name)][(naming.firm, True, naming.name)] += 1
        for alias in naming.aliases:
            counts[fold(alias)][(False, False, alias)] += 1
    return {
        key: max(words.items(), key=lambda item: (item[0][0], item[0][1], item[1], item[0][2]))[0][2]
        for key, words in counts.items()
        if key
    }


def _root(
    key: str,
    targets: dict[str, dict[str, bool]],
    spelling: dict[str, str],
    conflicts: list[Conflict],
    said: list[Naming],
) -> str:
    """Follow a name to the name that it stands for; stop where the teachings disagree."""
    seen = {key}
    while True:
        choices = _choices(key, targets, spelling)
        if len(choices) > 1:
            words = ", ".join(sorted(spelling[choice] for choice in choices))
            sources = tuple(sorted({n.source for n in said if fold(n.name) in choices and key in map(fold, n.aliases)}))
            conflicts.append(Conflict(f"{spelling[key]} is said to be {words}", sources))
            return key
        if not choices or (target := choices[0]) in seen:
            return key
        seen.add(target)
        key = target


def _choices(key: str, targets: dict[str, dict[str, bool]], spelling: dict[str, str]) -> list[str]:
    """The names that a name may stand for: an editor's first; a code stands for a nonproprietary name."""
    found = targets.get(key, {})
    firm = [name for name, by_editor in found.items() if by_editor]
    if firm or not found:
        return sorted(firm)
    names = sorted(found)
    if is_proper(spelling[key]):
        return []  # a nonproprietary name stands for itself unless an editor says otherwise
    proper = [name for name in names if is_proper(spelling[name])]
    roots = proper or [name for name in names if key not in targets.get(name, {}) or spelling[name] < spelling[key]]
    return sorted(set(roots))
