"""What single shift sheets add to the figures, whatever the agreement: the screens' "Counts"."""

import json
from collections.abc import Collection
from typing import NamedTuple

from wardenlog.counting.scope import Session, sql


class SheetCount(NamedTuple):
    """The visits of a sheet that count, and the minutes they add to two measures."""

    visits: int = 0
    patrol_minutes: int = 0
    person_minutes: int = 0


def sheet_counts(session: Session, ids: Collection[str]) -> dict[str, SheetCount]:
    """Return what each of these sheets adds to visits, patrol_minutes and person_minutes.

    A sheet that adds nothing (unfinished, void, or without a visit that counts) is absent
    (domain.md, rules 4 and 5, and "visit counted").
    """
    rows = session.rows(sql("sheets"), {"ids": json.dumps(list(ids))})
    return {shift_id: SheetCount(*count) for shift_id, *count in rows}


def engagements(session: Session, shift_id: str) -> int | None:
    """Return the people engaged on a sheet that count (rule 9); None where no tally says."""
    ((total,),) = session.rows(
        "SELECT sum(quantity) FROM tally "
        "WHERE shift_id = ? AND live = 1 AND measure = 'engagement'",
        (shift_id,),
    )
    return None if total is None else int(total)
