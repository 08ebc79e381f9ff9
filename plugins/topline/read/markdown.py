"""Markdown → sanitised HTML in the one form that the other rooms rely on.

What an author writes as raw HTML passes the same gate as what Markdown makes: an allow-list of elements and
attributes, no script, no style, no ``data-*``, no id but those of footnotes.
"""

from __future__ import annotations

import re

import nh3
from lxml import html as lxml_html
from lxml.html import HtmlElement
from markdown import Markdown

from topline.facts import Problem, Refused
from topline.read.shape import BLOCKS, shaped

# Each extension with a sign without which it has nothing to do.
_EXTENSIONS = (("tables", "|"), ("footnotes", "[^"), ("sane_lists", "\n"), ("abbr", "*["), ("def_list", ":"))
_EMPHASIS = ("em_strong", "em_strong2", "not_strong")
# Emphasis that begins and ends, and what is left of its signs then: a footnote's asterisk, a forgotten end.
_EMPHASIZED = re.compile(
    r"^[ \t]*[*_](?=[ \t])|(?<![*_\\])(\*\*?|(?<!\w)__?)(?=[^\s*_])[^*_\n]*(?<=[^\s*_\\])\1(?![*_])", re.MULTILINE
)
_LOOSE = re.compile(r"\*|(?<!\w)_|_(?!\w)")
_ANY_TAG = re.compile(r"<[^>]*>")
# Python-Markdown's inline patterns, and the signs of which each needs one.
_SIGNS = (
    (("backtick",), "`"),
    (("escape",), "\\"),
    (("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"), "["),
    (("autolink", "automail", "html"), "<"),
    (("entity",), "&"),
    (_EMPHASIS, "*_"),
    (("linebreak",), (" \n", "<")),
)
_MOST_OPEN = 100  # links without an end; a text with more has none: the converter would look for each end in all of it
_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right);">')
_SIDES = {"left", "center", "right"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "br",
    "cite",
    "code",
    "del",
    "em",
    "i",
    "img",
    "ins",
    "q",
    "s",
    "small",
    "strong",
    "sub",
    "sup",
}
_TAGS = {*BLOCKS, *_INLINE, "time"}
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
}
_CLASSES = {"td": _SIDES, "th": _SIDES, "a": {"footnote-ref", "footnote-backref"}}
_SCOPES = {"th": {"scope": {"col", "row", "colgroup", "rowgroup"}}}
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_FOOTNOTE = re.compile(r"fn(?:ref[0-9]*)?:[\w-]{1,40}")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_VOID = frozenset({"br", "hr", "img"})
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_DEEPEST = 100


class Unreadable(ValueError):
    """No page can be made of a text: its elements are nested deeper than any text needs."""


def tree_of(body: str) -> HtmlElement:
    """The tree of a Markdown text: a ``div`` whose children are blocks. Body headings start at h2.

    The text holds no control characters (``text_of`` sees to it). Raises ``Unreadable``.
    """
    return shaped(_parsed(sanitised(_converted(body))))


def _converted(body: str) -> str:
    """The HTML of a text. Where emphasis without an end confuses the converter, its asterisks stay asterisks.

    Python-Markdown 3.11 loses letters in texts like ``_go_ on. *x **c** _ **bold. _go_ b_ word``.
    """
    html = converter_for(body).convert(body)
    if not _LOOSE.search(_EMPHASIZED.sub("", body)):
        return html
    plain = converter_for(body)
    for name in _EMPHASIS:
        plain.inlinePatterns.deregister(name, strict=False)
    without = plain.convert(body)
    return html if _letters(html) == _letters(without) else without


def _letters(html: str) -> str:
    """What must be the same however the emphasis is read."""
    return "".join(re.findall(r"[^\W_]+|[\x02\x03]", _ANY_TAG.sub("", html)))


def converter_for(body: str) -> Markdown:
    """A converter that looks for no markup of which the text has not even the signs: the result is the same, sooner."""
    markdown = Markdown(extensions=[name for name, sign in _EXTENSIONS if sign in body], output_format="html")
    unclosed = body.count("](") - body.count(")") > _MOST_OPEN
    for names, signs in _SIGNS:
        if (unclosed and "link" in names) or not any(sign in body for sign in signs):
            for name in names:
                markdown.inlinePatterns.deregister(name, strict=False)
    return markdown


def html_of(body: str, path: str = "", body_line: int = 1) -> str:
    """A Markdown text as sanitised HTML. Raises ``Refused`` (with the file's ``path``) where that cannot be."""
    try:
        return html_from(tree_of(body))
    except Unreadable as error:
        raise Refused([Problem(path, body_line, "", str(error), "write it flat")]) from None


def html_from(tree: HtmlElement) -> str:
    """The HTML inside a tree's ``div``."""
    written: str = lxml_html.tostring(tree, encoding="unicode", method="html", with_tail=False)
    return written[len("<div>") : -len("</div>")].strip("\n")


def sanitised(html: str) -> str:
    """The HTML without anything that is not on the allow-list; a script's or style's own text goes with it."""
    return nh3.clean(
        _ALIGNED.sub(r'<\1 class="\2">', html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        tag_attribute_values=_SCOPES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        clean_content_tags={"script", "style", "iframe", "object", "template", "noscript", "svg", "math", "title"},
        strip_comments=True,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """An attribute's value, or ``None`` where it has no place."""
    if name in ("width", "height", "colspan", "rowspan", "start"):
        return value if _NUMBER.fullmatch(value) else None
    if name == "id":
        return value if _FOOTNOTE.fullmatch(value) else None
    if name in ("src", "href"):
        return _address(value, {"https"} if name == "src" else {"http", "https", "mailto"})
    return value


def _address(value: str, schemes: set[str]) -> str | None:
    """A link's target: relative, or of a scheme that is allowed. Blanks inside become ``%20``."""
    value = re.sub(r"[\t\n\r]", "", value).strip()
    scheme = _SCHEME.match(value)
    if scheme and scheme.group(1).lower() not in schemes:
        return None
    if re.match(r"[/\\]{2}", value):
        return None
    return value.replace(" ", "%20")


def _parsed(html: str) -> HtmlElement:
    depth = deepest = 0
    for closing, tag in _TAG.findall(html):
        if tag not in _VOID:
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise Unreadable(f"elements are nested {deepest} deep")
    tree: HtmlElement = lxml_html.fragment_fromstring(f"<div>{html}</div>")
    return tree
