"""Shift+Enter on a sheet: done here, and on to the next visit, from wherever the keyboard is."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wardenlog.ui.actions import make_action
from wardenlog.ui.sheets.places import Places


class NextVisit(QObject):
    """From the head to the first new line, from a visit or its details to the line after it."""

    def __init__(self, owner: QWidget, places: Places) -> None:
        super().__init__(owner)
        self._places = places
        make_action("sheet.next_visit", owner, self.go)

    def go(self) -> None:
        """Take what is typed and begin the next visit; a name that is unclear is asked first."""
        header, grid, details = self._places.header, self._places.grid, self._places.details
        if header.here is not None:
            header.finish()
        elif details.has_keyboard():
            row = details.row
            self._places.commit()
            details.hide()
            grid.begin_after(grid.model().rowCount() if row is None else row)
        elif grid.is_typing:
            grid.finish_line()
        else:
            grid.begin_after(grid.currentIndex().row())
