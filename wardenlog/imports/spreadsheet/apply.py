"""Saves what the preview of a spreadsheet showed, and gives refused rows back as a workbook."""

from pathlib import Path

from wardenlog.errors import UserError
from wardenlog.imports.spreadsheet.preview import SpreadsheetPreview
from wardenlog.imports.standard_log.apply import Applied, save_changes
from wardenlog.imports.standard_log.log import PROBLEM, SUGGESTION
from wardenlog.imports.standard_log.writing import Written, write_tables
from wardenlog.store import Store


def apply_spreadsheet(
    store: Store, preview: SpreadsheetPreview, *, actor: str, rejects: Path | None = None
) -> Applied:
    """Save every row that a preview added or changed, as one batch; all of it or nothing.

    Refused rows are not saved; where `rejects` names a workbook they are written there first,
    under their own headings, to correct and import again. UserError `changed_meanwhile` where the
    record moved on since the preview, `no_organisation` where new people have none.
    """
    if rejects is not None:
        write_refused(preview, rejects)
    return save_changes(store, preview.log, actor=actor, rejected=len(preview.refused()))


def write_refused(preview: SpreadsheetPreview, path: Path) -> None:
    """Write the refused rows with their own headings, what is wrong and what to do.

    UserError (code `nothing_refused`) where there are none.
    """
    refused = preview.refused()
    if not refused:
        raise UserError("No row is refused, so there is nothing to save.", code="nothing_refused")
    columns = preview.draft.flat.columns
    carried = {(row.sheet, row.number): cells for row, cells in preview.draft.rows()}
    rows = []
    for each in refused:
        above = carried[each.row.sheet, each.row.number]
        cells = [each.row.cell(column) for column in columns]
        filled = [
            above.get(column.key) if cell is None else cell
            for column, cell in zip(columns, cells, strict=True)
        ]
        problem = each.problem
        said = each.why if problem is None else f"{problem.column}: {problem.problem}".lstrip(": ")
        rows.append([*filled, said, problem.suggestion if problem else ""])
    headings = [*(column.heading for column in columns), PROBLEM, SUGGESTION]
    write_tables(path, [Written("Refused rows", headings, rows)])  # type: ignore[arg-type]
