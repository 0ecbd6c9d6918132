"""Short codes are listed with what they mean, and forgotten by a key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.council import Council
from wardenlog.services import short_codes
from wardenlog.ui.desk import Desk
from wardenlog.ui.settings.codes import ShortCodes
from wardenlog.ui.settings.page import SettingsPage


def shown(codes: ShortCodes) -> list[str]:
    return [codes.list.item(row).text() for row in range(codes.list.count())]


@pytest.fixture
def codes(qtbot: QtBot, desk: Desk, council: Council) -> ShortCodes:
    hotspot, person = desk.choices().hotspots[0], desk.choices().people[0]
    short_codes.remember(desk.record, "hotspot", "sq", hotspot.id)
    short_codes.remember(desk.record, "person", "ali", person.id)
    made = ShortCodes(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    return made


def test_each_is_listed_with_the_record_it_stands_for(desk: Desk, codes: ShortCodes) -> None:
    hotspot, person = desk.choices().hotspots[0], desk.choices().people[0]
    assert shown(codes) == [
        f"sq = {hotspot.code} {hotspot.name} (hotspot)",
        f"ali = {person.code} {person.name} (person)",
    ]


def test_delete_forgets_the_marked_one_only(desk: Desk, codes: ShortCodes) -> None:
    told: list[str] = []
    codes.told.connect(told.append)
    codes.list.setFocus()
    codes.list.setCurrentRow(0)
    QTest.keyClick(codes.list, Qt.Key.Key_Delete)
    assert [each.typed for each in short_codes.remembered(desk.record)] == ["ali"]
    assert len(shown(codes)) == 1
    assert told == ["“sq” is asked about again"]
    QTest.keyClick(codes.list, Qt.Key.Key_Delete)
    assert short_codes.remembered(desk.record) == []
    assert not codes.list.isVisible()


def test_one_confirmed_on_a_sheet_since_is_there_when_the_page_is_gone_to(
    qtbot: QtBot, desk: Desk, codes: ShortCodes
) -> None:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    short_codes.remember(desk.record, "hotspot", "mk", desk.choices().hotspots[0].id)
    page.start()
    assert shown(page.codes)[0].startswith("mk = ")
