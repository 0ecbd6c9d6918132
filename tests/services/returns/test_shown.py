"""The page of a period says what the workbook says."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.returns.worked import QUARTER, figures_of, import_example, plain, rows_of
from wardenlog.counting.scope import Period
from wardenlog.returns.contents import checks, summary
from wardenlog.returns.figures import Wanted
from wardenlog.returns.workbook.layout import As, Formula
from wardenlog.services.record import Record
from wardenlog.services.returns.cells import cell_words, number_words
from wardenlog.services.returns.shown import show


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with import_example(tmp_path) as store:
        yield Record(store, "Sam")


def test_the_summary_is_the_workbooks(record: Record) -> None:
    shown = show(record, Wanted("GA-1", QUARTER))
    rows = rows_of(summary.sheet(figures_of(record.store, QUARTER)))
    assert [line.code for line in shown.summary] == [row["Measure code"] for row in rows]
    for line, row in zip(shown.summary, rows, strict=True):
        for heading, value in line.cells.items():
            if isinstance(row[heading], str) and not row[heading].startswith("["):
                assert value.words == row[heading]


def test_the_claim_and_the_bridge_are_the_returns(record: Record) -> None:
    shown = show(record, Wanted("GA-1", QUARTER))
    claim = shown.figures.claim
    assert claim.amount is not None
    assert shown.amount == f"£{claim.amount:,.2f}"
    assert [step.minutes for step in shown.bridge] == [
        step.minutes for step in shown.figures.bridge
    ]
    assert shown.payment[-1].name == "Amount claimed"
    assert shown.payment[-1].cells["Amount"] == shown.amount


def test_checks_that_ask_for_somebody_come_first(record: Record) -> None:
    shown = show(record, Wanted("GA-1", QUARTER))
    results = [line.result for line in shown.checks]
    order = ["Fail", "Attention", "Explained", "Noted", "Pass"]
    assert results == sorted(results, key=order.index)
    made = checks.checks(shown.figures)
    assert sorted(results) == sorted(str(check.result) for check in made)
    assert any(line.code for line in shown.checks)


def test_a_period_without_records_has_nothing_to_report(record: Record) -> None:
    shown = show(record, Wanted("GA-1", Period(date(2019, 4, 1), date(2019, 7, 1))))
    assert shown.nil
    assert not show(record, Wanted("GA-1", QUARTER)).nil


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("[x]", "not known"),
        ("[z]", "–"),
        ("part", "part"),
        (As(Decimal("-1204.5"), "money"), "−£1,204.50"),
        (As(Formula("A1/60", 12.5), "hours"), "12.50"),
        (As(Formula("A1", 86.66), "percent"), "86.7 %"),
        (As(1204, "count"), "1,204"),
        (date(2025, 4, 1), "1 April 2025"),
    ],
)
def test_cells_are_worded(cell: object, words: str) -> None:
    assert cell_words(cell) == words  # type: ignore[arg-type]


def test_a_rate_keeps_its_decimals() -> None:
    assert number_words(Decimal("31.255"), "rate") == "£31.255"
    assert plain(As(Formula("A1", 1), "count")) == 1
