"""A table over a long list of ids whose rows are read a page at a time, so any length is quick."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

PAGE: Final = 32
"""Rows read together: about what a screen shows."""

_KEPT_PAGES: Final = 64

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """A column as data: its heading, its text, and what it is put in order by, if anything.

    `heading_now` gives the heading instead where it changes with what is shown.
    """

    key: str
    heading: str
    text: Callable[[RowT], str]
    width: int
    """In characters."""
    tip: Callable[[RowT], str] | None = None
    number: bool = False
    order: str | None = None
    ascending_words: str = ""
    descending_words: str = ""
    heading_now: Callable[[], str] | None = None

    @property
    def headed(self) -> str:
        """Its heading as it is now."""
        return self.heading if self.heading_now is None else self.heading_now()


class PagedTableModel(QAbstractTableModel, Generic[RowT]):
    """Rows by position; the caller gives the ids in order, and reads the rows of some of them.

    `sort_wanted` asks the caller for the ids in another order: (order, descending).
    `failed` carries what reading a page raised; its rows stay blank.
    """

    sort_wanted = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        read: Callable[[Sequence[str]], Mapping[str, RowT]],
        struck: Callable[[RowT], bool] | None = None,
    ) -> None:
        """`struck` says which rows are struck out, such as void ones."""
        super().__init__()
        self.columns: Final = tuple(columns)
        self._read = read
        self._struck = struck
        self._strike = QFont()
        self._strike.setStrikeOut(True)
        self._ids: Sequence[str] = ()
        self._pages: OrderedDict[int, tuple[RowT | None, ...]] = OrderedDict()

    def show(self, ids: Sequence[str]) -> None:
        """List these ids from now on, in this order."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def extend(self, ids: Sequence[str]) -> None:
        """List what is listed and what follows it in these ids, which begin with it."""
        if len(ids) > len(self._ids):
            self._pages.pop(len(self._ids) // PAGE, None)
            self.beginInsertRows(QModelIndex(), len(self._ids), len(ids) - 1)
            self._ids = ids
            self.endInsertRows()

    @property
    def ids(self) -> Sequence[str]:
        """The ids that are listed, in order."""
        return self._ids

    def id_at(self, row: int) -> str | None:
        """Return the id of a row, or None where there is no such row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def position(self, wanted: str) -> int | None:
        """Return the row of an id, or None where it is not listed."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return None

    def row(self, position: int) -> RowT | None:
        """Return the row at a position; None where it is gone or could not be read."""
        if not 0 <= position < len(self._ids):
            return None
        page, offset = divmod(position, PAGE)
        if page not in self._pages:
            self._pages[page] = self._load(page)
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        return self._pages[page][offset]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        if not index.isValid() or index.column() >= len(self.columns):
            return None
        column = self.columns[index.column()]
        if role == Role.TextAlignmentRole:
            return _alignment(column)
        row = self.row(index.row())
        if row is None:
            return None
        if role == Role.FontRole:
            return self._strike if self._struck is not None and self._struck(row) else None
        return _shown(column, row, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in {Role.DisplayRole, Role.ToolTipRole}:
            return self.columns[section].headed
        if role == Role.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; a column that cannot be sorted by asks for nothing."""
        if 0 <= column < len(self.columns) and self.columns[column].order is not None:
            descending = order == Qt.SortOrder.DescendingOrder
            self.sort_wanted.emit((self.columns[column].order, descending))

    def _load(self, page: int) -> tuple[RowT | None, ...]:
        ids = self._ids[page * PAGE : (page + 1) * PAGE]
        try:
            rows = self._read(ids)
        except Exception as e:  # noqa: BLE001 - Qt asks from inside its painting: never raise there
            self.failed.emit(e)
            rows = {}
        return tuple(rows.get(each) for each in ids)


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _shown(column: Column[RowT], row: RowT, role: int) -> str | None:
    if role == Role.DisplayRole:
        return column.text(row)
    if role == Role.ToolTipRole and column.tip is not None:
        return column.tip(row)
    if role == Role.AccessibleTextRole:
        return f"{column.headed}: {column.text(row)}"
    return None
