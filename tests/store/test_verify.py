"""Tampering and damage show, and a sound record has no findings."""

from pathlib import Path

import pytest

from tests.store.records import Town, tamper
from wardenlog.errors import MachineError
from wardenlog.store import Finding, Store, rebuild, verify

LOOSEN = ("DROP TRIGGER revision_stands", "DROP TRIGGER revision_keeps")
LAST = "(SELECT max(seq) FROM revision)"


def findings(path: Path) -> list[Finding]:
    with Store.open(path) as store:
        return verify(store)


@pytest.fixture
def closed(store: Store, town: Town, path: Path) -> Path:
    """A closed file with a town and three sheets: revisions 1 to 9."""
    with store.write("Sam") as session:
        for number in range(3):
            session.save(town.sheet(number))
    store.close()
    return path


def test_a_sound_record_has_no_findings(closed: Path) -> None:
    assert findings(closed) == []


@pytest.mark.parametrize(
    ("change", "codes", "where"),
    [
        ("UPDATE revision SET payload = replace(payload, '4', '5') WHERE seq = 8", "digest", "8"),
        ("UPDATE revision SET actor = 'Robin' WHERE seq = 3", "chain", "3"),
        ("UPDATE revision SET at = '2020-01-01T00:00:00Z' WHERE seq = 3", "chain", "3"),
        ("UPDATE revision SET reason = 'x' WHERE seq = 9", "chain", "9"),
        ("UPDATE revision SET operation = 'amend' WHERE seq = 9", "chain", "9"),
        ("UPDATE revision SET digest = 'x' WHERE seq = 4", "digest", "4"),
        ("UPDATE revision SET chain = 'x' WHERE seq = 4", "chain", "5"),
        ("UPDATE revision SET payload = NULL, salt = NULL WHERE seq = 2", "erased", "2"),
        ("UPDATE revision SET salt = x'00' WHERE seq = 2", "digest", "2"),
        ("DELETE FROM revision WHERE seq = 5", "gap", "6"),
        ("UPDATE revision SET parent = id WHERE seq = 6", "parent", "6"),
        ("UPDATE revision SET parent = 'x' WHERE seq = 6", "parent", "6"),
        ("UPDATE revision SET origin = 'x' WHERE seq = 9", "gap", "9"),
    ],
)
def test_every_change_to_the_log_shows_at_its_revision(
    closed: Path, change: str, codes: str, where: str
) -> None:
    triggers = [
        f"CREATE TRIGGER {name} BEFORE {event} ON revision BEGIN SELECT 1; END"
        for name, event in (("revision_stands", "UPDATE"), ("revision_keeps", "DELETE"))
    ]
    tamper(closed, *LOOSEN, change, *triggers)
    assert (codes, where) in {(it.code, it.where) for it in findings(closed)}


def test_a_revision_replaced_with_its_chain_forged_breaks_the_next(closed: Path) -> None:
    with Store.open(closed) as store, store.read() as session:
        before = session.rows("SELECT chain FROM revision WHERE seq = 5")
    tamper(
        closed,
        *LOOSEN,
        "UPDATE revision SET chain = (SELECT chain FROM revision WHERE seq = 6) WHERE seq = 5",
    )
    assert before
    assert {("chain", "5"), ("chain", "6")} <= {(it.code, it.where) for it in findings(closed)}


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE visit SET out_minute = out_minute + 60 WHERE number = 1", "visit"),
        ("DELETE FROM visit_member WHERE position = 1", "visit_member"),
        ("DELETE FROM tally", "tally"),
        ("INSERT INTO tally SELECT 'x', 0, 1, day, NULL, 1, 'm', 1, 0 FROM tally LIMIT 1", "tally"),
        ("UPDATE person SET name = 'X'", "person"),
        ("DELETE FROM incident", "incident"),
        ("UPDATE shift SET void_reason = 'x'", "shift"),
    ],
)
def test_tables_that_differ_from_the_log_show(closed: Path, change: str, table: str) -> None:
    tamper(closed, change)
    found = findings(closed)
    assert found
    assert {it.code for it in found} == {"projection"}
    assert all(f"The table {table} " in it.message for it in found)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("DROP TRIGGER revision_keeps", "revision_keeps"),
        ("DROP INDEX visit_by_day", "visit_by_day"),
        ("CREATE TABLE loot (x)", "loot"),
        ("CREATE VIEW spy AS SELECT 1", "spy"),
        ("CREATE TRIGGER spy AFTER INSERT ON visit BEGIN SELECT 1; END", "spy"),
        ("ALTER TABLE person ADD COLUMN age INTEGER", "person"),
    ],
)
def test_a_schema_that_is_not_as_shipped_shows(closed: Path, change: str, name: str) -> None:
    tamper(closed, change)
    assert ("schema", name) in {(it.code, it.where) for it in findings(closed)}


def test_references_to_nothing_show(closed: Path) -> None:
    tamper(closed, "UPDATE visit SET hotspot_id = 'x' WHERE number = 1")
    found = {it.code: it for it in findings(closed)}
    assert found["reference"].message.startswith("3 rows of the table visit refer to a hotspot")


def test_a_record_this_version_cannot_read_shows(closed: Path) -> None:
    tamper(closed, *LOOSEN, "UPDATE revision SET payload = '{\"id\":1}' WHERE seq = 8")
    assert "unreadable" in {it.code for it in findings(closed)}


def test_verifying_tells_its_progress(closed: Path) -> None:
    told: list[tuple[int, int]] = []
    with Store.open(closed) as store:
        verify(store, lambda done, total: told.append((done, total)))
    assert told == [(0, 9), (9, 9)]


@pytest.mark.parametrize("page", [2, 5, 9])
def test_a_damaged_page_shows(closed: Path, page: int) -> None:
    content = bytearray(closed.read_bytes())
    content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    closed.write_bytes(content)
    with Store.open(closed) as store:
        try:
            found = verify(store)
        except MachineError as e:
            assert e.code == "damaged"  # noqa: PT017 - either way of saying so will do
        else:
            assert {it.code for it in found} == {"damaged"}


def test_a_table_that_is_gone_is_found_and_made_again_by_a_rebuild(closed: Path) -> None:
    tamper(closed, "DROP TABLE tally")
    found = findings(closed)
    assert ("schema", "tally") in {(it.code, it.where) for it in found}
    assert any("wardenlog rebuild" in it.message for it in found)
    with Store.open(closed) as store:
        rebuild(store)
        assert verify(store) == []
