"""The step that says what each column of a spreadsheet holds, and how its rows are read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from wardenlog.services.spreadsheets import DayOrder, Draft, load_vocabulary
from wardenlog.ui.imports.choosing import choosing_table, chosen
from wardenlog.ui.imports.columns_model import EXAMPLES, FIELD, SURE, WIDTHS, ColumnsModel
from wardenlog.ui.imports.options import Options
from wardenlog.ui.widgets.words import Words


class ColumnsStep(QWidget):
    """The table of columns, and the choices about their rows. `changed` comes with each of them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model: ColumnsModel[Draft] = ColumnsModel(load_vocabulary().fields)
        self.table = choosing_table(self.model, WIDTHS, EXAMPLES)
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
