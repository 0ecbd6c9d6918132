"""The canonical text of a term: one spelling for each value, whoever typed it."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from wardenlog.model.vocabulary import (
    HoursCounted,
    PatrolMeans,
    PaymentBasis,
    ReportingFrequency,
    TermItem,
)

_YES = frozenset({"yes", "y", "true", "1", "1.0"})
_NO = frozenset({"no", "n", "false", "0", "0.0"})


def canonical_date(text: str) -> str:
    """Return an ISO date for `2025-03-04` or `04/03/2025` (day first, always)."""
    plain = text.strip().removesuffix(" 00:00:00").removesuffix("T00:00:00")
    try:
        if "/" in plain:
            return datetime.strptime(plain, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007 - a date only
        return date.fromisoformat(plain).isoformat()
    except ValueError as error:
        message = f"“{text}” is not a date; write it like 2025-03-31 or 31/03/2025"
        raise ValueError(message) from error


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text.strip().removeprefix("£").replace(",", ""))
    except InvalidOperation as error:
        message = f"“{text}” is not a number"
        raise ValueError(message) from error
    if not number.is_finite() or number < 0:
        message = f"“{text}” is not a number of 0 or more"
        raise ValueError(message)
    return number


def _money(text: str) -> str:
    number = _decimal(text)
    pence = number.quantize(Decimal("0.01"))
    if pence != number:
        message = f"“{text}” has more than two decimal places"
        raise ValueError(message)
    return str(pence)


def _rate(text: str) -> str:
    number = _decimal(text)
    pence = number.quantize(Decimal("0.01"))
    return str(pence) if pence == number else f"{number.normalize():f}"


def _number(text: str) -> str:
    number = _decimal(text).normalize()
    return f"{number:f}"


def _whole(text: str) -> str:
    number = _decimal(text)
    if number != number.to_integral_value():
        message = f"“{text}” is not a whole number"
        raise ValueError(message)
    return str(int(number))


def _yes_no(text: str) -> str:
    plain = text.strip().lower()
    if plain in _YES:
        return "yes"
    if plain in _NO:
        return "no"
    message = f"“{text}” is neither Yes nor No"
    raise ValueError(message)


def _one_of(vocabulary: type[StrEnum]) -> Callable[[str], str]:
    def read(text: str) -> str:
        plain = re.sub(r"[ -]+", "_", text.strip().lower())
        if plain not in {word.value for word in vocabulary}:
            message = f"“{text}” is not one of {', '.join(vocabulary)}"
            raise ValueError(message)
        return plain

    return read


def _text(text: str) -> str:
    plain = text.strip()
    if not plain:
        message = "is empty"
        raise ValueError(message)
    return plain


_READERS: dict[TermItem, Callable[[str], str]] = {
    TermItem.PERIOD_END: canonical_date,
    TermItem.GRANT_AMOUNT: _money,
    TermItem.YEAR_ALLOCATION: _money,
    TermItem.PAYMENT_BASIS: _one_of(PaymentBasis),
    TermItem.HOURLY_RATE: _rate,
    TermItem.CAP: _money,
    TermItem.HOURS_COUNTED: _one_of(HoursCounted),
    TermItem.OUTSIDE_HOTSPOT_COUNTS: _yes_no,
    TermItem.HOURS_TARGET: _number,
    TermItem.INSTALMENT: _money,
    TermItem.POST_FTE: _number,
    TermItem.REPORTING_FREQUENCY: _one_of(ReportingFrequency),
    TermItem.PATROL_MEANS: _one_of(PatrolMeans),
    TermItem.MINIMUM_MINUTES: _whole,
    TermItem.CONDITION: _text,
}


def canonical_value(item: TermItem, text: str) -> str:
    """Return the one spelling of a term's value; ValueError says what is wrong with it."""
    return _READERS[item](text)


def canonical_key(item: TermItem, text: str) -> str:
    """Return the one spelling of a term's key: an instalment's is a date, others are as typed."""
    if item is TermItem.INSTALMENT:
        return canonical_date(text)
    return text.strip()
