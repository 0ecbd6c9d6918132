"""The chart of claimable hours: a line for what is claimable, a dashed one for the target."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wardenlog.ui.theme.look import Theme
from wardenlog.ui.today.saying import tr
from wardenlog.ui.widgets.plot import dress_axes, pen, still_plot
from wardenlog.ui.widgets.shorthand import date_in_short

if TYPE_CHECKING:
    import pyqtgraph

    from wardenlog.services.today import RunRate

_HOUR: Final = 60
_ROOM_ABOVE: Final = 1.08
_ROOM_BESIDE: Final = 1.03
_MOST_TICKS: Final = 6


class RateChart(QWidget):
    """The chart. Its figures are in the table beside it, for those who cannot see it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rate: RunRate | None = None
        self._plot: pyqtgraph.PlotWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(self.fontMetrics().height() * 9)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._draw)

    def show_rate(self, rate: "RunRate", words: str) -> None:
        """Draw a run-rate; `words` say the same to a screen reader."""
        self._rate = rate
        name = tr("Chart of claimable hours and target")
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self._draw()
        if self._plot is not None:
            self._plot.setAccessibleName(name)
            self._plot.setAccessibleDescription(words)

    def _draw(self) -> None:
        if self._rate is None:
            return
        if self._plot is None:
            self._plot = still_plot(self)
            self._layout.addWidget(self._plot)
        plot, rate, tokens = self._plot, self._rate, self._theme.tokens
        plot.clear()
        dress_axes(plot, tokens)
        start = rate.period.from_on.toordinal() - 1  # the evening before: nothing claimable yet
        target = [
            (step.day.toordinal() - start, _hours(step.target))
            for step in rate.steps
            if step.target is not None
        ]
        claimable = [
            (step.day.toordinal() - start, _hours(step.minutes))
            for step in rate.steps
            if step.minutes is not None
        ]
        end = rate.steps[-1].day.toordinal() - start
        top = max([hours for _, hours in (*target, *claimable)], default=0.0) or 1.0
        if target:
            plot.plot(
                *_line(target), pen=pen(tokens.muted, 2, Qt.PenStyle.DashLine), antialias=True
            )
            _label(plot, tr("Target"), tokens.muted, target, above=True)
        if claimable:
            plot.plot(
                *_line(claimable), pen=pen(tokens.accent, 3, Qt.PenStyle.SolidLine), antialias=True
            )
            plot.plot(
                *[[value] for value in claimable[-1]],
                pen=None,
                symbol="o",
                symbolSize=8,
                symbolBrush=QColor(tokens.accent),
                symbolPen=QColor(tokens.surface),
            )
            _label(plot, tr("Claimable"), tokens.accent, claimable, above=False)
        plot.getAxis("bottom").setTicks([_ticks(rate, start)])
        plot.setLabel("left", tr("hours"), color=tokens.muted)
        box = plot.getPlotItem().getViewBox()
        box.setRange(QRectF(0, 0, end * _ROOM_BESIDE, top * _ROOM_ABOVE), padding=0)


def _line(points: list[tuple[int, float]]) -> tuple[list[int], list[float]]:
    days, hours = zip((0, 0.0), *points, strict=True)
    return list(days), list(hours)


def _hours(minutes: int | Decimal) -> float:
    return float(minutes) / _HOUR


def _label(
    plot: "pyqtgraph.PlotWidget",
    text: str,
    colour: str,
    points: list[tuple[int, float]],
    *,
    above: bool,
) -> None:
    """Name a line two thirds along it, on the side away from the other line."""
    import pyqtgraph

    label = pyqtgraph.TextItem(text, color=QColor(colour), anchor=(1, 1) if above else (0, 0))
    label.setFont(plot.font())
    label.setPos(*points[len(points) * 2 // 3 - 1])
    plot.addItem(label)


def _ticks(rate: "RunRate", start: int) -> list[tuple[int, str]]:
    each = max(1, -(-len(rate.steps) // _MOST_TICKS))
    days: list[date] = [step.day for step in rate.steps][each - 1 :: each]
    return [(day.toordinal() - start, " ".join(date_in_short(day).split()[1:3])) for day in days]
