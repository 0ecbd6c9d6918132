"""A plot as the window uses it: still, without a menu, in the colours of the theme."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wardenlog.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    import pyqtgraph


def still_plot(parent: QWidget) -> "pyqtgraph.PlotWidget":
    """Return a plot that takes no keys and no mouse: its figures are in a table beside it."""
    import pyqtgraph  # what reads the figures has loaded it already, beside the window

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


def pen(colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return a pen whose width does not grow with the plot."""
    made = QPen(QColor(colour), width, style)
    made.setCosmetic(True)
    return made


def dress_axes(plot: "pyqtgraph.PlotWidget", tokens: Tokens) -> None:
    """Give a plot the ground, axes and letters of a look."""
    plot.setBackground(tokens.surface)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(pen(tokens.border, 1))
        axis.setTextPen(QColor(tokens.muted))
        axis.setStyle(tickFont=plot.font(), tickLength=-4, maxTickLevel=0)
