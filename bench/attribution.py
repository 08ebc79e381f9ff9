"""Whether each number stands with what it belongs to: strict scoring of whole tuples.

.venv/bin/python bench/attribution.py [--split odd|even] [--errors KIND]      the invented releases of tests/varied
.venv/bin/python bench/attribution.py --corpus DIR… [--errors KIND]           releases in DIR, tuples in tests/corpus_tuples

A result is right when endpoint, measure, value, unit, arm, comparator's value, interval and p-value are all right; a
dose with amount, unit, drug and schedule; an adverse event with term, grade, percent and arm; a designation with event,
drug, conditions and regions. A result's time point and a designation's status are reported beside that.

What counts as the same:
- names without case, marks, blanks, punctuation and plural s, British or American; the names that the gold of the
  release accepts for one endpoint, event, disease or medicine; the names of one endpoint in the table of endpoints; a
  medicine by any name that the record gives it; a disease without leading words for stage and severity, which the
  record keeps as modifiers;
- numbers by value: 9.60 is 9.6, p<.001 is p<0.001; values and comparators without sign, which the record may keep as
  a direction;
- the arm of a medicine that the gold calls investigational, and ``investigational``; that of a comparator, placebo,
  vehicle, control or sham, and ``comparator``; no arm and ``investigational`` in a release whose tuples name no other arm,
  and for a comparison between arms (ratio, difference, relative reduction, efficacy);
- for a difference, percent and percentage points; no unit, points of a scale and events per time;
- rate ratio and risk ratio;
- schedules with the same words, ``once a day``, ``daily`` and ``every day`` being one, numbers in words or digits;
  one may add a length (``for 24 weeks``) or a manner that the other leaves out, when it has all of the other's words;
- a designation that names no disease, and the one disease that the release is about;
- grades 3/4 and 3-4; grade 3 or higher and ≥3; regions by name or code.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from accuracy import VARIED, Release, Tally, accepted, micro, p_value, plain, releases, show
from topline.extract.results.endpoints import lexicon
from topline.mark import facts_of_file

CORPUS_TUPLES = Path(__file__).parent.parent / "tests" / "corpus_tuples"
KINDS = {"endpoint": "results", "dose": "doses", "event": "safety", "designation": "designations"}
BESIDE = ("timepoint", "status")  # reported, not asked for
_BETWEEN_ARMS = {"hazard ratio", "odds ratio", "risk ratio", "ratio", "difference", "reduction", "efficacy"}
_CONTROLS = {"comparator", "placebo", "vehicle", "control", "sham", "shamprocedure", "standardofcare", "standardcare"}
_STAGES = re.compile(
    r"^(?:(?:advanced|locally|metastatic|relapsed|refractory|recurrent|or|and|unresectable|severe|moderate|mild|to|early|late"
    r"|newly|diagnosed|untreated|previously|treated|resected|adult|active|adults|with)[ /-]+)+",
    re.I,
)
_REGIONS = {"cn": "china", "jp": "japan", "usa": "us", "unitedstates": "us", "europe": "eu", "europeanunion": "eu"}
_STATUS = {"filed": "submitted", "underreview": "submitted", "positive": "recommended", "placed": "onhold",
           "partial": "onhold", "cleared": "granted", "approved": "granted", "agreed": "granted", "received": "refused",
           "issued": "refused", "accepted": "accepted"}  # fmt: skip
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: str(n) for n, word in enumerate(_WORDS)}
_TIMES = (
    (re.compile(r"\b(?:a|per|each) (day|week|month|year)\b"), r"every \1"),
    (re.compile(r"\bdaily\b|\bqd\b"), "every day"),
    (re.compile(r"\bweekly\b|\bqw\b"), "every week"),
    (re.compile(r"\bmonthly\b"), "every month"),
    (re.compile(r"\bbid\b"), "2 times every day"),
    (re.compile(r"\btwice\b"), "2 times"),
    (re.compile(r"\bonce\b"), ""),
    (re.compile(r"\bq(\d+)w\b"), r"every \1 week"),
    (re.compile(r"\bevery other\b"), "every 2"),
    (re.compile(r"\b(day|week|month|year|cycle|time|dose)s\b"), r"\1"),
)
Tuple = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """A tuple that the record states: its kind, and each part in comparable form."""

    kind: str
    parts: Tuple


class Names:
    """Which names mean one thing in a release: by its gold, and by what the record says of its medicines."""

    def __init__(self, release: Release, tuples: list[Tuple]) -> None:
        gold = release.gold
        self.endpoints = [{endpoint(n) for n in row["endpoint"]} for row in gold.get("results", [])]
        self.events = [{_name(n) for n in accepted(entry)} for entry in gold.get("safety", [])]
        self.diseases = [{disease(n) for n in entry["names"]} for entry in gold.get("conditions", [])]
        self.drugs = [({plain(n) for n in drug["names"]}, drug.get("role")) for drug in gold.get("drugs", [])]
        self.mentions = [{plain(n) for n in (d.name, *d.mentioned_as)} for d in release.facts.drugs]
        self.one_arm = all(set(accepted(t["arm"])) & {None, "investigational"} for t in tuples if "arm" in t)

    def drug(self, name: str | None) -> set[str]:
        """All names of a medicine."""
        if name is None:
            return set()
        names = {plain(name)}
        for group in [*(names_ for names_, _ in self.drugs), *self.mentions]:
            if names & group:
                names = names | group
        return names

    def role(self, name: str) -> str | None:
        """What a medicine is in the trial, as the gold says."""
        return next((role for names, role in self.drugs if self.drug(name) & names), None)

    def arm(self, arm: str | list[str] | None, measure: str | None) -> set[str | None]:
        """All ways to say an arm."""
        return set().union(*(self._arm(name, measure) for name in accepted(arm)))

    def _arm(self, name: str | None, measure: str | None) -> set[str | None]:
        if name is None:
            return {None, "investigational"} if measure in _BETWEEN_ARMS or self.one_arm else {None}
        ways: set[str | None] = {plain(name), *self.drug(name)}
        for side, role in (("investigational", "investigational"), ("comparator", "comparator")):
            if name == side:
                ways |= {n for names, its in self.drugs if its == role for n in names}
            elif self.role(name) == role:
                ways.add(side)
        if plain(name) in _CONTROLS:
            ways |= _CONTROLS if name == "comparator" else {"comparator"}
        if name == "investigational" and (measure in _BETWEEN_ARMS or self.one_arm):
            ways.add(None)
        return ways


def _name(name: str) -> str:
    bare = plain(name).replace("ae", "e").replace("oe", "e").replace("our", "or")
    return bare.removesuffix("s") if len(bare) > 4 else bare


def endpoint(name: str) -> str:
    """An endpoint by the name that the table of endpoints has for it, spelt plainly."""
    known = lexicon().get(name)
    return _name(known.name if known else name)


def _probability(words: str | None) -> str | None:
    return words and re.sub(r"(?<!\d)\.", "0.", p_value(words))


def disease(name: str) -> str:
    """A disease without its stage, spelt plainly."""
    return _name(_STAGES.sub("", name))


def _same(groups: list[set[str]], name: str) -> set[str]:
    return {name}.union(*(group for group in groups if name in group))


def schedule(words: str | None) -> frozenset[str]:
    """The words of a schedule, numbers as digits, frequencies in one form."""
    text = re.sub(r"[^\w/ ]", " ", (words or "").lower())
    text = " ".join(_NUMBERS.get(word, word) for word in text.split())
    for pattern, form in _TIMES:
        text = pattern.sub(form, text)
    return frozenset(text.split()) - {"a", "as", "an", "the", "of", "and", "in", "on", "by"}


def same_schedule(one: frozenset[str], other: frozenset[str]) -> bool:
    """The same words, or all the words of one and a length or manner beside them; both say how often."""
    if one == other or not (one and other):
        return one == other
    more, less = (one, other) if one > other else (other, one)
    unsaid = more - less
    frequency = {"time"} if "for" in unsaid else {"time", "every", *_NUMBERS.values()}
    return less < more and not frequency & unsaid


def grade(words: str | None) -> str | None:
    """A grade as ``3``, ``3-4`` or ``≥3``."""
    if words is None:
        return None
    text = re.sub(r"grades?|\s", "", words.lower()).replace("/", "-").replace("–", "-").replace(">=", "≥")
    return re.sub(r"^(\d)(?:orhigher|orgreater|orabove|\+)$", r"≥\1", text)


def _unit(unit: str | None, measure: str | None) -> str | None:
    text = plain(unit or "").removesuffix("s")
    if text in ("", "point") or text.startswith(("eventsper", "peryear", "permonth", "perpatient")):
        return None
    return "percent" if text == "percentagepoint" and measure == "difference" else text


def _measures(wanted: Tuple) -> list[str]:
    return ["risk ratio" if measure == "rate ratio" else measure for measure in accepted(wanted["measure"])]


def _size(value: Decimal | int | None) -> Decimal | int | None:
    return None if value is None else abs(value)


def _time(words: str | None) -> frozenset[str]:
    return schedule((words or "").replace("-", " ")) - {"at", "after"}


def _status(words: str | None) -> str:
    return _STATUS.get(plain(words or ""), plain(words or ""))


def found(release: Release) -> list[Found]:
    """The tuples that a record states, each once."""
    tuples = list(_found(release))
    return [one for place, one in enumerate(tuples) if one not in tuples[:place]]


def _found(release: Release) -> Iterator[Found]:
    facts = release.facts
    for r in facts.results:
        if r.value is not None or r.reached is False:
            yield Found("results", {
                "endpoint": endpoint(r.endpoint), "measure": r.measure, "value": _size(r.value), "unit": _unit(r.unit, r.measure),
                "arm": r.arm and plain(r.arm), "versus": _size(r.versus), "ci": r.ci,
                "p": _probability(r.p), "timepoint": _time(r.timepoint),
            })  # fmt: skip
    for d in facts.doses:
        yield Found("doses", {"amount": d.amount, "unit": plain(d.unit), "drug": d.drug and plain(d.drug),
                              "schedule": schedule(d.schedule)})  # fmt: skip
    for s in facts.safety:
        yield Found("safety", {"event": _name(s.term), "grade": grade(s.grade), "percent": s.percent,
                               "arm": s.arm and plain(s.arm)})  # fmt: skip
    for e in facts.regulatory:
        regions = frozenset(_REGIONS.get(plain(name), plain(name)) for name in e.regions)
        yield Found("designations", {"event": plain(e.event), "drug": e.drug and plain(e.drug),
                                     "conditions": frozenset(disease(c) for c in e.conditions), "regions": regions,
                                     "status": _status(e.status)})  # fmt: skip


def kind_of(wanted: Tuple) -> str:
    """What a gold tuple is about."""
    return next(kind for mark, kind in KINDS.items() if mark in wanted)


def amiss(wanted: Tuple, one: Found, names: Names) -> list[str]:
    """The parts in which a tuple of the record differs from a gold tuple of its kind; none where it is right."""
    check = {"results": _of_result, "doses": _of_dose, "safety": _of_event, "designations": _of_designation}
    agree = check[one.kind](wanted, one.parts, names)
    return [part for part, same in agree.items() if not same]


def _of_result(wanted: Tuple, parts: Tuple, names: Names) -> dict[str, bool]:
    measures = _measures(wanted)
    units = [_unit(unit, parts["measure"]) for unit in accepted(wanted["unit"])]
    endpoints = set().union(*(_same(names.endpoints, endpoint(n)) for n in accepted(wanted["endpoint"])))
    return {
        "endpoint": parts["endpoint"] in endpoints,
        "value": parts["value"] == _size(wanted["value"]),
        "measure": parts["measure"] in measures,
        "unit": parts["unit"] in units,
        "arm": parts["arm"] in names.arm(wanted["arm"], parts["measure"]),
        "versus": parts["versus"] == _size(wanted["versus"]),
        "ci": parts["ci"] == (wanted["ci"] and tuple(wanted["ci"])),
        "p": parts["p"] == _probability(wanted["p"]),
        "timepoint": parts["timepoint"] == _time(wanted["timepoint"]),
    }


def _of_dose(wanted: Tuple, parts: Tuple, names: Names) -> dict[str, bool]:
    ours, theirs = schedule(wanted["schedule"]), parts["schedule"]
    return {
        "amount": parts["amount"] == wanted["dose"][0],
        "unit": parts["unit"] == plain(wanted["dose"][1]),
        "drug": _one_of(parts["drug"], _all_names(wanted, names)),
        "schedule": same_schedule(ours, theirs),
    }


def _all_names(wanted: Tuple, names: Names) -> set[str]:
    return set().union(*(names.drug(name) for name in accepted(wanted["drug"])))


def _one_of(name: str | None, names: set[str]) -> bool:
    return name in names if names else name is None


def _of_event(wanted: Tuple, parts: Tuple, names: Names) -> dict[str, bool]:
    events = set().union(*(_same(names.events, _name(n)) for n in accepted(wanted["event"])))
    return {
        "event": parts["event"] in events,
        "grade": parts["grade"] == grade(wanted["grade"]),
        "percent": parts["percent"] == wanted["percent"],
        "arm": parts["arm"] in names.arm(wanted["arm"], None),
    }


def _of_designation(wanted: Tuple, parts: Tuple, names: Names) -> dict[str, bool]:
    diseases = [set().union(*(_same(names.diseases, disease(n)) for n in accepted(c))) for c in wanted["conditions"]]
    stated = parts["conditions"]
    return {
        "event": parts["event"] in [plain(name) for name in accepted(wanted["designation"])],
        "drug": _one_of(parts["drug"], _all_names(wanted, names)),
        "conditions": _same_diseases(stated, diseases, names),
        "regions": parts["regions"] == frozenset(_REGIONS.get(plain(n), plain(n)) for n in wanted["regions"]),
        "status": parts["status"] == _status(wanted.get("status")),
    }


def _same_diseases(stated: frozenset[str], wanted: list[set[str]], names: Names) -> bool:
    """Each disease wanted is stated and no other; none says the one disease that the release is about."""
    if len(names.diseases) == 1:
        stated, wanted = stated or frozenset(sorted(names.diseases[0])[:1]), wanted or names.diseases
    return len(stated) == len(wanted) and all(any(name in ways for name in stated) for ways in wanted)


@dataclass
class Outcome:
    """The comparison of one release: what matched, what was missed with what came nearest, what was wrong."""

    right: list[tuple[Tuple, Found, list[str]]]
    missed: list[tuple[Tuple, Found | None, list[str]]]
    wrong: list[Found]


def compare(release: Release, tuples: list[Tuple]) -> Outcome:
    """Match gold tuples and those of the record one to one."""
    names, left = Names(release, tuples), found(release)
    right, missed = [], []
    for wanted in tuples:
        alike = [(amiss(wanted, one, names), one) for one in left if one.kind == kind_of(wanted)]
        hits = [(faults, one) for faults, one in alike if set(faults) <= set(BESIDE)]
        if hits:
            faults, one = min(hits, key=lambda hit: len(hit[0]))
            left.remove(one)
            right.append((wanted, one, faults))
        else:
            missed.append(wanted)
    return Outcome(right, [(wanted, *_nearest(wanted, left, names)) for wanted in missed], left)


def _nearest(wanted: Tuple, left: list[Found], names: Names) -> tuple[Found | None, list[str]]:
    """What the record says of the same number, and in which parts it differs."""
    key = {"results": "value", "doses": "amount", "safety": "event", "designations": "event"}[kind_of(wanted)]
    alike = [(amiss(wanted, one, names), one) for one in left if one.kind == kind_of(wanted)]
    near = [(len(faults), faults, one) for faults, one in alike if key not in faults]
    if not near:
        return None, ["not found"]
    _, faults, one = min(near, key=lambda n: n[0])
    return one, [fault for fault in faults if fault not in BESIDE]


def tuples_of(folder: Path, name: str) -> list[Tuple] | None:
    """The gold tuples of a release, or None where nobody wrote them."""
    path = folder / f"{name}.json"
    return json.loads(path.read_text("utf-8"), parse_float=Decimal) if path.exists() else None


def corpus(folders: list[Path]) -> list[tuple[Release, list[Tuple]]]:
    """The releases of folders that have tuples here; each file says which names and roles its medicines have."""
    read = []
    for path in sorted(CORPUS_TUPLES.glob("*.json")):
        places = (folder / f"{path.stem}{suffix}" for folder in folders for suffix in (".md", ".txt"))
        text = next((place for place in places if place.exists()), None)
        if text is not None:
            whole = json.loads(path.read_text("utf-8"), parse_float=Decimal)
            facts = facts_of_file(text.as_posix(), text.read_bytes())
            read.append((Release(path.stem, facts, {"drugs": whole["drugs"]}), whole["tuples"]))
    return read


def varied(split: str | None = None) -> list[tuple[Release, list[Tuple]]]:
    """The invented releases that have tuples."""
    read = ((release, tuples_of(VARIED / "tuples", release.name)) for release in releases(VARIED, split))
    return [(release, tuples) for release, tuples in read if tuples is not None]


def report(pairs: Iterable[tuple[Release, list[Tuple]]], errors: str | None) -> dict[str, Tally]:
    """Score releases, print their errors if asked to, and the table."""
    sums = {kind: Tally() for kind in KINDS.values()}
    faults: dict[str, Counter[str]] = {kind: Counter() for kind in sums}
    beside: Counter[tuple[str, bool]] = Counter()
    for release, tuples in pairs:
        outcome = compare(release, tuples)
        for wanted, _, off in outcome.right:
            sums[kind_of(wanted)] += Tally(right=1)
            for part in BESIDE:
                if part in wanted:
                    beside[part, part not in off] += 1
        for wanted, _, off in outcome.missed:
            sums[kind_of(wanted)] += Tally(missed=1)
            faults[kind_of(wanted)].update(off)
        for one in outcome.wrong:
            sums[one.kind] += Tally(wrong=1)
        if errors:
            _print_errors(release.name, outcome, errors)
    _print_table(sums, faults)
    for part in BESIDE:
        print(f"{part} also right: {beside[part, True]} of {beside[part, True] + beside[part, False]} matched")
    return sums


def _print_table(sums: dict[str, Tally], faults: dict[str, Counter[str]]) -> None:
    print(f"{'kind':14}     n right wrong missed   prec   rec    f1   parts that differ in what was missed")
    for kind, sum_ in [*sums.items(), ("all", micro(sums))]:
        shares = "  ".join(show(share) for share in (sum_.precision, sum_.recall, sum_.f1))
        causes = ", ".join(f"{part} {n}" for part, n in faults.get(kind, Counter()).most_common())
        print(f"{kind:14} {sum_.gold:5} {sum_.right:5} {sum_.wrong:5} {sum_.missed:6}  {shares}   {causes}")


def _print_errors(name: str, outcome: Outcome, kind: str) -> None:
    for wanted, one, off in outcome.missed:
        if kind in (kind_of(wanted), "all"):
            print(f"{name}\n    missed {_said(wanted)}")
            print(f"    nearest {_said(one.parts)}: {', '.join(off)}" if one else "    nothing near")
    for one in outcome.wrong:
        if kind in (one.kind, "all"):
            print(f"{name}\n    wrong  {_said(one.parts)}")


def _said(parts: Tuple) -> str:
    words = {part: sorted(v) if isinstance(v, frozenset) else v for part, v in parts.items()}
    return ", ".join(f"{part} {value}" for part, value in words.items() if value not in (None, []))


def main() -> None:
    """Score the invented releases, or those of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["odd", "even"], help="only the ids that end in such a number")
    parser.add_argument(
        "--corpus", type=Path, nargs="+", metavar="DIR", help="where releases named as in tests/corpus_tuples are"
    )
    parser.add_argument("--errors", choices=[*KINDS.values(), "all"], help="list what was missed and wrong")
    arguments = parser.parse_args()
    pairs = corpus(arguments.corpus) if arguments.corpus else varied(arguments.split)
    print(f"{len(pairs)} releases, {sum(len(tuples) for _, tuples in pairs)} tuples")
    report(pairs, arguments.errors)


if __name__ == "__main__":
    main()
