"""The bus carries a write to every screen, and keeps doing so."""

from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from wardenlog.services.logbook import Changes
from wardenlog.store import Revision
from wardenlog.ui.bus import Bus, Place


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    @Slot(object)
    def hear(self, changes: object) -> None:
        self.heard.append(changes)


def a_change(n: int) -> Changes:
    revision = Revision(
        n, "r", "shift", "a", None, "o", n, "t", "Sam", "record", None, None, None, "{}", "d", "c"
    )
    return Changes((revision,))


def test_three_thousand_changes_all_arrive(qtbot: QtBot) -> None:
    """The canary for PySide6 releases that abort after some hundreds of signals."""
    bus, listener = Bus(), Listener()
    bus.changed.connect(listener.hear)
    sent = [a_change(n) for n in range(3_000)]
    for changes in sent:
        bus.tell(changes)
    assert listener.heard == sent


def test_a_write_that_changed_nothing_is_not_told(qtbot: QtBot) -> None:
    bus, listener = Bus(), Listener()
    bus.changed.connect(listener.hear)
    bus.tell(Changes(()))
    assert listener.heard == []


def test_a_wish_to_go_somewhere_reaches_the_window(qtbot: QtBot) -> None:
    bus = Bus()
    with qtbot.waitSignal(bus.place_wanted) as asked:
        bus.go(Place("sheets", "shift", "s1", "came", 3))
    assert asked.args == [Place("sheets", "shift", "s1", "came", 3)]
