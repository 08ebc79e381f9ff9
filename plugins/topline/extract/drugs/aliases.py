"""Which names of a release mean one medicine: "X (Y)", "X, also known as Y", "formerly Y", "marketed as Y"."""

from __future__ import annotations

import itertools

from topline.extract.drugs.mentions import Mention
from topline.extract.drugs.names import compact
from topline.extract.words.patterns import pattern_of

# What may stand between two names of one drug.
_BETWEEN = pattern_of(
    r"(?:,? ?[\[(]?(?:which is |is )?(?:also |previously |formerly |now |currently |commonly |otherwise )?(?:known(?: as)?|called|named|marketed(?: (?:as|under the (?:brand |trade )?name))?|sold as|"
    r"(?:with |under )?the (?:brand|trade|generic|code|proposed)(?: name)?|branded(?: as)?|designated|code[- ]named|dubbed|formerly|previously|aka|a\.k\.a\.)(?: as)?(?: the)? ?[\"'(]?"
    r"|,? INN:? [\"'(]?|,? (?:(?:which )?is (?:also )?)?the active (?:pharmaceutical )?(?:ingredient|substance|agent|component) (?:in|of) (?:[A-Z]\w+'s )?)",
)
_OPEN = pattern_of(
    r"(?:TM)?[\"']? ?[\[(](?:the |containing |contains )?(?:(?:INN|USAN|generic(?: name)?|brand(?: name)?|trade name|formerly|previously|now|also|also known as|also called|known as|aka|marketed as|sold as|"
    r"(?:licensed|branded|developed|marketed) (?:by [\w ]{1,30} )?as):? )?[\"']?(?:oral |intravenous |synthetic |sublingual |topical |an? )?$"
)
_CLOSE = pattern_of(r"[\"']?(?: (?!and\b|or\b)[\w-]+){0,4}?[\"']?(?:[,;/] ?[^()]{0,60})?[)\]]")
_OR = pattern_of(r",? or [\"'(]?$")


def beside(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Does the name at ``right`` stand in brackets (or after "also known as") behind the one at ``left``?"""
    gap = text[left[1] : right[0]]
    if _OPEN.fullmatch(gap):
        return bool(_CLOSE.match(text, right[1]))
    return 3 < len(gap) <= 80 and "(" not in gap and bool(_BETWEEN.fullmatch(gap))


def same(left: Mention, right: Mention) -> bool:
    """Do two neighbouring mentions of one sentence name one drug?"""
    text = left.sentence.text
    gap = text[left.end : right.start]
    if len(gap) > 80 or not gap:
        return False
    if left.kind == right.kind == "inn" and left.name != right.name:
        return False
    if gap == " ":
        return left.kind == "coined" and right.kind in ("term", "inn")
    if _OR.fullmatch(gap):
        return gap.startswith(",") and text[right.end : right.end + 1] == ","
    return beside(text, (left.start, left.end), (right.start, right.end))


def groups(mentions: list[Mention]) -> list[list[Mention]]:
    """The mentions of each drug together, in order of first appearance."""
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    substances: dict[str, set[str]] = {}
    for mention in mentions:
        key = find(identity(mention))
        substances.setdefault(key, set()).update({mention.name} - {""} if mention.kind != "term" else ())
    for left, right in _neighbours(mentions):
        a, b = find(identity(left)), find(identity(right))
        if a == b or not same(left, right) or len(substances[a] | substances[b]) > 1:
            continue
        leader[b] = a
        substances[a] |= substances[b]
    for short, long in _shortened([find(identity(m)) for m in mentions]):
        a, b = find(short), find(long)
        if a != b and len(substances[a] | substances[b]) <= 1:
            leader[b] = a
            substances[a] |= substances[b]
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(find(identity(mention)), []).append(mention)
    return list(found.values())


def identity(mention: Mention) -> str:
    """What makes two mentions one before aliases are read: the substance, a procedure's last word, else the compact name."""
    if mention.kind == "term":
        return "~" + mention.name.split(" ")[-1]
    return mention.name or "=" + _code(mention)


def _code(mention: Mention) -> str:
    """The compact name; in a code the letter O and the digit 0 are one, for typists take them so."""
    code = compact(mention.words)
    return code.replace("o", "0") if mention.kind == "code" else code


def _neighbours(mentions: list[Mention]) -> list[tuple[Mention, Mention]]:
    return [(a, b) for a, b in itertools.pairwise(mentions) if a.sentence.index == b.sentence.index]


def _shortened(keys: list[str]) -> list[tuple[str, str]]:
    """Pairs of a code and its longer form ("CM04S1" and "GEO-CM04S1", "TNX-102" and "TNX-102 SL"), where only one is longer."""
    codes = sorted({key for key in keys if key[0] == "=" and len(key) > 5})
    pairs = []
    for short in codes:
        longer = [
            key
            for key in codes
            if key != short and (key.endswith(short[1:]) or (key.startswith(short) and not key[len(short)].isdigit()))
        ]
        if len(longer) == 1:
            pairs.append((short, longer[0]))
    return pairs
