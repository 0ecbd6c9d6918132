"""The visit grid as Qt's model: the lines of the draft, and a blank one to type the next into."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from wardenlog.ui.sheets.draft import SheetDraft, VisitDraft
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.sheets.problems import Problem, Weight
from wardenlog.ui.sheets.reading import Reading
from wardenlog.ui.theme.look import Theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

OFFER_ROLE: Final = Role.UserRole
"""What a blank cell offers to whoever presses Enter in it."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of the paper: its heading, the field of the draft, its full name and its width.

    `width` is what it would like, and `least` what it can do with, in characters.
    """

    heading: str
    field: str | None
    name: str
    width: int
    least: int
    number: bool = False


COLUMNS: Final = (
    GridColumn("#", None, "Visit", 6, 5, number=True),
    GridColumn("Hotspot", "hotspot", "Hotspot", 24, 16),
    GridColumn("In", "came", "In", 9, 9),
    GridColumn("Out", "left", "Out", 9, 9),
    GridColumn("min", None, "Minutes", 6, 4, number=True),
    GridColumn("Crew", "crew", "Crew", 13, 9),
    GridColumn("Eng.", "engagements", "People engaged", 7, 5, number=True),
    GridColumn("Advice", "advice", "Words of advice", 8, 7, number=True),
    GridColumn("Incid.", "incidents", "Incidents", 18, 8),
    GridColumn("Powers", "powers", "Powers", 16, 8),
    GridColumn("Note", "note", "Note", 16, 8),
)
NUMBER, MINUTES = 0, 4
COLUMN_OF: Final = {column.field: n for n, column in enumerate(COLUMNS) if column.field}


class GridModel(QAbstractTableModel):
    """Shows the presenter's draft as it was at the last `refresh`, and hands it what is typed.

    `typed` comes after each cell that was typed, for the whole sheet to be shown anew.
    """

    typed = Signal()

    def __init__(self, presenter: SheetPresenter, theme: Theme) -> None:
        super().__init__()
        self._presenter = presenter
        self._theme = theme
        self._draft = SheetDraft(id="")
        self._reading = Reading()
        self._locked = True
        self._tell_missing = False
        self._answers: dict[int, Callable[[int, GridColumn], object]] = {
            Role.DisplayRole: self._display,
            Role.EditRole: self._edit,
            OFFER_ROLE: self._offer,
            Role.ToolTipRole: self._sentence,
            Role.AccessibleTextRole: self._spoken,
            Role.AccessibleDescriptionRole: self._sentence,
            Role.BackgroundRole: self._paper,
            Role.ForegroundRole: self._ink,
            Role.FontRole: self._font,
            Role.TextAlignmentRole: lambda _row, column: _alignment(column),
        }

    def refresh(self, *, tell_missing: bool) -> None:
        """Take over what the presenter holds; blank cells are marked where `tell_missing`."""
        draft = self._presenter.draft
        before, after = len(self._draft.visits), len(draft.visits)
        locked = draft.void_reason is not None
        rows_before, rows_after = before + (not self._locked), after + (not locked)
        if rows_after > rows_before:
            self.beginInsertRows(QModelIndex(), rows_before, rows_after - 1)
        elif rows_after < rows_before:
            self.beginRemoveRows(QModelIndex(), rows_after, rows_before - 1)
        self._draft = draft
        self._locked = locked
        self._reading = self._presenter.reading
        self._tell_missing = tell_missing
        if rows_after > rows_before:
            self.endInsertRows()
        elif rows_after < rows_before:
            self.endRemoveRows()
        if rows_after:
            self.dataChanged.emit(self.index(0, 0), self.index(rows_after - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._draft.visits) + (not self._locked)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        line = self._line(index.row())
        is_void = line is not None and line.void_reason is not None
        if COLUMNS[index.column()].field and not is_void and not self._locked:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Role.DisplayRole:
            return COLUMNS[section].heading
        if role in {Role.ToolTipRole, Role.AccessibleTextRole}:
            return COLUMNS[section].name
        if role == Role.TextAlignmentRole:
            return _alignment(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        answer = self._answers.get(role)
        if answer is None or not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        return answer(index.row(), COLUMNS[index.column()])

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        field = COLUMNS[index.column()].field if index.isValid() else None
        if role != Role.EditRole or field is None:
            return False
        self._presenter.change_cell(index.row(), field, str(value))
        self.typed.emit()
        return True

    def _line(self, row: int) -> VisitDraft | None:
        return self._draft.visits[row] if row < len(self._draft.visits) else None

    def _problem(self, row: int, column: GridColumn) -> Problem | None:
        """Return the problem of a cell; that of the details is shown with the visit's number."""
        field = "details" if column is COLUMNS[NUMBER] else column.field
        found = self._reading.at(row, field) if field else None
        if found and found.weight is Weight.MISSING and not self._tell_missing:
            return None
        return found

    def _display(self, row: int, column: GridColumn) -> str:
        problem = self._problem(row, column)
        mark = "" if problem is None else ("▲ " if problem.blocks else "● ")
        return f"{mark}{self._text(row, column)}"

    def _edit(self, row: int, column: GridColumn) -> str:
        line = self._line(row)
        return str(getattr(line, column.field)) if line and column.field else ""

    def _offer(self, row: int, column: GridColumn) -> str:
        return self._presenter.offer(row, column.field or "")

    def _sentence(self, row: int, column: GridColumn) -> str:
        problem = self._problem(row, column)
        return problem.sentence if problem else ""

    def _spoken(self, row: int, column: GridColumn) -> str:
        return f"Visit {self._number(row)}, {column.name}: {self._text(row, column) or 'blank'}"

    def _paper(self, row: int, column: GridColumn) -> QColor | None:
        problem = self._problem(row, column)
        return QColor(self._theme.tokens.bad_surface) if problem and problem.blocks else None

    def _ink(self, row: int, column: GridColumn) -> QColor | None:
        tokens, line, problem = (
            self._theme.tokens,
            self._line(row),
            self._problem(row, column),
        )
        if problem:
            return QColor(tokens.bad if problem.blocks else tokens.warn)
        everybody = line is not None and column.field == "crew" and not line.crew
        faint = line is None or line.void_reason is not None or everybody
        return QColor(tokens.muted) if faint else None

    def _font(self, row: int, _column: GridColumn) -> QFont | None:
        line = self._line(row)
        if line is None or line.void_reason is None:
            return None
        font = QFont()
        font.setStrikeOut(True)
        return font

    def _number(self, row: int) -> int:
        line = self._line(row)
        return line.number if line else self._draft.next_number

    def _text(self, row: int, column: GridColumn) -> str:
        line = self._line(row)
        if column is COLUMNS[NUMBER]:
            more = line is not None and self._draft.has_more(line)
            return f"{self._number(row)} ⋯" if more else str(self._number(row))
        if line is None:
            return ""
        if column is COLUMNS[MINUTES]:
            minutes = self._reading.visits[row].minutes
            return "" if minutes is None else str(minutes)
        if column.field == "crew" and not line.crew:
            return self._draft.crew
        return str(getattr(line, column.field or ""))


def _alignment(column: GridColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
