"""The line of figures under the visits: what the sheet would count, beside what the paper says."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent

from wardenlog.model import Shift
from wardenlog.services.preview import Preview, SheetClaim, preview
from wardenlog.services.record import Record
from wardenlog.services.sheets import duration_words
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.tasks import Job
from wardenlog.ui.widgets.words import Words

_WAIT_MS = 250


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sheet to count, and the reference of the agreement in view."""

    shift: Shift
    agreement: str | None


class SheetFigures(Words):
    """Counts the sheet beside the window a moment after it last changed, while it is shown."""

    def __init__(self, desk: Desk, presenter: SheetPresenter) -> None:
        super().__init__(kind="muted", wrap=True)
        self._desk = desk
        self._presenter = presenter
        self._wanted: _Asked | None = None
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._count)
        desk.view.changed.connect(self.follow)

    def follow(self) -> None:
        """Count the sheet as it now is, unless it is the one that was counted last."""
        shift = self._presenter.reading.shift
        if shift is None:
            self._wanted = None
            self.say(self.tr("Figures follow when nothing is wrong on the sheet."))
            return
        asked = _Asked(shift, self._desk.view.now.agreement)
        if asked != self._wanted:
            if self._wanted is None:
                self.say(self.tr("Counting…"))
            self._wanted = asked
            if self.isVisible():
                self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()  # nobody looks, and the window may be closing

    def _count(self) -> None:
        if self._wanted is None:
            return
        task = self._desk.lists.start(partial(_preview, self._desk.record, self._wanted))
        task.succeeded.connect(self._show)
        task.failed.connect(self._give_up)

    def _show(self, counted: tuple[_Asked, Preview]) -> None:
        asked, seen = counted
        if asked == self._wanted:
            words, agrees = figure_words(asked.shift, seen)
            self.say(words, "muted" if agrees else "warn")
            self.setToolTip(self._claimed_under(asked.agreement))

    def _claimed_under(self, agreement: str | None) -> str:
        if agreement is None:
            return self.tr("Add an agreement to see what is claimable.")
        return self.tr("Claimable is what this sheet adds to the claim under {0}.").format(
            agreement
        )

    def _give_up(self, _error: BaseException) -> None:
        self.say(self.tr("The figures could not be counted. They follow when the sheet is saved."))


def figure_words(shift: Shift, seen: Preview) -> tuple[str, bool]:
    """Say what a sheet counts and what the paper says of it; whether the two agree."""
    said = {total.measure: total.number for total in shift.stated_totals}
    count = seen.count
    found = (
        ("visits", f"{count.visits} {'visit' if count.visits == 1 else 'visits'}", count.visits),
        ("patrol_minutes", f"{count.patrol_minutes} patrol-min", count.patrol_minutes),
        ("", f"{duration_words(count.person_minutes)} count", None),
        *(() if seen.claim is None else (("", claim_words(seen.claim), None),)),
        (
            "engagement",
            f"engagements {'none noted' if seen.engagements is None else seen.engagements}",
            seen.engagements or 0,
        ),
    )
    agrees = all(said.get(measure, number) == number for measure, _, number in found)
    parts = []
    for measure, words, number in found:
        if measure in said:
            mark = " ✓" if said[measure] == number else ""
            words = f"{words} (sheet says {said[measure]}{mark})"  # noqa: PLW2901 - said beside it
        parts.append(words)
    line = " · ".join(parts)
    return (line if shift.finished else f"When finished: {line}"), agrees


def claim_words(claim: SheetClaim) -> str:
    """Say what is claimable in the unit of the terms, with the other beside it (rule 9a)."""
    if not claim.person_minutes:
        return "no hours claimable"
    person = f"{_hours(claim.person_minutes)} person-hours"
    patrol = f"{_hours(claim.patrol_minutes)} patrol-hours"
    first, second = (patrol, person) if claim.unit == "patrol" else (person, patrol)
    return f"{first} claimable ({second})"


def _hours(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02}"


def _preview(record: Record, asked: _Asked, job: Job) -> tuple[_Asked, Preview]:
    del job  # a few rows
    return asked, preview(record, asked.shift, asked.agreement)
