"""The agreement and the period in view: chosen once, and kept to by every screen."""

from PySide6.QtCore import QObject, Signal

from wardenlog.services.periods import Viewed


class View(QObject):
    """What is in view now. `changed` comes when another agreement or period is chosen."""

    changed = Signal()

    def __init__(self, now: Viewed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = now

    def choose(self, viewed: Viewed) -> None:
        """Look at another agreement or period from now on."""
        if viewed != self.now:
            self.now = viewed
            self.changed.emit()
