"""The keys of the three kinds of file, each with its type: a release, a drug, a page."""

from __future__ import annotations

import re
from typing import Any

from topline.facts import DrugStatus, FactEdit, Reviewed, Update, Withdrawn
from topline.facts.record import KINDS
from topline.read.values import (
    Converter,
    Field,
    Place,
    day_or_time,
    list_of,
    mapping,
    matching,
    one_of,
    read_fields,
    text,
    time_with_zone,
    truth,
    web_or_text,
    whole_number,
)
from topline.read.yaml_nodes import Keyed, Many, Node, Text

Values = dict[str, Any]

slug = matching(
    r"(?=.{1,150}$)[a-z0-9]+(?:-[a-z0-9]+)*",
    "part of an address",
    "write small letters, digits and single hyphens, without / or .. or .html",
)
_language = matching(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "language", "write a code like en, de or pt-BR")
_identity = matching(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,199}", "id", "write letters, digits, dots and hyphens, no blanks")


def address(node: Node, place: Place) -> str | None:
    """A former address on this site: a path without ``..``, query or host."""
    value = text(node, place)
    if not value:
        return None
    inner = value.strip("/").split("/")
    if (
        re.fullmatch(r"/?[A-Za-z0-9._~%/-]+", value)
        and not value.startswith("//")
        and all(
            part and not part.startswith(".") and "%2e" not in part.lower() and "%2f" not in part.lower()
            for part in inner
        )
    ):
        return value
    place.tell(node.line, f"'{value}' is no address on this site", "write its path, as in /2012/old-address/")
    return None


def values_of(node: Node) -> Any:
    """A node as plain values: text, ``None`` for nothing or ``null``, lists as tuples, keys as a dict."""
    if isinstance(node, Text):
        return None if node.plain and node.value in ("", "~", "null") else node.value
    if isinstance(node, Many):
        return tuple(values_of(item) for item in node.items)
    return {key: values_of(value) for key, value in node.values.items()}


def _keys(node: Node, place: Place) -> Values | None:
    if isinstance(node, Keyed) and node.values:
        return {key: values_of(value) for key, value in node.values.items()}
    place.tell(node.line, "no keys and values", f"write {place.field}: {{field: value}}")
    return None


def _only_true(node: Node, place: Place) -> bool | None:
    value = truth(node, place)
    if value is False:
        place.tell(node.line, "false says nothing", "delete the key, or write true")
    return value


_EDIT = {
    "fact": Field(text),
    "set": Field(_keys),
    "drop": Field(_only_true),
    "accept": Field(_only_true),
    "add": Field(_keys),
    "because": Field(text, required=True),
}


def fact_edit(node: Node, place: Place) -> FactEdit | None:
    """One entry of ``facts``: just one of ``set``, ``drop``, ``accept`` with a ``fact``, or ``add`` without."""
    if not isinstance(node, Keyed):
        place.tell(node.line, "no edit of a fact", "write {fact: ID, set: {field: value}, because: …}")
        return None
    before = len(place.problems)
    values = read_fields(node, _EDIT, place)
    acts = [key for key in ("set", "drop", "accept", "add") if key in node.values]
    if len(acts) != 1:
        what = f"{' and '.join(acts)} at once" if acts else "says nothing"
        place.tell(node.line, what, "write one of set, drop, accept, add")
    elif acts == ["add"]:
        if "fact" in node.values:
            place.tell(node.lines["fact"], "add with a fact", "delete fact: a new fact gets its own ID")
        for key in ("field", "quote"):
            if not isinstance(values.get("add", {}).get(key), str):
                place.below("add").below(key).tell(node.lines["add"], "is missing", f"write add: {{{key}: …}}")
    elif "fact" not in values:
        place.below("fact").tell(node.line, "is missing", "write the ID of the fact that is meant")
    return FactEdit(**values, line=node.line) if len(place.problems) == before else None


def _mapping(build: type, **fields: Field) -> Converter:
    return mapping(fields, build)


RELEASE: dict[str, Field] = {
    "title": Field(text, required=True),
    "date": Field(day_or_time, required=True),
    "id": Field(_identity),
    "slug": Field(slug),
    "aliases": Field(list_of(address)),
    "summary": Field(text),
    "company": Field(text),
    "source": Field(web_or_text),
    "wire": Field(text),
    "kind": Field(one_of(KINDS)),
    "topics": Field(list_of(text)),
    "status": Field(one_of(("published", "draft"))),
    "embargo": Field(time_with_zone),
    "updates": Field(
        list_of(_mapping(Update, date=Field(day_or_time, True), note=Field(text, True), major=Field(truth)))
    ),
    "withdrawn": Field(_mapping(Withdrawn, date=Field(day_or_time, True), note=Field(text, True))),
    "reviewed": Field(_mapping(Reviewed, by=Field(text, True), on=Field(day_or_time, True))),
    "facts": Field(list_of(fact_edit)),
    "rights": Field(text),
    "lang": Field(_language),
}
DRUG: dict[str, Field] = {
    "name": Field(text, required=True),
    "aliases": Field(list_of(text)),
    "class": Field(text),
    "target": Field(text),
    "company": Field(text),
    "status": Field(_mapping(DrugStatus, text=Field(text, True), date=Field(day_or_time), source=Field(web_or_text))),
}
PAGE: dict[str, Field] = {
    "title": Field(text, required=True),
    "summary": Field(text),
    "menu": Field(whole_number),
}
