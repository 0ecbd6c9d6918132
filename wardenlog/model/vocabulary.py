"""The closed vocabularies of the records, as they are written in the standard log."""

from enum import StrEnum
from typing import Final


class OrganisationKind(StrEnum):
    """What an organisation is to the council."""

    COUNCIL = "council"
    POLICE = "police"
    CONTRACTOR = "contractor"
    HOUSING = "housing"
    VOLUNTARY = "voluntary"
    FUNDER = "funder"


class AuthorisationBasis(StrEnum):
    """What lets a person use a family of powers."""

    DELEGATED = "delegated"
    CSAS = "CSAS"
    PSPO = "PSPO"
    EPA = "EPA"


class HotspotKind(StrEnum):
    """Which programme's problem a hotspot is."""

    ASB = "asb"
    SERIOUS_VIOLENCE = "serious_violence"
    BOTH = "both"


class VariationStatus(StrEnum):
    """How far a variation has come; only signed ones change a figure."""

    DRAFT = "draft"
    AT_RISK = "at_risk"
    SIGNED = "signed"


class UnderspendTreatment(StrEnum):
    """What the council asks to do with money that a financial year did not spend."""

    RETURN_TO_FUNDER = "return_to_funder"
    CARRY_FORWARD = "carry_forward"
    RE_PROFILE = "re_profile"


class TermItem(StrEnum):
    """What a variation can set."""

    PERIOD_END = "period_end"
    GRANT_AMOUNT = "grant_amount"
    YEAR_ALLOCATION = "year_allocation"
    PAYMENT_BASIS = "payment_basis"
    HOURLY_RATE = "hourly_rate"
    CAP = "cap"
    HOURS_COUNTED = "hours_counted"
    OUTSIDE_HOTSPOT_COUNTS = "outside_hotspot_counts"
    HOURS_TARGET = "hours_target"
    INSTALMENT = "instalment"
    POST_FTE = "post_fte"
    REPORTING_FREQUENCY = "reporting_frequency"
    RETURN_DUE_DAYS = "return_due_days"
    PATROL_MEANS = "patrol_means"
    MINIMUM_MINUTES = "minimum_minutes"
    CONDITION = "condition"


class PaymentBasis(StrEnum):
    """How the grant is paid."""

    INSTALMENT = "instalment"
    ACTUAL_COST = "actual_cost"
    HOURS_RATE = "hours_rate"
    HYBRID = "hybrid"


class HoursCounted(StrEnum):
    """The claim unit: two wardens together for an hour are two person-hours or one patrol-hour."""

    PERSON = "person"
    PATROL = "patrol"


class ReportingFrequency(StrEnum):
    """How often a return is due."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class PatrolMeans(StrEnum):
    """What an agreement calls a patrol."""

    VISITS = "visits"
    SHIFTS = "shifts"


class Mode(StrEnum):
    """How a visit was patrolled."""

    FOOT = "foot"
    CYCLE = "cycle"
    VEHICLE = "vehicle"
    MIXED = "mixed"


class TimeSource(StrEnum):
    """Where a visit's times come from."""

    SHEET = "sheet"
    PHONE = "phone"
    TRACK = "track"
    ESTIMATED = "estimated"


class OtherTimeKind(StrEnum):
    """What paid time outside hotspots was spent on."""

    OUTSIDE_PATROL = "outside_patrol"
    TRAVEL = "travel"
    BRIEFING = "briefing"
    ADMIN = "admin"
    COURT = "court"
    MEETING = "meeting"
    TRAINING = "training"


class IncidentCategory(StrEnum):
    """The three ASB categories of the National Standard for Incident Recording."""

    PERSONAL = "personal"
    NUISANCE = "nuisance"
    ENVIRONMENTAL = "environmental"


USUAL_INCIDENT_TYPES: Final = (
    ("Noise", IncidentCategory.NUISANCE),
    ("Rowdy or inconsiderate behaviour", IncidentCategory.NUISANCE),
    ("Street drinking", IncidentCategory.NUISANCE),
    ("Begging", IncidentCategory.NUISANCE),
    ("Vehicle nuisance", IncidentCategory.NUISANCE),
    ("Drug use", IncidentCategory.NUISANCE),
    ("Fireworks", IncidentCategory.NUISANCE),
    ("Animal problems", IncidentCategory.NUISANCE),
    ("Trespass", IncidentCategory.NUISANCE),
    ("Littering", IncidentCategory.ENVIRONMENTAL),
    ("Fly-tipping", IncidentCategory.ENVIRONMENTAL),
    ("Graffiti", IncidentCategory.ENVIRONMENTAL),
    ("Criminal damage", IncidentCategory.ENVIRONMENTAL),
    ("Abandoned vehicle", IncidentCategory.ENVIRONMENTAL),
    ("Harassment or intimidation", IncidentCategory.PERSONAL),
    ("Neighbour dispute", IncidentCategory.PERSONAL),
)
"""What a council may call an incident before it has words of its own, each with its category."""


class Use(StrEnum):
    """Whether our staff used a power, or police or a court used it and we assisted."""

    OWN = "own"
    ASSISTED = "assisted"


class Subject(StrEnum):
    """Against what a power was used."""

    PERSON = "person"
    PREMISES = "premises"
    VEHICLE = "vehicle"


class AgeBand(StrEnum):
    """Age of a power's subject; the first three are under 18."""

    UNDER_10 = "under 10"
    FROM_10 = "10-15"
    FROM_16 = "16-17"
    ADULT = "18+"


class PowerStatus(StrEnum):
    """Where a penalty or notice stands."""

    ISSUED = "issued"
    PAID = "paid"
    CANCELLED = "cancelled"
    APPEALED = "appealed"
    PROSECUTED = "prosecuted"


class Weekday(StrEnum):
    """A day of the week, in the standard log's spelling."""

    MON = "Mon"
    TUE = "Tue"
    WED = "Wed"
    THU = "Thu"
    FRI = "Fri"
    SAT = "Sat"
    SUN = "Sun"


class ReturnKind(StrEnum):
    """What sort of return it is."""

    INTERIM = "interim"
    FINAL = "final"
    AMENDED = "amended"
    NIL = "nil"


class ReturnState(StrEnum):
    """How far a return has come."""

    OPEN = "open"
    APPROVED = "approved"
    SENT = "sent"
