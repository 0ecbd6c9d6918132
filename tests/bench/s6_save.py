"""S6: a shift sheet of six visits saved, against a bare durable commit of the same rows."""

import secrets
from collections.abc import Iterable
from contextlib import closing
from itertools import count, cycle, islice
from typing import Any, Final

from tests.bench.data import Record, Records
from tests.bench.job import Job, Line, at_most
from tests.bench.timing import ROUNDS, Pair, interleaved
from wardenlog.model import Shift, new_id
from wardenlog.services.demo.scale import Size
from wardenlog.services.logbook import Logbook
from wardenlog.store import Store
from wardenlog.store.driver import sqlite
from wardenlog.store.payload import canonical_json
from wardenlog.store.projection import project
from wardenlog.store.rows import insert_statement

_VISITS: Final = 6
_AT_ONCE: Final = 50
"""Sheets saved in one measured round, so that each pays its share of emptying the journal."""

_SHEETS_OF_SIX: Final = """
    SELECT shift.id
    FROM shift INNER JOIN visit ON visit.shift_id = shift.id
    WHERE shift.live = 1
    GROUP BY shift.id HAVING count(*) = :visits
    ORDER BY shift.day DESC, shift.id LIMIT :sheets
"""

Statements = list[tuple[str, list[Any]]]
"""What one commit inserts: a statement a table, with its rows."""


def measure(records: Records) -> list[Line]:
    """Save new sheets and amend old ones in one copy, insert the same rows into another."""
    with records.copy(Size.COUNCIL, 2) as (ours, theirs), Store.open(ours.path) as store:
        logbook = Logbook(store, "Bench")
        sheets = _sheets_of_six(store)
        new = iter([_renewed(sheet) for sheet in _rounds(sheets)])
        amended = _Amended(logbook, sheets)
        with closing(_bare_connection(theirs)) as connection:
            same = iter(_statements(connection, [_renewed(sheet) for sheet in _rounds(sheets)]))
            seconds = interleaved(
                lambda: [logbook.save(sheet) for sheet in islice(new, _AT_ONCE)],
                amended.save_each,
                lambda: _commit_each(connection, islice(same, _AT_ONCE)),
            )
    record, amend, bare = (taken / _AT_ONCE for taken in seconds)
    against = "a bare durable commit of its rows"
    return [
        at_most("record a sheet of 6 visits, council", against, Pair(record, bare), 4),
        at_most("amend such a sheet", against, Pair(amend, bare), 4),
    ]


class _Amended:
    """The same sheets amended again and again, each time by one more minute of break."""

    def __init__(self, logbook: Logbook, sheets: list[Shift]) -> None:
        self._logbook = logbook
        self._sheets = [(sheet, logbook.load("shift", sheet.id)[1].id) for sheet in sheets]

    def save_each(self) -> None:
        """Save every sheet with a change, as an editor that says what it started from."""
        changed = []
        for sheet, newest in self._sheets:
            longer = sheet.model_copy(update={"break_minutes": sheet.break_minutes + 1})
            (revision,) = self._logbook.save(longer, expect=newest).revisions
            changed.append((longer, revision.id))
        self._sheets = changed


def _sheets_of_six(store: Store) -> list[Shift]:
    with store.read() as session:
        found = session.rows(_SHEETS_OF_SIX, {"visits": _VISITS, "sheets": _AT_ONCE})
        sheets = [session.load("shift", shift_id) for (shift_id,) in found]
    assert len(sheets) == _AT_ONCE
    return [sheet for sheet in sheets if isinstance(sheet, Shift)]


def _rounds(sheets: list[Shift]) -> Iterable[Shift]:
    """Give the sheets once for the warm-up and once for each measured round."""
    return islice(cycle(sheets), (1 + ROUNDS) * _AT_ONCE)


def _renewed(sheet: Shift) -> Shift:
    """Return the sheet as another one: the same content under identifiers of its own."""
    return sheet.model_copy(
        update={
            "id": new_id(),
            "visits": tuple(it.model_copy(update={"id": new_id()}) for it in sheet.visits),
            "powers": tuple(it.model_copy(update={"id": new_id()}) for it in sheet.powers),
        }
    )


def _bare_connection(record: Record) -> sqlite.Connection:
    connection = sqlite.connect(record.path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _statements(connection: sqlite.Connection, sheets: list[Shift]) -> list[Statements]:
    """Return the rows of each sheet and of its revision, with everything already worked out."""
    revision = insert_statement("revision")
    (last,) = connection.execute("SELECT max(seq) FROM revision").fetchone()
    return [
        [
            (revision, [_revision(seq, sheet)]),
            *((insert_statement(table), rows) for table, rows in project(sheet) if rows),
        ]
        for seq, sheet in zip(count(last + 1), sheets)
    ]


def _revision(seq: int, sheet: Shift) -> tuple[Any, ...]:
    """Return a row of the log, as long as a real one."""
    parent = batch = reason = undoes = None
    header = (seq, new_id(), sheet.kind, sheet.id, parent, new_id(), seq, "2026-04-01T09:00:00Z")
    proof = (secrets.token_hex(32), secrets.token_hex(32))
    return (
        *header,
        "Bench",
        "record",
        reason,
        batch,
        undoes,
        secrets.token_bytes(16),
        canonical_json(sheet),
        *proof,
    )


def _commit_each(connection: sqlite.Connection, sheets: Iterable[Statements]) -> None:
    for statements in sheets:
        connection.execute("BEGIN IMMEDIATE")
        for statement, rows in statements:
            connection.executemany(statement, rows)
        connection.execute("COMMIT")


JOB = Job("S6", frozenset({Size.COUNCIL}), measure)
