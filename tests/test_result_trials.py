"""Of two trials in one release each outcome is given to its own, or to none."""

from __future__ import annotations

import pytest

from test_cases import prose_of
from topline.extract import extract

CASES = [
    ("In AXLE 1, 45% of patients reached PASI 75. PASI 90 was reached by 20%. In AXLE 2, 38% reached PASI 75.",
     ["45 AXLE 1", "20 AXLE 1", "38 AXLE 2"]),
    ("PASI 75 was reached by 45% of patients in AXLE 1 and by 38% in AXLE 2.", ["45 AXLE 1", "38 AXLE 2"]),
    ("In AXLE 1 the PASI 75 rate was 45% and in AXLE 2 it was 38%.", ["45 AXLE 1", "38 AXLE 2"]),
    ("PASI 75 was reached by 45% and 38% of patients in AXLE 1 and AXLE 2, respectively.", ["45 -", "38 -"]),
    ("In AXLE 1, 45% of patients reached PASI 75. In both trials together, PASI 90 was reached by 20%.", ["45 AXLE 1", "20 -"]),
    ("PASI 75 was reached by 41% of all patients.", ["41 -"]),
]  # fmt: skip


@pytest.mark.parametrize(("says", "means"), CASES)
def test_outcomes_belong_to_the_trial_that_is_named(says: str, means: list[str]) -> None:
    """The trial said in the sentence, near the value, or in the sentence before; two at once are nobody's."""
    intro = "AXLE 1 and AXLE 2 are Phase 3 trials of oravelimab in psoriasis.\n\n"
    facts = extract(prose_of(intro + says, "Company news"), 2024)
    names = {trial.key: trial.name for trial in facts.trials}
    assert [f"{result.value} {names.get(result.trial or '', '-')}" for result in facts.results] == means
