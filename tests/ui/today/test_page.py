"""The page of today says what waits, leads to it, and takes the answers it asks for."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOW, FakePrompts
from tests.ui.council import Council
from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.model import Aggregate, NilDay, Term, Variation, new_id
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services import blank_sheets, drafts
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed
from wardenlog.store import Store
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.draft import SheetDraft
from wardenlog.ui.sheets.kept import content_of
from wardenlog.ui.theme.tokens import DARK
from wardenlog.ui.today.card import LineButton
from wardenlog.ui.today.page import TodayPage
from wardenlog.ui.today.saying import SHAPES

JULY = Viewed("GA-9", Period(date(2025, 7, 1), date(2025, 10, 1)))


@pytest.fixture
def went(desk: Desk) -> Iterator[list[Place]]:
    places: list[Place] = []
    desk.bus.place_wanted.connect(places.append)
    yield places
    desk.bus.place_wanted.disconnect(places.append)


def save(store: Store, *sheets: Aggregate) -> None:
    with store.write("Sam") as session:
        for sheet in sheets:
            session.save(sheet)


def opened(qtbot: QtBot, desk: Desk, *, width: int = 1200, height: int = 900) -> TodayPage:
    desk.view.choose(JULY)
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: TodayPage) -> None:
    qtbot.waitUntil(lambda: page.seen is not None and page._task is None)


def lines(page: TodayPage, card: str) -> list[str]:
    return [
        each.line.text
        for each in page.cards[card].buttons()[:-1]
        if each.isVisibleTo(page.cards[card])
    ]


def choose(page: TodayPage, card: str, text: str) -> None:
    button = next(each for each in page.cards[card].buttons() if each.line.text.startswith(text))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_unfinished_sheet_is_named_with_its_hours_and_opens(
    qtbot: QtBot, desk: Desk, store: Store, council: Council, went: list[Place]
) -> None:
    sheet = council.sheet("A7").model_copy(update={"finished": False})
    save(store, sheet)
    page = opened(qtbot, desk)
    said = page.cards["unfinished"].said
    assert said.heading == "1 unfinished sheet"
    assert said.sentence.startswith("2 h 00 person-hours held back")
    assert lines(page, "unfinished") == ["A7 · Tue 1 Jul"]
    choose(page, "unfinished", "A7")
    assert went == [Place("sheets", "shift", sheet.id)]


def test_records_that_lag_are_said_to_lag(
    qtbot: QtBot, desk: Desk, store: Store, council: Council
) -> None:
    save(store, council.sheet("A7"))
    page = opened(qtbot, desk)
    assert "No sheet is dated this week" in page.week.text()
    assert "Mon 30 Jun 2025 to Sun 6 Jul 2025" in page.week.text()


def test_passed_over_numbers_are_a_softer_hint(
    qtbot: QtBot, desk: Desk, store: Store, council: Council
) -> None:
    save(store, council.sheet("A7"), council.sheet("A10", days=1))
    page = opened(qtbot, desk)
    said = page.cards["missing"].said
    assert (said.standing, said.heading) == ("hint", "2 sheet numbers passed over")
    assert lines(page, "missing") == ["A8 – A9 passed over"]


def test_a_printed_sheet_that_is_lost_is_answered_for_and_that_can_be_taken_back(
    qtbot: QtBot, desk: Desk, store: Store, council: Council, prompts: FakePrompts, tmp_path: Path
) -> None:
    with clock.freeze(NOW - timedelta(days=20)):
        planned = blank_sheets.plan(desk.record, "A7", 3)
        blank_sheets.keep(desk.record, planned, tmp_path / "a.pdf", b"%PDF-")
    save(store, council.sheet("A9"))
    page = opened(qtbot, desk)
    assert page.cards["missing"].said.heading == "2 printed sheets missing"
    prompts.answer, prompts.text = "Spoiled or lost…", "Left on the bus"
    choose(page, "missing", "A7")
    qtbot.waitUntil(lambda: lines(page, "missing") == ["A8"])
    assert "A7 will not be typed: Left on the bus" in page.news.text()
    page.take_back()
    qtbot.waitUntil(lambda: lines(page, "missing") == ["A7", "A8"])
    assert page.news.text() == ""
    assert not page._undo.isEnabled()


def test_a_kept_draft_leads_to_its_sheet(
    qtbot: QtBot, desk: Desk, council: Council, went: list[Place]
) -> None:
    draft = SheetDraft(id=new_id(), sheet="A7")
    drafts.keep(desk.record, draft.id, "shift", None, content_of(draft, None))
    page = opened(qtbot, desk)
    assert page.cards["drafts"].said.heading == "1 draft not saved"
    choose(page, "drafts", "Sheet A7")
    assert went == [Place("sheets", "shift", draft.id)]


def test_a_nil_day_takes_one_key_once_there_is_a_name_and_can_be_taken_back(
    qtbot: QtBot, desk: Desk, store: Store, council: Council
) -> None:
    save(store, council.sheet("A7"))
    page = opened(qtbot, desk)
    told: list[Changes] = []
    desk.bus.changed.connect(told.append)
    assert page.days.said.heading == "91 days without a sheet"
    page.days.setFocus()
    page._nil.trigger()
    assert told == []
    page.days.person.setCurrentIndex(page.days.person.findData(council.jo.id))
    page.days.person.activated.emit(page.days.person.currentIndex())
    page._nil.trigger()
    qtbot.waitUntil(lambda: page.days.said.heading == "90 days without a sheet")
    (said,) = told[0].revisions
    with store.read() as session:
        kept = session.load("nil_day", said.aggregate_id)
    assert isinstance(kept, NilDay)
    assert (kept.day, kept.person_id) == (date(2025, 9, 30), council.jo.id)
    assert page.days.chosen_day() == date(2025, 9, 29)
    assert desk.settings.now.speaks_for_days == council.jo.id
    page.take_back()
    qtbot.waitUntil(lambda: page.days.said.heading == "91 days without a sheet")
    desk.bus.changed.disconnect(told.append)


def test_calm_is_said_when_nothing_waits(
    qtbot: QtBot, desk: Desk, store: Store, council: Council
) -> None:
    (first,) = council.agreement.variations
    signed = first.model_copy(update={"signed_on": first.effective_from})
    desk.logbook.save(council.agreement.model_copy(update={"variations": (signed,)}))
    desk.view.choose(Viewed(None, Period(NOW.date(), NOW.date() + timedelta(days=1))))
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, page)
    assert page.seen is not None
    assert page.seen.today.without_sheet == (), "yesterday is not of this period"
    assert "Nothing is waiting" in page.news.text()
    waiting = [card for name, card in page.cards.items() if name != "due"]
    assert {card.said.standing for card in waiting} == {"calm"}


def test_the_page_reads_again_when_it_is_shown_after_a_change(
    qtbot: QtBot, desk: Desk, store: Store, council: Council
) -> None:
    page = opened(qtbot, desk)
    page.hide()
    changes = desk.logbook.save(council.sheet("A7").model_copy(update={"finished": False}))
    desk.bus.tell(changes)
    qtbot.wait(400)
    assert page.cards["unfinished"].said.standing == "calm"
    page.show()
    qtbot.waitUntil(lambda: page.cards["unfinished"].said.standing == "warn")


def test_the_page_follows_the_period_in_view(
    qtbot: QtBot, desk: Desk, store: Store, council: Council
) -> None:
    page = opened(qtbot, desk)
    assert "30 Sep 2025" in page.cards["due"].said.heading
    desk.view.choose(Viewed("GA-9", Period(date(2025, 10, 1), date(2026, 1, 1))))
    qtbot.waitUntil(lambda: "31 Dec 2025" in page.cards["due"].said.heading)
    assert page.cards["due"].said.sentence.startswith("58 days to go.")


def test_the_page_says_which_return_is_due_next(
    qtbot: QtBot, desk: Desk, store: Store, council: Council
) -> None:
    days = Variation(
        number=1,
        effective_from=date(2025, 1, 1),
        status=VariationStatus.SIGNED,
        terms=(Term(item=TermItem.RETURN_DUE_DAYS, value="40"),),
    )
    agreement = council.agreement
    save(store, agreement.model_copy(update={"variations": (*agreement.variations, days)}))
    said = opened(qtbot, desk).cards["due"].said
    assert (said.heading, said.sentence) == (
        "Return due Sun 9 Nov 2025",
        "For Jul – Sep 2025. 6 days to go.",
    )


def test_the_chart_has_its_figures_in_a_table_and_follows_the_look(
    qtbot: QtBot, desk: Desk, store: Store, council: Council
) -> None:
    save(store, council.sheet("A7"))
    page = opened(qtbot, desk)
    QAbstractItemModelTester(page.rate.model)
    model = page.rate.model
    first = [model.index(0, column).data() for column in range(model.columnCount())]
    assert first == ["Sun 6 Jul", "2.0", "", ""]
    assert page.rate._heading.text() == "2.0 claimable person-hours"
    assert "the signed terms set no target" in page.rate.chart.accessibleDescription()
    desk.theme.choose("dark")
    assert page.rate.chart._plot is not None
    assert page.rate.chart._plot.backgroundBrush().color().name().upper() == DARK.surface


def test_tab_goes_through_the_cards_in_their_order(
    qtbot: QtBot, desk: Desk, store: Store, council: Council
) -> None:
    save(store, council.sheet("A7").model_copy(update={"finished": False}))
    page = opened(qtbot, desk)
    page.start()
    focused = page.window().focusWidget()
    assert isinstance(focused, LineButton)
    assert focused.line.text.startswith("A7")
    passed: list[QWidget] = []
    here: QWidget | None = page._print_button
    for _ in range(400):
        assert here is not None
        here = here.nextInFocusChain()
        if (
            here is not None
            and here.focusPolicy() & Qt.FocusPolicy.TabFocus
            and here.isVisibleTo(page)
        ):
            passed.append(here)
        if here is page.rate.table:
            break
    cards = [*page._left, *page._right]
    order = [n for each in passed for n, card in enumerate(cards) if card.isAncestorOf(each)]
    assert order == sorted(order)
    assert {0, 3} <= set(order)


def test_what_stands_is_a_shape_as_well_as_a_colour() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_everything_that_takes_the_keyboard_has_a_name(
    qtbot: QtBot, desk: Desk, store: Store, council: Council
) -> None:
    save(store, council.sheet("A7").model_copy(update={"finished": False}))
    page = opened(qtbot, desk)
    nameless = [
        each
        for each in page.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisibleTo(page)
        and not each.accessibleName()
    ]
    assert nameless == []


def test_a_long_list_is_cut_to_the_room_there_is_and_says_how_many_are_left(
    qtbot: QtBot, desk: Desk, store: Store, council: Council
) -> None:
    save(
        store,
        *(
            council.sheet(f"A{n:02}", days=n).model_copy(update={"finished": False})
            for n in range(30)
        ),
    )
    page = opened(qtbot, desk, height=640)
    shown = lines(page, "unfinished")
    assert shown[-1] == f"and {30 - len(shown) + 1} more"
    assert page._area.verticalScrollBar().maximum() == 0
    page.resize(1200, 900)
    qtbot.waitUntil(lambda: len(lines(page, "unfinished")) > len(shown))
