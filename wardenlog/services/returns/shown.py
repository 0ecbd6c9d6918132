"""A return as a screen shows it: the workbook's own figures, in words, before any file is made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from wardenlog import clock
from wardenlog.catalogue.measures import load_measures
from wardenlog.counting.behind import Figure
from wardenlog.counting.earlier import ADJUSTMENT, CARRIED
from wardenlog.counting.scope import Period
from wardenlog.counting.totals import compliance
from wardenlog.returns.contents import checks, claim, payment, summary
from wardenlog.returns.figures import Figures, Wanted
from wardenlog.returns.restating import take_return
from wardenlog.returns.workbook.layout import Cell, Sheet
from wardenlog.services.record import Record
from wardenlog.services.returns.behind import Asked
from wardenlog.services.returns.cells import (
    Value,
    cell_words,
    is_number,
    number_in,
    number_words,
)
from wardenlog.services.returns.tables import (
    SheetShown,
    engagement_shown,
    hotspots_shown,
    powers_shown,
)

_SPANS: Final = {
    "This period": "this",
    "Previous period restated": "previous",
    "Financial year to date": "year",
    "Agreement to date": "agreement",
}
"""The columns of the Summary whose figures are counted from records of now, by their span."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A measure of the Summary; its cells by their heading."""

    code: str
    name: str
    unit: str
    cells: dict[str, Value]


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """A step of the claim bridge: person-minutes and visits, with what is behind each."""

    code: str
    name: str
    definition: str
    minutes: int
    hours: Value
    visits: Value


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A line of the sheet Payment, in words."""

    name: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check with its result (Pass, Fail, Attention, Explained, Noted); `code` for its records."""

    title: str
    result: str
    explanation: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the page of a period says; `head` is the revision it was counted at.

    `adjusted` are the lines of `amount` that make up for another return.
    """

    agreement: str
    period: Period
    head: int
    amount: str | None
    adjusted: tuple[str, ...]
    hours: str
    unit: str
    kind: str
    summary_notes: tuple[str, ...]
    summary: tuple[SummaryLine, ...]
    bridge: tuple[BridgeLine, ...]
    payment: tuple[PaymentLine, ...]
    hotspots: SheetShown
    powers: SheetShown
    engagement: SheetShown
    checks: tuple[CheckLine, ...]
    unsigned: tuple[str, ...]
    figures: Figures

    @property
    def nil(self) -> bool:
        """Whether there is nothing to report for the period."""
        return self.kind == "nil"


def show(record: Record, wanted: Wanted, stop: Callable[[], bool] | None = None) -> Shown:
    """Count a return as it stands now, and word it; the record is only read.

    UserError where the agreement is gone. `stop` as in `Store.read`.
    """
    with record.store.read(stop) as session:
        figures = take_return(session, wanted)
    return worded(figures)


def worded(figures: Figures) -> Shown:
    """Word the figures of a return with the workbook's own sheets."""
    amount = figures.claim.amount
    table = summary.sheet(figures)
    return Shown(
        agreement=figures.particulars.reference,
        period=figures.wanted.period,
        head=figures.moment.seq,
        amount=None if amount is None else f"£{amount:,.2f}",
        adjusted=_adjusted(figures),
        hours=f"{summary.claimed_hours(figures):,.2f}",
        unit=payment.UNITS[figures.claim.unit],
        kind=claim.kind(figures),
        summary_notes=tuple(table.notes),
        summary=tuple(_summary(table, figures)),
        bridge=tuple(_bridge(figures)),
        payment=tuple(_payment(figures)),
        hotspots=hotspots_shown(figures),
        powers=powers_shown(figures),
        engagement=engagement_shown(figures),
        checks=tuple(_checks(figures)),
        unsigned=tuple(payment.what_if_words(figures)),
        figures=figures,
    )


def _adjusted(figures: Figures) -> tuple[str, ...]:
    return tuple(
        f"{line.what} {number_words(line.amount, 'money')}"
        for line in figures.claim.lines
        if line.basis in {ADJUSTMENT, CARRIED} and line.amount
    )


def _summary(sheet: Sheet, figures: Figures) -> list[SummaryLine]:
    columns = list(sheet.table.columns)
    found = []
    for row in sheet.table.rows:
        code, name, unit = (cell_words(cell) for cell in row[:3])
        cells = {
            column.heading: Value(
                cell_words(cell, column.kind),
                _asked(code, column.heading, cell, figures),
                _reached(column.heading, cell, figures),
            )
            for column, cell in zip(columns[3:], row[3:], strict=True)
        }
        found.append(SummaryLine(code, name, unit, cells))
    return found


def _asked(code: str, heading: str, cell: Cell, figures: Figures) -> Asked | None:
    """Return what is behind a cell of the Summary; None where it is no figure of the records."""
    span = _SPANS.get(heading)
    days = _days(span, figures)
    if days is None or span is None or not is_number(cell):
        return None
    printed: int | float | Decimal | None
    totals = getattr(figures.spans, span) or {}
    if code == "amount_claimed":
        printed = number_in(cell)
    elif code == "compliance_percent":
        printed = compliance(totals)
    else:
        printed = totals.get(code, 0)
    tally = any(card.code == code for card in load_measures().tallies())
    own = figures.wanted.period if code == "amount_claimed" else None
    return Asked(figures.particulars.reference, days, Figure(code, tally=tally), printed, own)


def _reached(heading: str, cell: Cell, figures: Figures) -> str:
    """Say how a figure that no records stand behind was reached; '' for any other."""
    if not is_number(cell):
        return ""
    target = figures.claim.target_minutes
    if heading in {"Target this period", "Percent of target"} and target is not None:
        hours = number_words(target / 60, "hours")
        how = f"The target is {hours} hours: {figures.claim.target_words}."
        if heading == "Target this period":
            return how
        return f"{how} {summary.claimed_hours(figures):,.2f} hours of it are claimable."
    if heading == "Previous period as reported" and figures.before is not None:
        sent = figures.before
        when = clock.date_text(clock.local_date(sent.sent_at))
        days = sent.period.words()
        return (
            f"It stands as version {sent.version} of the return for {days} said it, sent on {when}."
        )
    return ""


def _days(span: str | None, figures: Figures) -> Period | None:
    spans = figures.spans
    return {
        "this": figures.wanted.period,
        "previous": spans.previous_period,
        "year": spans.year_period,
        "agreement": spans.agreement_period,
    }.get(span or "")


def _bridge(figures: Figures) -> list[BridgeLine]:
    names = {card.code: card for card in load_measures().bridge()}
    reference, period = figures.particulars.reference, figures.wanted.period
    return [
        BridgeLine(
            step.code,
            names[step.code].name,
            names[step.code].definition,
            step.minutes,
            Value(
                number_words(step.minutes / 60, "hours"),
                Asked(reference, period, Figure(step.code), step.minutes),
            ),
            Value(
                f"{step.visits:,}",
                Asked(reference, period, Figure("visits_affected", step=step.code), step.visits),
            ),
        )
        for step in figures.bridge
    ]


def _payment(figures: Figures) -> list[PaymentLine]:
    table = payment.sheet(figures).table
    return [
        PaymentLine(
            cell_words(row[0]),
            {
                column.heading: cell_words(cell, column.kind)
                for column, cell in zip(table.columns, row, strict=True)
            },
        )
        for row in table.rows
    ]


_ORDER: Final = ("Fail", "Attention", "Explained", "Noted", "Pass")


def _checks(figures: Figures) -> Sequence[CheckLine]:
    codes = {card.title: card.code for card in load_measures().checks()}
    lines = [
        CheckLine(each.title, each.result, each.explanation, codes.get(each.title))
        for each in checks.checks(figures)
    ]
    return sorted(lines, key=lambda line: _ORDER.index(line.result))
