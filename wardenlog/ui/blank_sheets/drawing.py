"""Draws blank shift sheets as a PDF: A4 landscape, in the order of the screen they are typed into.

All lengths are in tenths of a millimetre.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QMarginsF,
    QRectF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from wardenlog.services.blank_sheets import BlankSheets
from wardenlog.ui.sheets.grid_model import COLUMNS, MINUTES
from wardenlog.ui.sheets.header import FIELDS
from wardenlog.ui.widgets.shorthand import date_in_short

translate = QCoreApplication.translate

LINES: Final = 12
"""Visits that a sheet has room for, as many as the screen shows without scrolling."""

_DOTS_PER_INCH: Final = 254
_MARGIN_MM: Final = 10
_WIDTH: Final = 2770
_HEIGHT: Final = 1900
_INK: Final = QColor("black")
_GREY: Final = QColor("#555555")
_HEAD: Final = QColor("#EEEEEE")

_BOX: Final = 110
_ROW: Final = 75
_LEGEND_TOP: Final = 1620
_LEGEND_COLUMNS: Final = 6
_LEGEND_LINE: Final = 29


def draw(sheets: BlankSheets) -> bytes:
    """Return the PDF of blank sheets, one to a page.

    Codes that find no room at the foot of a sheet are on pages of their own at the end.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    first, last = sheets.serials[0], sheets.serials[-1]
    writer.setTitle(tr("Shift sheets {0} to {1}").format(first, last))
    painter = QPainter(writer)
    try:
        pages = _Pages(painter, sheets)
        for number, serial in enumerate(sheets.serials):
            if number:
                writer.newPage()
            pages.sheet(serial)
        for legend in pages.legends():
            writer.newPage()
            pages.codes(legend)
    finally:
        painter.end()
        buffer.close()
    return bytes(content.data())


def tr(text: str) -> str:
    """Return a text in the user's language."""
    return translate("blank_sheets", text)


class _Pages:
    """Draws page after page with one painter."""

    def __init__(self, painter: QPainter, sheets: BlankSheets) -> None:
        self._painter = painter
        self._sheets = sheets
        self._entries = [
            *_entries(tr("Hotspots"), sheets.hotspots),
            *_entries(tr("Wardens"), sheets.wardens),
        ]
        self._foot_lines = (_HEIGHT - _LEGEND_TOP) // _LEGEND_LINE

    def sheet(self, serial: str) -> None:
        """Draw the sheet of a serial."""
        self._title(serial)
        y = self._header(serial)
        y = self._grid(y + 25)
        self._notes(y + 20)
        if self._codes_fit:
            self._legend(self._entries, _LEGEND_TOP, self._foot_lines, _LEGEND_LINE, 6.5)
        else:
            where = QRectF(0, _LEGEND_TOP, _WIDTH, _LEGEND_LINE * 2)
            self._text(where, tr("The codes are on the last page."), 8, _GREY)

    def legends(self) -> Iterable[Sequence[tuple[str, str]]]:
        """Return what stands on each page of codes at the end; none where the sheets have them."""
        if self._codes_fit:
            return []
        page = _LEGEND_COLUMNS // 2 * ((_HEIGHT - 150) // 45)
        return [self._entries[n : n + page] for n in range(0, len(self._entries), page)]

    def codes(self, entries: Sequence[tuple[str, str]]) -> None:
        """Draw a page of codes."""
        self._text(QRectF(0, 0, _WIDTH, 90), tr("Codes"), 14, _INK, bold=True)
        self._legend(entries, 130, (_HEIGHT - 150) // 45, 45, 10, _LEGEND_COLUMNS // 2)

    @property
    def _codes_fit(self) -> bool:
        return len(self._entries) <= self._foot_lines * _LEGEND_COLUMNS

    def _title(self, serial: str) -> None:
        title = tr("Shift sheet")
        if self._sheets.council:
            title = f"{self._sheets.council} · {title}"
        self._text(QRectF(0, 0, _WIDTH * 0.7, 90), title, 14, _INK, bold=True)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._text(QRectF(_WIDTH * 0.7, 0, _WIDTH * 0.3, 90), serial, 20, _INK, right, bold=True)

    def _header(self, serial: str) -> float:
        """Draw the fields of the head, in the screen's order; return where they end."""
        sheets = self._sheets
        filled = {
            "day": "" if sheets.day is None else date_in_short(sheets.day),
            "sheet": serial,
            "team": sheets.team,
        }
        labels = [
            (translate("SheetHeader", field.label), filled.get(field.name, "")) for field in FIELDS
        ]
        widths = [max(field.width, 12) for field in FIELDS]
        self._boxes(100, labels, widths)
        ticks = "     ".join(
            f"☐ {mode}" for mode in (tr("foot"), tr("cycle"), tr("vehicle"), tr("mixed"))
        )
        self._boxes(
            100 + _BOX,
            [(tr("Vehicle"), ""), (tr("Mode, if the same on all visits"), ticks)],
            [1, 2],
        )
        return 100 + 2 * _BOX

    def _boxes(self, y: float, fields: Sequence[tuple[str, str]], widths: Sequence[float]) -> None:
        x = 0.0
        for (label, value), share in zip(fields, widths, strict=True):
            width = _WIDTH * share / sum(widths)
            self._frame(QRectF(x, y, width, _BOX))
            self._text(QRectF(x + 12, y + 6, width - 24, 34), label, 7, _GREY)
            self._text(QRectF(x + 12, y + 40, width - 24, _BOX - 46), value, 11, _INK)
            x += width

    def _grid(self, y: float) -> float:
        """Draw the visits, in the columns of the screen; return where they end."""
        columns = [column for n, column in enumerate(COLUMNS) if n != MINUTES]
        total = sum(column.width for column in columns)
        widths = [_WIDTH * column.width / total for column in columns]
        centre = Qt.AlignmentFlag.AlignCenter
        for line in range(LINES + 2):
            x = 0.0
            top = y + line * _ROW
            for column, width in zip(columns, widths, strict=True):
                cell = QRectF(x, top, width, _ROW)
                self._frame(cell, _HEAD if line == 0 else None)
                if line == 0:
                    heading = translate("GridModel", column.heading)
                    self._text(cell.adjusted(8, 0, -8, 0), heading, 9, _INK, bold=True)
                elif column is columns[0]:
                    number = tr("Total") if line > LINES else str(line)
                    size = 6.5 if line > LINES else 9
                    self._text(cell, number, size, _GREY, centre)
                x += width
        return y + (LINES + 2) * _ROW

    def _notes(self, y: float) -> None:
        box = QRectF(0, y, _WIDTH, _LEGEND_TOP - y - 20)
        self._frame(box)
        words = tr("Notes: powers used, seizures, referrals, partners, other time")
        self._text(QRectF(12, y + 6, _WIDTH - 24, 34), words, 7, _GREY)

    def _legend(
        self,
        entries: Sequence[tuple[str, str]],
        top: float,
        lines: int,
        line: float,
        size: float,
        columns: int = _LEGEND_COLUMNS,
    ) -> None:
        width = _WIDTH / columns
        code_width = width * 0.2
        for n, (code, name) in enumerate(entries):
            x, y = n // lines * width, top + n % lines * line
            if not name:
                self._text(QRectF(x, y, width, line), code, size, _INK, bold=True)
                continue
            self._text(QRectF(x, y, code_width, line), code, size, _INK, bold=True)
            self._text(QRectF(x + code_width, y, width - code_width - 15, line), name, size, _INK)

    def _frame(self, box: QRectF, fill: QColor | None = None) -> None:
        self._painter.setPen(QPen(_GREY, 2))
        if fill is not None:
            self._painter.fillRect(box, fill)
        self._painter.drawRect(box)

    def _text(
        self,
        box: QRectF,
        text: str,
        size: float,
        colour: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        *,
        bold: bool = False,
    ) -> None:
        """Write on one line, cut with an ellipsis where it is too long for its box."""
        font = QFont(self._painter.font())
        font.setPointSizeF(size)
        font.setBold(bold)
        self._painter.setFont(font)
        self._painter.setPen(colour)
        metrics = QFontMetricsF(font, self._painter.device())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        self._painter.drawText(box, align | Qt.TextFlag.TextSingleLine, shown)


def _entries(heading: str, named: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(heading, ""), *named] if named else []
