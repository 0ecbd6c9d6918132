"""What was said of findings, as the checks ask for it."""

from wardenlog.store.session import ReadSession

_OF = """
SELECT id
FROM explanation
WHERE check_code = ? AND record_kind = ? AND record_id = ? AND visit IS ? AND void_reason IS NULL
ORDER BY id
"""

_COMMENCEMENTS = "SELECT name, value FROM setting WHERE name LIKE 'commencement.%' ORDER BY name"


def explanations_of(
    session: ReadSession, check: str, kind: str, record_id: str, visit: int | None
) -> list[str]:
    """Return the ids of what stands of a check and a record, or just one visit of it."""
    return [each for (each,) in session.rows(_OF, (check, kind, record_id, visit))]


def commencements(session: ReadSession) -> tuple[tuple[str, str], ...]:
    """Return the dates that the council has entered for what is not in force everywhere yet."""
    return tuple(session.rows(_COMMENCEMENTS))
