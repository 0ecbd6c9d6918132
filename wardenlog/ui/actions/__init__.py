"""Every action of the window in one registry, one file for each screen."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from wardenlog.ui.actions import go, lists, returns, sheet, sheets, start
from wardenlog.ui.actions.spec import ActionSpec

__all__ = ["ACTIONS", "ActionButton", "ActionSpec", "make_action", "translated"]

ACTIONS: Final[dict[str, ActionSpec]] = {
    **go.ACTIONS,
    **lists.ACTIONS,
    **sheets.ACTIONS,
    **sheet.ACTIONS,
    **returns.ACTIONS,
    **start.ACTIONS,
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
