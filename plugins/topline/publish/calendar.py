"""Meetings and due dates as an iCalendar file (RFC 5545) to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event

from topline.link.promises import CalendarEntry
from topline.render.site import Site


def calendar_of(entries: Iterable[CalendarEntry], addresses: Mapping[str, str], site: Site) -> bytes:
    """The calendar: one all-day event an entry. The same entries give the same bytes, whatever the clock.

    ``addresses`` gives the address of a release's page for its path.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Topline//clinical news//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", site.name)
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.id}@{site.url.split('//')[-1].split('/')[0]}")
        event.add("dtstamp", datetime.combine(entry.start, time(), UTC))
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end + timedelta(days=1))
        event.add("summary", entry.title)
        event.add("description", entry.note)
        if address := entry.address or addresses.get(entry.path, ""):
            event.add("url", site.full(address))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
