"""Front matter as a tree of nodes in which every value is text and knows its line.

YAML's own types are left aside: ``012``, ``NO`` and ``12:30`` stay what they are. Anchors, aliases, tags and
deep nesting are refused; a line that YAML cannot read is named together with the line that it could read.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import yaml

from topline.facts import Problem
from topline.read.source import Source, forbidden_in

_DEEPEST = 8
_MENDS = 4
# YAML counts these as line ends, nobody else does.
_BREAKS = str.maketrans("\u2028\u2029\x85", "   ")
_KEYED = re.compile(r"^(?P<key>\s*(?:- +)?[A-Za-z_][\w-]*): *(?P<value>\S.*?)\s*$")
_LISTED = re.compile(r"^(?P<key>\s*-) +(?P<value>\S.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. ``plain`` where it stands without quotes; ``cut`` where YAML took the line's end for a comment."""

    value: str
    line: int
    plain: bool = True
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Many:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping. ``lines`` has the line of each key."""

    values: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Text | Many | Keyed


class _Unreadable(Exception):
    def __init__(self, line: int, what: str, fix: str, mends: bool = True) -> None:
        self.line, self.what, self.fix, self.mends = line, what, fix, mends
        super().__init__(what)


def tree_of(source: Source) -> tuple[Keyed, list[Problem]]:
    """The front matter as a mapping, and what is wrong with its form.

    A line that YAML cannot read is mended for the sake of the other lines, so that all problems are found at once.
    """
    problems: list[Problem] = []
    text = (source.head or "").translate(_BREAKS)
    for _ in range(_MENDS):
        try:
            node, repeated = _Builder(source, text).build()
        except _Unreadable as error:
            mended = _mended(source, text, error.line - source.head_line) if error.mends else None
            what, fix, line = error.what, error.fix, error.line
            if mended:
                number, words = mended
                line, fix = source.head_line + number, f"write {words.strip()}"
            field = _field_at(text, line - source.head_line)
            problems.append(Problem(source.path, line, field, what, fix))
            if not mended:
                break
            lines = text.split("\n")
            text = "\n".join([*lines[: mended[0]], mended[1], *lines[mended[0] + 1 :]])
        else:
            return node, problems + repeated
    return Keyed({}, {}, source.head_line), problems


class _Builder:
    """Builds the tree from the parser's events, without recursion in C and without resolving anything."""

    def __init__(self, source: Source, text: str) -> None:
        self.source, self.lines, self.problems = source, text.split("\n"), list[Problem]()
        self.events = yaml.parse(text, Loader=yaml.CBaseLoader)

    def build(self) -> tuple[Keyed, list[Problem]]:
        try:
            return self._document(), self.problems
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line if mark else 0
            if error.context_mark and error.problem and "end of stream" in error.problem:
                line = error.context_mark.line
            raise _Unreadable(
                self.source.head_line + min(line, len(self.lines) - 1),
                f"YAML cannot read this line ({error.problem})",
                'put the value in quotes: key: "value"',
            ) from None
        except yaml.YAMLError as error:
            raise _Unreadable(self.source.head_line, f"YAML cannot read this ({error})", "mend it") from None

    def _document(self) -> Keyed:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise _Unreadable(self._line(event), "a second document starts", "keep one --- above and one below")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 0)
        if root is None:
            return Keyed({}, {}, self.source.head_line)
        if not isinstance(root, Keyed):
            raise _Unreadable(root.line, "the front matter is no list of keys", "write lines like title: …", False)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Unreadable(line, "a YAML anchor or alias (& or *)", "put the value in quotes, or write it out")
        if tag := getattr(event, "tag", None):
            raise _Unreadable(line, f"a YAML tag ({tag})", "put the value in quotes")
        if depth > _DEEPEST:
            raise _Unreadable(line, "lists or keys nested too deeply", "write it flat", False)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(following := next(self.events), yaml.SequenceEndEvent):
                items.append(self._node(following, depth + 1))
            return Many(tuple(items), line)
        return self._keyed(line, depth)

    def _keyed(self, line: int, depth: int) -> Keyed:
        values: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(following := next(self.events), yaml.MappingEndEvent):
            key = self._node(following, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Text):
                raise _Unreadable(key.line, "a key that is no word", "write key: value", False)
            if key.value in values:
                what = f"the key stands twice, first on line {lines[key.value]}"
                self.problems.append(Problem(self.source.path, key.line, key.value, what, "keep one of them"))
                continue
            values[key.value], lines[key.value] = value, key.line
        return Keyed(values, lines, line)

    def _text(self, event: yaml.ScalarEvent) -> Text:
        line = self._line(event)
        self.problems += forbidden_in(self.source.path, event.value, line, counted=False)
        plain = not event.style
        rest = ""
        if plain and event.value and event.end_mark:
            rest = self.lines[event.end_mark.line][event.end_mark.column :].strip()
        return Text(event.value, line, plain, rest if rest.startswith("#") else "")

    def _line(self, event: yaml.Event) -> int:
        return self.source.head_line + _line_of(event)


def _line_of(event: yaml.Event) -> int:
    return int(event.start_mark.line) if event.start_mark else 0


def quoted(value: str) -> str:
    """A value as YAML reads it back: in double quotes, with escapes."""
    return json.dumps(value, ensure_ascii=False)


def _mended(source: Source, text: str, near: int) -> tuple[int, str] | None:
    """The line (index, corrected) whose value must be quoted, if quoting it lets the parser get further."""
    lines = text.split("\n")
    reached = _reaches(text)
    for number in [*range(min(near, len(lines) - 1), max(-1, near - 6), -1)]:
        match = _KEYED.match(lines[number]) or _LISTED.match(lines[number])
        if match is None:
            continue
        value = match["value"]
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        elif value[0] in "'\"" and value.count(value[0]) == 1:
            value = value[1:]
        colon = ":" if _KEYED.match(lines[number]) else ""
        line = f"{match['key']}{colon} {quoted(value)}"
        if line != lines[number] and _reaches("\n".join([*lines[:number], line, *lines[number + 1 :]])) > reached:
            return number, line
    return None


def _reaches(text: str) -> int:
    """How many lines of a text the parser reads before it stops; more than there are where it reads all."""
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if getattr(event, "anchor", None) or (getattr(event, "tag", None)):
                return _line_of(event)
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark if error.problem and "end of stream" in error.problem else error.problem_mark
        return int(mark.line) if mark else 0
    except yaml.YAMLError:
        return 0
    return text.count("\n") + 2


def _field_at(text: str, number: int) -> str:
    """The key of a line, or of the nearest line above that has one at the margin."""
    lines = text.split("\n")
    for line in reversed(lines[: max(0, min(number, len(lines) - 1)) + 1]):
        if match := re.match(r"^([A-Za-z_][\w-]*):", line):
            return match.group(1)
    return ""
