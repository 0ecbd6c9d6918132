"""The steps of importing a ledger: columns, cost codes, and what would be saved."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from wardenlog.services.grant import ledger
from wardenlog.services.grant.ledger import (
    LEAVE_OUT,
    REFUSED,
    STATES,
    CostCode,
    DayOrder,
    LedgerDraft,
    LedgerPreview,
    LedgerRow,
    folded,
)
from wardenlog.ui.grant.money_words import day_words, pounds_words
from wardenlog.ui.imports.choosing import CHOICES, Index, choosing_table, chosen, spoken
from wardenlog.ui.imports.columns_model import EXAMPLES, FIELD, SURE, WIDTHS, ColumnsModel
from wardenlog.ui.imports.options import Options
from wardenlog.ui.imports.shown import state_word
from wardenlog.ui.widgets.preview_table import PreviewTable
from wardenlog.ui.widgets.table_model import Column, PagedTableModel
from wardenlog.ui.widgets.words import Words

Role = Qt.ItemDataRole
_TEXT, _ROWS, _LINE = range(3)
_CODE_WIDTHS: Final = (44, 10, 50)


class ColumnsStep(QWidget):
    """What each column holds, and how dates and credits are written."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model: ColumnsModel[LedgerDraft] = ColumnsModel(ledger.fields())
        self.table = choosing_table(self.model, WIDTHS, EXAMPLES)
        self.table.setAccessibleName(self.tr("What each column holds"))
        self.table.setAccessibleDescription(
            self.tr("Go to a row with the arrow keys and press F2 to choose what it holds.")
        )
        self.faults = Words(kind="bad", wrap=True)
        self.order = QComboBox()
        self.line = QComboBox()
        self.reversed = QCheckBox(self.tr("Spending is written with a &minus"))
        self.reversed.setAccessibleName(self.tr("Spending is written with a minus"))
        self.reversed.setAccessibleDescription(
            self.tr("Some ledgers write costs below 0 and credits above.")
        )
        self._lay_out()
        self.model.changed.connect(self._say)
        self.order.activated.connect(self._say)
        self.line.activated.connect(self._say)
        self.reversed.clicked.connect(self._say)

    def show_draft(self, draft: LedgerDraft) -> None:
        """Show what was guessed or decided of a file."""
        self.model.show(draft)
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
        self.line.clear()
        self.line.addItem(self.tr("as a column says"), None)
        for reference, category in draft.known.lines:
            self.line.addItem(f"{reference} {category}", reference)
        chosen(self.line, draft.mapping.line)
        self.reversed.setChecked(draft.mapping.reversed_signs)
        self._say()

    def draft(self) -> LedgerDraft | None:
        """Return the draft with everything that was decided here."""
        draft = self.model.draft
        if draft is None:
            return None
        orders = dict(draft.mapping.day_orders)
        column = draft.mapping.column(draft.flat, "day")
        if column is not None and self.order.currentData() is not None:
            orders[column.key] = DayOrder(self.order.currentData())
        return draft.having(
            draft.mapping.model_copy(
                update={
                    "day_orders": orders,
                    "line": self.line.currentData(),
                    "reversed_signs": self.reversed.isChecked(),
                }
            )
        )

    def begin(self) -> None:
        """Put the keyboard on the first column that needs a look."""
        self.table.setFocus()
        rows = range(self.model.rowCount())
        unsure = [row for row in rows if "▲" in str(self.model.index(row, SURE).data())]
        self.table.setCurrentIndex(self.model.index(unsure[0] if unsure else 0, FIELD))

    def _lay_out(self) -> None:
        rows = (
            (
                self.tr("&Dates are written"),
                self.order,
                self.tr("Whether the day or the month comes first."),
            ),
            (
                self.tr("&Budget line"),
                self.line,
                self.tr("The line of every row, where no column says what it was for."),
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.faults)
        layout.addWidget(self.table, 1)
        layout.addWidget(Options(rows, self.reversed))

    def _say(self) -> None:
        draft = self.draft()
        faults = [] if draft is None else draft.faults()
        self.faults.say("\n".join(f"▲ {fault}" for fault in faults))
        self.faults.setVisible(bool(faults))
        self.changed.emit()


class CodesModel(QAbstractTableModel):
    """A row for each cost code of the file. `changed` comes when one is given a line."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._codes: list[CostCode] = []
        self.draft: LedgerDraft | None = None

    def show(self, draft: LedgerDraft) -> None:
        """List the cost codes of a draft."""
        self.beginResetModel()
        self.draft, self._codes = draft, draft.cost_codes()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._codes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(_CODE_WIDTHS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        headings = (self.tr("In the ledger"), self.tr("Rows"), self.tr("Budget line"))
        return headings[section] if 0 <= section < len(headings) else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        if not index.isValid() or index.row() >= len(self._codes) or self.draft is None:
            return None
        code = self._codes[index.row()]
        if index.column() == _LINE and role == CHOICES:
            return self._choices()
        if index.column() == _LINE and role == Role.EditRole:
            return code.line
        if role == Role.TextAlignmentRole and index.column() == _ROWS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in {Role.DisplayRole, Role.AccessibleTextRole}:
            return None
        text = (code.text, f"{code.rows:,}", self._line_words(code))[index.column()]
        return spoken(self, index, text) if role == Role.AccessibleTextRole else text

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: ANN401 - Qt's variant
        if role != Role.EditRole or index.column() != _LINE or self.draft is None or not value:
            return False
        code = self._codes[index.row()]
        mapping = self.draft.mapping
        lines = mapping.lines | {folded(code.text): str(value)}
        self.draft = self.draft.having(mapping.model_copy(update={"lines": lines}))
        self._codes = self.draft.cost_codes()
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == _LINE else flags

    def first_open(self) -> int:
        """Return the row of the first code without a line, or the first of all."""
        return next((n for n, code in enumerate(self._codes) if code.line is None), 0)

    def _choices(self) -> list[tuple[str | None, str]]:
        lines = () if self.draft is None else self.draft.known.lines
        named = [(reference, f"{reference} {category}") for reference, category in lines]
        return [(None, self.tr("Choose…")), (LEAVE_OUT, self.tr("Leave its rows out")), *named]

    def _line_words(self, code: CostCode) -> str:
        if code.line is None:
            return self.tr("▲ Choose…")
        return dict(self._choices()).get(code.line, code.line)


class CodesStep(QWidget):
    """Which budget line each cost code is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = CodesModel()
        self.table = choosing_table(self.model, _CODE_WIDTHS, _LINE)
        self.table.setAccessibleName(self.tr("Which budget line each cost code is"))
        self.table.setAccessibleDescription(
            self.tr("Go to a row with the arrow keys and press F2 to choose its budget line.")
        )
        self.faults = Words(kind="bad", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.faults)
        layout.addWidget(self.table, 1)
        self.model.changed.connect(self._say)

    def show_draft(self, draft: LedgerDraft) -> None:
        """Show the cost codes of a draft."""
        self.model.show(draft)
        self._say()

    def draft(self) -> LedgerDraft | None:
        """Return the draft with everything that was decided here."""
        return self.model.draft

    def begin(self) -> None:
        """Put the keyboard on the first code without a line."""
        self.table.setFocus()
        self.table.setCurrentIndex(self.model.index(self.model.first_open(), _LINE))

    def _say(self) -> None:
        faults = [] if self.model.draft is None else self.model.draft.faults_of_codes()
        self.faults.say("\n".join(f"▲ {fault}" for fault in faults))
        self.faults.setVisible(bool(faults))
        self.changed.emit()


class PreviewStep(QWidget):
    """What would be added, changed, left and refused, row by row, with a filter by state."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[LedgerRow] = []
        self.warnings = Words(kind="muted", wrap=True)
        self.states = QComboBox()
        self.states.setAccessibleName(self.tr("Which rows are shown"))
        self.states.setAccessibleDescription(self.tr("Narrows the list to one sort of row."))
        self.model: PagedTableModel[LedgerRow] = PagedTableModel(self._columns(), self._read)
        self.table = PreviewTable(
            self.model,
            self.tr("What becomes of each row"),
            self.tr("Rows of the ledger, those refused first."),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.warnings)
        layout.addWidget(self.states, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.table, 1)
        self.states.activated.connect(self._filter)

    def show_preview(self, preview: LedgerPreview) -> None:
        """Show what an import would do."""
        self._rows = sorted(preview.rows, key=lambda row: STATES.index(row.state))
        counts = preview.counts()
        self.warnings.say("\n".join(f"• {each}" for each in preview.warnings))
        self.warnings.setVisible(bool(preview.warnings))
        self.states.clear()
        self.states.addItem(self.tr("All {0} rows").format(f"{len(self._rows):,}"), None)
        for state in STATES:
            if counts[state]:
                self.states.addItem(f"{state_word(state)}: {counts[state]:,}", state)
        self._filter()

    def begin(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus()
        self.table.setCurrentIndex(self.model.index(0, 0))

    def _filter(self) -> None:
        state = self.states.currentData()
        self.model.show(
            [str(n) for n, row in enumerate(self._rows) if state is None or row.state == state]
        )

    def _read(self, ids: Sequence[str]) -> Mapping[str, LedgerRow]:
        return {each: self._rows[int(each)] for each in ids}

    def _columns(self) -> tuple[Column[LedgerRow], ...]:
        return (
            Column("state", self.tr("State"), lambda row: state_word(row.state), 14),
            Column("row", self.tr("Row"), lambda row: str(row.row.number), 6, number=True),
            Column("day", self.tr("Date"), lambda row: day_words(row.day), 13),
            Column("line", self.tr("Line"), lambda row: row.line, 12),
            Column("amount", self.tr("Amount"), _amount, 14, number=True),
            Column("reference", self.tr("Reference"), lambda row: row.reference, 16),
            Column("why", self.tr("Why, and what to do"), _why, 40, tip=_why),
        )


def _amount(row: LedgerRow) -> str:
    return "–" if row.amount is None else pounds_words(row.amount)


def _why(row: LedgerRow) -> str:
    if row.state != REFUSED or row.problem is None:
        return row.why
    said = f"{row.problem.problem} {row.problem.suggestion}".strip()
    return f"{row.problem.column}: {said}" if row.problem.column else said
