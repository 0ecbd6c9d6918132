"""Ctrl+L on a sheet: a locked field of the head carries to the next sheet."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wardenlog.settings import SettingsFile
from wardenlog.ui.actions import make_action
from wardenlog.ui.prompts import Prompts
from wardenlog.ui.sheets.header import SheetHeader


class HeadLocks(QObject):
    """Remembers which fields are locked, on this computer. `told` says what that does."""

    told = Signal(str)

    def __init__(
        self, owner: QWidget, header: SheetHeader, settings: SettingsFile, prompts: Prompts
    ) -> None:
        super().__init__(owner)
        self._header = header
        self._settings = settings
        self._prompts = prompts
        make_action("sheet.lock", owner, self.turn)
        header.lock(self.locked)

    @property
    def locked(self) -> frozenset[str]:
        """The names of the fields that carry."""
        return self._settings.now.sheets.locked

    def turn(self) -> None:
        """Lock or unlock the field in hand; from the grid the whole head, but for its number."""
        settings, locked, here = self._settings.now, self.locked, self._header.here
        lockable = frozenset(self._header.names) - {"sheet"}
        if here == "sheet":
            self.told.emit(self.tr("The sheet number goes up by one by itself"))
            return
        asked = lockable if here is None else frozenset({here})
        now = locked - asked if asked <= locked else locked | asked
        choices = replace(settings.sheets, locked=now)
        try:
            self._settings.remember(replace(settings, sheets=choices))
        except OSError as e:
            self._prompts.tell_error(e)
        self._header.lock(now)
        self.told.emit(
            self.tr("Locked: it carries to the next sheet")
            if asked <= now
            else self.tr("Unlocked: it is blank on the next sheet")
        )
