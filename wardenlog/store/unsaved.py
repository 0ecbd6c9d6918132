"""Lets one session read a shift sheet as if it were recorded; nothing is written to the record."""

from datetime import timedelta
from typing import Final

from wardenlog.model import Shift
from wardenlog.store.projection import project
from wardenlog.store.rows import insert_statement
from wardenlog.store.session import ReadSession

_SHADOWED: Final = ("visit", "visit_member", "tally")


def show_unsaved(session: ReadSession, shift: Shift) -> None:
    """Lay TEMP tables over those of visits, their members and tallies, with this sheet in them.

    They hold the days around the sheet only, which is all that its own figures depend on
    (domain.md, counting rule 4); they go when the session ends.
    """
    first = (shift.day - timedelta(days=2)).isoformat()
    last = (shift.day + timedelta(days=3)).isoformat()
    for table in _SHADOWED:
        session.script(f'CREATE TEMP TABLE "{table}" AS SELECT * FROM main."{table}" WHERE 0')
        session.rows(
            f'INSERT INTO temp."{table}" SELECT * FROM main."{table}" '
            "WHERE day BETWEEN ? AND ? AND shift_id <> ?",
            (first, last, shift.id),
        )
    for table, rows in project(shift):
        if table in _SHADOWED:
            session.many(insert_statement(table), rows)
