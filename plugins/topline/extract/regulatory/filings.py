"""Applications and approvals: what was filed, accepted, cleared to begin, approved for the market."""

from __future__ import annotations

import re
from collections.abc import Iterator

from topline.extract.regulatory.clause import TABLE, Stated, clause_after, clause_before, is_taken_back
from topline.extract.words.patterns import pattern_of

_APPLICATIONS = TABLE["applications"]
# Parts of words, one of which stands in every sentence of the kind; plain search is much the fastest gate.
_FILED = (
    "ubmi", "filed", "filing", "Filing", "files", "NDA", "BLA", "MAA", "PMA", "pplication", "ccept", "alidat", "lodged", "510(", "dossier",
)  # fmt: skip
_BEGIN = ("clear", "Clear", "green light", "go-ahead", "permission", "uthori", "pprov", "allowed")
_APPROVE = ("Compliance", "pprov", "APPROV", "lear", "uthori", "CE mark", "CE-mark", "CE Mark")

_AGENCY = (
    r"(?:FDA|EMA|European Commission|European Medicines Agency|\bEC\b|\bEU\b|MHRA|NMPA|PMDA|MHLW|CDE|Health Canada|Swissmedic|TGA|Food (?:and|&) Drug "
    r"Administration|Therapeutic Goods Administration|National Medical Products Administration|Pharmaceuticals and Medical Devices Agency|Medicines and Healthcare products Regulatory Agency"
    r"|ANVISA|MFDS|COFEPRIS|CDSCO|DCGI|HSA|TFDA|BfArM|ANSM|AIFA|Ministry of Health[\w, ]{0,30}|regulators|regulatory authorities|agency|Agency)(?: \([A-Z]{2,5}\))?"
)
_NO_TRIAL = r"(?!nothing\b|no\b|neither\b|none\b)(?!(?:the |an? |its |our |this )?(?:\w+ ){0,3}(?:protocol|IND|trial|study|studies|amendment|application|plan|design|dose|drugs|therapies|treatments|products|medicines|vaccines|devices)\b)"
_ACTIVE = (
    pattern_of(
        rf"(?P<lead>{_AGENCY}) (?:has |have |had |today |recently |also |previously |subsequently |initially ){{0,2}}(?P<value>(?:re)?approve[ds]) {_NO_TRIAL}",
        re.I,
    ),
    pattern_of(rf"\b(?P<lead>{_AGENCY}) (?P<value>Approves) {_NO_TRIAL}"),
)
_PASSIVE = (
    pattern_of(
        r"\b(?:is|was|were|are|been|being|already|currently|became|first|drugs?|and|agent|anticoagulant|antibody|device|inhibitor|medicine|product|therapy|treatment|vaccine) "
        r"(?:already |currently |now |also |first |initially )?(?P<value>approved) (?:(?:last|this|earlier this) \w+ |today |yesterday |recently )?"
        r"(?:by|in|for|as|to treat|under|throughout|across|globally|worldwide)\b(?! (?:the |an? |its |each )?(?:(?:[\w-]+ ){0,2}(?:review|ethics)\b|company|Company|board|shareholders|stockholders|ethics))"
    ),
    pattern_of(r"\b(?:is|was|been|already) (?:\w+ )?(?P<value>CE[- ][Mm]arked)\b"),
    pattern_of(
        r"\b(?:is|was|been|already) (?:already |currently |also )?(?P<value>cleared) (?:by the|by|for (?:use|marketing|sale|the treatment)|in the)\b"
        r"(?! (?:the )?(?:liver|kidneys?|body|lungs?|spleen|gut|blood|plasma|urine|bile|immune|customs|hepat|renal))"
    ),
)
_OBTAINED = (
    pattern_of(
        r"\b(?:receiv(?:ed|es)|obtain(?:ed|s)|gain(?:ed|s)|secur(?:ed|es)|won|wins|grant(?:ed|s)|gets|got) (?:[\w.'&/()-]+ ){0,6}?"
        r"(?P<value>(?:FDA|EU|EMA|EC|marketing|premarket|pre-market|regulatory|full|regular|traditional|first|commercial|510\([kK]\)|de novo|MHRA|NMPA|European|U\.S\.|US) "
        r"(?:FDA |marketing |510\([kK]\) |de novo (?:marketing |classification )?)?(?:approval|authori[sz]ation|clearance)|[Cc]learance from the (?:U\.S\. )?FDA)\b"
        r"(?! (?:to (?:conduct|initiate|begin|start|proceed|commence)|of (?:the|its|an) (?:IND|trial|study|protocol)))",
        re.I,
    ),
    pattern_of(r"\b(?:was|were|been) granted (?P<value>approval|clearance) (?=under|by|in|for|from)"),
    pattern_of(
        r"\b(?:receiv|obtain|gain|secur|h(?:as|ave|olds?))\w* (?:the |a )?(?P<value>CE [Mm]ark(?:ing)?)(?= |[.,;]|$)"
    ),
    pattern_of(
        r"(?P<value>(?:FDA|EC|EU|European|U\.S\.|US|Japanese) (?:[Aa]pproval|510\([kK]\) [Cc]learance))(?: (?:for|of) | (?=(?:in|on) (?:[A-Z][a-z]+ )?(?:\d{1,2}, )?(?:19|20)\d\d\b))"
    ),
    pattern_of(r"\b(?:issu|grant|receiv|obtain)\w*\b[^.;]{0,40}?\b(?P<value>Notices? of Compliance)\b"),
    pattern_of(
        rf"\b(?:its|their|the) (?P<value>approval) (?:by|from) (?:the )?(?:U\.S\. |US )?{_AGENCY} (?=(?:in|on) (?:[A-Z][a-z]+ )?(?:\d{{1,2}}, )?(?:19|20)\d\d|last |this |came|was )"
    ),
    pattern_of(
        rf"\b(?P<value>approval) of (?:[\w'-]+ ){{1,6}}?by (?:the )?{_AGENCY} (?=came|was|followed|in |on |last |this |earlier|marks|makes)",
        re.I,
    ),
)
_ADJECTIVE = (
    pattern_of(
        r"\b(?P<value>(?:FDA|EU|EMA|China|Japan|US|U\.S\.|MHRA|NMPA)-(?:510\([kK]\)-)?(?:[Aa]pproved|[Cc]leared))(?= )"
    ),
)
_APPROVALS = (("after", _ACTIVE), ("before", _PASSIVE), ("", _OBTAINED), ("beside", _ADJECTIVE))
_NOT_APPROVAL = pattern_of(
    r"\b(?:[Nn]o|any|other|only|newly|conditional|accelerated|Medicare|coverage|ethics|board|committee) (?:\w+ ){0,2}$|\bfor (?:the )?$|\b(?:seek|fil)\w* (?:\w+ )?$"
)
_COUNTED = pattern_of(
    r"(?<!one of )(?<!among )\b(?:all|most|many|several|few|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:[\w-]+ )?"
    r"(?:drugs|medicines|therapies|products|treatments|agents) $"
)
_PRIOR = pattern_of(
    r"\b(?:at least|one or more|prior|previous(?:ly)?|failed|another|other|different|more|multiple|all) (?:[\w-]+ )?$",
    re.I,
)
_ARTICLE = pattern_of(r"\b(?:an?|any|other|of|with|no|only) (?:U\.S\. |US )?$")
# "approved Zelora as the brand name", "approved the company's new plant"
_OTHER_OBJECT = pattern_of(
    r" (?:[\w'-]+ ){0,5}(?:(?:brand|trade|proprietary) name|plant\b(?!-)|factory|(?:manufacturing|production|filling) (?:site|facility)|patents?)\b"
    r"| an? (?:increase|reduction|extension) (?:of|in) (?:the )?(?:[\w-]+ ){0,4}(?:size|trial|study|enrol\w+)\b"
)
# "semaglutide, which the FDA approved in 2017"
_RELATIVE = pattern_of(r"\b(?:which|that) (?:the )?(?:U\.S\. |US )?$")
_TO_COME = pattern_of(
    r"[^.;]{0,50}\b(?:(?:is|are) (?:expected|anticipated|likely|possible|planned|targeted)|would|could|may|might|will)\b"
)
_OTHER_NOUN = pattern_of(r" (?:pathway|process|application|decision|date)")
_TRIAL_CLEARED = pattern_of(
    r"(?P<value>clear(?:ed|ance|s)|green light|go-ahead|permission|authori[sz](?:ed|ation)|approval|allowed)\b[^.;]{0,110}?\bto (?:conduct|initiate|begin|start|proceed|commence|"
    r"move forward)\b[^.;]{0,70}?\b(?:trials?|stud(?:y|ies)|testing|Phase)"
    rf"|(?:trial|study) (?:was|has been|is) (?:\w+ )?(?P<cleared>approved|cleared|authori[sz]ed) by (?:the )?(?:(?!review|ethics|IRB)[\w.'-]+ ){{0,4}}?{_AGENCY}|"
    rf"(?P<agency>{_AGENCY})[- ](?P<headed>[Cc]leared)(?= [\w-]+ (?:[Tt]rial|[Ss]tudy|[Pp]hase))",
    re.I,
)
_SUBMISSION = pattern_of(
    rf"\b(?P<verb>submitt?(?:ed|s|al of)|filed|files|submission of|filing of|completed?s? (?:the |its |a )?(?:rolling )?submission|initiat(?:ed|es) (?:the |its |a )?rolling submission|"
    rf"(?:is|are) submitting|re-?submitted|lodged)\b[^.;]{{0,70}}?(?P<value>{_APPLICATIONS['marketing']})"
    rf"|(?P<value2>{_APPLICATIONS['marketing']})[^.;]{{0,60}}?\b(?:was|were|has been|have been) (?:re-?)?(?:submitted|filed)"
    r"|\b(?P<value3>submitt?(?:ed|s)) (?:[\w-]+ ){0,3}(?:final|complete|pivotal|clinical|phase 3) (?:(?!safety\b)[\w-]+ ){0,4}(?:data|results)\b[^.;]{0,20}? to (?:the )?"
    r"(?:U\.S\. )?(?:FDA|EMA|Food (?:and|&) Drug)"
    r"|\b(?P<value4>(?:re-?)?(?:submitted|filed)) (?:(?!IND\b|trial\b|protocol\b)[\w-]+ ){0,4}for (?:(?:the|full|U\.S\.|US) )*(?:FDA|EMA|EU|European|MHRA|NMPA|regulatory|marketing) (?:marketing |regulatory )?(?:approval|authori[sz]ation|review)\b"
    r"(?! (?:to (?:begin|start|conduct|initiate)|of (?:the|its|an?) (?:trial|study|protocol)))"
    rf"|\b(?P<value5>(?:re-?)?(?:submitted|filed)) for (?:approval|registration|(?:marketing )?authori[sz]ation) (?:to|with|in|by) (?:the )?(?:U\.S\. )?{_AGENCY}",
    re.I,
)
_ACCEPTANCE = pattern_of(
    rf"\b(?:accept(?:ed|s)|(?:announc\w+|following|after|with|receiv\w+|{_AGENCY}(?:'s)?)(?: the| its| their)?(?: (?:FDA|EMA|filing|formal))? acceptance (?:(?:by|from) (?:the )?[\w. ()]{{2,40}}? |for (?:review|filing) |and filing )?of|validat(?:ed|es|ion of)|fil(?:ed|es) for review)\b[^.;]{{0,80}}?(?P<value>{_APPLICATIONS['marketing']})"
    rf"|(?P<value2>{_APPLICATIONS['marketing']})[^.;]{{0,90}}?\b(?:was|were|has been|have been|is|are) (?:accepted|validated|under (?:priority |standard |regulatory )?review)"
    r"|\b(?P<value3>applications?) (?:is|are) under (?:\w+ )?review (?:at|by|in|with)\b",
    re.I,
)
_TRIAL_APPLICATIONS = (
    ("IND", pattern_of(_APPLICATIONS["ind"], re.I)),
    ("CTA", pattern_of(_APPLICATIONS["cta"], re.I)),
    ("IDE", pattern_of(_APPLICATIONS["ide"], re.I)),
)
# "submitted an application to the FDA to begin human trials"
_TRIAL_ASKED = pattern_of(
    rf"\b(?:submitted|filed|lodged) (?:an? |its |the |another )?(?P<value>application)s? (?:(?:to|with) (?:the )?(?:U\.S\. |US )?(?P<agency>{_AGENCY}) )?"
    r"(?:to|for permission to|seeking to) (?:conduct|initiate|begin|start|run) (?:an? |the |its )?(?:[\w/-]+ ){0,4}(?:trials?|stud(?:y|ies)|testing)\b",
    re.I,
)
_CLEARED = pattern_of(
    r"\b(?:clear(?:ed|s|ance)|accept(?:ed|s|ance)|approv(?:ed|es|al(?! of which))|in(?:to)? effect|allow(?:ed|s)|authori[sz](?:ed|es|ation)|active|no[- ]objection|granted|received(?! (?:in|from|during|at|over)\b)|opened)\b",
    re.I,
)
_HANDED_IN = pattern_of(r"\b(?:submitted|filed|files|submits|submission of|filing of)\b", re.I)


def applications(text: str) -> Iterator[Stated]:
    """Marketing applications filed and accepted, and applications to begin a trial."""
    if any(cue in text for cue in _FILED):
        yield from _marketing(text, "submission", "submitted", _SUBMISSION)
        yield from _marketing(text, "acceptance", "accepted", _ACCEPTANCE)
    for event, pattern in _TRIAL_APPLICATIONS:
        for match in pattern.finditer(text):
            status = _trial_status(text, match)
            if status:
                yield Stated(event, status, match.start(), match.end(), clause_before(text, match.start())[0])
    if any(cue in text for cue in _BEGIN):
        yield from _trials_cleared(text)
    for match in _TRIAL_ASKED.finditer(text) if "pplication" in text else ():
        begin, before = clause_before(text, match.start())
        american = match["agency"] and re.search(r"FDA|Food (?:and|&) Drug", match["agency"])
        if match["agency"] and not is_taken_back(before):
            yield Stated("IND" if american else "CTA", "submitted", *match.span("value"), begin)


def _marketing(text: str, event: str, status: str, pattern: re.Pattern[str]) -> Iterator[Stated]:
    for match in pattern.finditer(text):
        start, end = next(match.span(name) for name, value in match.groupdict().items() if name != "verb" and value)
        planned = is_taken_back(clause_before(text, start)[1])
        if not planned and not re.search(r"\b(?:to|not|will) $", text[: match.start()]):
            yield Stated(event, status, start, end, match.start())


def _trial_status(text: str, match: re.Match[str]) -> str | None:
    """What happened to an application to begin a trial: cleared, submitted, or nothing."""
    before = clause_before(text, match.start())[1]
    after = clause_after(text, match.end(), 80)
    on_hold = re.search(r"\bhold on (?:the |its |an? )?$", before)
    if is_taken_back(before) or on_hold or before.endswith(("pre-", "Pre-")) or re.match(r"-|,? ?enabling", after):
        return None
    if _CLEARED.search(f"{before[-90:]} | {after[:70]}"):
        return "cleared"
    return "submitted" if _HANDED_IN.search(before) else None


def _trials_cleared(text: str) -> Iterator[Stated]:
    """A trial that an agency lets begin, without the name of the application."""
    for match in _TRIAL_CLEARED.finditer(text):
        name = next(name for name in ("value", "cleared", "headed") if match[name] is not None)
        begin, before = clause_before(text, match.start(name))
        if is_taken_back(before):
            continue
        american = re.search(r"FDA|Food (?:and|&) Drug", text[begin : match.end() + 60])
        yield Stated("IND" if american else "CTA", "cleared", match.start(name), match.end(name), begin)


def approvals(text: str) -> Iterator[Stated]:
    """Approvals for the market, of drugs and devices."""
    if not any(cue in text for cue in _APPROVE):
        return
    for where, patterns in _APPROVALS:
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            start, end = match.span("value")
            begin, before = clause_before(text, start)
            of_others = (where == "after" and _ARTICLE.search(text[max(0, match.start() - 20) : match.start()])) or (
                where == "before" and _COUNTED.search(text[max(0, match.start("value") - 60) : match.start("value")])
            )
            if not (
                is_taken_back(before)
                or _NOT_APPROVAL.search(before)
                or of_others
                or _OTHER_NOUN.match(text, end)
                or _OTHER_OBJECT.match(text, end)
                or (where == "beside" and _PRIOR.search(before))
                or _TO_COME.match(text, end)
            ):
                if where == "after" and _RELATIVE.search(text, 0, match.start()):
                    where = "before"
                yield Stated("approval", "approved", start, end, begin, where)
