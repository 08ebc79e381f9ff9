"""Signs that a text lost something on its way: noted for the editor, never mended."""

from __future__ import annotations

import re
from itertools import pairwise

from topline.facts import Prose

_SIGNS: tuple[tuple[str, str], ...] = (
    (r"\b[µm]?g/m(?![²2\w])", "a square lost its superscript (mg/m²)"),
    (r"\b10(?:3|6|9|12) ?/ ?(?:L|mL|µL|mm)\b", "an exponent lost its superscript (10⁹/L)"),
    (
        r"\bthe \d{1,3} (?=[A-Z][\w&' ()-]{0,80}(?:Annual|Congress|Meeting|Session))",
        "an ordinal lost its ending (54th)",
    ),
    (r"(?:â€|Ã[\x80-\xbf©¨¶¼]|Â[®·°])", "characters were read in a wrong code page"),
    ("\ufffd", "a character was lost"),
    (r"\b(?:p|P) ?(?:less|greater) ?than ?\d", "blanks are missing in a p-value"),
    (r"\S@\S+\.\w+[A-Z]\w+|\d{3}-\d{4}[A-Z]", "lines of a contact run together"),
)
_ENDS = re.compile(r"[.!?:;…)\]\"'”’®™#*]$|\w+@\S+$|www\.\S+$|https?://\S+$|\d$")
_LIST_MISSING = re.compile(r"\b(?:includ\w+|follow\w*|were|are):$")


def damage_in(prose: Prose) -> tuple[str, ...]:
    """What looks damaged, each with its line and words."""
    notes = [
        f"line {block.line}: {what}: '{block.text[max(0, match.start() - 20) : match.end() + 20].strip()}'"
        for block in prose.blocks
        for pattern, what in _SIGNS
        for match in [re.search(pattern, block.text)]
        if match
    ]
    for block, following in pairwise(prose.blocks):
        if _LIST_MISSING.search(block.text) and following.kind == "paragraph":
            notes.append(f"line {block.line}: a list seems to be missing after '{block.text[-60:]}'")
    last = prose.blocks[-1]
    if len(last.text) > 150 and not _ENDS.search(last.text):
        notes.append(f"line {last.line}: the text ends in the middle of a sentence: '{last.text[-40:]}'")
    return tuple(notes)
