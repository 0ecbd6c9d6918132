"""Outlines from a file: whose each is, chosen and seen before anything is saved."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wardenlog import clock
from wardenlog.errors import MachineError, UserError
from wardenlog.services.places import outlines
from wardenlog.services.places.outlines import Found, Matched
from wardenlog.ui.desk import Desk
from wardenlog.ui.hotspots.dosage import OutlineView
from wardenlog.ui.hotspots.wording import outline_words, translate
from wardenlog.ui.widgets.field import Field
from wardenlog.ui.widgets.fitting import size_over
from wardenlog.ui.widgets.preview_table import PreviewTable
from wardenlog.ui.widgets.shorthand import date_in_short, typed_date
from wardenlog.ui.widgets.table_model import Column, PagedTableModel
from wardenlog.ui.widgets.words import Words

_DATE_CHARS: Final = 18
_MOST_PROPERTIES: Final = 4


class OutlinesDialog(QDialog):
    """`added` carries the id of the batch that was kept, with how many outlines are in it."""

    added = Signal(object)

    def __init__(self, desk: Desk, matched: Matched, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._matched = matched
        self._found = {str(each.number): each for each in matched.found}
        self._names = {one.id: f"{one.code} {one.name}" for one in matched.known}
        self.owners: dict[int, str] = dict(matched.owners)
        self.setWindowTitle(self.tr("Import outlines"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model: PagedTableModel[Found] = PagedTableModel(
            (
                Column("number", "No", lambda each: str(each.number), 4, number=True),
                Column("says", "The file says", _properties, 34),
                Column("outline", "Outline", _outline, 36),
                Column("owner", "Whose it is", self._owner_words, 30),
            ),
            self._rows,
        )
        self.table = PreviewTable(
            self.model,
            self.tr("Outlines of the file"),
            self.tr("Each outline with whose it is. Choose one and change that below."),
        )
        self.owner = QComboBox()
        self.from_on = Field()
        self.view = OutlineView(desk.theme)
        self._said = Words(wrap=True)
        self.add_button = QPushButton()
        self._lay_out()
        self.model.show(list(self._found))
        self.table.selectionModel().currentChanged.connect(self._choose)
        self.owner.activated.connect(self._give)
        self.from_on.textChanged.connect(self._follow)
        self.add_button.clicked.connect(self.keep)
        self.table.selectRow(0)
        self._follow()

    def keep(self) -> None:
        """Keep the outlines that have an owner, and close."""
        try:
            batch, changes = outlines.keep(
                self._desk.record, self._matched, self.owners, self._from_on()
            )
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self._desk.bus.tell(changes)
        self.added.emit((batch, len(changes.revisions)))
        self.accept()

    def _rows(self, ids: Collection[str]) -> Mapping[str, Found]:
        return {each: self._found[each] for each in ids}

    def _owner_words(self, each: Found) -> str:
        if each.problem is not None:
            return translate("hotspots", "✕ cannot be used")
        owner = self.owners.get(each.number)
        return translate("hotspots", "○ nobody's") if owner is None else f"● {self._names[owner]}"

    def _from_on(self) -> date | None:
        """Return the day from which they hold; UserError where it is no date."""
        typed = self.from_on.text().strip()
        return typed_date(typed, clock.local_date(clock.now())) if typed else None

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        self.owner.addItem(self.tr("Nobody's: leave it out"), None)
        for one in self._matched.known:
            self.owner.addItem(f"{one.code} {one.name}", one.id)
        self.owner.setAccessibleName(self.tr("Whose it is"))
        self.owner.setAccessibleDescription(self.tr("Whose outline the chosen line is."))
        whose = QLabel(self.tr("The chosen outline is of"))
        whose.setBuddy(self.owner)
        self.from_on.setText(date_in_short(self._desk.view.now.period.from_on))
        self.from_on.setAccessibleName(self.tr("From"))
        self.from_on.setAccessibleDescription(
            self.tr("The first day on which the boundaries hold; earlier versions are kept.")
        )
        self.from_on.setFixedWidth(metrics.averageCharWidth() * _DATE_CHARS)
        since = QLabel(self.tr("They hold from"))
        since.setBuddy(self.from_on)
        dated = self._matched.kind == "hotspot"
        since.setVisible(dated)
        self.from_on.setVisible(dated)
        self.add_button.setProperty("main", True)
        self.add_button.setDefault(True)
        self.add_button.setAccessibleDescription(self.tr("Keeps the outlines, all at once."))
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAccessibleName(cancel.text())
        cancel.setAccessibleDescription(self.tr("Closes this box and keeps nothing."))
        cancel.clicked.connect(self.reject)
        self.view.setMinimumHeight(metrics.height() * 8)
        self.view.setMinimumWidth(metrics.averageCharWidth() * 30)
        choosing = QVBoxLayout()
        for line in ((whose, self.owner), (since, self.from_on)):
            row = QHBoxLayout()
            for widget in line:
                row.addWidget(widget)
            row.addStretch()
            choosing.addLayout(row)
        choosing.addStretch()
        below, buttons = QHBoxLayout(), QHBoxLayout()
        below.addLayout(choosing, 1)
        below.addWidget(self.view)
        buttons.addWidget(self._said, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.addWidget(Words(self._matched.path.name, "heading"))
        layout.addWidget(self.table, 1)
        layout.addLayout(below)
        layout.addLayout(buttons)
        self.resize(size_over(self, 120, 32))

    def _current(self) -> Found | None:
        return self.model.row(self.table.currentIndex().row())

    def _choose(self) -> None:
        each = self._current()
        usable = each is not None and each.outline is not None
        self.owner.setEnabled(usable)
        self.view.show_outline(each.outline if each is not None else None)
        owner = None if each is None else self.owners.get(each.number)
        self.owner.setCurrentIndex(max(0, self.owner.findData(owner)) if owner else 0)

    def _give(self) -> None:
        """Give the chosen outline to somebody, who has no other then."""
        each, owner = self._current(), self.owner.currentData()
        if each is None:
            return
        self.owners = {
            number: other
            for number, other in self.owners.items()
            if number != each.number and other != owner
        }
        if owner is not None:
            self.owners[each.number] = owner
        row = self.table.currentIndex().row()
        self.model.show(list(self._found))
        self.table.selectRow(row)
        self._follow()

    def _follow(self) -> None:
        number = len(self.owners)
        words = self.tr("Keep {0} outlines") if number != 1 else self.tr("Keep {0} outline")
        self.add_button.setText(words.format(number))
        self.add_button.setAccessibleName(self.add_button.text())
        left_out = len(self._found) - number
        try:
            self._from_on()
        except UserError as e:
            self.add_button.setEnabled(False)
            self._said.say(f"✕ {e.message}", "bad")
            return
        self.add_button.setEnabled(number > 0)
        said = self.tr("{0} of the outlines will be left out.").format(left_out) if left_out else ""
        self._said.say(said, "warn")


def _properties(each: Found) -> str:
    said = list(each.properties.items())[:_MOST_PROPERTIES]
    return ", ".join(f"{name}: {value}" for name, value in said)


def _outline(each: Found) -> str:
    return each.problem or ("" if each.outline is None else outline_words(each.outline))
