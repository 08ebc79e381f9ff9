"""The side of each value of a comparison: investigational, comparator, or the arm's name."""

from __future__ import annotations

import re

from topline.extract.results.arms import BACKGROUND, COMPARATOR, INVESTIGATIONAL, Arm, arm_after, arm_before
from topline.extract.results.bindings import Bound
from topline.extract.words.figures import Quantity
from topline.extract.words.patterns import pattern_of

_VERSUS = pattern_of(
    r"\b(?:versus|vs\.?|v\.?|compared (?:with|to)|as against|against|than|whereas|while|as opposed to|relative to)\b",
    re.I,
)


def sides_of(text: str, members: list[Bound], arms: list[Arm], quantities: list[Quantity]) -> list[str]:
    """The arm of each value of a comparison, ``""`` where the text does not say."""
    found: list[Arm | None] = []
    for b in members:
        found.append(_arm(text, b, [arm for arm in arms if arm not in found], quantities))
    roles = [arm.role if arm else "" for arm in found]
    contrast = COMPARATOR if INVESTIGATIONAL in roles else ""
    names = [arm.words if arm and not (arm.role == BACKGROUND and not contrast) else "" for arm in found]
    roles = [contrast if role == BACKGROUND else role for role in roles]
    if len(members) == 1 and found[0] and found[0].drug and not found[0].role:
        return [""]
    if len(members) > 1 and _in_turn(text, members, quantities):
        return _in_order(arms, members)
    if len(members) == 2 and len(set(names)) == 1 and names[0]:
        roles = [roles[0], ""]
    if len(members) == 2:
        compared = _VERSUS.search(text[members[0].quantity.reach : members[1].quantity.start])
        other = names[0] and names[1] and names[0].split()[0] != names[1].split()[0]
        first, second = members[0].quantity, members[1].quantity
        if compared and text[first.start - 1 : first.start] == "(" and ")" not in text[first.reach : second.start]:
            return [INVESTIGATIONAL, COMPARATOR]
        if (compared and roles == [COMPARATOR, COMPARATOR] and names[0] != names[1]) or (
            compared and roles[0] != COMPARATOR and (roles[1] in ("", COMPARATOR) or other)
        ):
            roles = [INVESTIGATIONAL, COMPARATOR]
        elif roles == [INVESTIGATIONAL, ""] and names[1] and names[1] != names[0]:
            roles = [INVESTIGATIONAL, COMPARATOR] if len({a.role for a in arms}) > 1 else roles
    if len(members) == 2 and roles.count(COMPARATOR) == 1 and roles.count("") == 1:
        roles = [role or INVESTIGATIONAL for role in roles]
    if roles.count(INVESTIGATIONAL) > 1 or (roles.count(COMPARATOR) > 1 and len(set(names)) > 1):
        return (
            [name or role for name, role in zip(names, roles, strict=True)] if len(set(names)) == len(names) else roles
        )
    return [role or name for role, name in zip(roles, names, strict=True)]


def _in_turn(text: str, members: list[Bound], quantities: list[Quantity]) -> bool:
    """Does a "respectively" speak of these values, and not of others further on?"""
    last = members[-1].quantity
    said = re.search(r"\brespectively\b", text[last.reach :])
    if said is None:
        return False
    end = last.reach + said.start()
    return not any(last.reach <= q.start < end and q.kind in ("percent", "time", "amount", "bare") for q in quantities)


def _in_order(arms: list[Arm], members: list[Bound]) -> list[str]:
    """As in "1.2% and 1.6% with A and B, respectively": equal lists go in pairs, unequal ones are left alone."""
    start, end = members[0].quantity.start, members[-1].quantity.reach
    behind = [arm for arm in arms if arm.start >= end]
    ahead = [arm for arm in arms if arm.end <= start]
    for listed in (behind, ahead):
        if len(listed) == len(members):
            roles = [arm.role or arm.words for arm in listed]
            roles = [COMPARATOR if role == BACKGROUND else role for role in roles]
            return roles if len(set(roles)) == len(roles) else [arm.words for arm in listed]
    return [""] * len(members)


def _arm(text: str, bound: Bound, arms: list[Arm], quantities: list[Quantity]) -> Arm | None:
    """The arm of a value: the one in whose parentheses it stands, the one after it, the one before it."""
    q = bound.quantity
    if text[max(0, q.start - 2) : q.start].strip() == "(":
        held = next((arm for arm in arms if 0 <= q.start - arm.end <= 8), None)
        if held:
            return held
    limit = next(
        (other.start for other in quantities if other.start >= q.reach and (other.kind != "count" or other.of)),
        len(text),
    )
    after = arm_after(text, q.reach, limit, arms)
    if after:
        return after
    floor = max((other.reach for other in quantities if other.reach <= q.start), default=0)
    return arm_before(text, q.start, floor, arms)
