"""Asks what becomes of changes that are not saved when a sheet is left."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wardenlog.ui.prompts import Prompts


class Leaving(QObject):
    """`save` says whether it worked, `throw_away` forgets the changes, `leave` leaves."""

    def __init__(
        self,
        owner: QWidget,
        prompts: Prompts,
        save: Callable[[], bool],
        throw_away: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__(owner)
        self._prompts = prompts
        self._save = save
        self._throw_away = throw_away
        self._leave = leave

    def ask(self, sheet: str) -> None:
        """Ask, and do what is answered; Esc stays on the sheet."""
        self._prompts.choose(
            self.tr("Leave this sheet?"),
            self.tr("Sheet {0} has changes that are not saved.").format(sheet),
            {
                self.tr("Save and leave"): self._save_and_leave,
                self.tr("Leave it as a draft"): self._leave,
                self.tr("Throw away what is not saved"): self._give_up,
            },
        )

    def _save_and_leave(self) -> None:
        if self._save():
            self._leave()

    def _give_up(self) -> None:
        self._throw_away()
        self._leave()
