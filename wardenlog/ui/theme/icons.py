"""The window's icons: line drawings in the palette's colours, drawn anew for every size."""

from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

from wardenlog.paths import resource

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup

_MOST_KEPT: Final = 1_000
"""Drawings kept; all there are in one look and size are about 500."""

_PROGRAM_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
"""Pixels that window systems ask the program's icon in."""


def icon(name: str, *, ink: QPalette.ColorRole = _Role.ButtonText, gap: int = 0) -> QIcon:
    """Return an icon of `resources/icons` in a colour of the palette in force; muted when off.

    A button that is checked gets it in the accent. It is `icon_size()` high and wide, and has
    `gap` empty pixels to its right, which part it from the words of a button.
    It does not follow the palette: ask again when that changes, and add nothing to it.
    """
    palette = QGuiApplication.palette()
    on, off = palette.color(_Group.Active, _Role.Accent), palette.color(_Group.Active, ink)
    muted = palette.color(_Group.Disabled, _Role.ButtonText)
    return QIcon(_Drawing(name, on.name(), off.name(), muted.name(), icon_size(), gap))


class _Drawing(QIconEngine):
    """Draws an icon when it is shown, for the screen it is shown on: a start shows few of them."""

    def __init__(self, name: str, on: str, off: str, muted: str, side: int, gap: int) -> None:
        super().__init__()
        self._name, self._on, self._off, self._muted = name, on, off, muted
        self._side, self._gap = side, gap

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return QSize(self._side + self._gap, self._side).boundedTo(size)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        colour = self._on if state == QIcon.State.On else self._off
        if mode == QIcon.Mode.Disabled:
            colour = self._muted
        side = min(self._side, size.height())
        gap = min(self._gap, max(0, size.width() - side))
        return drawing(self._name, colour, side, scale, gap)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio()
        painter.drawPixmap(rect.topLeft(), self.scaledPixmap(rect.size(), mode, state, scale))


def program_icon() -> QIcon:
    """Return the program's own icon, in its own colours, for its windows and the task bar."""
    made = QIcon()
    for size in _PROGRAM_SIZES:
        made.addPixmap(drawing("wardenlog", "", size))
    return made


def icon_size() -> int:
    """Return the side of an icon beside text, in pixels: an even number, from the font."""
    return icon_side(QFontMetrics(QGuiApplication.font()).height())


def icon_side(height: int) -> int:
    """Return the side of an icon beside text that is so high; both in pixels."""
    return round(height * 0.6) * 2


@lru_cache(_MOST_KEPT)
def drawing(name: str, colour: str, size: int, scale: float = 1.0, gap: int = 0) -> QPixmap:
    """Return an icon in a colour, `size` pixels square at so many dots to the pixel.

    Each is drawn once: a button asks again whenever its palette may have changed.
    """
    made = QPixmap(QSize(size + gap, size) * scale)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(tinted(name, colour))).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def tinted(name: str, colour: str) -> bytes:
    """Return the text of an icon's file in a colour."""
    return _text(name).replace(b"currentColor", colour.encode())


@cache
def _text(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()
