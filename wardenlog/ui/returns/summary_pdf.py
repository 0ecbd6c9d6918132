"""Draws the summary of a return as a PDF of one A4 page: the claim in words, and its working.

All lengths are in tenths of a millimetre.
"""

from html import escape
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QMarginsF,
    QRectF,
    QSizeF,
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
    QTextDocument,
)

from wardenlog.services.returns.exporting import Bar, OnePage

translate = QCoreApplication.translate

_DOTS_PER_INCH: Final = 254
_MARGIN_MM: Final = 15
_WIDTH: Final = 1800
_HEIGHT: Final = 2670
_HEAD: Final = 420
_FOOT: Final = 60
_BAR: Final = 52
_BAR_NAMES: Final = 760
_BAR_HOURS: Final = 190
_LARGEST: Final = 9.0
_SMALLEST: Final = 6.0
_INK: Final = QColor("black")
_GREY: Final = QColor("#555555")
_WHOLE: Final = QColor("#1D5FA8")
_PART: Final = QColor("#8FA3B8")


def draw(page: OnePage) -> bytes:
    """Return the PDF; its writing is as large as lets everything stand on the page."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setTitle(f"{page.title}, {page.subtitle}")
    painter = QPainter(writer)
    try:
        _Page(painter, page).draw()
    finally:
        painter.end()
        buffer.close()
    return bytes(content.data())


def tr(text: str) -> str:
    """Return a text in the user's language."""
    return translate("summary_pdf", text)


class _Page:
    """Draws the page with one painter; the facts fill what is between its head and the bars."""

    def __init__(self, painter: QPainter, page: OnePage) -> None:
        self._painter = painter
        self._page = page

    def draw(self) -> None:
        """Draw everything."""
        self._draw_head()
        bars = 90 + len(self._page.bars) * _BAR
        bottom = _HEIGHT - _FOOT - bars
        self._draw_facts(_HEAD, bottom - _HEAD - 40)
        self._draw_bars(bottom)
        foot = tr("From the record as of {0} (UK time), by wardenlog.").format(self._page.produced)
        self._text(QRectF(0, _HEIGHT - _FOOT + 20, _WIDTH, 40), foot, 7, _GREY)

    def _draw_head(self) -> None:
        page = self._page
        self._text(QRectF(0, 0, _WIDTH, 80), page.title, 16, _INK, bold=True)
        self._text(QRectF(0, 85, _WIDTH, 55), page.subtitle, 10, _GREY)
        self._text(QRectF(0, 165, _WIDTH, 45), tr("Amount claimed"), 9, _GREY)
        self._text(QRectF(0, 205, _WIDTH / 2, 95), page.amount, 24, _INK, bold=True)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._text(QRectF(_WIDTH / 2, 165, _WIDTH / 2, 45), tr("Hours claimed"), 9, _GREY, right)
        self._text(QRectF(_WIDTH / 2, 205, _WIDTH / 2, 95), page.hours, 16, _INK, right, bold=True)
        self._text(QRectF(0, 320, _WIDTH, 50), page.standing, 10, _INK, bold=True)
        self._painter.setPen(_GREY)
        self._painter.drawLine(0, 390, _WIDTH, 390)

    def _draw_facts(self, top: float, room: float) -> None:
        document = _document(self._page.lines, self._painter)
        size = _LARGEST
        document.setDefaultFont(_font(size))
        while document.size().height() > room and size > _SMALLEST:
            size -= 0.25
            document.setDefaultFont(_font(size))
        self._painter.save()
        self._painter.translate(0, top)
        document.drawContents(self._painter)
        self._painter.restore()

    def _draw_bars(self, top: float) -> None:
        self._text(
            QRectF(0, top, _WIDTH, 60), tr("How the claim is worked out"), 11, _INK, bold=True
        )
        widest = max((bar.hours for bar in self._page.bars), default=0.0) or 1.0
        room = _WIDTH - _BAR_NAMES - _BAR_HOURS - 40
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, bar in enumerate(self._page.bars):
            y = top + 75 + number * _BAR
            self._text(QRectF(0, y, _BAR_NAMES, _BAR), bar.name, 8.5, _INK, bold=bar.whole)
            hours = f"{'' if bar.whole or not bar.hours else '−'}{bar.hours:,.2f} h"
            where = QRectF(_BAR_NAMES, y, _BAR_HOURS, _BAR)
            self._text(where, hours, 8.5, _INK, right, bold=bar.whole)
            left = _BAR_NAMES + _BAR_HOURS + 40 + self._begins(number, bar) / widest * room
            box = QRectF(left, y + 9, bar.hours / widest * room, _BAR - 18)
            self._painter.fillRect(box, _WHOLE if bar.whole else _PART)

    def _begins(self, number: int, bar: Bar) -> float:
        """Return the hours at which a step begins: a part hangs where what is left ends."""
        if bar.whole:
            return 0.0
        total, *parts = self._page.bars[: number + 1]
        return max(0.0, total.hours - sum(part.hours for part in parts))

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
        """Write on one line, in smaller writing where it is too long for its box."""
        font = _font(size, bold=bold)
        while (
            QFontMetricsF(font, self._painter.device()).horizontalAdvance(text) > box.width()
            and font.pointSizeF() > _SMALLEST
        ):
            font.setPointSizeF(font.pointSizeF() - 0.5)
        self._painter.setFont(font)
        self._painter.setPen(colour)
        self._painter.drawText(box, align | Qt.TextFlag.TextSingleLine, text)


def _document(lines: tuple[tuple[str, str, str], ...], painter: QPainter) -> QTextDocument:
    """Return the facts as a table of three columns, as wide as the page."""
    document = QTextDocument()
    document.documentLayout().setPaintDevice(painter.device())
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(
        f"td {{ padding: 0 14px 3px 0; }} .note {{ color: {_GREY.name()}; }}"
    )
    rows = "".join(
        f"<tr><td width='23%'>{escape(field)}</td><td width='31%'><b>{escape(value)}</b></td>"
        f"<td class='note' width='46%'>{escape(note)}</td></tr>"
        for field, value, note in lines
    )
    document.setHtml(f"<table width='100%' cellspacing='0'>{rows}</table>")
    document.setPageSize(QSizeF(_WIDTH, -1))
    document.setTextWidth(_WIDTH)
    return document


def _font(size: float, *, bold: bool = False) -> QFont:
    font = QFont("Arial")
    font.setPointSizeF(size)
    font.setBold(bold)
    return font
