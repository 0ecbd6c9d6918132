"""Grant agreements: listed, found by what is in view, and saved with their particulars."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from wardenlog.errors import UserError
from wardenlog.model import Aggregate, Agreement, Organisation
from wardenlog.model.vocabulary import VariationStatus
from wardenlog.services.choices import Named
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.store import ReadSession, Revision
from wardenlog.store.names import ids_named


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement in the list; `signed` and `waiting` are how many variations are, or are not."""

    id: str
    reference: str
    programme: str | None
    funder: str
    recipient: str | None
    start_on: date
    signed: int
    waiting: int
    void_reason: str | None


class Agreements:
    """The list of agreements, the one that started last first unless another order is sought."""

    def __init__(self, record: Record) -> None:
        self._store = record.store

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every agreement sought, in order."""
        words = sought.find.casefold().split()
        with self._store.read() as session:
            lines = _lines(session)
        found = [each for each in lines if all(word in _text(each) for word in words)]
        found.sort(key=_ORDERS[sought.order], reverse=sought.descending)
        return [each.id for each in found]

    def rows(self, ids: Collection[str]) -> dict[str, AgreementLine]:
        """Return the lines of these agreements by id."""
        with self._store.read() as session:
            return {each.id: each for each in _lines(session) if each.id in ids}


def is_any(record: Record) -> bool:
    """Whether there is an agreement that is not void."""
    with record.store.read() as session:
        return any(each.void_reason is None for each in session.load_all("agreement"))


def agreement_in_view(
    record: Record, reference: str | None
) -> tuple[Agreement, Revision] | tuple[None, None]:
    """Return the agreement of a reference and its newest revision, or nothing of either."""
    with record.store.read() as session:
        return agreement_named(session, reference)


def agreement_named(
    session: ReadSession, reference: str | None
) -> tuple[Agreement, Revision] | tuple[None, None]:
    """Return, in one session, the agreement of a reference or id that is not void."""
    if reference is None:
        return None, None
    for each in (*ids_named(session, "agreement", reference), reference):
        found, revision = session.load("agreement", each), session.latest("agreement", each)
        if found is not None and revision is not None and found.void_reason is None:
            return cast("Agreement", found), revision
    return None, None


def save_agreement(record: Record, aggregate: Aggregate, *, expect: str | None) -> Changes:
    """Save an agreement; UserError (`code_taken`) where another has its reference."""
    if not isinstance(aggregate, Agreement):
        raise TypeError(aggregate.kind)
    with record.store.write(record.actor) as session:
        taken = {
            cast("Agreement", each).reference.casefold()
            for each in session.load_all("agreement")
            if each.id != aggregate.id and each.void_reason is None
        }
        if aggregate.reference.casefold() in taken:
            raise UserError(
                f"There is another agreement {aggregate.reference}. Give this one its own"
                " reference.",
                field="reference",
                code="code_taken",
            )
        revision = session.save(aggregate, expect=expect)
    return Changes(() if revision is None else (revision,))


def bodies(record: Record) -> list[Named]:
    """Return every organisation, void or not, by code: who may give or receive a grant."""
    with record.store.read() as session:
        found = [cast("Organisation", each) for each in session.load_all("organisation")]
    found.sort(key=lambda one: one.code)
    return [Named(one.id, one.code, one.name, one.void_reason is not None) for one in found]


def _lines(session: ReadSession) -> list[AgreementLine]:
    names = {each.id: cast("Organisation", each).name for each in session.load_all("organisation")}
    return [_line(cast("Agreement", each), names) for each in session.load_all("agreement")]


def _line(it: Agreement, names: dict[str, str]) -> AgreementLine:
    signed = sum(one.status is VariationStatus.SIGNED for one in it.variations)
    return AgreementLine(
        id=it.id,
        reference=it.reference,
        programme=it.programme,
        funder=names.get(it.funder_id, ""),
        recipient=None if it.recipient_id is None else names.get(it.recipient_id),
        start_on=it.start_on,
        signed=signed,
        waiting=len(it.variations) - signed,
        void_reason=it.void_reason,
    )


def _text(line: AgreementLine) -> str:
    said = (line.reference, line.programme, line.funder, line.recipient)
    return " ".join(filter(None, said)).casefold()


_ORDERS: Final = {
    "reference": lambda line: line.reference.casefold(),
    "programme": lambda line: (line.programme or "").casefold(),
    "funder": lambda line: line.funder.casefold(),
    "start_on": lambda line: (line.start_on, line.reference),
}
"""What the list can be in the order of."""
