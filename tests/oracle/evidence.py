"""Visit evidence: one row per visit that is neither void nor on an unfinished sheet."""

from datetime import date
from typing import Any

from tests.oracle.bridge import EXCLUSIONS, bridge_lines, counts, own_stays, patrol_minutes
from tests.oracle.read import Record
from tests.oracle.wall import local


def evidence(
    record: Record, agreement: str, first: date, last: date
) -> dict[tuple[str, int], dict[str, Any]]:
    """(sheet, visit) -> figures; an uncounted visit is there and adds 0 to every total."""
    lines = bridge_lines(record, agreement)
    found = {}
    for key, visit in sorted(record.visits.items()):
        if visit.kept and first <= visit.on <= last:
            members = [line for line in lines if line.visit.key == key]
            counted = counts(visit)
            codes = {line.exclusion for line in members}
            found[key] = {
                "date": visit.on,
                "start": local(visit.start),
                "end": None if visit.end is None else local(visit.end),
                "hotspot": visit.hotspot,
                "patrol": patrol_minutes(visit) if counted else 0,
                "own": len({stay.person.code for stay in own_stays(visit)}) if counted else 0,
                "person": sum(line.net for line in members if line.stay.person.own) * counted,
                "claimable": sum(line.net for line in members if line.exclusion is None),
                "exclusion": " ".join(code for code in EXCLUSIONS if code in codes),
                "partners": sum(persons for _, persons, _ in visit.partners) * counted,
                "mode": visit.mode,
                "time_source": visit.time_source,
            }
    return found
