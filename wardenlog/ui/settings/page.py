"""The page of settings: what this computer shows, and how the council works. All act at once."""

from typing import Final, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from wardenlog.errors import MachineError, UserError
from wardenlog.services import ways
from wardenlog.services.ways import Ways
from wardenlog.settings import Settings, TextSize
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.settings.approval import ApprovalTick
from wardenlog.ui.settings.codes import ShortCodes
from wardenlog.ui.settings.council import CouncilDialog
from wardenlog.ui.widgets.words import Words

_WIDEST: Final = 110
"""Characters across: a line that is longer is hard to follow."""


class SettingsPage(QScrollArea):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.look, self.text_size, self.rows = QComboBox(), QComboBox(), QComboBox()
        self.second_check, self.rekey = QCheckBox(), QSpinBox()
        self.approval = ApprovalTick(desk)
        self._keys = make_action("settings.keys", self, self._show_keys)
        self._council = make_action("settings.council", self, self.show_council)
        self._backups = make_action("settings.backups", self, self._show_backups)
        self._forget = make_action("settings.forget", self, self.forget)
        self.codes = ShortCodes(desk)
        self.codes.told.connect(self.told)
        self._fill()
        self._lay_out()
        self.look.activated.connect(self._choose_look)
        self.text_size.activated.connect(self._choose_size)
        self.rows.activated.connect(self._choose_size)
        self.second_check.clicked.connect(self._keep_ways)
        self.approval.told.connect(self.told)
        self.rekey.editingFinished.connect(self._keep_ways)

    def start(self) -> None:
        """Show what is remembered by now, and put the keyboard where work begins."""
        self.codes.refresh()
        self.look.setFocus()

    def show_place(self, place: Place) -> None:
        """Show the page: its fields are no records."""
        self.start()

    def forget(self) -> None:
        """Forget what lists, periods and forms were last like; look, size and keys stay."""
        first = Settings()
        self._kept(
            kept=self._desk.settings.choose(
                returns=first.returns,
                registers=first.registers,
                view=first.view,
                page=first.page,
                narrow_rail=first.narrow_rail,
            ),
            words=self.tr("Forgotten. Pages that are open follow at the next start."),
        )

    def show_council(self) -> None:
        """Show the council's own facts, to change them."""
        box = CouncilDialog(self._desk, self)
        box.told.connect(self.told)
        box.open()

    def _fill(self) -> None:
        now = self._desk.settings.now
        for look, name in (
            ("system", self.tr("As the computer")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast_light", self.tr("High contrast, light")),
            ("contrast_dark", self.tr("High contrast, dark")),
        ):
            self.look.addItem(name, look)
        for size in get_args(TextSize):
            self.text_size.addItem(self.tr("{0} %").format(size), size)
        self.rows.addItem(self.tr("Comfortable"), "comfortable")
        self.rows.addItem(self.tr("Compact"), "compact")
        self.look.setCurrentIndex(self.look.findData(now.look))
        self.text_size.setCurrentIndex(self.text_size.findData(now.text_size))
        self.rows.setCurrentIndex(self.rows.findData(now.rows))
        worked = ways.load(self._desk.record)
        self.second_check.setText(self.tr("A second person checks each sheet"))
        self.second_check.setChecked(worked.second_check)
        self.rekey.setRange(0, 100)
        self.rekey.setValue(worked.rekey_percent)
        self.rekey.setSpecialValueText(self.tr("None"))
        self.rekey.lineEdit().setTextMargins(self.fontMetrics().averageCharWidth(), 0, 0, 0)
        self.rekey.setSuffix(self.tr(" in 100"))

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height() // 2
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, unit, 0)
        inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDEST + unit)
        column.setSpacing(unit * 2)
        column.addWidget(Words(self.tr("Settings"), "title"))
        for card in (
            self._look_card(),
            self._keys_card(),
            self._council_card(),
            self._backups_card(),
            self._ways_card(),
            self.codes,
            self._other_card(),
        ):
            column.addWidget(card)
        column.addStretch()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Settings"))
        self.setAccessibleDescription(self.tr("Each setting acts as soon as it is chosen."))
        self.setWidget(inside)

    def _look_card(self) -> QFrame:
        card = _Card(
            self.tr("How it looks"), self.tr("On this computer only. Each acts as soon as chosen.")
        )
        card.row(self.tr("Look"), self.look, self.tr("Colours of the whole window."), "look")
        card.row(
            self.tr("Text size"), self.text_size, self.tr("Of everything in the window."), "size"
        )
        card.row(self.tr("Rows of lists"), self.rows, self.tr("How close rows are."), "rows")
        return card

    def _keys_card(self) -> QFrame:
        card = _Card(
            self.tr("Keys"), self.tr("Every action can have other keys, on this computer only.")
        )
        card.button(ActionButton(self._keys))
        return card

    def _council_card(self) -> QFrame:
        card = _Card(
            self.tr("Council"), self.tr("What is printed of it on every return, and its grants.")
        )
        card.button(ActionButton(self._council))
        return card

    def _backups_card(self) -> QFrame:
        card = _Card(
            self.tr("Backups"),
            self.tr("Made by themselves every half hour; also to a second folder of your choice."),
        )
        card.button(ActionButton(self._backups))
        return card

    def _ways_card(self) -> QFrame:
        card = _Card(
            self.tr("Ways of working"),
            self.tr("Kept in the record: they hold for everybody who works in it."),
        )
        card.row("", self.second_check, self.tr("Off for most councils."), "second_check")
        self.second_check.setAccessibleName(self.second_check.text())
        card.row("", self.approval, self.tr("Off for most councils."), "approval")
        card.row(
            self.tr("Sheets typed twice"),
            self.rekey,
            self.tr("A sample that is typed again without sight of the first."),
            "rekey",
        )
        return card

    def _other_card(self) -> QFrame:
        card = _Card(
            self.tr("Remembered choices"),
            self.tr(
                "wardenlog remembers the order and filters of lists, the period in view and what"
                " was chosen for the last return. Look, text size and keys stay."
            ),
        )
        card.button(ActionButton(self._forget))
        return card

    def _show_backups(self) -> None:
        self._desk.bus.go(Place("backups"))

    def _show_keys(self) -> None:
        self._desk.bus.go(Place("keys"))

    def _choose_look(self) -> None:
        look = self.look.currentData()
        kept = self._desk.settings.choose(look=look)
        self._desk.theme.choose(look)
        self._kept(kept=kept, words=self.tr("Look chosen"))

    def _choose_size(self) -> None:
        size, rows = self.text_size.currentData(), self.rows.currentData()
        kept = self._desk.settings.choose(text_size=size, rows=rows)
        self._kept(kept=kept, words=self.tr("Size chosen"))
        self._desk.theme.resize(size, rows)

    def _keep_ways(self) -> None:
        chosen = Ways(second_check=self.second_check.isChecked(), rekey_percent=self.rekey.value())
        try:
            if chosen == ways.load(self._desk.record):
                return
            ways.save(self._desk.record, chosen)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self.told.emit(self.tr("Ways of working saved"))

    def _kept(self, *, kept: bool, words: str) -> None:
        lost = self.tr("Your choices could not be remembered")
        self.told.emit(words if kept else lost)


class _Card(QFrame):
    """A group of settings: a heading, what it is about, and a line for each setting."""

    def __init__(self, heading: str, about: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        unit = self.fontMetrics().height() // 2
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2)
        self._grid.setHorizontalSpacing(unit * 2)
        self._grid.setVerticalSpacing(unit)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnMinimumWidth(0, self.fontMetrics().averageCharWidth() * 20)
        self._grid.addWidget(Words(heading, "heading"), 0, 0, 1, 3)
        self._grid.addWidget(Words(about, "muted", wrap=True), 1, 0, 1, 3)

    def row(self, name: str, field: QWidget, about: str, key: str) -> None:
        """Add a setting. `key` is the name by which its field is found again."""
        line = self._grid.rowCount()
        field.setObjectName(key)
        field.setAccessibleDescription(about)
        if name:
            label = QLabel(name)
            label.setBuddy(field)
            field.setAccessibleName(name)
            self._grid.addWidget(label, line, 0)
            self._grid.addWidget(field, line, 1)
        else:
            self._grid.addWidget(field, line, 0, 1, 2)
        self._grid.addWidget(Words(about, "muted", wrap=True), line, 2)

    def button(self, button: ActionButton) -> None:
        """Add a button below."""
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        self._grid.addLayout(row, self._grid.rowCount(), 0, 1, 3)
