"""One record of every kind with every field filled in."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from tests.store.records import Town
from wardenlog.model import (
    Aggregate,
    Agreement,
    Approval,
    Assignment,
    Authorisation,
    Boundary,
    BudgetChange,
    BudgetLine,
    Council,
    EvidenceDigest,
    Expenditure,
    Explanation,
    FundingSource,
    Hotspot,
    Intelligence,
    LineMonth,
    Listing,
    NilDay,
    OtherTime,
    PartnerPresence,
    PaymentLine,
    Person,
    PlanRule,
    Post,
    PostHolding,
    Pspo,
    Referral,
    Return,
    ReturnValue,
    Seizure,
    Shift,
    SuppliedCount,
    SuppliedIncidents,
    Term,
    Underspend,
    Variation,
    new_id,
)
from wardenlog.model.vocabulary import (
    AuthorisationBasis,
    HotspotKind,
    HoursCounted,
    Mode,
    OtherTimeKind,
    PowerStatus,
    ReturnKind,
    TermItem,
    UnderspendTreatment,
    VariationStatus,
    Weekday,
)

DAY = date(2025, 4, 1)
LATER = date(2026, 3, 31)


def every_kind(town: Town) -> list[Aggregate]:
    """Return one record of each kind, each referring to what the town already has."""
    agreement = _agreement(town)
    person, hotspot = town.people[0].id, town.hotspots[0].id
    return [
        Council(id=new_id(), name="Exampleton", ons_code="E07", marking="OFFICIAL", contact="us"),
        town.council.model_copy(update={"name": "Exampleton Borough Council"}),
        Person(
            id=new_id(),
            code="W9",
            name="Warden 9",
            organisation_id=town.council.id,
            staff_group="Town",
            active_from=DAY,
            active_to=LATER,
            authorisations=(
                Authorisation(family="PSPO", basis=AuthorisationBasis.PSPO, from_on=DAY),
                Authorisation(family="EPA", to_on=LATER),
            ),
        ),
        Hotspot(
            id=new_id(),
            code="H9",
            name="Café “Rhôs” 広場",
            ward="North",
            district="East",
            hotspot_kind=HotspotKind.BOTH,
            sensitive=True,
            boundaries=(Boundary(from_on=DAY, geojson='{"type":"Polygon","coordinates":[]}'),),
        ),
        Pspo(id=new_id(), code="P1", title="No drinking", from_on=DAY, boundary="{}"),
        agreement,
        FundingSource(id=new_id(), code="GA", agreement_id=agreement.id, label="Grant"),
        _shift(town),
        LineMonth(
            id=new_id(),
            agreement_id=agreement.id,
            line="L1",
            month="2025-04",
            expenditure=(
                Expenditure(spent_on=DAY, amount=Decimal("-12.30"), ledger_reference="J1"),
                Expenditure(spent_on=DAY, amount=Decimal("0.01"), post="POST-1", note="pence"),
            ),
            forecast=Decimal("1000.00"),
        ),
        Intelligence(id=new_id(), day=DAY, channel="Crimestoppers", count=3, hotspot_id=hotspot),
        NilDay(id=new_id(), day=DAY, person_id=person, scope="Town"),
        SuppliedIncidents(
            id=new_id(),
            source="Police",
            extracted_on=LATER,
            coverage="all",
            counts=(
                SuppliedCount(
                    hotspot_id=hotspot,
                    month="2025-04",
                    category="nuisance",
                    number=7,
                    same_month_last_year=0,
                ),
            ),
        ),
        Assignment(id=new_id(), hotspot_id=hotspot, day=DAY, arm="patrol"),
        Return(
            id=new_id(),
            agreement_id=agreement.id,
            period_from=DAY,
            period_to=date(2025, 7, 1),
            version=1,
            return_kind=ReturnKind.FINAL,
            variation=0,
            rules_version=1,
            revision_head="head",
            revision_seq=7,
            file_sha256="ab" * 32,
            sent_at=datetime(2025, 7, 3, 9, tzinfo=UTC),
            values=(
                ReturnValue(
                    table="Delivery", row=("H1", "2025-04"), column="Visits", value="12.50"
                ),
                ReturnValue(table="Delivery", row=(), column="Hours", value="x", status="[x]"),
            ),
            unit=HoursCounted.PERSON,
            amount=Decimal("-12.30"),
            approval=Approval(by="Jo", at=datetime(2025, 7, 2, 9, tzinfo=UTC), fingerprint="ab"),
            payment=(
                PaymentLine(
                    what="2024-25 Q4 r1",
                    from_on=DAY,
                    to_on=date(2025, 7, 1),
                    basis="adjustment",
                    unit=HoursCounted.PERSON,
                    minutes=-192,
                    rate=Decimal("31.50"),
                    amount=Decimal("-100.80"),
                    adjusts_from=date(2025, 1, 1),
                    adjusts_to=date(2025, 4, 1),
                    adjusts_version=1,
                ),
            ),
            evidence=(EvidenceDigest(shift_id="s", sheet="0412", revision="r", digest="d"),),
        ),
        Explanation(id=new_id(), check="C1", record_kind="shift", record_id="1", text="It was so."),
    ]


def _agreement(town: Town) -> Agreement:
    here, there = (it.id for it in town.hotspots[:2])
    return Agreement(
        id=new_id(),
        reference="GA-1",
        funder_id=town.council.id,
        recipient_id=town.council.id,
        programme="Hotspots",
        start_on=DAY,
        purpose="Fewer incidents",
        variations=(
            Variation(
                number=0,
                effective_from=DAY,
                status=VariationStatus.SIGNED,
                requested_on=DAY,
                signed_on=DAY,
                approval_reference="A1",
                terms=(
                    Term(item=TermItem.HOURLY_RATE, value="£31.50"),
                    Term(item=TermItem.INSTALMENT, key="01/07/2025", value="1,000"),
                ),
            ),
            Variation(
                number=1,
                effective_from=LATER,
                status=VariationStatus.DRAFT,
                reason="More hours",
                budget_changes=(BudgetChange(line="L1", amount=Decimal("-500.00")),),
            ),
        ),
        listings=(Listing(hotspot_id=here, from_on=DAY, to_on=LATER, replaced_by_id=there),),
        plan_rules=(
            PlanRule(
                hotspot_id=here,
                visits=3,
                per_days=7,
                minimum_minutes=15,
                weekdays=(Weekday.FRI, Weekday.SUN),
                window_start=time(21, 30),
                window_end=time(2),
                modes=(Mode.FOOT, Mode.CYCLE),
                from_on=DAY,
            ),
        ),
        posts=(
            Post(
                reference="POST-1",
                title="Warden",
                grade="5",
                fte=Decimal("1.0"),
                funded_fte=Decimal("0.5"),
                fixed_term=False,
                planned_start=DAY,
                actual_start=DAY,
                end_on=LATER,
                holdings=(PostHolding(person_id=town.people[0].id, from_on=DAY, to_on=LATER),),
            ),
        ),
        budget_lines=(
            BudgetLine(reference="L1", category="Staff", labour=True, original=Decimal("9000.00")),
        ),
        underspends=(
            Underspend(
                year="2024-25",
                treatment=UnderspendTreatment.RE_PROFILE,
                amount=Decimal("120.50"),
                asked_on=DAY,
                agreed_on=LATER,
                note="Late start",
            ),
        ),
    )


def _shift(town: Town) -> Shift:
    sheet = town.sheet(1, visits=2)
    first, second = sheet.visits
    power = sheet.powers[0].model_copy(
        update={
            "visit": 1,
            "amount": Decimal("100.00"),
            "status": PowerStatus.PAID,
            "status_on": LATER,
        }
    )
    partners = (PartnerPresence(partner_kind="PCSO", persons=2, minutes=10),)
    return sheet.model_copy(
        update={
            "break_minutes": 30,
            "team": "Town",
            "vehicle": "Van",
            "note": "wet, cold;\nquiet",
            "visits": (
                first.model_copy(update={"partners": partners, "void_reason": "wrong place"}),
                second.model_copy(update={"out_at": None, "members": ()}),
            ),
            "powers": (power,),
            "referrals": (Referral(pathway="Youth", stage="1", outcome="seen", visit=2),),
            "seizures": (Seizure(seizure_kind="alcohol", quantity=4),),
            "other_time": (
                OtherTime(person_id=town.people[0].id, time_kind=OtherTimeKind.TRAVEL, minutes=25),
            ),
        }
    )
