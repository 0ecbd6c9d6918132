"""Gives the application its style, palette and style sheet, and follows the system's choice."""

from dataclasses import asdict
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from wardenlog.paths import resource
from wardenlog.settings import Look
from wardenlog.ui.theme.tokens import DARK, LIGHT, LOOKS, Tokens

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup

_SMALLEST_POINTS: Final = 10.0


class Theme(QObject):
    """The look in force. `changed` comes when it turns from light to dark or back."""

    changed = Signal()

    def __init__(self, application: QApplication, look: Look = "system") -> None:
        super().__init__(application)
        self._application = application
        self._look = look
        application.setStyle("Fusion")
        application.setFont(_readable(application.font()))
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._dress()

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        if self._look != "system":
            return LOOKS[self._look]
        dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def choose(self, look: Look) -> None:
        """Take a look, or follow the system from now on."""
        self._look = look
        self._dress()

    @Slot()
    def _follow_system(self) -> None:
        if self._look == "system":
            self._dress()

    def _dress(self) -> None:
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(style_sheet(self.tokens, self._application.font()))
        self.changed.emit()


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


def style_sheet(tokens: Tokens, font: QFont) -> str:
    """Return the style sheet for a look; every size comes from the font (screens.md, "Look")."""
    metrics = QFontMetrics(font)
    unit = max(4, round(metrics.height() / 2))
    values = asdict(tokens) | {
        "half": round(unit / 2),
        "unit": unit,
        "three": unit * 3 // 2,
        "radius": max(3, unit // 2),
        "row": metrics.height() + unit,
        "body": _points(font, 1),
        "title": _points(font, 1.6),
        "heading": _points(font, 1.2),
        "check": resource(f"icons/check-{tokens.name}.svg").as_posix(),
        "chevron": resource(f"icons/chevron-{tokens.name}.svg").as_posix(),
        "box": metrics.height(),
    }
    return _SHEET % values


def _points(font: QFont, factor: float) -> str:
    return f"{font.pointSizeF() * factor:.1f}pt"


def _readable(font: QFont) -> QFont:
    """Return the system's font, never tiny, and with figures that line up in columns."""
    font.setPointSizeF(max(font.pointSizeF(), _SMALLEST_POINTS))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


_SHEET = """
QWidget#rail { background: %(surface)s; border-right: 1px solid %(line)s; }
QFrame#rail_line { background: %(line)s; max-height: 1px; margin: %(half)spx %(unit)spx; }
QPushButton[rail] {
    background: transparent; border: 2px solid transparent; border-radius: %(radius)spx;
    padding: %(unit)spx; margin: 0; text-align: left;
}
QPushButton[rail="below"] { color: %(muted)s; padding: %(half)spx %(unit)spx; }
QPushButton[rail]:hover { background: %(raised)s; color: %(text)s; }
QPushButton[rail]:checked { background: %(selection)s; color: %(text)s; font-weight: 600; }
QPushButton[rail]:focus { border: 2px solid %(accent)s; }
QLabel[words="wordmark"] {
    font-size: %(heading)s; font-weight: 700; color: %(accent)s;
    padding: %(half)spx %(unit)spx %(unit)spx %(unit)spx;
}
QLabel[words="title"] { font-size: %(title)s; font-weight: 600; }
QLabel[words="heading"] { font-size: %(heading)s; font-weight: 600; }
QLabel[words="muted"] { color: %(muted)s; }
QLabel[words="good"] { color: %(good)s; font-weight: 600; }
QLabel[words="warn"] { color: %(warn)s; font-weight: 600; }
QLabel[words="bad"] { color: %(bad)s; font-weight: 600; }

QFrame[card="true"] {
    background: %(surface)s; border: 1px solid %(border)s; border-radius: %(radius)spx;
}
QLineEdit, QComboBox, QPlainTextEdit {
    background: %(surface)s; color: %(text)s; border: 1px solid %(border)s;
    border-radius: %(radius)spx; padding: %(half)spx %(unit)spx; margin: 1px;
    selection-background-color: %(accent)s; selection-color: %(on_accent)s;
}
QScrollArea, QWidget#form { background: transparent; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: 2px solid %(accent)s; margin: 0; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
    background: %(window)s; color: %(muted)s;
}
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] {
    background: %(bad_surface)s; border: 1px solid %(bad)s;
}
QLineEdit[wrong="true"]:focus, QComboBox[wrong="true"]:focus { border: 2px solid %(bad)s; }
QTableView QLineEdit { border-radius: 0; margin: 0; padding: 0 %(half)spx; }
QTableView QLineEdit:focus { border: 2px solid %(accent)s; margin: 0; }
QComboBox::drop-down { border: none; width: %(box)spx; }
QComboBox::down-arrow { image: url(%(chevron)s); width: %(three)spx; height: %(three)spx; }
QComboBox QAbstractItemView {
    background: %(surface)s; border: 1px solid %(border)s;
    selection-background-color: %(selection)s; selection-color: %(text)s;
}

QPushButton {
    background: %(surface)s; color: %(text)s; border: 1px solid %(border)s;
    border-radius: %(radius)spx; padding: %(half)spx %(three)spx; margin: 1px;
}
QPushButton:hover { background: %(raised)s; }
QPushButton:pressed { background: %(selection)s; }
QPushButton:focus { border: 2px solid %(accent)s; margin: 0; }
QPushButton:disabled { color: %(muted)s; background: %(window)s; }
QPushButton[main="true"] {
    background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s; font-weight: 600;
}
QPushButton[main="true"]:focus { border: 2px solid %(text)s; }
QPushButton[main="true"]:disabled {
    background: %(raised)s; color: %(muted)s; border-color: %(border)s;
}

QPushButton[link="true"] {
    background: transparent; color: %(accent)s; border: 2px solid transparent; margin: 0;
    padding: 1px %(half)spx; text-align: left; border-radius: %(half)spx;
}
QPushButton[link="true"]:hover { background: %(raised)s; text-decoration: underline; }
QPushButton[link="true"]:focus { border: 2px solid %(accent)s; }
QPushButton[link="true"]:disabled { color: %(text)s; background: transparent; }

QTableView {
    background: %(surface)s; alternate-background-color: %(window)s; color: %(text)s;
    border: 1px solid %(border)s; border-radius: %(radius)spx; gridline-color: %(raised)s;
    selection-background-color: %(selection)s; selection-color: %(text)s; margin: 1px;
}
QTableView:focus { border: 2px solid %(accent)s; margin: 0; }
QTableView::item { padding: 0 %(half)spx; }
QTableView::item:focus { border: 2px solid %(accent)s; }
QHeaderView { background: %(raised)s; }
QHeaderView::section {
    background: %(raised)s; color: %(text)s; border: none; font-weight: 600;
    border-bottom: 1px solid %(border)s; padding: %(half)spx %(unit)spx;
}
QListWidget {
    background: %(surface)s; border: 1px solid %(border)s; border-radius: %(radius)spx;
    margin: 1px;
}
QListWidget:focus { border: 2px solid %(accent)s; margin: 0; }
QListWidget::item { padding: %(half)spx; color: %(text)s; }
QListWidget::item:selected { background: %(selection)s; color: %(text)s; }

QListView::item { padding: %(half)spx; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QCheckBox { spacing: %(unit)spx; padding: %(half)spx; border: 2px solid transparent; }
QCheckBox:focus { border: 2px solid %(accent)s; border-radius: %(radius)spx; }
QCheckBox::indicator {
    width: %(box)spx; height: %(box)spx; border: 1px solid %(border)s;
    border-radius: %(half)spx; background: %(surface)s;
}
QCheckBox::indicator:checked {
    background: %(accent)s; border-color: %(accent)s; image: url(%(check)s);
}
QProgressBar {
    background: %(raised)s; border: 1px solid %(border)s; border-radius: %(radius)spx;
    text-align: center; color: %(text)s;
}
QProgressBar::chunk { background: %(selection)s; border-radius: %(radius)spx; }
QStatusBar { background: %(surface)s; border-top: 1px solid %(border)s; }
QStatusBar QLabel { padding: %(half)spx %(unit)spx; }
QStatusBar::item { border: none; }
QToolTip {
    background: %(raised)s; color: %(text)s; border: 1px solid %(border)s; padding: %(half)spx;
}
"""
