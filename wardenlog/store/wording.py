"""Names of what is stored, people and moments as the store's sentences put them."""

from typing import Final

from wardenlog import clock
from wardenlog.store.log import Revision

_KINDS: Final = {
    "shift": "shift sheet",
    "pspo": "PSPO",
    "line_month": "month of a budget line",
    "supplied_incidents": "delivery of police-supplied counts",
    "intelligence": "intelligence count",
    "assignment": "randomised place-day",
}

_MANY: Final = {
    "person": "people",
    "line_month": "months of budget lines",
    "supplied_incidents": "deliveries of police-supplied counts",
}

_TABLES: Final = {
    "person": "people",
    "intelligence": "intelligence counts",
    "line_month": "months of budget lines",
    "grant_return": "returns",
    "pspo": "PSPOs",
    "other_time": "times outside hotspots",
}


def kind_name(kind: str) -> str:
    """Return what a kind of aggregate is called in a sentence."""
    return _KINDS.get(kind, kind.replace("_", " "))


def a_kind(kind: str) -> str:
    """Return `a hotspot`, `an organisation`."""
    name = kind_name(kind)
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"


def kinds_name(kind: str, number: int) -> str:
    """Return a number of aggregates of a kind as a sentence has it: `3 shift sheets`."""
    name = kind_name(kind)
    return f"{number:,} {name if number == 1 else _MANY.get(kind, f'{name}s')}"


def rows_name(table: str, number: int) -> str:
    """Return a number of rows of a table as a sentence has it: `3 visits`."""
    name = table.replace("_", " ")
    return f"{number} {kind_name(table) if number == 1 else _TABLES.get(table, f'{name}s')}"


def by_and_when(revision: Revision) -> str:
    """Return who made a revision and when, in UK time: `by Sam at 19:30 on 4 March 2025`."""
    at = clock.from_utc_text(revision.at)
    return (
        f"by {revision.actor} at {clock.wall_text(at)} on {clock.date_text(clock.local_date(at))}"
    )
