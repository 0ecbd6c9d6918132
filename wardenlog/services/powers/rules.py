"""Which days matter after a stage of a power, as far as the catalogue sources them."""

from datetime import date
from enum import StrEnum
from typing import Final

from wardenlog.catalogue.powers import Limit, Power, PowerCatalogue, Stage, Switches, load_powers
from wardenlog.store.lists.powers import DueRule

_FIRST: Final = date(1, 1, 1)
_LAST: Final = date(9999, 12, 30)
_PAYMENT: Final = "no_proceedings_period"
_APPEAL: Final = "appeal_date - issued_date"
_ENDS: Final = frozenset({"appeal", "disposal", "court"})
"""The kinds of stage after which nobody waits any more."""


class DueKind(StrEnum):
    """What is waited for."""

    PAYMENT = "payment"
    """Of a fixed penalty: nobody is prosecuted before the day after its last."""
    APPEAL = "appeal"
    """Against a notice: the last day for it."""


def due_rules(switches: Switches, catalogue: PowerCatalogue | None = None) -> list[DueRule]:
    """Return what is due after each fixed penalty and each notice that can be appealed.

    Days come only from limits that were read in their source (domain.md, "Powers"); a penalty
    without one has a rule without days, so that its payment is waited for on no known day.
    """
    found: list[DueRule] = []
    for power in (catalogue or load_powers()).powers:
        for stage in power.stages:
            if stage.kind == "penalty":
                found += _rules(power, stage, DueKind.PAYMENT, _PAYMENT, switches)
            elif stage.kind == "issue" and _limits(power, _APPEAL):
                found += _rules(power, stage, DueKind.APPEAL, _APPEAL, switches)
    return found


def _rules(
    power: Power, stage: Stage, kind: DueKind, field: str, switches: Switches
) -> list[DueRule]:
    kinds = {each.code: each.kind for each in power.stages}
    settled_by = [code for code in stage.next if kinds.get(code) in _ENDS]
    spans = [
        (int(limit.value), period)
        for limit in _limits(power, field)
        if (period := limit.period(switches)) is not None
    ]
    if not spans:
        return [DueRule(stage.code, kind, None, str(_FIRST), str(_LAST), settled_by)]
    return [
        DueRule(stage.code, kind, days, first.isoformat(), last.isoformat(), settled_by)
        for days, (first, last) in spans
    ]


def _limits(power: Power, field: str) -> list[Limit]:
    return [
        limit
        for limit in power.limits
        if limit.field == field and limit.unit == "days" and limit.sourced and limit.verified
    ]
