"""Gathers rows into records: settles what refers to what, and refuses what refers to nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from wardenlog.errors import UserError
from wardenlog.imports.standard_log.kinds import did_you_mean, from_user_error, plain
from wardenlog.imports.standard_log.log import Log, Row, key_of
from wardenlog.imports.standard_log.problems import (
    CORRECT_ROW,
    CORRECT_SHEET,
    CellError,
    Findings,
    Problem,
    echo,
)
from wardenlog.imports.standard_log.record import Record
from wardenlog.imports.standard_log.tables import TABLE
from wardenlog.model import Aggregate
from wardenlog.model.base import Part

KIND_OF_SHEET: Final = {
    "Organisations": "organisation",
    "People": "person",
    "Hotspots": "hotspot",
    "PSPOs": "pspo",
    "Funding": "funding_source",
    "Agreements": "agreement",
    "Shifts": "shift",
}

P = TypeVar("P", bound=Part)
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the file makes of one record: its state now, and before where it was recorded."""

    label: str
    aggregate: Aggregate
    before: Aggregate | None


@dataclass(frozen=True, slots=True)
class Family:
    """A record of several sheets: its own row, if the file has it, and the rows hanging on it."""

    code: str
    head: Row | None
    before: Aggregate | None
    children: Mapping[str, list[Row]]

    @property
    def first_row(self) -> Row:
        """Return the row that stands for the record where a problem concerns all of it."""
        return self.head or next(rows[0] for rows in self.children.values() if rows)


class Gathering:
    """One file being gathered on top of the record as it stands."""

    def __init__(self, log: Log, record: Record) -> None:
        self.log: Final = log
        self.record: Final = record
        self.findings: Final = Findings(log.problems)
        self.outcomes: Final[list[Outcome]] = []
        self._ids: dict[str, dict[str, str]] = {}

    # Rows

    def good(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows that nothing is wrong with so far."""
        return [row for row in rows if not self.is_refused(row)]

    def is_refused(self, row: Row) -> bool:
        """Say whether anything is wrong with a row."""
        return self.findings.refused(row.table.sheet, row.number)

    def refuse(self, row: Row, field: str, problem: str, suggestion: str = "") -> None:
        """Refuse a row for what stands in the cell of a field (or for no cell: field empty)."""
        column = next((each for each in row.table.columns if each.field == field), None)
        heading = column.heading if column else ""
        value = echo(plain(row.cell(field))) if column and column.kind.echo else ""
        self.findings.add(Problem(row.table.sheet, row.number, heading, value, problem, suggestion))

    def refuse_for(self, row: Row, error: UserError, field: str = "") -> None:
        """Refuse a row for an error of a reading rule or a catalogue, whose field wins."""
        split = from_user_error(error)
        named = error.field or field
        by_heading = {column.heading: column.field for column in row.table.columns}
        self.refuse(row, by_heading.get(named, named), split.problem, split.suggestion)

    def refuse_because(self, rows: Iterable[Row], reason: str) -> None:
        """Refuse rows, unless they are refused already, because of another row."""
        for row in self.good(rows):
            self.refuse(row, "", reason, CORRECT_ROW)

    def by(self, sheet: str, *fields: str) -> dict[Any, list[Row]]:
        """Return the rows of a sheet, refused ones too, by one field or by several."""
        grouped: dict[Any, list[Row]] = {}
        for row in self.log.rows(sheet):
            key = key_of(row, fields)
            if key is not None:
                grouped.setdefault(key[0] if len(fields) == 1 else key, []).append(row)
        return grouped

    def replaces(self, sheet: str) -> bool:
        """Say whether the file speaks of this table: it has rows of it that can be read.

        A sheet without rows counts as absent, so an empty template takes nothing away.
        """
        found = self.log.tables.get(sheet)
        return found is not None and bool(found.rows) and not found.unreadable

    def adds(self, sheet: str) -> bool:
        """Say whether the file's rows of a table were rejected before, and are now corrected."""
        return self.replaces(sheet) and self.log.tables[sheet].additions

    def merged(
        self,
        sheet: str,
        before: Sequence[P],
        now: Sequence[P],
        key: Callable[[P], object] | None = None,
    ) -> tuple[P, ...]:
        """Return the parts a record has now: those of the file or, where the file corrects rows
        rejected earlier, those recorded with the file's added (by key: put in their place).
        """
        if not self.replaces(sheet):
            return tuple(before)
        if not self.adds(sheet):
            return tuple(now)
        if key is not None:
            return tuple({key(part): part for part in (*before, *now)}.values())
        left = list(before)
        fresh = []
        for part in now:
            if part in left:
                left.remove(part)
            else:
                fresh.append(part)
        return (*before, *fresh)

    # References

    def know(self, kind: str, code: str, identity: str) -> None:
        """Note the id of a record that the file names."""
        self._ids.setdefault(kind, {})[code] = identity

    def resolved(self, row: Row, *, but: Iterable[str] = ()) -> Values | None:
        """Return a row's values with ids for codes; None, and the row refused, where one fails.

        `but` names fields to leave out: those that say which record the row hangs on.
        """
        values: Values = {}
        for column in row.table.columns:
            if column.field in but or column.field not in row.values:
                continue
            value = row.values[column.field]
            if column.kind.to is not None and value is not None:
                try:
                    value = self._id_of(column.kind.to, value)
                except CellError as error:
                    self.refuse(row, column.field, error.problem, error.suggestion)
            values[column.field] = value
        return None if self.is_refused(row) else values

    def _id_of(self, sheet: str, code: str) -> str:
        kind = KIND_OF_SHEET[sheet]
        found = self._ids.get(kind, {}).get(code) or self.record.find(kind, (code,))
        if found is None:
            raise self._absent(sheet, code)
        return found

    def _absent(self, sheet: str, code: str) -> CellError:
        """Return why a code means nothing: its row was refused, or there is none."""
        table = self.log.tables.get(sheet)
        if table is not None and table.unreadable:
            return CellError(f"The sheet {sheet} cannot be read.", CORRECT_SHEET)
        for row in self.log.rows(sheet):
            if key_of(row) == (code,):
                return CellError(
                    f"{sheet}, row {row.number}, was refused.",
                    CORRECT_ROW,
                )
        kind = KIND_OF_SHEET[sheet]
        known = {*self._ids.get(kind, {}), *self.record.codes(kind)}
        return CellError(
            f"There is no “{echo(code)}” on the sheet {sheet} or in the record.",
            did_you_mean(code, known, f"Add it to {sheet}, or correct the code."),
        )

    # Records

    def families(self, sheet: str, children: Sequence[str], parent: str) -> Iterator[Family]:
        """Yield every record that the file names on a sheet or on those hanging on it.

        `parent` is the field by which the others name it. Rows that hang on a refused row, or on
        nothing, are refused.
        """
        kind = KIND_OF_SHEET[sheet]
        heads = self.by(sheet, *TABLE[sheet].key)
        hanging = {each: self.by(each, parent) for each in children}
        for code in dict.fromkeys([*heads, *(code for rows in hanging.values() for code in rows)]):
            rows = {each: hanging[each].get(code, []) for each in children}
            head = next(iter(self.good(heads.get(code, []))), None)
            before = self.record.load(kind, self.record.find(kind, (code,)))
            if head is None and (code in heads or before is None):
                absent = self._absent(sheet, code)
                for row in self.good([row for each in rows.values() for row in each]):
                    self.refuse(row, parent, absent.problem, absent.suggestion)
            else:
                yield Family(code, head, before, rows)

    def keep(self, label: str, aggregate: Aggregate, before: Aggregate | None) -> None:
        """Note what the file makes of a record."""
        self.outcomes.append(Outcome(label, aggregate, before))

    def build(self, row: Row, model: type[P], fields: Mapping[str, Any]) -> P | None:
        """Return a part or record; None, and the row refused, where the model refuses it."""
        try:
            return model(**fields)
        except ValidationError as error:
            for fault in error.errors(
                include_url=False, include_context=False, include_input=False
            ):
                field = str(fault["loc"][0]) if fault["loc"] else ""
                said = fault["msg"].removeprefix("Value error, ")
                self.refuse(row, field, f"{said[:1].upper()}{said[1:]}.")
            return None
