"""The council whose record this is."""

from typing import ClassVar

from wardenlog.model.base import Aggregate, Text


class Council(Aggregate):
    """The council's own particulars, printed on every return. One per store."""

    kind: ClassVar[str] = "council"

    name: Text
    ons_code: Text | None = None
    marking: Text | None = None
    contact: Text | None = None
    purchase_order: Text | None = None
    returns_approved_by_second_person: bool = False
    """Whether somebody other than the sender approves each return before it is sent."""
