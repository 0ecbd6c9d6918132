"""The visits of one sheet of a log, each with its members and partners."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from wardenlog import clock
from wardenlog.clock import WallTimeError
from wardenlog.imports.standard_log.gathering import Family, Gathering, Values
from wardenlog.imports.standard_log.log import Row
from wardenlog.imports.standard_log.tables import TABLE
from wardenlog.model import PartnerPresence, Visit, VisitMember, new_id

_APART: Final = ("sheet", "visit", "in", "out", "joined", "left")
"""Fields of the sheets that the model has under other names."""


class SheetVisits:
    """The visits of one sheet as the file leaves them.

    A visit is taken whole: where its row or one of its members is refused, so are its other rows,
    because a visit without member rows would count for the whole crew. If the visit is recorded
    already, it stays as it is recorded.
    """

    def __init__(
        self, gathering: Gathering, family: Family, start_at: datetime, recorded: Sequence[Visit]
    ) -> None:
        self._gathering = gathering
        self._family = family
        self._start_at = start_at
        self._recorded = {visit.number: visit for visit in recorded}
        self._members = self._by_visit("Visit members")
        self._partners = self._by_visit("Partners")
        self.visits: Final[dict[int, Visit]] = {}
        self.refused: Final[dict[int, Row]] = {}
        """The row for which each visit was refused, by number."""
        self._gather()

    def stays_as_recorded(self, number: int | None) -> bool:
        """Say whether a visit was refused by the file but is in the record."""
        return number in self.refused and number in self._recorded

    def has(self, row: Row) -> bool:
        """Say whether a row's visit is there; the row is refused where it is not."""
        number = row.values["visit"]
        because = self.refused.get(number)
        if because is not None:
            self._gathering.refuse_because(
                [row],
                f"Visit {number} was refused: see {because.table.sheet}, row {because.number}.",
            )
        elif number not in self.visits and not self._gathering.is_refused(row):
            self._gathering.refuse(
                row,
                "visit",
                f"Sheet {self._family.code} has no visit {number}.",
                "Add it to Visits, or correct the number.",
            )
        return number in self.visits and because is None

    def _by_visit(self, sheet: str) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = {}
        for row in self._family.children[sheet]:
            if row.values.get("visit") is not None:
                found.setdefault(row.values["visit"], []).append(row)
        return found

    def _gather(self) -> None:
        rows: dict[int, Row] = {}
        for row in self._family.children["Visits"]:
            if row.values.get("number") is not None:
                rows.setdefault(row.values["number"], row)
        for number in self._numbers(rows):
            recorded = self._recorded.get(number)
            visit = self._visit(number, rows.get(number), recorded) or recorded
            if visit is not None:
                self.visits[number] = visit
        for hanging in (*self._members.values(), *self._partners.values()):
            for row in hanging:
                self.has(row)

    def _numbers(self, rows: Iterable[int]) -> Iterable[int]:
        """Return the visits that the sheet will have: the file's, where it speaks of visits."""
        if self._gathering.replaces("Visits") and not self._gathering.adds("Visits"):
            return rows
        return dict.fromkeys([*self._recorded, *rows])

    def _visit(self, number: int, row: Row | None, recorded: Visit | None) -> Visit | None:
        fields: Values = {"id": new_id(), **TABLE["Visits"].defaults()}
        if recorded is not None:
            fields = dict(recorded)
        if row is not None:
            values = self._gathering.resolved(row, but=_APART)
            times = self._times(row)
            if values is None or times is None:
                self.refused[number] = row
                return None
            fields |= values | times
        fields = {field: value for field, value in fields.items() if field not in _APART}
        members = self._members_of(number, fields, recorded)
        if number in self.refused:
            self._gathering.refuse_because(
                [row] if row else [],
                f"A member of this visit was refused: see Visit members, "
                f"row {self.refused[number].number}.",
            )
            return None
        fields["members"] = members
        fields["partners"] = self._gathering.merged(
            "Partners", recorded.partners if recorded else (), self._partners_of(number)
        )
        stands_for = row or next(iter(self._members.get(number, [])), self._family.first_row)
        visit = self._gathering.build(stands_for, Visit, fields)
        if visit is None:
            self.refused[number] = stands_for
        return visit

    def _times(self, row: Row) -> Values | None:
        if self._gathering.is_refused(row):
            return None
        try:
            in_at = clock.visit_in(self._start_at, row.values["in"])
            if "out" not in row.values:
                return {"in_at": in_at}
            out = row.values["out"]
            return {"in_at": in_at, "out_at": None if out is None else clock.visit_out(in_at, out)}
        except WallTimeError as error:
            self._gathering.refuse_for(row, error)
            return None

    def _members_of(
        self, number: int, fields: Values, recorded: Visit | None
    ) -> tuple[VisitMember, ...]:
        now = []
        for row in self._members.get(number, []):
            member = self._member(row, fields["in_at"], fields.get("out_at"))
            if member is None:
                self.refused.setdefault(number, row)
            else:
                now.append(member)
        return self._gathering.merged("Visit members", recorded.members if recorded else (), now)

    def _member(self, row: Row, in_at: datetime, out_at: datetime | None) -> VisitMember | None:
        values = self._gathering.resolved(row, but=_APART)
        if values is None:
            return None
        joined, left = row.values.get("joined"), row.values.get("left")
        try:
            if joined is not None:
                values["joined_at"] = clock.member_joined(in_at, out_at, joined)
            if left is not None:
                values["left_at"] = clock.member_left(values.get("joined_at", in_at), out_at, left)
        except WallTimeError as error:
            self._gathering.refuse_for(row, error)
            return None
        return self._gathering.build(row, VisitMember, values)

    def _partners_of(self, number: int) -> list[PartnerPresence]:
        found = []
        for row in self._gathering.good(self._partners.get(number, [])):
            values = self._gathering.resolved(row, but=_APART)
            part = values and self._gathering.build(row, PartnerPresence, values)
            if part:
                found.append(part)
        return found
