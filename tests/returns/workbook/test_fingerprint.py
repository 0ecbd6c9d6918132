"""The fingerprint depends on every figure and on nothing else; the receipt code betrays slips."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wardenlog.returns.workbook.fingerprint import (
    ALPHABET,
    fingerprint,
    receipt_code,
    text_token,
    tidy_receipt_code,
    value_token,
)

PRINTS = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")
TOKENS = st.lists(st.lists(st.sampled_from(["s1", "n1", "sa b", "=", "~"]), min_size=2, max_size=2))


def of(rows: Sequence[Sequence[str]]) -> str:
    return fingerprint({"T": (("A", "B"), rows)})


@given(TOKENS, st.randoms())
def test_sorting_a_table_changes_nothing(rows: list[list[str]], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert of(shuffled) == of(rows)


@given(TOKENS, TOKENS)
def test_other_rows_give_another_fingerprint(one: list[list[str]], other: list[list[str]]) -> None:
    assume(sorted(one) != sorted(other))
    assert of(one) != of(other)


def test_names_headings_and_columns_count() -> None:
    base = fingerprint({"T": (("A", "B"), [["s1", "s2"]])})
    assert base != fingerprint({"U": (("A", "B"), [["s1", "s2"]])})
    assert base != fingerprint({"T": (("A", "C"), [["s1", "s2"]])})
    assert base != fingerprint({"T": (("A", "B"), [["s2", "s1"]])})


def test_order_of_sheets_does_not_count() -> None:
    one, two = ("A",), ("B",)
    assert fingerprint({"T": (one, []), "U": (two, [])}) == fingerprint(
        {"U": (two, []), "T": (one, [])}
    )


@pytest.mark.parametrize(
    "values",
    [
        (12, 12.0, Decimal("12.00")),
        (0.1 + 0.2, 0.3, Decimal("0.3000")),
        (56.28333333333333, 56.2833333333333),
        (0, 0.0, -0.0, Decimal("-0.0"), False),
        (date(2025, 4, 1), 45_748, datetime(2025, 4, 1)),
        ("a  b\n", " a b", "a\r\nb"),
        ("_x0041_", "A", "_x005F_x0041_"),
    ],
)
def test_what_another_program_may_write_instead_is_the_same(values: tuple[object, ...]) -> None:
    assert len({value_token(value) for value in values}) == 1


def test_text_is_never_a_number_nor_a_mark() -> None:
    assert (
        len({value_token("12"), value_token(12), "=", "~", value_token("="), text_token("~")}) == 6
    )


def test_other_figures_differ() -> None:
    assert value_token(Decimal("6489.53")) != value_token(Decimal("6489.54"))
    assert value_token(123_456_789.12) != value_token(123_456_789.13)


@given(PRINTS)
def test_a_code_reads_back_however_it_is_typed(print_: str) -> None:
    code = receipt_code(print_)
    assert len(code) == 14
    assert tidy_receipt_code(f" {code.lower().replace('-', ' ')} ") == code
    assert tidy_receipt_code(code.replace("0", "o").replace("1", "l")) == code


@given(PRINTS, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(print_: str, at: int, wrong: str) -> None:
    code = receipt_code(print_).replace("-", "")
    assume(code[at] != wrong)
    assert tidy_receipt_code(code[:at] + wrong + code[at + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "7K2M", "7K2M-9QXT-4B1C-0", "!!!!-!!!!-!!!!"])
def test_what_is_not_a_code_is_none(typed: str) -> None:
    assert tidy_receipt_code(typed) is None
