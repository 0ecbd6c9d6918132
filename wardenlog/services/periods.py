"""The agreements a return can be made for, and the periods each reports on."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from wardenlog.counting.scope import APRIL, Period, Scope, open_scope
from wardenlog.counting.terms import terms_on
from wardenlog.model.vocabulary import ReportingFrequency
from wardenlog.store import ReadSession, Store
from wardenlog.store.lists import choices as lists
from wardenlog.store.lists.sheets import newest_sheet_day

_MONTHS: Final = {
    ReportingFrequency.MONTHLY: 1,
    ReportingFrequency.QUARTERLY: 3,
    ReportingFrequency.HALF_YEARLY: 6,
    ReportingFrequency.YEARLY: 12,
}
_LAST_DAY: Final = date(9999, 12, 30)
"""On it every signed variation is in force."""


@dataclass(frozen=True, slots=True)
class AgreementChoice:
    """An agreement as it is chosen; `end_on` is the last day its signed terms give, if any."""

    reference: str
    programme: str | None
    funder: str
    start_on: date
    end_on: date | None
    frequency: ReportingFrequency


@dataclass(frozen=True, slots=True)
class Viewed:
    """What a person looks at: a period of an agreement, or of none where there is none yet."""

    agreement: str | None
    """Its reference."""
    period: Period


def first_viewed(store: Store, today: date) -> Viewed:
    """Return what to look at first: the last agreement's period that its newest sheet is in.

    Without a sheet in any of its periods, the newest; without an agreement, today's quarter.
    """
    known = agreements(store)
    periods = reporting_periods(known[0], today) if known else []
    if not periods:
        first = _months_on(today.replace(day=1), -((today.month - APRIL) % 3))
        return Viewed(known[0].reference if known else None, Period(first, _months_on(first, 3)))
    with store.read() as session:
        day = newest_sheet_day(session) or today
    here = (period for period in periods if period.from_on <= day < period.to_on)
    return Viewed(known[0].reference, next(here, periods[0]))


def holds_sheets(store: Store) -> bool:
    """Whether any sheet is recorded yet."""
    with store.read() as session:
        return newest_sheet_day(session) is not None


def viewed_again(store: Store, today: date, agreement: str, from_on: date) -> Viewed | None:
    """Return an agreement's period that was looked at before, or None where it is none now."""
    for known in agreements(store):
        for period in reporting_periods(known, today):
            if (known.reference, period.from_on) == (agreement, from_on):
                return Viewed(agreement, period)
    return None


def short_words(period: Period) -> str:
    """Return a period in few words: `Jan – Mar 2026`; whole months are named without days."""
    first, last = period.from_on, period.last_on
    if first.day != 1 or period.to_on.day != 1:
        return f"{_day_words(first)} – {_day_words(last)} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first:%b}{year} – {last:%b} {last.year}"


def agreements(store: Store) -> list[AgreementChoice]:
    """Return the agreements that are not void, the one that started last first."""
    with store.read() as session:
        return [_agreement(session, named) for named in lists.agreements(session)]


def _agreement(session: ReadSession, named: lists.AgreementNamed) -> AgreementChoice:
    start = date.fromisoformat(named.start_on)
    open_scope(session, Scope(named.id, Period.inclusive(start, start)))
    terms = terms_on(session, _LAST_DAY)
    end = terms.get(("period_end", ""))
    frequency = terms.get(("reporting_frequency", ""), ReportingFrequency.QUARTERLY)
    return AgreementChoice(
        named.reference,
        named.programme,
        named.funder,
        start,
        None if end is None else date.fromisoformat(end),
        ReportingFrequency(frequency),
    )


def reporting_periods(agreement: AgreementChoice, today: date) -> list[Period]:
    """Return the agreement's periods that have begun by `today`, newest first.

    They are the months, quarters, half-years or years, counted from April, that its reporting
    frequency gives (quarters where it gives none), from the one its start is in to the one its
    end is in.
    """
    length = _MONTHS[agreement.frequency]
    last_day = min(today, agreement.end_on or today)
    back = (agreement.start_on.month - APRIL) % length
    first = _months_on(agreement.start_on.replace(day=1), -back)
    found = []
    while first <= last_day:
        after = _months_on(first, length)
        found.append(Period(first, after))
        first = after
    return found[::-1]


def period_of(known: list[AgreementChoice], reference: str | None, day: date) -> Period | None:
    """Return the reporting period of an agreement that a day is in, or None where it is in none."""
    periods = (
        period
        for agreement in known
        if agreement.reference == reference
        for period in reporting_periods(agreement, day)
    )
    return next((period for period in periods if period.from_on <= day < period.to_on), None)


def usual_period(periods: list[Period], today: date) -> Period | None:
    """Return the period a return is most likely wanted for: the newest that is over, if any."""
    over = [period for period in periods if period.last_on < today]
    return next(iter(over or periods), None)


def _day_words(day: date) -> str:
    return f"{day.day} {day:%b}"


def _months_on(first: date, months: int) -> date:
    """Return the first day of the month so many months after one."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
