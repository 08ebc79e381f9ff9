"""From the releases and the editor's notes to the Catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from topline.facts import Condition, Drug, DrugNote, Facts, Meeting, Sponsor, Trial, fold, slug_of
from topline.link.catalogue import (
    Catalogue,
    CompanyEntry,
    ConditionEntry,
    DrugEntry,
    Entry,
    MeetingEntry,
    TrialEntry,
)
from topline.link.names import Names, Naming, join
from topline.mark import Galley

E = TypeVar("E", bound=Entry)
_PHASES = (
    "1",
    "1a",
    "1b",
    "1/2",
    "1a/2",
    "1b/2",
    "1b/2a",
    "2",
    "2a",
    "2b",
    "2/3",
    "2b/3",
    "3",
    "3a",
    "3b",
    "3b/4",
    "4",
)


@dataclass
class _Gathered:
    """What releases say of one entry, while they are gone through from the newest to the oldest."""

    name: str
    releases: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    items: list[Drug | Condition | Sponsor | Trial | Meeting] = field(default_factory=list)


def catalogue_of(
    galleys: Iterable[Galley],
    notes: Sequence[DrugNote] = (),
    note_html: dict[str, str] | None = None,
) -> Catalogue:
    """The Catalogue of a newsroom. The result is the same whatever the order of ``galleys`` and ``notes``.

    ``note_html`` holds the rendered body of each note by its id.
    """
    releases = sorted(galleys, key=lambda g: (str(g.release.date), g.release.id), reverse=True)
    drug_names = join(_drug_namings(releases, notes))
    company_names = join(Naming(s.name, (), g.release.path) for g in releases for s in g.facts.sponsors)
    relinked = tuple(replace(g, facts=_relinked(g.facts, drug_names)) for g in releases)
    condition_names = join(Naming(c.name, (), g.release.path) for g in relinked for c in g.facts.conditions)
    conditions = _conditions(relinked)
    trials = _trials(relinked)
    drugs = _drugs(relinked, drug_names, notes, note_html or {}, trials)
    companies = _companies(relinked, company_names)
    meetings = _meetings(relinked)
    names = {
        **{("drug", key): slug_of(name) for key, name in drug_names.canonical.items() if slug_of(name) in drugs},
        **{("drug", fold(e.name)): e.id for e in drugs.values()},
        **{("condition", key): slug_of(n) for key, n in condition_names.canonical.items() if slug_of(n) in conditions},
        **{("company", key): slug_of(n) for key, n in company_names.canonical.items() if slug_of(n) in companies},
        **{("trial", fold(word)): e.id for e in trials.values() for word in (*e.aliases, e.name)},
        **{("meeting", fold(e.name)): e.id for e in meetings.values()},
    }
    return Catalogue(
        releases=relinked,
        drugs=_by_name(drugs),
        conditions=_by_name(conditions),
        companies=_by_name(companies),
        trials=_by_name(trials),
        meetings=_by_name(meetings),
        names=names,
        conflicts=drug_names.conflicts + company_names.conflicts,
    )


def _by_name(entries: dict[str, E]) -> dict[str, E]:
    return {entry.id: entry for entry in sorted(entries.values(), key=lambda e: (e.name.casefold(), e.id))}


def _drug_namings(releases: Iterable[Galley], notes: Iterable[DrugNote]) -> list[Naming]:
    said = [Naming(d.name, d.mentioned_as, g.release.path) for g in releases for d in g.facts.drugs]
    return said + [Naming(n.name, n.aliases, n.path, firm=True) for n in notes]


def _relinked(facts: Facts, names: Names) -> Facts:
    """The facts with each drug under the name and id that the whole newsroom knows it by."""
    called = {d.name: names.canonical.get(fold(d.name), d.name) for d in facts.drugs}
    merged: dict[str, Drug] = {}
    for drug in facts.drugs:
        name = called[drug.name]
        words = drug.mentioned_as if name == drug.name else (drug.name, *drug.mentioned_as)
        if name in merged:  # two names of one drug that this release did not join
            first = merged[name]
            words = tuple(dict.fromkeys((*first.mentioned_as, *words)))
            drug = first if _rank(first) <= _rank(drug) else drug
        merged[name] = replace(
            drug, name=name, slug=slug_of(name), mentioned_as=tuple(w for w in dict.fromkeys(words) if w != name)
        )
    rename: Callable[[str | None], str | None] = lambda name: called.get(name, name) if name else name  # noqa: E731
    return replace(
        facts,
        drugs=tuple(merged.values()),
        doses=tuple(replace(d, drug=rename(d.drug)) for d in facts.doses),
        regulatory=tuple(replace(r, drug=rename(r.drug)) for r in facts.regulatory),
    )


def _rank(drug: Drug) -> int:
    return ("investigational", "combination", "comparator", "prior", "mentioned").index(drug.role)


def _gather(
    releases: Iterable[Galley], items: Callable[[Galley], Iterable[tuple[str, bool, object]]]
) -> dict[str, _Gathered]:
    """Group what the releases say by entry id: name, is the release about it, the fact itself."""
    found: dict[str, _Gathered] = {}
    for galley in releases:
        for name, about, item in items(galley):
            if not (key := slug_of(name)):
                continue
            entry = found.setdefault(key, _Gathered(name))
            if galley.release.path not in entry.releases:
                entry.releases.append(galley.release.path)
            if about and galley.release.path not in entry.about:
                entry.about.append(galley.release.path)
            entry.items.append(item)  # type: ignore[arg-type]
    return found


def phase_rank(phase: str | None) -> int:
    """Where a phase stands on the ladder; -1 for none."""
    return _PHASES.index(phase) if phase in _PHASES else -1


def _highest(phases: Iterable[str | None]) -> str | None:
    best = max(phases, key=phase_rank, default=None)
    return best if phase_rank(best) >= 0 else None


def _focus_phases(facts: Facts) -> list[str | None]:
    return [t.phase for t in facts.trials if t.focus]


def _drugs(
    releases: tuple[Galley, ...],
    names: Names,
    notes: Sequence[DrugNote],
    note_html: dict[str, str],
    trials: dict[str, TrialEntry],
) -> dict[str, DrugEntry]:
    gathered = _gather(releases, lambda g: [(d.name, d.role == "investigational", d) for d in g.facts.drugs])
    by_path = {g.release.path: g.facts for g in releases}
    noted = {fold(note.name): note for note in notes}
    for note in notes:
        gathered.setdefault(slug_of(note.name), _Gathered(note.name))
    entries = {}
    for key, found in gathered.items():
        said = [item for item in found.items if isinstance(item, Drug)]
        own = noted.get(fold(found.name))
        about = [by_path[path] for path in found.about]
        entries[key] = DrugEntry(
            kind="drug",
            id=key,
            name=found.name,
            aliases=names.aliases.get(found.name, ()),
            releases=tuple(found.releases),
            type=next((d.type for d in said if d.type != "drug"), "drug"),
            drug_class=(own.drug_class if own else None) or next((d.drug_class for d in said if d.drug_class), None),
            target=(own.target if own else None) or next((d.target for d in said if d.target), None),
            companies=tuple(dict.fromkeys(slug_of(f.sponsors[0].name) for f in about if f.sponsors)),
            about=tuple(found.about),
            highest_phase=_highest(phase for facts in about for phase in _focus_phases(facts)),
            conditions=_conditions_of(about),
            trials=tuple(e.id for e in trials.values() if key in e.drugs),
            note=own,
            note_html=note_html.get(own.id, "") if own else "",
        )
    return entries


def _conditions_of(about: Iterable[Facts]) -> tuple[tuple[str, str | None], ...]:
    phases: dict[str, list[str | None]] = defaultdict(list)
    for facts in about:
        for condition in facts.conditions:
            if condition.focus:
                phases[condition.slug] += _focus_phases(facts)
    return tuple((slug, _highest(phases[slug])) for slug in sorted(phases))


def _about_drugs(facts: Facts) -> list[str]:
    return [d.slug for d in facts.drugs if d.role == "investigational"]


def _conditions(releases: tuple[Galley, ...]) -> dict[str, ConditionEntry]:
    gathered = _gather(releases, lambda g: [(c.name, c.focus, c) for c in g.facts.conditions])
    by_path = {g.release.path: g.facts for g in releases}
    return {
        key: ConditionEntry(
            kind="condition",
            id=key,
            name=found.name,
            releases=tuple(found.releases),
            drugs=tuple(sorted({slug for path in found.about for slug in _about_drugs(by_path[path])})),
        )
        for key, found in gathered.items()
    }


def _companies(releases: tuple[Galley, ...], names: Names) -> dict[str, CompanyEntry]:
    gathered = _gather(
        releases, lambda g: [(names.canonical.get(fold(s.name), s.name), True, s) for s in g.facts.sponsors]
    )
    by_path = {g.release.path: g.facts for g in releases}
    return {
        key: CompanyEntry(
            kind="company",
            id=key,
            name=found.name,
            aliases=names.aliases.get(found.name, ()),
            releases=tuple(found.releases),
            tickers=tuple(dict.fromkeys(s.ticker for s in found.items if isinstance(s, Sponsor) and s.ticker)),
            drugs=tuple(sorted({slug for path in found.releases for slug in _about_drugs(by_path[path])})),
        )
        for key, found in gathered.items()
    }


def _trials(releases: tuple[Galley, ...]) -> dict[str, TrialEntry]:
    """Trials by registry id, else by sponsor and name, so that two trials with one name stay two."""
    homes = _trial_homes(releases)
    gathered = _gather(
        releases,
        lambda g: [(homes[(g.release.path, t.key)], t.focus, t) for t in g.facts.trials if t.name or t.registry_ids],
    )
    by_path = {g.release.path: g.facts for g in releases}
    entries = {}
    for key, found in gathered.items():
        said = [item for item in found.items if isinstance(item, Trial)]
        registry_ids = tuple(dict.fromkeys(i for t in said for i in t.registry_ids))
        named = next((t.name for t in said if t.name), None)
        about = [by_path[path] for path in found.about]
        entries[key] = TrialEntry(
            kind="trial",
            id=key,
            name=named or registry_ids[0],
            aliases=tuple(i for i in registry_ids if i != (named or registry_ids[0])),
            releases=tuple(found.releases),
            registry_ids=registry_ids,
            phase=_highest(t.phase for t in said),
            drugs=tuple(sorted({slug for facts in about for slug in _about_drugs(facts)})),
            conditions=tuple(sorted({c.slug for facts in about for c in facts.conditions if c.focus})),
            company=next((slug_of(facts.sponsors[0].name) for facts in about if facts.sponsors), None),
        )
    return entries


def _trial_homes(releases: tuple[Galley, ...]) -> dict[tuple[str, str], str]:
    """For each trial of each release the name of its entry."""
    names_by_id: dict[str, set[str]] = defaultdict(set)
    owners: dict[str, set[str]] = defaultdict(set)
    for galley in releases:
        owner = galley.facts.sponsors[0].name if galley.facts.sponsors else ""
        for trial in galley.facts.trials:
            if trial.name:
                owners[fold(trial.name)].add(_identity(trial, owner))
                for registry_id in trial.registry_ids:
                    names_by_id[registry_id].add(trial.name)
    homes = {}
    for galley in releases:
        for trial in galley.facts.trials:
            known = sorted(name for i in trial.registry_ids for name in names_by_id[i])
            name = trial.name or (known[0] if known else "")
            ids = {i for i in owners[fold(name)] if i.startswith("id:")} if name else set()
            if name and len(ids) > 1 and trial.registry_ids:
                name = f"{name} {trial.registry_ids[0]}"
            homes[(galley.release.path, trial.key)] = name or next(iter(trial.registry_ids), "")
    return homes


def _identity(trial: Trial, owner: str) -> str:
    return f"id:{trial.registry_ids[0]}" if trial.registry_ids else f"owner:{owner}"


def _meetings(releases: tuple[Galley, ...]) -> dict[str, MeetingEntry]:
    gathered = _gather(releases, lambda g: [(f"{m.acronym} {m.year}", True, m) for m in g.facts.meetings if m.year])
    return {
        key: MeetingEntry(
            kind="meeting",
            id=key,
            name=found.name,
            releases=tuple(found.releases),
            acronym=found.name.rsplit(" ", 1)[0],
            year=int(found.name.rsplit(" ", 1)[1]),
        )
        for key, found in gathered.items()
    }
