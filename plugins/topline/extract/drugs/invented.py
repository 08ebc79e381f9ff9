"""Nonproprietary names that no list has: words that stand again and again where only a medicine can stand."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Set

from topline.extract.drugs.mentions import Mention
from topline.extract.drugs.names import endings, names, words
from topline.extract.reading import Sentence
from topline.extract.words.patterns import pattern_of

# What a medicine does, as the noun of an apposition.
_ACTION = (
    r"(?:inhibitor|antibody|agonist|antagonist|modulator|degrader|activator|stimulator|blocker|conjugate|engager|bispecific|prodrug|radioligand|"
    r"oligonucleotide|siRNA|gene therapy|cell therapy|vaccine|corrector|potentiator|sensitizer|inactivator|carbapenem|cephalosporin|"
    r"antibiotic|antiviral|antifungal|peptide|analog(?:ue)?|fusion protein|enzyme|small molecule|medicine|drug|tablet|pill|capsule|ADC|TKI)\b(?! (?:company|firm|developer|manufacturer|business|maker)\b)"
)
_CODE = r"(?:formerly |previously |also known as |(?:R&D )?code(?:d| name)?:? )?[A-Z]{1,6}[a-z]?-?\d{2,6}[A-Z]?(?:-[A-Z\d]+)?"
_NEW = r"(?:oral|investigational|experimental|novel|first-in-class|selective|next-generation|once-daily|once-weekly|subcutaneous|intravenous|inhaled|topical)"
# What shows it by itself.
_SURE_BEFORE = pattern_of(r"(?:\b[A-Z]{2,6}-?\d{2,6} \(|\(INN:? |[a-z](?:®|™) \()$")
_SURE_BEHIND = pattern_of(
    rf" \({_CODE}\)| \d[\d.,]* ?(?:mg|µg|mcg|IU)\b|(?: \([^()]{{1,40}}\))?(?:,| (?:is|was)) (?:an?|its|our|the company's) (?:{_NEW},? )?(?:[\w/+-]+ ){{0,6}}?{_ACTION}"
    rf"|(?: \([^()]{{1,40}}\))?,? an? {_NEW} |, (?:developed|discovered) by "
)
_CODED = pattern_of(rf" \({_CODE}\)")
# What shows it if more does.
_BEFORE = pattern_of(
    r"\b(?:(?:assigned|randomi[sz]ed|allocated|switched)(?: \d:\d(?::\d)?)? to|treat(?:ed|ment|ing) with|(?:receiv|tak)(?:ed?|es|ing)|took|dosed with|therapy with|"
    r"(?:combination|combined|together) with|doses? of|(?:safety|efficacy|tolerability|benefits?|effects?) of|(?:trial|study|data|results|development|sales|approval|application|"
    r"formulation|courses?|cycles?|launch|infusions?|injections?) (?:of|for|with)|plus|versus|vs\.?|[Ee]valuating|[Cc]ompar(?:es|ing|ed) (?:with )?|added to|given|"
    r"(?:inhibitor|antibody|agonist|antagonist|degrader|modulator|blocker|activator|analogue|medicine|pill|drug),?(?: called| named)?|(?:NDA|BLA|MAA|IND)\)? for|"
    r"[\d)] ?%\)?(?: of (?:patients|participants))? (?:with|on|for)|designation (?:for|to)|[Rr]ights to|candidate,?)"
    rf" (?:(?:the|its|either|{_NEW}) ){{0,2}}$"
)
_BEHIND = pattern_of(
    r"-treated\b| (?:monotherapy|arm|group|recipients|plus|versus|vs\.?|in combination with|combined with)\b"
    r"| (?:for the treatment of|to treat|in (?:adults|patients|people|children|adolescents))\b| (?:and|or|than|versus|vs\.?)(?: \d[\d.]*%?)?(?: \w+)?(?: (?:with|on|for|to))? placebo\b"
    r"| (?:was|is|were) (?:generally |also )?(?:well tolerated|superior|approved|administered|granted)| (?:[Ss]ignificantly |also )?(?:[Mm]et|[Mm]eets|[Rr]educe[ds]|[Ii]mprove[ds]|[Ll]owere?[ds]|[Cc]uts|[Hh]alves|[Ss]lows|[Ss]lowed|[Pp]rolonge?[ds]|[Mm]issed|[Mm]isses|[Ff]ails|[Ff]ailed) "
    r"| (?:received|receives|has|holds|had received|was granted|has been granted) (?:the )?(?:[Oo]rphan|[Ff]ast|[Bb]reakthrough|[Pp]riority|rare|PRIME|QIDP|FDA|marketing)\b"
)
# A medicine stands where one can be seen at least every fourth time.
_SHARE = 4
_WORD = pattern_of(r"(?<![\w@/.-])[A-Za-z][a-z]{5,16}(?![\w@])")
_SHAPE = pattern_of(
    r"[a-z]*[aeiouy][a-z]*(?:[aeiou](?:b|ct|d|f|g|k|l|m|n|nd|nt|pt|r|rt|st|t|v|x|z)|[aeiou]ne|[aiou]de|[aio]le|[ao]se|[ao]te|[ei]ne|ium|yl|[aeiou]l[dt])"
)
# Endings of English words that medicines do not have.
_ENGLISH = pattern_of(
    r"(?:ing|ed|ion|ions|ment|ness|ity|ful|less|able|ible|ship|ance|ence|hood|ward|ism|ist|ists|ous|ious|ic|ical|ial|ual|nal|ral|tal|cal|ural|"
    r"ian|men|man|tive|sive|logy|pathy|graphy|scopy|ectomy|tomy|plasty|itis|osis|asis|emia|aemia|oma|uria|trophy|plegia|algia|ants|ents|ers|ors|ics|"
    r"ate|ates|age|ure|dom|ough|ould|ther|ever|self|ents|ssion|ling|cient|port|form|point|line|time|life|side|site|like|wide|weight|term|pient|ticipant|"
    r"land|cohol|bone|tein|gether|cell|cells|wise|dicine|ccine|gram|cept(?<!rcept)|oup|tter|ister|ger|der|ner|ter|per|ber|ver|fer|ker|mer|ser|cer|ler)$"
)
_COMPANY = pattern_of(
    r"(?:'s)? (?:Inc|Corp|Corporation|Ltd|LLC|plc|AG|SA|Therapeutics|Pharma\w*|Biotech\w*|Bio\w*|Laborator\w+|Group|Holdings|Company|Foundation|Medical|University|Hospital|Institute|Oncology|Genetics)\b"
)


def invented(sentences: Iterable[Sentence], taken: list[Mention], companies: frozenset[str]) -> list[Mention]:
    """The mentions of words that behave like nonproprietary names; what ``taken`` names, and ``companies``, left alone."""
    known = {word for mention in taken for word in mention.words.lower().split(" ")} | companies
    points: dict[str, int] = defaultdict(int)
    places: dict[str, list[tuple[Sentence, int, int]]] = defaultdict(list)
    for sentence in sentences:
        for start, end in _candidates(sentence.text, known):
            word = sentence.text[start:end].lower()
            places[word].append((sentence, start, end))
            points[word] += _shown(sentence.text, start, end)
    found: list[Mention] = []
    for word, where in places.items():
        capital = all(s.text[a].isupper() for s, a, _ in where)
        shown = points[word] + word.endswith(endings())
        if shown >= (3 if capital else 2) and _SHARE * points[word] >= len(where):
            brand = capital and any(a and s.text[a - 1 : a] == " " and s.kind != "headline" for s, a, _ in where)
            found += [Mention(s, a, b, "" if brand else word, "coined" if brand else "inn") for s, a, b in where]
    return found


# "lutetium Lu 177 dotatate", "177Lu-PSMA-I&T", "[68Ga]Ga-PSMA-11"
_LABELLED = pattern_of(
    r"\b(?:lutetium|gallium|copper|actinium|yttrium|technetium|zirconium|indium|iodine|thorium|lead)(?: \(?[A-Z][a-z]? ?-?\d{2,3}\)?| ?-? ?\(?\d{2,3}[A-Z][a-z]?\)?|-\d{2,3}) (?!\w+ed\b)[a-z]{5,16}(?: tetraxetan)?\b"
    r"|\b[A-Za-z]{3,8}botulinumtoxin ?[A-G]\b|(?<!\w)\[?\d{2,3}(?:Lu|Ga|Cu|Ac|Y|Tc|Zr|In|I|F|Th|Pb)\]?-?(?:Lu-|Ga-|Cu-|Ac-)?[A-Za-z][\w&]+(?:-[A-Z0-9][\w&]*){0,2}"
)
_ISOTOPE = pattern_of(r"toxin ?[A-G]|\d[A-Z]|[a-z] [A-Z][a-z]? ?\d|[a-z]-\d")


def labelled(sentences: Iterable[Sentence]) -> list[Mention]:
    """The medicines and tracers named by their radioactive isotope."""
    found = []
    for sentence in sentences:
        if _ISOTOPE.search(sentence.text):
            for m in _LABELLED.finditer(sentence.text):
                toxin = "toxin" in m.group()
                kind = "inn" if toxin or m.group()[0].islower() else "code"
                name = m.group().lower() if toxin else m.group()
                found.append(Mention(sentence, m.start(), m.end(), name if kind == "inn" else "", kind))
    return found


def _candidates(text: str, known: Set[str]) -> list[tuple[int, int]]:
    """Where a text has a word of a medicine's shape that is not ``known``."""
    seen = {word for word in set(_WORD.findall(text)) if shaped(word.lower()) and word.lower() not in known}
    if not seen:
        return []
    return [m.span() for m in _WORD.finditer(text) if m.group() in seen and not _COMPANY.match(text, m.end())]


def _shown(text: str, start: int, end: int) -> int:
    """How much the words around one place show that a medicine is named: 0 to 3."""
    left = max(0, start - 60)
    sure = bool(_SURE_BEFORE.search(text, left, start)) or bool(_SURE_BEHIND.match(text, end))
    coded = bool(_CODED.match(text, end))
    return 2 * sure + coded + bool(_BEFORE.search(text, left, start)) + bool(_BEHIND.match(text, end))


@functools.lru_cache(16384)
def shaped(word: str) -> bool:
    """Could this be a nonproprietary name, and is it no word of daily or medical English?"""
    return (
        bool(_SHAPE.fullmatch(word))
        and not _ENGLISH.search(word)
        and word not in words("plain", "words")
        and word not in names().nonproprietary
    )
