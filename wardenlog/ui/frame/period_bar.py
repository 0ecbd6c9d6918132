"""The agreement and the period in view: shown, and chosen, for every page at once."""

from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import (
    AgreementChoice,
    Viewed,
    first_viewed,
    holds_sheets,
    reporting_periods,
    short_words,
)
from wardenlog.settings import ViewChoice
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk

_WIDEST: Final = 30
"""Characters of an agreement's name that are shown."""


class PeriodBar(QWidget):
    """Two choices, and a button for the period before and the one after."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """The actions' keys work while the focus is in the owner."""
        super().__init__()
        self._desk = desk
        self._agreements: list[AgreementChoice] = []
        self._waits_for_sheet = not holds_sheets(desk.record.store)
        self.agreement, self.period = QComboBox(), QComboBox()
        self._before = make_action("window.period_before", owner, self._go_before)
        self._after = make_action("window.period_after", owner, self._go_after)
        self._newest = make_action("window.period_newest", owner, self._go_newest)
        self._lay_out()
        self.agreement.activated.connect(self._choose_agreement)
        self.period.activated.connect(self._choose_period)
        desk.view.changed.connect(self.refresh)
        desk.view.changed.connect(self._remember)
        desk.bus.changed.connect(self._hear)
        self._know()

    def refresh(self) -> None:
        """Show what is in view."""
        viewed = self._desk.view.now
        self.agreement.setCurrentIndex(self.agreement.findData(viewed.agreement))
        periods = self._periods()
        if viewed.period not in periods:
            periods = [viewed.period, *periods]
        self.period.clear()
        for each in periods:
            self.period.addItem(short_words(each), each)
        self.period.setCurrentIndex(periods.index(viewed.period))
        self.period.setToolTip(viewed.period.words())
        self.agreement.setVisible(len(self._agreements) > 1)
        self._before.setEnabled(self._neighbour(1) is not None)
        self._after.setEnabled(self._neighbour(-1) is not None)
        self._newest.setEnabled(bool(periods) and periods[0] != viewed.period)

    def _lay_out(self) -> None:
        self.agreement.setAccessibleName(self.tr("Agreement in view"))
        self.agreement.setAccessibleDescription(self.tr("Every page keeps to this agreement."))
        self.agreement.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.agreement.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST)
        self.period.setAccessibleName(self.tr("Period in view"))
        self.period.setAccessibleDescription(self.tr("Every page keeps to this period."))
        self.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.fontMetrics().height() // 4)
        row.addWidget(self.agreement)
        row.addWidget(_arrow(self._before))
        row.addWidget(self.period)
        row.addWidget(_arrow(self._after))

    def _know(self) -> None:
        self._agreements = self._desk.agreements()
        self.agreement.clear()
        for each in self._agreements:
            self.agreement.addItem(each.reference, each.reference)
        self.refresh()

    def _periods(self, reference: str | None = None) -> list[Period]:
        wanted = reference or self._desk.view.now.agreement
        today = clock.local_date(clock.now())
        known = (each for each in self._agreements if each.reference == wanted)
        return next((reporting_periods(each, today) for each in known), [])

    def _neighbour(self, step: int) -> Period | None:
        """Return the period so many steps back in time, or None where there is none."""
        periods, here = self._periods(), self._desk.view.now.period
        if here not in periods:
            return periods[0] if periods else None
        place = periods.index(here) + step
        return periods[place] if 0 <= place < len(periods) else None

    def _go_before(self) -> None:
        self._look_at(self._neighbour(1))

    def _go_after(self) -> None:
        self._look_at(self._neighbour(-1))

    def _go_newest(self) -> None:
        self._look_at(next(iter(self._periods()), None))

    def _choose_period(self) -> None:
        self._look_at(self.period.currentData())

    def _choose_agreement(self) -> None:
        reference = self.agreement.currentData()
        periods = self._periods(reference)
        here = self._desk.view.now.period
        period = here if here in periods or not periods else periods[0]
        self._desk.view.choose(Viewed(reference, period))

    def _look_at(self, period: Period | None) -> None:
        if period is not None:
            self._desk.view.choose(Viewed(self._desk.view.now.agreement, period))

    def _remember(self) -> None:
        now = self._desk.view.now
        if now.agreement is not None:
            choice = ViewChoice(agreement=now.agreement, from_on=now.period.from_on)
            self._desk.settings.choose(view=choice)

    def _hear(self, changes: object) -> None:
        if isinstance(changes, Changes) and "shift" in changes.kinds:
            self._go_to_first_sheet()
        if isinstance(changes, Changes) and changes.kinds & {"agreement", "organisation"}:
            self._know()
            known = {each.reference for each in self._agreements}
            if self._desk.view.now.agreement not in known:
                self._look_at_first()

    def _go_to_first_sheet(self) -> None:
        """Look at the period of the first sheet of a new record, whenever it was."""
        if self._waits_for_sheet and holds_sheets(self._desk.record.store):
            self._waits_for_sheet = False
            self._look_at_first()

    def _look_at_first(self) -> None:
        today = clock.local_date(clock.now())
        self._desk.view.choose(first_viewed(self._desk.record.store, today))


def _arrow(action: QAction) -> ActionButton:
    button = ActionButton(action)
    button.setProperty("plain", True)
    button.say("")
    return button
