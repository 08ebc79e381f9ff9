"""A block of text cut into sentences, also where a wire lost its line breaks."""

from __future__ import annotations

from topline.extract.words.patterns import pattern_of

Span = tuple[int, int]

# A full stop after these ends no sentence.
_ABBREVIATION = pattern_of(
    r"(?:\b(?:Inc|Corp|Co|Ltd|LLC|Dr|Drs|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|v|No|Nos|Fig|approx|et al|etc|e\.g|i\.e|cf|ca|U\.S|U\.K|E\.U|"
    r"Ph\.D|M\.D|Ph|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|a\.m|p\.m|N\.V|S\.A|A\.G|D\.C|Univ|Dept|incl|resp|Vol|pp)"
    r"|(?:bstract|oster|atent|egistration|elease)\sno|\b[A-Z])\.$"
)
_END = pattern_of(
    r"[.!?][\"'”’)\]]*[⁰¹²³⁴-⁹]*(?=\s+[\"'“‘(\[]?[A-Z0-9ΑΒ•*])"  # the usual end
    r"|(?<=[a-z)%])\.\d{0,2}(?=\s[A-Z][a-z])"  # a footnote digit glued to the stop: "RP2D.1 The"
    r"|(?<=[a-z]{3})[.!?](?=[A-Z][a-z]{2,})"  # no blank after the stop
    r"|(?<=[a-z,;:.®™)%])\s(?=[*•·▪]\s+[A-Z0-9])"  # a list run into the text
    r"|(?<=[a-z:.])\s(?=[–-]\s+[A-Z][a-z]+\s)"
)
_LONGEST = 3000  # characters; no sentence is that long: what is gets cut, so that no rule reads more at once


def sentences_of(text: str) -> list[Span]:
    """The ``[start, end)`` of each sentence of a block, without the blanks and bullets around it."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and _ABBREVIATION.search(text, max(start, match.start() - 12), match.start() + 1):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans for part in _parts(text, span) if (trimmed := _trim(text, part))]


def _parts(text: str, span: Span) -> list[Span]:
    """The span itself, or parts of it where it is too long for a sentence, cut at blanks where there are any."""
    start, end = span
    parts = []
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = blank if blank > 0 else start + _LONGEST
        parts.append((start, cut))
        start = cut
    return [*parts, (start, end)]


def _trim(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in "*•▪" or text[start : start + 2] in ("– ", "- ")):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None
