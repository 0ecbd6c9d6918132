"""Changes power uses where they stand on their sheets: officer, status, reference and so on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from wardenlog.errors import UserError
from wardenlog.model import PowerUse, Shift, new_id
from wardenlog.model.vocabulary import PowerStatus
from wardenlog.services.logbook import Changes
from wardenlog.services.powers.cases import NextStep
from wardenlog.services.powers.register import PowerLine
from wardenlog.services.record import Record
from wardenlog.store import ReadSession, WriteSession
from wardenlog.store.lists import powers as lists
from wardenlog.store.lists.powers import SheetChoice

CHANGEABLE: Final = ("person_id", "status", "status_on", "reference", "outcome", "amount")
"""What can be changed of several uses at once."""

_SHEETS: Final = 60
"""How many of the newest sheets a next step can be written on from a list."""


def change_uses(record: Record, lines: Sequence[PowerLine], values: Mapping[str, Any]) -> Changes:
    """Give uses these values (of CHANGEABLE; None takes one away): all of them or, on error, none.

    One write, which `Logbook.take_back` undoes whole; each sheet is amended once. UserError where
    somebody changed a sheet since its lines were read, where a status is dated before the use or
    without a status; pydantic's ValidationError where a value cannot be.
    """
    if "status" in values and values["status"] is None:
        values = {**values, "status_on": None}
    by_sheet: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for line in lines:
        by_sheet[line.shift_id, line.expect].add(line.id)
    done = []
    with record.store.write(record.actor) as session:
        for (shift_id, expect), ids in by_sheet.items():
            shift = _shift(session, shift_id)
            uses = tuple(_changed(use, values) if use.id in ids else use for use in shift.powers)
            done.append(session.save(_with(shift, uses), expect=expect))
    return Changes(tuple(each for each in done if each is not None))


def sheets_for(record: Record, after: PowerLine) -> list[SheetChoice]:
    """Return the visits of the newest sheets that a step after a use can be written on."""
    with record.store.read() as session:
        return lists.sheets_since(session, after.day.isoformat(), _SHEETS)


def record_step(
    record: Record,
    after: PowerLine,
    step: NextStep,
    place: SheetChoice,
    *,
    amount: object = None,
    person_id: str | None = None,
) -> tuple[str, Changes]:
    """Write the next step of a case on a visit of a sheet, and return the new use's id.

    It takes over reference, behaviour, subject, age band and order from the step before it.
    """
    with record.store.write(record.actor) as session:
        before = _use(_shift(session, after.shift_id), after.id)
        shift = _shift(session, place.shift_id)
        use = PowerUse.model_validate(
            {
                "id": new_id(),
                "visit": place.visit,
                "power": step.power,
                "stage": step.stage,
                "use": before.use,
                "person_id": person_id,
                "subject": before.subject,
                "age_band": before.age_band,
                "behaviour": before.behaviour,
                "pspo_id": before.pspo_id,
                "reference": before.reference,
                "amount": amount,
                "count": before.count,
                "status": PowerStatus.ISSUED if amount is not None else None,
            }
        )
        done = session.save(_with(shift, (*shift.powers, use)))
    return use.id, Changes(() if done is None else (done,))


def _shift(session: ReadSession | WriteSession, shift_id: str) -> Shift:
    found = session.load("shift", shift_id)
    if not isinstance(found, Shift):
        raise UserError("This sheet is no longer in the record.", code="not_found")
    return found


def _use(shift: Shift, use_id: str) -> PowerUse:
    found = next((use for use in shift.powers if use.id == use_id), None)
    if found is None:
        raise UserError(
            f"This power is no longer on sheet {shift.sheet}. Choose it in the list again.",
            code="changed_meanwhile",
        )
    return found


def _with(shift: Shift, uses: tuple[PowerUse, ...]) -> Shift:
    return shift.model_copy(update={"powers": uses})


def _changed(use: PowerUse, values: Mapping[str, Any]) -> PowerUse:
    unknown = set(values) - set(CHANGEABLE)
    if unknown:
        raise ValueError(f"cannot be changed here: {sorted(unknown)}")
    changed = PowerUse.model_validate({**use.model_dump(), **values})
    if changed.status_on is not None and changed.status is None:
        raise UserError(
            "There is a date but no status. Choose the status, or clear the date.",
            field="status",
            code="no_status",
        )
    return changed
