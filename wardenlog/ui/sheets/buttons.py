"""The line of buttons under a sheet, of which the two that go on always show their words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardenlog.ui.actions import ActionButton
from wardenlog.ui.widgets.flow import Flow

_LINES: Final = 2
"""Lines of buttons that a sheet has room for; where more are needed, icons have to do."""


class SheetButtons(QWidget):
    """Actions on the left that give way, and on the right those to save and to go on by."""

    def __init__(self, actions: Sequence[QAction], going_on: Sequence[QAction]) -> None:
        super().__init__()
        self._others = [ActionButton(action) for action in actions]
        self._flow = Flow()
        for button in self._others:
            self._flow.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(self._flow, 1)
        for action in going_on:
            button = ActionButton(action)
            button.setProperty("main", action is going_on[-1])
            row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show words where they fit on few lines, and else the icons alone."""
        for button in self._others:
            button.say(button.action.text())
        one = max((button.sizeHint().height() for button in self._others), default=0)
        high = self._flow.heightForWidth(self._flow.geometry().width())
        if high > one * _LINES + self._flow.spacing() * (_LINES - 1):
            for button in self._others:
                if not button.icon().isNull():
                    button.say("")
