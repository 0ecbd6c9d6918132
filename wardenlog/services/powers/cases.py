"""The case a power use belongs to: its steps so far, and what may come next."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from wardenlog.catalogue.powers import Limit, Power, Stage, load_powers
from wardenlog.counting.checks.facts import commencements
from wardenlog.errors import UserError
from wardenlog.model.vocabulary import PowerStatus
from wardenlog.services.powers.register import PowerLine, case_lines
from wardenlog.services.record import Record

_NO_STATUTE: Final = "non-statutory"
"""What the catalogue says of informal powers, which rest on no law."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A stage that may follow. `status` is set where it is only a status of the last penalty."""

    power: str
    stage: str
    name: str
    status: PowerStatus | None = None


@dataclass(frozen=True, slots=True)
class Law:
    """What a power rests on; only where it is `confirmed` may it be shown as law.

    `most` is the largest penalty in pounds that the limits of today allow, None where none is
    known, and `most_confirmed` whether that was read in its source.
    """

    statute: str
    confirmed: bool
    most: float | None = None
    most_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """The steps of a case, oldest first, what may come next, and the law of its last power."""

    reference: str | None
    steps: tuple[PowerLine, ...]
    next: tuple[NextStep, ...]
    law: Law | None
    """None where the power is informal, or not in the catalogue."""

    @property
    def last(self) -> PowerLine:
        """The newest step."""
        return self.steps[-1]


def case_of(record: Record, use_id: str, today: date) -> Case | None:
    """Return the case that a use belongs to, None where the use is gone."""
    steps = case_lines(record, use_id)
    if not steps:
        return None
    return Case(steps[-1].reference, tuple(steps), _next(steps), _law(record, steps[-1], today))


def _next(steps: list[PowerLine]) -> tuple[NextStep, ...]:
    """Return the stages that the newest step leads to by the catalogue; none from a closed one."""
    last = steps[-1]
    if last.void_reason is not None or last.status in {PowerStatus.PAID, PowerStatus.CANCELLED}:
        return ()
    stage = _stage(last.stage)
    catalogue = load_powers()
    there = {step.stage for step in steps}
    return tuple(
        _step(catalogue.power_of(code), catalogue.stage(code))
        for code in (() if stage is None else stage.next)
        if code not in there
    )


def _step(power: Power, stage: Stage) -> NextStep:
    alias = stage.alias_of_status
    return NextStep(power.code, stage.code, stage.name, PowerStatus(alias) if alias else None)


def _stage(code: str) -> Stage | None:
    try:
        return load_powers().stage(code)
    except UserError:
        return None


def _law(record: Record, line: PowerLine, today: date) -> Law | None:
    catalogue = load_powers()
    stage = _stage(line.stage)
    if stage is None:
        return None
    power = catalogue.power_of(line.stage)
    if power.statute == _NO_STATUTE:
        return None
    statute = f"{power.statute}, {power.section}".strip(", ")
    confirmed = power.sourced and power.verified == "source"
    with record.store.read() as session:
        switches = commencements(session, catalogue)
    limits = [
        limit
        for limit in catalogue.limits_on(power.code, "fpn_amount", today, switches)
        if limit.most is not None
    ]
    if not limits:
        return Law(statute, confirmed)
    most = max(limits, key=_most)
    return Law(statute, confirmed, most.most, most.verified)


def _most(limit: Limit) -> float:
    return limit.most or 0
