"""The style sheet of every look: one accent, one focus ring, and every size from the font."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontMetrics

from wardenlog.ui.theme.icons import icon_side, tinted
from wardenlog.ui.theme.tokens import Tokens

IMAGES: Final = {
    "check": ("check", "on_accent"),
    "dash": ("minus", "on_accent"),
    "down": ("chevron-down", "text"),
    "up": ("chevron-up", "text"),
    "left": ("chevron-left", "text"),
    "right": ("chevron-right", "text"),
    "left_off": ("chevron-left", "muted"),
    "right_off": ("chevron-right", "muted"),
    "clear": ("x", "muted"),
    "down_off": ("chevron-down", "muted"),
    "up_off": ("chevron-up", "muted"),
}
"""The pictures that a style sheet can only take from a file: the icon, and its colour."""


def unit(font: QFont) -> int:
    """Return the step of the spacing grid in pixels: 8 at the usual size of text."""
    return max(4, round(QFontMetrics(font).height() / 2))


def style_sheet(tokens: Tokens, font: QFont, images: Mapping[str, Path]) -> str:
    """Return the style sheet for a look, with the files that `draw_images` wrote for it."""
    step = unit(font)
    height = QFontMetrics(font).height()
    values = asdict(tokens) | {
        "quarter": round(step / 4),
        "half": round(step / 2),
        "unit": step,
        "three": step * 3 // 2,
        "two": step * 2,
        "radius": max(3, step // 2),
        "body": _points(font, 1),
        "small": _points(font, 0.92),
        "title": _points(font, 1.6),
        "heading": _points(font, 1.2),
        "box": height,
        "icon": icon_side(height),
        "ring": max(0, round(step / 2) - 2),
        "round": height // 2,
        "dot": max(4, height * 3 // 10),
        "field": height + step,
        "scroller": 2 * (height + step),
        "bar": step * 3 // 2,
        "grip": step // 2,
    }
    return _SHEET % (values | {name: path.as_posix() for name, path in images.items()})


def draw_images(tokens: Tokens, folder: Path) -> dict[str, Path]:
    """Write a look's pictures into a folder; return their files by name. OSError as it comes."""
    files = {}
    for name, (icon, colour) in IMAGES.items():
        files[name] = folder / f"{name}-{tokens.name}.svg"
        files[name].write_bytes(tinted(icon, getattr(tokens, colour)))
    return files


def _points(font: QFont, factor: float) -> str:
    return f"{font.pointSizeF() * factor:.1f}pt"


_SHEET: Final = """
QMainWindow, QDialog { background: %(window)s; }
QStackedWidget, QScrollArea, QWidget#form, QWidget#plain {
    background: transparent; border: none;
}

QWidget#rail { background: %(surface)s; }
QScrollArea#rail_room { background: %(surface)s; border-right: 1px solid %(line)s; }
QWidget#top_bar { background: %(surface)s; border-bottom: 1px solid %(line)s; }
QFrame#rail_line { background: %(line)s; max-height: 1px; margin: %(half)spx %(unit)spx; }
QPushButton[rail] {
    background: transparent; border: 2px solid transparent; border-radius: %(radius)spx;
    padding: %(unit)spx; margin: 0; text-align: left;
}
QPushButton[rail="below"] {
    color: %(muted)s; font-size: %(small)s; padding: %(half)spx %(unit)spx;
}
QWidget#rail[tight="true"] QPushButton[rail] { padding: %(quarter)spx %(unit)spx; }
QPushButton[rail]:hover { background: %(raised)s; color: %(text)s; }
QPushButton[rail]:checked { background: %(selection)s; color: %(text)s; font-weight: 600; }
QPushButton[rail]:focus { border: 2px solid %(accent)s; }

QLabel[words="wordmark"] {
    font-size: %(heading)s; font-weight: 700; color: %(accent)s;
    padding: %(half)spx %(unit)spx;
}
QLabel[words="title"] { font-size: %(title)s; font-weight: 600; }
QLabel[words="heading"] { font-size: %(heading)s; font-weight: 600; }
QLabel[words="muted"] { color: %(muted)s; }
QLabel[words="good"] { color: %(good)s; font-weight: 600; }
QLabel[words="warn"] { color: %(warn)s; font-weight: 600; }
QLabel[words="bad"] { color: %(bad)s; font-weight: 600; }
QLabel:disabled { color: %(muted)s; }

QFrame[card="true"] {
    background: %(surface)s; border: 1px solid %(line)s; border-radius: %(unit)spx;
}
QGroupBox {
    background: %(surface)s; border: 1px solid %(line)s; border-radius: %(unit)spx;
    margin-top: %(two)spx; padding: %(unit)spx;
}
QGroupBox::title {
    subcontrol-origin: margin; subcontrol-position: top left; padding: 0 %(half)spx;
    font-weight: 600;
}

QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QKeySequenceEdit QLineEdit {
    background: %(surface)s; color: %(text)s; border: 1px solid %(border)s;
    border-radius: %(radius)spx; padding: %(half)spx %(unit)spx; margin: 1px;
    selection-background-color: %(accent)s; selection-color: %(on_accent)s;
    placeholder-text-color: %(muted)s;
}
QLineEdit, QComboBox { min-height: %(icon)spx; }
QLineEdit { lineedit-clear-button-icon: url(%(clear)s); }
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover { border-color: %(muted)s; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border: 2px solid %(accent)s; margin: 0;
}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled,
QTextEdit:disabled { background: %(window)s; color: %(muted)s; border-color: %(line)s; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: %(window)s; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QAbstractSpinBox[wrong="true"],
QPlainTextEdit[wrong="true"] { background: %(bad_surface)s; border: 1px solid %(bad)s; }
QLineEdit[wrong="true"]:focus, QComboBox[wrong="true"]:focus, QAbstractSpinBox[wrong="true"]:focus,
QPlainTextEdit[wrong="true"]:focus { border: 2px solid %(bad)s; }
QTextBrowser { background: %(surface)s; padding: %(unit)spx %(two)spx; }
QAbstractItemView QLineEdit, QAbstractItemView QComboBox {
    border-radius: 0; margin: 0; padding: 0 %(half)spx; min-height: 0;
}
QAbstractItemView QLineEdit:focus { border: 2px solid %(accent)s; margin: 0; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QAbstractSpinBox QLineEdit:focus,
QComboBox QLineEdit:focus {
    border: none; padding: 0; margin: 0; background: transparent; min-height: 0;
}
QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QDateTimeEdit {
    padding: %(half)spx 0 %(half)spx %(unit)spx;
}

QComboBox::drop-down { border: none; width: %(box)spx; padding-right: %(half)spx; }
QComboBox::down-arrow { image: url(%(down)s); width: %(box)spx; height: %(box)spx; }
QComboBox::down-arrow:disabled { image: url(%(down_off)s); }
QComboBox QAbstractItemView {
    background: %(surface)s; border: 1px solid %(border)s; outline: none;
    selection-background-color: %(selection)s; selection-color: %(text)s;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    background: transparent; border: none; width: %(box)spx; margin-right: %(half)spx;
}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: %(raised)s; }
QAbstractSpinBox::up-arrow { image: url(%(up)s); width: %(three)spx; height: %(three)spx; }
QAbstractSpinBox::down-arrow { image: url(%(down)s); width: %(three)spx; height: %(three)spx; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::up-arrow:off { image: url(%(up_off)s); }
QAbstractSpinBox::down-arrow:disabled, QAbstractSpinBox::down-arrow:off {
    image: url(%(down_off)s);
}
QDateEdit::drop-down { border: none; width: %(box)spx; }
QDateEdit::down-arrow { image: url(%(down)s); width: %(box)spx; height: %(box)spx; }

QComboBox[chosen="true"] { background: %(selection)s; border-color: %(accent)s; }

QPushButton {
    background: %(surface)s; color: %(text)s; border: 1px solid %(border)s;
    border-radius: %(radius)spx; padding: %(half)spx %(three)spx; margin: 1px;
    min-height: %(icon)spx;
}
QPushButton:hover { background: %(raised)s; }
QPushButton:pressed, QPushButton:checked { background: %(selection)s; }
QPushButton:focus { border: 2px solid %(accent)s; margin: 0; }
QPushButton:disabled { color: %(muted)s; background: %(window)s; border-color: %(line)s; }
QPushButton[main="true"] {
    background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s; font-weight: 600;
}
QPushButton[main="true"]:focus { border: 2px solid %(text)s; }
QPushButton[main="true"]:disabled {
    background: %(raised)s; color: %(muted)s; border-color: %(line)s;
}
QPushButton[plain="true"], QToolButton {
    background: transparent; color: %(text)s; border: 2px solid transparent; margin: 0;
    border-radius: %(radius)spx; padding: %(half)spx;
}
QPushButton[plain="true"] { padding: %(half)spx %(unit)spx; }
QToolButton[within="true"] { padding: 0; }
QPushButton[plain="true"]:hover, QToolButton:hover { background: %(raised)s; }
QPushButton[plain="true"]:pressed, QToolButton:pressed, QToolButton:checked {
    background: %(selection)s;
}
QPushButton[plain="true"]:focus, QToolButton:focus { border: 2px solid %(accent)s; }
QPushButton[plain="true"]:disabled, QToolButton:disabled { color: %(muted)s; }
QPushButton::menu-indicator, QToolButton::menu-indicator {
    image: url(%(down)s); width: %(three)spx; height: %(three)spx;
    subcontrol-origin: padding; subcontrol-position: center right;
}

QPushButton[link="true"] {
    background: transparent; color: %(accent)s; border: 2px solid transparent; margin: 0;
    padding: 1px %(half)spx; text-align: left; border-radius: %(half)spx; min-height: 0;
}
QPushButton[link="true"][end="true"] { text-align: right; padding-right: 0; margin-right: -2px; }
QPushButton[link="true"]:hover { background: %(raised)s; text-decoration: underline; }
QPushButton[link="true"]:focus { border: 2px solid %(accent)s; }
QPushButton[link="true"]:disabled { color: %(text)s; background: transparent; }

QAbstractItemView {
    background: %(surface)s; alternate-background-color: %(window)s; color: %(text)s;
    border: 1px solid %(line)s; border-radius: %(radius)spx; gridline-color: %(line)s;
    selection-background-color: %(selection)s; selection-color: %(text)s; margin: 1px;
    outline: none;
}
QAbstractScrollArea::corner { background: transparent; border: none; }
QAbstractItemView:focus { border: 2px solid %(accent)s; margin: 0; }
QTableView::item { padding: 0 %(half)spx; }
QTableView::item:focus { border: 2px solid %(accent)s; padding: 0 %(ring)spx; }
QListView::item:focus, QTreeView::item:focus { border: 2px solid %(accent)s; }
QListView::item { padding: %(half)spx; color: %(text)s; border: 2px solid transparent; }
QListView::item:hover { background: %(raised)s; }
QListView::item:selected { background: %(selection)s; color: %(text)s; }
QHeaderView {
    background: %(raised)s; border: none; border-radius: 0; margin: 0;
}
QHeaderView::section {
    background: %(raised)s; color: %(text)s; border: none; font-weight: 600;
    border-bottom: 1px solid %(line)s; padding: %(half)spx %(unit)spx;
}
QHeaderView::down-arrow { image: url(%(down)s); width: %(three)spx; height: %(three)spx; }
QHeaderView::up-arrow { image: url(%(up)s); width: %(three)spx; height: %(three)spx; }
QHeaderView::section:hover { background: %(selection)s; }
QTableCornerButton::section { background: %(raised)s; border: none; }

QCheckBox, QRadioButton {
    spacing: %(unit)spx; padding: %(half)spx; border: 2px solid transparent;
    border-radius: %(radius)spx;
}
QCheckBox:focus, QRadioButton:focus { border: 2px solid %(accent)s; }
QCheckBox:disabled, QRadioButton:disabled { color: %(muted)s; }
QCheckBox::indicator, QAbstractItemView::indicator, QGroupBox::indicator {
    width: %(box)spx; height: %(box)spx; border: 1px solid %(border)s;
    border-radius: %(half)spx; background: %(surface)s;
}
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: %(accent)s; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked,
QGroupBox::indicator:checked {
    background: %(accent)s; border-color: %(accent)s; image: url(%(check)s);
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: %(accent)s; border-color: %(accent)s; image: url(%(dash)s);
}
QCheckBox::indicator:disabled { background: %(window)s; border-color: %(line)s; }
QCheckBox::indicator:checked:disabled { background: %(muted)s; border-color: %(muted)s; }
QRadioButton::indicator {
    width: %(box)spx; height: %(box)spx; border: 1px solid %(border)s;
    border-radius: %(round)spx; background: %(surface)s;
}
QRadioButton::indicator:checked {
    width: %(round)spx; height: %(round)spx; border: %(dot)spx solid %(accent)s;
    border-radius: %(round)spx; background: %(on_accent)s;
}

QTabWidget::pane { border: none; border-top: 1px solid %(line)s; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: %(muted)s; padding: %(unit)spx %(two)spx;
    border: 2px solid transparent; border-bottom: 3px solid transparent;
}
QTabBar::tab:hover { color: %(text)s; background: %(raised)s; }
QTabBar::tab:selected { color: %(text)s; font-weight: 600; border-bottom-color: %(accent)s; }
QTabBar::tab:disabled { color: %(muted)s; }
QTabBar::scroller { width: %(scroller)spx; }
QTabBar QToolButton { background: %(surface)s; border: 1px solid %(border)s; padding: 0; }
QTabBar QToolButton::left-arrow { image: url(%(left)s); }
QTabBar QToolButton::right-arrow { image: url(%(right)s); }
QTabBar QToolButton::left-arrow:disabled { image: url(%(left_off)s); }
QTabBar QToolButton::right-arrow:disabled { image: url(%(right_off)s); }
QTabBar::tab:selected:focus { border: 2px solid %(accent)s; border-radius: %(radius)spx; }

QMenu {
    background: %(surface)s; color: %(text)s; border: 1px solid %(border)s; padding: %(half)spx;
}
QMenu::item { padding: %(half)spx %(two)spx; border: 2px solid transparent; }
QMenu::item:selected { background: %(selection)s; color: %(text)s; border-color: %(accent)s; }
QMenu::item:disabled { color: %(muted)s; }
QMenu::icon { padding-left: %(unit)spx; }
QMenu::separator { height: 1px; background: %(line)s; margin: %(half)spx 0; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: %(line)s; }
QSplitter::handle:pressed { background: %(accent)s; }

QScrollBar:vertical { background: transparent; width: %(bar)spx; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: %(bar)spx; margin: 0; border: none; }
QScrollBar::handle {
    background: %(border)s; border-radius: %(grip)spx; margin: 2px;
    min-height: %(field)spx; min-width: %(field)spx;
}
QScrollBar::handle:hover { background: %(muted)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar {
    background: %(raised)s; border: 1px solid %(border)s; border-radius: %(radius)spx;
    text-align: center; color: %(text)s; min-height: %(field)spx;
}
QProgressBar::chunk { background: %(selection)s; border-radius: %(radius)spx; }
QSlider:focus { border: 2px solid %(accent)s; border-radius: %(radius)spx; }

QStatusBar { background: %(surface)s; border-top: 1px solid %(line)s; }
QStatusBar QLabel { padding: %(half)spx %(unit)spx; }
QStatusBar::item { border: none; }
QToolTip {
    background: %(raised)s; color: %(text)s; border: 1px solid %(border)s; padding: %(half)spx;
}
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
"""
