"""Types a sheet into the window without end, and says when it typed each word, until killed."""

import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wardenlog.app import Program
from wardenlog.ui.sheets.page import SheetsPage

ENTER = Qt.Key.Key_Return


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def type_in(window: QWidget, text: str) -> None:
    """Type a field and go on, at a pace at which a list under the field comes and goes."""
    QTest.keyClicks(window.focusWidget(), text)
    QTest.qWait(20)
    QTest.keyClick(window.focusWidget(), ENTER)
    window.activateWindow()
    QTest.qWait(20)


def main(folder: Path) -> None:
    application = QApplication(sys.argv[:1])
    program = Program(application, folder, "Sam", settings_folder=folder / "choices")
    program.start()
    program.window.show()
    assert program.window.frame is not None
    program.window.frame.go_to("sheets")
    page = program.window.findChild(SheetsPage)
    assert page is not None
    page.list.new_wanted.emit()
    for text in ("4/3/2025", "", "2200", "0600", "30", "Centre", "ak jr", ""):
        type_in(program.window, text)
    for text in ("nc", "2315", "+25", "3+2", "", "", ""):
        type_in(program.window, text)
    QTest.keyClicks(page.focusWidget(), "rain ")
    say("ready")
    word = 0
    while True:
        QTest.keyClicks(page.focusWidget(), f"w{word} ")
        say(f"{word} {time.time()}")
        word += 1
        end = time.monotonic() + 0.05
        while time.monotonic() < end:
            application.processEvents()
            time.sleep(0.005)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
