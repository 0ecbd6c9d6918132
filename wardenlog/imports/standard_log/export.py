"""Writes the whole record as a standard log: what an import of it into an empty file gives back.

A log has no column for a void shift, so it is written as unfinished with all its visits void and
the reason in its note: it counts nowhere, and nothing of it is lost. Other void records are left
out unless a row refers to them. Boundaries, returns, explanations, assignments and the coverage
of police incidents have no place in a log.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

from wardenlog.imports.book import Cell
from wardenlog.imports.standard_log.export_grants import agreement_rows, line_month_rows
from wardenlog.imports.standard_log.export_shifts import shift_rows
from wardenlog.imports.standard_log.names import Names
from wardenlog.imports.standard_log.tables import COUNCIL_FIELDS, TABLE, TABLES
from wardenlog.imports.standard_log.writing import Written, write_tables
from wardenlog.model import (
    Aggregate,
    Agreement,
    Council,
    FundingSource,
    Hotspot,
    Intelligence,
    LineMonth,
    NilDay,
    Organisation,
    Person,
    Pspo,
    Shift,
    SuppliedIncidents,
)
from wardenlog.store import ReadSession

A = TypeVar("A", bound=Aggregate)


def export_log(session: ReadSession, path: Path) -> list[str]:
    """Write the record as an .xlsx or, where the path has no ending, a folder of CSV.

    Returns notes on what the log could not say exactly. UserError (code `cannot_write`) where the
    file cannot be written; the file it would have replaced is then unchanged.
    """
    exported = Export(session)
    write_tables(
        path,
        [
            Written(
                table.sheet,
                [column.heading for column in table.columns],
                exported.tables[table.sheet],
            )
            for table in TABLES
        ],
    )
    return exported.notes


class Export:
    """The rows of every table, their cells in the order of its columns.

    The order of rows follows from what they say, so that equal records give equal tables.
    """

    def __init__(self, session: ReadSession) -> None:
        """Gather everything, those records first that refer to others, so that uses are known."""
        self.tables: Final[dict[str, list[list[Cell]]]] = {table.sheet: [] for table in TABLES}
        self._session = session
        self._names = Names(session)
        self.notes: Final = self._names.notes
        self._gather_work()
        self._gather_counts()
        self._gather_grants()
        self._gather_people_and_places()

    def _gather_work(self) -> None:
        shifts = sorted(self._all(Shift), key=lambda it: (it.day, it.start_at, it.sheet))
        for shift in shifts:
            for sheet, fields in shift_rows(shift, self.notes):
                self._add(sheet, {**fields, "sheet": self._names.code("Shifts", shift.id)})

    def _gather_counts(self) -> None:
        for intelligence in self._live(Intelligence):
            self._add("Intelligence", dict(intelligence))
        for nil_day in self._live(NilDay):
            self._add("Nil days", dict(nil_day))
        for sheet in ("Intelligence", "Nil days"):
            self.tables[sheet].sort(key=lambda row: [str(cell or "") for cell in row])
        supplied = sorted(
            self._live(SuppliedIncidents),
            key=lambda it: (it.extracted_on or date.min, it.source or ""),
        )
        for delivery in supplied:
            for count in delivery.counts:
                self._add("Police incidents", {**dict(delivery), **dict(count)})

    def _gather_grants(self) -> None:
        months = sorted(
            self._live(LineMonth),
            key=lambda it: (self._names.code("Agreements", it.agreement_id), it.line, it.month),
        )
        for month in months:
            for sheet, fields in line_month_rows(month):
                self._add(sheet, fields)
        self._add_coded("Funding", FundingSource)
        for agreement in self._add_coded("Agreements", Agreement):
            for sheet, fields in agreement_rows(agreement):
                self._add(sheet, {**fields, "agreement": agreement.id})

    def _gather_people_and_places(self) -> None:
        for person in self._add_coded("People", Person):
            for authorisation in person.authorisations:
                self._add("Authorisations", {**dict(authorisation), "person": person.id})
        self._add_coded("Organisations", Organisation)
        self._add_coded("Hotspots", Hotspot)
        self._add_coded("PSPOs", Pspo)
        for council in self._live(Council):
            for name, field in COUNCIL_FIELDS.items():
                if (value := getattr(council, field)) is not None:
                    self._add("Council", {"field": name, "value": value})

    def _all(self, model: type[A]) -> Iterator[A]:
        for record in self._session.load_all(model.kind):
            if isinstance(record, model):
                yield record

    def _live(self, model: type[A]) -> Iterator[A]:
        return (record for record in self._all(model) if record.void_reason is None)

    def _add_coded(self, sheet: str, model: type[A]) -> list[A]:
        """Add a row for each record that is wanted, by code; return the records in that order."""
        key = TABLE[sheet].key[0]
        wanted = [record for record in self._all(model) if self._names.is_wanted(sheet, record.id)]
        wanted.sort(key=lambda record: self._names.code(sheet, record.id))
        for record in wanted:
            self._add(sheet, {**dict(record), key: self._names.code(sheet, record.id)})
        return wanted

    def _add(self, sheet: str, fields: Mapping[str, Any]) -> None:
        """Add a row: each field's value as its column writes it, codes for ids."""
        row: list[Cell] = []
        for column in TABLE[sheet].columns:
            value = fields.get(column.field)
            if value is not None:
                if column.kind.to is not None:
                    value = self._names.code(column.kind.to, value)
                value = column.kind.write(value)
            row.append(value)
        self.tables[sheet].append(row)
