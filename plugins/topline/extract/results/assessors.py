"""Who judged an outcome: a review that did not know the arms, or the investigators. The two figures are two findings.

Only what somebody judges has an assessor: a response, a progression, what is counted until or while there is one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from topline.extract.words.patterns import pattern_of
from topline.facts import Result

Assessor = Literal["independent review", "investigator"]

_JUDGED = frozenset(
    {"PFS", "rPFS", "TTP", "DFS", "iDFS", "EFS", "RFS", "ORR", "CR", "PR", "DCR", "CBR", "DOR", "pCR", "SD", "iORR"}
)
_SAID = pattern_of(
    r"(?P<independent>\b(?:blinded,? )?(?:independent|central)(?:ly)?[- ](?:blinded )?(?:central |radiolog\w+ |imaging |radiographic )*(?:review\w*|assess\w+|evaluat\w+)"
    r"|\b(?:BICR|BIRC|IRC|ICR|IRF)\b)"
    r"|(?P<investigator>\binvestigators?['’]?s?[- ](?:assess\w+|review\w*|evaluat\w+|determined)"
    r"|\b(?:assess\w+|review\w*|evaluat\w+|determined|judged) by (?:the |local |study |trial )*investigators?\b|(?<=, )investigators?(?=\s*(?:$|\|)))",
    re.I,
)


def assessors_in(text: str) -> list[tuple[int, Assessor]]:
    """Where a text says who judged, in order."""
    return [
        (m.start(), "independent review" if m.group("independent") else "investigator") for m in _SAID.finditer(text)
    ]


def with_assessor(text: str, result: Result, place: int) -> Result:
    """A result with the assessor named nearest to its value, which stands at ``place`` of the sentence."""
    said = assessors_in(text) if result.endpoint in _JUDGED else []
    return replace(result, assessed_by=min(said, key=lambda found: abs(found[0] - place))[1]) if said else result


def with_row_assessor(first: str, items: list[Result]) -> list[Result]:
    """The items of a table row whose first cell says who judged."""
    return [with_assessor(first, item, 0) for item in items]
