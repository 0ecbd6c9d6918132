"""A short text is asked about once and remembered; a new place or person is added in passing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.council import Council
from wardenlog.model import Agreement, Hotspot, Person
from wardenlog.services import short_codes
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.add_dialog import AddDialog
from wardenlog.ui.sheets.editor import SheetEditor
from wardenlog.ui.sheets.grid_model import COLUMN_OF

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ENTER = Qt.Key.Key_Return
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def editor(qtbot: QtBot, desk: Desk) -> SheetEditor:
    made = SheetEditor(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitActive(made)
    made.start_new()
    for field, text in (("day", "4/3"), ("start", "2200"), ("end", "0600"), ("crew", "ak jr")):
        made.presenter.change(field, text)
    made.refresh()
    made.grid.begin()
    return made


def press(
    editor: SheetEditor, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(keyboard(editor), key, modifier)
    QApplication.processEvents()


def type_in(editor: SheetEditor, text: str) -> None:
    QTest.keyClicks(editor.focusWidget(), text)
    press(editor, ENTER)


def keyboard(editor: SheetEditor) -> QWidget:
    """Return the widget that keys go to, as the window system sends them."""
    widget = QApplication.activePopupWidget() or editor.focusWidget()
    assert widget is not None
    return widget


def asked() -> list[str]:
    popup = QApplication.activePopupWidget()
    if popup is None:
        return []
    model = popup.model()  # type: ignore[attr-defined]
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def dialog_of(editor: SheetEditor) -> AddDialog:
    found = [each for each in editor.window().findChildren(AddDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def fill(dialog: AddDialog, **texts: str) -> None:
    for name, text in texts.items():
        widget = dialog.form.widget_of(name)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(widget, text)
    dialog.add.click()
    QApplication.processEvents()


def test_a_short_text_is_confirmed_once_and_remembered(
    editor: SheetEditor, desk: Desk, council: Council
) -> None:
    type_in(editor, "stat")
    assert asked() == ["stat = ST Station Road? Enter says yes, once", "+ Add hotspot “stat”…"]
    press(editor, ENTER)
    assert editor.presenter.draft.visits[0].hotspot == "ST Station Road"
    assert editor.grid.currentIndex().column() == COLUMN_OF["came"]
    editor.grid.commit()
    editor.grid.begin(1)
    type_in(editor, "stat")
    assert asked() == []
    assert editor.presenter.draft.visits[1].hotspot == "ST Station Road"
    assert desk.choices().short("hotspot") == {"stat": council.places[3].id}
    short_codes.forget(desk.record, "hotspot", "STAT")
    assert desk.choices().short("hotspot") == {}


def test_an_unclear_text_is_never_guessed(editor: SheetEditor, council: Council) -> None:
    type_in(editor, "norton")
    assert asked() == ["NB Norton Bridge", "NC Norton Centre", "+ Add hotspot “norton”…"]
    press(editor, ENTER)  # none is marked
    assert editor.presenter.draft.visits[0].hotspot == "norton"
    problem = editor.presenter.reading.at(0, "hotspot")
    assert problem is not None
    assert problem.blocks


def test_what_nobody_confirmed_does_not_pass(editor: SheetEditor, council: Council) -> None:
    editor.presenter.change_cell(0, "hotspot", "stat")
    problem = editor.presenter.reading.at(0, "hotspot")
    assert problem is not None
    assert problem.blocks
    assert "Is “stat” ST Station Road?" in problem.sentence


def test_a_hotspot_is_added_from_the_grid_and_typing_goes_on(
    editor: SheetEditor, desk: Desk, council: Council
) -> None:
    type_in(editor, "Quay")
    assert asked() == ["+ Add hotspot “Quay”…"]
    press(editor, ENTER)
    fill(dialog_of(editor), name="Quay Street", code="QS", ward="Harbour")
    assert editor.presenter.draft.visits[0].hotspot == "QS Quay Street"
    assert editor.grid.is_typing
    assert editor.grid.currentIndex().column() == COLUMN_OF["came"]
    hotspot, _ = desk.logbook.load("hotspot", "QS")
    assert isinstance(hotspot, Hotspot)
    assert (hotspot.name, hotspot.ward) == ("Quay Street", "Harbour")
    agreement, _ = desk.logbook.load("agreement", council.agreement.reference)
    assert isinstance(agreement, Agreement)
    assert agreement.listings[-1].hotspot_id == hotspot.id
    assert agreement.listings[-1].from_on.isoformat() == "2025-03-04"


def test_a_taken_code_is_refused_beside_the_field(
    editor: SheetEditor, desk: Desk, council: Council
) -> None:
    type_in(editor, "Quay")
    press(editor, ENTER)
    dialog = dialog_of(editor)
    fill(dialog, name="Quay Street", code="NC")
    assert dialog.isVisible()
    dialog.reject()
    assert editor.presenter.draft.visits[0].hotspot == "Quay"


def test_a_person_is_added_from_the_crew_of_a_visit(
    editor: SheetEditor, desk: Desk, council: Council
) -> None:
    editor.grid.commit()
    editor.presenter.change_cell(0, "hotspot", "nc")
    editor.refresh()
    editor.grid.begin(0, "crew")
    type_in(editor, "ak ZD")
    assert asked() == ["+ Add person “ZD”…"]
    press(editor, ENTER)
    fill(dialog_of(editor), name="Zadie Doe")
    assert editor.presenter.draft.visits[0].crew == "AK ZD"
    assert editor.grid.currentIndex().column() == COLUMN_OF["engagements"]
    person, _ = desk.logbook.load("person", "ZD")
    assert isinstance(person, Person)
    assert (person.name, person.organisation_id) == ("Zadie Doe", council.own.id)


def test_a_person_is_added_from_the_head_by_a_key(
    editor: SheetEditor, desk: Desk, council: Council
) -> None:
    editor.grid.commit()
    editor._header.begin("crew")
    QTest.keyClicks(editor.focusWidget(), "AK bo")
    press(editor, Qt.Key.Key_N, CTRL | SHIFT)
    fill(dialog_of(editor), name="Bo Ash")
    assert editor.presenter.draft.crew == "AK BO"


def test_the_crew_lists_who_fits_each_word(editor: SheetEditor, council: Council) -> None:
    editor.grid.commit()
    editor._header.begin("crew")
    field = editor.focusWidget()
    QTest.keyClicks(field, "jr am")
    assert asked() == ["AK Amira Khan"]
    press(editor, Qt.Key.Key_Down)
    press(editor, ENTER)
    assert editor._header._crew.text() == "jr AK "
    press(editor, ENTER)
    assert editor.presenter.draft.crew == "JR AK"


def test_a_cell_of_several_powers_lists_what_fits_the_last(
    editor: SheetEditor, council: Council
) -> None:
    editor.grid.commit()
    editor.presenter.change_cell(0, "hotspot", "nc")
    editor.refresh()
    editor.grid.begin(0, "powers")
    QTest.keyClicks(editor.focusWidget(), "2 CPW, community protection not")
    assert all("ommunity protection not" in each for each in asked())
    press(editor, Qt.Key.Key_Down)
    press(editor, ENTER)
    press(editor, ENTER)
    assert editor.presenter.draft.visits[0].powers == "2 CPW, CPN"


def test_typing_on_over_the_one_match_takes_it_and_goes_to_the_next_cell(
    editor: SheetEditor, desk: Desk, council: Council
) -> None:
    type_in(editor, "stat")
    assert asked() == ["stat = ST Station Road? Enter says yes, once", "+ Add hotspot “stat”…"]
    QTest.keyClicks(keyboard(editor), "1")
    QApplication.processEvents()
    assert editor.grid.currentIndex().column() == COLUMN_OF["came"]
    QTest.keyClicks(keyboard(editor), "520")
    press(editor, ENTER)
    visit = editor.presenter.draft.visits[0]
    assert (visit.hotspot, visit.came) == ("ST Station Road", "15:20")
    assert desk.choices().short("hotspot") == {}  # nobody said yes: it is asked again


def test_typing_on_that_narrows_the_matches_stays_in_the_cell(
    editor: SheetEditor, council: Council
) -> None:
    type_in(editor, "norton")
    QTest.keyClicks(keyboard(editor), " b")
    press(editor, ENTER)
    assert asked()[0] == "norton b = NB Norton Bridge? Enter says yes, once"


@pytest.mark.parametrize(("typed", "name"), [("Quay", "Quay"), ("QUAY", ""), ("Q1", "")])
def test_what_is_added_has_a_code_offered(
    editor: SheetEditor, council: Council, typed: str, name: str
) -> None:
    type_in(editor, typed)
    press(editor, ENTER)
    values, _ = dialog_of(editor).form.values()
    assert (values.get("name") or "") == name
    assert values["code"] == ("Q" if name else typed)
    dialog_of(editor).reject()
