"""The Returns page saves a return in other forms; the summary stands on one page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePrompts
from wardenlog.services.returns.exporting import Bar, OnePage
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.page import ReturnsPage
from wardenlog.ui.returns.summary_pdf import draw

_MOST_MS = 30_000


def page_of(lines: int) -> OnePage:
    return OnePage(
        title="Grant-variation return: Quarter 1 2025-26",
        subtitle="Exampleton Council, agreement GA-7, 1 April 2025 to 30 June 2025",
        amount="£189.00",
        hours="6.00 person-hours",
        standing="A draft: it was not sent yet, so it has no receipt code.",
        receipt_code=None,
        lines=tuple((f"Fact {n}", "A value", "A note on it. " * 8) for n in range(lines)),
        bars=(Bar("All", 6.0, whole=True), Bar("Less", 1.0, whole=False)),
        produced="4 July 2025 09:00, revision 8",
    )


@pytest.mark.parametrize("lines", [0, 30])
def test_the_summary_stands_on_one_a4_page(qtbot: QtBot, lines: int) -> None:
    pdf = draw(page_of(lines))
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") == 1
    buffer = QBuffer(QByteArray(pdf))
    assert buffer.size() > 2_000


def test_the_page_saves_figures_and_summary(
    qtbot: QtBot, desk: Desk, prompts: FakePrompts, tmp_path: Path
) -> None:
    page = ReturnsPage(desk)
    qtbot.addWidget(page)
    for action, name, start in (
        (page.csv_action, "r.csv", b"\xef\xbb\xbfCouncil,"),
        (page.pdf_action, "r.pdf", b"%PDF"),
    ):
        prompts.file = tmp_path / name
        with qtbot.waitSignal(page.told, timeout=_MOST_MS) as told:
            action.trigger()
        assert str(prompts.file) in told.args[0]
        assert prompts.file.read_bytes().startswith(start)
    assert prompts.told == []


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, desk: Desk, prompts: FakePrompts, tmp_path: Path
) -> None:
    page = ReturnsPage(desk)
    qtbot.addWidget(page)
    prompts.file = tmp_path / "nowhere" / "r.csv"
    page.save_csv()
    qtbot.waitUntil(lambda: bool(prompts.told), timeout=_MOST_MS)
    assert not page.saving.busy
    assert page.csv_action.isEnabled()
