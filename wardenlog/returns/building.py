"""Builds a return from a record: figures, workbook, file; progress is told and may cancel it."""

import contextlib
import ctypes
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wardenlog.counting.scope import Session
from wardenlog.files.saving import check_free, check_workbook_name
from wardenlog.returns.figures import Figures, Wanted

Report = Callable[[str, int, int], None]
"""Told the step, how much is done and of how much; it may raise, which cancels the building."""

_STEPS: Final = ("Counting", "Putting the sheets together", "Writing the workbook")


@dataclass(frozen=True, slots=True)
class Built:
    """A return's file, what it says, and what identifies it."""

    path: Path
    figures: Figures
    receipt_code: str
    fingerprint: str


def count_return(
    session: Session, wanted: Wanted, out: Path, report: Report | None = None
) -> Figures:
    """Take the figures of a return that is to go to `out`, the session's part of building it.

    Writes nothing. Raises UserError where there is no such agreement or `out` is neither a folder
    nor ends in .xlsx, and whatever `report` raises.
    """
    from wardenlog.returns.restating import take_return

    if not out.is_dir():
        check_workbook_name(out)
    _tell(report, 0)
    return take_return(session, wanted)


def write_return(
    figures: Figures, out: Path, report: Report | None = None, *, replace: bool = True
) -> Built:
    """Write the workbook of figures to `out`, or into that folder under its usual name.

    It needs no session: once that has ended, what counting held is free for the workbook. A file
    that was there before stays as it was unless all goes well.

    UserError where `out` is neither a folder nor ends in .xlsx, the file cannot be written, or
    (code `file_exists`) is there already and not to be replaced;
    MachineError where the new file cannot be read back; and whatever `report` raises.
    """
    from wardenlog.returns.book import compose, file_name
    from wardenlog.returns.workbook.build import write_book

    if not out.is_dir():
        check_workbook_name(out)
    _give_back_memory()
    _tell(report, 1)
    book = compose(figures)
    path = out / file_name(figures) if out.is_dir() else out
    if not replace:
        check_free(path)
    _tell(report, 2)
    written = write_book(book, path)
    _tell(report, 3)
    return Built(path, figures, written.receipt_code, written.fingerprint)


def _give_back_memory() -> None:
    """Give the system back what counting took and freed, which glibc would keep until the end."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError, OSError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)


def _tell(report: Report | None, done: int) -> None:
    if report is not None:
        report(_STEPS[min(done, len(_STEPS) - 1)], done, len(_STEPS))
