"""A sheet typed a second time from its paper, blind, and what differs side by side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wardenlog.errors import MachineError, UserError
from wardenlog.model import Shift, new_id
from wardenlog.services import second_look
from wardenlog.services.second_look import Difference
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets import echo, rekeying
from wardenlog.ui.sheets.draft import SheetDraft
from wardenlog.ui.sheets.grid import VisitGrid
from wardenlog.ui.sheets.grid_model import GridModel
from wardenlog.ui.sheets.header import SheetHeader
from wardenlog.ui.sheets.naming import Naming
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.widgets.words import Words


class RekeyDialog(QDialog):
    """`kept` carries what differed, once it is on record; `to_correct` that it is to be put right.

    Esc leaves without a trace, so that it can be begun again.
    """

    kept = Signal(object)
    to_correct = Signal(object)

    def __init__(self, desk: Desk, shift: Shift, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._shift = shift
        self._presenter = SheetPresenter(desk.logbook, desk.sheets, desk.choices())
        self._presenter.start(SheetDraft(id=new_id()))
        self._model = GridModel(self._presenter, desk.theme)
        self.header = SheetHeader(self._presenter.choices)
        self.header.limit_to(rekeying.HEAD)
        self.grid = VisitGrid(self._model, self._presenter)
        self.grid.limit_to(rekeying.VISIT)
        self._naming = Naming(desk, self.header, self.grid, self._presenter)
        self.table = QTableWidget(0, 3)
        self.found: list[Difference] = []
        self.setWindowTitle(self.tr("Type sheet {0} again").format(shift.sheet))
        self._lay_out()
        self.header.typed.connect(self._take_header)
        self.header.done.connect(self._begin_visits)
        self._model.typed.connect(self._refresh)
        self._naming.changed.connect(self._refresh)
        self.finished.connect(self.deleteLater)
        self._refresh()
        self.resize(over.window().size() * 3 / 4)
        self.header.begin_sheet()

    def compare(self) -> None:
        """Show what differs; where nothing does, put that on record at once."""
        self.header.commit()
        self.grid.commit()
        presenter = self._presenter
        self.found = rekeying.differences(
            self._shift, presenter.draft, presenter.reading, presenter.choices
        )
        if not self.found:
            self._keep()
            return
        self.table.setRowCount(len(self.found))
        for row, each in enumerate(self.found):
            for column, text in enumerate((each.place, each.recorded, each.typed)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self._stack.setCurrentIndex(1)
        self.table.setFocus()

    def accept_recorded(self) -> None:
        """Put on record that the sheet is right as it is, and the second typing was not."""
        self._keep()

    def correct(self) -> None:
        """Put what differs on record, and go to the sheet to put it right."""
        if self._keep():
            self.to_correct.emit(self.found)

    def _keep(self) -> bool:
        try:
            second_look.typed_again(self._desk.record, self._shift.id, self.found)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return False
        self.accept()
        self.kept.emit(self.found)
        return True

    def _lay_out(self) -> None:
        typing, comparing = QWidget(), QWidget()
        column = QVBoxLayout(typing)
        column.addWidget(
            Words(self.tr("Type these from the paper, without looking at the first."), wrap=True)
        )
        column.addWidget(self.header)
        column.addWidget(self.grid, 1)
        compare = _button(self.tr("Compare"), self.tr("Compare both typings."), main=True)
        compare.clicked.connect(self.compare)
        column.addLayout(_right(compare))
        column = QVBoxLayout(comparing)
        column.addWidget(
            Words(self.tr("The typings differ here. Look at the paper: which is right?"), wrap=True)
        )
        column.addWidget(self.table, 1)
        right = _button(
            self.tr("Right as recorded"), self.tr("Leave the sheet as it is."), main=False
        )
        wrong = _button(
            self.tr("Correct the sheet"), self.tr("Go to the sheet to put it right."), main=True
        )
        right.clicked.connect(self.accept_recorded)
        wrong.clicked.connect(self.correct)
        column.addLayout(_right(right, wrong))
        self._dress_table()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(typing)
        self._stack.addWidget(comparing)

    def _dress_table(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(
            [self.tr("Where"), self.tr("Recorded"), self.tr("Typed again")]
        )
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setAccessibleName(self.tr("Differences"))
        table.setAccessibleDescription(self.tr("What is recorded beside what was typed again."))
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _take_header(self, typed: tuple[str, str]) -> None:
        self._presenter.change(*typed)
        self._refresh()

    def _begin_visits(self) -> None:
        self.grid.begin(len(self._presenter.draft.visits))

    def _refresh(self) -> None:
        draft, reading = self._presenter.draft, self._presenter.reading
        self._model.refresh(tell_missing=False)
        words = echo.header_words(reading)
        self.header.show_draft(draft, reading, words, tell_missing=False)


def _button(text: str, does: str, *, main: bool) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("main", main)
    button.setAutoDefault(False)  # Enter goes on in the fields
    button.setAccessibleName(text)
    button.setAccessibleDescription(does)
    return button


def _right(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    return row
