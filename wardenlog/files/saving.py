"""Writes a file so that the one it replaces is never harmed (promises.md, 6)."""

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from wardenlog.errors import UserError

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def replace_file(
    path: Path,
    write: Callable[[BinaryIO], None],
    check: Callable[[Path], None] | None = None,
) -> None:
    """Write to a new file beside `path`, check it where asked, then put it in place in one step.

    Whatever fails, the bytes at `path` stay as they were and the new file goes. Raises UserError
    `folder_missing`, `is_a_folder`, `locked`, `disk_full` or `cannot_write`, saying what to do.
    """
    _refuse_bad_target(path)
    part = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}.part")
    with told_plainly(path):
        try:
            with part.open("xb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            if check is not None:
                check(part)
            part.replace(path)
            keep_folder_entry(path.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def check_workbook_name(path: Path) -> None:
    """Raise UserError (code `not_xlsx`) for a workbook's name that does not end in .xlsx."""
    if path.suffix.lower() != ".xlsx":
        raise UserError(
            f"{path} cannot be a workbook’s name. Give a file name that ends in .xlsx.",
            code="not_xlsx",
        )


def check_free(path: Path) -> None:
    """Refuse a file that is there already: UserError (`file_exists`)."""
    if path.exists():
        raise UserError(
            f"There is already a file {path.name} in that folder. Choose another name or"
            " folder, or say that it may be replaced.",
            field="out",
            code="file_exists",
        )


def check_not_record(path: Path, record: Path) -> None:
    """Raise UserError (code `is_the_record`) for a path that is the record or a file of its log."""
    for ending in ("", "-wal", "-shm", "-journal"):
        if is_same_file(path, record.with_name(f"{record.name}{ending}")):
            raise UserError(
                f"{path} is the record itself, which writing there would destroy. Choose another"
                " file name.",
                code="is_the_record",
            )


def is_same_file(one: Path, other: Path) -> bool:
    """Say whether two paths name one file, by whatever links; the files need not exist."""
    with contextlib.suppress(OSError):
        return one.samefile(other)
    return one.resolve() == other.resolve()


def _refuse_bad_target(path: Path) -> None:
    if path.is_dir():
        raise UserError(f"{path} is a folder. Give a file name inside it.", code="is_a_folder")
    if not path.parent.is_dir():
        raise UserError(
            f"The folder {path.parent} does not exist. Create it, or choose another folder.",
            code="folder_missing",
        )


@contextlib.contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn what the system says of a file that cannot be written into a UserError in words."""
    try:
        yield
    except PermissionError as error:
        if path.exists() and os.access(path.parent, os.W_OK):
            raise UserError(
                f"{path.name} is open in another program. Close it there, or choose another name;"
                " the old file is unchanged.",
                code="locked",
            ) from error
        raise UserError(
            f"You may not write in the folder {path.parent}. Choose another folder.",
            code="cannot_write",
        ) from error
    except OSError as error:
        if error.errno in _FULL:
            raise UserError(
                f"There is no room left on the disk for {path.name}. Free some space, or choose"
                " another disk; nothing was changed.",
                code="disk_full",
            ) from error
        raise UserError(
            f"{path.name} could not be written: {error.strerror or error}. Choose another folder;"
            " nothing was changed.",
            code="cannot_write",
        ) from error


def keep_folder_entry(folder: Path) -> None:
    """Make a new name in a folder durable too, where the system lets a folder be synced."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some file systems refuse; the file itself is safe
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
