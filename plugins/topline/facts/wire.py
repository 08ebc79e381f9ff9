"""The facts record as JSON: the published form, ``facts/1``."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import Any

import msgspec

from topline.facts.record import Condition, Drug, Evidence, Expected, Fact, Facts

SCHEMA = "facts/1"
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_CARRIED = tuple(field.name for field in fields(Fact))


def record_of(facts: Facts) -> dict[str, Any]:
    """The record as plain values: ``dict``, ``list``, ``str``, ``int``, ``Decimal``, ``bool``, ``None``."""
    record: dict[str, Any] = {"schema": SCHEMA}
    for field in fields(facts):
        value = getattr(facts, field.name)
        if isinstance(value, tuple):
            record[field.name] = [_item(item) for item in value]
        elif field.name == "evidence":
            record["evidence"] = {name: _evidence(evidence) for name, evidence in value.items()}
        else:
            record[field.name] = value
    return record


def to_json(facts: Facts) -> bytes:
    """The record as one line of JSON in UTF-8; numbers keep the digits of the text."""
    return _ENCODER.encode(record_of(facts))


def _item(item: Fact) -> dict[str, Any]:
    own = {field.name: _plain(getattr(item, field.name)) for field in fields(item) if field.name not in _CARRIED}
    if isinstance(item, Drug | Condition):  # their `id` is that of the drug or condition; the fact's own is `fact`
        own = {"name": own.pop("name"), "id": own.pop("slug"), **own, "fact": item.id}
    if isinstance(item, Drug):
        own["class"] = own.pop("drug_class")
    if isinstance(item, Expected):
        own = {"what": own["what"], "from": own["start"], "to": own["end"], "words": own["words"]}
    carried = {name: _plain(getattr(item, name)) for name in _CARRIED if not (name == "id" and "id" in own)}
    return {**own, **carried}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"quote": evidence.quote, "anchor": evidence.anchor, "span": list(evidence.span)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _evidence(part) if isinstance(part, Evidence) else part for key, part in value.items()}
    if value is None or isinstance(value, str | int | bool | Decimal):
        return value
    raise TypeError(f"{value!r} has no place in a facts record")
