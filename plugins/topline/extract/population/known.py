"""What of a release sizes are stated with: its trials' names, its medicines; and the tables' own shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from topline.extract.population.counts import Count
from topline.extract.words.numbers import INTEGER
from topline.extract.words.patterns import pattern_of
from topline.facts import Facts

# "AURA-1 (n=382)", "CHRONOS, with 740 adults", "SOLO 1 and SOLO 2, with 1,379 adults together"
_TO_NAME = pattern_of(r"(?: (?:clinical )?(?:trial|study))?,?(?: (?P<link>with|in))? ?$", re.I)
_TOGETHER = pattern_of(r",? (?:together|combined|in (?:total|all))", re.I)
# "141 patients had received X", "received at least one dose"
_HAD = pattern_of(
    r"(?:(?!\bof wh|\band \d)[^.;:]){0,60}? (?:(?:have|had|has) (?:now |already |each )?received (?:\w+ ){0,3}?|received )(?P<dose>at least (?:one|1|a single) (?:dose|infusion|injection|cycle|administration)\b)?",
    re.I,
)
_HAD_DRUG = pattern_of(
    r"(?:(?!\bof wh|\band \d|, including)[^.;:]){0,60}? (?:have|had|has) (?:now |already |each )?received (?:\w+ ){0,3}?$",
    re.I,
)
_SIMPLE = pattern_of(r"^In (?:the|this|our|its) [^.;,]{0,40}\b(?:study|trial)\b[^.;,]{0,40}, $", re.I)
_TOOK = pattern_of(r"(?: with [^.;,]{1,80}?)? received $", re.I)
_ARMS = pattern_of(r"\brandomi|\bplacebo|\barms?\b|\bgroups?\b|\bcohort|\bversus\b|\bvs\b|\bcompared\b|\bother\b", re.I)
# "Patients enrolled | 44"
ROW = pattern_of(
    rf"^(?:number of |total )?(?:(?:patients|participants|subjects),? (?:who were )?(?P<verb>enrol(?:l)?ed|randomi[sz]ed|treated|evaluable)[^|\d]{{0,40}}) \| (?P<value>{INTEGER})(?: \|)?$",
    re.I,
)
# "drug A (n=1,935) or placebo (n=969)"
ARM = pattern_of(
    rf"(?P<arm>(?:[A-Za-z][\w/+-]*|\d[\d.,]* ?(?:mg|µg|mcg|g|mL|IU)(?:/\w+)?)(?: (?!(?:or|and|to|versus|vs|received?|receiving|with(?=\s\d)|in)\b)(?:[\w/+.-]+)){{0,6}}) \([nN] ?= ?(?P<value>{INTEGER})\)"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What of the release tells whose number it is: the keys of its named trials, its medicines under study."""

    keys: dict[str, str]
    drugs: tuple[str, ...]

    @classmethod
    def of(cls, facts: Facts) -> Known:
        """The names of a release that sizes are stated with."""
        keys = {trial.name: trial.key for trial in facts.trials if trial.name}
        longest = dict(sorted(keys.items(), key=lambda pair: len(pair[0]), reverse=True))
        studied = (drug for drug in facts.drugs if drug.role == "investigational")
        return cls(longest, tuple(name.lower() for drug in studied for name in (drug.name, *drug.mentioned_as)))

    def named(self, count: Count) -> tuple[str] | None:
        """The key of the trial whose name stands before a count ("AURA-1 (n=382)"), "" where it is of two together."""
        link = _TO_NAME.search(count.before)
        if not link or count.shape not in ("bracket", "people"):
            return None
        if (count.shape == "people") != bool(link["link"]):
            return None
        words = count.before[: link.start()]
        for name, key in self.keys.items():
            if words.endswith(name) and not words[: -len(name)][-1:].isalnum() and words[: -len(name)][-1:] != "-":
                return ("" if _TOGETHER.match(count.after) else key,)
        return None

    def received(self, count: Count, text: str) -> bool:
        """Is a number of people said to have received the medicine, or at least one dose?"""
        if " received " not in count.after[:100]:
            return False
        had = _HAD.match(count.after)
        if had and had["dose"]:
            return True
        lower = count.after[:140].lower()
        simple = text[:3].lower() == "in " and _SIMPLE.search(count.before) and not _ARMS.search(text)
        for name in self.drugs:
            place = lower.find(name)
            if place > 0 and _HAD_DRUG.match(count.after[:place]):
                return True
            if place > 0 and simple and _TOOK.match(count.after[:place]):
                return True
        return False

    def names_one(self, text: str) -> bool:
        """Does a text name one of the release's trials?"""
        return any(name in text for name in self.keys)
