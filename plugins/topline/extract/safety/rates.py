"""How often an adverse event was seen: counts, shares, grades and thresholds, and the arm each belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from topline.extract.words.numbers import COUNT, NUMBER, NUMBER_WORDS, agree, comparison_of, number_of
from topline.extract.words.patterns import pattern_of
from topline.facts.record import Comparison, Number

_OF = r"\s*(?:/|of(?: the)?|out of(?: the)?)\s*"
_WHOLE = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{NUMBER_WORDS})"
PEOPLE = r"(?:patients?|participants?|subjects?|people|individuals?|adults?|children|women|men|volunteers?|recipients?)"
_RATE = pattern_of(
    rf"(?P<n1>{COUNT}){_OF}(?P<of1>{_WHOLE})(?:\s+[a-z-]+){{0,4}}[,;]?\s*[\[(]?\s*(?P<p1>{NUMBER})%"
    rf"|(?P<p2>{NUMBER})%\s*[,;]?\s*[\[(]?\s*(?:n\s?=\s?)?(?P<n2>\d+)\s*(?:/|of|out of)\s*(?P<of2>\d+)\b"
    rf"|(?P<n3>{COUNT})(?:\s{PEOPLE})?,?\s*[\[(]\s*(?P<p3>{NUMBER})%"
    rf"|[nN]\s?=\s?(?P<n4>\d+)(?:[;,(\s]+(?P<p4>{NUMBER})%)?"
    rf"|(?P<p5>{NUMBER})%\s*[\[(;,]\s*[nN]\s?=\s?(?P<n5>\d+)"
    rf"|(?P<p6>{NUMBER})%(?!\s*(?:CI|confidence|reduction|lower|fewer|higher|increase|decrease))"
    rf"|(?<![A-Za-z0-9]-)(?P<p7>{NUMBER})(?=\s*(?:vs\.?|versus|and|or)\s*{NUMBER}%)"
    rf"|(?P<n8>{COUNT}){_OF}(?P<of8>{_WHOLE})(?=\s*(?:\w+[- ]){{0,3}}{PEOPLE}|\s*[),;])"
    rf"|(?P<n9>{COUNT})(?=\s(?:\w+[- ]){{0,2}}{PEOPLE}\b(?!-))"
    r"|(?<=\bin )(?P<n10>(?:\d\d?|one|two|three|four|five|six|seven|eight|nine|ten)\b)(?=\s*(?:[,;)]|\.(?!\d)|$|and\b))"
)
_GRADE = pattern_of(
    r"grades? ?(?P<low>[≥><=]{1,2} ?)?(?P<first>[1-5])(?!\d)(?P<plus>\+)?(?:\s?(?P<join>[-/]|to|or|and|through)\s?(?:grade )?(?P<last>[1-5]))?"
    r"(?P<above> (?:or|and) (?:higher|greater|above|more|worse|over|severe))?|(?:≥|>=) ?grade (?P<least>[1-5])",
    re.I,
)
_THRESHOLD = pattern_of(
    rf"(?P<word>[≥>]|>=|at least|more than|greater than|upwards of|over|(?P<more>(?=\d)))\s*(?P<p>{NUMBER})%(?P<after> or (?:more|greater|higher))?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate in a sentence: ``percent``, and ``n`` of ``of`` where stated; where it stands."""

    start: int
    end: int
    percent: Number | None = None
    n: int | None = None
    of: int | None = None
    comparison: Comparison = "="
    grade: str | None = None
    arm: str | None = None

    @property
    def none(self) -> bool:
        """Is it a rate of nobody?"""
        return (self.percent if self.percent is not None else self.n) == 0


def rates_of(text: str, start: int = 0, end: int | None = None) -> list[Rate]:
    """The rates in ``text[start:end]``, from left to right; a count that its share belies is left out."""
    found = []
    bare = _GRADE.sub(lambda graded: " " * len(graded.group()), text) if "rade" in text else text
    for match in _RATE.finditer(bare, start, len(text) if end is None else end):
        before = text[max(0, match.start() - 24) : match.start()]
        if re.search(
            r"(?:(?<!any )(?<!any-)(?<!all )(?<!all-)grades? ?|\bper |\bamong (?:the |some |over |about |nearly |more than )*)$",
            before,
            re.I,
        ):
            continue
        value = {
            key.rstrip("0123456789"): number_of(words) for key, words in match.groupdict().items() if words is not None
        }
        percent, n, of = value.get("p"), value.get("n"), value.get("of")
        if percent is not None and not 0 <= percent <= 100:
            continue
        if not isinstance(n, int) or (of is not None and (not isinstance(of, int) or n > of)):
            n = of = None
        if n is not None and of is not None and percent is not None and not agree(n, int(of), percent):
            n = of = None
        if percent is None and n is None:
            continue
        place = match.start()
        found.append(
            Rate(place, match.end(), percent, n, int(of) if of is not None else None, comparison_of(text[:place]))
        )
    return found


def grade_of(words: str, *, at_end: bool = False) -> str | None:
    """``"Grade 1/2"`` → ``"1-2"``, ``"grade 3 or higher"`` → ``"≥3"``, ``"grade 4"`` → ``"4"``; None for no grade."""
    matches = list(_GRADE.finditer(words))
    match = (matches[-1] if at_end else matches[0]) if matches else None
    if not match:
        return None
    if match["least"]:
        return f"≥{match['least']}"
    low = (match["low"] or "").strip()
    if match["plus"] or match["above"] or low in ("≥", ">=", "=>"):
        return f"≥{match['first']}"
    if low:
        return f"{low}{match['first']}"
    return f"{match['first']}-{match['last']}" if match["last"] else str(match["first"])


def threshold_of(words: str) -> Rate | None:
    """``"occurring in >25% of patients"`` → more than 25 percent; ``"20% or more"`` → at least 20; None for a plain share."""
    for match in _THRESHOLD.finditer(words):
        if match["more"] is not None and not match["after"]:
            continue
        comparison: Comparison = "≥" if match["after"] or match["word"].lower() in ("≥", ">=", "at least") else ">"
        return Rate(match.start(), match.end(), number_of(match["p"]), comparison=comparison)
    return None


@dataclass(frozen=True, slots=True)
class Arms:
    """The words that name the investigational and the comparator arm."""

    investigational: re.Pattern[str]
    comparator: re.Pattern[str]

    def of(self, words: str) -> str | None:
        """The arm that words name first, or None."""
        ours, theirs = self.investigational.search(words), self.comparator.search(words)
        if ours and theirs:
            return "investigational" if ours.start() < theirs.start() else "comparator"
        return "investigational" if ours else "comparator" if theirs else None

    def order(self, words: str) -> tuple[str, str] | None:
        """The arms in the order of two rates: ``were the most common with X and placebo, respectively``."""
        ours, theirs = self.investigational.search(words), self.comparator.search(words)
        if not theirs or not re.search(r"\brespectively\b", words[max(ours.end() if ours else 0, theirs.end()) :][:40]):
            return None
        if ours is None and not re.search(r"\b(?:and|versus|vs\.?) $", words[: theirs.start()]):
            return None
        second = ours is None or ours.start() < theirs.start()
        return ("investigational", "comparator") if second else ("comparator", "investigational")

    def headed(self, words: str) -> tuple[str, str] | None:
        """The arms in the order that a list's head names them: ``side effects with X (vs placebo): nausea 18% (7%)``."""
        theirs = self.comparator.search(words)
        if not theirs or not re.search(
            r"\b(?:vs\.?|versus|and|compared (?:with|to)) (?:the )?$", words[: theirs.start()]
        ):
            return None
        ours = self.investigational.search(words)
        return None if ours and ours.start() > theirs.start() else ("investigational", "comparator")

    def pair(self, text: str, begin: int, first: Rate, second: Rate, end: int) -> tuple[Rate, Rate] | None:
        """Two rates with their arms: by the words after each, by the order of names before them, or by "vs"."""
        between, after = text[first.end : second.start], text[second.end : min(end, second.end + 70)]
        versus = re.search(r"\b(?:vs?\.?|versus|compared (?:with|to)|against|than)(?!\w)", between)
        left, right = (between[: versus.start()], between[versus.end() :]) if versus else (between, "")
        names = (self.of(left), self.of(right) or self.of(after))
        if text[: first.start].endswith("(") and text[first.end : first.end + 1] == ")" and self.of(between):
            names = (self.of(text[max(begin, first.start - 60) : first.start]), self.of(between))
        if names[0] is None and names[1] is None:
            ahead = text[begin : first.start]
            both = self.investigational.search(ahead), self.comparator.search(ahead)
            if not versus and not all(both):
                return None
            turned = bool(both[0] and both[1] and both[1].start() < both[0].start())
            names = ("comparator", "investigational") if turned else ("investigational", "comparator")
        elif names[0] == names[1] and versus:
            names = ("investigational", "comparator") if names[0] == "comparator" else ("comparator", "investigational")
        elif names[0] == names[1]:
            return None
        else:
            other = {"investigational": "comparator", "comparator": "investigational"}
            names = (names[0] or other[names[1] or ""], names[1] or other[names[0] or ""])
        return replace(first, arm=names[0]), replace(second, arm=names[1])
