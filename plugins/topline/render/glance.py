"""The sidebar of a release, "Trial at a glance": its facts as rows, each value leading to its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from topline.facts import Condition, Drug, Facts, Population, Safety, Trial
from topline.mark import Galley
from topline.render import wording
from topline.render.outcomes import Outcome, outcomes_of
from topline.render.pieces import Line, Piece, Quoted, plain, spaced
from topline.render.silence import not_stated
from topline.render.words import table

STUDY = "https://clinicaltrials.gov/study/"
Changes = tuple[tuple[str, tuple[Line, ...]], ...]
_ROLES = (("investigational", "Drug"), ("combination", "Given with"), ("comparator", "Compared with"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, and its lines."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """The sidebar: rows before the results, the results, their other values, rows after; what is missing; what was damaged; why the editor changed values."""

    trial: tuple[Row, ...]
    outcomes: tuple[Outcome, ...]
    changed: tuple[Row, ...]
    after: tuple[Row, ...]
    silent: tuple[str, ...]
    source: tuple[Row, ...]
    warnings: tuple[Line, ...]
    legend: tuple[tuple[str, str], ...]
    checked: str
    edits: tuple[str, ...]


def glance_of(galley: Galley, changes: Changes = (), to_check: Decimal = Decimal(0)) -> Glance | None:
    """The sidebar of a release; None where it states no facts of a trial or product.

    ``changes`` are rows of what other releases said of its figures, later and earlier; ``to_check`` is the
    reliability below which a value is shown as still to be checked.
    """
    facts, quoted = galley.facts, Quoted(to_check=to_check)
    news = (facts.population, facts.results, facts.doses, facts.safety, facts.regulatory, facts.prior_therapies)
    if not any(news) and (facts.kind == "corporate" or not facts.trials):
        return None
    reviewed = galley.release.reviewed
    return Glance(
        trial=_filled(_trial_rows(facts, quoted)),
        outcomes=_outcomes(facts, quoted),
        changed=tuple(Row(label, lines) for label, lines in changes),
        after=_filled(_after_rows(facts, quoted)),
        silent=not_stated(facts, galley.html),
        source=_filled(_source_rows(facts, quoted)),
        warnings=tuple(_warning(w.code, w.message, quoted.value(w, "see the sentence")) for w in facts.warnings),
        legend=_legend(facts, quoted),
        checked=f"Checked by {reviewed.by}, {wording.day(reviewed.on)}" if reviewed else "",
        edits=tuple(dict.fromkeys(edit.because for edit in galley.release.facts)),
    )


def _outcomes(facts: Facts, quoted: Quoted) -> tuple[Outcome, ...]:
    """The outcomes of the trials that the news is about before those of others."""
    others = {trial.key for trial in facts.trials if not trial.focus}
    found = outcomes_of(facts.results, quoted, _told_apart(facts))
    return tuple(sorted(found, key=lambda outcome: outcome.trial in others))


def _told_apart(facts: Facts) -> dict[str, str]:
    """The names of the trials whose results must say which trial it was: all where several have some, else the others'."""
    mine = {trial.key for trial in facts.trials if trial.focus}
    several = len(mine & {result.trial for result in facts.results}) > 1
    names = {trial.key: trial.name or wording.phase(trial.phase) for trial in facts.trials}
    return {key: name for key, name in names.items() if several or key not in mine}


def _filled(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.lines)


def _legend(facts: Facts, quoted: Quoted) -> tuple[tuple[str, str], ...]:
    """The states of values that occur, with what they mean."""
    lists = (getattr(facts, field.name) for field in fields(facts))
    found = {quoted.state_of(fact) for items in lists if isinstance(items, tuple) for fact in items}
    return tuple((state, words) for state, words in table("states").items() if state in found)


def _trial_rows(facts: Facts, quoted: Quoted) -> Iterable[Row]:
    for role, label in _ROLES:
        drugs = [d for d in facts.drugs if d.role == role]
        plural = "s" if role == "investigational" and len(drugs) > 1 else ""
        yield Row(label + plural, tuple(line for d in drugs for line in _drug(d, quoted)))
    focus = [c for c in facts.conditions if c.focus] or list(facts.conditions[:1])
    yield Row("Condition" if len(focus) < 2 else "Conditions", tuple(_condition(c, quoted) for c in focus))
    tested = [marker for marker in facts.biomarkers if not _is_only_a_target(marker.name, facts)]
    markers = spaced(((quoted.value(marker, marker.name),) for marker in tested), ", ")
    yield Row("Biomarker" if len(tested) < 2 else "Biomarkers", (markers,) if markers else ())
    yield Row("Trial", tuple(trial_line(t, quoted) for t in facts.trials if t.focus))
    others = tuple(trial_line(t, quoted) for t in facts.trials if not t.focus)
    yield Row("Other trials" if len(others) > 1 else "Other trial", others)
    several = sum(t.focus for t in facts.trials) > 1
    keys = {t.key: t.name or wording.phase(t.phase) for t in facts.trials if several or not t.focus}
    for measure, label in table("populations").items():
        yield Row(label, tuple(_people(p, keys, quoted) for p in facts.population if p.measure == measure))
    yield Row("Dose" if len(facts.doses) < 2 else "Doses", tuple(_doses(facts, quoted)))


def _after_rows(facts: Facts, quoted: Quoted) -> Iterable[Row]:
    yield Row("Adverse events", safety_lines(facts.safety, quoted))
    yield Row("Regulatory", tuple(regulatory_lines(facts, quoted)))
    yield Row(
        "Earlier treatment",
        tuple(
            (quoted.value(p, p.name if p.percent is None else f"{p.name} {wording.quantity(p.percent, 'percent')}"),)
            for p in facts.prior_therapies
        ),
    )
    yield Row("Expected", tuple((quoted.value(e, _expected(e.what, e.words)),) for e in facts.expected))


def _expected(what: str, words: str) -> str:
    return f"{what}: {words}" if words else what


def _source_rows(facts: Facts, quoted: Quoted) -> Iterable[Row]:
    yield Row(
        "Sponsor" if len(facts.sponsors) < 2 else "Sponsors",
        tuple(quoted.line(s, ("", s.name, "name"), (" ", s.ticker or "", "ticker")) for s in facts.sponsors),
    )
    yield Row("Meeting", tuple(meeting_lines(facts, quoted)))
    yield Row(
        "Registry",
        tuple(
            (quoted.value(trial, number, "registry_ids"), *_whose(trial, facts), *_record(number))
            for trial in facts.trials
            for number in trial.registry_ids
        ),
    )


def _whose(trial: Trial, facts: Facts) -> Line:
    """The trial of a registry number, where the release speaks of several."""
    return (plain(f" {trial.name}"),) if trial.name and len(facts.trials) > 1 else ()


def _record(number: str) -> Line:
    if not number.startswith("NCT"):
        return ()
    return (plain(" "), Piece("record at ClinicalTrials.gov", STUDY + number))


def _drug(drug: Drug, quoted: Quoted) -> Iterable[Line]:
    """Its names, and below them what is known of the substance itself."""
    names = ", ".join(word for word in drug.mentioned_as if word != drug.name)
    yield quoted.line(drug, ("", drug.name, "name"), (" ", f"({names})" if names else "", "name"))
    target = quoted.line(drug, ("", f"target {drug.target}" if drug.target else "", "target"))
    if about := spaced(((plain(drug.drug_class),) if drug.drug_class else (), target), " · "):
        yield about


def _is_only_a_target(marker: str, facts: Facts) -> bool:
    """Is a marker what the drug acts on, and no mark of the patients, "CD56-expressing myeloma"? It stands with the drug."""
    of_patients = any(marker.casefold() in word.casefold() for c in facts.conditions for word in c.modifiers)
    return not of_patients and any(drug.target == marker for drug in facts.drugs)


def _condition(condition: Condition, quoted: Quoted) -> Line:
    line = condition.line if not condition.line or "line" in condition.line else f"{condition.line} line"
    parts = [(", ", modifier, "modifiers") for modifier in condition.modifiers]
    return quoted.line(condition, ("", condition.name, "name"), (", ", line or "", "line"), *parts)


def trial_line(trial: Trial, quoted: Quoted) -> Line:
    """A trial in one line: name, phase, design, status with its reason."""
    status = f"{trial.status}: {trial.reason}" if trial.status and trial.reason else trial.status
    return quoted.line(
        trial,
        ("", trial.name or "", "name"),
        (" · ", wording.phase(trial.phase), "phase"),
        (" · ", ", ".join(trial.design), "design"),
        (" · ", status or "", "status"),
    )


def _people(population: Population, keys: dict[str, str], quoted: Quoted) -> Line:
    line = quoted.line(population, ("", wording.quantity(population.value, None, population.comparison), "value"))
    where = ", ".join(filter(None, (population.group or "", keys.get(population.trial or "", ""))))
    return (*line, plain(f" {where}")) if where else line


def people_lines(facts: Facts, quoted: Quoted) -> tuple[Line, ...]:
    """Each count of patients behind the word for what is counted: ``Enrolled: 44``."""
    labels = table("populations")
    return tuple((plain(f"{labels[p.measure]}: "), *_people(p, {}, quoted)) for p in facts.population)


def _doses(facts: Facts, quoted: Quoted) -> Iterable[Line]:
    for dose in facts.doses:
        yield quoted.line(
            dose,
            ("", wording.quantity(dose.amount, dose.unit), "amount"),
            (" ", dose.drug or "", "drug"),
            (", ", wording.ranged(dose.schedule or ""), "schedule"),
        )


def safety_lines(events: Iterable[Safety], quoted: Quoted) -> tuple[Line, ...]:
    """Adverse events: one line a term and grade, the investigational arm's rate first, then the other's."""
    groups: dict[tuple[str | None, ...], list[Safety]] = {}
    for event in events:
        groups.setdefault((event.trial, event.term, event.grade), []).append(event)
    return tuple(_event(group, quoted) for group in groups.values())


def _event(group: list[Safety], quoted: Quoted) -> Line:
    first = group[0]
    grade = f"grade {wording.ranged(first.grade)}" if first.grade else ""
    serious = "serious" if first.serious and "serious" not in first.term else ""
    named = ", ".join(filter(None, (first.term, grade, serious)))
    ordered = sorted(group, key=lambda event: event.arm == "comparator")
    rates = [_rate(event, quoted) for event in ordered if event.percent is not None or event.n is not None]
    if not rates:
        return (quoted.value(first, named),)
    return (plain(f"{named}: "), *spaced(rates, " vs "))


def _rate(event: Safety, quoted: Quoted) -> Line:
    count = wording.share(event.n, event.of)
    if event.percent is None:
        return (quoted.value(event, count),)
    piece = quoted.value(event, wording.quantity(event.percent, "percent", event.comparison))
    named = event.arm not in (None, "investigational", "comparator")
    tail = wording.dotted((count, event.arm if named and event.arm else ""))
    return (piece, plain(f" ({tail})")) if tail else (piece,)


def regulatory_lines(facts: Facts, quoted: Quoted) -> Iterable[Line]:
    """Designations and decisions: event and status, then for what, where and when."""
    for event in facts.regulatory:
        yield quoted.line(
            event,
            ("", event.event, "event"),
            (": ", event.status, "status"),
            (", ", ", ".join(event.conditions), "conditions"),
            (" ", f"({', '.join(event.regions)})" if event.regions else "", "regions"),
            (", ", wording.stated_day(event.date), "date"),
        )


def meeting_lines(facts: Facts, quoted: Quoted) -> Iterable[Line]:
    """Each meeting with its abstract and sort of presentation."""
    for meeting in facts.meetings:
        yield quoted.line(
            meeting,
            ("", f"{meeting.acronym} {meeting.year}" if meeting.year else meeting.acronym, "acronym"),
            (", ", f"abstract {meeting.abstract}" if meeting.abstract else "", "abstract"),
            (", ", meeting.presentation or "", "presentation"),
        )


def _warning(code: str, message: str, sentence: Piece) -> Line:
    words = table("warnings").get(code, message)
    return (plain(f"{words} "), Piece(sentence.text, sentence.href)) if sentence.href else (plain(words),)
