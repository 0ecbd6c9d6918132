"""Whether a council lets a second person approve each return before it is sent."""

from wardenlog.errors import UserError
from wardenlog.model import Council
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.store import ReadSession


def asks_approval(record: Record) -> bool | None:
    """Return whether a second person approves returns; None where no council is recorded."""
    with record.store.read() as session:
        council = _council(session)
    return None if council is None else council.returns_approved_by_second_person


def ask_approval(record: Record, *, wanted: bool) -> Changes:
    """Let a second person approve returns from now on, or not.

    UserError (`no_council`) where no council is recorded, as nobody is there to ask for it.
    """
    with record.store.write(record.actor) as session:
        council = _council(session)
        if council is None:
            raise UserError("Record the council first, on the page Settings.", code="no_council")
        changed = {"returns_approved_by_second_person": wanted}
        revision = session.save(council.model_copy(update=changed))
    return Changes(() if revision is None else (revision,))


def _council(session: ReadSession) -> Council | None:
    found = (each for each in session.load_all(Council.kind) if isinstance(each, Council))
    return next((each for each in found if each.void_reason is None), None)
