"""Gives the application its style, palette, text size and style sheet; follows the system."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from wardenlog.settings import Look, Rows, TextSize
from wardenlog.ui.theme.style import draw_images, style_sheet
from wardenlog.ui.theme.tokens import LOOKS, Tokens

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup

_SMALLEST_POINTS: Final = 10.0
_ROW_HEIGHTS: Final[dict[Rows, float]] = {"comfortable": 1.75, "compact": 1.3}
"""By how much a row of a table is higher than a line of text."""


class Theme(QObject):
    """The look in force. `changed` comes with another look, `resized` with another size."""

    changed = Signal()
    resized = Signal()

    def __init__(
        self,
        application: QApplication,
        look: Look = "system",
        text_size: TextSize = 100,
        rows: Rows = "comfortable",
    ) -> None:
        super().__init__(application)
        self._application = application
        self._look: Look = look
        self._text_size: TextSize = text_size
        self._rows: Rows = rows
        self._images = QTemporaryDir()
        application.setStyle("Fusion")
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self._dress()

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        if self._look != "system":
            return LOOKS[self._look]
        hints = self._application.styleHints()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        high = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        return LOOKS[("contrast_" if high else "") + ("dark" if dark else "light")]

    @property
    def row_height(self) -> int:
        """How high a row of a table is, in pixels."""
        height = QFontMetrics(self._application.font()).height()
        return round(height * _ROW_HEIGHTS[self._rows])

    def choose(self, look: Look) -> None:
        """Take a look, or follow the system from now on."""
        self._look = look
        self._dress()

    def resize(self, text_size: TextSize, rows: Rows) -> None:
        """Make text so many per cent of the system's size, and rows comfortable or compact."""
        if (text_size, rows) != (self._text_size, self._rows):
            self._text_size, self._rows = text_size, rows
            self._dress()
            self.resized.emit()

    @Slot()
    def _follow_system(self) -> None:
        if self._look == "system":
            self._dress()

    def _dress(self) -> None:
        tokens, font = self.tokens, readable(self._text_size)
        self._application.setFont(font)
        self._application.setPalette(palette(tokens))
        images = draw_images(tokens, Path(self._images.path()))
        self._application.setStyleSheet(style_sheet(tokens, font, images))
        self.changed.emit()


def readable(text_size: TextSize) -> QFont:
    """Return the system's font at a size, never tiny, and with figures that line up in columns."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(max(font.pointSizeF(), _SMALLEST_POINTS) * text_size / 100)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def palette(tokens: Tokens) -> QPalette:
    """Return Qt's palette for a look."""
    roles = {
        _Role.Window: tokens.window,
        _Role.WindowText: tokens.text,
        _Role.Base: tokens.surface,
        _Role.AlternateBase: tokens.raised,
        _Role.Text: tokens.text,
        _Role.PlaceholderText: tokens.muted,
        _Role.Button: tokens.surface,
        _Role.ButtonText: tokens.text,
        _Role.BrightText: tokens.bad,
        _Role.ToolTipBase: tokens.raised,
        _Role.ToolTipText: tokens.text,
        _Role.Highlight: tokens.accent,
        _Role.HighlightedText: tokens.on_accent,
        _Role.Accent: tokens.accent,
        _Role.Link: tokens.accent,
        _Role.LinkVisited: tokens.accent,
        _Role.Light: tokens.raised,
        _Role.Midlight: tokens.raised,
        _Role.Mid: tokens.border,
        _Role.Dark: tokens.border,
        _Role.Shadow: tokens.border,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        made.setColor(_Group.Disabled, role, QColor(tokens.muted))
    made.setColor(_Group.Disabled, _Role.Highlight, QColor(tokens.raised))
    made.setColor(_Group.Disabled, _Role.HighlightedText, QColor(tokens.muted))
    return made
