"""Looking after the record: data-quality checks, verifying it, and rebuilding its tables."""

from collections.abc import Callable

from wardenlog import store as storage
from wardenlog.counting.checks import Finding, findings
from wardenlog.counting.particulars import particulars
from wardenlog.store import Finding as Fault
from wardenlog.store import Head, Store
from wardenlog.store.wording import kind_name

__all__ = ["Fault", "Finding", "Report", "check", "head", "kind_name", "rebuild", "verify"]

Report = Callable[[str, int, int], None]


def check(store: Store, agreement: str | None = None) -> list[Finding]:
    """Return every data-quality finding, with one agreement's terms or all agreements'.

    UserError where there is no such agreement.
    """
    with store.read() as session:
        agreement_id = None if agreement is None else particulars(session, agreement).agreement_id
        return findings(session, None, agreement_id)


def verify(store: Store, report: Report) -> list[Fault]:
    """Return everything that is wrong with the record; an empty list is a sound one."""
    return storage.verify(store, lambda done, total: report("Verifying", done, total))


def rebuild(store: Store, report: Report) -> None:
    """Drop the tables that counting reads and make them again from the log."""
    storage.rebuild(store, lambda done, total: report("Rebuilding", done, total))


def head(store: Store) -> Head | None:
    """Return the newest revision of the record."""
    with store.read() as session:
        return session.head()
