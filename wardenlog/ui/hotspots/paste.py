"""Several hotspots at once from a pasted list: what would come of each line, before it is done."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wardenlog import clock
from wardenlog.errors import MachineError, UserError
from wardenlog.services.places import pasting
from wardenlog.services.places.pasting import PastedPlace, PastedPlaces
from wardenlog.services.places.saving import OnList
from wardenlog.ui.desk import Desk
from wardenlog.ui.hotspots.preview import PreviewTable
from wardenlog.ui.hotspots.wording import translate
from wardenlog.ui.widgets.field import Field
from wardenlog.ui.widgets.shorthand import date_in_short, typed_date
from wardenlog.ui.widgets.table_model import Column, PagedTableModel
from wardenlog.ui.widgets.words import Words

_TYPING_PAUSE_MS: Final = 200
_DATE_CHARS: Final = 18


def _comes_of(line: PastedPlace) -> str:
    if line.problem is None:
        return translate("hotspots", "● Will be added")
    return f"{'○' if line.known else '✕'} {line.problem}"


COLUMNS: Final[tuple[Column[PastedPlace], ...]] = (
    Column("line", "Line", lambda line: str(line.line), 4, number=True),
    Column("code", "Code", lambda line: line.code, 8),
    Column("name", "Name", lambda line: line.name, 26),
    Column("ward", "Ward", lambda line: line.ward or "", 16),
    Column("comes", "What happens", _comes_of, 40),
)


class PasteDialog(QDialog):
    """`added` carries the id of the batch that was added, with how many hotspots are in it."""

    added = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pasted = PastedPlaces("", ())
        self._reference = desk.view.now.agreement
        self.setWindowTitle(self.tr("Paste hotspots"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit()
        self.listed = QCheckBox(
            self.tr("Put them on the list of {0} from").format(self._reference or "")
        )
        self.from_on = Field()
        self.model: PagedTableModel[PastedPlace] = PagedTableModel(COLUMNS, self._rows)
        self._said = Words(wrap=True)
        self.add_button = QPushButton()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._lay_out()
        self._typing.timeout.connect(self.look)
        self.text.textChanged.connect(self._typing.start)
        self.listed.toggled.connect(self._follow)
        self.from_on.textChanged.connect(self._follow)
        self.add_button.clicked.connect(self.add)
        self._begin_with_clipboard()

    def look(self) -> None:
        """Read what is typed, and show what would come of it."""
        self._pasted = pasting.read_pasted(self._desk.record, self.text.toPlainText())
        self.model.show([str(n) for n in range(len(self._pasted.lines))])
        self._follow()

    def add(self) -> None:
        """Add every hotspot that can be added, and close."""
        from_on = self._from_on()
        listed = OnList(self._reference, from_on) if self._reference and from_on else None
        try:
            batch, changes = pasting.add_pasted(self._desk.record, self._pasted, listed)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self._desk.bus.tell(changes)
        self.added.emit((batch, len(self._pasted.added)))
        self.accept()

    def _rows(self, ids: Collection[str]) -> Mapping[str, PastedPlace]:
        return {each: self._pasted.lines[int(each)] for each in ids}

    def _from_on(self) -> date | None:
        """Return the day they are listed from; None where they are not, or it is no date."""
        if not self.listed.isChecked():
            return None
        try:
            return typed_date(self.from_on.text(), clock.local_date(clock.now()))
        except UserError:
            return None

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        how = QLabel(
            self.tr(
                "One hotspot on each line: a code and a name, and a ward if you like. Cells copied"
                " from a spreadsheet do."
            )
        )
        how.setWordWrap(True)
        how.setBuddy(self.text)
        self.text.setAccessibleName(self.tr("Hotspots"))
        self.text.setAccessibleDescription(how.text())
        self.text.setPlaceholderText("H21 Canal basin, Riverside\nH22 Mill Lane shops")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(metrics.lineSpacing() * 8)
        self.listed.setAccessibleName(self.listed.text())
        self.listed.setAccessibleDescription(
            self.tr("Only visits to a hotspot that is on the list can be claimed.")
        )
        self.listed.setVisible(self._reference is not None)
        self.from_on.setVisible(self._reference is not None)
        self.listed.setChecked(self._reference is not None)
        self.from_on.setText(date_in_short(self._desk.view.now.period.from_on))
        self.from_on.setAccessibleName(self.tr("Listed from"))
        self.from_on.setAccessibleDescription(self.tr("The first day on the list."))
        self.from_on.setFixedWidth(metrics.averageCharWidth() * _DATE_CHARS)
        self.add_button.setProperty("main", True)
        self.add_button.setDefault(True)
        self.add_button.setAccessibleDescription(self.tr("Adds the hotspots, all at once."))
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAccessibleName(cancel.text())
        cancel.setAccessibleDescription(self.tr("Closes this box and adds nothing."))
        cancel.clicked.connect(self.reject)
        when, buttons = QHBoxLayout(), QHBoxLayout()
        when.addWidget(self.listed)
        when.addWidget(self.from_on)
        when.addStretch()
        buttons.addWidget(self._said, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.addWidget(how)
        layout.addWidget(self.text)
        layout.addLayout(when)
        layout.addWidget(
            PreviewTable(
                self.model,
                self.tr("What comes of each line"),
                self.tr("The hotspots that will be added, and those that will not."),
            ),
            1,
        )
        layout.addLayout(buttons)
        self.resize(metrics.averageCharWidth() * 115, metrics.height() * 32)

    def _begin_with_clipboard(self) -> None:
        copied = QGuiApplication.clipboard().text()
        if len(copied.strip().splitlines()) > 1:
            self.text.setPlainText(copied)
        self.look()

    def _follow(self) -> None:
        number = len(self._pasted.added)
        left_out = len(self._pasted.lines) - number
        words = self.tr("Add {0} hotspots") if number != 1 else self.tr("Add {0} hotspot")
        self.add_button.setText(words.format(number))
        self.add_button.setAccessibleName(self.add_button.text())
        self.from_on.setEnabled(self.listed.isChecked())
        dated = not self.listed.isChecked() or self._from_on() is not None
        self.add_button.setEnabled(number > 0 and dated)
        if not dated:
            self._said.say(self.tr("✕ Listed from: this is not a date."), "bad")
        elif left_out:
            self._said.say(self.tr("{0} of the lines will be left out.").format(left_out), "warn")
        else:
            self._said.say("")
