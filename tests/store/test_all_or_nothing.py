"""A save is kept whole or not at all, whatever fails in the middle of it (promises 5 and 16)."""

from collections import deque
from pathlib import Path
from typing import Any

import pytest

from tests.store.records import Town, tables, whole_log
from wardenlog.errors import MachineError
from wardenlog.model import Shift
from wardenlog.store import Store, WriteSession, verify
from wardenlog.store import store as store_module
from wardenlog.store.connection import connect
from wardenlog.store.driver import sqlite


class Failing:
    """A connection on which statement number `fails_at`, counted from its arming, fails."""

    armed = False
    count = 0
    fails_at = 0

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *params: Any) -> Any:
        self._step(sql)
        return self._connection.execute(sql, *params)

    def executemany(self, sql: str, rows: Any) -> Any:
        self._step(sql)
        return self._connection.executemany(sql, rows)

    def _step(self, sql: str) -> None:
        if Failing.armed and not sql.startswith("ROLLBACK"):
            Failing.count += 1
            if Failing.count == Failing.fails_at:
                error = sqlite.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite.SQLITE_FULL
                raise error


def _save_three(session: WriteSession, town: Town, sheet: Shift) -> None:
    session.save(sheet)
    session.save(sheet.model_copy(update={"visits": sheet.visits[:1], "tallies": ()}))
    session.void("person", town.people[1].id, "left")


def test_a_failure_at_any_statement_leaves_all_or_nothing(
    store: Store, town: Town, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = town.sheet(1, visits=2)
    before = (whole_log(store), tables(store))
    store.close()
    monkeypatch.setattr(store_module, "connect", lambda *a, **k: Failing(connect(*a, **k)))
    monkeypatch.setattr(Failing, "armed", False)
    failures = 0
    with Store.open(path) as failing:
        while True:
            monkeypatch.setattr(Failing, "count", 0)
            monkeypatch.setattr(Failing, "fails_at", failures + 1)
            monkeypatch.setattr(Failing, "armed", True)
            try:
                with failing.write("Sam") as session:
                    _save_three(session, town, sheet)
                break
            except MachineError:
                failures += 1
            finally:
                monkeypatch.setattr(Failing, "armed", False)
            assert (whole_log(failing), tables(failing)) == before
        assert failures > 30
        assert len(whole_log(failing)) == len(before[0]) + 3
        assert verify(failing) == []


def test_a_full_disk_is_said_and_the_next_save_works(store: Store, town: Town) -> None:
    with store.read() as session:
        pages = session.value("PRAGMA page_count")
    with store.maintenance() as connection:
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    sheets = [town.sheet(number) for number in range(200)]
    with pytest.raises(MachineError, match="is full") as e, store.write("Sam") as session:
        deque(map(session.save, sheets), 0)
    assert e.value.code == "disk_full"
    with store.maintenance() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    with store.write("Sam") as session:
        session.save(town.sheet(1))
    assert verify(store) == []


def test_another_program_holding_the_file_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(path).close()
    other = connect(path)
    with Store.open(path) as store:
        with store.maintenance() as connection:
            connection.execute("PRAGMA busy_timeout = 10")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(MachineError, match="another program is using") as e, store.write("Sam"):
            pass
        assert e.value.code == "locked"
        other.execute("ROLLBACK")
        other.close()
