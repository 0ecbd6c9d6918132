"""What every sheet of the return shares: shorthand, hours, money, dates and names of periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from wardenlog.clock import MONTHS
from wardenlog.counting.scope import Period, financial_year

T = TypeVar("T")

X: Final = "[x]"
"""Not available: nobody recorded or supplied it."""

Z: Final = "[z]"
"""Not applicable: there is nothing it could be."""

QUARTER: Final = 3
"""Months."""


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


def hours(minutes: float | Decimal) -> float:
    """Return whole minutes as hours, unrounded, exactly as a spreadsheet divides by 60."""
    return float(minutes) / 60


def hours_text(minutes: float | Decimal) -> str:
    """Return minutes as hours in words with two decimals: `1,204.50`."""
    return f"{hours(minutes):,.2f}"


def pounds(amount: Decimal) -> str:
    """Return an amount in words: `£1,204.50`, `−£1.00`."""
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: `1 visit`, `2 visits`, `1,204 people`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: `a, b and c`."""
    if len(words) < 2:  # noqa: PLR2004 - a list of one needs no "and"
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


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
    start, end = period.from_on, period.to_on
    months = (end.year - start.year) * 12 + end.month - start.month
    if start.day == end.day == 1 and months == QUARTER and start.month % QUARTER == 1:
        return f"Q{(start.month - 4) % 12 // QUARTER + 1}"
    return None


def period_name(period: Period) -> str:
    """Return how people call a period: `Quarter 1 2025-26`, else its dates in words."""
    number = quarter(period)
    if number is None:
        return period.words()
    return f"Quarter {number[1:]} {financial_year(period.from_on)}"
