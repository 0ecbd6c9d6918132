"""The second looks at finished sheets, as they are kept beside the log."""

from typing import NamedTuple

from wardenlog.store.session import ReadSession


class LookRow(NamedTuple):
    """A look as it is kept. `at` is UTC text, `differences` JSON; `kind` is check or rekey."""

    id: str
    shift_id: str
    revision_id: str
    kind: str
    person: str
    at: str
    actor: str
    differences: str


def newest_look(session: ReadSession, shift_id: str, kind: str) -> LookRow | None:
    """Return the newest look of a kind at a sheet, or None."""
    rows = session.rows(
        "SELECT id, shift_id, revision_id, kind, person, at, actor, differences FROM second_look "
        "WHERE shift_id = ? AND kind = ? ORDER BY at DESC, id DESC LIMIT 1",
        (shift_id, kind),
    )
    return LookRow._make(rows[0]) if rows else None
