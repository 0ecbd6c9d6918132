"""The hours that unfinished sheets hold back: what their visits would add once they count."""

from datetime import date
from typing import NamedTuple

from wardenlog.counting.scope import Session, sql


class HeldBack(NamedTuple):
    """An unfinished sheet, how many visits it has, and the person-minutes typed on them.

    `without_out` is the number of its first visit without an Out; that visit adds no minutes.
    """

    shift_id: str
    sheet: str
    day: date
    team: str | None
    visits: int
    without_out: int | None
    person_minutes: int


def held_back(session: Session) -> list[HeldBack]:
    """Return every unfinished sheet that is not void, oldest first (domain.md, rule 5).

    The minutes are own staff's as typed: nothing is taken off for overlaps, nor for what the claim
    bridge would exclude.
    """
    return [
        HeldBack(shift_id, sheet, date.fromisoformat(day), *rest)
        for shift_id, sheet, day, *rest in session.rows(sql("held_back"))
    ]
