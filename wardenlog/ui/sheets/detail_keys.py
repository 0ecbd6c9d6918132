"""The keys that open, turn and close the details under the grid."""

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from wardenlog.ui.actions import make_action
from wardenlog.ui.sheets.grid_model import COLUMNS
from wardenlog.ui.sheets.places import Places


class DetailKeys(QObject):
    """The details follow the visit in hand while they are open. `told` says why they stay shut.

    They open at the kind of the cell in hand, with what cannot be read there. `changed` comes when
    that has changed the sheet.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, owner: QWidget, places: Places) -> None:
        super().__init__(owner)
        self._places = places
        make_action("sheet.details", owner, self.turn)
        places.grid.details_wanted.connect(self.turn)
        make_action("sheet.sheet_details", owner, self.turn_sheet)
        make_action("sheet.next_section", owner, places.details.next_section)
        make_action("sheet.previous_section", owner, places.details.previous_section)
        places.details.done.connect(self.close)
        places.grid.selectionModel().currentRowChanged.connect(self._follow)

    def turn(self) -> None:
        """Open the details of the visit in hand, or close those that are open."""
        details, grid = self._places.details, self._places.grid
        self._places.commit()
        if details.isVisible() and details.row is not None:
            self.close()
            return
        presenter = self._places.presenter
        row, field = grid.currentIndex().row(), COLUMNS[grid.currentIndex().column()].field
        if not 0 <= row < len(presenter.draft.visits):
            self.told.emit(self.tr("Type the visit’s hotspot first, then its details."))
            return
        carried = presenter.carry_to_details(row, field) if field else None
        details.open(row, field)
        if carried is None:
            details.begin()
        else:
            self.changed.emit()
            details.begin_line(carried)

    def turn_sheet(self) -> None:
        """Open what belongs to the whole sheet, or close it."""
        details = self._places.details
        self._places.commit()
        if details.isVisible() and details.row is None:
            self.close()
            return
        details.open(None)
        details.begin()

    def close(self) -> None:
        """Go back to the cell that the details were opened from."""
        self._places.commit()
        self._places.details.hide()
        self._places.grid.setFocus()

    def _follow(self, here: QModelIndex) -> None:
        """Show the details of the visit that the keyboard went to, while details are shown."""
        details = self._places.details
        shown = details.isVisible() and details.row is not None
        row = here.row()
        if shown and row != details.row and 0 <= row < len(self._places.presenter.draft.visits):
            section = details.model.section
            details.open(row, section.name if section else None)
