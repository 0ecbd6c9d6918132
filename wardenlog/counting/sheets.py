"""What single shift sheets add to the figures, whatever the agreement: the screens' "Counts"."""

import json
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from wardenlog.counting.scope import Period, Scope, Session, open_visits, sql
from wardenlog.counting.terms import terms_on


class SheetCount(NamedTuple):
    """The visits of a sheet that count, and the minutes they add to two measures."""

    visits: int = 0
    patrol_minutes: int = 0
    person_minutes: int = 0


class SheetClaim(NamedTuple):
    """The claimable minutes of a sheet in both units; `unit` is the one that the terms pay for."""

    unit: str
    person_minutes: int
    patrol_minutes: int


def sheet_counts(session: Session, ids: Collection[str]) -> dict[str, SheetCount]:
    """Return what each of these sheets adds to visits, patrol_minutes and person_minutes.

    A sheet that adds nothing (unfinished, void, or without a visit that counts) is absent
    (domain.md, rules 4 and 5, and "visit counted").
    """
    rows = session.rows(sql("sheets"), {"ids": json.dumps(list(ids))})
    return {shift_id: SheetCount(*count) for shift_id, *count in rows}


def sheet_claim(session: Session, agreement_id: str, shift_id: str, day: date) -> SheetClaim:
    """Return what a sheet of a day adds to the claim of an agreement (rules 6 and 9a).

    It opens the sheet's days of the agreement; the unit is that of the terms on its own day.
    """
    days = Period(day, day + timedelta(days=3))  # a shift lasts at most 26 hours
    open_visits(session, Scope(agreement_id, days))
    ((person, patrol),) = session.rows(
        "SELECT coalesce(sum(claimable_minutes), 0), coalesce(sum(claimable_patrol), 0) "
        "FROM scoped_visit WHERE shift_id = ?",
        (shift_id,),
    )
    unit = terms_on(session, day).get(("hours_counted", ""), "person")
    return SheetClaim(unit, int(person), int(patrol))


def engagements(session: Session, shift_id: str) -> int | None:
    """Return the people engaged on a sheet that count (rule 9); None where no tally says."""
    ((total,),) = session.rows(
        "SELECT sum(quantity) FROM tally "
        "WHERE shift_id = ? AND live = 1 AND measure = 'engagement'",
        (shift_id,),
    )
    return None if total is None else int(total)
