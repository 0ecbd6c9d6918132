"""What a list of records is, as data: its columns, filters, sentences and what can be voided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from wardenlog.services.logbook import Changes
from wardenlog.ui.widgets.table_model import Column

RowT = TypeVar("RowT")


def _itself(value: str) -> str:
    return value


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that narrows a list: a pair of `Sought.filters` under its name.

    `values` gives each value and its words; it is asked when the list is made and after each
    change of the record or of the view, on the window's thread, so it must be quick. `meaning`
    makes of the value that is chosen and remembered what the listing is asked for.
    """

    name: str
    label: str
    values: Callable[[], Sequence[tuple[str, str]]]
    every: str = "All"
    first: str = ""
    """The value chosen at first; empty lets everything through."""
    meaning: Callable[[str], str] = _itself


@dataclass(frozen=True, slots=True)
class RegisterSpec(Generic[RowT]):
    """A list of records as data. Words are in English; the list translates them."""

    key: str
    """What the user's choices are remembered under."""
    title: str
    one: str
    """One of it in a sentence: `sheet`."""
    many: str
    columns: Sequence[Column[RowT]]
    order: str
    """What it is in order by at first: an `order` of one of the columns."""
    kinds: frozenset[str]
    """The kinds of aggregate whose change makes it read again."""
    empty: str
    """What to say, and what to do next, where there is nothing yet."""
    descending: bool = False
    find_hint: str = ""
    """What the find box looks into; empty for a list without one."""
    filters: Sequence[Filter] = ()
    stretch: str | None = None
    """The column that takes the width the others leave; the last where it is None."""
    record_of: Callable[[RowT], tuple[str, str]] | None = None
    """The kind and id of a row's aggregate, for history and void; None: neither."""
    void_reason_of: Callable[[RowT], str | None] | None = None
    """Why a row is void, None where it is not. Without it nothing is voided from the list."""
    void: Callable[[Sequence[RowT], str], Changes] | None = None
    """Voids rows for a reason, all or none, on another thread; by `record_of` where it is None."""
    restore: Callable[[Sequence[RowT]], Changes] | None = None
    """Takes voids back, as `void`."""
    opens: bool = True
    """Whether a row can be opened; if not, there is no Open."""
