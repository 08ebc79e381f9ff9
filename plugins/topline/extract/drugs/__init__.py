"""The medicines that a release names, each once, under its nonproprietary name where it has one."""

from __future__ import annotations

import itertools

from topline.extract.drugs.aliases import groups
from topline.extract.drugs.coined import coined
from topline.extract.drugs.controls import controls, of_maker
from topline.extract.drugs.frames import support, type_by_words
from topline.extract.drugs.invented import invented, labelled
from topline.extract.drugs.mentions import Mention, listed
from topline.extract.drugs.names import compact, key_of, names, stem_of, words
from topline.extract.drugs.terms import terms, type_of_term
from topline.extract.reading import Reading
from topline.extract.words.patterns import pattern_of
from topline.facts import Drug, Facts, slug_of

_MOST = 200  # medicines that one release can name; a list of more is no release
_LISTED = pattern_of(r",? (?:and |or |plus |versus )?")
_SIGN = pattern_of(r"[®™)\w]? ?[®™]|[®™]|\w?\((?:R|TM)\)")
_IS_A = pattern_of(r"(?: \([^()]{1,30}\))?,? (?:is )?(?:an?|the|our|its) (?:[\w-]+ ){0,6}")
_ANTIBODY_NEAR = pattern_of(r"(?: [\w-]+){0,2} (?:antibody|moiety|portion|component)\b")


def find(reading: Reading, known: Facts) -> tuple[Drug, ...]:
    """Every medicinal product named, and what else the release tests, in order of first appearance."""
    companies = _companies(known)
    mentions = [m for sentence in reading.sentences for m in listed(sentence) if compact(m.words) not in companies]
    mentions = _sure_brands(mentions)
    marked = labelled(reading.sentences)
    mentions = [m for m in mentions if not any(_overlap(m, one) and m.start > one.start for one in marked)]
    mentions += [m for m in marked if not any(_overlap(m, other) for other in mentions)]
    mentions += invented(reading.sentences, mentions, companies)
    mentions += coined(reading.sentences, mentions, companies)
    mentions += terms(reading, {m.sentence.index for m in mentions})
    mentions += controls(reading.sentences, mentions)
    mentions = _without_kinds(mentions)
    mentions.sort(key=lambda m: (m.sentence.index, m.start))
    return tuple(_drug(group) for group in groups(_whole(mentions))[:_MOST])


def _companies(known: Facts) -> frozenset[str]:
    """The compact names of the release's companies, the words of these and the tickers."""
    found = set()
    for sponsor in known.sponsors:
        found |= {compact(sponsor.name), compact((sponsor.ticker or "").rpartition(":")[2])}
        found |= {compact(word) for word in sponsor.name.split(" ")}
    return frozenset(found)


def _sure_brands(mentions: list[Mention]) -> list[Mention]:
    """Without brands that nothing around them shows to be one: no ®, no other name of the substance, no word of treatment."""
    named = {m.name for m in mentions if m.kind == "inn"}
    devices = {m.name for m in mentions if m.kind == "brand" and _stated_type(m) in ("device", "diagnostic")} - named
    mentions = [m for m in mentions if m.name not in devices]
    brands = [m for m in mentions if m.kind == "brand"]
    listed_beside = _in_lists(mentions)
    sure = {
        m.words
        for m in brands
        if m.name in named
        or _marked(m)
        or sum(_support(m)) > 0
        or of_maker(m)
        or (m.sentence.index, m.start) in listed_beside
    }
    return [m for m in mentions if m.kind != "brand" or m.words in sure]


def _in_lists(mentions: list[Mention]) -> set[tuple[int, int]]:
    """The places of names that stand in one list with a nonproprietary name: "ketamine, Brandex and …"."""
    found = set()
    for left, right in itertools.pairwise(mentions):
        near = left.sentence.index == right.sentence.index and "inn" in (left.kind, right.kind)
        if near and _LISTED.fullmatch(left.sentence.text, left.end, right.start):
            found |= {(m.sentence.index, m.start) for m in (left, right)}
    return found


def _stated_type(mention: Mention) -> str | None:
    return type_by_words(mention.sentence.text, mention.start, mention.end)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.sentence.index == other.sentence.index and one.start < other.end and other.start < one.end


def _marked(mention: Mention) -> bool:
    sentence = mention.sentence
    place = sentence.shadow.span(mention.start, mention.end)[1]
    return bool(_SIGN.match(sentence.quote, place - 1))


def _support(mention: Mention) -> tuple[int, int]:
    found = support(mention.sentence.text, mention.start, mention.end)
    return found.strong, found.weak


def _without_kinds(mentions: list[Mention]) -> list[Mention]:
    """Without the kind of device that a named product is said to be: "Lumo, an injectable brachytherapy device"."""
    named = [m for m in mentions if m.kind in ("coined", "brand", "code")]
    kinds = {
        term.name
        for term in mentions
        if term.kind == "term"
        for m in named
        if m.sentence.index == term.sentence.index and _IS_A.fullmatch(term.sentence.text, m.end, term.start)
    }
    return [m for m in mentions if m.kind != "term" or m.name not in kinds]


def _whole(mentions: list[Mention]) -> list[Mention]:
    """Without the parts of what is named whole.

    Parts are a class before its member's code ("the interferon ABC-12"), a conjugate's antibody that is no medicine of its own, or that the text calls an antibody, and the
    members of a fixed combination that has a name.
    """
    conjugates = {m.name.split(" ")[0] for m in mentions if " " in m.name}
    parts = {part for m in mentions if "/" in m.name for part in m.name.split("/")}
    branded = names().branded
    coded = {(m.sentence.index, m.start) for m in mentions if m.kind == "code"}
    return [
        m
        for m in mentions
        if m.name not in parts
        and not (m.name in words("extra", "names") and (m.sentence.index, m.end + 1) in coded)
        and not (m.name in conjugates and (m.name not in branded or _ANTIBODY_NEAR.match(m.sentence.text, m.end)))
    ]


def _drug(group: list[Mention]) -> Drug:
    """One drug from all its mentions."""
    name = _name(group)
    stated = max(group, key=_clearness)
    stem = stem_of(name) if any(m.name and m.kind != "term" for m in group) else None
    drug = Drug(
        name=name,
        slug=slug_of(name),
        mentioned_as=_written(group, name),
        type=_type(group, stem.type if stem else None),
        drug_class=stem.drug_class if stem and "/" not in name else None,
        rule=f"drugs/{stated.kind}-name",
    )
    return stated.sentence.state(drug, stated.start, stated.end)


def _name(group: list[Mention]) -> str:
    """The nonproprietary name, else the code, else the name as written most often."""
    for mention in group:
        if mention.name and mention.kind != "term":
            return mention.name
    if all(m.kind == "term" for m in group):
        return max((m.name for m in group), key=lambda name: (len(name.split()), len(name)))
    codes = [m.words for m in group if m.kind == "code"]
    forms = codes or [m.words for m in group if m.kind != "term"]
    return max(dict.fromkeys(forms), key=lambda form: (forms.count(form), len(form)))


def _written(group: list[Mention], name: str) -> tuple[str, ...]:
    """The other names used, as written, in order of first appearance."""
    seen = {key_of(name)}
    found = []
    for mention in group:
        if key_of(mention.words) not in seen:
            seen.add(key_of(mention.words))
            found.append(mention.words)
    return tuple(found)


def _type(group: list[Mention], by_stem: str | None) -> str:
    """What the release calls it, unless the name's stem says more than "drug"."""
    if by_stem and by_stem != "drug":
        return by_stem
    term = next((m for m in group if m.kind == "term"), None)
    if term:
        return type_of_term(term.name) if all(m.kind == "term" for m in group) else "device"
    if by_stem or all(m.kind in ("inn", "brand") for m in group):
        return by_stem or "drug"
    for mention in group:
        stated = type_by_words(mention.sentence.text, mention.start, mention.end)
        if stated:
            return stated
    return "drug"


def _clearness(mention: Mention) -> tuple[int, int]:
    """How good a sentence is as evidence: the news before boilerplate, prose before a headline, early before late."""
    sentence = mention.sentence
    prose = sentence.kind in ("paragraph", "item") and sentence.zone in ("lead", "body")
    return (2 if prose else 1 if sentence.news else 0) - mention.population, -sentence.index
