"""Unfinished sheets hold back what their visits would add."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.council import make_council
from wardenlog.counting.held_back import held_back
from wardenlog.model import Person, VisitMember, new_id
from wardenlog.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield opened


def test_an_unfinished_sheet_holds_back_own_staffs_minutes_of_visits_with_an_out(
    store: Store,
) -> None:
    council = make_council()
    council.record(store)
    officer = Person(
        id=new_id(), code="P1", name="Police officer", organisation_id=council.funder.id
    )
    sheet = council.sheet("B", visits=4).model_copy(update={"finished": False})
    first, second, third, fourth = sheet.visits
    with_officer = tuple(
        VisitMember(person_id=one.id) for one in (council.amira, council.jo, officer)
    )
    sheet = sheet.model_copy(
        update={
            "visits": (
                first.model_copy(update={"members": with_officer}),
                second.model_copy(update={"out_at": None}),
                third.model_copy(update={"void_reason": "Not that place"}),
                fourth,
            )
        }
    )
    with store.write("Sam") as session:
        session.save(officer)
        session.save(sheet)
    with store.read() as session:
        (found,) = held_back(session)
    assert (found.sheet, found.day, found.team) == ("B", sheet.day, "Centre")
    assert (found.visits, found.without_out) == (3, 2)
    assert found.person_minutes == 40 + 40  # visits 1 and 4: two wardens, 20 minutes each


def test_a_sheet_without_visits_is_held_back_and_finished_or_void_ones_are_not(
    store: Store,
) -> None:
    council = make_council()
    council.record(store)
    with store.write("Sam") as session:
        session.save(council.sheet("A"))
        session.save(council.sheet("B").model_copy(update={"finished": False, "void_reason": "x"}))
        empty = council.sheet("C", days=1).model_copy(
            update={"finished": False, "visits": (), "incidents": ()}
        )
        session.save(empty)
        session.save(council.sheet("D").model_copy(update={"finished": False}))
    with store.read() as session:
        found = held_back(session)
    assert [(each.sheet, each.visits, each.person_minutes) for each in found] == [
        ("D", 3, 120),
        ("C", 0, 0),
    ]
