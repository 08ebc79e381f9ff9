"""A sanitised tree brought into one shape, so that every word stands in a block and every block holds plain lines.

After ``shaped``:

- the root, ``blockquote`` and ``figure`` hold blocks only: loose words stand in a ``p`` of their own;
- ``li`` and ``dd`` hold words first and then blocks; words after a block stand in a ``p``;
- headings, paragraphs, terms and captions hold no block, and no inline element holds one;
- lists hold items, and items stand in lists;
- headings start at h2 and skip no level; header cells say what they head; ids are unique.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TABLE = ("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
BLOCKS = frozenset(
    (*HEADINGS, *TABLE, "p", "ul", "ol", "li", "blockquote", "figure", "figcaption", "pre", "hr", "dl", "dt", "dd")
)
_LINES = frozenset((*HEADINGS, "p", "dt", "pre", "figcaption", "caption"))  # hold words only
_BOXES = ("div", "blockquote", "figure")  # hold blocks only
_MIXED = ("li", "dd", "td", "th")  # hold words, then blocks
_GROUPS = ("ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr")  # hold their own parts only
_LOWEST = 6


def shaped(tree: HtmlElement) -> HtmlElement:
    """The same tree in shape (changed in place and returned)."""
    _flatten(tree)
    _part(tree)
    for element in [tree, *tree.iter(*_BOXES[1:], *_MIXED, *_GROUPS)]:
        if element is tree or element.tag in _BOXES:
            _box(element, first_loose=False)
        elif element.tag in _MIXED:
            _box(element, first_loose=True)
    _outline(tree)
    _scopes(tree)
    _unique_ids(tree)
    _links(tree)
    return tree


def _flatten(tree: HtmlElement) -> None:
    """Take away inline elements around blocks, and blocks inside lines of words."""
    for element in list(tree.iter()):
        if element is tree:
            continue
        if element.get("class") == "":
            del element.attrib["class"]
        inside = next((below for below in element.iterdescendants() if below.tag in BLOCKS), None)
        if inside is None:
            continue
        if element.tag not in BLOCKS:
            element.drop_tag()
        elif element.tag in _LINES:
            for below in [e for e in element.iterdescendants() if e.tag in BLOCKS]:
                below.tail = " " + (below.tail or "")
                below.drop_tag()


def _part(tree: HtmlElement) -> None:
    """Lists hold items and items stand in lists; a caption of nothing is a paragraph."""
    for group, own, part in (("ul", ("li",), "li"), ("ol", ("li",), "li"), ("dl", ("dt", "dd"), "dd")):
        for element in list(tree.iter(group)):
            for child in [child for child in element if child.tag not in own]:
                _wrap(child, part)
            if (element.text or "").strip():
                loose = lxml_html.Element(part)
                loose.text, element.text = element.text, None
                element.insert(0, loose)
            for child in [child for child in element if (child.tail or "").strip()]:
                loose = lxml_html.Element(part)
                loose.text, child.tail = child.tail, None
                child.addnext(loose)
    for element in list(tree.iter("li", "dt", "dd", "figcaption")):
        parent = element.getparent()
        home = {"li": ("ul", "ol"), "figcaption": ("figure",)}.get(str(element.tag), ("dl",))
        if parent is None or parent.tag in home:
            continue
        if element.tag == "figcaption":
            element.tag = "p"
        else:
            _wrap(element, home[0])


def _wrap(element: HtmlElement, tag: str) -> None:
    """Put an element, without the words behind it, into a new one."""
    box = lxml_html.Element(tag)
    element.addprevious(box)
    box.tail, element.tail = element.tail, None
    box.append(element)


def _box(element: HtmlElement, first_loose: bool) -> None:
    """Put each run of loose words into a ``p``; with ``first_loose`` the first run may stay as it is."""
    runs = _runs(element)
    if first_loose and not any(child.tag in BLOCKS for child in element):
        return
    for number, (text, inline, at) in enumerate(runs):
        if not (text.strip() or inline) or (first_loose and number == 0):
            continue
        paragraph = lxml_html.Element("p")
        paragraph.text = text
        if at is None:
            element.text = "\n"
            element.insert(0, paragraph)
        else:
            at.tail = "\n"
            element.insert(element.index(at) + 1, paragraph)
        for child in inline:
            paragraph.append(child)
        last = paragraph[-1] if len(paragraph) else None
        if last is None:
            paragraph.text = (paragraph.text or "").rstrip()
        else:
            last.tail = (last.tail or "").rstrip()
        paragraph.tail = "\n"


def _runs(element: HtmlElement) -> list[tuple[str, list[HtmlElement], HtmlElement | None]]:
    """The loose words of an element: text, inline children, and the block that they follow."""
    runs: list[tuple[str, list[HtmlElement], HtmlElement | None]] = [(element.text or "", [], None)]
    for child in element:
        if child.tag in BLOCKS:
            runs.append((child.tail or "", [], child))
        else:
            runs[-1][1].append(child)
    return runs


def _outline(tree: HtmlElement) -> None:
    """Headings from h2 down without a gap, as they are nested."""
    above: list[int] = []
    for heading in tree.iter(*HEADINGS):
        level = int(str(heading.tag)[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.tag = f"h{min(len(above) + 1, _LOWEST)}"


def _scopes(tree: HtmlElement) -> None:
    for row in tree.iter("tr"):
        scope = "col" if all(cell.tag == "th" for cell in row) else "row"
        for cell in row:
            if cell.tag == "th" and "scope" not in cell.attrib:
                cell.set("scope", scope)


def _unique_ids(tree: HtmlElement) -> None:
    seen: set[str] = set()
    for element in list(tree.iter()):
        name = element.get("id")
        if name in seen:
            del element.attrib["id"]
        elif name:
            seen.add(name)


def _links(tree: HtmlElement) -> None:
    """Links that lead away say so to the browser; a link without a target is plain words."""
    for link in list(tree.iter("a")):
        target = link.get("href")
        if target is None:
            link.drop_tag()
        elif target.startswith("http"):
            link.set("rel", "noopener noreferrer")
    for image in list(tree.iter("img")):
        if not image.get("src"):
            image.drop_tree()
        elif image.get("alt") is None:
            image.set("alt", "")


def block_elements(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The block elements of a tree in document order, each with the kind of block it is.

    Their order is what ``Block.element`` counts: headings, paragraphs, items, table rows, captions. A row is one
    block: nothing inside its cells is a block of its own.
    """
    stack = list(reversed(tree))
    while stack:
        element = stack.pop()
        kind = _kind(element)
        if kind:
            yield element, kind
        if kind in ("", "item"):
            stack.extend(reversed(element))


def _kind(element: HtmlElement) -> str:
    tag = element.tag
    if tag in HEADINGS:
        return "heading"
    if tag in ("p", "pre"):
        parent = element.getparent()
        up = parent
        while up is not None:
            if up.tag == "blockquote":
                return "quote"
            up = up.getparent()
        return "item" if parent is not None and parent.tag in ("li", "dd") else "paragraph"
    return {"li": "item", "dd": "item", "dt": "item", "tr": "row", "figcaption": "caption", "caption": "caption"}.get(
        str(tag), ""
    )
