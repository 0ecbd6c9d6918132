"""The log is append-only, says who did what when, and every entry is tied to those before it."""

from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.records import Town, whole_log
from wardenlog import clock
from wardenlog.store import Store
from wardenlog.store.driver import sqlite
from wardenlog.store.log import chain_of, digest_of
from wardenlog.store.payload import canonical_json, parse


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM revision",
        "UPDATE revision SET actor = 'somebody else'",
        "UPDATE revision SET payload = '{}'",
        "UPDATE revision SET payload = NULL, salt = NULL",
        "INSERT OR REPLACE INTO revision SELECT * FROM revision WHERE seq = 1",
        "INSERT INTO revision SELECT * FROM revision WHERE 1 ON CONFLICT DO UPDATE SET reason = 1",
    ],
)
def test_nothing_in_the_log_can_be_changed_or_deleted(
    store: Store, town: Town, statement: str
) -> None:
    before = whole_log(store)
    with pytest.raises(sqlite.IntegrityError, match="append-only"), store.write("Sam") as session:
        session.rows(statement)
    assert whole_log(store) == before


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ("payload = NULL, salt = NULL", True),
        ("payload = NULL", False),
        ("payload = NULL, salt = NULL, actor = 'x'", False),
        ("payload = NULL, salt = NULL, reason = 'x'", False),
        ("payload = NULL, salt = NULL, chain = 'x'", False),
        ("payload = '{}'", False),
    ],
)
def test_while_a_purge_is_open_content_may_go_but_nothing_else(
    store: Store, town: Town, change: str, allowed: bool
) -> None:
    with store.write("Sam") as session:
        session.rows("INSERT INTO purge VALUES ('p', '2026-01-01T00:00:00Z', NULL, 'retention')")
    refusal = nullcontext() if allowed else pytest.raises(sqlite.IntegrityError, match="append")
    with refusal, store.write("Sam") as session:
        session.rows(f"UPDATE revision SET {change} WHERE seq = 1")
    assert (whole_log(store)[0][14] is None) == allowed


def test_a_closed_purge_lets_nothing_go(store: Store, town: Town) -> None:
    with store.write("Sam") as session:
        session.rows("INSERT INTO purge VALUES ('p', '2026-01-01', '2026-01-02', 'retention')")
    with pytest.raises(sqlite.IntegrityError, match="append-only"), store.write("Sam") as session:
        session.rows("UPDATE revision SET payload = NULL, salt = NULL")


def test_a_revision_says_who_did_what_when_why_and_after_what(store: Store, town: Town) -> None:
    person = town.people[0]
    with (
        clock.freeze(datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        store.write("Sam Example") as session,
    ):
        renamed = person.model_copy(update={"name": "Another"})
        session.save(renamed, reason="married")
    with store.read() as session:
        first, second = session.revisions("person", person.id)
        assert session.head() is not None
        assert session.revisions("hotspot", person.id) == []
    assert (first.operation, first.parent) == ("record", None)
    assert (second.operation, second.parent) == ("amend", first.id)
    assert (second.actor, second.reason) == ("Sam Example", "married")
    assert second.at == "2026-03-29T01:30:00Z"
    assert second.origin == first.origin == store.origin
    assert second.id > first.id
    assert second.payload is not None
    assert parse("person", second.payload) == renamed


def test_digests_and_chain_can_be_recomputed_from_the_rows(store: Store, town: Town) -> None:
    previous = ""
    with store.read() as session:
        revisions = [
            revision
            for aggregate in (town.council, *town.people, *town.hotspots)
            for revision in session.revisions(aggregate.kind, aggregate.id)
        ]
        salts = dict(session.rows("SELECT id, salt FROM revision"))
    assert [it.origin_seq for it in revisions] == [1, 2, 3, 4, 5, 6]
    for it in revisions:
        assert it.payload is not None
        assert len(salts[it.id]) == 16
        assert digest_of(salts[it.id], it.payload) == it.digest
        assert chain_of(previous, it.header, it.digest) == it.chain
        previous = it.chain
    assert len(set(salts.values())) == len(salts)


def test_equal_payloads_have_different_digests_so_none_can_be_guessed(
    store: Store, town: Town
) -> None:
    sheet = town.sheet(1)
    with store.write("Sam") as session:
        session.save(sheet)
    with store.write("Sam") as session:
        session.save(sheet.model_copy(update={"note": "x"}))
    with store.write("Sam") as session:
        session.save(sheet)
    with store.read() as session:
        first, _, third = session.revisions("shift", sheet.id)
    assert first.payload == third.payload
    assert first.digest != third.digest


def test_the_payload_is_one_text_whatever_the_order_of_making(town: Town) -> None:
    sheet = town.sheet(3)
    text = canonical_json(sheet)
    assert canonical_json(parse("shift", text)) == text
    assert parse("shift", text) == sheet
    assert '"note"' not in text
    assert ": " not in text


def test_the_installation_keeps_its_own_name(path: Path) -> None:
    with Store.open(path) as first:
        origin = first.origin
    with Store.open(path) as again:
        assert again.origin == origin
    with Store.open(path.with_name("other.sqlite3")) as other:
        assert other.origin != origin
