"""Undo appends what stood before; an import is undone whole; nothing later is ever swept away."""

import pytest

from tests.store.records import Town, tables, whole_log
from wardenlog.errors import UserError
from wardenlog.model import Aggregate, Hotspot, new_id
from wardenlog.store import (
    Batch,
    Revision,
    Store,
    rebuild,
    undo,
    undo_batch,
    undo_newest,
    verify,
)

BATCH = Batch(id="batch-1", source="sheets.xlsx", sha256="ab" * 32, rejected=2)


def save(store: Store, aggregate: Aggregate, actor: str = "Sam") -> Revision:
    with store.write(actor) as session:
        revision = session.save(aggregate)
    assert revision is not None
    return revision


def undone(store: Store, revision_id: str) -> Revision:
    with store.write("Robin") as session:
        return undo(session, revision_id, "typed twice")


def renamed(town: Town, name: str) -> Hotspot:
    return town.hotspots[0].model_copy(update={"name": name})


def test_undoing_a_change_puts_back_what_stood_before_as_a_new_revision(
    store: Store, town: Town
) -> None:
    before, log = tables(store), whole_log(store)
    change = save(store, renamed(town, "Wrong"))
    back = undone(store, change.id)
    assert tables(store) == before
    assert whole_log(store)[: len(log)] == log
    assert (back.operation, back.parent, back.actor) == ("undo", change.id, "Robin")
    assert back.reason == "typed twice"
    assert verify(store) == []


def test_undoing_an_undo_brings_the_change_back(store: Store, town: Town) -> None:
    change = save(store, renamed(town, "Right"))
    after = tables(store)
    back = undone(store, change.id)
    again = undone(store, back.id)
    assert tables(store) == after
    assert again.payload == change.payload


def test_undoing_a_first_revision_takes_the_record_out_and_redo_brings_it_in(
    store: Store, town: Town
) -> None:
    before = tables(store)
    sheet = town.sheet(1)
    first = save(store, sheet)
    after = tables(store)
    back = undone(store, first.id)
    assert tables(store) == before
    with store.read() as session:
        assert session.load("shift", sheet.id) is None
        assert list(session.load_all("shift")) == []
    rebuild(store)
    assert tables(store) == before
    undone(store, back.id)
    assert tables(store) == after
    assert verify(store) == []


def test_a_record_taken_out_can_be_recorded_again(store: Store, town: Town) -> None:
    sheet = town.sheet(1)
    undone(store, save(store, sheet).id)
    again = save(store, sheet)
    assert again.operation == "record"
    assert verify(store) == []


def test_undo_is_refused_where_a_later_revision_exists_naming_it(store: Store, town: Town) -> None:
    first = save(store, renamed(town, "One"))
    later = save(store, renamed(town, "Two"), actor="Robin")
    log = whole_log(store)
    with pytest.raises(UserError) as e:
        undone(store, first.id)
    assert e.value.code == "changed_since"
    for told in ("hotspot", town.hotspots[0].id, "by Robin at", later.id):
        assert told in e.value.message
    assert whole_log(store) == log


def test_undo_is_refused_where_others_refer_to_the_record(store: Store, town: Town) -> None:
    save(store, town.sheet(1))
    with store.read() as session:
        (first,) = session.revisions("hotspot", town.hotspots[0].id)
    with pytest.raises(UserError, match="2 visits would refer to a hotspot") as e:
        undone(store, first.id)
    assert e.value.code == "still_referred_to"
    assert verify(store) == []


def test_what_was_erased_cannot_be_put_back(store: Store, town: Town) -> None:
    change = save(store, renamed(town, "New"))
    with store.write("Sam") as session:
        session.rows("INSERT INTO purge VALUES ('p', '2026', NULL, 'retention')")
        session.rows(
            "UPDATE revision SET payload = NULL, salt = NULL WHERE id = ?", [change.parent]
        )
        session.rows("UPDATE purge SET closed_at = '2026'")
    with pytest.raises(UserError, match="has been erased"):
        undone(store, change.id)
    assert verify(store) == []


def test_undoing_what_is_not_there_is_refused(store: Store, town: Town) -> None:
    with pytest.raises(UserError, match="no revision"):
        undone(store, new_id())
    with pytest.raises(UserError, match="no import"), store.write("Sam") as session:
        undo_batch(session, new_id())


def test_with_no_revision_named_the_newest_is_undone_and_then_stands_again(
    store: Store, town: Town
) -> None:
    before = tables(store)
    save(store, renamed(town, "New"))
    after = tables(store)
    for expected in (before, after, before):
        with store.write("Sam") as session:
            assert len(undo_newest(session)) == 1
        assert tables(store) == expected


def test_an_empty_log_has_nothing_to_undo(store: Store) -> None:
    with pytest.raises(UserError, match="Nothing has been recorded"), store.write("S") as session:
        undo_newest(session)


def read_in(store: Store, town: Town) -> None:
    """Import two sheets, and a hotspot twice changed, over what is there."""
    with store.write("Sam", batch=BATCH) as session:
        new = Hotspot(id=new_id(), code="NEW", name="New")
        sheet = town.sheet(2, visits=1)
        visit = sheet.visits[0].model_copy(update={"hotspot_id": new.id})
        session.save(town.sheet(1))
        session.save(sheet.model_copy(update={"visits": (visit,)}))
        session.save(new)
        session.save(renamed(town, "Once"))
        session.save(renamed(town, "Twice"))
        session.save(town.council)


def test_an_import_says_what_came_of_it(store: Store, town: Town) -> None:
    read_in(store, town)
    with store.read() as session:
        (batch,) = session.batches()
        assert session.batch_of_file(BATCH.sha256) == batch
        assert session.batch_of_file("cd" * 32) is None
    assert (batch.id, batch.source, batch.actor) == ("batch-1", "sheets.xlsx", "Sam")
    assert (batch.added, batch.changed, batch.unchanged, batch.rejected) == (3, 1, 1, 2)
    assert batch.undone_at is None


def test_an_import_that_changes_nothing_writes_nothing(store: Store, town: Town) -> None:
    log = whole_log(store)
    with store.write("Sam", batch=BATCH) as session:
        session.save(town.council)
    with store.read() as session:
        assert session.batches() == []
    assert whole_log(store) == log


def test_an_import_is_undone_whole_and_brought_back_whole(store: Store, town: Town) -> None:
    before = tables(store)
    read_in(store, town)
    after = tables(store)
    for expected, standing in ((before, False), (after, True), (before, False)):
        with store.write("Robin") as session:
            assert len(undo_batch(session, BATCH.id)) == 4
        assert tables(store) == expected
        assert verify(store) == []
        with store.read() as session:
            assert (session.batch_of_file(BATCH.sha256) is not None) == standing


def test_the_newest_revision_of_an_import_stands_for_all_of_it(store: Store, town: Town) -> None:
    before = tables(store)
    read_in(store, town)
    with store.write("Sam") as session:
        assert len(undo_newest(session)) == 4
    assert tables(store) == before


def test_one_record_of_an_import_is_not_undone_alone(store: Store, town: Town) -> None:
    read_in(store, town)
    with store.read() as session:
        last = session.latest("hotspot", town.hotspots[0].id)
    assert last is not None
    with pytest.raises(UserError, match="Undo import batch-1 instead"):
        undone(store, last.id)


def test_an_import_whose_record_changed_since_is_not_undone_at_all(
    store: Store, town: Town
) -> None:
    read_in(store, town)
    save(store, renamed(town, "By hand"), actor="Robin")
    after = tables(store)
    with pytest.raises(UserError, match="changed later by Robin"), store.write("Sam") as session:
        undo_batch(session, BATCH.id)
    assert tables(store) == after


def test_changes_of_one_record_are_undone_one_after_the_other_and_put_back(
    store: Store, town: Town
) -> None:
    states, changes = [tables(store)], []
    for name in ("One", "Two", "Three"):
        changes.append(save(store, renamed(town, name)))
        states.append(tables(store))
    backs = []
    for number in (2, 1, 0):
        backs.append(undone(store, changes[number].id))
        assert tables(store) == states[number]
    undone(store, backs[-1].id)
    assert tables(store) == states[1]
    undone(store, changes[0].id)
    assert tables(store) == states[0]
    assert verify(store) == []


def test_what_is_undone_already_is_not_undone_again(store: Store, town: Town) -> None:
    one, two = save(store, renamed(town, "One")), save(store, renamed(town, "Two"))
    undone(store, two.id)
    undone(store, one.id)
    with pytest.raises(UserError, match="changed later"):
        undone(store, two.id)


def test_an_import_is_undone_once_later_changes_of_its_records_are(
    store: Store, town: Town
) -> None:
    before = tables(store)
    read_in(store, town)
    after = tables(store)
    undone(store, save(store, renamed(town, "By hand")).id)
    for expected in (before, after, before):
        with store.write("Robin") as session:
            assert len(undo_batch(session, BATCH.id)) == 4
        assert tables(store) == expected
    assert verify(store) == []
