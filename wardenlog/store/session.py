"""What a caller may do between opening a session and its end: read one moment, or save."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.store import batches, log, rows, sent
from wardenlog.store.batches import Batch, ImportBatch
from wardenlog.store.connection import run_script
from wardenlog.store.driver import sqlite
from wardenlog.store.log import Head, Revision
from wardenlog.store.payload import TOMBSTONE, canonical_json, parse
from wardenlog.store.projection import TABLES
from wardenlog.store.schema import KEPT_TABLES, columns
from wardenlog.store.wording import a_kind, by_and_when, kind_name

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from sqlite_utils import Database

    from wardenlog.model import Aggregate

Value = str | int | float | bytes | None
Values = tuple[Value, ...] | list[Value] | Mapping[str, Value]


class ReadSession:
    """One moment of the record. TEMP tables and views made in it go when it ends."""

    def __init__(self, connection: sqlite.Connection) -> None:
        self._open: sqlite.Connection | None = connection

    @property
    def connection(self) -> sqlite.Connection:
        """The session's own connection; RuntimeError once the session is over."""
        if self._open is None:
            raise RuntimeError("this session is over")
        return self._open

    @property
    def database(self) -> "Database":
        """The connection as sqlite_utils sees it: for introspection and full-text search."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False, strict=True)

    def end(self) -> None:
        """Refuse everything from now on; the store calls this."""
        self._open = None

    def rows(self, sql: str, params: Values = ()) -> list[tuple[Any, ...]]:
        """Return every row of a query."""
        return self.connection.execute(sql, params).fetchall()  # type: ignore[no-any-return]

    def stream(self, sql: str, params: Values = ()) -> Iterator[tuple[Any, ...]]:
        """Yield a query's rows as they are found; read them all before the tables change."""
        return self.connection.execute(sql, params)  # type: ignore[no-any-return]

    def row(self, sql: str, params: Values = ()) -> tuple[Any, ...] | None:
        """Return a query's first row, or None."""
        return self.connection.execute(sql, params).fetchone()  # type: ignore[no-any-return]

    def value(self, sql: str, params: Values = ()) -> Any:  # noqa: ANN401 - whatever is asked for
        """Return the first column of a query's first row, or None where there is no row."""
        row = self.row(sql, params)
        return None if row is None else row[0]

    def many(self, sql: str, params: Iterable[tuple[Value, ...]]) -> None:
        """Run one statement for each tuple of values, to fill a TEMP table."""
        self.connection.executemany(sql, params)

    def script(self, sql: str) -> None:
        """Run statements that make TEMP tables, views and indexes."""
        run_script(self.connection, sql)

    def load(self, kind: str, aggregate_id: str) -> "Aggregate | None":
        """Return an aggregate as it stands, void or not; None where it is not in the record."""
        revision = self.latest(kind, aggregate_id)
        if revision is None or revision.payload in {None, TOMBSTONE}:
            return None
        return parse(kind, str(revision.payload))

    def load_all(self, kind: str) -> "Iterator[Aggregate]":
        """Yield every aggregate of a kind as it stands, in the order they first came in."""
        newest = self.rows(
            "SELECT (SELECT max(seq) FROM revision WHERE aggregate_id = root.id) "
            f'FROM "{TABLES[kind][0]}" AS root ORDER BY root.rowid'
        )
        for (seq,) in newest:
            yield parse(kind, self.value("SELECT payload FROM revision WHERE seq = ?", (seq,)))

    def latest(self, kind: str, aggregate_id: str) -> Revision | None:
        """Return an aggregate's newest revision: what an editor hands back as `expect`."""
        revision = log.latest(self.connection, aggregate_id)
        return revision if revision is not None and revision.kind == kind else None

    def revisions(self, kind: str, aggregate_id: str) -> list[Revision]:
        """Return an aggregate's revisions, oldest first; empty where it was never recorded."""
        return log.history(self.connection, kind, aggregate_id)

    def head(self) -> Head | None:
        """Return the newest revision of the whole log, or None while it is empty."""
        return log.head(self.connection)

    def batches(self) -> list[ImportBatch]:
        """Return every import, oldest first, undone ones too."""
        return batches.all_batches(self.connection)

    def batch_of_file(self, sha256: str) -> ImportBatch | None:
        """Return the standing import of a file with exactly this content, or None."""
        return batches.batch_of_file(self.connection, sha256)

    def setting(self, name: str) -> str | None:
        """Return what is kept of the whole record under a name, or None."""
        value: str | None = self.value("SELECT value FROM setting WHERE name = ?", (name,))
        return value


class WriteSession(ReadSession):
    """A read session that can also save; the store keeps all of it or nothing."""

    def __init__(
        self, connection: sqlite.Connection, origin: str, actor: str, batch: Batch | None
    ) -> None:
        super().__init__(connection)
        self._actor = actor
        self._batch = batch
        self._log = log.LogWriter(connection, origin, actor)
        self._added: set[str] = set()
        self._changed: set[str] = set()
        self._seen: set[str] = set()
        self._failed = False

    def save(
        self,
        aggregate: "Aggregate",
        *,
        operation: str | None = None,
        reason: str | None = None,
        expect: str | None = None,
    ) -> Revision | None:
        """Append the aggregate to the log and put its rows into the tables.

        Returns the new revision, or None where nothing differs from what is recorded.
        `operation` is `record` or `amend` unless stated. `expect` is the revision the editor
        started from: UserError (code `changed_meanwhile`) where it is no longer the newest
        (promise 16: no lost update).
        """
        last = log.latest(self.connection, aggregate.id)
        if expect is not None and (last is None or last.id != expect):
            raise _changed_meanwhile(aggregate.kind, last)
        payload = canonical_json(aggregate)
        self._seen.add(aggregate.id)
        if last is not None and last.payload == payload:
            return None
        present = last is not None and last.payload not in {None, TOMBSTONE}
        entry = log.Entry(
            kind=aggregate.kind,
            aggregate_id=aggregate.id,
            operation=operation or (log.AMEND if present else log.RECORD),
            payload=payload,
            reason=reason,
            batch_id=self._batch.id if self._batch else None,
        )
        return self._apply(entry, aggregate, last)

    def void(self, kind: str, aggregate_id: str, reason: str) -> Revision | None:
        """Make a record void: it keeps its rows and counts nowhere (domain.md, rule 5).

        UserError where there is no such record or the reason says nothing.
        """
        said = _reason(reason)
        voided = self._existing(kind, aggregate_id).model_copy(update={"void_reason": said})
        return self.save(voided, operation=log.VOID, reason=said)

    def restore(self, kind: str, aggregate_id: str, reason: str | None = None) -> Revision | None:
        """Make a void record count again; UserError where there is no such record."""
        restored = self._existing(kind, aggregate_id).model_copy(update={"void_reason": None})
        return self.save(restored, operation=log.RESTORE, reason=reason)

    def put_back(
        self, target: Revision, last: Revision, payload: str, reason: str | None
    ) -> Revision:
        """Follow `last` by an undo revision that takes `target` back, in the batch of `target`."""
        entry = log.Entry(
            kind=last.kind,
            aggregate_id=last.aggregate_id,
            operation=log.UNDO,
            payload=payload,
            reason=reason,
            batch_id=target.batch_id,
            undoes=target.id,
        )
        return self._apply(entry, None if payload == TOMBSTONE else parse(last.kind, payload), last)

    def put(self, table: str, values: Mapping[str, Value]) -> None:
        """Write a row of a table that is kept beside the log, over the one with the same key.

        ValueError for a table or a column that is not one of them.
        """
        if table not in KEPT_TABLES or not values.keys() <= set(columns(table)):
            raise ValueError(f"no such table or column: {table} {sorted(values)}")
        names = ", ".join(f'"{name}"' for name in values)
        changes = ", ".join(f'"{name}" = excluded."{name}"' for name in values)
        self.connection.execute(
            f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(values))}) '
            f'ON CONFLICT ("{columns(table)[0]}") DO UPDATE SET {changes}',
            tuple(values.values()),
        )

    def discard_draft(self, draft_id: str) -> None:
        """Forget a draft, because it was saved or given up."""
        self.connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))

    def mark_batch(self, batch_id: str, *, undone: bool) -> None:
        """Note that an import was undone just now, or stands again."""
        at = clock.utc_text(clock.now()) if undone else None
        self.connection.execute(
            "UPDATE import_batch SET undone_at = ? WHERE id = ?", (at, batch_id)
        )

    def finish(self) -> None:
        """Write down the import, if this was one that changed anything; the store calls this.

        RuntimeError where a save failed and the caller went on regardless.
        """
        if self._failed:
            raise RuntimeError("a save of this session failed, so nothing of it can be kept")
        if self._batch is None or not self._added | self._changed:
            return
        self.put(
            "import_batch",
            {
                "id": self._batch.id,
                "at": clock.utc_text(clock.now()),
                "actor": self._actor,
                "source": self._batch.source,
                "sha256": self._batch.sha256,
                "added": len(self._added),
                "changed": len(self._changed),
                "unchanged": len(self._seen - self._added - self._changed),
                "rejected": self._batch.rejected,
            },
        )

    def _apply(
        self, entry: log.Entry, state: "Aggregate | None", last: Revision | None
    ) -> Revision:
        if self._failed:
            raise RuntimeError("an earlier save of this session failed")
        if last is not None and last.kind != entry.kind:
            raise ValueError(
                f"{entry.aggregate_id} is {a_kind(last.kind)}, not {a_kind(entry.kind)}"
            )
        sent.refuse_change(last)
        sent.refuse_twice(self.connection, state)
        present = last is not None and last.payload not in {None, TOMBSTONE}
        self._failed = True
        revision = self._log.append(entry, last)
        if state is None:
            rows.remove(self.connection, entry.kind, entry.aggregate_id)
        else:
            rows.replace(self.connection, state, present=present)
        self._failed = False
        (self._changed if present else self._added).add(entry.aggregate_id)
        self._changed -= self._added
        return revision

    def _existing(self, kind: str, aggregate_id: str) -> "Aggregate":
        found = self.load(kind, aggregate_id)
        if found is None:
            raise UserError(
                f"There is no {kind_name(kind)} {aggregate_id} in the record.", code="not_found"
            )
        return found


def _reason(typed: str) -> str:
    try:
        return _text().validate_python(typed)
    except ValueError as e:
        raise UserError("Say why the record is void.", field="reason", code="no_reason") from e


@cache
def _text() -> "TypeAdapter[str]":
    from pydantic import TypeAdapter  # late, because reading needs none of it

    from wardenlog.model.base import Text

    return TypeAdapter(Text)


def _changed_meanwhile(kind: str, last: Revision | None) -> UserError:
    name = kind_name(kind)
    if last is None:
        return UserError(f"This {name} is not in the record.", code="changed_meanwhile")
    return UserError(
        f"This {name} was changed {by_and_when(last)}, after you opened it, so your change was "
        "not saved. Open it again and repeat your change.",
        code="changed_meanwhile",
    )
