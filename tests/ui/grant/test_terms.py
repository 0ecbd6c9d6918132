"""The tab of terms shows what they say on a date beside before a variation, in words."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.council import Council
from wardenlog.model import Agreement, Listing, Term, Variation
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.grant.terms import Before, IfSigned, Moment, OnDay
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.list_box import EndBox
from wardenlog.ui.grant.page import GrantPage
from wardenlog.ui.grant.terms import TermsTab
from wardenlog.ui.theme.look import Theme

SIGNED = VariationStatus.SIGNED


def varied(council: Council) -> Agreement:
    """Return the council's agreement with a dearer variation, and one that is not signed."""
    first, *_ = council.agreement.variations
    later = tuple(
        Variation(
            number=number,
            effective_from=first.effective_from.replace(month=month),
            status=status,
            terms=(Term(item=TermItem.HOURLY_RATE, value=rate),),
        )
        for number, month, status, rate in (
            (1, 7, SIGNED, "31.50"),
            (2, 9, VariationStatus.AT_RISK, "40"),
        )
    )
    cap = Term(item=TermItem.CAP, value="1000")
    first = first.model_copy(update={"terms": (*first.terms, cap)})
    return council.agreement.model_copy(update={"variations": (first, *later)})


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, council: Council) -> GrantPage:
    desk.logbook.save(varied(council))
    desk.logbook.save(council.sheet("0001"))
    made = GrantPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(partial(is_read, made.terms))
    return made


@pytest.fixture
def tab(page: GrantPage) -> TermsTab:
    return page.terms


def is_read(tab: TermsTab) -> bool:
    return not tab.register.busy and tab.register.model.rowCount() > 0


def row(tab: TermsTab, term: str) -> list[str]:
    model = tab.register.model
    for n in range(model.rowCount()):
        if model.index(n, 0).data() == term:
            return [str(model.index(n, column).data()) for column in range(1, 7)]
    raise AssertionError(term)


def headings(tab: TermsTab) -> list[str]:
    model = tab.register.model
    across = Qt.Orientation.Horizontal
    return [str(model.headerData(n, across)) for n in range(model.columnCount())]


def moments(tab: TermsTab) -> Moment:
    """Return what the terms are set beside."""
    return tab._moments()[2]


def rate(tab: TermsTab) -> list[str]:
    return row(tab, "Rate for an hour")


def test_today_stands_beside_before_the_newest_signed_variation(
    tab: TermsTab, qtbot: QtBot
) -> None:
    assert headings(tab)[1:4:2] == ["On 3 Nov 2025", "Before variation 1"]
    assert rate(tab)[:5] == ["£31.50", "variation 1", "£30.00", "the original", "▲ changed"]
    assert row(tab, "Two wardens together for one hour")[0] == "count as 2 hours"
    for model in (tab.register.model, tab.model):
        QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Warning, model
        )
    qtbot.waitUntil(
        lambda: row(tab, "Most that is paid, whole agreement")[5] == "£63 claimed (6 %)"
    )


def test_another_date_is_typed(page: GrantPage, tab: TermsTab, qtbot: QtBot) -> None:
    page.start()
    assert tab.day.hasFocus()
    QTest.keyClicks(tab.day, "30/6/2025")
    QTest.keyClick(tab.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rate(tab)[4] == "" if is_read(tab) else False)
    assert headings(tab)[1] == "On 30 Jun 2025"
    assert rate(tab)[:2] == ["£30.00", "the original"]
    assert "30 Jun 2025" in tab.day.text()


def test_what_is_no_date_is_said_and_changes_nothing(page: GrantPage, tab: TermsTab) -> None:
    page.start()
    QTest.keyClicks(tab.day, "soon")
    QTest.keyClick(tab.day, Qt.Key.Key_Return)
    assert "not a date" in tab._wrong.text()
    assert headings(tab)[1] == "On 3 Nov 2025"


def test_what_a_signature_would_change_is_shown_beside(tab: TermsTab, qtbot: QtBot) -> None:
    tab.beside.setCurrentIndex(tab.beside.findText("If variation 2 is signed"))
    tab.beside.activated.emit(tab.beside.currentIndex())
    qtbot.waitUntil(lambda: is_read(tab) and rate(tab)[2] == "£40.00")
    assert headings(tab)[3] == "If variation 2 is signed"
    assert rate(tab)[0] == "£31.50"


def test_two_dates_are_set_beside_each_other(tab: TermsTab, qtbot: QtBot) -> None:
    assert not tab.other_day.isVisible()
    tab.beside.setCurrentIndex(tab.beside.count() - 1)
    tab.beside.activated.emit(tab.beside.currentIndex())
    assert tab.other_day.hasFocus()
    QTest.keyClicks(tab.other_day, "1/2/2025")
    QTest.keyClick(tab.other_day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_read(tab) and rate(tab)[2] == "£30.00")
    assert headings(tab)[3] == "On 1 Feb 2025"


def test_the_table_and_the_time_line_choose_a_variation(tab: TermsTab, qtbot: QtBot) -> None:
    tab.table.setFocus()
    tab.table.selectRow(0)
    assert moments(tab) == IfSigned(2)
    QTest.keyClick(tab.table, Qt.Key.Key_Down)
    assert moments(tab) == Before(1)
    line, span = tab.time_line, tab.time_line._span
    assert span is not None
    x = line._x(span.variations[0].effective_from, span)
    QTest.mouseClick(
        line, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(line.height() / 2))
    )
    assert moments(tab) == Before(0)
    words = line.accessibleDescription()
    assert words.startswith("From 1 Jan 2025 to 31 Mar 2026. Variation 0 from 1 Jan 2025, signed.")
    assert "Variation 2 from 1 Sep 2025, at risk." in words


@pytest.mark.parametrize("look", ["light", "dark", "contrast_light", "contrast_dark"])
def test_the_time_line_is_drawn_in_every_look(tab: TermsTab, theme: Theme, look: str) -> None:
    theme.choose(look)  # type: ignore[arg-type]
    image = tab.time_line.grab().toImage()
    seen = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
    assert theme.tokens.accent.lower() in seen
    theme.choose("light")


def test_the_terms_follow_a_change_and_another_agreement(
    tab: TermsTab, desk: Desk, council: Council, qtbot: QtBot
) -> None:
    tab.show_beside(Before(1))
    changed = varied(council)
    only = changed.model_copy(update={"variations": changed.variations[:1]})
    desk.bus.tell(desk.logbook.save(only))
    qtbot.waitUntil(lambda: is_read(tab) and rate(tab)[0] == "£30.00")
    assert tab._second == Before(0), "what it was set beside is gone"
    tab.show_day(council.agreement.start_on)
    assert tab._first == OnDay(council.agreement.start_on)


def test_the_list_of_hotspots_is_changed_from_its_tab(
    page: GrantPage, desk: Desk, council: Council, qtbot: QtBot
) -> None:
    tab = page.hotspot_list
    page.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: not tab.listed.busy and tab.listed.model.rowCount() == 4)
    for register in (tab.versions, tab.listed):
        QAbstractItemModelTester(
            register.model, QAbstractItemModelTester.FailureReportingMode.Warning, register.model
        )
    tab.listed.show_record(council.places[0].id)
    qtbot.waitUntil(lambda: tab.listed.current_id() == council.places[0].id)
    tab.end()
    box = page.findChild(EndBox)
    assert isinstance(box, EndBox)
    box.form.show_values({"day": None})
    box.save()
    assert "Fill in" in box.form.widget_of("day").toolTip()
    box.form.show_values({"day": council.agreement.start_on.replace(month=6, day=30)})
    box.save()
    qtbot.waitUntil(lambda: tab.versions.model.rowCount() == 2)
    found, _ = desk.logbook.load("agreement", "GA-9")
    assert isinstance(found, Agreement)
    ended = next(it for it in found.listings if it.hotspot_id == council.places[0].id)
    assert ended == Listing(
        hotspot_id=council.places[0].id,
        from_on=council.agreement.start_on,
        to_on=council.agreement.start_on.replace(month=6, day=30),
    )
    page.steps.take_back()
    qtbot.waitUntil(lambda: tab.versions.model.rowCount() == 1)
