"""An editor's words for a fact's fields, which front matter keeps as text, as typed values."""

from __future__ import annotations

import difflib
import re
import types
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from topline.facts import Drug, Fact, Facts, Regulatory
from topline.facts.record import ROLES, TYPES

_CARRIED = frozenset(field.name for field in fields(Fact))
_PUBLISHED = {"class": "drug_class", "from": "start", "to": "end"}
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_WORDS: dict[tuple[type, str], tuple[str, ...]] = {(Drug, "role"): ROLES, (Drug, "type"): TYPES}
_FORMS: dict[tuple[type, str], tuple[str, str]] = {
    (Regulatory, "date"): (r"\d{4}(?:-\d{2}(?:-\d{2})?)?", "a date like 2012-12-10"),
}


class Wrong(ValueError):
    """A field or value that an editor gave and that no fact can hold. ``what``, ``fix``."""

    def __init__(self, what: str, fix: str) -> None:
        self.what, self.fix = what, fix
        super().__init__(what)


def fields_of(facts: Facts) -> tuple[str, ...]:
    """The lists of a record: what ``add: {field: …}`` may name."""
    return tuple(field.name for field in fields(facts) if isinstance(getattr(facts, field.name), tuple))


def class_of(field: str) -> type[Fact]:
    """The class of the facts in one list of the record."""
    found: type[Fact] = get_args(get_type_hints(Facts)[field])[0]
    return found


def typed(kind: type[Fact], values: dict[str, Any]) -> dict[str, Any]:
    """The values by attribute, each as its field's type. Raises ``Wrong`` for the first that is not."""
    hints = get_type_hints(kind)
    own = [name for name in hints if name not in _CARRIED]
    found: dict[str, Any] = {}
    for key, value in values.items():
        name = "slug" if key == "id" and "slug" in own else _PUBLISHED.get(key, key)
        if name not in own:
            near = difflib.get_close_matches(key, own, 1)
            fix = f"did you mean {near[0]}?" if near else f"its fields are {', '.join(own)}"
            raise Wrong(f"a fact of this kind has no field '{key}'", fix)
        found[name] = _value(hints[name], key, value)
        _checked(kind, name, key, found[name])
    return found


def missing_of(kind: type[Fact], values: dict[str, Any]) -> list[str]:
    """The fields that a fact of this kind needs and ``values`` does not have (``slug`` follows from the name)."""
    needed = [field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]
    return [name for name in needed if name not in values and not _may_be_unknown(kind, name) and name != "slug"]


def filled(kind: type[Fact], values: dict[str, Any]) -> dict[str, Any]:
    """The values with ``None`` for each field that has no default and may be unknown."""
    unknown = [field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]
    return {**{name: None for name in unknown if _may_be_unknown(kind, name)}, **values}


def _may_be_unknown(kind: type[Fact], name: str) -> bool:
    return type(None) in get_args(get_type_hints(kind)[name])


def _checked(kind: type[Fact], name: str, key: str, value: Any) -> None:
    words = _WORDS.get((kind, name))
    if words and value not in words:
        raise Wrong(f"{key}: '{value}' is none of {', '.join(words)}", "write one of them")
    form = _FORMS.get((kind, name))
    if form and value is not None and not re.fullmatch(form[0], value):
        raise Wrong(f"{key}: '{value}' is not {form[1]}", f"write {form[1]}")


def _value(hint: Any, key: str, value: Any) -> Any:
    """One value as a type hint of the record says."""
    if value is None and type(None) not in get_args(hint):
        raise Wrong(f"{key}: is empty", "write a value")
    if get_origin(hint) in (Union, types.UnionType):
        return _either(get_args(hint), key, value)
    if get_origin(hint) is Literal:
        return _word(get_args(hint), key, value)
    if get_origin(hint) is tuple:
        return _several(get_args(hint), key, value)
    if not isinstance(value, str):
        raise Wrong(f"{key}: no {_NAMES[hint]}", f"write {key}: {_EXAMPLES[hint]}")
    if hint is str:
        return value.strip()
    if hint is bool:
        if value.lower() in ("true", "yes", "false", "no"):
            return value.lower() in ("true", "yes")
    elif _NUMBER.fullmatch(value.strip()) and (hint is Decimal or "." not in value):
        return Decimal(value.strip()) if "." in value else int(value)
    raise Wrong(f"{key}: '{value}' is no {_NAMES[hint]}", f"write {key}: {_EXAMPLES[hint]}")


_NAMES: dict[Any, str] = {str: "text", bool: "truth value", int: "whole number", Decimal: "number"}
_EXAMPLES: dict[Any, str] = {str: "…", bool: "true or false", int: "44", Decimal: "7.7"}


def _either(hints: tuple[Any, ...], key: str, value: Any) -> Any:
    if value is None and type(None) in hints:
        return None
    known = [hint for hint in hints if hint is not type(None)]
    return _value(Decimal if Decimal in known else known[0], key, value)


def _word(words: tuple[Any, ...], key: str, value: Any) -> Any:
    if value in words:
        return value
    raise Wrong(f"{key}: '{value}' is none of {', '.join(map(str, words))}", "write one of them")


def _several(hints: tuple[Any, ...], key: str, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, tuple):
        raise Wrong(f"{key}: no list", f"write {key}: [{value or '…'}]")
    if hints[-1] is Ellipsis:
        return tuple(_value(hints[0], key, item) for item in value)
    if len(value) != len(hints):
        raise Wrong(f"{key}: {len(value)} values", f"write {len(hints)} of them")
    return tuple(_value(hint, key, item) for hint, item in zip(hints, value, strict=True))
