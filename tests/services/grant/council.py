"""A small record with a grant that was varied, for tests of the grant's use cases."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from wardenlog.model import (
    Agreement,
    FundingSource,
    Hotspot,
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
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.record import Record
from wardenlog.store import Store

SIGNED, AT_RISK, DRAFT = VariationStatus.SIGNED, VariationStatus.AT_RISK, VariationStatus.DRAFT
REFERENCE = "GA-9"


@dataclass(frozen=True)
class Granted:
    """The record and what is in it."""

    record: Record
    agreement: Agreement
    hotspots: tuple[Hotspot, ...]
    funder: Organisation

    def now(self) -> Agreement:
        """Return the agreement as it stands."""
        with self.record.store.read() as session:
            found = session.load("agreement", self.agreement.id)
        assert isinstance(found, Agreement)
        return found


def variation(
    number: int,
    first: date,
    status: VariationStatus = SIGNED,
    **terms: str,
) -> Variation:
    """Make a variation; terms by item, with their key after two underscores."""
    made = [
        Term(item=TermItem(item), key=key.replace("_", "-"), value=value)
        for name, value in terms.items()
        for item, _, key in [name.partition("__")]
    ]
    return Variation(number=number, effective_from=first, status=status, terms=tuple(made))


def open_granted(folder: Path) -> Granted:
    """Record a council, its grant of three variations, and one evening's visit of an hour."""
    store = Store.open(folder / "record" / "wardenlog.sqlite3")
    own = Organisation(id=new_id(), code="C", name="Exampleton Council", own=True)
    funder = Organisation(id=new_id(), code="PCC", name="Exampleshire PCC")
    hotspots = tuple(
        Hotspot(id=new_id(), code=f"H{n}", name=name)
        for n, name in enumerate(("Norton Centre", "High Street", "Station", "Quay"), 1)
    )
    start = date(2025, 4, 1)
    agreement = Agreement(
        id=new_id(),
        reference=REFERENCE,
        funder_id=funder.id,
        start_on=start,
        variations=(
            variation(
                0,
                start,
                period_end="2026-03-31",
                payment_basis="hours_rate",
                hourly_rate="30",
                hours_counted="person",
                hours_target__2025_26="1000",
                cap="50000",
            ),
            variation(1, date(2025, 7, 1), hourly_rate="31.50"),
            variation(2, date(2025, 9, 1), AT_RISK, hourly_rate="40"),
        ),
        listings=tuple(Listing(hotspot_id=each.id, from_on=start) for each in hotspots[:2]),
    )
    amira = Person(id=new_id(), code="AK", name="Amira Khan", organisation_id=own.id)
    grant = FundingSource(id=new_id(), code="GRANT", agreement_id=agreement.id)
    came = datetime(2025, 7, 2, 17, tzinfo=UTC)
    sheet = Shift(
        id=new_id(),
        sheet="0001",
        day=came.date(),
        start_at=came,
        end_at=came + timedelta(hours=6),
        finished=True,
        members=(ShiftMember(person_id=amira.id, funding_id=grant.id),),
        visits=(
            Visit(
                id=new_id(),
                number=1,
                hotspot_id=hotspots[0].id,
                in_at=came,
                out_at=came + timedelta(hours=1),
            ),
        ),
    )
    with store.write("Sam") as session:
        for each in (own, funder, amira, *hotspots, agreement, grant, sheet):
            session.save(each)
    return Granted(Record(store, "Sam"), agreement, hotspots, funder)
