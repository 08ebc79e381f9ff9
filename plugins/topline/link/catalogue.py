"""What the Catalogue holds. Entries name releases by their path and each other by id."""

from __future__ import annotations

from dataclasses import dataclass, field

from topline.facts import DrugNote, fold
from topline.mark import Galley

KINDS = ("drug", "condition", "company", "trial", "meeting")
FOLDERS = {
    "drug": "drugs",
    "condition": "conditions",
    "company": "companies",
    "trial": "trials",
    "meeting": "meetings",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What all entries share. ``aliases`` are the other names used, ``releases`` the paths, newest first."""

    kind: str
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address of its page below the site's root."""
        return f"{FOLDERS[self.kind]}/{self.id}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugEntry(Entry):
    """A drug. ``about`` are the releases in which it is investigational; ``highest_phase`` the highest
    phase in which those releases test it; ``conditions`` are ids with the highest phase in each."""

    type: str = "drug"
    drug_class: str | None = None
    target: str | None = None
    companies: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    highest_phase: str | None = None
    conditions: tuple[tuple[str, str | None], ...] = ()
    trials: tuple[str, ...] = ()
    note: DrugNote | None = None
    note_html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionEntry(Entry):
    """A disease; ``drugs`` are the ids of those tested in it."""

    drugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyEntry(Entry):
    """A sponsor; ``tickers`` newest first, ``drugs`` those its releases are about."""

    tickers: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialEntry(Entry):
    """A trial with a name or a registry id, joined across releases."""

    registry_ids: tuple[str, ...] = ()
    phase: str | None = None
    drugs: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    company: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEntry(Entry):
    """One meeting of a series: ``ASH 2012``."""

    acronym: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two readings that cannot both be right, with the releases or notes that hold them."""

    what: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All entries by id, and the releases newest first (their facts relinked to the entries)."""

    releases: tuple[Galley, ...] = ()
    drugs: dict[str, DrugEntry] = field(default_factory=dict)
    conditions: dict[str, ConditionEntry] = field(default_factory=dict)
    companies: dict[str, CompanyEntry] = field(default_factory=dict)
    trials: dict[str, TrialEntry] = field(default_factory=dict)
    meetings: dict[str, MeetingEntry] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()

    def resolve(self, kind: str, name: str) -> Entry | None:
        """The entry that a name stands for, or None. ``kind`` is one of ``KINDS``."""
        found = self.names.get((kind, fold(name)))
        return self.entries(kind).get(found) if found else None

    def entries(self, kind: str) -> dict[str, Entry]:
        """All entries of a kind, by id, in the order of their names."""
        return dict(getattr(self, FOLDERS[kind]))
