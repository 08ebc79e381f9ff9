"""Which arm of a trial a number belongs to: drug names by their role, placebo, control, "the X group"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from topline.extract.words.lexicon import Lexicon
from topline.extract.words.patterns import pattern_of
from topline.facts import Facts

INVESTIGATIONAL, COMPARATOR, BACKGROUND = "investigational", "comparator", "background"
_COMPARATOR = pattern_of(
    r"\b(?:placebo(?!-(?:adjusted|corrected|subtracted|controlled|matched))|sham(?: (?:stimulation|treatment|procedure|injection|surgery))?|vehicle|(?:historical |matched |active |untreated )?(?:controls\b|control (?:arm|group|cohort|patients|participants|subjects)s?)|(?<=the )control\b(?! (?:of|rate))|historical control|comparator(?: arm| group)?|(?:standard(?:-| )of(?:-| )care|standard (?:treatment|therapy|care|medical treatment)|SoC|SOC|usual[- ]care|best supportive care|best available (?:therapy|treatment|care)|(?-i:BAT))(?: (?:alone|arm|group))?"
    r"|(?:physicians?'?s?'?|investigators?'?s?'?) choice(?: of (?:chemotherapy|treatment|therapy))?|chemotherapy(?: alone)?|surgery alone|(?:those|patients) (?:not (?:taking|receiving)|who did not receive)|untreated (?:patients|arm|group)|(?<=in )the others\b|(?<=the )other (?:arm|group)|(?:(?<=on )|(?<=with )|(?<=in ))continued (?:current |baseline |previous |prior |background |standard )?(?:therapy|regimen))\b",
    re.I,
)
_TREATED = pattern_of(
    r"\b(?:(?:treatment|treated|active|experimental|investigational|study drug|intervention|vaccine|combination)(?:-treatment)? (?:arm|group|cohort)|treated patients|actively treated|(?:with|on|in|for|receiving) the combination)\b",
    re.I,
)
_GROUP = pattern_of(
    r"\b(?:[Tt]he|[Ii]n|[Oo]n) (?P<name>(?:\d[\d.]* ?(?:mg|µg|mcg|mg/kg|mg/m²)|(?:low|high|mid|middle|higher|lower)(?:er|est)?[- ]dose|[A-Z][\w-]+|(?!(?:the|this|that|age|same|other|whole|entire|first|second|third|patient|study|trial|two|each|risk|peer|support|working|steering|research|company|target|ethnic|placebo|control|expert|parent)\b)[a-z][a-z-]{2,})(?: [\w./-]+){0,3}?) (?:arm|group|cohort|dose level|dose group|villages|clinics|practices|clusters|(?<!st )dose)\b|(?<=\b[Ii]n )(?P<number>[Cc]ohort (?:\d|[A-E])\b)"
)
# A dose that stands for an arm: "9.7% with 2.4 mg once weekly", "of those on 4.8 mg".
_DOSE = pattern_of(
    r"(?:%|points|kg|months|those|patients|participants|people)\s(?:of (?:those|patients|participants|people) )?(?:treated |dosed )?(?:with|on|for|receiving|at) (?:the )?(?P<dose>\d[\d.]* ?(?:mg|µg|mcg)(?:/kg)?)(?![\w/])"
)
_DOSED = pattern_of(
    r"(?:\s?\(?(?P<dose>\d[\d.]*\s?(?:mg|µg|mcg|IU)(?:/(?:kg|m²|day))?)\)?)?(?:\s(?:once |twice )?(?:weekly|daily|monthly|every (?:\w+ )?(?:weeks?|days?|months?)))?"
)
# "velimetinib 150 mg, 300 mg and placebo": another dose of the same drug is another arm.
_MORE = pattern_of(r"(?:,? (?:and|or) |, ?|/)(?P<dose>\d[\d.]* ?(?:mg|µg|mcg)(?:/kg)?)(?![\w/])")
_EXTREME = pattern_of(r"\bthe (?P<which>highest|top|lowest) (?:tested )?dose(?: (?:level|group|arm))?\b")
IS_DOSE = pattern_of(r"\d[\d.]* ?(?:mg|µg|mcg)(?:/(?:kg|m²))?")
_JOINT = pattern_of(
    r"(?:,| plus| and| with|,? in combination with|,? combined with| alongside|,? added to| on top of| together with| followed by|/|\s?\+|-|, and)\s?(?:low-dose )?$"
)


@dataclass(frozen=True, slots=True)
class Arm:
    """``text[start:end]`` names an arm; ``role`` is ``investigational``, ``comparator``, ``background`` or ``""``.

    ``dose`` tells the arms of one drug apart: "150 mg" of "velimetinib 150 mg once daily".
    """

    start: int
    end: int
    role: str
    words: str
    drug: bool = False
    dose: str = ""


def drug_lexicon(known: Facts) -> Lexicon[str]:
    """The names of the release's drugs, to their roles."""
    return Lexicon([(name, drug.role) for drug in known.drugs for name in (drug.name, *drug.mentioned_as) if name])


def arms_in(text: str, drugs: Lexicon[str], doses: frozenset[str] = frozenset()) -> list[Arm]:
    """The arms that a sentence names, in order; drugs given together are one arm. ``doses``: those of the trial's arms."""
    found = [Arm(m.start, m.end, _role(m.value), m.words, True) for m in drugs.find(text)] if len(drugs) else []
    found += [Arm(*m.span(), COMPARATOR, m.group()) for m in _COMPARATOR.finditer(text)]
    found += [Arm(*m.span(), INVESTIGATIONAL, m.group()) for m in _TREATED.finditer(text)]
    taken = [(arm.start, arm.end) for arm in found]
    for match in _GROUP.finditer(text):
        first, last = match.span("name") if match.group("name") else match.span("number")
        if not any(start < last and first < end for start, end in taken):
            last += (
                5
                if text[first:last] in ("high", "low", "middle", "higher", "lower") and text.startswith(" dose", last)
                else 0
            )
            found.append(Arm(first, last, "", text[first:last]))
    taken = [(arm.start, arm.end) for arm in found]
    for match in _DOSE.finditer(text) if "mg" in text or "µg" in text else ():
        if not any(start < match.end("dose") and match.start("dose") < end + 2 for start, end in taken):
            found.append(Arm(*match.span("dose"), "", match.group("dose")))
    found += _bare_doses(text, found)
    found += _groups_with(text, found)
    for match in _EXTREME.finditer(text) if doses else ():
        dose = _extreme(doses, match.group("which"))
        found += [Arm(*match.span(), "", match.group(), dose=dose)] if dose else []
    return _joined(text, sorted(found, key=lambda arm: (arm.start, -arm.end)))


# "12.6% of people with irregular sleep and 8.9% of those with regular sleep": groups told apart by what they have.
_WITH = pattern_of(
    r"\d%?\)? (?:of|in|among) (?:the )?(?:people|those|patients|participants|adults|individuals|women|men|survivors|children|veterans) "
    r"(?:with|who (?:had|took|received|used)|taking|using) (?P<name>(?!the\b|an?\b|no\b|at\b|placebo\b)[a-z][\w-]*(?: (?!and\b|or\b|compared\b|versus\b|vs\b|at\b|in\b|over\b|after\b|had\b|was\b|were\b|did\b|than\b)[\w-]+){0,3})(?=[ ,.;()]|$)"
)


def _groups_with(text: str, found: list[Arm]) -> list[Arm]:
    """Groups of people with this and with that, where a sentence names two and no other arm."""
    matches = list(_WITH.finditer(text)) if not found else []
    names = {m.group("name") for m in matches}
    return [Arm(*m.span("name"), "", m.group("name")) for m in matches] if len(names) == len(matches) == 2 else []


def groups_apart(text: str) -> bool:
    """Does a sentence set people with this against people with that?"""
    return len(_WITH.findall(text)) == 2


# "reductions of 1.1% and 1.5% at 5 mg and 10 mg", "in the 10 mg, 30 mg and placebo groups": doses that name no drug.
_BARE_DOSE = pattern_of(
    r"(?<![\w.,/-])(?<!\b[Bb]y )(?<!\bfrom )(?<!than )(?<!least )(?P<dose>\d[\d.]*[ -]?(?:mg|µg|mcg|IU)(?:/(?:kg|m²|day))?)(?![\w/²])(?! (?:of|per|lower|higher|increase|reduction|decrease)\b)"
)


def _bare_doses(text: str, found: list[Arm]) -> list[Arm]:
    """Doses without a drug beside them, where a sentence has at least two."""
    if "%" not in text and " mg" not in text and "µg" not in text:
        return []
    taken = [(arm.start - 1, arm.end + 2) for arm in found if not IS_DOSE.fullmatch(arm.words)]
    spans = [m.span("dose") for m in _BARE_DOSE.finditer(text)]
    spans = [s for s in spans if not any(start < s[1] and s[0] < end for start, end in taken)]
    if len({text[start:end] for start, end in spans}) < 2:
        return []
    old = {arm.start for arm in found}
    return [Arm(start, end, "", text[start:end], dose=text[start:end]) for start, end in spans if start not in old]


def _extreme(doses: frozenset[str], which: str) -> str:
    """The dose that "the highest dose" means, where all have one unit."""
    sizes = {dose.split()[0]: dose for dose in doses}
    if len({dose.split()[1] for dose in doses}) != 1:
        return ""
    return sizes[(min if which == "lowest" else max)(sizes, key=float)]


def _role(role: str) -> str:
    return {"investigational": INVESTIGATIONAL, "comparator": COMPARATOR}.get(
        role, BACKGROUND if role == "combination" else ""
    )


def _joined(text: str, found: list[Arm]) -> list[Arm]:
    arms: list[Arm] = []
    for arm in found:
        if arms and arm.start < arms[-1].end:
            continue
        dosed = _DOSED.match(text, arm.end) if arm.role != COMPARATOR else None
        end = dosed.end() if dosed else arm.end
        dose = arm.words if IS_DOSE.fullmatch(arm.words) else (dosed and dosed.group("dose")) or arm.dose
        words = arm.words if IS_DOSE.fullmatch(arm.words) else text[arm.start : end].strip()
        arm = Arm(arm.start, end, arm.role, words, arm.drug, dose)
        if arms and _given_together(text, arms[-1], arm):
            last = arms.pop()
            arm = Arm(
                last.start,
                arm.end,
                _together(last.role, arm.role),
                text[last.start : arm.end],
                last.drug and arm.drug,
                last.dose if last.role == INVESTIGATIONAL else arm.dose,
            )
        arms.append(arm)
        arms += _further_doses(text, arm)
    return [_alone(text, arm) for arm in arms]


def _given_together(text: str, last: Arm, arm: Arm) -> bool:
    """As in "X plus Y", "X and Y"; but "X and placebo" are two arms, as are "X and Y, respectively" of unlike roles."""
    gap = text[last.end : arm.start]
    if IS_DOSE.fullmatch(last.words) or IS_DOSE.fullmatch(arm.words):
        return False
    if _AND.fullmatch(gap) and last.role != arm.role and COMPARATOR in (last.role, arm.role):
        return arm.drug and last.drug and not re.search(r"\brespectively\b", text[arm.end :])
    return bool(_JOINT.fullmatch(gap) or (gap == " (" and COMPARATOR not in (last.role, arm.role)))


_AND = pattern_of(r",?(?: and)? ")


def _further_doses(text: str, arm: Arm) -> list[Arm]:
    """The other doses that follow a drug with its dose, each an arm: "velimetinib 150 mg, 300 mg and placebo"."""
    found: list[Arm] = []
    more = _MORE.match(text, arm.end) if arm.drug and arm.dose else None
    while more:
        found.append(Arm(*more.span("dose"), arm.role, more.group("dose"), True, more.group("dose")))
        more = _MORE.match(text, more.end())
    return found


def dosed(arms: list[Arm]) -> set[str]:
    """The doses that tell the arms of a drug apart: ``{"150 mg", "300 mg"}``."""
    words = (arm.dose for arm in arms if arm.dose and arm.role in (INVESTIGATIONAL, ""))
    return {re.sub(r"(?<=\d) ?(?=[a-zµ])", " ", dose, count=1) for dose in words}


def _together(first: str, second: str) -> str:
    roles = {first, second}
    if INVESTIGATIONAL in roles:
        return INVESTIGATIONAL
    return COMPARATOR if COMPARATOR in roles else BACKGROUND if BACKGROUND in roles else ""


def _alone(text: str, arm: Arm) -> Arm:
    """The background drugs "alone" are the comparator."""
    if arm.role != BACKGROUND or not re.match(r"\s(?:alone|only)\b", text[arm.end :]):
        return arm
    return Arm(arm.start, arm.end, COMPARATOR, arm.words)


_AFTER = pattern_of(
    r"^(?:[^.;]{0,40}?\b)?(?:with|for|on|in|among|of|given|receiving|received|taking|treated with|who (?:received|took)|randomi[sz]ed to|assigned to|after(?: \w+){0,3}|under|from)?\s?(?:the |those |patients |people |participants |adults |women |men |children |in |on |with |who |were |taking |given |receiving |received |treated |of )*$"
)


def arm_after(text: str, start: int, limit: int, arms: list[Arm]) -> Arm | None:
    """The arm named right after a number, before the next number: "9.6 months with X", "in the X group"."""
    arm = next((arm for arm in arms if start <= arm.start < limit), None)
    if arm is None:
        return None
    if text[arm.end : arm.end + 1] == ":":
        return None
    gap = re.sub(r"\([^()]*\)", "", text[start : arm.start])
    if len(gap) > 75 or _NEXT_ONE.fullmatch(gap) or _CONTRASTED.search(gap):
        return None
    return arm


# "fell by 1.1% and X by …": the arm opens what is said next; "with the higher rate seen in the X group" says which, not whose.
_NEXT_ONE = pattern_of(r"(?:,? and|,)\s(?:the )?")
_CONTRASTED = pattern_of(
    r"\b(?:versus|vs\.?|compared|against|than|over|relative to|as against|while|whereas|(?:higher|lower|longer|shorter|better|greater|larger|smaller) (?:rate|figure|value|one|share|proportion|median|number|response))\b|[;:]"
)


def arm_before(text: str, start: int, floor: int, arms: list[Arm]) -> Arm | None:
    """The arm named before a number and after the number before it: "in the X group it was 9.6 months"."""
    before = [arm for arm in arms if floor <= arm.start and arm.end <= start and ";" not in text[arm.end : start]]
    if not before or len(text[before[-1].end : start]) > 90:
        return None
    contrasted = re.search(
        r"\b(?:compared (?:with|to)|versus|vs\.?|than|relative to|against)\s(?:the |those on |patients on )?$",
        text[: before[-1].start],
    )
    return None if contrasted and start - before[-1].end > 14 else before[-1]
