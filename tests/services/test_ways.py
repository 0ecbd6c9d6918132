"""A council's ways of working are kept in its record, and nothing in them can stop it opening."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from wardenlog.services import ways
from wardenlog.services.record import Record
from wardenlog.services.ways import Ways
from wardenlog.store import Store


def test_a_new_record_asks_for_no_second_person(tmp_path: Path) -> None:
    with Store.open(tmp_path / "wardenlog.sqlite3") as store:
        assert ways.load(Record(store, "Sam")) == Ways(second_check=False, rekey_percent=0)


def test_chosen_ways_are_there_when_the_record_is_opened_again(tmp_path: Path) -> None:
    chosen = Ways(second_check=True, rekey_percent=5)
    with Store.open(tmp_path / "wardenlog.sqlite3") as store:
        ways.save(Record(store, "Sam"), Ways(rekey_percent=10))
        ways.save(Record(store, "Sam"), chosen)
    with Store.open(tmp_path / "wardenlog.sqlite3") as store:
        assert ways.load(Record(store, "Jo")) == chosen


def test_ways_that_cannot_be_read_are_those_of_a_new_record(tmp_path: Path) -> None:
    with Store.open(tmp_path / "wardenlog.sqlite3") as store:
        with store.write("Sam") as session:
            session.put("setting", {"name": "ways_of_working", "value": '{"rekey_percent": 900}'})
        assert ways.load(Record(store, "Sam")) == Ways()


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_share_of_sheets_is_between_none_and_all(percent: int) -> None:
    with pytest.raises(ValidationError):
        Ways(rekey_percent=percent)
