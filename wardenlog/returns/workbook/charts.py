"""Bar charts whose figures are also stored inside them, so that previews can draw them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from openpyxl.chart import BarChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
)
from openpyxl.utils import get_column_letter

from wardenlog.files.cells import clean_text
from wardenlog.returns.workbook.layout import As, Cell, Chart, Formula, Sheet
from wardenlog.returns.workbook.rows import Rows
from wardenlog.returns.workbook.styles import FONT, LOOKS

COLOURS: Final = ("12436D", "F46A25", "28A197", "801650")
"""The Government Analysis Function's categorical palette: told apart in every kind of sight."""

WIDTH_CM: Final = 24.5
HEIGHT_CM: Final = 16.5
"""What fits a page that prints at 100 %."""

_BAR_CM: Final = 0.45
_AROUND_BARS_CM: Final = 5.0
"""What one bar and its figure take, and what title, legend and scale take."""

_TEXT_SIZE: Final = 1200
"""Hundredths of a point."""


def excel_chart(chart: Chart, sheet: Sheet, rows: Rows, scale: int) -> BarChart:
    """Return the chart of a sheet's table, one series a value column.

    It fits a page that prints at `scale` percent, and is as high as its bars need.
    """
    excel = BarChart()
    excel.type = "bar" if chart.kind == "bar" else "col"
    excel.width, excel.height = WIDTH_CM, _height(chart, rows, scale)
    excel.title = clean_text(chart.title)
    excel.title.overlay = False
    excel.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(1400, bold=True))
    excel.gapWidth = 60
    excel.roundedCorners = False
    excel.legend = excel.legend if len(chart.values) > 1 else None
    if excel.legend is not None:
        excel.legend.position = "t"
        excel.legend.overlay = False
        excel.legend.txPr = _text()
    _set_up_axes(excel, chart)
    for number, heading in enumerate(chart.values):
        excel.series.append(_series(chart, sheet, rows, number, heading))
    return excel


def _height(chart: Chart, rows: Rows, scale: int) -> float:
    bars = len(chart.values) * len(rows.kept[chart.categories])
    return min(HEIGHT_CM * 100 / scale, max(HEIGHT_CM, _AROUND_BARS_CM + _BAR_CM * bars))


def _set_up_axes(excel: BarChart, chart: Chart) -> None:
    excel.x_axis.delete = excel.y_axis.delete = False
    excel.x_axis.txPr = _text()
    excel.y_axis.txPr = _text()
    excel.y_axis.title = clean_text(chart.axis_title)
    excel.y_axis.title.overlay = False
    excel.y_axis.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(_TEXT_SIZE))
    excel.y_axis.number_format = "#,##0"
    excel.y_axis.scaling.min = 0
    excel.y_axis.majorGridlines = None
    excel.x_axis.axPos = "l" if chart.kind == "bar" else "b"
    excel.y_axis.axPos = "b" if chart.kind == "bar" else "l"
    if chart.kind == "bar":  # the first row of the table on top, the scale still below
        excel.x_axis.scaling.orientation = "maxMin"
        excel.y_axis.crosses = "max"


def _series(chart: Chart, sheet: Sheet, rows: Rows, number: int, heading: str) -> Series:
    series = Series(idx=number, order=number)
    series.tx = SeriesLabel(strRef=_text_reference(sheet, rows, heading, [heading], head=True))
    series.cat = AxDataSource(
        strRef=_text_reference(sheet, rows, chart.categories, rows.kept[chart.categories])
    )
    series.val = NumDataSource(numRef=_number_reference(sheet, rows, heading))
    series.spPr = GraphicalProperties(solidFill=COLOURS[number])
    series.invertIfNegative = False
    series.dLbls = DataLabelList(
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        txPr=_text(1000),
    )
    return series


def _text_reference(
    sheet: Sheet, rows: Rows, heading: str, values: Iterable[Cell], *, head: bool = False
) -> StrRef:
    points = [
        StrVal(idx=number, v=clean_text(str(_plain(value)))) for number, value in enumerate(values)
    ]
    cache = StrData(ptCount=len(points), pt=points)
    return StrRef(f=_range(sheet, rows, heading, head=head), strCache=cache)


def _number_reference(sheet: Sheet, rows: Rows, heading: str) -> NumRef:
    values = [_plain(value) for value in rows.kept[heading]]
    kinds = {column.heading: column.kind for column in sheet.table.columns}
    points = [
        NumVal(idx=number, v=str(value))
        for number, value in enumerate(values)
        if isinstance(value, int | float | Decimal)
    ]
    cache = NumData(formatCode=LOOKS[kinds[heading]].number_format, ptCount=len(values), pt=points)
    return NumRef(f=_range(sheet, rows, heading), numCache=cache)


def _range(sheet: Sheet, rows: Rows, heading: str, *, head: bool = False) -> str:
    headings = [column.heading for column in sheet.table.columns]
    letter = get_column_letter(headings.index(heading) + 1)
    if head:
        return f"'{sheet.name}'!${letter}${rows.header_row}"
    return f"'{sheet.name}'!${letter}${rows.header_row + 1}:${letter}${rows.last_row}"


def _plain(value: Cell) -> object:
    while isinstance(value, As | Formula):
        value = value.value
    return value


def _letters(size: int, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(
        sz=size, b=bold, solidFill="000000", latin=Font(typeface=FONT), cs=Font(typeface=FONT)
    )


def _text(size: int = _TEXT_SIZE) -> RichText:
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_letters(size)), endParaRPr=_letters(size))
    return RichText(p=[paragraph])
