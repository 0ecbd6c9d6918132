"""The table of a section of the details: Enter goes on, and past a blank line to what follows."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wardenlog.ui.sheets.detail_model import DetailModel
from wardenlog.ui.sheets.draft import SheetDraft
from wardenlog.ui.sheets.grid import CellDelegate
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.widgets.field import Field
from wardenlog.ui.widgets.type_ahead import TypeAhead

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemDelegate.EndEditHint

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROWS_SHOWN: Final = 3
_LEAST_ROWS: Final = 2
"""Rows in sight where there is room, and where there is not."""

_RIM: Final = 6
"""Pixels of the frame and of its focus ring, above and below."""


class DetailDelegate(CellDelegate):
    """Makes the field of a cell: one that lists what fits where there is something to list."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        words = model.words(index) if isinstance(model, DetailModel) else []
        field = self.lister(words, parent) if words else Field(parent)
        return self.opened(field, index)


class DetailTable(QTableView):
    """`finished` comes when Enter is pressed in the first cell of a blank line, or after the last.

    `keyed` comes with every key that is typed into a cell.
    """

    finished = Signal()
    keyed = Signal()

    def __init__(self, model: DetailModel, presenter: SheetPresenter) -> None:
        super().__init__()
        self._model = model
        self._cells = DetailDelegate(presenter, self)
        self._cells.keyed.connect(self.keyed)
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(self.tr("Details"))
        self.setAccessibleDescription(
            self.tr("Enter goes on to the next cell, and on a blank line to the next kind.")
        )
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalScrollBar().rangeChanged.connect(self.updateGeometry)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() * 7 // 4)

    def begin(self, row: int, place: int = 0) -> None:
        """Open a cell to type in."""
        index = self._model.index(row, place)
        self.setFocus()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def commit(self) -> None:
        """Take over what is in the open cell, if one is open."""
        field = self._cells.open_field
        if field is not None:
            self.commitData(field)
            self.closeEditor(field, Hint.NoHint)
            self.setFocus()

    def list_matches(self) -> None:
        """List what fits the text of the open cell, where there is something to list."""
        field = self._cells.open_field
        if isinstance(field, TypeAhead):
            field.show_matches()

    def as_typed(self, draft: SheetDraft) -> SheetDraft:
        """Return a draft with what is typed in the open cell, where something was."""
        field, here, section = self._cells.open_field, self.currentIndex(), self._model.section
        if field is None or section is None or not here.isValid() or not field.isModified():
            return draft
        return section.as_typed(draft, here.row(), here.column(), field.text())

    def share_width(self) -> None:
        """Give every column its share of the width."""
        section = self._model.section
        if section is None:
            return
        header, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        needed = [header.sectionSizeHint(place) for place in range(len(section.columns))]
        asked = [
            max(least, letter * (each.width + 3))
            for least, each in zip(needed, section.columns, strict=True)
        ]
        room = self.viewport().width()
        for place, width in enumerate(_shared(room, needed, asked)):
            self.setColumnWidth(place, width)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_of(_ROWS_SHOWN))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height_of(_LEAST_ROWS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        self._cells.take_key()
        here = self.currentIndex()
        super().closeEditor(editor, Hint.NoHint)
        if hint == Hint.EditNextItem:
            self._go_on(here.row(), here.column())
        elif hint == Hint.EditPreviousItem:
            self._go_back(here.row(), here.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
            else:
                self._go_on(self.currentIndex().row(), self.currentIndex().column())
            return
        super().keyPressEvent(event)

    def _height_of(self, rows: int) -> int:
        """Return the height of so many rows, below the headings and above what scrolls them."""
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() else 0
        high = self.verticalHeader().defaultSectionSize() * rows + _RIM
        return high + self.horizontalHeader().sizeHint().height() + below

    def _go_on(self, row: int, place: int) -> None:
        if place == 0 and not self._model.index(row, 0).data(Qt.ItemDataRole.EditRole):
            section = self._model.section
            if section is not None and section.takes_more:
                self.finished.emit()
                return
        for following in range(place + 1, self._model.columnCount()):
            if self._model.index(row, following).flags() & Qt.ItemFlag.ItemIsEditable:
                self.begin(row, following)
                return
        if row + 1 < self._model.rowCount():
            self.begin(row + 1)
        else:
            self.finished.emit()

    def _go_back(self, row: int, place: int) -> None:
        for before in range(place - 1, -1, -1):
            if self._model.index(row, before).flags() & Qt.ItemFlag.ItemIsEditable:
                self.begin(row, before)
                return
        if row > 0:
            self.begin(row - 1, self._model.columnCount() - 1)


def _shared(room: int, needed: Sequence[int], asked: Sequence[int]) -> list[int]:
    """Return widths for columns: what each needs, and of the rest its share, up to half as much.

    Where even the needs are more than there is, the table is scrolled, and each has what it asked.
    """
    if sum(needed) >= room:
        return list(asked)
    wanted = [width * 3 // 2 for width in asked]
    if sum(wanted) <= room:
        return wanted
    more = [want - least for want, least in zip(wanted, needed, strict=True)]
    spare = room - sum(needed)
    return [least + extra * spare // sum(more) for least, extra in zip(needed, more, strict=True)]
