"""The visits behind the figures, one row each: what an auditor samples from."""

from collections.abc import Iterator
from typing import NamedTuple

from wardenlog.counting.bridge import EXCLUSIONS
from wardenlog.counting.scope import Session


class EvidenceRow(NamedTuple):
    """One visit that is neither void nor on an unfinished sheet.

    Instants are whole UTC minutes since 1970. A visit that is not counted adds 0 everywhere.
    """

    sheet: str
    number: int
    day: str
    in_minute: int
    out_minute: int | None
    patrol_minutes: int
    hotspot_code: str
    own_persons: int
    person_minutes: int
    claimable_minutes: int
    exclusions: str
    partner_persons: int
    mode: str
    time_source: str | None
    shift_id: str
    entered_at: str | None
    amended_at: str | None
    """When its sheet was entered and last amended, as UTC text."""


EXCLUSION_BITS = " + ".join(
    f"{1 << bit} * max(presence.exclusion = '{code}')" for bit, code in enumerate(EXCLUSIONS)
)
"""Which exclusions stand in a group of the bridge's rows, as one number: `exclusion_words`."""

_SEEN = """
FROM scoped_visit AS seen
INNER JOIN visit ON visit.shift_id = seen.shift_id AND visit.number = seen.number
INNER JOIN hotspot ON hotspot.id = seen.hotspot_id
"""

_EVIDENCE = f"""
WITH spent AS MATERIALIZED (
    SELECT
        visit,
        count(DISTINCT iif(own = 1, worker, NULL)) AS own_persons,
        {EXCLUSION_BITS} AS exclusions
    FROM presence GROUP BY visit
),

beside AS MATERIALIZED (
    SELECT partner.shift_id, partner.number, sum(partner.persons) AS persons
    FROM partner_presence AS partner
    GROUP BY partner.shift_id, partner.number
),

entered AS MATERIALIZED (
    SELECT
        revision.aggregate_id AS shift_id,
        min(revision.at) AS entered_at,
        iif(count(*) > 1, max(revision.at), NULL) AS amended_at
    FROM (SELECT DISTINCT shift_id FROM scoped_visit) AS sheet
    INNER JOIN revision ON revision.aggregate_id = sheet.shift_id
    GROUP BY revision.aggregate_id
)

SELECT
    seen.sheet, seen.number, seen.day, seen.in_minute, seen.out_minute,
    iif(seen.counted, seen.patrol_minutes, 0), hotspot.code,
    iif(seen.counted, coalesce(spent.own_persons, 0), 0),
    iif(seen.counted, seen.person_minutes, 0),
    iif(seen.counted, seen.claimable_minutes, 0),
    coalesce(spent.exclusions, 0),
    iif(seen.counted, coalesce(beside.persons, 0), 0),
    seen.mode, visit.time_source, seen.shift_id, entered.entered_at, entered.amended_at
{_SEEN}
LEFT JOIN spent ON spent.visit = seen.rowid
LEFT JOIN beside ON beside.shift_id = seen.shift_id AND beside.number = seen.number
LEFT JOIN entered ON entered.shift_id = seen.shift_id
ORDER BY seen.sheet, seen.number, seen.shift_id
"""

_MINUTES = f"""
SELECT
    coalesce(sum(iif(seen.counted, seen.person_minutes, 0)), 0),
    coalesce(sum(iif(seen.counted, seen.claimable_minutes, 0)), 0)
{_SEEN}
"""

_WORDS = tuple(
    " ".join(code for bit, code in enumerate(EXCLUSIONS) if bits >> bit & 1)
    for bits in range(1 << len(EXCLUSIONS))
)


def exclusion_words(bits: int | None) -> str:
    """Return the codes that EXCLUSION_BITS stands for, in bridge order; None stands for none."""
    return _WORDS[bits or 0]


def evidence(session: Session) -> Iterator[EvidenceRow]:
    """Yield every visit of the open scope with what it adds; exclusions in bridge order."""
    for row in session.stream(_EVIDENCE):
        yield EvidenceRow._make((*row[:10], exclusion_words(row[10]), *row[11:]))


def evidence_minutes(session: Session) -> tuple[int, int]:
    """Return the person-minutes and the claimable ones that those visits add up to."""
    ((person, claimable),) = session.rows(_MINUTES)
    return person, claimable
