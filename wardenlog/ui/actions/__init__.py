"""Every action of the window in one registry, one file for each screen."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from wardenlog.ui.actions import (
    backups,
    check_returns,
    checks,
    form,
    go,
    grant,
    help,  # noqa: A004 - the screen's name
    hotspots,
    imports,
    keys,
    lists,
    money,
    people,
    powers,
    returns,
    settings,
    sheet,
    sheets,
    start,
    today,
    window,
)
from wardenlog.ui.actions.spec import ActionSpec
from wardenlog.ui.theme.icons import icon, icon_size

__all__ = ["ACTIONS", "ActionButton", "ActionSpec", "give_keys", "make_action", "translated"]

ACTIONS: Final[dict[str, ActionSpec]] = {
    **window.ACTIONS,
    **form.ACTIONS,
    **go.ACTIONS,
    **today.ACTIONS,
    **lists.ACTIONS,
    **sheets.ACTIONS,
    **sheet.ACTIONS,
    **hotspots.ACTIONS,
    **people.ACTIONS,
    **powers.ACTIONS,
    **grant.ACTIONS,
    **money.ACTIONS,
    **returns.ACTIONS,
    **check_returns.ACTIONS,
    **checks.ACTIONS,
    **settings.ACTIONS,
    **backups.ACTIONS,
    **help.ACTIONS,
    **imports.ACTIONS,
    **start.ACTIONS,
    **keys.ACTIONS,
}
"""Every action by its id: the screen it belongs to, then what it does."""


def make_action(action_id: str, owner: QWidget, do: Callable[[], object]) -> QAction:
    """Give a widget an action of the registry; its keys work while the focus is in the widget.

    KeyError where the registry has no such action. `do` is a bound method without arguments.
    """
    spec = ACTIONS[action_id]
    action = QAction(translated(spec.text), owner)
    action.setObjectName(action_id)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    give_keys(action, spec.keys)
    if spec.icon:
        action.setIcon(icon(spec.icon))
    action.triggered.connect(do)
    owner.addAction(action)
    return action


def give_keys(action: QAction, keys: Sequence[str]) -> None:
    """Give an action of the registry keys, in Qt's portable spelling, and name them in its tip."""
    action.setShortcuts([QKeySequence(each) for each in keys])
    tip = translated(ACTIONS[action.objectName()].tip)
    first = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tip} ({first})" if first else tip)


def translated(text: str) -> str:
    """Return a text of the registry in the user's language."""
    return QCoreApplication.translate("actions", text)


class ActionButton(QPushButton):
    """A button that does an action, says its keys, and is off when the action is.

    With the property `main` it is the one that goes on; with `plain` it has no frame.
    """

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(action.text(), parent)
        self._action = action
        self._put_away = False
        self.clicked.connect(self._press)
        action.changed.connect(self._follow)
        self._follow()
        self._draw()

    @property
    def action(self) -> QAction:
        """What it does."""
        return self._action

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.DynamicPropertyChange):
            self._draw()
        return super().event(event)

    def _press(self) -> None:
        self._action.trigger()

    def _follow(self) -> None:
        self.setAccessibleName(self._action.text())
        self.setAccessibleDescription(self._action.toolTip())
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())
        if self._put_away == self._action.isVisible():
            self._put_away = not self._put_away
            self.setVisible(not self._put_away)

    def _draw(self) -> None:
        spec = ACTIONS.get(self._action.objectName())
        if spec is not None and spec.icon:
            main = bool(self.property("main"))
            role = QPalette.ColorRole.HighlightedText if main else QPalette.ColorRole.ButtonText
            gap = icon_size() // 4 if self.text() else 0
            self.setIcon(icon(spec.icon, ink=role, gap=gap))
            self.setIconSize(QSize(icon_size() + gap, icon_size()))

    def say(self, text: str) -> None:
        """Show other words than the action's, or its icon alone where there are none."""
        self.setText(text)
        self._draw()
