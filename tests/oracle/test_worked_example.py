"""The oracle reproduces both answer files of the worked example completely."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.oracle.count import answer
from tests.oracle.log import read_log

DATA = Path(__file__).parent.parent / "data"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 4, 1), date(2025, 6, 30)),
        (date(2025, 3, 20), date(2026, 3, 31)),
    ],
)
def test_every_figure_of_the_answer_file(first: date, last: date) -> None:
    expected = json.loads(
        (DATA / f"worked-example-{first}-{last}.json").read_text(encoding="utf-8")
    )
    found = answer(read_log(DATA / "worked-example.xlsx"), "GA-1", first, last)
    assert found.keys() == expected.keys()
    for part, figures in expected.items():
        assert found[part] == figures, part
