"""The picture of an agreement's variations on a line of time; the table beside it says the same."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wardenlog.model.vocabulary import VariationStatus
from wardenlog.services.grant.variations import VariationLine
from wardenlog.ui.grant.wording import day_words, status_words, tr
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.theme.tokens import Tokens

_APRIL: Final = 4
_LINES_HIGH: Final = 5


@dataclass(frozen=True, slots=True)
class Span:
    """What the line shows: the agreement from its start to its signed last day, and a day."""

    start_on: date
    end_on: date | None
    day: date
    variations: tuple[VariationLine, ...]

    @property
    def first(self) -> date:
        """The earliest day on the line."""
        return min([self.start_on, self.day, *(it.effective_from for it in self.variations)])

    @property
    def last(self) -> date:
        """The latest day on the line."""
        ends = [] if self.end_on is None else [self.end_on]
        return max([self.first, self.day, *ends, *(it.effective_from for it in self.variations)])


class TimeLine(QWidget):
    """The line. `chosen` carries the number of a variation that was pressed."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._span: Span | None = None
        self._marked: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Time line of variations"))
        theme.changed.connect(self.update)

    def show_span(self, span: Span | None, marked: int | None) -> None:
        """Draw variations, and mark one of them; the description says the same in words."""
        self._span, self._marked = span, marked
        self.setAccessibleDescription("" if span is None else in_words(span))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Leave room for the line with a number above and a date below."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 40, metrics.height() * _LINES_HIGH)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        span = self._span
        if span is None:
            return
        reach = self.fontMetrics().height()
        near = [
            (abs(self._x(it.effective_from, span) - event.position().x()), it.number)
            for it in span.variations
        ]
        distance, number = min(near, default=(float("inf"), 0))
        if distance <= reach:
            self.chosen.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        span = self._span
        if span is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        tokens = self._theme.tokens
        self._draw_years(painter, tokens, span)
        self._draw_length(painter, tokens, span)
        self._draw_day(painter, tokens, span)
        for each in span.variations:
            self._draw_mark(painter, tokens, span, each)
        painter.end()

    # Where things are

    def _x(self, day: date, span: Span) -> float:
        margin = self.fontMetrics().height() * 1.5
        days = max(1, (span.last - span.first).days)
        return margin + (self.width() - 2 * margin) * (day - span.first).days / days

    @property
    def _middle(self) -> float:
        return self.height() / 2

    # What is drawn

    def _draw_years(self, painter: QPainter, tokens: Tokens, span: Span) -> None:
        """Draw a thin line and a name where each financial year begins."""
        metrics = self.fontMetrics()
        years = range(span.first.year, span.last.year + 2)
        painter.setPen(QPen(QColor(tokens.line), 1))
        shown = [date(year, _APRIL, 1) for year in years]
        shown = [day for day in shown if span.first <= day <= span.last]
        for day in shown:
            x = self._x(day, span)
            painter.drawLine(QPointF(x, metrics.height()), QPointF(x, self.height()))
        painter.setPen(QColor(tokens.muted))
        for day in shown:
            words = f"{day:%b %Y}"
            width = metrics.horizontalAdvance(words)
            left = self._inside(self._x(day, span) - width / 2, width)
            top = self.height() - metrics.height()
            painter.drawText(QRectF(left, top, width + 2, metrics.height()), words)

    def _draw_length(self, painter: QPainter, tokens: Tokens, span: Span) -> None:
        """Draw the agreement from its start to its signed last day, and dotted what is open."""
        y, thick = self._middle, self.fontMetrics().height() / 3
        start = self._x(span.start_on, span)
        end = self._x(span.end_on or span.last, span)
        painter.setPen(QPen(QColor(tokens.muted), 1, Qt.PenStyle.DotLine))
        painter.drawLine(
            QPointF(self._x(span.first, span), y), QPointF(self._x(span.last, span), y)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.selection))
        painter.drawRoundedRect(QRectF(start, y - thick / 2, max(1, end - start), thick), 2, 2)

    def _draw_day(self, painter: QPainter, tokens: Tokens, span: Span) -> None:
        """Draw the day whose terms are shown, with its date above."""
        metrics, x = self.fontMetrics(), self._x(span.day, span)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawLine(QPointF(x, metrics.height()), QPointF(x, self.height() - metrics.height()))
        words = day_words(span.day)
        width = metrics.horizontalAdvance(words)
        left = self._inside(x - width / 2, width)
        painter.drawText(QRectF(left, 0, width + 2, metrics.height()), words)

    def _draw_mark(
        self, painter: QPainter, tokens: Tokens, span: Span, line: VariationLine
    ) -> None:
        """Draw a variation: full where it is signed, half at risk, a ring as a draft; ✕ void."""
        metrics = self.fontMetrics()
        x, y, radius = self._x(line.effective_from, span), self._middle, metrics.height() * 0.4
        circle = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        ink = QColor(tokens.accent if line.in_force else tokens.text)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(circle)
        painter.setBrush(ink)
        if line.void_reason is not None:
            painter.drawLine(circle.topLeft(), circle.bottomRight())
            painter.drawLine(circle.topRight(), circle.bottomLeft())
        elif line.status is VariationStatus.SIGNED:
            painter.drawEllipse(circle)
        elif line.status is VariationStatus.AT_RISK:
            painter.drawPie(circle, 90 * 16, 180 * 16)
        if line.number == self._marked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(-4, -4, 4, 4))
        words = str(line.number)
        width = metrics.horizontalAdvance(words)
        painter.setPen(QColor(tokens.text))
        painter.drawText(
            QRectF(x - width / 2, y - radius - 5 - metrics.height(), width + 2, metrics.height()),
            words,
        )

    def _inside(self, left: float, width: float) -> float:
        return max(0.0, min(left, self.width() - width - 2))


def in_words(span: Span) -> str:
    """Say what the picture shows."""
    end = tr("no last day") if span.end_on is None else day_words(span.end_on)
    said = [tr("From {0} to {1}.").format(day_words(span.start_on), end)]
    said += [_said(each) for each in span.variations]
    return " ".join(said)


def _said(line: VariationLine) -> str:
    status = status_words(line).partition(" ")[2].lower()
    return tr("Variation {0} from {1}, {2}.").format(
        line.number, day_words(line.effective_from), status
    )
