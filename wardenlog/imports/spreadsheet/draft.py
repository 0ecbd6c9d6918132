"""A spreadsheet with everything decided about it: what is between its file and a preview."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal, Self

from wardenlog.imports.spreadsheet.background import Background
from wardenlog.imports.spreadsheet.dates import DayOrder, Order, decide_order
from wardenlog.imports.spreadsheet.guess import Guess, guess_mapping
from wardenlog.imports.spreadsheet.layout import Flat, SourceColumn, SourceRow
from wardenlog.imports.spreadsheet.mapping import Decision, Mapping
from wardenlog.imports.spreadsheet.matching import (
    Known,
    Spelling,
    near,
    split_crew,
    the_person,
    the_place,
)
from wardenlog.imports.standard_log.kinds import plain

Kind = Literal["people", "hotspots"]

CARRIED_DOWN: Final = ("day", "sheet", "crew", "team", "shift_start", "shift_end")
"""Fields whose blank cells may mean the same as above, where a sheet's first row says them."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A table, what its columns hold and its names mean. `remembered`: as an earlier file."""

    flat: Flat
    background: Background
    guesses: tuple[Guess, ...]
    mapping: Mapping
    remembered: bool = False
    known_orders: dict[str, Order] = field(default_factory=dict, compare=False, repr=False)
    known_spellings: dict[Kind, list[Spelling]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What all rows were read for, kept so that a long file is read once for it."""

    def having(self, mapping: Mapping) -> Self:
        """Return the draft with other decisions."""
        if mapping.fields == self.mapping.fields:
            return replace(self, mapping=mapping)
        return replace(self, mapping=mapping, known_spellings={})

    @property
    def fields(self) -> dict[str, str]:
        """Which field each column fills, by the heading's key."""
        return self.mapping.fields

    def with_field(self, key: str, code: str) -> Self:
        """Return the draft with a column that fills another field."""
        fields = self.mapping.fields | {key: code}
        return self.having(self.mapping.model_copy(update={"fields": fields}))

    def order(self) -> Order | None:
        """Return what the date column's own cells say of day and month; None without one."""
        column = self.mapping.column(self.flat, "day")
        if column is None:
            return None
        if column.key not in self.known_orders:
            self.known_orders[column.key] = decide_order(self.flat.cells(column))
        return self.known_orders[column.key]

    def chosen_order(self) -> DayOrder | None:
        """Return the order of day and month to read by; None where a person must say it first."""
        column, order = self.mapping.column(self.flat, "day"), self.order()
        if column is None or order is None:
            return DayOrder.DAY_FIRST
        return self.mapping.day_orders.get(column.key) or (order.order if order.sure else None)

    def faults(self) -> list[str]:
        """Return in sentences what must be decided before the rows can be read."""
        found = self.mapping.faults(self.flat)
        order = self.order()
        if order is not None and self.chosen_order() is None:
            found.append(f"Say whether the day or the month comes first in the dates. {order.how}")
        return found

    def faults_of_matches(self) -> list[str]:
        """Return in sentences what new people and hotspots still lack."""
        found = []
        organisations = {each.code for each in self.background.organisations}
        if self.new_names("people") and self.mapping.organisation not in organisations:
            found.append("Choose whose staff the new people are.")
        for kind in ("people", "hotspots"):
            by_code: dict[str, set[str]] = {}
            for decision in self.new_names("people" if kind == "people" else "hotspots"):
                by_code.setdefault(decision.code.casefold(), set()).add(decision.name)
            found += [
                f"Two new {kind} have the code {code.upper()}: {' and '.join(sorted(names))}."
                for code, names in by_code.items()
                if len(names) > 1
            ]
        return found

    def new_names(self, kind: Kind) -> list[Decision]:
        """Return the records of a kind that are to be made."""
        decisions = [self.decision(each, kind) for each in self.spellings(kind)]
        return [each for each in decisions if each is not None and each.what == "new"]

    @property
    def fills_down(self) -> bool:
        """Whether a blank date means the date of the row above."""
        if self.mapping.fill_down is not None:
            return self.mapping.fill_down
        return looks_filled_down(self.flat, self.mapping)

    def rows(self) -> Iterator[tuple[SourceRow, dict[str, object]]]:
        """Yield each row with the cells that are carried down to it, by the column's key."""
        carried: dict[str, object] = {}
        day = self.mapping.column(self.flat, "day") if self.fills_down else None
        columns = [
            column for code in CARRIED_DOWN for column in self.mapping.columns(self.flat, code)
        ]
        for row in self.flat.rows:
            if day is None:
                yield row, {}
            elif row.cell(day) is not None:
                carried = {column.key: row.cell(column) for column in columns}
                yield row, {}
            else:
                yield row, carried

    def crew_columns(self) -> list[SourceColumn]:
        """Return the columns that say who was there."""
        return self.mapping.columns(self.flat, "crew")

    def spellings(self, kind: Kind) -> list[Spelling]:
        """Return every name of the file in order of frequency, with what the record has for it."""
        if kind not in self.known_spellings:
            self.known_spellings[kind] = self._spell(kind)
        return self.known_spellings[kind]

    def _spell(self, kind: Kind) -> list[Spelling]:
        counted: Counter[str] = Counter()
        for row in self.flat.rows:
            counted.update(list(dict.fromkeys(self.names(row, kind))))
        among = self.known(kind)
        one_of = the_person if kind == "people" else the_place
        found = []
        for text, rows in counted.most_common():
            known = one_of(text, among)
            found.append(Spelling(text, rows, known, () if known else near(text, among)))
        return found

    def names(self, row: SourceRow, kind: Kind) -> list[str]:
        """Return the names of people or hotspots that a row itself writes."""
        if kind == "people":
            return [
                name
                for column in self.crew_columns()
                if (cell := row.cell(column)) is not None
                for name in split_crew(plain(cell), self.background.people)
            ]
        column = self.mapping.column(self.flat, "hotspot")
        cell = None if column is None else row.cell(column)
        return [] if cell is None else [" ".join(plain(cell).split())]

    def known(self, kind: Kind) -> tuple[Known, ...]:
        """Return what the record holds of a kind."""
        return self.background.people if kind == "people" else self.background.hotspots

    def decisions(self, kind: Kind) -> dict[str, Decision]:
        """Return what a person decided about names that the record does not surely know."""
        return self.mapping.people if kind == "people" else self.mapping.hotspots

    def decision(self, spelling: Spelling, kind: Kind) -> Decision | None:
        """Return what a name means; None where it must be asked."""
        if spelling.known is not None:
            return Decision(what="existing", code=spelling.known.code, name=spelling.known.name)
        return self.decided(spelling.text, kind)

    def decided(self, text: str, kind: Kind) -> Decision | None:
        """Return a decision that still holds: the record it names is there, its code is free."""
        decision = self.decisions(kind).get(text)
        if decision is None or decision.what == "leave_out":
            return decision
        recorded = next(
            (one for one in self.known(kind) if one.code.casefold() == decision.code.casefold()),
            None,
        )
        if recorded is None:
            return decision if decision.what == "new" else None
        if decision.what == "new" and recorded.name != decision.name:
            return None
        return Decision(what="existing", code=recorded.code, name=recorded.name)

    def open_names(self, kind: Kind) -> list[Spelling]:
        """Return the names whose meaning must still be asked."""
        return [each for each in self.spellings(kind) if self.decision(each, kind) is None]


def begin(flat: Flat, background: Background, remembered: Mapping | None = None) -> Draft:
    """Return the draft of a table: mapped as last time, or as its headings and cells suggest."""
    guesses = guess_mapping(flat, background.people, background.hotspots)
    if remembered is not None:
        return Draft(flat, background, guesses, remembered, remembered=True)
    own = sorted(background.own) or [each.code for each in background.organisations]
    mapping = Mapping(
        fields={guess.column.key: guess.field for guess in guesses},
        funding=background.granted[0] if len(background.granted) == 1 else None,
        organisation=own[0] if len(own) == 1 else None,
    )
    return Draft(flat, background, guesses, mapping)


def looks_filled_down(flat: Flat, mapping: Mapping) -> bool:
    """Say whether the date is written once for several visits, as in a merged cell."""
    day, hotspot = mapping.column(flat, "day"), mapping.column(flat, "hotspot")
    if day is None or hotspot is None:
        return False
    visits = [row for row in flat.rows if row.cell(hotspot) is not None]
    blank = sum(1 for row in visits if row.cell(day) is None)
    return bool(visits) and visits[0].cell(day) is not None and blank * 10 >= len(visits)
