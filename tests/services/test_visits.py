"""Visits are listed in every order, narrowed by what is on them, and voided one by one."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog.errors import UserError
from wardenlog.model import Shift, VisitMember
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook
from wardenlog.services.record import Record
from wardenlog.services.visits import Visits, restore_visits, void_visits
from wardenlog.store import Store
from wardenlog.store.lists.visits import ORDERS


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield Record(opened, "Sam")


@pytest.fixture
def council(record: Record) -> Council:
    made = make_council()
    made.record(record.store)
    return made


@pytest.fixture
def sheet(record: Record, council: Council) -> Shift:
    """Four visits, each later, longer and further on in the alphabet than the one before."""
    plain = council.sheet("S1", visits=4)
    places = sorted(council.places, key=lambda place: place.code)
    crews = ((council.amira,), (council.amira, council.jo), (council.jo,), (council.jo,))
    visits = tuple(
        visit.model_copy(
            update={
                "hotspot_id": places[n].id,
                "out_at": visit.in_at + timedelta(minutes=20 + n),
                "note": f"{'abcd'[n]} note {n}",
                "members": tuple(VisitMember(person_id=one.id) for one in crews[n]),
                "void_reason": "Went home" if n == 3 else None,
            }
        )
        for n, visit in enumerate(plain.visits)
    )
    made = plain.model_copy(update={"visits": visits})
    Logbook(record.store, "Sam").save(made)
    return made


def found(record: Record, find: str = "", **filters: str) -> list[int]:
    """The numbers of the visits sought, by date."""
    visits = Visits(record)
    ids = visits.ids(Sought("day", find=find, filters=tuple(filters.items())))
    rows = visits.rows(ids)
    return [rows[each].number for each in ids]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_lists_every_visit_both_ways(record: Record, sheet: Shift, order: str) -> None:
    there = list(Visits(record).ids(Sought(order, descending=False)))
    back = list(Visits(record).ids(Sought(order, descending=True)))
    assert there == [visit.id for visit in sheet.visits]
    assert back == there[::-1]


def test_the_first_of_a_long_list_are_those_of_the_whole(record: Record, sheet: Shift) -> None:
    visits = Visits(record)
    for sought in (
        Sought("day", descending=True),
        Sought("day", filters=(("state", "finished"),)),
    ):
        assert list(visits.first_ids(sought, 2)) == list(visits.ids(sought)[:2])
    assert visits.first_ids(Sought("crew"), 2) == ()
    assert visits.first_ids(Sought("day", find="jo"), 2) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", [1, 2, 3, 4]),
        ("amira", [1, 2]),
        ("jr", [2, 3, 4]),
        ("ak reed", [2]),
        ("station", [4]),
        ("BRIDGE NOTE", [2]),
        ("note bridge", [2]),
        ("s1", [1, 2, 3, 4]),
        ("100%", []),
    ],
)
def test_each_word_must_be_on_the_visit(
    record: Record, sheet: Shift, text: str, numbers: list[int]
) -> None:
    assert found(record, text) == numbers


def test_filters_narrow_the_visits(record: Record, sheet: Shift, council: Council) -> None:
    logbook = Logbook(record.store, "Sam")
    assert found(record, state="finished") == [1, 2, 3]
    assert found(record, state="void") == [4]
    assert found(record, hotspot=sheet.visits[1].hotspot_id) == [2]
    assert found(record, days="2025-07-01/2025-07-02") == [1, 2, 3, 4]
    assert found(record, days="2025-07-02/2025-10-01") == []
    open_end = sheet.visits[0].model_copy(update={"out_at": None})
    amended = sheet.model_copy(update={"visits": (open_end, *sheet.visits[1:])})
    logbook.save(amended)
    assert found(record, state="no_out") == [1]
    logbook.save(amended.model_copy(update={"finished": False}))
    assert found(record, state="unfinished") == [1, 2, 3]
    logbook.void("shift", sheet.id, "Typed twice")
    assert found(record, state="void") == [1, 2, 3, 4]


def test_a_row_says_who_was_where_and_for_how_long(record: Record, sheet: Shift) -> None:
    second = sheet.visits[1]
    row = Visits(record).rows([second.id])[second.id]
    assert (row.number, row.minutes, row.hotspot_code, row.crew) == (2, 21, "NB", "AK JR")
    assert (row.sheet, row.day, row.note) == ("S1", "2025-07-01", "b note 1")
    assert (row.finished, row.void_reason, row.sheet_void_reason) == (True, None, None)


def test_a_persons_new_code_is_in_the_list_at_once(
    record: Record, sheet: Shift, council: Council
) -> None:
    Logbook(record.store, "Sam").save(council.jo.model_copy(update={"code": "AA"}))
    listed = Visits(record).rows([visit.id for visit in sheet.visits])
    assert [listed[visit.id].crew for visit in sheet.visits] == ["AK", "AK AA", "AA", "AA"]
    assert Visits(record).ids(Sought("crew"))[0] in {sheet.visits[2].id, sheet.visits[3].id}


def test_visits_are_voided_in_one_go_with_their_reason(record: Record, sheet: Shift) -> None:
    visits = Visits(record)
    rows = list(visits.rows([sheet.visits[0].id, sheet.visits[2].id]).values())
    (revision,) = void_visits(record, rows, " Typed twice ").revisions
    assert revision.reason == "Typed twice"
    assert found(record, state="void") == [1, 3, 4]
    restored = list(visits.rows([row.id for row in rows]).values())
    restore_visits(record, restored)
    assert found(record, state="void") == [4]


def test_a_void_without_a_reason_is_refused(record: Record, sheet: Shift) -> None:
    with pytest.raises(UserError, match="Say why"):
        void_visits(record, list(Visits(record).rows([sheet.visits[0].id]).values()), " ")


def test_a_question_nobody_waits_for_is_given_up(record: Record, sheet: Shift) -> None:
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 2

    forever = (
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    )
    with pytest.raises(Exception, match="interrupted"), record.store.read(stop) as session:
        session.value(forever)
    assert len(asked) == 3
    assert list(Visits(record).ids_unless(Sought("day"), lambda: False)) == [
        visit.id for visit in sheet.visits
    ]
