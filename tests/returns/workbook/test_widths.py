"""Columns show their content and the table still prints on A4 landscape at 75 %."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardenlog.returns.workbook.heights import lines_needed, row_height
from wardenlog.returns.workbook.layout import As, Cell, Column, Formula
from wardenlog.returns.workbook.letters import text_width
from wardenlog.returns.workbook.pages import ONE_PAGE, across, fits_one_page, scale
from wardenlog.returns.workbook.widths import MAX_WIDTH, MIN_WIDTH, column_widths

TEXTS = Column("Note"), Column("Explanation")


def test_a_column_is_as_wide_as_its_longest_text_up_to_sixty() -> None:
    narrow, wide = column_widths(TEXTS, [("short", "word " * 40)], page=ONE_PAGE)
    assert 6 <= narrow <= 10
    assert wide == 60


def test_figures_are_never_cut() -> None:
    columns = [Column("A", "money"), Column("B", "hours"), Column("C", "count")]
    rows: list[Sequence[Cell]] = [
        (As(Decimal("1234567.89"), "money"), Formula("1/3", 12_345.333333333), 1_234_567)
    ]
    widths = column_widths(columns, rows, page=10)
    for width, shown in zip(widths, ("£1,234,567.89", "12345.33", "1,234,567"), strict=True):
        assert width > text_width(shown)


def test_the_widest_text_gives_way_first() -> None:
    rows = [("wide " * 50, "less " * 10)]
    widths = column_widths(TEXTS, rows, page=80)
    assert sum(widths) <= 80
    assert widths[1] > 39


def test_a_heading_keeps_its_longest_word_whole() -> None:
    (width,) = column_widths([Column("Person-minutes claimable", "minutes")], [(1,)], page=100)
    assert width > len("claimable")


def test_a_given_width_is_kept() -> None:
    assert column_widths([Column("Note", width=40)], [("x",)], page=100) == [40]


@given(st.lists(st.tuples(st.text(), st.text())))
def test_widths_stay_between_6_and_100(rows: list[tuple[str, str]]) -> None:
    for width in column_widths(TEXTS, rows, page=ONE_PAGE):
        assert MIN_WIDTH <= width <= MAX_WIDTH


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("short", 10, 1), ("two words", 5, 2), ("a\r\nb\rc\nd", 50, 4), ("x" * 25, 10, 3), ("", 5, 1)],
)
def test_lines_of_wrapped_text(text: str, width: float, lines: int) -> None:
    assert lines_needed(text, width) == lines


def test_no_row_is_taller_than_excel_allows() -> None:
    assert row_height(2) == 30
    assert row_height(1_000) == 409


def test_up_to_twelve_columns_keep_one_page() -> None:
    assert across([10.0] * 12, keys=2).first_page == 12
    assert across([10.0] * 12, keys=2).widest == 120


def test_two_pages_are_as_equal_as_columns_allow_with_the_keys_on_both() -> None:
    pages = across([10.0] * 20, keys=2)
    assert (pages.first_page, pages.first_width, pages.widest) == (11, 110, 110)


def test_nothing_prints_smaller_than_75_percent() -> None:
    assert scale(ONE_PAGE) == 75
    assert scale(40) == 100
    assert fits_one_page(ONE_PAGE, 720)
    assert not fits_one_page(ONE_PAGE, 730)
    assert not fits_one_page(ONE_PAGE + 1, 100)
