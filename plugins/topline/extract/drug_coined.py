"""Names that no list has: company codes, brands beside ® or ™, and coined words used as a treatment."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from topline.extract.aliases import beside
from topline.extract.drug_frames import Support, support
from topline.extract.drug_mentions import Mention
from topline.extract.drug_names import compact, names
from topline.extract.reading import Sentence

# A code: a company's letters, then a number; perhaps the letters of a formulation behind a blank.
_CODE = re.compile(
    r"(?<![\w/.@#$&+-])(?:\d{2,3}[A-Z][a-z]-)?[A-Za-z]{1,9}\d{0,3}[A-Za-z]{0,3}-?(?:[A-Z]{1,6}|[a-z]{1,5})?-?\d[A-Za-z0-9]{0,8}(?:-(?!treated|based|naive|induced|mediated|related|like|specific|driven|positive|ready|stage|only|dosed|exposed|containing)[A-Za-z0-9]{1,8}){0,2}"
    r"(?: (?:SL|SC|ER|XR|IR|IV|IM|ODT|DS|\d[A-Z])(?!\w))?(?!\w|[./]\d)"
)
_NOT_CODE = re.compile(
    r"(?:[Aa]nti-|NCT|ISRCTN|UMIN|CTRI|ACTRN|EudraCT|COVID|SARS|MERS|CD\d|IL-?\d|HER-?[1-4]|HLA|HbA|A1[Cc]|GLP-?\d|SGLT|PD-?L?\d?|CTLA|FY\d|CY\d|Q[1-4]|[1-4]Q|H\d|HPV|HIV|HCV|HBV|"
    r"FEV|ACR\d|PASI|EASI|IGA|ECOG|CTCAE|RECIST|MADRS|HAM|SF-?\d|EQ-?5|CYP\d|BRCA\d|[Tt]?[Pp]53|[A-Z]\d{1,4}[A-Z]?$|ICD|ISO|10-?[KQ]|K\d{6}|P\d{6}|DEN\d|US\d|WO\d|EP\d|"
    r"T[12]D|5-?HT|Form|Phase|phase|Grade|grade|Stage|Day|day|Week|week|Arm|Part|Class|Level|Type|type|Top|top|Covid|Rule|Section|Item|Title|Note|Table|Figure|MSI|TNF|VEGF|FGFR\d|CDK\d|JAK\d|"
    r"KRAS|NRAS|BRAF|EGFR|ALK|PCSK\d|ANGPTL\d|Bcl|BCL|Wnt|NMDA|TDP|CA-?\d|TNFRSF\d|IgG\d|IFN|TGF|BMP|MMP|SOD\d|NAV?\d|Nav\d|Ang|Factor|omega|Omega|vitamin|Vitamin|H\dN\d|"
    r"[A-Za-z]+-?(?:19|20)\d\d$|(?:January|February|March|April|May|June|July|August|September|October|November|December)|[a-z]+-?\d+$|[A-Z]{2,4}-[A-Z]{2,4}$)"
)  # fmt: skip
_MARKED = re.compile(r"([A-Za-z][\w/-]*(?: [A-Z][\w/-]*){0,2}) ?(?:®|™|\((?:R|TM)\))|\b([A-Z][a-z]*[A-Z]?[A-Za-z]{2,})TM\b")
_ODD = re.compile(r"(?<![\w/.@#$&+-])(?:[A-Z][a-z]{2,10}[A-Z][A-Za-z]{1,10}|[A-Z]{2,6}-[A-Z]{3,6}|hu[A-Z]{3,6}-[a-z]{3,6}|[A-Z]{4,12})(?![\w/@-])")
_COMPANY_WORD = re.compile(r"(?:Bio|Life)?[Ss]ciences?|Pharma\w*|Therapeutics|Biotech\w*|Technolog\w+|Platform|Medical|Health\w*|Labs?|Inc|Systems?|Group|Network|Media", re.I)
_LETTERS = re.compile(r"[A-Z]")


def coined(sentences: Iterable[Sentence], taken: list[Mention], companies: frozenset[str]) -> list[Mention]:
    """Mentions of names that the words around them show to be treatments; ``taken`` places are left alone.

    ``companies`` holds the folded names of the release's companies and tickers.
    """
    busy = defaultdict(list)
    for mention in taken:
        busy[mention.sentence.index].append((mention.start, mention.end))
    places: dict[str, list[tuple[Sentence, int, int]]] = defaultdict(list)
    marked: set[str] = set()
    sentences = tuple(sentences)
    for sentence in sentences:
        marked |= _marked(sentence)
    marked = {word for word in marked if compact(word) not in companies and not _COMPANY_WORD.fullmatch(word)}
    for sentence in sentences:
        for start, end in _candidates(sentence.text, marked):
            if all(end <= a or start >= b for a, b in busy[sentence.index]):
                places[_key(sentence.text[start:end])].append((sentence, start, end))
    kinds = {key: _accepted(key, where, marked) for key, where in places.items() if key not in companies}
    families = {_family(places[key][0]) for key, kind in kinds.items() if kind == "code"} - {""}
    found = []
    for key, kind in kinds.items():
        where = places[key]
        if kind is None and _family(where[0]) in families and not _against(where):
            kind = "code"
        if kind is None and any(_beside_known(place, busy[place[0].index]) for place in where):
            kind = "code" if any(c.isdigit() for c in key) else "coined"
        if kind:
            found += [Mention(s, a, b, _substance(key) if kind == "code" else "", kind) for s, a, b in where]
    return found


Place = tuple[Sentence, int, int]


def _family(place: Place) -> str:
    """The company's letters of a code: ``TNX`` of ``TNX-102``, ``GEO`` of ``GEO-MVA``."""
    match = re.match(r"[A-Z]{2,6}(?=-?\d|-[A-Z])", place[0].text[place[1] : place[2]])
    return match.group() if match else ""


def _beside_known(place: Place, known: list[tuple[int, int]]) -> bool:
    """Does it stand in brackets behind a known name, or a known name so behind it?"""
    sentence, start, end = place
    return any(beside(sentence.text, one, (start, end)) or beside(sentence.text, (start, end), one) for one in known)


def _substance(key: str) -> str:
    """The listed substance of a code long enough to be one company's only."""
    letters = sum(c.isalpha() for c in key)
    return names().codes.get(key, "") if letters >= 3 and len(key) > 5 or len(key) - letters >= 4 else ""


def _against(where: list[Place]) -> bool:
    total = sum((support(s.text, a, b) for s, a, b in where), Support())
    return total.against > total.strong + total.weak


def _key(words: str) -> str:
    return compact(words)


def _marked(sentence: Sentence) -> set[str]:
    """The last words of names beside a trademark sign."""
    if not any(sign in sentence.quote for sign in ("®", "™", "TM", "(R)")):
        return set()
    found = set()
    for match in _MARKED.finditer(sentence.quote):
        name = (match.group(1) or match.group(2)).removesuffix("TM")
        parts = name.split(" ")
        found.add(parts[-1])
    return {name for name in found if len(name) > 3}


def _candidates(text: str, marked: set[str]) -> list[tuple[int, int]]:
    """Where a text has a word shaped like a code, an odd capital word, or a marked brand."""
    spans = []
    for match in _CODE.finditer(text):
        if _LETTERS.search(match.group()) and not _NOT_CODE.match(match.group()):
            spans.append(match.span())
    for match in _ODD.finditer(text):
        spans.append(match.span())
    for name in marked:
        spans += [match.span() for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)]
    spans.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _accepted(key: str, where: list[tuple[Sentence, int, int]], marked: set[str]) -> str | None:
    """code, coined or nothing, by the words around all places of one name."""
    total = sum((support(s.text, a, b) for s, a, b in where), Support())
    sentence, start, end = where[0]
    words = sentence.text[start:end]
    digits = any(c.isdigit() for c in words)
    if total.against > total.strong + total.weak:
        return None
    if digits:
        listed = key in names().codes and len(key) > 5
        enough = total.strong >= 1 or total.weak >= 2 or (listed and total.weak >= 1)
        return "code" if enough else None
    if words in marked:
        return "coined" if total.strong + total.weak > total.against else None
    if words.startswith("hu"):
        return "code" if total.strong >= 1 else None
    if total.against or any(_defined(place) for place in where):
        return None
    mixed = any(c.islower() for c in words) and not re.search(r"[A-Z]{2,}s$", words)
    return "coined" if total.strong >= (1 if mixed else 2) else None


def _defined(place: Place) -> bool:
    """Is this the abbreviation of words before it: "pathway inhibition (ARPI)"?"""
    sentence, start, end = place
    return bool(re.search(r"[a-z] \($", sentence.text[max(0, start - 3) : start])) and sentence.text[end : end + 1] == ")"
