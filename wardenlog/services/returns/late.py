"""Says so when a change just written is of a period whose return was sent already."""

import json
from datetime import date

from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.counting.sent import SentReturn, latest, sent_returns
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.store import ReadSession, Revision

_AGREEMENTS = "SELECT id FROM agreement WHERE void_reason IS NULL ORDER BY reference"
_BEFORE = "SELECT payload FROM revision WHERE id = ?"


def late_words(record: Record, changes: Changes) -> str:
    """Return a sentence for each sent period that changed sheets have days in, blank for none.

    “April to June 2025 was sent on 4 July 2025. This change will be shown as a restatement.”
    """
    sheets = [it for it in changes.revisions if it.kind == "shift"]
    if not sheets:
        return ""
    with record.store.read() as session:
        sent = _sent(session)
        if not sent:
            return ""
        days = {day for it in sheets for day in (_days(it.payload) | _days_before(session, it))}
    found = [each for each in sent if _has(each.period, days)]
    told = dict.fromkeys(f"{_named(each.period)} was sent on {_when(each)}." for each in found)
    return " ".join([*told, "This change will be shown as a restatement."]) if told else ""


def _sent(session: ReadSession) -> list[SentReturn]:
    return [
        each
        for (agreement,) in session.rows(_AGREEMENTS)
        for each in latest(sent_returns(session, agreement)).values()
    ]


def _days_before(session: ReadSession, revision: Revision) -> set[date]:
    return set() if revision.parent is None else _days(session.value(_BEFORE, (revision.parent,)))


def _days(payload: str | None) -> set[date]:
    """Return the days that a sheet as the log keeps it has visits on, and its own."""
    content = None if payload is None else json.loads(payload)
    if content is None:
        return set()
    visits = (clock.from_utc_text(it["in_at"]) for it in content.get("visits", ()))
    return {date.fromisoformat(content["day"]), *map(clock.local_date, visits)}


def _has(period: Period, days: set[date]) -> bool:
    return any(period.from_on <= day < period.to_on for day in days)


def _when(sent: SentReturn) -> str:
    return clock.date_text(clock.local_date(sent.sent_at))


def _named(period: Period) -> str:
    """Return `April to June 2025` for whole months, else the dates in words."""
    first, last = period.from_on, period.last_on
    months = period.months()
    if months is None:
        return period.words()
    if months == 1:
        return f"{clock.MONTHS[first.month - 1]} {first.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{clock.MONTHS[first.month - 1]}{year} to {clock.MONTHS[last.month - 1]} {last.year}"
