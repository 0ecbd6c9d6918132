"""The quarter's figures as the program takes them, in a read session of their own."""

import json
from dataclasses import dataclass
from functools import cache

from tests.bench.data import Record
from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.bridge import BridgeStep, bridge
from wardenlog.counting.dosage import Dosage, delivery
from wardenlog.counting.particulars import particulars
from wardenlog.counting.registers import (
    IncidentRow,
    PowerRow,
    TallyRow,
    incidents,
    powers,
    tallies,
)
from wardenlog.counting.scope import Period, Scope, open_scope
from wardenlog.store import Store


@dataclass(frozen=True, slots=True)
class Quarter:
    """The figures of one quarter, rows in the order that counting gives them."""

    bridge: list[BridgeStep]
    delivery: list[Dosage]
    powers: list[PowerRow]
    tallies: list[TallyRow]
    incidents: list[IncidentRow]


@cache
def printed_stages() -> tuple[tuple[str, str], ...]:
    """Return (power, stage) of every stage that counts in a return."""
    return tuple(
        (power.code, stage.code)
        for power in load_powers().powers
        for stage in power.stages
        if stage.count_in_return
    )


def last_quarter(record: Record) -> Period:
    """Return the last quarter of a record."""
    return Period.inclusive(record.facts.quarter_from, record.facts.quarter_to)


def by_counting(store: Store, record: Record) -> Quarter:
    """Return the last quarter's figures from the store."""
    stages = json.dumps(printed_stages())
    with store.read() as session:
        agreement = particulars(session, record.facts.agreement_reference)
        open_scope(session, Scope(agreement.agreement_id, last_quarter(record)))
        return Quarter(
            list(bridge(session)),
            delivery(session),
            powers(session, stages),
            tallies(session),
            incidents(session),
        )
