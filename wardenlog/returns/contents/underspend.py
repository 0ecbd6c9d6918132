"""What a return says of the underspend of each year, and of what is asked for it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from wardenlog.counting.underspend import MoneyLeft, Treatment
from wardenlog.returns.contents.common import day, long_day, pounds
from wardenlog.returns.figures import Figures

_ASKED: Final = {
    "return_to_funder": "to return it to the funder",
    "carry_forward": "to carry it forward to the next year",
    "re_profile": "to re-profile it within the agreement",
}


def treatments(figures: Figures) -> Iterator[str]:
    """Yield a sentence for each year whose underspend something was asked for."""
    for left in figures.money_left:
        if left.treatment is not None and left.year is not None:
            yield f"{_left(left)} {_asked(left.treatment)}"


def _left(left: MoneyLeft) -> str:
    if left.underspend is None:
        return f"Underspend of {left.year}: not known yet."
    if left.underspend < 0:
        return f"{left.year}: {pounds(Decimal(-left.underspend) / 100)} overspent."
    return f"Underspend of {left.year}: {pounds(Decimal(left.underspend) / 100)}."


def _asked(treatment: Treatment) -> str:
    amount = ""
    if treatment.amount is not None:
        amount = f" ({pounds(Decimal(treatment.amount) / 100)})"
    asked = "" if treatment.asked_on is None else f" on {long_day(day(treatment.asked_on))}"
    agreed = "not agreed yet"
    if treatment.agreed_on is not None:
        agreed = f"agreed on {long_day(day(treatment.agreed_on))}"
    note = "" if treatment.note is None else f" {treatment.note.rstrip('.')}."
    return f"Asked{asked} {_ASKED[treatment.treatment]}{amount}; {agreed}.{note}"
