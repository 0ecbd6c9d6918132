"""The table of files: several may be selected, and the same one stays so as the list changes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from wardenlog.ui.check_returns.files import Received, tr
from wardenlog.ui.widgets.table_model import PagedTableModel


class FileList(QTableView):
    """`turned` comes when another file is the current one."""

    turned = Signal()

    def __init__(self, rows: PagedTableModel[Received], row_height: int) -> None:
        super().__init__()
        self.rows: Final = rows
        self._showing = False
        self.setModel(rows)
        self.setAccessibleName(tr("Returns"))
        self.setAccessibleDescription(
            tr("The files that are checked. What was found in the current one is below.")
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        width, header = self.fontMetrics().averageCharWidth(), self.horizontalHeader()
        heading = QFont(header.font())
        heading.setBold(True)
        heads = QFontMetrics(heading)
        for place, column in enumerate(rows.columns):
            wanted = heads.horizontalAdvance(column.heading) + width * 4
            self.setColumnWidth(place, max(wanted, width * (column.width + 3)))
        header.setMinimumSectionSize(width * 5)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSelectionModel(QItemSelectionModel(rows, header))
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(rows.sort)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.selectionModel().currentRowChanged.connect(self._turn)

    def show_keys(self, keys: Sequence[str]) -> None:
        """List these files, the current and the selected ones staying so."""
        current, chosen = self.current_key(), self.chosen()
        place = self.currentIndex().row()
        self._showing = True
        try:
            self.rows.show(keys)
            if current not in keys:
                current = keys[min(max(0, place), len(keys) - 1)] if keys else None
            if current is not None:
                self.choose(current)
            for key in chosen:
                self._select(key)
        finally:
            self._showing = False

    def current_key(self) -> str | None:
        """Return the file that is current, or None."""
        return self.rows.id_at(self.currentIndex().row())

    def chosen(self) -> list[str]:
        """Return the selected files, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [key for row in rows if (key := self.rows.id_at(row)) is not None]

    def choose(self, key: str) -> None:
        """Select one file, and make it the current one."""
        place = self.rows.position(key)
        if place is not None:
            flags = QItemSelectionModel.SelectionFlag  # not as the keys held down would have it
            command = flags.ClearAndSelect | flags.Rows
            self.selectionModel().setCurrentIndex(self.rows.index(place, 0), command)

    def _select(self, key: str) -> None:
        place = self.rows.position(key)
        if place is not None:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(self.rows.index(place, 0), flags.Select | flags.Rows)

    def _turn(self) -> None:
        if not self._showing:
            self.turned.emit()
