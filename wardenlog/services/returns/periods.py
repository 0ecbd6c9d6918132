"""The returns of an agreement, one for each period: due, sent, amended, changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from wardenlog import clock
from wardenlog.counting.changed import changed_since
from wardenlog.counting.claim import due_on
from wardenlog.counting.scope import Period, Scope, open_visits
from wardenlog.counting.sent import SentReturn, sent_returns
from wardenlog.counting.terms import terms_on
from wardenlog.errors import UserError
from wardenlog.services.periods import AgreementChoice, agreements, reporting_periods
from wardenlog.services.record import Record
from wardenlog.store import ReadSession

_APPROVED: Final = """
SELECT period_from, period_to, approved_by
FROM grant_return
WHERE agreement_id = ? AND state = 'approved' AND void_reason IS NULL
ORDER BY version
"""

_UNFINISHED: Final = """
SELECT count(*) FROM shift
WHERE day >= ? AND day < ? AND finished = 0 AND void_reason IS NULL
"""


class PeriodState(StrEnum):
    """How far the return of a period has come."""

    RUNNING = "running"
    """The period is not over."""

    ELSEWHERE = "elsewhere"
    """It is over, was not sent, and comes before the first that was: the record began later."""

    OPEN = "open"
    APPROVED = "approved"
    SENT = "sent"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class ReturnPeriod:
    """One period and what became of its return.

    `version`, `kind`, `amount` (pounds), `sent_at`, `receipt_code` and `file_name` are those of
    the newest version sent, None where none was. `changed` is how many records were changed since
    then that may change its figures. `next_version` is the one that a build makes.
    """

    period: Period
    state: PeriodState
    due_on: date | None
    overdue: bool
    version: int | None
    next_version: int
    kind: str | None
    amount: Decimal | None
    sent_at: datetime | None
    receipt_code: str | None
    file_name: str | None
    approved_by: str | None
    unfinished: int
    changed: int
    return_id: str | None

    @property
    def state_words(self) -> str:
        """The state in words: `Sent on 4 July 2025`, `Open, due on 30 July 2025`."""
        if self.sent_at is not None:
            sent = clock.date_text(clock.local_date(self.sent_at))
            if self.state is PeriodState.AMENDED:
                return f"Amended: version {self.version} sent on {sent}"
            return f"Sent on {sent}"
        if self.state is PeriodState.APPROVED:
            return f"Approved by {self.approved_by}, not sent yet"
        if self.state is PeriodState.ELSEWHERE:
            return "Not sent from this record"
        words = "Not over yet" if self.state is PeriodState.RUNNING else "Open"
        if self.overdue and self.due_on is not None:
            return f"{words}, overdue since {clock.date_text(self.due_on)}"
        return words

    @property
    def due_words(self) -> str:
        """When it is due, or what says nothing about it."""
        if self.due_on is None:
            return "The terms do not say when it is due"
        return clock.date_text(self.due_on)


def return_periods(record: Record, agreement: str, today: date) -> list[ReturnPeriod]:
    """Return every period of an agreement that has begun, newest first, with its return.

    Periods that were sent stay in the list even where the terms' frequency has changed since.
    UserError (code `no_agreement`) where there is no such agreement.
    """
    choice = _chosen(record, agreement)
    with record.store.read() as session:
        key = agreement_id(session, agreement)
        versions = sent_returns(session, key)
        approved = {
            Period(date.fromisoformat(first), date.fromisoformat(end)): by
            for first, end, by in session.rows(_APPROVED, (key,))
        }
        open_visits(session, Scope(key, Period.inclusive(choice.start_on, choice.start_on)))
        known = {*reporting_periods(choice, today), *(each.period for each in versions)}
        return [
            _period(session, key, period, versions, approved.get(period), today)
            for period in sorted(known, reverse=True)
        ]


def versions_of(record: Record, agreement: str, period: Period) -> list[SentReturn]:
    """Return every version of a period's return that was sent, oldest first."""
    with record.store.read() as session:
        sent = sent_returns(session, agreement_id(session, agreement))
    return [each for each in sent if each.period == period]


def next_due(periods: Sequence[ReturnPeriod]) -> ReturnPeriod | None:
    """Return the period whose return is to be sent next, where its terms give a date.

    It is the first after the newest one sent. Where none was ever sent, as in a record that began
    in the middle of a grant, it is the newest that is over, or else the one that runs.
    """
    sent = [each.period for each in periods if each.version is not None]
    waiting = [each for each in periods if not sent or each.period > max(sent)]
    over = [each for each in waiting if each.state is not PeriodState.RUNNING]
    found = (over or waiting)[:1] if not sent else waiting[-1:]
    return next((each for each in found if each.due_on is not None), None)


def agreement_id(session: ReadSession, reference: str) -> str:
    """Return an agreement's id; UserError (code `no_agreement`) where there is none."""
    found = session.value(
        "SELECT id FROM agreement WHERE reference = ? AND void_reason IS NULL", (reference,)
    )
    if found is None:
        raise UserError(
            f"There is no agreement “{reference}”. Choose one of those on the Grant page.",
            field="agreement",
            code="no_agreement",
        )
    return str(found)


def _chosen(record: Record, agreement: str) -> AgreementChoice:
    for choice in agreements(record.store):
        if choice.reference == agreement:
            return choice
    raise UserError(
        f"There is no agreement “{agreement}”. Choose one of those on the Grant page.",
        field="agreement",
        code="no_agreement",
    )


def _period(
    session: ReadSession,
    agreement: str,
    period: Period,
    versions: Sequence[SentReturn],
    approved_by: str | None,
    today: date,
) -> ReturnPeriod:
    sent = [each for each in versions if each.period == period]
    last = sent[-1] if sent else None
    state = _state(sent, versions, approved_by, period, today)
    due = due_on(terms_on(session, period.last_on), period)
    bounds = (period.from_on.isoformat(), period.to_on.isoformat())
    return ReturnPeriod(
        period=period,
        state=state,
        due_on=due,
        overdue=_is_waiting(state) and due is not None and due < today,
        version=last.version if last else None,
        next_version=last.version + 1 if last else 1,
        kind=last.kind if last else None,
        amount=last.amount if last else None,
        sent_at=last.sent_at if last else None,
        receipt_code=last.receipt_code if last else None,
        file_name=last.file_name if last else None,
        approved_by=approved_by,
        unfinished=session.value(_UNFINISHED, bounds),
        changed=len(changed_since(session, agreement, period, last.seq)) if last else 0,
        return_id=last.id if last else None,
    )


def _is_waiting(state: PeriodState) -> bool:
    return state not in {PeriodState.SENT, PeriodState.AMENDED, PeriodState.ELSEWHERE}


def _state(
    sent: Sequence[SentReturn],
    versions: Sequence[SentReturn],
    approved_by: str | None,
    period: Period,
    today: date,
) -> PeriodState:
    if len(sent) > 1:
        return PeriodState.AMENDED
    if sent:
        return PeriodState.SENT
    if approved_by is not None:
        return PeriodState.APPROVED
    if any(period.to_on <= each.period.from_on for each in versions):
        return PeriodState.ELSEWHERE
    return PeriodState.OPEN if period.last_on < today else PeriodState.RUNNING
