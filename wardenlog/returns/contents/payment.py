"""The sheet Payment: what each stretch of the signed terms pays, the caps, and the claim."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from wardenlog.counting.caps import Cap
from wardenlog.counting.claim import ClaimLine
from wardenlog.counting.earlier import ADJUSTMENT, CARRIED, Earlier
from wardenlog.returns.contents.common import (
    Z,
    earlier_words,
    first_row,
    hours,
    hours_text,
    or_x,
    or_z,
    pounds,
)
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures, WhatIf
from wardenlog.returns.workbook.formulas import this_row
from wardenlog.returns.workbook.layout import Cell, Column, Formula, Sheet, Table

TABLE: Final = "Payment"
SUM: Final = "Sum of the lines"
CLAIMED: Final = "Amount claimed"
BASES: Final = {
    "instalment": "Instalments",
    "actual_cost": "Actual cost",
    "hours_rate": "Hours at a rate",
    "hybrid": "Hours at a rate, other costs as spent",
}
ADJUSTED: Final = "Adjustment"
_NOT_OWN: Final = {ADJUSTMENT: ADJUSTED, CARRIED: "Claimed before", "cap": "Cap of a year"}
"""Lines that are not of the period's own days, by how their Basis is shown."""

UNITS: Final = {"person": "person-hours", "patrol": "patrol-hours"}

_COLUMNS = (
    Column("Line", width=30),
    Column("From", "date"),
    Column("To", "date"),
    Column("Basis", width=18),
    Column("Hours", "hours"),
    Column("Rate", "rate"),
    Column("Amount", "money"),
    Column("Note", width=40),
)
_NOTES = (
    "One line for each stretch of days with the same signed terms, rounded once to the penny.",
    "Hours are shown to two decimals and multiplied unrounded, from whole minutes.",
)


def sheet(figures: Figures) -> Sheet:
    """Return the payment lines, what is left under each cap, and the amount claimed (rule 9b)."""
    return Sheet(
        "Payment",
        "Payment",
        subtitle(figures),
        Table(TABLE, _COLUMNS, _rows(figures)),
        notes=_NOTES,
    )


def cap_line(cap: Cap) -> str:
    """Return the name of a cap's line: what is left under it."""
    return f"Left under the cap for {cap.key}" if cap.key else "Left under the cap"


def own(figures: Figures) -> list[ClaimLine]:
    """Return the lines of the period's own days, without adjustments of others and cuts to caps."""
    return [line for line in figures.claim.lines if line.basis not in _NOT_OWN]


def adjusted(figures: Figures) -> list[ClaimLine]:
    """Return the lines that adjust earlier periods."""
    return [line for line in figures.claim.lines if line.basis == ADJUSTMENT]


def what_if_words(figures: Figures) -> list[str]:
    """Return a sentence for each unsigned variation that would change the claim."""
    return [words for each in figures.claim.what_if if (words := _if_signed(each, figures))]


def _rows(figures: Figures) -> list[Sequence[Cell]]:
    claim = figures.claim
    period = figures.wanted.period
    first = first_row(_NOTES)
    summed = first + len(claim.lines)
    rows: list[Sequence[Cell]] = [_line(line, figures) for line in claim.lines]
    rows.append(
        (
            SUM,
            period.from_on,
            period.last_on,
            Z,
            _hours_in_all(claim.lines, f"E{first}:E{summed - 1}"),
            Z,
            _formula(f"ROUND(SUM(G{first}:G{summed - 1}),2)", claim.subtotal),
            "Before any cap",
        )
    )
    rows += [_cap(cap, figures) for cap in claim.caps]
    limits = f"G{summed}:G{summed + len(claim.caps)}"
    rows.append(
        (
            CLAIMED,
            period.from_on,
            period.last_on,
            Z,
            Z,
            Z,
            _formula(f"ROUND(MAX(0,MIN({limits})),2)", claim.amount),
            " ".join(["The smallest of the amounts above.", *what_if_words(figures)])
            if claim.caps
            else " ".join(["The grant has no cap.", *what_if_words(figures)]),
        )
    )
    return rows


def _line(line: ClaimLine, figures: Figures) -> Sequence[Cell]:
    amount: Cell = or_x(line.amount)
    if line.rate is not None and line.amount is not None:
        by_hours, rate = this_row(TABLE, "Hours"), this_row(TABLE, "Rate")
        amount = Formula(f"ROUND({by_hours}*{rate},2)", line.amount)
    by_time = line.minutes is not None
    return (
        line.what,
        line.period.from_on,
        line.period.last_on,
        _NOT_OWN.get(line.basis) or BASES.get(line.basis, or_x(None)),
        or_z(None if line.minutes is None else hours(line.minutes)),
        or_x(line.rate) if by_time else Z,
        amount,
        _note(line) if line.basis not in _NOT_OWN else _note_on_others(line, figures),
    )


def _note(line: ClaimLine) -> str:
    if line.minutes is not None:
        unit = UNITS[line.unit or "person"].capitalize()
        if line.rate is None:
            return f"{unit}. The signed terms give no hourly rate for these days."
        return f"{unit}: {line.minutes:,} minutes"
    if line.amount is None:
        if line.basis in BASES:
            return "No spending is recorded for these days."
        return "The signed terms do not say how these days are paid."
    return "Due on this date" if line.basis == "instalment" and line.amount else Z


def _note_on_others(line: ClaimLine, figures: Figures) -> str:
    if line.basis == CARRIED:
        amount = line.amount or Decimal(0)
        if amount > 0:
            return f"That return took {pounds(amount)} back for this period. It is not taken twice."
        return f"That return claimed {pounds(-amount)} for this period. It is not paid twice."
    for cap in figures.claim.year_caps:
        if line.basis == "cap" and line.what.endswith(cap.key):
            return f"{pounds(cap.left)} of the cap of {pounds(cap.amount)} was left."
    earlier = {each.period: each for each in figures.claim.earlier}
    return _owed(earlier[line.adjusts], line) if line.adjusts in earlier else Z


def _owed(each: Earlier, line: ClaimLine) -> str:
    """Return why an earlier period is adjusted: `Claimed £1,204.50, now £1,103.70`."""
    words = f"Claimed {pounds(each.claimed or Decimal(0))}, now {pounds(each.now or Decimal(0))}"
    if line.minutes is None:
        minutes = each.more_minutes
        if minutes:
            sign = "−" if minutes < 0 else "+"
            words += f": {sign}{hours_text(abs(minutes))} hours, at no single rate"
    return f"{words}. See Changes."


def _hours_in_all(lines: Sequence[ClaimLine], cells: str) -> Cell:
    """Return the sum of the hours; `[z]` where no line is paid by time, or the units differ."""
    timed = [line for line in lines if line.minutes is not None]
    if len({line.unit for line in timed}) != 1:
        return Z
    return Formula(f"SUM({cells})", sum(hours(line.minutes or 0) for line in timed))


def _cap(cap: Cap, figures: Figures) -> Sequence[Cell]:
    first, last = _capped_days(cap, figures)
    before = f"Cap of {pounds(cap.amount)} less {pounds(min(cap.amount, cap.previously))}"
    periods = "other" if figures.supersedes else "earlier"
    note = f"{before} claimed for {periods} periods, {earlier_words(figures)}"
    return (cap_line(cap), first, last, Z, Z, Z, cap.left, note)


def _capped_days(cap: Cap, figures: Figures) -> tuple[date, Cell]:
    if not cap.key:
        ends = figures.terms.get(("period_end", ""))
        return figures.particulars.start_on, date.fromisoformat(ends) if ends else or_x(None)
    year = figures.wanted.period.financial_year_to_date().from_on
    return year, date(year.year + 1, 3, 31)


def _formula(text: str, value: Decimal | None) -> Cell:
    return or_x(None) if value is None else Formula(text, value)


def _if_signed(each: WhatIf, figures: Figures) -> str | None:
    now = figures.claim.amount
    if each.claimed is None or each.claimed == now:
        return None
    words = f"If variation {each.variation} is signed: {pounds(each.claimed)}"
    return f"{words}, difference {pounds(each.claimed - now)}." if now is not None else f"{words}."
