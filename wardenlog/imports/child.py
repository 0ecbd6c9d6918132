"""Reads a file in a process of its own, so that no file can hang or exhaust the program."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Timer
from typing import Final

from wardenlog.errors import UserError
from wardenlog.imports import reader
from wardenlog.imports.book import Book, Sheet
from wardenlog.imports.limits import MOST_MEMORY, limit_process

MOST_SECONDS: Final = 10.0
"""How long reading a file may take (promises.md, 18)."""


def read_book(path: Path) -> Book:
    """Return the sheets of a workbook, or of a folder of CSV, read within 10 s and 500 MB.

    Raises UserError (with a code) for a file that is refused, damaged, too large or too slow.
    """
    if not path.exists():
        raise UserError(f"There is no file {path}. Check its name and folder.", code="no_file")
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(str(path), sender), daemon=True)
    process.start()
    sender.close()
    late: list[bool] = []

    def stop() -> None:
        late.append(True)
        process.kill()

    timer = Timer(MOST_SECONDS, stop)
    timer.start()
    try:
        return _receive(path, receiver.recv)
    except (EOFError, OSError) as error:
        raise _gave_up(path, too_slow=bool(late)) from error
    finally:
        timer.cancel()
        receiver.close()
        process.kill()
        process.join()
        process.close()


def _receive(path: Path, receive: Callable[[], object]) -> Book:
    sheets: list[Sheet] = []
    warnings: list[str] = []
    while True:
        match receive():
            case Sheet() as sheet:
                sheets.append(sheet)
            case str() as warning:
                warnings.append(warning)
            case UserError() as refusal:
                raise refusal
            case ("end", str() as sha256):
                return Book(path.name, sha256, tuple(sheets), tuple(warnings))


def _gave_up(path: Path, *, too_slow: bool) -> UserError:
    if too_slow:
        return UserError(
            f"{path.name} took more than {MOST_SECONDS:.0f} seconds to read, so reading was "
            "stopped. Split it into several files.",
            code="too_slow",
        )
    return UserError(
        f"{path.name} needs more than {MOST_MEMORY >> 20} MB of memory to read, or is damaged, so "
        "reading was stopped. Copy its cells into a new workbook, or split it.",
        code="too_much_memory",
    )


def _serve(path: str, sender: Connection) -> None:
    """Run in the child: send each sheet and warning, then the end or a refusal."""
    limit_process()
    try:
        for message in reader.read(Path(path)):
            sender.send(message)
        sender.send(("end", reader.digest(Path(path))))
    except UserError as refusal:
        sender.send(refusal)
    except PermissionError:
        sender.send(
            UserError(
                f"{Path(path).name} cannot be opened. Close it in other programs, and check that "
                "you may read it.",
                code="cannot_read",
            )
        )
