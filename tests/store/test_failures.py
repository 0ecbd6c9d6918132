"""SQLite's failures sorted into what the machine did and what is our bug."""

from pathlib import Path

import pytest

from wardenlog.errors import MachineError
from wardenlog.store.driver import sqlite
from wardenlog.store.failures import machine_error, translated

PATH = Path("records.sqlite3")
SHORT_READ = sqlite.SQLITE_IOERR | (2 << 8)


def failure(code: int | None) -> Exception:
    error: Exception = sqlite.OperationalError("told by SQLite")
    if code is not None:
        error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        (sqlite.SQLITE_FULL, "disk_full"),
        (sqlite.SQLITE_BUSY, "locked"),
        (sqlite.SQLITE_LOCKED, "locked"),
        (sqlite.SQLITE_READONLY, "read_only"),
        (sqlite.SQLITE_PERM, "permission"),
        (sqlite.SQLITE_CANTOPEN, "cannot_open"),
        (sqlite.SQLITE_CORRUPT, "damaged"),
        (sqlite.SQLITE_NOTADB, "not_a_database"),
        (sqlite.SQLITE_IOERR, "disk_error"),
        (SHORT_READ, "disk_error"),
        (sqlite.SQLITE_NOMEM, "out_of_memory"),
    ],
)
def test_what_the_machine_did_is_told_in_a_sentence_with_the_file_and_what_to_do(
    code: int, ours: str
) -> None:
    told = machine_error(failure(code), PATH)
    assert told is not None
    assert told.code == ours
    assert "SQLite" not in told.message
    assert told.message.endswith(".")
    assert str(PATH) in told.message or ours == "out_of_memory"


@pytest.mark.parametrize(
    "code", [None, sqlite.SQLITE_ERROR, sqlite.SQLITE_CONSTRAINT, sqlite.SQLITE_MISUSE]
)
def test_anything_else_is_a_bug_and_goes_through_untouched(code: int | None) -> None:
    error = failure(code)
    assert machine_error(error, PATH) is None
    with pytest.raises(sqlite.OperationalError) as e, translated(PATH):
        raise error
    assert e.value is error


def test_the_cause_is_kept() -> None:
    error = failure(sqlite.SQLITE_FULL)
    with pytest.raises(MachineError) as e, translated(PATH):
        raise error
    assert e.value.__cause__ is error
