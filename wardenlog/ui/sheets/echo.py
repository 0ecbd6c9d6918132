"""Says in words what the typed times, places and people mean, so that a slip is seen at once."""

from datetime import datetime

from wardenlog import clock
from wardenlog.services.sheets import duration_words
from wardenlog.ui.sheets.draft import VisitDraft
from wardenlog.ui.sheets.reading import Reading
from wardenlog.ui.sheets.visits import VisitReading
from wardenlog.ui.widgets.shorthand import date_in_short


def header_words(reading: Reading) -> str:
    """Say when the shift was and who was on it."""
    parts = []
    if reading.start_at and reading.end_at:
        minutes = clock.elapsed_minutes(reading.start_at, reading.end_at)
        parts.append(f"{span_words(reading.start_at, reading.end_at)} ({duration_words(minutes)})")
    elif reading.day:
        parts.append(date_in_short(reading.day))
    if reading.crew:
        parts.append(", ".join(one.name for one in reading.crew))
    return " · ".join(parts)


def visit_words(line: VisitDraft, reading: VisitReading) -> str:
    """Say where and when a visit was, and who was on it if not the whole crew."""
    parts = [f"Visit {line.number}"]
    if line.void_reason:
        parts.append(f"void: {line.void_reason}")
    if reading.place:
        parts.append(f"{reading.place.code} {reading.place.name}")
    if reading.in_at and reading.out_at:
        parts.append(span_words(reading.in_at, reading.out_at))
    elif reading.in_at:
        here = clock.local(reading.in_at)
        parts.append(f"{date_in_short(here.date())}, in at {here:%H:%M}")
    if reading.minutes is not None:
        parts.append(duration_words(reading.minutes))
    if reading.members:
        parts.append(", ".join(one.name for one in reading.members))
    return " · ".join(parts)


def span_words(start: datetime, end: datetime) -> str:
    """Say from when to when: `Tue 4 Mar 2025, 22:00 to 06:00, ends next day`."""
    first, last = clock.local(start), clock.local(end)
    words = f"{date_in_short(first.date())}, {first:%H:%M} to {last:%H:%M}"
    return words if first.date() == last.date() else f"{words}, ends next day"
