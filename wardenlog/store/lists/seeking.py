"""What lists of records are narrowed by: words that must be in them, and a span of days."""

from collections.abc import Sequence
from typing import Final

from wardenlog.store.lists.having import escaped
from wardenlog.store.session import Value

ALL_IDS: Final = "SELECT group_concat(id, '') FROM ({})"
"""One text of every id of a query: a million rows arrive as one, without a Python object each."""

Where = tuple[str, dict[str, Value]]
"""A condition in SQL, and the values it names."""


def has_words(condition: str, words: Sequence[str]) -> Where:
    """Return that a condition with `:{n}` holds for each word as `LIKE … ESCAPE '!'` takes it."""
    sql = " AND ".join(condition.format(n=f"w{n}") for n in range(len(words))) or "1"
    return sql, {f"w{n}": f"%{escaped(word)}%" for n, word in enumerate(words)}


def within_days(column: str, days: str) -> Where:
    """Return that a column's ISO date is in `2025-04-01/2025-07-01`, its end exclusive."""
    start, end = days.split("/")
    return f"{column} >= :start AND {column} < :end", {"start": start, "end": end}


def both(*conditions: Where) -> Where:
    """Return that every condition holds."""
    values: dict[str, Value] = {}
    for _, named in conditions:
        values |= named
    return " AND ".join(f"({sql})" for sql, _ in conditions) or "1", values
