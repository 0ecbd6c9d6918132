"""What is exported reads back as the same record, and no cell of it is ever executed."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.imports.files import WORKED_EXAMPLE, add_row, as_read, change, put_in, saved, small_log
from tests.imports.test_import import rich_log, shift_of
from tests.oracle.log import HEADINGS, Log
from tests.oracle.random_logs import logs
from wardenlog.errors import UserError
from wardenlog.imports.child import read_book
from wardenlog.imports.standard_log import export_log
from wardenlog.imports.standard_log.export import Export
from wardenlog.imports.standard_log.tables import TABLES
from wardenlog.model import PostHolding, Shift
from wardenlog.store import Store

PAYLOADS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.invalid","x")',
    "'=1+1",
    "''=1",
    "'quoted",
    "''",
    "#N/A",
    "#REF!",
    "12",
    "01/02/2025",
    "TRUE",
    "_x0041_ _x005F_",
    "a\nb",
    "tab\there",
    "“café” £ 🙂",
    'comma, "quote"; semicolon',
]


def tables(store: Store) -> dict[str, list[list[Any]]]:
    with store.read() as session:
        return Export(session).tables


def written(store: Store, path: Path) -> list[str]:
    with store.read() as session:
        return export_log(session, path)


@contextmanager
def copied(source: Store, name: str) -> Iterator[Store]:
    """An empty record that took in an export of another."""
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "copy.db") as copy:
        out = Path(folder) / name
        assert written(source, out) == []
        put_in(copy, out)
        yield copy


@contextmanager
def holding(log: Log) -> Iterator[Store]:
    """A record that took in a log."""
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "record.db") as store:
        saved(store, as_read(log))
        yield store


def test_the_tables_are_those_of_the_standard_log() -> None:
    assert {each.sheet: tuple(c.heading for c in each.columns) for each in TABLES} == HEADINGS


@pytest.mark.parametrize("name", ["log.xlsx", "log"])
def test_the_worked_example_survives_export_and_import(store: Store, name: str) -> None:
    put_in(store, WORKED_EXAMPLE)
    with copied(store, name) as copy:
        assert tables(copy) == tables(store)


@pytest.mark.parametrize("name", ["log.xlsx", "log"])
def test_every_sheet_survives_export_and_import(store: Store, name: str) -> None:
    saved(store, as_read(rich_log()))
    assert all(tables(store).values())
    with copied(store, name) as copy:
        assert tables(copy) == tables(store)


@settings(max_examples=25)
@given(logs(25))
def test_random_records_survive_export_and_import(log: Log) -> None:
    with holding(log) as store:
        first = tables(store)
        rows = {
            each.sheet: [
                dict(zip([c.heading for c in each.columns], row, strict=True))
                for row in first[each.sheet]
            ]
            for each in TABLES
        }
        with holding(rows) as copy:
            assert tables(copy) == first


@settings(max_examples=25)
@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=8))
def test_any_text_survives_a_workbook_and_a_csv(texts: list[str]) -> None:
    log = small_log()
    for number, text in enumerate([*PAYLOADS, *texts], start=3):
        legal = "".join(char for char in text if char.isprintable() or char in "\n\t").strip()
        add_row(log, "Visits", "S1", number, "H01", "18:10", "18:40")
        log["Visits"][-1]["Note"] = legal or "x"
    with holding(log) as store:
        for name in ("log.xlsx", "log"):
            with copied(store, name) as copy:
                assert tables(copy)["Visits"] == tables(store)["Visits"]


def test_no_text_is_a_formula_in_a_workbook(store: Store, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    log = change(small_log(), "Hotspots", 2, Name="=1+1", Ward="@cmd", District="-1")
    change(log, "People", 2, Name="+44 Warden")
    saved(store, as_read(log))
    written(store, tmp_path / "log.xlsx")
    cells = [
        cell
        for page in load_workbook(tmp_path / "log.xlsx").worksheets
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    risky = [cell for cell in cells if cell.value[0] in "=+-@"]
    assert len(risky) == 4
    assert all(cell.quotePrefix for cell in risky)


def test_no_text_is_executed_from_a_csv(store: Store, tmp_path: Path) -> None:
    log = change(small_log(), "Hotspots", 2, Name="=1+1", Ward="@cmd", District="-1")
    change(log, "People", 2, Name="+44 Warden")
    saved(store, as_read(add_row(log, "Budget lines", "GA-1", "L1", "Pay", None, -100.5)))
    written(store, tmp_path / "log")
    texts = []
    for path in (tmp_path / "log").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            texts += [cell for row in csv.reader(file) for cell in row]
    assert [text for text in texts if text[:1] in "=+-@" and text] == ["-100.5"]
    assert {"'=1+1", "'@cmd", "'-1", "'+44 Warden"} <= set(texts)


def test_dates_are_date_cells_and_times_are_text(store: Store, tmp_path: Path) -> None:
    saved(store, as_read(small_log()))
    written(store, tmp_path / "log.xlsx")
    [shifts] = [each for each in read_book(tmp_path / "log.xlsx").sheets if each.name == "Shifts"]
    assert [str(cell) for cell in shifts.rows[1][:5]] == [
        "S1",
        "2025-06-04",
        "18:00",
        "23:30",
        "0.0",
    ]


def test_repeated_times_are_starred(store: Store) -> None:
    log = change(small_log(), "Shifts", 2, Date="2025-10-25", Start="22:00", End="06:00")
    change(log, "Visits", 2, In="01:10*", Out="01:40")
    change(log, "Visits", 3, In="01:10", Out="01:05*")
    saved(store, as_read(log))
    rows = tables(store)["Visits"]
    assert [row[3:5] for row in rows] == [["01:10*", "01:40"], ["01:10", "01:05"]]
    with copied(store, "log.xlsx") as copy:
        assert shift_of(copy).visits[0].in_at == shift_of(store).visits[0].in_at


def test_contact_and_purchase_order_are_written_when_set(store: Store) -> None:
    log = add_row(small_log(), "Council", "Contact", "wardens@example.invalid")
    add_row(log, "Council", "Purchase order", "PO-1")
    saved(store, as_read(log))
    assert [row[0] for row in tables(store)["Council"]] == ["Name", "Contact", "Purchase order"]


def test_a_void_shift_counts_nowhere_and_keeps_its_rows(store: Store) -> None:
    saved(store, as_read(rich_log()))
    with store.write("tester") as session:
        session.void("shift", shift_of(store).id, "typed twice")
    with copied(store, "log.xlsx") as copy:
        shift = shift_of(copy)
        assert not shift.finished
        assert shift.note == "Void: typed twice"
        assert {visit.void_reason for visit in shift.visits} == {"typed twice"}
        assert len(shift.tallies) == 1
        assert tables(copy) == tables(store)


def test_a_void_record_is_written_only_where_something_refers_to_it(store: Store) -> None:
    saved(store, as_read(add_row(small_log(), "Hotspots", "H03", "High Street")))
    with store.write("tester") as session:
        for code in ("H02", "H03"):
            identity = session.value("SELECT id FROM hotspot WHERE code = ?", (code,))
            session.void("hotspot", identity, "never was one")
    assert [row[0] for row in tables(store)["Hotspots"]] == ["H01", "H02"]


def test_codes_that_two_records_share_are_told_apart(store: Store, tmp_path: Path) -> None:
    saved(store, as_read(small_log()))
    with store.write("tester") as session:
        first = session.load("hotspot", session.value("SELECT id FROM hotspot WHERE code = 'H01'"))
        assert first is not None
        from wardenlog.model import new_id

        session.save(first.model_copy(update={"id": new_id(), "name": "Elsewhere"}))
    [note] = written(store, tmp_path / "log.xlsx")
    assert note == "Hotspots: the code H01 stands there twice; one was written as H01 (2)."
    assert [row[0] for row in tables(store)["Hotspots"]] == ["H01", "H01 (2)", "H02"]


def test_a_time_that_a_log_cannot_say_is_noted(store: Store, tmp_path: Path) -> None:
    saved(store, as_read(small_log()))
    shift = shift_of(store)
    early = shift.visits[0].model_copy(update={"in_at": datetime(2025, 6, 4, 9, 0, tzinfo=UTC)})
    with store.write("tester") as session:
        session.save(Shift(**{**dict(shift), "visits": (early.model_copy(), *shift.visits[1:])}))
    [note] = written(store, tmp_path / "log.xlsx")
    assert note.startswith("Sheet S1: 4 June 2025 10:00 is too far from the shift")


@pytest.mark.parametrize(
    "holdings",
    [
        (),
        (("P1", None, None),),
        (("P1", "2025-01-01", None),),
        (("P1", "2024-07-01", "2025-03-31"), ("P2", "2025-04-01", None)),
        (("P1", "2024-09-01", "2025-03-31"), ("P2", "2025-04-01", "2025-05-31")),
        (("P1", None, None), ("P2", None, None)),
    ],
)
def test_a_post_keeps_its_dates_and_those_of_its_holders(
    store: Store, holdings: tuple[tuple[str, str | None, str | None], ...]
) -> None:
    saved(store, as_read(rich_log()))
    with store.write("tester") as session:
        people = dict(session.rows("SELECT code, id FROM person"))
        [agreement] = session.load_all("agreement")
        post = agreement.posts[0].model_copy(  # type: ignore[attr-defined]
            update={
                "holdings": tuple(
                    PostHolding.model_validate(
                        {"person_id": people[code], "from_on": start, "to_on": end}
                    )
                    for code, start, end in holdings
                )
            }
        )
        session.save(agreement.model_copy(update={"posts": (post,)}))
    with copied(store, "log.xlsx") as copy:
        assert tables(copy) == tables(store)
        with copy.read() as session:
            [found] = session.load_all("agreement")
        kept = found.posts[0]  # type: ignore[attr-defined]
        assert (kept.actual_start, kept.end_on) == (post.actual_start, post.end_on)
        assert [(h.from_on, h.to_on) for h in kept.holdings] == [
            (h.from_on, h.to_on) for h in post.holdings
        ]


def test_an_export_leaves_the_old_file_where_it_fails(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(store, as_read(small_log()))
    old = tmp_path / "log.xlsx"
    old.write_bytes(b"the old file")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wardenlog.files.saving.os.fsync", full)
    with pytest.raises(UserError) as caught:
        written(store, old)
    assert caught.value.code == "disk_full"
    assert old.read_bytes() == b"the old file"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["log.xlsx"]


def test_another_ending_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        written(store, tmp_path / "log.docx")
    assert caught.value.code == "not_a_log_file"
