"""Walks what is on the screen as a screen reader and a keyboard do, and names every gap."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from wardenlog.ui.actions import ACTIONS, ActionButton

INPUTS: Final = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit)

_NO_ROLES: Final = (QAccessible.Role.NoRole, QAccessible.Role.Client)

_MARKS: Final = "✓●▲✕○– "
"""The shapes before a cell's text; what they mean is its description."""

_MOST_STOPS: Final = 400
_ROWS_LOOKED_AT: Final = 20


def called(widget: QWidget) -> str:
    """Name a widget for a message: its class, its name, and where it is."""
    names: list[str] = []
    at: QWidget | None = widget.parentWidget()
    while at is not None and len(names) < 3:
        if not type(at).__name__.startswith("Q"):
            names.append(type(at).__name__)
        at = at.parentWidget()
    text = getattr(widget, "text", str)()
    words = widget.objectName() or widget.accessibleName() or text
    return f"{type(widget).__name__} “{words}” in {' < '.join(names)}"


def visible(window: QWidget, *kinds: type[QWidget]) -> Iterator[QWidget]:
    """Return what can be seen of some kinds in a window, and in none over it."""
    for widget in window.findChildren(QWidget):
        wanted = not kinds or isinstance(widget, kinds)
        if wanted and widget.isVisible() and widget.window() is window:
            yield widget


def stops(window: QWidget) -> list[QWidget]:
    """Return the widgets on which Tab should stop."""
    return [
        widget
        for widget in visible(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not _inside_another(widget)
        and not _beside_the_checked(widget)
    ]


def _beside_the_checked(widget: QWidget) -> bool:
    """Whether it is one of several of which Tab stops at the checked one; arrows go to others."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and group.checkedButton() is not widget


def _inside_another(widget: QWidget) -> bool:
    """Whether it is a part of a spin box or a choice, which takes the focus for it."""
    above = widget.parentWidget()
    return isinstance(above, QAbstractSpinBox | QComboBox)


# What a screen reader is told


def unnamed(window: QWidget) -> list[str]:
    """Return what is wrong with the names, roles and descriptions of what takes the focus."""
    wrong = []
    for widget in stops(window):
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.isValid():
            wrong.append(f"{called(widget)}: screen readers are not told of it")
            continue
        name = told.text(QAccessible.Text.Name)
        hint = getattr(widget, "placeholderText", str)()
        if not name.strip() or name == hint:
            wrong.append(f"{called(widget)}: no name")
        if told.role() in _NO_ROLES and not isinstance(widget, QKeySequenceEdit):
            wrong.append(f"{called(widget)}: no role")
        described = told.text(QAccessible.Text.Description) or widget.toolTip()
        if isinstance(widget, (*INPUTS, QAbstractItemView)) and not described.strip():
            wrong.append(f"{called(widget)}: no description")
    return wrong


def without_buddy(window: QWidget) -> list[str]:
    """Return the labels that stand before a field and do not belong to it."""
    wrong = []
    for label in visible(window, QLabel):
        assert isinstance(label, QLabel)
        beside = _beside(label)
        if label.buddy() is None and isinstance(beside, INPUTS) and label.text():
            wrong.append(f"{called(label)}: no buddy, before {called(beside)}")
    return wrong


def _beside(label: QLabel) -> QWidget | None:
    parent = label.parentWidget()
    layout = parent.layout() if parent is not None else None
    if isinstance(layout, QFormLayout):
        return layout.labelForField(label)
    if isinstance(layout, QGridLayout) and layout.indexOf(label) >= 0:
        place = cast("tuple[int, ...]", layout.getItemPosition(layout.indexOf(label)))
        row, column, _, columns = place
        item = layout.itemAtPosition(row, column + columns)
        return item.widget() if item is not None and column == 0 else None
    return None


def silent_cells(window: QWidget) -> list[str]:
    """Return the cells of tables that do not say their column and value, or begin empty."""
    wrong: list[str] = []
    for table in visible(window, QTableView):
        assert isinstance(table, QTableView)
        model, header = table.model(), table.horizontalHeader()
        shown = [c for c in range(model.columnCount()) if not table.isColumnHidden(c)]
        shown.sort(key=header.visualIndex)
        if any(not _heading(table, column) for column in shown):
            wrong.append(f"{called(table)}: a column without a heading")
        for row in range(min(model.rowCount(), _ROWS_LOOKED_AT)):
            if not str(model.index(row, shown[0]).data() or "").strip() and not (
                _to_type_into(model.index(row, shown[0]))
            ):
                wrong.append(f"{called(table)}: row {row + 1} begins with an empty cell")
            for column in shown:
                wrong.extend(_cell(table, model.index(row, column)))
    return sorted(set(wrong))


def _to_type_into(index: QModelIndex) -> bool:
    """Whether it begins the blank row at the end, which says so."""
    editable = Qt.ItemFlag.ItemIsEditable in index.flags()
    return editable and index.row() == index.model().rowCount() - 1


def _heading(table: QTableView, column: int) -> str:
    model, across = table.model(), Qt.Orientation.Horizontal
    spoken = model.headerData(column, across, Qt.ItemDataRole.AccessibleTextRole)
    return str(spoken or model.headerData(column, across) or "")


def _cell(table: QTableView, index: QModelIndex) -> Iterator[str]:
    shown = str(index.data() or "").strip(_MARKS)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
    column = _heading(table, index.column())
    if column not in spoken:
        yield f"{called(table)}: {column}: the cell does not say its column"
    if shown not in spoken:
        yield f"{called(table)}: {column}: the cell does not say its value, {shown!r}"
    error = str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or "")
    if index.data(Qt.ItemDataRole.BackgroundRole) is not None and not (
        error or index.data(Qt.ItemDataRole.ToolTipRole)
    ):
        yield f"{called(table)}: {column}: the cell is marked and does not say why"


# What the keyboard can do


def walk(window: QWidget) -> list[QWidget]:
    """Press Tab until it comes back to where it was; return where it stopped."""
    begun = QApplication.focusWidget()
    assert begun is not None, "nothing has the keyboard"
    seen = [begun]
    for _ in range(_MOST_STOPS):
        at = QApplication.focusWidget()
        assert at is not None, f"the keyboard is lost after {called(seen[-1])}"
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if at is None or (at is not seen[-1] and at in seen):
            return seen
        if at is not seen[-1]:
            seen.append(at)
    return seen


def unreached(window: QWidget) -> list[str]:
    """Return what Tab should stop at and does not; what Tab has closed meanwhile is done with."""
    wanted = stops(window)
    seen = walk(window)
    reached = {id(each) for each in seen}
    wrong = [
        f"{called(each)}: Tab does not reach it"
        for each in wanted
        if each.isVisible() and id(each) not in reached
    ]
    if wrong:
        wrong.append("stopped at: " + " | ".join(called(each) for each in seen[-3:]))
    return wrong


def unseen_focus(window: QWidget) -> list[str]:
    """Return what looks the same with the keyboard as without."""
    wrong, begun = [], QApplication.focusWidget()
    for widget in stops(window):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is not widget:
            wrong.append(f"{called(widget)}: the keyboard cannot be put on it")
            continue
        having = widget.grab().toImage()
        widget.clearFocus()
        if having == widget.grab().toImage():
            wrong.append(f"{called(widget)}: having the keyboard does not show")
    if begun is not None:
        begun.setFocus()
    return wrong


def unreachable_actions(window: QWidget) -> list[str]:
    """Return the actions that are on and have neither key, button nor line in a menu."""
    offered: set[int] = {
        id(button.action)
        for button in visible(window, ActionButton)
        if isinstance(button, ActionButton) and _takes_focus(button)
    }
    for menu in window.findChildren(QMenu):
        offered.update(id(action) for action in menu.actions())
    return [
        f"{action.objectName()}: no key, no button, no line in a menu"
        for action in _actions(window)
        if id(action) not in offered and action.shortcut().isEmpty()
    ]


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _actions(window: QWidget) -> Iterable[QAction]:
    for widget in (window, *visible(window)):
        for action in widget.actions():
            if action.objectName() in ACTIONS and action.isEnabled() and action.isVisible():
                yield action


def gaps(window: QWidget) -> Sequence[str]:
    """Return every gap that the audit finds in what is in view; the keyboard may end elsewhere."""
    return [
        *unnamed(window),
        *without_buddy(window),
        *silent_cells(window),
        *unreachable_actions(window),
        *unreached(window),
        *unseen_focus(window),
    ]
