"""The shift sheets of a log, with everything that is written on them."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from wardenlog import clock
from wardenlog.clock import WallTimeError
from wardenlog.errors import UserError
from wardenlog.imports.standard_log.catalogued import complete_power, measure_code
from wardenlog.imports.standard_log.gathering import Family, Gathering, Values
from wardenlog.imports.standard_log.log import Row
from wardenlog.imports.standard_log.tables import TABLE
from wardenlog.imports.standard_log.visits import SheetVisits
from wardenlog.model import (
    Incident,
    OtherTime,
    PowerUse,
    Referral,
    Seizure,
    Shift,
    ShiftMember,
    Tally,
    new_id,
)
from wardenlog.model.base import Part

_WRITTEN: Final[dict[str, tuple[str, type[Part]]]] = {
    "Tallies": ("tallies", Tally),
    "Incidents": ("incidents", Incident),
    "Powers": ("powers", PowerUse),
    "Referrals": ("referrals", Referral),
    "Seizures": ("seizures", Seizure),
}
"""The sheets of what is written for a visit or a whole shift; the shift's fields and parts."""

_CHILDREN: Final = (
    "Shift members",
    "Visits",
    "Visit members",
    "Partners",
    *_WRITTEN,
    "Other time",
)
_APART: Final = ("sheet", "start", "end", "time")
"""Fields of the sheets that the model has under other names."""

P = TypeVar("P", bound=Part)


def gather_shifts(gathering: Gathering) -> None:
    """Gather every shift sheet that the file names."""
    for family in gathering.families("Shifts", _CHILDREN, "sheet"):
        _Sheet(gathering, family).gather()


class _Sheet:
    """One shift sheet being gathered from its rows on eleven sheets of the file."""

    def __init__(self, gathering: Gathering, family: Family) -> None:
        self._gathering = gathering
        self._family = family
        self._before = family.before if isinstance(family.before, Shift) else None
        self._fields: Values = {"id": new_id(), **TABLE["Shifts"].defaults()}
        if self._before is not None:
            self._fields = dict(self._before)

    def gather(self) -> None:
        head = self._family.head
        if head is not None and not self._take_head(head):
            self._refuse_children(head)
            return
        fields = {field: value for field, value in self._fields.items() if field not in _APART}
        fields["sheet"] = self._family.code
        self._fields = fields
        fields["members"] = self._parts("Shift members", "members", self._member)
        fields["other_time"] = self._parts("Other time", "other_time", self._other_time)
        visits = SheetVisits(
            self._gathering,
            self._family,
            fields["start_at"],
            self._before.visits if self._before else (),
        )
        fields["visits"] = tuple(visits.visits.values())
        for sheet, (field, model) in _WRITTEN.items():
            recorded = getattr(self._before, field) if self._before else ()
            fields[field] = self._written(sheet, model, recorded, visits)
        shift = self._gathering.build(self._family.first_row, Shift, fields)
        if shift is None:
            self._refuse_children(self._family.first_row)
            return
        self._gathering.know("shift", self._family.code, shift.id)
        self._gathering.keep(self._family.code, shift, self._before)

    def _take_head(self, row: Row) -> bool:
        values = self._gathering.resolved(row)
        if values is None:
            return False
        try:
            start_at, end_at = clock.shift_times(values["day"], values["start"], values["end"])
        except WallTimeError as error:
            is_date = error.code == "date_range"
            self._gathering.refuse_for(row, UserError(error.message) if is_date else error, "day")
            return False
        self._fields |= values | {"start_at": start_at, "end_at": end_at}
        return True

    def _refuse_children(self, row: Row) -> None:
        for rows in self._family.children.values():
            self._gathering.refuse_because(
                rows, f"{row.table.sheet}, row {row.number}, was refused."
            )

    def _parts(self, sheet: str, field: str, build: Callable[[Row], P | None]) -> tuple[P, ...]:
        rows = self._gathering.good(self._family.children[sheet])
        now = [part for row in rows if (part := build(row)) is not None]
        recorded: Sequence[P] = getattr(self._before, field) if self._before else ()
        return self._gathering.merged(sheet, recorded, now)

    def _member(self, row: Row) -> ShiftMember | None:
        values = self._gathering.resolved(row, but=_APART)
        if values is None:
            return None
        try:
            values |= self._paid_times(row)
        except WallTimeError as error:
            self._gathering.refuse_for(row, error, "start")
            return None
        return self._gathering.build(row, ShiftMember, values)

    def _paid_times(self, row: Row) -> Values:
        """Return a member's own times: Start near the shift's, End the first after it.

        Without an End, theirs is the shift's; after a Start of their own that is the first
        occurrence of the shift's End, which may be another instant than the shift's.
        """
        start, end = row.values.get("start"), row.values.get("end")
        start_at = end_at = None
        if start is not None:
            start_at = clock.member_start(self._fields["day"], self._fields["start_at"], start)
            if end is None:
                shift_end = clock.local(self._fields["end_at"])
                end_at = clock.first_after(
                    start_at, clock.WallTime(shift_end.hour, shift_end.minute)
                )
                if end_at == self._fields["end_at"] or clock.is_repeated(self._fields["end_at"]):
                    end_at = None
        if end is not None:
            try:
                end_at = clock.first_after(start_at or self._fields["start_at"], end)
            except WallTimeError as error:
                raise WallTimeError(error.message, field="end", code=error.code) from error
        return {"start_at": start_at, "end_at": end_at}

    def _other_time(self, row: Row) -> OtherTime | None:
        values = self._gathering.resolved(row, but=_APART)
        return None if values is None else self._gathering.build(row, OtherTime, values)

    # What is written for a visit or for the whole shift

    def _written(
        self, sheet: str, model: type[Part], before: Sequence[Any], visits: SheetVisits
    ) -> tuple[Any, ...]:
        recorded = [x for x in before if x.visit is None or x.visit in visits.visits]
        now = [part for part in recorded if visits.stays_as_recorded(part.visit)]
        for row in self._family.children[sheet]:
            if row.values.get("visit") is not None and not visits.has(row):
                continue
            part = None if self._gathering.is_refused(row) else self._part(sheet, model, row)
            if part is not None:
                now.append(part)
        if model is PowerUse:
            now = _with_known_ids(now, recorded, same_only=self._gathering.adds(sheet))
        return self._gathering.merged(sheet, recorded, now)

    def _part(self, sheet: str, model: type[P], row: Row) -> P | None:
        values = self._gathering.resolved(row, but=_APART)
        if values is None:
            return None
        try:
            if "time" in row.values:
                time = row.values["time"]
                values["at"] = time and clock.visit_in(self._fields["start_at"], time)
            if sheet == "Powers":
                complete_power(values)
            if sheet == "Tallies":
                values["measure"] = measure_code(values["measure"])
        except WallTimeError as error:
            self._gathering.refuse_for(row, UserError(error.message), "time")
            return None
        except UserError as error:
            self._gathering.refuse_for(row, error)
            return None
        return self._gathering.build(row, model, values)


def _with_known_ids(
    now: Sequence[PowerUse], recorded: Sequence[PowerUse], *, same_only: bool
) -> list[PowerUse]:
    """Return the powers with the ids of the recorded ones: same content first, then same order."""
    left = list(recorded)
    found: list[PowerUse | None] = []
    for power in now:
        same = next((each for each in left if _same(each, power)), None)
        found.append(same)
        if same is not None:
            left.remove(same)
    if same_only:
        left = []
    return [
        same or (power.model_copy(update={"id": left.pop(0).id}) if left else power)
        for power, same in zip(now, found, strict=True)
    ]


def _same(one: PowerUse, other: PowerUse) -> bool:
    return one.model_copy(update={"id": other.id}) == other
