"""Starts a window and says when it takes keys: the program's on a record, or an empty one.

`python -m tests.bench.start_child [FOLDER]`; without a folder it is a bare window with a table.
"""

import gc
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


class FirstPaint(QObject):
    """Quits the program in the first idle moment after the window was painted."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._painted = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._tell)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        print("usable", flush=True)
        QApplication.quit()


def bare(application: QApplication) -> None:
    window = QMainWindow()
    table = QTableView()
    table.setModel(QStandardItemModel(30, 8, table))
    window.setCentralWidget(table)
    window.resize(1366, 768)
    FirstPaint(window)
    window.show()
    application.exec()


def whole(application: QApplication, folder: Path) -> None:
    gc.disable()  # as the program does
    from wardenlog.app import Program

    with tempfile.TemporaryDirectory() as settings:
        program = Program(application, folder, "bench", settings_folder=Path(settings))
        program.start()
        FirstPaint(program.window)
        program.window.show()
        application.exec()
        program.close()


if __name__ == "__main__":
    running = QApplication(sys.argv[:1])
    if sys.argv[1:]:
        whole(running, Path(sys.argv[1]))
    else:
        bare(running)
