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
from wardenlog.returns.workbook.heights import LINE
from wardenlog.returns.workbook.layout import Sheet, Table
from wardenlog.returns.workbook.pages import MARGIN, across, fits_one_page, scale
from wardenlog.returns.workbook.rows import LONG_TABLE, Rows

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

A4: Final = 9
MAX_CHOICES: Final = 255
"""Characters of a drop-down's list, Excel's limit."""

_BAD_IN_NAME: Final = frozenset("[]:*?/\\'")
_MAX_NAME: Final = 31
_GAP: Final = 6.0
"""Characters between the table and its charts."""

_CHART_COLUMNS: Final = 12
_CHART_COLUMN: Final = 8.75
"""Columns under one chart, each of so many characters: a page of its own."""


def frame(worksheet: "Worksheet", sheet: Sheet, rows: Rows) -> None:
    """Give the worksheet everything but its rows: view, widths, table, links, print set-up."""
    if len(sheet.name) > _MAX_NAME or _BAD_IN_NAME & set(sheet.name):
        raise ValueError(f"not a sheet name: {sheet.name!r}")
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_format.defaultRowHeight = LINE
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
    """Put the charts right of the table, each on a printed page of its own."""
    before = len(sheet.table.columns)
    percent = scale(across(rows.widths, sheet.table.keys).widest)
    for number, chart in enumerate(sheet.charts):
        gap = before + number * (1 + _CHART_COLUMNS) + 1
        worksheet.column_dimensions[get_column_letter(gap)].width = _GAP
        for column in range(gap + 1, gap + 1 + _CHART_COLUMNS):
            worksheet.column_dimensions[get_column_letter(column)].width = _CHART_COLUMN
        place = f"{get_column_letter(gap + 1)}1"
        worksheet.add_chart(excel_chart(chart, sheet, rows, percent), place)
        worksheet.col_breaks.append(Break(id=gap - 1, max=1_048_575, man=True))


def _set_up_print(worksheet: "Worksheet", sheet: Sheet, rows: Rows) -> None:
    """Print one page wide, or two with the key columns repeated, charts after the table's page.

    Fitting to pages would ignore where a page should end, so there the scale is worked out. The
    second page leaves the title out, which would be cut at the key columns.
    """
    worksheet.page_margins = PageMargins(
        left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN, header=0, footer=0
    )
    setup = worksheet.page_setup
    setup.orientation = "landscape"
    setup.paperSize = A4
    worksheet.print_title_rows = f"{rows.header_row}:{rows.header_row}"
    columns, pages = len(sheet.table.columns), across(rows.widths, sheet.table.keys)
    if sheet.charts:
        setup.scale = scale(pages.widest)
    elif pages.first_page < columns:
        setup.scale = scale(pages.widest)
        first, next_one = (get_column_letter(pages.first_page + after) for after in (0, 1))
        last = f"{get_column_letter(columns)}{rows.last_row}"
        worksheet.print_title_cols = f"A:{get_column_letter(sheet.table.keys)}"
        worksheet.print_area = f"A1:{first}{rows.last_row},{next_one}{rows.header_row + 1}:{last}"
    else:
        worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        one_page = sheet.one_page and fits_one_page(pages.widest, rows.height)
        setup.fitToWidth, setup.fitToHeight = 1, int(one_page)
