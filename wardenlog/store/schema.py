"""The schema as shipped: its scripts, and what a database made from them holds."""

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from wardenlog.store import full_text
from wardenlog.store.connection import run_script
from wardenlog.store.driver import sqlite
from wardenlog.store.projection import TABLES

SCHEMA_VERSION: Final = 1
"""`user_version` of the files this program writes."""

APPLICATION_ID: Final = 0x57444C47
"""`WDLG`: marks a SQLite file as a wardenlog record."""

_SQL: Final = Path(__file__).parent / "sql"

PROJECTION_TABLES: Final = tuple(table for tables in TABLES.values() for table in tables)
"""Every table that counting reads, derived from the log."""

DERIVED_TABLES: Final = (*PROJECTION_TABLES, full_text.TABLE)
"""Every table that a rebuild derives from the log."""

KEPT_TABLES: Final = (
    "import_batch",
    "access_event",
    "draft",
    "setting",
    "printed_sheet",
    "second_look",
)
"""Tables that are neither the log nor derived from it."""


class SchemaObject(NamedTuple):
    """A table, index, trigger or view, as SQLite keeps it."""

    type: str
    name: str
    table: str
    sql: str


def read_schema(connection: sqlite.Connection) -> list[SchemaObject]:
    """Return what a database is made of, in order of creation, leaving out SQLite's own."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM main.sqlite_schema "
        "WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid"
    )
    return [SchemaObject(*row) for row in rows]


def create(connection: sqlite.Connection) -> None:
    """Make every table, index and trigger in an empty database."""
    for name in ("log.sql", "projection.sql"):
        run_script(connection, (_SQL / name).read_text(encoding="utf-8"))
    full_text.start(connection)


class _Shipped(NamedTuple):
    objects: tuple[SchemaObject, ...]
    columns: dict[str, tuple[str, ...]]


@cache
def _shipped() -> _Shipped:
    connection = sqlite.connect(":memory:", isolation_level=None)
    try:
        create(connection)
        objects = tuple(read_schema(connection))
        return _Shipped(
            objects,
            {
                it.name: tuple(
                    row[1] for row in connection.execute(f'PRAGMA table_info("{it.name}")')
                )
                for it in objects
                if it.type == "table"
            },
        )
    finally:
        connection.close()


def shipped() -> tuple[SchemaObject, ...]:
    """Return what a database of this version is made of."""
    return _shipped().objects


def columns(table: str) -> tuple[str, ...]:
    """Return the columns of a shipped table, in order; KeyError where there is no such table."""
    return _shipped().columns[table]
