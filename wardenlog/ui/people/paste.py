"""Several people at once from a pasted list: what would come of each line, before it is done."""

from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from wardenlog.errors import MachineError, UserError
from wardenlog.services import people
from wardenlog.services.people import Pasted, PastedLine
from wardenlog.ui.desk import Desk
from wardenlog.ui.people.wording import translate
from wardenlog.ui.widgets.table_model import Column, PagedTableModel
from wardenlog.ui.widgets.words import Words

_TYPING_PAUSE_MS: Final = 200


def _comes_of(line: PastedLine) -> str:
    if line.problem is None:
        return translate("people", "● Will be added")
    return f"{'○' if line.known else '✕'} {line.problem}"


COLUMNS: Final[tuple[Column[PastedLine], ...]] = (
    Column("line", "Line", lambda line: str(line.line), 4, number=True),
    Column("code", "Code", lambda line: line.code, 8),
    Column("name", "Name", lambda line: line.name, 24),
    Column("comes", "What happens", _comes_of, 40),
)


class PasteDialog(QDialog):
    """`added` carries the id of the batch that was added, with how many people are in it."""

    added = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pasted = Pasted("", ())
        self.setWindowTitle(self.tr("Paste people"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit()
        self.organisation = QComboBox()
        self.model: PagedTableModel[PastedLine] = PagedTableModel(COLUMNS, self._rows)
        self._table = QTableView()
        self._said = Words(wrap=True)
        self.add_button = QPushButton()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._lay_out()
        self._typing.timeout.connect(self.look)
        self.text.textChanged.connect(self._typing.start)
        self.organisation.activated.connect(self._follow)
        self.add_button.clicked.connect(self.add)
        self._cancel.clicked.connect(self.reject)
        self._offer_organisations()
        self._begin_with_clipboard()

    def look(self) -> None:
        """Read what is typed, and show what would come of it."""
        self._pasted = people.read_pasted(self._desk.record, self.text.toPlainText())
        self.model.show([str(n) for n in range(len(self._pasted.lines))])
        self._follow()

    def add(self) -> None:
        """Add everybody who can be added, and close."""
        try:
            batch, changes = people.add_pasted(
                self._desk.record, self._pasted, str(self.organisation.currentData())
            )
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self._desk.bus.tell(changes)
        self.added.emit((batch, len(changes.revisions)))
        self.accept()

    def _rows(self, ids: Collection[str]) -> Mapping[str, PastedLine]:
        return {each: self._pasted.lines[int(each)] for each in ids}

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        how = QLabel(
            self.tr(
                "One person on each line: a name, or a code and a name. Cells copied from a"
                " spreadsheet do."
            )
        )
        how.setWordWrap(True)
        how.setBuddy(self.text)
        self.text.setAccessibleName(self.tr("Names"))
        self.text.setAccessibleDescription(how.text())
        self.text.setPlaceholderText("AK Amira Khan\nJo Reed")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(metrics.lineSpacing() * 8)
        self._dress_table()
        self.organisation.setAccessibleName(self.tr("Organisation"))
        self.organisation.setAccessibleDescription(self.tr("Whom all these people work for."))
        label = QLabel(self.tr("They all work for"))
        label.setBuddy(self.organisation)
        self.add_button.setProperty("main", True)
        self.add_button.setDefault(True)
        self.add_button.setAccessibleDescription(self.tr("Adds the people, all at once."))
        self._cancel.setAccessibleName(self._cancel.text())
        self._cancel.setAccessibleDescription(self.tr("Closes this box and adds nobody."))
        whose, buttons = QHBoxLayout(), QHBoxLayout()
        for widget in (label, self.organisation):
            whose.addWidget(widget)
        whose.addStretch()
        buttons.addWidget(self._said, 1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.addWidget(how)
        layout.addWidget(self.text)
        layout.addLayout(whose)
        layout.addWidget(self._table, 1)
        layout.addLayout(buttons)
        self.resize(metrics.averageCharWidth() * 110, metrics.height() * 32)

    def _dress_table(self) -> None:
        table, metrics = self._table, self.fontMetrics()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("What comes of each line"))
        table.setAccessibleDescription(self.tr("The people who will be added, and who will not."))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(metrics.height() * 7 // 4)
        for n, column in enumerate(COLUMNS):
            table.setColumnWidth(n, metrics.averageCharWidth() * (column.width + 3))
        table.horizontalHeader().setSectionResizeMode(
            len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch
        )

    def _offer_organisations(self) -> None:
        for one in people.organisation_choices(self._desk.record):
            if not one.void:
                self.organisation.addItem(one.name, one.id)
        own = people.own_organisation(self._desk.record)
        self.organisation.setCurrentIndex(self.organisation.findData(own) if own else -1)

    def _begin_with_clipboard(self) -> None:
        copied = QGuiApplication.clipboard().text()
        if len(copied.strip().splitlines()) > 1:
            self.text.setPlainText(copied)
        self.look()

    def _follow(self) -> None:
        number = len(self._pasted.added)
        left_out = len(self._pasted.lines) - number
        words = self.tr("Add {0} people") if number != 1 else self.tr("Add {0} person")
        self.add_button.setText(words.format(number))
        self.add_button.setAccessibleName(self.add_button.text())
        chosen = self.organisation.currentIndex() >= 0
        self.add_button.setEnabled(number > 0 and chosen)
        if number and not chosen:
            self._said.say(self.tr("Choose whom they work for."), "warn")
        elif left_out:
            self._said.say(self.tr("{0} of the lines will be left out.").format(left_out), "warn")
        else:
            self._said.say("")
