"""A folder that may only be read still lets you read, and a hot WAL is never missed (promise 7)."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")

RECORD = "wardenlog.sqlite3"


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that everybody may pass, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    (folder / "readable").chmod(0o755)
    shutil.rmtree(folder)


def read_as_another(shelf: Path, *, wal: bytes | None = None) -> Any:
    """Give what the commands print where they may write and where they may only read."""
    readable, out = shelf / "readable", shelf / "out"
    if wal is not None:
        (readable / f"{RECORD}-wal").write_bytes(wal)
    for file in readable.iterdir():
        file.chmod(0o444)
    readable.chmod(0o555)
    out.mkdir()
    out.chmod(0o777)
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.reading_child", shelf / "writable", readable, out],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def copied(imported: Run, tmp_path: Path, shelf: Path) -> Path:
    """The record twice over: in a folder to write in, and in one only to read."""
    for name in ("writable", "readable"):
        (shelf / name).mkdir()
        shutil.copy(tmp_path / "data" / RECORD, shelf / name)
    return shelf


@pytest.mark.parametrize("wal", [None, b""])
def test_every_command_that_reads_works_where_nothing_may_be_written(
    copied: Path, wal: bytes | None
) -> None:
    answer = read_as_another(copied, wal=wal)
    assert answer["found"] == answer["expected"]
    assert answer["files"] == ["log.xlsx", "return.xlsx"]


def test_changes_still_in_the_write_ahead_log_are_told_not_missed(copied: Path) -> None:
    answer = read_as_another(copied, wal=bytes(4096))
    for said in answer["found"].values():
        assert said.startswith("unfinished_changes: ")
    assert answer["files"] == []
