"""Looks for damage and tampering: the file, the schema, the log, and what is derived from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from wardenlog.errors import MachineError
from wardenlog.store import full_text, log, references
from wardenlog.store.driver import sqlite
from wardenlog.store.payload import TOMBSTONE, parse
from wardenlog.store.projection import TABLES, project
from wardenlog.store.rebuild import COUNT_AGGREGATES, NEWEST_STATES, Progress
from wardenlog.store.schema import DERIVED_TABLES, columns, read_schema, shipped
from wardenlog.store.wording import a_kind, kind_name

if TYPE_CHECKING:
    from wardenlog.model import Aggregate
    from wardenlog.store.store import Store

_TOLD_EVERY: Final = 100
_MOST_FROM_SQLITE: Final = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: a code, a sentence, and where (a revision's number, a table, an id)."""

    code: str
    message: str
    where: str


def verify(store: "Store", progress: Progress | None = None) -> list[Finding]:
    """Return everything that is wrong with a record; an empty list is a sound one.

    Checks the file's pages, foreign keys, the schema as shipped, every digest and chain of the
    log, and that the tables hold exactly what the log says. Changes nothing.
    """
    with store.read() as session:
        connection = session.connection
        damage = list(_damage(connection))
        if damage:
            return damage  # what a damaged file says of itself means nothing
        schema = list(_schema_differences(connection))
        if not {it.where for it in schema}.isdisjoint(
            it.name for it in shipped() if it.type == "table"
        ):
            return schema  # rows cannot be compared in tables that are not as shipped
        return [
            *schema,
            *_broken_references(connection),
            *_log_faults(connection),
            *_projection_differences(connection, progress),
        ]


def _damage(connection: sqlite.Connection) -> Iterator[Finding]:
    try:
        full_text.refresh(connection)
        reports = connection.execute(f"PRAGMA integrity_check({_MOST_FROM_SQLITE})").fetchall()
    except sqlite.DatabaseError as e:
        reports = [(str(e),)]
    for (report,) in reports:
        if f'"{full_text.TABLE}"' in report or report.endswith(f".{full_text.TABLE}"):
            yield Finding(
                "projection",
                f"The index of quick find is not sound ({report}). Run “wardenlog rebuild”.",
                full_text.TABLE,
            )
        elif report != "ok":
            yield Finding(
                "damaged",
                f"The file is damaged ({report}). Restore the newest good backup.",
                "file",
            )


def _schema_differences(connection: sqlite.Connection) -> Iterator[Finding]:
    expected = {it.name: it for it in shipped()}
    found = {it.name: it for it in read_schema(connection)}
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) == found.get(name):
            continue
        it = expected.get(name) or found[name]
        what = "is missing" if name not in found else "is not as shipped"
        if name not in expected:
            what = "does not belong in the file"
        derived = it.table in DERIVED_TABLES or full_text.is_part(it.table)
        remedy = " Run “wardenlog rebuild”." if derived else ""
        yield Finding("schema", f"The {it.type} {name} {what}.{remedy}", name)


def _broken_references(connection: sqlite.Connection) -> Iterator[Finding]:
    for (table, parent), number in sorted(references.broken(connection).items()):
        yield Finding(
            "reference",
            f"{number} rows of the table {table} refer to {a_kind(parent)} that is not in "
            "the record.",
            table,
        )


def _log_faults(connection: sqlite.Connection) -> Iterator[Finding]:
    """Follow each origin's chain; every revision must hold, follow on, and have its parent."""
    purged = connection.execute("SELECT 1 FROM purge LIMIT 1").fetchone() is not None
    origin, number, chain = "", 0, ""
    revisions = connection.execute(
        f"SELECT {log.COLUMNS}, salt, ("
        "  SELECT max(earlier.seq) FROM revision AS earlier"
        "  WHERE earlier.id = revision.parent"
        "  AND earlier.aggregate_id = revision.aggregate_id AND earlier.seq < revision.seq"
        ") FROM revision ORDER BY origin, origin_seq"
    )
    for *row, salt, parent_seq in revisions:
        it = log.Revision(*row)
        if it.origin != origin:
            origin, number, chain = it.origin, 0, ""
        if it.origin_seq != number + 1:
            yield _log_finding(
                "gap", it, f"follows number {number} of its origin but has {it.origin_seq}"
            )
        if log.chain_of(chain, it.header, it.digest) != it.chain:
            yield _log_finding("chain", it, "does not fit the chain: it, or one before it, changed")
        if it.payload is None or salt is None:
            if not purged or it.payload is not None or salt is not None:
                yield _log_finding("erased", it, "has lost its content without a recorded purge")
        elif log.digest_of(salt, it.payload) != it.digest:
            yield _log_finding("digest", it, "does not hold what was recorded")
        if it.parent is not None and parent_seq is None:
            yield _log_finding("parent", it, "follows a revision that is not there")
        number, chain = it.origin_seq, it.chain


def _log_finding(code: str, it: log.Revision, what: str) -> Finding:
    return Finding(code, f"Revision {it.seq} ({kind_name(it.kind)}) {what}.", str(it.seq))


def _projection_differences(
    connection: sqlite.Connection, progress: Progress | None
) -> Iterator[Finding]:
    """Compare every aggregate's rows with those its newest revision makes, then look for others."""
    live: dict[str, set[str]] = {kind: set() for kind in TABLES}
    unread = full_text.indexed(connection)
    (total,) = connection.execute(COUNT_AGGREGATES).fetchone()
    for done, (kind, aggregate_id, payload, first) in enumerate(connection.execute(NEWEST_STATES)):
        if progress is not None and done % _TOLD_EVERY == 0:
            progress(done, total)
        if payload is None or payload == TOMBSTONE:
            continue
        if kind in live:
            live[kind].add(aggregate_id)
        unread.discard(first)
        try:
            aggregate = parse(kind, payload)
        except MachineError:
            yield Finding("unreadable", f"A {kind_name(kind)} cannot be read.", aggregate_id)
            continue
        for table in _differing(connection, aggregate, first):
            yield Finding(
                "projection",
                f"The table {table} does not hold what the log says of a {kind_name(kind)}. "
                "Run “wardenlog rebuild”.",
                aggregate_id,
            )
    for kind, tables in TABLES.items():
        for table in tables:
            yield from _strays(connection, table, live[kind])
    for first in sorted(unread):
        yield _stray(full_text.TABLE, str(first))
    if progress is not None:
        progress(total, total)


def _differing(
    connection: sqlite.Connection, aggregate: "Aggregate", first_revision: int
) -> Iterator[str]:
    for table, rows in project(aggregate):
        if _stored(connection, table, aggregate.id) != sorted(rows, key=_order):
            yield table
    expected = full_text.rows_of(aggregate, first_revision)
    if full_text.stored_rows(connection, first_revision) != expected:
        yield full_text.TABLE


def _stored(connection: sqlite.Connection, table: str, aggregate_id: str) -> list[tuple[Any, ...]]:
    rows = connection.execute(
        f'SELECT * FROM "{table}" WHERE "{columns(table)[0]}" = ?', (aggregate_id,)
    )
    return sorted(rows, key=_order)


def _order(row: tuple[Any, ...]) -> tuple[tuple[bool, Any], ...]:
    return tuple((value is None, value) for value in row)


def _strays(connection: sqlite.Connection, table: str, live: set[str]) -> Iterator[Finding]:
    first = columns(table)[0]
    for (aggregate_id,) in connection.execute(f'SELECT DISTINCT "{first}" FROM "{table}"'):
        if aggregate_id not in live:
            yield _stray(table, aggregate_id)


def _stray(table: str, where: str) -> Finding:
    return Finding(
        "projection",
        f"The table {table} holds rows that the log knows nothing of. Run “wardenlog rebuild”.",
        where,
    )
