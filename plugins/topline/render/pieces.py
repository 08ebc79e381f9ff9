"""A line of a page: plain words and values, each value with the address of the sentence that states it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from topline.facts import Fact


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line.

    With a ``state`` (``unreviewed``, ``to-check``, ``reviewed``, ``editor``) it is a value, and ``href`` leads to its sentence.
    With an ``href`` alone it is an ordinary link, with neither it is plain words.
    """

    text: str
    href: str = ""
    state: str = ""


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Makes pieces of one release's facts. ``page`` is the link to that release, ``""`` on its own page.

    ``to_check`` is the measured reliability of a rule below which what it found is shown as still to be checked.
    """

    page: str = ""
    to_check: Decimal = Decimal(0)

    def value(self, fact: Fact, text: str, field: str = "") -> Piece:
        """A value of a fact; ``field`` where another sentence may state just that field."""
        stated = fact.evidence.get(field)
        anchor = stated.anchor if stated else fact.anchor
        return Piece(text, f"{self.page}#{anchor}" if anchor else "", self.state_of(fact))

    def state_of(self, fact: Fact) -> str:
        """``editor`` for a value that an editor set or added, else whether one has checked it, or should."""
        if fact.origin == "editor" or fact.state != "unreviewed":
            return "editor" if fact.origin == "editor" else fact.state
        return "to-check" if fact.confidence is not None and fact.confidence < self.to_check else "unreviewed"

    def line(self, fact: Fact, *parts: tuple[str, str, str]) -> Line:
        """Several fields of a fact as one line. A part is: words before it, the value, its field.

        What one sentence states becomes one value; parts without a value fall away.
        """
        pieces: list[Piece] = []
        for before, text, field in parts:
            if not text:
                continue
            piece = self.value(fact, text, field)
            last = pieces[-1] if pieces else None
            if last and last.href == piece.href:
                pieces[-1] = replace(last, text=last.text + before + text)
            else:
                pieces += [plain(before), piece] if last else [piece]
        return tuple(pieces)


def plain(text: str) -> Piece:
    """Words that are no value."""
    return Piece(text)


def spaced(groups: Iterable[Line], between: str = "; ") -> Line:
    """Lines joined into one, with words between them; empty lines fall away."""
    joined: list[Piece] = []
    for group in groups:
        if group and joined:
            joined.append(Piece(between))
        joined += group
    return tuple(joined)
