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

LONGEST_DUE_DAYS = 366
"""Days after a period's last day by which its return is due; more is a slip."""

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


def _due_days(text: str) -> str:
    days = _whole(text)
    if int(days) > LONGEST_DUE_DAYS:
        message = f"“{text}” is more than {LONGEST_DUE_DAYS} days"
        raise ValueError(message)
    return days


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
    TermItem.RETURN_DUE_DAYS: _due_days,
    TermItem.PATROL_MEANS: _one_of(PatrolMeans),
    TermItem.MINIMUM_MINUTES: _whole,
    TermItem.CONDITION: _text,
}


def canonical_value(item: TermItem, text: str) -> str:
    """Return the one spelling of a term's value; ValueError says what is wrong with it."""
    return _READERS[item](text)


# Keys

_YEAR = r"(?P<year>[0-9]{4})[-/](?P<next>[0-9]{4}|[0-9]{2})"
_FINANCIAL_YEAR = re.compile(_YEAR)
_QUARTERS = (
    re.compile(rf"{_YEAR} ?Q(?P<quarter>[1-4])", re.IGNORECASE),
    re.compile(rf"Q(?P<quarter>[1-4]) ?{_YEAR}", re.IGNORECASE),
)
_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])")
_KEY_YEAR = "a financial year like 2025-26"
_KEY_PERIODS = (
    f"{_KEY_YEAR}, a quarter like 2025-26 Q1, a month like 2025-04, or dates like "
    "2025-04-01 to 2025-06-30"
)


def _financial_year(year: str, following: str) -> str | None:
    """Return `2025-26` for 2025 and 26 or 2026; None where the second does not follow."""
    ends = str(int(year) + 1)
    return f"{year}-{ends[2:]}" if following in {ends, ends[2:]} else None


def _year_key(text: str) -> str | None:
    found = _FINANCIAL_YEAR.fullmatch(text)
    return _financial_year(found["year"], found["next"]) if found else None


def _quarter_key(text: str) -> str | None:
    for written in _QUARTERS:
        if found := written.fullmatch(text):
            year = _financial_year(found["year"], found["next"])
            return year and f"{year} Q{found['quarter']}"
    return None


def _month_key(text: str) -> str | None:
    return text if _MONTH.fullmatch(text) else None


def _dates_key(text: str) -> str | None:
    first, between, last = text.partition(" to ")
    if not between:
        return None
    begins, ends = canonical_date(first), canonical_date(last)
    if ends < begins:
        message = f"“{text}” ends before it begins"
        raise ValueError(message)
    return f"{begins} to {ends}"


def _period_key(text: str) -> str:
    for read in (_year_key, _quarter_key, _month_key, _dates_key):
        if key := read(text):
            return key
    message = f"the key must be {_KEY_PERIODS}, not “{text}”"
    raise ValueError(message)


def _only_year_key(text: str) -> str:
    if key := _year_key(text):
        return key
    message = f"the key must be {_KEY_YEAR}, not “{text}”"
    raise ValueError(message)


def _cap_key(text: str) -> str:
    if not text:
        return ""
    if key := _year_key(text):
        return key
    message = f"the key must be {_KEY_YEAR}, or blank for the whole agreement, not “{text}”"
    raise ValueError(message)


def _no_key(text: str) -> str:
    if text:
        message = f"the key must be blank, not “{text}”"
        raise ValueError(message)
    return ""


_KEYS: dict[TermItem, Callable[[str], str]] = {
    TermItem.INSTALMENT: canonical_date,
    TermItem.YEAR_ALLOCATION: _only_year_key,
    TermItem.HOURS_TARGET: _period_key,
    TermItem.CAP: _cap_key,
    TermItem.PERIOD_END: _no_key,
    TermItem.PAYMENT_BASIS: _no_key,
    TermItem.HOURLY_RATE: _no_key,
    TermItem.HOURS_COUNTED: _no_key,
    TermItem.OUTSIDE_HOTSPOT_COUNTS: _no_key,
    TermItem.REPORTING_FREQUENCY: _no_key,
    TermItem.RETURN_DUE_DAYS: _no_key,
    TermItem.PATROL_MEANS: _no_key,
    TermItem.MINIMUM_MINUTES: _no_key,
}


def canonical_key(item: TermItem, text: str) -> str:
    """Return the one spelling of a term's key; ValueError names the forms that count.

    An instalment's key is its date; a year allocation's and a cap's (which may also be blank) a
    financial year; an hours target's any period that a return can have (domain.md, rule 9b).
    A post's, a condition's and the grant amount's are as typed; other items have none.
    """
    plain = re.sub(r"[ \u00a0]+", " ", text).strip()
    read = _KEYS.get(item)
    return plain if read is None else read(plain)
