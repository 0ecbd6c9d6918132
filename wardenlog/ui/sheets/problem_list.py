"""The strip under the visits: what needs attention, each a way to its field."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from wardenlog.ui.sheets.draft import SHEET_DETAILS
from wardenlog.ui.sheets.grid_model import COLUMN_OF, COLUMNS
from wardenlog.ui.sheets.header import FIELDS
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.sheets.problems import Problem, Weight

_LINES: Final = 4


class ProblemList(QListWidget):
    """Not there while nothing needs attention. `wanted` carries the `Problem` to go to."""

    wanted = Signal(object)

    def __init__(self, presenter: SheetPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.setAccessibleName(self.tr("What needs attention"))
        self.setAccessibleDescription(self.tr("Enter goes to the field."))
        self.setWordWrap(True)
        self.itemActivated.connect(self._want)

    def show_problems(self, *, tell_missing: bool) -> None:
        """List the sheet's problems; what is still blank only where `tell_missing`."""
        self.clear()
        for problem in self._presenter.reading.problems:
            if tell_missing or problem.weight is not Weight.MISSING:
                mark = "▲" if problem.blocks else "●"
                item = QListWidgetItem(f"{mark} {self._place_words(problem)}: {problem.sentence}")
                item.setData(Qt.ItemDataRole.UserRole, problem)
                self.addItem(item)
        lines = min(self.count(), _LINES)
        frame = self.fontMetrics().height() // 2
        self.setFixedHeight(max(0, self.sizeHintForRow(0)) * lines + frame)
        self.setVisible(lines > 0)

    def next(self) -> None:
        """Go to the next problem; after the last, the first."""
        if self.count():
            self.setCurrentRow((self.currentRow() + 1) % self.count())
            self._want(self.currentItem())

    def _want(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    def _place_words(self, problem: Problem) -> str:
        if problem.line is not None or problem.field in SHEET_DETAILS:
            return self._detail_words(problem)
        if problem.row is None:
            labels = {each.name: each.label for each in FIELDS}
            return self.tr(labels.get(problem.field, "Funding"))
        number = self._presenter.draft.visits[problem.row].number
        column = COLUMNS[COLUMN_OF[problem.field]]
        return self.tr("Visit {0}, {1}").format(number, column.name)

    def _detail_words(self, problem: Problem) -> str:
        if problem.row is None:
            return self.tr("Sheet details")
        number = self._presenter.draft.visits[problem.row].number
        return self.tr("Visit {0}, details").format(number)
