"""An agreement's variations: listed with what each changes, added, changed, signed, made void."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from wardenlog.counting.sent import sent_returns as counted_sent
from wardenlog.counting.terms import Setting, standing_before
from wardenlog.errors import UserError
from wardenlog.model import Agreement, Variation
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.grant.agreements import agreement_named
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.store import ReadSession, Revision, WriteSession


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that a variation sets; `previous` stood before it, None where nothing did."""

    item: TermItem
    key: str
    value: str
    previous: Setting | None

    @property
    def changes(self) -> bool:
        """Whether the value differs from what stood before."""
        return self.previous is None or self.previous.value != self.value


@dataclass(frozen=True, slots=True)
class VariationLine:
    """A variation with what it changes, in the order in which its terms were typed."""

    id: str
    number: int
    effective_from: date
    status: VariationStatus
    requested_on: date | None
    signed_on: date | None
    reason: str | None
    approval_reference: str | None
    void_reason: str | None
    changes: tuple[TermChange, ...]

    @property
    def in_force(self) -> bool:
        """Whether it changes figures: it is signed and not void."""
        return self.void_reason is None and self.status is VariationStatus.SIGNED


class Variations:
    """The list of the variations of the agreement in view."""

    def __init__(self, record: Record, viewing: Callable[[], str | None]) -> None:
        """`viewing` returns the reference of the agreement in view, from any thread."""
        self._record = record
        self._viewing = viewing

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every variation sought, in order."""
        words = sought.find.casefold().split()
        wanted = dict(sought.filters)
        found = [
            line
            for line in variation_lines(self._record, self._viewing())
            if all(word in _text(line) for word in words) and wanted.get("status", "") in _is(line)
        ]
        found.sort(key=_ORDERS[sought.order], reverse=sought.descending)
        return [line.id for line in found]

    def rows(self, ids: Collection[str]) -> dict[str, VariationLine]:
        """Return the lines of these variations by id."""
        lines = variation_lines(self._record, self._viewing())
        return {line.id: line for line in lines if line.id in ids}


def variation_lines(record: Record, reference: str | None) -> list[VariationLine]:
    """Return every variation of an agreement by number, void ones included."""
    with record.store.read() as session:
        agreement, _ = agreement_named(session, reference)
        if agreement is None:
            return []
        return sorted(_lines(session, agreement), key=lambda line: line.number)


def load_variation(record: Record, variation_id: str) -> tuple[Variation, Revision]:
    """Return a variation by its id and its agreement's newest revision.

    UserError (`not_found`) where there is none of that id.
    """
    agreement_id, _, number = variation_id.partition(":")
    with record.store.read() as session:
        agreement, revision = agreement_named(session, agreement_id)
    held = () if agreement is None else agreement.variations
    found = next((each for each in held if str(each.number) == number), None)
    if found is None or revision is None:
        raise UserError("This variation is no longer in the record.", code="not_found")
    return found, revision


def held_variations(record: Record, agreement_id: str) -> list[int]:
    """Return the numbers of an agreement's variations as it holds them, by position."""
    with record.store.read() as session:
        agreement, _ = agreement_named(session, agreement_id)
    return [] if agreement is None else [each.number for each in agreement.variations]


def next_number(record: Record, reference: str | None) -> int:
    """Return the number after the last, 0 for the first; a void one keeps its number."""
    lines = variation_lines(record, reference)
    return max((line.number for line in lines), default=-1) + 1


def variation_id(agreement_id: str, number: int) -> str:
    """Return the id by which a variation is listed and opened."""
    return f"{agreement_id}:{number}"


def save_variation(
    record: Record,
    agreement_id: str,
    wanted: Variation,
    *,
    was: Variation | None,
    correction: str | None = None,
) -> Changes:
    """Save a variation of an agreement: a new one where `was` is None, or what `was` has become.

    `correction` says why a signed one is changed. UserError where it is not given (field
    `correction`), where another has the number, or where somebody changed `was` meanwhile.
    """
    with record.store.write(record.actor) as session:
        agreement = _agreement(session, agreement_id)
        others = [each for each in agreement.variations if was is None or each.number != was.number]
        if was is not None and was not in agreement.variations:
            raise UserError(
                "Somebody changed this variation meanwhile. Show what is saved now, and make your"
                " change again.",
                code="changed_meanwhile",
            )
        if any(each.number == wanted.number for each in others):
            raise UserError(
                f"There is a variation {wanted.number} already. Give this one the next number.",
                field="number",
                code="number_taken",
            )
        if was is not None and needs_reason(was, wanted) and correction is None:
            raise UserError(
                "This variation is signed. Say why it is corrected.",
                field="correction",
                code="no_reason",
            )
        changed = sorted((*others, wanted), key=lambda each: each.number)
        return _saved(session, agreement, changed, correction)


def needs_reason(was: Variation, wanted: Variation) -> bool:
    """Whether a change is one of what was signed: its terms, date, status or number."""
    signed = was.status is VariationStatus.SIGNED
    return signed and any(
        getattr(was, name) != getattr(wanted, name)
        for name in ("number", "effective_from", "status", "terms", "budget_changes")
    )


def void_variations(record: Record, ids: Sequence[str], reason: str) -> Changes:
    """Make variations void for a reason; each keeps its number and changes nothing (rule 5)."""
    return _set_void(record, ids, reason)


def restore_variations(record: Record, ids: Sequence[str]) -> Changes:
    """Take back the voids of variations."""
    return _set_void(record, ids, None)


def sent_returns(record: Record, agreement_id: str, since: date) -> list[date]:
    """Return the first days of the periods that were sent and end after a day, newest first."""
    with record.store.read() as session:
        found = counted_sent(session, agreement_id)
    periods = {each.period for each in found if each.period.to_on > since}
    return sorted((period.from_on for period in periods), reverse=True)


def _set_void(record: Record, ids: Sequence[str], reason: str | None) -> Changes:
    by_agreement: dict[str, set[str]] = {}
    for each in ids:
        agreement_id, _, number = each.partition(":")
        by_agreement.setdefault(agreement_id, set()).add(number)
    done: tuple[Revision, ...] = ()
    with record.store.write(record.actor) as session:
        for agreement_id, numbers in by_agreement.items():
            agreement = _agreement(session, agreement_id)
            changed = [
                each.model_copy(update={"void_reason": reason})
                if str(each.number) in numbers
                else each
                for each in agreement.variations
            ]
            done += _saved(session, agreement, changed, reason).revisions
    return Changes(done)


def _saved(
    session: WriteSession, agreement: Agreement, variations: Sequence[Variation], why: str | None
) -> Changes:
    changed = agreement.model_copy(update={"variations": tuple(variations)})
    revision = session.save(changed, reason=why)
    return Changes(() if revision is None else (revision,))


def _agreement(session: WriteSession, agreement_id: str) -> Agreement:
    found, _ = agreement_named(session, agreement_id)
    if found is None:
        raise UserError("This agreement is no longer in the record.", code="not_found")
    return found


def _lines(session: ReadSession, agreement: Agreement) -> Iterator[VariationLine]:
    for each in agreement.variations:
        before = {
            (one.item, one.key): one
            for one in standing_before(session, agreement.id, each.effective_from, each.number)
        }
        yield VariationLine(
            id=variation_id(agreement.id, each.number),
            number=each.number,
            effective_from=each.effective_from,
            status=each.status,
            requested_on=each.requested_on,
            signed_on=each.signed_on,
            reason=each.reason,
            approval_reference=each.approval_reference,
            void_reason=each.void_reason,
            changes=tuple(
                TermChange(term.item, term.key, term.value, before.get((term.item, term.key)))
                for term in each.terms
            ),
        )


def _text(line: VariationLine) -> str:
    said = (line.reason, line.approval_reference, *(each.value for each in line.changes))
    return " ".join(filter(None, (str(line.number), *said))).casefold()


def _is(line: VariationLine) -> tuple[str, ...]:
    """Return the values of the filter that let a line through."""
    return ("", "void") if line.void_reason is not None else ("", line.status.value)


_ORDERS: Final[dict[str, Callable[[VariationLine], tuple[date | int | str, ...]]]] = {
    "number": lambda line: (line.number,),
    "effective_from": lambda line: (line.effective_from, line.number),
    "status": lambda line: (line.status, line.number),
    "signed_on": lambda line: (line.signed_on or date.max, line.number),
}
"""What the list can be in the order of."""
