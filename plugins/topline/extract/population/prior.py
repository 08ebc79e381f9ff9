"""What the patients of the trial had been treated with before, and the share who had it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from topline.extract.drugs.roles import Pattern, Place, named_pattern, places_of
from topline.extract.reading import Reading, Sentence
from topline.extract.shipped import table_of
from topline.extract.words.numbers import NUMBER_WORDS, number_of
from topline.extract.words.patterns import pattern_of
from topline.facts import Facts, PriorTherapy
from topline.facts.record import Number

# Words that open a statement of earlier treatment. Named by what they say.
_WENT_ON = r"(?:progressed|returned|recurred|relapsed|came back|come back|grew|grown|worsened|spread) (?:on|after|despite|following)"
_CUE = pattern_of(
    r"(?P<received>\b(?:had|have|has|having|been)?,? ?(?:also |all |each |either |already )?(?:previously|earlier|before) (?:been )?(?:received|treated|exposed|given|taken|undergone|used|tried))\b"
    r"|(?P<had>\b(?:had|have|having) (?:also |all |already |both )?(?:received|been (?:treated|exposed)|undergone|failed|progressed)\b)"
    r"|(?P<took>\bhad (?:also |all |already |both )?(?:had|taken|used|tried)\b)"
    r"|(?P<passive>\b(?:had (?:also |all |already )?been (?:given|used|taken|administered|tried|on)\b(?: (?:before|earlier|previously))?))"
    r"|(?P<prior>\b(?:prior|previous|earlier) (?:treatments?|therap(?:y|ies)|exposure|use|courses?|lines?|regimens?)\b(?: (?:had |have )?(?:with|to|of|included|including|comprised|contained|consisted of))?)"
    r"|(?P<noun>\b(?:received|had|with) (?:a )?prior\b)"
    r"|(?P<pretreated>\b(?:heavily )?pre-?treated with\b)"
    r"|(?P<failed>\b(?:patients|participants|adults|people|those|who|disease|and) (?:who |that )?(?:had |have )?(?:failed|progress(?:ed|ing|ion) (?:on|after|following|despite))\b)"
    rf"|(?P<came_back>\bwhose [^.;,]{{1,50}}? (?:had |has )?{_WENT_ON}\b)"
    r"|(?P<unhelped>\b(?:inadequate(?:ly)? respon\w+(?: or intoleran\w+)? to|(?:did|do|does|had|has|have) not respond(?:ed)? to|unresponsive to|switch(?:ed|ing) from|(?:was|were|is|are) (?:refractory|resistant|intolerant) (?:to|of)|(?:were|was) among (?:the )?(?:earlier|prior|previous)))",
    re.I,
)
# One of these must stand in a sentence of earlier treatment: looked for before any pattern is tried.
_GATE = (
    "rior",
    "revious",
    "arlier",
    "treated",
    "received",
    "failed",
    "rogress",
    "undergone",
    "exposed",
    "had been ",
    "had had ",
    "had taken ",
    "had used ",
    "had tried ",
    "refractory to",
    "nadequate",
    "whose ",
    "respon",
    "witch",
    "ntoleran",
    "-refractory",
    "-experienced",
    "-resistant",
    "-exposed",
)
_NO_STATEMENT = pattern_of(
    r"\b(?:no|none of the) (?:patients?|participants?|subjects?|one|women|men|adults)\b|\b(?:no|without|not|never|nor) (?:have |had |been |any |a )?(?:previous(?:ly)?|prior|received|history)|\b(?:untreated|treatment-naive)|"
    r"\b(?:previous|earlier|prior) (?:trial|stud(?:y|ies)|data|results|research|report)|\beligib\w+|\bexclu\w+|\bmust\b|\bwill (?:be|enrol|receive)|\bapprov(?:ed|es|al)\b|\bindicated\b",
    re.I,
)  # fmt: skip
# Earlier or later treatment that is none of these patients' past: the trial's own, other people's, animals', a plan's.
_NOT_THEIRS = pattern_of(
    r"\bcross(?:ed|ing)?[- ]?over\b|\b(?:first|second|third) period\b|\bstratif\w+|\b(?:in|at) (?:my|our) (?:own )?(?:clinic|practice)\b|\bmy patients\b|\bsurvey\w*|\bguidelines\b"
    r"|\bsubsequent (?:therap|treatment|line|regimen)\w*|\bsubsequently received\b|\blater lines?\b|\bafter the end of (?:the )?(?:study |trial )?treatment\b"
    r"|\bpre-?medicat\w+|\b(?:prior to|before) (?:each|every) |\b(?:prior to|before) (?:infusion|dosing)\b"
    r"|\b(?:control|comparator) (?:arm|group) (?:who |that )?(?:had )?received\b|(?<!previously )\breceived a median of \d+ (?:cycles|doses|infusions|courses)\b"
    r"|\b(?:mice|mouse|rats?|monkeys|zebrafish|cells? (?:that (?:are|were) |were )?(?:previously|pre-?treated|exposed|resistant))\b"
    r"|\bpeople (?:with [\w' -]{2,40} )?(?:in|across) (?:the )?(?:United States|U\.S\.|(?-i:US)|Europe|(?-i:UK)|world)\b|\bsince (?:its (?:launch|approval)|(?:19|20)\d\d)\b"
    r"|\bha(?:ve|s) (?:few|limited|no) (?:other |good |treatment |therapeutic )*options\b|\bunmet\b|\bnothing is (?:licensed|approved)\b|\b(?:trial|study),? (?:which|that) (?:was )?(?:ended|completed|published|reported) in (?:19|20)\d\d\b"
    r"|\b(?:not (?:allowed|permitted|accepted)|prohibited|disallowed|barred|wash-?out)\b|\bif (?:half|all|some|most|\d+%?) of\b|\bassum(?:es|ed|ing|ptions?)\b",
    re.I,
)  # fmt: skip
_LISTS_OTHERS = pattern_of(
    r"\bexclu\w+|\bnot (?:allowed|permitted)\b|\bwash-?out\b|\b(?:subsequent|later) (?:therap|treatment|line)", re.I
)
_SHARE_BEHIND = pattern_of(
    r"(?: (?:therapy|treatment|agents?|regimens?|inhibitors?|chemotherapy|transplants?))?(?: ?\((?!\s*\d)[^()%]{1,30}\))?"
    r" ?[(\[](?:[nN] ?= ?\d+[;,] ?|\d+(?: of |/)\d+[;,] ?)?(?P<percent>\d{1,3}(?:\.\d+)?)%"
)
_SHARE_BEFORE = pattern_of(
    rf"(?P<percent>\d{{1,3}}(?:\.\d+)?(?=%)|{NUMBER_WORDS}(?= per ?cent\b))(?:%| per ?cent)\)? "
    r"(?:of (?:the |all )?(?:\d+ )?(?:[\w-]+ ){0,2})?(?:who )?(?:had |have |were |was |previously |also |already )*"
    r"(?:received|taken|used|tried|(?<=had )had|been treated with|treated with|been exposed to|exposed to|prior|failed|undergone)(?: (?:prior|previous|earlier|with|to|both|either|treatment|therapy|at|least|one|an?))* ?$"
)
# "bortezomib for 85% of the patients", "platinum compounds had been given to 81%"
_SHARE_IN = pattern_of(
    r"(?: (?:therapy|treatment|agents?|chemotherapy))?(?: ?\((?!\s*\d)[^()%]{1,30}\))?(?: had been (?:given|used|taken|administered|tried))?"
    r" (?:in|for|to|by) (?:about |nearly |almost |some |over |more than )?(?P<percent>\d{1,3}(?:\.\d+)?)%"
)
# "88% had received anthracyclines, 72% paclitaxel and 58% tamoxifen": behind one that is governed by the verb
_SHARE_NEXT = pattern_of(
    r"(?: ?\((?!\s*\d)[^()%]{1,30}\))?(?:,|,? and|,? or|,? while|,? whereas) (?P<percent>\d{1,3}(?:\.\d+)?)% (?:of (?:them|the \w+) )?(?:(?:had )?(?:received |taken |used |had )?)(?:to |with )?(?:(?:an?|prior|previous|pegylated|liposomal|oral|intravenous|high-dose|low-dose) ){0,2}"
)
# Between the members of a subject, and between it and its verb: "A (97%), B (74%) and/or C (38%) had been given"
_SUBJECTS = pattern_of(r"(?:(?: \([^()]{1,30}\))*(?:,|,? and/or|,? and|,? or) )?")
_TO_VERB = pattern_of(r"(?: \([^()]{1,30}\))*(?: [a-z]+){0,4} ")
# "A, B and C were among earlier regimens in 24%, 19% and 11%": as many shares as names
_RESPECTIVE = pattern_of(
    r" (?:(?:were|was) among (?:the )?(?:earlier|prior|previous) \w+|had (?:previously )?been (?:given|used|taken|received)(?: before| earlier| previously)?)"
    r" (?:in|by|to|for) (?P<shares>\d[\d.]*%(?:, \d[\d.]*%){0,5},? and \d[\d.]*%)"
)
_PERCENT = pattern_of(r"\d[\d.]*(?=%)")
_BOTH = pattern_of(r"\bboth (?:(?:an?|prior|previous) ){0,2}$")
_CLAUSE = pattern_of(r"(?:^|[.;:,] |\b(?:and|while|whereas|but) )(?:[Pp]rior |[Tt]he )?$")
_OUTCOME = pattern_of(r"\brespon(?:se|d)|\bremission|\bsurviv|\bprogression-free", re.I)
_ITEM_SHARE = pattern_of(
    r"(?: (?:therapy|treatment|agents?|transplants?))?(?: ?\((?!\s*\d)[^()%]{1,30}\))?(?:,| \||:| -| \(| —)? ?(?:in )?\(?(?:\d+ ?(?:of \d+ ?)?[(,] ?)?(?P<percent>\d{1,3}(?:\.\d+)?)%"
)
_NOTHING: Pattern = (pattern_of(r"(?!)"), {})
_POPULATION = pattern_of(r"-(?:refractory|resistant|experienced|pre-?treated|exposed|relapsed)\b")
_DIRECT = pattern_of(
    r"\b(?:previously (?:received|treated with|exposed to)|(?:prior|previous) (?:treatment with|therapy with|exposure to)|pre-?treated with|"
    r"had (?:previously |all |also )*(?:received|been treated with)(?: prior| previous)?|who (?:have|had) (?:been treated with|received|failed)(?: prior| previous)?|have (?:previously |all |also )*(?:failed|received prior)|(?:failed|progress(?:ed|ing|ion) (?:on or after|on|after|following)|inadequate(?:ly)? respon(?:se|d|ded|ders?)(?: or intoleran(?:ce|t))? to|not respond(?:ed)? to|unresponsive to|switch(?:ed|ing) from|(?:returned|recurred|come back|came back|grown|grew|worsened|spread) (?:on|after|despite|following)|refractory to|resistant to|intolerant (?:of|to)|relapsed (?:on|after)))"
    r"(?: (?:a|an|at least one|one or more|either|both|the|prior|previous|with|oral)){0,3} $", re.I
)  # fmt: skip
_LISTED = pattern_of(r"(?: \([^()]{0,30}\))*(?:,|,? and|,? or|,? and/or)(?: (?:an?|prior|either))? (?:prior )?")


@dataclass(frozen=True, slots=True)
class _Named:
    """A therapy named in a sentence: a drug of the release or a class of treatment."""

    name: str
    start: int
    end: int


@functools.cache
def _classes() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the class names, and for each the plural that is published."""
    table = table_of("drug_classes.toml")
    plural = {name.lower(): written for written, forms in table["class"].items() for name in (written, *forms)}
    longest = sorted(plural, key=len, reverse=True)
    return pattern_of(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])", re.I), plural


def find(reading: Reading, known: Facts) -> tuple[PriorTherapy, ...]:
    """Each earlier treatment once, with its share where stated; order of first appearance."""
    found: dict[str, PriorTherapy] = {}
    pattern = named_pattern(known.drugs) if known.drugs else _NOTHING
    studied = {
        p.drug for s in reading.sentences if s.zone == "headline" for p in places_of(s, pattern) if not _behind(s, p)
    }
    intro: Sentence | None = None
    for sentence in reading.findings:
        listed = sentence.kind in ("item", "row")
        intro = intro if listed else sentence
        if listed and intro is not None and _announces(intro) and _LISTS_OTHERS.search(intro.text):
            continue
        listing = listed and intro is not None and _opens_list(intro)
        if not listing and not any(word in sentence.text for word in _GATE):
            continue
        for therapy in _stated(sentence, pattern, listing):
            old = found.get(therapy.name)
            if therapy.percent is None and therapy.name in studied:
                continue
            if old is None or (old.percent is None and therapy.percent is not None):
                found.pop(therapy.name, None)
                found[therapy.name] = therapy
    return tuple(found.values())


def _opens_list(sentence: Sentence) -> bool:
    """Does a heading, or a sentence that ends in a colon, announce earlier treatments?"""
    return _announces(sentence) and bool(_CUE.search(sentence.text))


def _announces(sentence: Sentence) -> bool:
    """Is it a heading, or does it end in a colon?"""
    return sentence.kind == "heading" or sentence.text.rstrip()[-1:] == ":"


def _behind(sentence: Sentence, place: Place) -> bool:
    return bool(_POPULATION.match(sentence.text, place.end))


def _stated(sentence: Sentence, pattern: Pattern, listing: bool) -> Iterator[PriorTherapy]:
    text = sentence.text
    cue = _CUE.search(text)
    if listing:
        yield from _listed(sentence, _named(sentence, pattern))
    elif cue and not _NO_STATEMENT.search(text) and not _NOT_THEIRS.search(text):
        named = _named(sentence, pattern)
        zipped = _respective(text, named)
        for one, share in zipped:
            yield _therapy(sentence, one, number_of(share.group()), *share.span())
        if zipped:
            return
        given = _given(text, named, cue) if cue.lastgroup == "passive" else []
        yield from _shares(
            sentence,
            [n for n in named if n in given or n.start >= cue.start() or _SHARE_BEFORE.search(text, 0, n.start)],
        )
        yield from _plain(sentence, named)
    elif sentence.zone in ("headline", "deck", "lead"):
        for place in places_of(sentence, pattern):
            if _behind(sentence, place):
                yield _therapy(sentence, _Named(place.drug, place.start, place.end), None, place.start, place.end)


def _listed(sentence: Sentence, named: list[_Named]) -> Iterator[PriorTherapy]:
    """An item or table row under words of earlier treatment: "bortezomib, 94%", "Bortezomib | 91%"."""
    for one in named:
        match = _ITEM_SHARE.match(sentence.text, one.end)
        if match:
            yield _therapy(sentence, one, number_of(match["percent"]), *match.span("percent"))


def _named(sentence: Sentence, pattern: Pattern) -> list[_Named]:
    """The drugs and classes of a sentence from left to right; a name in brackets behind its own substance counts once."""
    drugs = [_Named(p.drug, p.start, p.end) for p in _once(places_of(sentence, pattern))]
    classes_, plural = _classes()
    classes = [_Named(plural[m.group().lower()], m.start(), m.end()) for m in classes_.finditer(sentence.text)]
    taken = [(n.start, n.end) for n in drugs]
    return sorted(
        drugs + [c for c in classes if all(c.end <= a or c.start >= b for a, b in taken)], key=lambda n: n.start
    )


def _once(places: list[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in places:
        if kept and kept[-1].drug == place.drug and place.start - kept[-1].end <= 3:
            continue
        kept.append(place)
    return kept


def _given(text: str, named: list[_Named], cue: re.Match[str]) -> list[_Named]:
    """The subject of "had been given": the names before it, back to the start of the clause."""
    subject: list[_Named] = []
    for one in reversed([n for n in named if n.end <= cue.start()]):
        gap = text[one.end : subject[0].start if subject else cue.start()]
        if not (_SUBJECTS if subject else _TO_VERB).fullmatch(gap):
            break
        subject.insert(0, one)
    return subject if subject and _CLAUSE.search(text[: subject[0].start]) else []


def _shares(sentence: Sentence, named: list[_Named]) -> Iterator[PriorTherapy]:
    """Those with a share: behind the name across a brand in brackets, or before the verb that governs it."""
    text = sentence.text
    outcome = _OUTCOME.search(text)
    last: _Named | None = None
    for one in named:
        match = _SHARE_BEHIND.match(text, one.end) or _SHARE_BEFORE.search(text, max(0, one.start - 110), one.start)
        if not match and not outcome:
            match = _SHARE_IN.match(text, one.end)
            match = match or (_SHARE_NEXT.fullmatch(text, last.end, one.start) if last else None)
        last = one if match and match.end() <= one.start else None
        if match:
            yield _therapy(sentence, one, number_of(match["percent"]), *match.span("percent"))


def _respective(text: str, named: list[_Named]) -> list[tuple[_Named, re.Match[str]]]:
    """The names of a list with the shares of the list behind it, where these are as many."""
    for last in named:
        match = _RESPECTIVE.match(text, last.end)
        if match:
            shares = list(_PERCENT.finditer(text, *match.span("shares")))
            before = _list_before(text, [n for n in named if n.end <= last.end])
            if len(before) == len(shares):
                return list(zip(before, shares, strict=True))
    return []


def _list_before(text: str, named: list[_Named]) -> list[_Named]:
    """The last names that stand together in one list."""
    start = len(named) - 1
    while start > 0 and _SUBJECTS.fullmatch(text[named[start - 1].end : named[start].start]):
        start -= 1
    return named[start:]


def _plain(sentence: Sentence, named: list[_Named]) -> Iterator[PriorTherapy]:
    """Those without a share, right behind the words of earlier treatment or in a list with one that is."""
    last: _Named | None = None
    for one in named:
        text = sentence.text
        direct = _DIRECT.search(text, max(0, one.start - 90), one.start)
        if direct or (last and _LISTED.fullmatch(text[last.end : one.start])):
            last = one
            yield _therapy(sentence, one, None, one.start, one.end)
        else:
            last = None


def _therapy(sentence: Sentence, one: _Named, percent: Number | None, start: int, end: int) -> PriorTherapy:
    rule = "prior/share" if percent is not None else "prior/named"
    return sentence.state(PriorTherapy(name=one.name, percent=percent, rule=rule), start, end)
