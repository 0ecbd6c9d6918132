"""Budget lines, posts, amounts and year ends are edited one by one, and never over each other."""

from datetime import date
from decimal import Decimal

import pytest

from tests.services.grant.money import VIEWED, Grant
from wardenlog.errors import UserError
from wardenlog.model import Post, PostHolding
from wardenlog.model.vocabulary import UnderspendTreatment
from wardenlog.services.grant import budget, posts, spending, underspend
from wardenlog.services.grant.budget import LineChange, LineEdit, LineForecast
from wardenlog.services.grant.spending import Entry, SpendingList
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook


def line(**values: object) -> LineEdit:
    return LineEdit.model_validate(
        {"reference": "PAY", "category": "Wardens’ pay", "original": Decimal(1000), **values}
    )


def entry(amount: str, day: object = date(2025, 5, 6), **values: object) -> Entry:
    return Entry.model_validate(
        {"line": "PAY", "spent_on": day, "amount": Decimal(amount), **values}
    )


def spent(grant: Grant, **filters: str) -> list[spending.SpendingRow]:
    listing = SpendingList(grant.record, lambda: VIEWED)
    ids = listing.ids(Sought("spent_on", filters=tuple(filters.items())))
    rows = listing.rows(ids)
    return [rows[each] for each in ids]


def test_a_line_is_saved_with_its_changes_and_forecasts(grant: Grant) -> None:
    before = budget.open_line(grant.record, grant.agreement_id, "PAY")
    now = line(
        changes=(LineChange(variation=0, amount=Decimal("-50.25")),),
        forecasts=(LineForecast(month="2025-08", amount=Decimal(80)),),
    )
    budget.save_line(grant.record, grant.agreement_id, before, now)
    assert budget.open_line(grant.record, grant.agreement_id, "PAY") == now
    found = budget.budget(grant.record, VIEWED)
    assert found is not None
    pay = next(row.money for row in found.rows if row.money.line == "PAY")
    assert (pay.current, pay.forecast, pay.months_without) == (949_75, 80_00, 8)


def test_saving_a_line_as_it_is_changes_nothing(grant: Grant) -> None:
    before = budget.open_line(grant.record, grant.agreement_id, "PAY")
    assert budget.save_line(grant.record, grant.agreement_id, before, before).revisions == ()


def test_a_new_reference_goes_into_what_was_spent(grant: Grant) -> None:
    spending.add_entry(grant.record, grant.agreement_id, entry("10"))
    before = budget.open_line(grant.record, grant.agreement_id, "PAY")
    changes = budget.save_line(grant.record, grant.agreement_id, before, line(reference="STAFF"))
    assert [row.line for row in spent(grant)] == ["STAFF"]
    Logbook(grant.record.store, "Sam").take_back(changes)
    assert [row.line for row in spent(grant)] == ["PAY"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reference": "kit"}, "reference"),
        ({"changes": (LineChange(variation=7, amount=Decimal(1)),)}, "changes.0.variation"),
        (
            {"forecasts": (LineForecast(month="2025-08", amount=Decimal(1)),) * 2},
            "forecasts.1.month",
        ),
    ],
)
def test_what_is_wrong_with_a_line_is_said_at_its_field(
    grant: Grant, values: dict[str, object], field: str
) -> None:
    before = budget.open_line(grant.record, grant.agreement_id, "PAY")
    with pytest.raises(UserError) as error:
        budget.save_line(grant.record, grant.agreement_id, before, line(**values))
    assert error.value.field == field


def test_a_line_changed_meanwhile_is_not_overwritten_and_another_is_no_matter(
    grant: Grant,
) -> None:
    pay = budget.open_line(grant.record, grant.agreement_id, "PAY")
    kit = budget.open_line(grant.record, grant.agreement_id, "KIT")
    budget.save_line(grant.record, grant.agreement_id, pay, line(original=Decimal(5)))
    changed = kit.model_copy(update={"category": "Kit"})
    budget.save_line(grant.record, grant.agreement_id, kit, changed)
    with pytest.raises(UserError) as error:
        budget.save_line(grant.record, grant.agreement_id, pay, line(original=Decimal(6)))
    assert error.value.code == "changed_meanwhile"


def test_a_post_is_saved_with_its_holders_and_followed_by_what_it_cost(grant: Grant) -> None:
    spending.add_entry(grant.record, grant.agreement_id, entry("10", post="CW1"))
    before = posts.open_post(grant.record, grant.agreement_id, "CW1")
    holding = PostHolding(person_id=grant.person_id, from_on=date(2025, 4, 11))
    now = Post(reference="W1", yearly_budget=Decimal(36500), holdings=(holding,))
    posts.save_post(grant.record, grant.agreement_id, before, now)
    (shown,) = posts.post_lines(grant.record, VIEWED)
    assert (shown.row.vacant_days, shown.vacant_since, shown.row.vacancy_cost) == (10, 10, 1000_00)
    assert (shown.row.actual, shown.holders[0].code) == (10_00, "AB")
    with pytest.raises(UserError, match="already"):
        posts.save_post(grant.record, grant.agreement_id, None, Post(reference="w1"))


def test_an_amount_moves_to_the_month_and_the_line_it_is_given(grant: Grant) -> None:
    first, _ = spending.add_entry(grant.record, grant.agreement_id, entry("10"))
    second, _ = spending.add_entry(grant.record, grant.agreement_id, entry("-2.50"))
    moved, _ = spending.change_entry(
        grant.record, first, entry("10"), entry("11", date(2025, 6, 1), line="KIT")
    )
    assert spending.open_entry(grant.record, moved).amount == Decimal(11)
    assert [(row.line, row.spent_on, row.amount_pence) for row in spent(grant)] == [
        ("PAY", "2025-05-06", -2_50),
        ("KIT", "2025-06-01", 11_00),
    ]
    with pytest.raises(UserError, match="changed meanwhile"):
        spending.change_entry(grant.record, second, entry("-2.50"), entry("3"))


def test_a_line_or_post_that_is_not_the_agreements_is_refused(grant: Grant) -> None:
    for values, field in (({"line": "X"}, "line"), ({"post": "X"}, "post")):
        with pytest.raises(UserError) as error:
            spending.add_entry(grant.record, grant.agreement_id, entry("1", **values))
        assert error.value.field == field


def test_a_void_amount_keeps_its_row_and_counts_nowhere(grant: Grant) -> None:
    spending.add_entry(grant.record, grant.agreement_id, entry("10"))
    spending.add_entry(grant.record, grant.agreement_id, entry("20"))
    spending.void_entries(grant.record, spent(grant)[:1], "Posted twice")
    assert [row.void_reason for row in spent(grant)] == ["Posted twice", None]
    assert [row.amount_pence for row in spent(grant, standing="live")] == [20_00]
    found = budget.budget(grant.record, VIEWED)
    assert found is not None
    assert found.total.agreement_to_date == 20_00
    spending.restore_entries(grant.record, spent(grant, standing="void"))
    assert len(spent(grant, standing="live")) == 2


def test_amounts_are_found_by_day_line_and_word(grant: Grant) -> None:
    spending.add_entry(grant.record, grant.agreement_id, entry("1", note="Boots"))
    spending.add_entry(grant.record, grant.agreement_id, entry("2", date(2025, 8, 1), line="KIT"))
    assert [row.amount_pence for row in spent(grant, days="2025-04-01/2025-07-01")] == [100]
    assert [row.amount_pence for row in spent(grant, line="KIT")] == [200]
    listing = SpendingList(grant.record, lambda: VIEWED)
    assert len(listing.ids(Sought("amount", find="boots"))) == 1


def test_what_is_asked_for_a_year_is_kept_and_taken_away(grant: Grant) -> None:
    blank = underspend.open_year(grant.record, grant.agreement_id, "2025-26")
    asked = blank.model_copy(
        update={"treatment": UnderspendTreatment.CARRY_FORWARD, "amount": Decimal(20)}
    )
    underspend.save_year(grant.record, grant.agreement_id, blank, asked)
    (line_,) = underspend.year_lines(grant.record, VIEWED)
    assert line_.left.treatment is not None
    assert line_.left.treatment.amount == 20_00
    with pytest.raises(UserError) as error:
        underspend.save_year(
            grant.record,
            grant.agreement_id,
            asked,
            blank.model_copy(update={"note": "Why"}),
        )
    assert error.value.field == "treatment"
    underspend.save_year(grant.record, grant.agreement_id, asked, blank)
    assert underspend.open_year(grant.record, grant.agreement_id, "2025-26") == blank
