"""What stands above the register: the return's figures, and whose authority ends or is missing."""

import json
from dataclasses import dataclass
from datetime import date

from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.particulars import particulars
from wardenlog.counting.registers import powers
from wardenlog.counting.scope import Scope, open_visits
from wardenlog.services.listing import Sought
from wardenlog.services.people import People
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.store.lists.powers import users_without_authority


@dataclass(frozen=True, slots=True)
class Totals:
    """Uses in a period as the return prints them (rule 8): own and assisted are never added."""

    own: int
    assisted: int
    cancelled: int
    under_18: int


@dataclass(frozen=True, slots=True)
class Ending:
    """Somebody whose first authorisation that nothing follows ends, or ended, on a day."""

    code: str
    name: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class Authorities:
    """Whose authorisations end soon or have ended, and who used powers without ever having one."""

    ending: tuple[Ending, ...]
    ended: tuple[Ending, ...]
    never: tuple[str, ...]
    """Codes of people."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures, None where there is no agreement yet, and the authorisations to look after."""

    totals: Totals | None
    authorities: Authorities


def overview(record: Record, viewed: Viewed) -> Overview:
    """Return what stands above the register; takes a moment on a long record."""
    return Overview(_totals(record, viewed), authorities(record))


def authorities(record: Record) -> Authorities:
    """Return whose authorisations end, ended or are missing, by the rule of the list of people."""
    needing = {it.code: it.family for it in load_powers().powers if it.needs_authorisation}
    with record.store.read() as session:
        never = users_without_authority(session, needing)
    return Authorities(_ending(record, "soon"), _ending(record, "expired"), tuple(never))


def _ending(record: Record, expiry: str) -> tuple[Ending, ...]:
    people = People(record)
    ids = people.ids(Sought("ends_on", filters=(("expiry", expiry),)))
    rows = people.rows(ids)
    return tuple(
        Ending(row.code, row.name, row.ends_on)
        for each in ids
        if (row := rows.get(each)) is not None and row.ends_on is not None
    )


def _totals(record: Record, viewed: Viewed) -> Totals | None:
    if viewed.agreement is None:
        return None
    printed = [
        [power.code, stage.code]
        for power in load_powers().powers
        for stage in power.stages
        if stage.count_in_return
    ]
    with record.store.read() as session:
        agreement = particulars(session, viewed.agreement).agreement_id
        open_visits(session, Scope(agreement, viewed.period))
        rows = powers(session, json.dumps(printed))
    return Totals(
        sum(row.own for row in rows),
        sum(row.assisted for row in rows),
        sum(row.cancelled for row in rows),
        sum(row.under_18 for row in rows),
    )
