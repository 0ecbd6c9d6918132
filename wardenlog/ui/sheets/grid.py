"""The visit grid: keys go on from cell to cell, and a line more is always there to type into."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wardenlog.ui.sheets.blocks import is_block
from wardenlog.ui.sheets.draft import VISIT_FIELDS
from wardenlog.ui.sheets.grid_model import COLUMN_OF, COLUMNS, NUMBER, OFFER_ROLE, GridModel
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.widgets.field import Field
from wardenlog.ui.widgets.name_field import NameField
from wardenlog.ui.widgets.names import Names
from wardenlog.ui.widgets.type_ahead import LAST_ITEM, TypeAhead

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemDelegate.EndEditHint

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENTER_SKIPS: Final = {"left": "engagements"}
"""After Out, Enter goes to the tallies: crew is typed only when it is not everybody."""

_LEAST_ROWS: Final = 5
"""Visits in sight at least, whatever is open below."""

_RIM: Final = 6
"""Pixels of the frame and of its focus ring, above and below."""

_HOTSPOT_SHARE: Final = 0.6
"""Of the room that the columns leave; the note has the rest."""


class CellDelegate(QStyledItemDelegate):
    """Makes the field of a cell, and sees that an offered text is taken only by Enter or Tab."""

    keyed = Signal()
    block_pasted = Signal()
    confirmed = Signal(object)
    add_wanted = Signal(object)
    details_wanted = Signal()

    def __init__(self, presenter: SheetPresenter, grid: QTableView) -> None:
        super().__init__(grid)
        self._presenter = presenter
        self._accepted_by: Qt.Key | None = None
        self.open_field: Field | None = None
        self.line_done = False

    def take_key(self) -> Qt.Key | None:
        """Return the key that ended the last editing, once."""
        key, self._accepted_by = self._accepted_by, None
        return key

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = COLUMNS[index.column()]
        if column.field in {"hotspot", "crew"}:
            field = self._name_field(self._presenter.names(column.field), parent)
        elif listed := self._presenter.listed(column.field or ""):
            field = self._item_field(column.field == "powers", listed, parent)
        else:
            field = Field(parent)
        return self.opened(field, index)

    def _name_field(self, names: Names, parent: QWidget) -> Field:
        field = NameField(names, parent)
        field.accepted.connect(self._accept_listed)
        field.confirmed.connect(self.confirmed)
        field.add_wanted.connect(self.add_wanted)
        return field

    def _item_field(self, by_code: bool, texts: Sequence[str], parent: QWidget) -> Field:  # noqa: FBT001 - of one use
        field = TypeAhead(texts, parent)
        field.complete_parts(LAST_ITEM, "", code_only=by_code)
        field.accepted.connect(self._accept_listed)
        return field

    def lister(self, texts: Sequence[str], parent: QWidget) -> Field:
        """Return a field that lists texts while it is typed in."""
        field = TypeAhead(texts, parent)
        field.accepted.connect(self._accept_listed)
        return field

    def opened(self, field: Field, index: Index) -> Field:
        """Take note of the field of a cell, and name it after the cell."""
        if isinstance(field, TypeAhead):
            field.details_wanted.connect(self.details_wanted)
        field.textEdited.connect(self.keyed)
        name = index.data(Qt.ItemDataRole.AccessibleTextRole)
        field.setAccessibleName(str(name))
        wrong = str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or "")
        field.setAccessibleDescription(wrong or self.tr("Enter goes on to the next cell."))
        self._accepted_by = None
        self.open_field = field
        return field

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self.open_field:
            self.open_field = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, Field) and not editor.isModified():
            text = str(index.data(Qt.ItemDataRole.EditRole))
            editor.setText(text or str(index.data(OFFER_ROLE)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if not isinstance(editor, Field):
            return
        offered = not editor.isModified() and not index.data(Qt.ItemDataRole.EditRole)
        if offered and self._accepted_by is None:
            return
        model.setData(QModelIndex(index), editor.text(), Qt.ItemDataRole.EditRole)  # type: ignore[arg-type]

    def eventFilter(self, object: QObject, event: QEvent) -> bool:  # noqa: A002 - Qt's name
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Paste) and _holds_a_block():
                self.block_pasted.emit()
                return True
            key = Qt.Key(event.key())
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if plain and key in {*_ENTER, Qt.Key.Key_Tab}:
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.line_done = shift and key in _ENTER
                self._accept(key)
                return True
        return super().eventFilter(object, event)

    def finish_line(self) -> None:
        """Take the open field, and be done with its line."""
        self.line_done = True
        self._accept(Qt.Key.Key_Return)

    def _accept_listed(self, key: Qt.Key) -> None:
        """Take what was accepted in the list of a field."""
        field = self.open_field
        self.line_done = isinstance(field, TypeAhead) and field.with_shift and key in _ENTER
        self._accept(key)

    def _accept(self, key: Qt.Key) -> None:
        field = self.open_field
        if isinstance(field, NameField) and field.asks():
            self.line_done = False
            return
        if field is not None:
            self._accepted_by = key
            self.commitData.emit(field)
            self.closeEditor.emit(field, Hint.EditNextItem)


class VisitGrid(QTableView):
    """The grid. Enter and Tab accept a cell and open the next; after the last, a new line.

    Shift+Enter is done with the line and begins the next.
    `keyed` comes with every key that is typed into a cell, `block_pasted` when a spreadsheet's
    block is pasted into one. `confirmed` and `add_wanted` are those of its name fields,
    `details_wanted` that of a list over a cell.
    """

    keyed = Signal()
    block_pasted = Signal()
    confirmed = Signal(object)
    add_wanted = Signal(object)
    details_wanted = Signal()

    def __init__(self, model: GridModel, presenter: SheetPresenter) -> None:
        super().__init__()
        self._widths: dict[int, int] = {}
        self._cells = CellDelegate(presenter, self)
        self.setModel(model)
        self.setItemDelegate(self._cells)
        self._cells.keyed.connect(self.keyed)
        self._cells.block_pasted.connect(self.block_pasted)
        self._cells.confirmed.connect(self.confirmed)
        self._cells.add_wanted.connect(self.add_wanted)
        self._cells.details_wanted.connect(self.details_wanted)
        self.setAccessibleName(self.tr("Visits"))
        self.setAccessibleDescription(
            self.tr(
                "One line for each visit. Enter goes on to the next cell, Shift+Enter to the next"
                " visit."
            )
        )
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_sizes()
        self.horizontalScrollBar().rangeChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Return the height of some visits, below the headings and above what scrolls them."""
        rows = self.verticalHeader().defaultSectionSize() * _LEAST_ROWS
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() else 0
        high = self.horizontalHeader().sizeHint().height() + rows + below + _RIM
        return QSize(super().minimumSizeHint().width(), high)

    def limit_to(self, fields: Collection[str]) -> None:
        """Show only the columns of these fields, and the number of the visit."""
        for n, column in enumerate(COLUMNS):
            self.setColumnHidden(n, n != NUMBER and column.field not in fields)
        self._fit_columns()

    def show_cell(self, row: int, field: str) -> None:
        """Go to a cell without opening it."""
        index = self.model().index(row, COLUMN_OF[field])
        self.setFocus()
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def rest(self) -> None:
        """Mark no cell; the first is where the keys would begin."""
        first = self.model().index(0, COLUMN_OF["hotspot"])
        selection = self.selectionModel()
        selection.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.Clear)

    def begin(self, row: int = 0, field: str = "hotspot") -> None:
        """Open a cell to type in."""
        self.show_cell(row, field)
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def begin_after(self, row: int) -> None:
        """Open the first cell of the line after one, or of the last, which is blank."""
        self.begin(min(row + 1, self.model().rowCount() - 1))

    def finish_line(self) -> None:
        """Take the open cell and begin the next line, as Shift+Enter does in it."""
        self._cells.finish_line()

    def commit(self) -> None:
        """Take over what is in the open cell, if one is open."""
        field = self._cells.open_field
        if field is not None:
            self.commitData(field)
            self.closeEditor(field, Hint.NoHint)
            self.setFocus()

    def cancel(self) -> None:
        """Close the open cell without taking what is in it."""
        field = self._cells.open_field
        if field is not None:
            self.closeEditor(field, Hint.RevertModelCache)
            self.setFocus()

    def want_to_add(self) -> bool:
        """Ask for the hotspot or person in the open cell to be added; whether there is one."""
        field = self._cells.open_field
        if isinstance(field, NameField):
            field.want_to_add()
        return isinstance(field, NameField)

    @property
    def is_typing(self) -> bool:
        """Whether a cell is open."""
        return self._cells.open_field is not None

    def typed_so_far(self) -> tuple[int, str, str] | None:
        """Return the (row, field, text) of the open cell where something was typed into it."""
        field, index = self._cells.open_field, self.currentIndex()
        name = COLUMNS[index.column()].field if index.isValid() else None
        if field is None or name is None or not field.isModified():
            return None
        return index.row(), name, field.text()

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:
        key = self._cells.take_key()
        field = COLUMNS[self.currentIndex().column()].field
        super().closeEditor(editor, Hint.NoHint)
        if field is None:
            return
        line_done, self._cells.line_done = self._cells.line_done, False
        if hint == Hint.EditNextItem and line_done:
            self.begin_after(self.currentIndex().row())
        elif hint == Hint.EditNextItem:
            self.go_on(self.currentIndex().row(), field, by_enter=key in _ENTER)
        elif hint == Hint.EditPreviousItem:
            self._go_back(self.currentIndex().row(), field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        self.scrollTo(self.currentIndex())  # the details have opened below

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def go_on(self, row: int, field: str, *, by_enter: bool = True) -> None:
        """Open the cell after one; after the last, the first of the next line."""
        following = _ENTER_SKIPS.get(field) if by_enter else None
        if following is None or self._is_hidden(following):
            rest = VISIT_FIELDS[VISIT_FIELDS.index(field) + 1 :]
            following = next((each for each in rest if not self._is_hidden(each)), None)
        if following is not None:
            self.begin(row, following)
        elif row + 1 < self.model().rowCount():
            self.begin(row + 1)

    def _go_back(self, row: int, field: str) -> None:
        shown = [each for each in VISIT_FIELDS if not self._is_hidden(each)]
        place = shown.index(field) - 1
        if place >= 0:
            self.begin(row, shown[place])
        elif row > 0:
            self.begin(row - 1, shown[-1])

    def _is_hidden(self, field: str) -> bool:
        return self.isColumnHidden(COLUMN_OF[field])

    def _fit_columns(self) -> None:
        """Give each column the width it would like, or less of it where the window is narrow.

        The note takes the room that is left, but for the hotspot's part of it.
        """
        character, last = self.fontMetrics().averageCharWidth(), COLUMN_OF["note"]
        shown = [n for n in range(len(COLUMNS)) if not self.isColumnHidden(n)]
        liked = {n: character * (COLUMNS[n].width + 2) for n in shown}
        headings = self.horizontalHeader()
        least = {
            n: max(character * (COLUMNS[n].least + 2), headings.sectionSizeHint(n)) for n in shown
        }
        liked = {n: max(liked[n], least[n]) for n in shown}
        over = sum(liked.values()) - self.viewport().width()
        spare = sum(liked.values()) - sum(least.values())
        share = min(1.0, max(0, over) / spare) if spare else 0.0
        widths = {n: round(liked[n] - (liked[n] - least[n]) * share) for n in shown if n != last}
        if COLUMN_OF["hotspot"] in widths:
            widths[COLUMN_OF["hotspot"]] += round(max(0, -over) * _HOTSPOT_SHARE)
        if widths != self._widths:
            self._widths = widths
            for n, width in widths.items():
                self.setColumnWidth(n, width)

    def _set_sizes(self) -> None:
        metrics = self.fontMetrics()
        header = self.horizontalHeader()
        header.setMinimumSectionSize(header.sectionSizeHint(COLUMN_OF["note"]))
        self._fit_columns()
        header.setSectionResizeMode(COLUMN_OF["note"], QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.verticalHeader().hide()
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(metrics.height() * 7 // 4)


def _holds_a_block() -> bool:
    return is_block(QGuiApplication.clipboard().text())
