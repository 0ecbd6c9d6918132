"""A second person's look at finished sheets, where a council wants one; off by default.

A sheet is compared with its paper, or typed again blind. Neither changes a figure, and neither is
ever needed to send (domain.md, counting rule 5).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, cast

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Shift, new_id
from wardenlog.services import ways
from wardenlog.services.record import Record
from wardenlog.store import ReadSession, Revision
from wardenlog.store.lists.second_looks import LookRow, newest_look

Kind = Literal["check", "rekey"]

_SHARES: Final = 10_000
"""The sample is drawn in hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a sheet and its second typing differ: the place, and the text of each."""

    place: str
    recorded: str
    typed: str


@dataclass(frozen=True, slots=True)
class Look:
    """Who looked, and when. It no longer `stands` where the sheet was changed since."""

    person: str
    at: datetime
    stands: bool
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What the council's ways ask of a sheet, and the newest look of each kind at it."""

    check_asked: bool = False
    rekey_asked: bool = False
    checked: Look | None = None
    rekeyed: Look | None = None

    @property
    def waits_for_check(self) -> bool:
        """Whether a second person should compare the sheet with its paper."""
        return self.check_asked and (self.checked is None or not self.checked.stands)

    @property
    def waits_for_rekey(self) -> bool:
        """Whether the sheet is of the sample and was not typed again yet."""
        return self.rekey_asked and self.rekeyed is None


def second_look(record: Record, shift_id: str) -> SecondLook:
    """Return what is asked of a sheet: nothing while it is unfinished, void or not recorded."""
    chosen = ways.load(record)
    if not chosen.second_check and not chosen.rekey_percent:
        return SecondLook()
    with record.store.read() as session:
        shift, revision = _finished(session, shift_id)
        if shift is None or revision is None:
            return SecondLook()
        return SecondLook(
            chosen.second_check,
            in_sample(shift_id, chosen.rekey_percent),
            _look(newest_look(session, shift_id, "check"), revision),
            _look(newest_look(session, shift_id, "rekey"), revision),
        )


def in_sample(shift_id: str, percent: int) -> bool:
    """Return whether a sheet is of a sample of so many in 100; for one sheet always the same.

    A larger sample holds all of a smaller one.
    """
    drawn = int.from_bytes(hashlib.sha256(shift_id.encode()).digest()[:8]) % _SHARES
    return drawn * 100 < percent * _SHARES


def check(record: Record, shift_id: str, person: str) -> None:
    """Record that somebody compared a finished sheet with its paper.

    UserError where nobody is named, the sheet is not finished, or who is named saved it last.
    """
    _keep(record, shift_id, "check", person, ())


def typed_again(record: Record, shift_id: str, differences: Sequence[Difference]) -> None:
    """Record that a sheet was typed again, with what differed; UserError if not finished."""
    _keep(record, shift_id, "rekey", record.actor, differences)


def _keep(
    record: Record, shift_id: str, kind: Kind, person: str, differences: Sequence[Difference]
) -> None:
    name = " ".join(person.split())
    if not name:
        raise UserError("Write who checked the sheet.", field="person", code="no_person")
    with record.store.write(record.actor) as session:
        shift, revision = _finished(session, shift_id)
        if shift is None or revision is None:
            raise UserError(
                "Only a finished sheet is looked at a second time. Finish it first.",
                code="not_finished",
            )
        if kind == "check" and name.casefold() == revision.actor.casefold():
            raise UserError(
                f"{revision.actor} saved sheet {shift.sheet}, so somebody else has to check it.",
                field="person",
                code="same_person",
            )
        row = LookRow(
            new_id(),
            shift_id,
            revision.id,
            kind,
            name,
            clock.utc_text(clock.now()),
            record.actor,
            json.dumps([[each.place, each.recorded, each.typed] for each in differences]),
        )
        session.put("second_look", row._asdict())


def _finished(session: ReadSession, shift_id: str) -> tuple[Shift | None, Revision | None]:
    """Return a finished sheet that stands, and its newest revision."""
    shift = cast("Shift | None", session.load("shift", shift_id))
    if shift is None or not shift.finished or shift.void_reason is not None:
        return None, None
    return shift, session.latest("shift", shift_id)


def _look(row: LookRow | None, newest: Revision) -> Look | None:
    if row is None:
        return None
    differences = tuple(Difference(*each) for each in json.loads(row.differences))
    at = clock.from_utc_text(row.at)
    return Look(row.person, at, row.revision_id == newest.id, differences)
