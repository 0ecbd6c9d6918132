"""The full-text index follows every change, comes back from the log, and forgets what is erased."""

from pathlib import Path

import pytest

from tests.store.records import Town, tables, tamper
from wardenlog.model import PowerUse, Shift, new_id
from wardenlog.model.vocabulary import Use
from wardenlog.store import Store, rebuild, undo_newest, verify
from wardenlog.store.full_text import TABLE
from wardenlog.store.lists import found
from wardenlog.store.projection.words import FIRST_POWER, Passage, passages

CANARY = "quillwort"


def notes(store: Store, text: str) -> list[tuple[str, int | None]]:
    with store.read() as session:
        match = found.matching(text)
        assert match is not None
        return [(it.shift_id, it.number) for it in found.notes(session, match, 10)]


def noted(sheet: Shift, note: str, number: int) -> Shift:
    visits = tuple(
        visit.model_copy(update={"note": note}) if visit.number == number else visit
        for visit in sheet.visits
    )
    return sheet.model_copy(update={"visits": visits})


def test_each_passage_says_what_it_is_of(town: Town) -> None:
    sheet = noted(town.sheet(7, visits=2), "Broken glass.", 2)
    power = PowerUse(id=new_id(), power="CPW", stage="issued", use=Use.OWN, reference="CPW/0031")
    sheet = sheet.model_copy(
        update={"sheet": "A0007", "note": "Late start.", "powers": (*sheet.powers, power)}
    )
    assert passages(sheet) == [
        Passage(0, sheet="A0007 7", note="Late start."),
        Passage(2, note="Broken glass."),
        Passage(FIRST_POWER + 1, reference="CPW/0031 31"),
    ]
    assert passages(town.people[0]) == [Passage(0, person="W0 Warden 0")]
    assert passages(town.council) == []


def test_a_note_is_found_while_it_stands_and_not_after(store: Store, town: Town) -> None:
    sheet = town.sheet(1)
    with store.write("Sam") as session:
        session.save(noted(sheet, f"A {CANARY} by the gate", 3))
    assert notes(store, CANARY) == [(sheet.id, 3)]
    with store.write("Sam") as session:
        session.save(noted(sheet, f"Two {CANARY}s", 4))
    assert notes(store, CANARY) == [(sheet.id, 4)]
    with store.write("Sam") as session:
        undo_newest(session)
    assert notes(store, CANARY) == [(sheet.id, 3)]
    with store.write("Sam") as session:
        session.void("shift", sheet.id, "typed twice")
    assert notes(store, CANARY) == [(sheet.id, 3)]
    with store.write("Sam") as session:
        undo_newest(session)
        session.save(noted(sheet, "Nothing", 3))
    assert notes(store, CANARY) == []
    assert verify(store) == []


def test_a_sheet_taken_out_of_the_record_is_not_found(store: Store, town: Town) -> None:
    with store.write("Sam") as session:
        session.save(noted(town.sheet(1), CANARY, 1))
    with store.write("Sam") as session:
        undo_newest(session)
    assert notes(store, CANARY) == []
    assert verify(store) == []


def test_a_rebuild_makes_the_same_index(store: Store, town: Town) -> None:
    with store.write("Sam") as session:
        for number in range(4):
            session.save(noted(town.sheet(number), f"{CANARY} {number}", number + 1))
    before, hits = tables(store)[TABLE], notes(store, CANARY)
    rebuild(store)
    assert tables(store)[TABLE] == before
    assert notes(store, CANARY) == hits
    assert len(hits) == 4
    with store.read() as session:
        assert session.value("SELECT v FROM search_config WHERE k = 'secure-delete'") == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE search_content SET c4 = 'forged' WHERE c4 IS NOT NULL",
        "DELETE FROM search_content WHERE c4 IS NOT NULL",
        "DELETE FROM search WHERE note IS NOT NULL",
        "INSERT INTO search (rowid, note) VALUES (900 * 65536, 'stray')",
        "DELETE FROM search_docsize",
        "DROP TABLE search",
        "DROP TABLE search_data",
    ],
)
def test_an_index_that_was_changed_shows_and_a_rebuild_mends_it(
    store: Store, town: Town, path: Path, change: str
) -> None:
    with store.write("Sam") as session:
        session.save(noted(town.sheet(1), CANARY, 1))
    store.close()
    tamper(path, change)
    with Store.open(path) as opened:
        findings = verify(opened)
        assert findings
        assert all("rebuild" in it.message for it in findings), findings
        rebuild(opened)
        assert verify(opened) == []
        assert len(notes(opened, CANARY)) == 1


def test_a_purged_note_leaves_no_bytes_in_the_file(store: Store, town: Town, path: Path) -> None:
    """Promise 24: what the retention rule erases is gone from the log, the tables and the index."""
    sheet = town.sheet(1)
    with store.write("Sam") as session:
        session.save(noted(sheet, f"{CANARY} seen", 1))
    with store.write("Sam") as session:
        session.save(noted(sheet, "nothing", 1))
    store.close()
    tamper(
        path,
        "INSERT INTO purge (id, opened_at, reason) VALUES ('p', '2026-01-01T00:00:00Z', 'old')",
        f"UPDATE revision SET salt = NULL, payload = NULL WHERE payload LIKE '%{CANARY}%'",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    )
    left = [it.name for it in path.parent.iterdir() if CANARY.encode() in it.read_bytes()]
    assert left == []
