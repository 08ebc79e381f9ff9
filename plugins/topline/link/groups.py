"""Which diseases stand under which: the table of areas and groups, and the place of any disease in it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from topline.facts import fold


@dataclass(frozen=True, slots=True)
class Groups:
    """The table: how each folded name is written, and under which group it or a name that ends like it stands."""

    names: dict[str, str]
    under: dict[str, str]
    also: dict[str, tuple[str, ...]]
    endings: tuple[tuple[str, str], ...]

    def name_of(self, name: str) -> str:
        """The name that a disease goes by: that of the table for what it knows, else the name itself."""
        return self.names.get(fold(name), name)

    def above(self, name: str) -> tuple[str, ...]:
        """The groups that a disease stands under, the nearest first, its area last; ``()`` for an unknown one."""
        found: list[str] = []
        group = self._under(self.name_of(name))
        while group and group not in found:
            found.append(group)
            group = self.under.get(group, "")
        return tuple(found)

    def _under(self, name: str) -> str:
        if name in self.under:
            return self.under[name]
        words = name.casefold()
        return next((group for ending, group in self.endings if words.endswith(ending)), "")


@cache
def groups() -> Groups:
    """The shipped table ``tables/condition_groups.tsv``."""
    source = files("topline.link").joinpath("tables/condition_groups.tsv").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if not line.startswith("#")]
    rows = [
        (row["name"], row["under"] or "", tuple(filter(None, (row["also"] or "").split("|"))))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]
    named = [row for row in rows if not row[0].startswith("*")]
    endings = [(name[1:].casefold(), under) for name, under, _ in rows if name.startswith("*")]
    return Groups(
        names={
            **{fold(word): name for name, _, also in named for word in also},
            **{fold(name): name for name, _, _ in named},
        },
        under={name: under for name, under, _ in named},
        also={name: also for name, _, also in named if also},
        endings=tuple(sorted(endings, key=lambda row: (-len(row[0]), row[0]))),
    )
