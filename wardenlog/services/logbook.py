"""Recording, amending, voiding and undoing: every change of the record, each one revision."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wardenlog.errors import UserError
from wardenlog.store import (
    ReadSession,
    Revision,
    Store,
    redo,
    standing,
    undo,
    undo_batch,
    undo_newest,
)
from wardenlog.store.names import ids_named

if TYPE_CHECKING:
    from wardenlog.model import Aggregate


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed: the revisions it appended, in order; empty where nothing differed."""

    revisions: tuple[Revision, ...]
    put_back: bool = False
    """Whether an undo was undone, so that what it had taken stands again."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the revisions."""
        return frozenset(revision.id for revision in self.revisions)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of aggregate that changed."""
        return frozenset(revision.kind for revision in self.revisions)


class Logbook:
    """The council's logbook as one person writes it."""

    def __init__(self, store: Store, actor: str) -> None:
        """Write to a store in the name of an actor."""
        self._store = store
        self._actor = actor

    def save(
        self,
        aggregate: "Aggregate",
        *,
        reason: str | None = None,
        expect: str | None = None,
        draft: str | None = None,
    ) -> Changes:
        """Save an aggregate whole. `expect` is the revision the editor started from.

        `draft` is the id of the draft that it was typed in, which is forgotten with the save.
        UserError where somebody else changed it since, or where it refers to what is not there.
        """
        with self._store.write(self._actor) as session:
            if draft is not None:
                session.discard_draft(draft)
            return _changes(session.save(aggregate, reason=reason, expect=expect))

    def void(self, kind: str, name: str, reason: str) -> Changes:
        """Void a record: it keeps its row, with the reason, and counts nowhere (rule 5)."""
        with self._store.write(self._actor) as session:
            return _changes(session.void(kind, _id(session, kind, name), reason))

    def restore(self, kind: str, name: str, reason: str | None = None) -> Changes:
        """Take back a void."""
        with self._store.write(self._actor) as session:
            return _changes(session.restore(kind, _id(session, kind, name), reason))

    def void_all(self, records: Iterable[tuple[str, str]], reason: str) -> Changes:
        """Void records, each a kind and an id, for one reason: all of them or, on error, none."""
        with self._store.write(self._actor) as session:
            done = [session.void(kind, record_id, reason) for kind, record_id in records]
        return Changes(tuple(each for each in done if each is not None))

    def restore_all(self, records: Iterable[tuple[str, str]]) -> Changes:
        """Take back the voids of records, each a kind and an id: of all or, on error, of none."""
        with self._store.write(self._actor) as session:
            done = [session.restore(kind, record_id) for kind, record_id in records]
        return Changes(tuple(each for each in done if each is not None))

    def take_back(self, changes: Changes) -> Changes:
        """Undo everything that one write changed, or nothing; UserError as `undo`."""
        with self._store.write(self._actor) as session:
            return Changes(tuple(undo(session, it.id) for it in reversed(changes.revisions)))

    def undo(self, name: str | None = None) -> Changes:
        """Undo a revision or an import by its id, or whichever is newest; twice, it stands again.

        UserError where there is none of that id, or what it changed was changed since.
        """
        with self._store.write(self._actor) as session:
            if name is None:
                done = undo_newest(session)
            elif name in {batch.id for batch in session.batches()}:
                done = undo_batch(session, name)
            else:
                done = (undo(session, name),)
            undone = session.value("SELECT operation FROM revision WHERE id = ?", (done[0].undoes,))
        return Changes(done, put_back=undone == "undo")

    def redo(self, revision_id: str, *, expect: str | None = None) -> Changes:
        """Save again what a revision had saved before it was undone; `expect` as for `save`."""
        with self._store.write(self._actor) as session:
            return _changes(redo(session, revision_id, expect))

    def load(self, kind: str, name: str) -> "tuple[Aggregate, Revision]":
        """Return a record by id, code, reference or sheet number, and its latest revision."""
        with self._store.read() as session:
            aggregate_id = _id(session, kind, name)
            aggregate = session.load(kind, aggregate_id)
            latest = session.latest(kind, aggregate_id)
        if aggregate is None or latest is None:
            raise _unknown(kind, name)
        return aggregate, latest

    def standing(self, kind: str, name: str) -> list[Revision]:
        """Return the changes of a record that are not taken back, oldest first."""
        return standing(self.history(kind, name))

    def history(self, kind: str, name: str) -> list[Revision]:
        """Return every revision of a record, oldest first: who, when, what and why."""
        with self._store.read() as session:
            found = session.revisions(kind, _id(session, kind, name))
        if not found:
            raise _unknown(kind, name)
        return found


def _id(session: ReadSession, kind: str, name: str) -> str:
    from wardenlog.model import AGGREGATES

    if kind not in AGGREGATES:
        message = f"“{kind}” is not a kind of record. Give one of: {', '.join(AGGREGATES)}."
        raise UserError(message, field="kind", code="unknown_kind")
    found = ids_named(session, kind, name)
    if len(found) > 1:
        message = f"More than one {kind} is called “{name}”. Give one of these ids: " + (
            ", ".join(found) + "."
        )
        raise UserError(message, field="id", code="ambiguous")
    return found[0] if found else name


def _changes(revision: Revision | None) -> Changes:
    return Changes(() if revision is None else (revision,))


def _unknown(kind: str, name: str) -> UserError:
    message = f"The record holds no {kind} “{name}”. Check its id, code or sheet number."
    return UserError(message, field="id", code="not_found")
