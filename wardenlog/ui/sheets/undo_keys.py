"""Ctrl+Z and Ctrl+Y on a sheet: a step back or on again, and the keyboard where it shows."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wardenlog.errors import MachineError, UserError
from wardenlog.ui.actions import make_action
from wardenlog.ui.bus import Bus
from wardenlog.ui.sheets.places import Places
from wardenlog.ui.sheets.steps import Taken


class UndoKeys(QObject):
    """`changed` comes once the sheet has changed, `told` with the step in words."""

    changed = Signal()
    told = Signal(str)

    def __init__(self, owner: QWidget, places: Places, bus: Bus) -> None:
        super().__init__(owner)
        self._places = places
        self._bus = bus
        self.undo = make_action("sheet.undo", owner, self.take_back)
        make_action("sheet.redo", owner, self.do_again)

    def take_back(self) -> None:
        """Take back the last step, also a save."""
        self._turn(self._places.presenter.undo, self.tr("Undone: {0}"))

    def do_again(self) -> None:
        """Do again what was taken back last."""
        self._turn(self._places.presenter.redo, self.tr("Done again: {0}"))

    def _turn(self, turn: Callable[[], Taken], words: str) -> None:
        places = self._places
        places.commit()
        before = places.presenter.draft
        try:
            taken = turn()
        except (UserError, MachineError) as e:
            self.told.emit(e.message)
            return
        self.changed.emit()
        self._bus.tell(taken.changes)
        places.show_change(before, places.presenter.draft)
        self.told.emit(words.format(taken.step.words))
