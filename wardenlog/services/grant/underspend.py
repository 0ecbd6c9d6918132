"""A year's end: what each year leaves unspent, what is asked for it, and what is accrued."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import Field

from wardenlog.counting.accrual import Accrual, AccrualPart, accrual, accrual_end
from wardenlog.counting.scope import (
    Period,
    Scope,
    financial_year,
    financial_year_start,
    open_visits,
)
from wardenlog.counting.sent import latest, sent_returns
from wardenlog.counting.underspend import MoneyLeft, Treatment, money_left
from wardenlog.errors import UserError
from wardenlog.model import Agreement, Underspend
from wardenlog.model.base import FinancialYear, Money, Part, Text
from wardenlog.model.vocabulary import UnderspendTreatment
from wardenlog.services.grant.parts import (
    Orders,
    ShortList,
    changed_meanwhile,
    gone,
    loaded,
    open_viewed,
    part_id,
)
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record

__all__ = [
    "Accrual",
    "AccrualPart",
    "MoneyLeft",
    "Treatment",
    "YearEdit",
    "YearLine",
    "YearList",
    "accrued",
    "open_year",
    "save_year",
    "whole_agreement",
    "year_lines",
]

WHAT: Final = "year’s underspend"


@dataclass(frozen=True, slots=True)
class YearLine:
    """A financial year of the agreement in the list."""

    id: str
    agreement_id: str
    left: MoneyLeft


def year_lines(record: Record, viewed: Viewed) -> list[YearLine]:
    """Return the years of the agreement in view, oldest first."""
    with record.store.read() as session:
        agreement = open_viewed(session, viewed)
        if agreement is None:
            return []
        return [
            YearLine(part_id(agreement.id, left.year), agreement.id, left)
            for left in money_left(session, viewed.period)
            if left.year is not None
        ]


def whole_agreement(record: Record, viewed: Viewed) -> MoneyLeft | None:
    """Return what the whole agreement in view leaves unspent; None where there is none."""
    with record.store.read() as session:
        if open_viewed(session, viewed) is None:
            return None
        return money_left(session, viewed.period)[-1]


class YearList(ShortList[YearLine]):
    """The list of the years of the agreement in view."""

    def __init__(self, record: Record, viewing: Callable[[], Viewed]) -> None:
        self._record = record
        self._viewing = viewing
        super().__init__(self._lines, lambda line: line.id, _ORDERS)

    def _lines(self) -> list[YearLine]:
        return year_lines(self._record, self._viewing())


_ORDERS: Final[Orders[YearLine]] = Orders(
    lambda line: line.left.year or "",
    {"year": lambda line: line.left.year, "underspend": lambda line: line.left.underspend},
)


class YearEdit(Part):
    """What a form edits of a year: no treatment means that nothing was asked for."""

    year: FinancialYear
    treatment: UnderspendTreatment | None = None
    amount: Annotated[Money, Field(ge=0)] | None = None
    asked_on: date | None = None
    agreed_on: date | None = None
    note: Text | None = None


def open_year(record: Record, agreement_id: str, year: str) -> YearEdit:
    """Return what was asked for a year's underspend; UserError where there is no such year."""
    with record.store.read() as session:
        agreement = loaded(session, agreement_id)
    if year < financial_year(agreement.start_on):
        raise gone(WHAT)
    return _edit_of(agreement, year)


def save_year(record: Record, agreement_id: str, before: YearEdit, now: YearEdit) -> Changes:
    """Save what is asked for a year's underspend.

    UserError where no treatment is named but something about it, where it was agreed before it
    was asked for, or where it is not as it was opened, which is `before`.
    """
    with record.store.write(record.actor) as session:
        agreement = loaded(session, agreement_id)
        if _edit_of(agreement, now.year) != before:
            raise changed_meanwhile(WHAT)
        if now.treatment is None and any((now.amount, now.asked_on, now.agreed_on, now.note)):
            raise UserError("Choose what is asked for.", field="treatment", code="no_treatment")
        if now.asked_on and now.agreed_on and now.agreed_on < now.asked_on:
            raise UserError("This is before it was asked for.", field="agreed_on", code="early")
        known = {each.year: each for each in agreement.underspends if each.year != now.year}
        if now.treatment is not None:
            known[now.year] = Underspend(**dict(now))
        years = tuple(known[year] for year in sorted(known))
        revision = session.save(agreement.model_copy(update={"underspends": years}))
        return Changes(() if revision is None else (revision,))


def _edit_of(agreement: Agreement, year: str) -> YearEdit:
    for each in agreement.underspends:
        if each.year == year:
            return YearEdit(**dict(each))
    return YearEdit(year=year)


def accrued(record: Record, viewed: Viewed, year_start: date) -> Accrual | None:
    """Return the accrual of the financial year that starts on a 1 April, for the agreement in view.

    It counts to 31 March, or to the end of the period in view where that comes first. None where
    there is no agreement, or it had not begun by then. Reads every visit up to that day: for a
    long record this takes seconds.
    """
    with record.store.read() as session:
        agreement = open_viewed(session, viewed)
        if agreement is None:
            return None
        last = accrual_end(year_start, viewed.period.last_on)
        if last < max(agreement.start_on, year_start):
            return None
        whole = Period.inclusive(agreement.start_on, last)
        open_visits(session, Scope(agreement.id, whole))
        standing = list(latest(sent_returns(session, agreement.id)).values())
        return accrual(session, whole, standing)


def year_of(viewed: Viewed) -> date:
    """Return the 1 April of the financial year that the period in view ends in."""
    return financial_year_start(viewed.period.last_on)
