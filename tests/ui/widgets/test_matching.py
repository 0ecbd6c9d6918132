"""A typed code is taken for the record it names, and never for its neighbour."""

import pytest

from wardenlog.errors import UserError
from wardenlog.services.choices import Named
from wardenlog.ui.widgets.matching import the_sure_one

PLACES = [
    Named("1", "H01", "Market Square"),
    Named("2", "H10", "Station Road"),
    Named("3", "H100", "Park"),
]


@pytest.mark.parametrize(("typed", "code"), [("h1", "H01"), ("H001", "H01"), ("h10", "H10")])
def test_a_code_is_known_without_its_leading_zeros(typed: str, code: str) -> None:
    assert the_sure_one(typed, PLACES, "hotspot").code == code


def test_an_exact_code_comes_before_one_with_other_zeros() -> None:
    both = [*PLACES, Named("4", "H1", "Quay")]
    assert the_sure_one("H1", both, "hotspot").id == "4"
    assert the_sure_one("H01", both, "hotspot").id == "1"


def test_zeros_at_the_end_of_a_code_count() -> None:
    with pytest.raises(UserError, match="no hotspot"):
        the_sure_one("H1000", PLACES, "hotspot")
