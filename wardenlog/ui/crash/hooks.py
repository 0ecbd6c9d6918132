"""The five places where an error nobody caught comes out: four hooks, and `last_time` the fifth."""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from wardenlog import logs

_log = logging.getLogger(__name__)

HARMLESS: Final = {
    "This plugin does not support propagateSizeHints": "said of every window without a screen",
    "QWindowsWindow::setGeometry": "a small screen made Windows choose another size, which is fine",
}
"""How messages of Qt begin that mean nothing, and why."""

_LEVELS: Final = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Hooks:
    """Sends every uncaught error to `report` and Qt's messages to the log, until removed."""

    def __init__(self, report: Callable[[BaseException], object]) -> None:
        self._report = report

    def install(self) -> None:
        """Take the places of Python's and Qt's own."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(_qt_said)

    def remove(self) -> None:
        """Give the places back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if at_terminal() or not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
        if issubclass(kind, Exception):  # else somebody wanted the program to end
            self._report(error.with_traceback(trace))

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._report(args.exc_value.with_traceback(args.exc_traceback))

    def _unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            self._report(args.exc_value.with_traceback(args.exc_traceback))


def at_terminal() -> bool:
    """Whether somebody reads what is printed; else it may end in a system's log, with names."""
    return sys.stderr is not None and sys.stderr.isatty()


def _qt_said(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = _LEVELS.get(kind)
    if level is None or message.startswith(tuple(HARMLESS)):
        return
    _log.log(level, "Qt, %s: %s", context.category, logs.without_quotes(message))
    if at_terminal():
        sys.stderr.write(f"{message}\n")
