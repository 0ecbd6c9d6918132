"""How values of the model become values of a row."""

from datetime import date, datetime, time
from decimal import Decimal

Row = tuple[str | int | None, ...]
Rows = list[tuple[str, list[Row]]]
"""Rows by table, in the order of the table's columns."""


def day(value: date | None) -> str | None:
    """Return a date as ISO text."""
    return None if value is None else value.isoformat()


def instant(at: datetime) -> str:
    """Return an instant as UTC text, `2025-03-04T15:20:00Z`."""
    return f"{at:%Y-%m-%dT%H:%M}:00Z"


def minute(at: datetime) -> int:
    """Return an instant as whole UTC minutes since 1970."""
    return int(at.timestamp()) // 60


def after_midnight(value: time | None) -> int | None:
    """Return a wall time as minutes after midnight."""
    return None if value is None else value.hour * 60 + value.minute


def pence(amount: Decimal | None) -> int | None:
    """Return pounds as whole pence."""
    return None if amount is None else int(amount * 100)


def text(value: Decimal | None) -> str | None:
    """Return a number as its plain text."""
    return None if value is None else str(value)


def flag(value: bool | None) -> int | None:  # noqa: FBT001 - the value itself
    """Return Yes, No or not recorded as 1, 0 or None."""
    return None if value is None else int(value)
