"""How a release states a regulatory event: what was asked for, given, refused, put on hold or lifted.

Only what is stated as done counts. A plan, a wish, a condition, a denial and the explanation of what a designation
brings are turned away by the words that stand before and after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from topline.extract.regulatory.clause import TABLE, Stated, clause_after, clause_before, is_taken_back
from topline.extract.regulatory.filings import applications, approvals
from topline.extract.words.patterns import pattern_of

_VERBS = TABLE["verbs"]
_NAMED = tuple((row["event"], pattern_of(row["name"], re.I)) for row in TABLE["named"])
_GIVEN = pattern_of(rf"\b(?:{_VERBS['given']})\b|(?:FDA|EU|EMA|EC|MHRA|NMPA|[Aa]gency|Commission|authority)'s ", re.I)
_HAD = pattern_of(
    rf"\b(?:{_VERBS['had']})(?: [\w'.&-]+| (?:track|therapy|drug|disease|review|designation|RMAT|PRIME),){{0,14}} $",
    re.I,
)
_WITH = pattern_of(r"\b(?:with|under)(?: [\w'.&-]+){0,4} $", re.I)
_ASKED_AFTER = pattern_of(
    r"[^.;,]{0,30}\b(?:has|have|had|was|were) (?:been )?(?:requested|applied for|submitted|filed)\b"
)
_GIVEN_RIGHT_AFTER = pattern_of(
    r",? (?:\([A-Z]+\),? )?(?:which was |that was |first |already |previously |recently |both )?(?:granted|awarded|received) (?:in (?:\w+ )?\d{4}|by the|to (?!drugs|medicines|therapies|products|treatments|devices|orphan))"
)
_ASKED = pattern_of(rf"\b(?:{_VERBS['asked']})\b", re.I)
_REFUSED = pattern_of(rf"\b(?:{_VERBS['refused']})\b", re.I)
_RECOMMENDED = pattern_of(rf"\b(?:{_VERBS['recommended']})\b", re.I)
# "with a trial underway and breakthrough designation from the FDA": what an agency has is given by it
_FROM_AGENCY = pattern_of(
    r"(?: \([A-Za-z]+\))?,? from (?:the |both the )?(?:U\.S\. |US )?(?:FDA|EMA|Food (?:and|&) Drug Administration|European (?:Medicines Agency|Commission)|MHRA|NMPA|PMDA)\b"
)
_GIVEN_AFTER = pattern_of(
    r"\b(?:was|were|been|being) (?:also |recently )?(?:granted|given|awarded|received|confirmed|authori[sz]ed(?= by)|issued)\b"
)
# "The fast track and orphan designations granted in 2020": what follows the last is said of each.
_GIVEN_BOTH = pattern_of(
    r"(?: \w+)? and (?:the |an? )?(?:[\w-]+ ){1,3}(?:designation|status)(?:e?s)?,? (?:(?:were|was|have been|both|already|previously|recently) )*(?:granted|awarded|given)\b(?! to (?:drugs|medicines|therapies|products))"
)
_GIVEN_FOR = pattern_of(r"\b(?:approved|granting|grant|receipt|recipient|award) (?:of|for)(?: the| an?)? $")
_REFUSED_AFTER = pattern_of(r"[^.;]{0,40}\b(?:was|were|been) (?:denied|refused|rejected|revoked|withdrawn)")
_OPEN_AFTER = pattern_of(r"[^.;]{0,20}\b(?:if|once|would|could|may|pending)\b")
_EXPLAINS = pattern_of(r",? ?" + TABLE["guards"]["after"], re.I)
_FOR = pattern_of(r"\b(?:for|towards?|of)(?: the| an?| full| possible| potential)?,? $", re.I)

# Parts of words, one of which stands in every sentence that states an event; plain search is much the fastest gate.
_CUES = (
    "esignat", "rphan", "ast track", "ast-track", "ast Track", "ast-Track", "reakthrough", "riority", "pprov", "APPROV", "cleared", "Cleared", "learance",
    "clears", "uthori", "IND", "CTA", "hold", "Hold", "Response", "response letter", "CRL", "CHMP", "mergency", "EUA", "PRIME", "RMAT", "egenerative",
    "akigake", "SPA", "rotocol", "NDA", "BLA", "MAA", "PMA", "pplication", "510(", "e Novo", "IDE", "xemption", "ubmi", "opinion", "CE mark", "CE-mark", "CE Mark", "green light", "go-ahead", "permission", "COMP", "Compliance", "egulators",
)  # fmt: skip
_HOLD = pattern_of(r"(?P<value>(?:(?:full|partial) )?clinical hold|(?:full|partial) hold)\b", re.I)
# "placed the application on hold", "lifting the hold": where the agency does it
_AGENCY_HOLDS = pattern_of(
    r"\b(?:FDA|agency|MHRA|regulators?|Food (?:and|&) Drug Administration)\b[^.;]{0,120}?(?P<value>(?:plac|put)\w* (?:[\w'’-]+ ){0,6}?on hold\b|(?:lift|remov)\w* (?:the|its|a) (?:[\w-]+ )?hold\b)(?! on\b)",
    re.I,
)
_LIFTED = pattern_of(r"\b(?:lift(?:ed|s|ing)?|remov(?:ed|es|al)|releas(?:ed|es))\b", re.I)
_IMPOSED = pattern_of(r"\b(?:plac(?:ed|es)|put|puts|impos(?:ed|es)|issued|received|on|under|instituted)\b", re.I)
# "dosing was paused before the FDA placed …": what came next, no condition
_BEFORE_ACT = pattern_of(
    r"\bbefore (?=(?:the )?(?:FDA|EMA|MHRA|agency|regulators?) (?:then |also )?(?:placed|put|imposed|issued)\b)"
)
_LETTER = pattern_of(r"(?P<value>complete response letter|(?-i:\bCRL\b))", re.I)
# "U.S. regulators have rejected its drug", "the FDA declined to approve"
_REJECTED = pattern_of(
    r"\b(?:FDA|Food (?:and|&) Drug Administration|(?:U\.S\.|US|American) regulators)(?: \(FDA\))? (?:(?:has|have|had|today|also|again) )*(?P<value>rejected|declined to approve|refused to approve|turned down|did not approve|decided not to approve|rejects|declines to approve)\b"
    r"(?! (?:[\w'-]+ ){0,3}(?:designation|request|proposal|protocol|petition|plan|design|appeal|status))"
)
_LETTER_SENT = pattern_of(
    r"\b(?:issued|issues|received|receives|sent|got|receipt|following|responding|respond)\b", re.I
)
_OPINION = pattern_of(
    r"(?P<body>CHMP|Committee for Medicinal Products for Human Use)\b[^.;]{0,140}?(?P<value>(?P<sign>positive|negative) (?:trend )?opinion|recommend\w*)"
    r"|(?P<value2>(?P<sign2>positive|negative) (?:CHMP )?opinion)[^.;]{0,80}?(?:CHMP|Committee for Medicinal Products for Human Use)",
    re.I,
)


_ORPHANS = pattern_of(
    r"(?:\bCOMP\b|Committee for Orphan Medicin\w+(?: Products)?)[^.;]{0,80}?(?P<value>positive opinion|recommended)|(?P<value2>positive opinion)[^.;]{0,80}?(?:\bCOMP\b|Committee for Orphan Medicin)"
)


# "Had the FDA issued …, the company would …"
_UNREAL = pattern_of(r"\W*(?:Had|Were|Should) (?:the|an?|any|our|its|[A-Z])")
# The words of a designation in other trades: a journal's review, a ward's way of working, a figure of speech.
_JOURNAL = pattern_of(r"\b(?:journals?|manuscripts?|editors?)\b", re.I)
_WARD = pattern_of(
    r"[- ](?:surg|operati|unit\b|ward\b|clinic|rehab|recruit|recover|care\b|admission|anaesth|anesth|discharge)", re.I
)
_ON_A = pattern_of(r"\b(?:on|in) (?:an? |the )$")
_IN_GENERAL = pattern_of(
    r"\W*(?:(?:All|Some|Many|Most) )?(?:drugs|medicines|therapies|treatments|products|devices|sponsors|companies) (?!of\b|in (?:the|our|its))",
    re.I,
)
_OF_OTHERS = pattern_of(
    r"(?<!one of the )(?<!the first )\b(?:drugs|medicines|therapies|products|treatments) (?:that|which) (?:(?:are|were|have|had|been) )+(?:\w+ )?$"
)
_TO_MANY = pattern_of(
    r" (?:to|for) (?:more than |over |about |nearly |some |almost )?\d[\d,]* (?:[\w-]+ )?(?:drugs|medicines|therapies|products|treatments|devices)\b"
)
# "recommended a placebo group": advice on a trial is no opinion on the drug
_ADVICE = pattern_of(
    r"recommend\w* (?:(?:an?|the|that|for|its|our) )*(?:[\w-]+ ){0,3}?(?:group|design|trial|study|endpoint|arm|control|follow-up|monitoring|analysis|dose)\b",
    re.I,
)


def has_cue(text: str) -> bool:
    """May a sentence state a regulatory event?"""
    return any(cue in text for cue in _CUES)


def stated_in(text: str, headline: bool = False) -> Iterator[Stated]:
    """The regulatory events that a sentence states, by place."""
    if _UNREAL.match(text) and " would" in text:
        return
    found = [*_named(text, headline), *applications(text), *_holds(text), *_letters(text), *_opinions(text)]
    if not any(x.event == "complete response letter" for x in found):
        found += _rejections(text)
    found += [x for x in approvals(text) if not any(_belongs(x, y) for y in found)]
    yield from sorted(found, key=lambda stated: stated.start)


def _belongs(approval: Stated, event: Stated) -> bool:
    """Is the word "approved" said of another event: the same words, or an application to begin a trial beside it?"""
    reach = 60 if event.event in ("IND", "CTA") else 0
    return approval.start < event.end + reach and event.start < approval.end + reach


def _named(text: str, headline: bool) -> Iterator[Stated]:
    """Designations and decisions by their names."""
    for event, pattern in _NAMED:
        for match in pattern.finditer(text):
            status = _status(event, text, match, headline)
            if status:
                asked_market = event == "accelerated approval" and status == "submitted"
                begin = clause_before(text, match.start())[0]
                yield Stated("submission" if asked_market else event, status, match.start(), match.end(), begin)


def _status(event: str, text: str, match: re.Match[str], headline: bool) -> str | None:
    """What happened to a named designation, or None where nothing did."""
    after = clause_after(text, match.end())
    if _GIVEN_RIGHT_AFTER.match(after) or _GIVEN_BOTH.match(after):
        return "granted"
    if _EXPLAINS.match(text, match.end()) and not re.match(r",? requests? (?:was|has)", text[match.end() :]):
        return None
    begin, before = clause_before(text, match.start())
    if _elsewhere(event, match.group(), before, after):
        return None
    if _recommended(before, after):
        return "recommended"
    if is_taken_back(before) or _OPEN_AFTER.match(after):
        return None
    if _REFUSED.search(before) or _REFUSED_AFTER.match(after):
        return "refused"
    if _is_asked(event, before) or _ASKED_AFTER.match(after):
        return "submitted"
    if _FOR.search(before) and not _GIVEN_FOR.search(before):
        return None
    if (
        _GIVEN.search(before)
        or _had(before) >= 0
        or _GIVEN_AFTER.search(after)
        or (before.strip() and _FROM_AGENCY.match(after))
    ):
        return "granted"
    if match.group().lower().startswith("designated"):
        return "granted"
    heads = headline and begin == 0 and not before.strip() and re.search(r"esignation|tatus", match.group())
    return "granted" if heads else None


def _elsewhere(event: str, words: str, before: str, after: str) -> bool:
    """Does the name of a designation stand for something else, or for the drugs of others?"""
    if event == "priority review" and _JOURNAL.search(after):
        return True
    if event == "fast track" and "esignation" not in words and (_WARD.match(after) or _ON_A.search(before)):
        return True
    if event == "EUA" and words.lower() == "emergency use" and before.endswith((" in ", " during ")):
        return True
    return bool(_IN_GENERAL.match(before) or _OF_OTHERS.search(before) or _TO_MANY.match(after))


def _recommended(before: str, after: str) -> bool:
    """Does an opinion speak for the designation?"""
    if re.search(r"\b(?:request|application) for$", before.rstrip()) and _RECOMMENDED.search(after):
        return True
    return bool(re.search(r"positive opinion[^.;]{0,60}$", before)) and not is_taken_back(before)


def _is_asked(event: str, before: str) -> bool:
    """Is the last thing said before a designation that it was asked for?"""
    asked = max((m.start() for m in _ASKED.finditer(before)), default=-1)
    given = max((m.start() for m in _GIVEN.finditer(before)), default=-1)
    return asked > max(given, _had(before)) or (event == "EUA" and "submission" in before)


def _had(before: str) -> int:
    """Where a verb of having begins that governs the designation, or -1."""
    return max((m.start() for pattern in (_HAD, _WITH) if (m := pattern.search(before))), default=-1)


def _holds(text: str) -> Iterator[Stated]:
    for match in () if "old" not in text else _HOLD.finditer(text):
        begin, before = clause_before(text, match.start())
        after = clause_after(text, match.end())
        if is_taken_back(_BEFORE_ACT.sub("", before)):
            continue
        if _LIFTED.search(before) or _LIFTED.search(after):
            yield Stated("hold lifted", "lifted", match.start("value"), match.end("value"), begin)
        elif _IMPOSED.search(before) or re.search(r"\b(?:was|has been) (?:placed|imposed|issued)", after):
            yield Stated("clinical hold", "on hold", match.start("value"), match.end("value"), begin)

    for match in () if "old" not in text or "linical hold" in text else _AGENCY_HOLDS.finditer(text):
        begin, before = clause_before(text, match.start("value"))
        if not is_taken_back(before.replace(" may resume", "")):
            lifted = match["value"].lower().startswith(("lift", "remov"))
            event, status = ("hold lifted", "lifted") if lifted else ("clinical hold", "on hold")
            yield Stated(event, status, *match.span("value"), begin)


def _letters(text: str) -> Iterator[Stated]:
    for match in _LETTER.finditer(text):
        begin, before = clause_before(text, match.start())
        after = text[match.end() : match.end() + 60]
        if (
            _LETTER_SENT.search(before) or re.search(r"\b(?:was|were) (?:issued|received)|\bfrom the\b", after)
        ) and not re.search(r"\b(?:may|could|if|not)\b", before[-40:]):
            yield Stated("complete response letter", "refused", match.start("value"), match.end("value"), begin)


def _rejections(text: str) -> Iterator[Stated]:
    """A refusal told without the name of its letter."""
    for match in _REJECTED.finditer(text) if "egulator" in text or "FDA" in text or "Drug Ad" in text else ():
        begin, before = clause_before(text, match.start())
        if not is_taken_back(before) and not re.search(r"\bwhich (?:the )?$", before):
            yield Stated("complete response letter", "refused", *match.span("value"), begin)


def _opinions(text: str) -> Iterator[Stated]:
    for match in _OPINION.finditer(text):
        name = "value" if match["value"] else "value2"
        sign = (match["sign"] or match["sign2"] or "positive").lower()
        advice = _ADVICE.match(text, match.start(name)) and not re.search(
            r"pprov|uthori", clause_after(text, match.end(name))
        )
        if not advice and not is_taken_back(clause_before(text, match.start())[1]):
            status = "recommended" if sign == "positive" else "refused"
            yield Stated("CHMP opinion", status, match.start(name), match.end(name), match.start())
    for match in _ORPHANS.finditer(text) if "rphan Medicin" in text or "COMP" in text else ():
        if not is_taken_back(clause_before(text, match.start())[1]):
            yield Stated(
                "orphan drug", "recommended", *match.span("value" if match["value"] else "value2"), match.start()
            )
