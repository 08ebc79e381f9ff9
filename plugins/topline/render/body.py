"""A release's text made ready for its page: names resolved, tables in regions of their own, and where the sidebar goes."""

from __future__ import annotations

import re
from html import escape, unescape

_TABLE = re.compile(r"<h[2-4]\b[^>]*>(?P<heading>.*?)</h[2-4]>|<table\b.*?</table>", re.DOTALL)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)\b[^>]*?(?P<empty>/?)>")
_VOID = frozenset(("br", "hr", "img", "wbr", "col", "source"))
_MARKUP = re.compile(r"<[^>]*>")


def with_table_regions(html: str) -> str:
    """Each table in a region that scrolls by itself and takes the keyboard's focus, named by its heading."""
    heading = ""
    count = 0

    def wrapped(match: re.Match[str]) -> str:
        nonlocal heading, count
        if match["heading"] is not None:
            heading = " ".join(unescape(_MARKUP.sub("", match["heading"])).split())
            return match[0]
        count += 1
        label = f"Table {count}: {heading}" if heading else f"Table {count}"
        return f'<div class="table" role="region" tabindex="0" aria-label="{escape(label)}">{match[0]}</div>'

    return _TABLE.sub(wrapped, html)


def parted(html: str, paragraphs: int = 3) -> tuple[str, str]:
    """The text up to and with its third paragraph, and the rest. Paragraphs in lists, quotes and folds do not count.

    What is shorter than that is not parted: the second half is ``""``.
    """
    depth = seen = 0
    for tag in _TAG.finditer(html):
        if tag["empty"] or tag["name"] in _VOID:
            continue
        depth += -1 if tag["close"] else 1
        if tag["close"] and tag["name"] == "p" and depth == 0:
            seen += 1
            if seen == paragraphs:
                return html[: tag.end()], html[tag.end() :].lstrip("\n")
    return html, ""
