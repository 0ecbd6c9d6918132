"""The page of returns lists the periods, counts the one in view, and looks behind its figures."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from tests.ui.council import Council
from wardenlog.counting.scope import Period
from wardenlog.errors import MachineError
from wardenlog.model import Agreement, Shift, Term, Variation, new_id
from wardenlog.model import Council as CouncilFacts
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed
from wardenlog.services.returns.building import Built, Report, Wanted
from wardenlog.services.returns.cells import Value
from wardenlog.services.returns.periods import PeriodState
from wardenlog.settings import ReturnChoices
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.behind import BehindDialog
from wardenlog.ui.returns.building import BuildDialog
from wardenlog.ui.returns.page import ReturnsPage
from wardenlog.ui.returns.reached import ReachedDialog
from wardenlog.ui.returns.sending import SendDialog

SUMMER = Period(date(2025, 7, 1), date(2025, 10, 1))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, council: Council) -> Iterator[ReturnsPage]:
    """The page with one sheet of two hours in the summer, which is in view."""
    desk.logbook.save(council.sheet("S1"))
    desk.view.choose(Viewed("GA-9", SUMMER))
    made = ReturnsPage(desk)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    calm(qtbot, made)
    yield made
    made.close()


def calm(qtbot: QtBot, page: ReturnsPage) -> None:
    qtbot.waitUntil(lambda: not page.busy, timeout=20_000)


def places(desk: Desk) -> list[Place]:
    """Where the window is asked to go from now on."""
    found: list[Place] = []
    desk.bus.place_wanted.connect(found.append)
    return found


def head(desk: Desk) -> int:
    with desk.record.store.read() as session:
        ((newest,),) = session.rows("SELECT max(seq) FROM revision")
        return int(newest)


def void_the_sheet(desk: Desk) -> Changes:
    """Void the one sheet there is; nobody is told of it."""
    with desk.record.store.read() as session:
        sheet = next(each for each in session.load_all(Shift.kind) if isinstance(each, Shift))
    return desk.logbook.save(sheet.model_copy(update={"void_reason": "typed twice"}))


def look_behind(qtbot: QtBot, page: ReturnsPage) -> BehindDialog:
    page.behind_action.trigger()
    box = page.findChild(BehindDialog)
    assert isinstance(box, BehindDialog)
    qtbot.waitUntil(lambda: not box.busy, timeout=20_000)
    return box


# The list and the figures


def test_the_period_in_view_is_listed_and_counted(page: ReturnsPage) -> None:
    rows = [page.periods.rows.row(n) for n in range(page.periods.rows.rowCount())]
    assert [row.period for row in rows if row][1] == SUMMER
    assert "2.00 claimable person-hours · £60.00" in page.heading.words()
    assert page.period.summary.table.rows.rowCount() > 20
    steps = [page.period.bridge.steps.rows.row(n) for n in range(10)]
    assert next(step.code for step in steps if step) == "total"
    assert page.period.checks.table.rows.rowCount() > 10


def test_a_name_too_long_for_its_column_takes_a_second_line(page: ReturnsPage) -> None:
    table = page.period.summary.table
    head, letter = table.horizontalHeader(), table.fontMetrics().averageCharWidth()
    head.setSectionResizeMode(0, head.ResizeMode.Interactive)
    head.resizeSection(0, letter * 28)
    names = [line.name for n in range(2) if (line := table.rows.row(n))]
    assert min(map(len, names)) > 28
    visits = next(n for n in range(9) if (row := table.rows.row(n)) and row.name == "Visits")
    assert table.rowHeight(0) == table.rowHeight(1) > table.rowHeight(visits)
    head.resizeSection(0, letter * 80)
    assert table.rowHeight(0) == table.rowHeight(visits)


def test_choosing_a_period_brings_it_into_view(qtbot: QtBot, page: ReturnsPage, desk: Desk) -> None:
    page.periods.selectRow(0)
    calm(qtbot, page)
    assert desk.view.now.period == Period(date(2025, 10, 1), date(2026, 1, 1))
    assert "nothing to report" in page.heading.words()
    assert "nil return" in page.heading.words()


def test_the_figures_follow_the_record(qtbot: QtBot, page: ReturnsPage, desk: Desk) -> None:
    desk.bus.tell(void_the_sheet(desk))
    calm(qtbot, page)
    assert "2.00 claimable" not in page.heading.words()


def test_counting_can_be_stopped(qtbot: QtBot, page: ReturnsPage, desk: Desk) -> None:
    held = threading.Event()
    desk.lists.start(lambda job: held.wait(10))
    page.read()
    page.stop_action.trigger()
    held.set()
    calm(qtbot, page)
    assert "Stopped. Press F5" in page.heading.words()
    page.read()
    calm(qtbot, page)
    assert "2.00 claimable" in page.heading.words()


def test_every_model_keeps_qts_rules(page: ReturnsPage, qtmodeltester: ModelTester) -> None:
    for table in (
        page.periods,
        page.period.summary.table,
        page.period.bridge.steps,
        page.period.bridge.payment,
        page.period.hotspots.table,
        page.period.checks.table,
        page.period.changes.table,
        page.period.changes.sources,
        page.period.what_if.table,
    ):
        qtmodeltester.check(table.model())  # type: ignore[no-untyped-call]


# Behind a figure


def test_enter_on_a_figure_shows_its_records_and_their_sum(
    qtbot: QtBot, page: ReturnsPage, desk: Desk
) -> None:
    box = look_behind(qtbot, page)
    assert box.sum.text() == "✓ Sum of these 3 visits: 2.00 h = the figure"
    assert box.register.model.rowCount() == 3
    wanted = places(desk)
    box.register.open_action.trigger()
    assert wanted == [Place("sheets", "shift", box.listing.rows(["0"])["0"].record_id, visit=1)]


def test_every_figure_of_the_summary_and_the_bridge_is_what_its_records_make(
    qtbot: QtBot, page: ReturnsPage
) -> None:
    table = page.period.summary.table
    for row in range(table.rows.rowCount()):
        table.setCurrentIndex(table.rows.index(row, 2))
        line = table.current()
        assert line is not None
        if line.cells["This period"].asked is None:
            continue
        box = look_behind(qtbot, page)
        assert "= the figure" in box.sum.text(), line.code
        box.reject()
        box.deleteLater()
        box.setParent(None)
    page.period.tabs.setCurrentWidget(page.period.bridge)
    steps = page.period.bridge.steps
    for column in (1, 2):
        steps.setCurrentIndex(steps.rows.index(0, column))
        box = look_behind(qtbot, page)
        assert "= the figure" in box.sum.text()
        box.reject()
        box.setParent(None)


def test_a_record_that_changes_meanwhile_is_said(
    qtbot: QtBot, page: ReturnsPage, desk: Desk
) -> None:
    void_the_sheet(desk)  # no screen is told
    box = look_behind(qtbot, page)
    assert "has changed since it was counted" in box.sum.text()


# The workbook's sheets of hotspots, powers and engagement


def test_hotspots_are_listed_and_charted_with_what_is_behind_each(
    qtbot: QtBot, page: ReturnsPage
) -> None:
    tab = page.period.hotspots
    page.period.tabs.setCurrentWidget(tab)
    page.period.focus_tab()
    assert tab.table.hasFocus()
    assert tab.table.rows.rowCount() == 4
    assert tab.charts[0].accessibleName() == "Person-hours and those claimable, by hotspot"
    assert "Norton Centre: 0.67 of 0.67" in tab.charts[0].accessibleDescription()
    assert not tab.charts[1].isVisible()  # nothing is planned
    box = look_behind(qtbot, page)  # of the code: the row's claimable hours
    assert box.sum.text() == "✓ 1 visit: 0.67 h = the figure"


def test_a_sheet_without_rows_says_so(page: ReturnsPage) -> None:
    tab = page.period.powers
    page.period.tabs.setCurrentWidget(tab)
    assert not tab.table.isVisible()
    assert tab.notes.text() == "No use of a power is recorded in the period."


def test_a_target_says_how_it_was_reached(page: ReturnsPage) -> None:
    table = page.period.summary.table
    line = table.current()
    assert line is not None
    line.cells["Target this period"] = Value("9.97", reached="40 hours for 2025-26.")
    columns = [column.key for column in table.rows.columns]
    table.setCurrentIndex(table.rows.index(0, columns.index("Target this period")))
    page.behind_action.trigger()
    box = page.findChild(ReachedDialog)
    assert isinstance(box, ReachedDialog)
    assert box.says.text() == "40 hours for 2025-26."
    box.reject()


# What if


def test_another_rule_is_counted_beside_the_agreed_one(
    qtbot: QtBot, page: ReturnsPage, desk: Desk
) -> None:
    before = head(desk)
    page.period.tabs.setCurrentWidget(page.period.what_if)
    tab = page.period.what_if
    tab.minimum.setText("600")
    tab.run_action.trigger()
    calm(qtbot, page)
    first = tab.table.rows.row(0)
    assert first is not None
    assert (first.name, first.now, first.then, first.difference) == (
        "Hours claimed",
        "2.00",
        "0.00",
        "−2.00",
    )
    assert head(desk) == before
    tab.agreed_action.trigger()
    assert tab.table.rows.rowCount() == 0


@pytest.mark.parametrize("typed", ["ten", "-1", "721", "1.5"])
def test_a_minimum_that_makes_no_sense_says_so(page: ReturnsPage, typed: str) -> None:
    tab = page.period.what_if
    tab.minimum.setText(typed)
    tab.run()
    assert not tab.busy
    assert "whole minutes" in tab.minimum.toolTip()


# The workbook


def build(qtbot: QtBot, page: ReturnsPage, out: Path) -> BuildDialog:
    page.build()
    box = page.findChild(BuildDialog)
    assert isinstance(box, BuildDialog)
    box.form.out.setText(str(out))
    box.build()
    qtbot.waitUntil(lambda: not box.busy, timeout=60_000)
    return box


def test_a_workbook_is_built_and_told_in_words(
    qtbot: QtBot, page: ReturnsPage, desk: Desk, out: Path
) -> None:
    box = build(qtbot, page, out)
    (file,) = out.iterdir()
    words = box.says.text()
    assert "✓ 2.00 claimable person-hours · £60.00" in words
    assert "Receipt code " in words
    assert str(file) in words
    assert desk.settings.now.returns.folder == out


def test_a_file_that_is_there_is_only_replaced_when_asked(
    qtbot: QtBot, page: ReturnsPage, out: Path, prompts: FakePrompts
) -> None:
    build(qtbot, page, out).reject()
    (file,) = out.iterdir()
    file.write_bytes(b"mine")
    page.findChild(BuildDialog).setParent(None)  # type: ignore[union-attr]
    box = build(qtbot, page, out)
    assert "already a file" in prompts.asked[-1]
    assert file.read_bytes() == b"mine"
    prompts.answer = "Replace it"
    box.build()
    qtbot.waitUntil(lambda: not box.busy and "✓" in box.says.text(), timeout=60_000)
    assert file.read_bytes() != b"mine"


def test_stopping_leaves_no_file(qtbot: QtBot, page: ReturnsPage, desk: Desk, out: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()
    make = desk.build_return

    def slowly(ask: Wanted, path: Path, report: Report, *, replace: bool) -> Built:
        def slow(step: str, done: int, total: int) -> None:
            begun.set()
            go_on.wait(10)
            report(step, done, total)

        return make(ask, path, slow, replace=replace)

    box = BuildDialog(replace_build(desk, slowly), "GA-9", SUMMER, page)
    box.form.out.setText(str(out))
    box.build()
    begun.wait(10)
    box.stop_action.trigger()
    go_on.set()
    qtbot.waitUntil(lambda: not box.busy)
    assert box.says.text() == "Stopped. No file was written."
    assert list(out.iterdir()) == []
    assert box.build_action.isEnabled()


def test_what_goes_wrong_is_told_and_the_box_goes_on(
    qtbot: QtBot, page: ReturnsPage, desk: Desk, out: Path, prompts: FakePrompts
) -> None:
    error = MachineError("The disk is full.")

    def broken(ask: Wanted, path: Path, report: Report, *, replace: bool) -> Built:
        raise error

    box = BuildDialog(replace_build(desk, broken), "GA-9", SUMMER, page)
    box.form.out.setText(str(out))
    box.build()
    qtbot.waitUntil(lambda: not box.busy)
    assert prompts.told == [error]
    assert box.build_action.isEnabled()


def replace_build(desk: Desk, build: object) -> Desk:
    return replace(desk, build_return=build)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("first", "31/2/2025", "This is not a date"),
        ("last", "1/1/2025", "before it starts"),
        ("out", "nowhere", "There is no folder “nowhere”"),
    ],
)
def test_a_wrong_field_says_why_and_nothing_is_started(
    page: ReturnsPage, out: Path, field: str, text: str, sentence: str
) -> None:
    page.build()
    box = page.findChild(BuildDialog)
    assert isinstance(box, BuildDialog)
    box.form.out.setText(str(out))
    getattr(box.form, field).setText(text)
    box.build()
    assert not box.busy
    assert sentence in box.says.text()
    assert sentence in getattr(box.form, field).toolTip()


# Sending


def ask_to_send(qtbot: QtBot, page: ReturnsPage, out: Path) -> SendDialog:
    (page.send_action if page.send_action.isEnabled() else page.amend_action).trigger()
    box = page.findChild(SendDialog)
    assert isinstance(box, SendDialog)
    box.form.out.setText(str(out))
    qtbot.waitUntil(lambda: not box.busy, timeout=20_000)
    return box


def send(qtbot: QtBot, page: ReturnsPage, out: Path) -> SendDialog:
    box = ask_to_send(qtbot, page, out)
    assert box.send_action.isEnabled(), box.says.text()
    box.send()
    qtbot.waitUntil(lambda: not box.busy, timeout=60_000)
    return box


def test_sending_freezes_what_was_said_and_lists_it(
    qtbot: QtBot, page: ReturnsPage, desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = ask_to_send(qtbot, page, out)
    assert "Version 1 will say: 2.00 claimable person-hours · £60.00" in box.says.text()
    assert "keeps every figure" in box.says.text()
    assert not box.obstacles.isVisibleTo(box)
    box.send()
    qtbot.waitUntil(lambda: not box.busy, timeout=60_000)
    assert "Version 1 is kept as sent" in box.says.text()
    assert len(list(out.glob("*.xlsx"))) == 1
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    desk.settings.choose(returns=ReturnChoices(folder=out.parent))
    box.folder_action.trigger()
    page.folder_action.trigger()
    assert [Path(each.toLocalFile()) for each in opened] == [out, out]
    box.reject()
    calm(qtbot, page)
    row = page.periods.of(SUMMER)
    assert row is not None
    assert row.state is PeriodState.SENT
    assert "£60.00 was sent" in page.heading.words()
    assert page.code_action.isEnabled()
    page.code_action.trigger()
    assert QGuiApplication.clipboard().text() == row.receipt_code
    assert page.amend_action.isVisible()
    assert not page.send_action.isVisible()


def test_what_changes_after_sending_is_shown_with_its_records(
    qtbot: QtBot, page: ReturnsPage, desk: Desk, out: Path
) -> None:
    send(qtbot, page, out).reject()
    calm(qtbot, page)
    changes = page.period.changes
    page.period.tabs.setCurrentWidget(changes)
    calm(qtbot, page)
    assert "Nothing has changed since it was sent" in changes._says.text()
    voided = void_the_sheet(desk)
    desk.bus.tell(voided)
    calm(qtbot, page)
    assert changes.table.rows.rowCount() > 0
    assert "differ from what was sent" in changes._says.text()
    wanted = places(desk)
    changes.sources.selectRow(0)
    changes.open_action.trigger()
    assert [place.record_id for place in wanted] == [voided.revisions[0].aggregate_id]
    row = page.periods.of(SUMMER)
    assert row is not None
    assert row.changed == 1


def test_an_amount_that_adjusts_another_return_says_so(
    qtbot: QtBot, page: ReturnsPage, desk: Desk, council: Council, out: Path
) -> None:
    send(qtbot, page, out).reject()
    desk.bus.tell(desk.logbook.save(council.sheet("S2", days=9)))  # 2 hours more at £30
    calm(qtbot, page)
    assert "figures here are what the records say now" in page.heading.words()
    desk.view.choose(Viewed("GA-9", Period(date(2025, 10, 1), date(2026, 1, 1))))
    calm(qtbot, page)
    words = "The amount includes an adjustment: 2025-26 Q2 r1 £60.00."
    assert words in page.heading.words()


def test_an_unsent_period_has_nothing_to_compare_with(page: ReturnsPage) -> None:
    page.period.tabs.setCurrentWidget(page.period.changes)
    assert "not been sent yet" in page.period.changes._says.text()


def test_a_period_that_is_not_over_cannot_be_sent(
    qtbot: QtBot, page: ReturnsPage, out: Path
) -> None:
    page.periods.selectRow(0)
    calm(qtbot, page)
    box = ask_to_send(qtbot, page, out)
    assert "cannot be sent yet" in box.says.text()
    assert not box.send_action.isEnabled()
    assert box.obstacles.rows.rowCount() == 1
    assert list(out.iterdir()) == []


def test_hours_far_under_the_target_ask_for_a_comment(
    qtbot: QtBot, page: ReturnsPage, desk: Desk, council: Council, out: Path
) -> None:
    target = Variation(
        number=1,
        effective_from=date(2025, 7, 1),
        status=VariationStatus.SIGNED,
        terms=(Term(item=TermItem.HOURS_TARGET, key="2025-26", value="4000"),),
    )
    with desk.record.store.write("Sam") as session:
        agreement = session.load(Agreement.kind, council.agreement.id)
        assert isinstance(agreement, Agreement)
        session.save(agreement.model_copy(update={"variations": (*agreement.variations, target)}))
    box = ask_to_send(qtbot, page, out)
    assert box.needs_comment
    assert not box.send_action.isEnabled()
    box.comment.setPlainText("Two wardens were ill in August; both are back.")
    assert box.send_action.isEnabled()
    box.send()
    qtbot.waitUntil(lambda: not box.busy, timeout=60_000)
    assert "kept as sent" in box.says.text()


def test_approval_is_offered_only_where_the_council_asks_for_it(
    qtbot: QtBot, page: ReturnsPage, desk: Desk, out: Path
) -> None:
    assert not page.approve_action.isVisible()
    facts = CouncilFacts(id=new_id(), name="Exampleton", returns_approved_by_second_person=True)
    with desk.record.store.write("Sam") as session:
        session.save(facts)
    page.read()
    calm(qtbot, page)
    assert page.approve_action.isVisible()
    box = ask_to_send(qtbot, page, out)
    assert "cannot be sent yet" in box.says.text()
    box.reject()
    page.approve_action.trigger()
    box = page.findChildren(SendDialog)[-1]
    qtbot.waitUntil(lambda: not box.busy, timeout=20_000)
    assert "You approve it as Sam" in box.says.text()
    box.send()
    qtbot.waitUntil(lambda: not box.busy, timeout=20_000)
    assert "✓ Approved" in box.says.text()


# Elsewhere


def test_enter_on_a_check_goes_to_its_records(page: ReturnsPage, desk: Desk) -> None:
    wanted = places(desk)
    checks = page.period.checks
    for n in range(checks.table.rows.rowCount()):
        checks.table.selectRow(n)
        checks.go_action.trigger()
    assert wanted
    assert {place.page for place in wanted} == {"checks"}
