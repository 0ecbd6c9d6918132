"""A table of figures in words: cells are chosen one by one, and Enter asks what is behind one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from wardenlog.ui.returns.wording import Ink
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.table_model import Column, Index, PagedTableModel, Role

RowT = TypeVar("RowT")

_LEAST_ROWS = 4
_LONG = 20
"""Characters from which a column is long; a date or a code is never cut short."""
_LEAST = 0.6
"""Of the width that a long column would like, what it can do with; the rest is in its tip."""


class FigureModel(PagedTableModel[RowT]):
    """The rows of a short table; `ink` names the colour of the theme that a cell is written in."""

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column[RowT]],
        ink: Callable[[RowT, str], Ink] | None = None,
    ) -> None:
        super().__init__(columns, self._read)
        self._theme = theme
        self._ink = ink
        self._rows: Mapping[str, RowT] = {}

    def take(self, rows: Sequence[RowT]) -> None:
        """Show these rows from now on."""
        self._rows = {str(n): row for n, row in enumerate(rows)}
        self.show(list(self._rows))

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        if role != Role.ForegroundRole or self._ink is None or not index.isValid():
            return super().data(index, role)
        row = self.row(index.row())
        if row is None:
            return None
        ink = self._ink(row, self.columns[index.column()].key)
        return QColor(getattr(self._theme.tokens, ink))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        said = super().headerData(section, orientation, role)
        if role == Role.ToolTipRole and said:
            tip = self.columns[section].ascending_words or said
            return QCoreApplication.translate("returns", tip)
        if role == Role.DisplayRole and said:
            return QCoreApplication.translate("returns", said)
        return said

    def _read(self, ids: Sequence[str]) -> Mapping[str, RowT]:
        return {each: self._rows[each] for each in ids}


class FigureTable(QTableView, Generic[RowT]):
    """`wanted` carries the row and the column's key of a cell on Enter or a double click.

    `looked_at` carries the current row, or None. Where whole rows are chosen, the key is the
    current column's all the same.
    """

    wanted = Signal(object, str)
    looked_at = Signal(object)

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column[RowT]],
        name: str,
        description: str,
        *,
        stretch: int = 0,
        by_cell: bool = True,
        ink: Callable[[RowT, str], Ink] | None = None,
    ) -> None:
        super().__init__()
        self.rows: FigureModel[RowT] = FigureModel(theme, columns, ink)
        self._theme = theme
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if by_cell else behaviour.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        font = self.font()
        font.setBold(True)
        bold = QFontMetrics(font)
        self._whole = False
        self._stretch = stretch
        self._least: list[int] = []
        self._liked: list[int] = []
        for n, column in enumerate(columns):
            said = str(self.rows.headerData(n, Qt.Orientation.Horizontal))
            heading = bold.horizontalAdvance(said) + metrics.averageCharWidth() * 3
            liked = max(heading, metrics.averageCharWidth() * (column.width + 3))
            self._liked.append(liked)
            long = column.width >= _LONG and not column.number
            self._least.append(max(heading, round(liked * _LEAST)) if long else liked)
        header.setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self.activated.connect(self._activate)
        theme.changed.connect(self._fit_rows)

    def take(self, rows: Sequence[RowT]) -> None:
        """Show these rows; the current cell stays where it was, as far as there is one."""
        here = self.currentIndex()
        row, column = max(0, here.row()), max(0, here.column())
        self.rows.take(rows)
        if rows:
            self.setCurrentIndex(self.rows.index(min(row, len(rows) - 1), column))

    def show_all(self) -> None:
        """Be as high as all rows: what is around it scrolls."""
        self._whole = True
        self._fit_height()

    def current(self) -> RowT | None:
        """Return the current row, or None."""
        return self.rows.row(self.currentIndex().row())

    def ask(self) -> None:
        """Ask what is behind the current cell."""
        self._activate(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        if self._whole:
            self._fit_height()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.looked_at.emit(self.rows.row(current.row()))

    def _activate(self, index: Index) -> None:
        row = self.rows.row(index.row())
        if row is not None:
            self.wanted.emit(row, self.rows.columns[index.column()].key)

    def _fit_columns(self) -> None:
        """Give each column what it would like, long ones less where all can then be in sight.

        Where they cannot, the table is scrolled.
        """
        over = sum(self._liked) - self.viewport().width()
        spare = sum(self._liked) - sum(self._least)
        share = max(0.0, over / spare) if spare > 0 and over <= spare else 0.0
        mode, header = QHeaderView.ResizeMode, self.horizontalHeader()
        stretches = over <= spare
        for n, (liked, least) in enumerate(zip(self._liked, self._least, strict=True)):
            resized = n == self._stretch and stretches
            header.setSectionResizeMode(n, mode.Stretch if resized else mode.Interactive)
            if not resized:
                header.resizeSection(n, int(liked - (liked - least) * share))

    def _fit_height(self) -> None:
        height = self._theme.row_height * self.rows.rowCount()
        height += self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        if sum(self._least) > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.row_height)
        self.setMinimumHeight(self._theme.row_height * (_LEAST_ROWS + 1))
        self.viewport().update()
