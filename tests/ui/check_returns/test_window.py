"""The window says of each file whether it holds, by mouse and by keyboard, without a record."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.returns.verify.tampering import Spot, typed
from tests.services.returns.small_grant import BY_HOURS, Q1, Q3, START, SmallGrant, variation
from tests.ui.conftest import FakePrompts
from wardenlog.services.returns.sending import Sent
from wardenlog.ui.check_returns.window import CheckReturnsWindow, paths_in
from wardenlog.ui.theme.look import Theme

_MOST_MS = 60_000


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Sent]]:
    """The first quarter, twice, and the third one."""
    grant = SmallGrant(tmp_path_factory.mktemp("grant"), variation(0, START, **BY_HOURS))
    with grant.on(date(2025, 5, 13)):
        grant.save(grant.sheet("0001", date(2025, 4, 10), ("H1", 120), ("H2", 60)))
    with grant.on(date(2025, 7, 4)):
        first = grant.send(Q1)
        grant.save(grant.sheet("0002", date(2025, 4, 11), ("H1", 30)))
    with grant.on(date(2026, 1, 6)):
        yield [first, grant.send(Q1), grant.send(Q3)]
    grant.store.close()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, prompts: FakePrompts) -> Iterator[CheckReturnsWindow]:
    made = CheckReturnsWindow(theme, prompts=prompts)
    qtbot.addWidget(made)
    made.begin()
    yield made
    made.reading.close()


def settled(qtbot: QtBot, window: CheckReturnsWindow) -> None:
    qtbot.waitUntil(lambda: not window.busy, timeout=_MOST_MS)


def shown(window: CheckReturnsWindow, heading: str) -> list[str]:
    headings = [column.heading for column in window.model.columns]
    column = headings.index(heading)
    return [window.model.index(row, column).data() for row in range(window.model.rowCount())]


def found(window: CheckReturnsWindow) -> list[str]:
    return [window.found.index(row, 3).data() for row in range(window.found.rowCount())]


def test_it_begins_with_what_to_do(window: CheckReturnsWindow) -> None:
    assert window._empty.isVisible()
    assert not window.table.isVisible()
    assert not window._again.isEnabled()


def test_dropped_files_are_checked_and_compared(
    qtbot: QtBot, window: CheckReturnsWindow, sent: list[Sent], tmp_path: Path
) -> None:
    edited = tmp_path / "edited.xlsx"
    typed(sent[2].path, edited, Spot("Payment", ("Hours in hotspots",), "Rate"), 99)
    drop(window, [sent[0].path, sent[1].path, edited])
    settled(qtbot, window)
    assert shown(window, "Result") == [
        "▲ Holds; see the others",
        "▲ Holds; see the others",
        shown(window, "Result")[2],
    ]
    assert shown(window, "Result")[2].startswith("✕ ")
    assert shown(window, "Kind and version")[:2] == ["Interim, version 1", "Amended, version 2"]
    assert shown(window, "Amount")[:2] == ["£189.00", "£220.50"]
    assert shown(window, "Period") == ["2025-26 Q1", "2025-26 Q1", "2025-26 Q3"]
    assert "1 July 2025 to 30 September 2025" in window.gaps.text()
    assert [s for s in found(window) if s.startswith("Superseded by version 2: ")]
    window.table.choose(str(edited))
    assert [s for s in found(window) if s == "The file says 99, the council's copy says 31.5."]
    assert "Payment F6" in [window.found.index(n, 1).data() for n in range(5)]


def test_a_receipt_code_selects_its_file(
    qtbot: QtBot, window: CheckReturnsWindow, sent: list[Sent]
) -> None:
    window.add([each.path for each in sent])
    settled(qtbot, window)
    code = sent[2].receipt_code
    QTest.keyClicks(window.finder, code.replace("-", " ").lower().replace("0", "o"))
    assert window.table.current_key() == str(sent[2].path)
    assert code in window.said.text()
    window.finder.setText(sent[1].receipt_code)
    assert window.table.current_key() == str(sent[1].path)
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    window.finder.setText(wrong)
    assert "is no receipt code" in window.said.text()
    window.finder.setText("7K2M-9QXT-4B1C")
    window.finder.setText("exampleton q3")
    assert window.table.current_key() == str(sent[2].path)
    window.finder.setText("nowhere")
    assert "No file here has “nowhere”" in window.said.text()


def test_paths_are_pasted(
    qtbot: QtBot, window: CheckReturnsWindow, sent: list[Sent], tmp_path: Path
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(f'"{sent[0].path}"\n{sent[2].path}\n{tmp_path / "gone.xlsx"}')
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    assert len(shown(window, "File")) == 2
    window.paste()
    assert "Already on the list" in window.said.text()
    clipboard.setText("Dear all")
    window.paste()
    assert "Nothing that was copied is a file" in window.said.text()


def test_files_are_chosen_removed_copied_and_kept(
    qtbot: QtBot,
    window: CheckReturnsWindow,
    sent: list[Sent],
    prompts: FakePrompts,
    tmp_path: Path,
) -> None:
    for each in (sent[0], sent[2]):
        prompts.file = each.path
        window.choose()
    settled(qtbot, window)
    window.table.setFocus()
    window.table.selectAll()
    window.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert lines[1].split("\t")[0] == sent[0].path.name
    prompts.file = tmp_path / "list.csv"
    window.save()
    assert sent[2].receipt_code in prompts.file.read_text("utf-8-sig")
    window.table.choose(str(sent[0].path))
    QTest.keyClick(window.table, Qt.Key.Key_Delete)
    assert shown(window, "File") == [sent[2].path.name]
    assert window.table.current_key() == str(sent[2].path)


def test_checking_is_stopped_and_begun_again(
    qtbot: QtBot, window: CheckReturnsWindow, sent: list[Sent]
) -> None:
    window.add([each.path for each in sent])
    QTest.keyClick(window.table, Qt.Key.Key_Escape)
    settled(qtbot, window)
    assert "○ Not checked" in shown(window, "Result")
    window.again()
    settled(qtbot, window)
    assert "○ Not checked" not in shown(window, "Result")
    assert not window._stop.isEnabled()


def test_the_list_is_put_in_order(
    qtbot: QtBot, window: CheckReturnsWindow, sent: list[Sent]
) -> None:
    window.add([sent[2].path, sent[1].path, sent[0].path])
    settled(qtbot, window)
    window.model.sort(4)
    assert shown(window, "Period") == ["2025-26 Q1", "2025-26 Q1", "2025-26 Q3"]
    amount = [column.key for column in window.model.columns].index("amount")
    window.model.sort(amount, Qt.SortOrder.DescendingOrder)
    assert shown(window, "Amount") == ["£220.50", "£189.00", "£0.00"]


def test_a_folder_without_workbooks_is_said(window: CheckReturnsWindow, tmp_path: Path) -> None:
    window.add([tmp_path])
    assert "There is no workbook" in window.said.text()


def test_the_models_keep_qts_contract(
    qtbot: QtBot, window: CheckReturnsWindow, sent: list[Sent], qtmodeltester: ModelTester
) -> None:
    window.add([sent[0].path])
    settled(qtbot, window)
    for model in (window.model, window.found):
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_closing_stops_the_reading(
    qtbot: QtBot, window: CheckReturnsWindow, sent: list[Sent]
) -> None:
    window.add([each.path for each in sent])
    with qtbot.waitSignal(window.closed, timeout=_MOST_MS):
        window.close()


def drop(window: CheckReturnsWindow, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    assert paths_in(data) == paths
    event = QDropEvent(
        QPointF(QPoint(5, 5)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
