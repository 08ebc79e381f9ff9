"""The shapes of figures: p-values, intervals, ratios, shares, times, amounts, counts, and what stands beside them."""

from __future__ import annotations

import re

from topline.extract.words.numbers import COUNT, NUMBER, NUMBER_WORDS
from topline.extract.words.patterns import pattern_of

# A number inside an interval: an unambiguous minus, as the separator has been read.
_LIMIT = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?\.?\d+"
P_VALUE = pattern_of(
    r"(?<![\w-])[pP](?:\s?-?\s?[vV]alues?)?\s?(?:for (?:non-?inferiority|superiority|interaction|trend)\s?)?"
    r"(?P<sign>(?:(?:was|of|is|were|at)\s?)?(?:less than|below|<=|≤|<|=|>|≥|:|greater than)|(?:was|of|is)|(?:=|\s)?\s?less than)\s?"
    r"(?:(?P<again>[<=≤]|less than)\s?)?(?P<value>0?[.,]\d+|[01]\.\d+|1|0)(?P<power>\s?x\s?10[-⁻]?[\d⁰¹²³⁴-⁹]+)?(?![\d%])"
)
INTERVAL = pattern_of(
    r"(?:(?P<level>\d{2}(?:\.\d+)?)\s?%\s?-?\s?)?(?:\(?\[?(?:\bCI\b|[Cc]onfidence [Ii]ntervals?|[Cc]redible [Ii]ntervals?|\bCrI\b)[)\]]?)(?:\s?[\[(]CI[\])])?"
    r"(?:\s?(?:[:=,;]|of|from|was|between|ranging from|for [a-z ]{2,30}[:=,]?))*\s?(?:(?P<late>\d{2}(?:\.\d+)?)%\s?[,;:]?\s?)?[\[(]?\s?"
    rf"(?P<low>{_LIMIT})\s?%?\s?(?:-|to|,|;|and|/)\s?(?P<high>{_LIMIT})\s?%?"
)
# An interval whose upper limit was not reached is none.
OPEN_INTERVAL = pattern_of(
    r"(?:\d\d\s?%\s?)?\bCI\b[^)\];]{0,30}?\b(?:NR|NE|NA|not (?:reached|estimable|evaluable|calculable))\b"
)
BARE_INTERVAL = pattern_of(rf"[\[(]\s?(?P<low>{_LIMIT})\s?%?\s?(?:-|to|,|;)\s?(?P<high>{_LIMIT})\s?%?\s?[\])]")
RATIO_NAMES = {
    "hazard ratio": r"(?:[Ss]ubdistribution |[Aa]djusted )?[Hh]azard [Rr]atios?|(?<![\w-])a?HRs?(?![\w-])",
    "odds ratio": r"[Oo]dds [Rr]atio|(?<![\w-])a?OR(?=\s?[=:,]?\s?\d)",
    "risk ratio": r"(?:[Rr]isk|[Rr]ate|[Ii]ncidence rate) [Rr]atio|[Rr]elative [Rr]isk(?! reduc)|(?<![\w-])(?:RR|IRR)(?=\s?[=:,]?\s?\d)",
}
_NAMED_RATIO = "|".join(f"(?P<{key.replace(' ', '_')}>{value})" for key, value in RATIO_NAMES.items())
RATIO = pattern_of(
    rf"(?:{_NAMED_RATIO})(?:\s?[\[(](?:a?HR|OR|RR|IRR)[\])])?(?P<between>(?:\s(?:for|of|versus|vs\.?|in favor of|in|between|comparing)\s[^.;()\d]{{2,80}}?)?)"
    rf"[\s,:;=\[(]*(?:(?:was|of|is|were|at|being|stood at|came to)\s)?(?:approximately |about )?[=:\s]*(?P<value>\d*\.\d+|\d(?![\d%\w-]))(?![\d%]|\s?(?:months|mg|years|weeks))"
)
# "Hazard ratios for OS in the PD-L1 ≥50%, ≥20% and ≥1% populations were 0.69": the first of several
SEVERAL_RATIOS = pattern_of(
    r"\b(?:[Hh]azard ratios|HRs)(?: \(HRs?\))? (?P<between>for [^.;()]{2,110}?) (?:were|of) (?P<value>\d?\.\d+)(?![\d%])"
)
# "… (0.56-0.85), 0.77 (0.64-0.92) and 0.81": the next of them
NEXT_RATIO = pattern_of(
    r"\s?(?:[\[(][^()\[\]]{0,70}[)\]])?(?: in [^.;,()\x00]{2,40})?(?:,? and|,? versus|,? vs\.?|,|;) (?P<value>\d?\.\d+)(?![\d%]|\s?(?:months|to|-))"
)
# "0.78, 0.69 to 0.88": an interval that is not called one
PLAIN_INTERVAL = pattern_of(r"[,;]\s(?P<low>\d?\.\d+)\s?(?:-|to)\s?(?P<high>\d?\.\d+)(?!\s?(?:%|months|mg))")
ELLIPTIC_RATIO = pattern_of(
    r"\b(?:it|that|this|and) (?:was |of )?(?P<value>\d\.\d+)(?=\s?[\[(](?:\d\d(?:\.\d)?%\s?)?(?:CI|confidence|[pP]\s?[<=]))"
)
TIME_UNITS = {
    "month": "months",
    "week": "weeks",
    "day": "days",
    "year": "years",
    "hour": "hours",
    "minute": "minutes",
    "mo": "months",
    "wk": "weeks",
    "yr": "years",
}
# The units of what is measured: amounts in a volume, lengths and masses, scores; each may be "per month" or "/day".
_PER = r"(?:\s?(?:per|an?|each|every) (?:day|week|month|year|hour|minute|second|night|24 hours)\b|/(?:day|week|month|year|hour|night|24 ?h)\b)"
AMOUNT_UNITS = (
    r"(?:(?:percentage|absolute percentage)[ -]points?|%-points?|mL/min(?:/1\.73 ?m²?2?)?|(?:[mµnp]g|mcg|g|[mµnp]mol|mEq|m?IU|U)/(?:dL|mL|L|mol|mmol|g|24 ?h)|copies/mL|cells/(?:µL|mm³|mm3|uL)|"
    r"mm ?Hg|kilograms?|letters?|points?|pts?|[Cc]entiloids?|kg(?:/m(?:²|2))?|lbs?|pounds|cm/s|m/s|cm(?:²|2|³|3)?|mm(?:²|2|³|3)?|mL|ml|met(?:re|er)s|millimet(?:re|er)s|centimet(?:re|er)s|micromet(?:re|er)s|microns?|[µμ]m|log(?:10|₁₀)?(?: copies/mL| IU/mL)?|seizures|"
    r"kPa|ppb|ppm|dB|decibels?|diopters?|beats per minute|bpm|degrees|seconds?|steps|kcal|calories|fold|litres?|liters?|milliliters?|millilitres?|grams?|units|"
    r"(?:episodes|events|attacks|exacerbations|relapses|bleeds|seizures|infusions|injections|headaches|migraines)(?=\s?(?:per|an?|each|every) (?:day|week|month|year|hour|night)\b)|"
    r"(?:events? |cases? )?per (?:100|1,?000|10,000|100,000) (?:patient|person|participant|woman|child)[- ]years(?: of follow-up)?|per week|per day|per month|per year|[mL](?=[\s,.;)]|$))"
    + _PER
    + "?"
)
UNIT_NAMES = {
    "ml/min/1.73 m2": "mL/min/1.73 m²", "ml/min/1.73m2": "mL/min/1.73 m²", "ml/min/1.73m²": "mL/min/1.73 m²", "ml/min/1.73 m²": "mL/min/1.73 m²",
    "letter": "letters", "point": "points", "pt": "points", "pts": "points", "mm hg": "mmHg", "mmhg": "mmHg", "ml": "mL",
    "kilogram": "kg", "kilograms": "kg", "metres": "m", "meters": "m", "meter": "m", "metre": "m", "lb": "lbs", "pounds": "lbs", "centiloid": "centiloids", "centiloids": "centiloids", "kg/m2": "kg/m²", "cm2": "cm²", "mm2": "mm²", "mm3": "mm³", "cm3": "cm³",
    "microns": "µm", "micron": "µm", "μm": "µm", "micrometers": "µm", "micrometres": "µm", "millimeters": "mm", "millimetres": "mm",
    "centimeters": "cm", "centimetres": "cm", "second": "seconds", "beats per minute": "bpm", "liters": "L", "litres": "L", "liter": "L", "litre": "L",
    "milliliters": "mL", "millilitres": "mL", "gram": "g", "grams": "g", "decibels": "dB", "diopter": "diopters",
}  # fmt: skip
PERCENT = pattern_of(rf"(?P<value>{NUMBER})%(?!\s?-?\s?(?:CI\b|confidence|credible|power|certain|points?\b))")
WORD_PERCENT = pattern_of(rf"(?P<value>{NUMBER_WORDS}) ?per ?cent\b(?!age)")
TIME = pattern_of(
    rf"(?P<value>{NUMBER})(?P<glue>[\s-]?)(?P<unit>months?|weeks?|days?|years?|hours|minutes|mos?|wks?|yrs?)(?P<tail>-old)?\b",
    re.I,
)
AMOUNT = pattern_of(rf"(?P<value>{NUMBER})(?P<glue>\s?-?)(?P<unit>{AMOUNT_UNITS})(?![\w/²-])")
_PEOPLE = r"(?:patients?|participants?|people|subjects?|individuals|adults|children|women|men|infants|evaluable|responders|persons|cases|recipients|them|those|eyes|tumou?rs|lesions)"
FRACTION = pattern_of(
    rf"(?<![\d./-])(?P<n>{COUNT})\s?(?:(?:{_PEOPLE}\s)?(?:out of|of)\s(?:the\s|a total of\s|all\s)?|/\s?)(?P<of>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\w%])|{COUNT})(?![\d./]*\d)(?!\s?(?:mm|mg|µg|months|weeks|days|%|mL|kg))"
)
# "seven (28%)", "12 complete responses (11.7%)", "twelve patients in the first arm (5.3%)"
LONE_COUNT = pattern_of(
    rf"(?<![\d.,])(?P<n>{COUNT})(?: (?:of the |confirmed )?(?:patients|participants|people|subjects|adults|(?:complete|partial|objective) (?:response|remission)s?))?(?: in the [\w ]{{1,30}}| on \w+| given \w+)?\s?[\[(]$"
)
COUNTED = pattern_of(
    rf"(?<![\w.,/$€£-])(?P<n>{COUNT}|a|A|one|no|No|none)\s(?:(?:further|additional|more|other|evaluable|treated|confirmed|of the|of these|unconfirmed|durable|ongoing|responding|new)\s){{0,3}}"
    rf"(?P<what>{_PEOPLE}(?!-))"
)
COUNTED_RESPONSES = pattern_of(
    rf"(?<![\w.,/$€£%-])(?P<n>{COUNT}|one) (?=(?:confirmed |unconfirmed |durable |ongoing |very good )?(?:(?:complete|partial|objective) (?:metabolic )?(?:response|remission)s?\b(?! rates?)|CRs\b|PRs\b|SDs\b|PDs\b|deaths? (?:with|in|on|among|for) ))",
    re.I,
)
COUNTED_ALONE = pattern_of(
    rf"(?:\b(?:and|while|but|with)|[,;]) (?P<n>{COUNT}) (?=(?:had|achieved|experienced|showed|attained|were|was|achieving|showing|attaining|experiencing)\b)"
)
# "52 vs 31%": one sign for two shares
SHARED_PERCENT = pattern_of(
    r"(?:(?<=\()|(?<=of )|(?<=was )|(?<=were )|(?<=: )|(?<=to ))(?P<value>\d+(?:\.\d+)?)(?= ?(?:vs\.?|versus|v\.?) \d[\d.]*%)"
)
MONEY = pattern_of(
    r"(?:US|C|A|HK)?[$€£¥]\s?\d[\d,.]*(?:\s?(?:million|billion|thousand|[MBK]\b))?|\b\d[\d,.]*\s?(?:million|billion|trillion|dollars|euros|cents)\b"
)
RANGE = pattern_of(
    r"(?<![\w.])(?:\d+(?:\.\d+)?\s?%?\s?(?:-|—)\s?\d+(?:\.\d+)?\s?%|(?<=between )\d+(?:\.\d+)?%?\sand\s\d+(?:\.\d+)?%|(?<!from )(?<![\w.])\d+(?:\.\d+)?%?\sto\s\d+(?:\.\d+)?%"
    r"|\d+(?:\.\d+)?\s?(?:-|to)\s?\d+(?:\.\d+)?\s?\+?\s?(?:months|weeks|days|years|mg)\b)"
)
# What stands beside a number that is no outcome: sizes of groups, standard errors, ranges in parentheses, doses, ages, dates, phases.
ASIDE = pattern_of(
    r"\(\s?[nN]\s?=\s?[\d,]+\s?\)|\b[nN]\s?=\s?[\d,]+|\((?:SE|SD|S\.E\.|S\.D\.|standard (?:error|deviation)|±)[^)]{0,25}\)|±\s?\d+(?:\.\d+)?%?|(?<=\d%) \(\d{1,2}\.\d+\)|[\[(;,]\s?(?:range|IQR|interquartile range)[^)\]]{0,40}[\])]"
    r"|\b(?:ranging|ranged|range[ds]?:?) (?:from|between|of)?\s?-?\d[\d.]*\s?(?:%|\w+)?\s?(?:-|to|and) \+?\d[\d.]*\+?\s?%?(?: ?months| ?weeks| ?days| ?years)?"
    r"|\bfrom (?:an? )?(?:mean |median |average |baseline )*\d[\d.,]*\s?(?:[%\w/]+ )?(?:out of \d+ )?(?:at |of )?baseline\b|\bfrom (?:an? )?(?:mean |median |average |baseline )*(?:of )?\d[\d.]*(?: (?!to\b|months\b)[\w/]+)? (?=to \d)"
    r"|\bfrom (?:an? )?(?:mean |median |average )*(?:of )?\d[\d.,]*\s?(?:[%\w/]+ ){0,3}?(?:in|over|during) the (?:[\w-]+ )?(?:year|months?|weeks?|period) (?:before|prior)\b"
    r"|\b(?:mean |median |average )*baseline (?:\w+ ){0,3}?(?:of|was|is|:)\s?[\d.,]+\s?(?:%|[\w/]+)|\b\d[\d.,]*\s?(?:%|[\w/]+)? at (?:the )?(?:baseline|(?:study )?(?:start|entry|screening|enrol?lment))\b"
    r"|\d[\d.,]*\s?-?(?:mg|mcg|µg|g|IU|MBq|Gy|vg)(?:/(?:kg|m²|day|mL))*(?![\w/])"
    r"|\b(?:week|month|day|year|days|weeks|grade|grades|phase|cohort|cycle|age[ds]?|stage|part|study|abstract)s? (?:≥|>|of )?\d+(?:\s?(?:-|to|and|or|/)\s?\d+)?(?![\d.]*\d)(?! ?(?:of|patients|%|\.\d))",
    re.I,
)
NOT_REACHED = pattern_of(r"\b(?:(?:has |have |had |was |were )?not (?:yet )?(?:been )?reached|not estimable|NR|NE)\b")
FOLLOW_UP = pattern_of(
    rf"\b(?:follow(?:ed|ing)?[- ]?(?:up|ups)|followed for|observation|exposure|treatment duration|duration of (?:treatment|exposure|therapy|follow-up))\b[^.;()]{{0,45}}?{NUMBER}\s?-?(?:months?|weeks?|days?|years?)"
    rf"|{NUMBER}\s?-?(?:months?|weeks?|days?|years?)(?:'s?)?\s(?:of )?(?:(?:median|further|additional|survival)\s)?(?:follow[- ]?up|observation|exposure)",
    re.I,
)
TIMEPOINT = pattern_of(
    rf"\b(?P<before>at|after|by|through|until|within|over|during|for|to|from|in|past|beyond|following|on|the first|the last|every|up to|least)\s(?:the\s|about\s|approximately\s|at least\s|a median of\s|only\s|just\s|first\s|last\s)*"
    rf"(?P<when>(?:{NUMBER}|one|two|three|four|five|six|eight|nine|ten|twelve|eighteen)[\s-](?:consecutive )?(?:months?|weeks?|days?|years?|hours|minutes))\b(?!\s(?:of age|old|or older|and older))",
    re.I,
)
# "at 12, 24 and 36 months": the times of several values
TIMES = pattern_of(
    r"\b(?:at|after|by|through|of) (?:(?:months?|weeks?|years?|days?) )?(?:\d+(?:-| )?(?:months?|weeks?|years?)?, ){0,4}\d+(?:-| )?(?:months?|weeks?|years?)?,? and (?:at )?\d+(?:[- ](?:months?|weeks?|years?|days?)\b|(?=,? (?:was|were|respectively)))(?! (?:with|in the|on|for|versus))",
    re.I,
)
COMPARED_TIME = pattern_of(r"\s(?:with|in the|for|on|versus|vs|compared)\b")
TIMEPOINT_LABEL = pattern_of(
    r"\b(?P<label>(?:week|month|day|year)s? \d+(?:(?: to | through |-)\d+)?)\b|\b(?P<adjective>(?:\d+|one|two|three|four|five|six|nine|twelve)[- ](?:week|month|day|year))\b",
    re.I,
)
LEVEL = pattern_of(
    rf"\x00 to (?:(?:just|only|about|approximately|a mean of|an average of) )?(?P<value>{NUMBER})(?=\s?(?:[\[(,.;]|after|at|by|in|with|on|following|$))"
)
YEARLY = pattern_of(
    r"(?:[(:]\s?|,\s|\b(?:was|were|of|to|and|versus|vs\.?|compared (?:with|to)|for)\s)(?P<value>\d*\.\d+)(?![\d%]|\s?(?:mg|\x00))"
)
# A bare number that may be a score or an index, once all else has been read: "was 1.13 with A and 1.59 with B".
BARE = pattern_of(
    r"(?:\b(?:was|were|of|by|to|at|and|versus|vs\.?|v\.?|than|averaged|reached|compared (?:with|to)|against|change|changed|changes|difference|only|about|scored|AUC)\s|[:(,|=]\s?)"
    r"(?P<value>[-+]?\d{1,3}\.\d+|[-+]\d{1,3}(?!\d)|(?<=by )\d{1,2}(?![\d.,]))(?!\s?[\d%/x^\x00]|[\w-])(?!\s(?:to|and)\s\d[\d.]*\s(?:on|at) (?:screening|baseline|entry))(?!\s?or (?:less|more|lower|higher|above|below|greater))(?!\s(?:in the (?:year|months|\w+ months) )?before\b)"
)
# "had 2.3 more spontaneous movements a week"
MORE = pattern_of(
    r"(?<![\w.,/-])(?P<value>\d{1,2}(?:\.\d+)?)(?= (?:more|fewer|less) (?!than\b|patients|participants|people))"
)
NO_BARE = pattern_of(
    r"(?:baseline|entry|screening|effect size|Cohen's d|factor|kappa|version|cut-?off|threshold|margin|range|grade|stage|part|week|day)\W{1,3}(?:\w+ ){0,4}$",
    re.I,
)
