"""Pages are made when they are first shown, and the way to each is a key and a button."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame.frame import Frame
from wardenlog.ui.frame.pages import PAGES, PageSpec

ORDER = (
    "today",
    "sheets",
    "hotspots",
    "people",
    "powers",
    "grant",
    "returns",
    "checks",
    "imports",
    "settings",
    "backups",
    "help",
)


class FakePage(QWidget):
    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.shown: list[Place] = []
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)

    def start(self) -> None:
        self.line.setFocus()

    def show_place(self, place: Place) -> None:
        self.shown.append(place)

    def unsaved(self) -> str | None:
        return self.line.text() or None

    def save(self) -> bool:
        self.line.clear()
        return True


SPECS = (PageSpec("sheets", FakePage), PageSpec("returns", FakePage), PageSpec("help", FakePage))


@pytest.fixture
def frame(qtbot: QtBot, desk: Desk) -> Frame:
    made = Frame(desk, SPECS)
    qtbot.addWidget(made)
    made.resize(1600, 800)
    made.show()
    made.go_to("sheets")
    return made


def line(frame: Frame, key: str) -> Any:
    page = frame.page(key)
    assert isinstance(page, FakePage)
    return page.line


def test_the_pages_stand_in_their_order() -> None:
    keys = [spec.key for spec in PAGES]
    assert keys == [key for key in ORDER if key in keys]
    assert [spec.key for spec in PAGES if spec.group == "below"] == [
        key for key in ORDER[7:] if key in keys
    ]


def test_a_page_is_made_when_it_is_first_shown(qtbot: QtBot, frame: Frame) -> None:
    made: list[object] = []
    frame.page_made.connect(made.append)
    assert len(frame.findChildren(FakePage)) == 1
    frame.go_to("returns")
    frame.go_to("sheets")
    frame.go_to("returns")
    assert made == [frame.page("returns")]


def test_keys_and_buttons_lead_to_a_page(qtbot: QtBot, frame: Frame) -> None:
    frame.activateWindow()
    qtbot.waitActive(frame)
    QTest.keyClick(frame.page("sheets"), Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert frame.key == "returns"
    frame._rail.buttons["help"].click()
    assert frame.key == "help"
    assert [key for key, each in frame._rail.buttons.items() if each.isChecked()] == ["help"]


def test_a_wish_to_see_a_record_makes_its_page(qtbot: QtBot, desk: Desk, frame: Frame) -> None:
    place = Place("returns", "agreement", "GA-9")
    desk.bus.go(place)
    page = frame.page("returns")
    assert frame.key == "returns"
    assert isinstance(page, FakePage)
    assert page.shown == [place]


def test_every_page_is_asked_for_unsaved_work(qtbot: QtBot, frame: Frame) -> None:
    assert frame.unsaved() is None
    line(frame, "sheets").setText("Sheet 1")
    line(frame, "returns").setText("Return 2")
    assert frame.unsaved() == ("sheets", "Sheet 1")
    assert frame.save("sheets")
    assert frame.unsaved() == ("returns", "Return 2")
    frame.give_up("returns")
    assert frame.unsaved() is None


def test_a_narrow_rail_keeps_the_names_for_a_screen_reader(
    qtbot: QtBot, desk: Desk, frame: Frame
) -> None:
    button = frame._rail.buttons["sheets"]
    wide = frame._rail.width()
    assert button.text() == "Sheets"
    frame._fold.trigger()
    assert desk.settings.now.narrow_rail
    assert button.text() == ""
    assert button.accessibleName() == "Sheets"
    assert frame._rail.width() < wide / 2
    frame._fold.trigger()
    assert frame._rail.width() == wide


def test_a_small_window_narrows_the_rail_whatever_was_chosen(
    qtbot: QtBot, desk: Desk, frame: Frame
) -> None:
    frame.resize(500, 500)
    assert frame._rail.is_narrow
    assert not desk.settings.now.narrow_rail
    frame.resize(1600, 800)
    assert not frame._rail.is_narrow


def test_the_rail_closes_up_in_a_low_window_and_is_scrolled_in_a_lower_one(
    qtbot: QtBot, desk: Desk
) -> None:
    frame = Frame(desk, [PageSpec(spec.key, FakePage, spec.group) for spec in PAGES])
    qtbot.addWidget(frame)
    frame.go_to("today")
    frame.resize(1600, 1200)
    frame.show()
    rail, button = frame._rail, frame._rail.buttons["today"]
    high = button.sizeHint().height()
    assert rail.verticalScrollBar().maximum() == 0
    frame.resize(1600, high * len(PAGES) // 2)
    qtbot.waitUntil(lambda: button.sizeHint().height() < high)
    assert rail.verticalScrollBar().maximum() > 0
    assert frame.minimumSizeHint().height() < 300
    frame.resize(1600, 1200)
    qtbot.waitUntil(lambda: button.sizeHint().height() == high)
