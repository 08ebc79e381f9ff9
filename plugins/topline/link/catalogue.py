"""What the Catalogue holds. Entries name releases by their path and each other by id."""

from __future__ import annotations

from dataclasses import dataclass, field

from topline.facts import DrugNote, fold, slug_of
from topline.mark import Galley

KINDS = ("drug", "condition", "company", "trial", "meeting")
WITH_FEEDS = ("drug", "condition", "company", "trial")  # a meeting is over when its news is
FOLDERS = {
    "drug": "drugs",
    "condition": "conditions",
    "company": "companies",
    "trial": "trials",
    "meeting": "meetings",
}


def key_of(kind: str, name: str) -> str:
    """What two spellings of one name share. For a trial a plus sign counts: evoke+ is not evoke."""
    return slug_of(name).replace("-", "") if kind == "trial" else fold(name)


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
    """A disease or a group of diseases. ``drugs`` are the ids of those tested in it, ``trials`` of those done in it.

    ``above`` are the ids of the groups that it stands under, the nearest first and its area last; ``below`` those
    that stand right under it. A group has an entry as soon as a release names a disease under it.
    """

    drugs: tuple[str, ...] = ()
    trials: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyEntry(Entry):
    """A sponsor; ``tickers`` newest first, ``drugs`` those its releases are about.

    ``aliases`` hold its former names. ``same_ticker`` are the ids of others for which a release gives one of its
    tickers: a parent or a subsidiary, never joined.
    """

    tickers: tuple[str, ...] = ()
    same_ticker: tuple[str, ...] = ()
    trials: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialEntry(Entry):
    """A trial with a name or a registry id, joined across releases.

    ``mentions`` say where: the path of each release and the trial's key there, the newest first.
    """

    mentions: tuple[tuple[str, str], ...] = ()
    registry_ids: tuple[str, ...] = ()
    phase: str | None = None
    drugs: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    company: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEntry(Entry):
    """One meeting of a series: ``ASH 2012``. ``series`` is the series' full name where it is known."""

    acronym: str = ""
    series: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two readings that cannot both be right, with the releases or notes that hold them."""

    what: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All entries by id, and the releases newest first (their facts relinked to the entries).

    ``homes`` says for the path of a release and the key of a trial there which entry that trial is.
    """

    releases: tuple[Galley, ...] = ()
    drugs: dict[str, DrugEntry] = field(default_factory=dict)
    conditions: dict[str, ConditionEntry] = field(default_factory=dict)
    companies: dict[str, CompanyEntry] = field(default_factory=dict)
    trials: dict[str, TrialEntry] = field(default_factory=dict)
    meetings: dict[str, MeetingEntry] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    homes: dict[tuple[str, str], str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()

    def resolve(self, kind: str, name: str) -> Entry | None:
        """The entry that a name stands for, or None. ``kind`` is one of ``KINDS``."""
        found = self.names.get((kind, key_of(kind, name)))
        return self.entries(kind).get(found) if found else None

    def entries(self, kind: str) -> dict[str, Entry]:
        """All entries of a kind, by id, in the order of their names."""
        return dict(getattr(self, FOLDERS[kind]))
