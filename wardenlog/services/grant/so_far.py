"""What an agreement has claimed and delivered so far, to be read beside its caps and targets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from wardenlog import clock
from wardenlog.counting.claim import claimable_minutes, years_of
from wardenlog.counting.earlier import earlier_periods, taken_before
from wardenlog.counting.scope import Period, Scope, financial_year, open_visits
from wardenlog.counting.sent import latest, sent_returns
from wardenlog.counting.terms import standing_on
from wardenlog.model.vocabulary import TermItem
from wardenlog.services.grant.agreements import agreement_named
from wardenlog.services.record import Record


@dataclass(frozen=True, slots=True)
class Reached:
    """Pounds claimed by the key of a cap, `` for the whole agreement, and claimable minutes.

    Minutes are by financial year, in the unit that the terms pay for (rule 9a). `upto` is the last
    day that is counted; None where the agreement has not begun.
    """

    upto: date | None
    claimed: Mapping[str, Decimal] = field(default_factory=dict)
    minutes: Mapping[str, int] = field(default_factory=dict)


class SoFar:
    """What was reached by the agreements that were looked at last; safe to ask from any thread."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._kept: dict[str, tuple[tuple[str | None, date], Reached]] = {}

    def known(self, reference: str | None) -> Reached | None:
        """Return what was reached by an agreement when it was counted last."""
        kept = None if reference is None else self._kept.get(reference)
        return None if kept is None else kept[1]

    def count(self, reference: str, step: Callable[[], object] = lambda: None) -> Reached:
        """Count what was reached as the record stands, unless that is known.

        `step` is called between the parts, and may raise to stop.
        """
        today = clock.local_date(clock.now())
        with self._record.store.read() as session:
            head = session.head()
            stamp = (None if head is None else head.id, today)
            kept = self._kept.get(reference)
            if kept is not None and kept[0] == stamp:
                return kept[1]
            agreement, _ = agreement_named(session, reference)
            if agreement is None or agreement.start_on > today:
                return Reached(None)
            settings = standing_on(session, agreement.id, date.max)
            terms = {(it.item, it.key): it.value for it in settings}
            end = terms.get((TermItem.PERIOD_END.value, ""))
            last = min(today, date.fromisoformat(end)) if end else today
            upto = max(last, agreement.start_on)
            whole = Period(agreement.start_on, upto + timedelta(days=1))
            open_visits(session, Scope(agreement.id, whole))
            step()
            sent = latest(sent_returns(session, agreement.id)).values()
            taken = taken_before(earlier_periods(session, whole, list(sent)))
            step()
            unit = terms.get((TermItem.HOURS_COUNTED.value, ""), "person")
            minutes = {
                financial_year(part.from_on): claimable_minutes(session, part, unit)
                for part in years_of(whole)
            }
        claimed = {financial_year(first): amount for first, amount in taken.items()}
        reached = Reached(upto, {**claimed, "": sum(taken.values(), Decimal(0))}, minutes)
        self._kept[reference] = (stamp, reached)
        return reached
