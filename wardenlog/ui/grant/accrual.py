"""The panel of a year's accrual: the estimate, how it was worked out, and the agreement's rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout

from wardenlog.counting.scope import financial_year
from wardenlog.services.grant.underspend import Accrual, AccrualPart, MoneyLeft
from wardenlog.services.periods import short_words
from wardenlog.ui.grant.money_words import (
    day_words,
    pence_words,
    pounds_words,
    translate,
    way_words,
)
from wardenlog.ui.widgets.preview_table import PreviewTable
from wardenlog.ui.widgets.table_model import Column, PagedTableModel
from wardenlog.ui.widgets.words import Words

_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class _Step:
    """A line of the working: what, how, and the amount."""

    what: str
    how: str
    amount: str


class AccrualPanel(QFrame):
    """What a year earned, less what sent returns claimed, as a sentence and as a table."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.year: date | None = None
        self._steps: list[_Step] = []
        self._head = Words(kind="heading")
        self._said = Words(wrap=True)
        self._method = Words(kind="muted", wrap=True)
        self._whole = Words(kind="muted", wrap=True)
        self.model: PagedTableModel[_Step] = PagedTableModel(_columns(), self._read)
        self.table = PreviewTable(
            self.model,
            translate("money", "How the accrual is worked out"),
            translate("money", "What the year earned, and what was claimed of it, line by line."),
        )
        self.table.setMinimumHeight(self.fontMetrics().height() * 6)
        layout = QVBoxLayout(self)
        for widget in (self._head, self._said, self._method):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._whole)
        self.hide()  # words that wrap ask for all too much room before they have any

    def show_accrual(self, year: date, found: Accrual | None, whole: MoneyLeft | None) -> None:
        """Show a year's accrual, and what the whole agreement leaves unspent."""
        self.year = year
        name = financial_year(year)
        self._head.say(translate("money", "Accrual estimate for {0}").format(name))
        self._steps = [] if found is None else list(_steps(found))
        self.model.show([str(n) for n in range(len(self._steps))])
        self.table.setVisible(bool(self._steps))
        self._said.say(_sentence(found, name))
        self._method.say("" if found is None else _method(found))
        self._method.setVisible(found is not None)
        self._whole.say("" if whole is None else _whole(whole))
        self._whole.setVisible(whole is not None)
        self.setVisible(found is not None or whole is not None)

    def _read(self, ids: Sequence[str]) -> Mapping[str, _Step]:
        return {each: self._steps[int(each)] for each in ids}


def _columns() -> tuple[Column[_Step], ...]:
    return (
        Column("what", translate("money", "What"), lambda step: step.what, 22),
        Column("amount", translate("money", "Amount"), lambda step: step.amount, 15, number=True),
        Column(
            "how", translate("money", "How"), lambda step: step.how, 40, tip=lambda step: step.how
        ),
    )


def _sentence(found: Accrual | None, name: str) -> str:
    if found is None:
        return translate("money", "The period in view ends before {0} begins.").format(name)
    if found.amount is None:
        return translate(
            "money",
            "No estimate: it is not known how the grant is paid on every day, or at what"
            " rate, or what a sent return claimed.",
        )
    last = day_words(found.period.last_on)
    if found.amount < 0:
        words = translate("money", "{0} more was claimed than earned by {1}.")
        return words.format(pounds_words(-found.amount), last)
    words = translate("money", "{0} was earned by {1} and not claimed in a sent return.")
    return words.format(pounds_words(found.amount), last)


def _method(found: Accrual) -> str:
    said = {
        "hours_rate": translate(
            "money", "Hours × rate: claimable time under the terms signed for each day."
        ),
        "hybrid": translate(
            "money", "Hybrid: claimable time at the rate, and non-labour costs as spent."
        ),
        "actual_cost": translate("money", "Actual cost: what was spent, by its date."),
        "instalment": translate(
            "money",
            "Instalments: those that fell due; whether the money has arrived is not recorded.",
        ),
    }
    bases = dict.fromkeys(line.basis for part in found.parts for line in part.lines)
    less = translate("money", "Less what the returns sent for the year have claimed.")
    return " ".join([*(said[basis] for basis in bases if basis in said), less])


def _whole(left: MoneyLeft) -> str:
    where = (
        translate("money", "its budget lines")
        if left.from_lines
        else translate("money", "the grant")
    )
    words = translate(
        "money", "Whole agreement, {0} to {1}: {2} in {3}, {4} spent, {5} forecast; underspend {6}."
    )
    return words.format(
        day_words(left.first),
        day_words(left.last),
        pence_words(left.budget),
        where,
        pence_words(left.spent),
        pence_words(left.forecast),
        pence_words(left.underspend),
    )


def _steps(found: Accrual) -> Iterator[_Step]:
    for part in found.parts:
        yield from _lines(part)
        if part.over_cap:
            what = translate("money", "Over the cap")
            how = translate("money", "{0}: the most that is paid is reached")
            yield _Step(what, how.format(short_words(part.period)), pounds_words(part.over_cap))
        if part.sent is not None:
            name = translate("money", "{0}, version {1}")
            how = name.format(short_words(part.period), part.sent.version)
            claimed = None if part.claimed is None else -part.claimed
            yield _Step(translate("money", "Claimed in a sent return"), how, pounds_words(claimed))
    if all(part.sent is None for part in found.parts):
        yield _Step(
            translate("money", "Claimed in sent returns"),
            translate("money", "No return of the year was sent yet"),
            pounds_words(found.claimed),
        )
    yield _Step(
        translate("money", "Accrual"),
        translate("money", "Earned and not claimed"),
        pounds_words(found.amount),
    )


def _lines(part: AccrualPart) -> Iterator[_Step]:
    for line in part.lines:
        is_day = line.period.days == 1
        days = day_words(line.period.from_on) if is_day else short_words(line.period)
        how = f"{days}, {way_words(line.basis)}"
        if line.minutes is not None:
            rate = translate("money", "no rate agreed") if line.rate is None else f"£{line.rate}"
            unit = translate("money", "patrol-hours" if line.unit == "patrol" else "person-hours")
            how = f"{how}: {line.minutes / _HOUR:,.2f} {unit} × {rate}"
        yield _Step(line.what, how, pounds_words(line.amount))
