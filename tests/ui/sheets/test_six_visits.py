"""A clerk types a whole night by keys alone; what is stored and counted is right, and how long."""

import sys
from datetime import UTC, date, datetime
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.counting.sheets import SheetCount
from wardenlog.model import Agreement, Hotspot, Shift
from wardenlog.model.vocabulary import Use
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.page import SheetsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier

MOST_KEYS: Final = 165
"""What the sheet took when it was last made quicker; it may only go down."""


class Clerk:
    """Types with whatever has the keyboard, and counts keys; a key with Ctrl is one."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.keys = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self._focused(), key, modifier)
        QApplication.processEvents()
        self.keys += 1

    def type(self, *texts: str, then: Qt.Key = ENTER, shift: bool = False) -> None:
        for text in texts:
            QTest.keyClicks(self._focused(), text)
            QApplication.processEvents()
            self.keys += len(text)
            self.press(then, Qt.KeyboardModifier.ShiftModifier if shift else PLAIN)

    def _focused(self) -> QWidget:
        here = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window
        focused: QWidget | None = here.focusWidget()
        return here if focused is None else focused


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SheetsPage:
    made = SheetsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitActive(made)
    made.start()
    return made


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_six_visits_of_the_night_the_clocks_go_back_are_typed_by_keys_alone(
    page: SheetsPage, desk: Desk, council: Council, prompts: FakePrompts
) -> None:
    clerk = Clerk(page)
    presenter = page.editor.presenter
    type_head(clerk)
    type_visits(clerk)
    page.activateWindow()  # without a screen nothing does it when the dialog has gone
    QTest.qWaitForWindowActive(page)
    assert [each.sentence for each in presenter.reading.problems if each.blocks] == []
    clerk.press(Qt.Key.Key_S, CTRL)
    assert presenter.is_recorded
    assert_six_visits_stand(desk)
    void_and_undo(clerk, prompts)
    clerk.press(ENTER, CTRL)
    sys.stdout.write(f"a sheet of six visits: {clerk.keys} keys\n")
    check_head(desk, council)
    check_visits(desk, council)
    check_counted(desk)
    assert presenter.draft.sheet == "0002"
    assert clerk.keys <= MOST_KEYS


def type_head(clerk: Clerk) -> None:
    """Sat 25 Oct 2025, 22:00 to 06:00, typed up on 3 November; the funding is its first letter."""
    clerk.press(Qt.Key.Key_N, CTRL)
    clerk.type("25", "", "2200", "600", "30", "", "ak jr", "h")


def type_visits(clerk: Clerk) -> None:
    clerk.type("nc", "2215", "+25", "3+2")
    clerk.type("2", shift=True)
    clerk.type("hb", "2350", "020", "6", "", "")
    clerk.type("cpw", shift=True)
    clerk.type("st", "130")  # by the first 01:30; out by the second 01:40, so after 70 minutes
    clerk.type("140*", shift=True)
    clerk.type("QUAY", "", "Quay Street", "300", "+30")  # a new hotspot: asked, yes, its name
    clerk.type("4", shift=True)
    clerk.type("nb", "400")
    clerk.type("+15", then=TAB)
    clerk.type("ak", shift=True)
    clerk.type("nb", "400")
    clerk.type("+15", shift=True)


def void_and_undo(clerk: Clerk, prompts: FakePrompts) -> None:
    """Void the fifth visit, take that back, and void the sixth: it was written twice."""
    prompts.text = "Written twice"
    clerk.press(Qt.Key.Key_Up)
    clerk.press(Qt.Key.Key_Up)
    clerk.press(Qt.Key.Key_Delete, CTRL)
    clerk.press(Qt.Key.Key_Z, CTRL)
    clerk.press(Qt.Key.Key_Down)
    clerk.press(Qt.Key.Key_Delete, CTRL)
    clerk.keys += 2 * (len(prompts.text) + 1)  # the reason, which the test's prompts give at once


def recorded(desk: Desk) -> Shift:
    shift, _ = desk.logbook.load("shift", "0001")
    assert isinstance(shift, Shift)
    return shift


def assert_six_visits_stand(desk: Desk) -> None:
    assert [visit.void_reason for visit in recorded(desk).visits] == [None] * 6


def check_head(desk: Desk, council: Council) -> None:
    shift = recorded(desk)
    assert (shift.day, shift.finished, shift.break_minutes) == (date(2025, 10, 25), True, 30)
    # from 22:00 in summer time to 06:00 in winter time: nine hours
    assert (shift.start_at, shift.end_at) == (at("2025-10-25T21:00"), at("2025-10-26T06:00"))
    assert [(one.person_id, one.funding_id) for one in shift.members] == [
        (council.amira.id, council.grant.id),
        (council.jo.id, council.grant.id),
    ]


def check_visits(desk: Desk, council: Council) -> None:
    shift = recorded(desk)
    hotspot, _ = desk.logbook.load("hotspot", "QUAY")
    assert isinstance(hotspot, Hotspot)
    assert hotspot.name == "Quay Street"
    agreement, _ = desk.logbook.load("agreement", council.agreement.reference)
    assert isinstance(agreement, Agreement)
    listing = agreement.listings[-1]
    assert (listing.hotspot_id, listing.from_on) == (hotspot.id, date(2025, 10, 25))
    norton, bridge, high, station = (place.id for place in council.places)
    assert [(visit.hotspot_id, visit.in_at, visit.out_at) for visit in shift.visits] == [
        (norton, at("2025-10-25T21:15"), at("2025-10-25T21:40")),
        (high, at("2025-10-25T22:50"), at("2025-10-25T23:20")),
        (station, at("2025-10-26T00:30"), at("2025-10-26T01:40")),
        (hotspot.id, at("2025-10-26T03:00"), at("2025-10-26T03:30")),
        (bridge, at("2025-10-26T04:00"), at("2025-10-26T04:15")),
        (bridge, at("2025-10-26T04:00"), at("2025-10-26T04:15")),
    ]
    assert [visit.void_reason for visit in shift.visits] == [None] * 5 + ["Written twice"]
    assert [[one.person_id for one in visit.members] for visit in shift.visits] == [
        *([[]] * 4),
        [council.amira.id],
        [],
    ]
    assert [(part.visit, part.number) for part in shift.tallies] == [(1, 5), (2, 6), (4, 4)]
    assert [(part.visit, part.power, part.use, part.count) for part in shift.powers] == [
        (1, "INF-WOA", Use.OWN, 2),
        (2, "CPW", Use.OWN, 1),
    ]


def check_counted(desk: Desk) -> None:
    """25 + 30 + 70 + 30 + 15 minutes; two people on each but the last, and the void on none."""
    line = desk.sheets.line(recorded(desk).id)
    assert line is not None
    patrol = 25 + 30 + 70 + 30 + 15
    assert line.count == SheetCount(5, patrol, 2 * (patrol - 15) + 15)
    assert line.standing == "Counts: 5 h 25"
