"""Visits as evidence: the columns and cells that Visits and Audit sample have in common."""

from collections.abc import Collection
from datetime import date
from typing import Final

from wardenlog import clock
from wardenlog.counting.evidence import EvidenceRow
from wardenlog.returns.contents.common import X, Z, day, or_x, or_z
from wardenlog.returns.contents.streamed import Row, Streamed
from wardenlog.returns.workbook.layout import Column, Table

COLUMNS: Final = (
    Column("Visit"),
    Column("Paper sheet"),
    Column("Date", "date"),
    Column("Start"),
    Column("End"),
    Column("Patrol-minutes", "minutes"),
    Column("Hotspot code"),
    Column("Own persons", "count"),
    Column("Person-minutes", "minutes"),
    Column("Person-minutes claimable", "minutes"),
    Column("Exclusion"),
    Column("Partner persons", "count"),
    Column("Mode"),
    Column("Time source"),
    Column("Entered on", "date"),
    Column("Amended", "date"),
)

NOTES: Final = (
    "Every visit that is neither void nor on an unfinished sheet; one that does not count adds 0.",
    "Start and End are UK clock times. An End before its Start is on the next day.",
    "A time with * is the second of two equal ones, on the night the clocks go back.",
    "Exclusion: why minutes are not claimable, in the order of the sheet Working.",
    f"{X}: not recorded. {Z}: nothing excluded, or never amended.",
)


def visit_name(row: EvidenceRow) -> str:
    """Return how a visit is called: its paper sheet and its number on it."""
    return f"{row.sheet}/{row.number}"


def table(name: str, visits: Collection[EvidenceRow]) -> Table:
    """Return a table of visits, whose rows are made as they are read."""
    return Table(name, COLUMNS, Streamed(visits, _cells))


def _cells(row: EvidenceRow) -> Row:
    return (
        visit_name(row),
        row.sheet,
        day(row.day),
        _wall(row.in_minute),
        X if row.out_minute is None else _wall(row.out_minute),
        row.patrol_minutes,
        row.hotspot_code,
        row.own_persons,
        row.person_minutes,
        row.claimable_minutes,
        or_z(row.exclusions),
        row.partner_persons,
        row.mode,
        or_x(row.time_source),
        X if row.entered_at is None else _date(row.entered_at),
        Z if row.amended_at is None else _date(row.amended_at),
    )


def _wall(minute: int) -> str:
    at = clock.local(clock.from_utc_minute(minute))
    return f"{at:%H:%M}{'*' if at.fold else ''}"


def _date(utc: str) -> date:
    return clock.local_date(clock.from_utc_text(utc))
