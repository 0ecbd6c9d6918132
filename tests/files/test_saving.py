"""A file that is replaced is never harmed, whatever goes wrong (promises.md, 6)."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from wardenlog.errors import MachineError, UserError
from wardenlog.files.saving import check_not_record, replace_file

OLD = b"the old return"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "return.xlsx"
    path.write_bytes(OLD)
    return path


def write_new(out: BinaryIO) -> None:
    out.write(b"new")


def accept(_part: Path) -> None:
    pass


def unharmed(target: Path) -> bool:
    return target.read_bytes() == OLD and list(target.parent.iterdir()) == [target]


def test_the_new_file_takes_the_place_of_the_old(target: Path) -> None:
    replace_file(target, write_new, accept)
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


def test_a_disk_that_fills_up(target: Path) -> None:
    def fill(out: BinaryIO) -> None:
        out.write(b"half of the ne")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(UserError, match="no room left") as refusal:
        replace_file(target, fill, accept)
    assert refusal.value.code == "disk_full"
    assert unharmed(target)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_really_full_disk(target: Path) -> None:
    def fill(_out: BinaryIO) -> None:
        with Path("/dev/full").open("wb") as full:
            full.write(b"x" * 100_000)

    with pytest.raises(UserError, match="no room left"):
        replace_file(target, fill, accept)
    assert unharmed(target)


def test_a_failure_of_any_kind(target: Path) -> None:
    def stop(out: BinaryIO) -> None:
        out.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_file(target, stop, accept)
    assert unharmed(target)


def test_a_new_file_that_does_not_read_back(target: Path) -> None:
    def refuse(part: Path) -> None:
        assert part.read_bytes() == b"new"
        raise MachineError("unsound", code="bad_workbook")

    with pytest.raises(MachineError):
        replace_file(target, write_new, refuse)
    assert unharmed(target)


def test_a_file_that_is_open_in_excel(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(UserError, match="open in another program") as refusal:
        replace_file(target, write_new, accept)
    assert refusal.value.code == "locked"
    assert unharmed(target)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs an ordinary user")
def test_a_folder_one_may_not_write_in(target: Path) -> None:
    target.parent.chmod(0o555)
    try:
        with pytest.raises(UserError, match="may not write") as refusal:
            replace_file(target, write_new, accept)
    finally:
        target.parent.chmod(0o755)
    assert refusal.value.code == "cannot_write"
    assert unharmed(target)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist") as refusal:
        replace_file(tmp_path / "nowhere" / "return.xlsx", write_new, accept)
    assert refusal.value.code == "folder_missing"


def test_a_folder_as_target(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder") as refusal:
        replace_file(tmp_path, write_new, accept)
    assert refusal.value.code == "is_a_folder"


KILLED = """
import os, signal, sys
from pathlib import Path
from wardenlog.files.saving import check_not_record, replace_file

def die(out):
    out.write(b"half of the new file")
    out.flush()
    os.kill(os.getpid(), signal.SIGKILL)

replace_file(Path(sys.argv[1]), die, lambda part: None)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_killed_program(target: Path) -> None:
    child = subprocess.run([sys.executable, "-c", KILLED, target], check=False)
    assert child.returncode == -signal.SIGKILL
    assert target.read_bytes() == OLD


def test_the_record_is_known_by_any_of_its_names(tmp_path: Path) -> None:
    record = tmp_path / "record.xlsx"
    record.write_bytes(b"")
    link = tmp_path / "link.xlsx"
    link.hardlink_to(record)
    for path in (record, link, tmp_path / "." / "record.xlsx-wal"):
        with pytest.raises(UserError) as told:
            check_not_record(path, record)
        assert told.value.code == "is_the_record"
    check_not_record(tmp_path / "other.xlsx", record)
