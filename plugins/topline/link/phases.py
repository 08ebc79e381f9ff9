"""The order of trial phases."""

from __future__ import annotations

from collections.abc import Iterable

_PHASES = (
    *("1", "1a", "1b", "1/2", "1a/2", "1b/2", "1b/2a", "2", "2a", "2b"),
    *("2/3", "2b/3", "3", "3a", "3b", "3b/4", "4"),
)


def phase_rank(phase: str | None) -> int:
    """Where a phase stands on the ladder; -1 for none."""
    return _PHASES.index(phase) if phase in _PHASES else -1


def highest(phases: Iterable[str | None]) -> str | None:
    """The highest of some phases, or None."""
    best = max(phases, key=phase_rank, default=None)
    return best if phase_rank(best) >= 0 else None
