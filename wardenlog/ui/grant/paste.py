"""Several amounts at once, from a block copied in a spreadsheet; each error beside its cell."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardenlog.services.grant import ledger
from wardenlog.services.grant.ledger import CHANGED, PastedAmount, PastedLedger
from wardenlog.services.logbook import Changes
from wardenlog.services.pasted import Pasted
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.money_words import translate
from wardenlog.ui.widgets.paste import PasteBox, PasteWords
from wardenlog.ui.widgets.table_model import Column
from wardenlog.ui.widgets.words import Kind

_WIDTH: Final = 120


def _cell(name: str, *fields: str) -> Callable[[PastedAmount], str]:
    """Return what shows a cell as it was pasted, with a mark where it is the one in error."""

    def text(line: PastedAmount) -> str:
        said = str(getattr(line, name))
        return f"✕ {said}".rstrip() if line.bad and line.bad in fields else said

    return text


def _comes_of(line: PastedAmount) -> str:
    if line.problem is None:
        if line.state == CHANGED:
            return translate("money", "● Will be changed")
        return translate("money", "● Will be added")
    return f"{'✕' if line.bad else '○'} {line.problem}"


COLUMNS: Final[tuple[Column[PastedAmount], ...]] = (
    Column("line", "Row", lambda line: str(line.line), 4, number=True),
    Column("day", "Date", _cell("day", "day"), 13),
    Column("budget_line", "Line", _cell("budget_line", "line"), 12),
    Column("amount", "Amount", _cell("amount", "amount", "debit", "credit"), 13, number=True),
    Column("reference", "Reference", _cell("reference", "reference"), 14),
    Column("note", "Note", _cell("note", "note"), 14),
    Column("comes", "What happens", _comes_of, 40, tip=_comes_of),
)


class PasteAmounts(PasteBox):
    """Adds amounts to the budget lines of the agreement in view."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, COLUMNS, parent)
        self.begin(self._said_of_amounts(), QHBoxLayout(), _WIDTH)

    def read(self, text: str) -> PastedLedger:
        return ledger.read_pasted(self._desk.record, self._desk.view.now, text)

    def add_lines(self, pasted: Pasted[PastedAmount]) -> tuple[str, Changes]:
        if not isinstance(pasted, PastedLedger):
            raise TypeError(type(pasted))
        return ledger.add_pasted(self._desk.record, pasted)

    def missing(self) -> tuple[str, Kind]:
        pasted = self._pasted
        return (pasted.fault if isinstance(pasted, PastedLedger) else ""), "bad"

    def _said_of_amounts(self) -> PasteWords:
        return PasteWords(
            title=self.tr("Paste amounts"),
            how=self.tr(
                "One amount on each row, as copied from a spreadsheet: date, budget line, amount"
                " and, if there is one, the ledger reference and a note. Headings may come first."
                " A credit has a minus."
            ),
            records=self.tr("Amounts"),
            example="01/04/2025\tPAY\t1,250.00\tGL1001\n30/04/2025\tPAY\t-50.00\tGL1002",
            preview_about=self.tr("The amounts that will be added, and which will not."),
            add_one=self.tr("Add {0} amount"),
            add_many=self.tr("Add {0} amounts"),
            add_about=self.tr("Adds the amounts, all at once."),
            cancel_about=self.tr("Closes this box and adds nothing."),
        )
