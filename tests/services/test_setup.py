"""A first start writes everything that was answered, so that a typed sheet is claimed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from wardenlog import clock
from wardenlog.counting.checks import findings
from wardenlog.counting.claim import ClaimLine
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.model import Agreement, Shift, ShiftMember, Visit, new_id
from wardenlog.model.vocabulary import PaymentBasis
from wardenlog.returns.figures import Figures, Wanted, take_figures
from wardenlog.services import periods, setup
from wardenlog.services.choices import load_choices
from wardenlog.services.record import Record, is_empty
from wardenlog.services.returns.building import build_return
from wardenlog.services.setup import Employer, FirstFacts, Missing
from wardenlog.store import Store

QUARTER = Period(date(2025, 4, 1), date(2025, 7, 1))
WARDENS = "Amira Khan\nJR Jo Reed\nAdam King\n\njo reed"
HOTSPOTS = "Code\tName\nH01\tHIGH STREET\nH02 Market Place, north end\nStation Road"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with (
        clock.freeze(datetime(2025, 7, 3, 9, tzinfo=UTC)),
        Store.open(tmp_path / "wardenlog.sqlite3") as store,
    ):
        yield Record(store, "Sam")


def answers(**others: object) -> FirstFacts:
    said: dict[str, Any] = {
        "council": "Exampleton Council",
        "funder": "Exampleshire PCC",
        "reference": "HS-1",
        "programme": "Hotspot response",
        "start_on": date(2025, 4, 1),
        "end_on": date(2027, 3, 31),
        "signed_on": date(2025, 3, 20),
        "basis": "hours_rate",
        "rate": Decimal("31.50"),
        "hours_counted": "person",
        "hours_target": 1200,
        "frequency": "quarterly",
        "employer": "council",
        "wardens": WARDENS,
        "hotspots": HOTSPOTS,
    }
    return FirstFacts.model_validate(said | others)


def type_a_sheet(record: Record, day: date = date(2025, 5, 6)) -> None:
    """Two wardens for an hour at each of two hotspots, with what a new record offers."""
    chosen = load_choices(record.store)
    start, end = clock.shift_times(day, clock.WallTime(15, 0), clock.WallTime(19, 0))
    first, second = (
        clock.shift_times(day, clock.WallTime(hour, 0), clock.WallTime(hour + 1, 0))
        for hour in (16, 17)
    )
    with record.store.write("Sam") as session:
        session.save(
            Shift(
                id=new_id(),
                sheet="0001",
                day=day,
                start_at=start,
                end_at=end,
                finished=True,
                members=tuple(
                    ShiftMember(person_id=one.id, funding_id=chosen.funding[0].id)
                    for one in chosen.people[:2]
                ),
                visits=tuple(
                    Visit(
                        id=new_id(),
                        number=n + 1,
                        hotspot_id=chosen.hotspots[n].id,
                        in_at=times[0],
                        out_at=times[1],
                    )
                    for n, times in enumerate((first, second))
                ),
            )
        )


def figures(record: Record) -> Figures:
    with record.store.read() as session:
        return take_figures(session, Wanted("HS-1", QUARTER))


def claimed(record: Record) -> ClaimLine:
    (line,) = figures(record).claim.lines
    return line


def found(record: Record) -> set[str]:
    with record.store.read() as session:
        agreement = session.value("SELECT id FROM agreement")
        return {each.check for each in findings(session, QUARTER, agreement)}


def test_a_record_begins_whole(record: Record) -> None:
    assert is_empty(record.store)
    setup.begin(record, answers(ons_code="E07000999"))
    assert not is_empty(record.store)
    chosen = load_choices(record.store)
    assert {(one.code, one.name) for one in chosen.people} == {
        ("AK", "Amira Khan"),
        ("JR", "Jo Reed"),
        ("AK2", "Adam King"),
    }
    assert {(one.code, one.name) for one in chosen.hotspots} == {
        ("H01", "HIGH STREET"),
        ("H02", "Market Place north end"),
        ("SR", "Station Road"),
    }
    assert [(one.code, one.name) for one in chosen.funding] == [("HS-1", "Hotspot response")]
    with record.store.read() as session:
        (agreement,) = session.load_all("agreement")
        assert session.row("SELECT name, ons_code FROM council") == (
            "Exampleton Council",
            "E07000999",
        )
        assert set(session.rows("SELECT name, own FROM organisation")) == {
            ("Exampleton Council", 1),
            ("Exampleshire PCC", 0),
        }
    assert isinstance(agreement, Agreement)
    assert {each.from_on for each in agreement.listings} == {date(2025, 4, 1)}
    assert len(agreement.listings) == 3
    (original,) = agreement.variations
    assert {(term.item, term.key): term.value for term in original.terms} == {
        ("period_end", ""): "2027-03-31",
        ("payment_basis", ""): "hours_rate",
        ("hourly_rate", ""): "31.50",
        ("hours_counted", ""): "person",
        ("reporting_frequency", ""): "quarterly",
        ("return_due_days", ""): "30",
        ("hours_target", "2025-26"): "1200",
        ("hours_target", "2026-27"): "1200",
    }


@pytest.mark.parametrize(("unit", "minutes", "amount"), [("person", 240, 126), ("patrol", 120, 63)])
def test_a_typed_sheet_is_claimed_at_the_rate(
    record: Record, unit: str, minutes: int, amount: int
) -> None:
    setup.begin(record, answers(hours_counted=unit))
    type_a_sheet(record)
    line = claimed(record)
    assert (line.basis, line.unit, line.minutes) == ("hours_rate", unit, minutes)
    assert line.amount == amount


def test_a_cap_holds_the_claim_down(record: Record) -> None:
    setup.begin(record, answers(cap=100))
    type_a_sheet(record)
    assert figures(record).claim.amount == 100


def test_hours_without_a_rate_have_no_amount(record: Record) -> None:
    facts = answers(rate=None)
    assert setup.missing(facts) == [Missing.RATE]
    setup.begin(record, facts)
    type_a_sheet(record)
    line = claimed(record)
    assert (line.minutes, line.amount) == (240, None)
    assert "missing_rate" in found(record)


def test_a_hybrid_pays_hours_beside_costs(record: Record) -> None:
    setup.begin(record, answers(basis="hybrid"))
    type_a_sheet(record)
    lines = figures(record).claim.lines
    assert {line.minutes for line in lines} == {240, None}
    assert 126 in {line.amount for line in lines}


def test_actual_cost_is_what_was_spent(record: Record) -> None:
    setup.begin(record, answers(basis="actual_cost", cap=5000))
    type_a_sheet(record)
    assert {line.minutes for line in figures(record).claim.lines} == {None}


def test_instalments_are_paid_by_date_and_not_by_hours(record: Record) -> None:
    facts = answers(basis="instalment")
    assert setup.missing(facts) == [Missing.INSTALMENTS]
    assert (facts.rate, facts.cap) == (None, None)
    setup.begin(record, facts)
    type_a_sheet(record)
    line = claimed(record)
    assert (line.basis, line.minutes) == ("instalment", None)
    assert line.amount == 0


def test_where_it_is_not_said_how_it_is_paid_nothing_is_claimed(record: Record) -> None:
    facts = answers(basis=None, hours_counted=None, wardens="", hotspots=" \n")
    assert setup.missing(facts) == [
        Missing.BASIS,
        Missing.HOURS_COUNTED,
        Missing.WARDENS,
        Missing.HOTSPOTS,
    ]
    setup.begin(record, facts)
    assert "hours_counted_not_stated" in found(record)


def test_only_the_required_answers_are_required(record: Record) -> None:
    facts = FirstFacts(
        council="C",
        funder="P",
        reference="1",
        start_on=date(2025, 4, 1),
        end_on=date(2026, 3, 31),
        employer=Employer.COUNCIL,
    )
    setup.begin(record, facts)
    (known,) = periods.agreements(record.store)
    assert (known.reference, known.end_on, known.frequency) == ("1", date(2026, 3, 31), "quarterly")


def test_a_contractors_wardens_are_ours_too(record: Record) -> None:
    setup.begin(record, answers(employer="contractor", contractor="Safe Streets Ltd"))
    type_a_sheet(record)
    assert claimed(record).minutes == 240
    with record.store.read() as session:
        assert session.value("SELECT own FROM organisation WHERE name = 'Exampleton Council'") == 0


@pytest.mark.parametrize(
    ("others", "field"),
    [
        ({"end_on": date(2025, 3, 31)}, "end_on"),
        ({"end_on": date(2205, 3, 31)}, "end_on"),
        ({"employer": "contractor"}, "contractor"),
        ({"wardens": "W1 Ann\nW1 Ben"}, "wardens"),
        ({"hotspots": "H01 High Street\nH01 Station Road"}, "hotspots"),
    ],
)
def test_answers_that_contradict_themselves_write_nothing(
    record: Record, others: dict[str, object], field: str
) -> None:
    facts = answers(**others)
    assert [each.field for each in setup.faults(facts)] == [field]
    with pytest.raises(UserError):
        setup.begin(record, facts)
    assert is_empty(record.store)


def test_a_record_begins_once(record: Record) -> None:
    setup.begin(record, answers())
    with pytest.raises(UserError) as caught:
        setup.begin(record, answers())
    assert caught.value.code == "already_begun"
    assert len(periods.agreements(record.store)) == 1


@pytest.mark.parametrize("field", ["council", "funder", "reference"])
def test_a_name_that_cannot_be_printed_is_refused_at_its_field(field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        answers(**{field: "A\x07"})
    assert caught.value.errors()[0]["loc"] == (field,)


def test_a_return_can_be_built_from_the_first_sheet(record: Record, tmp_path: Path) -> None:
    setup.begin(record, answers())
    type_a_sheet(record)
    with clock.freeze(datetime.combine(date(2025, 7, 3), time(9), UTC)):
        built = build_return(record.store, Wanted("HS-1", QUARTER), tmp_path)
    assert built.path.exists()


def test_every_way_of_being_paid_can_be_chosen(record: Record) -> None:
    for basis in PaymentBasis:
        assert answers(basis=basis).basis is basis
