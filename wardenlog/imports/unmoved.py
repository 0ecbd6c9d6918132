"""Whether the record still stands where a preview of an import read it."""

from wardenlog.errors import UserError
from wardenlog.store import WriteSession


def check_unmoved(session: WriteSession, previewed: str | None) -> None:
    """Raise UserError (`changed_meanwhile`) unless the newest revision is the one previewed.

    `previewed` is that revision's id, None where the record had none.
    """
    head = session.head()
    if (None if head is None else head.id) != previewed:
        raise UserError(
            "The record was changed after this preview, so nothing was saved. Look at the "
            "preview again, then import.",
            code="changed_meanwhile",
        )
