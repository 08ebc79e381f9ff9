"""What qualifies a disease: its state, stage and markers ("relapsed or refractory"), and the line of treatment."""

from __future__ import annotations

import re

from topline.extract.conditions.names import Named
from topline.extract.words.patterns import pattern_of
from topline.facts import slug_of

_STATES = (
    r"(?:newly|recently)[- ]diagnosed|treatment[- ]na[iï]ve|previously (?:un)?treated|untreated|heavily pre-?treated|transplant-(?:in)?eligible|"
    r"relapsed(?: ?(?:/|or|and|and/or) ?(?:relapsed/)?refractory)?|refractory|R/R|recurrent|progressive|symptomatic|"
    r"locally[- ]advanced|borderline[- ]resectable|advanced(?:[- ]stage)?|metastatic|non-?metastatic|unresectable|non-?resectable|resectable|inoperable|bulky|nonfunctional|"
    r"early(?:[- ](?:stage|onset))?|late[- ](?:stage|onset)|bulbar[- ]onset|end[- ]stage|extensive[- ]stage|limited[- ]stage|"
    r"(?:very )?(?:high|higher|low|lower|intermediate)(?:er)?[- ]risk|high-grade|low-grade|"
    r"(?:mild|moderate|moderately|severe|severely)(?:[- ]to[- ](?:mild|moderate|moderately|severe))?(?:ly)? ?(?:active)?|uncontrolled|poorly controlled|active|"
    r"stages? (?:[I1-4]V?I{0,2}[ABC]?\d?)(?:(?:-|/| (?:or|and|to|through) )(?:[I1-4]V?I{0,2}[ABC]?\d?))?|invasive|platinum-(?:resistant|sensitive|refractory)|castration-resistant|"
    r"hormone receptor-positive|hereditary|familial|inherited|insulin-(?:treated|dependent)|treatment-resistant|drug-resistant|hard-to-control|difficult-to-treat|"
    r"classical|squamous|non-?squamous|pediatric|paediatric|homozygous|heterozygous"
)
_MARKED = (
    r"m?[A-Z][A-Za-z0-9+/α-ω-]{0,14}(?: [A-Z]\d+[A-Z])?[- ](?:over)?(?:expressing|positive|negative|mutated|mutant|amplified|low|ultralow|high|driven|altered|deficient|rearranged|unresponsive|refractory|resistant|naive|naïve|overexpressing)"
    r"|[a-z]{5,}(?:ib|mab|ide|ine|in)-(?:refractory|resistant|na[iï]ve|treated|exposed)"
)
# "lymphoma that was refractory or had relapsed", "whose lymphoma had relapsed or was refractory"
_STATED_AFTER = pattern_of(
    r"(?: ?\([^()]{1,12}\))?,? (?:(?:that|which) )?(?:(?:had|has|have) relapsed (?:after [\w -]{3,40} )?or (?:(?:was|is|were|are|became|had become) )?refractory"
    r"|(?:was|is|were|are) refractory or (?:(?:had|has|have) )?relapsed|(?:was|is|were|are) (?:relapsed (?:or|and/or|/) refractory))\b"
)
_DESIGNATION = pattern_of(
    r"\b(?:designation|designated|orphan|fast[- ]track|breakthrough (?:therapy|status)|priority review|PRIME|RMAT)\b",
    re.I,
)
_ENTRY = pattern_of(
    r"\b(?:required (?:for (?:entry|enrol?lment|inclusion)|to have)|had to have|must have had|(?:entry|inclusion|eligibility) (?:criteria|required))\b",
    re.I,
)
LONGEST = 50  # characters of one qualifying phrase
_LAST = pattern_of(rf"(?:^|(?<=[\s(/,-]))(?P<word>{_MARKED}|(?i:{_STATES}))(?:,? (?:and/or |and |or )?|/|, )$")
_MARKER = pattern_of(_MARKED)
_STATE = pattern_of(_STATES, re.I)
_RELAPSED = pattern_of(r"relapsed ?(?:/|or|and|and/or) ?(?:relapsed/)?refractory|R/R|relapsed ?/ ?refractory", re.I)
_FIRST = pattern_of(
    r"\b(?P<line>first|second|third|fourth|later|front|1|2|3|1st|2nd|3rd)[- ]?(?:line\b|L\b)|\b(?P<setting>maintenance|neo-?adjuvant|adjuvant|perioperative|consolidation)\b"
    r"(?= (?:treatment|therapy|setting|use|chemotherapy))|\b(?P<front>frontline)\b",
    re.I,
)
_LINES = {
    "first": "first-line",
    "1": "first-line",
    "1st": "first-line",
    "front": "first-line",
    "second": "second-line",
    "2": "second-line",
}
_LINES |= {
    "2nd": "second-line",
    "third": "third-line",
    "3": "third-line",
    "3rd": "third-line",
    "fourth": "fourth-line",
    "later": "later-line",
}
_NOT = pattern_of(
    r"\b(?:no|not|lack|without|prior|previous|after|following|received|standard|current|existing|commonly|typically|primarily|comparable|usually|often)\b",
    re.I,
)


def modifiers_before(text: str, start: int) -> tuple[str, ...]:
    """The qualifying words right before ``text[start:]``, in the order of the text."""
    found: list[str] = []
    while len(found) < 5:
        match = _LAST.search(text[max(0, start - LONGEST) : start])
        if not match:
            break
        found.append(_said(match["word"]))
        start -= match.end() - match.start()
    if {"relapsed", "relapsed or refractory"} <= set(found):
        found.remove("relapsed")
    if {"relapsed", "refractory"} <= set(found):
        found[found.index("refractory")] = "relapsed or refractory"
        found.remove("relapsed")
    return tuple(reversed(found))


def modifiers_after(text: str, end: int) -> tuple[str, ...]:
    """What a verb says of the disease named just before ``end``: relapsed or refractory."""
    return ("relapsed or refractory",) if _STATED_AFTER.match(text, end) else ()


def of_designation(text: str) -> bool:
    """Does a sentence speak of a designation or approval, whose scope need not be that of the trial?"""
    return bool(_DESIGNATION.search(text))


def entry_modifiers(text: str) -> list[str]:
    """What patients' disease had to be: "relapsed or refractory, CD38-positive disease was required for entry"."""
    if "disease" not in text or not _ENTRY.search(text):
        return []
    found = [modifiers_before(text, match.start()) for match in re.finditer(r"\bdisease\b", text)]
    return [word for words in found if any(_MARKER.fullmatch(w) or "relapsed" in w for w in words) for word in words]


def in_order(words: list[str]) -> tuple[str, ...]:
    """Each qualifying phrase once, markers last.

    Subgroups that exclude each other ("drug-naïve and drug-refractory") qualify the disease by neither.
    """
    once: dict[str, str] = {}
    for word in words:
        once.setdefault(slug_of(word), word)
    if "relapsed-or-refractory" in once:
        once.pop("relapsed", None)
        once.pop("refractory", None)
    for naive in [slug for slug in once if slug.endswith("-naive")]:
        treated = [naive.removesuffix("naive") + state for state in ("refractory", "resistant", "exposed", "treated")]
        if any(slug in once for slug in treated):
            once = {slug: word for slug, word in once.items() if slug not in (naive, *treated)}
    return tuple(sorted(once.values(), key=lambda word: bool(_MARKER.fullmatch(word))))


def _said(word: str) -> str:
    if _RELAPSED.fullmatch(word):
        return "relapsed or refractory"
    word = word.strip()
    if _STATE.fullmatch(word):
        return re.sub(r"(?<![\w])[A-Z][a-z]\w*", lambda match: match.group().lower(), word)
    return word


def line_of(text: str, named: Named) -> str | None:
    """The line of treatment that a sentence gives for a disease: "first-line treatment of …"."""
    for match in _FIRST.finditer(text):
        between = text[match.end() : named.start] if match.end() <= named.start else text[named.end : match.start()]
        if (
            len(between) > 70
            or re.search(r"[.;:]", between)
            or _NOT.search(text[max(0, match.start() - 40) : match.start()])
        ):
            continue
        if match["setting"]:
            return match["setting"].lower().replace("neo-adjuvant", "neoadjuvant")
        return "first-line" if match["front"] else _LINES[match["line"].lower()]
    return None
