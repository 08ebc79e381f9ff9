"""The facts as open data: tables of rows, CSV, JSON Lines, and the package that describes them.

One row a fact, whatever the table: which release states it (``release``, ``announced``, ``title``, ``page``), the fact's own
columns, and what carries it (``id``, ``state``, ``quote``, ``source``: the address of the sentence).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from io import StringIO
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from topline.facts import (
    Biomarker,
    Condition,
    Dose,
    Drug,
    Expected,
    Fact,
    Facts,
    Meeting,
    Population,
    PriorTherapy,
    Regulatory,
    Result,
    Safety,
    Sponsor,
    Trial,
)
from topline.facts.wire import record_of, to_json
from topline.mark import Galley
from topline.render.site import Site

# table → its kind of fact; the names are those of the facts record
TABLES: dict[str, type[Fact]] = {
    "sponsors": Sponsor,
    "drugs": Drug,
    "conditions": Condition,
    "biomarkers": Biomarker,
    "trials": Trial,
    "population": Population,
    "doses": Dose,
    "results": Result,
    "safety": Safety,
    "prior_therapies": PriorTherapy,
    "regulatory": Regulatory,
    "meetings": Meeting,
    "expected": Expected,
}
_RENAMED = {"slug": "entity", "start": "from", "end": "to", "drug_class": "class"}
_RELEASE = ("release", "announced", "title", "page")
_CARRIED = ("id", "state", "quote", "source")
_CARRIED_BY_FACT = frozenset(field.name for field in fields(Fact))
_ENCODER = msgspec.json.Encoder(decimal_format="number")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name and its type in the words of Frictionless Table Schema."""

    name: str
    type: str


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table, in their order in the CSV."""
    hints = get_type_hints(TABLES[table])
    own = [
        Column(_RENAMED.get(field.name, field.name), _type(hints[field.name]))
        for field in fields(TABLES[table])
        if field.name not in _CARRIED_BY_FACT
    ]
    release = [Column(name, "date" if name == "announced" else "string") for name in _RELEASE]
    return (*release, *own, *(Column(name, "string") for name in _CARRIED))


def rows_of(galleys: Iterable[Galley], table: str, site: Site) -> list[Row]:
    """The rows of a table: every fact of its kind, release by release."""
    return [_row(galley, item, site) for galley in galleys for item in getattr(galley.facts, table)]


def state_of(fact: Fact) -> str:
    """How far a fact can be relied on: ``extracted`` by the program, ``corrected`` or ``reviewed`` by an editor."""
    if fact.origin == "editor":
        return "corrected"
    return "reviewed" if fact.state == "reviewed" else "extracted"


def csv_of(rows: Sequence[Row], table: str) -> bytes:
    """Rows as CSV (RFC 4180) in UTF-8. Lists are joined by ``; ``; what a spreadsheet would run is made text."""
    out = StringIO()
    names = [column.name for column in columns_of(table)]
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([[_cell(row[name]) for name in names] for row in rows])
    return out.getvalue().encode()


def json_of(value: Any) -> bytes:
    """Plain values as JSON; numbers keep the digits of the text."""
    return _ENCODER.encode(value) + b"\n"


def site_data(galleys: Sequence[Galley], site: Site) -> dict[str, bytes]:
    """The data of the whole site below ``data/``: JSON Lines, a CSV a table, the package and the schema."""
    published = [galley for galley in galleys if not galley.release.withdrawn]
    lines = b"".join(to_json(dated(galley, site)) + b"\n" for galley in published)
    files = {"data/facts.jsonl": lines, "data/facts.schema.json": json_of(schema())}
    for table in TABLES:
        files[f"data/{table}.csv"] = csv_of(rows_of(published, table, site), table)
    files["data/datapackage.json"] = json_of(_package(site))
    return files


def dated(galley: Galley, site: Site) -> Facts:
    """A release's facts with the address of its page."""
    return replace(galley.facts, url=site.full(galley.release.address))


def entity_data(name: str, kind: str, key: str, galleys: Sequence[Galley], site: Site) -> dict[str, Any]:
    """What is known of one entity: the records of all releases that name it."""
    return {
        "schema": "entity/1",
        "kind": kind,
        "id": key,
        "name": name,
        "releases": [record_of(dated(galley, site)) for galley in galleys],
    }


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a facts record."""
    evidence = {
        "type": "object",
        "required": ["quote", "anchor", "span"],
        "properties": {
            "quote": {"type": "string"},
            "anchor": {"type": "string"},
            "span": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
        },
    }
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    tables = {table: {"type": "array", "items": _item_schema(kind)} for table, kind in TABLES.items()}
    warning = {"type": "object", "required": ["code", "message"], "properties": {"code": text, "message": text}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts record of one press release, facts/1",
        "type": "object",
        "required": ["schema", "path", "title", "kind", "evidence", *tables, "warnings"],
        "properties": {
            "schema": {"const": "facts/1"},
            "path": text,
            "title": text,
            "date": maybe,
            "url": maybe,
            "kind": maybe,
            "evidence": {"type": "object", "additionalProperties": {"$ref": "#/$defs/evidence"}},
            **tables,
            "warnings": {"type": "array", "items": warning},
        },
        "$defs": {"evidence": evidence},
    }


def _item_schema(kind: type[Fact]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    renamed = {"slug": "id", "start": "from", "end": "to", "drug_class": "class"}
    properties = {renamed.get(f.name, f.name): _json_type(hints[f.name]) for f in fields(kind) if f.name != "evidence"}
    properties["evidence"] = {"type": "object", "additionalProperties": {"$ref": "#/$defs/evidence"}}
    if kind in (Drug, Condition):
        properties["fact"] = {"type": "string"}
    return {"type": "object", "required": sorted(properties), "properties": properties}


def _json_type(hint: Any) -> dict[str, Any]:
    """The JSON Schema of an annotation."""
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return {"type": "array"}
    options = [option for option in get_args(hint) if option is not type(None)] if _is_union(hint) else [hint]
    if get_origin(options[0]) is Literal:
        return {"enum": [*get_args(options[0]), None]}
    names = {"array" if get_origin(option) is tuple else _JSON_NAMES[option] for option in options}
    if names >= {"integer", "number"}:
        names.discard("integer")
    if type(None) in get_args(hint):
        names.add("null")
    ordered = sorted(names)
    return {"type": ordered[0] if len(ordered) == 1 else ordered}


_JSON_NAMES: dict[Any, str] = {str: "string", int: "integer", Decimal: "number", bool: "boolean"}


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType)


def _type(hint: Any) -> str:
    """The Frictionless type of a column: lists and intervals are text."""
    options = {option for option in (get_args(hint) if _is_union(hint) else (hint,)) if option is not type(None)}
    if options == {bool}:
        return "boolean"
    if options == {int}:
        return "integer"
    return "number" if options == {int, Decimal} else "string"


def _row(galley: Galley, item: Fact, site: Site) -> Row:
    release = galley.release
    page = site.full(release.address)
    own = {
        _RENAMED.get(field.name, field.name): getattr(item, field.name)
        for field in fields(item)
        if field.name not in _CARRIED_BY_FACT
    }
    return {
        "release": release.id,
        "announced": galley.facts.date,
        "title": release.title,
        "page": page,
        **own,
        "id": item.id,
        "state": state_of(item),
        "quote": item.quote,
        "source": f"{page}#{item.anchor}" if item.anchor else page,
    }


def _cell(value: Any) -> str:
    """A value as the text of a cell; ``""`` for an unknown one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "; ".join(_cell(part) for part in value)
    text = str(value)
    harmful = text[:1] in "=+@\t\r" or (text[:1] == "-" and not text[1:2].isdigit())
    return f"'{text}" if len(text) > 1 and isinstance(value, str) and harmful else text


def _package(site: Site) -> dict[str, Any]:
    """The Frictionless Data Package that describes the tables."""
    resources = [
        {
            "name": table.replace("_", "-"),
            "path": f"{table}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "profile": "tabular-data-resource",
            "schema": {"fields": [{"name": c.name, "type": c.type} for c in columns_of(table)], "missingValues": [""]},
        }
        for table in TABLES
    ]
    records = {
        "name": "facts",
        "path": "facts.jsonl",
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
    }
    return {
        "profile": "data-package",
        "name": "clinical-news-facts",
        "title": f"Facts of {site.name}",
        "homepage": site.url,
        "description": "What press releases about clinical trials state: one row a fact, with the words that state it.",
        "resources": [records, *resources],
    }
