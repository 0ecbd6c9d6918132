"""Tells every screen what of the record has changed, and takes the user from one to another."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from wardenlog.services.logbook import Changes

NEW: Final = "new"
"""In place of a record's id: a new record, to be begun."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the window something is.

    A page of the rail; the kind and id of a record on it; and the field in that record, with the
    number of the visit where the field is a visit's. A new sheet may be given its number.
    """

    page: str
    kind: str | None = None
    record_id: str | None = None
    field: str | None = None
    visit: int | None = None
    sheet: str | None = None


class Bus(QObject):
    """Carries one frozen `Changes` for each write, and a `Place` for each wish to go somewhere."""

    changed = Signal(object)
    place_wanted = Signal(object)

    def tell(self, changes: Changes) -> None:
        """Tell the screens of a write; one that changed nothing is not told."""
        if changes.revisions:
            self.changed.emit(changes)

    def go(self, place: Place) -> None:
        """Ask the window to show a place; a page with a record has `show_place`."""
        self.place_wanted.emit(place)
