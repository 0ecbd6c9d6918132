"""A grant with two hotspots and a crew of two, whose sheets and terms a test writes down itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.model import (
    Agreement,
    BudgetLine,
    Council,
    Expenditure,
    FundingSource,
    Hotspot,
    LineMonth,
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
from wardenlog.model.base import Aggregate
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.record import Record
from wardenlog.services.returns.building import wanted
from wardenlog.services.returns.sending import Sent, send
from wardenlog.store import Store

REFERENCE: Final = "GA-7"
START: Final = date(2025, 4, 1)
Q1: Final = Period(date(2025, 4, 1), date(2025, 7, 1))
Q2: Final = Period(date(2025, 7, 1), date(2025, 10, 1))
Q3: Final = Period(date(2025, 10, 1), date(2026, 1, 1))
Q4: Final = Period(date(2026, 1, 1), date(2026, 4, 1))
BY_HOURS: Final = {
    "period_end": "2026-03-31",
    "payment_basis": "hours_rate",
    "hourly_rate": "31.50",
    "hours_counted": "person",
    "return_due_days": "30",
}
"""Terms that pay each person-hour at £31.50."""


def variation(number: int, effective_from: date, /, **terms: str) -> Variation:
    """A signed variation; `cap__2025_26` is the item cap with the key 2025-26."""
    items = []
    for name, value in terms.items():
        item, _, key = name.partition("__")
        items.append(Term(item=TermItem(item), key=key.replace("_", "-"), value=value))
    return Variation(
        number=number,
        effective_from=effective_from,
        status=VariationStatus.SIGNED,
        signed_on=effective_from - timedelta(days=10),
        terms=tuple(items),
    )


class SmallGrant:
    """The council, in a record of its own, written by Sam."""

    def __init__(self, folder: Path, original: Variation, file: Path | None = None) -> None:
        """Record everything but sheets on the day the agreement starts."""
        self.store = Store.open(file or folder / "record.sqlite3")
        self.record = Record(self.store, "Sam")
        self.out = folder / "sent"
        self.out.mkdir()
        own = Organisation(id=new_id(), code="C", name="Exampleton Council", own=True)
        funder = Organisation(id=new_id(), code="PCC", name="Exampleshire PCC")
        self.people = tuple(
            Person(id=new_id(), code=code, name=name, organisation_id=own.id, staff_group="Wardens")
            for code, name in (("AK", "Amira Khan"), ("JR", "Jo Reed"))
        )
        self.hotspots = {
            code: Hotspot(id=new_id(), code=code, name=f"Place {code}") for code in ("H1", "H2")
        }
        self.council = Council(id=new_id(), name="Exampleton Council", ons_code="E07000999")
        self.agreement = Agreement(
            id=new_id(),
            reference=REFERENCE,
            funder_id=funder.id,
            recipient_id=own.id,
            start_on=START,
            variations=(original,),
            listings=tuple(
                Listing(hotspot_id=each.id, from_on=START) for each in self.hotspots.values()
            ),
            budget_lines=(
                BudgetLine(
                    reference="N1", category="Equipment", labour=False, original=Decimal(400)
                ),
            ),
        )
        self.funding = FundingSource(id=new_id(), code="GRANT", agreement_id=self.agreement.id)
        with self.on(START):
            self.save(own, funder, *self.people, *self.hotspots.values(), self.council)
            self.save(self.agreement, self.funding)

    @contextmanager
    def on(self, day: date) -> Iterator[None]:
        """Let it be noon of a day."""
        with clock.freeze(datetime.combine(day, time(12), UTC)):
            yield

    def save(self, *aggregates: Aggregate) -> None:
        """Save as one change."""
        with self.store.write("Sam") as session:
            for each in aggregates:
                session.save(each)

    def vary(self, varied: Variation) -> None:
        """Add a variation."""
        variations = (*self.agreement.variations, varied)
        self.agreement = self.agreement.model_copy(update={"variations": variations})
        self.save(self.agreement)

    def sheet(self, number: str, day: date, *visits: tuple[str, int]) -> Shift:
        """A finished sheet of both wardens: each visit a hotspot and its minutes on the clock."""
        start = datetime.combine(day, time(15), UTC)
        made, at = [], start + timedelta(minutes=5)
        for place, (code, minutes) in enumerate(visits, start=1):
            out = at + timedelta(minutes=minutes)
            made.append(
                Visit(
                    id=new_id(),
                    number=place,
                    hotspot_id=self.hotspots[code].id,
                    in_at=at,
                    out_at=out,
                )
            )
            at = out + timedelta(minutes=5)
        return Shift(
            id=new_id(),
            sheet=number,
            day=day,
            start_at=start,
            end_at=start + timedelta(hours=4),
            finished=True,
            members=tuple(
                ShiftMember(person_id=each.id, funding_id=self.funding.id) for each in self.people
            ),
            visits=tuple(made),
        )

    def spent(self, on: date, pounds: str) -> LineMonth:
        """Non-labour spending on a day."""
        return LineMonth(
            id=new_id(),
            agreement_id=self.agreement.id,
            line="N1",
            month=f"{on:%Y-%m}",
            expenditure=(Expenditure(spent_on=on, amount=Decimal(pounds)),),
        )

    def send(self, period: Period, comment: str | None = None) -> Sent:
        """Send the next version of a period's return."""
        ask = wanted(REFERENCE, period.from_on, period.last_on, comment=comment)
        return send(self.record, ask, self.out)


def with_void(sheet: Shift, number: int, reason: str) -> Shift:
    """The sheet with one visit void."""
    visits = tuple(
        each.model_copy(update={"void_reason": reason}) if each.number == number else each
        for each in sheet.visits
    )
    return sheet.model_copy(update={"visits": visits})
