"""The editor's word over the extractor's: kind, company, review, and edits of single facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, replace
from typing import Any, TypeVar

from topline.extract import Reading, with_ids
from topline.facts import Condition, Drug, Fact, FactEdit, Facts, Problem, Release, Sponsor, anchor_of, fold, slug_of
from topline.mark.anchors import items_of
from topline.mark.typed import Wrong, class_of, fields_of, filled, missing_of, typed

F = TypeVar("F", bound=Fact)
_RULE = "editor"
_SUFFIX = re.compile(r"[,\s]+(?:Inc|Corp|Ltd|plc|AG|SE|NV|N\.V|SA|S\.A|LLC|GmbH|Co)\.?$", re.I)
_TELLING = ("value", "percent", "amount", "n", "name", "term", "event", "acronym", "words", "what")


def edited(facts: Facts, release: Release, reading: Reading) -> tuple[Facts, list[Problem]]:
    """The facts as the editor has them, and what of the editor's word cannot be followed."""
    problems: list[Problem] = []
    for edit in release.facts:
        try:
            facts = _applied(facts, edit, reading)
        except Wrong as wrong:
            problems.append(Problem(release.path, edit.line, "facts", wrong.what, wrong.fix))
    if release.kind and release.kind != facts.kind:
        evidence = {name: said for name, said in facts.evidence.items() if name != "kind"}
        facts = replace(facts, kind=release.kind, evidence=evidence)
    if release.company:
        facts = replace(facts, sponsors=_sponsors(facts.sponsors, release.company, reading))
    if release.reviewed:
        facts = each(facts, lambda fact: replace(fact, state="reviewed"))
    return facts, problems


def each(facts: Facts, change: Callable[[Fact], Fact | None]) -> Facts:
    """The facts with ``change`` done to each; one for which it gives ``None`` goes."""
    lists: dict[str, Any] = {}
    for field in fields(facts):
        items = getattr(facts, field.name)
        if isinstance(items, tuple):
            lists[field.name] = tuple(new for item in items if (new := change(item)) is not None)
    return replace(facts, **lists)


def _applied(facts: Facts, edit: FactEdit, reading: Reading) -> Facts:
    if edit.add:
        return _added(facts, edit.add, reading)
    meant = _meant(facts, edit.fact)
    if edit.set:
        changed: Fact | None = _changed(meant, edit.set, facts)
    else:
        changed = None if edit.drop else replace(meant, state="reviewed")
    return each(facts, lambda fact: changed if fact is meant else fact)


def _meant(facts: Facts, name: str) -> Fact:
    """The fact of an id; drugs and conditions go by their address too."""
    found: list[Fact] = [fact for fact in items_of(facts) if fact.id == name]
    found += [drug for drug in facts.drugs if drug.slug == name]
    found += [condition for condition in facts.conditions if condition.slug == name]
    if found:
        return found[0]
    raise Wrong(
        f"the text no longer states a fact '{name}': the sentence changed, look again",
        "run topline explain on the file, then write the ID of today or delete the entry",
    )


def _changed(fact: Fact, values: dict[str, Any], facts: Facts) -> Fact:
    new = typed(type(fact), values)
    _known_trial(new, facts)
    if isinstance(fact, Drug | Condition) and "name" in new:
        new.setdefault("slug", slug_of(new["name"]))
    changed: Fact = replace(fact, **new, origin="editor", state="reviewed")
    return replace(changed, span=_span(changed, changed.quote) or fact.span)


def _added(facts: Facts, given: dict[str, Any], reading: Reading) -> Facts:
    values = dict(given)
    field, quote = values.pop("field"), values.pop("quote")
    if field not in fields_of(facts):
        raise Wrong(f"add: there is no field '{field}'", f"write one of {', '.join(fields_of(facts))}")
    kind = class_of(field)
    new = typed(kind, values)
    _known_trial(new, facts)
    if missing := missing_of(kind, new):
        raise Wrong(f"add: {', '.join(missing)} is missing", f"write {missing[0]}: …")
    if "slug" in {f.name for f in fields(kind)}:
        new.setdefault("slug", slug_of(new["name"]))
    fact = kind(**filled(kind, new), origin="editor", state="reviewed", rule=_RULE)
    fact = _stated(fact, quote, reading)
    taken = {item.id for item in items_of(facts)}
    only = _with(Facts(), {field: (fact,)})
    fact = getattr(with_ids(only), field)[0]
    fact = replace(fact, id=next(name for name in _numbered(fact.id) if name not in taken))
    return _with(facts, {field: (*getattr(facts, field), fact)})


def _with(facts: Facts, lists: dict[str, Any]) -> Facts:
    return replace(facts, **lists)


def _numbered(name: str) -> list[str]:
    return [name, *(f"{name}-{number}" for number in range(2, 1000))]


def _stated(fact: F, quote: str, reading: Reading) -> F:
    """The fact with the sentence that holds the quoted words as its evidence."""
    words = re.compile(r"\s+".join(re.escape(word) for word in quote.split()))
    for sentence in reading.sentences:
        if match := words.search(sentence.quote):
            span = _span(fact, sentence.quote) or match.span()
            return replace(fact, quote=sentence.quote, anchor=anchor_of(sentence.quote), span=span)
    raise Wrong(
        f"add: the text does not say '{quote}' in one sentence",
        "quote the words of one sentence, list item or table row as they stand",
    )


def _span(fact: Fact, quote: str) -> tuple[int, int] | None:
    """Where the fact's value stands in its quote, as a word or number of its own."""
    for name in _TELLING:
        value = getattr(fact, name, None)
        if value in (None, ""):
            continue
        match = re.search(rf"(?<![\w.]){re.escape(str(value))}(?![\w]|\.\d)", quote)
        if match:
            return match.span()
    return None


def _known_trial(values: dict[str, Any], facts: Facts) -> None:
    keys = [trial.key for trial in facts.trials]
    if values.get("trial") is not None and values["trial"] not in keys:
        raise Wrong(f"trial: there is no trial '{values['trial']}'", f"write one of {', '.join(keys) or 'null'}")


def _sponsors(sponsors: tuple[Sponsor, ...], company: str, reading: Reading) -> tuple[Sponsor, ...]:
    """The sponsors with the editor's company first; several, joined by "and", where the text names each."""
    parts = [fold(part) for part in re.split(r",? and |, | & ", company)]
    if len(parts) > 1 and set(parts) <= {fold(sponsor.name) for sponsor in sponsors}:
        return tuple(sorted(sponsors, key=lambda s: parts.index(fold(s.name)) if fold(s.name) in parts else len(parts)))
    bare = _SUFFIX.sub("", company).strip()
    same = next((sponsor for sponsor in sponsors if fold(sponsor.name) in (fold(bare), fold(company))), None)
    if same is None:
        same = Sponsor(name=bare, origin="editor", state="reviewed", rule=_RULE)
        with suppress(Wrong):  # the text may call its sender otherwise
            same = _stated(same, bare, reading)
        same = with_ids(Facts(sponsors=(same,))).sponsors[0]
    return (same, *(sponsor for sponsor in sponsors if sponsor is not same))
