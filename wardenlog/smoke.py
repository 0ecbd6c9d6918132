"""Tries the whole program once, without anybody at it: `wardenlog --smoke`.

The window starts on a demo council in a folder of its own, a sheet is typed and finished, a
return is built and verified, and the window closes. A frozen program shows by it that nothing it
needs was left out.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from wardenlog.app import Program
from wardenlog.returns.verify import verify_file
from wardenlog.services.demo.fill import fill
from wardenlog.services.record import open_record
from wardenlog.ui.bus import Bus, Place
from wardenlog.ui.returns.building import BuildDialog
from wardenlog.ui.returns.page import ReturnsPage
from wardenlog.ui.sheets.page import SheetsPage

_LOOK_EVERY_MS: Final = 20
_LONGEST_SECONDS: Final = 120

FoundT = TypeVar("FoundT", bound=QObject)


class Trial(QObject):
    """Goes through the steps one by one; each says what must come about before the next."""

    def __init__(self, program: Program, out: Path) -> None:
        super().__init__()
        self.failed: str | None = "the window was closed too early"
        self._program = program
        self._out = out
        self._steps = self._go()
        self._ready: Callable[[], bool] = _at_once
        self._until = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_EVERY_MS)

    def _look(self) -> None:
        """Take the next step once the last has come about; stop at whatever goes wrong."""
        try:
            if self._ready():
                self._ready = next(self._steps)
                self._until = time.monotonic() + _LONGEST_SECONDS
            elif time.monotonic() > self._until:
                self._end("a step took too long")
        except StopIteration:
            self._end(None)
        except Exception as e:  # noqa: BLE001 - whatever it is, the trial has failed
            self._end(f"{type(e).__name__}: {e}")

    def _end(self, failed: str | None) -> None:
        self.failed = failed
        self._timer.stop()
        QApplication.quit()

    def _go(self) -> Iterator[Callable[[], bool]]:
        window = self._program.window
        bus = _found(self._program, Bus)
        say("The window has started")
        bus.go(Place("sheets"))
        yield window.isVisible
        editor = _found(window, SheetsPage).editor
        editor.start_new()
        for field, text in _HEADER.items():
            editor.presenter.change(field, text)
        for field, text in _VISIT.items():
            editor.presenter.change_cell(0, field, text)
        sheet = editor.presenter.draft.id
        editor.finish()
        _must(editor.presenter.draft.id != sheet, "the sheet was not saved")
        say("A sheet is saved")
        bus.go(Place("returns"))
        returns = _found(window, ReturnsPage)
        returns.build()
        box = _found(returns, BuildDialog)
        box.form.out.setText(str(self._out))
        box.build()
        yield self._has_a_workbook
        box.reject()
        (workbook,) = self._out.glob("*.xlsx")
        _must(not verify_file(workbook).problems, "the return does not hold")
        say("A return is built, and holds")

    def _has_a_workbook(self) -> bool:
        return bool(list(self._out.glob("*.xlsx")))


_HEADER: Final = {"day": "31/3/2026", "start": "1400", "end": "2200", "crew": "W01 W02"}
_VISIT: Final = {"hotspot": "H01", "came": "1500", "left": "+25", "engagements": "3"}


def run() -> int:
    """Try the program; return 0 where all of it worked."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("a Qt application without windows is already running")
    with tempfile.TemporaryDirectory(prefix="wardenlog-smoke-") as place:
        folder = Path(place) / "record"
        with open_record(folder) as store:
            fill(store)
        say("A record is made")
        out = Path(place) / "returns"
        out.mkdir()
        program = Program(application, folder, "smoke", settings_folder=folder)
        program.start()
        program.window.show()
        trial = Trial(program, out)
        application.exec()
        program.close()
    say("All of it works" if trial.failed is None else f"It does not work: {trial.failed}")
    return 0 if trial.failed is None else 1


def say(words: str) -> None:
    """Tell how far the trial has come."""
    print(words, flush=True)  # noqa: T201 - its only output


def _found(owner: QObject, kind: type[FoundT]) -> FoundT:
    found = owner.findChild(kind)
    if found is None:
        raise RuntimeError(f"there is no {kind.__name__}")
    return found


def _must(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - a condition
    if not holds:
        raise RuntimeError(otherwise)


def _at_once() -> bool:
    return True
