"""Between a form and the record: reads a record as the values of a form, and saves it from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, runtime_checkable

from wardenlog.model import Aggregate, new_id
from wardenlog.model.base import Part
from wardenlog.services.logbook import Changes, Logbook

PartT = TypeVar("PartT", bound=Part)


@dataclass(frozen=True, slots=True)
class Opened:
    """A record as a form shows it.

    `values` also holds what the form has no field for, so that saving keeps it. `expect` is the
    revision that was read; None for a record that is not saved yet.
    """

    record_id: str
    values: Mapping[str, object] = field(default_factory=dict)
    expect: str | None = None
    void_reason: str | None = None


class Keeper(Protocol):
    """Where a form's records come from and go to."""

    def fresh(self) -> Opened:
        """Return a new record to fill in."""
        ...

    def open(self, record_id: str) -> Opened:
        """Return a record; UserError where there is none."""
        ...

    def save(self, opened: Opened, values: Mapping[str, object]) -> Changes:
        """Save a record with these values; UserError or pydantic's ValidationError if it cannot."""
        ...


@runtime_checkable
class Renames(Protocol):
    """A keeper whose records may go by another id once they are saved."""

    def kept_as(self, record_id: str) -> str:
        """Return the id that a record which was just saved goes by now."""
        ...


class Saving(Protocol):
    """What saves an aggregate: `Logbook.save`, or a service's function that checks more."""

    def __call__(self, aggregate: Aggregate, *, expect: str | None) -> Changes:
        """Save it; `expect` is the revision the editor started from."""
        ...


class AggregateKeeper:
    """Keeps records of one kind of aggregate. `begin` gives what a new one begins with."""

    def __init__(
        self,
        logbook: Logbook,
        kind: type[Aggregate],
        *,
        begin: Callable[[], Mapping[str, object]] = dict,
        save: Saving | None = None,
    ) -> None:
        self._logbook = logbook
        self._kind = kind
        self._begin = begin
        self._save: Saving = save or logbook.save

    def fresh(self) -> Opened:
        """Return a new record, which is saved nowhere yet."""
        return Opened(new_id(), self._begin())

    def open(self, record_id: str) -> Opened:
        """Return a record by its id; UserError where there is none."""
        aggregate, revision = self._logbook.load(self._kind.kind, record_id)
        return Opened(
            aggregate.id, values_of(aggregate), revision.id, void_reason=aggregate.void_reason
        )

    def save(self, opened: Opened, values: Mapping[str, object]) -> Changes:
        """Save the record whole, unless it was changed since it was opened."""
        return self._save(
            made_of(self._kind, {**values, "id": opened.record_id}), expect=opened.expect
        )


def values_of(aggregate: Part) -> dict[str, object]:
    """Return everything a record holds, by attribute; its parts are dicts of the same kind."""
    return aggregate.model_dump()


def made_of(kind: type[PartT], values: Mapping[str, object]) -> PartT:
    """Make a record of values by attribute; None is left to the model's default.

    pydantic's ValidationError says at which attribute something is wrong.
    """
    return kind.model_validate(_said(values))


def _said(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _said(each) for name, each in value.items() if each is not None}
    if isinstance(value, tuple | list):
        return tuple(_said(each) for each in value)
    return value
