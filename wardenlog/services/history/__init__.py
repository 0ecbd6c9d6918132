"""The history of a record in words: who changed it, when, what they changed, and why."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice, pairwise
from typing import Final

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Aggregate
from wardenlog.services.history.differences import contents, differences
from wardenlog.services.history.wording import Wording, record_name
from wardenlog.services.record import Record
from wardenlog.store import Revision
from wardenlog.store.lists.names import names
from wardenlog.store.payload import TOMBSTONE, parse
from wardenlog.store.wording import kind_name

__all__ = ["Event", "History", "history"]

_DID: Final = {
    "record": "Recorded",
    "amend": "Changed",
    "void": "Made void",
    "restore": "Restored",
    "undo": "Undone",
}

_MOST_TOLD: Final = 100
"""Changes of one revision that are told one by one."""


@dataclass(frozen=True, slots=True)
class Event:
    """One revision of a record as a person reads it; `changes` are whole sentences."""

    id: str
    at: datetime
    actor: str
    did: str
    changes: tuple[str, ...]
    reason: str | None

    @property
    def when(self) -> str:
        """The UK date and time, in words."""
        return f"{clock.date_text(clock.local_date(self.at))}, {clock.wall_text(self.at)}"


@dataclass(frozen=True, slots=True)
class History:
    """What a record is called, and what happened to it, newest first."""

    name: str
    events: tuple[Event, ...]


def history(record: Record, kind: str, record_id: str) -> History:
    """Return everything that was ever done to a record.

    UserError (`not_found`) where there never was such a record.
    """
    with record.store.read() as session:
        revisions = session.revisions(kind, record_id)
        wording = Wording(names(session))
    if not revisions:
        raise UserError(f"The record holds no {kind_name(kind)} {record_id}.", code="not_found")
    states = [_state(each) for each in revisions]
    events = [
        _event(revision, before, after, wording)
        for revision, (before, after) in zip(revisions, pairwise([None, *states]), strict=True)
    ]
    newest = next((each for each in reversed(states) if each is not None), None)
    return History(record_name(kind, newest), tuple(reversed(events)))


def _event(
    revision: Revision, before: Aggregate | None, after: Aggregate | None, wording: Wording
) -> Event:
    imported = revision.batch_id is not None and revision.operation in {"record", "amend"}
    return Event(
        revision.id,
        clock.from_utc_text(revision.at),
        revision.actor,
        "Imported" if imported else _DID[revision.operation],
        tuple(_changes(revision, before, after, wording)),
        revision.reason,
    )


def _changes(
    revision: Revision, before: Aggregate | None, after: Aggregate | None, wording: Wording
) -> list[str]:
    if revision.payload is None:
        return ["What it was has been erased"]
    if after is None:
        return ["Taken out of the record"]
    sentences = contents(after, wording) if before is None else differences(before, after, wording)
    told = list(islice(sentences, _MOST_TOLD))
    more = sum(1 for _ in sentences)
    return [*told, f"and {more:,} more"] if more else told


def _state(revision: Revision) -> Aggregate | None:
    """Return what a revision made of the record; None where it is gone from it or erased."""
    if revision.payload in {None, TOMBSTONE}:
        return None
    return parse(revision.kind, str(revision.payload))
