"""How well the extractor reads releases that it was not written for, field by field.

.venv/bin/python bench/accuracy.py [FOLDER] [--texts FOLDER] [--split odd|even] [--errors FIELD]      (default folder: tests/varied)

FOLDER holds ``texts/<id>.txt|md`` and ``gold/<id>.json``: what a careful editor would put in the sidebar. Where the texts
may not be copied, FOLDER holds the ``<id>.json`` and ``--texts`` says where the texts are. The even half is the one whose
errors are left unread: of the number that an id ends in, else of its SHA-256. Names are compared without case, marks and
punctuation, companies without their legal form, numbers by value, results without their sign. A gold entry lists the
names accepted for it; a name accepted for an entry that is already found is neither a second hit nor an error.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from topline.facts import Facts
from topline.facts.record import Fact, Result, Trial
from topline.mark import facts_of_file

VARIED = Path(__file__).parent.parent / "tests" / "varied"
FIELDS = (
    "kind", "sponsor", "ticker", "drugs", "investigational", "conditions", "phase", "registry ids", "trial names",
    "population", "results", "endpoint met", "hazard ratios", "intervals", "p-values", "safety", "doses",
    "prior therapies", "regulatory", "meeting", "abstracts", "biomarkers",
)  # fmt: skip
_RATIOS = ("hazard ratio", "odds ratio", "risk ratio")
_LEGAL = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|company|co|limited|ltd|plc|llc|lp|gmbh|kgaa|ag|sa|se|nv|bv|ab|as|a/s|spa|oyj"
    r"|s\.a\.|n\.v\.|group|holdings?)\b\.?"
)
Key = Hashable
Gold = dict[str, Any]


@dataclass(frozen=True)
class Claim:
    """One thing that a record says and a gold file can judge; ``fact`` is the item that says it (none for the kind)."""

    field: str
    key: Key
    fact: Fact | None = None


@dataclass
class Tally:
    """Counts of one field: found as it should be, found wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def gold(self) -> int:
        """How many there were to find."""
        return self.right + self.missed

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """The share of what was to be found that was found."""
        return _share(self.right, self.gold)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True)
class Release:
    """A text, what is read in it, and what a careful editor reads in it."""

    name: str
    facts: Facts
    gold: Gold


def plain(name: object) -> str:
    """What two spellings of one name share: no case, no marks, no blanks, no punctuation."""
    letters = unicodedata.normalize("NFKD", str(name)).lower()
    return "".join(c for c in letters if c.isascii() and (c.isalnum() or c in "<>=.%/+"))


def company(name: object) -> str:
    """A company's name without its legal form."""
    return plain(_LEGAL.sub(" ", str(name).lower().replace(",", " ")))


def p_value(words: object) -> str:
    """A p-value as its comparison and digits."""
    bare = str(words).lower().replace(" ", "").replace("≤", "<=").replace("·", ".")
    return bare.lstrip("p=")


def releases(folder: Path = VARIED, split: str | None = None, texts: Path | None = None) -> list[Release]:
    """Read every text of a folder that has gold; ``split`` takes the odd or the even ones."""
    return [
        Release(text.stem, facts_of_file(text.as_posix(), text.read_bytes()), gold_of(folder, text.stem))
        for text in texts_of(folder, split, texts)
    ]


def texts_of(folder: Path, split: str | None = None, texts_in: Path | None = None) -> list[Path]:
    """The text files that have gold in a folder; ``split`` takes the odd or the even ones."""
    texts = sorted(path for path in (texts_in or folder / "texts").iterdir() if _gold_path(folder, path.stem).exists())
    return [path for path in texts if split is None or _is_even(path.stem) == (split == "even")]


def gold_of(folder: Path, name: str) -> Gold:
    """The gold of one release, numbers as written."""
    gold: Gold = json.loads(_gold_path(folder, name).read_text("utf-8"), parse_float=Decimal)
    return gold


def _gold_path(folder: Path, name: str) -> Path:
    inside = folder / "gold"
    return (inside if inside.exists() else folder) / f"{name}.json"


def _is_even(name: str) -> bool:
    number = re.search(r"-(\d+)$", name)
    return (int(number[1]) if number else int(hashlib.sha256(name.encode()).hexdigest(), 16)) % 2 == 0


def accepted(value: Any) -> list[Any]:
    """A gold entry is one value, or a list of those accepted."""
    return value if isinstance(value, list) else [value]


def wanted(gold: Gold, field: str) -> list[frozenset[Key]]:
    """What a gold file asks of one field: for each entry the keys that satisfy it."""
    return [frozenset(keys) for keys in _wanted(gold, field)]


def _wanted(gold: Gold, field: str) -> Iterator[Iterable[Key]]:
    match field:
        case "kind":
            yield from [accepted(gold["kind"])] if gold.get("kind") else []
        case "sponsor":
            yield from ([company(n) for n in accepted(entry)] for entry in gold.get("sponsor", []))
        case "drugs" | "conditions":
            yield from ([plain(n) for n in entry["names"]] for entry in gold.get(field, []))
        case "investigational":
            drugs = [drug for drug in gold.get("drugs", []) if drug.get("role") == "investigational"]
            yield from ([plain(n) for n in drug["names"]] for drug in drugs)
        case "population":
            yield from ([(m, value) for m in accepted(measures)] for measures, value in gold.get(field, []))
        case "results":
            rows = [row for row in gold.get(field, []) if row.get("value") is not None]
            yield from ([(plain(n), abs(row["value"])) for n in row["endpoint"]] for row in rows)
        case "endpoint met":
            rows = [row for row in gold.get("results", []) if row.get("met") is not None]
            yield from ([(plain(n), row["met"]) for n in row["endpoint"]] for row in rows)
        case "hazard ratios":
            yield from ([value] for value in gold.get("hazard_ratios", []))
        case "intervals":
            yield from ([(low, high)] for low, high in gold.get("intervals", []))
        case "p-values":
            yield from ([p_value(p)] for p in gold.get("p_values", []))
        case "doses":
            yield from ([(amount, plain(unit))] for amount, unit in gold.get("doses", []))
        case "prior therapies":
            rows = gold.get("prior_therapies", [])
            yield from ([(plain(n), percent) for n in accepted(names)] for names, percent in rows)
        case "meeting":
            yield from ([plain(f"{acronym}{year}")] for acronym, year in gold.get("meeting", []))
        case _:
            yield from ([plain(n) for n in accepted(entry)] for entry in gold.get(field.replace(" ", "_"), []))


def claims(facts: Facts) -> Iterator[Claim]:
    """All that a record says, as far as a gold file judges it."""
    if facts.kind:
        yield Claim("kind", facts.kind)
    for sponsor in facts.sponsors:
        yield Claim("sponsor", company(sponsor.name), sponsor)
        if sponsor.ticker:
            yield Claim("ticker", plain(sponsor.ticker), sponsor)
    for drug in facts.drugs:
        yield Claim("drugs", plain(drug.name), drug)
        if drug.role == "investigational":
            yield Claim("investigational", plain(drug.name), drug)
    yield from (Claim("conditions", plain(c.name), c) for c in facts.conditions if c.focus)
    yield from (Claim("biomarkers", plain(b.name), b) for b in facts.biomarkers)
    yield from _of_trials(facts.trials)
    yield from (Claim("population", (p.measure, p.value), p) for p in facts.population if not p.group)
    for result in facts.results:
        yield from _of_result(result)
    yield from (Claim("safety", plain(s.term), s) for s in facts.safety)
    yield from (Claim("doses", (d.amount, plain(d.unit)), d) for d in facts.doses)
    yield from (Claim("prior therapies", (plain(p.name), p.percent), p) for p in facts.prior_therapies)
    yield from (Claim("regulatory", plain(r.event), r) for r in facts.regulatory)
    for meeting in facts.meetings:
        if meeting.acronym:
            yield Claim("meeting", plain(f"{meeting.acronym}{meeting.year}"), meeting)
        if meeting.abstract:
            yield Claim("abstracts", plain(meeting.abstract), meeting)


def _of_trials(trials: tuple[Trial, ...]) -> Iterator[Claim]:
    """The phase counts of the trials in focus, or of all where none is."""
    in_focus = [trial for trial in trials if trial.focus] or list(trials)
    for trial in trials:
        if trial.phase and trial in in_focus:
            yield Claim("phase", plain(trial.phase), trial)
        if trial.name:
            yield Claim("trial names", plain(trial.name), trial)
        yield from (Claim("registry ids", plain(number), trial) for number in trial.registry_ids)


def _of_result(result: Result) -> Iterator[Claim]:
    if result.measure == "hazard ratio" and result.value is not None:
        yield Claim("hazard ratios", result.value, result)
    if result.measure not in _RATIOS:
        for value in (result.value, result.versus):
            if value is not None:
                yield Claim("results", (plain(result.endpoint), abs(value)), result)
    if result.met is not None:
        yield Claim("endpoint met", (plain(result.endpoint), result.met), result)
    if result.ci:
        yield Claim("intervals", result.ci, result)
    if result.p:
        yield Claim("p-values", p_value(result.p), result)


def compare(gold: Gold, facts: Facts, field: str) -> tuple[list[Key], list[Key], list[frozenset[Key]]]:
    """One field of one release: the keys that are right, those that are wrong, the entries missed."""
    entries = wanted(gold, field)
    found = {claim.key for claim in claims(facts) if claim.field == field}
    right = [key for key in found if any(key in entry for entry in entries)]
    return right, [key for key in found if key not in right], [entry for entry in entries if not entry & found]


def tallies(read: Iterable[Release]) -> dict[str, Tally]:
    """The counts of each field over some releases."""
    sums = {field: Tally() for field in FIELDS}
    for release in read:
        for field in FIELDS:
            if field not in release.gold.get("unjudged", []):
                _, wrong, missed = compare(release.gold, release.facts, field)
                found = len(wanted(release.gold, field)) - len(missed)
                sums[field] += Tally(found, len(wrong), len(missed))
    return sums


def micro(sums: dict[str, Tally]) -> Tally:
    """All fields in one count."""
    return sum(sums.values(), Tally())


def show(share: float | None) -> str:
    """A share with three digits, or a dash where there is nothing to measure."""
    return "    –" if share is None else f"{share:5.3f}"


def print_table(sums: dict[str, Tally]) -> None:
    """One line a field, then all fields."""
    print(f"{'field':16}     n right wrong missed   prec   rec    f1")
    for name, sum_ in [*sums.items(), ("all, micro", micro(sums))]:
        shares = "  ".join(show(share) for share in (sum_.precision, sum_.recall, sum_.f1))
        print(f"{name:16} {sum_.gold:5} {sum_.right:5} {sum_.wrong:5} {sum_.missed:6}  {shares}")
    scores = [score for sum_ in sums.values() if (score := sum_.f1) is not None]
    print(f"{'fields, macro':16} {'':38}  {show(sum(scores) / len(scores))}")


def print_errors(read: Iterable[Release], field: str) -> None:
    """What was missed and what was wrong in one field, or in all."""
    for release in read:
        for name in FIELDS if field == "all" else (field,):
            _, wrong, missed = compare(release.gold, release.facts, name)
            if (wrong or missed) and name not in release.gold.get("unjudged", []):
                print(f"{release.name} · {name}")
                print("".join(f"    missed {' | '.join(sorted(map(_said, entry)))}\n" for entry in missed), end="")
                print("".join(f"    wrong  {words}\n" for words in sorted(map(_said, wrong))), end="")


def _said(key: Key) -> str:
    return " ".join(str(part) for part in key) if isinstance(key, tuple) else str(key)


def main() -> None:
    """Read the folder and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=VARIED)
    parser.add_argument("--texts", type=Path, help="where the texts are, if not in FOLDER/texts")
    parser.add_argument("--split", choices=["odd", "even"], help="only the ids that end in such a number")
    parser.add_argument("--errors", metavar="FIELD", choices=[*FIELDS, "all"], help="list what was missed and wrong")
    arguments = parser.parse_args()
    read = releases(arguments.folder, arguments.split, arguments.texts)
    if arguments.errors:
        print_errors(read, arguments.errors)
    print(f"{len(read)} releases" + (f", the {arguments.split} ones" if arguments.split else ""))
    print_table(tallies(read))


if __name__ == "__main__":
    main()
