"""What the keys do to whole cells and lines of the visit grid: copy, paste, clear and go on."""

from PySide6.QtCore import QItemSelectionModel, QObject, Signal
from PySide6.QtGui import QGuiApplication

from wardenlog.ui.actions import make_action
from wardenlog.ui.sheets import blocks
from wardenlog.ui.sheets.blocks import Cell
from wardenlog.ui.sheets.draft import VISIT_FIELDS
from wardenlog.ui.sheets.grid import VisitGrid
from wardenlog.ui.sheets.grid_model import COLUMNS
from wardenlog.ui.sheets.presenter import SheetPresenter

_WHOLE_ROW = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)


class GridEdits(QObject):
    """The grid's actions on cells. `changed` comes after each, `told` with what it did in words."""

    changed = Signal()
    told = Signal(str)

    def __init__(self, grid: VisitGrid, presenter: SheetPresenter) -> None:
        super().__init__(grid)
        self._grid = grid
        self._presenter = presenter
        self.above = make_action("sheet.copy_above", grid, self.copy_above)
        self.again = make_action("sheet.duplicate", grid, self.duplicate)
        make_action("sheet.copy", grid, self.copy)
        make_action("sheet.paste", grid, self.paste)
        make_action("sheet.clear", grid, self.clear)
        make_action("sheet.select_row", grid, self.select_row)
        make_action("sheet.insert", grid, self.insert)
        make_action("sheet.up", grid, self.move_up)
        make_action("sheet.down", grid, self.move_down)
        grid.block_pasted.connect(self.paste)

    def copy_above(self) -> None:
        """Fill the selected cells from the cells above; on a blank line, place and crew."""
        going_on = self._grid.is_typing
        self._grid.commit()
        row, field = self._here()
        draft = self._presenter.draft
        if row == 0 or row > len(draft.visits):
            self.told.emit(self.tr("There is no visit above to copy from"))
            return
        if row == len(draft.visits) or draft.visits[row].is_blank:
            self.duplicate()
            return
        cells = self._selected()
        self._change(blocks.above(draft, cells))
        self.told.emit(self.tr("Copied from visit {0}").format(draft.visits[row - 1].number))
        if going_on and field is not None:
            self._grid.go_on(row, field)

    def duplicate(self) -> None:
        """Begin a visit to the place of the one in view, or above, with its crew."""
        self._grid.commit()
        row, _ = self._here()
        draft = self._presenter.draft
        on_blank = row >= len(draft.visits) or draft.visits[row].is_blank
        source = row - 1 if on_blank else row
        if not 0 <= source < len(draft.visits):
            self.told.emit(self.tr("There is no visit to copy"))
            return
        to = row if on_blank else len(draft.visits)
        self._change(
            [Cell(to, field, getattr(draft.visits[source], field)) for field in blocks.SHARED]
        )
        self.told.emit(
            self.tr("Place and crew are those of visit {0}; type its times").format(
                draft.visits[source].number
            )
        )
        self._grid.begin(to, "came")

    def insert(self) -> None:
        """Put a blank line above the one in hand, and begin it."""
        self._grid.commit()
        row, _ = self._here()
        if 0 <= row < len(self._presenter.draft.visits):
            self._presenter.insert_visit(row)
            self.changed.emit()
        self._grid.begin(max(row, 0))

    def move_up(self) -> None:
        """Put the visit before the one above."""
        self._move(-1)

    def move_down(self) -> None:
        """Put the visit after the one below."""
        self._move(1)

    def _move(self, by: int) -> None:
        self._grid.commit()
        row, field = self._here()
        visits = len(self._presenter.draft.visits)
        if not (0 <= row < visits and 0 <= row + by < visits):
            self.told.emit(self.tr("There is no visit to change places with"))
            return
        self._presenter.move_visit(row, by)
        self.changed.emit()
        self._grid.show_cell(row + by, field or "hotspot")

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as a spreadsheet takes them."""
        block = blocks.block_of(self._presenter.draft, self._selected())
        if block:
            QGuiApplication.clipboard().setText(block)
            lines = block.count("\n")
            self.told.emit(
                self.tr("Copied 1 line")
                if lines == 1
                else self.tr("Copied {0} lines").format(lines)
            )

    def paste(self) -> None:
        """Put the clipboard's block into the grid, from the current cell on: one step to undo."""
        row, field = self._here()
        if field is None:
            row, field = max(row, 0), "hotspot"
        self._grid.cancel()
        cells = list(blocks.cells_of(QGuiApplication.clipboard().text(), row, field))
        void = {n for n, visit in enumerate(self._presenter.draft.visits) if visit.void_reason}
        before = len(self._presenter.draft.visits)
        self._change(cells)
        fields = {cell.field for cell in cells}
        rows = {cell.row for cell in cells} - void
        last = len(self._presenter.draft.visits)
        wrong = {
            (each.row, each.field)
            for each in self._presenter.reading.problems
            if each.blocks and each.row is not None and each.row >= row and each.field in fields
        }
        visits = len([n for n in rows if n < before]) + last - before
        words = self.tr("Pasted 1 visit") if visits == 1 else self.tr("Pasted {0} visits")
        words = words.format(visits)
        if len(wrong) == 1:
            words = self.tr("{0}, 1 cell needs attention").format(words)
        elif wrong:
            words = self.tr("{0}, {1} cells need attention").format(words, len(wrong))
        self.told.emit(words)

    def clear(self) -> None:
        """Clear the selected cells; a line that was never saved goes with its last text."""
        self._change(blocks.blanks(self._selected()))

    def select_row(self) -> None:
        """Select the whole line."""
        self._grid.commit()
        self._grid.selectionModel().select(self._grid.currentIndex(), _WHOLE_ROW)

    def _change(self, cells: list[Cell]) -> None:
        self._presenter.change_cells(cells)
        self.changed.emit()

    def _here(self) -> tuple[int, str | None]:
        index = self._grid.currentIndex()
        return index.row(), COLUMNS[index.column()].field if index.isValid() else None

    def _selected(self) -> list[tuple[int, str]]:
        indexes = self._grid.selectedIndexes() or [self._grid.currentIndex()]
        found = [(index.row(), COLUMNS[index.column()].field) for index in indexes]
        return [(row, field) for row, field in found if field in VISIT_FIELDS and row >= 0]
