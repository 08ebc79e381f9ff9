"""Names that a wire has run together with the heading or headline before them: "A New Way To Heal Larkfield Therapeutics, Inc."."""

from __future__ import annotations

import re

from topline.extract.reading import Reading
from topline.extract.sponsors.mentions import Mention
from topline.extract.sponsors.names import is_company
from topline.extract.words.patterns import pattern_of

_MOST_WORDS = 3  # of a name at the head of a sentence; more may be a heading and the name
_LITTLE = pattern_of(r"\b(?:The|A|An|Of|In|For|With|To|And|On|Its|From|By)\b")


def cut_run_in(company: Mention, reading: Reading) -> None:
    """Cut the words of a headline or heading from a name, where the shorter name stands alone elsewhere."""
    words = company.name.split()
    if len(words) < 3 or company.text_before.endswith(("- ", ": ")):
        return
    text = "\n".join(sentence.text for sentence in reading.news)
    if text.count(company.name) > 1:
        return
    if company.start == 0:
        _cut_heading(company, words, text)
        return
    for cut in range(1, len(words) - 1):
        shorter = " ".join(words[cut:])
        if re.search(rf"(?:^|[-:\"(] ?)(?:{re.escape(shorter)}|{re.escape(words[cut])})\b", text, re.M):
            _shorten(company, shorter)
            return


def _cut_heading(company: Mention, words: list[str], text: str) -> None:
    """Cut a heading with a small word in it ("Closing The Gap Larkfield Therapeutics") where the text has the company alone."""
    if len(words) <= _MOST_WORDS or not _LITTLE.search(company.name):
        return
    for cut in range(1, len(words)):
        shorter = " ".join(words[cut:])
        alone = rf"(?<![A-Z]\w)(?<!\w )\b{re.escape(shorter)}\b|\b[a-z]+,? {re.escape(shorter)}\b"
        if is_company(shorter) and not _LITTLE.match(shorter) and re.search(alone, text):
            _shorten(company, shorter)
            return


def _shorten(company: Mention, shorter: str) -> None:
    company.start += len(company.name) - len(shorter)
    company.name = shorter
