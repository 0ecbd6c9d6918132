"""The page that brings in a file, and shows the imports made so far."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.imports.flow import FILE, ImportFlow
from wardenlog.ui.imports.history import History
from wardenlog.ui.widgets.words import Words


class ImportPage(QWidget):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.flow = ImportFlow(desk)
        self.history = History(desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Words(self.tr("Import"), "title"))
        layout.addWidget(self.flow)
        layout.addWidget(self.history, 1)
        self._layout = layout
        self.flow.told.connect(self.told)
        self.history.told.connect(self.told)
        self.flow.step_changed.connect(self._make_room)
        self.flow.saved.connect(self._choose_newest)
        self._make_room(FILE)

    def start(self) -> None:
        """Put the keyboard where work goes on."""
        self.flow.start()

    def show_place(self, place: Place) -> None:
        """Show the import that is named."""
        position = self.history.model.position(place.record_id or "")
        if position is not None:
            self.history.table.setCurrentIndex(self.history.model.index(position, 0))
            self.history.table.setFocus()

    def _choose_newest(self) -> None:
        self.history.read()
        self.history.choose_newest()
        self.history.table.setFocus()

    def _make_room(self, step: int) -> None:
        """Show the imports so far beside the first step only: the others need the room."""
        self.history.setVisible(step == FILE)
        self._layout.setStretchFactor(self.flow, 0 if step == FILE else 1)
