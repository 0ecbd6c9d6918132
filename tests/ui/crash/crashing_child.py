"""Runs the real program on a folder, lets one thing go wrong in it, and says what came of it.

python -m tests.ui.crash.crashing_child FOLDER SCENARIO
"""

import faulthandler
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, QTimer, Signal, qFatal, qWarning
from PySide6.QtWidgets import QApplication, QListView

from wardenlog import app
from wardenlog.errors import UserError
from wardenlog.model import Hotspot, Shift
from wardenlog.services.record import open_record
from wardenlog.ui.crash import Crashes
from wardenlog.ui.crash.box import CrashBox
from wardenlog.ui.frame import MainWindow
from wardenlog.ui.widgets.words import Words

CANARY = "Quillwort"


class Broken(QAbstractListModel):
    def rowCount(self, *_: Any) -> int:
        return 3

    def data(self, *_: Any) -> Any:
        raise ValueError(f"{CANARY} in data")


class Dropped:
    def __del__(self) -> None:
        raise ValueError(f"{CANARY} in del")


class Scenario(QObject):
    """Makes one thing go wrong while the program runs; then looks, and closes the window."""

    poked = Signal()

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__()
        self._folder, self._name = folder, name
        self._view = QListView()
        self.poked.connect(self.slot)
        QTimer.singleShot(100, self.go)

    @property
    def window(self) -> MainWindow:
        return next(it for it in QApplication.topLevelWidgets() if isinstance(it, MainWindow))

    @property
    def crashes(self) -> Crashes:
        found = self.window.findChild(Crashes)
        assert found is not None
        return found

    def go(self) -> None:
        QTimer.singleShot(600, self.look)
        getattr(self, self._name)()

    def slot(self) -> None:
        raise ValueError(f"{CANARY} in a slot")

    def nothing(self) -> None:
        pass

    def in_slot(self) -> None:
        for _ in range(3):
            self.poked.emit()

    def in_thread(self) -> None:
        threading.Thread(target=self.slot).start()

    def in_del(self) -> None:
        Dropped()

    def in_data(self) -> None:
        self._view.setModel(Broken(self._view))
        self._view.setParent(self.window.centralWidget())
        self._view.show()

    def in_job(self) -> None:
        assert self.window.frame is not None
        task = self.window.frame.desk.work.start(_job)
        task.failed.connect(self.window.frame.desk.prompts.tell_error)

    def in_model(self) -> None:
        Hotspot(id="x", code=CANARY * 50, name=CANARY)

    def in_store(self) -> None:
        with open_record(self._folder) as store, store.write(CANARY) as session:
            session.connection.execute(f"SELECT {CANARY}")

    def user_error(self) -> None:
        try:
            Shift.model_validate({"sheet": CANARY})
        except ValueError as e:
            raise UserError(f"Sheet {CANARY} is not right.") from e

    def qt_warning(self) -> None:
        qWarning(f'cannot read "{CANARY}" at /home/{CANARY}/record and C:\\Users\\{CANARY}\\x')

    def qt_fatal(self) -> None:
        qFatal(f'out of "{CANARY}"')

    def segfault(self) -> None:
        faulthandler._sigsegv()  # type: ignore[attr-defined]

    def hang(self) -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        time.sleep(60)

    def look(self) -> None:
        boxes = [it for it in self.window.findChildren(CrashBox) if it.isVisible()]
        words = [label.text() for box in boxes for label in box.findChildren(Words)]
        self.crashes._save(self._folder / "report.zip")
        for box in boxes:
            box.go_on.click()
        told = [it for it in QApplication.topLevelWidgets() if it.isModal() and it.isVisible()]
        for each in told:
            each.close()
        alive = self.window.isEnabled()
        sys.stdout.write(
            json.dumps({"boxes": len(boxes), "words": words, "alive": alive, "told": len(told)})
        )
        sys.stdout.flush()
        self._view.hide()
        self.window.close()


def _job(job: object) -> None:
    raise ValueError(f"{CANARY} in a job")


def main(folder: Path, name: str) -> int:
    with open_record(folder) as store, store.write(CANARY) as session:
        if session.head() is None:
            place = Hotspot(id=f"{0:08}-0000-7000-8000-{0:012}", code=CANARY, name=CANARY)
            session.save(place)
    application = QApplication(sys.argv[:1])
    scenario = Scenario(folder, name)
    code = app.run(folder, CANARY)
    del scenario, application
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
