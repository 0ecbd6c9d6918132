"""The columns of the list of shift sheets, as data."""

from datetime import date
from typing import Final

from wardenlog.services.sheets import Line, duration_words
from wardenlog.ui.widgets.shorthand import date_in_short
from wardenlog.ui.widgets.table_model import Column


def state_words(line: Line) -> str:
    """Return a sheet's state as a shape and a word."""
    if line.row.void_reason is not None:
        return "✕ Void"
    return "✓ Finished" if line.row.finished else "○ Unfinished"


def _counts(line: Line) -> str:
    if line.row.void_reason is not None:
        return "nowhere"
    return duration_words(line.count.person_minutes) if line.row.finished else "not yet"


SHEET_COLUMNS: Final[tuple[Column[Line], ...]] = (
    Column(
        "sheet",
        "Sheet",
        lambda line: line.row.sheet,
        12,
        order="sheet",
        ascending_words="Sheet number",
        descending_words="Sheet number, last first",
    ),
    Column(
        "day",
        "Date",
        lambda line: date_in_short(date.fromisoformat(line.row.day)),
        17,
        order="day",
        ascending_words="Date, oldest first",
        descending_words="Date, newest first",
    ),
    Column(
        "team",
        "Team",
        lambda line: line.row.team or "",
        24,
        order="team",
        ascending_words="Team, A to Z",
        descending_words="Team, Z to A",
    ),
    Column(
        "crew",
        "Crew",
        lambda line: line.row.crew,
        20,
        order="crew",
        ascending_words="Crew, A to Z",
        descending_words="Crew, Z to A",
    ),
    Column(
        "visits",
        "Visits",
        lambda line: str(line.row.visits),
        8,
        number=True,
        order="visits",
        ascending_words="Visits, fewest first",
        descending_words="Visits, most first",
    ),
    Column(
        "state",
        "State",
        state_words,
        15,
        tip=lambda line: line.standing,
        order="state",
        ascending_words="State, unfinished first",
        descending_words="State, void first",
    ),
    Column(
        "counts",
        "Counts",
        _counts,
        12,
        tip=lambda line: line.standing,
        number=True,
    ),
)
