"""The council says on Settings whether a second person approves its returns."""

from pytestqt.qtbot import QtBot

from wardenlog.model import Council, new_id
from wardenlog.services.logbook import Changes
from wardenlog.services.returns.approving import asks_approval
from wardenlog.ui.desk import Desk
from wardenlog.ui.settings.approval import ApprovalTick


def test_it_is_off_while_no_council_is_recorded(qtbot: QtBot, desk: Desk) -> None:
    tick = ApprovalTick(desk)
    qtbot.addWidget(tick)
    assert not tick.isEnabled()
    assert asks_approval(desk.record) is None


def test_ticking_it_is_kept_with_the_councils_facts(qtbot: QtBot, desk: Desk) -> None:
    tick = ApprovalTick(desk)
    qtbot.addWidget(tick)
    heard: list[Changes] = []
    desk.bus.changed.connect(heard.append)
    desk.bus.tell(desk.logbook.save(Council(id=new_id(), name="Exampleton")))
    assert tick.isEnabled()
    assert not tick.isChecked()
    tick.click()
    assert asks_approval(desk.record) is True
    assert heard[-1].kinds == {"council"}
    tick.click()
    assert asks_approval(desk.record) is False
