"""Keeps what is being typed, so that a crash or a power cut loses two seconds of it at most."""

from dataclasses import dataclass
from datetime import datetime

from wardenlog import clock
from wardenlog.services.record import Record
from wardenlog.store.lists import drafts as lists


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as it was being typed. `content` is for the screen that kept it to read.

    `aggregate_id` is the record that it changes, or None where it makes a new one.
    """

    id: str
    kind: str
    aggregate_id: str | None
    kept_at: datetime
    content: str


def keep(
    record: Record, draft_id: str, kind: str, aggregate_id: str | None, content: str
) -> datetime:
    """Keep a draft over what was kept of it before; return when. MachineError if it cannot be."""
    now = clock.now()
    with record.store.write(record.actor) as session:
        session.put(
            "draft",
            {
                "id": draft_id,
                "kind": kind,
                "aggregate_id": aggregate_id,
                "kept_at": clock.utc_text(now),
                "content": content,
            },
        )
    return now


def drafts(record: Record, kind: str) -> list[Draft]:
    """Return every draft of a kind of record, the one that was kept last first."""
    with record.store.read() as session:
        rows = lists.drafts(session, kind)
    return [
        Draft(row.id, row.kind, row.aggregate_id, clock.from_utc_text(row.kept_at), row.content)
        for row in rows
    ]


def discard(record: Record, draft_id: str) -> None:
    """Forget a draft, because it was saved or given up; none is no error."""
    with record.store.write(record.actor) as session:
        session.discard_draft(draft_id)
