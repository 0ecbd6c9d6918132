"""Parts that the charts of returns share: a plain plot, lying bars and the figures after them."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    import pyqtgraph

_BAR: Final = 0.62
"""Of a row's height."""


def bar(
    plot: "pyqtgraph.PlotWidget",
    row: int,
    start: float,
    hours: float,
    ink: str,
    *,
    alpha: int = 255,
) -> None:
    """Draw a lying bar of `hours` from `start`, in a row counted from above; hollow at alpha 0."""
    import pyqtgraph

    brush = QColor(ink)
    brush.setAlpha(alpha)
    pen = QPen(QColor(ink), 1)
    pen.setCosmetic(True)
    plot.addItem(
        pyqtgraph.BarGraphItem(
            x0=[start], y0=[row - _BAR / 2], width=[hours], height=[_BAR], brush=brush, pen=pen
        )
    )


def label(plot: "pyqtgraph.PlotWidget", text: str, ink: str, end: float, row: int) -> None:
    """Write a bar's figure after its end."""
    import pyqtgraph

    words = pyqtgraph.TextItem(text, color=QColor(ink), anchor=(0, 0.5))
    words.setFont(plot.font())
    words.setPos(end, row)
    plot.addItem(words)


def plain_plot(parent: QWidget) -> "pyqtgraph.PlotWidget":
    """Return a plot that is looked at and never moved: the keyboard passes it by."""
    import pyqtgraph  # counting has loaded it already, beside the window

    plot = pyqtgraph.PlotWidget(parent, antialias=True)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setMouseEnabled(x=False, y=False)
    plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    plot.setFrameShape(plot.Shape.NoFrame)
    return plot
