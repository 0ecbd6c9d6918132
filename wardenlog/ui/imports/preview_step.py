"""The step that shows, row by row, what an import would do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from wardenlog.services.spreadsheets import REFUSED, STATES, Preview, SpreadsheetPreview
from wardenlog.ui.actions import ActionButton
from wardenlog.ui.imports.choosing import dress_table
from wardenlog.ui.imports.shown import Line, lines_of, state_word, warnings_of
from wardenlog.ui.widgets.table_model import Column, PagedTableModel
from wardenlog.ui.widgets.words import Words

_MOST_WARNINGS: Final = 6
_WIDTHS: Final = (14, 12, 24, 32, 14, 18, 40)


class PreviewStep(QWidget):
    """What would be added, changed, left and refused, with a filter by state."""

    def __init__(self, save_refused: QAction) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self._counts: Counter[str] = Counter()
        self._save_refused = save_refused
        self.warnings = Words(kind="muted", wrap=True)
        self.states = QComboBox()
        self.states.setAccessibleName(self.tr("Which rows are shown"))
        self.states.setAccessibleDescription(self.tr("Narrows the list to one sort of row."))
        self.model: PagedTableModel[Line] = PagedTableModel(self._columns(), self._read)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("What becomes of each row"))
        self.table.setAccessibleDescription(self.tr("Rows of the file, those refused first."))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        dress_table(self.table, _WIDTHS, len(_WIDTHS) - 1)
        self.whole = Words(wrap=True)
        self.whole.setTextInteractionFlags(self.whole.textInteractionFlags().TextSelectableByMouse)
        label = QLabel(self.tr("S&how"))
        label.setBuddy(self.states)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.states)
        top.addStretch()
        top.addWidget(ActionButton(save_refused))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.warnings)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        self.states.activated.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)

    def show_preview(self, preview: SpreadsheetPreview | Preview) -> None:
        """Show what an import would do."""
        self._lines = lines_of(preview)
        self._counts = Counter(line.state for line in self._lines)
        said = warnings_of(preview)
        more = len(said) - _MOST_WARNINGS
        shown = said[:_MOST_WARNINGS]
        if more > 0:
            shown.append(self.tr("and {0} more").format(more))
        self.warnings.say("\n".join(f"• {each}" for each in shown))
        self.warnings.setVisible(bool(said))
        self.states.clear()
        self.states.addItem(self.tr("All {0} rows").format(f"{len(self._lines):,}"), None)
        for state in STATES:
            if self._counts[state]:
                self.states.addItem(f"{state_word(state)}: {self._counts[state]:,}", state)
        self._save_refused.setVisible(bool(self._counts[REFUSED]))
        self._filter()

    def begin(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus()
        self.table.setCurrentIndex(self.model.index(0, 0))

    def _filter(self) -> None:
        state = self.states.currentData()
        self.model.show(
            [
                str(place)
                for place, line in enumerate(self._lines)
                if state is None or line.state == state
            ]
        )
        self.whole.say("")

    def _read(self, ids: Sequence[str]) -> Mapping[str, Line]:
        return {each: self._lines[int(each)] for each in ids}

    def _show_whole(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = self.model.row(now.row())
        if line is None or not line.words:
            self.whole.say("")
            return
        where = f"{line.place}, {line.column}" if line.column else line.place
        self.whole.say(self.tr("Row {0}: {1}").format(where, line.words))

    def _columns(self) -> tuple[Column[Line], ...]:
        return (
            Column("state", self.tr("State"), _state, _WIDTHS[0]),
            Column("place", self.tr("Row"), _place, _WIDTHS[1]),
            Column("sheet", self.tr("Sheet"), _sheet, _WIDTHS[2]),
            Column("what", self.tr("Says"), _what, _WIDTHS[3]),
            Column("crew", self.tr("Crew"), _crew, _WIDTHS[4]),
            Column("column", self.tr("Column"), _column, _WIDTHS[5]),
            Column("words", self.tr("Why, and what to do"), _words, _WIDTHS[6], tip=_words),
        )


def _state(line: Line) -> str:
    return state_word(line.state)


def _place(line: Line) -> str:
    return line.place


def _sheet(line: Line) -> str:
    return line.sheet


def _what(line: Line) -> str:
    return line.what


def _crew(line: Line) -> str:
    return line.crew


def _column(line: Line) -> str:
    return line.column


def _words(line: Line) -> str:
    return line.words
