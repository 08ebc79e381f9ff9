"""What the patients of the trial had been treated with before, and the share who had it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from topline.extract.drugs.roles import Pattern, Place, named_pattern, places_of
from topline.extract.population.earlier import relation, subject_share
from topline.extract.reading import Reading, Sentence
from topline.extract.shipped import table_of
from topline.extract.words.numbers import number_of
from topline.extract.words.patterns import pattern_of
from topline.facts import Facts, PriorTherapy
from topline.facts.record import Number

# Words that open a statement of earlier treatment. Named by what they say.
_CUE = pattern_of(
    r"(?P<passive>\bhad (?:also |all |already |earlier |previously )?been (?:given|used|taken|administered|tried|on)\b(?: (?:before|earlier|previously))?)"
    r"|\b(?:previously|earlier|before) (?:been )?(?:received|treated|exposed|given|taken|undergone|used|tried|failed)\b|\b(?:received|treated|exposed) (?:previously|earlier|before)\b"
    r"|\b(?:had|have|has|having) (?:also |all |already |both |each )?(?:received|been (?:treated|exposed|on)|undergone|failed|progressed|relapsed|become)\b|\bhad (?:also |all |already |both )?(?:had|taken|used|tried)\b"
    r"|\b(?:prior|previous|earlier|past) (?:[\w-]+ )?(?:treatments?|therap(?:y|ies)|exposure|use|courses?|lines?|regimens?|medications?|agents?)\b(?: (?:had |have )?(?:with|to|of|included|including|comprised|contained|consisted of))?"
    r"|(?:\b(?:received|had|with|undergone|an?)|%\)?|^|[(:;]) ?(?:prior|previous)\b|\bpre-?treated with\b"
    r"|\b(?:failed|failing|progress\w+|relaps\w+|recur\w+|returned|come back|came back|grew|grown|worsened|spread) (?:on|after|following|despite|during)\b|\b(?:who|and|that|patients) (?:have |had )?failed\b"
    r"|\b(?:inadequate(?:ly)?|insufficient(?:ly)?|incomplete|poor) (?:respon|control)|\b(?:not|longer|stopped) (?:adequately )?respond|\bunresponsive to\b|\bswitch(?:ed|ing) from\b|\b(?:refractory|resistant|intolerant|intolerance)\b[^.;,]{0,24} (?:to|of)\b"
    r"|\b(?:were|was) among (?:the )?(?:earlier|prior|previous)",
    re.I,
)
# One of these must stand in a sentence of earlier treatment: looked for before any pattern is tried.
_GATE = ("rior", "revious", "arlier", "treated", "received", "failed", "failing", "rogress", "undergone", "xpos", "had been ", "had had ", "had taken ",
         "had used ", "had tried ", "efractory", "nadequate", "nsufficient", "whose ", "respon", "witch", "ntoleran", "-experienced", "esistant", "elapsed", "ecurred")  # fmt: skip
_NO_STATEMENT = pattern_of(
    r"\b(?:no|none of the) (?:patients?|participants?|subjects?|one|women|men|adults)\b|\b(?:no|without|not|never|nor) (?:have |had |been |any |a )?(?:previous(?:ly)?|prior|received|history)|\b(?:untreated|treatment-naive)|"
    r"\b(?:previous|earlier|prior) (?:trial|stud(?:y|ies)|data|results|research|report)|\beligib\w+|\bexclu\w+|\bmust\b|\bwill (?:be|enrol|receive)|\bapprov(?:ed|es|al)\b|\bindicated\b"
    r"|\bhad to (?:have|be)\b|\brequired\b[^.;]{0,20}\bbeforehand\b|\bto (?:enter|enrol|qualify|join|take part)\b|\b(?:entry|inclusion) (?:required|called)\b",
    re.I,
)  # fmt: skip
# Earlier or later treatment that is none of these patients' past: the trial's own, other people's, animals', a plan's.
_NOT_THEIRS = pattern_of(
    r"\bcross(?:ed|ing)?[- ]?over\b|\bbackground (?:therap|treatment|medication)\w*|\b(?:isolates?|strains|bacteria|pathogens|organisms)\b|\b(?:in|into|to) (?:an? |the |even )*earlier[- ](?:lines?|stages?|settings?)\b|\b(?:first|second|third) period\b|\bstratif\w+|\b(?:in|at) (?:my|our) (?:own )?(?:clinic|practice)\b|\bmy patients\b|\bsurvey\w*|\bguidelines\b"
    r"|\bswitch(?:ed|ing)? (?:\w+ ){0,2}from [\w -]{3,40} to placebo\b|\bcontinu(?:ed|ing) (?:taking|to take|on)\b"
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
    r" ?(?:[(\[]|: )(?:[nN] ?= ?\d+[;,] ?|\d+(?: of |/)\d+[;,] ?)?(?P<percent>\d{1,3}(?:\.\d+)?)%"
)
# "bortezomib for 85% of the patients", "platinum compounds had been given to 81%"
_SHARE_IN = pattern_of(
    r"(?: (?:therapy|treatment|agents?|chemotherapy))?(?: ?\((?!\s*\d)[^()%]{1,30}\))?(?: (?:(?:was|were) [a-z]+ (?:and|but) )?(?:had been|was|were|has been) (?:given|used|taken|administered|tried|reported|noted|documented|recorded))?"
    r" (?:in|for|to|by) (?:about |nearly |almost |some |over |more than )?(?P<percent>\d{1,3}(?:\.\d+)?)%"
)
# "88% had received anthracyclines, 72% paclitaxel and 58% tamoxifen": behind one that is governed by the verb
_SHARE_NEXT = pattern_of(
    r"(?: ?\((?!\s*\d)[^()%]{1,30}\))?(?:,|,? and|,? or|,? while|,? whereas) (?P<percent>\d{1,3}(?:\.\d+)?)% (?:of (?:them|the \w+) )?(?:(?:had )?(?:received |taken |used |had )?)(?:to |with )?(?:(?:an?|prior|previous|pegylated|liposomal|oral|intravenous|high-dose|low-dose) ){0,2}"
)
# "Prior therapies: cisplatin 88%, docetaxel 54%"
_LABEL = pattern_of(
    r"(?:(?:Most |Common |Commonest |The )*|[A-Z][\w ]{2,40}: )(?:prior|previous|earlier) [^:.;%]{1,60}[:,]", re.I
)
# "97% were refractory to their last line, 88% to pomalidomide"
_REFRACTORY = pattern_of(r"\b(?:refractory|resistant|intolerant|exposed) to\b", re.I)
_SHARE_TO = pattern_of(r"(?P<percent>\d{1,3}(?:\.\d+)?)% to (?:an? )?$")
_SHARE_LISTED = pattern_of(r",? (?P<percent>\d{1,3}(?:\.\d+)?)%(?=[,;.]|$| and\b)")
# Between the members of a subject, and between it and its verb: "A (97%), B (74%) and/or C (38%) had been given"
_SUBJECTS = pattern_of(r"(?:(?: \([^()]{1,30}\))*(?:,|,? and/or|,? and|,? or) )?")
_TO_VERB = pattern_of(r"(?: \([^()]{1,30}\))*(?: [a-z]+){0,4} ")
# "A, B and C were among earlier regimens in 24%, 19% and 11%": as many shares as names
_RESPECTIVE = pattern_of(
    r" (?:(?:were|was) among (?:the )?(?:earlier|prior|previous) \w+|had (?:previously )?been (?:given|used|taken|received)(?: before| earlier| previously)?)"
    r" (?:in|by|to|for) (?P<shares>\d[\d.]*%(?:, \d[\d.]*%){0,5},? and \d[\d.]*%)"
)
_PERCENT = pattern_of(r"\d[\d.]*(?=%)")
_CLAUSE = pattern_of(r"(?:^|[.;:,] |\b(?:and|while|whereas|but) )(?:[Pp]rior |[Tt]he )?$")
_OUTCOME = pattern_of(r"\brespon(?:se|d)|\bremission|\bsurviv|\bprogression-free", re.I)
_ITEM_SHARE = pattern_of(
    r"(?: (?:therapy|treatment|agents?|transplants?))?(?: ?\((?!\s*\d)[^()%]{1,30}\))?(?:,| \||:| -| \(| —)? ?(?:in )?\(?(?:\d+ ?(?:of \d+ ?)?[(,] ?)?(?P<percent>\d{1,3}(?:\.\d+)?)%"
)
_NOTHING: Pattern = (pattern_of(r"(?!)"), {})
_POPULATION = pattern_of(r"-(?:refractory|resistant|experienced|pre-?treated|exposed|relapsed)\b")
_LISTED = pattern_of(r"(?: \([^()]{0,30}\))*(?:,|,? and|,? or|,? and/or)(?: (?:an?|prior|either))? (?:prior )?")


@dataclass(frozen=True, slots=True)
class _Named:
    """A therapy named in a sentence: a drug of the release or a class of treatment."""

    name: str
    start: int
    end: int
    doubtful: bool = False  # believed with a share only: a class by its form, a procedure


# Classes by their form: "IL-23 inhibitors", "anti-CD20 antibody", "fluoropyrimidine-based chemotherapy"
_FORMED = (
    r"(?:(?-i:[A-Z])[\w/()-]{1,14}|[a-z]{4,20}) (?:inhibitor|antagonist|blocker)s?|anti-[\w/()-]{2,14}(?: monoclonal)? (?:antibody|antibodies|therapy|therapies|agents?|treatment)|"
    r"[a-z]{5,22}-(?:based|containing) (?:chemotherapy|therapy|regimens?|treatment|chemoimmunotherapy)"
)


_PROCEDURES = ("stem cell transplantation", "radiotherapy")


@functools.cache
def _classes() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the class names and forms, and for each listed name the plural that is published."""
    table = table_of("drug_classes.toml")
    plural = {name.lower(): written for written, forms in table["class"].items() for name in (written, *forms)}
    longest = sorted(plural, key=len, reverse=True)
    return pattern_of(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + rf"|{_FORMED})(?![\w-])", re.I), plural


def _class_at(match: re.Match[str], plural: dict[str, str]) -> _Named:
    """A class with its plural, as the table writes it or made of its words: "IL-23 inhibitor" is "IL-23 inhibitors"."""
    words = match.group()
    name = plural.get(words.lower())
    if name:
        return _Named(name, *match.span(), name in _PROCEDURES)
    if words.endswith("antibody"):
        name = words[:-1] + "ies"
    else:
        name = words + "s" if words.endswith(("inhibitor", "antagonist", "blocker", "agent", "regimen")) else words
    return _Named(name, *match.span(), "-based" not in words)


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
        yield from _related(sentence, named, given, cue.start())
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
    classes = [_class_at(m, plural) for m in classes_.finditer(sentence.text)]
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


def _related(sentence: Sentence, named: list[_Named], given: list[_Named], cue: int) -> Iterator[PriorTherapy]:
    """Those that the words before them make earlier treatment, each with its share where one is stated."""
    text = sentence.text
    outcome = _OUTCOME.search(text)
    listing = _LABEL.match(text)
    refractory = _REFRACTORY.search(text)
    last: _Named | None = None  # the member before, and what share its verb governs
    shared: re.Match[str] | None = None
    for one in named:
        tied = relation(text, one.start)
        share = _SHARE_BEHIND.match(text, one.end) if tied or one in given or one.start >= cue else None
        share = share or (subject_share(text, tied[0]) if tied else None)
        share = share or (_SHARE_TO.search(text, 0, one.start) if refractory and refractory.end() < one.start else None)
        share = share or (_SHARE_LISTED.match(text, one.end) if listing else None)
        if not share and not outcome and (tied or one in given or one.start >= cue):
            share = _SHARE_IN.match(text, one.end)
        if not share and not outcome and shared and last:
            share = _SHARE_NEXT.fullmatch(text, last.end, one.start)
        listed = last is not None and _LISTED.fullmatch(text, last.end, one.start)
        shared = share if share and share.end() <= one.start else None
        last = one if share or listed or (tied and tied[1]) else None
        if share:
            yield _therapy(sentence, one, number_of(share["percent"]), *share.span("percent"))
        elif last and not one.doubtful:
            yield _therapy(sentence, one, None, one.start, one.end)


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


def _therapy(sentence: Sentence, one: _Named, percent: Number | None, start: int, end: int) -> PriorTherapy:
    rule = "prior/share" if percent is not None else "prior/named"
    return sentence.state(PriorTherapy(name=one.name, percent=percent, rule=rule), start, end)
