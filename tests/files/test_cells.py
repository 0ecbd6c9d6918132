"""The sanitiser: what reaches a cell is legal, exact and cannot be executed."""

import math
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wardenlog.files.cells import (
    CellError,
    clean_text,
    date_serial,
    escape_xml,
    looks_executable,
    number_text,
)

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=200)


@given(ANY_TEXT)
def test_any_text_becomes_legal_xml_that_reads_back_the_same(text: str) -> None:
    cleaned = clean_text(text)
    element = etree.fromstring(f"<t>{escape_xml(cleaned)}</t>".encode())
    assert (element.text or "").replace("_x005F_", "_") == cleaned


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=200))
def test_ordinary_text_is_kept_as_it_is(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\ud800b", "a\uffffb", "a\x1fb"])
def test_characters_that_xml_forbids_are_shown_as_replaced(text: str) -> None:
    assert clean_text(text) == "a\ufffdb"


def test_line_ends_become_line_feeds() -> None:
    assert clean_text("a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize("text", ["x" * 32_767, "😀" * 16_383 + "x", "é" * 32_767])
def test_the_longest_text_is_kept_whole(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384])
def test_a_longer_text_is_refused_not_cut(text: str) -> None:
    with pytest.raises(CellError, match="at most 32,767") as refusal:
        clean_text(text)
    assert refusal.value.code == "text_too_long"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_text_that_may_be_executed_is_told(text: str) -> None:
    assert looks_executable(text)


@pytest.mark.parametrize("text", ["1=1", " note", "[z]", "'=1"])
def test_other_text_is_not(text: str) -> None:
    assert not looks_executable(text)


def test_a_literal_escape_is_itself_escaped() -> None:
    assert escape_xml("_x0041_ _x004_ _xZZZZ_ _x005F_") == (
        "_x005F_x0041_ _x004_ _xZZZZ_ _x005F_x005F_"
    )


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_exact(value: float) -> None:
    assert float(number_text(value)) == value


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_decimals_are_exact_and_plain(value: Decimal) -> None:
    text = number_text(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert not text.startswith("-0.0000")


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, -math.inf, Decimal("NaN"), Decimal("-Infinity")]
)
def test_what_is_not_a_number_is_refused(value: float | Decimal) -> None:
    with pytest.raises(CellError, match="not a number"):
        number_text(value)


def test_whole_numbers_keep_their_digits_or_are_refused() -> None:
    assert number_text(999_999_999_999_999) == "999999999999999"
    with pytest.raises(CellError, match="15 digits"):
        number_text(10**15)


def test_dates_count_as_excel_counts_them() -> None:
    assert date_serial(date(1900, 3, 1)) == 61
    assert date_serial(date(2025, 4, 1)) == 45_748


def test_a_date_before_march_1900_is_refused() -> None:
    with pytest.raises(CellError, match="28 February 1900 is before 1 March 1900") as refusal:
        date_serial(date(1900, 2, 28))
    assert refusal.value.code == "date_range"


def test_moments_are_uk_local_time_in_summer_and_winter() -> None:
    assert date_serial(datetime(2025, 7, 1, 11, 0, tzinfo=UTC)) == 45_839.5
    assert date_serial(datetime(2025, 1, 1, 12, 0, tzinfo=UTC)) == 45_658.5


def test_a_moment_without_a_zone_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        date_serial(datetime(2025, 7, 1, 11, 0))
