"""A standard log as plain rows: its sheets and headings, read from and written to .xlsx."""

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeAlias

Cell: TypeAlias = str | int | float | date | time | None
Row: TypeAlias = dict[str, Cell]
Log: TypeAlias = dict[str, list[Row]]

HEADINGS: dict[str, tuple[str, ...]] = {
    sheet: tuple(heading.strip() for heading in headings.split("|"))
    for sheet, headings in {
        "Council": "Field | Value",
        "Organisations": "Code | Name | Kind | Own",
        "People": "Code | Name | Organisation | Staff group | Active from | Active to",
        "Authorisations": "Person | Power family | Basis | From | To",
        "Hotspots": "Code | Name | Ward | District | Kind | Sensitive",
        "Agreements": "Reference | Funder | Start | Programme | Recipient | Purpose",
        "Variations": "Agreement | Number | Effective from | Status | Requested | Signed"
        " | Reason | Approval",
        "Terms": "Agreement | Variation | Item | Key | Value",
        "Listings": "Agreement | Hotspot | From | To | Replaced by",
        "Plan rules": "Agreement | Hotspot | Visits | Per days | Minimum minutes | Weekdays"
        " | Window start | Window end | Modes | From | To",
        "Funding": "Code | Agreement | Label",
        "PSPOs": "Code | Title | From | To",
        "Shifts": "Sheet | Date | Start | End | Break minutes | Team | Vehicle | Finished | Note",
        "Shift members": "Sheet | Person | Start | End | Funding",
        "Visits": "Sheet | Visit | Hotspot | In | Out | Mode | Uniformed | Purpose | Time source"
        " | Void reason | Note",
        "Visit members": "Sheet | Visit | Person | Joined | Left | Funding",
        "Partners": "Sheet | Visit | Kind | Persons | Minutes",
        "Tallies": "Sheet | Visit | Measure | Number | Estimated",
        "Incidents": "Sheet | Visit | Time | Category | Type | Outcome",
        "Powers": "Sheet | Visit | Time | Power | Stage | Use | Person | Subject | Age band"
        " | Behaviour | Outcome | PSPO | Reference | Amount | Count | Status | Status on",
        "Referrals": "Sheet | Visit | Pathway | Stage | Outcome",
        "Seizures": "Sheet | Visit | Kind | Quantity | Use",
        "Intelligence": "Date | Channel | Count | Hotspot",
        "Other time": "Sheet | Person | Kind | Minutes",
        "Nil days": "Date | Person | Scope",
        "Posts": "Agreement | Post | Title | Grade | FTE | Funded FTE | Fixed term"
        " | Planned start | Actual start | End | Person | Yearly budget",
        "Budget lines": "Agreement | Line | Category | Labour | Original",
        "Budget changes": "Agreement | Variation | Line | Amount",
        "Underspends": "Agreement | Year | Treatment | Amount | Asked on | Agreed on | Note",
        "Expenditure": "Agreement | Line | Date | Amount | Ledger reference | Post | Note",
        "Forecasts": "Agreement | Line | Month | Amount",
        "Police incidents": "Hotspot | Month | Category | Number | Same month last year"
        " | Source | Extracted on",
    }.items()
}


def empty_log() -> Log:
    """A log with every sheet of standard-log.md and no row."""
    return {sheet: [] for sheet in HEADINGS}


def add(log: Log, sheet: str, *cells: Cell) -> Row:
    """Append one row, its cells in the order of HEADINGS; the cells left out are blank."""
    headings = HEADINGS[sheet]
    if len(cells) > len(headings):
        raise ValueError(f"{sheet} has {len(headings)} headings, not {len(cells)}")
    row: Row = dict(zip(headings, [*cells, *[None] * (len(headings) - len(cells))], strict=True))
    log[sheet].append(row)
    return row


def read_log(path: Path) -> Log:
    """The rows of a workbook by heading; absent sheets are empty, absent columns blank."""
    from python_calamine import CalamineWorkbook

    log = empty_log()
    with CalamineWorkbook.from_path(path) as workbook:
        for sheet in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(sheet).to_python()
            headings = [str(heading).strip() for heading in rows[0]] if rows else []
            for cells in rows[1:]:
                values = [_plain(cell) for cell in cells]
                if any(value is not None for value in values):
                    blank: Row = dict.fromkeys(HEADINGS[sheet])
                    log[sheet].append(blank | dict(zip(headings, values, strict=True)))
    return log


def write_log(log: Log, path: Path) -> None:
    """Write every sheet with its headings; text beginning with = stays text."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet, headings in HEADINGS.items():
        page = workbook.create_sheet(sheet)
        for column, heading in enumerate(headings, start=1):
            page.cell(1, column, heading)
        for number, row in enumerate(log[sheet], start=2):
            for column, heading in enumerate(headings, start=1):
                value = row[heading]
                if value is not None:
                    cell = page.cell(number, column, value)
                    if isinstance(value, str):
                        cell.data_type = "s"
    workbook.save(path)


def _plain(cell: object) -> Cell:
    match cell:
        case None | "":
            return None
        case bool():
            return "Yes" if cell else "No"
        case float():
            return int(cell) if cell.is_integer() else cell
        case datetime():
            return cell.date() if cell.time() == time() else cell.time()
        case str() | int() | date() | time():
            return cell
        case _:
            raise TypeError(f"a cell of a standard log cannot hold {cell!r}")


def text(cell: Cell) -> str | None:
    """A code or a word: its text without spaces around it, or None where it is blank."""
    return None if cell is None else str(cell).strip() or None


def code(cell: Cell) -> str:
    """A code that must be there."""
    found = text(cell)
    if found is None:
        raise ValueError("a required cell is blank")
    return found


def number(cell: Cell, default: int = 0) -> int:
    """A whole number, or the default where it is blank."""
    found = text(cell)
    return default if found is None else int(found)


def day(cell: Cell) -> date | None:
    """A date cell, `2025-03-04` or `04/03/2025` (day first, always)."""
    if cell is None or isinstance(cell, date):
        return cell
    typed = code(cell)
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", typed):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date.fromisoformat(typed)


def required_day(cell: Cell) -> date:
    """A date that must be there."""
    found = day(cell)
    if found is None:
        raise ValueError("a required date is blank")
    return found


def yes(cell: Cell, *, default: bool) -> bool:
    """Yes or No, or the default where it is blank."""
    found = text(cell)
    return default if found is None else {"yes": True, "no": False}[found.lower()]
