"""Ctrl+Del on a sheet: a recorded visit is made void for a reason, anything else is taken out."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wardenlog.ui.actions import make_action
from wardenlog.ui.prompts import Prompts
from wardenlog.ui.sheets.places import Places


class VisitVoiding(QObject):
    """`changed` comes once the sheet has changed."""

    changed = Signal()

    def __init__(self, owner: QWidget, places: Places, prompts: Prompts) -> None:
        super().__init__(owner)
        self._places = places
        self._prompts = prompts
        self._row = 0
        self.void = make_action("sheet.void_visit", owner, self.ask)

    def ask(self) -> None:
        """Void the visit in hand, once a reason is given; in the details, remove the line."""
        places, presenter = self._places, self._places.presenter
        if places.details.has_keyboard():
            places.details.remove_line()
            return
        places.grid.commit()
        row = places.grid.currentIndex().row()
        if not 0 <= row < len(presenter.draft.visits):
            return
        if not presenter.is_recorded_visit(row):
            presenter.remove_visit(row)
            self.changed.emit()
            return
        number = presenter.draft.visits[row].number
        self._row = row
        self._prompts.ask_text(
            self.tr("Void visit {0}").format(number),
            self.tr("Why is visit {0} void? It stays on the sheet and counts nowhere.").format(
                number
            ),
            self._void_for,
        )

    def _void_for(self, reason: str) -> None:
        self._places.presenter.void_visit(self._row, reason)
        self.changed.emit()
