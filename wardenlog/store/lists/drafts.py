"""The drafts kept beside the log: what was being typed, in a form that its screen can read."""

from typing import NamedTuple

from wardenlog.store.session import ReadSession


class DraftRow(NamedTuple):
    """A kept draft. `aggregate_id` is None where it is of a record not saved yet."""

    id: str
    kind: str
    aggregate_id: str | None
    kept_at: str
    content: str


def drafts(session: ReadSession, kind: str) -> list[DraftRow]:
    """Return the drafts of a kind of record, the one that was kept last first."""
    rows = session.rows(
        "SELECT id, kind, aggregate_id, kept_at, content FROM draft WHERE kind = ? "
        "ORDER BY kept_at DESC, id DESC",
        (kind,),
    )
    return [DraftRow._make(row) for row in rows]


def drafted_sheet_numbers(session: ReadSession) -> set[str]:
    """Return the numbers of the shift sheets that are being typed and not in the record yet."""
    rows = session.rows(
        "SELECT iif(json_valid(content), json_extract(content, '$.sheet.sheet'), NULL) FROM draft "
        "WHERE kind = 'shift' AND aggregate_id IS NULL"
    )
    return {str(number) for (number,) in rows if number}
