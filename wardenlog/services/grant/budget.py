"""The budget of an agreement: its lines with their changes and forecasts, seen and edited."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Final, cast

from pydantic import Field

from wardenlog.counting.finance import FinanceRow, MonthMoney, by_month, finance, finance_totals
from wardenlog.counting.scope import Period
from wardenlog.counting.terms import terms_on
from wardenlog.errors import UserError
from wardenlog.model import Agreement, BudgetChange, BudgetLine, LineMonth, Variation, new_id
from wardenlog.model.base import Code, Money, Month, Part, Text
from wardenlog.model.vocabulary import VariationStatus
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
from wardenlog.store import ReadSession, Revision, WriteSession
from wardenlog.store.lists.spending import line_months

__all__ = [
    "Budget",
    "BudgetList",
    "BudgetRow",
    "FinanceRow",
    "LineChange",
    "LineEdit",
    "LineForecast",
    "MonthMoney",
    "budget",
    "line_choices",
    "months_of",
    "open_line",
    "save_line",
    "variation_choices",
]

WHAT: Final = "budget line"


class LineChange(Part):
    """What one variation adds to a line, in pounds; a cut is negative."""

    variation: Annotated[int, Field(ge=0, le=999)]
    amount: Money


class LineForecast(Part):
    """What a line is forecast to cost in a month, in pounds."""

    month: Month
    amount: Money


class LineEdit(Part):
    """A budget line as a form edits it, with what variations and months say of it."""

    reference: Code
    category: Text
    labour: bool | None = None
    original: Money
    changes: tuple[LineChange, ...] = ()
    forecasts: tuple[LineForecast, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A budget line in the list, by its id."""

    id: str
    agreement_id: str
    money: FinanceRow


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget of the agreement in view: its lines, their sums, and its months."""

    period: Period
    rows: tuple[BudgetRow, ...]
    total: FinanceRow
    months: tuple[MonthMoney, ...]


def budget(record: Record, viewed: Viewed) -> Budget | None:
    """Return the budget of the agreement in view as of its period's end; None without one.

    The months are those of the agreement's life, as far as they have spending or a forecast.
    """
    with record.store.read() as session:
        agreement = open_viewed(session, viewed)
        if agreement is None:
            return None
        rows = finance(session, viewed.period)
        life = Period(agreement.start_on.replace(day=1), date(9999, 12, 31))
        return Budget(
            viewed.period,
            tuple(BudgetRow(part_id(agreement.id, row.line), agreement.id, row) for row in rows),
            finance_totals(rows),
            tuple(by_month(session, life)),
        )


class BudgetList(ShortList[BudgetRow]):
    """The list of budget lines of the agreement in view."""

    def __init__(self, record: Record, viewing: Callable[[], Viewed]) -> None:
        self._record = record
        self._viewing = viewing
        super().__init__(self._lines, lambda row: row.id, _ORDERS)

    def _lines(self) -> tuple[BudgetRow, ...]:
        with self._record.store.read() as session:
            viewed = self._viewing()
            agreement = open_viewed(session, viewed)
            if agreement is None:
                return ()
            return tuple(
                BudgetRow(part_id(agreement.id, row.line), agreement.id, row)
                for row in finance(session, viewed.period)
            )


_ORDERS: Final[Orders[BudgetRow]] = Orders(
    lambda row: f"{row.money.line} {row.money.category}",
    {
        "line": lambda row: row.money.line.casefold(),
        "category": lambda row: row.money.category.casefold(),
        "current": lambda row: row.money.current,
        "agreement_to_date": lambda row: row.money.agreement_to_date,
        "outturn": lambda row: row.money.outturn,
        "variance": lambda row: row.money.variance,
    },
)


def line_choices(record: Record, viewed: Viewed) -> list[tuple[str, str]]:
    """Return the reference and the category of each budget line of the agreement in view."""
    with record.store.read() as session:
        agreement = open_viewed(session, viewed)
    lines = () if agreement is None else agreement.budget_lines
    return [(line.reference, line.category) for line in lines]


def variation_choices(record: Record, viewed: Viewed) -> list[tuple[int, str, date]]:
    """Return the number, the status and the first day of each variation of the agreement."""
    with record.store.read() as session:
        agreement = open_viewed(session, viewed)
    known: tuple[Variation, ...] = () if agreement is None else agreement.variations
    return [(it.number, it.status.value, it.effective_from) for it in known]


def is_signed(status: str) -> bool:
    """Say whether a variation of this status counts."""
    return status == VariationStatus.SIGNED.value


def months_of(record: Record, viewed: Viewed) -> list[str]:
    """Return every month of the agreement, from its start to the end in its terms, as text."""
    with record.store.read() as session:
        agreement = open_viewed(session, viewed)
        if agreement is None:
            return []
        end = terms_on(session, date(9999, 12, 30)).get(("period_end", ""))
    last = viewed.period.last_on if end is None else date.fromisoformat(end)
    return list(_months(agreement.start_on, max(last, agreement.start_on)))


def open_line(record: Record, agreement_id: str, reference: str) -> LineEdit:
    """Return a budget line to edit; UserError where there is none."""
    with record.store.read() as session:
        found = _edit_of(session, loaded(session, agreement_id), reference)
    if found is None:
        raise gone(WHAT)
    return found


def save_line(record: Record, agreement_id: str, before: LineEdit | None, now: LineEdit) -> Changes:
    """Save a budget line with its changes and forecasts, in one transaction.

    `before` is what the form opened, None for a new line. A new reference goes into what was spent
    and forecast too. UserError where the reference is taken, a variation is unknown, a month comes
    twice, or the line was changed meanwhile.
    """
    with record.store.write(record.actor) as session:
        agreement = loaded(session, agreement_id)
        old = None if before is None else before.reference
        if before is not None and _edit_of(session, agreement, before.reference) != before:
            raise changed_meanwhile(WHAT)
        _check(agreement, old, now)
        done: list[Revision | None] = [session.save(_with_line(agreement, old, now))]
        months = _months_now(session, agreement_id, old, now)
        done += [session.save(month) for month in months]
        return Changes(tuple(each for each in done if each is not None))


def _check(agreement: Agreement, old: str | None, now: LineEdit) -> None:
    taken = {line.reference.casefold() for line in agreement.budget_lines if line.reference != old}
    if now.reference.casefold() in taken:
        raise UserError(
            f"There is a budget line {now.reference} already.", field="reference", code="code_taken"
        )
    numbers = {variation.number for variation in agreement.variations}
    for n, change in enumerate(now.changes):
        if change.variation not in numbers:
            raise UserError(
                f"The agreement has no variation {change.variation}.",
                field=f"changes.{n}.variation",
                code="unknown_variation",
            )
    months: set[str] = set()
    for n, forecast in enumerate(now.forecasts):
        if forecast.month in months:
            raise UserError(
                "This month has a forecast above already.",
                field=f"forecasts.{n}.month",
                code="month_twice",
            )
        months.add(forecast.month)


def _edit_of(session: ReadSession, agreement: Agreement, reference: str) -> LineEdit | None:
    line = next((it for it in agreement.budget_lines if it.reference == reference), None)
    if line is None:
        return None
    changes = tuple(
        LineChange(variation=variation.number, amount=change.amount)
        for variation in agreement.variations
        for change in variation.budget_changes
        if change.line == reference
    )
    forecasts = tuple(
        LineForecast(month=month, amount=Decimal(row.forecast_pence).scaleb(-2))
        for (name, month), row in line_months(session, agreement.id).items()
        if name == reference and row.forecast_pence is not None
    )
    return LineEdit(**dict(line), changes=changes, forecasts=forecasts)


def _with_line(agreement: Agreement, old: str | None, now: LineEdit) -> Agreement:
    line = BudgetLine(
        reference=now.reference, category=now.category, labour=now.labour, original=now.original
    )
    lines = list(agreement.budget_lines)
    if old is None:
        lines.append(line)
    else:
        lines = [line if each.reference == old else each for each in lines]
    variations = tuple(
        each.model_copy(
            update={"budget_changes": tuple(_changes_of(each, old or now.reference, now))}
        )
        for each in agreement.variations
    )
    return agreement.model_copy(update={"budget_lines": tuple(lines), "variations": variations})


def _changes_of(variation: Variation, old: str, now: LineEdit) -> Iterable[BudgetChange]:
    mine = [
        BudgetChange(line=now.reference, amount=change.amount)
        for change in now.changes
        if change.variation == variation.number
    ]
    before = [change for change in variation.budget_changes if change.line == old]
    if [each.amount for each in before] == [each.amount for each in mine] and (
        old == now.reference
    ):
        return variation.budget_changes
    return (*(each for each in variation.budget_changes if each.line != old), *mine)


def _months_now(
    session: WriteSession, agreement_id: str, old: str | None, now: LineEdit
) -> Iterator[LineMonth]:
    """Yield the months that the line's forecasts or its new reference change."""
    forecasts = {each.month: each.amount for each in now.forecasts}
    name = now.reference if old is None else old
    there = {
        month: each
        for (line, month), each in line_months(session, agreement_id).items()
        if line == name
    }
    for month, each in there.items():
        recorded = cast("LineMonth", session.load("line_month", each.id))
        wanted = recorded.model_copy(
            update={"line": now.reference, "forecast": forecasts.get(month)}
        )
        if wanted != recorded:
            yield wanted
    for month, amount in forecasts.items():
        if month not in there:
            yield LineMonth(
                id=new_id(),
                agreement_id=agreement_id,
                line=now.reference,
                month=month,
                forecast=amount,
            )


def _months(first: date, last: date) -> Iterator[str]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year}-{month:02d}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004
