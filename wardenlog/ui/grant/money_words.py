"""The money of a grant in words: pounds, percents, and what is not recorded."""

from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

_WAYS: Final = {
    "instalment": "by instalment",
    "actual_cost": "at actual cost",
    "hours_rate": "by hours × rate",
    "hybrid": "by hours × rate and at actual cost",
}


def pence_words(pence: int | None) -> str:
    """Return an amount as `£1,234.50` or `-£20.00`; one that was never recorded is not £0.00."""
    if pence is None:
        return translate("money", "not recorded")
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def pounds_words(pounds: Decimal | None) -> str:
    """Return pounds as `pence_words`."""
    return pence_words(None if pounds is None else int(pounds * 100))


def percent_words(percent: Decimal | None) -> str:
    """Return `12.3 %` or `-4.0 %`; a dash where there is none."""
    return "–" if percent is None else f"{percent:.1f} %"


def day_words(day: date | str | None) -> str:
    """Return a date as `4 Mar 2025`; a dash where there is none."""
    if day is None:
        return "–"
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {day:%b %Y}"


def days_words(number: int | None) -> str:
    """Return a number of days as `1 day` or `14 days`; a dash where there is none."""
    if number is None:
        return "–"
    words = translate("money", "1 day") if number == 1 else translate("money", "{0} days")
    return words.format(f"{number:,}")


def way_words(basis: str) -> str:
    """Return how the grant is paid, in words."""
    return translate("money", _WAYS.get(basis, "in no agreed way"))


def month_words(month: str) -> str:
    """Return `2025-04` as `April 2025`."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"
