"""What a count is about: one agreement over one period, and the working tables it reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from wardenlog import clock
from wardenlog.errors import UserError

APRIL = 4

QUARTER = 3
"""Months."""


class Session(Protocol):
    """What counting needs of a read session of the store: one snapshot, and TEMP objects in it."""

    def rows(self, sql: str, params: Any = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - SQLite's own
        """Run one statement and return its rows."""
        ...

    def stream(self, sql: str, params: Any = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
        """Run one statement and yield its rows as they are found."""
        ...

    def script(self, sql: str) -> None:
        """Run several statements."""
        ...


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Half-open local dates: `from_on` ≤ day < `to_on` (domain.md, rule 11)."""

    from_on: date
    to_on: date

    def __post_init__(self) -> None:
        """Refuse a period without days."""
        if self.from_on >= self.to_on:
            message = (
                f"The period ends on {clock.date_text(self.last_on)}, before it starts"
                f" on {clock.date_text(self.from_on)}. Give a last day on or after the first."
            )
            raise UserError(message, code="period_order")

    @classmethod
    def inclusive(cls, first: date, last: date) -> "Period":
        """Return the period from a first to a last day, both included."""
        return cls(first, last + timedelta(days=1))

    @property
    def last_on(self) -> date:
        """The last day in the period."""
        return self.to_on - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.to_on - self.from_on).days

    def financial_year_to_date(self) -> "Period":
        """Return 1 April of the financial year of the last day, up to the period's end."""
        return Period(financial_year_start(self.last_on), self.to_on)

    def months(self) -> int | None:
        """Return how many whole calendar months the period is, None where it is not."""
        if self.from_on.day != 1 or self.to_on.day != 1:
            return None
        return (self.to_on.year - self.from_on.year) * 12 + self.to_on.month - self.from_on.month

    def code(self) -> str:
        """Return the period's short name: `2025-26 Q1`, `2025-04` or `2025-04-01 to 2025-06-15`."""
        months = self.months()
        if months == 1:
            return f"{self.from_on:%Y-%m}"
        if months == QUARTER and self.from_on.month % QUARTER == 1:
            number = (self.from_on.month - APRIL) % 12 // QUARTER + 1
            return f"{financial_year(self.from_on)} Q{number}"
        return f"{self.from_on.isoformat()} to {self.last_on.isoformat()}"

    def words(self) -> str:
        """Return the period as people say it: `1 April 2025 to 30 June 2025`."""
        return f"{clock.date_text(self.from_on)} to {clock.date_text(self.last_on)}"


@dataclass(frozen=True, slots=True)
class Scope:
    """An agreement and a period, and what is to be counted otherwise than its signed terms say.

    `assumed_signed` names variations to count as if signed; `assumed_terms` are (item, value) of
    terms without a key, counted as if they held on every date.
    """

    agreement_id: str
    period: Period
    assumed_signed: tuple[int, ...] = ()
    assumed_terms: tuple[tuple[str, str], ...] = ()


def financial_year_start(day: date) -> date:
    """Return the 1 April on or before a day."""
    return date(day.year if day.month >= APRIL else day.year - 1, APRIL, 1)


def financial_year(day: date) -> str:
    """Return the financial year of a day as text, `2025-26`."""
    start = financial_year_start(day).year
    return f"{start}-{(start + 1) % 100:02d}"


def open_scope(session: Session, scope: Scope) -> None:
    """Make the working tables for a scope in this session; an earlier scope's are replaced."""
    open_visits(session, scope)
    session.script(sql("presence"))


def open_visits(session: Session, scope: Scope) -> None:
    """Make the working tables of days and visits only: enough for totals and claims.

    Long stretches of days open faster so; the bridge and staff need `open_scope`.
    """
    open_terms(session, scope)
    session.script(sql("fill"))


def open_terms(session: Session, scope: Scope) -> None:
    """Make the working tables of an agreement only: enough for its terms, money and posts."""
    session.script(sql("scope"))
    session.rows(
        "INSERT INTO scope SELECT id, start_on, ?, ? FROM agreement WHERE id = ?",
        (scope.period.from_on.isoformat(), scope.period.to_on.isoformat(), scope.agreement_id),
    )
    for number in scope.assumed_signed:
        session.rows("INSERT INTO assumed_signed VALUES (?)", (number,))
    for item, value in scope.assumed_terms:
        session.rows("INSERT INTO assumed_term VALUES (?, '', ?)", (item, value))


@cache
def sql(name: str) -> str:
    """Return one of counting's SQL texts by its name."""
    return files("wardenlog.counting").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
