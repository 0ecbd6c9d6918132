"""Reading a standard log in, and writing the whole record out as one."""

from collections.abc import Callable
from pathlib import Path

from wardenlog.errors import UserError
from wardenlog.files.saving import check_not_record, check_workbook_name, is_same_file
from wardenlog.imports.standard_log import TITLES, Applied, Preview, Problem, apply, read_log
from wardenlog.imports.standard_log import export_log as write_log
from wardenlog.imports.standard_log import preview as compare
from wardenlog.services.backups.making import make_before
from wardenlog.store import Store

__all__ = [
    "TITLES",
    "Applied",
    "Preview",
    "Problem",
    "apply_log",
    "check_rejects",
    "export_log",
    "preview_log",
]

Report = Callable[[str, int, int], None]


def preview_log(store: Store, file: Path, report: Report | None = None) -> Preview:
    """Read a whole log and say what it would add, change and leave; nothing is written.

    UserError where the file cannot be read at all.
    """
    tell = report or _silent
    tell("Reading the file", 0, 2)
    log = read_log(file)
    tell("Comparing with the record", 1, 2)
    with store.read() as session:
        found = compare(session, log)
    tell("Comparing with the record", 2, 2)
    return found


def check_rejects(rejects: Path, file: Path) -> None:
    """Raise UserError where rows that are refused cannot go to `rejects`.

    Codes `not_xlsx`, and `is_the_input` where it is the file that is being read.
    """
    check_workbook_name(rejects)
    if is_same_file(rejects, file):
        raise UserError(
            f"{rejects} is the file being imported, which would lose its rows. Choose another"
            " name for the rows that are not saved.",
            code="is_the_input",
        )


def apply_log(
    store: Store, preview: Preview, *, actor: str, rejects: Path | None = None
) -> Applied:
    """Save what a preview showed as one batch, all of it or nothing (promises.md, 19).

    With problems, only where `rejects` names a workbook that gets the rows not saved; UserError
    where that is the record or no workbook's name. `check_rejects` keeps the file that was read.
    """
    if rejects is not None:
        check_workbook_name(rejects)
        check_not_record(rejects, store.path)
    make_before(store, "the import")
    return apply(store, preview, actor=actor, rejects=rejects)


def export_log(store: Store, out: Path) -> list[str]:
    """Write the whole record as a workbook, or as CSV into a folder; return warnings in words.

    UserError where `out` is the record, or is neither a folder nor ends in .xlsx.
    """
    check_not_record(out, store.path)
    with store.read() as session:
        return write_log(session, out)


def _silent(_step: str, _done: int, _total: int) -> None:
    return
