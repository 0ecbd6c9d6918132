"""The card of days without a sheet: a named person says that there is nothing to report."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from wardenlog.ui.actions import ActionButton
from wardenlog.ui.today import saying
from wardenlog.ui.today.card import Card
from wardenlog.ui.widgets.shorthand import date_in_short

if TYPE_CHECKING:
    from wardenlog.services.today import Today


class NilDays(Card):
    """`person_chosen` carries the id of who speaks for the days from now on."""

    person_chosen = Signal(str)

    def __init__(self, say_nothing: QAction, speaker: str | None) -> None:
        super().__init__("days")
        self._speaker = speaker
        self.day = QComboBox()
        self.person = QComboBox()
        self._say = ActionButton(say_nothing)
        self._answers = QWidget()
        grid = QGridLayout(self._answers)
        grid.setContentsMargins(0, 0, 0, 0)
        for column, (label, box, about) in enumerate(
            (
                (self.tr("Day"), self.day, self.tr("The day that there is nothing to report of.")),
                (self.tr("Said by"), self.person, self.tr("The person who says so.")),
            )
        ):
            words = QLabel(label)
            words.setBuddy(box)
            box.setAccessibleName(label)
            box.setAccessibleDescription(about)
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            grid.addWidget(words, 0, column)
            grid.addWidget(box, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._say, 2, 0, 1, 2)
        self.column.addWidget(self._answers)
        self.person.activated.connect(self._choose_person)

    def say_days(self, today: "Today") -> None:
        """Offer the days of a moment, and the people who may speak for them."""
        self.say(saying.days(today), 0)
        chosen = self.day.currentData()
        self.day.clear()
        for day in today.without_sheet:
            self.day.addItem(date_in_short(day), day)
        self.day.setCurrentIndex(max(0, self.day.findData(chosen)))
        self.person.clear()
        self.person.addItem(self.tr("Choose a person"), None)
        for one in today.people:
            self.person.addItem(f"{one.name} ({one.code})", one.id)
        self.person.setCurrentIndex(max(0, self.person.findData(self._speaker)))
        self._answers.setVisible(bool(today.without_sheet))

    def chosen_day(self) -> date | None:
        """Return the day that is chosen, None where there is none to choose."""
        return self.day.currentData()  # type: ignore[no-any-return]

    def chosen_person(self) -> str | None:
        """Return the id of who speaks, None where nobody is chosen yet."""
        return self.person.currentData()  # type: ignore[no-any-return]

    def begin(self) -> bool:
        """Put the keyboard on the person while there is none, then on the answer."""
        if self._answers.isVisibleTo(self):
            (self._say if self.chosen_person() else self.person).setFocus()
            return True
        return super().begin()

    def order_keys(self, after: QWidget) -> QWidget:
        """Let Tab go through the card after a widget; return the last one."""
        for widget in (self.day, self.person, self._say):
            QWidget.setTabOrder(after, widget)
            after = widget
        return super().order_keys(after)

    def _choose_person(self) -> None:
        self._speaker = self.chosen_person()
        if self._speaker is not None:
            self.person_chosen.emit(self._speaker)
