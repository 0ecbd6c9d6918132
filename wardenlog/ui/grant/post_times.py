"""The time line of posts: bars for the days each was held, hatched ones for those it was not."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from wardenlog.counting.scope import Period
from wardenlog.services.grant.posts import PostLine, Stretch
from wardenlog.services.periods import short_words
from wardenlog.ui.grant.money_words import day_words, days_words, translate
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.words import Words

_ROW: Final = 1.7
"""Heights of a letter that a post takes."""
_BAR: Final = 0.7
"""Of its row, how much a bar takes."""
_FEWEST_ROWS: Final = 4
"""Posts seen without scrolling, in however small a window."""
_MONTHS: Final = ((3, 40), (6, 80), (12, 1_000_000))
"""Months between two dates on the axis, up to how many months in all."""


class PostTimes(QFrame):
    """The time line with what it shows in words above it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._head = Words(kind="heading")
        self._said = Words(kind="muted", wrap=True)
        self.bars: Final = TimeBars(theme)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.bars)
        layout = QVBoxLayout(self)
        layout.addWidget(self._head)
        layout.addWidget(self._said)
        layout.addWidget(area, 1)
        self.hide()

    def show_posts(self, lines: Sequence[PostLine], period: Period) -> None:
        """Show who held these posts, up to the end of a period."""
        self.setVisible(bool(lines))
        self._head.say(
            translate("money", "Held and vacant up to {0}").format(day_words(period.last_on))
        )
        days = sum(line.row.vacant_days or 0 for line in lines)
        words = translate("money", "Filled: held. Hatched: vacant. {0}: {1} vacant in all.")
        self._said.say(words.format(short_words(period), days_words(days)))
        self.bars.show_posts(lines, period)
        self._area.setMinimumHeight(self.bars.height_of(min(len(lines), _FEWEST_ROWS)))
        self.setMaximumHeight(
            self._head.sizeHint().height() * 4 + self.bars.height_of(max(len(lines), 1))
        )


class TimeBars(QWidget):
    """The bars of each post, on one axis of days; its description says the same in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: Sequence[PostLine] = ()
        self._period: Period | None = None
        self.setAccessibleName(translate("money", "Time line of posts"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_posts(self, lines: Sequence[PostLine], period: Period) -> None:
        """Draw these posts, from the first day of any to the last of the period."""
        self._lines, self._period = lines, period
        self.setAccessibleDescription(" ".join(_said(line) for line in lines))
        self.setFixedHeight(self.height_of(len(lines)))
        self.updateGeometry()
        self.update()

    def height_of(self, rows: int) -> int:
        """Return how high so many posts and the axis are."""
        return round(self.fontMetrics().height() * (_ROW * rows + 1.5))

    def sizeHint(self) -> QSize:
        letter = self.fontMetrics()
        return QSize(letter.averageCharWidth() * 60, self.height_of(len(self._lines)))

    def paintEvent(self, event: QPaintEvent) -> None:
        spans = [line.since for line in self._lines if line.since is not None]
        if not spans or self._period is None:
            return
        letter, tokens = self.fontMetrics(), self._theme.tokens
        high = letter.height() * _ROW
        names = max(letter.horizontalAdvance(line.row.reference) for line in self._lines)
        left = names + letter.averageCharWidth() * 2
        axis = _Axis(
            min(span.first for span in spans),
            self._period.last_on,
            left,
            self.width() - left - letter.averageCharWidth(),
        )
        painter = QPainter(self)
        band = QRectF(axis.at(self._period.from_on), 0, 0, high * len(self._lines))
        band.setRight(axis.at(self._period.to_on))
        painter.fillRect(band, QColor(tokens.raised))
        for n, line in enumerate(self._lines):
            row = QRectF(0, n * high, left, high)
            painter.setPen(QColor(tokens.text))
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, line.row.reference)
            if line.since is None:
                row.setLeft(left)
                row.setRight(self.width())
                painter.setPen(QColor(tokens.muted))
                words = translate("money", "Begins {0}").format(
                    day_words(line.row.planned_start or line.row.actual_start)
                )
                painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, words)
                continue
            top = n * high + high * (1 - _BAR) / 2
            for stretch in line.since.held:
                painter.fillRect(axis.bar(stretch, top, high * _BAR), QColor(tokens.accent))
            painter.setPen(QPen(QColor(tokens.warn), 1))
            painter.setBrush(QBrush(QColor(tokens.warn), Qt.BrushStyle.BDiagPattern))
            for gap in line.since.gaps:
                painter.drawRect(axis.bar(gap, top, high * _BAR))
        self._draw_axis(painter, axis, high * len(self._lines))
        painter.end()

    def _draw_axis(self, painter: QPainter, axis: "_Axis", top: float) -> None:
        letter, tokens = self.fontMetrics(), self._theme.tokens
        painter.setPen(QColor(tokens.muted))
        painter.drawLine(round(axis.left), round(top), round(axis.left + axis.width), round(top))
        free_from = 0.0
        for day in axis.dates():
            where = axis.at(day)
            words = f"{day:%b %Y}"
            painter.drawLine(round(where), round(top), round(where), round(top) + 4)
            wide = letter.horizontalAdvance(words)
            if where >= free_from and where + wide <= self.width():
                painter.drawText(round(where), round(top) + 4 + letter.ascent(), words)
                free_from = where + wide + letter.averageCharWidth() * 2


class _Axis:
    """Days laid along a width."""

    def __init__(self, first: date, last: date, left: float, width: float) -> None:
        self.first, self.left, self.width = first, left, max(1.0, width)
        self._last = last
        self._days = max(1, (last - first).days + 1)

    def at(self, day: date) -> float:
        """Return where a day begins."""
        days = min(max((day - self.first).days, 0), self._days)
        return self.left + self.width * days / self._days

    def bar(self, stretch: Stretch, top: float, height: float) -> QRectF:
        """Return the bar of some days; one day is seen too."""
        start = self.at(stretch.first)
        end = self.at(stretch.last + timedelta(days=1))
        return QRectF(start, top, max(2.0, end - start), height)

    def dates(self) -> list[date]:
        """Return the firsts of months that are named."""
        months = (self._last.year - self.first.year) * 12 + self._last.month - self.first.month
        step = next(step for step, most in _MONTHS if months <= most)
        found = []
        for n in range(months + 1):
            month = self.first.month - 1 + n
            day = date(self.first.year + month // 12, month % 12 + 1, 1)
            if day >= self.first and (day.month - 4) % step == 0:
                found.append(day)
        return found or [self.first]


def _said(line: PostLine) -> str:
    if line.since is None:
        return translate("money", "{0}: not begun.").format(line.row.reference)
    held = ", ".join(
        translate("money", "{0} {1} to {2}").format(
            one.name, day_words(one.first), day_words(one.last)
        )
        for one in line.holders
    )
    gaps = ", ".join(
        translate("money", "{0} to {1}").format(day_words(gap.first), day_words(gap.last))
        for gap in line.since.gaps
    )
    words = translate("money", "{0}: held by {1}; vacant {2}.")
    nobody, never = translate("money", "nobody"), translate("money", "never")
    return words.format(line.row.reference, held or nobody, gaps or never)
