"""Unlike values of listed endpoints, in turn: "The ORR and median PFS were 54% and 9.7 months, respectively"."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from topline.extract.results.endpoints import Named
from topline.extract.words.figures import Quantity
from topline.extract.words.patterns import pattern_of


def in_turn(
    text: str, named: list[Named], quantities: list[Quantity], fits: Callable[[Named, Quantity], bool]
) -> dict[int, tuple[Named, int]]:
    """As in "The ORR and median PFS were 54% and 9.7 months, respectively": unlike values of listed endpoints, in turn."""
    said = text.find("respectively")
    if said < 0:
        return {}
    values = [i for i, q in enumerate(quantities) if q.reach <= said][-3:]
    for first in range(len(values) - 1):
        turn = values[first:]
        names = [n for n in named if n.end <= quantities[turn[0]].start][-len(turn) :]
        kinds = {quantities[i].kind for i in turn}
        if (
            len(names) < len(turn)
            or len(kinds) < 2
            or not _ARE.fullmatch(text[names[-1].close : quantities[turn[0]].start])
        ):
            continue
        joined = all(_LISTED.fullmatch(text[a.close : b.start]) for a, b in pairwise(names))
        if joined and all(fits(n, quantities[i]) for n, i in zip(names, turn, strict=True)):
            return {i: (n, place) for place, (n, i) in enumerate(zip(names, turn, strict=True))}
    return {}


_ARE = pattern_of(r" (?:were|was|of|are|reached|at) (?:about |approximately )?")
_LISTED = pattern_of(r",? and (?:the )?(?:median |mean )?|, (?:the )?(?:median |mean )?")
