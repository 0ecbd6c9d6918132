"""Quick find: typing, choosing by key or mouse, and giving the keyboard back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.council import Council
from wardenlog.errors import MachineError
from wardenlog.services import search
from wardenlog.services.search import Group, Hit, find
from wardenlog.store import Store
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.search import QuickFind
from wardenlog.ui.search.hits import HitsModel
from wardenlog.ui.search.popup import HitsPopup
from wardenlog.ui.widgets.words import Words


class Window(QWidget):
    """A box in a window, with another field that may have the keyboard."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.box, self.other = QuickFind(desk), QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.box)
        layout.addWidget(self.other)
        layout.addStretch()
        self.went: list[Place] = []
        desk.bus.place_wanted.connect(self.went.append)
        self.resize(900, 600)

    @property
    def popup(self) -> HitsPopup:
        found = self.findChild(HitsPopup)
        assert found is not None
        return found

    def lines(self) -> list[str]:
        model = self.popup.model
        return [str(model.index(row).data()) for row in range(model.rowCount())]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, council: Council, store: Store) -> Window:
    sheet = council.sheet("S7")
    visit = sheet.visits[1].model_copy(update={"note": "Norton gate left open"})
    with store.write("Sam") as session:
        session.save(sheet.model_copy(update={"visits": (sheet.visits[0], visit)}))
    made = Window(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    made.other.setFocus()
    return made


def seek(qtbot: QtBot, window: Window, text: str) -> None:
    window.box.begin()
    QTest.keyClicks(window.box, text)
    qtbot.waitUntil(lambda: window.findChild(HitsPopup) is not None and window.popup.isVisible())


def test_what_is_typed_is_found_under_its_headings(qtbot: QtBot, window: Window) -> None:
    seek(qtbot, window, "nort")
    assert window.lines() == [
        "Hotspots",
        "NB, Norton Bridge",
        "NC, Norton Centre",
        "Notes",
        "S7, visit 2 · NB Norton Bridge · 1 July 2025, Norton gate left open",
    ]
    assert window.box.hasFocus()
    assert window.popup.geometry().top() >= window.box.geometry().bottom()


def test_up_and_down_pass_over_headings_and_enter_goes_there(
    qtbot: QtBot, window: Window, council: Council
) -> None:
    seek(qtbot, window, "nort")
    for _ in range(5):
        QTest.keyClick(window.box, Qt.Key.Key_Down)
    QTest.keyClick(window.box, Qt.Key.Key_Up)
    QTest.keyClick(window.box, Qt.Key.Key_Return)
    assert window.went == [Place("hotspots", "hotspot", council.places[0].id)]
    assert window.box.text() == ""
    assert not window.popup.isVisible()


def test_enter_at_once_goes_to_the_first_hit(
    qtbot: QtBot, window: Window, council: Council
) -> None:
    window.box.begin()
    QTest.keyClicks(window.box, "ak")
    QTest.keyClick(window.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.went != [])
    assert window.went == [Place("people", "person", council.amira.id)]


def test_a_note_leads_to_its_visit(qtbot: QtBot, window: Window) -> None:
    seek(qtbot, window, "gate")
    QTest.keyClick(window.box, Qt.Key.Key_Return)
    (place,) = window.went
    assert (place.page, place.kind, place.field, place.visit) == ("sheets", "shift", "note", 2)


def test_a_click_on_a_hit_goes_there_and_on_a_heading_nowhere(qtbot: QtBot, window: Window) -> None:
    seek(qtbot, window, "nort")
    listed = window.popup.list
    for row in (0, 2):
        middle = listed.visualRect(window.popup.model.index(row)).center()
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    assert [place.page for place in window.went] == ["hotspots"]


def test_escape_closes_the_list_then_gives_the_keyboard_back(qtbot: QtBot, window: Window) -> None:
    seek(qtbot, window, "nort")
    QTest.keyClick(window.box, Qt.Key.Key_Escape)
    assert not window.popup.isVisible()
    assert window.box.text() == "nort"
    QTest.keyClick(window.box, Qt.Key.Key_Escape)
    assert window.box.text() == ""
    assert window.other.hasFocus()


def test_leaving_the_box_closes_the_list(qtbot: QtBot, window: Window) -> None:
    seek(qtbot, window, "nort")
    window.other.setFocus()
    assert not window.popup.isVisible()


def test_nothing_found_is_said_with_what_to_try(qtbot: QtBot, window: Window) -> None:
    seek(qtbot, window, "zebra")
    assert window.popup.marked is None
    said = [each.text() for each in window.popup.findChildren(Words)]
    assert any("Nothing has “zebra”" in words for words in said)
    QTest.keyClick(window.box, Qt.Key.Key_Return)
    assert window.went == []


def test_only_the_last_text_is_shown(qtbot: QtBot, window: Window) -> None:
    seek(qtbot, window, "nort")
    QTest.keyClicks(window.box, "on b")
    window.box.look()
    window.box.look()
    qtbot.waitUntil(lambda: window.lines() == ["Hotspots", "NB, Norton Bridge"])


def test_a_record_that_cannot_be_read_is_told_in_the_list(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise MachineError("The disk is gone.")

    monkeypatch.setattr(search, "find", refuse)
    seek(qtbot, window, "nort")
    assert window.popup.list.isHidden()


def test_the_list_holds_to_what_qt_expects_of_a_model(
    qtmodeltester: ModelTester, desk: Desk, council: Council
) -> None:
    model = HitsModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    hits = find(desk.record, "nort")
    model.show((*hits, Hit(Group.NOTES, "shift", "x", None, "S1", "A note", void=True)))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.hit(0) is None
    assert model.next_hit(0, -1) == 0
    assert str(model.index(model.rowCount() - 1).data()).endswith("Void")


def test_everything_has_a_name(qtbot: QtBot, window: Window) -> None:
    seek(qtbot, window, "nort")
    for widget in (window.box, window.popup.list):
        assert widget.accessibleName()
        assert widget.accessibleDescription()
