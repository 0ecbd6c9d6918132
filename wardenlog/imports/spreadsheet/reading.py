"""From the rows of a spreadsheet to visits: every cell read, every name settled."""

from typing import Final

from wardenlog.clock import WallTime
from wardenlog.imports.book import Cell
from wardenlog.imports.spreadsheet.cells import (
    Named,
    is_nothing,
    named_parts,
    power_stage,
    read_mode,
    read_number,
    with_number_last,
)
from wardenlog.imports.spreadsheet.dates import DayOrder, read_date, time_within
from wardenlog.imports.spreadsheet.draft import Draft, Kind
from wardenlog.imports.spreadsheet.fields import load_vocabulary
from wardenlog.imports.spreadsheet.layout import SourceColumn, SourceRow
from wardenlog.imports.spreadsheet.lines import REPORTED, Line, Reading, Refused, Report
from wardenlog.imports.spreadsheet.row_cells import RowCells
from wardenlog.imports.spreadsheet.times import (
    decide_unit,
    has_dropped_zeros,
    read_minutes,
    read_span,
    read_time,
)
from wardenlog.imports.standard_log.kinds import plain
from wardenlog.imports.standard_log.problems import CellError, echo

MOST_INCIDENTS: Final = 99


def read_lines(draft: Draft, report: Report) -> Reading:
    """Read every row of a draft whose mapping has no faults."""
    reader = _Reader(draft)
    total = len(draft.flat.rows)
    for done, (row, carried) in enumerate(draft.rows()):
        if done % REPORTED == 0:
            report("Reading the rows", done, total)
        reader.take(row, carried)
    return reader.done()


class _Reader:
    """Reads row after row with the decisions of one draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._mapping = draft.mapping
        self._order = draft.chosen_order() or DayOrder.DAY_FIRST
        self._columns = {
            code: columns
            for code in load_vocabulary().fields
            if (columns := self._mapping.columns(draft.flat, code))
        }
        self._zeros = {
            column.key: has_dropped_zeros(draft.flat.cells(column))
            for code in ("in", "out", "shift_start", "shift_end")
            for column in self._columns.get(code, ())
        }
        self._units = {
            column.key: decide_unit(column.heading, draft.flat.cells(column))
            for column in self._columns.get("minutes", ())
        }
        self._in_date = not (self._columns.keys() & {"in", "span"})
        self._meant: dict[Kind, dict[str, str | None]] = {"people": {}, "hotspots": {}}
        self._open: dict[Kind, set[str]] = {"people": set(), "hotspots": set()}
        self._settle("people")
        self._settle("hotspots")
        self._funding = {each.code.casefold(): each.code for each in draft.background.funding}
        self._reading = Reading()
        self._disagreeing: list[str] = []
        self._seen: dict[tuple[object, ...], int] = {}

    def _settle(self, kind: Kind) -> None:
        """Note the code that each name means; None where its rows are left out."""
        for spelling in self._draft.spellings(kind):
            decision = self._draft.decision(spelling, kind)
            if decision is None:
                self._open[kind].add(spelling.text)
            else:
                left_out = decision.what == "leave_out"
                self._meant[kind][spelling.text] = None if left_out else decision.code

    def done(self) -> Reading:
        reading = self._reading
        if self._disagreeing:
            count = len(self._disagreeing)
            rows = "1 row" if count == 1 else f"{count:,} rows"
            reading.warnings.append(
                f"In {rows}, In to Out is not as long as the cell beside them says. The times"
                f" were taken. {self._disagreeing[0]}"
            )
        return reading

    def take(self, row: SourceRow, carried: dict[str, object]) -> None:
        one = RowCells(row, carried, self._columns)
        if one.is_no_visit():
            self._reading.left_out.append((row, "It has no time and no place."))
            return
        names = {kind: self._draft.names(one.as_filled(), kind) for kind in self._meant}
        for kind in self._meant:
            for name in names[kind]:
                if name in self._meant[kind] and self._meant[kind][name] is None:
                    self._reading.left_out.append((row, f"You left {name} out."))
                    return
        line = self._line(one, names)
        if line is not None and not one.problems:
            key = (line.day, line.came, line.hotspot, line.crew, line.sheet, line.left)
            first = self._seen.setdefault(key, row.number)
            if first != row.number:
                one.refuse(
                    None, f"The same visit stands in row {first}.", "Delete one of the two rows."
                )
        if line is None or one.problems:
            self._reading.problems += one.problems
            self._reading.refused.append(Refused(row, one.day, one.sheet, one.crew, one.team))
        else:
            self._reading.lines.append(line)

    def _line(self, one: RowCells, names: dict[Kind, list[str]]) -> Line | None:
        one.day = one.read("day", lambda cell: read_date(cell, self._order), needed="date")
        one.sheet = one.text("sheet")
        one.team = one.text("team")
        came, left = self._times(one)
        minutes = one.read("minutes", lambda cell: self._minutes(one, cell))
        crew = self._codes(one, "people", "crew", names["people"])
        one.crew = crew
        [hotspot] = self._codes(one, "hotspots", "hotspot", names["hotspots"]) or (None,)
        if not names["hotspots"]:
            one.refuse(one.column("hotspot"), "No hotspot is named.", "Fill it in.")
        funding = one.read("funding", self._funding_code) or self._mapping.funding
        visit = one.read("visit", read_number)
        mode = one.read("mode", read_mode)
        shift_start = one.read("shift_start", lambda cell: self._time(one, "shift_start", cell))
        shift_end = one.read("shift_end", lambda cell: self._time(one, "shift_end", cell))
        police = one.read("police", read_number)
        if one.day is None or came is None or hotspot is None or crew is None:
            return None
        line = Line(
            row=one.row,
            day=one.day,
            came=came,
            hotspot=hotspot,
            left=left,
            minutes=minutes or None,
            crew=crew,
            sheet=one.sheet,
            visit=visit.number if visit else None,
            team=one.team,
            shift_start=shift_start,
            shift_end=shift_end,
            mode=mode,
            funding=funding,
            notes=[text for column in self._columns.get("note", ()) if (text := one.words(column))],
            police=police.number if police else 0,
        )
        self._take_numbers(one, line)
        self._take_words(one, line)
        if left is not None and minutes and abs((line.length or 0) - minutes) > 1:
            self._disagreeing.append(
                f"Row {one.row.number}: {came} to {left} is {line.length} minutes, not {minutes}."
            )
        return line

    # Times

    def _times(self, one: RowCells) -> tuple[WallTime | None, WallTime | None]:
        if "span" in self._columns and one.cell("span") is not None:
            span = one.read("span", read_span)
            return span or (None, None)
        if self._in_date:
            within = time_within(one.cell("day"))
            if within is None:
                one.refuse(one.column("day"), "There is no time of day in it.", "Add the time.")
                came = None
            else:
                came = one.reading("day", lambda: read_time(within))
        else:
            came = one.read("in", lambda cell: self._time(one, "in", cell), needed="time")
        return came, one.read("out", lambda cell: self._time(one, "out", cell))

    def _time(self, one: RowCells, code: str, cell: Cell) -> WallTime:
        column = one.column(code)
        within = time_within(cell)
        return read_time(
            cell if within is None else within,
            dropped_zeros=column is not None and self._zeros.get(column.key, False),
        )

    def _minutes(self, one: RowCells, cell: Cell) -> int:
        column = one.column("minutes")
        if column is None:
            raise AssertionError
        return read_minutes(cell, self._units[column.key])

    # Names

    def _codes(
        self, one: RowCells, kind: Kind, code: str, names: list[str]
    ) -> tuple[str, ...] | None:
        """Return the codes that names mean; None, and the row refused, where one is not known."""
        found = []
        for name in names:
            meant = self._meant[kind].get(name)
            if meant is None:
                noun = "person" if kind == "people" else "hotspot"
                one.refuse(
                    one.column(code),
                    f"No {noun} of the record is surely “{echo(name)}”.",
                    "Say under Matches who or what it is."
                    if name in self._open[kind]
                    else "Correct the name.",
                )
                return None
            found.append(meant)
        return tuple(dict.fromkeys(found))

    def _funding_code(self, cell: Cell) -> str:
        found = self._funding.get(plain(cell).strip().casefold())
        if found is None:
            raise CellError(
                f"There is no funding source “{echo(plain(cell))}”.",
                "Write the code of one, or do not map this column.",
            )
        return found

    # What was done

    def _take_numbers(self, one: RowCells, line: Line) -> None:
        fields = load_vocabulary().fields
        for code in self._columns:
            known = fields[code]
            if known.measure is None and known.stage is None:
                continue
            counted = one.read(code, read_number)
            if counted is None:
                continue
            if known.measure is not None:
                line.tallies.append((known.measure, counted))
            elif known.stage is not None and counted.number:
                line.powers.append((known.stage, counted.number))

    def _take_words(self, one: RowCells, line: Line) -> None:
        for column in self._columns.get("powers", ()):
            self._take_powers(one, column, line)
        for column in self._columns.get("referral", ()):
            cell = one.row.cell(column)
            if cell is not None and not is_nothing(cell):
                line.referrals.append(one.words(column))
        for column in self._columns.get("incident_column", ()):
            cell = one.row.cell(column)
            counted = one.reading_of(column, read_number) if cell is not None else None
            if counted is not None and counted.number:
                self._add_incident(one, column, line, Named(column.heading, counted.number))
        number = one.read("incident_number", read_number)
        if number is not None and number.number == 0:
            return
        for column in self._columns.get("incident", ()):
            cell = one.row.cell(column)
            parts = [] if cell is None else [with_number_last(each) for each in named_parts(cell)]
            if number is not None and len(parts) == 1:
                parts = [Named(parts[0].name, number.number)]
            for part in parts:
                self._add_incident(one, column, line, part)

    def _add_incident(self, one: RowCells, column: SourceColumn, line: Line, part: Named) -> None:
        if part.number > MOST_INCIDENTS:
            one.refuse(
                column, f"{part.number} is not a likely number of incidents.", "Check the number."
            )
        else:
            line.incidents.append(part)

    def _take_powers(self, one: RowCells, column: SourceColumn, line: Line) -> None:
        cell = one.row.cell(column)
        if cell is None:
            return
        unknown: list[CellError] = []
        stages: list[tuple[str, int]] = []
        try:
            stages = [(power_stage(plain(cell)), 1)]
        except CellError:
            for part in named_parts(cell):
                named = with_number_last(part)
                try:
                    stages.append((power_stage(named.name), named.number))
                except CellError as error:
                    unknown.append(error)
        line.powers += stages
        if unknown and self._mapping.unknown_powers == "problem":
            one.refuse(column, unknown[0].problem, unknown[0].suggestion)
        elif unknown:
            line.notes.append(f"{column.heading}: {plain(cell)}")
