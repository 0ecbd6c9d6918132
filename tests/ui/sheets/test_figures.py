"""The figures under the visits, beside the totals that the paper gives."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.council import Council, make_council
from wardenlog.counting.sheets import SheetCount
from wardenlog.model import StatedTotal
from wardenlog.services.preview import Preview, SheetClaim
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.figures import SheetFigures, figure_words
from wardenlog.ui.sheets.page import SheetsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SEEN = Preview(SheetCount(2, 42, 84), 11)


def test_a_total_of_the_paper_is_said_beside_the_count() -> None:
    sheet = make_council().sheet("1")
    totals = (StatedTotal(measure="engagement", number=11),)
    agreeing = sheet.model_copy(update={"stated_totals": totals})
    words = "2 visits · 42 patrol-min · 1 h 24 count · engagements 11"
    assert figure_words(sheet, SEEN) == (words, True)
    assert figure_words(agreeing, SEEN) == (f"{words} (sheet says 11 ✓)", True)
    totals = (StatedTotal(measure="engagement", number=12),)
    differing = sheet.model_copy(update={"stated_totals": totals, "finished": False})
    assert figure_words(differing, SEEN) == (
        f"When finished: {words} (sheet says 12)",
        False,
    )


def test_what_is_claimable_is_said_in_the_unit_of_the_terms_with_the_other_beside_it() -> None:
    sheet = make_council().sheet("1")
    for unit, words in (
        ("person", "1 h 24 person-hours claimable (0 h 42 patrol-hours)"),
        ("patrol", "0 h 42 patrol-hours claimable (1 h 24 person-hours)"),
        ("none", "no hours claimable"),
    ):
        claim = SheetClaim("person", 0, 0) if unit == "none" else SheetClaim(unit, 84, 42)
        seen = Preview(SEEN.count, SEEN.engagements, claim)
        said, _ = figure_words(sheet, seen)
        assert said == f"2 visits · 42 patrol-min · 1 h 24 count · {words} · engagements 11"


def test_nothing_is_counted_any_more_once_the_sheet_is_out_of_sight(
    qtbot: QtBot, desk: Desk, council: Council
) -> None:
    page = SheetsPage(desk)
    qtbot.addWidget(page)
    page.show()
    desk.logbook.save(sheet := council.sheet("1"))
    page.list.open_wanted.emit(sheet.id)
    figures = page.editor.findChild(SheetFigures)
    assert figures is not None
    qtbot.waitUntil(lambda: "claimable" in figures.text())
    assert "2 h 00 person-hours claimable (1 h 00 patrol-hours)" in figures.text()
    page.editor.presenter.change_cell(0, "left", "18:30")
    page.editor.refresh()
    assert figures._soon.isActive()
    page.hide()
    assert not figures._soon.isActive()
    page.show()
    qtbot.waitUntil(lambda: "2 h 10 person-hours claimable" in figures.text())


def test_a_long_line_of_figures_does_not_widen_the_sheet(
    qtbot: QtBot, desk: Desk, council: Council
) -> None:
    page = SheetsPage(desk)
    qtbot.addWidget(page)
    figures = page.editor.findChild(SheetFigures)
    assert figures is not None
    before = page.editor.minimumSizeHint().width()
    figures.say("5 visits · 155 patrol-min · 4 h 45 count · " * 9)
    assert page.editor.minimumSizeHint().width() == before
