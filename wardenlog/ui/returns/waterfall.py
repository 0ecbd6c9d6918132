"""The chart of how the claim is worked out: what each step takes off, down to what is claimed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QSizePolicy, QTableView, QVBoxLayout, QWidget

from wardenlog.services.returns.shown import BridgeLine
from wardenlog.ui.returns.plot import bar, label
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.plot import still_plot

if TYPE_CHECKING:
    import pyqtgraph

_HOUR: Final = 60
_TAKEN_OFF: Final = 150
"""How opaque what is taken off is drawn, of 255."""
_ROOM_BESIDE: Final = 1.3
"""For the words after the longest bar."""
_WHOLE: Final = {"total", "claimable"}


class Waterfall(QWidget):
    """The chart. Its figures are in the table beside it, for those who cannot see it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._steps: Sequence[BridgeLine] = ()
        self._plot: pyqtgraph.PlotWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 40)
        theme.changed.connect(self._draw)

    def stand_beside(self, table: QTableView | None) -> None:
        """Stand beside a table with the same rows, each bar beside its row; or beside none."""
        above = 0
        if table is not None:
            above = table.horizontalHeader().height() + table.frameWidth()
        self._layout.setContentsMargins(0, above, 0, 0)

    def show_steps(self, steps: Sequence[BridgeLine]) -> None:
        """Draw the steps from the top, each hanging where the one before it ended."""
        self._steps = steps
        name = self.tr("Chart of how the claim is worked out")
        words = "; ".join(
            self.tr("{0}: {1} hours").format(step.name, step.hours.words) for step in steps
        )
        self._draw()
        for widget in (self, self._plot):
            if widget is not None:
                widget.setAccessibleName(name)
                widget.setAccessibleDescription(words)

    def _draw(self) -> None:
        if not self._steps:
            return
        if self._plot is None:
            self._plot = still_plot(self)
            self._layout.addWidget(self._plot)
        plot, tokens = self._plot, self._theme.tokens
        plot.clear()
        plot.setBackground(tokens.surface)
        left = longest = self._steps[0].minutes / _HOUR
        longest = longest or 1.0
        for n, step in enumerate(self._steps):
            hours = step.minutes / _HOUR
            whole = step.code in _WHOLE
            start = 0.0 if whole else left - hours
            ink = tokens.accent if step.code == "claimable" else tokens.muted
            bar(
                plot,
                n,
                start,
                hours,
                ink if whole else tokens.warn,
                alpha=255 if whole else _TAKEN_OFF,
            )
            label(plot, step.hours.words, tokens.text, start + hours, n)
            if not whole:
                left -= hours
        self._dress(plot, longest)

    def _dress(self, plot: "pyqtgraph.PlotWidget", longest: float) -> None:
        tokens, last = self._theme.tokens, len(self._steps) - 1
        names = [(float(n), _short(step)) for n, step in enumerate(self._steps)]
        axis = plot.getAxis("left")
        axis.setTicks([names])
        axis.setStyle(tickFont=self.font(), tickLength=0)
        axis.setTextPen(QColor(tokens.text))
        axis.setPen(QPen(QColor(tokens.border), 1))
        wide = max(self.fontMetrics().horizontalAdvance(name) for _, name in names)
        axis.setWidth(wide + self.fontMetrics().averageCharWidth() * 2)
        plot.hideAxis("bottom")
        plot.invertY(b=True)
        box = plot.getPlotItem().getViewBox()
        box.setRange(QRectF(0, -0.5, longest * _ROOM_BESIDE, last + 1.0), padding=0)


def _short(step: BridgeLine) -> str:
    """Return a step's name without what all exclusions have in common."""
    name = step.name.removeprefix("Not claimed because: ")
    return name[:1].upper() + name[1:]
