"""A chart of the workbook on the screen: a lying bar for each hotspot, with its figure."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wardenlog.services.returns.tables import Bars
from wardenlog.ui.returns.plot import bar, label
from wardenlog.ui.returns.wording import translate
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.plot import still_plot
from wardenlog.ui.widgets.words import Words

if TYPE_CHECKING:
    import pyqtgraph

_ROOM_BESIDE: Final = 1.25
"""For the words after the longest bar."""
_LINE: Final = 1.5
"""Heights of a line of text that a bar has."""


class BarChart(QWidget):
    """The chart under its title. Its figures are in the table, for those who cannot see it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bars: Bars | None = None
        self._plot: pyqtgraph.PlotWidget | None = None
        self._title = Words(kind="heading", wrap=True)
        self._legend = Words(kind="muted", wrap=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._legend)
        self._layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._draw)

    def show_bars(self, bars: Bars) -> None:
        """Draw a bar for each hotspot, from the top; outlined over it what it is set against."""
        self._bars = bars
        self._title.say(bars.title)
        if bars.against is not None:
            words = translate("returns", "Filled: {0}. Outline: {1}.")
            self._legend.say(words.format(bars.of, bars.against))
        self._legend.setVisible(bars.against is not None)
        self._keep_words_whole()
        self._draw()
        for widget in (self, self._plot):
            if widget is not None:
                widget.setAccessibleName(bars.title)
                widget.setAccessibleDescription(bars.alt_text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_words_whole()

    def _keep_words_whole(self) -> None:
        """Give the title and the legend the lines that they need: a page that scrolls asks less."""
        for words in (self._title, self._legend):
            words.setMinimumHeight(max(0, words.heightForWidth(self.width())))

    def _draw(self) -> None:
        bars = self._bars
        if bars is None or not bars.bars:
            return
        if self._plot is None:
            self._plot = still_plot(self)
            self._layout.insertWidget(self._layout.count() - 1, self._plot)
        plot, tokens = self._plot, self._theme.tokens
        plot.clear()
        plot.setBackground(tokens.surface)
        plot.setFixedHeight(int(self.fontMetrics().height() * _LINE * len(bars.bars)))
        self.updateGeometry()
        longest = max(max(each.value, each.against or 0.0) for each in bars.bars) or 1.0
        for n, each in enumerate(bars.bars):
            bar(plot, n, 0.0, each.value, tokens.accent)
            if each.against is not None:
                bar(plot, n, 0.0, each.against, tokens.text, alpha=0)
            label(plot, each.words, tokens.text, max(each.value, each.against or 0.0), n)
        self._dress(plot, bars, longest)

    def _dress(self, plot: "pyqtgraph.PlotWidget", bars: Bars, longest: float) -> None:
        tokens, metrics = self._theme.tokens, self.fontMetrics()
        axis = plot.getAxis("left")
        axis.setTicks([[(float(n), each.name) for n, each in enumerate(bars.bars)]])
        axis.setStyle(tickFont=self.font(), tickLength=0)
        axis.setTextPen(QColor(tokens.text))
        axis.setPen(QPen(QColor(tokens.border), 1))
        wide = max(metrics.horizontalAdvance(each.name) for each in bars.bars)
        axis.setWidth(wide + metrics.averageCharWidth() * 2)
        plot.hideAxis("bottom")
        plot.invertY(b=True)
        box = plot.getPlotItem().getViewBox()
        box.setRange(QRectF(0, -0.5, longest * _ROOM_BESIDE, float(len(bars.bars))), padding=0)
