"""The terms of an agreement at one moment beside another, and which variation set each."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from wardenlog.counting.terms import Setting, standing_before, standing_on
from wardenlog.model import Agreement
from wardenlog.model.vocabulary import TermItem
from wardenlog.services.grant.agreements import agreement_named
from wardenlog.services.listing import Sought
from wardenlog.services.record import Record
from wardenlog.store import ReadSession


@dataclass(frozen=True, slots=True)
class OnDay:
    """The terms on a date (domain.md, "terms on a date")."""

    day: date


@dataclass(frozen=True, slots=True)
class Before:
    """The terms as the signed variations before one left them."""

    number: int


@dataclass(frozen=True, slots=True)
class IfSigned:
    """The terms as they would be from a variation's own date, were it signed."""

    number: int


Moment = OnDay | Before | IfSigned


class Difference(Enum):
    """How a term at the first moment stands to the second."""

    NONE = "same"
    CHANGED = "changed"
    ONLY_FIRST = "new"
    ONLY_SECOND = "gone"


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term at two moments; None where nothing set it by then."""

    id: str
    item: TermItem
    key: str
    first: Setting | None
    second: Setting | None

    @property
    def difference(self) -> Difference:
        """How the two compare, by value."""
        if self.first is None:
            return Difference.ONLY_SECOND
        if self.second is None:
            return Difference.ONLY_FIRST
        same = self.first.value == self.second.value
        return Difference.NONE if same else Difference.CHANGED


class Terms:
    """The list of the terms of the agreement in view at two moments."""

    def __init__(
        self, record: Record, viewing: Callable[[], tuple[str | None, Moment, Moment]]
    ) -> None:
        """`viewing` returns the reference and both moments in view, from any thread."""
        self._record = record
        self._viewing = viewing

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every term sought; in the order of the agreement, or reversed."""
        only = dict(sought.filters).get("difference", "")
        lines = compare(self._record, *self._viewing())
        found = [line.id for line in lines if not only or line.difference is not Difference.NONE]
        return found[::-1] if sought.descending else found

    def rows(self, ids: Collection[str]) -> dict[str, TermLine]:
        """Return these terms by id."""
        lines = compare(self._record, *self._viewing())
        return {line.id: line for line in lines if line.id in ids}


def compare(record: Record, reference: str | None, first: Moment, second: Moment) -> list[TermLine]:
    """Return every term that stands at either moment, in the order in which terms are told.

    Empty without an agreement. A moment of a variation that is gone has no terms.
    """
    with record.store.read() as session:
        agreement, _ = agreement_named(session, reference)
        if agreement is None:
            return []
        one = {(it.item, it.key): it for it in _standing(session, agreement, first)}
        other = {(it.item, it.key): it for it in _standing(session, agreement, second)}
    return [
        TermLine(f"{item} {key}", TermItem(item), key, one.get((item, key)), other.get((item, key)))
        for item, key in sorted({*one, *other}, key=_place)
    ]


def terms_at(record: Record, reference: str | None, moment: Moment) -> list[Setting]:
    """Return the terms at a moment; empty without an agreement."""
    with record.store.read() as session:
        agreement, _ = agreement_named(session, reference)
        return [] if agreement is None else _standing(session, agreement, moment)


def _standing(session: ReadSession, agreement: Agreement, moment: Moment) -> list[Setting]:
    if isinstance(moment, OnDay):
        return standing_on(session, agreement.id, moment.day)
    numbered = {each.number: each for each in agreement.variations}
    variation = numbered.get(moment.number)
    if variation is None:
        return []
    if isinstance(moment, Before):
        return standing_before(session, agreement.id, variation.effective_from, variation.number)
    return standing_on(session, agreement.id, variation.effective_from, assumed=variation.number)


_ORDER: Final = (
    TermItem.PERIOD_END,
    TermItem.GRANT_AMOUNT,
    TermItem.YEAR_ALLOCATION,
    TermItem.PAYMENT_BASIS,
    TermItem.HOURLY_RATE,
    TermItem.CAP,
    TermItem.HOURS_COUNTED,
    TermItem.OUTSIDE_HOTSPOT_COUNTS,
    TermItem.MINIMUM_MINUTES,
    TermItem.HOURS_TARGET,
    TermItem.INSTALMENT,
    TermItem.POST_FTE,
    TermItem.REPORTING_FREQUENCY,
    TermItem.RETURN_DUE_DAYS,
    TermItem.PATROL_MEANS,
    TermItem.CONDITION,
)
"""The order in which terms are told: how long, how much, how it is paid, what is asked for it."""


def _place(term: tuple[str, str]) -> tuple[int, str]:
    return _ORDER.index(TermItem(term[0])), term[1]
