"""The answers for an agreement and a period, in the shape of the worked example's files."""

from datetime import date
from typing import Any

from tests.oracle.bridge import affected, bridge, bridge_lines, counts, in_period
from tests.oracle.dosage import delivery
from tests.oracle.log import Log
from tests.oracle.read import Record, read_record
from tests.oracle.registers import engagement, powers


def visits_counted(record: Record, first: date, last: date) -> int:
    """Counted visits of the council that started in the period."""
    return sum(counts(visit) and first <= visit.on <= last for visit in record.visits.values())


def answer(log: Log, agreement: str, first: date, last: date) -> dict[str, Any]:
    """Every figure of an answer file: bridge, affected, visits, delivery, powers, engagement."""
    record = read_record(log)
    lines = in_period(bridge_lines(record, agreement), first, last)
    seen = affected(lines)
    return {
        "bridge": bridge(lines),
        "affected": {step: seen[step] for step in seen if step not in {"total", "overlap"}},
        "visits": visits_counted(record, first, last),
        "delivery": delivery(record, agreement, first, last),
        "powers": powers(record, first, last)["use"],
        "engagement": engagement(record, first, last),
    }
