"""Drops everything that is derived from the log and derives it again."""

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from wardenlog.errors import MachineError
from wardenlog.store import full_text, references
from wardenlog.store.driver import sqlite
from wardenlog.store.payload import TOMBSTONE, parse
from wardenlog.store.projection import project
from wardenlog.store.projection.rows import Row
from wardenlog.store.rows import insert_statement
from wardenlog.store.schema import DERIVED_TABLES, shipped

if TYPE_CHECKING:
    from wardenlog.store.store import Store

Progress = Callable[[int, int], None]
"""Told how much is done of how much; what it raises cancels the work."""

NEWEST_STATES: Final = """
    SELECT revision.kind, revision.aggregate_id, revision.payload, span.first
    FROM (
        SELECT min(seq) AS first, max(seq) AS last FROM revision GROUP BY aggregate_id
    ) AS span JOIN revision ON revision.seq = span.last
    ORDER BY span.first
"""
"""Every aggregate as it stands and its first revision's number, in that number's order."""

COUNT_AGGREGATES: Final = "SELECT count(DISTINCT aggregate_id) FROM revision"

_TOLD_EVERY: Final = 100
_ROWS_AT_ONCE: Final = 20_000


def rebuild(store: "Store", progress: Progress | None = None) -> None:
    """Drop every projection table and index and derive them again from the log.

    All or nothing: when `progress` raises, or the log cannot be read, nothing has changed.
    """
    with store.maintenance() as connection:
        try:
            refill(connection, progress)
        except sqlite.IntegrityError as e:
            raise MachineError(
                f"The log holds records that contradict each other ({e}), so the tables were left "
                "as they were. Restore the newest good backup.",
                code="damaged",
            ) from e


def refill(connection: sqlite.Connection, progress: Progress | None = None) -> None:
    """Do the work of `rebuild` inside an open transaction with foreign keys unchecked."""
    _drop(connection)
    derived = [it for it in shipped() if it.table in DERIVED_TABLES]
    for it in derived:
        if it.type == "table":
            connection.execute(it.sql)
    full_text.start(connection)
    _fill(connection, progress)
    for it in derived:  # building an index over full tables is faster than keeping it up
        if it.type == "index":
            connection.execute(it.sql)
    missing = references.broken(connection)
    if missing:
        pairs = ", ".join(f"{table} to {parent}" for table, parent in sorted(missing))
        raise MachineError(
            f"The record refers to things that are not in it ({pairs}), so it was left as it "
            "was. Restore the newest good backup.",
            code="damaged",
        )


def _drop(connection: sqlite.Connection) -> None:
    present = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_schema")}
    for table in DERIVED_TABLES:
        if table in present:
            connection.execute(f'DROP TABLE "{table}"')


def _fill(connection: sqlite.Connection, progress: Progress | None) -> None:
    waiting: dict[str, list[Row]] = defaultdict(list)
    words: list[full_text.Row] = []
    number_waiting = 0
    (total,) = connection.execute(COUNT_AGGREGATES).fetchone()
    states = connection.execute(NEWEST_STATES)
    for done, (kind, _, payload, first) in enumerate(states):
        if progress is not None and done % _TOLD_EVERY == 0:
            progress(done, total)
        if payload is None or payload == TOMBSTONE:
            continue
        aggregate = parse(kind, payload)
        words += full_text.rows_of(aggregate, first)
        for table, rows in project(aggregate):
            waiting[table] += rows
            number_waiting += len(rows)
        if number_waiting >= _ROWS_AT_ONCE:
            _flush(connection, waiting, words)
            number_waiting = 0
    _flush(connection, waiting, words)
    if progress is not None:
        progress(total, total)


def _flush(
    connection: sqlite.Connection, waiting: dict[str, list[Row]], words: list[full_text.Row]
) -> None:
    for table, rows in waiting.items():
        connection.executemany(insert_statement(table), rows)
    full_text.insert(connection, words)
    waiting.clear()
    words.clear()
