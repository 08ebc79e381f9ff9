"""One fact is one item: mentions of the same outcome are merged, the fullest kept."""

from __future__ import annotations

from dataclasses import fields, replace

from topline.facts import Evidence, Result


def once(items: list[Result]) -> list[Result]:
    """One item a fact: mentions of one value are merged, the fullest kept at the place of the first."""
    kept: list[Result] = []
    with_p = {(item.endpoint, item.p) for item in items if item.p and item.rule != "results/p-alone"}
    for item in items:
        if item.rule == "results/p-alone" and (item.endpoint, item.p) in with_p:
            continue
        place = next((i for i, other in enumerate(kept) if _same(other, item)), None)
        if place is None:
            kept.append(item)
        elif _fullness(item) > _fullness(kept[place]):
            kept[place] = _merged(item, kept[place])
        else:
            kept[place] = _merged(kept[place], item)
    return [_without_borrowed_p(item, kept) for item in kept]


def _without_borrowed_p(item: Result, kept: list[Result]) -> Result:
    """A p-value stands once: not also on a value that took it from another mention, where the ratio has it."""
    owned = any(
        other is not item
        and "p" not in other.evidence
        and (other.endpoint, other.p, other.trial) == (item.endpoint, item.p, item.trial)
        for other in kept
    )
    if item.p is None or "p" not in item.evidence or not owned:
        return item
    evidence = {name: place for name, place in item.evidence.items() if name != "p"}
    return replace(item, p=None, p_sides=None, evidence=evidence)


def _merged(kept: Result, other: Result) -> Result:
    """Give the kept mention what only the other one states: p, interval, count; each with its own evidence."""
    said = {
        name: getattr(other, name)
        for name in ("p", "ci", "n")
        if getattr(kept, name) is None and getattr(other, name) is not None
    }
    if not said or kept.met is not None:
        return kept
    place = Evidence(quote=other.quote, anchor=other.anchor, span=other.span)
    evidence = {**kept.evidence, **dict.fromkeys(said, place)}
    if "p" in said:
        said |= {"p_sides": other.p_sides, "hypothesis": kept.hypothesis or other.hypothesis}
    if "ci" in said:
        said["ci_level"] = other.ci_level
    if "n" in said:
        said["of"] = other.of
    return replace(kept, evidence=evidence, **said)


def _same(a: Result, b: Result) -> bool:
    if a.endpoint != b.endpoint and not _generic(a, b):
        return False
    if a.value is None or b.value is None:
        return (
            a.value is None
            and b.value is None
            and (a.met, a.futility, a.reached, a.hypothesis if a.met is not None else None)
            == (b.met, b.futility, b.reached, b.hypothesis if b.met is not None else None)
            and (a.p == b.p or a.met is not None)
        )
    if abs(a.value) != abs(b.value) or (a.measure or b.measure) != (b.measure or a.measure):
        return False
    pairs = ((a.unit, b.unit), (a.subgroup, b.subgroup), (_time(a.timepoint), _time(b.timepoint)), (a.trial, b.trial))
    return _one_arm(a.arm, b.arm) and all(x is None or y is None or x == y for x, y in pairs)


_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _time(words: str | None) -> str | None:
    """A time point as it is compared: "three years" is "3 year", "Week 12" is "week 12"."""
    if words is None:
        return None
    parts = [str(_WORDS.index(part)) if part in _WORDS else part.rstrip("s") for part in words.casefold().split()]
    return " ".join(sorted(parts))


def _one_arm(a: str | None, b: str | None) -> bool:
    """Can two names of an arm mean one: a role and a name, or two spellings?"""
    roles = ("investigational", "comparator")
    if a is None or b is None or (a in roles) != (b in roles):
        return True
    return a.casefold() == b.casefold() or (
        a not in roles and (a.casefold() in b.casefold() or b.casefold() in a.casefold())
    )


def _generic(a: Result, b: Result) -> bool:
    """Does one of two verdicts say "primary endpoint" of the endpoint that the other names?"""
    names = {a.endpoint, b.endpoint}
    return (
        "primary endpoint" in names
        and "primary safety endpoint" not in names
        and a.rule == b.rule
        and a.primary is True
        and b.primary is True
        and (a.met is not None or a.futility is True)
    )


def _fullness(item: Result) -> int:
    """How much an item says; a named endpoint counts more than "primary endpoint"."""
    said = sum(getattr(item, f.name) is not None for f in fields(Result) if f.name not in ("evidence", "confidence"))
    return said + 3 * (item.endpoint != "primary endpoint")
