"""The register of powers: what is due, which case, and changes of many uses in one write."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.ui.council import Council, make_council
from wardenlog import clock
from wardenlog.catalogue.powers import load_powers
from wardenlog.errors import UserError
from wardenlog.model import Authorisation, PowerUse, Shift, new_id
from wardenlog.model.vocabulary import AgeBand, PowerStatus, Use
from wardenlog.services import checks, powers
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook
from wardenlog.services.periods import first_viewed
from wardenlog.services.powers import Due, PowerLine, Powers
from wardenlog.services.record import Record
from wardenlog.store import Store
from wardenlog.store.lists.powers import ORDERS

TODAY = date(2025, 7, 16)
FIRST = date(2025, 7, 1)


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def record(tmp_path: Path, council: Council) -> Iterator[Record]:
    with (
        clock.freeze(datetime(2025, 7, 16, 9, tzinfo=UTC)),
        Store.open(tmp_path / "wardenlog.sqlite3") as store,
    ):
        council.record(store)
        yield Record(store, "Sam")


def use(
    power: str,
    stage: str,
    reference: str | None = None,
    *,
    visit: int | None = 1,
    used: Use = Use.OWN,
    person_id: str | None = None,
    status: PowerStatus | None = None,
    status_on: date | None = None,
    amount: int | None = None,
    age_band: AgeBand | None = None,
) -> PowerUse:
    return PowerUse(
        id=new_id(),
        visit=visit,
        power=power,
        stage=stage,
        use=used,
        reference=reference,
        person_id=person_id,
        status=status,
        status_on=status_on,
        amount=None if amount is None else Decimal(amount),
        age_band=age_band,
        behaviour="Street drinking",
    )


def record_sheet(
    record: Record, council: Council, number: str, *uses: PowerUse, days: int = 0
) -> Shift:
    shift = council.sheet(number, days=days).model_copy(update={"powers": uses})
    Logbook(record.store, "Sam").save(shift)
    return shift


def line(record: Record, one: PowerUse) -> PowerLine:
    return Powers(record).rows([one.id])[one.id]


def uses_of(record: Record, shift: Shift) -> tuple[PowerUse, ...]:
    found, _ = Logbook(record.store, "Sam").load("shift", shift.id)
    assert isinstance(found, Shift)
    return found.powers


# What is due


@pytest.mark.parametrize(
    ("days", "due"),
    [(0, Due.OVERDUE), (1, Due.SOON), (8, Due.SOON), (9, Due.AHEAD)],
)
def test_a_penalty_under_a_notice_is_waited_for_until_fourteen_days_after_it(
    record: Record, council: Council, days: int, due: Due
) -> None:
    one = use("CPN", "CPN.FPN", amount=100)
    record_sheet(record, council, "1", one, days=days)
    found = line(record, one)
    assert found.due_on == FIRST + timedelta(days=days + 14)
    assert found.due is due


def test_an_appeal_is_possible_for_twenty_one_days_beginning_with_the_issue(
    record: Record, council: Council
) -> None:
    one = use("CPN", "CPN.ISSUED")
    record_sheet(record, council, "1", one)
    found = line(record, one)
    assert (found.due_on, found.due) == (date(2025, 7, 21), Due.SOON)
    with clock.freeze(datetime(2025, 7, 22, 9, tzinfo=UTC)):
        assert line(record, one).due is Due.OVER


def test_where_no_source_gives_a_payment_day_it_is_not_known(
    record: Record, council: Council
) -> None:
    one = use("FPN-LIT", "FPN-LIT.FPN", amount=100)
    record_sheet(record, council, "1", one)
    found = line(record, one)
    assert (found.due_on, found.due) == (None, Due.UNKNOWN)


def test_only_limits_read_in_their_source_give_days() -> None:
    rules = powers.due_rules({})
    known = {rule.stage: rule.days for rule in rules if rule.days is not None}
    assert known == {"CPN.ISSUED": 20, "CPN.FPN": 14, "PSPO.FPN": 14}
    penalties = {
        stage.code
        for power in load_powers().powers
        for stage in power.stages
        if stage.kind == "penalty"
    }
    assert penalties <= {rule.stage for rule in rules}


@pytest.mark.parametrize("status", [each for each in PowerStatus if each != PowerStatus.ISSUED])
def test_nothing_is_due_once_it_is_settled(
    record: Record, council: Council, status: PowerStatus
) -> None:
    one = use("CPN", "CPN.FPN", status=status, status_on=FIRST)
    record_sheet(record, council, "1", one)
    assert line(record, one).due is Due.NOTHING


def test_a_later_step_of_the_case_settles_what_was_due(record: Record, council: Council) -> None:
    one, other = use("CPN", "CPN.FPN", "CP/1"), use("CPN", "CPN.FPN", "CP/2")
    record_sheet(record, council, "1", one, other)
    record_sheet(record, council, "2", use("CPN", "CPN.FPN.PAID", "CP/1"), days=3)
    assert line(record, one).due is Due.NOTHING
    assert line(record, other).due is Due.OVERDUE


def test_a_breach_takes_nobody_s_appeal_away(record: Record, council: Council) -> None:
    one = use("CPN", "CPN.ISSUED", "CP/1")
    record_sheet(record, council, "1", one)
    record_sheet(record, council, "2", use("CPN", "CPN.BREACH", "CP/1"), days=3)
    assert line(record, one).due is Due.SOON


# The list


def test_the_list_is_narrowed_by_each_of_its_filters(record: Record, council: Council) -> None:
    fine = use("CPN", "CPN.FPN", "CP/1", person_id=council.amira.id)
    paid = use("CPN", "CPN.FPN", "CP/2", status=PowerStatus.PAID, status_on=FIRST)
    litter = use("FPN-LIT", "FPN-LIT.FPN", used=Use.ASSISTED)
    late = use("CPW", "CPW.ISSUED", "CP/3")
    record_sheet(record, council, "1", fine, paid, litter)
    record_sheet(record, council, "2", late, days=10)

    def found(**filters: str) -> set[str]:
        return set(Powers(record).ids(Sought("day", filters=tuple(filters.items()))))

    assert found() == {fine.id, paid.id, litter.id, late.id}
    assert found(power="CPN") == {fine.id, paid.id}
    assert found(stage="CPW.ISSUED") == {late.id}
    assert found(use="assisted") == {litter.id}
    assert found(status="paid") == {paid.id}
    assert found(status=powers.NO_STATUS) == {fine.id, litter.id, late.id}
    assert found(officer=council.amira.id) == {fine.id}
    assert found(due="overdue") == {fine.id}
    assert found(due="unknown") == {litter.id}
    assert found(due="ahead") == set()
    assert found(days="2025-07-01/2025-07-11") == {fine.id, paid.id, litter.id}
    assert set(Powers(record).ids(Sought("day", find="cp/3 drink"))) == {late.id}


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_the_list_has_every_use_in_every_order(
    record: Record, council: Council, order: str
) -> None:
    uses = [use("CPN", "CPN.FPN"), use("CPW", "CPW.ISSUED"), use("FPN-LIT", "FPN-LIT.FPN")]
    record_sheet(record, council, "1", *uses)
    for descending in (False, True):
        ids = Powers(record).ids(Sought(order, descending))
        assert sorted(ids) == sorted(each.id for each in uses)


def test_by_due_the_longest_overdue_comes_first_and_what_is_settled_last(
    record: Record, council: Council
) -> None:
    newer, older = use("CPN", "CPN.FPN"), use("CPN", "CPN.FPN")
    paid = use("CPN", "CPN.FPN", status=PowerStatus.PAID, status_on=FIRST)
    record_sheet(record, council, "1", older, paid)
    record_sheet(record, council, "2", newer, days=1)
    assert Powers(record).ids(Sought("due")) == [older.id, newer.id, paid.id]


# Cases


def test_a_case_has_its_steps_in_order_and_says_what_may_come_next(
    record: Record, council: Council
) -> None:
    warning, notice = use("CPW", "CPW.ISSUED", "CP/1"), use("CPN", "CPN.ISSUED", "CP/1")
    breach = use("CPN", "CPN.BREACH", "CP/1")
    record_sheet(record, council, "3", breach, days=9)
    record_sheet(record, council, "1", warning, use("CPW", "CPW.ISSUED", "CP/2"))
    record_sheet(record, council, "2", notice, days=4)
    case = powers.case_of(record, notice.id, TODAY)
    assert case is not None
    assert [step.id for step in case.steps] == [warning.id, notice.id, breach.id]
    assert [step.stage for step in case.next] == [
        "CPN.FPN",
        "CPN.PROS",
        "CPN.REMEDIAL",
        "CPN.SEIZE",
    ]
    assert case.law is not None
    assert (case.law.confirmed, case.law.most, case.law.most_confirmed) == (True, 100, True)


def test_a_paid_penalty_closes_its_case(record: Record, council: Council) -> None:
    one = use("CPN", "CPN.FPN", status=PowerStatus.PAID, status_on=FIRST)
    record_sheet(record, council, "1", one)
    case = powers.case_of(record, one.id, TODAY)
    assert case is not None
    assert (case.reference, case.next) == (None, ())


def test_paying_is_a_status_and_no_step_of_its_own(record: Record, council: Council) -> None:
    one = use("CPN", "CPN.FPN", status=PowerStatus.ISSUED)
    record_sheet(record, council, "1", one)
    case = powers.case_of(record, one.id, TODAY)
    assert case is not None
    assert {step.stage: step.status for step in case.next} == {
        "CPN.FPN.PAID": PowerStatus.PAID,
        "CPN.PROS": None,
    }


def test_a_limit_that_commenced_but_was_not_confirmed_is_said_not_to_be(
    record: Record, council: Council
) -> None:
    one = use("CPN", "CPN.FPN")
    record_sheet(record, council, "1", one)
    with record.store.write("Sam") as session:
        session.put("setting", {"name": "commencement.CPA2026_FPN", "value": "2025-07-01"})
    case = powers.case_of(record, one.id, TODAY)
    assert case is not None
    assert case.law is not None
    assert (case.law.most, case.law.most_confirmed) == (500, False)


def test_the_next_step_is_written_on_a_sheet_with_what_the_case_knows(
    record: Record, council: Council
) -> None:
    breach = use("CPN", "CPN.BREACH", "CP/1", age_band=AgeBand.ADULT)
    record_sheet(record, council, "1", breach)
    sheet = record_sheet(record, council, "2", days=3)
    case = powers.case_of(record, breach.id, TODAY)
    assert case is not None
    places = powers.sheets_for(record, case.last)
    assert [(it.sheet, it.visit) for it in places] == [
        (number, visit) for number in ("2", "1") for visit in (1, 2, 3)
    ]
    use_id, changes = powers.record_step(
        record, case.last, case.next[0], places[1], amount=Decimal(80), person_id=council.jo.id
    )
    (made,) = uses_of(record, sheet)
    assert made.model_dump(exclude_none=True) == {
        "id": use_id,
        "visit": 2,
        "power": "CPN",
        "stage": "CPN.FPN",
        "use": "own",
        "person_id": council.jo.id,
        "age_band": "18+",
        "behaviour": "Street drinking",
        "reference": "CP/1",
        "amount": Decimal(80),
        "count": 1,
        "status": "issued",
    }
    Logbook(record.store, "Sam").take_back(changes)
    assert uses_of(record, sheet) == ()


# Changing


def test_many_uses_are_changed_in_one_write_that_is_taken_back_whole(
    record: Record, council: Council
) -> None:
    uses = [use("CPN", "CPN.FPN", f"CP/{n}") for n in range(3)]
    one = record_sheet(record, council, "1", *uses[:2], use("CPW", "CPW.ISSUED"))
    other = record_sheet(record, council, "2", uses[2], days=1)
    lines = powers.lines_of(record, [each.id for each in uses])
    paid = {"status": "paid", "status_on": date(2025, 7, 10)}
    changes = powers.change_uses(record, lines, paid)
    assert len(changes.revisions) == 2
    statuses = [each.status for shift in (one, other) for each in uses_of(record, shift)]
    assert statuses == [PowerStatus.PAID, PowerStatus.PAID, None, PowerStatus.PAID]
    assert [each.reference for each in uses_of(record, one)] == ["CP/0", "CP/1", None]
    Logbook(record.store, "Sam").take_back(changes)
    assert uses_of(record, one) == one.powers
    assert uses_of(record, other) == other.powers


def test_nothing_is_changed_where_one_sheet_was_changed_meanwhile(
    record: Record, council: Council
) -> None:
    uses = [use("CPN", "CPN.FPN"), use("CPN", "CPN.FPN")]
    one = record_sheet(record, council, "1", uses[0])
    other = record_sheet(record, council, "2", uses[1], days=1)
    lines = powers.lines_of(record, [each.id for each in uses])
    Logbook(record.store, "Ann").save(other.model_copy(update={"note": "Wet."}))
    with pytest.raises(UserError, match="changed"):
        powers.change_uses(record, lines, {"status": "paid"})
    assert uses_of(record, one) == one.powers


def test_a_status_that_is_taken_away_takes_its_date_along(record: Record, council: Council) -> None:
    one = use("CPN", "CPN.FPN", status=PowerStatus.PAID, status_on=FIRST)
    shift = record_sheet(record, council, "1", one)
    powers.change_uses(record, [line(record, one)], {"status": None})
    (now,) = uses_of(record, shift)
    assert (now.status, now.status_on) == (None, None)


def test_a_date_without_a_status_is_refused(record: Record, council: Council) -> None:
    one = use("CPN", "CPN.FPN")
    record_sheet(record, council, "1", one)
    with pytest.raises(UserError, match="no status"):
        powers.change_uses(record, [line(record, one)], {"status_on": FIRST})
    with pytest.raises(ValidationError):
        powers.change_uses(record, [line(record, one)], {"amount": Decimal("1.234")})
    with pytest.raises(ValueError, match="cannot be changed here"):
        powers.change_uses(record, [line(record, one)], {"stage": "CPW.ISSUED"})


# What the checks ask, and the figures


def test_each_use_has_what_the_checks_ask_about_it_and_no_other(
    record: Record, council: Council
) -> None:
    notice, fine = use("CPN", "CPN.ISSUED", "CP/9"), use("CPW", "CPW.ISSUED", "CP/8")
    record_sheet(record, council, "1", notice, fine)
    assert [each.check for each in line(record, notice).findings] == ["cpn_without_cpw"]
    assert line(record, fine).findings == ()


def test_an_officer_never_authorised_is_told_of_beside_each_use(
    record: Record, council: Council
) -> None:
    Logbook(record.store, "Sam").save(
        council.jo.model_copy(update={"authorisations": (Authorisation(family="CPN"),)})
    )
    mine = use("CPW", "CPW.ISSUED", person_id=council.amira.id)
    covered = use("CPW", "CPW.ISSUED", person_id=council.jo.id)
    record_sheet(record, council, "1", mine, covered)
    (found,) = line(record, mine).findings
    assert (found.check, found.record_kind) == ("power_not_allowed", "person")
    assert line(record, covered).findings == ()
    assert powers.authorities(record).never == ("AK",)


def test_what_was_explained_is_said_beside_the_use(record: Record, council: Council) -> None:
    notice = use("CPN", "CPN.ISSUED", "CP/9")
    record_sheet(record, council, "1", notice)
    checks.explain(record, line(record, notice).findings, "Warned by the police.")
    (found,) = line(record, notice).findings
    assert found.explained == "Warned by the police."


def test_the_figures_are_those_of_the_return_and_own_and_assisted_stand_apart(
    record: Record, council: Council
) -> None:
    record_sheet(
        record,
        council,
        "1",
        use("CPW", "CPW.ISSUED", age_band=AgeBand.FROM_10),
        use("CPN", "CPN.FPN", status=PowerStatus.CANCELLED, status_on=FIRST),
        use("CPW", "CPW.EXPIRED"),
        use("POL-ARR", load_powers().power("POL-ARR").stages[0].code, used=Use.ASSISTED),
    )
    viewed = first_viewed(record.store, TODAY)
    totals = powers.overview(record, viewed).totals
    assert totals is not None
    assert (totals.own, totals.assisted, totals.cancelled, totals.under_18) == (2, 1, 1, 1)
