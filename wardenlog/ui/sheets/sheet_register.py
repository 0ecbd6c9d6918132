"""The list of shift sheets as data: its columns, filters and sentences."""

from datetime import date
from typing import Final

from wardenlog.services import ways
from wardenlog.services.sheets import Line, duration_words
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.register import Column, Filter, RegisterSpec, period_filter
from wardenlog.ui.widgets.shorthand import date_in_short


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


def sheets_spec(desk: Desk) -> RegisterSpec[Line]:
    """Return the list of shift sheets: newest first."""
    return RegisterSpec(
        key="sheets",
        title="Shift sheets",
        one="sheet",
        many="sheets",
        columns=SHEET_COLUMNS,
        order="day",
        descending=True,
        kinds=frozenset({"shift", "person", "hotspot"}),
        empty="No shift sheet yet. Press Ctrl+N to type up the first.",
        find_hint="Sheet, team, person or hotspot",
        filters=(
            Filter("state", "State", _States(desk).values, meaning=_States(desk).meaning),
            Filter("team", "Team", _Teams(desk).values, every="All teams"),
            period_filter(desk.view),
        ),
        stretch="crew",
        record_of=_record_of,
        void_reason_of=_void_reason_of,
    )


class _States:
    """What a sheet can be; what a second person is asked for is offered where it is asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def values(self) -> list[tuple[str, str]]:
        chosen = ways.load(self._desk.record)
        states = [("unfinished", "Unfinished"), ("finished", "Finished"), ("void", "Void")]
        if chosen.second_check:
            states.append(("check", "Not checked by a second person"))
        if chosen.rekey_percent:
            states.append(("rekey", "To be typed again"))
        return states

    def meaning(self, value: str) -> str:
        """Return a state with the size of the sample where it is of one."""
        if value != "rekey":
            return value
        return f"{value}/{ways.load(self._desk.record).rekey_percent}"


class _Teams:
    """The teams of recent sheets."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def values(self) -> list[tuple[str, str]]:
        return [(team, team) for team in self._desk.choices().teams]


def _record_of(line: Line) -> tuple[str, str]:
    return "shift", line.row.id


def _void_reason_of(line: Line) -> str | None:
    return line.row.void_reason
