"""The log is the truth: what is derived from it can be dropped and comes back the same."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.records import Town, make_town, tables, tamper, whole_log
from wardenlog.errors import MachineError, UserError
from wardenlog.model import Aggregate, Hotspot, Shift
from wardenlog.store import Store, rebuild, undo_newest, verify
from wardenlog.store.schema import read_schema

EDITS = ["save", "amend", "shorten", "rename", "void", "restore", "undo"]


def edit(store: Store, sheets: list[Shift], what: str, which: int, number: int) -> None:
    """Do one thing to one record, as a user might; some are refused, which is fine."""
    sheet = sheets[which]
    with store.write("Sam") as session:
        standing = session.load("shift", sheet.id)
        place = session.load("hotspot", sheet.visits[0].hotspot_id)
        assert isinstance(place, Hotspot)
        if what == "save" or not isinstance(standing, Shift):
            session.save(sheet)
        elif what == "amend":
            session.save(standing.model_copy(update={"note": f"note {number}"}))
        elif what == "shorten":
            session.save(standing.model_copy(update={"visits": sheet.visits[:1], "tallies": ()}))
        elif what == "rename":
            session.save(place.model_copy(update={"name": f"Place {number}"}))
        elif what == "void":
            session.void("shift", sheet.id, "why not")
        elif what == "restore":
            session.restore("shift", sheet.id)
        else:
            undo_newest(session)


@settings(max_examples=20)
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 2), st.integers(0, 9)),
        min_size=3,
        max_size=25,
    )
)
def test_rebuilding_after_any_edits_gives_the_same_tables(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int, int]]
) -> None:
    town = make_town()
    sheets = [town.sheet(number, visits=2) for number in range(3)]
    with Store.open(tmp_path_factory.mktemp("edits") / "record.sqlite3") as store:
        town.record(store)
        for step in edits:
            edit(store, sheets, *step)
        before = tables(store)
        assert verify(store) == []
        rebuild(store)
        assert tables(store) == before
        assert verify(store) == []


def test_a_rebuild_mends_tables_and_indexes_and_leaves_the_log_alone(
    store: Store, town: Town, path: Path
) -> None:
    with store.write("Sam") as session:
        for number in range(5):
            session.save(town.sheet(number))
    before, log = tables(store), whole_log(store)
    with store.read() as session:
        schema = sorted(read_schema(session.connection))
    store.close()
    tamper(
        path,
        "DELETE FROM visit WHERE number = 2",
        "UPDATE shift SET live = 0",
        "DROP TABLE tally",
        "DROP INDEX visit_by_day",
    )
    with Store.open(path) as damaged:
        rebuild(damaged)
        assert tables(damaged) == before
        assert whole_log(damaged) == log
        with damaged.read() as session:
            assert sorted(read_schema(session.connection)) == schema
        with damaged.write("Sam") as session:
            session.save(town.sheet(9))
        assert verify(damaged) == []


def test_a_rebuild_tells_its_progress_and_can_be_cancelled(store: Store, town: Town) -> None:
    with store.write("Sam") as session:
        for number in range(150):
            session.save(town.sheet(number, visits=1))
    told: list[tuple[int, int]] = []
    rebuild(store, lambda done, total: told.append((done, total)))
    assert told == [(0, 156), (100, 156), (156, 156)]
    before = tables(store)

    def cancel(done: int, total: int) -> None:
        if done == 100:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        rebuild(store, cancel)
    assert tables(store) == before
    assert verify(store) == []


def test_a_rebuild_writes_its_rows_in_portions(
    store: Store, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.write("Sam") as session:
        for number in range(5):
            session.save(town.sheet(number))
    before = tables(store)
    monkeypatch.setattr(sys.modules["wardenlog.store.rebuild"], "_ROWS_AT_ONCE", 10)
    rebuild(store)
    assert tables(store) == before


def test_a_log_that_refers_to_what_it_does_not_hold_is_not_rebuilt(
    store: Store, town: Town, path: Path
) -> None:
    with store.write("Sam") as session:
        session.save(town.sheet(1))
    before = tables(store)
    store.close()
    tamper(
        path,
        "DROP TRIGGER revision_stands",
        f"UPDATE revision SET payload = 'null' WHERE aggregate_id = '{town.hotspots[0].id}'",
    )
    with Store.open(path) as damaged:
        with pytest.raises(MachineError, match="visit to hotspot") as e:
            rebuild(damaged)
        assert e.value.code == "damaged"
        assert tables(damaged) == before


def test_foreign_keys_are_checked_again_after_a_rebuild(store: Store, town: Town) -> None:
    rebuild(store)
    orphan = town.people[0].model_copy(update={"organisation_id": town.people[0].id})
    with pytest.raises(UserError, match="would refer to an organisation"):
        save(store, orphan)


def save(store: Store, aggregate: Aggregate) -> None:
    with store.write("Sam") as session:
        session.save(aggregate)


def test_a_log_that_contradicts_itself_is_told_and_changes_nothing(
    store: Store, town: Town, path: Path
) -> None:
    store.close()
    tamper(
        path,
        "INSERT INTO revision SELECT seq + 100, id || 'x', kind, 'other', parent, origin, "
        "origin_seq + 100, at, actor, operation, reason, batch_id, undoes, salt, payload, digest, "
        "chain FROM revision WHERE seq = 6",
    )
    with Store.open(path) as again:
        before = tables(again)
        with pytest.raises(MachineError, match="contradict each other") as told:
            rebuild(again)
        assert told.value.code == "damaged"
        assert tables(again) == before
