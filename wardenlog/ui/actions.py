"""Every action of the window in one registry: what it is called, its keys and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001 - read by the translators' tool
    """Mark a text to be translated where it is shown; Qt's own says that it returns an object."""
    return text


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action as a person meets it. `keys` are in Qt's portable spelling; some have none."""

    text: str
    keys: tuple[str, ...]
    tip: str


def _spec(text: str, keys: str, tip: str) -> ActionSpec:
    return ActionSpec(text, tuple(keys.split()), tip)


ACTIONS: Final = {
    "go.sheets": _spec(
        QT_TRANSLATE_NOOP("actions", "Sheets"),
        "Alt+1",
        QT_TRANSLATE_NOOP("actions", "Go to the shift sheets."),
    ),
    "go.returns": _spec(
        QT_TRANSLATE_NOOP("actions", "Returns"),
        "Alt+2",
        QT_TRANSLATE_NOOP("actions", "Go to the returns."),
    ),
    "sheets.new": _spec(
        QT_TRANSLATE_NOOP("actions", "New sheet"),
        "Ctrl+N",
        QT_TRANSLATE_NOOP("actions", "Type up a paper shift sheet."),
    ),
    "sheets.open": _spec(
        QT_TRANSLATE_NOOP("actions", "Open"),
        "Return Enter",
        QT_TRANSLATE_NOOP("actions", "Open the selected sheet."),
    ),
    "sheets.find": _spec(
        QT_TRANSLATE_NOOP("actions", "Find a sheet"),
        "Ctrl+F",
        QT_TRANSLATE_NOOP("actions", "Go to the box that narrows the list."),
    ),
    "sheets.void": _spec(
        QT_TRANSLATE_NOOP("actions", "Void…"),
        "Ctrl+Del",
        QT_TRANSLATE_NOOP(
            "actions", "Make the selected sheet void, with a reason. It stays in the list."
        ),
    ),
    "sheets.restore": _spec(
        QT_TRANSLATE_NOOP("actions", "Restore"),
        "",
        QT_TRANSLATE_NOOP("actions", "Make the selected void sheet count again."),
    ),
    "sheet.save": _spec(
        QT_TRANSLATE_NOOP("actions", "Save"),
        "Ctrl+S",
        QT_TRANSLATE_NOOP("actions", "Save this sheet as it is, finished or not."),
    ),
    "sheet.finish": _spec(
        QT_TRANSLATE_NOOP("actions", "Finish and next"),
        "Ctrl+Return Ctrl+Enter",
        QT_TRANSLATE_NOOP("actions", "Finish this sheet, so that it counts, and begin the next."),
    ),
    "sheet.reopen": _spec(
        QT_TRANSLATE_NOOP("actions", "Mark as unfinished"),
        "",
        QT_TRANSLATE_NOOP(
            "actions", "Make this sheet unfinished again, so that it counts nowhere."
        ),
    ),
    "sheet.void_visit": _spec(
        QT_TRANSLATE_NOOP("actions", "Void visit…"),
        "Ctrl+Del",
        QT_TRANSLATE_NOOP("actions", "Make the selected visit void, with a reason."),
    ),
    "sheet.undo": _spec(
        QT_TRANSLATE_NOOP("actions", "Undo"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Take back the last change, also after saving."),
    ),
    "sheet.problem": _spec(
        QT_TRANSLATE_NOOP("actions", "Next problem"),
        "F8",
        QT_TRANSLATE_NOOP("actions", "Go to the next field that needs attention."),
    ),
    "sheet.list": _spec(
        QT_TRANSLATE_NOOP("actions", "Back to the list"),
        "Esc",
        QT_TRANSLATE_NOOP("actions", "Leave this sheet. You are asked before changes are lost."),
    ),
    "return.build": _spec(
        QT_TRANSLATE_NOOP("actions", "Build the return"),
        "Ctrl+B",
        QT_TRANSLATE_NOOP(
            "actions", "Make the workbook of this return. The record stays as it is."
        ),
    ),
    "return.cancel": _spec(
        QT_TRANSLATE_NOOP("actions", "Cancel"),
        "",
        QT_TRANSLATE_NOOP("actions", "Stop building. No file is left behind."),
    ),
    "return.choose": _spec(
        QT_TRANSLATE_NOOP("actions", "Choose…"),
        "",
        QT_TRANSLATE_NOOP("actions", "Choose where the workbook is kept."),
    ),
    "return.folder": _spec(
        QT_TRANSLATE_NOOP("actions", "Open the folder"),
        "",
        QT_TRANSLATE_NOOP("actions", "Show the workbook in its folder."),
    ),
    "start.make": _spec(
        QT_TRANSLATE_NOOP("actions", "Make a new record here"),
        "",
        QT_TRANSLATE_NOOP("actions", "Make an empty record in the folder that is named."),
    ),
    "start.demo": _spec(
        QT_TRANSLATE_NOOP("actions", "Open the demo council"),
        "",
        QT_TRANSLATE_NOOP("actions", "Look around in a fictional council’s two years."),
    ),
}
"""Every action by its id: the screen it belongs to, then what it does."""


def make_action(action_id: str, owner: QWidget, do: Callable[[], object]) -> QAction:
    """Give a widget an action of the registry; its keys work while the focus is in the widget.

    KeyError where the registry has no such action. `do` is a bound method without arguments.
    """
    spec = ACTIONS[action_id]
    action = QAction(translated(spec.text), owner)
    action.setObjectName(action_id)
    action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    tip = translated(spec.tip)
    action.setToolTip(f"{tip} ({keys})" if keys else tip)
    action.triggered.connect(do)
    owner.addAction(action)
    return action


def translated(text: str) -> str:
    """Return a text of the registry in the user's language."""
    return QCoreApplication.translate("actions", text)


class ActionButton(QPushButton):
    """A button that does an action, says its keys, and is off when the action is."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(action.text(), parent)
        self._action = action
        self._put_away = False
        self.setAccessibleName(action.text())
        self.setAccessibleDescription(action.toolTip())
        self.setToolTip(action.toolTip())
        self.clicked.connect(self._press)
        action.changed.connect(self._follow)
        self._follow()

    def _press(self) -> None:
        self._action.trigger()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        if self._put_away == self._action.isVisible():
            self._put_away = not self._put_away
            self.setVisible(not self._put_away)
