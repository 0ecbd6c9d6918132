"""What stands in a list's place while nothing is listed: why, and what to do next."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardenlog.ui.actions import ActionButton
from wardenlog.ui.widgets.register.spec import RegisterSpec
from wardenlog.ui.widgets.words import Words

translate = QCoreApplication.translate


class Nothing(QWidget):
    """A sentence and the buttons of what is usually done then."""

    def __init__(self, spec: RegisterSpec[Any]) -> None:
        super().__init__()
        self._spec = spec
        self.sentence = Words(wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._line = QHBoxLayout()
        self._line.addStretch()
        self._line.addStretch()
        self.buttons: list[ActionButton] = []
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.sentence)
        column.addLayout(self._line)
        column.addStretch(2)

    def offer(self, action: QAction) -> None:
        """Add a button; the first, of what lets everything through, is there while it can."""
        button = ActionButton(action)
        self.buttons.append(button)
        self._line.insertWidget(self._line.count() - 1, button)

    def say(self, *, narrows: bool) -> None:
        """Say why nothing is listed: because it is narrowed, or because there is nothing yet."""
        none = self.tr("No {0} matches. Take a word or a filter away.")
        self.sentence.say(
            none.format(translate("register", self._spec.one))
            if narrows
            else translate("register", self._spec.empty)
        )
        show_all, *others = self.buttons
        show_all.setVisible(narrows)
        for button in others:
            button.setVisible(not narrows)
            button.setProperty("main", True)
