"""The table of a list: its columns as the user arranges them, and which rows are chosen."""

from collections.abc import Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip

from wardenlog.ui.widgets.register.spec import RegisterSpec
from wardenlog.ui.widgets.table_model import PagedTableModel

_SETTLED_MS: Final = 400

_LEAST: Final = 0.6
"""Of the width that a long column would like, what it can do with; the rest is in its tip."""

_LONG: Final = 16
"""Characters from which a column is long; a date or a code is never cut short."""

RowT = TypeVar("RowT")


class RegisterTable(QTableView, Generic[RowT]):
    """`arranged` comes when the user has moved a column or changed its width."""

    arranged = Signal()

    def __init__(self, spec: RegisterSpec[RowT], rows: PagedTableModel[RowT]) -> None:
        super().__init__()
        self.rows: Final = rows
        self._keys: Final = [column.key for column in spec.columns]
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._stretched = spec.stretch or self._keys[-1]
        self._widths: Final = [column.width for column in spec.columns]
        self._by_hand = False
        self._fitting = False
        self.setModel(rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self._dress_headers()

    def _dress_headers(self) -> None:
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        header.setMinimumSectionSize(metrics.averageCharWidth() * 5)
        header.setHighlightSections(False)
        # a heading asks of each selected row whether it is, before it draws; it has none to ask
        header.setSelectionModel(QItemSelectionModel(self.rows, header))
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(metrics.height() * 7 // 4)
        self._settling.timeout.connect(self.arranged)
        header.sectionMoved.connect(self._settling.start)
        header.sectionResized.connect(self._hear_of_width)
        header.sortIndicatorChanged.connect(self._make_room)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._by_hand:
            self.fit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say the whole of a cell that is cut short, where its column has nothing else to say."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            text = str(index.data() or "")
            room = self.visualRect(index).width() - self.fontMetrics().averageCharWidth()
            if self.fontMetrics().horizontalAdvance(text) > room:
                tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or text)
                QToolTip.showText(event.globalPos(), tip, self)
                return True
        return super().viewportEvent(event)

    # Its columns

    def fit(self) -> None:
        """Give each column what it would like, or less where all can then be in sight.

        Where they cannot, each has what it would like, and the list is scrolled.
        """
        header, character = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        headings = [self._heading_width(n) for n in range(len(self._keys))]
        liked = [
            max(heading, character * (width + 2))
            for heading, width in zip(headings, self._widths, strict=True)
        ]
        least = [
            max(heading, round(like * _LEAST)) if width >= _LONG else like
            for heading, like, width in zip(headings, liked, self._widths, strict=True)
        ]
        room, stretched = self.viewport().width(), self._keys.index(self._stretched)
        over, spare = sum(liked) - room, sum(liked) - sum(least)
        share = over / spare if 0 < over <= spare else 0.0
        stretches = over <= spare
        self._fitting = True
        for n, (like, need) in enumerate(zip(liked, least, strict=True)):
            if n != stretched or not stretches:
                header.resizeSection(n, int(like - (like - need) * share))
        header.setSectionResizeMode(
            stretched,
            QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive,
        )
        if not stretches:
            header.resizeSection(stretched, liked[stretched])
        self._fitting = False

    def _heading_width(self, column: int) -> int:
        """Return what a heading needs: with its arrow, where the list is in its order."""
        header = self.horizontalHeader()
        if column == header.sortIndicatorSection():
            return header.sectionSizeHint(column)
        bold = QFont(header.font())
        bold.setBold(True)
        text = str(self.rows.headerData(column, Qt.Orientation.Horizontal))
        rim = self.fontMetrics().height() + 2  # of the style sheet, on both sides
        return QFontMetrics(bold).horizontalAdvance(text) + rim

    def _make_room(self) -> None:
        if not self._by_hand:
            self.fit()

    def _hear_of_width(self, section: int, _before: int, _now: int) -> None:
        """Take note of a width that somebody gave a column."""
        if not self._fitting and section != self._keys.index(self._stretched):
            self._by_hand = True
            self._settling.start()

    def columns(self) -> tuple[tuple[str, int], ...]:
        """Return the columns from left to right, each with its width in tenths of a character."""
        header = self.horizontalHeader()
        logical = [header.logicalIndex(place) for place in range(header.count())]
        tenth = self.fontMetrics().averageCharWidth() / 10
        return tuple((self._keys[n], round(header.sectionSize(n) / tenth)) for n in logical)

    def arrange(self, columns: Sequence[tuple[str, int]]) -> None:
        """Put the columns where they were and as wide; ones that are gone are passed over."""
        header, tenth = self.horizontalHeader(), self.fontMetrics().averageCharWidth() / 10
        known = [(key, width) for key, width in columns if key in self._keys]
        for place, (key, width) in enumerate(known):
            n = self._keys.index(key)
            header.moveSection(header.visualIndex(n), place)
            if key != self._stretched:
                header.resizeSection(n, max(round(width * tenth), header.minimumSectionSize()))
            self._by_hand = True
        self._settling.stop()

    # What is chosen in it

    def current(self) -> RowT | None:
        """Return the current row, or None."""
        return self.rows.row(self.currentIndex().row())

    def current_id(self) -> str | None:
        """Return the current row's id, or None."""
        return self.rows.id_at(self.currentIndex().row())

    def top_id(self) -> str | None:
        """Return the id of the first row that is in sight, or None."""
        return self.rows.id_at(self.rowAt(0))

    def ranges(self) -> list[tuple[int, int]]:
        """Return the selected rows from the top, as pairs of first and last."""
        selection = self.selectionModel().selection()
        chosen = [selection.at(n) for n in range(selection.count())]
        joined: list[tuple[int, int]] = []
        for first, last in sorted({(each.top(), each.bottom()) for each in chosen}):
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return joined

    def chosen(self) -> int:
        """Return how many rows are selected."""
        return sum(last - first + 1 for first, last in self.ranges())

    def chosen_ids(self) -> list[str]:
        """Return the ids of the selected rows, from the top."""
        ids = self.rows.ids
        return [each for first, last in self.ranges() for each in ids[first : last + 1]]

    def choose(self, current: int, rows: Sequence[int]) -> None:
        """Select rows, and make one current."""
        selection = QItemSelection()
        for first, last in _runs(rows):
            selection.select(self.rows.index(first, 0), self.rows.index(last, len(self._keys) - 1))
        self.selectionModel().setCurrentIndex(
            self.rows.index(current, 0), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Return rows as pairs of first and last without a gap."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
