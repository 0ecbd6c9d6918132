"""Whether the program closed properly last time, and what Python said where it was killed."""

import faulthandler
from pathlib import Path
from typing import Final, TextIO

from PySide6.QtCore import QLockFile

from wardenlog import logs

_MARKER: Final = "running.lock"
_TRACE: Final = "fatal.txt"


class LastTime:
    """A marker file that is there while the program runs, and the file of faulthandler.

    The marker is held by a lock that goes with its process: one that can be taken over was left
    behind by a program that did not close properly; one that cannot is a second window's.
    """

    def __init__(self, folder: Path) -> None:
        """Both files are kept in a folder, which must be there."""
        self._marker = folder / _MARKER
        self._trace = folder / _TRACE
        self._lock = QLockFile(str(self._marker))
        self._lock.setStaleLockTime(0)  # only a dead process gives it up, however old
        self._file: TextIO | None = None

    def begin(self) -> str | None:
        """Mark that the program runs, and return the trace of last time where it was cut off.

        Empty where there is none, None where it closed properly or is still running.
        """
        left_behind = self._marker.exists()
        if not self._lock.tryLock(0):
            return None
        trace = self._last_trace()
        try:
            self._file = self._trace.open("w", encoding="utf-8")
        except OSError:
            return trace if left_behind else None
        faulthandler.enable(self._file, all_threads=True)
        return trace if left_behind else None

    def end(self) -> None:
        """Take the marker away, because the program closes properly."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            self._trace.unlink(missing_ok=True)
        self._lock.unlock()

    def _last_trace(self) -> str:
        try:
            return logs.without_folders(self._trace.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            return ""
