"""What a front-matter key holds: from a node to a typed value, or a problem that says what to write.

Each converter takes ``(node, place)`` and returns its value, or ``None`` after telling ``place`` what is wrong.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from topline.facts import Problem
from topline.read.yaml_nodes import Keyed, Many, Node, Text, quoted

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(Z|z|[+-]\d{2}:?\d{2})?")
_FIRST_YEAR = 1900
D = TypeVar("D", date, datetime)
_TRUE, _FALSE = ("true", "yes"), ("false", "no")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the file, the key, and the list that problems are written to."""

    path: str
    field: str
    problems: list[Problem]

    def tell(self, line: int, what: str, fix: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.path, line, self.field, what, fix))

    def below(self, key: str | int) -> Place:
        """The place of a key of this value, or of its item number ``key``."""
        name = f"{self.field}[{key}]" if isinstance(key, int) else f"{self.field}.{key}"
        return replace(self, field=name if self.field else str(key))


Converter = Callable[[Node, Place], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One key: how its value is read, and whether it must be there."""

    convert: Converter
    required: bool = False


def is_empty(node: Node) -> bool:
    """Is nothing written behind the key?"""
    return isinstance(node, Text) and node.plain and not node.value


def text(node: Node, place: Place) -> str | None:
    """One line of text."""
    if not isinstance(node, Text):
        place.tell(node.line, f"{_name(node)}, not text", f'write {place.field}: "…" on one line')
        return None
    value = node.value.strip()
    if node.cut:
        fix = f"write {place.field}: {quoted(value + ' ' + node.cut)}"
        place.tell(node.line, f"YAML takes '{node.cut}' for a comment and drops it", fix)
    if "\n" in value:
        place.tell(node.line, "more than one line", "write it on one line")
        return None
    if not value:
        place.tell(node.line, "no text", "write it, or delete the key")
    return value


def web_or_text(node: Node, place: Place) -> str | None:
    """An address on the web, or words that name the source."""
    value = text(node, place)
    if value and re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?=\S)", value) and not _is_web(value):
        place.tell(node.line, f"'{value}' is no address on the web", "write https://…, or the source in words")
        return None
    return value


def _is_web(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"\\]", value)


def day_or_time(node: Node, place: Place) -> date | datetime | None:
    """A day ``2012-12-10`` or a time with its zone ``2012-12-10T16:45:00-05:00``."""
    value = _plain_text(node, place)
    if value is None:
        return None
    if _DAY.fullmatch(value):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            place.tell(node.line, f"'{value}' is no date", "write YYYY-MM-DD, with a month and a day that exist")
            return None
        return _sane(found, value, node, place)
    if _TIME.fullmatch(value):
        return time_with_zone(node, place)
    place.tell(node.line, f"'{value}' is no date", "write YYYY-MM-DD, or YYYY-MM-DDThh:mm:ss+hh:mm")
    return None


def time_with_zone(node: Node, place: Place) -> datetime | None:
    """A time that says its zone as an offset or ``Z``."""
    value = _plain_text(node, place)
    if value is None:
        return None
    match = _TIME.fullmatch(value)
    if match is None:
        example = f"{value}T16:00:00-05:00" if _DAY.fullmatch(value) else "2012-12-10T16:45:00-05:00"
        place.tell(node.line, f"'{value}' is no time with a zone", f"write it like {example}")
        return None
    day, clock, zone = match.groups()
    clock = clock if clock.count(":") == 2 else f"{clock}:00"
    if zone is None:
        place.tell(
            node.line,
            f"'{value}' has no time zone",
            f"write {day}T{clock}-05:00 for US Eastern, {day}T{clock}Z for UTC",
        )
        return None
    try:
        found = datetime.fromisoformat(f"{day}T{clock}{zone.upper()}")
        found.utctimetuple()
    except (ValueError, OverflowError):
        place.tell(node.line, f"'{value}' is no time", "write it like 2012-12-10T16:45:00-05:00")
        return None
    return _sane(found, value, node, place)


def _sane(found: D, value: str, node: Node, place: Place) -> D | None:
    if found.year >= _FIRST_YEAR:
        return found
    place.tell(node.line, f"'{value}' lies before {_FIRST_YEAR}", "write the year of the announcement")
    return None


def one_of(values: Iterable[str]) -> Converter:
    """One word of a fixed list."""
    allowed = tuple(values)

    def convert(node: Node, place: Place) -> str | None:
        value = _plain_text(node, place)
        if value is None or value in allowed:
            return value
        near = difflib.get_close_matches(value.lower(), allowed, 1)
        place.tell(
            node.line, f"'{value}' is none of {', '.join(allowed)}", f"write {near[0]}" if near else "write one of them"
        )
        return None

    return convert


def truth(node: Node, place: Place) -> bool | None:
    """``true`` or ``false``."""
    value = _plain_text(node, place)
    if value is None or value.lower() in (*_TRUE, *_FALSE):
        return None if value is None else value.lower() in _TRUE
    place.tell(node.line, f"'{value}' is neither true nor false", "write true or false")
    return None


def whole_number(node: Node, place: Place) -> int | None:
    """A whole number."""
    value = _plain_text(node, place)
    if value is None or re.fullmatch(r"[0-9]{1,6}", value):
        return None if value is None else int(value)
    place.tell(node.line, f"'{value}' is no whole number", "write digits, as in 3")
    return None


def matching(pattern: str, what: str, fix: str) -> Converter:
    """Text of a fixed shape; ``what`` says what it is not."""
    shape = re.compile(pattern)

    def convert(node: Node, place: Place) -> str | None:
        value = _plain_text(node, place)
        if value is None or shape.fullmatch(value):
            return value
        place.tell(node.line, f"'{value}' is no {what}", fix)
        return None

    return convert


def list_of(convert: Converter) -> Converter:
    """A list; an empty value is the empty list. A good item stays where another is bad."""

    def convert_all(node: Node, place: Place) -> tuple[Any, ...]:
        if is_empty(node):
            return ()
        if not isinstance(node, Many):
            written = node.value if isinstance(node, Text) else "…"
            place.tell(node.line, f"{_name(node)}, not a list", f"write {place.field}: [{quoted(written)}]")
            return ()
        values = [convert(item, place.below(number)) for number, item in enumerate(node.items, 1)]
        return tuple(value for value in values if value is not None)

    return convert_all


def mapping(fields: Mapping[str, Field], build: Callable[..., Any]) -> Converter:
    """Keys of their own: ``build(**values)`` makes the value unless a required one is missing or wrong."""

    def convert(node: Node, place: Place) -> Any:
        if not isinstance(node, Keyed):
            keys = ", ".join(f"{name}: …" for name in fields)
            place.tell(node.line, f"{_name(node)}, not keys and values", f"write {place.field}: {{{keys}}}")
            return None
        before = len(place.problems)
        values = read_fields(node, fields, place)
        return build(**values) if len(place.problems) == before else None

    return convert


def read_fields(node: Keyed, fields: Mapping[str, Field], place: Place) -> dict[str, Any]:
    """The values of a mapping by key; keys that are absent, empty or wrong are left out, each wrong one told."""
    values: dict[str, Any] = {}
    for key, value in node.values.items():
        if key not in fields:
            place.below(key).tell(node.lines[key], "unknown key", _nearest(key, fields))
        elif not is_empty(value):
            converted = fields[key].convert(value, place.below(key))
            if converted is not None:
                values[key] = converted
    for key, field in fields.items():
        if field.required and (key not in node.values or is_empty(node.values[key])):
            example = "YYYY-MM-DD" if field.convert is day_or_time else "…"
            place.below(key).tell(node.lines.get(key, node.line), "is missing", f"write {key}: {example}")
    return values


def _nearest(key: str, fields: Mapping[str, Field]) -> str:
    near = difflib.get_close_matches(key.lower().replace("-", "_"), fields, 1, 0.5)
    return f"did you mean {near[0]}?" if near else f"delete it; the keys are {', '.join(fields)}"


def _plain_text(node: Node, place: Place) -> str | None:
    if isinstance(node, Text):
        return node.value.strip()
    place.tell(node.line, f"{_name(node)}, not text", f"write {place.field}: … on one line")
    return None


def _name(node: Node) -> str:
    return {Text: "text", Many: "a list", Keyed: "keys and values"}[type(node)]
