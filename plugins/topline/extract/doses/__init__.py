"""Doses of the drugs given in the release's trial: drug, amount, unit and schedule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from topline.extract.doses.amounts import PLAIN, Amount, amounts_of
from topline.extract.doses.schedules import schedule_after, schedule_before, schedule_given
from topline.extract.doses.whose import (
    OF_DRUG,
    SEPARATOR,
    Names,
    drugs_of,
    in_list,
    names_of,
    one_list,
    respectively,
    whose,
)
from topline.extract.reading import Reading, Sentence
from topline.extract.safety.silences import label_text
from topline.extract.sponsors.reviews import is_review
from topline.extract.trials.scope import TrialScope
from topline.extract.words.patterns import pattern_of
from topline.facts import Dose, Drug, Evidence, Facts
from topline.facts.record import Number

# The sentence, or the words before the amount in it, speak of something else than a dose given in this trial.
_ELSEWHERE = pattern_of(
    r"\b(?:mice|mouse|rats?|monkeys?|primates?|rabbits?|animals?|preclinical|in vitro|cell lines?|(?:laboratory|computer) models?|simulat\w+|murine|dogs?)\b|\b(?:markets|marketed|is sold|are sold|commercially available|tablet strengths?"
    r"|approved (?:dose|dosage|at|in|as)|recommended (?:daily|dosage|dose|starting|intake)(?! phase)|daily intake|supplied|prescribing information|(?:the|its|approved|current) label(?:ling|ing)? (?:recommends?|states?|says|is)|priced|price|batch|(?:may|can) prescribe|under the (?:licen[cs]e|label)|could be (?:launched|approved|marketed|sold)|manufactur\w+|dissolution)\b",
    re.I,
)
_EARLIER = pattern_of(
    r"\b(?:previous|prior|earlier|rival|competing|rival's|competitor's|separate|other|another|future|upcoming|next|planned|historical|published) (?:\w+ ){0,4}(?:study|studies|trials?|data|cohorts?|regimens?)\b"
    r"|\b(?:(?<!dose )levels?|concentrations?|cholesterol|intake|weigh(?:ed|ing|s)?|baseline|target(?! dose)|goal|limit|creatinine|protein|sodium|dietary|cost\w*|contain\w*|output|blood loss|urine|(?:asked|requested|required|urged) (?:us|the (?:company|sponsor)|[A-Z]\w+) to)\b(?:(?!receiv|administer|given|took|dosed)[^.;]){0,40}$"
    r"|\b(?:doses?|use|dosage|requirements?) (?:was |were |had |has )?(?:fell|fallen|dropped|declined|decreased|tapered|reduced|lowered|cut|rose|increased)\b[^.;]{0,20}\b(?:from|to|by)\s[^.;]{0,12}$"
    r"|(?<!followed )(?<!preceded )\bby (?:an? )?(?:mean (?:of )?)?$|\b(?:difference|change|reduction|decrease|improvement|decline|gain)s?(?: of|:| was)? (?:\w+ ){0,2}$",
    re.I,
)
_CUE = pattern_of(
    r"\b(?:dos(?:e|es|ed|ing|age)|received?|receiving|given|administered|taken|took|treated|randomi[sz]ed|assigned|cohorts?|infus\w+|inject\w+|once|twice|daily|weekly|groups?|arms?|regimen|vaccinated|started|titrated|escalated|initiated)\b",
    re.I,
)
# "The tablet held ramipril 5 mg and atorvastatin 20 mg": what a fixed combination consists of is given with it.
_HOLDS = pattern_of(
    r"\b(?:polypill|tablet|capsule|pill|combination)s? (?:held|contain(?:ed|s|ing)|combin(?:ed|es|ing)|compris(?:ed|es|ing)|consist(?:ed|s|ing) of) (?!(?:no|less|fewer|more)\b)",
    re.I,
)
_HELD = pattern_of(
    r"\b(?:polypill|tablet|capsule|pill|combination)s? (?:held|contained|combined|comprised|consisted of)\b", re.I
)
# "the high-dose (50 mg) study"; "38% with 150 mg"
_AS_ARM = pattern_of(r"(?:\b(?:high|low|mid|middle|medium)-dose \(|\d% (?:with|on|for|at|in the) )$")
_PLANNED = pattern_of(r"[^.;]{0,60}\b(?:is|are) (?:also )?(?:planned|expected to (?:start|begin))\b")
# "could have an edge over oral semaglutide 25 mg": a rival's dose on the market
_RIVAL = pattern_of(
    r"\b(?:edge over|(?:could|may|might|would) have an? (?:[\w-]+ )?advantage over|rivals?(?:'s)?|competes? with|competitors?(?:'s)?|an alternative to) (?:[\w'-]+ ){0,5}$",
    re.I,
)
_IN_TRIAL = pattern_of(
    r"\b(?:patients|participants|subjects|adults|people|volunteers|randomi[sz]ed|assigned|comparator|arms?|groups?|compared)\b",
    re.I,
)
_DOSE_AFTER = pattern_of(
    r"[\s-]*(?:(?:,|and|or|\d[\d.]*[ -]?[mµ]g)[\s-]*)*(?:\w+ ){0,2}(?:dose|cohort|group|arm|level|dosing)", re.I
)
# words that give a dose though the drug has no name that is known
_GIVES = pattern_of(
    r"\b(?:receiv(?:e|ed|ing)|administered|given|dosed|treated with|randomi[sz]ed to|assigned to|taking|took|appl(?:ied|ying)|inhal(?:ed|ing)|swallowed|doses? (?:levels? )?(?:of|from|at))\b[^.;,]{0,45}$"
    r"|\b(?:doses?|dosage|RP2D|MTD|cohorts?)\b\)?[^.;,]{0,50}\b(?:was|were|to|as|at|be|from) (?:about |up to )?$|\bdoses?\b(?:[\w ]{0,30} \(|,? )$",
    re.I,
)
# "150 mg sc monthly": how it was given says that it was
_BY_ROUTE = pattern_of(
    r"[ ,]{1,2}(?:sc|iv|po|im|SC|IV|PO|IM|s\.c\.|i\.v\.|orally|subcutaneous(?:ly)?|intravenous(?:ly)?|(?:once|twice|three times) (?:a day|daily|weekly|a week)|QD|BID|TID|Q\dW)(?!\w)"
)
_HOW = pattern_of(r"\b(?:administered|taken|dosed|injected|infused)\b")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A dose as one sentence states it, and the place of its schedule. ``weak``: a headline, a table's head, a plan."""

    dose: Dose
    schedule: Evidence | None
    weak: bool


def find(reading: Reading, known: Facts) -> tuple[Dose, ...]:
    """The doses given in the release's trial, one fact for each drug and amount; an article on many has no trial."""
    if is_review(known):
        return ()
    names = names_of(known.drugs)
    scope = TrialScope(known.trials)
    sentences = tuple(sentence for sentence in reading.sentences if _of_trial(sentence, known))
    found: list[_Stated] = []
    for sentence in sentences:
        amounts = amounts_of(sentence.text)
        if amounts and not _ELSEWHERE.search(sentence.text) and not label_text(reading.blocks[sentence.block].text):
            found += _doses(sentence, amounts, names, scope.of(sentence))
    doses = _once(found)
    scheduled = {dose.drug for dose in doses if dose.schedule and not dose.schedule.startswith("per ")}
    return tuple(dose if dose.drug in scheduled else _with_design(sentences, names, dose) for dose in doses)


def _of_trial(sentence: Sentence, known: Facts) -> bool:
    """May a sentence state the trial's doses? Text under "About NAME" of a trial counts, as that about the study does."""
    if not sentence.boilerplate:
        return True
    return sentence.zone == "about-drug" and any(
        t.name and t.focus and t.name.casefold() in sentence.heading.casefold() for t in known.trials
    )


def _doses(sentence: Sentence, amounts: list[Amount], names: Names, trial: str | None) -> Iterator[_Stated]:
    """The doses that one sentence states."""
    text = sentence.text
    named = names.find(text)
    weak = sentence.kind in ("headline", "row") or bool(re.search(r"\bwill (?:be|receive)\b", text))
    ordered = respectively(text, amounts, named)
    drugs = ordered or drugs_of(text, amounts, named)
    given = [_given(text, amount, drug, named, names) for amount, drug in zip(amounts, drugs, strict=True)]
    for number, amount in enumerate(amounts):
        ahead = text[max(0, amount.start - 110) : amount.start]
        if (_EARLIER.search(ahead) and not _HOLDS.search(ahead)) or not any(
            in_list(text, amounts, drugs, number, given)
        ):
            continue
        drug = drugs[number]
        span = _schedule(text, amounts, number, names.pattern)
        schedule = text[slice(*span)] if span else f"per {amount.time}" if amount.time in ("day", "week") else None
        if schedule in ("single", "Single"):
            schedule = "single dose"
        for name in whose(text, amount, drug, named) or (names.sole,):
            fact = Dose(
                trial=trial, drug=name, amount=amount.value, unit=amount.unit, schedule=schedule, rule="doses/amount"
            )
            told = sentence.state(fact, amount.start, amount.end)
            yield _Stated(told, sentence.evidence(*span) if span else None, weak)


def _given(text: str, amount: Amount, drug: Drug | None, named: list[tuple[int, int, Drug]], names: Names) -> bool:
    """Is the amount a dose of that drug, given in this trial?"""
    background = drug is not None and drug.role in ("mentioned", "prior") and names.investigational
    if drug and background and (drug.role == "prior" or not (_IN_TRIAL.search(text) or _HELD.search(text))):
        return False
    if drug and drug.role in ("mentioned", "comparator") and _PLANNED.match(text, amount.close):
        return False
    if drug and drug.role != "investigational" and names.investigational and _RIVAL.search(text, 0, amount.start):
        return False
    if names.sole and (drug is None or drug.name == names.sole) and _AS_ARM.search(text, 0, amount.start):
        return True
    near = text[max(0, amount.start - 90) : min(len(text), amount.close + 60)]
    cue = bool(_CUE.search(near) or _HOLDS.search(near))
    if amount.unit.split("/")[0] in PLAIN and (not cue or drug is None):
        return False
    if background and not cue:
        return False
    if drug is None:
        if cue and not named and amount.unit.split("/")[0] not in PLAIN and _BY_ROUTE.match(text, amount.close):
            return True
        if _DOSE_AFTER.match(text, amount.close) or _GIVES.search(text[max(0, amount.start - 90) : amount.start]):
            return True
        return cue and names.sole is not None and not named
    close = any(0 <= amount.start - end <= 14 or 0 <= start - amount.close <= 14 for start, end, _ in named)
    return cue or close


def _schedule(text: str, amounts: list[Amount], number: int, drugs: re.Pattern[str] | None) -> tuple[int, int] | None:
    """The schedule behind an amount, behind the list it stands in, or in front of it."""
    last = amounts[-1]
    each = re.match(r"[^.;]{0,30}?,? (?:each|both)\b", text[last.end :]) if len(amounts) > 1 else None
    if each and (span := schedule_after(text, last.end + each.end(), len(text))):
        return span
    for index in range(number, len(amounts)):
        following = amounts[index + 1].start if index + 1 < len(amounts) else len(text)
        place = max(amounts[index].close, amounts[index].end)
        if drugs and (drug := drugs.search(text, place, following)) and OF_DRUG.fullmatch(text[place : drug.start()]):
            place = drug.end()
        if span := schedule_after(text, place, following):
            return (text.startswith("for ", span[0]) and _ahead(text, amounts, number, drugs)) or span
        between = text[amounts[index].end : following]
        if index + 1 == len(amounts) or not SEPARATOR.fullmatch(between):
            break
    return _ahead(text, amounts, number, drugs)


def _ahead(text: str, amounts: list[Amount], number: int, drugs: re.Pattern[str] | None) -> tuple[int, int] | None:
    """The schedule in front of the list that an amount stands in."""
    first = number
    while first and one_list(text[amounts[first - 1].end : amounts[first].start], drugs):
        first -= 1
    return schedule_before(text, 0, amounts[first].start, drugs)


def _once(stated: list[_Stated]) -> list[Dose]:
    """One fact for each drug and amount, with the schedule of the first mention that has one."""
    kept: dict[tuple[str | None, Number, str], Dose] = {}
    regimens: list[Dose] = []
    strong = {(one.dose.drug, one.dose.amount, one.dose.unit) for one in stated if not one.weak}
    for one in stated:
        key = (one.dose.drug, one.dose.amount, one.dose.unit)
        first = kept.get(key)
        if one.weak and key in strong:
            continue
        if first is None:
            kept[key] = one.dose
        elif first.schedule and one.schedule and first.schedule != one.dose.schedule and first.quote == one.dose.quote:
            regimens.append(one.dose)
        elif first.schedule is None and one.schedule:
            kept[key] = replace(first, schedule=one.dose.schedule, evidence={"schedule": one.schedule})
    named = {(amount, unit) for drug, amount, unit in kept if drug}
    return [dose for (drug, amount, unit), dose in kept.items() if drug or (amount, unit) not in named] + regimens


def _with_design(sentences: Iterable[Sentence], names: Names, dose: Dose) -> Dose:
    """A dose without a schedule takes that of another sentence: "X, given weekly for three weeks"."""
    if dose.drug is None or (dose.schedule and not dose.schedule.startswith("per ")):
        return dose
    for sentence in sentences:
        if "given" not in sentence.text and not _HOW.search(sentence.text):
            continue
        for _, end, drug in names.find(sentence.text):
            span = schedule_given(sentence.text, end) if drug.name == dose.drug else None
            if span:
                return replace(
                    dose, schedule=sentence.text[slice(*span)], evidence={"schedule": sentence.evidence(*span)}
                )
    return dose
