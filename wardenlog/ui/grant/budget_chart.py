"""What stands below the budget lines: their sums, and a chart of budget, spending and forecast."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wardenlog.services.grant.budget import Budget, FinanceRow
from wardenlog.ui.grant.money_words import day_words, pence_words, percent_words, translate
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.plot import dress_axes, pen, still_plot
from wardenlog.ui.widgets.words import Words

if TYPE_CHECKING:
    import pyqtgraph

_WIDE: Final = 0.7
_NARROW: Final = 0.5
_POUNDS: Final = 100
_ROOM_ABOVE: Final = 1.08
_TOTALS: Final = {
    "original": "Original",
    "variations_net": "Variations",
    "current": "Current",
    "agreement_to_date": "Spent",
    "forecast": "Forecast",
    "outturn": "Outturn",
    "variance": "Variance",
}


class BudgetPanel(QFrame):
    """The sums of all lines and the chart."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._head = Words(translate("money", "All lines"), "heading")
        self._sums = {name: Words() for name in _TOTALS}
        self._key = Words(kind="muted", wrap=True)
        self._key.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.chart: Final = BudgetChart(theme)
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.fontMetrics().averageCharWidth() * 2)
        grid.setVerticalSpacing(0)
        for n, (name, label) in enumerate(_TOTALS.items()):
            right = Qt.AlignmentFlag.AlignRight
            grid.addWidget(Words(translate("money", label), "muted"), 0, n, right)
            grid.addWidget(self._sums[name], 1, n, right)
            grid.setColumnStretch(n, 1)
            self._sums[name].setAccessibleName(translate("money", label))
        layout = QVBoxLayout(self)
        top = QHBoxLayout()
        top.addWidget(self._head)
        top.addWidget(self._key, 1)
        layout.addLayout(top)
        layout.addLayout(grid)
        layout.addWidget(self.chart, 1)
        self.hide()

    def show_budget(self, found: Budget | None) -> None:
        """Show the sums and the chart of a budget; nothing where there is no line."""
        there = found is not None and bool(found.rows)
        self.setVisible(there)
        if found is None or not found.rows:
            return
        for name, words in self._sums.items():
            words.say(pence_words(getattr(found.total, name)))
        percent = found.total.variance_percent
        if percent is not None:
            said = f"{pence_words(found.total.variance)} ({percent_words(percent)})"
            self._sums["variance"].say(said)
        head = translate("money", "All lines, up to {0}")
        self._head.say(head.format(day_words(found.period.last_on)))
        self._key.say(
            translate("money", "Outline: current budget. Filled: spent. Hatched: forecast.")
        )
        self.chart.show_lines([row.money for row in found.rows])


class BudgetChart(QWidget):
    """A bar for each line: its budget as an outline, its spending and forecast within."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[FinanceRow] = []
        self._plot: pyqtgraph.PlotWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(self.fontMetrics().height() * 5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._draw)

    def show_lines(self, rows: list[FinanceRow]) -> None:
        """Draw these lines; the list above has the same figures."""
        self._rows = rows
        name = translate("money", "Chart of budget, spending and forecast by line")
        words = translate("money", "{0}: budget {1}, spent {2}, forecast {3}.")
        said = " ".join(
            words.format(
                row.line,
                pence_words(row.current),
                pence_words(row.agreement_to_date),
                pence_words(row.forecast),
            )
            for row in rows
        )
        self.setAccessibleName(name)
        self.setAccessibleDescription(said)
        self._draw()
        if self._plot is not None:
            self._plot.setAccessibleName(name)
            self._plot.setAccessibleDescription(said)

    def _draw(self) -> None:
        if not self._rows:
            return
        import pyqtgraph

        if self._plot is None:
            self._plot = still_plot(self)
            self._layout.addWidget(self._plot)
        plot, tokens = self._plot, self._theme.tokens
        plot.clear()
        dress_axes(plot, tokens)
        places = list(range(len(self._rows)))
        budget = [row.current / _POUNDS for row in self._rows]
        spent = [(row.agreement_to_date or 0) / _POUNDS for row in self._rows]
        forecast = [(row.forecast or 0) / _POUNDS for row in self._rows]
        hatched = QBrush(QColor(tokens.accent), Qt.BrushStyle.BDiagPattern)
        for heights, from_, width, brush, edge in (
            (budget, None, _WIDE, QBrush(Qt.BrushStyle.NoBrush), tokens.text),
            (spent, None, _NARROW, QBrush(QColor(tokens.accent)), tokens.accent),
            (forecast, spent, _NARROW, hatched, tokens.accent),
        ):
            bars = pyqtgraph.BarGraphItem(
                x=places,
                height=heights,
                y0=from_ or [0] * len(places),
                width=width,
                brush=brush,
                pen=pen(edge, 1),
            )
            plot.addItem(bars)
        plot.getAxis("bottom").setTicks([[(n, row.line) for n, row in enumerate(self._rows)]])
        plot.setLabel("left", "£", color=tokens.muted)
        plot.getAxis("left").enableAutoSIPrefix(False)
        tops = [*budget, *(a + b for a, b in zip(spent, forecast, strict=True))]
        low, high = min([0.0, *tops]), max([1.0, *tops])
        box = plot.getPlotItem().getViewBox()
        box.setRange(QRectF(-0.6, low, len(places) + 0.2, (high - low) * _ROOM_ABOVE), padding=0)
