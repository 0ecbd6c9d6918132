"""Puts what is derived from an aggregate into its tables, and takes it out again."""

from functools import cache
from typing import TYPE_CHECKING, Final

from wardenlog.store import full_text
from wardenlog.store.driver import sqlite
from wardenlog.store.projection import TABLES, project
from wardenlog.store.schema import columns

if TYPE_CHECKING:
    from wardenlog.model import Aggregate

_ROOTS: Final = frozenset(tables[0] for tables in TABLES.values())


@cache
def insert_statement(table: str) -> str:
    """Return the statement that inserts a full row."""
    marks = ", ".join("?" * len(columns(table)))
    return f'INSERT INTO "{table}" VALUES ({marks})'


@cache
def _upsert_statement(table: str) -> str:
    first, *others = columns(table)
    changes = ", ".join(f'"{column}" = excluded."{column}"' for column in others)
    return f'{insert_statement(table)} ON CONFLICT ("{first}") DO UPDATE SET {changes}'


@cache
def _delete_statement(table: str) -> str:
    return f'DELETE FROM "{table}" WHERE "{columns(table)[0]}" = ?'


def replace(connection: sqlite.Connection, aggregate: "Aggregate", *, present: bool) -> None:
    """Make the tables hold this state of an aggregate; `present` says that they hold another.

    Its revision must be in the log. The root row is updated in place, because deleting it would
    search every table that refers to it.
    """
    if present:
        for table in TABLES[aggregate.kind][1:]:
            connection.execute(_delete_statement(table), (aggregate.id,))
    for table, rows in project(aggregate):
        if present and table in _ROOTS:
            connection.executemany(_upsert_statement(table), rows)
        elif rows:
            connection.executemany(insert_statement(table), rows)
    full_text.replace(connection, aggregate, present=present)


def remove(connection: sqlite.Connection, kind: str, aggregate_id: str) -> None:
    """Take every row of an aggregate out of the tables."""
    for table in reversed(TABLES[kind]):
        connection.execute(_delete_statement(table), (aggregate_id,))
    full_text.remove(connection, aggregate_id)
