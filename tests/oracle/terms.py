"""The terms of an agreement on a date: a fold over its signed variations (domain.md, Measures)."""

from datetime import date, timedelta

from tests.oracle.log import day
from tests.oracle.read import Record

Terms = dict[tuple[str, str | None], str]


def days(first: date, last: date) -> list[date]:
    """Every date from first to last, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def terms_on(record: Record, agreement: str, on: date) -> Terms:
    """(item, key) -> value: signed items effective by then, by effective date then number."""
    effective = [
        term
        for term in record.terms
        if term.agreement == agreement and term.status == "signed" and term.effective <= on
    ]
    effective.sort(key=lambda term: (term.effective, term.variation))
    return {(term.item, term.key): term.value for term in effective}


def inside_agreement(record: Record, agreement: str, on: date) -> bool:
    """Not before its start, nor after the period end in force; none in force is outside."""
    end = day(terms_on(record, agreement, on).get(("period_end", None)))
    return record.agreements[agreement] <= on and end is not None and on <= end


def minimum_minutes(record: Record, agreement: str, on: date) -> int | None:
    """The shortest claimable visit on that date, in patrol-minutes, where one is set."""
    value = terms_on(record, agreement, on).get(("minimum_minutes", None))
    return None if value is None else int(float(value))


def listed(record: Record, agreement: str, hotspot: str, on: date) -> bool:
    """Whether the hotspot is on that agreement's list on that date."""
    return any(
        listing.agreement == agreement and listing.hotspot == hotspot and listing.covers(on)
        for listing in record.listings
    )
