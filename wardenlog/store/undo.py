"""Undoes what the log holds: a revision, or an import whole, by appending what stood before."""

from wardenlog.errors import UserError
from wardenlog.store import batches, log
from wardenlog.store.log import Revision
from wardenlog.store.payload import TOMBSTONE, parse
from wardenlog.store.session import WriteSession
from wardenlog.store.wording import by_and_when, kind_name


def undo(session: WriteSession, revision_id: str, reason: str | None = None) -> Revision:
    """Put back what stood before a revision, as a new revision; undoing that brings it again.

    Undoing an aggregate's first revision takes it out of the record. Raises UserError: code
    `not_found`; `changed_since` where a later change of the aggregate stands; `part_of_import`;
    `erased`; at the session's end `still_referred_to`.
    """
    target = _find(session, revision_id)
    if target.batch_id is not None:
        raise UserError(
            f"This {kind_name(target.kind)} came in with an import, which is undone only whole. "
            f"Undo import {target.batch_id} instead.",
            code="part_of_import",
        )
    revisions = session.revisions(target.kind, target.aggregate_id)
    last, stands = revisions[-1], log.standing(revisions)
    if target.id not in {last.id, *(it.id for it in stands[-1:])}:
        raise _changed_since(target, stands[-1] if target in stands else last)
    return session.put_back(target, last, _payload_before(session, target), reason)


def redo(session: WriteSession, revision_id: str, expect: str | None = None) -> Revision | None:
    """Save again what a revision had saved, after it was taken back, as a new revision.

    None where the record says just that. UserError as `WriteSession.save`; `erased` or
    `not_found` where the log no longer holds the revision.
    """
    target = _find(session, revision_id)
    if target.payload is None:
        raise UserError(
            f"What this change of the {kind_name(target.kind)} said has been erased, so it cannot "
            "be done again.",
            code="erased",
        )
    return session.save(
        parse(target.kind, target.payload),
        operation=target.operation if target.operation in {log.VOID, log.RESTORE} else None,
        reason=target.reason,
        expect=expect,
    )


def undo_batch(
    session: WriteSession, batch_id: str, reason: str | None = None
) -> tuple[Revision, ...]:
    """Undo an import whole; undoing an undone import brings it back whole.

    Raises UserError as `undo` does, where any record of the import has changed since.
    """
    batch = batches.find_batch(session.connection, batch_id)
    if batch is None:
        raise UserError(f"There is no import {batch_id} in the record.", code="not_found")
    by_aggregate: dict[str, list[Revision]] = {}
    for revision in log.of_batch(session.connection, batch_id):
        by_aggregate.setdefault(revision.aggregate_id, []).append(revision)
    appended: list[Revision] = []
    for revisions in reversed(by_aggregate.values()):
        newest = revisions[-1]
        known = session.revisions(newest.kind, newest.aggregate_id)
        last = known[-1]
        if batch.undone_at is None:
            stands = log.standing(known)
            mine = [it for it in stands if it.batch_id == batch_id]
            if not mine or stands[-1] != mine[-1]:
                raise _changed_since(newest, stands[-1] if stands else last)
            start = mine[0]
        elif last.id == newest.id:
            start = newest
        else:
            raise _changed_since(newest, last)
        appended.append(session.put_back(start, last, _payload_before(session, start), reason))
    session.mark_batch(batch_id, undone=batch.undone_at is None)
    return tuple(appended)


def undo_newest(session: WriteSession, reason: str | None = None) -> tuple[Revision, ...]:
    """Undo the newest revision of the log, or its whole import; done twice, it stands again.

    Raises UserError: code `nothing_to_undo` on an empty log, else as `undo`.
    """
    head = session.head()
    if head is None:
        raise UserError(
            "Nothing has been recorded yet, so nothing can be undone.", code="nothing_to_undo"
        )
    newest = _find(session, head.id)
    if newest.batch_id is not None:
        return undo_batch(session, newest.batch_id, reason)
    return (undo(session, newest.id, reason),)


def _find(session: WriteSession, revision_id: str) -> Revision:
    found = log.find(session.connection, revision_id)
    if found is None:
        raise UserError(f"There is no revision {revision_id} in the record.", code="not_found")
    return found


def _payload_before(session: WriteSession, revision: Revision) -> str:
    if revision.parent is None:
        return TOMBSTONE
    payload = _find(session, revision.parent).payload
    if payload is None:
        raise UserError(
            f"What stood before this change of the {kind_name(revision.kind)} has been erased, "
            "so it cannot be put back.",
            code="erased",
        )
    return payload


def _changed_since(target: Revision, last: Revision | None) -> UserError:
    name = kind_name(target.kind)
    later = f" {by_and_when(last)} (revision {last.id})" if last else ""
    return UserError(
        f"The change made {by_and_when(target)} cannot be undone, because the same {name} "
        f"{target.aggregate_id} was changed later{later}. Undo the later change first.",
        code="changed_since",
    )
