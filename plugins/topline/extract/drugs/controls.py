"""Products known by what stands beside them: a brand by its large maker ("Roche's Avastin"), a vaccine by being the control."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from topline.extract.drugs.mentions import Mention
from topline.extract.drugs.names import compact
from topline.extract.reading import Sentence
from topline.extract.shipped import table_of
from topline.extract.words.patterns import pattern_of

_AGAINST = r"(?:rabies|hepatitis A|hepatitis B|meningococcal(?: conjugate)?|pneumococcal(?: conjugate)?|influenza|tetanus|typhoid|polio|cholera|varicella|measles|MenACWY|mRNA|COVID-19)"
_CONTROL_BEFORE = pattern_of(
    r"\b(?:(?:versus|vs\.?|compared (?:with|to)|or|comparator,?|control,?|against) (?:an? |the |licensed |approved |authori[sz]ed |inactivated |active ){0,3}|comparator |control \()$",
    re.I,
)
_CONTROL = pattern_of(
    rf"\b(?P<name>{_AGAINST}(?P<control> control| comparator)? vaccine)s?\b(?! (?:candidate|platform|technolog|market|program|development|trial|stud|hesitan|makers?))(?P<after>,? (?:which )?(?:as|serving as|served as|was) (?:the |an? )?(?:active )?(?:control|comparator)\b)?"
)

# An antigen with its adjuvant: "RTS,S/AS01", "R21/Matrix-M".
_ADJUVANTED = pattern_of(
    r"(?<![\w/-])[A-Z][A-Z0-9]{1,5}(?:,[A-Z])?/(?:AS0[1-4][A-E]?|Matrix-M|MF59|CpG ?1018)(?![\w-])"
)


@functools.cache
def _maker() -> re.Pattern[str]:
    companies = sorted(table_of("sponsor_words.toml")["large_companies"], key=len, reverse=True)
    return pattern_of(
        rf"\b(?:{'|'.join(map(re.escape, companies))})(?: \([^()]{{3,30}}\))?(?:'s|') (?:blockbuster |rival |older |own |approved )?$"
    )


@functools.cache
def large_companies() -> frozenset[str]:
    """The words of the names of large companies: a sign beside one marks no medicine ("Novo Nordisk®")."""
    return frozenset(
        compact(word) for name in table_of("sponsor_words.toml")["large_companies"] for word in name.split()
    )


def of_maker(mention: Mention) -> bool:
    """Does the name of a large company in the genitive stand before it: "Merck's Keytruda"?"""
    return bool(_maker().search(mention.sentence.text, max(0, mention.start - 60), mention.start))


def controls(sentences: Iterable[Sentence], taken: list[Mention]) -> list[Mention]:
    """Vaccines of no other name that a trial gives as its control: "a rabies control vaccine", "the comparator mRNA vaccine"."""
    busy = {(m.sentence.index, place) for m in taken for place in range(m.start, m.end)}
    found: list[Mention] = []
    for sentence in sentences:
        found += [
            Mention(sentence, *match.span(), match.group(), "inn")
            for match in (_ADJUVANTED.finditer(sentence.text) if "/" in sentence.text else ())
            if (sentence.index, match.start()) not in busy
        ]
        if "accine" not in sentence.text or not (sentence.news or sentence.zone == "about-study"):
            continue
        for match in _CONTROL.finditer(sentence.text):
            start, end = match.span("name")
            shown = (
                match["control"] or match["after"] or _CONTROL_BEFORE.search(sentence.text, max(0, start - 60), start)
            )
            if shown and (sentence.index, start) not in busy:
                name = match["name"].replace(" control", "").replace(" comparator", "")
                found.append(Mention(sentence, start, end, name, "inn"))
    return found
