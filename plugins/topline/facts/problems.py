"""What went wrong, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that an editor must mend.

    ``file`` is a path as the editor would type it, ``line`` counts from 1 (0: the whole file),
    ``field`` is a front-matter key or ``""``, ``what`` says what is wrong and ``fix`` what to do.
    """

    file: str
    line: int
    field: str
    what: str
    fix: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        field = f" {self.field}:" if self.field else ""
        return f"{place}:{field} {self.what} → {self.fix}"


class Refused(Exception):
    """Raised when content cannot be published. Carries every problem found, not only the first.

    ``exitcode`` is what Pelican's own command line exits with.
    """

    exitcode = 2

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
