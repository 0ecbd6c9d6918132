"""The list of an agreement's periods: what became of the return of each."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal

from wardenlog.counting.scope import Period
from wardenlog.services.periods import short_words
from wardenlog.services.returns.periods import ReturnPeriod
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.returns.figure_table import FigureTable
from wardenlog.ui.returns.wording import Ink, state_ink, state_words, translate
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.shorthand import date_in_short
from wardenlog.ui.widgets.table_model import Column, Index

_ROWS: Final = 5
"""Rows in sight: what is below needs the room."""


def _period(row: ReturnPeriod) -> str:
    return short_words(row.period)


def _period_tip(row: ReturnPeriod) -> str:
    return row.period.words()


def _due(row: ReturnPeriod) -> str:
    return translate("returns", "not agreed") if row.due_on is None else date_in_short(row.due_on)


def _due_tip(row: ReturnPeriod) -> str:
    return row.due_words


def _version(row: ReturnPeriod) -> str:
    return "–" if row.version is None else str(row.version)


def _amount(row: ReturnPeriod) -> str:
    return "–" if row.amount is None else f"£{row.amount:,.2f}"


def _code(row: ReturnPeriod) -> str:
    return row.receipt_code or "–"


def _changed(row: ReturnPeriod) -> str:
    if row.version is None or not row.changed:
        return "–"
    if row.changed == 1:
        return translate("returns", "▲ 1 record")
    return translate("returns", "▲ {0} records").format(f"{row.changed:,}")


COLUMNS: Final[tuple[Column[ReturnPeriod], ...]] = (
    Column("period", QT_TRANSLATE_NOOP("returns", "Period"), _period, 16, tip=_period_tip),
    Column("state", QT_TRANSLATE_NOOP("returns", "Return"), state_words, 31, tip=state_words),
    Column("due", QT_TRANSLATE_NOOP("returns", "Due"), _due, 16, tip=_due_tip),
    Column("version", QT_TRANSLATE_NOOP("returns", "Version"), _version, 7, number=True),
    Column("amount", QT_TRANSLATE_NOOP("returns", "Amount sent"), _amount, 12, number=True),
    Column("code", QT_TRANSLATE_NOOP("returns", "Receipt code"), _code, 19, tip=_code),
    Column("changed", QT_TRANSLATE_NOOP("returns", "Changed since"), _changed, 13),
)


class PeriodList(FigureTable[ReturnPeriod]):
    """The periods, newest first. `chosen` carries the one that was brought into view."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        self._quiet = False
        super().__init__(
            theme,
            COLUMNS,
            translate("returns", "Periods"),
            translate("returns", "Each period with its return. The arrow keys choose one."),
            stretch=1,
            by_cell=False,
            ink=_ink,
        )

    def take_periods(self, rows: Sequence[ReturnPeriod], period: Period) -> None:
        """Show these periods, with one of them chosen, if it is among them."""
        self._quiet = True
        self.take(rows)
        self._quiet = False
        self.choose(period)

    def choose(self, period: Period) -> None:
        """Bring a period into view, without a signal; nothing where it is not listed."""
        self._quiet = True
        for n in range(self.rows.rowCount()):
            row = self.rows.row(n)
            if row is not None and row.period == period:
                self.selectRow(n)
                self.scrollTo(self.rows.index(n, 0))
        self._quiet = False

    def of(self, period: Period) -> ReturnPeriod | None:
        """Return the row of a period, or None where it is not listed."""
        rows = map(self.rows.row, range(self.rows.rowCount()))
        return next((row for row in rows if row is not None and row.period == period), None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = self.rows.row(current.row())
        if row is not None and not self._quiet and current.row() != previous.row():
            self.chosen.emit(row)

    def _fit_rows(self) -> None:
        super()._fit_rows()
        header = self.horizontalHeader().sizeHint().height()
        self.setMinimumHeight(self._theme.row_height * (_ROWS - 2) + header)


def _ink(row: ReturnPeriod, key: str) -> Ink:
    if key == "state":
        return state_ink(row)
    if key == "changed" and row.version is not None and row.changed:
        return "warn"
    return "text"
