"""The ids of records."""


def new_id() -> str:
    """Return a new UUID version 7 as text: unique, and later ones sort after earlier ones."""
    from uuid6 import uuid7

    return str(uuid7())
