"""A second look is asked for only where a council wants it, and changes no figure."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.council import Council, make_council
from wardenlog.errors import UserError
from wardenlog.services import second_look, ways
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook
from wardenlog.services.record import Record
from wardenlog.services.second_look import Difference, SecondLook
from wardenlog.services.sheets import Sheets
from wardenlog.services.ways import Ways
from wardenlog.store import Store


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield Record(opened, "Sam")


@pytest.fixture
def council(record: Record) -> Council:
    made = make_council()
    made.record(record.store)
    return made


def test_nothing_is_asked_until_a_council_chooses_it(record: Record, council: Council) -> None:
    sheet = council.sheet("1")
    Logbook(record.store, "Sam").save(sheet)
    assert second_look.second_look(record, sheet.id) == SecondLook()
    ways.save(record, Ways(second_check=True, rekey_percent=100))
    asked = second_look.second_look(record, sheet.id)
    assert asked.waits_for_check
    assert asked.waits_for_rekey


def test_only_finished_sheets_that_stand_are_looked_at(record: Record, council: Council) -> None:
    ways.save(record, Ways(second_check=True))
    logbook = Logbook(record.store, "Sam")
    open_sheet = council.sheet("1").model_copy(update={"finished": False})
    void = council.sheet("2", days=1)
    logbook.save(open_sheet)
    logbook.save(void)
    logbook.void("shift", void.id, "Twice")
    for sheet_id in (open_sheet.id, void.id, "nowhere"):
        assert second_look.second_look(record, sheet_id) == SecondLook()
        with pytest.raises(UserError) as e:
            second_look.check(record, sheet_id, "Ann")
        assert e.value.code == "not_finished"


def test_somebody_else_checks_and_a_later_change_asks_again_but_counts_the_same(
    record: Record, council: Council
) -> None:
    ways.save(record, Ways(second_check=True))
    logbook, sheet = Logbook(record.store, "Sam"), council.sheet("1")
    logbook.save(sheet)
    before = Sheets(record.store).line(sheet.id)
    for name, code in ((" ", "no_person"), ("sam", "same_person")):
        with pytest.raises(UserError) as e:
            second_look.check(record, sheet.id, name)
        assert e.value.code == code
    second_look.check(record, sheet.id, " Ann  Lee ")
    asked = second_look.second_look(record, sheet.id)
    assert not asked.waits_for_check
    assert asked.checked is not None
    assert (asked.checked.person, asked.checked.stands) == ("Ann Lee", True)
    assert Sheets(record.store).line(sheet.id) == before
    logbook.save(sheet.model_copy(update={"team": "North"}))
    assert second_look.second_look(record, sheet.id).waits_for_check


def test_what_differed_in_a_second_typing_stays_on_record(record: Record, council: Council) -> None:
    ways.save(record, Ways(rekey_percent=100))
    sheet = council.sheet("1")
    Logbook(record.store, "Sam").save(sheet)
    found = [Difference("Visit 1, Out", "15:30", "15:40")]
    second_look.typed_again(record, sheet.id, found)
    asked = second_look.second_look(record, sheet.id)
    assert not asked.waits_for_rekey
    assert asked.rekeyed is not None
    assert asked.rekeyed.differences == tuple(found)


@given(st.uuids().map(str), st.integers(0, 100), st.integers(0, 100))
def test_a_sheet_of_a_sample_is_of_every_larger_one(sheet: str, one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert not second_look.in_sample(sheet, 0)
    assert second_look.in_sample(sheet, 100)
    assert second_look.in_sample(sheet, large) or not second_look.in_sample(sheet, small)


def test_a_sample_is_about_as_large_as_was_asked_for() -> None:
    drawn = sum(second_look.in_sample(f"sheet {n}", 10) for n in range(10_000))
    assert 900 < drawn < 1100


def test_sheets_that_wait_for_a_second_person_can_be_listed(
    record: Record, council: Council
) -> None:
    logbook, sheets = Logbook(record.store, "Sam"), Sheets(record.store)
    all_of_them = [council.sheet(str(number), days=number) for number in range(1, 30)]
    for each in all_of_them:
        logbook.save(each)
    checked, changed, retyped = all_of_them[:3]

    def listed(state: str) -> set[str]:
        return set(sheets.ids(Sought("day", True, "", (("state", state),))))

    second_look.check(record, checked.id, "Ann")
    second_look.check(record, changed.id, "Ann")
    logbook.save(changed.model_copy(update={"team": "North"}))
    second_look.typed_again(record, retyped.id, ())
    ids = {each.id for each in all_of_them}
    assert listed("check") == ids - {checked.id}
    assert listed("rekey/100") == ids - {retyped.id}
    some = listed("rekey/40")
    assert 0 < len(some) < len(ids)
    ways.save(record, Ways(second_check=True, rekey_percent=40))
    looks = {each: second_look.second_look(record, each) for each in ids}
    assert {each for each, look in looks.items() if look.waits_for_check} == listed("check")
    assert {each for each, look in looks.items() if look.waits_for_rekey} == some
