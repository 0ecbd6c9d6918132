"""Every kind of record survives saving, loading, rebuilding, voiding and undoing."""

import pytest

from tests.store.every_kind import every_kind
from tests.store.records import Town, tables
from wardenlog.model import AGGREGATES, Aggregate
from wardenlog.store import Store, rebuild, undo, verify
from wardenlog.store.payload import canonical_json, parse
from wardenlog.store.schema import DERIVED_TABLES


@pytest.fixture
def records(store: Store, town: Town) -> list[Aggregate]:
    made = every_kind(town)
    with store.write("Sam") as session:
        for aggregate in made:
            session.save(aggregate)
    return made


def test_the_records_are_of_every_kind_and_fill_every_table(
    store: Store, records: list[Aggregate]
) -> None:
    assert {it.kind for it in records} == AGGREGATES.keys()
    assert {table for table, rows in tables(store).items() if rows} == set(DERIVED_TABLES)


def test_each_is_loaded_equal(store: Store, records: list[Aggregate]) -> None:
    with store.read() as session:
        for aggregate in records:
            assert session.load(aggregate.kind, aggregate.id) == aggregate
    for aggregate in records:
        text = canonical_json(aggregate)
        assert canonical_json(parse(aggregate.kind, text)) == text


def test_each_comes_back_from_the_log_the_same(store: Store, records: list[Aggregate]) -> None:
    before = tables(store)
    assert verify(store) == []
    rebuild(store)
    assert tables(store) == before
    assert verify(store) == []


def test_each_can_be_voided_restored_and_undone(store: Store, records: list[Aggregate]) -> None:
    before = tables(store)
    for aggregate in records:
        with store.write("Sam") as session:
            voided = session.void(aggregate.kind, aggregate.id, "a slip")
        assert voided is not None
        assert verify(store) == []
        with store.write("Sam") as session:
            undo(session, voided.id)
        assert tables(store) == before


def test_all_can_be_taken_out_again_last_first(store: Store, town: Town) -> None:
    before = tables(store)
    with store.write("Sam") as session:
        saved = [session.save(aggregate) for aggregate in every_kind(town)]
    with store.write("Sam") as session:
        for revision in reversed(saved):
            assert revision is not None
            undo(session, revision.id)
    assert tables(store) == before
    assert verify(store) == []
