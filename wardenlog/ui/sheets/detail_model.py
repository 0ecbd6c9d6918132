"""One section of the details as Qt's model, with a blank line to type the next into."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from wardenlog.ui.sheets import values
from wardenlog.ui.sheets.details import Column
from wardenlog.ui.sheets.grid_model import OFFER_ROLE
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.sheets.problems import Problem, Weight
from wardenlog.ui.sheets.sections import Section, beside
from wardenlog.ui.theme.look import Theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

_ONLY_ORDERS = "PSPO"

_NUMBERS = {"count", "money", "tally"}
"""The types of values that are written to the right, as in the grid."""


def said(text: str) -> str:
    """Return a text of the details' tables in the user's language."""
    return QCoreApplication.translate("details", text)


class DetailModel(QAbstractTableModel):
    """Shows a section as it was at the last `refresh`; `typed` comes after each cell typed."""

    typed = Signal()

    def __init__(self, presenter: SheetPresenter, theme: Theme) -> None:
        super().__init__()
        self._presenter = presenter
        self._theme = theme
        self._section: Section | None = None
        self._rows: list[tuple[str, ...]] = []
        self._count = 0
        self._locked = False
        self._answers: dict[int, Callable[[Index, Column], object]] = {
            Role.EditRole: self._typed,
            Role.DisplayRole: self._display,
            Role.ToolTipRole: self._sentence,
            Role.AccessibleDescriptionRole: self._sentence,
            Role.AccessibleTextRole: self._spoken,
            Role.BackgroundRole: self._paper,
            Role.ForegroundRole: self._ink,
            Role.TextAlignmentRole: lambda _index, column: _alignment(column),
            OFFER_ROLE: self._offer,
        }

    @property
    def section(self) -> Section | None:
        """The section that is shown."""
        return self._section

    def show(self, section: Section, *, locked: bool) -> None:
        """Show a section; one that is locked takes no typing."""
        self.beginResetModel()
        self._section, self._rows, self._locked = section, section.rows(), locked
        self._count = self._wanted()
        self.endResetModel()

    def refresh(self) -> None:
        """Show the section as it now is."""
        if self._section is None:
            return
        self._rows = self._section.rows()
        before, after = self._count, self._wanted()
        self._tell_changed()
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self._count = after
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            self._count = after
            self.endRemoveRows()

    def words(self, index: Index) -> list[str]:
        """Return the texts to list under the field of a cell."""
        section = self._section
        if section is None:
            return []
        column = section.columns[index.column()]
        return values.words_offered(column, beside(section, index.row()), self._presenter.facts)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or self._section is None else len(self._section.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if self._is_open(index) else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        here = self._section is not None and 0 <= section < self.columnCount()
        if orientation != Qt.Orientation.Horizontal or not here or self._section is None:
            return None
        column = self._section.columns[section]
        label = said(column.label)
        if role in {Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole}:
            return label
        return _alignment(column) if role == Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        section = self._section
        if section is None or not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        answer = self._answers.get(role)
        return None if answer is None else answer(index, section.columns[index.column()])

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not index.isValid() or self._section is None:
            return False
        self._section.put(index.row(), index.column(), str(value))
        self.typed.emit()
        return True

    def _wanted(self) -> int:
        """Return how many rows there are to show, with the blank one to type into."""
        more = self._section is not None and self._section.takes_more and not self._locked
        return len(self._rows) + more

    def _tell_changed(self) -> None:
        if self._count:
            last = self.index(self._count - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _typed(self, index: Index, _column: Column) -> str:
        return self._text(index.row(), index.column())

    def _display(self, index: Index, column: Column) -> str:
        mark = "▲ " if self._problem(index.row(), index.column()) else ""
        return f"{mark}{self._typed(index, column)}"

    def _sentence(self, index: Index, _column: Column) -> str:
        problem = self._problem(index.row(), index.column())
        return problem.sentence if problem else ""

    def _spoken(self, index: Index, column: Column) -> str:
        text = self._typed(index, column) or self.tr("blank")
        return self.tr("Line {0}, {1}: {2}").format(index.row() + 1, said(column.label), text)

    def _paper(self, index: Index, _column: Column) -> QColor | None:
        wrong = self._problem(index.row(), index.column())
        return QColor(self._theme.tokens.bad_surface) if wrong else None

    def _ink(self, index: Index, _column: Column) -> QColor | None:
        wrong = self._problem(index.row(), index.column())
        return QColor(self._theme.tokens.bad) if wrong else None

    def _text(self, row: int, place: int) -> str:
        return self._rows[row][place] if row < len(self._rows) else ""

    def _problem(self, row: int, place: int) -> Problem | None:
        found = self._section.problem(row, place) if self._section else None
        return found if found and found.weight is not Weight.REMARK else None

    def _offer(self, index: Index, column: Column) -> str:
        """Offer the amount that the law gives, where it gives one."""
        section = self._section
        if section is None or column.name != "amount":
            return ""
        texts, day = beside(section, index.row()), self._presenter.facts.day
        stage = values.stage_code(texts["power"], texts["stage"])
        return values.amount_offered(texts["power"], stage, day)

    def _is_open(self, index: Index) -> bool:
        if self._section is None or self._locked:
            return False
        if self._section.columns[index.column()].value != "pspo":
            return True
        return values.family_of(beside(self._section, index.row())["power"]) == _ONLY_ORDERS


def _alignment(column: Column) -> Qt.AlignmentFlag:
    number = column.value in _NUMBERS
    across = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
