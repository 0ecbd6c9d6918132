"""Behind every figure that a return prints stand its rule card and the records that make it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.returns.worked import OVER_A_YEAR, QUARTER, import_example
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.model import Shift
from wardenlog.returns.figures import Wanted
from wardenlog.services.record import Record
from wardenlog.services.returns.behind import Asked, Figure, behind
from wardenlog.services.returns.shown import Shown, show

AUTUMN = Period(date(2025, 10, 1), date(2026, 1, 1))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with import_example(tmp_path) as store:
        yield Record(store, "Sam")


def asked_of(shown: Shown) -> list[Asked]:
    """Every figure of the page that has records behind it."""
    cells = [cell for line in shown.summary for cell in line.cells.values()]
    cells += [cell for step in shown.bridge for cell in (step.hours, step.visits)]
    return [cell.asked for cell in cells if cell.asked is not None]


@pytest.mark.parametrize("period", [QUARTER, OVER_A_YEAR, AUTUMN], ids=["first", "year", "third"])
def test_every_printed_figure_is_what_its_records_make(record: Record, period: Period) -> None:
    shown = show(record, Wanted("GA-1", period))
    found = asked_of(shown)
    assert len(found) > 60
    for asked in found:
        looked = behind(record, asked)
        assert looked.agrees, (asked, looked.made)
        assert looked.card.definition


def test_money_is_the_payment_lines_less_what_is_over_the_cap(record: Record) -> None:
    shown = show(record, Wanted("GA-1", QUARTER))
    asked = shown.summary[2].cells["This period"].asked
    assert asked is not None
    assert asked.figure.measure == "amount_claimed"
    looked = behind(record, asked)
    assert looked.total == shown.figures.claim.amount
    assert all(isinstance(each.value, Decimal) for each in looked.items)
    assert any("h × £" in each.status for each in looked.items)


def test_a_figure_that_was_counted_before_the_record_changed_is_not_said_to_agree(
    record: Record,
) -> None:
    shown = show(record, Wanted("GA-1", QUARTER))
    asked = shown.summary[0].cells["This period"].asked
    assert asked is not None
    assert asked.figure == Figure("claimable")
    with record.store.write("Sam") as session:
        first = behind(record, asked).items[0]
        sheet = session.load(Shift.kind, first.record_id)
        assert isinstance(sheet, Shift)
        session.save(sheet.model_copy(update={"void_reason": "typed twice"}))
    assert not behind(record, asked).agrees


def test_a_tally_that_the_rules_do_not_know_has_a_card_of_its_kind(record: Record) -> None:
    looked = behind(record, Asked("GA-1", QUARTER, Figure("chats", tally=True), 0))
    assert looked.agrees
    assert looked.card.name == "chats"


def test_shares_and_middles_are_made_of_their_parts(record: Record) -> None:
    shown = show(record, Wanted("GA-1", QUARTER))
    for row in shown.figures.delivery:
        figure = Figure("median_minutes", row.span, row.hotspot_code)
        looked = behind(record, Asked("GA-1", QUARTER, figure, row.median_minutes))
        assert looked.agrees
        assert not looked.adds_up
        share = replace(figure, measure="compliance_percent")
        looked = behind(record, Asked("GA-1", QUARTER, share, row.compliance))
        assert looked.agrees, (row, looked.made)


def test_the_terms_have_no_records_behind_them(record: Record) -> None:
    with pytest.raises(UserError, match="comes from the terms"):
        behind(record, Asked("GA-1", QUARTER, Figure("hours_target"), 100))
