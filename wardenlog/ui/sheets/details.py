"""What can be written in a sheet's details: the kinds of line and their columns, as data."""

from dataclasses import dataclass
from typing import Final

from wardenlog.model import (
    Incident,
    OtherTime,
    Part,
    PartnerPresence,
    PowerUse,
    Referral,
    Seizure,
    Tally,
)
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field of the record, its heading, the type of its values, width in characters.

    `words` is where the words of recent sheets are kept, for columns that take any words.
    """

    name: str
    label: str
    value: str
    width: int
    needed: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of line: the field of the record that holds it, its name, and its columns."""

    name: str
    label: str
    part: type[Part]
    columns: tuple[Column, ...]
    on_visit: bool = True
    on_sheet: bool = True

    def place(self, name: str) -> int:
        """Return where a column stands."""
        return [column.name for column in self.columns].index(name)


def _t(text: str) -> str:
    return QT_TRANSLATE_NOOP("details", text)


KINDS: Final = (
    Kind(
        "powers",
        _t("Powers"),
        PowerUse,
        (
            Column("power", _t("Power"), "power", 10, needed=True),
            Column("stage", _t("Stage"), "stage", 12, needed=True),
            Column("use", _t("Use"), "use", 8),
            Column("person_id", _t("By"), "person", 5),
            Column("count", _t("Count"), "count", 6),
            Column("subject", _t("Subject"), "subject", 8),
            Column("age_band", _t("Age"), "age_band", 6),
            Column("behaviour", _t("Behaviour"), "text", 14, words="power_use.behaviour"),
            Column("outcome", _t("Outcome"), "text", 12, words="power_use.outcome"),
            Column("pspo_id", _t("PSPO"), "pspo", 8),
            Column("reference", _t("Reference"), "text", 11),
            Column("amount", _t("Amount £"), "money", 9),
            Column("status", _t("Status"), "status", 8),
            Column("status_on", _t("Status on"), "date", 11),
            Column("at", _t("Time"), "time", 7),
        ),
    ),
    Kind(
        "incidents",
        _t("Incidents"),
        Incident,
        (
            Column("incident_type", _t("Type"), "incident_type", 30, needed=True),
            Column("category", _t("Category"), "category", 16, needed=True),
            Column("at", _t("Time"), "time", 8),
            Column("outcome", _t("Outcome"), "text", 40, words="incident.outcome"),
        ),
    ),
    Kind(
        "partners",
        _t("Partners"),
        PartnerPresence,
        (
            Column(
                "partner_kind",
                _t("Kind, never names"),
                "text",
                30,
                True,
                "partner_presence.partner_kind",
            ),
            Column("persons", _t("How many"), "count", 10, needed=True),
            Column("minutes", _t("Minutes, if not all"), "count", 18),
        ),
        on_sheet=False,
    ),
    Kind(
        "referrals",
        _t("Referrals"),
        Referral,
        (
            Column("pathway", _t("Pathway"), "text", 34, True, "referral.pathway"),
            Column("stage", _t("Stage"), "text", 20, words="referral.stage"),
            Column("outcome", _t("Outcome"), "text", 40, words="referral.outcome"),
        ),
    ),
    Kind(
        "seizures",
        _t("Seizures"),
        Seizure,
        (
            Column("seizure_kind", _t("Kind"), "text", 30, True, "seizure.seizure_kind"),
            Column("quantity", _t("Quantity"), "count", 10, needed=True),
            Column("use", _t("Use"), "use", 10),
        ),
    ),
    Kind(
        "tallies",
        _t("Tallies"),
        Tally,
        (
            Column("measure", _t("Measure"), "measure", 26, needed=True),
            Column("number", _t("Number, ~ if estimated"), "tally", 22, needed=True),
        ),
    ),
    Kind(
        "other_time",
        _t("Other time"),
        OtherTime,
        (
            Column("person_id", _t("Person"), "person", 10, needed=True),
            Column("time_kind", _t("Spent on"), "time_kind", 20, needed=True),
            Column("minutes", _t("Minutes"), "count", 10, needed=True),
        ),
        on_visit=False,
    ),
)
KIND: Final = {kind.name: kind for kind in KINDS}

VISIT_COLUMNS: Final = (
    Column("mode", _t("Mode"), "mode", 10),
    Column("uniformed", _t("Uniformed"), "yes", 10),
    Column("purpose", _t("Purpose"), "text", 40, words="visit.purpose"),
    Column("source", _t("Times taken from"), "time_source", 16),
)
SHEET_COLUMNS: Final = (
    Column("said_visits", _t("Paper says: visits"), "count", 16),
    Column("said_minutes", _t("patrol minutes"), "count", 13),
    Column("said_engagements", _t("engagements"), "count", 12),
    Column("vehicle", _t("Vehicle"), "text", 16),
    Column("note", _t("Sheet note"), "text", 60),
)
VISIT_CREW_COLUMNS: Final = (
    Column("who", _t("Person"), "person", 12, needed=True),
    Column("start", _t("Joined"), "time", 9),
    Column("end", _t("Left"), "time", 9),
    Column("funding", _t("Funding, if not the sheet’s"), "funding", 28),
)
SHEET_CREW_COLUMNS: Final = (
    Column("who", _t("Person"), "person", 12, needed=True),
    Column("start", _t("Own start"), "time", 9),
    Column("end", _t("Own end"), "time", 9),
    Column("funding", _t("Funding, if not the sheet’s"), "funding", 28),
)
