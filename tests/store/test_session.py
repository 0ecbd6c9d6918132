"""Reading is one moment; saving is all or nothing, and never overwrites unseen work."""

from pathlib import Path
from typing import Any

import pytest

from tests.store.records import Town, tables, whole_log
from wardenlog.errors import MachineError, UserError
from wardenlog.model import Hotspot, Person, Visit, new_id
from wardenlog.store import ReadSession, Store, verify
from wardenlog.store.driver import sqlite


def test_what_is_saved_is_loaded_equal(store: Store, town: Town) -> None:
    sheet = town.sheet(1)
    with store.write("Sam") as session:
        session.save(sheet)
        assert session.load("shift", sheet.id) == sheet
    with store.read() as session:
        assert session.load("shift", sheet.id) == sheet
        assert session.load("person", sheet.id) is None
        assert session.load("shift", new_id()) is None
        assert tuple(session.load_all("person")) == town.people
        assert session.value("SELECT count(*) FROM visit") == 6
        assert session.row("SELECT 1 WHERE false") is None


def test_an_empty_store_has_no_head(store: Store) -> None:
    with store.read() as session:
        assert session.head() is None
        assert list(session.load_all("shift")) == []


def test_the_head_is_the_newest_revision_of_the_whole_log(store: Store, town: Town) -> None:
    with store.read() as session:
        head = session.head()
        last = session.latest("hotspot", town.hotspots[-1].id)
    assert head is not None
    assert last is not None
    assert (head.seq, head.id, head.at, head.chain) == (6, last.id, last.at, last.chain)


def test_saving_what_is_already_recorded_writes_nothing(store: Store, town: Town) -> None:
    before = whole_log(store)
    with store.write("Sam") as session:
        assert session.save(town.council) is None
        assert session.save(town.council.model_copy()) is None
    assert whole_log(store) == before


def test_an_amended_sheet_replaces_all_its_rows_and_no_others(store: Store, town: Town) -> None:
    kept, amended = town.sheet(1), town.sheet(2)
    with store.write("Sam") as session:
        session.save(kept)
        session.save(amended)
    shorter = amended.model_copy(
        update={"visits": amended.visits[:2], "tallies": (), "incidents": (), "powers": ()}
    )
    with store.write("Sam") as session:
        session.save(shorter)
    with store.read() as session:
        for table, number in (("visit", 8), ("visit_member", 16), ("tally", 6), ("power_use", 1)):
            assert session.value(f"SELECT count(*) FROM {table}") == number
    assert verify(store) == []


def test_an_error_in_a_session_keeps_nothing_of_it(store: Store, town: Town) -> None:
    before = (whole_log(store), tables(store))

    def interrupted() -> None:
        with store.write("Sam") as session:
            session.save(town.sheet(1))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (whole_log(store), tables(store)) == before


def test_a_change_based_on_an_older_state_is_refused_naming_who_changed_it(
    store: Store, town: Town
) -> None:
    person = town.people[0]
    with store.read() as session:
        opened = session.latest("person", person.id)
    assert opened is not None
    with store.write("Robin") as session:
        session.save(person.model_copy(update={"name": "Robin’s spelling"}), expect=opened.id)
    with (
        pytest.raises(UserError, match=r"This person was changed by Robin at .* after you") as e,
        store.write("Sam") as session,
    ):
        session.save(person.model_copy(update={"name": "Sam’s spelling"}), expect=opened.id)
    assert e.value.code == "changed_meanwhile"
    with store.read() as session:
        found = session.load("person", person.id)
    assert isinstance(found, Person)
    assert found.name == "Robin’s spelling"


def test_a_change_of_what_is_not_recorded_is_refused(store: Store, town: Town) -> None:
    with (
        pytest.raises(UserError, match="This shift sheet is not in the record"),
        store.write("Sam") as session,
    ):
        session.save(town.sheet(1), expect=new_id())


def test_a_reference_to_what_is_not_recorded_is_refused_at_the_end(
    store: Store, town: Town
) -> None:
    stranger = Person(id=new_id(), code="X", name="Stranger", organisation_id=new_id())
    with (
        pytest.raises(UserError, match="1 person would refer to an organisation not in the record"),
        store.write("Sam") as session,
    ):
        session.save(stranger)
    with store.read() as session:
        assert session.load("person", stranger.id) is None


def test_records_may_come_in_any_order_within_a_session(store: Store, town: Town) -> None:
    hotspot = Hotspot(id=new_id(), code="NEW", name="New place")
    sheet = town.sheet(1, visits=1)
    visit = sheet.visits[0].model_copy(update={"hotspot_id": hotspot.id})
    with store.write("Sam") as session:
        session.save(sheet.model_copy(update={"visits": (visit,)}))
        session.save(hotspot)
    assert verify(store) == []


def test_void_keeps_the_rows_and_makes_them_count_nowhere(store: Store, town: Town) -> None:
    sheet = town.sheet(1)
    with store.write("Sam") as session:
        session.save(sheet)
    with store.write("Sam") as session:
        voided = session.void("shift", sheet.id, "  entered twice ")
    assert voided is not None
    assert (voided.operation, voided.reason) == ("void", "entered twice")
    with store.read() as session:
        assert session.value("SELECT sum(live) FROM visit") == 0
        assert session.value("SELECT count(*) FROM visit") == 6
        assert session.value("SELECT void_reason FROM shift") == "entered twice"
    with store.write("Sam") as session:
        restored = session.restore("shift", sheet.id, "it was not")
        assert session.load("shift", sheet.id) == sheet
    assert restored is not None
    assert (restored.operation, restored.reason) == ("restore", "it was not")


@pytest.mark.parametrize("reason", ["", "  ", "\0"])
def test_voiding_needs_a_reason(store: Store, town: Town, reason: str) -> None:
    with pytest.raises(UserError) as e, store.write("Sam") as session:
        session.void("person", town.people[0].id, reason)
    assert (e.value.field, e.value.code) == ("reason", "no_reason")


def test_voiding_what_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(UserError, match="There is no shift sheet"), store.write("Sam") as session:
        session.void("shift", new_id(), "why not")


def test_one_id_is_one_kind_for_ever(store: Store, town: Town) -> None:
    with (
        pytest.raises(ValueError, match="is an organisation, not a hotspot"),
        store.write("Sam") as session,
    ):
        session.save(Hotspot(id=town.council.id, code="X", name="X"))


def test_a_session_that_is_over_refuses_everything(store: Store, town: Town) -> None:
    with store.read() as reading:
        pass
    with store.write("Sam") as writing:
        pass
    with pytest.raises(RuntimeError, match="over"):
        reading.rows("SELECT 1")
    with pytest.raises(RuntimeError, match="over"):
        writing.save(town.sheet(1))


def test_a_failed_save_cannot_be_swallowed(store: Store, town: Town) -> None:
    sheet = town.sheet(1)
    twin = town.sheet(2).model_copy(update={"visits": sheet.visits})  # the same visit ids

    def go_on_regardless() -> None:
        with store.write("Sam") as session:
            session.save(sheet)
            with pytest.raises(sqlite.IntegrityError):
                session.save(twin)
            with pytest.raises(RuntimeError, match="earlier save"):
                session.save(town.sheet(3))

    with pytest.raises(RuntimeError, match="a save of this session failed"):
        go_on_regardless()
    with store.read() as session:
        assert session.value("SELECT count(*) FROM visit") == 0


def test_a_write_session_inside_another_is_refused_at_once(store: Store) -> None:
    with (
        store.write("Sam"),
        pytest.raises(RuntimeError, match="wait for itself"),
        store.write("Sam"),
    ):
        pass
    with store.write("Sam"):
        pass


def test_a_read_session_sees_one_moment_while_others_write(store: Store, town: Town) -> None:
    with store.read() as session:
        with store.write("Sam") as writing:
            writing.save(town.sheet(1))
        assert session.value("SELECT count(*) FROM shift") == 0
        head = session.head()
        assert head is not None
        assert head.seq == 6
    with store.read() as session:
        assert session.value("SELECT count(*) FROM shift") == 1


def test_temporary_views_and_tables_last_as_long_as_their_session(store: Store) -> None:
    with store.read() as session:
        session.script("CREATE TEMP VIEW seen AS SELECT 1 AS x; CREATE TEMP TABLE held (x, y)")
        session.many("INSERT INTO held VALUES (?, ?)", [(1, 2), (3, 4)])
        assert session.rows("SELECT sum(x), sum(y) FROM held") == [(4, 6)]
        assert session.value("SELECT x FROM seen") == 1
    for _ in range(3):
        with store.read() as session:
            assert session.rows("SELECT name FROM temp.sqlite_schema") == []


def test_a_read_session_cannot_write(store: Store, town: Town) -> None:
    with pytest.raises(MachineError) as e, store.read() as session:
        session.rows("DELETE FROM visit")
    assert e.value.code == "read_only"


def test_a_misspelt_table_or_column_is_a_bug_not_a_new_table(store: Store) -> None:
    with store.write("Sam") as session:
        for table, values in (
            ("draught", {"id": "1"}),
            ("draft", {"id": "1", "knd": "shift"}),
            ("revision", {"id": "1"}),
            ("visit", {"id": "1"}),
        ):
            with pytest.raises(ValueError, match="no such table or column"):
                session.put(table, values)
    with pytest.raises(sqlite.OperationalError, match="no such table"), store.read() as reading:
        reading.rows("SELECT * FROM visits")


def test_rows_kept_beside_the_log_are_written_over_by_key(store: Store) -> None:
    draft = {"id": "d", "kind": "shift", "kept_at": "2026-01-01T00:00:00Z", "content": "{}"}
    with store.write("Sam") as session:
        session.put("draft", draft)
        session.put("draft", {**draft, "content": '{"sheet":"1"}'})
        for _ in range(2):
            session.put("access_event", {"at": "2026", "actor": "Sam", "action": "view"})
    with store.read() as session:
        assert session.rows("SELECT content FROM draft") == [('{"sheet":"1"}',)]
        assert session.value("SELECT count(*) FROM access_event") == 2
    with store.write("Sam") as session:
        session.discard_draft("d")
        assert session.value("SELECT count(*) FROM draft") == 0


def test_a_closed_store_opens_no_session_and_leaves_one_file(store: Store, path: Path) -> None:
    with store.read() as session:
        store.close()
        assert session.head() is None
    store.close()
    with pytest.raises(RuntimeError, match="closed"), store.read():
        pass
    assert [it.name for it in path.parent.iterdir()] == [path.name]


def test_a_store_opened_to_read_reads_and_never_writes(
    store: Store, town: Town, path: Path
) -> None:
    store.close()
    with Store.open(path, read_only=True) as reading:
        with reading.read() as session:
            assert tuple(session.load_all("person")) == town.people
        with pytest.raises(RuntimeError, match="read only"), reading.write("Sam"):
            pass


def test_sessions_of_both_kinds_read_alike(store: Store, town: Town) -> None:
    def figures(session: ReadSession) -> tuple[Any, ...]:
        return (session.head(), session.rows("SELECT * FROM person"), session.batches())

    with store.read() as reading, store.write("Sam") as writing:
        assert figures(reading) == figures(writing)


def test_a_visit_may_move_between_sheets_in_one_session(store: Store, town: Town) -> None:
    left, right = town.sheet(1, visits=1), town.sheet(1, visits=0)
    with store.write("Sam") as session:
        session.save(left)
        session.save(right)
    moved: tuple[Visit, ...] = left.visits
    with store.write("Sam") as session:
        session.save(left.model_copy(update={"visits": (), "tallies": ()}))
        session.save(right.model_copy(update={"visits": moved}))
    assert verify(store) == []
