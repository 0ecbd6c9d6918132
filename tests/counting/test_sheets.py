"""What single sheets count is what the figures count, sheet for sheet."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.ui.council import make_council
from wardenlog.counting.evidence import evidence
from wardenlog.counting.scope import Period, Scope, open_scope
from wardenlog.counting.sheets import SheetCount, sheet_counts
from wardenlog.services.demo.fill import fill
from wardenlog.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record.sqlite3") as opened:
        yield opened


def test_every_sheet_of_the_demo_counts_what_its_evidence_adds_up_to(store: Store) -> None:
    fill(store, seed=7)
    patrol, person, visits = Counter[str](), Counter[str](), Counter[str]()
    with store.read() as session:
        ids = [shift_id for (shift_id,) in session.rows("SELECT id FROM shift")]
        counts = sheet_counts(session, ids)
        agreement = session.value("SELECT id FROM agreement")
        period = Period.inclusive(date(2024, 1, 1), date(2026, 12, 31))
        open_scope(session, Scope(agreement, period))
        overlap = session.value("SELECT sum(overlap) FROM presence")
        for row in evidence(session):
            patrol[row.shift_id] += row.patrol_minutes
            person[row.shift_id] += row.person_minutes
            visits[row.shift_id] += row.own_persons > 0
    expected = {
        shift_id: SheetCount(number, patrol[shift_id], person[shift_id])
        for shift_id, number in visits.items()
        if number
    }
    assert len(expected) > 500
    assert overlap > 0
    assert counts == expected


def test_a_person_in_two_places_is_counted_once_even_on_another_sheet(store: Store) -> None:
    council = make_council()
    council.record(store)
    first, second = council.sheet("A", visits=1), council.sheet("B", visits=1)
    later = second.visits[0].in_at + timedelta(minutes=5)
    moved = second.visits[0].model_copy(
        update={"in_at": later, "out_at": later + timedelta(minutes=20)}
    )
    second = second.model_copy(update={"visits": (moved,)})
    with store.write("Sam") as session:
        session.save(first)
        session.save(second)
    with store.read() as session:
        counts = sheet_counts(session, [first.id, second.id])
    assert counts == {first.id: SheetCount(1, 20, 40), second.id: SheetCount(1, 20, 10)}


def test_unfinished_and_void_sheets_count_nothing(store: Store) -> None:
    council = make_council()
    council.record(store)
    unfinished = council.sheet("A").model_copy(update={"finished": False})
    void = council.sheet("B").model_copy(update={"void_reason": "Typed twice"})
    with store.write("Sam") as session:
        session.save(unfinished)
        session.save(void)
    with store.read() as session:
        assert sheet_counts(session, [unfinished.id, void.id]) == {}
