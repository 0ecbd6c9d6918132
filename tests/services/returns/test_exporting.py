"""The long CSV and the one page say what the workbook says, and whether it was sent."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.services.returns.small_grant import (
    BY_HOURS,
    Q1,
    REFERENCE,
    START,
    SmallGrant,
    variation,
)
from wardenlog.errors import UserError
from wardenlog.returns.workbook.reading import read_tables
from wardenlog.services.returns.building import wanted
from wardenlog.services.returns.exporting import one_page, save_long_csv, save_page

ASK = wanted(REFERENCE, Q1.from_on, Q1.last_on)


@pytest.fixture
def grant(tmp_path: Path) -> Iterator[SmallGrant]:
    made = SmallGrant(tmp_path, variation(0, START, **BY_HOURS))
    with made.on(date(2025, 4, 11)):
        made.save(made.sheet("0001", date(2025, 4, 10), ("H1", 120), ("H2", 60)))
    with made.on(date(2025, 7, 4)):
        yield made
    made.store.close()


def lines(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8-sig").splitlines()))


def test_the_csv_has_the_rows_of_the_sheet_data(grant: SmallGrant, tmp_path: Path) -> None:
    sent = grant.send(Q1)
    saved = save_long_csv(grant.record, ASK, tmp_path)
    assert saved.path.name == "EXAMPLETON-COUNCIL_GA-7_V0_2025-26_Q1_r1.csv"
    assert (saved.version, saved.receipt_code) == (1, sent.receipt_code)
    assert saved.path.read_bytes().startswith(b"\xef\xbb\xbf")
    table = read_tables(sent.path)["Return_data"]
    headings, *rows = lines(saved.path)
    assert tuple(headings) == table.headings
    value = headings.index("Value")
    assert [float(row.pop(value)) for row in rows] == [row.pop(value) for row in table.rows]
    assert rows == [[_plain(cell) for cell in row] for row in table.rows]


def _plain(cell: object) -> str:
    return f"{cell:.0f}" if isinstance(cell, float) else str(cell)


def test_nothing_of_it_is_executed(grant: SmallGrant, tmp_path: Path) -> None:
    hostile = grant.council.model_copy(update={"name": '=HYPERLINK("http://x.invalid")'})
    grant.save(hostile)
    _, *rows = lines(save_long_csv(grant.record, ASK, tmp_path / "r.csv").path)
    assert {row[0] for row in rows} == {'\'=HYPERLINK("http://x.invalid")'}


def test_a_late_change_makes_it_a_draft_of_the_next_version(
    grant: SmallGrant, tmp_path: Path
) -> None:
    assert one_page(grant.record, ASK).standing.startswith("A draft: it was not sent yet")
    sent = grant.send(Q1)
    page = one_page(grant.record, ASK)
    assert page.receipt_code == sent.receipt_code
    assert page.standing == (f"Sent on 4 July 2025 as version 1. Receipt code {sent.receipt_code}.")
    grant.save(grant.sheet("0002", date(2025, 4, 11), ("H1", 30)))
    saved = save_long_csv(grant.record, ASK, tmp_path)
    assert (saved.version, saved.receipt_code) == (2, None)
    later = one_page(grant.record, ASK)
    assert later.receipt_code is None
    assert later.standing.startswith("A draft: the record has changed since 2025-26 Q1 r1")


def test_the_page_says_the_claim_and_how_it_is_worked_out(grant: SmallGrant) -> None:
    page = one_page(grant.record, ASK)
    # (120 + 60) × 2 = 360 minutes × £31.50 ÷ 60
    assert (page.amount, page.hours) == ("£189.00", "6.00 person-hours")
    total, *_, claimable = page.bars
    assert (total.hours, total.whole, claimable.hours, claimable.whole) == (6, True, 6, True)
    said = {field: value for field, value, _ in page.lines}
    assert (said["Kind of return"], said["Hourly rate"]) == ("Interim", "£31.50")
    assert "Receipt code" not in said


def test_a_wrong_name_is_refused_and_a_file_kept(grant: SmallGrant, tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_text("mine")
    with pytest.raises(UserError, match=r"ends in \.csv"):
        save_long_csv(grant.record, ASK, old)
    with pytest.raises(UserError, match=r"ends in \.pdf"):
        save_page(grant.record, old, b"%PDF")
    assert old.read_text() == "mine"
    save_page(grant.record, tmp_path / "page.pdf", b"%PDF")
    assert (tmp_path / "page.pdf").read_bytes() == b"%PDF"
