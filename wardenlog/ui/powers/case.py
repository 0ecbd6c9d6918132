"""The case of the selected power: its steps, what may come next, the law, what the checks ask."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from wardenlog.services.powers import Case, PowerLine
from wardenlog.ui.powers.wording import (
    about_words,
    case_step_words,
    case_title,
    finding_words,
    law_words,
    next_words,
)
from wardenlog.ui.widgets.words import Words

_MOST_ROWS: Final = 6
"""Steps in sight; a longer case scrolls."""


class CasePanel(QWidget):
    """`step_wanted` carries the id of a step that is to be selected in the register."""

    step_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = Words(kind="heading", wrap=True)
        self._about = Words(kind="muted", wrap=True)
        self.steps = QListWidget()
        self._next = Words(wrap=True)
        self._law = Words(kind="muted", wrap=True)
        self._asked = Words(wrap=True)
        self.steps.setAccessibleName(self.tr("Steps of the case"))
        self.steps.setAccessibleDescription(
            self.tr("From the first to the newest. Enter goes to a step in the list.")
        )
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.steps.itemActivated.connect(self._wish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self._title,
            self._about,
            self.steps,
            self._next,
            self._law,
            self._asked,
        ):
            layout.addWidget(widget)

    def show_case(self, case: Case, current: PowerLine) -> None:
        """Show a case, and what is known of the one of its steps that is selected."""
        self._title.say(case_title(case))
        self._about.say(about_words(current))
        self.steps.clear()
        for line in case.steps:
            words = case_step_words(line)
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, line.id)
            item.setToolTip(words)
            self.steps.addItem(item)
            if line.id == current.id:
                self.steps.setCurrentItem(item)
        self._fit()
        self._next.say(next_words(case))
        self._law.say("" if case.law is None else law_words(case.law))
        self._law.setVisible(case.law is not None)
        waiting = any(each.explained is None for each in current.findings)
        self._asked.say(
            "\n".join(finding_words(each) for each in current.findings),
            "warn" if waiting else "good",
        )
        self._asked.setVisible(bool(current.findings))

    def _fit(self) -> None:
        rows = range(min(self.steps.count(), _MOST_ROWS))
        height = sum(self.steps.sizeHintForRow(row) for row in rows)
        self.steps.setFixedHeight(height + 2 * self.steps.frameWidth() + 2)

    def _wish(self, item: QListWidgetItem) -> None:
        self.step_wanted.emit(item.data(Qt.ItemDataRole.UserRole))
