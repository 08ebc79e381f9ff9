"""Measured quantities that no table can list, by the grammar of their change: "opioid use fell by 35%", "mean procedure time was 68 minutes".

A noun phrase is an endpoint where it is the subject of a verb of change, the object of one, what a change is "in",
or what has a mean, and a figure follows. Its head must be a thing that is measured (``_HEADS``) or an abbreviation,
or else the sentence must compare arms or times (``_FRAME``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from topline.extract.shipped import table_of
from topline.extract.words.patterns import pattern_of

Measured = tuple[str, int, int, str]  # the name, where it stands, the unit of a bare number

_MOVED = (
    r"(?:fell|fallen|falling|rose|risen|grew|grown|shr[au]nk|went (?:up|down)|(?:is|was|were) (?:up|down|lower|higher|shorter|longer)|eased|thinned"
    r"|(?:increas|decreas|declin|improv|reduc|rais|chang|elevat|diminish|enhanc|deteriorat|deplet|attenuat|normali[sz]|doubl|halv)(?:ed|es?|ing)"
    r"|(?:lower|worsen|shorten|lengthen|slow|boost|extend|prolong|suppress|climb|inhibit|dropp|drop|cut)(?:ed|s|es|t?ing)?)"
)
_CHANGE = (
    r"(?:(?:[Cc]hange|[Rr]eduction|[Dd]ecrease|[Ii]ncrease|[Ii]mprovement|[Dd]ecline|[Dd]rop|[Ff]all|[Rr]ise|[Gg]ain|[Dd]ifference)s?"
    r"|[Ll]oss|[Ss]lowing|[Ll]owering|[Ww]orsening)"
)
_FIGURE, _TOKEN = r"[-+~≥≤<>]?\d", r"[\w'’./+-]+"
_NP = rf"(?P<np>(?:{_TOKEN} ){{0,7}}{_TOKEN})"
_SOFT = (
    r"(?:(?:\w+ly|also|further|then|a|an|the|mean|median|average|of|by|from|to|about|around|nearly|almost|some|up|down"
    r"|more than|less than|at least|as much as|baseline|another|on|least|squares|LS|total) ){0,6}"
)
# "Opioid use was down by 35%", "liver stiffness, measured by FibroScan, declined 3.7 kPa": the subject stands before.
_VERB = pattern_of(
    rf"\s(?:(?:has|have|had|was|were|is|are|also|been|be|both) )*(?:\w+ly )?{_MOVED} (?:(?:at|after|over|through|by) (?:week|month|day|\d+|\w+) ?(?:\d+|weeks?|months?|days?|years?)? )?(?:in (?:[\w-]+ ){{1,5}}?(?=by ))?{_SOFT}(?={_FIGURE})"
)
# "grip strength was 2.4 kg higher with X": a difference.
_WAS = pattern_of(
    rf"\s(?:was|were) (?:\w+ly )?(?={_FIGURE}[\d.,]*\s?[^\s,;]{{1,12}}\s?(?:points? )?(?:higher|lower|greater|longer|shorter|better|worse|less|more)\b)"
)
# "reduced opioid use by 35%": the object stands between verb and figure.
_OBJECT = pattern_of(
    rf"\b{_MOVED} (?P<np>(?:{_TOKEN} ){{1,8}}?)(?:\([\w -]{{2,30}}\) )?(?:by|from) {_SOFT}(?={_FIGURE})"
)
# "a change in opioid use of", "a 35% reduction in opioid use", "the difference in LS means for opioid use": what the change is in.
_IN = pattern_of(
    rf"\b{_CHANGE}(?: (?:from|over) (?:baseline|placebo))?(?: at \w+ \d+)?(?: in (?:the )?(?:least[ -]squares |LS |adjusted )?means?(?: changes?)?)? (?:in|of|for|on) {_NP}"
)
# "Mean procedure time was 68 minutes"
_MEAN = pattern_of(
    rf"\b(?:[Mm]ean|[Mm]edian|[Aa]verage) (?P<np>(?:{_TOKEN} ){{1,6}}?)(?:(?:at|after|over) [\w ]{{4,14}} )?(?:(?:was|were|reached|averaged|came to|of|is) )?(?:only |just |about |approximately |reduced to |down to |lower at )?(?={_FIGURE}[\d.,]*(?: ?[A-Za-zµ%°]|\)| (?:with|in|for|versus|vs)))"
)
# "by 4.8 points on the HDRS-17"
_ON = pattern_of(rf"\d (?:points?|letters|units) (?:\w+ )?(?:on|in) (?:the )?{_NP}")
# "57% lower use of steroids", "2.3 more spontaneous movements a week"
_MORE = pattern_of(
    rf"\d(?:%|[ -]\w{{1,7}})? (?:lower|higher|fewer|greater|shorter|longer|less|more) (?:rates? of |levels? of |use of )?{_NP}"
)
# "ALT fell by 27 U/L and AST by 18 U/L": the verb holds for the second subject too.
_ALSO = pattern_of(rf"(?:,|,? and|;) (?P<np>(?:{_TOKEN} ){{1,5}}?)(?:(?:by|from|to) {_SOFT})?(?={_FIGURE})")
_LABEL = pattern_of(
    rf"^(?:[•*] )?(?P<np>(?:[\w'’./+()-]+ ){{0,6}}[\w'’./+()-]+?): ?(?=[-+−]\d|(?:[A-Za-z]+ ){{0,3}}{_CHANGE}\b[^.;:]{{0,40}}\d)"
)
_ASIDES = pattern_of(
    r"(?:,? (?:as )?(?:measured|assessed|determined|evaluated|quantified|scored|recorded|rated|graded) (?:by|with|on|using|via|in|from|as|out of) [^,;%]{2,45},?| \((?P<short>[A-Z][\w/+-]{1,12})\)| \([^()]{1,40}\)"
    r"| in (?:the )?(?:plasma|serum|blood|urine|CSF|cerebrospinal fluid|skin|liver|brain)| (?:at|by|after|through) (?:week|month|day|year) \d+| (?:over|after) \d+ (?:weeks|months|days|years)| from baseline,?"
    r"| (?:in|among|for|of) (?:the )?(?:[\w-]+ ){0,3}(?:patients|participants|people|adults|children|subjects|group|arm|cohort))$"
)
_WORD, _WORDS = pattern_of(r"[\w'’./+-]+$"), pattern_of(r"[\w'’./+-]+")
_SHORT = pattern_of(r" \((?P<short>[A-Z][\w/+-]{1,12})\)")
_ACRONYM = pattern_of(r"(?=[\w/+-]*[A-Z0-9][\w/+-]*[A-Z0-9])[A-Za-z][\w/+-]*")
_CODE = pattern_of(
    r"[A-Z]{1,4}-?\d{3,}\w*|(?:19|20)\d\d|[A-Z]+-?\d+:\d+|[A-Z]{6,}(?:-\d+)?|COVID.*|SARS.*|US|EU|UK|FDA|EMA|CEO|CFO|Q[1-4]|H[12]|R&D|IPO"
)
_FRAME = pattern_of(
    r"\bfrom baseline\b|\bplacebo\b|\bsham\b|\bvehicle\b|\b(?:weeks?|months?|days?) \d+\b|\b(?:after|over|at|by) (?:\d+|\w+) (?:weeks|months)\b|\b[pP]\s?[<=≤]|\bCI\b|\b(?:arm|group|cohort|treated|patients|participants)\b"
)


@cache
def _words() -> dict[str, frozenset[str]]:
    table = table_of("measured_words.toml")
    return {
        name: frozenset(str(table[name]).split())
        for name in ("heads", "times", "scores", "lead", "stop", "never", "tail", "holds", "past")
    }


def measured_in(text: str) -> Iterator[Measured]:
    """``(name, start, end, unit)`` of the quantities whose change or mean a sentence states."""
    framed = bool(_FRAME.search(text))
    verbs = list(_VERB.finditer(text))
    for match in (*_WAS.finditer(text), *verbs):
        yield from _before(text, match.start(), framed)
    for pattern in (_OBJECT, _IN, _ON, _MEAN, _MORE, _LABEL):
        for match in pattern.finditer(text):
            yield from _within(text, *match.span("np"), framed)
    for match in _ALSO.finditer(text, verbs[0].end()) if verbs else ():
        yield from _within(text, *match.span("np"), framed)


def labelled(text: str) -> Iterator[Measured]:
    """What the first cell of a row names: "Change in stool score, mean", "Opioid use (mg/day)"."""
    bare = _CELL_EXTRA.sub("", text.strip())
    match = _IN.search(bare)
    yield from _within(bare, *(match.span("np") if match else (0, len(bare))), False)


_CELL_EXTRA = pattern_of(r"[,;:(\[].*$|\s(?:at|from|through|over) (?:baseline|week|month|day|year|\d).*$|\*+$")


def _before(text: str, end: int, framed: bool) -> Iterator[Measured]:
    """The noun phrase that ends here, as the subject of a verb does."""
    short = None
    for _ in range(3):
        aside = _ASIDES.search(text, max(0, end - 70), end)
        if aside is None:
            break
        short, end = aside.group("short") or short, aside.start()
    start, taken = end, 0
    while taken < 7:
        word = _WORD.search(text, max(0, start - 30), start - (taken > 0))
        if (
            word is None
            or (taken and text[start - 1] != " ")
            or not _goes_on(text, word.group(), word.start(), start, taken)
        ):
            break
        start, taken = word.start(), taken + 1
    yield from _named(text, start, end, framed, short)


def _goes_on(text: str, word: str, place: int, start: int, taken: int) -> bool:
    """Does a word belong to the noun phrase behind it? "of" does after a noun that counts or measures: "length of hospital stay"."""
    plain = word.casefold()
    if plain == "of":
        before = _WORD.search(text, max(0, place - 30), place - 1)
        return taken > 0 and before is not None and before.group().casefold() in _words()["holds"]
    return plain not in _words()["stop"] and not plain[0].isdigit() and not word.endswith((".", "’s", "'s"))


def _within(text: str, start: int, end: int, framed: bool) -> Iterator[Measured]:
    """The noun phrase at the head of a stretch: up to the first word that cannot belong to it."""
    close, last = start, ""
    for word in _WORDS.finditer(text, start, end):
        plain = word.group().casefold().rstrip(".")
        if plain == "of":
            if last not in _words()["holds"]:
                break
        elif plain[0].isdigit() or (plain in _words()["stop"] and (last or plain not in _words()["lead"])):
            break
        if plain not in _words()["lead"] or last:
            last = plain
        close = word.end()
    short = _SHORT.match(text, close)
    yield from _named(text, start, close, framed, short and short.group("short"))


def _named(text: str, start: int, end: int, framed: bool, short: str | None) -> Iterator[Measured]:
    words = text[start:end].split()
    while words and words[0].casefold() in _words()["lead"]:
        words.pop(0)
    while len(words) > 1 and words[-1].casefold() in _words()["tail"]:
        words.pop()
    if not words or len(words) > 6:
        return
    head = words[-1].casefold()
    of = words.index("of") if "of" in words else 0
    main = words[of - 1].casefold() if of else head
    if head in _DEGREES or any(word.casefold() in _words()["never"] for word in words):
        return
    acronym = any(_ACRONYM.fullmatch(word) and not _CODE.fullmatch(word) for word in words)
    if not (acronym or head in _words()["heads"] or main in _words()["heads"] or (framed and short)):
        return
    if len(words) == 1 and not acronym and head in _words()["holds"]:
        return
    if main in ("duration", "time", "length", "years") and head in _words()["past"]:
        return
    start = text.rindex(words[0], start, end) if words[0] in text[start:end] else start
    yield short or _plainly(words), text.index(words[0], start), end, _unit(main, head, acronym or bool(short))


# "the rate of moderate or severe attacks": the noun is still to come
_DEGREES = ("mild", "moderate", "severe", "serious", "major", "minor", "new", "fatal")


def _plainly(words: list[str]) -> str:
    """The words in lower case but for abbreviations, a score in the singular and not after its abbreviation."""
    kept = [word if _ACRONYM.fullmatch(word) else word.casefold() for word in words]
    if len(kept) > 2 and kept[0] in ("frequency", "rate", "rates") and kept[1] == "of":
        kept = kept[2:]
    if len(kept) > 1 and kept[-1] in ("score", "scores"):
        kept = kept[:-1] if _ACRONYM.fullmatch(kept[-2]) else [*kept[:-1], "score"]
    return " ".join(kept)


def _unit(main: str, head: str, acronym: bool) -> str:
    if main in _words()["times"] or head in _words()["times"]:
        return "time"
    return "points" if acronym or head in _words()["scores"] else ""
