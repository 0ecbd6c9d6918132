"""The dosage of one hotspot in the period in view: its figures, its weeks and its outline."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wardenlog.counting.scope import Period
from wardenlog.services.periods import short_words
from wardenlog.services.places.figures import Counted, Place, Week
from wardenlog.services.places.lists import HotspotLine
from wardenlog.services.places.outlines import Outline
from wardenlog.ui.hotspots import wording
from wardenlog.ui.hotspots.wording import NOTHING, day_words, translate
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.words import Words

_DAYS_A_WEEK: Final = 7
_COLUMNS: Final = 4
"""Figures beside each other."""
_GAP: Final = 0.25
"""Of a bar's place, what is left free."""


class DosagePanel(QFrame):
    """What the hotspot chosen in the list got of its plan (domain.md, rule 13)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._title = Words(kind="heading")
        self._rule = Words(kind="muted", wrap=True)
        self._figures = {name: Words() for name in _LABELS}
        self.weeks: Final = WeekBars(theme)
        self.outline: Final = OutlineView(theme)
        figures = QGridLayout()
        figures.setHorizontalSpacing(self.fontMetrics().averageCharWidth() * 2)
        figures.setVerticalSpacing(0)
        for n, (name, label) in enumerate(_LABELS.items()):
            row, column = n // _COLUMNS * 2, n % _COLUMNS
            figures.addWidget(Words(translate("hotspots", label), "muted"), row, column)
            figures.addWidget(self._figures[name], row + 1, column)
            figures.setColumnStretch(column, 1)
        beside = QHBoxLayout()
        beside.addLayout(figures, 4)
        beside.addWidget(self.weeks, 2)
        beside.addWidget(self.outline, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self._title)
        layout.addWidget(self._rule)
        layout.addLayout(beside, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_place(
        self, line: HotspotLine | None, counted: Counted | None, outline: Outline | None
    ) -> None:
        """Show a hotspot's figures; a dash stands for what no plan rule or visit gives."""
        self.setVisible(line is not None)
        if line is None:
            return
        period = "" if counted is None else short_words(counted.viewed.period)
        self._title.say(f"{line.code} {line.name} · {period}")
        plan = wording.plan_words(line)
        self._rule.say(plan or translate("hotspots", "No plan rule in the agreement in view."))
        figures = {} if line.place is None else _said(line.place)
        for name, words in self._figures.items():
            words.say(figures.get(name, wording.COUNTING))
            words.setAccessibleName(translate("hotspots", _LABELS[name]))
        weeks = () if line.place is None else line.place.weeks
        self.weeks.show_weeks(weeks, None if counted is None else counted.viewed.period)
        self.outline.show_outline(outline)


_LABELS: Final = {
    "compliance": "Of the plan",
    "qualifying": "Qualifying",
    "required": "Required",
    "visits": "All visits",
    "listed": "Days visited",
    "gap": "Longest gap",
    "window": "In the window",
    "under": "Under minimum",
    "median": "Median visit",
    "hours": "Person-hours",
    "claimable": "Claimable",
    "last": "Last visit",
}


def _said(place: Place) -> dict[str, str]:
    last = NOTHING if place.last_on is None else day_words(place.last_on)
    said = dict.fromkeys(_LABELS, NOTHING) | {"last": last, "visits": "0"}
    it = place.dosage
    if it is None:
        return said
    median = it.median_minutes
    gap = it.longest_gap
    return said | {
        "compliance": wording.compliance_of(it),
        "qualifying": f"{it.qualifying:,}",
        "required": wording.required_words(place),
        "visits": f"{it.visits:,}",
        "listed": translate("hotspots", "{0} of {1}").format(it.days_visited, it.days_listed),
        "gap": NOTHING if gap is None else _days(gap),
        "window": wording.share_words(place.shares.in_window),
        "under": wording.share_words(place.shares.under_minimum),
        "median": NOTHING
        if median is None
        else translate("hotspots", "{0} min").format(f"{median:g}"),
        "hours": wording.hours_words(place),
        "claimable": wording.minutes_as_hours(it.claimable_minutes),
    }


def _days(number: int) -> str:
    words = translate("hotspots", "1 day") if number == 1 else translate("hotspots", "{0} days")
    return words.format(number)


class WeekBars(QWidget):
    """A bar for each week of the period: full for qualifying visits, an edge for the others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._weeks: tuple[Week, ...] = ()
        self._period: Period | None = None
        self.setAccessibleName(translate("hotspots", "Visits by week"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_weeks(self, weeks: tuple[Week, ...], period: Period | None) -> None:
        """Draw the weeks of a period; those that are not given had no visit."""
        self._weeks, self._period = weeks, period
        words = "; ".join(
            translate("hotspots", "week of {0}: {1} visits, {2} qualifying").format(
                day_words(week.monday), week.visits, week.qualifying
            )
            for week in weeks
        )
        self.setAccessibleDescription(words or translate("hotspots", "No visit in the period."))
        self.setToolTip(
            translate("hotspots", "Visits by week; the full part of a bar are qualifying visits.")
        )
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 26, metrics.height() * 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._period is None or not self._weeks:
            return
        tokens, metrics = self._theme.tokens, self.fontMetrics()
        first = self._period.from_on.toordinal() - self._period.from_on.weekday()
        places = (self._period.last_on.toordinal() - first) // _DAYS_A_WEEK + 1
        most = max(week.visits for week in self._weeks)
        painter = QPainter(self)
        painter.setPen(QColor(tokens.muted))
        label = translate("hotspots", "By week, up to {0}").format(most)
        painter.drawText(QPointF(0, metrics.ascent()), label)
        area = QRectF(self.rect()).adjusted(0, metrics.height() * 1.25, -1, -1)
        wide = area.width() / places
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        for week in self._weeks:
            left = area.left() + (week.monday.toordinal() - first) // _DAYS_A_WEEK * wide
            room = wide * (1 - _GAP)
            high = area.height() * week.visits / most
            full = area.height() * week.qualifying / most
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRect(QRectF(left, area.bottom() - high, room, high))
            painter.fillRect(QRectF(left, area.bottom() - full, room, full), QColor(tokens.accent))
        painter.end()


class OutlineView(QWidget):
    """A hotspot's outline drawn by itself, north up; its size stands in its description."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._outline: Outline | None = None
        self.setAccessibleName(translate("hotspots", "Boundary"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_outline(self, outline: Outline | None) -> None:
        """Draw an outline, or nothing."""
        self._outline = outline
        words = (
            translate("hotspots", "No boundary yet.")
            if outline is None
            else wording.outline_words(outline)
        )
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.setVisible(outline is not None)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 14, metrics.height() * 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._outline is None:
            return
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.setBrush(QColor(tokens.selection))
        painter.drawPath(_fitted(_path(self._outline), QRectF(self.rect()).adjusted(3, 3, -3, -3)))
        painter.end()


def _path(outline: Outline) -> QPainterPath:
    """Return an outline as it looks on the ground, south down."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    squeeze = outline.squeeze
    for rings in outline.polygons:
        for ring in rings:
            path.moveTo(ring[0][0] * squeeze, -ring[0][1])
            for east, north in ring[1:]:
                path.lineTo(east * squeeze, -north)
            path.closeSubpath()
    return path


def _fitted(path: QPainterPath, room: QRectF) -> QPainterPath:
    """Return a path as large as fits into a room, in its middle."""
    box = path.boundingRect()
    scale = min(
        room.width() / box.width() if box.width() else 1e9,
        room.height() / box.height() if box.height() else 1e9,
    )
    move = QTransform.fromTranslate(room.center().x(), room.center().y())
    move.scale(scale, scale)
    move.translate(-box.center().x(), -box.center().y())
    return move.map(path)
