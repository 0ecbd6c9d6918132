"""The window's icons: line drawings in the palette's colours, drawn anew for every size."""

from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from wardenlog.paths import resource

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup

_SCALES: Final = (1.0, 2.0)
"""How many dots to a pixel are drawn whatever screens there are now; one may be added later."""


_MOST_KEPT: Final = 1_000
"""Drawings kept; all there are in one look and size are about 500."""

_PROGRAM_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
"""Pixels that window systems ask the program's icon in."""


def icon(name: str, *, ink: QPalette.ColorRole = _Role.ButtonText, gap: int = 0) -> QIcon:
    """Return an icon of `resources/icons` in a colour of the palette in force; muted when off.

    A button that is checked gets it in the accent. It is `icon_size()` high and wide, and has
    `gap` empty pixels to its right, which part it from the words of a button.
    It does not follow the palette: ask again when that changes. MachineError for an unknown name.
    """
    palette = QGuiApplication.palette()
    size = icon_size()
    made = QIcon()
    for mode, state, role, group in (
        (QIcon.Mode.Normal, QIcon.State.Off, ink, _Group.Active),
        (QIcon.Mode.Normal, QIcon.State.On, _Role.Accent, _Group.Active),
        (QIcon.Mode.Disabled, QIcon.State.Off, _Role.ButtonText, _Group.Disabled),
    ):
        colour = palette.color(group, role).name()
        for scale in _scales():
            made.addPixmap(drawing(name, colour, size, scale, gap), mode, state)
    return made


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


def _scales() -> tuple[float, ...]:
    screens = (screen.devicePixelRatio() for screen in QGuiApplication.screens())
    return tuple(sorted({*_SCALES, *screens}))
