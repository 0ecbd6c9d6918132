"""Writes the sheets of a spreadsheet as tables of the standard log, to go the log's own way.

Nothing is decided twice: resolving, building, comparing and saving are the standard log's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from wardenlog import clock
from wardenlog.catalogue.powers import load_powers
from wardenlog.clock import WallTime
from wardenlog.imports.book import Book, Cell, Sheet, trimmed
from wardenlog.imports.spreadsheet.draft import Draft
from wardenlog.imports.spreadsheet.fields import load_vocabulary
from wardenlog.imports.spreadsheet.grouping import Group, dated_number
from wardenlog.imports.spreadsheet.layout import SourceRow
from wardenlog.imports.spreadsheet.lines import REPORTED, Line, Report
from wardenlog.imports.spreadsheet.shift_times import in_of, shift_times, start_of
from wardenlog.imports.standard_log.log import PROBLEM, Log, log_of
from wardenlog.imports.standard_log.record import Record
from wardenlog.imports.standard_log.tables import TABLE
from wardenlog.model import Shift, Visit

FIELD_OF_HEADING: Final = {
    ("Shifts", "Date"): "day",
    ("Shifts", "Start"): "shift_start",
    ("Shifts", "End"): "shift_end",
    ("Shifts", "Sheet"): "sheet",
    ("Shifts", "Team"): "team",
    ("Visits", "In"): "in",
    ("Visits", "Out"): "out",
    ("Visits", "Hotspot"): "hotspot",
    ("Visits", "Note"): "note",
    ("Visits", "Mode"): "mode",
    ("Visits", "Visit"): "visit",
    ("Shift members", "Person"): "crew",
    ("Visit members", "Person"): "crew",
    ("Shift members", "Funding"): "funding",
    ("Incidents", "Type"): "incident",
    ("Powers", "Power"): "powers",
    ("Powers", "Stage"): "powers",
    ("Referrals", "Pathway"): "referral",
}
"""Which field of the spreadsheet a heading of the log was made from."""


@dataclass(slots=True)
class Written:
    """The log that a spreadsheet makes, and where each of its rows and visits came from."""

    log: Log
    origins: dict[tuple[str, int], SourceRow]
    visits: dict[tuple[str, int], SourceRow]
    """The row of each visit, by its sheet's number and its own."""
    recorded: dict[str, Shift]
    """The sheets that were recorded before, by number."""


@dataclass(slots=True)
class _Tables:
    rows: dict[str, list[list[Cell]]] = field(default_factory=dict)
    origins: dict[tuple[str, int], SourceRow] = field(default_factory=dict)

    def add(self, table: str, origin: SourceRow | None, **cells: Any) -> None:  # noqa: ANN401 - cells
        """Add a row to a table by the fields of its columns."""
        columns = TABLE[table].columns
        known = {column.field for column in columns}
        if not cells.keys() <= known:
            raise KeyError(table, sorted(cells.keys() - known))
        rows = self.rows.setdefault(table, [[column.heading for column in columns]])
        rows.append([cells.get(column.field) for column in columns])
        if origin is not None:
            self.origins[table, len(rows)] = origin


def write_log(
    draft: Draft,
    groups: Sequence[Group],
    record: Record,
    sheets_refused: set[str],
    report: Report,
) -> Written:
    """Return the log of a spreadsheet's sheets.

    `sheets_refused` are those with refused rows: they are left unfinished unless the person
    wants every sheet finished. Codes of new people and hotspots come first.
    """
    writer = _Writer(draft, record, sheets_refused)
    writer.write_new_names()
    for done, group in enumerate(groups):
        if done % REPORTED == 0:
            report("Comparing with the record", done, len(groups))
        writer.write_group(group)
    return writer.done()


class _Writer:
    """Writes sheet after sheet."""

    def __init__(self, draft: Draft, record: Record, sheets_refused: set[str]) -> None:
        self._draft = draft
        self._record = record
        self._refused = sheets_refused
        self._tables = _Tables()
        self._visits: dict[tuple[str, int], SourceRow] = {}
        self._recorded: dict[str, Shift] = {}
        self._categories = {
            folded: (name, category) for folded, name, category in draft.background.categories
        }

    def done(self) -> Written:
        flat = self._draft.flat
        sheets = []
        for name, rows in self._tables.rows.items():
            unused = [
                place
                for place, column in enumerate(TABLE[name].columns)
                if not column.heading_needed and all(row[place] is None for row in rows[1:])
            ]
            kept = [[cell for place, cell in enumerate(row) if place not in unused] for row in rows]
            if flat.additions:
                kept[0].append(PROBLEM)
            sheets.append(Sheet(name, [trimmed(row) for row in kept]))
        book = Book(flat.source, flat.sha256, tuple(sheets), ())
        log = log_of(book) if sheets else Log(flat.source, flat.sha256, {}, (), ())
        return Written(log, self._tables.origins, self._visits, self._recorded)

    def write_new_names(self) -> None:
        """Write the people and hotspots that are to be new."""
        used: dict[str, str] = {}
        for kind, table in (("people", "People"), ("hotspots", "Hotspots")):
            for spelling in self._draft.spellings("people" if kind == "people" else "hotspots"):
                decision = self._draft.decision(
                    spelling, "people" if kind == "people" else "hotspots"
                )
                if decision is None or decision.what != "new" or (table + decision.code) in used:
                    continue
                used[table + decision.code] = decision.name
                more = {"organisation_id": self._draft.mapping.organisation}
                self._tables.add(
                    table,
                    None,
                    code=decision.code,
                    name=decision.name,
                    **(more if table == "People" else {}),
                )

    def write_group(self, group: Group) -> None:
        """Write one sheet."""
        recorded = self._shift(group.sheet)
        if recorded is not None and group.own_number is not None and recorded.day != group.day:
            group.sheet = dated_number(group.day, f"no {group.own_number}")
            recorded = self._shift(group.sheet)
        if recorded is not None:
            self._recorded[group.sheet] = recorded
        start, end = shift_times(group, recorded)
        numbers = self._numbers(group, recorded, start, end)
        first = group.lines[0].row
        self._tables.add(
            "Shifts",
            first,
            sheet=group.sheet,
            day=group.day,
            start=str(start),
            end=str(end),
            team=group.lines[0].team,
            finished="Yes" if self._is_finished(group, recorded) else "No",
        )
        self._write_members(group, recorded)
        start_at = start_of(group, start, end)
        for line, number in zip(group.lines, numbers, strict=True):
            self._write_line(group, line, number, start_at)

    def _shift(self, sheet: str) -> Shift | None:
        found = self._record.load("shift", self._record.find("shift", (sheet,)))
        return found if isinstance(found, Shift) else None

    def _is_finished(self, group: Group, recorded: Shift | None) -> bool:
        if recorded is not None:
            return recorded.finished
        wanted = self._draft.mapping.finished
        if wanted == "complete":
            whole = all(line.length is not None and line.crew for line in group.lines)
            return whole and group.sheet not in self._refused
        return wanted == "all"

    def _write_members(self, group: Group, recorded: Shift | None) -> None:
        funding = _only(line.funding for line in group.lines)
        known = set()
        if recorded is not None and self._draft.flat.additions:
            known = {member.person_id for member in recorded.members}
        for code in group.crew:
            if self._record.find("person", (code,)) in known:
                continue
            self._tables.add(
                "Shift members",
                group.lines[0].row,
                sheet=group.sheet,
                person_id=code,
                funding_id=funding,
            )

    def _numbers(
        self, group: Group, recorded: Shift | None, start: WallTime, end: WallTime
    ) -> list[int]:
        """Return the number of each visit: the file's own, that of the record, or the next free.

        A recorded visit of the same hotspot and In keeps its number, so that a row added in
        between moves no other.
        """
        own = [line.visit for line in group.lines]
        if all(own) and len(set(own)) == len(own):
            return [number for number in own if number is not None]
        start_at = start_of(group, start, end)
        left: dict[tuple[str | None, datetime | None], list[Visit]] = {}
        for visit in recorded.visits if recorded else ():
            left.setdefault((visit.hotspot_id, visit.in_at), []).append(visit)
        found: list[int | None] = []
        for line in group.lines:
            hotspot = self._record.find("hotspot", (line.hotspot,))
            alike = left.get((hotspot, in_of(start_at, line.came)), [])
            found.append(alike.pop(0).number if alike else None)
        taken = {number for number in found if number is not None}
        if recorded is not None and self._draft.flat.additions:
            taken |= {visit.number for visit in recorded.visits}
        free = (number for number in range(1, 10_000) if number not in taken)
        return [number if number is not None else next(free) for number in found]

    def _write_line(self, group: Group, line: Line, number: int, start_at: datetime | None) -> None:
        row, sheet = line.row, group.sheet
        self._visits[sheet, number] = row
        self._tables.add(
            "Visits",
            row,
            sheet=sheet,
            number=float(number),
            hotspot_id=line.hotspot,
            **{"in": str(line.came), "out": _out(line, start_at)},
            mode=line.mode,
            note="\n".join(line.notes) or None,
        )
        funding = _only(each.funding for each in group.lines)
        if line.crew and (set(line.crew) != set(group.crew) or line.funding != funding):
            for code in line.crew:
                self._tables.add(
                    "Visit members",
                    row,
                    sheet=sheet,
                    visit=float(number),
                    person_id=code,
                    funding_id=line.funding if line.funding != funding else None,
                )
        here: dict[str, Any] = {"sheet": sheet, "visit": float(number)}
        if line.police:
            self._tables.add(
                "Partners", row, **here, partner_kind="police", persons=float(line.police)
            )
        for measure, counted in line.tallies:
            self._tables.add(
                "Tallies",
                row,
                **here,
                measure=measure,
                number=float(counted.number),
                estimated="Yes" if counted.estimated else None,
            )
        for part in line.incidents:
            name, category = self._incident(part.name)
            for _ in range(part.number):
                self._tables.add("Incidents", row, **here, incident_type=name, category=category)
        for stage, count in line.powers:
            self._tables.add(
                "Powers",
                row,
                **here,
                power=load_powers().power_of(stage).code,
                stage=stage,
                count=float(count),
                person_id=line.crew[0] if len(line.crew) == 1 else None,
            )
        for pathway in line.referrals:
            self._tables.add("Referrals", row, **here, pathway=pathway)

    def _incident(self, name: str) -> tuple[str, str]:
        """Return an incident type as it is already recorded, with its category."""
        known = self._categories.get(name.casefold())
        return known or (name, load_vocabulary().category(name))


def _out(line: Line, start_at: datetime | None) -> str | None:
    """Return a visit's Out; where the file says how long it was, elapsed time after In."""
    if line.left is not None or line.minutes is None:
        return None if line.left is None else str(line.left)
    in_at = in_of(start_at, line.came)
    if in_at is None:
        return None
    out_at = in_at + line.minutes * clock.MINUTE
    return clock.wall_for_reading(out_at, lambda wall: clock.visit_out(in_at, wall))


def _only(values: Iterable[str | None]) -> str | None:
    """Return the value that all share; None where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else None
