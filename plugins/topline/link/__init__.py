"""The Catalogue: one drug, condition, company, trial or meeting from its many names across releases.

It merges and relinks; it never makes a fact.
"""

from topline.link.catalogue import (
    Catalogue,
    CompanyEntry,
    ConditionEntry,
    Conflict,
    DrugEntry,
    Entry,
    MeetingEntry,
    TrialEntry,
)
from topline.link.linker import catalogue_of

__all__ = [
    "Catalogue",
    "CompanyEntry",
    "ConditionEntry",
    "Conflict",
    "DrugEntry",
    "Entry",
    "MeetingEntry",
    "TrialEntry",
    "catalogue_of",
]
