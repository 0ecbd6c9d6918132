"""Parts of an agreement as lists and forms know them: by an id made of the agreement's and a name.

A budget line, a post and a year's underspend are saved with their agreement; a form edits one of
them, and its save is refused only where that one was changed meanwhile.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, cast

from wardenlog.counting.scope import Scope, open_terms
from wardenlog.errors import UserError
from wardenlog.model import Agreement
from wardenlog.services.grant.agreements import agreement_named
from wardenlog.services.listing import Sought
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.store import ReadSession

NEW: Final = "*"
"""The name of a part that is not saved yet: no code may be it, as codes have letters or digits."""

RowT = TypeVar("RowT")


def part_id(agreement_id: str, name: str) -> str:
    """Return the id of a part by its agreement and its name."""
    return f"{agreement_id}/{name}"


def split_id(wanted: str) -> tuple[str, str]:
    """Return the agreement's id and the part's name."""
    agreement_id, _, name = wanted.partition("/")
    return agreement_id, name


def loaded(session: ReadSession, agreement_id: str) -> Agreement:
    """Return an agreement by its id; UserError where there is none that stands."""
    found = session.load("agreement", agreement_id)
    if found is None or found.void_reason is not None:
        raise UserError("The agreement is no longer in the record.", code="not_found")
    return cast("Agreement", found)


def id_in_view(record: Record, viewed: Viewed) -> str | None:
    """Return the id of the agreement in view, or None where there is none."""
    with record.store.read() as session:
        agreement, _ = agreement_named(session, viewed.agreement)
    return None if agreement is None else agreement.id


def open_viewed(session: ReadSession, viewed: Viewed) -> Agreement | None:
    """Open the terms of the agreement in view over its period; None where there is none."""
    agreement, _ = agreement_named(session, viewed.agreement)
    if agreement is not None:
        open_terms(session, Scope(agreement.id, viewed.period))
    return agreement


def gone(what: str) -> UserError:
    """Return that a part is not there."""
    return UserError(f"This {what} is no longer in the agreement.", code="not_found")


def changed_meanwhile(what: str) -> UserError:
    """Return that a part was changed since a form opened it."""
    return UserError(
        f"This {what} was changed meanwhile, here or by somebody else. Look at what is saved now,"
        " then make your change again.",
        code="changed_meanwhile",
    )


@dataclass(frozen=True, slots=True)
class Orders(Generic[RowT]):
    """How a short list is narrowed and ordered: by words in a text, and by keys of rows."""

    text: Callable[[RowT], str]
    by: Mapping[str, Callable[[RowT], Any]]


class ShortList(Generic[RowT]):
    """A list whose rows are all read at once, because there are never more than a screenful."""

    def __init__(
        self,
        read: Callable[[], Sequence[RowT]],
        key: Callable[[RowT], str],
        orders: Orders[RowT],
    ) -> None:
        """Read rows with `read`; each has an id by `key`."""
        self._read = read
        self._key = key
        self._orders = orders

    def ids(self, sought: Sought) -> list[str]:
        """Return the id of every row sought, in order; rows without a value come last."""
        words = sought.find.casefold().split()
        rows = [
            row
            for row in self._read()
            if all(word in self._orders.text(row).casefold() for word in words)
        ]
        value = self._orders.by[sought.order]
        known = [row for row in rows if value(row) is not None]
        known.sort(key=value, reverse=sought.descending)
        return [self._key(row) for row in (*known, *(row for row in rows if value(row) is None))]

    def rows(self, ids: Collection[str]) -> dict[str, RowT]:
        """Return these rows by id."""
        return {each: row for row in self._read() if (each := self._key(row)) in ids}
