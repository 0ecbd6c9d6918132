"""Offers the sheets that were being typed and not saved: go on with one, or throw it away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wardenlog import clock
from wardenlog.ui.sheets.kept import KeptSheet
from wardenlog.ui.widgets.shorthand import date_in_short
from wardenlog.ui.widgets.words import Words


class DraftOffers(QFrame):
    """One line for each kept sheet; the signals carry the `KeptSheet`. Not there without one."""

    wanted = Signal(object)
    unwanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._lines = QVBoxLayout(self)
        self.hide()

    def offer(self, sheets: Sequence[KeptSheet]) -> None:
        """Offer these sheets, in place of those before."""
        while (item := self._lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        for each in sheets:
            offer = _Offer(each)
            offer.wanted.connect(self.wanted)
            offer.unwanted.connect(self.unwanted)
            self._lines.addWidget(offer)
        self.setVisible(bool(sheets))


class _Offer(QWidget):
    """The offer of one sheet."""

    wanted = Signal(object)
    unwanted = Signal(object)

    def __init__(self, kept: KeptSheet) -> None:
        super().__init__()
        self._kept = kept
        number = kept.draft.sheet or self.tr("without a number")
        go_on = QPushButton(self.tr("Go on with it"))
        go_on.setObjectName("go_on")
        throw = QPushButton(self.tr("Throw away"))
        throw.setObjectName("throw_away")
        for button, does in (
            (go_on, self.tr("Open sheet {0} as it was being typed.")),
            (throw, self.tr("Forget what was typed of sheet {0} and not saved.")),
        ):
            button.setAccessibleName(f"{button.text()}: {self.tr('sheet')} {number}")
            button.setAccessibleDescription(does.format(number))
            button.setToolTip(does.format(number))
        go_on.clicked.connect(self._want)
        throw.clicked.connect(self._give_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Words(self._sentence(number)), 1)
        row.addWidget(go_on)
        row.addWidget(throw)

    def _want(self) -> None:
        self.wanted.emit(self._kept)

    def _give_up(self) -> None:
        self.unwanted.emit(self._kept)

    def _sentence(self, number: str) -> str:
        kept = self._kept
        at, today = clock.local(kept.kept_at), clock.local_date(clock.now())
        when = at.strftime("%H:%M")
        if at.date() != today:
            when = self.tr("{0} on {1}").format(when, date_in_short(at.date()))
        visits = len(kept.draft.visits)
        typed = self.tr("1 visit") if visits == 1 else self.tr("{0} visits").format(visits)
        return self.tr("Sheet {0} was being typed at {1}, with {2}. It is not saved.").format(
            number, when, typed
        )
