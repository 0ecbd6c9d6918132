"""The period in view is chosen once for every page, by mouse or keys, and remembered."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.council import Council
from wardenlog.counting.scope import Period
from wardenlog.model import new_id
from wardenlog.services.periods import Viewed, short_words, viewed_again
from wardenlog.settings import ViewChoice
from wardenlog.store import Store
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame.period_bar import PeriodBar

AUTUMN = Period(date(2025, 10, 1), date(2026, 1, 1))
SUMMER = Period(date(2025, 7, 1), date(2025, 10, 1))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def bar(desk: Desk, window: QWidget) -> PeriodBar:
    made = PeriodBar(desk, window)
    made.setParent(window)
    return made


def test_the_period_in_view_is_shown(bar: PeriodBar) -> None:
    assert bar.period.currentText() == "Oct – Dec 2025"
    assert [bar.period.itemText(n) for n in range(bar.period.count())] == [
        "Oct – Dec 2025",
        "Jul – Sep 2025",
        "Apr – Jun 2025",
        "Jan – Mar 2025",
    ]


def test_keys_go_to_the_period_before_and_after(desk: Desk, bar: PeriodBar) -> None:
    assert not bar._after.isEnabled()
    bar._before.trigger()
    assert desk.view.now == Viewed("GA-9", SUMMER)
    assert bar.period.currentText() == "Jul – Sep 2025"
    assert desk.settings.now.view == ViewChoice(agreement="GA-9", from_on=SUMMER.from_on)
    bar._before.trigger()
    bar._before.trigger()
    assert not bar._before.isEnabled()
    bar._newest.trigger()
    assert desk.view.now.period == AUTUMN


def test_a_page_that_chooses_other_dates_is_followed(desk: Desk, bar: PeriodBar) -> None:
    odd = Period(date(2025, 2, 3), date(2025, 3, 6))
    desk.view.choose(Viewed("GA-9", odd))
    assert bar.period.currentText() == "3 Feb – 5 Mar 2025"
    bar._before.trigger()
    assert desk.view.now.period == AUTUMN


def test_a_second_agreement_can_be_chosen_once_it_is_recorded(
    desk: Desk, bar: PeriodBar, council: Council
) -> None:
    assert bar.agreement.isHidden()
    other = council.agreement.model_copy(update={"id": new_id(), "reference": "GA-8"})
    desk.bus.tell(desk.logbook.save(other))
    assert not bar.agreement.isHidden()
    bar.agreement.setCurrentIndex(bar.agreement.findData("GA-8"))
    bar._choose_agreement()
    assert desk.view.now == Viewed("GA-8", AUTUMN)


def test_a_record_without_an_agreement_views_a_quarter(
    desk: Desk, window: QWidget, council: Council
) -> None:
    desk.view.choose(Viewed(None, AUTUMN))
    bar = PeriodBar(replace(desk, agreements=list), window)
    bar.setParent(window)
    assert bar.period.currentText() == "Oct – Dec 2025"
    assert not bar._before.isEnabled()


def test_what_was_viewed_before_is_viewed_again_while_it_is_there(
    store: Store, council: Council
) -> None:
    today = date(2025, 11, 3)
    assert viewed_again(store, today, "GA-9", SUMMER.from_on) == Viewed("GA-9", SUMMER)
    assert viewed_again(store, today, "GA-9", date(2025, 8, 1)) is None
    assert viewed_again(store, today, "GA-1", SUMMER.from_on) is None


def test_a_new_record_shows_the_period_of_its_first_sheet(
    desk: Desk, window: QWidget, council: Council
) -> None:
    bar = PeriodBar(desk, window)
    bar.setParent(window)
    sheet = council.sheet("0001", days=-100)
    desk.bus.tell(desk.logbook.save(sheet))
    assert desk.view.now.period.from_on <= sheet.day < desk.view.now.period.to_on
    chosen = desk.view.now
    bar._after.trigger()
    desk.bus.tell(desk.logbook.save(council.sheet("0002")))
    assert desk.view.now != chosen, "it goes there once, and then stays where somebody looks"


@pytest.mark.parametrize(
    ("first", "after", "words"),
    [
        (date(2026, 1, 1), date(2026, 4, 1), "Jan – Mar 2026"),
        (date(2025, 10, 1), date(2026, 4, 1), "Oct 2025 – Mar 2026"),
        (date(2026, 3, 1), date(2026, 4, 1), "March 2026"),
        (date(2026, 1, 5), date(2026, 1, 12), "5 Jan – 11 Jan 2026"),
    ],
)
def test_a_period_is_named_in_few_words(first: date, after: date, words: str) -> None:
    assert short_words(Period(first, after)) == words
