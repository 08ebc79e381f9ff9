"""Names for things: how words become ids and anchors."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "µ": "u", "μ": "u"})


@lru_cache(65536)
def fold(text: str) -> str:
    """Lower case, no accents, letters and digits only: what two spellings of one name share."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(_GREEK))
    return "".join(c for c in text if c.isalnum())


@lru_cache(65536)
def slug_of(name: str) -> str:
    """A name as a part of an address: ``"Small-cell lung cancer"`` → ``"small-cell-lung-cancer"``.

    Names that hold no letter or digit give ``""``; ``C++`` and ``C`` differ (``c-plus-plus``).
    """
    text = unicodedata.normalize("NFKD", name.casefold().translate(_GREEK)).replace("+", " plus ")
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def anchor_of(quote: str) -> str:
    """The id of a sentence on its page: ``s-`` and ten hex digits of the hash of its words.

    White space and punctuation do not count, so that a link survives edits of either.
    """
    words = " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", quote).casefold()))
    return "s-" + hashlib.sha256(words.encode()).hexdigest()[:10]
