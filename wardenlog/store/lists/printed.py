"""The blank sheets that were printed, and which of them never came back."""

import json
from collections.abc import Collection
from typing import Final, NamedTuple

from wardenlog.store.session import ReadSession


class PrintedSheet(NamedTuple):
    """A line of the register, as it is kept; instants are UTC text."""

    serial: str
    series: str
    number: int
    team: str | None
    printed_at: str
    actor: str
    spoiled_reason: str | None = None
    spoiled_at: str | None = None
    spoiled_by: str | None = None


class MissingSerial(NamedTuple):
    """A printed sheet that was never typed; `printed_at` is UTC text."""

    serial: str
    team: str | None
    printed_at: str


class Spoiled(NamedTuple):
    """A printed sheet that somebody says will never be typed, and why; `at` is UTC text."""

    serial: str
    reason: str
    at: str
    by: str


_MISSING: Final = """
WITH newest AS (
    SELECT printed.series, printed.team, max(printed.number) AS number
    FROM printed_sheet AS printed
    WHERE EXISTS (SELECT 1 FROM shift WHERE shift.sheet = printed.serial)
    GROUP BY printed.series, printed.team
)

SELECT printed.serial, printed.team, printed.printed_at
FROM printed_sheet AS printed
INNER JOIN newest
    ON newest.series = printed.series AND newest.team IS printed.team
    AND newest.number > printed.number
WHERE printed.spoiled_at IS NULL AND printed.printed_at < ?
    AND NOT EXISTS (SELECT 1 FROM shift WHERE shift.sheet = printed.serial)
ORDER BY printed.series, printed.number
"""

_TAKEN: Final = """
SELECT asked.value
FROM json_each(?) AS asked
WHERE asked.value IN (SELECT printed.serial FROM printed_sheet AS printed)
    OR asked.value IN (SELECT shift.sheet FROM shift)
ORDER BY asked.key
"""


def missing_serials(session: ReadSession, before: str) -> list[MissingSerial]:
    """Return the sheets printed before an instant (UTC text) that are missing, in order.

    A sheet is missing where no sheet of its number was typed, void or not, nobody said that it is
    spoiled, and a later number printed for the same team was typed.
    """
    return [MissingSerial(*row) for row in session.rows(_MISSING, (before,))]


def spoiled_serials(session: ReadSession) -> list[Spoiled]:
    """Return the printed sheets that somebody said will never be typed, the last said first."""
    rows = session.rows(
        "SELECT serial, spoiled_reason, spoiled_at, spoiled_by FROM printed_sheet "
        "WHERE spoiled_at IS NOT NULL ORDER BY spoiled_at DESC, serial DESC"
    )
    return [Spoiled(*row) for row in rows]


def taken_serials(session: ReadSession, serials: Collection[str]) -> list[str]:
    """Return which of these serials were printed or typed before, in the order given."""
    rows = session.rows(_TAKEN, (json.dumps(list(serials)),))
    return [serial for (serial,) in rows]


def last_printed(session: ReadSession) -> str | None:
    """Return the highest serial of the newest printing, or None where nothing was printed."""
    found = session.value(
        "SELECT serial FROM printed_sheet ORDER BY printed_at DESC, number DESC LIMIT 1"
    )
    return None if found is None else str(found)


def printed_sheet(session: ReadSession, serial: str) -> PrintedSheet | None:
    """Return the register's line for a serial, or None where no such sheet was printed."""
    row = session.row(
        f"SELECT {', '.join(PrintedSheet._fields)} FROM printed_sheet WHERE serial = ?", (serial,)
    )
    return None if row is None else PrintedSheet(*row)
