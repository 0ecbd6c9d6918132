"""A return that was sent cannot be changed by any path; what it was built from still can."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from tests.store.records import Town, tables
from wardenlog.errors import UserError
from wardenlog.model import Agreement, Return, new_id
from wardenlog.model.vocabulary import ReturnKind, ReturnState
from wardenlog.store import Batch, Revision, Store, rebuild, redo, undo, undo_batch, undo_newest

BATCH = Batch(id="batch-1", source="old.xlsx", sha256="ab" * 32)
SENT_AT = datetime(2025, 7, 4, 9, tzinfo=UTC)


@pytest.fixture
def agreement(store: Store, town: Town) -> Agreement:
    made = Agreement(
        id=new_id(), reference="GA-1", funder_id=town.council.id, start_on=date(2025, 4, 1)
    )
    with store.write("Sam") as session:
        session.save(made)
    return made


@pytest.fixture
def unsent(agreement: Agreement) -> Return:
    return Return(
        id=new_id(),
        agreement_id=agreement.id,
        period_from=date(2025, 4, 1),
        period_to=date(2025, 7, 1),
        version=1,
        return_kind=ReturnKind.INTERIM,
        state=ReturnState.APPROVED,
        rules_version=1,
        revision_head="head",
        revision_seq=1,
    )


@pytest.fixture
def sent(store: Store, unsent: Return) -> Return:
    made = unsent.model_copy(update={"state": ReturnState.SENT, "sent_at": SENT_AT})
    with store.write("Sam") as session:
        session.save(unsent)
        session.save(made)
    return made


def newest(store: Store, sent: Return) -> Revision:
    with store.read() as session:
        found = session.latest("return", sent.id)
    assert found is not None
    return found


def save(store: Store, sent: Return) -> None:
    with store.write("Sam") as session:
        session.save(sent.model_copy(update={"comment": "Another"}))


def save_as_import(store: Store, sent: Return) -> None:
    with store.write("Sam", batch=BATCH) as session:
        session.save(sent.model_copy(update={"comment": "Another"}))


def void(store: Store, sent: Return) -> None:
    with store.write("Sam") as session:
        session.void("return", sent.id, "a slip")


def undo_the_sending(store: Store, sent: Return) -> None:
    with store.write("Sam") as session:
        undo(session, newest(store, sent).id)


def undo_whatever_is_newest(store: Store, _sent: Return) -> None:
    with store.write("Sam") as session:
        undo_newest(session)


def redo_the_approval(store: Store, sent: Return) -> None:
    with store.write("Sam") as session:
        redo(session, session.revisions("return", sent.id)[0].id)


@pytest.mark.parametrize(
    "change",
    [save, save_as_import, void, undo_the_sending, undo_whatever_is_newest, redo_the_approval],
)
def test_it_is_refused_and_says_when_it_was_sent(
    store: Store, sent: Return, change: Callable[[Store, Return], None]
) -> None:
    before = tables(store)
    with pytest.raises(UserError) as told:
        change(store, sent)
    assert told.value.code == "sent"
    assert "1 April 2025 to 30 June 2025, version 1, was sent on " in told.value.message
    assert "build an amended return" in told.value.message
    assert tables(store) == before


def test_an_import_that_brought_it_in_cannot_be_undone(
    store: Store, town: Town, unsent: Return
) -> None:
    with store.write("Sam", batch=BATCH) as session:
        session.save(town.hotspots[0].model_copy(update={"name": "Renamed"}))
        session.save(unsent.model_copy(update={"state": ReturnState.SENT, "sent_at": SENT_AT}))
    before = tables(store)
    with pytest.raises(UserError) as told, store.write("Sam") as session:
        undo_batch(session, BATCH.id)
    assert told.value.code == "sent"
    assert tables(store) == before


def test_a_restored_void_is_no_way_round(store: Store, unsent: Return) -> None:
    """What is void and marked sent, as another program may write it, stays void."""
    odd = unsent.model_copy(update={"state": ReturnState.SENT, "void_reason": "a slip"})
    with store.write("Sam") as session:
        session.save(odd)
    with pytest.raises(UserError, match="was sent on"), store.write("Sam") as session:
        session.restore("return", odd.id)


def test_one_that_is_only_approved_may_change(store: Store, unsent: Return) -> None:
    with store.write("Sam") as session:
        session.save(unsent)
        session.void("return", unsent.id, "approved by mistake")
        session.restore("return", unsent.id)
        undo_newest(session)


def test_a_second_of_the_same_version_is_refused(store: Store, sent: Return) -> None:
    with pytest.raises(UserError) as told, store.write("Sam") as session:
        session.save(sent.model_copy(update={"id": new_id()}))
    assert told.value.code == "version_taken"
    with store.write("Sam") as session:
        session.save(sent.model_copy(update={"id": new_id(), "version": 2}))


def test_its_records_may_change(store: Store, town: Town, sent: Return) -> None:
    with store.write("Sam") as session:
        session.save(town.sheet(1))
    rebuild(store)
    with store.read() as session:
        assert session.load("return", sent.id) == sent
