"""The tabs Hotspots, Powers and Engagement: sheets of the workbook, with what is behind them."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from wardenlog.services.returns.shown import Shown
from wardenlog.services.returns.tables import SheetShown, TableLine
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.returns.bars import BarChart
from wardenlog.ui.returns.figure_table import FigureTable
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.table_model import Column
from wardenlog.ui.widgets.words import Words

_BESIDE_FROM: Final = 150
"""Characters across, below which the charts stand under each other."""
_PEEK_LINES: Final = 4
"""Of what is under the table, so that it is seen to be there."""


def _cell(heading: str, line: TableLine) -> str:
    return line.cells[heading].words


def _columns(
    wanted: Iterable[tuple[str, str, int, bool]],
) -> tuple[Column[TableLine], ...]:
    return tuple(
        Column(
            heading,
            shown,
            partial(_cell, heading),
            width,
            tip=None if number else partial(_cell, heading),
            number=number,
            ascending_words=heading,
        )
        for heading, shown, width, number in wanted
    )


HOTSPOTS: Final = _columns(
    (
        ("Hotspot code", QT_TRANSLATE_NOOP("returns", "Code"), 6, False),
        ("Hotspot", QT_TRANSLATE_NOOP("returns", "Hotspot"), 20, False),
        ("Kind", QT_TRANSLATE_NOOP("returns", "Kind"), 16, False),
        ("Days listed", QT_TRANSLATE_NOOP("returns", "Days listed"), 5, True),
        ("Days visited", QT_TRANSLATE_NOOP("returns", "Visited"), 5, True),
        ("Visits", QT_TRANSLATE_NOOP("returns", "Visits"), 5, True),
        ("Qualifying visits", QT_TRANSLATE_NOOP("returns", "Qualifying"), 5, True),
        ("Required visits", QT_TRANSLATE_NOOP("returns", "Required"), 5, True),
        ("Compliance percent", QT_TRANSLATE_NOOP("returns", "% of plan"), 7, True),
        ("Longest gap days", QT_TRANSLATE_NOOP("returns", "Gap, days"), 5, True),
        ("Hours", QT_TRANSLATE_NOOP("returns", "Hours"), 7, True),
        ("Hours claimable", QT_TRANSLATE_NOOP("returns", "Claimable"), 7, True),
    )
)
POWERS: Final = _columns(
    (
        ("Month", QT_TRANSLATE_NOOP("returns", "Month"), 14, False),
        ("Hotspot code", QT_TRANSLATE_NOOP("returns", "Hotspot"), 8, False),
        ("Power", QT_TRANSLATE_NOOP("returns", "Power"), 30, False),
        ("Stage", QT_TRANSLATE_NOOP("returns", "Stage"), 26, False),
        ("Own use", QT_TRANSLATE_NOOP("returns", "Own use"), 7, True),
        ("Assisted", QT_TRANSLATE_NOOP("returns", "Assisted"), 7, True),
        ("Cancelled", QT_TRANSLATE_NOOP("returns", "Cancelled"), 7, True),
        ("Subjects under 18", QT_TRANSLATE_NOOP("returns", "Under 18"), 7, True),
    )
)
ENGAGEMENT: Final = _columns(
    (
        ("Month", QT_TRANSLATE_NOOP("returns", "Month"), 14, False),
        ("Hotspot code", QT_TRANSLATE_NOOP("returns", "Hotspot"), 8, False),
        ("Measure", QT_TRANSLATE_NOOP("returns", "Measure"), 40, False),
        ("Number", QT_TRANSLATE_NOOP("returns", "Number"), 8, True),
        ("Of which estimated", QT_TRANSLATE_NOOP("returns", "Estimated"), 8, True),
        ("Status", QT_TRANSLATE_NOOP("returns", "Status"), 14, False),
    )
)


class SheetTab(QWidget):
    """A sheet's notes over its table; without rows, the notes say why there are none.

    `behind_wanted` carries the `Asked` of a figure; a cell that holds none asks for the row's
    `main` one.
    """

    behind_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column[TableLine]],
        name: str,
        main: str,
        stretch: int = 2,
    ) -> None:
        super().__init__()
        self._main = main
        self.table: FigureTable[TableLine] = FigureTable(
            theme,
            columns,
            name,
            self.tr("Figures of the period. Enter shows what is behind the chosen one."),
            stretch=stretch,
        )
        self.notes = Words(kind="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notes)
        layout.addWidget(self.table, 1)
        layout.addStretch()
        self.table.wanted.connect(self._want)

    def show_sheet(self, sheet: SheetShown) -> None:
        """Show the rows of a sheet, or why there are none."""
        self.notes.say(" ".join(sheet.notes))
        self.table.take(sheet.lines)
        self.table.setVisible(bool(sheet.lines))

    def ask(self) -> None:
        """Ask what is behind the current figure."""
        self.table.ask()

    def _want(self, line: TableLine, key: str) -> None:
        self.behind_wanted.emit(line.cells[key].asked or line.cells[self._main].asked)


class HotspotsTab(QScrollArea):
    """The sheet Hotspots, and its charts under the table. `behind_wanted` as for the sheet."""

    behind_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sheet = SheetTab(theme, HOTSPOTS, self.tr("Hotspots"), "Hours claimable", stretch=1)
        self.table = self._sheet.table
        self.charts = (BarChart(theme), BarChart(theme))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for chart in self.charts:
            self._both.addWidget(chart, 1)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sheet)
        layout.addLayout(self._both)
        layout.addStretch(1)
        self.setWidget(content)
        self._sheet.behind_wanted.connect(self.behind_wanted)
        theme.changed.connect(self._fit)

    def show_figures(self, shown: Shown) -> None:
        """Show the hotspots of a period."""
        self._sheet.show_sheet(shown.hotspots)
        for n, chart in enumerate(self.charts):
            there = n < len(shown.hotspots.charts)
            chart.setVisible(there)
            if there:
                chart.show_bars(shown.hotspots.charts[n])
        self._fit()

    def ask(self) -> None:
        """Ask what is behind the current figure."""
        self._sheet.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.fontMetrics().averageCharWidth() * _BESIDE_FROM
        way = QBoxLayout.Direction
        self._both.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._fit()

    def _fit(self) -> None:
        """Let the table be as high as its rows, or as the view but for what shows more is below."""
        line = self.fontMetrics().lineSpacing()
        rows = self.table.rows.rowCount() * self._theme.row_height
        whole = rows + self.table.horizontalHeader().sizeHint().height() + line
        room = self.viewport().height() - line * _PEEK_LINES
        self.table.setFixedHeight(max(self.table.minimumSizeHint().height(), min(whole, room)))
