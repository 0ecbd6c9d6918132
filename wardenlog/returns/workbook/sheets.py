"""Frames the sheets with openpyxl: all of a sheet but its rows, which `rows` has written.

The look is return-workbook.md's: no fills, merges, headers or hidden things; gridlines off; A4
landscape; headings repeat on each printed page; long tables freeze their headings and can be
filtered.
"""

from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo

from wardenlog.returns.workbook.charts import excel_chart
from wardenlog.returns.workbook.layout import Sheet, Table
from wardenlog.returns.workbook.rows import LONG_TABLE, MAX_COLUMNS_ONE_PAGE, Rows
from wardenlog.returns.workbook.widths import MIN_SCALE, PAGE_WIDTH

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

A4: Final = 9
MARGIN: Final = 0.5
"""Inches on every side."""

MAX_CHOICES: Final = 255
"""Characters of a drop-down's list, Excel's limit."""

_BAD_IN_NAME: Final = frozenset("[]:*?/\\'")
_MAX_NAME: Final = 31
_CHART_ROWS: Final = 34
"""Rows of one chart, which fills a page of its own."""


def frame(worksheet: "Worksheet", sheet: Sheet, rows: Rows) -> None:
    """Give the worksheet everything but its rows: view, widths, table, links, print set-up."""
    if len(sheet.name) > _MAX_NAME or _BAD_IN_NAME & set(sheet.name):
        raise ValueError(f"not a sheet name: {sheet.name!r}")
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_format.defaultRowHeight = 15.75
    for number, width in enumerate(rows.widths, start=1):
        worksheet.column_dimensions[get_column_letter(number)].width = round(width, 2)
    long = rows.last_row - rows.header_row > LONG_TABLE
    if long:
        worksheet.freeze_panes = f"A{rows.header_row + 1}"
    worksheet.add_table(_excel_table(sheet.table, rows, filtered=long))
    _add_links(worksheet, rows)
    _add_validations(worksheet, sheet, rows)
    _add_charts(worksheet, sheet, rows)
    _set_up_print(worksheet, sheet, rows)


def reference(table: Table, rows: Rows) -> str:
    """Return the range of a table, headings included."""
    return f"A{rows.header_row}:{get_column_letter(len(table.columns))}{rows.last_row}"


def _excel_table(table: Table, rows: Rows, *, filtered: bool) -> ExcelTable:
    ref = reference(table, rows)
    excel = ExcelTable(displayName=table.name, ref=ref, totalsRowShown=False)
    excel.tableColumns = [
        TableColumn(id=number, name=column.heading)
        for number, column in enumerate(table.columns, start=1)
    ]
    if filtered:
        excel.autoFilter = AutoFilter(ref=ref)
    excel.tableStyleInfo = TableStyleInfo(
        showFirstColumn=False, showLastColumn=False, showRowStripes=False, showColumnStripes=False
    )
    return excel


def _add_links(worksheet: "Worksheet", rows: Rows) -> None:
    for place, link in rows.links:
        target = f"'{link.sheet}'!A1"
        worksheet[place].hyperlink = Hyperlink(ref=place, location=target, display=link.text)


def _add_validations(worksheet: "Worksheet", sheet: Sheet, rows: Rows) -> None:
    headings = [column.heading for column in sheet.table.columns]
    for validation in sheet.validations:
        choices = ",".join(validation.choices)
        if len(choices) > MAX_CHOICES or '"' in choices:
            raise ValueError(f"not a drop-down: {choices!r}")
        letter = get_column_letter(headings.index(validation.heading) + 1)
        excel = DataValidation(
            type="list",
            formula1=f'"{choices}"',
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Not in the list",
            error=f"Choose one of: {', '.join(validation.choices)}."[:MAX_CHOICES],
        )
        excel.add(f"{letter}{rows.header_row + 1}:{letter}{rows.last_row}")
        worksheet.add_data_validation(excel)


def _add_charts(worksheet: "Worksheet", sheet: Sheet, rows: Rows) -> None:
    letter = get_column_letter(len(sheet.table.columns) + 2)
    for number, chart in enumerate(sheet.charts):
        row = rows.header_row + number * _CHART_ROWS
        worksheet.add_chart(excel_chart(chart, sheet, rows), f"{letter}{row}")


def _set_up_print(worksheet: "Worksheet", sheet: Sheet, rows: Rows) -> None:
    """Print one page wide, or two with the key columns repeated, charts after the table's page.

    Fitting to pages would ignore the break before the charts, so there the scale is worked out.
    """
    worksheet.page_margins = PageMargins(
        left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN, header=0, footer=0
    )
    setup = worksheet.page_setup
    setup.orientation = "landscape"
    setup.paperSize = A4
    worksheet.print_title_rows = f"{rows.header_row}:{rows.header_row}"
    if len(sheet.table.columns) > MAX_COLUMNS_ONE_PAGE:
        worksheet.print_title_cols = f"A:{get_column_letter(sheet.table.keys)}"
    if sheet.charts:
        scale = int(PAGE_WIDTH * 100 / sum(rows.widths))
        setup.scale = max(MIN_SCALE, min(100, scale))
        worksheet.col_breaks.append(Break(id=len(sheet.table.columns), max=1_048_575, man=True))
        return
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup.fitToWidth = 1 if len(sheet.table.columns) <= MAX_COLUMNS_ONE_PAGE else 2
    setup.fitToHeight = 1 if sheet.one_page else 0
