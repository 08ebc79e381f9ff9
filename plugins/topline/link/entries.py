"""What each entry of the Catalogue holds, gathered from the relinked releases, the newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from topline.facts import Drug, DrugNote, Facts, Meeting, Sponsor, fold, slug_of
from topline.link.catalogue import CompanyEntry, ConditionEntry, DrugEntry, MeetingEntry, TrialEntry
from topline.link.groups import groups
from topline.link.meetings import known_series
from topline.link.names import Names
from topline.link.phases import highest
from topline.link.trials import Joined
from topline.mark import Galley


@dataclass
class _Gathered:
    """What releases say of one entry, while they are gone through from the newest to the oldest."""

    name: str
    releases: dict[str, None] = field(default_factory=dict)  # in order, each once
    about: dict[str, None] = field(default_factory=dict)
    items: list[Drug | Sponsor | Meeting] = field(default_factory=list)


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
            entry.releases[galley.release.path] = None
            if about:
                entry.about[galley.release.path] = None
            entry.items.append(item)  # type: ignore[arg-type]
    return found


def _focus_phases(facts: Facts) -> list[str | None]:
    return [t.phase for t in facts.trials if t.focus]


def drug_entries(
    releases: tuple[Galley, ...],
    names: Names,
    company_names: Names,
    notes: Sequence[DrugNote],
    note_html: dict[str, str],
    trials: dict[str, TrialEntry],
) -> dict[str, DrugEntry]:
    """All drugs named in a release or in an editor's note."""
    gathered = _gather(releases, lambda g: [(d.name, d.role == "investigational", d) for d in g.facts.drugs])
    by_path = {g.release.path: g.facts for g in releases}
    tested = _trials_by(trials, lambda trial: trial.drugs)
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
            companies=tuple(dict.fromkeys(_company_id(f.sponsors[0], company_names) for f in about if f.sponsors)),
            about=tuple(found.about),
            highest_phase=highest(phase for facts in about for phase in _focus_phases(facts)),
            conditions=_conditions_of(about),
            trials=tuple(tested.get(key, ())),
            note=own,
            note_html=note_html.get(own.id, "") if own else "",
        )
    return entries


def _trials_by(trials: dict[str, TrialEntry], keys: Callable[[TrialEntry], Iterable[str]]) -> dict[str, list[str]]:
    """The ids of the trials of each drug, condition or company, in their order."""
    found: dict[str, list[str]] = defaultdict(list)
    for trial in trials.values():
        for key in keys(trial):
            found[key].append(trial.id)
    return found


def _conditions_of(about: Iterable[Facts]) -> tuple[tuple[str, str | None], ...]:
    phases: dict[str, list[str | None]] = defaultdict(list)
    for facts in about:
        for condition in facts.conditions:
            if condition.focus:
                phases[condition.slug] += _focus_phases(facts)
    return tuple((slug, highest(phases[slug])) for slug in sorted(phases))


def _company_id(sponsor: Sponsor, names: Names) -> str:
    return slug_of(names.canonical.get(fold(sponsor.name), sponsor.name))


def _about_drugs(facts: Facts) -> list[str]:
    return [d.slug for d in facts.drugs if d.role == "investigational"]


def condition_entries(releases: tuple[Galley, ...], trials: dict[str, TrialEntry]) -> dict[str, ConditionEntry]:
    """All diseases named in a release, and the groups above them."""
    table = groups()
    tested = _trials_by(trials, lambda trial: trial.conditions)
    gathered = _gather(releases, lambda g: [(table.name_of(c.name), c.focus, c) for c in g.facts.conditions])
    above = {key: table.above(found.name) for key, found in gathered.items()}
    for name in sorted({group for found in above.values() for group in found}):
        gathered.setdefault(slug_of(name), _Gathered(name))
        above.setdefault(slug_of(name), table.above(name))
    below: dict[str, list[str]] = defaultdict(list)
    for key in sorted(above):
        if above[key]:
            below[slug_of(above[key][0])].append(key)
    by_path = {g.release.path: g.facts for g in releases}
    return {
        key: ConditionEntry(
            kind="condition",
            id=key,
            name=found.name,
            aliases=table.also.get(found.name, ()),
            releases=tuple(found.releases),
            drugs=tuple(sorted({slug for path in found.about for slug in _about_drugs(by_path[path])})),
            trials=tuple(tested.get(key, ())),
            above=tuple(slug_of(name) for name in above[key]),
            below=tuple(below[key]),
        )
        for key, found in gathered.items()
    }


def companies_of(releases: tuple[Galley, ...], names: Names, trials: dict[str, TrialEntry]) -> dict[str, CompanyEntry]:
    """All sponsors, each under the one name that stands for all of its names."""
    own = _trials_by(trials, lambda trial: [trial.company] if trial.company else [])
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
            trials=tuple(own.get(key, ())),
        )
        for key, found in gathered.items()
    }


def same_tickers(companies: dict[str, CompanyEntry]) -> dict[str, CompanyEntry]:
    """The companies with those that share a ticker: told on their pages, never joined."""
    owners: dict[str, list[str]] = defaultdict(list)
    for key in sorted(companies):
        for ticker in companies[key].tickers:
            owners[ticker].append(key)
    return {
        key: replace(
            entry,
            same_ticker=tuple(dict.fromkeys(o for ticker in entry.tickers for o in owners[ticker] if o != key)),
        )
        for key, entry in companies.items()
    }


def trial_entries(
    joined: Sequence[Joined], releases: tuple[Galley, ...], company_names: Names
) -> dict[str, TrialEntry]:
    """All trials with a name or registry id. Of two with one name the older keeps the plain address for ever."""
    by_path = {g.release.path: g.facts for g in releases}
    entries: dict[str, TrialEntry] = {}
    for trial in joined:
        said = sorted(trial.said, key=lambda s: s.order, reverse=True)
        spelled = [s.trial.name for s in said if s.trial.name]
        about = [by_path[s.path] for s in said if s.trial.focus]
        companies = [_company_id(facts.sponsors[0], company_names) for facts in about if facts.sponsors]
        name = max(dict.fromkeys(spelled), key=spelled.count, default="") or trial.registry_ids[0]
        if (taken := slug_of(name)) in entries or not taken:
            mark = next(iter(trial.registry_ids), "") or (companies[-1] if companies else said[-1].day[:10])
            name = f"{name} ({mark})"
        entries[slug_of(name)] = TrialEntry(
            kind="trial",
            id=slug_of(name),
            name=name,
            aliases=tuple(dict.fromkeys(w for w in (*trial.names.values(), *trial.registry_ids) if w != name)),
            releases=tuple(dict.fromkeys(s.path for s in said)),
            mentions=tuple((s.path, s.trial.key) for s in said),
            registry_ids=trial.registry_ids,
            phase=highest(s.trial.phase for s in said),
            drugs=tuple(sorted({slug for facts in about for slug in _about_drugs(facts)})),
            conditions=tuple(sorted({c.slug for facts in about for c in facts.conditions if c.focus})),
            company=companies[-1] if companies else None,
        )
    return entries


def meeting_entries(releases: tuple[Galley, ...]) -> dict[str, MeetingEntry]:
    """All meetings whose year is known."""
    gathered = _gather(releases, lambda g: [(f"{m.acronym} {m.year}", True, m) for m in g.facts.meetings if m.year])
    return {
        key: MeetingEntry(
            kind="meeting",
            id=key,
            name=found.name,
            releases=tuple(found.releases),
            series=series.name if (series := known_series().get(found.name.rsplit(" ", 1)[0])) else "",
            acronym=found.name.rsplit(" ", 1)[0],
            year=int(found.name.rsplit(" ", 1)[1]),
        )
        for key, found in gathered.items()
    }
