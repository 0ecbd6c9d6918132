"""The page of people: each tab lists, shows and saves its kind; a pasted list goes in at once."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import NOW, FakePrompts
from tests.ui.council import Council
from wardenlog.model import Authorisation, FundingSource, Organisation, Person, Post, PostHolding
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.people.page import PeoplePage
from wardenlog.ui.people.paste import PasteDialog
from wardenlog.ui.widgets.form.inputs import ChoiceInput, LineInput
from wardenlog.ui.widgets.list_and_form import ListAndForm
from wardenlog.ui.widgets.words import Words

TODAY = NOW.date()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> PeoplePage:
    QGuiApplication.clipboard().clear()
    made = PeoplePage(desk)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    for each in made.lists():
        qtbot.waitUntil(partial(is_read, each))
    return made


def is_read(both: ListAndForm) -> bool:
    return both.register.model.rowCount() > 0


def line(both: ListAndForm, *path: str | int) -> LineInput:
    widget = both.form.form.widget_of(*path)
    assert isinstance(widget, LineInput)
    return widget


def choice(both: ListAndForm, *path: str | int) -> ChoiceInput:
    widget = both.form.form.widget_of(*path)
    assert isinstance(widget, ChoiceInput)
    return widget


def said(both: ListAndForm) -> list[str]:
    return [each.text() for each in both.form.findChildren(Words) if each.text()]


def cells(both: ListAndForm, key: str) -> list[str]:
    model = both.register.model
    column = next(n for n, each in enumerate(model.columns) if each.key == key)
    return [model.index(row, column).data() for row in range(model.rowCount())]


def codes(both: ListAndForm) -> list[str]:
    return cells(both, "code")


def test_each_tab_lists_its_kind(page: PeoplePage, qtbot: QtBot) -> None:
    assert codes(page.people) == ["AK", "JR"]
    assert codes(page.organisations) == ["C", "PCC"]
    assert codes(page.funding) == ["BAU", "GRANT"]
    assert cells(page.organisations, "own") == ["● Yes", "○ No"]
    assert cells(page.funding, "agreement") == ["Business as usual", "GA-9"]
    for each in page.lists():
        model = each.register.model
        QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Warning, model
        )


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "✕ expired 2 Nov 2025"), (20, "▲ expires 23 Nov 2025"), (400, "● expires 8 Dec 2026")],
)
def test_the_list_says_until_when_somebody_is_authorised(
    page: PeoplePage, desk: Desk, council: Council, qtbot: QtBot, days: int, words: str
) -> None:
    held = Authorisation(family="CPN", to_on=TODAY + timedelta(days=days))
    amira = council.amira.model_copy(update={"authorisations": (held,)})
    desk.bus.tell(desk.logbook.save(amira))
    qtbot.waitUntil(lambda: cells(page.people, "ends_on") == [words, "○ none"])
    assert cells(page.people, "families")[0] == ("CPN" if days > 0 else "")


def test_those_who_left_are_listed_when_wanted(
    page: PeoplePage, desk: Desk, council: Council, qtbot: QtBot
) -> None:
    gone = council.jo.model_copy(update={"active_to": TODAY - timedelta(days=1)})
    desk.bus.tell(desk.logbook.save(gone))
    qtbot.waitUntil(lambda: codes(page.people) == ["AK"])
    page.people.register.narrowing.filter_by("standing", "")
    qtbot.waitUntil(lambda: codes(page.people) == ["AK", "JR"])
    assert cells(page.people, "standing") == ["● Active", "○ Left 2 Nov 2025"]


def test_a_person_is_recorded_with_an_authorisation_by_keyboard_alone(
    page: PeoplePage, desk: Desk, qtbot: QtBot
) -> None:
    page.start()
    QTest.keyClick(page.people.register.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    code = line(page.people, "code")
    assert code.hasFocus()
    QTest.keyClicks(code, "BB")
    QTest.keyClick(code, Qt.Key.Key_Return)
    QTest.keyClicks(line(page.people, "name"), "Bo Bell")
    assert line(page.people, "organisation_id").text() == "C Exampleton Council"
    QTest.keyClick(
        line(page.people, "name"),
        Qt.Key.Key_Tab,
    )
    page.people.form.form.table("authorisations").add_row()
    family = choice(page.people, "authorisations", 0, "family")
    assert family.hasFocus()
    QTest.keyClicks(family, "CPN")
    to = line(page.people, "authorisations", 0, "to_on")
    to.setFocus()
    QTest.keyClicks(to, "13/11/2025")
    QTest.keyClick(to, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: codes(page.people) == ["AK", "BB", "JR"])
    bo, _ = desk.logbook.load("person", "BB")
    assert isinstance(bo, Person)
    assert [(each.family, str(each.to_on)) for each in bo.authorisations] == [("CPN", "2025-11-13")]
    assert "▲ To: Expires in 10 days." in said(page.people)


def test_a_taken_code_and_a_namesake_are_said_beside_their_fields(page: PeoplePage) -> None:
    page.people.begin()
    line(page.people, "code").setText("jr")
    line(page.people, "name").setText("amira khan")
    line(page.people, "name").editingFinished.emit()
    assert "▲ Jo Reed has this code already." in said(page.people)
    assert "▲ AK is called the same. Is this somebody else?" in said(page.people)
    assert not page.people.save()
    assert "✕ Jo Reed has the code JR already. Give this person another." in said(page.people)


def test_dates_that_run_backwards_are_said(page: PeoplePage, council: Council) -> None:
    held = page.people.form
    held.open(council.amira.id)
    line(page.people, "active_from").setText("4/3/2025")
    line(page.people, "active_to").setText("3/3/2025")
    held.form.table("authorisations").add_row()
    line(page.people, "authorisations", 0, "from_on").setText("4/3/2025")
    line(page.people, "authorisations", 0, "to_on").setText("3/3/2025")
    line(page.people, "authorisations", 0, "to_on").editingFinished.emit()
    assert "▲ This is before they begin." in said(page.people)
    assert "▲ To: This is before it begins." in said(page.people)


def test_an_old_authorisation_that_was_renewed_is_no_warning(
    page: PeoplePage, desk: Desk, council: Council
) -> None:
    old = Authorisation(family="CPN", to_on=TODAY - timedelta(days=9))
    new = Authorisation(family="CPN", from_on=TODAY - timedelta(days=8))
    desk.logbook.save(council.amira.model_copy(update={"authorisations": (old, new)}))
    page.people.form.open(council.amira.id)
    assert not [each for each in said(page.people) if each.startswith("▲")]


def test_a_person_shows_posts_and_the_last_sheet_which_opens(
    page: PeoplePage, desk: Desk, council: Council, qtbot: QtBot
) -> None:
    post = Post(
        reference="CW-1", title="Warden", holdings=(PostHolding(person_id=council.amira.id),)
    )
    desk.logbook.save(council.agreement.model_copy(update={"posts": (post,)}))
    sheet = council.sheet("S1")
    desk.logbook.save(sheet)
    page.people.form.open(council.amira.id)
    assert (
        "Holds CW-1 Warden of agreement GA-9. Last on sheet S1, Tue 1 Jul 2025, paid by Hotspot"
        " grant."
    ) in said(page.people)
    page.people.form.open(council.jo.id)
    assert any(each.startswith("Holds no post") for each in said(page.people))
    page.start()
    with qtbot.waitSignal(desk.bus.place_wanted) as went:
        QTest.keyClick(
            page.people.register.table, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier
        )
    assert went.args == [Place("sheets", "shift", sheet.id)]


def test_whether_an_organisation_is_ours_is_asked_and_never_guessed(
    page: PeoplePage, desk: Desk
) -> None:
    page.tabs.setCurrentWidget(page.organisations)
    page.organisations.begin()
    line(page.organisations, "code").setText("AG")
    line(page.organisations, "name").setText("Agency")
    assert not page.save()
    own = choice(page.organisations, "own")
    assert own.hasFocus()
    assert "✕ Choose yes or no." in said(page.organisations)
    own.setCurrentIndex(1)
    assert page.save()
    agency, _ = desk.logbook.load("organisation", "AG")
    assert isinstance(agency, Organisation)
    assert agency.own


def test_who_pays_is_asked_and_business_as_usual_is_an_answer(
    page: PeoplePage, desk: Desk, council: Council
) -> None:
    page.funding.form.open(council.core.id)
    assert choice(page.funding, "agreement_id").currentText() == "Business as usual: no grant"
    line(page.funding, "label").setText("Core")
    assert page.funding.save()
    page.funding.begin()
    line(page.funding, "code").setText("NEW")
    assert not page.funding.save()
    assert "✕ Choose: Who pays?" in " ".join(said(page.funding))
    choice(page.funding, "agreement_id").setCurrentIndex(1)
    assert page.funding.save()
    saved = {code: desk.logbook.load("funding_source", code)[0] for code in ("BAU", "NEW")}
    assert all(isinstance(each, FundingSource) for each in saved.values())
    assert getattr(saved["BAU"], "agreement_id", "?") is None
    assert getattr(saved["NEW"], "agreement_id", "?") == council.agreement.id


def test_a_place_is_shown_on_its_tab_with_the_keyboard_on_its_field(
    page: PeoplePage, council: Council, qtbot: QtBot
) -> None:
    page.show_place(Place("people", "funding_source", council.grant.id, "label"))
    assert page.tabs.currentWidget() is page.funding
    qtbot.waitUntil(line(page.funding, "label").hasFocus)
    page.show_place(Place("people", "organisation", council.funder.id))
    assert page.tabs.currentWidget() is page.organisations
    assert line(page.organisations, "code").text() == "PCC"
    page.show_place(Place("people", "person", council.jo.id, "authorisations.0.to_on"))
    assert line(page.people, "code").text() == "JR"


def test_what_is_typed_on_any_tab_is_told_and_saved(page: PeoplePage, council: Council) -> None:
    assert page.unsaved() is None
    page.funding.form.open(council.core.id)
    line(page.funding, "label").setText("Core")
    assert page.unsaved() == "BAU Core"
    assert page.save()
    assert page.unsaved() is None


def pasted(page: PeoplePage, text: str) -> PasteDialog:
    QGuiApplication.clipboard().setText(text)
    page.paste()
    box = page.findChild(PasteDialog)
    assert isinstance(box, PasteDialog)
    return box


def test_a_pasted_list_is_previewed_added_and_taken_back_at_once(
    page: PeoplePage, desk: Desk, qtbot: QtBot
) -> None:
    box = pasted(page, "BB\tBo Bell\nCara Cole\nJo Reed")
    QAbstractItemModelTester(
        box.model, QAbstractItemModelTester.FailureReportingMode.Warning, box.model
    )
    comes = [box.model.index(row, 3).data() for row in range(box.model.rowCount())]
    assert comes == [
        "● Will be added",
        "● Will be added",
        "○ Jo Reed is in the record already, with the code JR.",
    ]
    assert box.organisation.currentText() == "Exampleton Council"
    assert box.add_button.text() == "Add 2 people"
    with qtbot.waitSignal(page.told) as told:
        box.add_button.click()
    assert told.args == ["Added 2 people. Ctrl+Z takes them all back."]
    qtbot.waitUntil(lambda: codes(page.people) == ["AK", "BB", "CC", "JR"])
    with qtbot.waitActive(page):
        page.activateWindow()
    page.start()
    QTest.keyClick(page.people.register.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: codes(page.people) == ["AK", "JR"])
    QTest.keyClick(page.people.register.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert codes(page.people) == ["AK", "JR"]


def test_a_pasted_list_is_read_as_it_is_typed(page: PeoplePage, qtbot: QtBot) -> None:
    box = pasted(page, "")
    assert not box.add_button.isEnabled()
    box.text.setPlainText("Bo Bell")
    qtbot.waitUntil(lambda: box.add_button.text() == "Add 1 person")
    box.organisation.setCurrentIndex(-1)
    box.look()
    assert not box.add_button.isEnabled()
    named = [*box.findChildren(QPushButton), *box.findChildren(QComboBox), box.text]
    assert all(each.accessibleName() and each.accessibleDescription() for each in named)
    box.reject()


def test_people_changed_under_a_paste_are_never_doubled(
    page: PeoplePage, desk: Desk, council: Council, prompts: FakePrompts, qtbot: QtBot
) -> None:
    box = pasted(page, "Bo Bell\nCara Cole")
    desk.logbook.void("organisation", council.own.id, "Merged.")
    box.add()
    qtbot.waitUntil(lambda: codes(page.people) == ["AK", "BB", "CC", "JR"])
    again = pasted(page, "Bo Bell\nCara Cole")
    again.look()
    assert not again.add_button.isEnabled()
    assert not prompts.told
    again.reject()
