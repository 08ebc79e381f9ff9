"""The side of each value of a comparison: investigational, comparator, or the arm's name."""

from __future__ import annotations

import re
from itertools import zip_longest

from topline.extract.results.arms import BACKGROUND, COMPARATOR, INVESTIGATIONAL, Arm, arm_after, arm_before, dosed
from topline.extract.results.bindings import Bound
from topline.extract.words.figures import Quantity
from topline.extract.words.patterns import pattern_of

VERSUS = pattern_of(
    r"\b(?:versus|vs\.?|v\.?|compared (?:with|to)|as against|against|than|whereas|while|as opposed to|relative to)\b",
    re.I,
)


def sides_of(
    text: str, members: list[Bound], arms: list[Arm], quantities: list[Quantity], doses: bool = False
) -> list[str]:
    """The arm of each value of a comparison, ``""`` where the text does not say; ``doses`` tell arms of one drug apart."""
    found: list[Arm | None] = []
    for b in members:
        found.append(_arm(text, b, [arm for arm in arms if arm not in found], quantities))
    if len(found) == 1 and found[0] is None:
        found = [_at_head(text, arms)]
    turns = _in_turn(text, members, quantities)
    if not turns:
        found = _unlisted(text, members, found, arms)
    if turns:
        listed = _in_order(text, arms, members[:turns]) or [(None, "")] * turns
        listed += [(arm, arm.role or arm.words) if arm else (None, "") for arm in found[turns:]]
    else:
        listed = list(zip(found, _compared(text, members, found, arms), strict=True))
    doses = doses or _several(listed)
    return [_labelled(arm, side, doses) for arm, side in listed]


def _unlisted(text: str, members: list[Bound], found: list[Arm | None], arms: list[Arm]) -> list[Arm | None]:
    """As in "150 mg and 300 mg gave rates of 61% and 66%": as many doses as values go in pairs; else a listed dose is nobody's."""
    listed = [
        arm
        for arm, following in zip_longest(arms, arms[1:])
        if arm.end <= members[0].quantity.start
        and arm.dose
        and (_is_next(text, arm, following) or any(_is_next(text, a, arm) for a in arms))
    ]
    if len(listed) < 2 or len({arm.dose for arm in listed}) < 2:
        return found
    bare = [None if arm in listed else arm for arm in found]
    open_ = [i for i, arm in enumerate(bare) if arm is None]
    if open_ == list(range(len(listed))):
        return [*listed, *bare[len(listed) :]]
    return bare


def _is_next(text: str, arm: Arm, following: Arm | None) -> bool:
    """Does another dose follow an arm in a list: "150 mg and 300 mg"?"""
    return following is not None and bool(following.dose and _LISTED.fullmatch(text[arm.end : following.start]))


_LISTED = pattern_of(r",? (?:and|or) |, ?|/")
_HEAD = pattern_of(
    r"(?:In|Among|For|On) (?:the |patients |people |adults |participants |those |receiving |given |treated with |on |in )*$"
)


def _at_head(text: str, arms: list[Arm]) -> Arm | None:
    """As in "In cohort 2, mean BCVA changed by +2.1 letters and CST by -38 µm": the one arm of the sentence, at its head."""
    if len(arms) != 1 or not _HEAD.match(text[: arms[0].start]):
        return None
    return arms[0] if re.match(r"[^.;,%]{0,25},", text[arms[0].end :]) or arms[0].words.startswith("cohort") else None


def _several(listed: list[tuple[Arm | None, str]]) -> bool:
    """Do the values of one comparison belong to several doses of a drug?"""
    return len(dosed([arm for arm, side in listed if arm and side != COMPARATOR])) > 1


def _labelled(arm: Arm | None, side: str, doses: bool) -> str:
    """The name of an arm: its dose, where doses tell arms apart."""
    return arm.dose if arm and arm.dose and doses and side != COMPARATOR else side


def _compared(text: str, members: list[Bound], found: list[Arm | None], arms: list[Arm]) -> list[str]:
    """The sides of values, given the arm that stands with each."""
    roles = [arm.role if arm else "" for arm in found]
    contrast = COMPARATOR if INVESTIGATIONAL in roles else ""
    if contrast and len(members) > 2:
        roles = [
            COMPARATOR if arm and arm.drug and not arm.role else role for arm, role in zip(found, roles, strict=True)
        ]
    names = [arm.words if arm and not (arm.role == BACKGROUND and not contrast) else "" for arm in found]
    roles = [contrast if role == BACKGROUND else role for role in roles]
    if len(members) == 1 and found[0] and found[0].drug and not found[0].role:
        return [""]
    if len(members) == 2 and len(set(names)) == 1 and names[0]:
        roles = [roles[0], ""]
    if len(members) == 2:
        compared = VERSUS.search(text[members[0].quantity.reach : members[1].quantity.start])
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
        return _by_name(names, roles)
    return [role or name for role, name in zip(roles, names, strict=True)]


def _by_name(names: list[str], roles: list[str]) -> list[str]:
    """Arms of one role go by their names; the only comparator among them needs none."""
    if len(set(names)) != len(names):
        return roles
    sole = roles.count(COMPARATOR) == 1 and COMPARATOR
    return [role if role == sole else name or role for name, role in zip(names, roles, strict=True)]


def _in_turn(text: str, members: list[Bound], quantities: list[Quantity]) -> int:
    """How many of the values a "respectively" speaks of, from the first on; none where it speaks of others further on."""
    said = _RESPECTIVELY.search(text, members[0].quantity.reach)
    if said is None or _P_VALUES.search(text, members[-1].quantity.reach, said.start()):
        return 0
    turns = sum(b.quantity.start < said.start() for b in members)
    last = members[turns - 1].quantity
    others = (q for q in quantities if last.reach <= q.start < said.start())
    return turns if turns > 1 and not any(q.kind in ("percent", "time", "amount", "bare") for q in others) else 0


# "(p=0.006 and p=0.04, respectively)": it is the p-values that stand in turn.
_P_VALUES = pattern_of(r"\b[pP](?:[- ]?values?)?\s?[<=≤]")
_RESPECTIVELY = pattern_of(r"\brespectively\b")


def _in_order(text: str, arms: list[Arm], members: list[Bound]) -> list[tuple[Arm | None, str]]:
    """As in "1.2% and 1.6% with A and B, respectively": equal lists go in pairs, unequal ones are left alone."""
    start, end = members[0].quantity.start, members[-1].quantity.reach
    said = _RESPECTIVELY.search(text, end)
    behind = [arm for arm in arms if arm.start >= end and (said is None or arm.end <= said.start())]
    ahead = [arm for arm in arms if arm.end <= start]
    for listed in (behind, ahead):
        if len(listed) == len(members):
            roles = [arm.role or arm.words for arm in listed]
            roles = [COMPARATOR if role == BACKGROUND else role for role in roles]
            if len(listed) == 2 and sorted(arm.role for arm in listed) == ["", COMPARATOR]:
                roles = [arm.role or INVESTIGATIONAL for arm in listed]
            sides = roles if len(set(roles)) == len(roles) else _by_name([arm.words for arm in listed], roles)
            return list(zip(listed, sides, strict=True))
    return []


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
    after = arm_after(text, q.reach if q.n is None else q.end, limit, arms)
    if after:
        return after
    floor = max((other.reach for other in quantities if other.reach <= q.start), default=0)
    return arm_before(text, q.start, floor, arms)
