"""Takes back what was done on a page, one change after another, whichever part of it did it."""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wardenlog.errors import MachineError, UserError
from wardenlog.services.logbook import Changes
from wardenlog.ui.desk import Desk

_MOST: Final = 50


class Steps(QObject):
    """The changes that came while a page was in front, of kinds that are its own.

    `changed` comes when there is something to take back, or no longer is; `told` says what came
    of it.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, desk: Desk, page: QWidget, kinds: frozenset[str]) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._kinds = kinds
        self._done: list[Changes] = []
        desk.bus.changed.connect(self._hear)

    @property
    def any(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._done)

    def take_back(self) -> None:
        """Undo the newest change, all of it; where something changed it since, say so."""
        if not self._done:
            return
        newest = self._done.pop()
        try:
            undone = self._desk.logbook.take_back(newest)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            self._done.clear()
        else:
            waiting, self._done = self._done, []
            self._desk.bus.tell(undone)
            self._done = waiting
            self.told.emit(self.tr("Taken back"))
        self.changed.emit()

    def _hear(self, changes: object) -> None:
        here = self._page.isVisible()
        if isinstance(changes, Changes) and here and changes.kinds <= self._kinds:
            self._done = [*self._done, changes][-_MOST:]
            self.changed.emit()
