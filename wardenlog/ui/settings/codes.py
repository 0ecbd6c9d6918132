"""The short codes that sheets take for a place or person: listed, and forgotten by a key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListWidget, QVBoxLayout

from wardenlog.errors import MachineError
from wardenlog.services import short_codes
from wardenlog.services.short_codes import ShortCode
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.words import Words

_LINES_HIGH = 9
"""Height of the list in lines of text: about five codes with the space around them."""


class ShortCodes(QFrame):
    """A card: the list, and a button that forgets. `told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._desk = desk
        self._codes: list[ShortCode] = []
        self.list = QListWidget()
        self.list.setObjectName("codes")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Short codes"))
        self.list.setAccessibleDescription(
            self.tr("What is typed on sheets, and the hotspot or person it is taken for.")
        )
        self.list.setFixedHeight(self.fontMetrics().height() * _LINES_HIGH)
        self._none = Words(
            self.tr("None yet. Sheets ask once what a short text means, and remember it."), "muted"
        )
        self._forget = make_action("settings.forget_code", self.list, self.forget)
        button = QHBoxLayout()
        button.addWidget(ActionButton(self._forget))
        button.addStretch()
        unit = self.fontMetrics().height() // 2
        column = QVBoxLayout(self)
        column.setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2)
        column.setSpacing(unit)
        column.addWidget(Words(self.tr("Short codes"), "heading"))
        column.addWidget(
            Words(self.tr("What sheets take for a hotspot or person; kept in the record."), "muted")
        )
        column.addWidget(self._none)
        column.addWidget(self.list)
        column.addLayout(button)
        self.list.itemSelectionChanged.connect(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """Show what is remembered now."""
        self._codes = short_codes.remembered(self._desk.record)
        self.list.clear()
        for each in self._codes:
            self.list.addItem(self._words(each))
        self.list.setVisible(bool(self._codes))
        self._none.setVisible(not self._codes)
        self._forget.setVisible(bool(self._codes))
        self._follow()

    def forget(self) -> None:
        """Forget the selected codes, and stay where they were."""
        row = self.list.currentRow()
        chosen = [self._codes[each.row()] for each in self.list.selectedIndexes()]
        try:
            for each in chosen:
                short_codes.forget(self._desk.record, each.kind, each.typed)
        except MachineError as e:
            self._desk.prompts.tell_error(e)
        self.refresh()
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        if len(chosen) == 1:
            self.told.emit(self.tr("“{0}” is asked about again").format(chosen[0].typed))
        elif chosen:
            self.told.emit(self.tr("{0} short codes are asked about again").format(len(chosen)))

    def _follow(self) -> None:
        self._forget.setEnabled(bool(self.list.selectedIndexes()))

    def _words(self, one: ShortCode) -> str:
        kind = self.tr("hotspot") if one.kind == "hotspot" else self.tr("person")
        return self.tr("{0} = {1} {2} ({3})").format(one.typed, one.code, one.name, kind)
