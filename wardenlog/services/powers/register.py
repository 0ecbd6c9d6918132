"""The register of powers: every use on every sheet, what is due, and what it is narrowed by."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from wardenlog import clock
from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.checks import Finding
from wardenlog.counting.checks.facts import commencements
from wardenlog.counting.checks.uses import use_findings
from wardenlog.model.vocabulary import PowerStatus, Use
from wardenlog.services.listing import Sought
from wardenlog.services.powers.rules import DueKind, due_rules
from wardenlog.services.record import Record
from wardenlog.store import ReadSession
from wardenlog.store.lists import powers as lists

NO_STATUS: Final = "none"
"""The value of the status filter for uses without one."""


class Due(Enum):
    """How it stands with what is waited for."""

    NOTHING = auto()
    AHEAD = auto()
    SOON = auto()
    """Its last day is within DAYS_AHEAD."""
    OVERDUE = auto()
    """A payment whose last day is over."""
    OVER = auto()
    """The time for an appeal is over."""
    UNKNOWN = auto()
    """No sourced rule says until when."""


DAYS_AHEAD: Final = 7


@dataclass(frozen=True, slots=True)
class PowerLine:
    """A power use in the list.

    `expect` is the revision of its sheet that was read. `due_on` is the last day for what is
    waited for. `amount` is in pounds. `findings` are what the checks ask about it.
    """

    id: str
    shift_id: str
    expect: str
    sheet: str
    visit: int | None
    day: date
    power: str
    stage: str
    use: Use
    hotspot: str
    hotspot_name: str
    officer: str
    officer_name: str
    person_id: str | None
    pspo: str | None
    age_band: str | None
    behaviour: str | None
    outcome: str | None
    reference: str | None
    amount: Decimal | None
    count: int
    status: PowerStatus | None
    status_on: date | None
    counts: bool
    void_reason: str | None
    due_kind: DueKind | None
    due_on: date | None
    due: Due
    findings: tuple[Finding, ...] = ()

    @property
    def power_name(self) -> str:
        """The name of the power, or its code where the catalogue does not know it."""
        return _POWER_NAMES.get(self.power, self.power)

    @property
    def stage_name(self) -> str:
        """The name of the stage, or its code where the catalogue does not know it."""
        return stage_name(self.stage)


class Powers:
    """The list of power uses, by the orders and filters of `store.lists.powers`."""

    def __init__(self, record: Record) -> None:
        self._store = record.store

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every use sought, in its order."""
        with self._store.read() as session:
            narrowed = lists.Narrowed(
                sought.find.split(), dict(sought.filters), _rules(session), str(_today())
            )
            return lists.power_ids(session, sought.order, narrowed, descending=sought.descending)

    def rows(self, ids: Collection[str]) -> dict[str, PowerLine]:
        """Return the lines of these uses by id, each with what the checks ask about it."""
        with self._store.read() as session:
            rows = lists.power_rows(session, ids, _rules(session))
            found = use_findings(session, rows)
        today = _today()
        return {each: line_of(row, today, found.get(each, ())) for each, row in rows.items()}


def case_lines(record: Record, use_id: str) -> list[PowerLine]:
    """Return the steps of the case that a use belongs to, oldest first; empty where it is gone."""
    with record.store.read() as session:
        rows = lists.case_rows(session, use_id, _rules(session))
        found = use_findings(session, [row.id for row in rows])
    today = _today()
    return [line_of(row, today, found.get(row.id, ())) for row in rows]


def lines_of(record: Record, ids: Collection[str]) -> list[PowerLine]:
    """Return the lines of these uses without what the checks ask, in the order of the ids."""
    with record.store.read() as session:
        rows = lists.power_rows(session, ids, _rules(session))
    today = _today()
    return [line_of(rows[each], today, ()) for each in ids if each in rows]


def powers_used(record: Record) -> list[tuple[str, str]]:
    """Return (code, name) of every power that some sheet has."""
    with record.store.read() as session:
        used = lists.stages_used(session)
    return [(code, _POWER_NAMES.get(code, code)) for code in dict.fromkeys(it for it, _ in used)]


def stages_used(record: Record) -> list[tuple[str, str]]:
    """Return (code, name) of every stage that some sheet has."""
    with record.store.read() as session:
        used = lists.stages_used(session)
    return [(stage, stage_name(stage)) for _, stage in used]


def officers(record: Record) -> list[tuple[str, str, str]]:
    """Return (id, code, name) of everybody recorded as having used a power."""
    with record.store.read() as session:
        return lists.officers(session)


def stage_name(code: str) -> str:
    """Return the name of a stage, or its code where the catalogue does not know it."""
    return _STAGE_NAMES.get(code, code)


def line_of(row: lists.PowerRow, today: date, findings: tuple[Finding, ...]) -> PowerLine:
    """Return a row of the store as a line of the list."""
    due_on = None if row.due_on is None else date.fromisoformat(row.due_on)
    return PowerLine(
        id=row.id,
        shift_id=row.shift_id,
        expect=row.revision,
        sheet=row.sheet,
        visit=row.visit,
        day=date.fromisoformat(row.day),
        power=row.power,
        stage=row.stage,
        use=Use(row.use),
        hotspot=row.hotspot or "",
        hotspot_name=row.hotspot_name or "",
        officer=row.person or "",
        officer_name=row.person_name or "",
        person_id=row.person_id,
        pspo=row.pspo,
        age_band=row.age_band,
        behaviour=row.behaviour,
        outcome=row.outcome,
        reference=row.reference,
        amount=None if row.amount_pence is None else Decimal(row.amount_pence) / 100,
        count=row.quantity,
        status=None if row.status is None else PowerStatus(row.status),
        status_on=None if row.status_on is None else date.fromisoformat(row.status_on),
        counts=row.live,
        void_reason=row.void_reason,
        due_kind=None if row.due_kind is None else DueKind(row.due_kind),
        due_on=due_on,
        due=_due(row, due_on, today),
        findings=findings,
    )


def _due(row: lists.PowerRow, due_on: date | None, today: date) -> Due:
    if row.due_kind is None or row.settled or row.void_reason is not None:
        return Due.NOTHING
    if due_on is None:
        return Due.UNKNOWN
    if due_on < today:
        return Due.OVERDUE if row.due_kind == DueKind.PAYMENT else Due.OVER
    return Due.SOON if due_on <= today + timedelta(days=DAYS_AHEAD) else Due.AHEAD


def _rules(session: ReadSession) -> list[lists.DueRule]:
    return due_rules(commencements(session, load_powers()))


def _today() -> date:
    return clock.local_date(clock.now())


_POWER_NAMES: Final = {each.code: each.name for each in load_powers().powers}
_STAGE_NAMES: Final = {
    stage.code: stage.name for power in load_powers().powers for stage in power.stages
}
