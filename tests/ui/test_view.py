"""What is in view first, and that a choice of another is told once."""

from datetime import date

from pytestqt.qtbot import QtBot

from tests.ui.council import Council
from wardenlog.counting.scope import Period
from wardenlog.services.periods import Viewed, first_viewed
from wardenlog.store import Store
from wardenlog.ui.view import View


def test_without_an_agreement_the_quarter_of_today_is_in_view(store: Store) -> None:
    assert first_viewed(store, date(2026, 2, 3)) == Viewed(
        None, Period(date(2026, 1, 1), date(2026, 4, 1))
    )


def test_an_agreement_without_sheets_is_viewed_in_its_newest_period(
    store: Store, council: Council
) -> None:
    first = first_viewed(store, date(2025, 11, 3))
    assert first.agreement == council.agreement.reference
    assert first.period == Period(date(2025, 10, 1), date(2026, 1, 1))


def test_the_same_view_chosen_again_is_not_told(qtbot: QtBot) -> None:
    one = Viewed(None, Period(date(2026, 1, 1), date(2026, 4, 1)))
    other = Viewed(None, Period(date(2026, 4, 1), date(2026, 7, 1)))
    view = View(one)
    with qtbot.assertNotEmitted(view.changed):
        view.choose(one)
    with qtbot.waitSignal(view.changed):
        view.choose(other)
    assert view.now == other
