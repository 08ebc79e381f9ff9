"""The words around a trial's name, as named patterns: what stands before it, what follows, what it is said to be.

``TOKEN``, ``MORE``, ``NOUN``, ``PHASE``, ``PLAIN``, ``LIST`` are parts of patterns; the rest are patterns that are
matched at the end of a name, or searched in the words before it.
"""

from __future__ import annotations

from topline.extract.words.patterns import pattern_of

NOUN = r"(?:meta-)?(?:[Tt]rials?|TRIALS?|[Ss]tud(?:y|ies)|STUD(?:Y|IES)|sTudy)\b"
CAPITALS = r"[A-Z][A-Z0-9]+(?:-[A-Z0-9]+|-[A-Z][a-z]+\d*)*(?:/[A-Z]{2,}[A-Z0-9-]*\d)?"
CAMEL = r"[A-Z][A-Za-z0-9]*(?:[a-z0-9][A-Z]|[A-Z][a-z])[A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)*"
TOKEN = rf"(?<![\w/.@#&-])(?!NCT\d|(?:GmbH|KGaA|PLC|LLC|ASA)\b|\w+-[A-Z][a-z]+ed\b|\w*(?:Trial|Stud(?:y|ies)))(?:{CAPITALS}|{CAMEL})(?![\w@]|[-/][A-Za-z0-9]|'[a-rt-z])"
MORE = r"(?: (?:-\d{3}(?![\w%-]|[.,]\d| ?(?:mg|mL|patients|points|percent))|\d{1,3}(?![\w.,%-]\d|%| ?mg| (?:patients|months|weeks))|[IVX]{1,3}(?![\w-])|(?!TRIAL|STUDY|PHASE|NCT)[A-Z]{2,}(?:-?\d+)?(?![\w-])))"
NAME = pattern_of(rf"{TOKEN}(?:{MORE}){{0,3}}")
# "Results from Clarity AD, a phase 3 trial", "from evoke and evoke+, two trials": said so plainly that any word may be a name.
ANY = r"(?!(?:[Pp]hase|[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts|[Tt]his|[Tt]hat|[Ww]hat)\b)[A-Za-z][\w-]*\+?(?: (?:[A-Z]{2,}|\d{1,3}|[A-Z][a-z]+))?"
RESULTS_OF = pattern_of(
    rf"(?:[Rr]esults|[Dd]ata|[Ff]indings) (?:from|of) (?P<names>{ANY}(?:(?:, | and |, and ){ANY})?), (?:an?|the|two|three) "
    r"(?:(?!(?:in|of|for|with|that|which|to|is|was|and)\b)[\w'-]+,? ){0,8}?(?:trials?|stud(?:y|ies))\b"
)
NUMBERED = pattern_of(
    r"(?<!\w)(?:Study|Trial) (?!(?:19|20)\d\d\b)(?:[A-Z]{1,4}-?)?\d{3,4}[A-Z]?(?!\w|[.,]\d|%| (?:patients|people))"
)

PHASE = r"(?i:phase) ?(?:[IVX]+|\d)[abAB]?(?:/(?:[IVX]+|\d)[abAB]?)?"
PLAIN = (
    rf"(?:{PHASE}|(?i:clinical|pivotal|global|pilot|outcomes?|platform|registration(?:al)?|extension|international|confirmatory|"
    r"cardiovascular|efficacy|late-stage|ongoing|landmark|head-to-head|multi-?(?:center|centre|regional|national)|long-term|"
    r"randomi[sz]ed|controlled|open-label|double-blind(?:ed)?|placebo-controlled|single-arm|feasibility|vaccine|event-driven|"
    r"dose-(?:escalation|finding|ranging)|comparative|prospective|key|safety|human|lead-in|maintenance|induction|adult|pediatric|part [\dA-C]))"
)
# more names of a list: ", SPIRE-2 and Phase 2 MUSE"
LIST = rf"(?:(?:,? (?:and|or|&) |, |/)(?:the )?(?:{PHASE} )?{TOKEN}(?:{MORE}){{0,3}}){{0,4}}"
# "EMILIA (NCT…) Phase III trial", "SPIRE-1 and SPIRE-2 trials": the noun that follows a name or a list of names.
BEFORE_NOUN = pattern_of(rf"(?:'s|[\"'])?(?: \([^()]{{1,90}}\))?{LIST}(?:,? {PLAIN}){{0,7}} {NOUN}")
NOUN_NEXT = pattern_of(rf" (?:clinical )?{NOUN}(?! (?:of|drug|vaccine|product|medication))")
BEFORE_PHASE = pattern_of(rf"(?: \([^()]{{1,60}}\))? {PHASE}(?![\w-])")
BEFORE_PROGRAM = pattern_of(rf"(?: {PLAIN}){{0,5}} (?:clinical|trial|study|development|{PHASE}) program(?:me)?\b")
# "ASCEND, a Phase 3 trial of": what a name is said to be.
IS_A_TRIAL = pattern_of(
    rf"{LIST} are (?:(?!(?:in|of|for|with|that|which|to|from|by|as|on|at|and|enrolling|drug|company)\b)[\w'/-]+,? ){{0,7}}?(?:trials|studies)\b|{LIST}"
    r"(?: \([^()]{1,200}\))?(?:, | - | — |: | is | was |, which is )(?:currently )?(?:an?|the|our|its|another|one of \w+|two|three|four|[A-Z]\w+'s) "
    r"(?:(?!(?:in|of|for|with|that|which|to|being|under|from|by|as|on|at|has|using|and|was|drug|therapy|treatment|candidate|agent|inhibitor|"
    r"antibody|compound|company|product|molecule|currently|undergoing|evaluated|tested|studied)\b)"
    rf"[\w/'%+-]+,? ){{0,10}}?(?:{NOUN}|{PHASE}(?= (?:trial|study)))"
)
BEFORE_REGISTRY = pattern_of(
    rf"(?P<noun>(?: {NOUN}){{0,2}}) ?\((?:[^()]{{0,40}}[ ;,:])?(?:NCT\d{{8}}|EudraCT|ISRCTN|jRCT|CTRI|ACTRN|ChiCTR)"
)
NAMED = pattern_of(
    rf"{NOUN}(?:[^.;()]{{0,60}}?)(?:,| is| was| are|-| —)? ?(?:also |which is |formally |collectively )?"
    r"(?:dubbed|entitled|titled|called|named|known as|designated|nicknamed|referred to as|termed),? ?(?:the )?[\"'(]?$"
)
OPENED = pattern_of(
    rf"(?:{NOUN}|{PHASE}) ?\((?:(?:the|acronym|short title|short name|known as|called|named|dubbed):? )?[\"']?$"
)
SAID = pattern_of(
    rf"(?<!In the )(?<!In this )(?<!in the )(?<!in this )(?:{NOUN}|testing),? (?:the |or |- |— )?$|{NOUN}: (?:[–—•*-] ?)?(?:the )?$|\b[Ii]n (?:one|another|the (?:other|first|second|third|latter)), (?:the )?$"
)
# "The study LANTERN II randomized 300 adults", "results of LANTERN II in gout"
SUBJECT = pattern_of(rf"^(?:[Tt]he |[Tt]his |[Ii]ts )(?:{PLAIN} ){{0,4}}{NOUN} $")
IN_DISEASE = pattern_of(r" in (?:[a-z]|(?:[A-Z][\w-]* ){1,3}[a-z])")
COUNTED = pattern_of(r" (?:[IVX]{1,4}|\d)$")
# "Its phase 3 trial in multiple myeloma, SUMMIT-ONE, has completed enrolment"
APPOSED = pattern_of(rf"{NOUN} (?:in|of|for) [^.;,:()]{{1,70}}, $")
APPOSED_TAIL = pattern_of(r", (?:is|has|was|will|which|had|began|started)\b")
LISTED = pattern_of(
    rf"(?:[Tt]rials|[Ss]tudies)(?:,|:) (?:[–—•*-] ?)?(?:the )?(?:{TOKEN}{MORE}?(?:, (?:with|in) (?:[^,;:]|,(?=\d)){{1,40}}| \([^()]{{1,60}}\))?(?:,|,? and|,? or|;) (?:the )?)+$"
)
# a list of trials by their names: "in three Phase 3 trials:", then "SOLO 1: 671 adults …" as an item
LIST_HEAD = pattern_of(r"\b(?:[Tt]rials|[Ss]tudies)\b[^.;:]{0,40}: *$")
LIST_ITEM = pattern_of(
    rf"(?:[–—•*-] ?)?(?P<name>{TOKEN}(?:{MORE})?)(?: \([^()]{{1,60}}\))?(?::|,| –| —| -| is | was | enrolled )"
)
# "The analysis of 18,427 adults in the MapleStroke registry": the register that the news was read from
FROM_REGISTER = pattern_of(
    r"\b(?:[Aa]nalysis|[Dd]ata|[Rr]ecords) (?:of|from|on) [\d,]+ (?:[\w-]+ ){1,4}(?:in|from) the $"
)
REGISTER_NEXT = pattern_of(r" (?:[Rr]egistry|[Rr]egister|[Cc]ohort)\b")
# "LUMEN-2 (Phase 3)"
PHASE_IN_BRACKETS = pattern_of(rf" \((?:a )?{PHASE}(?:[,;] [^()]{{1,40}})?\)")
CLOSED = pattern_of(rf"[\"']?\) (?:{PLAIN} ){{0,4}}{NOUN}")
TAIL = pattern_of(r"[\"']?(?:[,;)]| and |\.?$| \()")
FAR = pattern_of(rf"{NOUN}[^.;()]{{1,90}}\((?:the )?[\"']?$")
FROM = pattern_of(r"(?:(?:[Rr]esults|[Dd]ata|[Ff]indings|[Aa]nalys[ie]s) (?:from|of)|^In|\bin) (?:the )?$")
FROM_STUDY = pattern_of(r"(?:[Rr]esults|[Dd]ata|[Ff]indings) (?:from|of) (?:the )?$")
FROM_TAIL = pattern_of(r",|\.?$| and | were | was | at |: | \(")
# "The Phase 3 trial GALAXI-3 missed its endpoint", "Phase III trial VALIANT shows"
PHASED_NOUN = pattern_of(rf"{PHASE} (?:{PLAIN} ){{0,5}}{NOUN} [\"']?$")
DOES = pattern_of(
    r"[\"']? (?:(?:has|have|had|was|were|is|are|did|will|now|also|not|already|recently|successfully|still) ){0,3}"
    r"(?:met|meets?|missed|misses|fail(?:s|ed)|show(?:s|ed|n)?|enrol(?:l)?(?:s|ed|ing)?|reach(?:es|ed)|evaluat\w+|compar\w+|randomi[sz]\w+|include[sd]?|demonstrat\w+|"
    r"complet\w+|start(?:s|ed)|beg[au]n|stopped|halted|achiev\w+|test(?:s|ed|ing)|assess\w+|investigat\w+|under way|underway|ongoing)\b"
)
TITLE_WORD = pattern_of(
    rf" (?!(?:Phase|Trial|Study|Clinical|Pilot|Platform|Program|Pivotal|Extension|Registry|Data|Results|Patients?|Outcomes?|Cardiovascular|Confirmatory|Efficacy|Safety|Feasibility|Global|International|Expansion|Maintenance|Induction|Randomi[sz]ed|Controlled|Prevention|Long|Open)\b)[A-Z][a-z]+(?= {NOUN})"
)
NO_NAME_BEFORE = pattern_of(r"(?:(?i:phase)[ -]?|Project )$")
AFTER_BRACKET = pattern_of(rf'[^),;"]|"?[^)]*\) (?:{PLAIN} )*{NOUN}')
