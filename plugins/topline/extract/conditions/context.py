"""What stands around the name of a disease: is it the disease of the news, a body's name, an exclusion, an adverse event?"""

from __future__ import annotations

import re

from topline.extract.conditions.names import Named, words_of
from topline.extract.reading import Sentence
from topline.extract.words.patterns import pattern_of

_any = "|".join


def _bodies() -> re.Pattern[str]:
    """After a name: capitalised words and then the word of a body ("Cancer Center", "Lung Cancer Research Foundation")."""
    return pattern_of(
        rf"(?:'s)?(?:,? (?:and|&|of|for|in)(?: the)?| ?-)?(?: [A-Z][\w&'-]*,?(?: and| &| of)?){{0,3}}? (?:{_any(sorted(words_of('bodies')))})\b"
    )


_BODY_AFTER = _bodies()
_BODY_IN_PROSE = pattern_of(
    rf"(?:'s)?(?: [A-Z][\w&'-]*){{0,2}}? (?:{_any(sorted(words_of('bodies_in_prose') | words_of('bodies')))})\b"
)
_BODY_BEFORE = pattern_of(
    rf"\b(?:{_any(sorted(words_of('bodies') | {'Department', 'Division', 'Professor', 'Chair', 'Director', 'Unit', 'Program'}))})"
    r"(?:'s)? (?:[A-Z]\w+ )?(?:of|for|on|in|to)(?: the| on| of| in)?(?: [A-Z][\w-]*,?(?: and| &| of)?){0,4} ?$"
)
_CAPITALS_BEFORE = pattern_of(
    r"\b(?:American|National|International|European|British|Canadian|World|Global|Friends of) (?:[A-Z][\w]+,? (?:and |& )?){0,2}$"
)
_EXCLUDED = pattern_of(
    r"\b(?:without|no (?:prior |known |previous )?(?:history|evidence|signs?|diagnosis) of|exclud\w+|exclusion of|other than|except(?: for)?|free (?:of|from)|"
    r"unlike|absence of|not have|rather than|no (?:cases? of|known|prior)|negative for|rul(?:e|ed|ing) out)(?: \w+){0,3} $",
    re.I,
)
_BACKGROUND = pattern_of(
    r"\b(?:history of|risk (?:of|for|factors? (?:for|such as))|such as|including|like|similar to|comorbid\w*(?: \w+)?|associated with|linked to|resembles?|"
    r"confused with|mistaken for|misdiagnosed as|overlaps? with|complications? of|caused by|causes?|due to|lead(?:s|ing)? to|(?:resulting|that results?|which results?|may result|can result) in|unrelated to|secondary to|consequences? of|"
    r"(?:rates?|incidence|composite|outcomes?|endpoints?|occurrences?|episodes?) of|develop(?:ing)?|more common \w+ than) (?:(?!with |in |for |to )[\w-]+,? (?:and |or )?){0,3}$",
    re.I,
)
_ADVERSE = pattern_of(
    r"\b(?:adverse (?:events?|reactions?|effects?)|side effects?|AEs?|TEAEs?|SAEs?|toxicit(?:y|ies)|tolerability|grade [1-5]|contraindicated|"
    r"warnings?|treatment-emergent|deaths? (?:of (?:[a-z]+ ){1,3})?(?:due|from|were)|discontinu\w+ (?:treatment |therapy )?(?:due|because|owing)|(?:one|two|three|four|five) (?:[\w-]+ )?died (?:of|from)|died (?:of|from|after))\b",
    re.I,
)
_MODEL_AFTER = pattern_of(
    r"[ -](?:[\w-]+ ){0,3}?(?:models?|mice|mouse|rats?|xenografts?|cell lines?|cells?|pigs?|monkeys?|in (?:mice|rats|dogs|cats))\b",
    re.I,
)
_GRADED_BEFORE = pattern_of(
    r"\bgrades? [1-5](?:(?:/|-| or | and | to )[1-5])?(?: or (?:higher|greater))? (?:\w+ )?$", re.I
)
_RELATED_AFTER = pattern_of(
    r"-(?:causing|free|fighting|specific|like|killing)\b|-(?:related|associated)\b(?! (?:[\w-]+ )?(?:pain|symptoms?|fatigue|cough|pruritus|itch|dyspnea|bleeding|anemia|anaemia|spasticity|psychosis|agitation|disability|fibrosis|emphysema|cachexia|edema|seizures?|pneumonia|constipation|depression)\b)|[ -]repair\b|[ -](?:cells?|(?:surface )?antigens?|ha?emagglutinins?|neuraminidases?|deaths?|market|drugs? market|toxins?|toxoids?|vectors?|virus vectors?|thymidine|Ankara)\b",
    re.I,
)
# "a mouse model of …", "mice with …"
_MODEL_BEFORE = pattern_of(
    r"\b(?:models? (?:of|for)|(?:mice|rats|mouse|monkeys|dogs|cats|pigs|animals) (?:with|bearing|in)) (?:(?!patients? |people |adults )[\w'-]+,? (?:and |or )?){0,4}$",
    re.I,
)
# A virus made into a medicine: "a modified herpes simplex virus", but not the virus of a vaccine.
_TAMED_BEFORE = pattern_of(r"\b(?:modified|attenuated|weakened|engineered|recombinant|oncolytic)(?: [a-z-]+)? $", re.I)
_VIRUS_AFTER = pattern_of(r"(?: (?:type )?\d)? ?(?<=[\w ])virus(?:es)?\b(?! (?:vaccines?|infections?|disease))", re.I)
_KEY_EXCLUSION = pattern_of(
    r"\bexclusion criteri(?:a|on) (?:\w+ )?(?:were|was|are|is|includ\w+|compris\w+)\b[^.;]*$", re.I
)
# "Cases of … were reported": not of so many patients, but of some.
_CASES_BEFORE = pattern_of(
    r"(?:^|[,;] )(?:[\w-]+ )?(?:cases|reports|episodes|events) of (?:[\w-]+,? (?:and |or )?){0,3}$", re.I
)
_REPORTED_AFTER = pattern_of(r"[^.;]{0,90}? (?:was|were) (?:seen|reported|observed|noted|recorded)\b", re.I)
# Words that stand in a figure of speech, a page of history, a law on money or a machine.
_FIGURE_BEFORE = pattern_of(r"\b(?:Great|[Ee]conomic|[Cc]omputer) $")
_FIGURE_AFTER = pattern_of(
    r" of (?:(?:good |bad |pure )?(?:luck|genius|fortune)|midnight|the pen)\b| (?:compliance|regulations|anti-money)\b",
    re.I,
)
# "FTD status", "granted ODD": the letters of designations
_STATUS_AFTER = pattern_of(r" (?:status|designations?|requests?)\b(?! (?:of|in|at) )")
_GRANTED_BEFORE = pattern_of(
    r"\b(?:granted|awarded|grants?|awards?)(?: (?:the|an?|its|FDA|U\.S\.|US|both|with))* (?:[A-Z]{2,4} and )?$"
)
# "the plant in Marburg, Germany"
_PLACE_BEFORE = pattern_of(r"\b(?:in|at|near|from|of|to) $")
_PLACE_AFTER = pattern_of(
    r", (?:Germany|Austria|Switzerland|France|Italy|Spain|Belgium|Denmark|Sweden|Norway|Finland|Ireland|England|Scotland|Wales|Canada|Australia|Japan|China|India|"
    r"Nigeria|Uganda|Brazil|Mexico|[A-Z][A-Z](?![\w-])|[A-Z][a-z]{1,4}\.|Connecticut|New [A-Z]\w+|Texas|California|Massachusetts|Illinois|Maryland|Virginia|Ohio|Florida|Pennsylvania)"
)
# Scales and journals are called after diseases.
_SCALE_BEFORE = pattern_of(
    r"\b(?:Scales?|Index|Inventory|Questionnaire|Score|Rating|Assessment|Evaluation|Tool|Screener|Interview) (?:for|of|in) (?:[A-Z][\w-]+ )?$"
)
_SCALE_AFTER = pattern_of(
    r"(?:'s)?(?: [A-Z][\w-]+){0,3} (?:Rating|Scale|Score|Index|Inventory|Questionnaire|Severity|Assessment|Checklist|Impact|Composite|Activities|Cooperative|Stage Scale|Outcome)\b"
)
_JOURNAL_BEFORE = pattern_of(
    r"\b(?:journal|[Bb]ook|memoir|film|podcast|[Pp]ublish\w+|appear\w*|printed|JAMA|Lancet|Annals|Archives|Nature|BMJ|NEJM|issue of)\b(?: (?:online|today|ahead of print|simultaneously|in|of|the|journal|peer-reviewed))*"
    r"(?: [A-Z][\w&]*,?(?: and| &| of| in)?){0,5} ?$"
)
_SAFETY_HEADING = pattern_of(r"\b(?:safety|adverse|tolerability|side effects?)\b", re.I)
# "… occurred in 3%", "… were seen in 20% or more of patients"
_HAPPENED = pattern_of(
    r"[^.;()]{0,90}? (?:(?:was|were)(?: also| each| only)? (?:seen|reported|observed|noted|recorded|found)|occurred|developed)(?: \w+)? in (?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|no|fewer|more|about|less)\b)"
    r"|[^.;()]{0,60}? (?:occurred(?=[.,;]|$)|(?:was|were) (?:also |more |less |equally )?(?:common|rare|frequent|mild|uncommon|infrequent)\b)"
)
_SOME_DEVELOPED = pattern_of(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:[\w-]+ ){0,3}(?:developed|experienced|contracted|got|suffered|were diagnosed with|was diagnosed with|came down with) (?:an? )?(?:[a-z-]+ )?$",
    re.I,
)
_RATES_BEFORE = pattern_of(r"\b(?:rates?|incidence) of (?:[\w-]+,? (?:and |or )?){0,4}$", re.I)
_BALANCED_AFTER = pattern_of(
    r"[^.;]{0,60} (?:was|were) (?:similar|comparable|balanced|the same|no (?:higher|different)) (?:between|across|in) (?:the )?(?:two |both |treatment |study )*(?:arms|groups)\b",
    re.I,
)
_CASES_OF = pattern_of(
    r"\b(?:\d+|one|two|three|four|five|no|single|isolated|rare) (?:new |confirmed |fatal |serious )?(?:cases?|events?|instances?|reports?|episodes?) of (?:[\w-]+,? (?:and |or )?){0,3}$",
    re.I,
)
_COMPOSITE = pattern_of(
    r"\b(?:composite|major adverse [\w-]+(?: [\w-]+)? events?|MACE|first occurrence)\b(?:(?! (?:was|were|is|occurred|in|among|with|by) )[^.;]){0,170}$",
    re.I,
)
_NEVER_GIVEN = pattern_of(
    r"\b(?:contra-?indicat\w+|should not (?:be )?(?:used?|taken?|given|receive|start\w*)|[Dd]o not (?:use|take|start)|not (?:be )?recommended (?:in|for)|caution (?:in|is))\b[^.;]{0,90}$"
    r"|\b(?:label\w*|prescribing information|leaflet) (?:also )?(?:warns?|cautions?)\b[^.;]{0,120}$"
    r"|\b(?:[Aa]sk|[Tt]ell|[Tt]alk to) (?:a|your) (?:doctor|physician|nurse|pharmacist)[^.;]{0,40} if\b[^.;]{0,90}$"
    r"|\b(?:should|must) be (?:tested|monitored|checked) for\b[^.;]{0,90}$"
    r"|\bwithdrew (?:[\w ]{1,24} )?(?:after|because of|due to|owing to)\b[^.;]{0,40}$"
    r"|\bstratified by (?:(?!\b(?:with|in|among)\b)[^.;]){0,90}$"
    r"|\bnot (?:yet )?(?:been )?(?:studied|tested|evaluated) in (?:(?:people|patients|adults|children|women|men|those) )?(?:with )?(?:[\w-]+ )?$"
    r"|\b(?:cell lines?|organoids?|cultures?|xenografts?) (?:derived |grown |taken )?(?:from|of) (?:an? |the )?(?:patients? with )?(?:[\w-]+ )?$"
)
_LEFT_OUT = pattern_of(
    r"[^.;,]{0,40} (?:were|was|are|is) (?:excluded|ineligible|not (?:eligible|included|enrolled|allowed))\b"
    r"|[^.;,]{0,40} (?:could|can) not (?:take part|join|enter|enrol\w*|participate|be (?:enrolled|included))\b"
)
_REMEDY_AFTER = pattern_of(r" (?:drug|pill|medicine|medication|vaccine|treatment|therapy|agent|shot|tablet)s?\b", re.I)
_ANTI_BEFORE = pattern_of(r"\b(?:anti|non|pre|post|pan|immuno|onco)-?$", re.I)

_ADDRESS = pattern_of(r"https?:|www\.|\w\.(?:org|com|net|gov|eu)\b|@|(?:-\w+){6}")
_WHO = pattern_of(
    r"\b(?:company|biotech\w*|firm|leader|specialist|developer|innovator|organi[sz]ation|business|pharma\w*)\b(?! (?:today|announc|report|releas))"
)
_SAID = pattern_of(
    r"\b(?:announc(?:e[sd]?|ing)|report(?:s|ed)|releas(?:es|ed)|provid(?:es|ed)|present(?:s|ed)|today|has (?:received|completed|initiated|enrolled|achieved|been|secured|submitted)|receiv(?:es|ed)|recently|is pleased|unveil\w*|disclosed|published|submitted|initiated)\b"
)
_COMPANY_IS = pattern_of(
    r"\b(?:is (?:a|an|the) [^.;]{0,80}\b(?:company|biotech\w*|firm|leader|developer|organi[sz]ation)\b|company is (?:focused|dedicated|developing)|has (?:[\w-]+ ){0,3}(?:programs?|programmes?|pipelines?|portfolios?|candidates) (?:in|for|across|spanning)|\b(?:portfolio|pipeline) (?:comprises?|includes?|consists? of|spans?|covers?)|specializ\w+ in|(?:is|are) (?:also )?focused on|(?:discuss|review|highlight|outline|showcase)\w* (?:(?:its|the|their) )?(?:[\w-]+ ){0,3}(?:programs?|pipeline) (?:in|for)|focus(?:es|ed) on (?:developing|the (?:discovery|development)))"
)


def in_address(text: str, start: int, end: int) -> bool:
    """Does the name stand in the address of a web page?"""
    first, last = text.rfind(" ", 0, start) + 1, text.find(" ", end)
    return bool(_ADDRESS.search(text[first : last if last >= 0 else len(text)]))


def is_body(sentence: Sentence, named: Named) -> bool:
    """Is the disease part of the name of a society, a hospital, a meeting or a journal?"""
    text = sentence.text
    if not text[named.start].isupper():
        return False
    after = text[named.end : named.end + 70]
    if _BODY_AFTER.match(after) and not named.short:
        return True
    before = text[max(0, named.start - 80) : named.start]
    if _BODY_BEFORE.search(before):
        return True
    if sentence.kind == "headline" or capitalised(text):
        return False
    return (bool(_BODY_IN_PROSE.match(after)) and not named.short) or bool(_CAPITALS_BEFORE.search(before))


def capitalised(text: str) -> bool:
    """Are most words capitalised, as in a headline?"""
    words = [word for word in text.split() if word[0].isalpha() and len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def is_excluded(text: str, start: int) -> bool:
    """Do the words before say that the patients do not have it?"""
    return bool(
        _EXCLUDED.search(text[max(0, start - 70) : start]) or _KEY_EXCLUSION.search(text[max(0, start - 250) : start])
    )


def is_background(text: str, start: int) -> bool:
    """Do the words before make it an example, a risk, a cause or a consequence?"""
    return bool(_BACKGROUND.search(text[max(0, start - 70) : start]))


# "There was no graft failure and no graft rejection": events that did not happen
_ABSENT = pattern_of(
    r"\b[Tt]here (?:was|were|have been|has been) no (?:(?!treatments?\b|therap|approved|cures?\b|options?\b|standard|for\b|drugs?\b|medicines?\b|vaccines?\b)[\w-]+,? ){0,6}$"
)


def is_noise(sentence: Sentence, named: Named, treated: bool) -> bool:
    """Is it named as an adverse event, an endpoint's part, a scale or journal, a laboratory model, or as part of another word?"""
    text = sentence.text
    after = text[named.end : named.end + 130]
    before = text[max(0, named.start - 190) : named.start]
    if not treated and (_ADVERSE.search(text, 0, named.start) or _is_event(sentence, before, after)):
        return True
    if (
        _ABSENT.search(before)
        or _titled(text[named.start], before, after)
        or _NEVER_GIVEN.search(before)
        or _LEFT_OUT.match(after)
    ):
        return True
    return bool(
        _GRADED_BEFORE.search(before[-40:])
        or _MODEL_AFTER.match(after)
        or _RELATED_AFTER.match(after)
        or (_ANTI_BEFORE.search(before[-8:]) and not _REMEDY_AFTER.match(after))
        or _MODEL_BEFORE.search(before)
        or _is_tamed(text, named)
    )


def _is_tamed(text: str, named: Named) -> bool:
    """Is it the name of a virus that carries a medicine or is one?"""
    end = named.end - 6 if text[: named.end].endswith(" virus") else named.end
    return bool(_VIRUS_AFTER.match(text, end) and _TAMED_BEFORE.search(text, max(0, named.start - 40), named.start))


def is_other_word(text: str, named: Named) -> bool:
    """Do the words of a name mean something else here: a figure of speech, a town, a machine's infection, a designation?"""
    if named.short and (
        _STATUS_AFTER.match(text, named.end) or _GRANTED_BEFORE.search(text, max(0, named.start - 40), named.start)
    ):
        return True
    if _FIGURE_BEFORE.search(text, max(0, named.start - 12), named.start) or _FIGURE_AFTER.match(text, named.end):
        return True
    place = text[named.start].isupper() and not named.short and _PLACE_AFTER.match(text, named.end)
    return bool(place and _PLACE_BEFORE.search(text, max(0, named.start - 8), named.start))


def is_adverse_row(sentence: Sentence) -> bool:
    """Is it a row of a table of adverse events?"""
    return bool(sentence.cells and _ADVERSE.search(sentence.cells[0].head))


def introduces_events(text: str) -> bool:
    """Does a sentence announce a list of adverse events?"""
    return text.rstrip().endswith(":") and bool(_ADVERSE.search(text))


def is_part(text: str, start: int) -> bool:
    """Is it one of the events of a composite endpoint?"""
    return bool(_COMPOSITE.search(text, max(0, start - 190), start))


def _is_event(sentence: Sentence, before: str, after: str) -> bool:
    """Does it happen to patients: under a heading of safety, in so many cases, in a share of them?"""
    if sentence.heading and _SAFETY_HEADING.search(sentence.heading):
        return True
    if _CASES_BEFORE.search(before) and _REPORTED_AFTER.match(after):
        return True
    if _SOME_DEVELOPED.search(before) or (_RATES_BEFORE.search(before) and _BALANCED_AFTER.match(after)):
        return True
    return bool(_CASES_OF.search(before) or _HAPPENED.match(after))


def _titled(first: str, before: str, after: str) -> bool:
    """Does it stand in the name of a scale or a journal?"""
    if not first.isupper():
        return False
    return bool(_SCALE_BEFORE.search(before) or _SCALE_AFTER.match(after) or _JOURNAL_BEFORE.search(before))


def describes_company(sentence: Sentence, start: int) -> bool:
    """Does the place stand in a clause that says what the company does, not what the news is?"""
    text = sentence.text
    who = _WHO.search(text)
    if who and who.end() < start:
        said = _SAID.search(text, who.end())
        if said and said.start() > start:
            return True
        if not said and _COMPANY_IS.search(text[:start]):
            return True
    return bool(_COMPANY_IS.search(text[:start]) and not _SAID.search(text[:start]))
