"""A release as plain text: its first line is the headline, blank lines part its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from topline.facts import Block, Prose, slug_of
from topline.read.damage import damage_in
from topline.read.yaml_nodes import quoted

_BULLET = re.compile(r"^\s*(?:[*•·▪●◦‣]|[-–](?=\s))\s*(?=\S)")
_WRAPPED = (45, 100)  # the usual width of a text that was broken into lines by hand or by mail
_LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class Draft:
    """An imported release. ``name`` is a file name without its date; ``notes`` say what an editor should look at."""

    markdown: str
    name: str
    notes: tuple[str, ...]


def prose_of_text(text: str) -> Prose:
    """The prose of a plain text: headline, paragraphs, items. Headings are left to those who know the words."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Prose((Block("headline", "", line=1),))
    headline = Block("headline", lines[first].strip(), line=first + 1)
    return Prose((headline, *_blocks(lines, first + 1)))


def markdown_from_text(text: str) -> Draft:
    """A release to edit: front matter with the title alone, and the words of the text, not one changed.

    Characters that Markdown would take for markup are escaped. Nothing is repaired; what looks damaged is noted.
    """
    prose = prose_of_text(text)
    title, *body = prose.blocks
    parts: list[str] = []
    last = ""
    for block in body:
        words = escaped(block.text)
        tight = block.kind == "item" and last == "item"
        parts.append(("\n" if tight else "\n\n") + (f"- {words}" if block.kind == "item" else words))
        last = block.kind
    front = f"---\ntitle: {quoted(title.text)}\n---"
    return Draft(front + "".join(parts) + "\n", _name(title.text), damage_in(prose))


def escaped(words: str) -> str:
    """Words of one line as Markdown that reads the same."""
    words = re.sub(r"([\\`*_{}\[\]|])", r"\\\1", words)
    words = re.sub(r"&(?=#?\w+;)", "&amp;", words).replace("<", "&lt;")
    words = re.sub(r"^([#>+:=~!-])", lambda match: _entity(match.group(1)), words)
    return re.sub(r"^(\d+)\.(?=\s|$)", r"\1\\.", words)


def _entity(character: str) -> str:
    return f"\\{character}" if character in "#>+-!" else f"&#{ord(character)};"


def _blocks(lines: list[str], start: int) -> Iterator[Block]:
    wrapped = _is_wrapped(lines[start:])
    words: list[str] = []
    kind, line = "paragraph", 0
    for number, raw in enumerate([*lines[start:], ""], start + 1):
        bullet = _BULLET.match(raw)
        if words and (not raw.strip() or bullet or not wrapped):
            yield Block("item" if kind == "item" else "paragraph", " ".join(words), line=line)
            words = []
        if not raw.strip():
            continue
        if not words:
            kind, line = ("item" if bullet else "paragraph"), number
        words.append(raw[bullet.end() :].strip() if bullet else raw.strip())


def _is_wrapped(lines: list[str]) -> bool:
    """Were paragraphs broken into lines? Then most lines that another follows are about as long as a line is."""
    inner = [line.strip() for line, following in pairwise(lines) if line.strip() and following.strip()]
    if not inner or max(map(len, inner)) > _WRAPPED[1] + 10:
        return False
    return sum(_WRAPPED[0] <= len(line) <= _WRAPPED[1] for line in inner) >= 0.6 * len(inner)


def _name(title: str) -> str:
    name = slug_of(title)
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]
