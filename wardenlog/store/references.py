"""Says in a sentence which references a transaction would have left pointing at nothing."""

from collections import Counter
from typing import Final

from wardenlog.errors import UserError
from wardenlog.store.driver import sqlite
from wardenlog.store.wording import a_kind, kind_name, rows_name

_MOST_NAMED: Final = 3


def broken(connection: sqlite.Connection) -> Counter[tuple[str, str]]:
    """Return how many rows of a table refer to something absent from another, by table pair."""
    return Counter(
        (table, parent) for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check")
    )


def refusal(connection: sqlite.Connection) -> UserError | None:
    """Return why the open transaction cannot be kept, or None where every reference holds."""
    found = broken(connection)
    if not found:
        return None
    users = [rows_name(table, number) for (table, _), number in found.most_common(_MOST_NAMED)]
    parents = sorted({parent for _, parent in found})
    missing = " and ".join(kind_name(parent) for parent in parents)
    return UserError(
        f"Nothing was changed, because {' and '.join(users)} would refer to "
        f"{' and '.join(map(a_kind, parents))} not in the record. Keep or record the {missing}, "
        "or first change what refers to it.",
        code="still_referred_to",
    )
