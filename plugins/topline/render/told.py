"""What releases tell together, as rows: figures that changed, promises and what became of them, what came later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from topline.facts import Regulatory, Result
from topline.link.catalogue import DrugEntry
from topline.link.ledger import LedgerLine, Reading, time_of
from topline.link.promises import Promise
from topline.link.sequel import Event, later_than
from topline.mark import Galley
from topline.render import wording
from topline.render.announced import quoted_in
from topline.render.library import Library
from topline.render.outcomes import figure_line
from topline.render.pieces import Line, plain
from topline.render.views_shared import Link, Moment, entry_links, moment, source_link
from topline.render.words import endpoint_words, table

MOST = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One reading of a figure: where, when, what, of how many patients, and how it stands to the one before."""

    release: Link
    date: Moment
    value: Line
    size: str
    word: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure that changed: its trial, its name and its readings, the oldest first."""

    trial: str
    name: str
    detail: str
    readings: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Promised:
    """Something expected: what, due when, said where, and what became of it."""

    what: Line
    due: str
    release: Link
    date: Moment
    state: str
    by: Link


@dataclass(frozen=True, slots=True)
class Later:
    """What became of the drug after an old release; ``source`` says so."""

    drug: Link
    date: Moment
    text: str
    source: Link


def changed(lines: Iterable[LedgerLine], library: Library) -> tuple[Changed, ...]:
    """The ledger of some trials as rows."""
    rows = []
    for line in lines:
        entry = library.entry("trial", line.trial)
        last = line.readings[-1].result
        readings = tuple(_told(reading, library) for reading in line.readings)
        rows.append(Changed(entry.name if entry else "", _name(last), _detail(last), readings))
    return tuple(rows)


def _told(reading: Reading, library: Library) -> Told:
    galley = library.by_path[reading.path]
    value = figure_line(reading.result, quoted_in(galley, library))
    size = wording.number(reading.size) if reading.size is not None else ""
    word = wording.dotted((reading.word, reading.result.subgroup or ""))
    return Told(_release(reading.path, library), moment(reading.day), value, size, word)


def _name(result: Result) -> str:
    full, short = endpoint_words(result.endpoint)
    return wording.capital(full) + (f" ({short})" if short else "")


def _detail(result: Result) -> str:
    measure = result.measure if result.measure not in ("rate", "count") else ""
    when = f"at {time_of(result)}" if result.timepoint else ""
    arm = {"comparator": "other arm", None: "", "investigational": ""}.get(result.arm, result.arm)
    return wording.dotted((measure or "", when, arm or ""))


def changes_beside(galley: Galley, library: Library) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """For a release's own page: the later and the earlier values of its figures, each leading to its sentence."""
    later: list[Line] = []
    earlier: list[Line] = []
    for before, after in library.story.changes.get(galley.release.path, ()):
        mine = before.path == galley.release.path
        other = after if mine else before
        quoted = quoted_in(library.by_path[other.path], library)
        detail = _detail(other.result)
        name = f"{_name(other.result)}{', ' + detail if detail else ''}: "
        how = f"{after.word} " if mine else ""
        line = (plain(name), *figure_line(other.result, quoted), plain(f", {how}{wording.day(other.day)}"))
        (later if mine else earlier).append(line)
    return tuple((label, tuple(lines)) for label, lines in (("Later", later), ("Earlier", earlier)) if lines)


def promised(promises: Iterable[Promise], library: Library) -> tuple[Promised, ...]:
    """Promises as rows, the oldest first."""
    rows = []
    for promise in sorted(promises, key=lambda p: (p.day, p.path)):
        galley = library.by_path[promise.path]
        item = promise.expected
        what = (quoted_in(galley, library).value(item, wording.capital(item.what)),)
        words = table("promises")[promise.state]
        why = table("promises").get(promise.why.replace(" ", "-"), "")
        by = _release(promise.by, library) if promise.by else Link("")
        rows.append(
            Promised(what, _due(promise), _release(promise.path, library), moment(promise.day), f"{words}{why}", by)
        )
    return tuple(rows)


def _due(promise: Promise) -> str:
    """The words of the release, and the last day that they allow."""
    last = f"by {wording.day(promise.end)}" if promise.end else ""
    words = promise.expected.words
    return words if words and promise.start == promise.end else wording.dotted((words, last))


def _release(path: str, library: Library) -> Link:
    release = library.by_path[path].release
    return Link(release.title, library.site.path(release.address), wording.day(release.day))


def later_of(galley: Galley, library: Library) -> tuple[Later, ...]:
    """What came after a release for the drugs that it is about: an editor's newer status and the weightiest later events.

    At most three, the oldest first. Where the status tells an event of the same day, its words stand and the release
    that says so is the source.
    """
    found: list[tuple[date, Later]] = []
    for drug in galley.facts.drugs:
        entry = library.entry("drug", drug.slug) if drug.role == "investigational" else None
        if isinstance(entry, DrugEntry):
            found += _later_of_drug(galley, entry, library)
    ordered = sorted(found, key=lambda item: item[0])
    return tuple(later for _, later in (ordered if len(ordered) <= MOST else ordered[-MOST:]))


def _later_of_drug(galley: Galley, entry: DrugEntry, library: Library) -> list[tuple[date, Later]]:
    link = entry_links("drug", [(entry.id, entry.name)], library)[0]
    known = library.story.events.get(entry.id, ())
    events = later_than(galley, known, library.catalogue)
    status = entry.note.status if entry.note else None
    day = _day(status.date) if status and status.date else None
    found = []
    if status and day and galley.release.day and day > galley.release.day:
        same = [event for event in events if event.day == day]
        if not same:
            events = later_than(galley, known, library.catalogue, MOST - 1)
        events = tuple(event for event in events if event not in same)
        source = _said(same[0], library) if same else source_link(status.source)
        found.append((day, Later(link, moment(day), status.text.rstrip("."), source)))
    for event in events:
        when = Moment(wording.stated_day(event.stated), event.stated)
        found.append((event.day, Later(link, when, event_words(event), _said(event, library))))
    return found


def _said(event: Event, library: Library) -> Link:
    """The release that says so, at the sentence."""
    release = library.by_path[event.path].release
    anchor = f"#{event.fact.anchor}" if event.fact and event.fact.anchor else ""
    return Link(release.title, library.site.path(release.address) + anchor)


def event_words(event: Event) -> str:
    """An event in one line: ``NORTH: stopped``, ``Approved for breast cancer (US)``."""
    words = table("events")[f"{event.code}-reported" if event.reported else event.code]
    if isinstance(event.fact, Regulatory):
        where = f" ({', '.join(event.regions)})" if event.regions else ""
        return words + (f" for {', '.join(event.conditions)}" if event.conditions else "") + where
    return f"{event.name}: {words[:1].lower()}{words[1:]}" if event.name else words


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
