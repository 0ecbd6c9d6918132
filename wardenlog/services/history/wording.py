"""The words of a record's fields and values, as its history tells of them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Final

from wardenlog import clock
from wardenlog.model import Aggregate
from wardenlog.model.base import Part
from wardenlog.store.wording import kind_name

_LONGEST: Final = 120
"""Characters of a text that are told."""

_POUNDS: Final = frozenset({"amount", "original", "forecast"})

_LABELS: Final = {
    "day": "Date",
    "break_minutes": "Break minutes",
    "members": "Crew",
    "person_id": "Person",
    "hotspot_id": "Hotspot",
    "organisation_id": "Organisation",
    "funding_id": "Funding",
    "funder_id": "Funder",
    "recipient_id": "Recipient",
    "agreement_id": "Agreement",
    "pspo_id": "PSPO",
    "replaced_by_id": "Replaced by",
    "from_on": "From",
    "to_on": "To",
    "requested_on": "Requested",
    "signed_on": "Signed",
    "status_on": "Status date",
    "fte": "FTE",
    "funded_fte": "Funded FTE",
    "ons_code": "ONS code",
    "own": "Own staff",
    "labour": "Staff cost",
    "geojson": "Boundary",
    "time_kind": "Spent on",
    "use": "Used by",
    "file_sha256": "File",
}

_PARTS: Final = {
    "ShiftMember": "Crew",
    "VisitMember": "Crew of the visit",
    "PartnerPresence": "Partner",
    "PowerUse": "Power",
    "Term": "Term",
    "PostHolding": "Holder",
    "SuppliedCount": "Count",
    "ReturnValue": "Figure",
}

_CALLED_BY: Final = ("sheet", "code", "reference", "name", "line", "day")


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts values into words; `names` gives what records are called by their ids."""

    names: dict[str, str]

    def value(self, field: str, value: object, *, full: bool = False) -> str:  # noqa: PLR0911 - one a type
        """Return a value of a field in words; a moment with its date where `full`."""
        match value:
            case bool():
                return "yes" if value else "no"
            case Enum():
                return str(value.value).replace("_", " ")
            case datetime():
                wall = clock.wall_text(value)
                return f"{wall} on {clock.date_text(clock.local_date(value))}" if full else wall
            case date():
                return clock.date_text(value)
            case time():
                return f"{value:%H:%M}"
            case Decimal():
                return f"£{value:,.2f}" if field in _POUNDS else str(value)
            case tuple():
                return ", ".join(self.value(field, each) for each in value) or "nothing"
            case _:
                return self._text(field, str(value))

    def _text(self, field: str, text: str) -> str:
        if field.endswith("_id"):
            return self.names.get(text, "a record that is gone")
        if field in {"geojson", "boundary"}:
            return f"a boundary of {len(text):,} characters"
        if len(text) > _LONGEST:
            text = f"{text[:_LONGEST].rstrip()}…"
        return f"“{text}”" if " " in text else text

    def part(self, part: Part) -> str:
        """Return what a part of a record is and holds, in a few words."""
        held = [
            f"{label(field)} {self.value(field, value)}"
            for field, value in _told(part)
            if not isinstance(value, tuple) or not any(isinstance(each, Part) for each in value)
        ]
        return ", ".join(held)


def label(field: str) -> str:
    """Return what a field is called."""
    if field in _LABELS:
        return _LABELS[field]
    plain = re.sub(r"_(at|on)$", "", field).replace("_", " ")
    return plain[:1].upper() + plain[1:]


def part_name(part: Part) -> str:
    """Return what a kind of part is called, such as `Visit`."""
    name = type(part).__name__
    return _PARTS.get(name, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize())


def record_name(kind: str, record: Aggregate | None) -> str:
    """Return what a record is called in a sentence: `shift sheet 0412`."""
    held = record.model_dump() if record is not None else {}
    called = next((held[each] for each in _CALLED_BY if held.get(each)), None)
    if called is None:
        return kind_name(kind)
    words = clock.date_text(called) if isinstance(called, date) else str(called)
    return f"{kind_name(kind)} {words}"


def _told(part: Part) -> list[tuple[str, object]]:
    """Return the fields of a part that say something, with their values."""
    fields = type(part).model_fields
    return [
        (name, getattr(part, name))
        for name, field in fields.items()
        if name != "id" and getattr(part, name) != field.default
    ]
