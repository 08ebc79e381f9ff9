"""Front matter, strict: a file's bytes → a typed release, drug note or page, or every problem of the file at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from topline.facts import DrugNote, Embargo, Page, Problem, Refused, Release, slug_of
from topline.read.fields import DRUG, PAGE, RELEASE, Values
from topline.read.source import Source, head_bytes, split, text_of
from topline.read.values import Field, Place, day_or_time, read_fields
from topline.read.yaml_nodes import Keyed, Text, tree_of

_DATED = re.compile(r"^\d{4}-\d{2}-\d{2}-(?=.)")
_LONGEST = 80


def release_of(path: str, data: bytes, now: datetime) -> Release:
    """A release from its file. ``now`` (with a zone) tells what is in the future.

    Raises ``Refused`` with all problems of the file.
    """
    source = split(path, text_of(path, data))
    tree, values, problems = _read(source, RELEASE)
    release = _release(source, values)
    if not release.slug:
        what, fix = "neither the file's name nor the title gives an address", "write slug: a-few-words"
        problems.append(Problem(path, 1, "slug", what, fix))
    problems += _from_the_future(release, tree, now)
    if problems:
        raise Refused(problems)
    return release


def held_of(path: str, data: bytes, now: datetime) -> bool:
    """Is the release a draft or under embargo, so that the public build reads no further?

    Looks at the front matter alone. Front matter that breaks is an error (``Refused``), never held.
    """
    head = head_bytes(data)
    if head is None or not (b"draft" in head or b"embargo" in head or b"\\" in head):
        return False
    source = Source(path, text_of(path, head), "")
    tree, problems = tree_of(source)
    place = Place(path, "", problems)
    held_by = {key: RELEASE[key] for key in ("status", "embargo")}
    named = {key: value for key, value in tree.values.items() if key in held_by or key not in RELEASE}
    values = read_fields(Keyed(named, tree.lines, tree.line), held_by, place)
    if problems:
        release_of(path, data, now)
        raise Refused(problems)
    return values.get("status") == "draft" or ("embargo" in values and values["embargo"] > now)


def is_held(release: Release, now: datetime) -> bool:
    """Is a release that has been read a draft or under embargo?"""
    return release.status == "draft" or (release.embargo is not None and release.embargo.until > now)


def drug_note_of(path: str, data: bytes) -> DrugNote:
    """A drug's note from its file. Raises ``Refused`` with all problems of the file."""
    source = split(path, text_of(path, data))
    _, values, problems = _read(source, DRUG)
    problems += _stem_is_address(path)
    if problems:
        raise Refused(problems)
    values["drug_class"] = values.pop("class", "")
    return DrugNote(path, _stem(path), body=source.body, body_line=source.body_line, **values)


def page_of(path: str, data: bytes) -> Page:
    """A page of the newsroom from its file. Raises ``Refused`` with all problems of the file."""
    source = split(path, text_of(path, data))
    _, values, problems = _read(source, PAGE)
    problems += _stem_is_address(path)
    if problems:
        raise Refused(problems)
    return Page(path, _stem(path), body=source.body, body_line=source.body_line, **values)


def lenient_of(path: str, data: bytes) -> Release:
    """A release as far as its file says: ``title`` and ``date`` where they stand, other keys left alone.

    Without a title the first heading or line of the text is the headline. Raises ``Refused`` for bytes that are
    no text and for a date that is none.
    """
    text = text_of(path, data, lenient=True)
    unended = text.startswith("---") and not re.search(r"\n---[ \t]*(\n|$)", text)
    source = Source(path, None, text) if unended else split(path, text)
    tree, _ = tree_of(source)
    title, problems = tree.values.get("title"), list[Problem]()
    day = _lenient_day(tree, Place(path, "date", problems))
    if problems:
        raise Refused(problems)
    if isinstance(title, Text) and title.value.strip():
        words = f"{title.value} {title.cut}" if title.cut else title.value
        return _release(source, {"title": " ".join(words.split()), "date": day})
    headline, body, body_line = _headline(source)
    return _release(replace(source, body=body, body_line=body_line), {"title": headline, "date": day})


def _read(source: Source, fields: Mapping[str, Field]) -> tuple[Keyed, Values, list[Problem]]:
    if source.head is None:
        keys = " and ".join(f"{name}: …" for name, field in fields.items() if field.required)
        what, fix = "no front matter", f"start the file with a line ---, then {keys}, then a line ---"
        raise Refused([Problem(source.path, 1, "", what, fix)])
    tree, problems = tree_of(source)
    unread = bool(problems) and not tree.values  # beyond repair: missing keys would be told for nothing
    values = {} if unread else read_fields(tree, fields, Place(source.path, "", problems))
    return tree, values, problems


def _release(source: Source, values: Values) -> Release:
    stem = _stem(source.path)
    short = _DATED.sub("", stem)
    values = dict(values)
    title = values.pop("title", "")
    embargo = values.pop("embargo", None)
    return Release(
        source.path,
        title,
        values.pop("date", None),
        values.pop("id", stem),
        values.pop("slug", None) or slug_of(short) or _cut(slug_of(title)),
        source.body,
        source.body_line,
        embargo=Embargo(embargo) if embargo else None,
        **values,
    )


def _from_the_future(release: Release, tree: Keyed, now: datetime) -> list[Problem]:
    """A date to come needs an embargo that lasts until then; a draft may have any date."""
    when, embargo = release.date, release.embargo.until if release.embargo else None
    if when is None or release.status == "draft" or not _is_after(when, now):
        return []
    if embargo and (embargo > now or not _is_after(when, embargo)):
        return []
    what = f"'{when.isoformat()}' is in the future" + (" and the embargo has ended" if embargo else "")
    zone = when.isoformat() if isinstance(when, datetime) else f"{when}T07:00:00-05:00"
    return [Problem(release.path, tree.lines.get("date", 1), "date", what, f"correct it, or add embargo: {zone}")]


def _is_after(when: date | datetime, moment: datetime) -> bool:
    return when > moment if isinstance(when, datetime) else when > moment.date()


def _lenient_day(tree: Keyed, place: Place) -> date | datetime | None:
    node = tree.values.get("date")
    if node is None or not isinstance(node, Text) or not node.value.strip():
        return None
    naive = re.fullmatch(r"\s*(\d{4}-\d{2}-\d{2})[T ][\d:.]+\s*", node.value)
    found: Any = day_or_time(Text(naive.group(1), node.line) if naive else node, place)
    return found if isinstance(found, date) else None


def _headline(source: Source) -> tuple[str, str, int]:
    """The first heading or line of a text, the text below it, and the line on which that starts."""
    lines = source.body.split("\n")
    for number, line in enumerate(lines):
        words = re.sub(r"^\s*#{1,6}\s+|\s+#+\s*$", "", line).strip()
        if any(character.isalnum() for character in words):
            below = number + 1
            if below < len(lines) and re.fullmatch(r"\s*(?:=+|-+)\s*", lines[below]):
                below += 1
            return words, "\n".join(lines[below:]), source.body_line + below
    raise Refused([Problem(source.path, 1, "title", "the file is empty", "write the release")])


def _stem_is_address(path: str) -> list[Problem]:
    stem = _stem(path)
    if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", stem):
        return []
    fix = f"name it {slug_of(stem) or 'in small letters'}.md"
    return [Problem(path, 0, "", "the file's name is no part of an address", fix)]


def _stem(path: str) -> str:
    return PurePosixPath(path).stem


def _cut(slug: str) -> str:
    return slug if len(slug) <= _LONGEST else slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]
