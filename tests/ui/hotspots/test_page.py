"""The page of hotspots: listed with figures, saved with agreements, pasted, outlined, found."""

import json
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.model import Agreement, Hotspot, Pspo, new_id
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.hotspots.outlines import OutlinesDialog
from wardenlog.ui.hotspots.page import HotspotsPage
from wardenlog.ui.hotspots.paste import PasteDialog
from wardenlog.ui.widgets.form.inputs import LineInput
from wardenlog.ui.widgets.list_and_form import ListAndForm

RING = [[-1.24, 54.56], [-1.235, 54.56], [-1.235, 54.5645], [-1.24, 54.5645], [-1.24, 54.56]]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, council: Council) -> HotspotsPage:
    QGuiApplication.clipboard().clear()
    desk.logbook.save(council.sheet("S1", visits=6, days=100))
    desk.logbook.save(
        Pspo(id=new_id(), code="TC", title="Town centre", to_on=council.agreement.start_on)
    )
    made = HotspotsPage(desk)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    wait(qtbot, made)
    return made


def wait(qtbot: QtBot, page: HotspotsPage) -> None:
    qtbot.waitUntil(partial(is_read, page))


def is_read(page: HotspotsPage) -> bool:
    busy = page.counting or any(each.register.busy for each in page.lists())
    return not busy and page.hotspots.register.model.rowCount() > 0


def cells(both: ListAndForm, key: str) -> list[str]:
    model = both.register.model
    column = next(n for n, each in enumerate(model.columns) if each.key == key)
    return [model.index(row, column).data() for row in range(model.rowCount())]


def line(both: ListAndForm, *path: str | int) -> LineInput:
    widget = both.form.form.widget_of(*path)
    assert isinstance(widget, LineInput)
    return widget


def rows(page: HotspotsPage, table: str) -> list[dict[str, object]]:
    """Return the agreement and the start of each row of a table of the form."""
    found, _ = page.hotspots.form.form.table(table).value()
    return [{name: row.get(name) for name in ("agreement_id", "from_on")} for row in found]


def agreement(desk: Desk) -> Agreement:
    found, _ = desk.logbook.load("agreement", "GA-9")
    assert isinstance(found, Agreement)
    return found


def test_hotspots_are_listed_with_what_was_counted_in_the_view(page: HotspotsPage) -> None:
    assert cells(page.hotspots, "code") == ["HB", "NB", "NC", "ST"]
    assert cells(page.hotspots, "visits") == ["1", "2", "2", "1"]
    assert cells(page.hotspots, "hours") == ["0 h 40", "1 h 20", "1 h 20", "0 h 40"]
    assert set(cells(page.hotspots, "listed")) == {"● since 1 Jan 2025"}
    assert set(cells(page.hotspots, "compliance")) == {"–"}
    assert cells(page.pspos, "standing") == ["✕ expired 1 Jan 2025"]
    assert cells(page.pspos, "own") == ["0"]
    for each in page.lists():
        model = each.register.model
        QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Warning, model
        )


def test_a_plan_rule_typed_in_words_is_saved_in_the_agreement_and_taken_back(
    page: HotspotsPage, desk: Desk, qtbot: QtBot
) -> None:
    before = agreement(desk)
    form = page.hotspots.form.form
    page.hotspots.register.focus_list()
    form.table("plan_rules").add_row()
    words = line(page.hotspots, "plan_rules", 0, "words")
    assert words.hasFocus()  # what stands before it is filled in
    QTest.keyClicks(words, "2 a week, 15 min")
    line(page.hotspots, "plan_rules", 0, "from_on").setText("1/10/2025")
    assert page.save()
    wait(qtbot, page)
    (rule,) = agreement(desk).plan_rules
    assert (rule.visits, rule.per_days, rule.minimum_minutes) == (2, 7, 15)
    assert cells(page.hotspots, "plan")[0] == "2 visits per 7 days, at least 15 min"
    assert cells(page.hotspots, "compliance")[0].startswith("▲ ")
    page.take_back()
    assert agreement(desk) == before


def test_a_new_rule_begins_with_the_agreement_and_when_the_hotspot_was_first_listed(
    page: HotspotsPage, desk: Desk
) -> None:
    form = page.hotspots.form.form
    form.table("plan_rules").add_row()
    here = agreement(desk).id
    assert rows(page, "plan_rules")[0] == {"agreement_id": here, "from_on": date(2025, 1, 1)}
    line(page.hotspots, "listings", 0, "from_on").setText("5/5/2025")
    form.table("plan_rules").add_row()
    assert rows(page, "plan_rules")[1] == {"agreement_id": here, "from_on": date(2025, 5, 5)}
    form.table("listings").add_row()
    # from when a place can be claimed is money: nobody but the user says it
    assert rows(page, "listings")[1] == {"agreement_id": here, "from_on": None}
    page.hotspots.form.give_up()


def test_a_rule_that_says_nothing_is_told_beside_its_field(page: HotspotsPage) -> None:
    form = page.hotspots.form.form
    form.table("plan_rules").add_row()
    words = line(page.hotspots, "plan_rules", 0, "words")
    QTest.keyClicks(words, "often")
    assert not page.save()
    assert words.hasFocus()
    page.hotspots.form.give_up()


def test_a_place_is_shown_on_its_tab(page: HotspotsPage, council: Council, qtbot: QtBot) -> None:
    station = council.places[3]
    page.show_place(Place("hotspots", "hotspot", station.id, "ward"))
    qtbot.waitUntil(lambda: line(page.hotspots, "code").text() == "ST")
    assert line(page.hotspots, "ward").hasFocus()
    order = str(page.pspos.register.model.id_at(0))
    page.show_place(Place("hotspots", "pspo", order))
    assert page.tabs.currentWidget() is page.pspos
    assert line(page.pspos, "title").text() == "Town centre"


def test_the_dosage_follows_the_list(page: HotspotsPage, qtbot: QtBot) -> None:
    page.hotspots.register.table.selectRow(2)
    assert page.dosage._title.text().startswith("NC Norton Centre")
    assert page.dosage._figures["visits"].text() == "2"
    assert page.dosage._figures["hours"].text() == "1 h 20"
    assert "2 visits, 0 qualifying" in page.dosage.weeks.accessibleDescription()


def test_pasted_hotspots_are_added_listed_and_taken_back(
    page: HotspotsPage, desk: Desk, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("H1 Canal basin\nH2 Mill Lane\n")
    page.paste()
    box = page.findChild(PasteDialog)
    assert box is not None
    assert box.add_button.text() == "Add 2 hotspots"
    box.add()
    wait(qtbot, page)
    assert cells(page.hotspots, "code")[:2] == ["H1", "H2"]
    assert cells(page.hotspots, "listed")[0].startswith("● since")
    with qtbot.waitActive(page):
        page.activateWindow()
    page.start()
    QTest.keyClick(page.hotspots.register.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, page)
    assert cells(page.hotspots, "code") == ["HB", "NB", "NC", "ST"]


def test_outlines_are_brought_in_for_the_hotspots_they_name(
    page: HotspotsPage, desk: Desk, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    shape = {"type": "Polygon", "coordinates": [RING]}
    every = [
        {"type": "Feature", "properties": {"code": code}, "geometry": shape}
        for code in ("HB", "other")
    ]
    prompts.file = tmp_path / "places.geojson"
    prompts.file.write_text(json.dumps({"type": "FeatureCollection", "features": every}))
    page.ask_outlines()
    qtbot.waitUntil(lambda: page.findChild(OutlinesDialog) is not None)
    box = page.findChild(OutlinesDialog)
    assert box is not None
    assert box.add_button.text() == "Keep 1 outline"
    box.table.selectRow(1)
    box.owner.setCurrentIndex(box.owner.findText("ST Station Road"))
    box._give()
    assert box.add_button.text() == "Keep 2 outlines"
    box.keep()
    wait(qtbot, page)
    assert cells(page.hotspots, "boundary") == ["1 version", "none", "none", "1 version"]
    kept, _ = desk.logbook.load("hotspot", "ST")
    assert isinstance(kept, Hotspot)
    page.hotspots.register.table.selectRow(0)
    assert "4 points, about 500 m across" in page.dosage.outline.accessibleDescription()
    page.take_back()
    wait(qtbot, page)
    assert set(cells(page.hotspots, "boundary")) == {"none"}


def test_a_file_that_is_no_geojson_is_told_of(
    page: HotspotsPage, prompts: FakePrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "places.geojson"
    prompts.file.write_text("no")
    page.ask_outlines()
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert "is not GeoJSON" in str(prompts.told[0])
