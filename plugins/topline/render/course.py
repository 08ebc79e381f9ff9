"""The course of a drug or trial: its results over time as charts and table, what changed, what was promised, what harmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from topline.link.promises import Promise
from topline.mark import Galley
from topline.render.announced import Announcement, results_over_time, safety_over_time
from topline.render.charts import Chart, forests_of, strips_of
from topline.render.figures import ratios, shares_and_times
from topline.render.library import Library
from topline.render.told import Changed, Promised, changed, promised


@dataclass(frozen=True, slots=True)
class Course:
    """What the releases of a drug or trial told, over time. Each part may be empty."""

    strips: tuple[Chart, ...]
    forests: tuple[Chart, ...]
    results: tuple[Announcement, ...]
    changed: tuple[Changed, ...]
    promised: tuple[Promised, ...]
    safety: tuple[Announcement, ...]


def course_of(
    galleys: Sequence[Galley], library: Library, trials: Iterable[str], promises: Iterable[Promise]
) -> Course:
    """The course that some releases tell, the newest first; their facts are those of the drug or trial."""
    lines = [line for trial in trials for line in library.story.ledger.get(trial, ())]
    return Course(
        strips=strips_of(shares_and_times(galleys, library)),
        forests=forests_of(ratios(galleys, library)),
        results=results_over_time(galleys, library, lambda facts: facts),
        changed=changed(lines, library),
        promised=promised(promises, library),
        safety=safety_over_time(galleys, library, lambda facts: facts),
    )
