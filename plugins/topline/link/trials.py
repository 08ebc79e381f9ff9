"""Which trials of several releases are one: by registry id, else by name together with a sponsor or drug in common.

What two releases say so differently that it may be two trials is never joined, but told as a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from topline.facts import Trial
from topline.link.catalogue import Conflict, key_of


@dataclass(frozen=True, slots=True)
class Said:
    """What one release says of one trial; ``owners`` and ``drugs`` are the sponsors and tested drugs of the release."""

    path: str
    day: str
    trial: Trial
    owners: frozenset[str] = frozenset()
    drugs: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[str, str, str]:
        """The oldest first, whatever the order of files."""
        return (self.day, self.path, self.trial.key)


@dataclass
class Joined:
    """One trial while it is put together from what releases say of it."""

    said: list[Said] = field(default_factory=list)

    @property
    def names(self) -> dict[str, str]:
        """The names used, by key, as the newest release writes each."""
        return {key_of("trial", s.trial.name): s.trial.name for s in self.said if s.trial.name}

    @property
    def registry_ids(self) -> tuple[str, ...]:
        """All registry ids, those of the oldest release first."""
        return tuple(dict.fromkeys(i for s in self.said for i in s.trial.registry_ids))

    def shares(self, other: Joined) -> bool:
        """Do the two have a sponsor or a drug in common?"""
        owners, others = _union(self, "owners"), _union(other, "owners")
        return bool(owners & others or _union(self, "drugs") & _union(other, "drugs")) or not (owners or others)

    def take(self, other: Joined) -> None:
        """Join another into this one."""
        self.said = sorted((*self.said, *other.said), key=lambda s: s.order)
        other.said = []


def _union(joined: Joined, name: str) -> frozenset[str]:
    return frozenset().union(*(getattr(s, name) for s in joined.said))


def join_trials(said: Iterable[Said]) -> tuple[list[Joined], list[Conflict]]:
    """The trials, the oldest first, and what was in dispute. Trials with neither name nor id are left out."""
    known = sorted((s for s in said if s.trial.name or s.trial.registry_ids), key=lambda s: s.order)
    conflicts: list[Conflict] = []
    trials = _by_name(_by_registry([Joined([s]) for s in known], conflicts), conflicts)
    return sorted(trials, key=lambda t: t.said[0].order), list(dict.fromkeys(conflicts))


def _by_registry(trials: list[Joined], conflicts: list[Conflict]) -> list[Joined]:
    """Join what shares a registry id, unless the names cannot be those of one trial."""
    homes: dict[str, Joined] = {}
    refused: list[tuple[str, Joined, Joined]] = []
    for trial in sorted(trials, key=lambda t: (not t.names, t.said[0].order)):
        here = trial
        for number in trial.registry_ids:
            home = homes.setdefault(number, here)
            if home is here:
                continue
            if not _compatible(home, here):
                refused.append((number, home, here))
                continue
            homes.update(dict.fromkeys(here.registry_ids, home))
            home.take(here)
            here = home
    for number, one, two in refused:
        if one.said and two.said and one is not two:
            names = sorted({*one.names.values(), *two.names.values()})
            conflicts.append(Conflict(f"{number} is given to {' and to '.join(names)}", _sources(one, two)))
    return [trial for trial in trials if trial.said]


def _compatible(one: Joined, two: Joined) -> bool:
    """Can two names be one trial's: the same, or one the end of the other (LIBERTY AD SOLO 1, SOLO 1)?"""
    for name in one.names.values():
        for other in two.names.values():
            same = key_of("trial", name) == key_of("trial", other)
            short, long = sorted((name.casefold(), other.casefold()), key=len)
            if not (same or long.endswith(" " + short)):
                return False
    return True


def _by_name(trials: list[Joined], conflicts: list[Conflict]) -> list[Joined]:
    """Join what goes by one name and has a sponsor or drug in common, unless two registry ids tell them apart."""
    named: dict[str, list[Joined]] = defaultdict(list)
    for trial in trials:
        for key in trial.names:
            named[key].append(trial)
    for key in sorted(named):
        members = sorted((t for t in named[key] if t.said), key=lambda t: (not t.registry_ids, t.said[0].order))
        for place, trial in enumerate(members):
            homes = [home for home in members[:place] if home.said and home.shares(trial)]
            fitting = [home for home in homes if not _told_apart(home, trial)]
            if len(fitting) == 1 and (not trial.registry_ids or len(homes) == 1):
                fitting[0].take(trial)
            elif homes:
                conflicts.append(_disputed(homes, trial))
    return [trial for trial in trials if trial.said]


def _told_apart(one: Joined, two: Joined) -> bool:
    """Have both an id of one registry, and none in common?"""
    if set(one.registry_ids) & set(two.registry_ids):
        return False
    return bool({_registry(i) for i in one.registry_ids} & {_registry(i) for i in two.registry_ids})


def _registry(number: str) -> str:
    """``NCT01237678`` → ``NCT``; a EudraCT number starts with no letter: ``""``."""
    return "".join(takewhile(str.isalpha, number))


def _disputed(homes: list[Joined], trial: Joined) -> Conflict:
    name = next(iter(trial.names.values()))
    numbers = dict.fromkeys(i for t in (*homes, trial) for i in t.registry_ids)
    return Conflict(f"the trial name {name} stands for {' and '.join(numbers)}", _sources(*homes, trial))


def _sources(*trials: Joined) -> tuple[str, ...]:
    return tuple(sorted({s.path for trial in trials for s in trial.said}))
