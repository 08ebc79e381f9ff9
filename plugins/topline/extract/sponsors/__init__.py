"""Whose science it is: the company or body that announces, first; partners who develop it too, after it.

A wire, a publisher of paid articles or a broker is never a sponsor; a society's newsroom is. Each further
listing of a company is an item of its own with the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from topline.extract.reading import Reading, Sentence
from topline.extract.sponsors.bodies import body_of
from topline.extract.sponsors.body_names import bodies_in
from topline.extract.sponsors.mentions import Mention, listed_in, speaking_in
from topline.extract.sponsors.names import (
    NAME,
    NOTES,
    Listing,
    clean,
    fold_words,
    is_company,
    is_nobody,
    listings_in,
    same,
)
from topline.extract.sponsors.reviews import reviewed, unannounced
from topline.extract.sponsors.run_in import cut_run_in
from topline.extract.sponsors.told import told
from topline.extract.words.patterns import pattern_of
from topline.facts import Facts, Sponsor

_LEAD_SENTENCES = 4
_HEAD_OF_SENTENCE = pattern_of(r"(?:^| [-—] )(?:The )?(?:[A-Z][\w-]+ )?(?:[\w-]+ ){0,2}$")
_RIVALS = 2  # listed companies that an article on one of them may name; of more it is a review
_PARTNER = pattern_of(
    r"(?:\bco-?develop\w*[^.;()]{0,60}? (?:with|by)|\bjointly develop\w*[^.;()]{0,40}? (?:with|by)|\bdevelop\w*[^.;()]{0,60}? (?:in (?:collaboration|partnership) with|"
    r"together with|jointly with)|\bworks? (?:together )?on [^.;()]{0,40}? with|\bdevelopment (?:partner|collaborator),?|"
    r"\b(?:in|under an?|its|through an?) (?:global |worldwide |exclusive |strategic )*(?:co-?development|development) (?:collaboration|alliance|agreement|partnership) with)"
    rf" (?P<name>{NAME})(?P<notes>{NOTES})"
)
# "discovered by Morrow, who are developing the drug together with …", "its US partner Morrow Pharma has completed the trial"
_OTHER = pattern_of(
    rf"\b(?:discovered|invented|originated|licensed|in-licensed) (?:by|from) (?P<name>{NAME})(?P<notes>{NOTES}), (?:who|which) (?:is|are) (?:also |now )?(?:co-?|jointly )?develop"
)
_ITS_PARTNER = pattern_of(
    rf"\b(?:[Ii]ts|[Tt]heir|[Tt]he company's|[Oo]ur) (?:[\w.-]+ ){{0,3}}(?:partner|licensee|collaborator),? (?P<name>{NAME})(?P<notes>{NOTES}),?"
    r" (?:has |have |had |is |are |will |successfully |today |now ){0,3}(?:complet|start|beg[au]n|initiat|dos|enrol|conduct|run|sponsor|submit|filed|lead|recruit|treat)"
)
# "teamed up with Morrow Pharma for the development and marketing of …"
_TEAMED = pattern_of(
    rf"\b(?:teamed up|partnered|partnering|joined forces|has a partnership) with (?P<name>{NAME})(?P<notes>{NOTES})"
    r" (?:for|on|in|to) (?:jointly )?(?:the )?(?:global |clinical |further )?(?:co-?)?develop(?:ment)?\b"
    r"(?![^.;]{0,40}\b(?:manufactur|process|assay|companion|tests?\b|formulation|device|software|tool|algorithm|platform|course|curriculum))"
)
_PARTNER_CUE = pattern_of(r"evelop| on |artner|licensee|ollaborator")
_AS_SPONSOR = pattern_of(
    r"(?: \([^()]{2,12}\))? (?:as (?:a |the |its )?co-?sponsor|(?:is|are|was|were) (?:also )?(?:a |the )?co-?sponsor)"
)
_SPONSORED_BY = pattern_of(r"\bco-?sponsored (?:jointly )?(?:by|with) (?:the )?$")
_ABOUT = pattern_of(r"^About (?:the )?(?P<name>[A-Z][^.:;()]{2,70})")


def find(reading: Reading, known: Facts) -> tuple[Sponsor, ...]:
    """The sponsors of the release, the one whose science it is first."""
    stage = _stage(reading)
    listed = [mention for sentence in reading.news for mention in listed_in(sentence)]
    spoken = [mention for sentence in stage for mention in speaking_in(sentence)]
    several = reviewed(listed, stage[0].text if stage else "")
    main = several[0] if several else _main(reading, stage, listed, spoken)
    if main is None:
        several = unannounced(listed)
        teller = None if several else told(reading, spoken)
        body = body_of(reading)
        if body and (teller is None or _stands_before(body, teller.first, reading)):
            return (body,)
        if teller is None:
            return _all_items(several, listed, spoken)
        main = teller.fullest
    cut_run_in(main, reading)
    if several:
        return _all_items(several, listed, spoken)
    companies = _all_items([main, *_peers(main, spoken), *_partners(reading)], listed, spoken, main)
    return (*companies, *_co_sponsors(reading))


def _stands_before(body: Sponsor, company: Mention, reading: Reading) -> bool:
    """Does the text name the body before the company whose product it studies?"""
    place = next((s.index for s in reading.news if s.quote == body.quote), len(reading.sentences))
    return (place, body.span[0]) < (company.sentence.index, company.start)


def _all_items(
    companies: list[Mention], listed: list[Mention], spoken: list[Mention], main: Mention | None = None
) -> tuple[Sponsor, ...]:
    """The items of several companies, each company once."""
    found: list[Sponsor] = []
    for company in companies:
        if not any(same(company.name, sponsor.name) for sponsor in found):
            found += _items(company, listed, spoken, nameless=company is main)
    return tuple(found)


def _stage(reading: Reading) -> list[Sentence]:
    """The sentences in which a release says who speaks: headline, subheads, lead, the first of the body."""
    body = [s for s in reading.news if s.zone == "body" and s.kind != "heading"][:_LEAD_SENTENCES]
    opening = [s for s in reading.news if s.zone in ("headline", "deck", "lead")]
    return [*opening, *body]


def _main(reading: Reading, stage: list[Sentence], listed: list[Mention], spoken: list[Mention]) -> Mention | None:
    """The first company by the strongest sign: listed in the headline, speaking or listed in the lead, heading the news."""
    named = [m for m in listed if m.part in ("listed", "described")]
    in_headline = next((m for m in named if m.sentence.zone == "headline"), None)
    if in_headline:
        return next((m for m in named if _fuller(m, in_headline)), in_headline)
    headline = fold_words(stage[0].text) if stage else ()
    opening = {s.index for s in stage}
    leading = sorted(
        (m for m in [*named, *(m for m in spoken if m.part != "headline")] if m.sentence.index in opening),
        key=lambda m: (m.sentence.zone == "body", m.sentence.index, m.start),
    )
    for mention in leading:
        if (
            mention.part != "listed"
            or _heads(mention, headline)
            or any(m is not mention and same(m.name, mention.name) for m in leading)
        ):
            return mention
    later = next((m for m in named if _heads(m, headline)), None)
    if later:
        return later
    companies = {fold_words(m.name)[:1] for m in named}
    if len(companies) == 1:
        return named[0]
    first = next((m for m in leading if m.part == "listed" and m.sentence.zone == "lead"), None)
    if first and len(companies) <= _RIVALS and _HEAD_OF_SENTENCE.search(first.text_before):
        return first
    return _heading(reading, spoken, listed)


def _fuller(mention: Mention, heading: Mention) -> bool:
    """Does the text name the company of the headline's listing by a name of its own?"""
    shared = {x.symbol for x in mention.listings} & {x.symbol for x in heading.listings}
    return mention is not heading and bool(shared) and (is_company(mention.written) or not is_company(heading.written))


def _heads(mention: Mention, headline: tuple[str, ...]) -> bool:
    """Does the headline name the company, by its first word?"""
    first = fold_words(mention.name)[:1]
    return bool(first) and any(word == first[0] or word == first[0] + "s" for word in headline)


def _heading(reading: Reading, spoken: list[Mention], listed: list[Mention]) -> Mention | None:
    """The subject of the headline, where it is known as a company: by its name, a nameless listing, or an "About" of its own."""
    for mention in spoken:
        if mention.part != "headline":
            continue
        abouts = [clean(m["name"]) for s in reading.sentences if (m := _ABOUT.match(s.text))]
        nameless = any(m.part == "nameless" and m.sentence.zone in ("deck", "lead") for m in listed)
        if is_company(mention.written) or nameless or any(same(mention.name, about) for about in abouts):
            return mention
    return None


def _peers(main: Mention, spoken: list[Mention]) -> list[Mention]:
    """The companies that announce together with the main one."""
    groups = [[m, *m.peers] for m in spoken if m.peers and any(same(p.name, main.name) for p in [m, *m.peers])]
    named = [m for group in groups for m in group if not same(m.name, main.name)]
    return [m for m in named if m.part == "today" or m.listings or is_company(m.written)]


def _partners(reading: Reading) -> list[Mention]:
    """Companies named as developing the product too."""
    found = []
    for sentence in reading.news:
        if sentence.kind == "heading" or not _PARTNER_CUE.search(sentence.text):
            continue
        for match in _partner_names(sentence.text):
            listings = listings_in(sentence.text, match.start("notes"), match.end("notes"))
            name = clean(match["name"])
            if (is_company(match["name"]) or listings or match.re.pattern == _OTHER.pattern) and not is_nobody(name):
                start = match.start("name")
                found.append(Mention(name, match["name"], sentence, start, start + len(name), "partner", listings))
    return found


def _partner_names(text: str) -> Iterator[re.Match[str]]:
    """Where a text names a partner, in whatever wording."""
    for pattern in (_PARTNER, _TEAMED, _OTHER, _ITS_PARTNER):
        yield from pattern.finditer(text)


def _co_sponsors(reading: Reading) -> Iterator[Sponsor]:
    """The bodies that sponsor the trial beside the company: "with the Leeds Asthma Society as co-sponsor"."""
    for sentence in reading.news:
        text = sentence.text
        if "ponsor" not in text:
            continue
        for start, end in bodies_in(text):
            if _AS_SPONSOR.match(text, end) or _SPONSORED_BY.search(text, max(0, start - 60), start):
                yield sentence.state(Sponsor(name=text[start:end], rule="sponsors/co-sponsor"), start, end)


def _items(company: Mention, listed: list[Mention], spoken: list[Mention], *, nameless: bool) -> list[Sponsor]:
    """A company as items: its fullest name, with each of its listings; ``nameless``: those without a name are its own."""
    alike = [
        company,
        *(
            m
            for m in [*listed, *spoken]
            if m.name and m.part not in ("possessive", "headline") and same(m.name, company.name)
        ),
    ]
    unnamed = (
        [m for m in listed if m.part == "nameless" and m.sentence.zone in ("headline", "deck", "lead")]
        if nameless and company.part != "partner"
        else []
    )
    with_listing = next((m for m in alike if m.listings), None) or next(iter(unnamed), None)
    full = (
        with_listing
        if with_listing and with_listing.name
        else max(alike, key=lambda m: len(m.name) if m.part != "headline" else 0)
    )
    base = full.sentence.state(Sponsor(name=full.name, rule=f"sponsors/{company.part}"), full.start, full.end)
    if with_listing is None:
        return [base]
    return [
        _listed(base, full, with_listing, listing, number)
        for number, listing in enumerate(_distinct(with_listing, alike))
    ]


def _distinct(with_listing: Mention, alike: list[Mention]) -> list[Listing]:
    """The listings of one place: its bracket and, of the same sentence, the brackets that follow it."""
    found = list(with_listing.listings)
    for mention in alike:
        if mention.sentence.index == with_listing.sentence.index:
            found += [x for x in mention.listings if x.ticker not in [y.ticker for y in found]]
    return found


def _listed(base: Sponsor, full: Mention, place: Mention, listing: Listing, number: int) -> Sponsor:
    sponsor = Sponsor(name=base.name, ticker=listing.ticker, rule=base.rule)
    if number:
        return place.sentence.state(sponsor, listing.start, listing.end)
    evidence = (
        {}
        if place.sentence.index == full.sentence.index
        else {"ticker": place.sentence.evidence(listing.start, listing.end)}
    )
    sponsor = Sponsor(name=base.name, ticker=listing.ticker, rule=base.rule, evidence=evidence)
    return full.sentence.state(sponsor, full.start, full.end)
