"""What is missing, late or short this week: everything that the page of today says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from wardenlog import clock
from wardenlog.counting.dosage import hotspots
from wardenlog.counting.held_back import HeldBack, held_back
from wardenlog.counting.particulars import particulars
from wardenlog.counting.run_rate import RunRate, Step, run_rate
from wardenlog.counting.scope import Period, Scope, open_visits
from wardenlog.counting.sequence import Gap, gaps
from wardenlog.errors import UserError
from wardenlog.model import new_id
from wardenlog.services.blank_sheets import MissingSerial, missing
from wardenlog.services.checks import CheckCount, Checks, Looked
from wardenlog.services.logbook import Changes, Logbook
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.services.returns.periods import ReturnPeriod, next_due, return_periods
from wardenlog.store import ReadSession
from wardenlog.store.lists import choices
from wardenlog.store.lists import today as lists

__all__ = [
    "CheckCount",
    "Checked",
    "Expiring",
    "Gap",
    "HeldBack",
    "MissingSerial",
    "Named",
    "RunRate",
    "ShortOfPlan",
    "Step",
    "Today",
    "Week",
    "look",
    "say_nothing_to_report",
    "week_of",
]

Named = choices.Named

DAYS_AHEAD: Final = 60
"""Authorisations that end within so many days are told of."""

_WORST_CHECKS: Final = 5


@dataclass(frozen=True, slots=True)
class Week:
    """The week that the page is about, Monday to Sunday, and its last day that is looked at.

    `lagging` where it is the week of the newest sheet of the period in view, because no sheet is
    dated this week.
    """

    period: Period
    so_far: date
    lagging: bool

    @property
    def looked_at(self) -> Period:
        """The days of the week that are over, or that a sheet is dated on."""
        return Period.inclusive(self.period.from_on, self.so_far)


@dataclass(frozen=True, slots=True)
class ShortOfPlan:
    """A hotspot with the visits its plan requires so far this week, and the qualifying ones."""

    hotspot_id: str
    code: str
    name: str
    needed: int
    done: int
    short: int


@dataclass(frozen=True, slots=True)
class Checked:
    """How many findings wait for somebody, and the checks with the most of them, red first."""

    red: int = 0
    amber: int = 0
    worst: tuple[CheckCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Expiring:
    """A person's authorisations that end on one day with nothing to follow them."""

    person_id: str
    code: str
    name: str
    families: tuple[str, ...]
    ends_on: date


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the page says, read at one moment; `checks` as they were just before it.

    `planned` is how many hotspots a plan requires visits of in the week. `without_sheet` are days
    of the period in view, newest first. `agreement` is the reference of the one in view, if any.
    """

    today: date
    week: Week
    viewed: Viewed
    unfinished: tuple[HeldBack, ...]
    held_minutes: int
    missing: tuple[MissingSerial, ...]
    gaps: tuple[Gap, ...]
    planned: int
    short: tuple[ShortOfPlan, ...]
    without_sheet: tuple[date, ...]
    people: tuple[Named, ...]
    checks: Checked
    expiring: tuple[Expiring, ...]
    run_rate: RunRate | None
    next_due: ReturnPeriod | None = None
    """The period whose return is to be sent next, where it is known when that is due."""

    @property
    def days_to_end(self) -> int:
        """Days from today to the last day of the period in view; negative once it is over."""
        return (self.viewed.period.last_on - self.today).days


def look(
    record: Record, checks: Checks, viewed: Viewed, step: Callable[[], object] = lambda: None
) -> Today:
    """Look at the record as it stands today, with an agreement and a period in view.

    `checks` are those of the same record, shared with whoever else asks what they find. `step` is
    called between the parts, and may raise to stop. UserError where the agreement is no
    longer in the record.
    """
    today = clock.local_date(clock.now())
    lost = tuple(missing(record))
    step()
    checked = _checked(checks.look(viewed))
    step()
    due = next_due(return_periods(record, viewed.agreement, today)) if viewed.agreement else None
    step()
    with record.store.read() as session:
        week = week_of(session, today, viewed.period)
        agreement = particulars(session, viewed.agreement) if viewed.agreement else None
        agreement_id = agreement.agreement_id if agreement else None
        start_on = agreement.start_on if agreement else viewed.period.from_on
        unfinished = tuple(held_back(session))
        step()
        planned, short = _plan(session, week, agreement_id)
        step()
        upto = _so_far(session, today, viewed.period)
        return Today(
            today=today,
            week=week,
            viewed=viewed,
            unfinished=unfinished,
            held_minutes=sum(each.person_minutes for each in unfinished),
            missing=lost,
            gaps=tuple(gaps(session, viewed.period)),
            planned=planned,
            short=short,
            without_sheet=tuple(_without_sheet(session, viewed.period, start_on, upto)),
            people=tuple(lists.own_people(session, upto)),
            checks=checked,
            expiring=_expiring(session, week.so_far if week.lagging else today),
            run_rate=_run_rate(session, viewed.period, agreement_id, upto),
            next_due=due,
        )


def week_of(session: ReadSession, today: date, period: Period) -> Week:
    """Return this week; where no sheet is dated in it, the week of the period's newest sheet.

    Days count up to yesterday, or up to the newest sheet's date where that is later; on a Monday
    without one, up to that Monday. A week that is over counts whole, or up to the period's end.
    """
    this = _week(today)
    newest = lists.newest_sheet_between(session, this.from_on, this.last_on)
    if newest is None:
        last = lists.newest_sheet_between(session, period.from_on, period.last_on)
        if last is not None:
            there = _week(last)
            over = min(there.last_on, period.last_on, today - _DAY)
            return Week(there, max(last, over), lagging=True)
    so_far = max(this.from_on, today - _DAY, newest or this.from_on)
    return Week(this, so_far, lagging=False)


def say_nothing_to_report(record: Record, day: date, person_id: str) -> Changes:
    """Record that a named person says there is nothing to report of a day (domain.md, "nil_day").

    UserError where the day has a sheet, or somebody has said so already.
    """
    from wardenlog.model import NilDay

    with record.store.read() as session:
        if lists.days_without_sheet(session, day, day) != [day]:
            raise UserError(
                f"{clock.date_text(day)} has a sheet by now, or somebody has said that there is"
                " nothing to report. Choose another day.",
                field="day",
                code="not_a_nil_day",
            )
    said = NilDay(id=new_id(), day=day, person_id=person_id)
    return Logbook(record.store, record.actor).save(said)


_DAY: Final = timedelta(days=1)


def _week(day: date) -> Period:
    monday = day - _DAY * day.weekday()
    return Period(monday, monday + 7 * _DAY)


def _so_far(session: ReadSession, today: date, period: Period) -> date:
    """Return the last day of a period to look at: yesterday, or a later one with a sheet."""
    newest = lists.newest_sheet_between(session, period.from_on, period.last_on)
    return min(period.last_on, max(today - _DAY, newest or today - _DAY))


def _without_sheet(session: ReadSession, period: Period, start_on: date, upto: date) -> list[date]:
    first = max(period.from_on, start_on)
    return lists.days_without_sheet(session, first, upto) if first <= upto else []


def _checked(looked: Looked) -> Checked:
    told = [each for each in looked.counts if each.open and each.severity != "info"]
    told.sort(key=lambda each: (each.severity != "red", -each.open))
    return Checked(
        red=sum(each.open for each in told if each.severity == "red"),
        amber=sum(each.open for each in told if each.severity == "amber"),
        worst=tuple(told[:_WORST_CHECKS]),
    )


def _plan(
    session: ReadSession, week: Week, agreement_id: str | None
) -> tuple[int, tuple[ShortOfPlan, ...]]:
    if agreement_id is None:
        return 0, ()
    open_visits(session, Scope(agreement_id, week.looked_at))
    planned = [dosage for dosage in hotspots(session) if dosage.required]
    short = [
        ShortOfPlan(
            each.hotspot_id,
            each.hotspot_code,
            each.hotspot,
            each.required or 0,
            each.qualifying,
            each.short,
        )
        for each in planned
        if each.short
    ]
    return len(planned), tuple(sorted(short, key=lambda each: (-each.short, each.code)))


def _expiring(session: ReadSession, day: date) -> tuple[Expiring, ...]:
    found: dict[tuple[str, str], Expiring] = {}
    for each in lists.authorisations_ending(session, day, day + DAYS_AHEAD * _DAY):
        key = (each.person_id, each.ends_on)
        before = found[key].families if key in found else ()
        found[key] = Expiring(
            each.person_id,
            each.code,
            each.name,
            (*before, each.family),
            date.fromisoformat(each.ends_on),
        )
    return tuple(found.values())


def _run_rate(
    session: ReadSession, period: Period, agreement_id: str | None, upto: date
) -> RunRate | None:
    if agreement_id is None:
        return None
    open_visits(session, Scope(agreement_id, period))
    return run_rate(session, period, upto)
