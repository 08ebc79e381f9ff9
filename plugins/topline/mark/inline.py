"""The words of a block as plain nodes that can be cut at any character, across inline elements.

A node is a text or a ``Span`` (an inline element with its nodes). Positions count the characters that
``topline.read.words`` shows: a line break without a new line behind it is one blank.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.html import HtmlElement

from topline.read.shape import BLOCKS
from topline.read.words import is_silent


@dataclass(frozen=True, slots=True)
class Span:
    """An inline element. ``length`` is how many characters it shows; ``whole`` where it must not be cut."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    nodes: tuple[Node, ...]
    length: int
    whole: bool = False


Node = str | Span
Nodes = tuple[Node, ...]


def nodes_of(element: HtmlElement) -> Nodes:
    """The inline nodes of a block, up to the first block inside it."""
    nodes: list[Node] = [element.text] if element.text else []
    for child in element:
        if child.tag in BLOCKS:
            break
        nodes.append(_span(child))
        if child.tail:
            nodes.append(child.tail)
    return tuple(nodes)


def _span(element: HtmlElement) -> Span:
    attributes = tuple((str(key), str(value)) for key, value in element.attrib.items())
    if element.tag == "br":
        return Span("br", attributes, (), 0 if (element.tail or "").startswith("\n") else 1, whole=True)
    nodes = nodes_of(element)
    silent = is_silent(element)
    return Span(str(element.tag), attributes, nodes, 0 if silent else length_of(nodes), silent)


def length_of(nodes: Nodes) -> int:
    """How many characters the nodes show."""
    return sum(len(node) if isinstance(node, str) else node.length for node in nodes)


def cut(nodes: Nodes, position: int) -> tuple[Nodes, Nodes]:
    """The nodes before and behind a position.

    An element that stands across it is halved; only the first half keeps its id.
    """
    left: list[Node] = []
    for index, node in enumerate(nodes):
        if position <= 0:
            return tuple(left), nodes[index:]
        length = len(node) if isinstance(node, str) else node.length
        if length <= position or (isinstance(node, Span) and node.whole):
            left.append(node)
            position -= length
            continue
        first, second = (node[:position], node[position:]) if isinstance(node, str) else _halves(node, position)
        return (*left, first), (second, *nodes[index + 1 :])
    return tuple(left), ()


def _halves(span: Span, position: int) -> tuple[Node, Node]:
    first, second = cut(span.nodes, position)
    without_id = tuple(pair for pair in span.attributes if pair[0] != "id")
    return _half(span.tag, span.attributes, first), _half(span.tag, without_id, second)


def _half(tag: str, attributes: tuple[tuple[str, str], ...], nodes: Nodes) -> Node:
    """A part of an element that was cut; blanks alone need no element (a link of one blank is no link)."""
    if len(nodes) == 1 and isinstance(nodes[0], str) and nodes[0].isspace():
        return nodes[0]
    return Span(tag, attributes, nodes, length_of(nodes))


def wrapped(nodes: Nodes, places: list[tuple[int, int, str]]) -> Nodes:
    """The nodes with each ``[start, end)`` inside one ``<span class="said" id="…">``. Places do not overlap."""
    done: list[Node] = []
    rest, at = nodes, 0
    for start, end, anchor in sorted(places):
        before, rest = cut(rest, start - at)
        said, rest = cut(rest, end - start)
        done += [*before, Span("span", (("class", "said"), ("id", anchor)), said, end - start)]
        at = end
    return (*done, *rest)


def put(element: HtmlElement, nodes: Nodes) -> None:
    """Make ``nodes`` the inline content of a block, before the blocks inside it."""
    blocks: list[HtmlElement] = []
    for child in list(element):
        if blocks or child.tag in BLOCKS:
            blocks.append(child)
        element.remove(child)  # takes its tail along
    element.text = None
    _write(element, nodes)
    element.extend(blocks)


def _write(element: HtmlElement, nodes: Nodes) -> None:
    last: HtmlElement | None = None
    for node in nodes:
        if isinstance(node, Span):
            last = lxml_html.Element(node.tag, dict(node.attributes))
            _write(last, node.nodes)
            element.append(last)
        elif last is None:
            element.text = (element.text or "") + node
        else:
            last.tail = (last.tail or "") + node
