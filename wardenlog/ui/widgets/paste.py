"""A box that takes a pasted list, and shows what would come of each line before it is done."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wardenlog.errors import MachineError, UserError
from wardenlog.services.logbook import Changes
from wardenlog.services.pasted import Pasted
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.fitting import size_over
from wardenlog.ui.widgets.preview_table import PreviewTable
from wardenlog.ui.widgets.table_model import Column, PagedTableModel
from wardenlog.ui.widgets.words import Kind, Words

_TYPING_PAUSE_MS: Final = 200


@dataclass(frozen=True, slots=True)
class PasteWords:
    """What a box says of its kind of record, in the language of the window."""

    title: str
    how: str
    records: str
    example: str
    preview_about: str
    add_one: str
    add_many: str
    add_about: str
    cancel_about: str


class PasteBox(QDialog):
    """`added` carries the id of the batch that was added, with how many lines are in it.

    A box of one kind of record says how a text is read and added, and what is still to be chosen.
    """

    added = Signal(object)

    _words: PasteWords

    def __init__(self, desk: Desk, columns: tuple[Column[Any], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pasted: Pasted[Any] = Pasted("", ())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit()
        self.model: PagedTableModel[Any] = PagedTableModel(columns, self._rows)
        self._said = Words(wrap=True)
        self.add_button = QPushButton()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self.look)
        self.text.textChanged.connect(self._typing.start)
        self.add_button.clicked.connect(self.add)

    @abstractmethod
    def read(self, text: str) -> Pasted[Any]:
        """Return what would come of a text."""

    @abstractmethod
    def add_lines(self, pasted: Pasted[Any]) -> tuple[str, Changes]:
        """Add every line that can be, as one batch; UserError or MachineError where that fails."""

    @abstractmethod
    def missing(self) -> tuple[str, Kind]:
        """Return what must be chosen first, and which kind of words it is; "" for nothing."""

    def look(self) -> None:
        """Read what is typed, and show what would come of it."""
        self._pasted = self.read(self.text.toPlainText())
        self.model.show([str(n) for n in range(len(self._pasted.lines))])
        self.follow()

    def add(self) -> None:
        """Add every line that can be added, and close."""
        try:
            batch, changes = self.add_lines(self._pasted)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self._desk.bus.tell(changes)
        self.added.emit((batch, len(self._pasted.added)))
        self.accept()

    def follow(self) -> None:
        """Say how many lines would be added, and what is in the way."""
        number = len(self._pasted.added)
        left_out = len(self._pasted.lines) - number
        words = self._words.add_one if number == 1 else self._words.add_many
        self.add_button.setText(words.format(number))
        self.add_button.setAccessibleName(self.add_button.text())
        wanted, kind = self.missing()
        self.add_button.setEnabled(number > 0 and not wanted)
        if wanted:
            self._said.say(wanted, kind)
        elif left_out:
            self._said.say(self.tr("{0} of the lines will be left out.").format(left_out), "warn")
        else:
            self._said.say("")

    def begin(self, words: PasteWords, choices: QLayout, width: int) -> None:
        """Lay the box out, `width` characters wide, and begin with the list that was copied."""
        self._words = words
        self.setWindowTitle(words.title)
        metrics = self.fontMetrics()
        how = QLabel(words.how)
        how.setWordWrap(True)
        how.setBuddy(self.text)
        self.text.setAccessibleName(words.records)
        self.text.setAccessibleDescription(words.how)
        self.text.setPlaceholderText(words.example)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(metrics.lineSpacing() * 8)
        self.add_button.setProperty("main", True)
        self.add_button.setDefault(True)
        self.add_button.setAccessibleDescription(words.add_about)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAccessibleName(cancel.text())
        cancel.setAccessibleDescription(words.cancel_about)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._said, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.addWidget(how)
        layout.addWidget(self.text)
        layout.addLayout(choices)
        preview = PreviewTable(self.model, self.tr("What comes of each line"), words.preview_about)
        layout.addWidget(preview, 1)
        layout.addLayout(buttons)
        self.resize(size_over(self, width, 32))
        copied = QGuiApplication.clipboard().text()
        if len(copied.strip().splitlines()) > 1:
            self.text.setPlainText(copied)
        self.look()

    def _rows(self, ids: Collection[str]) -> Mapping[str, Any]:
        return {each: self._pasted.lines[int(each)] for each in ids}
