"""Which records of a period were changed after a revision of the log: found fast, told later."""

import json
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from wardenlog import clock
from wardenlog.counting.scope import Period, Session

Content = dict[str, Any]
"""What a record says, as the log keeps it."""


class ChangedRecord(NamedTuple):
    """A record that was recorded or changed after a revision, by its kind and id."""

    kind: str
    id: str


# A visit past midnight belongs to the day after its sheet's, hence a day more before the period.
_SHEETS_NOW = """
SELECT 'shift', shift.id
FROM shift
WHERE shift.day >= date(:from_on, '-1 day') AND shift.day < :to_on
    AND (SELECT max(seq) FROM revision WHERE aggregate_id = shift.id) > :seq
"""

_SHEETS_BEFORE = """
SELECT DISTINCT 'shift', later.aggregate_id
FROM revision AS later INDEXED BY revision_after_the_first
INNER JOIN revision AS earlier ON earlier.id = later.parent
WHERE later.operation <> 'record' AND later.seq > :seq AND later.kind = 'shift'
    AND earlier.payload ->> 'day' >= date(:from_on, '-1 day')
    AND earlier.payload ->> 'day' < :to_on
"""

_DATED = """
SELECT 'intelligence', id
FROM intelligence
WHERE day >= :from_on AND day < :to_on
    AND (SELECT max(seq) FROM revision WHERE aggregate_id = intelligence.id) > :seq
UNION
SELECT 'supplied_incidents', supplied.supplied_incidents_id
FROM supplied_count AS supplied
WHERE supplied.month >= substr(:from_on, 1, 7) AND supplied.month <= :last_month
    AND (SELECT max(seq) FROM revision WHERE aggregate_id = supplied.supplied_incidents_id) > :seq
UNION
SELECT 'line_month', line_month.id
FROM line_month
WHERE line_month.agreement_id = :agreement
    AND line_month.month >= substr(:from_on, 1, 7) AND line_month.month <= :last_month
    AND (SELECT max(seq) FROM revision WHERE aggregate_id = line_month.id) > :seq
"""

# A new person, place or funding source changes a sent figure only by way of a changed sheet.
_REFERENCES = """
SELECT DISTINCT later.kind, later.aggregate_id
FROM revision AS later INDEXED BY revision_after_the_first
WHERE later.operation <> 'record' AND later.seq > :seq
    AND (
        later.kind IN (
            'hotspot', 'person', 'organisation', 'funding_source', 'line_month', 'intelligence',
            'supplied_incidents'
        )
        OR (later.kind = 'agreement' AND later.aggregate_id = :agreement)
    )
    AND EXISTS (
        SELECT 1 FROM revision AS first
        WHERE first.aggregate_id = later.aggregate_id AND first.seq <= :seq
    )
"""

_STATES: Final = """
SELECT seq, payload FROM revision WHERE aggregate_id = ? ORDER BY seq
"""

_DEPENDS_ON: Final = {
    "hotspot": ("code", "name", "hotspot_kind", "void_reason"),
    "person": ("organisation_id", "staff_group", "void_reason"),
    "organisation": ("own", "name", "void_reason"),
    "funding_source": ("agreement_id", "label", "void_reason"),
    "line_month": ("line", "month", "expenditure", "void_reason"),
    "agreement": ("start_on", "budget_lines", "void_reason"),
}
"""What a figure depends on, of records that hold more; of an agreement, whatever its dates are,
also its variations, listings and plan rules, as far as they reach into the period."""


def changed_since(
    session: Session, agreement_id: str, period: Period, seq: int
) -> list[ChangedRecord]:
    """Return the records that may change a figure of the period and changed after revision `seq`.

    Sheets of its days first, as they are dated now or were before; then what is dated otherwise;
    then records that every sheet refers to.
    """
    asked = {
        "from_on": period.from_on.isoformat(),
        "to_on": period.to_on.isoformat(),
        "last_month": clock.month_text(period.last_on),
        "seq": seq,
        "agreement": agreement_id,
    }
    found = [
        ChangedRecord(*row)
        for query in (_SHEETS_NOW, _SHEETS_BEFORE, _DATED, _REFERENCES)
        for row in session.rows(query, asked)
    ]
    return [
        each
        for each in dict.fromkeys(found)
        if each.kind not in _DEPENDS_ON or _matters(each.kind, period, *states(session, each, seq))
    ]


def states(
    session: Session, record: ChangedRecord, seq: int
) -> tuple[Content | None, Content | None]:
    """Return what a record said at revision `seq` and says now, None where it was not there."""
    before: Content | None = None
    now: Content | None = None
    for at, payload in session.rows(_STATES, (record.id,)):
        now = None if payload is None else json.loads(payload)
        if at <= seq:
            before = now
    return before, now


def _matters(kind: str, period: Period, before: Content | None, now: Content | None) -> bool:
    """Return whether a figure of the period may depend on what changed."""
    if before is None or now is None:
        return True
    if any(before.get(key) != now.get(key) for key in _DEPENDS_ON[kind]):
        return True
    return kind == "agreement" and bool(
        changed_variations(before, now, period) or changed_lists(before, now, period)
    )


def changed_lists(before: Content, now: Content, period: Period) -> list[str]:
    """Return which of an agreement's lists differ on days of the period."""
    return [
        name
        for name in ("listings", "plan_rules")
        if _clipped(before.get(name, ()), period) != _clipped(now.get(name, ()), period)
    ]


def _clipped(dated: Iterable[Content], period: Period) -> list[Content]:
    """Return what reaches into the period, with only those of its days."""
    first, last = period.from_on.isoformat(), period.last_on.isoformat()
    return [
        {
            **each,
            "from_on": max(each["from_on"], first),
            "to_on": min(each.get("to_on") or last, last),
        }
        for each in dated
        if each["from_on"] <= last and (each.get("to_on") or last) >= first
    ]


def changed_variations(before: Content, now: Content, period: Period) -> list[Content]:
    """Return the variations that differ and take effect before the period ends, as they are now.

    One that is gone, as where its entry was undone, is as it was.
    """
    old, new = ({it["number"]: it for it in each.get("variations", ())} for each in (before, now))
    found = []
    for number in sorted({*old, *new}):
        states = [it[number] for it in (new, old) if number in it]
        starts = min(it["effective_from"] for it in states)
        if old.get(number) != new.get(number) and starts < period.to_on.isoformat():
            found.append(states[0])
    return found
