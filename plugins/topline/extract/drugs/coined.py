"""Names that no list has: company codes, brands beside ® or ™, and coined words used as a treatment."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from topline.extract.drugs.aliases import beside
from topline.extract.drugs.controls import large_companies
from topline.extract.drugs.frames import Support, support
from topline.extract.drugs.mentions import Mention
from topline.extract.drugs.names import compact, names, words
from topline.extract.reading import Sentence
from topline.extract.words.patterns import pattern_of

# A code: a company's letters, then a number; perhaps the letters of a formulation behind a blank.
_CODE = pattern_of(
    r"\b(?=[A-Za-z-]{0,14}\d)(?:\d{2,3}[A-Z][a-z]-)?[A-Za-z]{1,9}\d{0,3}[A-Za-z]{0,3}-?(?:[A-Z]{1,6}[a-z]{0,2}|[a-z]{1,5})?-?\d[A-Za-z0-9]{0,8}"
    r"(?:-(?!treated|targeted|targeting|directed|selective|binding|based|naive|induced|mediated|related|like|specific|driven|positive|ready|stage|only|dosed|exposed|containing)[A-Za-z0-9]{1,8}){0,2}"
    r"(?: (?:SL|SC|ER|XR|IR|IV|IM|ODT|DS|\d[A-Z])(?!\w))?(?!\w|[./]\d)"
)
_NOT_CODE = pattern_of(
    r"(?:[Aa]nti-|MC[1-5]R|UV[AB]\d|NCT|ISRCTN|UMIN|CTRI|ACTRN|EudraCT|COVID|SARS|MERS|CD\d|IL-?\d|HER-?[1-4]|HLA|HbA|A1[Cc]|GLP-?\d|SGLT|PD-?L?\d?|CTLA|FY\d|CY\d|Q[1-4]|[1-4]Q|H\d|HPV|HIV|HCV|HBV|"
    r"FEV|ACR\d|PASI|EASI|IGA|ECOG|CTCAE|RECIST|MADRS|HAM|SF-?\d|EQ-?5|CYP\d|BRCA\d|[Tt]?[Pp]53|[A-Z]\d{1,4}[A-Z]?$|ICD|ISO|10-?[KQ]|K\d{6}|P\d{6}|DEN\d|US\d|WO\d|EP\d|"
    r"T[12]D|5-?HT|Form|Phase|phase|Grade|grade|Stage|Day|day|Week|week|Arm|Part|Class|Level|Type|type|Top|top|Covid|Rule|Section|Item|Title|Note|Table|Figure|MSI|TNF|VEGF|FGFR\d|CDK\d|JAK\d|"
    r"KRAS|NRAS|BRAF|EGFR|ALK|PCSK\d|ANGPTL\d|Bcl|BCL|Wnt|NMDA|TDP|CA-?\d|TNFRSF\d|IgG\d|IFN|TGF|BMP|MMP|SOD\d|NAV?\d|Nav\d|Ang|Factor|omega|Omega|vitamin|Vitamin|H\dN\d|"
    r"[A-Za-z]+-?(?:19|20)\d\d$|(?:January|February|March|April|May|June|July|August|September|October|November|December)|[a-z]+-?\d+$|[A-Z]{2,4}-[A-Z]{2,4}$)"
)  # fmt: skip
_MARKED = pattern_of(
    r"([A-Za-z][\w/-]*(?: [A-Z][\w/-]*){0,2}) ?(?:®|™|\((?:R|TM)\))|\b([A-Z][a-z]*[A-Z]?[A-Za-z]{2,})TM\b"
)
# A brand of any shape where only a medicine can stand: "received Lumavex 960 mg".
_DOSED = pattern_of(
    r"\b(?:receiv(?:ed?|ing)|given|taking|took|treated with|doses? of|assigned to|randomi[sz]ed to) ([A-Z][a-z]{4,13}) (?:at )?\d[\d.,]* ?(?:mg|µg|mcg|IU|mL)\b"
)
_ODD = pattern_of(
    r"[A-Zh](?:(?<=[A-Z])(?:(?!c[A-Z])[a-z]{1,10}[A-Z][A-Za-z]{1,10}|[A-Z]{1,5}-[A-Z]{3,6}|[A-Z]{3,11})|(?<=h)u[A-Z]{3,6}-[a-z]{3,6})(?![\w/@-])"
)
# A product's name like any other: a capital word inside a sentence, that nowhere stands small ("patients given Ryvonda").
_PROPER = pattern_of(r"(?<=[a-z,'\u2019s] )[A-Z][a-z]{4,12}(?![\w@'\u2019-]| [A-Z])")
# Words that stand right beside a product's name; without any of them nothing is looked at.
_PRODUCT_CUE = pattern_of(
    r"\b(?:treat\w*|therap\w*|dos\w+|receiv\w*|drugs?|product|candidate|vaccine|device|test|medicine|medication|injection|infusion|implanted|approved|system|sales|launch\w*)\b"
)
_DEAL = pattern_of(r"\b(?:business combination|merger|merged|acqui\w+|vaccinia)\b")
# A company's code with a blank in it: "BAY 1234".
_SPACED = pattern_of(
    r"(?<![\w-])[A-Z]{2,4} (?!(?:19|20)\d\d\b)\d{3,6}(?![\w.,%-]*\d)(?! (?:patients|participants|subjects|people|adults|children|Phase|Patients)\b)(?![\w(])"
)
# Capitals with a hyphen: "LKF-MVA", "MVA-LK-Filo", "Lumab-B"
_HYPHENED = pattern_of(
    r"(?<![\w@/.-])(?!(?:CAR|TCR|NK|TIL|PD|CTLA|HLA|TNF|IFN|COVID|SARS|MERS|CT|MRI|US|UK|EU|RT|PCR|DNA|RNA|HIV|HPV|HBV|HCV|RSV|CD|EQ|SF|AE|SAE|BRCA|EGFR|FDA|EMA|NYSE|NASDAQ|OTC|TSX|Anti|Non|Pre|Post|Multi|Sub|Self|Kaplan)-)"
    r"(?:[A-Z]{2,5}-[A-Z]{2,5}(?:-[A-Z][a-z]{2,6})?|[A-Z]-[A-Z]{3,6}|[A-Z][a-z]{3,8}-[A-Z]{1,3}|[A-Z][a-z]\d{1,2}\.[A-Z]{3,8})(?![\w@-])"
)
_NOT_SPACED = pattern_of(
    r"(?:NCT|FDA|EMA|ASCO|ASH|ESMO|AACR|SWOG|CALGB|NRG|COG|GOG|EORTC|RTOG|ISO|IEC|CD|IL|IRB|IND|NDA|BLA|PO|P\.O|US|UK|EU|CA|NY|MA|NJ|PA|TX|FL|NC|IN|OF|TO|FOR|SOX|CT|MD|WA|DC|RP|LDL|HDL|BMI|OR|HR|CI|SD|AND|ARM|DAY|GMT|EST|EDT|PST|PDT|CET|BST|Q\d) "
)
_PART_BEFORE = frozenset("/.@#$&+-_")
_BRAND_BEFORE = pattern_of(r"(?:[a-z,] |^)(?P<brand>[A-Z][a-z]{3,13}|[A-Z]{5,14}) \($")
_COMPANY_WORD = pattern_of(
    r"(?:Bio|Life)?[Ss]ciences?|Pharma\w*|Therapeutics|Biotech\w*|Technolog\w+|Platform|Medical|Health\w*|Labs?|Inc|Systems?|Group|Network|Media",
    re.I,
)
# What a disease in capitals stands before: "its lead ADHD asset".
_MODIFIER = pattern_of(
    r" (?:asset|treatment|therap|drug|market|patient|program|space|candidate|medication|indication|care\b|population|community|product|vaccine|test|symptom|diagnos|case)"
)
# As long as a trial's name: "ELOQUENT-2".
_TRIAL_LIKE = pattern_of(r"[A-Za-z]{5,}-?\d{1,3}[A-Z]?")
# How most companies write their codes: "XYZ-123", "XY2203".
_HOUSE_CODE = pattern_of(
    r"(?!(?:SWOG|RTOG|CALGB|NSABP|EORTC|ECOG|GOG|COG|NRG|PHQ|GAD|EQ|SF|NEDA|FACT|QLQ|ISO|IEC|THP|HEK|CHO|miR|ACC|AHA|ESC)-)"
    r"(?P<letters>[a-z]{0,2}[A-Z]{2,5})(?:-(?:[A-Z]{1,3}-?)?\d{2,5}|-[A-Z][a-z]{1,2}\d{1,5}|\d{3,6})[A-Z]?"
)
# A trial with its number in brackets: "the CASTOR study (MMY3004)".
_TRIAL_BEFORE = pattern_of(r"(?:\b[A-Z][A-Z-]{3,}\d?|[Ss]tudy|[Tt]rial|[Pp]rotocol)(?: ?[(:]| no\.)? ?$")
_SPELT_OUT = 8  # capitals; no abbreviation of a disease is as long
_FORENAME = pattern_of(r"(?:^|[^\w'])([A-Z][a-z]{3,}) $")
_SYSTEM = pattern_of(r" (?:[Ss]ystem|[Dd]evice|[Mm]onitor|[Pp]ump)\b")
LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_WORD = pattern_of(r"(?<![\w@/.-])[A-Z][a-z]{4,12}(?![\w@-])")
_DIGIT = pattern_of(r"\d")
_LETTERS = pattern_of(r"[A-Z]")


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
    marked |= {brand for mention in taken if mention.kind == "inn" and (brand := _brand_before(mention))}
    firms = companies | large_companies()
    marked = {word for word in marked if compact(word) not in firms and not _COMPANY_WORD.fullmatch(word)}
    proper = _proper(sentences)
    for sentence in sentences:
        for start, end in _candidates(sentence.text, marked, proper):
            if all(end <= a or start >= b for a, b in busy[sentence.index]):
                places[_key(sentence.text[start:end])].append((sentence, start, end))
    kinds = {key: _accepted(key, where, marked, companies) for key, where in places.items() if key not in firms}
    families = {_family(places[key][0]) for key, kind in kinds.items() if kind == "code"} - {""}
    named = {mention.name for mention in taken if mention.name}
    endings = {own[cut:] for own, kind in kinds.items() if kind for cut in range(1, len(own) - 4)}
    found = []
    for key, kind in kinds.items():
        where = places[key]
        if kind is None and _family(where[0]) in families and not _against(where):
            kind = "code"
        if kind is None and len(key) > 4 and key in endings:
            kind = "code" if any(c.isdigit() for c in key) else None
        if kind is None and any(_beside_known(place, busy[place[0].index]) for place in where):
            kind = "code" if any(c.isdigit() for c in key) else "coined"
        if kind == "coined":
            where = _with_forename(where, companies)
        if kind:
            found += [Mention(s, a, b, _substance(key, named) if kind == "code" else "", kind) for s, a, b in where]
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


def _with_forename(where: list[Place], companies: frozenset[str]) -> list[Place]:
    """The places of a device's name with the capital word that always stands before it: "the Lumo AirFlow System"."""
    before = [_FORENAME.search(s.text, max(0, a - 20), a) for s, a, _ in where]
    words_ = {match[1] if match else "" for match in before}
    if len(where) < 2 or len(words_) != 1 or "" in words_ or compact(next(iter(words_))) in companies:
        return where
    if not any(_SYSTEM.match(s.text, b) for s, _, b in where):
        return where
    return [(s, match.start(1), b) for (s, _, b), match in zip(where, before, strict=True) if match]


def _substance(key: str, named: set[str]) -> str:
    """The listed substance of a code that the release names too, or that is long enough to be one company's only."""
    if names().codes.get(key, "") in named:
        return names().codes[key]
    letters = sum(c.isalpha() for c in key)
    return names().codes.get(key, "") if (letters >= 3 and len(key) > 5) or len(key) - letters >= 4 else ""


def _against(where: list[Place]) -> bool:
    total = sum((support(s.text, a, b) for s, a, b in where), Support())
    return total.against > total.strong + total.weak


def _key(words: str) -> str:
    return compact(words)


def _marked(sentence: Sentence) -> set[str]:
    """The last words of names beside a trademark sign, and those that are given in milligrams."""
    found = {match[1] for match in _DOSED.finditer(sentence.text)}
    if not any(sign in sentence.quote for sign in ("®", "™", "TM", "(R)")):
        return found
    for match in _MARKED.finditer(sentence.quote):
        name = (match.group(1) or match.group(2)).removesuffix("TM")
        parts = name.split(" ")
        found.add(parts[-1])
    return {name for name in found if len(name) > 3}


def _brand_before(mention: Mention) -> str:
    """The capital word that has the nonproprietary name in brackets behind it: "approved Casgevy (exagamglogene …"."""
    text = mention.sentence.text
    match = _BRAND_BEFORE.search(text, max(0, mention.start - 40), mention.start)
    if not match or match["brand"].lower() in words("regimens", "words"):
        return ""
    return match["brand"] if beside(text, match.span("brand"), (mention.start, mention.end)) else ""


def _proper(sentences: tuple[Sentence, ...]) -> frozenset[str]:
    """The capital words that a product may be called by: more than once, never small, in sentences on treatments."""
    found = [
        word
        for s in sentences
        if s.kind != "headline" and not _DEAL.search(s.text) and _PRODUCT_CUE.search(s.text)
        for word in _PROPER.findall(s.text)
    ]
    if not found:
        return frozenset()
    small = {word for s in sentences for word in s.text.split() if word.islower()}
    return frozenset(
        w
        for w in found
        if w.lower() not in small
        and w.lower() not in words("plain", "words")
        and w not in words("products", "not_names")
    )


def _candidates(text: str, marked: set[str], proper: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Where a text has a word shaped like a code, an odd capital word, or a marked brand; ``proper``: other capital words."""
    spans = [m.span() for m in _WORD.finditer(text) if m.group() in proper] if proper else []
    text = text.translate(LOWERED)
    if _DIGIT.search(text):
        spans += [
            m.span()
            for m in _CODE.finditer(text)
            if _LETTERS.search(m.group()) and not _NOT_CODE.match(m.group()) and not _of_regimen(m.group())
        ]
        spans += [m.span() for m in _SPACED.finditer(text) if not _NOT_SPACED.match(m.group())]
    if "-" in text or "." in text[:-1]:
        spans += [m.span() for m in _HYPHENED.finditer(text)]
    spans += [m.span() for m in _ODD.finditer(text) if m.group().lower() not in words("regimens", "words")]
    for name in marked:
        if name in text:
            spans += [match.span() for match in re.finditer(rf"{re.escape(name)}(?![\w-])", text)]
    spans = [(a, b) for a, b in spans if not a or not (text[a - 1].isalnum() or text[a - 1] in _PART_BEFORE)]
    spans.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _of_regimen(name: str) -> bool:
    """Are these the letters of a regimen with a number behind, perhaps another drug's letter before: "R-CHOP-21"?"""
    return len(re.findall(r"\d", name)) < 3 and any(
        part.rstrip("0123456789") in words("regimens", "words") for part in name.lower().split("-")
    )


def _accepted(key: str, where: list[Place], marked: set[str], companies: frozenset[str]) -> str | None:
    """code, coined or nothing, by the words around all places of one name."""
    total = sum((support(s.text, a, b) for s, a, b in where), Support())
    sentence, start, end = where[0]
    name = sentence.text[start:end]
    digits = any(c.isdigit() for c in name)
    if total.against > total.strong + total.weak:
        return None
    if digits and " " not in name:
        if _TRIAL_LIKE.fullmatch(name):
            return "code" if total.strong and not total.against else None
        listed = key in names().codes and sum(c.isdigit() for c in key) > 2 and key[:2].isalpha()
        headed = total.weak and any(s.zone == "headline" for s, _, _ in where)
        enough = total.strong >= 1 or total.weak >= 2 or listed or headed or _of_company(where, total, companies)
        return "code" if enough else None
    if " " in name and digits:
        return "code" if key in names().codes or total.strong else None
    if name in marked or name.removesuffix("TM") in marked:
        return "coined" if total.strong + total.weak > total.against else None
    if name[1:].islower() or ("-" in name and not name.startswith("hu")):
        return "coined" if not total.against and (total.strong > 1 or (total.strong and len(where) > 2)) else None
    spelt = name.isupper() and len(name) < _SPELT_OUT
    if spelt:
        where = [place for place in where if not _MODIFIER.match(place[0].text, place[2])]
        total = sum((support(s.text, a, b) for s, a, b in where), Support())
    if name.startswith("hu"):
        return "code" if total.strong >= 1 else None
    if total.against or any(_defined(place) for place in where):
        return None
    mixed = any(c.islower() for c in name) and not re.search(r"[A-Z]{2,}s$", name)
    return "coined" if total.strong >= (1 if mixed else 2) else None


def _of_company(where: list[Place], shown: Support, companies: frozenset[str]) -> bool:
    """A code of letters, hyphen and number that begins with letters of the company's name, or that a word shows to be a drug."""
    sentence, start, end = where[0]
    match = _HOUSE_CODE.fullmatch(sentence.text, start, end)
    if not match or shown.against or any(_TRIAL_BEFORE.search(s.text, max(0, a - 20), a) for s, a, _ in where):
        return False
    return bool(shown.weak) or any(_letters_of(match["letters"].lower(), company) for company in companies)


def _letters_of(letters: str, company: str) -> bool:
    """Do the letters stand in the company's name in that order, the first at its head? A last x is anyone's."""
    if not company or company[0] != letters[0]:
        return False
    rest = iter(company)
    return all(letter in rest for letter in letters.removesuffix("x"))


def _defined(place: Place) -> bool:
    """Is this the abbreviation of words before it: "pathway inhibition (ARPI)"?"""
    sentence, start, end = place
    return (
        bool(re.search(r"[a-z] \($", sentence.text[max(0, start - 3) : start])) and sentence.text[end : end + 1] == ")"
    )
