"""What every sheet of the return shares: shorthand, hours, money, dates and names of periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from wardenlog.catalogue.measures import RuleCard, load_measures
from wardenlog.clock import MONTHS
from wardenlog.counting.scope import QUARTER, Period, financial_year
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.formulas import whole_column

T = TypeVar("T")

X: Final = "[x]"
"""Not available: nobody recorded or supplied it."""

Z: Final = "[z]"
"""Not applicable: there is nothing it could be."""

_MAX_NOTE: Final = 110
"""Characters that every sheet shows on one line above its table."""


@dataclass(frozen=True, slots=True)
class Omitted:
    """A sheet with nothing to say: its name, and why, as the end of “Not included, because …”."""

    name: str
    because: str


def or_x(value: T | None) -> T | str:
    """Return the value, or `[x]` where nobody recorded one."""
    return X if value is None or value == "" else value


def or_z(value: T | None) -> T | str:
    """Return the value, or `[z]` where there can be none."""
    return Z if value is None or value == "" else value


# Numbers


def hours(minutes: float | Decimal) -> float:
    """Return whole minutes as hours, unrounded, exactly as a spreadsheet divides by 60."""
    return float(minutes) / 60


def hours_text(minutes: float | Decimal) -> str:
    """Return minutes as hours in words with two decimals: `1,204.50`."""
    return f"{hours(minutes):,.2f}"


def pounds(amount: Decimal) -> str:
    """Return an amount in words: `£1,204.50`, `−£1.00`."""
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"


def rate_text(rate: Decimal) -> str:
    """Return an hourly rate in words with all its decimals: `£31.50`, `£31.255`."""
    return f"£{rate.normalize():,f}" if rate != round(rate, 2) else pounds(rate)


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: `1 visit`, `2 visits`, `1,204 people`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: `a, b and c`."""
    if len(words) < 2:  # noqa: PLR2004 - a list of one needs no "and"
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


# Dates and periods


def day(text: str) -> date:
    """Return a date kept as ISO text."""
    return date.fromisoformat(text)


def long_day(on: date) -> str:
    """Return a date in words: `30 June 2025`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def month_name(month: str) -> str:
    """Return `2025-04` in words: `April 2025`."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def quarter(period: Period) -> str | None:
    """Return `Q1` to `Q4` of the financial year, None where the period is no whole quarter."""
    if period.months() != QUARTER or period.from_on.month % QUARTER != 1:
        return None
    return period.code()[-2:]


def period_name(period: Period) -> str:
    """Return how people call a period: `Quarter 1 2025-26`, else its dates in words."""
    number = quarter(period)
    if number is None:
        return period.words()
    return f"Quarter {number[1:]} {financial_year(period.from_on)}"


# What a return is about


def council_name(figures: Figures) -> str:
    """Return the council's name, else that of the agreement's recipient, else `[x]`."""
    return figures.particulars.council or figures.particulars.recipient or X


def is_first_period(figures: Figures) -> bool:
    """Return whether no period of the agreement comes before this one."""
    return figures.spans.previous is None


def earlier_words(figures: Figures) -> str:
    """Return how it is known what earlier periods claimed: `as sent`, or as their terms pay."""
    earlier = figures.claim.earlier
    if all(each.sent for each in earlier):
        return "as sent"
    if any(each.sent for each in earlier):
        return "as sent where sent, otherwise as their signed terms pay them"
    return "as their signed terms pay them"


def measure(code: str) -> RuleCard | None:
    """Return the rule card of a measure; None for a tally that the rules do not know."""
    return {card.code: card for card in load_measures().cards()}.get(code)


def tally_code(code: str) -> str:
    """Return the code a tally is printed under; one the rules do not know never looks like theirs.

    Spreadsheets look codes up without regard to capitals, so `Visits` would stand for `visits`.
    """
    return code if code in {card.code for card in load_measures().tallies()} else f"unknown_{code}"


# Formulas


def looked_up(table: str, heading: str, key_heading: str, key: str) -> str:
    """Return the reference to the cell under a heading in the row whose key column says `key`."""
    row = f'MATCH("{key}",{whole_column(table, key_heading)},0)'
    return f"INDEX({whole_column(table, heading)},{row})"


def first_row(notes: Sequence[str]) -> int:
    """Return the row of the first line of a table below a title, a subtitle and these notes.

    For formulas over the lines above them, which no reference to a whole column can say.
    """
    for note in notes:
        if len(note) > _MAX_NOTE:
            raise ValueError(f"a note above a table with sums is one line long: {note!r}")
    return len(notes) + 4
