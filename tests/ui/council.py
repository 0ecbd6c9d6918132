"""A small council for the window's tests: two wardens, four hotspots, a grant and its funding."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from wardenlog.model import (
    Agreement,
    FundingSource,
    Hotspot,
    Incident,
    Listing,
    Organisation,
    Person,
    Shift,
    ShiftMember,
    Term,
    Variation,
    Visit,
    new_id,
)
from wardenlog.model.vocabulary import IncidentCategory, TermItem, VariationStatus
from wardenlog.store import Store

PLACES = {
    "NC": "Norton Centre",
    "NB": "Norton Bridge",
    "HB": "High Street",
    "ST": "Station Road",
}
AFTERNOON = datetime(2025, 7, 1, 16, tzinfo=UTC)


@dataclass(frozen=True)
class Council:
    """Who and what the sheets refer to."""

    own: Organisation
    funder: Organisation
    amira: Person
    jo: Person
    places: tuple[Hotspot, ...]
    agreement: Agreement
    grant: FundingSource
    core: FundingSource

    def record(self, store: Store) -> None:
        """Save everything but sheets."""
        with store.write("Sam") as session:
            for each in (
                self.own,
                self.funder,
                self.amira,
                self.jo,
                *self.places,
                self.agreement,
                self.grant,
                self.core,
            ):
                session.save(each)

    def sheet(self, number: str, *, visits: int = 3, days: int = 0) -> Shift:
        """A finished sheet of both wardens, each visit of 20 minutes."""
        start = AFTERNOON + timedelta(days=days)
        return Shift(
            id=new_id(),
            sheet=number,
            day=start.date(),
            start_at=start + timedelta(hours=1),
            end_at=start + timedelta(hours=7),
            team="Centre",
            finished=True,
            members=tuple(
                ShiftMember(person_id=one.id, funding_id=self.grant.id)
                for one in (self.amira, self.jo)
            ),
            visits=tuple(
                Visit(
                    id=new_id(),
                    number=n + 1,
                    hotspot_id=self.places[n % len(self.places)].id,
                    in_at=start + timedelta(hours=1, minutes=5 + 40 * n),
                    out_at=start + timedelta(hours=1, minutes=25 + 40 * n),
                )
                for n in range(visits)
            ),
            incidents=(
                Incident(visit=1, category=IncidentCategory.NUISANCE, incident_type="Noise"),
            ),
        )


def make_council() -> Council:
    """The council, not recorded yet."""
    own = Organisation(id=new_id(), code="C", name="Exampleton Council", own=True)
    funder = Organisation(id=new_id(), code="PCC", name="Exampleshire PCC")
    places = tuple(Hotspot(id=new_id(), code=code, name=name) for code, name in PLACES.items())
    first = date(2025, 1, 1)
    agreement = Agreement(
        id=new_id(),
        reference="GA-9",
        funder_id=funder.id,
        start_on=first,
        variations=(
            Variation(
                number=0,
                effective_from=first,
                status=VariationStatus.SIGNED,
                terms=(
                    Term(item=TermItem.PERIOD_END, value="2026-03-31"),
                    Term(item=TermItem.HOURLY_RATE, value="30.00"),
                    Term(item=TermItem.PAYMENT_BASIS, value="hours_rate"),
                    Term(item=TermItem.HOURS_COUNTED, value="person"),
                ),
            ),
        ),
        listings=tuple(Listing(hotspot_id=place.id, from_on=first) for place in places),
    )
    return Council(
        own,
        funder,
        Person(id=new_id(), code="AK", name="Amira Khan", organisation_id=own.id),
        Person(id=new_id(), code="JR", name="Jo Reed", organisation_id=own.id),
        places,
        agreement,
        FundingSource(id=new_id(), code="GRANT", agreement_id=agreement.id, label="Hotspot grant"),
        FundingSource(id=new_id(), code="BAU", label="Core service"),
    )
