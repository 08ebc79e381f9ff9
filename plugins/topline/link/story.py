"""The story that the releases tell together: what changed, what came later, what was promised."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from topline.link.catalogue import Catalogue
from topline.link.ledger import Ledger, Reading, ledger_of
from topline.link.promises import Promise, promises_of
from topline.link.sequel import Event, events_of


@dataclass(frozen=True, slots=True)
class Story:
    """The ledger by trial, events by drug, promises by release, and the changes that concern a release.

    ``changes`` holds, for the path of a release, each pair of readings of which one is its own.
    """

    ledger: Ledger = field(default_factory=dict)
    events: dict[str, tuple[Event, ...]] = field(default_factory=dict)
    promises: dict[str, tuple[Promise, ...]] = field(default_factory=dict)
    changes: dict[str, tuple[tuple[Reading, Reading], ...]] = field(default_factory=dict)


def story_of(catalogue: Catalogue) -> Story:
    """The story of a newsroom, gone through once."""
    ledger = ledger_of(catalogue)
    by_path = {galley.release.path: galley for galley in catalogue.releases}
    changes: dict[str, list[tuple[Reading, Reading]]] = defaultdict(list)
    for lines in ledger.values():
        for line in lines:
            for before, after in line.changes:
                changes[before.path].append((before, after))
                changes[after.path].append((before, after))
    promises: dict[str, list[Promise]] = defaultdict(list)
    for promise in promises_of(catalogue):
        promises[promise.path].append(promise)
    return Story(
        ledger=ledger,
        events={
            drug.id: events_of(drug, (by_path[path] for path in drug.about), catalogue)
            for drug in catalogue.drugs.values()
            if drug.about
        },
        promises={path: tuple(found) for path, found in promises.items()},
        changes={path: tuple(found) for path, found in changes.items()},
    )
