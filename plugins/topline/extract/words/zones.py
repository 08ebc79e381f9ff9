"""Which part of a release each block belongs to.

Zones of the news: ``headline``, ``deck``, ``lead``, ``body``. The element (``item``, ``row``, ``quote``) is
the block's own kind. Zones that state no result, population or dose of the release: see ``BOILERPLATE``.
``about-study`` may give design facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from topline.extract.shipped import table_of
from topline.extract.words.patterns import pattern_of
from topline.facts import Block

LONG = 1200  # characters; a paragraph longer than that may be a whole release
NEWS = frozenset({"headline", "deck", "lead", "body"})
BOILERPLATE = frozenset(
    {
        "about-company",
        "about-drug",
        "forward-looking",
        "safety-information",
        "references",
        "contacts",
        "trademarks",
        "debris",
    }
)
_BLANK = pattern_of("[\u00a0\u2000-\u200a\u202f\u205f]")
_NEAR = 20  # blocks in which the first words under a heading stand
_COMPANY_WORDS = pattern_of(
    r"\b(?:is an? (?:\S+ ){0,8}(?:company|firm|organi[sz]ation|foundation|institute|centre|center|leader|biotech\w*|platform|brand)\b"
    r"|develops\b|is dedicated to|is committed to|is focused on|focuses on|specializ|was founded|founded in|headquarter|employees"
    r"|pipeline|portfolio|Nasdaq|NYSE|NASDAQ|our mission|more information|visit )"
)
_STUDY_WORDS = pattern_of(
    r"\b(?:is|was) (?:an?|the) (?:(?!(?:being|in|for|that|of|antibody|inhibitor|developed|evaluated|studied)\b)[\w/-]+,? ){0,9}"
    r"(?:trial|study)\b"
    r"|^[A-Z][\w /-]{1,40}(?: \(NCT\d{8}\))?,? (?:randomi[sz]ed|enrolled|enrols|enrolls|(?:was|is) designed|is evaluating|evaluated|compare[sd])\b"
)
_RUN_IN = pattern_of(
    r"^(About (?:the )?[A-Z0-9][^.:;]{1,70}?)(?: ?[:–—-]+ |\s+(?=The |It |[A-Z]\S+(?:,? Inc\.?,?| [A-Z]\S+){0,3} (?:is|are|was|has|develops)\b))"
)


# "About Epilepsy Epilepsy affects …": the heading, and the sentence that starts with its words
_REPEATED = pattern_of(r"^(About (?:the )?([A-Z]\S*(?: \S+){0,4}?)) (?=\2\b)")


@dataclass(frozen=True, slots=True)
class _Zone:
    name: str
    heading: re.Pattern[str] | None
    opening: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None
    holds: tuple[str, ...]


def _load() -> tuple[_Zone, ...]:
    table = table_of("zones.toml")
    return tuple(
        _Zone(z["name"], _opt(z["heading"]), _opt(z["opening"]), _opt(z["anywhere"]), tuple(z.get("holds", ())))
        for z in table["zone"]
    )


def _opt(pattern: str) -> re.Pattern[str] | None:
    return pattern_of(pattern, re.I) if pattern else None


_ZONES = _load()


def is_heading(block: Block) -> bool:
    """Is this block a heading, marked as one or merely set as one (short, no full stop)?"""
    if block.kind == "heading":
        return True
    text = block.text.strip()
    if (
        block.kind == "paragraph"
        and len(text) < 90
        and any(z.heading and z.heading.fullmatch(text.rstrip(":")) for z in _ZONES)
    ):
        return True
    if block.kind != "paragraph" or not 3 <= len(text) <= 110 or text[-1] in '.,;:!?"”' or text[0] in "-*•–!(":
        return bool(re.match(r"^About [A-Z][^.]{1,80}:?$", text)) if block.kind == "paragraph" else False
    words = text.split()
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return len(words) <= 14 and capitals >= len(words) / 2


def zones_of(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """For each block its zone and the heading it stands under (``""`` before the first)."""
    found: list[tuple[str, str]] = []
    zone, heading = "deck", ""
    blocks = tuple(_with_plain_blanks(block) for block in blocks)
    for index, block in enumerate(blocks):
        text = block.text.strip()
        if block.kind == "headline":
            found.append(("headline", ""))
            continue
        own = _own_zone(block, text, index / len(blocks), zone)
        if (
            is_heading(block)
            and (block.kind == "heading" or own is None)
            and (zone != "deck" or block.kind == "heading" or text.lower().startswith("about "))
        ):
            zone, heading = _under(text, blocks[index + 1 : index + 1 + _NEAR]), text
            found.append((zone, heading))
            continue
        run_in = _RUN_IN.match(text)
        if run_in and block.kind == "paragraph":
            heading = run_in.group(1)
            zone = _under(heading, blocks[index : index + _NEAR])
        elif zone == "deck" and _is_lead(block):
            zone = "lead"
        elif zone == "lead":
            zone = "body"
        found.append((own or zone, heading))
        if own in ("forward-looking", "contacts", "references") and index > len(blocks) / 2 and zone != "deck":
            zone = own
    return found


def _with_plain_blanks(block: Block) -> Block:
    return replace(block, text=_BLANK.sub(" ", block.text)) if _BLANK.search(block.text) else block


def zones_within(sentences: list[str], zone: str, heading: str) -> list[tuple[str, str]]:
    """The zone and heading of each sentence of a paragraph that holds many: a release may lose its line breaks.

    ``zone`` and ``heading`` are those of the paragraph. A run-in heading or an opening of boilerplate holds for the
    sentences after it.
    """
    found: list[tuple[str, str]] = []
    for text in sentences:
        text = _BLANK.sub(" ", text)
        block = Block("paragraph", text)
        run_in = _RUN_IN.match(text) or _REPEATED.match(text)
        if run_in:
            heading = run_in.group(1)
            zone = _under(heading, (Block("paragraph", text[run_in.end() :]),))
        else:
            zone = _own_zone(block, text, 0.0, zone) or zone
        found.append((zone, heading))
    return found


def _under(heading: str, following: tuple[Block, ...]) -> str:
    """The zone that a heading opens."""
    for zone in _ZONES:
        if zone.heading and zone.heading.search(heading):
            return _about(heading, following) if zone.name == "about" else zone.name
    return "body"


def _about(heading: str, following: tuple[Block, ...]) -> str:
    """Is an "About X" about a study, the company, or a drug or disease?"""
    text = next((block.text for block in following if block.kind in ("paragraph", "item", "quote")), "")
    if _STUDY_WORDS.search(text[:300]):
        return "about-study"
    return "about-company" if _COMPANY_WORDS.search(text[:600]) else "about-drug"


def _own_zone(block: Block, text: str, depth: float, zone: str) -> str | None:
    """The zone that a paragraph shows by its own words, or None for the zone around it."""
    if block.kind in ("row", "caption"):
        return None
    low = text[:LONG].lower()
    for candidate in _ZONES:
        if candidate.opening and candidate.opening.search(text):
            return candidate.name
        if not candidate.anywhere or not (depth > 0.3 or len(text) < 300):
            continue
        if candidate.holds and not any(words in low for words in candidate.holds):
            continue
        if candidate.anywhere.search(text[:LONG]):
            return "about-company" if candidate.name == "company-description" else candidate.name
    if (
        depth > 0.55
        and zone == "body"
        and re.match(
            r"^[A-Z][\w.&' -]{1,50}(?:, (?:Inc|Ltd|plc|AG|S\.?A|N\.?V|LLC|Corp)\.?,?)? (?:is an? (?:\S+ ){0,7}(?:company|biotech)|develops )",
            text,
        )
    ):
        return "about-company"
    return None


def _is_lead(block: Block) -> bool:
    """The first real paragraph: long, or with a dateline, and ending like a sentence."""
    if block.kind != "paragraph":
        return False
    words = len(block.text.split())
    return words >= 25 or (words >= 12 and block.text.rstrip()[-1:] in '.:"”')
