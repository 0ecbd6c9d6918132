"""An import is previewed, all or nothing, and the same file twice adds nothing (promise 19)."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.imports.files import (
    WORKED_EXAMPLE,
    add_row,
    as_book,
    as_read,
    change,
    compared,
    put_in,
    saved,
    small_log,
)
from tests.oracle.log import Log
from wardenlog.errors import UserError
from wardenlog.imports.standard_log import read_log
from wardenlog.imports.standard_log.export_shifts import shift_rows
from wardenlog.model import Agreement, Shift
from wardenlog.store import Store, undo_batch

ROOT = Path(__file__).resolve().parent.parent.parent


def shift_of(store: Store, sheet: str = "S1") -> Shift:
    with store.read() as session:
        identity = session.value("SELECT id FROM shift WHERE sheet = ?", (sheet,))
        found = session.load("shift", identity)
    assert isinstance(found, Shift)
    return found


def agreement_of(store: Store) -> Agreement:
    with store.read() as session:
        [found] = session.load_all("agreement")
    assert isinstance(found, Agreement)
    return found


def heads(store: Store) -> list[tuple[str, ...]]:
    with store.read() as session:
        return session.rows("SELECT id FROM revision ORDER BY seq")


def rich_log() -> Log:
    """The small log with something on every sheet that hangs on another."""
    log = small_log()
    for sheet, cells in {
        "Authorisations": ("P1", "CPN", "delegated"),
        "Listings": ("GA-1", "H01", "2024-07-01"),
        "Plan rules": ("GA-1", "H01", 2, 7, 10, "Mon Tue", "20:00", "02:00", "foot", "2024-07-01"),
        "Visit members": ("S1", 1, "P1", None, "18:30"),
        "Partners": ("S1", 1, "police", 2, 10),
        "Tallies": ("S1", 1, "engagement", 4, "Yes"),
        "Incidents": ("S1", 1, "18:20", "nuisance", "begging"),
        "Powers": ("S1", 1, None, "CPW", "CPW.ISSUED", "own", "P1"),
        "Referrals": ("S1", None, "outreach"),
        "Seizures": ("S1", 2, "alcohol", 3),
        "Intelligence": ("2025-06-04", "form", 2, "H01"),
        "Other time": ("S1", "P1", "travel", 20),
        "Nil days": ("2025-06-05", "P2"),
        "Posts": (
            "GA-1",
            "W1",
            "Warden",
            "G6",
            1,
            0.5,
            "Yes",
            None,
            "2024-07-01",
            None,
            "P1",
            9000,
        ),
        "Budget lines": ("GA-1", "L1", "Pay", "Yes", 12000),
        "Budget changes": ("GA-1", 0, "L1", -100),
        "Underspends": ("GA-1", "2024-25", "carry_forward", 500, "2025-04-02", None, "Late start"),
        "Expenditure": ("GA-1", "L1", "2025-06-04", 99.5, "X1", "W1"),
        "Forecasts": ("GA-1", "L1", "2025-07", 1000),
        "Police incidents": ("H01", "2025-06", "nuisance", 7, 9, "police.uk", "2025-08-01"),
    }.items():
        add_row(log, sheet, *cells)
    return log


def test_a_member_who_starts_after_midnight_comes_back_as_exported(store: Store) -> None:
    log = change(small_log(), "Shifts", 2, Start="22:00", End="06:00")
    change(log, "Shift members", 2, Start="00:30", End="05:00")
    log["Visits"] = []
    saved(store, as_read(log))
    [first, _] = shift_of(store).members
    assert (first.start_at, first.end_at) == (
        datetime(2025, 6, 4, 23, 30, tzinfo=UTC),
        datetime(2025, 6, 5, 4, 0, tzinfo=UTC),
    )
    rows = shift_rows(shift_of(store), [])
    members = [fields for sheet, fields in rows if sheet == "Shift members"]
    assert (members[0]["start"], members[0]["end"]) == ("00:30", "05:00")


def test_the_worked_example_is_imported(store: Store) -> None:
    applied = put_in(store, WORKED_EXAMPLE)
    assert (applied.added, applied.changed, applied.rejected) == (67, 0, 0)
    with store.read() as session:
        assert session.value("SELECT count(*) FROM visit") == 302
        assert session.value("SELECT count(*) FROM power_use") == 96
        [batch] = session.batches()
    assert (batch.source, batch.added, batch.actor) == ("worked-example.xlsx", 67, "tester")


def test_a_preview_writes_nothing(store: Store) -> None:
    preview = compared(store, read_log(WORKED_EXAMPLE))
    assert preview.counts()["shift"] == {"added": 34}
    assert heads(store) == []


def test_the_same_file_again_adds_nothing(store: Store) -> None:
    for log in (read_log(WORKED_EXAMPLE), as_read(rich_log())):
        saved(store, log)
        before = heads(store)
        again = compared(store, log)
        assert again.imported_before
        assert again.is_empty
        assert saved(store, log).batch_id is None
        assert heads(store) == before


def test_every_sheet_finds_its_place(store: Store) -> None:
    saved(store, as_read(rich_log()))
    shift, agreement = shift_of(store), agreement_of(store)
    first, second = shift.visits
    assert [f"{at:%H:%M}" for at in (first.in_at, first.out_at or first.in_at)] == [
        "17:10",
        "17:40",
    ]
    assert len(first.members) == len(first.partners) == 1
    assert second.members == ()
    assert [each.visit for each in (*shift.tallies, *shift.incidents, *shift.powers)] == [1, 1, 1]
    assert [each.visit for each in (*shift.referrals, *shift.seizures)] == [None, 2]
    assert len(shift.members) == 2
    assert len(shift.other_time) == 1
    [variation] = agreement.variations
    assert (len(variation.terms), len(variation.budget_changes)) == (1, 1)
    assert agreement.posts[0].holdings[0].from_on is None
    with store.read() as session:
        for table in ("authorisation", "listing", "plan_rule", "intelligence", "nil_day"):
            assert session.value(f"SELECT count(*) FROM {table}") == 1  # noqa: S608 - our own names
        assert session.rows("SELECT month, forecast_pence FROM line_month ORDER BY month") == [
            ("2025-06", None),
            ("2025-07", 100000),
        ]


def test_blank_stays_not_recorded(store: Store) -> None:
    saved(store, as_read(small_log()))
    shift = shift_of(store)
    assert shift.members[0].start_at is None
    assert shift.visits[0].members == ()
    assert shift.finished


def test_a_blank_use_is_what_the_catalogue_says(store: Store) -> None:
    log = add_row(small_log(), "Powers", "S1", 1, None, "POL-ARR", "POL-ARR.DONE")
    add_row(log, "Powers", "S1", 1, None, "CPW", "CPW.ISSUED")
    saved(store, as_read(log))
    assert [power.use for power in shift_of(store).powers] == ["assisted", "own"]


def test_a_night_shift_carries_visits_past_midnight(store: Store) -> None:
    log = change(small_log(), "Shifts", 2, Start="22:00", End="06:00")
    change(log, "Visits", 2, In="21:30", Out="22:30")
    change(log, "Visits", 3, In="01:10", Out="01:40")
    add_row(log, "Visit members", "S1", 2, "P1", "01:20")
    saved(store, as_read(log))
    early, late = shift_of(store).visits
    assert f"{early.in_at:%d %H:%M}" == "04 20:30"
    assert f"{late.in_at:%d %H:%M}" == "05 00:10"
    assert f"{late.members[0].joined_at:%d %H:%M}" == "05 00:20"


def test_a_changed_file_shows_what_changed(store: Store) -> None:
    saved(store, as_read(rich_log()))
    log = change(rich_log(), "Visits", 2, Out="18:55", Note="longer")
    change(log, "Hotspots", 3, Name="Station Approach")
    add_row(log, "Tallies", "S1", 1, "engagement", 1)
    add_row(log, "Hotspots", "H03", "High Street")
    preview = compared(store, as_read(log))
    assert preview.counts()["hotspot"] == {"added": 1, "changed": 1, "unchanged": 1}
    assert preview.counts()["shift"] == {"changed": 1}
    details = {each.label: each.details for each in preview.changes if each.what == "changed"}
    assert details["H02"] == ("name: Station Road → Station Approach",)
    assert details["S1"] == (
        "visits 1, out: 4 June 2025 18:40 → 4 June 2025 18:55",
        "visits 1, note: blank → longer",
        "tallies: 1 added",
    )


def test_ids_stay_through_a_change(store: Store) -> None:
    log = add_row(rich_log(), "Powers", "S1", 2, None, "CPW", "CPW.ISSUED", "own", "P2")
    saved(store, as_read(log))
    before = shift_of(store)
    log["Powers"].reverse()
    change(log, "Powers", 2, Outcome="moved on")
    change(log, "Visits", 3, Out="19:45")
    saved(store, as_read(log))
    after = shift_of(store)
    assert after.id == before.id
    assert [visit.id for visit in after.visits] == [visit.id for visit in before.visits]
    assert [power.id for power in after.powers] == [before.powers[1].id, before.powers[0].id]


def test_sheets_and_columns_the_file_lacks_leave_things_as_they_are(store: Store) -> None:
    saved(store, as_read(rich_log()))
    before = shift_of(store)
    log = rich_log()
    only = {sheet: log[sheet] if sheet == "Visits" else [] for sheet in log}
    preview = compared(store, as_read(only))
    assert preview.is_empty
    hotspots = [["Code", "Name"], ["H01", "Market Square"]]
    assert compared(store, as_read({}, Hotspots=hotspots)).is_empty
    assert shift_of(store) == before


def test_a_sheet_replaces_what_it_speaks_of(store: Store) -> None:
    saved(store, as_read(rich_log()))
    log = rich_log()
    del log["Visits"][1]
    add_row(log, "Tallies", "S1", None, "signposting", 1)
    del log["Tallies"][0]
    log["Seizures"] = []
    saved(store, as_read(log))
    shift = shift_of(store)
    assert [visit.number for visit in shift.visits] == [1]
    assert [tally.measure for tally in shift.tallies] == ["signposting"]
    assert shift.seizures == ()  # it hung on the visit that went


def test_records_that_may_stand_twice_are_matched_one_to_one(store: Store) -> None:
    log = add_row(rich_log(), "Intelligence", "2025-06-04", "form", 2, "H01")
    add_row(log, "Intelligence", "2025-06-04", "form", 5, "H01")
    saved(store, as_read(log))
    assert compared(store, as_read(log)).is_empty
    change(log, "Intelligence", 3, Count=9)
    assert compared(store, as_read(log)).counts()["intelligence"] == {"changed": 1, "unchanged": 2}


def test_several_holders_make_one_post(store: Store) -> None:
    log = rich_log()
    row = ("GA-1", "W1", "Warden", "G6", 1, 0.5, "Yes", None)
    log["Posts"] = []
    add_row(log, "Posts", *row, "2024-07-01", "2025-03-31", "P1")
    add_row(log, "Posts", *row, "2025-04-01", None, "P2")
    saved(store, as_read(log))
    [post] = agreement_of(store).posts
    assert (str(post.actual_start), post.end_on) == ("2024-07-01", None)
    assert [str(held.from_on) for held in post.holdings] == ["2024-07-01", "2025-04-01"]


def test_an_error_late_in_a_long_file_saves_nothing(store: Store, tmp_path: Path) -> None:
    log = small_log()
    for number in range(3, 1000):
        minute = number % 60
        add_row(log, "Visits", "S1", number, "H01", f"19:{minute:02}", f"20:{minute:02}")
    change(log, "Visits", 950, Hotspot="H99")
    preview = compared(store, read_log(as_book(log, tmp_path / "log.xlsx")))
    assert [(each.sheet, each.row) for each in preview.problems] == [("Visits", 950)]
    with pytest.raises(UserError) as caught:
        put_in(store, tmp_path / "log.xlsx")
    assert caught.value.code == "has_problems"
    assert "1 row" in caught.value.message
    assert heads(store) == []


def test_a_preview_that_the_record_outran_is_refused(store: Store) -> None:
    from wardenlog.imports.standard_log import apply

    log = as_read(small_log())
    preview = compared(store, log)
    saved(store, as_read(add_row(small_log(), "Hotspots", "H03", "High Street")))
    before = heads(store)
    with pytest.raises(UserError) as caught:
        apply(store, preview, actor="tester")
    assert caught.value.code == "changed_meanwhile"
    assert heads(store) == before


def test_an_import_is_undone_whole(store: Store) -> None:
    applied = saved(store, as_read(rich_log()))
    assert applied.batch_id is not None
    with store.write("tester") as session:
        undo_batch(session, applied.batch_id)
    with store.read() as reading:
        assert reading.value("SELECT count(*) FROM visit") == 0
    assert saved(store, as_read(rich_log())).added == applied.added


def test_an_import_killed_at_any_moment_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    log = small_log()
    for sheet in range(2, 402):
        add_row(log, "Shifts", f"S{sheet}", "2025-06-04", "09:00", "17:00")
        add_row(log, "Shift members", f"S{sheet}", "P1", None, None, "HAF")
        for visit in range(1, 13):
            add_row(log, "Visits", f"S{sheet}", visit, "H01", "10:00", f"10:{visit:02}")
    book = as_book(log, tmp_path / "log.xlsx")
    outcomes = set()
    for number, pause in enumerate((0.0, 0.05, 0.3, 60.0)):
        record = tmp_path / f"{number}.db"
        command = [sys.executable, "-m", "tests.imports.slow_import", str(record), str(book)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
            assert child.stdout is not None
            assert child.stdout.readline().strip() == b"saving"
            if pause == 60.0:
                child.wait()
            else:
                time.sleep(pause)
                child.kill()
        with Store.open(record) as store, store.read() as session:
            visits = session.value("SELECT count(*) FROM visit")
            assert visits in {0, 4802}
            assert len(session.batches()) == (visits > 0)
            outcomes.add(visits)
    assert outcomes == {0, 4802}
