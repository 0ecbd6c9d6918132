"""The status bar says when all was saved, what waits for somebody, and which file is open."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.services.returns.sent import record_as_sent
from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.counting.scope import Period
from wardenlog.services.periods import Viewed
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame.outstanding import Outstanding
from wardenlog.ui.frame.status import StatusBar


@pytest.fixture
def bar(qtbot: QtBot, desk: Desk) -> StatusBar:
    made = StatusBar()
    qtbot.addWidget(made)
    made.show_record(desk, checks=True)
    made.show()
    return made


def test_a_save_is_told_with_its_time(desk: Desk, bar: StatusBar, council: Council) -> None:
    assert bar._saved.text() == "All saved"
    desk.bus.tell(desk.logbook.save(council.sheet("S1")))
    assert bar._saved.text() == "All saved 09:00"
    bar.say("Draft kept 09:01")
    assert bar._saved.text() == "Draft kept 09:01"


def test_a_change_of_a_sent_period_is_told_once_beside_what_the_page_says(
    qtbot: QtBot, desk: Desk, bar: StatusBar, council: Council
) -> None:
    summer = Period(date(2025, 7, 1), date(2025, 10, 1))
    record_as_sent(desk.record.store, council.agreement.id, summer)
    late = (
        "July to September 2025 was sent on 4 July 2025. This change will be shown as a"
        " restatement."
    )
    desk.bus.tell(desk.logbook.save(council.sheet("S1")))
    assert bar._saved.text() == f"All saved 09:00. {late}"
    bar.say("Sheet S1 saved 09:00")
    assert bar._saved.text() == f"Sheet S1 saved 09:00. {late}"
    qtbot.waitUntil(lambda: not bar._late)
    bar.say("Not saved yet")
    assert bar._saved.text() == "Not saved yet"


def test_the_open_file_is_named(desk: Desk, bar: StatusBar) -> None:
    assert bar._file.text() == "wardenlog.sqlite3"
    assert str(desk.record.path) in bar._file.accessibleName()


def test_checks_outstanding_are_counted_again_after_a_change(
    qtbot: QtBot, desk: Desk, bar: StatusBar, council: Council
) -> None:
    number = bar.findChild(Outstanding)
    assert isinstance(number, Outstanding)
    assert number.isHidden()
    number._count()
    qtbot.waitUntil(number.isVisible)
    before = number.text()
    assert before == f"▲ {desk.checks.look(desk.view.now).waiting} checks outstanding"
    sheet = council.sheet("S1", days=92)
    broken = sheet.visits[0].model_copy(update={"out_at": None})
    desk.bus.tell(
        desk.logbook.save(sheet.model_copy(update={"visits": (broken, *sheet.visits[1:])}))
    )
    assert number._pause.isActive()
    number._count()
    qtbot.waitUntil(lambda: number.text() != before)
    assert number.text() == f"▲ {desk.checks.look(desk.view.now).waiting} checks outstanding"
    assert number.accessibleName() == number.text()
    with qtbot.waitSignal(desk.bus.place_wanted) as asked:
        number.click()
    assert asked.args == [Place("checks")]


def test_a_number_that_cannot_be_counted_is_not_shown(
    qtbot: QtBot, desk: Desk, prompts: FakePrompts
) -> None:
    number = Outstanding(desk)
    qtbot.addWidget(number)
    desk.view.choose(Viewed("gone", desk.view.now.period))
    qtbot.waitUntil(lambda: number._task is None)
    assert number.isHidden()
    assert prompts.told == []


def test_what_a_page_said_goes_with_the_page(bar: StatusBar) -> None:
    bar.say("Not saved yet: Fill in: Name.")
    bar.turn(None)
    assert bar._saved.text() == "All saved"
    bar.turn("Sheet 0412")
    assert bar._saved.text() == "Not saved yet: Sheet 0412"
