"""The step that says what each column of a spreadsheet holds, and how its rows are read."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from wardenlog.services.spreadsheets import IGNORED, DayOrder, Draft, Guess, load_vocabulary
from wardenlog.ui.imports.choosing import CHOICES, Index, choosing_table, chosen, spoken
from wardenlog.ui.imports.options import Options
from wardenlog.ui.widgets.words import Words

Role = Qt.ItemDataRole
_HEADING, _EXAMPLES, _FIELD, _SURE = range(4)
_WIDTHS: Final = (30, 40, 40, 16)


class ColumnsModel(QAbstractTableModel):
    """A row for each column of the file. `changed` comes when one is given another field."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._said: set[str] = set()

    def show(self, draft: Draft) -> None:
        """List the columns of a draft."""
        self.beginResetModel()
        self._draft = draft
        self._said.clear()
        self.endResetModel()

    @property
    def draft(self) -> Draft | None:
        """The draft as it was decided so far."""
        return self._draft

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or self._draft is None else len(self._draft.guesses)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(_WIDTHS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        headings = (
            self.tr("Your heading"),
            self.tr("Such as"),
            self.tr("What it holds"),
            self.tr("How sure"),
        )
        return headings[section] if 0 <= section < len(headings) else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        if not index.isValid() or self._draft is None or index.row() >= len(self._draft.guesses):
            return None
        guess = self._draft.guesses[index.row()]
        code = self._draft.mapping.fields.get(guess.column.key, IGNORED)
        if role == CHOICES and index.column() == _FIELD:
            return self._choices()
        if role == Role.EditRole and index.column() == _FIELD:
            return code
        if role == Role.ToolTipRole and index.column() == _FIELD:
            field = load_vocabulary().fields.get(code)
            return field.about if field else self.tr("This column is not read.")
        if role not in {Role.DisplayRole, Role.AccessibleTextRole}:
            return None
        text = self._text(index.row(), index.column(), code)
        return spoken(self, index, text) if role == Role.AccessibleTextRole else text

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: ANN401 - Qt's variant
        if role != Role.EditRole or index.column() != _FIELD or self._draft is None:
            return False
        key = self._draft.guesses[index.row()].column.key
        mapping = self._draft.mapping
        self._said.add(key)
        self._draft = self._draft.having(
            mapping.model_copy(update={"fields": mapping.fields | {key: str(value)}})
        )
        row = index.row()
        self.dataChanged.emit(self.index(row, _FIELD), self.index(row, _SURE))
        self.changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == _FIELD else flags

    def _choices(self) -> list[tuple[str, str]]:
        fields = load_vocabulary().fields.values()
        named = [(field.code, _named(field.code)) for field in fields]
        return [(IGNORED, self.tr("Not read")), *named]

    def _text(self, row: int, column: int, code: str) -> str:
        if self._draft is None:
            return ""
        guess = self._draft.guesses[row]
        if column == _SURE:
            return self._how_sure(guess, code)
        return {
            _HEADING: guess.column.heading,
            _EXAMPLES: " · ".join(guess.examples),
            _FIELD: self.tr("Not read") if code == IGNORED else _named(code),
        }[column]

    def _how_sure(self, guess: Guess, code: str) -> str:
        if guess.column.key in self._said:
            return self.tr("✓ You said so")
        if self._draft is not None and self._draft.remembered:
            return self.tr("✓ As last time")
        if code == IGNORED:
            return self.tr("– Not read")
        return {
            "Sure": self.tr("✓ Sure"),
            "Likely": self.tr("● Likely"),
            "Check this": self.tr("▲ Check this"),
        }.get(guess.words, guess.words)


def _named(code: str) -> str:
    field = load_vocabulary().fields[code]
    return f"{field.name} *" if field.needed else field.name


class ColumnsStep(QWidget):
    """The table of columns, and the choices about their rows. `changed` comes with each of them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = ColumnsModel()
        self.table = choosing_table(self.model, _WIDTHS, _EXAMPLES)
        self.table.setAccessibleName(self.tr("What each column holds"))
        self.table.setAccessibleDescription(
            self.tr("Go to a row with the arrow keys and press F2 to choose what it holds.")
        )
        self.faults = Words(kind="bad", wrap=True)
        self.order = QComboBox()
        self.order_how = Words(kind="muted", wrap=True)
        self.nights = QComboBox()
        self.funding = QComboBox()
        self.finished = QComboBox()
        self.powers = QComboBox()
        self.fill_down = QCheckBox(self.tr("A blank date means the date above"))
        self._lay_out()
        self.model.changed.connect(self._say_faults)
        self.model.changed.connect(self.changed)
        for combo in (self.order, self.nights, self.funding, self.finished, self.powers):
            combo.activated.connect(self._chosen)
        self.fill_down.clicked.connect(self._chosen)

    def show_draft(self, draft: Draft) -> None:
        """Show what was guessed or decided of a file."""
        mapping = draft.mapping
        self.model.show(draft)
        self._fill_orders(draft)
        for combo, items, value in (
            (self.nights, self._nights(), mapping.nights),
            (self.funding, self._funding(draft), mapping.funding),
            (self.finished, self._finished(), mapping.finished),
            (self.powers, self._powers(), mapping.unknown_powers),
        ):
            combo.clear()
            for key, text in items:
                combo.addItem(text, key)
            chosen(combo, value)
        self.fill_down.setChecked(draft.fills_down)
        self._say_faults()

    def draft(self) -> Draft | None:
        """Return the draft with everything that was decided here."""
        draft = self.model.draft
        if draft is None:
            return None
        mapping = draft.mapping
        orders = dict(mapping.day_orders)
        column = mapping.column(draft.flat, "day")
        if column is not None and self.order.currentData() is not None:
            orders[column.key] = DayOrder(self.order.currentData())
        return draft.having(
            mapping.model_copy(
                update={
                    "day_orders": orders,
                    "nights": self.nights.currentData(),
                    "funding": self.funding.currentData(),
                    "finished": self.finished.currentData(),
                    "unknown_powers": self.powers.currentData(),
                    "fill_down": self.fill_down.isChecked(),
                }
            )
        )

    def begin(self) -> None:
        """Put the keyboard on the first row that needs a look."""
        self.table.setFocus()
        rows = range(self.model.rowCount())
        unsure = [row for row in rows if "▲" in str(self.model.index(row, _SURE).data())]
        self.table.setCurrentIndex(self.model.index(unsure[0] if unsure else 0, _FIELD))

    def _lay_out(self) -> None:
        rows = (
            (
                self.tr("&Dates are written"),
                self.order,
                self.tr("Whether the day or the month comes first."),
            ),
            (
                self.tr("&Visits after midnight carry"),
                self.nights,
                self.tr("Which date stands beside a visit of a night shift."),
            ),
            (
                self.tr("&Paid from"),
                self.funding,
                self.tr("Who pays for the people of rows that do not say."),
            ),
            (
                self.tr("&Sheets come in as"),
                self.finished,
                self.tr("Only finished sheets count."),
            ),
            (
                self.tr("A po&wer that is not known"),
                self.powers,
                self.tr("What becomes of a row whose power is not known."),
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.faults)
        layout.addWidget(self.table, 1)
        layout.addWidget(Options(rows, self.fill_down))
        layout.addWidget(self.order_how)

    def _chosen(self) -> None:
        self._say_faults()
        self.changed.emit()

    def _say_faults(self) -> None:
        draft = self.draft()
        faults = [] if draft is None else draft.faults()
        self.faults.say("\n".join(f"▲ {fault}" for fault in faults))
        self.faults.setVisible(bool(faults))
        order = None if draft is None else draft.order()
        self.order_how.say("" if order is None else self.tr("Dates: {0}").format(order.how))

    def _fill_orders(self, draft: Draft) -> None:
        self.order.clear()
        known = draft.chosen_order()
        if known is None:
            self.order.addItem(self.tr("Choose…"), None)
        for order, text in (
            (DayOrder.DAY_FIRST, self.tr("day first: 31/03/2025")),
            (DayOrder.MONTH_FIRST, self.tr("month first: 03/31/2025")),
            (DayOrder.SWAPPED, self.tr("day first, swapped in date cells by Excel")),
        ):
            self.order.addItem(text, order.value)
        chosen(self.order, known and known.value)

    def _nights(self) -> list[tuple[str | None, str]]:
        return [
            (None, self.tr("the date that the rows suggest")),
            ("shift", self.tr("the date their shift began")),
            ("own", self.tr("their own date")),
        ]

    def _funding(self, draft: Draft) -> list[tuple[str | None, str]]:
        none = self.tr("nothing chosen: hours will not count")
        named = [(one.code, f"{one.code}  {one.name}") for one in draft.background.funding]
        return [(None, none), *named]

    def _finished(self) -> list[tuple[str | None, str]]:
        return [
            ("complete", self.tr("finished where every visit has Out and crew")),
            ("all", self.tr("finished, all of them")),
            ("none", self.tr("unfinished, to be looked at one by one")),
        ]

    def _powers(self) -> list[tuple[str | None, str]]:
        return [
            ("problem", self.tr("refuses its row")),
            ("note", self.tr("is kept in the visit’s note")),
        ]
