"""Saves records that people call by a code, each with a code of its own."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from wardenlog.errors import UserError
from wardenlog.model import Aggregate, FundingSource, Hotspot, Organisation, Person, Pspo
from wardenlog.services.choices import Named
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.services.sheets import next_number
from wardenlog.store import WriteSession
from wardenlog.store.lists.coded import Coded, all_coded
from wardenlog.store.wording import kind_name

__all__ = [
    "Coded",
    "check_code",
    "code_for",
    "holder_of",
    "namesake_of",
    "next_code",
    "offered_code",
    "save_coded",
    "suggested_code",
]

_DIGITS: Final = "0123456789"
_KINDS: Final[dict[type[Aggregate], Coded]] = {
    Person: "person",
    Organisation: "organisation",
    FundingSource: "funding_source",
    Hotspot: "hotspot",
    Pspo: "pspo",
}


def save_coded(record: Record, aggregate: Aggregate, *, expect: str | None) -> Changes:
    """Save a person, an organisation, a funding source, a hotspot or an order.

    UserError (`code_taken`) where another has the code it is newly given, and as `Logbook.save`.
    """
    if not isinstance(aggregate, Person | Organisation | FundingSource | Hotspot | Pspo):
        raise TypeError(aggregate.kind)
    with record.store.write(record.actor) as session:
        check_code(session, aggregate)
        revision = session.save(aggregate, expect=expect)
    return Changes(() if revision is None else (revision,))


def check_code(
    session: WriteSession, it: Person | Organisation | FundingSource | Hotspot | Pspo
) -> None:
    """Raise UserError (`code_taken`) where a record is newly given a code that another has."""
    known = all_coded(session, _KINDS[type(it)])
    before = next((one.code for one in known if one.id == it.id), None)
    holder = _other(known, it.id, it.code)
    if holder is not None and before != it.code:
        raise UserError(
            f"{holder.name} has the code {holder.code} already. Give this "
            f"{kind_name(it.kind)} another.",
            field="code",
            code="code_taken",
        )


def suggested_code(record: Record, kind: Coded) -> str | None:
    """Return the code to offer for a new record, where its kind is numbered: W12 follows W11.

    None where the newest code is no number, such as initials.
    """
    with record.store.read() as session:
        taken = [one.code for one in all_coded(session, kind)]
    return next_code(taken)


def offered_code(record: Record, kind: Coded, name: str) -> str:
    """Return the code to offer for a new record of a name: the next number, or else initials."""
    with record.store.read() as session:
        taken = [one.code for one in all_coded(session, kind)]
    return next_code(taken) or code_for(name, taken)


def code_for(name: str, taken: Collection[str]) -> str:
    """Return a free code for a name: its initials, AK, and then AK2, AK3."""
    used = {code.casefold() for code in taken}
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    initials = "".join(word[0] for word in words).upper() or "P"
    code, number = initials, 1
    while code.casefold() in used:
        number += 1
        code = f"{initials}{number}"
    return code


def holder_of(record: Record, kind: Coded, record_id: str, code: str) -> Named | None:
    """Return another record, not void, that has a code already."""
    with record.store.read() as session:
        return _other(all_coded(session, kind), record_id, code)


def namesake_of(record: Record, kind: Coded, record_id: str, name: str) -> Named | None:
    """Return another record, not void, that is called the same."""
    with record.store.read() as session:
        known = all_coded(session, kind)
    return next((one for one in _others(known, record_id) if _same(one.name, name)), None)


def _others(known: Iterable[Named], record_id: str) -> Iterator[Named]:
    return (one for one in known if one.id != record_id and not one.void)


def _other(known: Iterable[Named], record_id: str, code: str) -> Named | None:
    return next((one for one in _others(known, record_id) if _same(one.code, code)), None)


def next_code(taken: Sequence[str]) -> str | None:
    """Return the number after the first code, which nothing has; None where it is no number."""
    newest = next(iter(taken), "")
    if not newest.endswith(tuple(_DIGITS)):
        return None
    used = {code.casefold() for code in taken}
    code = next_number(newest)
    while code.casefold() in used:
        code = next_number(code)
    return code


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
