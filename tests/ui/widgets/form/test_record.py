"""A record's form saves it whole, never over somebody's change, and asks before it loses any."""

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.errors import UserError
from wardenlog.model import Aggregate, Person
from wardenlog.services.choices import load_choices
from wardenlog.services.logbook import Changes
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.form import (
    AggregateKeeper,
    FormField,
    FormRows,
    Kind,
    Path,
    RecordForm,
    RecordKind,
)
from wardenlog.ui.widgets.form.inputs import LineInput
from wardenlog.ui.widgets.form.problems import problems_of


def title(values: Mapping[str, object]) -> str:
    return f"{values.get('code') or ''} {values.get('name') or ''}".strip()


def advise(record_id: str, values: Mapping[str, object]) -> Mapping[Path, str]:
    return {("name",): "Said to be Jo."} if values.get("name") == "Jo" else {}


KIND = RecordKind(
    "person",
    "New person",
    (
        FormField("code", "Code", required=True),
        FormField("name", "Name", required=True),
        FormField("active_from", "Active from", Kind.DATE),
        FormRows(
            "authorisations",
            "Authorisations",
            "authorisation",
            (FormField("family", "Family"), FormField("to_on", "To", Kind.DATE)),
        ),
    ),
    title,
    advise,
)


@pytest.fixture
def form(qtbot: QtBot, desk: Desk, council: Council) -> RecordForm:
    keeper = AggregateKeeper(
        desk.logbook,
        Person,
        begin=lambda: {"code": "W3", "organisation_id": council.own.id},
    )
    made = RecordForm(desk, KIND, keeper)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def line(form: RecordForm, *path: str | int) -> LineInput:
    widget = form.form.widget_of(*path)
    assert isinstance(widget, LineInput)
    return widget


def stored(desk: Desk, record_id: str | None) -> Person:
    found, _ = desk.logbook.load("person", str(record_id))
    assert isinstance(found, Person)
    return found


def test_a_change_is_saved_with_ctrl_s_and_told(
    form: RecordForm, desk: Desk, council: Council, qtbot: QtBot
) -> None:
    assert form.open(council.amira.id)
    heard: list[Changes] = []
    desk.bus.changed.connect(heard.append)
    line(form, "name").setFocus()
    line(form, "name").setText("Amira Khan-Reed")
    assert form.unsaved() == "AK Amira Khan-Reed"
    with qtbot.waitSignal(form.told) as told, qtbot.waitSignal(form.saved):
        QTest.keyClick(line(form, "name"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["Saved AK Amira Khan-Reed"]
    assert stored(desk, council.amira.id).name == "Amira Khan-Reed"
    assert [each.kinds for each in heard] == [{"person"}]
    assert form.unsaved() is None


def test_a_new_record_begins_with_what_is_known(
    form: RecordForm, desk: Desk, council: Council
) -> None:
    form.begin({"name": "New Warden"})
    assert form.form.values()[0]["code"] == "W3"
    assert form.save()
    assert stored(desk, form.record_id).organisation_id == council.own.id


def test_a_blank_field_takes_the_value_away(form: RecordForm, desk: Desk, council: Council) -> None:
    form.open(council.jo.id)
    line(form, "active_from").setText("1/4/2024")
    assert form.save()
    line(form, "active_from").setText("")
    assert form.save()
    assert stored(desk, council.jo.id).active_from is None


def test_what_the_model_refuses_is_shown_beside_its_field(
    form: RecordForm, desk: Desk, council: Council, qtbot: QtBot
) -> None:
    form.open(council.jo.id)
    line(form, "code").setText("J" * 61)
    form.form.table("authorisations").add_row()
    with qtbot.waitSignal(form.told) as told:
        assert not form.save()
    assert told.args == ["Not saved yet: Use 60 characters or fewer."]
    assert line(form, "code").hasFocus()
    assert line(form, "code").accessibleDescription() == "Use 60 characters or fewer."
    family = line(form, "authorisations", 0, "family")
    assert family.accessibleDescription() == "Fill this in."
    assert stored(desk, council.jo.id).code == "JR"


def test_a_change_meanwhile_is_never_overwritten(
    form: RecordForm, desk: Desk, council: Council, prompts: FakePrompts
) -> None:
    form.open(council.jo.id)
    line(form, "name").setText("Jo Typed")
    desk.logbook.save(council.jo.model_copy(update={"name": "Jo Elsewhere"}))
    prompts.answer = "Show what is saved now"
    assert not form.save()
    assert "changed by Sam" in prompts.asked[-1]
    assert line(form, "name").text() == "Jo Elsewhere"
    assert stored(desk, council.jo.id).name == "Jo Elsewhere"


def test_a_change_elsewhere_is_shown_unless_something_is_typed(
    form: RecordForm, desk: Desk, council: Council
) -> None:
    form.open(council.jo.id)
    desk.bus.tell(desk.logbook.save(council.jo.model_copy(update={"name": "Jo Two"})))
    assert line(form, "name").text() == "Jo Two"
    line(form, "name").setText("Typed")
    desk.bus.tell(desk.logbook.save(council.jo.model_copy(update={"name": "Jo Three"})))
    assert line(form, "name").text() == "Typed"


def test_esc_asks_only_where_changes_would_be_lost(
    form: RecordForm, council: Council, prompts: FakePrompts, qtbot: QtBot
) -> None:
    form.open(council.jo.id)
    line(form, "name").setFocus()
    with qtbot.waitSignal(form.left):
        QTest.keyClick(line(form, "name"), Qt.Key.Key_Escape)
    assert not prompts.asked
    line(form, "name").setText("Typed")
    QTest.keyClick(line(form, "name"), Qt.Key.Key_Escape)
    assert prompts.asked
    assert line(form, "name").text() == "Typed"
    prompts.answer = "Lose the changes"
    with qtbot.waitSignal(form.left):
        QTest.keyClick(line(form, "name"), Qt.Key.Key_Escape)
    assert line(form, "name").text() == "Jo Reed"


def test_another_record_waits_for_an_answer(
    form: RecordForm, desk: Desk, council: Council, prompts: FakePrompts
) -> None:
    went: list[str] = []
    form.open(council.jo.id)
    form.when_free(lambda: went.append("clean"))
    line(form, "name").setText("Jo Saved")
    form.when_free(lambda: went.append("unanswered"))
    prompts.answer = "Save"
    form.when_free(lambda: went.append("saved"))
    assert went == ["clean", "saved"]
    assert stored(desk, council.jo.id).name == "Jo Saved"


def test_a_void_record_is_shown_and_cannot_be_changed(
    form: RecordForm, desk: Desk, council: Council
) -> None:
    desk.logbook.void("person", council.jo.id, "Typed twice.")
    form.open(council.jo.id)
    assert line(form, "name").isReadOnly()
    assert not form.dirty


def test_advice_comes_when_a_field_is_done(form: RecordForm, council: Council) -> None:
    form.open(council.jo.id)
    line(form, "name").setText("Jo")
    line(form, "name").editingFinished.emit()
    shown = [each.text() for each in form.findChildren(type(form._title)) if each.text()]
    assert "▲ Said to be Jo." in shown


def test_a_record_that_is_gone_is_told(form: RecordForm, prompts: FakePrompts) -> None:
    assert not form.open("00000000-0000-0000-0000-000000000000")
    assert len(prompts.told) == 1
    assert form.record_id is None


def test_a_user_error_says_its_place_with_dots() -> None:
    error = UserError("Expired.", field="authorisations.1.to_on")
    assert problems_of(error)[0].path == ("authorisations", 1, "to_on")


def test_a_service_may_refuse_what_the_model_takes(
    qtbot: QtBot, desk: Desk, council: Council
) -> None:
    def refuse(aggregate: Aggregate, *, expect: str | None) -> Changes:
        raise UserError("The code is taken.", field="code")

    made = RecordForm(desk, KIND, AggregateKeeper(desk.logbook, Person, save=refuse))
    qtbot.addWidget(made)
    made.open(council.jo.id)
    line(made, "code").setText("AK")
    assert not made.save()
    assert line(made, "code").accessibleDescription() == "The code is taken."
    assert load_choices(desk.record.store).people[1].code == "JR"


def test_ctrl_s_in_a_row_of_a_table_leaves_the_keyboard_there(
    form: RecordForm, desk: Desk, council: Council
) -> None:
    form.open(council.amira.id)
    form.form.table("authorisations").add_row()
    QTest.keyClicks(line(form, "authorisations", 0, "family"), "pspo")
    ends = line(form, "authorisations", 0, "to_on")
    ends.setFocus()
    QTest.keyClicks(ends, "31/3/2027")
    QTest.keyClick(ends, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(stored(desk, council.amira.id).authorisations) == 1
    assert line(form, "authorisations", 0, "to_on").hasFocus()
