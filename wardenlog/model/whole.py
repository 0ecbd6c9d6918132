"""Every type of what is recorded, and every kind of aggregate."""

from wardenlog.model.base import Aggregate, Part
from wardenlog.model.council import Council
from wardenlog.model.finance import Expenditure, LineMonth
from wardenlog.model.grant import (
    Agreement,
    BudgetChange,
    BudgetLine,
    FundingSource,
    Listing,
    PlanRule,
    Post,
    PostHolding,
    Term,
    Underspend,
    Variation,
)
from wardenlog.model.people import Authorisation, Organisation, Person
from wardenlog.model.places import Assignment, Boundary, Hotspot, Pspo
from wardenlog.model.returns import (
    Approval,
    EvidenceDigest,
    Explanation,
    PaymentLine,
    Return,
    ReturnValue,
)
from wardenlog.model.shift import (
    Incident,
    OtherTime,
    PartnerPresence,
    PowerUse,
    Referral,
    Seizure,
    Shift,
    ShiftMember,
    StatedTotal,
    Tally,
    Visit,
    VisitMember,
)
from wardenlog.model.supplied import Intelligence, NilDay, SuppliedCount, SuppliedIncidents

AGGREGATES: dict[str, type[Aggregate]] = {
    kind.kind: kind
    for kind in (
        Council,
        Organisation,
        Person,
        Hotspot,
        Pspo,
        Agreement,
        FundingSource,
        Shift,
        LineMonth,
        Intelligence,
        NilDay,
        SuppliedIncidents,
        Assignment,
        Return,
        Explanation,
    )
}
"""Every aggregate by its kind, in an order in which each refers only to earlier ones."""

__all__ = [
    "AGGREGATES",
    "Aggregate",
    "Agreement",
    "Approval",
    "Assignment",
    "Authorisation",
    "Boundary",
    "BudgetChange",
    "BudgetLine",
    "Council",
    "EvidenceDigest",
    "Expenditure",
    "Explanation",
    "FundingSource",
    "Hotspot",
    "Incident",
    "Intelligence",
    "LineMonth",
    "Listing",
    "NilDay",
    "Organisation",
    "OtherTime",
    "Part",
    "PartnerPresence",
    "PaymentLine",
    "Person",
    "PlanRule",
    "Post",
    "PostHolding",
    "PowerUse",
    "Pspo",
    "Referral",
    "Return",
    "ReturnValue",
    "Seizure",
    "Shift",
    "ShiftMember",
    "StatedTotal",
    "SuppliedCount",
    "SuppliedIncidents",
    "Tally",
    "Term",
    "Underspend",
    "Variation",
    "Visit",
    "VisitMember",
]
