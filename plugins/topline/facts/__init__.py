"""The language of the house: what a release, its prose and its facts are. Imports no other room."""

from topline.facts.notes import DrugNote, DrugStatus, Page
from topline.facts.problems import Problem, Refused
from topline.facts.prose import Block, Cell, Prose
from topline.facts.record import (
    Biomarker,
    Caveat,
    Condition,
    Dose,
    Drug,
    Evidence,
    Expected,
    Fact,
    Facts,
    Meeting,
    Population,
    PriorTherapy,
    Regulatory,
    Result,
    Safety,
    Sponsor,
    Trial,
)
from topline.facts.release import Embargo, FactEdit, Release, Reviewed, Update, Withdrawn
from topline.facts.words import anchor_of, fold, slug_of

__all__ = [
    "Biomarker",
    "Block",
    "Caveat",
    "Cell",
    "Condition",
    "Dose",
    "Drug",
    "DrugNote",
    "DrugStatus",
    "Embargo",
    "Evidence",
    "Expected",
    "Fact",
    "FactEdit",
    "Facts",
    "Meeting",
    "Page",
    "Population",
    "PriorTherapy",
    "Problem",
    "Prose",
    "Refused",
    "Regulatory",
    "Release",
    "Result",
    "Reviewed",
    "Safety",
    "Sponsor",
    "Trial",
    "Update",
    "Withdrawn",
    "anchor_of",
    "fold",
    "slug_of",
]
