"""The names in a text: each placeholder becomes a link to the page of what it names, or plain words."""

from __future__ import annotations

import re
from html import escape, unescape

from topline.link.catalogue import Catalogue
from topline.render.site import Site

_TOKEN = re.compile(
    r"""<a\b(?P<attributes>[^>]*\sclass="name"[^>]*)>(?P<words>.*?)</a>
      | (?P<section><h[23]\b|<details\b)
      | (?P<head_end></h[1-6]>)
      | (?P<head><h[1456]\b)""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r'\bdata-(kind|name)="([^"]*)"')


def resolved(html: str, catalogue: Catalogue, site: Site, here: str = "") -> str:
    """The HTML with its placeholders resolved through the Catalogue.

    The first mention of a thing in a section (from one h2 or h3 to the next) becomes a link; later mentions,
    names in headings, names that nobody knows and the thing whose page this is (``here``) stay plain words.
    """
    seen: set[str] = set()
    in_heading = False

    def replaced(match: re.Match[str]) -> str:
        nonlocal in_heading
        if match["attributes"] is None:
            if match["section"]:
                seen.clear()
            in_heading = match["head_end"] is None and match["section"] != "<details"
            return match[0]
        named = {key: unescape(value) for key, value in _ATTRIBUTE.findall(match["attributes"])}
        kind = named.get("kind", "")
        entry = catalogue.resolve(kind, named.get("name", "")) if kind else None
        if entry is None or in_heading or entry.address == here or entry.address in seen:
            return match["words"]
        seen.add(entry.address)
        return f'<a class="name {escape(kind)}" href="{escape(site.path(entry.address))}">{match["words"]}</a>'

    return _TOKEN.sub(replaced, html)
