"""A placeholder on each drug, condition and company named in the text.

``<a class="name" data-kind="drug" data-name="IMGN901">IMGN901</a>``: ``data-kind`` is ``drug``, ``condition`` or
``company``; ``data-name`` is the name that the Catalogue is asked for: a drug's as the text uses it, a condition's
or company's as the facts call it. There is no ``href``: render resolves the name, or leaves the plain words.
Nobody can forge one: the sanitiser lets no ``data-*`` and no class ``name`` through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.html import HtmlElement

from topline.extract.words.lexicon import Lexicon, Mention
from topline.facts import Condition, Facts, fold
from topline.read.shape import BLOCKS

_UNNAMED = frozenset({"a", "code", "pre", "abbr", "sup", "sub"})
_QUIET_ZONES = frozenset({"contacts", "trademarks", "references", "debris", "forward-looking"})
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class _Name:
    kind: str
    name: str
    key: str


def names_of(facts: Facts) -> Lexicon[_Name]:
    """The names that a text may link, with what each is asked for in the Catalogue."""
    rows: dict[str, _Name] = {}
    for drug in facts.drugs:
        for used in (drug.name, *drug.mentioned_as):
            rows.setdefault(used, _Name("drug", used, f"drug {drug.slug}"))
    for condition in facts.conditions:
        for used in (condition.name, _said(condition)):
            rows.setdefault(used, _Name("condition", condition.name, f"condition {condition.slug}"))
    for sponsor in facts.sponsors:
        rows.setdefault(sponsor.name, _Name("company", sponsor.name, f"company {fold(sponsor.name)}"))
    return Lexicon((used, name) for used, name in rows.items() if len(used) >= _SHORTEST)


def with_names(elements: Iterable[tuple[HtmlElement, str, str]], facts: Facts) -> None:
    """Put the placeholders into the tree of these block elements, each with its kind and zone (changed in place).

    A name is marked where it is first mentioned below a heading; not in headings, links and code, and not as a part
    of a compound (``lenalidomide-refractory``).
    """
    lexicon = names_of(facts)
    if not len(lexicon):
        return
    seen: set[str] = set()
    for element, kind, zone in elements:
        if kind == "heading":
            seen.clear()
        elif zone not in _QUIET_ZONES:
            for holder, tail in list(_texts(element)):
                _mark(holder, tail, lexicon, seen)


def _said(condition: Condition) -> str:
    start, end = condition.span
    return condition.quote[start:end]


def _texts(element: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """The texts of a block that may hold names: ``(element, is it the tail?)``."""
    if element.text:
        yield element, False
    for child in element:
        if child.tag in BLOCKS and element.tag not in ("tr", "td", "th"):
            continue
        if child.tag not in _UNNAMED:
            yield from _texts(child)
        if child.tail and child.tag not in BLOCKS:
            yield child, True


def _mark(holder: HtmlElement, tail: bool, lexicon: Lexicon[_Name], seen: set[str]) -> None:
    text = (holder.tail if tail else holder.text) or ""
    found = []
    for mention in lexicon.find(text):
        if mention.value.key not in seen and _stands_alone(text, mention):
            seen.add(mention.value.key)
            found.append(mention)
    for mention in reversed(found):
        link = lxml_html.Element(
            "a", {"class": "name", "data-kind": mention.value.kind, "data-name": mention.value.name}
        )
        link.text = mention.words
        link.tail = text[mention.end :]
        text = text[: mention.start]
        if tail:
            holder.tail = None  # else it would end up behind the link
            holder.addnext(link)
            holder.tail = text
        else:
            holder.text = text
            holder.insert(0, link)


def _stands_alone(text: str, mention: Mention[_Name]) -> bool:
    """Is the name a word of its own, not a part of a compound or an address?"""
    before, behind = text[: mention.start], text[mention.end :]
    if before[-1:] in ("-", "‑", "–", "@", "_", ".", "/") and before[-2:-1].isalnum():
        return before[-1:] == "/" and "//" not in before.rpartition(" ")[2]
    return not (behind[:1] in ("-", "‑", "@", "_", ".") and behind[1:2].isalnum())
