"""From the releases and the editor's notes to the Catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from topline.facts import Drug, DrugNote, Facts, fold, slug_of
from topline.link.catalogue import Catalogue, Entry, key_of
from topline.link.companies import company_namings
from topline.link.entries import (
    companies_of,
    condition_entries,
    drug_entries,
    meeting_entries,
    same_tickers,
    trial_entries,
)
from topline.link.groups import groups
from topline.link.names import Names, Naming, join
from topline.link.trials import Said, join_trials
from topline.mark import Galley

E = TypeVar("E", bound=Entry)


def catalogue_of(
    galleys: Iterable[Galley],
    notes: Sequence[DrugNote] = (),
    note_html: dict[str, str] | None = None,
) -> Catalogue:
    """The Catalogue of a newsroom. The result is the same whatever the order of ``galleys`` and ``notes``.

    ``note_html`` holds the rendered body of each note by its id.
    """
    releases = sorted(galleys, key=lambda g: (str(g.release.date), g.release.id), reverse=True)
    notes = sorted(notes, key=lambda note: note.id)
    drug_names = join(_drug_namings(releases, notes))
    company_names = join(company_namings(releases))
    relinked = tuple(replace(g, facts=_relinked(g.facts, drug_names)) for g in releases)
    joined, disputes = join_trials(_said_of_trials(relinked, company_names))
    trials = trial_entries(joined, relinked, company_names)
    drugs = drug_entries(relinked, drug_names, company_names, notes, note_html or {}, trials)
    conditions = condition_entries(relinked, trials)
    companies = same_tickers(companies_of(relinked, company_names, trials))
    meetings = meeting_entries(relinked)
    entries: dict[str, dict[str, Entry]] = {
        "drug": dict(drugs), "condition": dict(conditions), "company": dict(companies),
        "trial": dict(trials), "meeting": dict(meetings),
    }  # fmt: skip
    names = {("drug", key): slug_of(name) for key, name in drug_names.canonical.items() if slug_of(name) in drugs}
    names |= {("company", k): slug_of(n) for k, n in company_names.canonical.items() if slug_of(n) in companies}
    return Catalogue(
        releases=relinked,
        drugs=_by_name(drugs),
        conditions=_by_name(conditions),
        companies=_by_name(companies),
        trials=_by_name(trials),
        meetings=_by_name(meetings),
        names={**names, **_names_of(entries)},
        homes={mention: trial.id for trial in trials.values() for mention in trial.mentions},
        conflicts=(*drug_names.conflicts, *company_names.conflicts, *disputes),
    )


def _names_of(entries: dict[str, dict[str, Entry]]) -> dict[tuple[str, str], str]:
    """Each name and alias of an entry to its id; an alias that two entries share stands for neither."""
    owners: dict[tuple[str, str], set[str]] = {}
    own: dict[tuple[str, str], str] = {}
    for kind, found in entries.items():
        for entry in found.values():
            own[(kind, key_of(kind, entry.name))] = own[(kind, key_of(kind, entry.id))] = entry.id
            if kind != "drug":  # a drug's other names are those that the releases were joined by
                for word in entry.aliases:
                    owners.setdefault((kind, key_of(kind, word)), set()).add(entry.id)
    return {**{key: next(iter(ids)) for key, ids in owners.items() if len(ids) == 1}, **own}


def _by_name(entries: dict[str, E]) -> dict[str, E]:
    return {entry.id: entry for entry in sorted(entries.values(), key=lambda e: (e.name.casefold(), e.id))}


def _drug_namings(releases: Iterable[Galley], notes: Iterable[DrugNote]) -> list[Naming]:
    said = [Naming(d.name, d.mentioned_as, g.release.path) for g in releases for d in g.facts.drugs]
    return said + [Naming(n.name, n.aliases, n.path, firm=True) for n in notes]


def _said_of_trials(releases: Iterable[Galley], company_names: Names) -> Iterable[Said]:
    for galley in releases:
        facts = galley.facts
        owners = frozenset(company_names.canonical.get(fold(s.name), s.name) for s in facts.sponsors)
        tested = frozenset(d.slug for d in facts.drugs if d.role == "investigational")
        for trial in facts.trials:
            yield Said(galley.release.path, str(galley.release.date), trial, owners, tested)


def _relinked(facts: Facts, names: Names) -> Facts:
    """The facts with each drug under the name and id that the whole newsroom knows it by, each disease under its id."""
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
        conditions=tuple(replace(c, slug=slug_of(groups().name_of(c.name))) for c in facts.conditions),
    )


def _rank(drug: Drug) -> int:
    return ("investigational", "combination", "comparator", "prior", "mentioned").index(drug.role)
