"""A small grant with two budget lines and a post, for the tests of its money."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from wardenlog.counting.scope import Period
from wardenlog.model import (
    Agreement,
    BudgetLine,
    Organisation,
    Person,
    Post,
    Term,
    Variation,
    new_id,
)
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.store import Store

VIEWED = Viewed("G", Period(date(2025, 4, 1), date(2025, 7, 1)))


@dataclass(frozen=True)
class Grant:
    """The record, and its agreement and warden by id."""

    record: Record
    agreement_id: str
    person_id: str


@contextmanager
def open_grant(folder: Path) -> Iterator[Grant]:
    """Record it in a folder."""
    funder = Organisation(id=new_id(), code="PCC", name="Wexmoor PCC")
    warden = Person(id=new_id(), code="AB", name="A Brook", organisation_id=funder.id)
    agreement = Agreement(
        id=new_id(),
        reference="G",
        funder_id=funder.id,
        start_on=date(2025, 4, 1),
        variations=(
            Variation(
                number=0,
                effective_from=date(2025, 4, 1),
                status=VariationStatus.SIGNED,
                terms=(Term(item=TermItem.PERIOD_END, value="2026-03-31"),),
            ),
        ),
        posts=(Post(reference="CW1"),),
        budget_lines=(
            BudgetLine(reference="PAY", category="Wardens’ pay", original=Decimal(1000)),
            BudgetLine(reference="KIT", category="Uniform", original=Decimal(100)),
        ),
    )
    with Store.open(folder / "record" / "wardenlog.sqlite3") as store:
        with store.write("Sam") as session:
            for each in (funder, warden, agreement):
                session.save(each)
        yield Grant(Record(store, "Sam"), agreement.id, warden.id)
