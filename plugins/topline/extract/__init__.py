"""Prose → facts. Pure: no Pelican, no file but the shipped tables, no clock.

One module or package a subject. Each has ``find(reading, known)``: it sees the sentences of the release and the facts
found before it, and returns its own facts, each with the sentence that states it. The order below is the
order in which subjects need each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from topline.extract import (
    conditions,
    damage,
    doses,
    drugs,
    expected,
    kind,
    meetings,
    population,
    regulatory,
    results,
    safety,
    sponsors,
    trials,
)
from topline.extract.conditions import biomarkers
from topline.extract.confidence import confidence_of
from topline.extract.drugs import roles, targets
from topline.extract.population import prior
from topline.extract.reading import Reading, reading_of
from topline.facts import Fact, Facts, Prose

__all__ = ["Reading", "extract", "facts_of", "reading_of"]

Subject = Callable[[Reading, Facts], Any]

# field of the record → who finds it, in order
_SUBJECTS: tuple[tuple[str, Subject], ...] = (
    ("sponsors", sponsors.find),
    ("drugs", drugs.find),
    ("conditions", conditions.find),
    ("trials", trials.find),
    ("prior_therapies", prior.find),
    ("drugs", roles.find),
    ("biomarkers", biomarkers.find),
    ("drugs", targets.find),
    ("population", population.find),
    ("results", results.find),
    ("doses", doses.find),
    ("safety", safety.find),
    ("regulatory", regulatory.find),
    ("meetings", meetings.find),
    ("expected", expected.find),
    ("warnings", damage.find),
)


def extract(prose: Prose, year: int | None = None) -> Facts:
    """The facts of a release. ``year`` is that of its date, for meetings and expectations that name none."""
    return facts_of(reading_of(prose, year))


def facts_of(reading: Reading) -> Facts:
    """The facts of a release that has been read."""
    facts = Facts(title=reading.blocks[0].text.strip() if reading.blocks else "")
    for name, find in _SUBJECTS:
        found: dict[str, Any] = {name: tuple(find(reading, facts))}
        facts = replace(facts, **found)
    facts = kind.find(reading, facts)
    return with_ids(facts)


def with_ids(facts: Facts) -> Facts:
    """Give each fact its id: the field and a short hash of its quote and value, stable while the words stay.

    And the measured reliability of the rule that found it.
    """
    changed: dict[str, Any] = {}
    for field in fields(facts):
        items = getattr(facts, field.name)
        if isinstance(items, tuple) and items and isinstance(items[0], Fact):
            changed[field.name] = _numbered(field.name, items)
    return replace(facts, **changed)


def _numbered(field: str, items: tuple[Fact, ...]) -> tuple[Fact, ...]:
    seen: dict[str, int] = {}
    numbered = []
    for item in items:
        start, end = item.span
        key = f"{item.quote}\0{item.quote[start:end]}\0{_identity(item)}"
        digest = hashlib.sha256(key.encode()).hexdigest()[:8]
        seen[digest] = seen.get(digest, 0) + 1
        suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
        name = f"{field.replace('_', '-')}-{digest}{suffix}"
        numbered.append(replace(item, id=name, confidence=confidence_of(item.rule)))
    return tuple(numbered)


def _identity(item: Fact) -> str:
    """What tells two facts of one sentence and value apart."""
    names = ("name", "term", "endpoint", "measure", "event", "acronym", "code", "what")
    return "\0".join(str(getattr(item, name, "")) for name in names)
