"""Keeps a return that was sent as it was sent, whatever path a change comes by (rule 12)."""

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.store.driver import sqlite
from wardenlog.store.log import Revision
from wardenlog.store.payload import TOMBSTONE

if TYPE_CHECKING:
    from wardenlog.model import Aggregate

_KIND: Final = "return"

_SAME = """
SELECT id FROM grant_return
WHERE agreement_id = ? AND period_from = ? AND period_to = ? AND version = ? AND id <> ?
    AND void_reason IS NULL
"""


def refuse_change(last: Revision | None) -> None:
    """Raise UserError (code `sent`) where the newest revision of a record is a sent return."""
    if last is None or last.kind != _KIND or last.payload in {None, TOMBSTONE}:
        return
    content: dict[str, Any] = json.loads(str(last.payload))
    if content.get("state") != "sent":
        return
    first, end = (date.fromisoformat(content[name]) for name in ("period_from", "period_to"))
    sent = clock.local_date(clock.from_utc_text(last.at))
    raise UserError(
        f"The return for {clock.date_text(first)} to {clock.date_text(end - timedelta(days=1))}, "
        f"version {content['version']}, was sent on {clock.date_text(sent)}, so it stays as it "
        "is. To change its figures, change the records and build an amended return.",
        code="sent",
    )


def refuse_twice(connection: sqlite.Connection, state: "Aggregate | None") -> None:
    """Raise UserError (code `version_taken`) for a second return of one period and version."""
    from wardenlog.model import Return

    if not isinstance(state, Return) or state.void_reason is not None:
        return
    key = (state.period_from.isoformat(), state.period_to.isoformat(), state.version)
    if connection.execute(_SAME, (state.agreement_id, *key, state.id)).fetchone() is not None:
        raise UserError(
            f"Version {state.version} of this return is already in the record. Look at the list "
            "of returns again, then build the next version.",
            code="version_taken",
        )
