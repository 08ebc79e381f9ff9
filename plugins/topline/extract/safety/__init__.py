"""Adverse events reported as observed: term, grade, rate and arm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from topline.extract.reading import Reading, Sentence
from topline.extract.safety import frames, silences
from topline.extract.safety.listings import listings_of
from topline.extract.safety.rates import Arms, Rate
from topline.extract.safety.tables import facts_of_row
from topline.extract.safety.terms import may_name_one
from topline.extract.safety.told import Listing, Told
from topline.extract.sponsors.reviews import is_review
from topline.extract.trials.scope import TrialScope
from topline.extract.words.patterns import pattern_of
from topline.facts import Condition, Drug, Facts, Safety

_COMPARATORS = r"\b(?:placebo|controls?(?: group| arm)?|comparators?|chemotherapy(?: alone)?|standard[- ]of[- ]care|SoC|standard (?:medical )?(?:treatment|therapy|care)|usual care|no treatment|reference (?:product|medicine|drug|biologic|arm|group)|originator|active control|best supportive care|(?:physician|investigator)'?s'? choice|sham|vehicle)\b"
# beside its like, a name that is not known is the trial's own: "5.8% on the reference product"
_AGAINST = pattern_of(
    r"\b(?:on|with|for|the|versus|vs\.?) (?:placebo|(?:the )?(?:reference (?:product|medicine|drug|biologic)|comparator|originator|sham))\b",
    re.I,
)
_OURS = r"\b(?:active|treatment|treated|study drug|study regimen|investigational|experimental|vaccin\w+) (?:group|arm|patients|participants|recipients)\b"
_NUMBER = pattern_of(r"\d%|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:of\b|\w+ )|n ?=", re.I)
# "resolved with topical prednisolone": what the event was treated with
_RELIEVED = pattern_of(
    r"\b(?:resolved|managed|treated|controlled|recovered|reversed|improved|subsided)(?: \w+ly)? (?:with|by|on|after) (?:[\w-]+ ){0,5}[\w-]+",
    re.I,
)
# between the rates of two arms: "(18%, 7%)", "18% (7%)", "18%/7%"; "and" where the arms were named for the pair before
_SIDE_BY_SIDE = pattern_of(r" ?(?:,|/|\(|and|vs\.?|versus|\|) ?")
_AND = pattern_of(r" (?:and|vs\.?|versus) ")
_HEAD = pattern_of(r"\W*(?:and |but |while )?(?:in|with|on|for|among) (?P<arm>[^,;.]{3,50}),", re.I)
_IN_ARM = pattern_of(r" (?:in|on|with) (?P<arm>(?:the )?(?:[\w-]+ ){0,3}(?:group|arm|placebo)),?\b")
# where the words about one arm end
_NEXT_ARM = pattern_of(r",|\b(?:and|vs|versus|compared|against|than)\b")


def find(reading: Reading, known: Facts) -> tuple[Safety, ...]:
    """The adverse events of the release's trial, one fact for each term, grade and arm; an article on many has no trial."""
    if is_review(known):
        return ()
    scope = TrialScope(known.trials)
    arms = _arms(known.drugs)
    found: list[Safety] = []
    said = _Said()
    for sentence, introduction, told in _told(reading):
        said.move_to(sentence.block)
        stated: list[Safety] = []
        if sentence.kind == "row":
            stated += facts_of_row(sentence, arms, told)
        elif not _of_others(_with_subject(reading, sentence), known.drugs):
            for listing in listings_of(sentence, introduction, told):
                stated += _facts(sentence, listing, arms, said)
        found += (replace(fact, trial=scope.of(sentence)) for fact in stated)
    return _once(fact for fact in found if not _is_disease(fact, known.conditions))


@dataclass(slots=True)
class _Said:
    """The order in which a paragraph gave the arms of its last pair of rates: ``4.1% on X and 4.5% on placebo``."""

    block: int = -1
    order: tuple[str, str] | None = None

    def move_to(self, block: int) -> None:
        """Forget the order where another paragraph begins."""
        if block != self.block:
            self.block, self.order = block, None


def _is_disease(fact: Safety, conditions: Iterable[Condition]) -> bool:
    """Is the term the disease that the news is about, named elsewhere than in this sentence?"""
    term = _words(fact.term)
    return any(c.focus and c.quote != fact.quote and term in _words(c.name) for c in conditions)


def _words(name: str) -> str:
    return f" {re.sub(r'[^a-z0-9]+', ' ', name.casefold())} "


def _told(reading: Reading) -> Iterator[tuple[Sentence, str, str]]:
    """Sentences that may report adverse events, the words that introduce them, and how their subject is told.

    ``spoken``: by the sentence itself; ``context``: by the sentence before, the list's introduction or the
    heading; ``alone``: not at all, so that only a term that is always an adverse event counts.
    """
    introduction: Sentence | None = None
    for sentence in reading.findings:
        text = sentence.text
        if sentence.kind == "heading":
            introduction = None
            continue
        if sentence.kind == "row":
            above = introduction.text if introduction and introduction.text.rstrip().endswith(":") else ""
            yield sentence, above, f"{sentence.heading} {above}"
            continue
        cue = frames.cue(text)
        if not cue and introduction and not _goes_on(sentence, introduction):
            introduction = None
        context = not cue and bool(introduction or frames.SAFETY_HEADING.search(sentence.heading))
        if not (cue or context or _may_stand_alone(text)):
            continue
        if silences.elsewhere(_with_subject(reading, sentence)) or silences.label_text(
            reading.blocks[sentence.block].text
        ):
            introduction = None
            continue
        words = introduction.text if introduction and introduction.text.rstrip().endswith(":") else ""
        yield sentence, words, "spoken" if cue else "context" if context else "alone"
        if cue and not (introduction and sentence.kind == "item" and _leads_list(introduction)):
            introduction = sentence


def _may_stand_alone(text: str) -> bool:
    """Does a sentence that does not speak of safety count people, and name what is always an adverse event?"""
    if not frames.observed(text):
        return False
    return bool(_NUMBER.search(text)) and may_name_one(text)


def _goes_on(sentence: Sentence, introduction: Sentence) -> bool:
    """Does a sentence belong to the one that made safety the subject?"""
    if _leads_list(introduction):
        return sentence.kind == "item" or sentence.block - introduction.block <= 1
    distance = sentence.index - introduction.index
    return sentence.block == introduction.block and (
        distance == 1 or (distance == 2 and bool(frames.FOLLOWS.match(sentence.text)))
    )


def _leads_list(sentence: Sentence) -> bool:
    """Is a sentence the head of a list: "Adverse events included:", or "Safety" on a line of its own?"""
    text = sentence.text.rstrip()
    return sentence.kind != "item" and (text.endswith(":") or (len(text) < 45 and text[-1:].isalpha()))


def _arms(drugs: Iterable[Drug]) -> Arms:
    """How this release may name its arms."""
    ours = [
        re.escape(name)
        for d in drugs
        if d.role in ("investigational", "combination")
        for name in (d.name, *d.mentioned_as)
    ]
    theirs = [re.escape(name) for d in drugs if d.role == "comparator" for name in (d.name, *d.mentioned_as)]
    return Arms(_either(_OURS, ours), _either(_COMPARATORS, theirs))


def _either(words: str, names: list[str]) -> re.Pattern[str]:
    return pattern_of(
        "|".join([words, *(rf"(?<!\w){name}(?!\w)" for name in sorted(names, key=len, reverse=True))]), re.I
    )


def _with_subject(reading: Reading, sentence: Sentence) -> str:
    """The words of a sentence; with those before it in its paragraph where it speaks of "the drug"."""
    if (
        not re.search(r"\b(?:the|this) (?:drug|medication|medicine|treatment|therapy)\b", sentence.text)
        or not sentence.index
    ):
        return sentence.text
    previous = reading.sentences[sentence.index - 1]
    return f"{previous.text} {sentence.text}" if previous.block == sentence.block else sentence.text


def _of_others(text: str, drugs: Iterable[Drug]) -> bool:
    """Does a sentence speak only of a drug that is not of this trial?"""
    if not any(drug.role == "investigational" for drug in drugs) or _AGAINST.search(text):
        return False
    whole, bare = text.casefold(), _RELIEVED.sub("", text).casefold()
    written = [(drug.role, name.casefold()) for drug in drugs for name in (drug.name, *drug.mentioned_as)]
    ours = any(name in whole for role, name in written if role in ("investigational", "combination", "comparator"))
    return not ours and any(name in bare for _, name in written)


def _facts(sentence: Sentence, listing: Listing, arms: Arms, said: _Said) -> Iterator[Safety]:
    """The facts of one list of terms; two rates are two arms where the words tell which."""
    text = sentence.text
    head = _head_arm(text, listing, arms)
    for mention in listing.mentions:
        rates = () if frames.gave_up_for(text, mention.start) else mention.rates
        if len(rates) >= 2 and rates[1].grade is None:
            rates = _two_arms(text, listing, mention, arms, said)
        elif rates and rates[0].arm is None:
            rates = tuple(
                replace(
                    r,
                    arm=arms.of(
                        _NEXT_ARM.split(text[(place := r.end or mention.end) : min(mention.reach, place + 60)])[0]
                    )
                    or head,
                )
                for r in rates
            )
        if not rates:
            yield _fact(
                sentence,
                mention.start,
                mention.end,
                Rate(0, 0, arm=_own_arm(listing, mention, text, arms) or _arm(listing, text, arms)),
                mention.name,
                mention.grade,
                mention.serious,
            )
        for rate in rates:
            if not (rate.none and rate.arm != "comparator"):
                grade = rate.grade or mention.grade
                yield _fact(sentence, mention.start, mention.end, rate, mention.name, grade, mention.serious)


def _head_arm(text: str, listing: Listing, arms: Arms) -> str:
    """The arm that the clause of a list begins with: ``in the placebo group, the most common were nausea (3%)``."""
    head = _HEAD.match(text, frames.clause_start(text, listing.start), listing.start)
    return (arms.of(head["arm"]) if head else None) or "investigational"


def _two_arms(text: str, listing: Listing, mention: Told, arms: Arms, said: _Said) -> tuple[Rate, ...]:
    """Two rates of one term with their arms: as "respectively" tells, the words beside, the list's head, or the pair before."""
    first, second = mention.rates[:2]
    order = arms.order(text[listing.end : frames.clause_end(text, listing.end)]) if "respectively" in text else None
    if order is None:
        begin = frames.clause_start(text, listing.start)
        if pair := arms.pair(text, begin, first, second, mention.reach):
            said.order = (pair[0].arm or "", pair[1].arm or "")
            return pair
        between = text[first.end : second.start]
        if len(mention.rates) == 2 and _SIDE_BY_SIDE.fullmatch(between):
            order = arms.headed(text[begin : listing.start]) or (said.order if _AND.fullmatch(between) else None)
        if order is None:
            apart = re.match(r"\s*[)\]]?\s*[,;]", between)
            return (replace(first, arm="investigational"),) if apart else ()
    said.order = order
    return replace(first, arm=order[0]), replace(second, arm=order[1])


def _own_arm(listing: Listing, mention: Told, text: str, arms: Arms) -> str | None:
    """The arm said of one term before the next: ``an infarction in the active group, and a fracture in the placebo group``."""
    if mention is listing.mentions[-1] or not (own := _IN_ARM.match(text, mention.end, mention.reach)):
        return None
    return arms.of(own["arm"])


def _arm(listing: Listing, text: str, arms: Arms) -> str | None:
    """The arm of terms that have no rate: the comparator where only that is named after them."""
    if re.search(
        r"\b(?:between|both|either|across|similar|comparable|all)\b[^.;]{0,30}\b(?:arms|groups|cohorts)\b", text
    ):
        return None
    after = text[listing.end : frames.clause_end(text, listing.end)]
    return arms.of(after) or "investigational"


def _fact(
    sentence: Sentence, start: int, end: int, rate: Rate, term: str, grade: str | None, serious: bool | None
) -> Safety:
    fact = Safety(
        trial=None, term=term, grade=grade, comparison=rate.comparison, percent=rate.percent,
        n=rate.n, of=rate.of, serious=serious, arm=rate.arm, rule="safety/listed-term",
    )  # fmt: skip
    low, high = (min(start, rate.start), max(end, rate.end)) if rate.end else (start, end)
    return sentence.state(fact, low, high) if high - low <= 70 else sentence.state(fact, start, end)


def _once(facts: Iterable[Safety]) -> tuple[Safety, ...]:
    """One fact for each term, grade and arm: that with a rate before that without, the comparator's only beside another."""
    kept: dict[tuple[str, str | None, str | None], Safety] = {}
    for fact in facts:
        key = (fact.term, fact.arm, fact.grade)
        if key not in kept or (_plain(kept[key]) and not _plain(fact)):
            kept[key] = fact
    found = list(kept.values())
    ours = {fact.term for fact in found if fact.arm != "comparator"}
    return tuple(fact for fact in found if fact.term in ours and not _repeats(fact, found))


def _plain(fact: Safety) -> bool:
    return fact.percent is None and fact.n is None


def _repeats(fact: Safety, others: list[Safety]) -> bool:
    """Does another fact say all that this one says, and more?"""
    if not _plain(fact):
        return False
    same = [other for other in others if other is not fact and other.term == fact.term and other.arm != "comparator"]
    return any((fact.grade in (None, other.grade)) and (not _plain(other) or other.grade) for other in same)
