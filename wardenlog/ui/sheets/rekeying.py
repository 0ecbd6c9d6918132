"""Compares a sheet with its second, blind typing: the times of the shift, and every visit's."""

from collections.abc import Iterator
from datetime import datetime

from wardenlog import clock
from wardenlog.model import Shift, Visit
from wardenlog.services.choices import Choices
from wardenlog.services.second_look import Difference
from wardenlog.ui.sheets.draft import SheetDraft, VisitDraft
from wardenlog.ui.sheets.reading import Reading
from wardenlog.ui.sheets.visits import VisitReading
from wardenlog.ui.sheets.writing import code_of
from wardenlog.ui.widgets.shorthand import date_in_short

HEAD = ("day", "start", "end", "pause")
VISIT = ("hotspot", "came", "left")
"""What is typed a second time: these fields of the head, and these of each visit."""

NOTHING = "–"


def differences(
    shift: Shift, draft: SheetDraft, reading: Reading, choices: Choices
) -> list[Difference]:
    """Return where a second typing differs from the record, in the order of the paper.

    Visits are compared line by line; void ones are on the paper no more than in the count.
    """
    found = [
        *_head(shift, draft, reading),
        *_visits(shift, draft, reading, choices),
    ]
    return [each for each in found if each.recorded != each.typed]


def _head(shift: Shift, draft: SheetDraft, reading: Reading) -> Iterator[Difference]:
    day = draft.day if reading.day is None else date_in_short(reading.day)
    yield Difference("Date", date_in_short(shift.day), day or NOTHING)
    for place, recorded, typed, text in (
        ("Shift from", shift.start_at, reading.start_at, draft.start),
        ("Shift to", shift.end_at, reading.end_at, draft.end),
    ):
        yield Difference(place, _wall(recorded), _time(typed, text))
    yield Difference("Break", str(shift.break_minutes), draft.pause or "0")


def _visits(
    shift: Shift, draft: SheetDraft, reading: Reading, choices: Choices
) -> Iterator[Difference]:
    recorded = [visit for visit in shift.visits if visit.void_reason is None]
    lines = zip(draft.visits, reading.visits, strict=True)
    typed = [(line, read) for line, read in lines if not line.is_blank]
    for n in range(max(len(recorded), len(typed))):
        was = _recorded(recorded[n], choices) if n < len(recorded) else None
        now = _typed(*typed[n]) if n < len(typed) else None
        number = recorded[n].number if n < len(recorded) else n + 1
        if was is None or now is None:
            yield Difference(f"Visit {number}", _whole(was), _whole(now))
            continue
        for name, old, new in zip(("hotspot", "In", "Out"), was, now, strict=True):
            yield Difference(f"Visit {number}, {name}", old, new)


def _recorded(visit: Visit, choices: Choices) -> tuple[str, str, str]:
    out = NOTHING if visit.out_at is None else _wall(visit.out_at)
    return code_of(visit.hotspot_id, choices.hotspots), _wall(visit.in_at), out


def _typed(line: VisitDraft, reading: VisitReading) -> tuple[str, str, str]:
    place = line.hotspot if reading.place is None else reading.place.code
    return place or NOTHING, _time(reading.in_at, line.came), _time(reading.out_at, line.left)


def _time(at: datetime | None, text: str) -> str:
    return _wall(at) if at is not None else text or NOTHING


def _wall(at: datetime) -> str:
    """Write a time as it is typed: the second of two that are alike with a star."""
    here = clock.local(at)
    second = clock.is_repeated(at) and at != clock.occurrences(here.date(), here.time())[0]
    return f"{clock.wall_text(at)}{'*' if second else ''}"


def _whole(visit: tuple[str, str, str] | None) -> str:
    return "not there" if visit is None else " ".join(visit)
