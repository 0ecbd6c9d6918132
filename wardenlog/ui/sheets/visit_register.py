"""The list of visits as data: its columns, filters and sentences."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from wardenlog import clock
from wardenlog.services.visits import VisitRow, restore_visits, void_visits
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.register import Column, Filter, RegisterSpec, period_filter
from wardenlog.ui.widgets.shorthand import date_in_short


def state_words(row: VisitRow) -> str:
    """Return a visit's state as a shape and a word."""
    if void_reason_of(row) is not None:
        return "✕ Void"
    if not row.finished:
        return "○ Unfinished"
    return "▲ No Out" if row.out_at is None else "✓ Finished"


def standing(row: VisitRow) -> str:
    """Say in a sentence what a visit's state means."""
    if row.void_reason is not None:
        return f"Void, so it counts nowhere: {row.void_reason}"
    if row.sheet_void_reason is not None:
        return f"Its sheet is void, so it counts nowhere: {row.sheet_void_reason}"
    if not row.finished:
        return f"Does not count yet: sheet {row.sheet} is not finished"
    return "Does not count: it has no Out" if row.out_at is None else "Its sheet is finished"


def void_reason_of(row: VisitRow) -> str | None:
    """Return why a visit counts nowhere: its own reason, or its sheet's."""
    return row.void_reason or row.sheet_void_reason


VISIT_COLUMNS: Final[tuple[Column[VisitRow], ...]] = (
    Column(
        "day",
        "Date",
        lambda row: date_in_short(date.fromisoformat(row.day)),
        15,
        order="day",
        ascending_words="Date, oldest first",
        descending_words="Date, newest first",
    ),
    Column(
        "came",
        "In",
        lambda row: clock.wall_text(clock.from_utc_text(row.in_at)),
        5,
        order="came",
        ascending_words="In, earliest in the day first",
        descending_words="In, latest in the day first",
    ),
    Column(
        "left",
        "Out",
        lambda row: "" if row.out_at is None else clock.wall_text(clock.from_utc_text(row.out_at)),
        5,
        order="left",
        ascending_words="Out, earliest in the day first",
        descending_words="Out, latest in the day first",
    ),
    Column(
        "minutes",
        "Min",
        lambda row: "" if row.minutes is None else str(row.minutes),
        5,
        number=True,
        order="minutes",
        ascending_words="Minutes, fewest first",
        descending_words="Minutes, most first",
    ),
    Column(
        "hotspot",
        "Hotspot",
        lambda row: f"{row.hotspot_code} {row.hotspot}",
        26,
        tip=lambda row: f"{row.hotspot_code} {row.hotspot}",
        order="hotspot",
        ascending_words="Hotspot code, A to Z",
        descending_words="Hotspot code, Z to A",
    ),
    Column(
        "crew",
        "Crew",
        lambda row: row.crew,
        16,
        tip=lambda row: row.crew,
        order="crew",
        ascending_words="Crew, A to Z",
        descending_words="Crew, Z to A",
    ),
    Column(
        "sheet",
        "Sheet",
        lambda row: row.sheet,
        10,
        order="sheet",
        ascending_words="Sheet number",
        descending_words="Sheet number, last first",
    ),
    Column(
        "state",
        "State",
        state_words,
        12,
        tip=standing,
        order="state",
        ascending_words="State, unfinished first",
        descending_words="State, void first",
    ),
    Column(
        "note",
        "Note",
        lambda row: " ".join((row.note or "").split()),
        20,
        tip=lambda row: row.note or "",
        order="note",
        ascending_words="Note, A to Z",
        descending_words="Note, Z to A",
    ),
)

_STATES: Final = (
    ("unfinished", "Unfinished"),
    ("no_out", "No Out"),
    ("finished", "Finished"),
    ("void", "Void"),
)


def visits_spec(desk: Desk) -> RegisterSpec[VisitRow]:
    """Return the list of every visit on every sheet: newest first."""
    return RegisterSpec(
        key="visits",
        title="Visits",
        one="visit",
        many="visits",
        columns=VISIT_COLUMNS,
        order="day",
        descending=True,
        kinds=frozenset({"shift", "person", "hotspot"}),
        empty="No visit yet. Visits are typed on shift sheets: press Ctrl+N to begin one.",
        find_hint="Hotspot, person, sheet or note",
        filters=(
            Filter("state", "State", _states),
            Filter("hotspot", "Hotspot", _Hotspots(desk).values, every="All hotspots"),
            period_filter(desk.view),
        ),
        stretch="note",
        record_of=_record_of,
        void_reason_of=void_reason_of,
        void=partial(void_visits, desk.record),
        restore=partial(restore_visits, desk.record),
    )


def _states() -> Sequence[tuple[str, str]]:
    return _STATES


class _Hotspots:
    """Every hotspot, by code."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def values(self) -> list[tuple[str, str]]:
        return [(it.id, f"{it.code} {it.name}") for it in self._desk.choices().hotspots]


def _record_of(row: VisitRow) -> tuple[str, str]:
    return "shift", row.shift_id
