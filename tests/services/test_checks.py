"""What the checks find is told, kept with a reason that reaches the return, and taken back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.model import Shift
from wardenlog.returns.workbook.reading import read_tables
from wardenlog.services import checks
from wardenlog.services.checks import EXPLAINED, OPEN, Checks, Finding, Findings, Looked
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.services.returns.building import build_return, wanted
from wardenlog.store import Store

QUARTER = Viewed("GA-9", Period(date(2025, 7, 1), date(2025, 10, 1)))
TODAY = datetime(2025, 10, 10, 9, tzinfo=UTC)
WHY = "The radio was off; the crew is sure."


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with clock.freeze(TODAY):
        yield


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield Record(opened, "Sam")


@pytest.fixture
def council(record: Record) -> Council:
    made = make_council()
    made.record(record.store)
    return made


def without_outs(sheet: Shift, *numbers: int) -> Shift:
    visits = tuple(
        each.model_copy(update={"out_at": None}) if each.number in numbers else each
        for each in sheet.visits
    )
    return sheet.model_copy(update={"visits": visits})


@pytest.fixture
def sheet(record: Record, council: Council) -> Shift:
    """A sheet of 1 July 2025 whose visits 1 and 3 have no Out."""
    made = without_outs(council.sheet("S1"), 1, 3)
    with record.store.write("Sam") as session:
        session.save(made)
    return made


def looked(record: Record) -> Looked:
    return Checks(record).look(QUARTER)


def outs(looked: Looked) -> list[Finding]:
    return [each for each in looked.findings if each.check == "missing_out"]


def test_every_check_has_a_count_red_first(record: Record, sheet: Shift) -> None:
    counts = looked(record).counts
    severities = [each.severity for each in counts]
    assert severities == sorted(severities, key=["red", "amber", "info"].index)
    (count,) = (each for each in counts if each.check == "missing_out")
    assert (count.found, count.open, count.explained) == (2, 2, 0)


def test_what_waits_is_red_or_amber_and_not_explained(record: Record, sheet: Shift) -> None:
    before = looked(record)
    checks.explain(record, outs(before)[:1], WHY)
    assert looked(record).waiting == before.waiting - 1
    assert before.waiting == sum(
        each.severity in {"red", "amber"} and each.explained is None for each in before.findings
    )


def test_nothing_is_read_again_until_something_changes(record: Record, sheet: Shift) -> None:
    shared = Checks(record)
    first = shared.look(QUARTER)
    assert shared.look(QUARTER) is first
    assert shared.look(QUARTER, always=True) is not first
    assert shared.look(QUARTER) is first
    Logbook(record.store, "Sam").save(without_outs(sheet, 2))
    again = shared.look(QUARTER)
    assert len(outs(again)) == 3


def test_another_day_or_a_commencement_is_looked_at_anew(record: Record, sheet: Shift) -> None:
    shared = Checks(record)
    first = shared.look(QUARTER)
    with record.store.write("Sam") as session:
        session.put("setting", {"name": "commencement.CPA2026_FPN", "value": "2025-09-01"})
    second = shared.look(QUARTER)
    assert second is not first
    with clock.freeze(datetime(2025, 10, 11, 9, tzinfo=UTC)):
        assert shared.look(QUARTER) is not second


def test_the_period_in_view_or_every_date(record: Record, sheet: Shift, council: Council) -> None:
    with record.store.write("Sam") as session:
        session.save(without_outs(council.sheet("S2", days=100), 2))
    shared = Checks(record)
    assert len(outs(shared.look(QUARTER))) == 2
    assert len(outs(shared.look(QUARTER, always=True))) == 3


def test_what_report_raises_stops_a_look_and_nothing_half_is_kept(
    record: Record, sheet: Shift
) -> None:
    class StopError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done * 2 > total:
            raise StopError

    shared = Checks(record)
    with pytest.raises(StopError):
        shared.look(QUARTER, report=stop)
    assert len(outs(shared.look(QUARTER))) == 2


def test_an_agreement_that_is_gone_is_told(record: Record, sheet: Shift) -> None:
    with pytest.raises(UserError):
        Checks(record).look(Viewed("GA-0", QUARTER.period))


def test_one_reason_for_many_is_one_write_that_is_taken_back_whole(
    record: Record, sheet: Shift
) -> None:
    changes = checks.explain(record, outs(looked(record)), f" {WHY} ")
    assert [each.explained for each in outs(looked(record))] == [WHY, WHY]
    assert changes.kinds == {"explanation"}
    Logbook(record.store, "Sam").take_back(changes)
    assert [each.explained for each in outs(looked(record))] == [None, None]


def test_a_reason_is_about_its_visit_and_a_second_one_takes_its_place(
    record: Record, sheet: Shift
) -> None:
    first, second = outs(looked(record))
    checks.explain(record, [first], WHY)
    assert [each.explained for each in outs(looked(record))] == [WHY, None]
    checks.explain(record, [first, second], "The GPS says so.")
    assert [each.explained for each in outs(looked(record))] == ["The GPS says so."] * 2
    with record.store.read() as session:
        assert session.value("SELECT count(*) FROM explanation") == 2


def test_an_explanation_is_withdrawn_and_kept_in_history(record: Record, sheet: Shift) -> None:
    found = outs(looked(record))
    done = checks.explain(record, found, WHY)
    changes = checks.withdraw(record, outs(looked(record))[:1])
    assert [each.explained for each in outs(looked(record))] == [None, WHY]
    assert [each.operation for each in changes.revisions] == ["void"]
    history = Logbook(record.store, "Sam").history("explanation", done.revisions[0].aggregate_id)
    assert [each.operation for each in history] == ["record", "void"]
    checks.explain(record, found[:1], WHY)
    assert [each.explained for each in outs(looked(record))] == [WHY, WHY]


def test_what_was_said_of_a_whole_record_is_withdrawn_with_one_of_its_findings(
    record: Record, sheet: Shift
) -> None:
    checks.explain(record, [outs(looked(record))[0]], WHY)
    with record.store.write("Sam") as session:
        (kept,) = session.load_all("explanation")
        session.save(kept.model_copy(update={"visit": None}))
    assert [each.explained for each in outs(looked(record))] == [WHY, WHY]
    checks.withdraw(record, outs(looked(record))[1:])
    assert [each.explained for each in outs(looked(record))] == [None, None]


@pytest.mark.parametrize("text", ["", "   "])
def test_a_reason_must_say_something(record: Record, sheet: Shift, text: str) -> None:
    with pytest.raises(UserError, match="Say why"):
        checks.explain(record, outs(looked(record)), text)


def line_of(record: Record, folder: Path, title: str) -> dict[str, object]:
    ask = wanted("GA-9", date(2025, 7, 1), date(2025, 9, 30))
    built = build_return(record.store, ask, folder)
    table = read_tables(built.path, {"Checks"})["Checks"]
    lines: list[dict[str, object]] = [
        dict(zip(table.headings, row, strict=True)) for row in table.rows
    ]
    (line,) = (each for each in lines if each["Check"] == title)
    return line


def test_a_reason_travels_into_the_return_whose_check_is_then_explained(
    record: Record, sheet: Shift, tmp_path: Path
) -> None:
    title = checks.card("missing_out").title
    before = line_of(record, tmp_path, title)
    assert before["Result"] == "Attention"
    assert "No explanation is recorded." in str(before["Explanation"])
    first, second = outs(looked(record))
    checks.explain(record, [first], WHY)
    half = line_of(record, tmp_path, title)
    assert half["Result"] == "Attention"
    assert f"Explained for 1 of 2: {WHY}" in str(half["Explanation"])
    checks.explain(record, [second], "The sheet is torn there.")
    after = line_of(record, tmp_path, title)
    assert after["Result"] == "Explained"
    assert f"Explained for 2 of 2: {WHY} The sheet is torn there." in str(after["Explanation"])


def listed(findings: Findings, order: str = "day", **more: object) -> list[tuple[object, ...]]:
    ids = findings.ids(Sought(order, **more))  # type: ignore[arg-type]
    rows = findings.rows(ids)
    return [(rows[each].place, rows[each].explained) for each in ids]


def test_findings_are_listed_found_filtered_and_put_in_order(
    record: Record, sheet: Shift, council: Council
) -> None:
    with record.store.write("Sam") as session:
        session.save(without_outs(council.sheet("A2", days=1), 2))
    checks.explain(record, outs(looked(record))[:1], WHY)
    listing = Findings()
    assert listing.ids(Sought("day")) == []
    listing.show(outs(looked(record)))
    one, two, three = "Sheet S1, visit 1", "Sheet S1, visit 3", "Sheet A2, visit 2"
    assert listed(listing) == [(one, WHY), (two, None), (three, None)]
    assert listed(listing, descending=True) == [(three, None), (one, WHY), (two, None)]
    assert listed(listing, "place") == [(three, None), (one, WHY), (two, None)]
    assert listed(listing, filters=(("state", OPEN),)) == [(two, None), (three, None)]
    assert listed(listing, filters=(("state", EXPLAINED),)) == [(one, WHY)]
    assert listed(listing, find="a2 VISIT") == [(three, None)]
    assert listed(listing, find="radio") == [(one, WHY)]
    assert listing.rows(["gone"]) == {}


def test_a_finding_keeps_its_key_when_it_is_explained(record: Record, sheet: Shift) -> None:
    listing = Findings()
    listing.show(outs(looked(record)))
    before = listing.ids(Sought("day"))
    checks.explain(record, outs(looked(record)), WHY)
    listing.show(outs(looked(record)))
    assert listing.ids(Sought("day")) == before


def test_findings_that_say_just_the_same_are_told_apart(record: Record, sheet: Shift) -> None:
    listing = Findings()
    (one, *_) = outs(looked(record))
    listing.show([one, one])
    assert len(set(listing.ids(Sought("day")))) == 2


def test_a_sheet_is_looked_at_by_itself(record: Record, sheet: Shift, council: Council) -> None:
    with record.store.write("Sam") as session:
        session.save(without_outs(council.sheet("S2", days=1), 2))
    found = checks.sheet_findings(record, sheet.id)
    assert {each.record_id for each in found} == {sheet.id}
    assert [(each.visit, each.field) for each in found if each.check == "missing_out"] == [
        (1, "left"),
        (3, "left"),
    ]
