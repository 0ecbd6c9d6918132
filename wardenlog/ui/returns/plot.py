"""Parts that the charts of returns share: lying bars and the figures after them."""

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor

from wardenlog.ui.widgets.plot import pen

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
    plot.addItem(
        pyqtgraph.BarGraphItem(
            x0=[start],
            y0=[row - _BAR / 2],
            width=[hours],
            height=[_BAR],
            brush=brush,
            pen=pen(ink, 1),
        )
    )


def label(plot: "pyqtgraph.PlotWidget", text: str, ink: str, end: float, row: int) -> None:
    """Write a bar's figure after its end."""
    import pyqtgraph

    words = pyqtgraph.TextItem(text, color=QColor(ink), anchor=(0, 0.5))
    words.setFont(plot.font())
    words.setPos(end, row)
    plot.addItem(words)
