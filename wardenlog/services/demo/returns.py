"""Fills the demo's record and sends its earlier returns on the way, as a council would."""

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Final

from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.returns.figures import Wanted
from wardenlog.services import checks
from wardenlog.services.demo.build import DemoFacts, describe
from wardenlog.services.demo.fill import CLERK, fill
from wardenlog.services.demo.scale import Size, material
from wardenlog.services.record import Record
from wardenlog.services.returns.building import wanted
from wardenlog.services.returns.sending import NotReadyError, look, send
from wardenlog.store import Store

RETURNS_FOLDER: Final = "returns"
"""The folder of the workbooks that were sent, beside the record."""

_QUARTERS_SENT: Final = 7
_SENT_AFTER: Final = timedelta(days=20)
_SENT_AT: Final = time(14, 20)
_QUARTER_MONTHS: Final = 3

_Report = Callable[[str, int, int], None]


def fill_and_send(
    store: Store, *, size: str = Size.DEMO, seed: int = 1, report: _Report | None = None
) -> DemoFacts:
    """Fill an empty record as `fill` does, with the returns of the quarters before the last sent.

    Each goes out twenty days after its quarter, when the record holds what was known by then; its
    workbook is kept in `returns` beside the record. The last quarter is left open.
    """
    folder = store.path.parent / RETURNS_FOLDER
    folder.mkdir(exist_ok=True)
    office = _Office(Record(store, CLERK), folder, describe(Size(size)), report)
    return fill(store, size=size, seed=seed, report=office.told, before=office.send_due)


class _Office:
    """Sends what is due while the record is written, and says how far the writing has come."""

    def __init__(
        self, record: Record, folder: Path, facts: DemoFacts, report: _Report | None
    ) -> None:
        self._record = record
        self._folder = folder
        self._agreement = facts.agreement_reference
        self._report = report
        self._done, self._total = 0, 0
        self._waiting = _quarters(facts.quarter_from, _QUARTERS_SENT)

    def told(self, step: str, done: int, total: int) -> None:
        """Take in how far the writing has come."""
        self._done, self._total = done, total
        if self._report is not None:
            self._report(step, done, total)

    def send_due(self, today: date) -> None:
        """Send each return whose day is over, at its own day and time."""
        while self._waiting and _sent_on(self._waiting[0]) < today:
            quarter = self._waiting.pop(0)
            with clock.freeze(clock.occurrences(_sent_on(quarter), _SENT_AT)[0]):
                self._send(quarter)

    def _send(self, quarter: Period) -> None:
        ask = wanted(self._agreement, quarter.from_on, quarter.last_on)
        try:
            send(self._record, ask, self._folder, report=self._sending)
        except NotReadyError:
            comment = self._put_right(ask)
            again = wanted(self._agreement, quarter.from_on, quarter.last_on, comment=comment)
            send(self._record, again, self._folder, report=self._sending)

    def _put_right(self, ask: Wanted) -> str:
        """Explain what red checks found, and return what to say of too few hours."""
        data = material("work")["entry"]
        findings = look(self._record, ask).figures.findings
        red = [each for each in findings if each.severity == "red" and not each.explained]
        if red:
            checks.explain(self._record, red, data["right_as_it_is"])
        comment: str = data["under_target"]
        return comment

    def _sending(self, _step: str, _done: int, _total: int) -> None:
        if self._report is not None:
            self._report("Sending earlier returns", self._done, self._total)


def _quarters(before: date, number: int) -> list[Period]:
    """Return so many quarters that end where `before` begins, the earliest first."""
    found: list[Period] = []
    end = before
    for _ in range(number):
        start = _quarter_before(end)
        found.append(Period(start, end))
        end = start
    return found[::-1]


def _quarter_before(first: date) -> date:
    """Return the first day of the quarter before the one that begins on a day."""
    months = first.year * 12 + first.month - 1 - _QUARTER_MONTHS
    return date(months // 12, months % 12 + 1, 1)


def _sent_on(quarter: Period) -> date:
    return quarter.to_on + _SENT_AFTER
