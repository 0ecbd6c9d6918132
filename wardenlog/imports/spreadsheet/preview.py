"""What importing a council's own spreadsheet would do: row by row, in words; nothing is written."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from wardenlog.errors import UserError
from wardenlog.imports.spreadsheet.as_log import FIELD_OF_HEADING, Written, write_log
from wardenlog.imports.spreadsheet.draft import Draft
from wardenlog.imports.spreadsheet.grouping import Group, group_lines, groups_of, guess_nights
from wardenlog.imports.spreadsheet.guess import shown
from wardenlog.imports.spreadsheet.layout import SourceRow
from wardenlog.imports.spreadsheet.lines import (
    Line,
    Reading,
    Refused,
    Report,
    no_report,
)
from wardenlog.imports.spreadsheet.reading import read_lines
from wardenlog.imports.spreadsheet.shift_times import given_times, outside_shift
from wardenlog.imports.standard_log.preview import ADDED, CHANGED, UNCHANGED, Preview
from wardenlog.imports.standard_log.preview import preview as compare
from wardenlog.imports.standard_log.problems import Problem, echo
from wardenlog.imports.standard_log.record import Record
from wardenlog.model import Shift
from wardenlog.store import ReadSession

REFUSED, LEFT_OUT = "refused", "left out"
STATES: Final = (REFUSED, CHANGED, ADDED, UNCHANGED, LEFT_OUT)

Place = tuple[str, int]
"""A sheet of the file and the number of a row on it."""


@dataclass(frozen=True, slots=True)
class RowPreview:
    """What would become of one row of the file, with what it says in short."""

    row: SourceRow
    state: str
    sheet: str
    day: str
    visit: str
    crew: str
    problem: Problem | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class SpreadsheetPreview:
    """What an import would do. `log` is the same as the standard log sees it, and is what is saved.

    `new` are the people and hotspots that would be made.
    """

    draft: Draft
    log: Preview
    rows: tuple[RowPreview, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]
    new: tuple[str, ...]

    def counts(self) -> Counter[str]:
        """Return how many rows there are of each state."""
        return Counter(row.state for row in self.rows)

    def sheets(self) -> Counter[str]:
        """Return how many sheets are added, changed and unchanged."""
        return Counter(each.what for each in self.log.changes if each.aggregate.kind == "shift")

    @property
    def is_empty(self) -> bool:
        """Whether everything of the file that can be saved is recorded already."""
        return self.log.is_empty

    def refused(self) -> list[RowPreview]:
        """Return the rows that would not be saved because something is wrong with them."""
        return [row for row in self.rows if row.state == REFUSED]


def preview_spreadsheet(
    session: ReadSession, draft: Draft, report: Report = no_report
) -> SpreadsheetPreview:
    """Compare a spreadsheet with the record as it stands.

    UserError (code `mapping`) where the mapping still lacks something.
    """
    faults = draft.faults() or draft.faults_of_matches()
    if faults:
        raise UserError(" ".join(faults), code="mapping")
    reading = read_lines(draft, report)
    nights = draft.mapping.nights or guess_nights(reading.lines)
    groups = group_lines(reading.lines, nights)
    record = Record(session)
    _refuse_outside(draft, reading, groups)
    _keep_whole(reading, groups, record)
    incomplete = {
        group.sheet for refused in reading.refused for group in groups_of(refused, groups)
    }
    groups = [group for group in groups if group.lines]
    written = write_log(draft, groups, record, incomplete, report)
    report("Comparing with the record", len(groups), len(groups) + 1)
    log = compare(session, written.log)
    problems = [*reading.problems, *_translated(draft, log, written)]
    rows = _rows(draft, reading, groups, problems, log, written)
    return SpreadsheetPreview(
        draft=draft,
        log=log,
        rows=tuple(rows),
        problems=tuple(sorted(problems, key=lambda problem: _order(draft, problem))),
        warnings=tuple(_warnings(draft, reading, groups, session, log)),
        new=tuple(_new_names(log)),
    )


def _refuse_outside(draft: Draft, reading: Reading, groups: list[Group]) -> None:
    """Refuse the visits that begin outside the shift that the file gives them."""
    column = draft.mapping.column(draft.flat, "in")
    for group in groups:
        start, end = given_times(group)
        for line in list(outside_shift(group)):
            reading.problems.append(
                Problem(
                    line.row.sheet,
                    line.row.number,
                    column.heading if column else "",
                    str(line.came),
                    f"In at {line.came} is not within the shift from {start} to {end}.",
                    "Correct In, or the times of the shift.",
                )
            )
            reading.refused.append(Refused(line.row, group.day, line.sheet, line.crew, line.team))
            group.lines.remove(line)


def _keep_whole(reading: Reading, groups: list[Group], record: Record) -> None:
    """Refuse the other rows of a recorded sheet one of whose rows is refused.

    Saved without it, the sheet would lose a visit that is recorded.
    """
    for refused in list(reading.refused):
        for group in groups_of(refused, groups):
            if record.find("shift", (group.sheet,)) is None or not group.lines:
                continue
            for line in group.lines:
                reading.problems.append(
                    _problem(
                        line.row,
                        f"Row {refused.row.number} of the same sheet was refused.",
                        "Correct that row first, so that the recorded sheet loses no visit.",
                    )
                )
            group.lines = []


def _problem(row: SourceRow, problem: str, suggestion: str) -> Problem:
    return Problem(row.sheet, row.number, "", "", problem, suggestion)


def _translated(draft: Draft, log: Preview, written: Written) -> list[Problem]:
    """Return the problems of the log as problems of the spreadsheet's rows, one a row."""
    found: dict[Place, Problem] = {}
    for problem in sorted((*log.problems, *log.follow_ons), key=lambda each: each.follows):
        origin = written.origins.get((problem.sheet, problem.row))
        if origin is None:
            origin = draft.flat.rows[0]
        place = (origin.sheet, origin.number)
        if place in found:
            continue
        field = FIELD_OF_HEADING.get((problem.sheet, problem.column), "")
        column = draft.mapping.column(draft.flat, field)
        if problem.follows:
            found[place] = _problem(
                origin,
                "Another row of the same sheet stands in its way.",
                "Correct that row first.",
            )
        else:
            found[place] = Problem(
                origin.sheet,
                origin.number,
                column.heading if column else problem.column,
                problem.value,
                problem.problem,
                problem.suggestion,
            )
    return list(found.values())


def _rows(
    draft: Draft,
    reading: Reading,
    groups: list[Group],
    problems: list[Problem],
    log: Preview,
    written: Written,
) -> list[RowPreview]:
    first: dict[Place, Problem] = {}
    for problem in problems:
        first.setdefault((problem.sheet, problem.row), problem)
    lines = {(line.row.sheet, line.row.number): line for line in reading.lines}
    sheet_of = {
        (line.row.sheet, line.row.number): group.sheet for group in groups for line in group.lines
    }
    left_out = {(row.sheet, row.number): why for row, why in reading.left_out}
    states = _states(log, written)
    found = []
    for row in draft.flat.rows:
        place = (row.sheet, row.number)
        line = lines.get(place)
        if place in first:
            state, why = REFUSED, ""
        elif place in left_out:
            state, why = LEFT_OUT, left_out[place]
        else:
            state, why = states.get(place, (REFUSED, "Its sheet cannot be saved."))
        found.append(_row(draft, row, state, why, line, sheet_of.get(place, ""), first.get(place)))
    return found


def _row(
    draft: Draft,
    row: SourceRow,
    state: str,
    why: str,
    line: Line | None,
    sheet: str,
    problem: Problem | None,
) -> RowPreview:
    if line is None:
        return RowPreview(row, state, sheet, *_as_written(draft, row), problem, why)
    out = line.left or (f"{line.minutes} min" if line.minutes else "no Out")
    return RowPreview(
        row,
        state,
        sheet or line.sheet or "",
        f"{line.day:%d/%m/%Y}",
        f"{line.hotspot} {line.came}–{out}",
        " ".join(line.crew),
        problem,
        why,
    )


def _as_written(draft: Draft, row: SourceRow) -> tuple[str, str, str]:
    """Return the date, place and times, and crew of a row as they stand in the file."""

    def text(code: str) -> str:
        columns = draft.mapping.columns(draft.flat, code)
        cells = [row.cell(column) for column in columns]
        return " ".join(echo(shown(cell)) for cell in cells if cell is not None)

    times = text("span") or "–".join(each for each in (text("in"), text("out")) if each)
    return text("day"), f"{text('hotspot')} {times}".strip(), text("crew")


def _states(log: Preview, written: Written) -> dict[Place, tuple[str, str]]:
    """Return what becomes of the row of each visit that would be saved."""
    found: dict[Place, tuple[str, str]] = {}
    for change in log.changes:
        shift = change.aggregate
        if not isinstance(shift, Shift):
            continue
        before = written.recorded.get(shift.sheet)
        for visit in shift.visits:
            row = written.visits.get((shift.sheet, visit.number))
            if row is None:
                continue
            now = _of_visit(shift, visit.number)
            then = None if before is None else _of_visit(before, visit.number)
            state = _state(now, then)
            is_first = visit == shift.visits[0]
            if state == UNCHANGED and is_first and before and _head(before) != _head(shift):
                state = CHANGED
            why = "; ".join(change.details) if state == CHANGED else ""
            found[row.sheet, row.number] = (state, why)
    return found


def _state(now: tuple[object, ...], then: tuple[object, ...] | None) -> str:
    if not then or then[0] is None:
        return ADDED
    return UNCHANGED if now == then else CHANGED


def _of_visit(shift: Shift, number: int) -> tuple[object, ...]:
    """Return everything a sheet says of one visit."""
    visit = next((each for each in shift.visits if each.number == number), None)
    return (
        visit,
        *(
            [part for part in parts if part.visit == number]
            for parts in (shift.tallies, shift.incidents, shift.powers, shift.referrals)
        ),
    )


def _head(shift: Shift) -> tuple[object, ...]:
    return (shift.start_at, shift.end_at, shift.team, shift.members, shift.finished)


def _order(draft: Draft, problem: Problem) -> tuple[int, int]:
    sheets = draft.flat.sheets
    return (sheets.index(problem.sheet) if problem.sheet in sheets else 0, problem.row)


def _new_names(log: Preview) -> list[str]:
    nouns = {"person": "person", "hotspot": "hotspot"}
    return [
        f"{nouns[change.aggregate.kind]} {change.label} {getattr(change.aggregate, 'name', '')}"
        for change in log.changes
        if change.aggregate.kind in nouns and change.what == ADDED
    ]


def _warnings(
    draft: Draft, reading: Reading, groups: list[Group], session: ReadSession, log: Preview
) -> list[str]:
    flat, mapping = draft.flat, draft.mapping
    found = [*flat.warnings, *reading.warnings]
    order = draft.order()
    if order is not None and any(isinstance(cell, str) for cell in _day_cells(draft)):
        found.append(f"Dates: {order.how}")
    if draft.fills_down:
        found.append("A blank date was read as the date of the row above.")
    if not (mapping.columns(flat, "shift_start") and mapping.columns(flat, "shift_end")):
        found.append(
            "The file does not say when shifts began and ended, so each sheet runs from its first"
            " In to its last Out. Paid hours are no longer than that."
        )
    if not mapping.columns(flat, "sheet"):
        found.append(
            "The file has no sheet numbers, so there is a sheet for each date and crew, such as"
            f" “{groups[0].sheet}”."
            if groups
            else "The file has no sheet numbers."
        )
    if not mapping.columns(flat, "crew"):
        found.append("No column says who patrolled, so no person-hours can count.")
    elif not mapping.funding and not mapping.columns(flat, "funding"):
        found.append("No funding is chosen, so the hours will not count for a grant.")
    if any(change.aggregate.kind == "hotspot" and change.what == ADDED for change in log.changes):
        found.append("Visits to new hotspots count for a grant once its agreement lists them.")
    found += _gone(groups, session)
    found += [f"{said}." for said in log.removals]
    found += [f"Left out: {said}" for said in flat.left_out[:5]]
    if len(flat.left_out) > 5:  # noqa: PLR2004
        found.append(f"Left out: {len(flat.left_out) - 5:,} more totals and headings.")
    return found


def _day_cells(draft: Draft) -> list[object]:
    column = draft.mapping.column(draft.flat, "day")
    return [] if column is None else list(draft.flat.cells(column))


def _gone(groups: list[Group], session: ReadSession) -> list[str]:
    """Warn of sheets that an earlier import made of the same dates, and this file has no more."""
    made = [group for group in groups if group.own_number is None]
    if not made:
        return []
    days = sorted({group.day.isoformat() for group in made})
    named = {group.sheet for group in groups}
    found = [
        sheet
        for (sheet,) in session.rows(
            "SELECT sheet FROM shift WHERE void_reason IS NULL AND sheet LIKE day || ' %' "
            "AND day BETWEEN ? AND ? ORDER BY sheet",
            (days[0], days[-1]),
        )
        if sheet not in named
    ]
    return [
        f"Sheet {sheet} of an earlier import is not in this file. If a correction of date or crew"
        " took its visits elsewhere, void it."
        for sheet in found[:10]
    ]


__all__ = [
    "ADDED",
    "CHANGED",
    "LEFT_OUT",
    "REFUSED",
    "STATES",
    "UNCHANGED",
    "RowPreview",
    "SpreadsheetPreview",
    "preview_spreadsheet",
]
