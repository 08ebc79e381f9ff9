"""What search engines and other programs read of a page: JSON-LD in the words of schema.org.

Only what a page is about is stated (which drug, disease, trial, company), with dates, corrections and the original.
No result is: a program's reading that nobody checked is no finding.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from topline.link.catalogue import Catalogue, CompanyEntry, DrugEntry, Entry, TrialEntry
from topline.mark import Galley
from topline.render.site import Site

Node = dict[str, Any]
_TYPES = {"drug": "Drug", "condition": "MedicalCondition", "company": "Organization", "trial": "MedicalTrial"}
_CONTEXT = "https://schema.org"


def release_node(galley: Galley, catalogue: Catalogue, site: Site) -> Node:
    """A release as a ``NewsArticle``."""
    release = galley.release
    url = site.full(release.address)
    updates = [update.date for update in release.updates]
    node: Node = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": release.title,
        "description": "" if release.withdrawn else release.summary or galley.lead_summary,
        "inLanguage": release.lang,
        "datePublished": _iso(release.date),
        "dateModified": _iso(max(updates, key=str, default=release.date)),
        "publisher": {"@type": "Organization", "name": site.name, "url": site.full("")},
        "isBasedOn": release.source if release.source.startswith("http") else None,
        "about": [] if release.withdrawn else [_reference(entry, site) for entry in _subjects(galley, catalogue)],
        "correction": [
            {"@type": "CorrectionComment", "text": update.note, "datePublished": _iso(update.date)}
            for update in release.updates
        ],
    }
    return _known(node)


def entry_node(entry: Entry, catalogue: Catalogue, site: Site) -> Node | None:
    """An entry of the Catalogue as a ``Drug``, ``MedicalCondition``, ``MedicalTrial`` or ``Organization``."""
    if entry.kind not in _TYPES:
        return None
    node: Node = {"@context": _CONTEXT, **_reference(entry, site), "alternateName": list(entry.aliases)}
    if isinstance(entry, DrugEntry):
        node["nonProprietaryName"] = entry.name if entry.name == entry.name.lower() else None
    elif isinstance(entry, TrialEntry):
        node["identifier"] = list(entry.registry_ids)
        node["studySubject"] = _references("drug", entry.drugs, catalogue, site)
        node["healthCondition"] = _references("condition", entry.conditions, catalogue, site)
        node["sponsor"] = _references("company", [entry.company] if entry.company else [], catalogue, site)
    elif isinstance(entry, CompanyEntry):
        node["tickerSymbol"] = list(entry.tickers)
        node["@type"] = ["Organization", "Corporation"] if entry.tickers else node["@type"]  # only the latter is listed
    return _known(node)


def script_of(node: Node) -> str:
    """A node as the text of a ``<script type="application/ld+json">``, safe inside HTML."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _subjects(galley: Galley, catalogue: Catalogue) -> list[Entry]:
    """What a release is about: its investigational drugs, the disease of the news, its own trials, its issuer."""
    facts = galley.facts
    named = [
        *(("drug", drug.name) for drug in facts.drugs if drug.role == "investigational"),
        *(("condition", condition.name) for condition in facts.conditions if condition.focus),
        *(("trial", trial.name or next(iter(trial.registry_ids), "")) for trial in facts.trials if trial.focus),
        *(("company", sponsor.name) for sponsor in facts.sponsors[:1]),
    ]
    found = [catalogue.resolve(kind, name) for kind, name in named if name]
    return list(dict.fromkeys(entry for entry in found if entry))


def _references(kind: str, keys: Iterable[str], catalogue: Catalogue, site: Site) -> list[Node]:
    entries = catalogue.entries(kind)
    return [_reference(entries[key], site) for key in keys if key in entries]


def _reference(entry: Entry, site: Site) -> Node:
    url = site.full(entry.address)
    return {"@type": _TYPES[entry.kind], "@id": url, "name": entry.name, "url": url}


def _iso(when: date | datetime | None) -> str | None:
    return when.isoformat() if when else None


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}
