"""The tables of the standard log (standard-log.md) as data: reading, export and help follow it."""

from typing import Final

from wardenlog.imports.standard_log.columns import Column, Table, may, must
from wardenlog.imports.standard_log.kinds import (
    CODE,
    COUNT,
    DAY,
    FRACTION,
    MINUTES,
    MONEY,
    MONTH,
    TEXT,
    VISIT,
    WALL,
    WINDOW,
    YES_NO,
    code_of,
    one_of,
    some_of,
    whole,
)
from wardenlog.model.vocabulary import (
    AgeBand,
    AuthorisationBasis,
    HotspotKind,
    IncidentCategory,
    Mode,
    OrganisationKind,
    OtherTimeKind,
    PowerStatus,
    Subject,
    TermItem,
    TimeSource,
    UnderspendTreatment,
    Use,
    VariationStatus,
    Weekday,
)

_SHEET: Final = must("Sheet", "sheet", CODE)
_VISIT: Final = must("Visit", "visit", VISIT)
_MAYBE_VISIT: Final = may("Visit", "visit", VISIT)
_AGREEMENT: Final = must("Agreement", "agreement", code_of("Agreements"))
_HOTSPOT: Final = must("Hotspot", "hotspot_id", code_of("Hotspots"))
_PERSON: Final = must("Person", "person_id", code_of("People"))
_FUNDING: Final = may("Funding", "funding_id", code_of("Funding"))
_VARIATION_NUMBER: Final = whole(0, 999)

TABLES: Final[tuple[Table, ...]] = (
    Table("Council", (must("Field", "field", CODE), may("Value", "value", TEXT)), ("field",)),
    Table(
        "Organisations",
        (
            must("Code", "code", CODE),
            must("Name", "name", TEXT),
            may("Kind", "organisation_kind", one_of(OrganisationKind)),
            may("Own", "own", YES_NO, blank=False),
        ),
        ("code",),
    ),
    Table(
        "People",
        (
            must("Code", "code", CODE),
            must("Name", "name", TEXT),
            must("Organisation", "organisation_id", code_of("Organisations")),
            may("Staff group", "staff_group", TEXT),
            may("Active from", "active_from", DAY),
            may("Active to", "active_to", DAY),
        ),
        ("code",),
    ),
    Table(
        "Authorisations",
        (
            must("Person", "person", code_of("People")),
            must("Power family", "family", CODE),
            may("Basis", "basis", one_of(AuthorisationBasis)),
            may("From", "from_on", DAY),
            may("To", "to_on", DAY),
        ),
    ),
    Table(
        "Hotspots",
        (
            must("Code", "code", CODE),
            must("Name", "name", TEXT),
            may("Ward", "ward", TEXT),
            may("District", "district", TEXT),
            may("Kind", "hotspot_kind", one_of(HotspotKind)),
            may("Sensitive", "sensitive", YES_NO, blank=False),
        ),
        ("code",),
    ),
    Table(
        "Agreements",
        (
            must("Reference", "reference", CODE),
            must("Funder", "funder_id", code_of("Organisations")),
            must("Start", "start_on", DAY),
            may("Programme", "programme", TEXT),
            may("Recipient", "recipient_id", code_of("Organisations")),
            may("Purpose", "purpose", TEXT),
        ),
        ("reference",),
    ),
    Table(
        "Variations",
        (
            _AGREEMENT,
            must("Number", "number", _VARIATION_NUMBER),
            must("Effective from", "effective_from", DAY),
            must("Status", "status", one_of(VariationStatus)),
            may("Requested", "requested_on", DAY),
            may("Signed", "signed_on", DAY),
            may("Reason", "reason", TEXT),
            may("Approval", "approval_reference", TEXT),
        ),
        ("agreement", "number"),
    ),
    Table(
        "Terms",
        (
            _AGREEMENT,
            must("Variation", "variation", _VARIATION_NUMBER),
            must("Item", "item", one_of(TermItem)),
            may("Key", "key", TEXT),
            must("Value", "value", TEXT),
        ),
    ),
    Table(
        "Listings",
        (
            _AGREEMENT,
            _HOTSPOT,
            must("From", "from_on", DAY),
            may("To", "to_on", DAY),
            may("Replaced by", "replaced_by_id", code_of("Hotspots")),
        ),
    ),
    Table(
        "Plan rules",
        (
            _AGREEMENT,
            _HOTSPOT,
            must("Visits", "visits", whole(0, 1_000)),
            must("Per days", "per_days", whole(1, 366)),
            may("Minimum minutes", "minimum_minutes", MINUTES),
            may("Weekdays", "weekdays", some_of(Weekday), blank=()),
            may("Window start", "window_start", WINDOW),
            may("Window end", "window_end", WINDOW),
            may("Modes", "modes", some_of(Mode), blank=()),
            must("From", "from_on", DAY),
            may("To", "to_on", DAY),
        ),
    ),
    Table(
        "Funding",
        (
            must("Code", "code", CODE),
            may("Agreement", "agreement_id", code_of("Agreements")),
            may("Label", "label", TEXT),
        ),
        ("code",),
    ),
    Table(
        "PSPOs",
        (
            must("Code", "code", CODE),
            must("Title", "title", TEXT),
            may("From", "from_on", DAY),
            may("To", "to_on", DAY),
        ),
        ("code",),
    ),
    Table(
        "Shifts",
        (
            _SHEET,
            must("Date", "day", DAY),
            must("Start", "start", WALL),
            must("End", "end", WALL),
            may("Break minutes", "break_minutes", MINUTES, blank=0),
            may("Team", "team", TEXT),
            may("Vehicle", "vehicle", TEXT),
            may("Finished", "finished", YES_NO, blank=True),
            may("Note", "note", TEXT),
        ),
        ("sheet",),
    ),
    Table(
        "Shift members",
        (_SHEET, _PERSON, may("Start", "start", WALL), may("End", "end", WALL), _FUNDING),
    ),
    Table(
        "Visits",
        (
            _SHEET,
            must("Visit", "number", VISIT),
            _HOTSPOT,
            must("In", "in", WALL),
            may("Out", "out", WALL),
            may("Mode", "mode", one_of(Mode), blank=Mode.FOOT),
            may("Uniformed", "uniformed", YES_NO, blank=True),
            may("Purpose", "purpose", TEXT),
            may("Time source", "time_source", one_of(TimeSource)),
            may("Void reason", "void_reason", TEXT),
            may("Note", "note", TEXT),
        ),
        ("sheet", "number"),
    ),
    Table(
        "Visit members",
        (
            _SHEET,
            _VISIT,
            _PERSON,
            may("Joined", "joined", WALL),
            may("Left", "left", WALL),
            _FUNDING,
        ),
    ),
    Table(
        "Partners",
        (
            _SHEET,
            _VISIT,
            must("Kind", "partner_kind", TEXT),
            must("Persons", "persons", COUNT),
            may("Minutes", "minutes", MINUTES),
        ),
    ),
    Table(
        "Tallies",
        (
            _SHEET,
            _MAYBE_VISIT,
            must("Measure", "measure", CODE),
            must("Number", "number", COUNT),
            may("Estimated", "estimated", YES_NO, blank=False),
        ),
    ),
    Table(
        "Incidents",
        (
            _SHEET,
            _MAYBE_VISIT,
            may("Time", "time", WALL),
            must("Category", "category", one_of(IncidentCategory)),
            must("Type", "incident_type", TEXT),
            may("Outcome", "outcome", TEXT),
        ),
    ),
    Table(
        "Powers",
        (
            _SHEET,
            _MAYBE_VISIT,
            may("Time", "time", WALL),
            must("Power", "power", CODE),
            must("Stage", "stage", CODE),
            Column("Use", "use", one_of(Use), heading_needed=True),  # blank: as the catalogue says
            may("Person", "person_id", code_of("People")),
            may("Subject", "subject", one_of(Subject)),
            may("Age band", "age_band", one_of(AgeBand)),
            may("Behaviour", "behaviour", TEXT),
            may("Outcome", "outcome", TEXT),
            may("PSPO", "pspo_id", code_of("PSPOs")),
            may("Reference", "reference", TEXT),
            may("Amount", "amount", MONEY),
            may("Count", "count", whole(1, 10_000), blank=1),
            may("Status", "status", one_of(PowerStatus)),
            may("Status on", "status_on", DAY),
        ),
    ),
    Table(
        "Referrals",
        (
            _SHEET,
            _MAYBE_VISIT,
            must("Pathway", "pathway", TEXT),
            may("Stage", "stage", TEXT),
            may("Outcome", "outcome", TEXT),
        ),
    ),
    Table(
        "Seizures",
        (
            _SHEET,
            _MAYBE_VISIT,
            must("Kind", "seizure_kind", TEXT),
            must("Quantity", "quantity", COUNT),
            may("Use", "use", one_of(Use), blank=Use.OWN),
        ),
    ),
    Table(
        "Intelligence",
        (
            must("Date", "day", DAY),
            must("Channel", "channel", TEXT),
            must("Count", "count", COUNT),
            may("Hotspot", "hotspot_id", code_of("Hotspots")),
        ),
    ),
    Table(
        "Other time",
        (
            _SHEET,
            _PERSON,
            must("Kind", "time_kind", one_of(OtherTimeKind)),
            must("Minutes", "minutes", MINUTES),
        ),
    ),
    Table(
        "Nil days",
        (must("Date", "day", DAY), _PERSON, may("Scope", "scope", TEXT)),
    ),
    Table(
        "Posts",
        (
            _AGREEMENT,
            must("Post", "reference", CODE),
            may("Title", "title", TEXT),
            may("Grade", "grade", TEXT),
            may("FTE", "fte", FRACTION),
            may("Funded FTE", "funded_fte", FRACTION),
            may("Fixed term", "fixed_term", YES_NO),
            may("Planned start", "planned_start", DAY),
            may("Actual start", "actual_start", DAY),
            may("End", "end_on", DAY),
            may("Person", "person_id", code_of("People")),
            may("Yearly budget", "yearly_budget", MONEY),
        ),
    ),
    Table(
        "Budget lines",
        (
            _AGREEMENT,
            must("Line", "reference", CODE),
            must("Category", "category", TEXT),
            may("Labour", "labour", YES_NO),
            must("Original", "original", MONEY),
        ),
        ("agreement", "reference"),
    ),
    Table(
        "Budget changes",
        (
            _AGREEMENT,
            must("Variation", "variation", _VARIATION_NUMBER),
            must("Line", "line", CODE),
            must("Amount", "amount", MONEY),
        ),
    ),
    Table(
        "Underspends",
        (
            _AGREEMENT,
            must("Year", "year", TEXT),
            must("Treatment", "treatment", one_of(UnderspendTreatment)),
            may("Amount", "amount", MONEY),
            may("Asked on", "asked_on", DAY),
            may("Agreed on", "agreed_on", DAY),
            may("Note", "note", TEXT),
        ),
        ("agreement", "year"),
    ),
    Table(
        "Expenditure",
        (
            _AGREEMENT,
            must("Line", "line", CODE),
            must("Date", "spent_on", DAY),
            must("Amount", "amount", MONEY),
            may("Ledger reference", "ledger_reference", TEXT),
            may("Post", "post", CODE),
            may("Note", "note", TEXT),
        ),
    ),
    Table(
        "Forecasts",
        (
            _AGREEMENT,
            must("Line", "line", CODE),
            must("Month", "month", MONTH),
            must("Amount", "amount", MONEY),
        ),
        ("agreement", "line", "month"),
    ),
    Table(
        "Police incidents",
        (
            _HOTSPOT,
            must("Month", "month", MONTH),
            may("Category", "category", TEXT),
            must("Number", "number", COUNT),
            may("Same month last year", "same_month_last_year", COUNT),
            may("Source", "source", TEXT),
            may("Extracted on", "extracted_on", DAY),
        ),
    ),
)

TABLE: Final[dict[str, Table]] = {table.sheet: table for table in TABLES}
COUNCIL_FIELDS: Final = {
    "Name": "name",
    "ONS code": "ons_code",
    "Marking": "marking",
    "Contact": "contact",
    "Purchase order": "purchase_order",
}
"""What the sheet Council may say of the council, by field of the model."""
