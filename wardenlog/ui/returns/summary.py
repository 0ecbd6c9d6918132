"""The tab Summary: the workbook's fixed list of measures, each figure with what is behind it."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wardenlog.services.returns.shown import Shown, SummaryLine
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.returns.figure_table import FigureTable
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.table_model import Column
from wardenlog.ui.widgets.words import Words

_HEADINGS: Final = (
    ("This period", QT_TRANSLATE_NOOP("returns", "This period"), 9),
    (
        "Previous period as reported",
        QT_TRANSLATE_NOOP("returns", "Previous, sent"),
        10,
    ),
    (
        "Previous period restated",
        QT_TRANSLATE_NOOP("returns", "Previous, now"),
        10,
    ),
    ("Financial year to date", QT_TRANSLATE_NOOP("returns", "Year to date"), 10),
    ("Agreement to date", QT_TRANSLATE_NOOP("returns", "To date"), 12),
    ("Target this period", QT_TRANSLATE_NOOP("returns", "Target"), 8),
    ("Percent of target", QT_TRANSLATE_NOOP("returns", "% of target"), 11),
)
"""The headings of the workbook's sheet, and shorter ones for the screen."""

_PADDING: Final = 3
"""Average letters that the edges of a cell take."""


def _name(line: SummaryLine) -> str:
    return line.name


def _unit(line: SummaryLine) -> str:
    return line.unit


def _cell(heading: str, line: SummaryLine) -> str:
    cell = line.cells.get(heading)
    return "–" if cell is None else cell.words


def _status(line: SummaryLine) -> str:
    status, note = _cell("Status", line), _cell("Note", line)
    if "–" in {status, note}:
        return status if note == "–" else note
    return f"{status} ({note})"


COLUMNS: Final[tuple[Column[SummaryLine], ...]] = (
    Column("name", QT_TRANSLATE_NOOP("returns", "Measure"), _name, 30, tip=_name),
    Column("unit", QT_TRANSLATE_NOOP("returns", "Unit"), _unit, 13, tip=_unit),
    *(
        Column(heading, shown, partial(_cell, heading), width, number=True, ascending_words=heading)
        for heading, shown, width in _HEADINGS
    ),
    Column("Status", QT_TRANSLATE_NOOP("returns", "Status"), _status, 11, tip=_status),
)


class SummaryTab(QWidget):
    """`behind_wanted` carries the `Asked` of a figure, None where nothing is behind the cell.

    `reached_wanted` carries a figure's name and how it was reached, where no records make it.
    """

    behind_wanted = Signal(object)
    reached_wanted = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table: FigureTable[SummaryLine] = FigureTable(
            theme,
            COLUMNS,
            self.tr("Summary"),
            self.tr("The figures of the return. Enter shows what is behind the chosen one."),
        )
        self._notes = Words(kind="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.addWidget(self._notes)
        layout.addWidget(self.table, 1)
        self.table.setWordWrap(True)
        self.table.horizontalHeader().sectionResized.connect(self._give_room)
        theme.changed.connect(self._give_room)
        self.table.wanted.connect(self._want)

    def show_figures(self, shown: Shown) -> None:
        """Show the Summary of a period."""
        self._notes.say(" ".join(shown.summary_notes))
        self.table.take(shown.summary)
        self._give_room()

    def ask(self) -> None:
        """Ask what is behind the current figure."""
        self.table.ask()

    def _give_room(self) -> None:
        """Give a name that is too long for its column a second line."""
        table, metrics = self.table, self.table.fontMetrics()
        room = table.columnWidth(0) - metrics.averageCharWidth() * _PADDING
        rows = table.verticalHeader()
        for n in range(table.rows.rowCount()):
            line = table.rows.row(n)
            is_long = line is not None and metrics.horizontalAdvance(line.name) > room
            more = metrics.lineSpacing() if is_long else 0
            rows.resizeSection(n, rows.defaultSectionSize() + more)

    def _want(self, line: SummaryLine, key: str) -> None:
        cell = line.cells.get(key) or line.cells["This period"]
        if cell.reached:
            self.reached_wanted.emit(f"{line.name} · {key} · {cell.words}", cell.reached)
        else:
            self.behind_wanted.emit(cell.asked)
