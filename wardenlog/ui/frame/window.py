"""The window: what it shows, what it remembers, and what it asks before it closes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QFontMetrics
from PySide6.QtWidgets import QMainWindow, QWidget

from wardenlog.services.choices import council_name
from wardenlog.services.logbook import Changes
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame.frame import Frame
from wardenlog.ui.frame.pages import PAGES, PageSpec
from wardenlog.ui.frame.status import StatusBar

_WIDE: Final = 170
_HIGH: Final = 42
"""Characters across and lines down that the window has at first, where the screen has them."""


def first_size(metrics: QFontMetrics, room: QSize) -> QSize:
    """Return the size of a window that was never open before: never more than the room there is."""
    wanted = QSize(metrics.averageCharWidth() * _WIDE, metrics.height() * _HIGH)
    return wanted.boundedTo(room)


class MainWindow(QMainWindow):
    """The window. It shows one widget, or the pages of an open record in their frame."""

    def __init__(self, geometry: QSettings) -> None:
        super().__init__()
        self._geometry = geometry
        self._frame: Frame | None = None
        self._to_close = ""
        self._status = StatusBar()
        self.setStatusBar(self._status)
        self.setWindowTitle("wardenlog")
        kept = geometry.value("window")
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(first_size(self.fontMetrics(), self.screen().availableSize()))

    @property
    def frame(self) -> Frame | None:
        """The frame of the open record, if one is open."""
        return self._frame

    def say(self, words: str) -> None:
        """Say something in the status bar."""
        self._status.say(words)

    def show_start(self, page: QWidget) -> None:
        """Show a page that needs no record."""
        self.setCentralWidget(page)

    def put_record_away(self, page: QWidget) -> None:
        """Show a page in the place of the record, which is about to be closed."""
        self._frame = None
        self._status.put_away()
        self.setCentralWidget(page)

    def show_record(self, desk: Desk, pages: Sequence[PageSpec] = PAGES) -> Frame:
        """Show an open record at the page that was last in view; return its frame."""
        self._frame = frame = Frame(desk, pages)
        self.setCentralWidget(frame)
        self._show_council(desk.council)
        desk.bus.changed.connect(self._hear)
        desk.backups.told.connect(self._status.say)
        keys = [spec.key for spec in pages]
        self._status.show_record(desk, checks="checks" in keys)
        frame.told.connect(self._status.say)
        frame.turned.connect(self._turn)
        last = desk.settings.now.page
        frame.go_to(last if last in keys else keys[0])
        return frame

    def closeEvent(self, event: QCloseEvent) -> None:
        unsaved = None if self._frame is None else self._frame.unsaved()
        if self._frame is None or unsaved is None:
            self._remember()
            event.accept()
            return
        event.ignore()
        self._to_close, work = unsaved
        self._frame.desk.prompts.choose(
            self.tr("Close wardenlog?"),
            self.tr("{0} has changes that are not saved.").format(work),
            {
                self.tr("Save and close"): self._save_and_close,
                self.tr("Close without saving"): self._close_anyway,
            },
        )

    def _show_council(self, name: str | None) -> None:
        self.setWindowTitle(f"{name} – wardenlog" if name else "wardenlog")

    def _hear(self, changes: object) -> None:
        if self._frame is None or not isinstance(changes, Changes):
            return
        if "council" in changes.kinds:
            self._show_council(council_name(self._frame.desk.record.store))

    def _turn(self) -> None:
        unsaved = None if self._frame is None else self._frame.unsaved()
        self._status.turn(None if unsaved is None else unsaved[1])

    def _remember(self) -> None:
        self._geometry.setValue("window", self.saveGeometry())
        if self._frame is not None:
            self._frame.desk.settings.choose(page=self._frame.key)

    def _save_and_close(self) -> None:
        if self._frame is not None and self._frame.save(self._to_close):
            QTimer.singleShot(0, self.close)

    def _close_anyway(self) -> None:
        if self._frame is not None:
            self._frame.give_up(self._to_close)
        QTimer.singleShot(0, self.close)
