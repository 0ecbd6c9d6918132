"""Tells every screen what of the record has changed, so that those that care read again."""

from PySide6.QtCore import QObject, Signal

from wardenlog.services.logbook import Changes


class Bus(QObject):
    """Carries one frozen `Changes` for each write."""

    changed = Signal(object)

    def tell(self, changes: Changes) -> None:
        """Tell the screens of a write; one that changed nothing is not told."""
        if changes.revisions:
            self.changed.emit(changes)
