"""Blank shift sheets to print: what stands on them, and the register of their numbers.

The register is a table kept beside the log: a number on paper is no record of a patrol. It says
which sheets were printed, when, for whom and by whom, and which will never be typed, and why.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO, Final

from wardenlog import clock
from wardenlog.counting.sequence import numbered
from wardenlog.errors import UserError
from wardenlog.files.saving import check_not_record, replace_file
from wardenlog.services.record import Record
from wardenlog.services.sheets import Sheets, next_number
from wardenlog.store.lists import blank_sheets as lists
from wardenlog.store.lists import printed
from wardenlog.store.lists.choices import council_name, recent_teams
from wardenlog.store.lists.printed import MissingSerial, PrintedSheet, Spoiled

__all__ = [
    "MOST_SHEETS",
    "BlankSheets",
    "MissingSerial",
    "Offer",
    "Spoiled",
    "keep",
    "missing",
    "offer",
    "plan",
    "spoil",
    "spoiled",
    "unspoil",
]

MOST_SHEETS: Final = 200
"""Sheets printed together: a thick pad."""

DAYS_TO_COME_BACK: Final = 14
"""Days that a printed sheet is given before it can be missing."""

_MOST_DIGITS: Final = 15
_LONGEST_SERIAL: Final = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """What the form of a printing begins with: the next free number, and the teams there are."""

    first: str
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlankSheets:
    """Blank sheets ready to be drawn: their serials, what is filled in, and who is named on them.

    `hotspots` and `wardens` are pairs of code and name, as the legend lists them.
    """

    serials: tuple[str, ...]
    council: str
    team: str
    day: date | None
    hotspots: tuple[tuple[str, str], ...]
    wardens: tuple[tuple[str, str], ...]


def offer(record: Record) -> Offer:
    """Return the number after the last printed one, or else after the last typed, that is free."""
    with record.store.read() as session:
        last = printed.last_printed(session)
        teams = tuple(recent_teams(session))
    first = Sheets(record.store).new_number() if last is None else next_number(last)
    with record.store.read() as session:
        while printed.taken_serials(session, [first]):
            first = next_number(first)
    return Offer(first, teams)


def plan(
    record: Record,
    first: str,
    count: int,
    *,
    team: str = "",
    day: date | None = None,
    agreement: str | None = None,
) -> BlankSheets:
    """Return the sheets to print from a number on; nothing is registered yet.

    The legend has the hotspots that the agreement lists on the day (today where none is given), or
    every hotspot where it lists none, and the wardens of our own who are active then.

    UserError with field `first` or `count` where the number cannot be counted on from, the count is
    not 1 to MOST_SHEETS, or one of the numbers was printed or typed before.
    """
    serials = _serials(first.strip(), count)
    on = day or clock.local_date(clock.now())
    with record.store.read() as session:
        taken = printed.taken_serials(session, serials)
        if taken:
            raise UserError(_taken_words(taken), field="first", code="serial_taken")
        return BlankSheets(
            serials,
            council_name(session) or "",
            team.strip(),
            day,
            tuple(lists.hotspots_on(session, agreement, on)),
            tuple(lists.wardens_on(session, on)),
        )


def keep(record: Record, sheets: BlankSheets, path: Path, pdf: bytes) -> None:
    """Write the drawn sheets to a file and put their serials on the register: both or neither.

    UserError (`serial_taken`) where one was printed or typed since the plan was made, `not_pdf` for
    another kind of file, `is_the_record`, or as `replace_file` where the file cannot be written.
    """
    if path.suffix.lower() != ".pdf":
        raise UserError(
            f"{path.name} cannot hold the sheets. Give a file name that ends in .pdf.",
            code="not_pdf",
        )
    check_not_record(path, record.path)
    with record.store.write(record.actor) as session:
        taken = printed.taken_serials(session, sheets.serials)
        if taken:
            raise UserError(_taken_words(taken), field="first", code="serial_taken")
        at = clock.utc_text(clock.now())
        for serial in sheets.serials:
            parts = numbered(serial)
            if parts is None:
                raise ValueError(serial)
            line = PrintedSheet(
                serial, parts.series, parts.number, sheets.team or None, at, record.actor
            )
            session.put("printed_sheet", line._asdict())
        replace_file(path, lambda file: _write(file, pdf))


def missing(record: Record) -> list[MissingSerial]:
    """Return the printed sheets that should have come back and have not (screens.md, Today).

    They were printed more than 14 days ago, were not typed and are not spoiled, and a later one of
    the same team was typed.
    """
    before = clock.utc_text(clock.now() - timedelta(days=DAYS_TO_COME_BACK))
    with record.store.read() as session:
        return printed.missing_serials(session, before)


def spoiled(record: Record) -> list[Spoiled]:
    """Return the sheets that were marked spoiled or lost, the last marked first."""
    with record.store.read() as session:
        return printed.spoiled_serials(session)


def spoil(record: Record, serial: str, reason: str) -> None:
    """Say that a printed sheet will never be typed, and why.

    UserError where there is no reason, or no sheet of that serial was printed.
    """
    if not reason.strip():
        raise UserError(
            f"Say why sheet {serial} will not be typed.", field="reason", code="no_reason"
        )
    _mark(record, serial, reason.strip(), clock.utc_text(clock.now()), record.actor)


def unspoil(record: Record, serial: str) -> None:
    """Take back that a printed sheet is spoiled; UserError where it was not printed."""
    _mark(record, serial, None, None, None)


def _mark(record: Record, serial: str, reason: str | None, at: str | None, by: str | None) -> None:
    with record.store.write(record.actor) as session:
        line = printed.printed_sheet(session, serial)
        if line is None:
            raise UserError(
                f"No blank sheet {serial} was printed here. Check the number.",
                field="serial",
                code="not_printed",
            )
        marked = line._replace(spoiled_reason=reason, spoiled_at=at, spoiled_by=by)
        session.put("printed_sheet", marked._asdict())


def _serials(first: str, count: int) -> tuple[str, ...]:
    if not 1 <= count <= MOST_SHEETS:
        raise UserError(
            f"Print between 1 and {MOST_SHEETS} sheets at a time.", field="count", code="count"
        )
    parts = numbered(first)
    if parts is None or parts.width > _MOST_DIGITS:
        raise UserError(
            "The first number needs digits to count on from, like A0101.",
            field="first",
            code="no_digits",
        )
    last = parts.at(parts.number + count - 1)
    if len(last) > _LONGEST_SERIAL:
        raise UserError(
            f"A sheet number has at most {_LONGEST_SERIAL} characters. Give a shorter one.",
            field="first",
            code="too_long",
        )
    return tuple(parts.at(parts.number + n) for n in range(count))


def _taken_words(taken: list[str]) -> str:
    return (
        f"Sheet {taken[0]} was printed or typed before. Two papers of one number cannot be told"
        " apart: begin with a later number."
    )


def _write(file: BinaryIO, content: bytes) -> None:
    file.write(content)
