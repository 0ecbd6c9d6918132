"""The box of quick find: what is typed is looked for a moment later, beside the window."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from wardenlog.errors import MachineError
from wardenlog.services.record import Record
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.prompts import error_words
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.seek_field import SeekField

if TYPE_CHECKING:
    from wardenlog.services.search import Hit
    from wardenlog.ui.search.popup import HitsPopup

_WAIT_MS: Final = 150
_WIDTH: Final = 44
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuickFind(SeekField):
    """Finds by a few letters and takes the user there through the bus.

    Up and Down mark a hit, Enter goes to it; Esc closes the list, and once more gives the
    keyboard back to where it was.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._popup: HitsPopup | None = None
        self._task: Task | None = None
        self._sought = ""
        self._go_at_once = False
        self._came_from: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.look)
        self.setPlaceholderText(self.tr("Find people, hotspots, sheets, notes"))
        self.setAccessibleName(self.tr("Quick find"))
        self.setAccessibleDescription(
            self.tr("Type a code, a name, a sheet number, a reference or words of a note.")
        )
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH)
        self.textEdited.connect(self._typed)

    def begin(self) -> None:
        """Take the keyboard, with whatever was typed before marked to be typed over."""
        here = QApplication.focusWidget()
        if here is not None and here is not self:
            self._came_from = here
            here.destroyed.connect(self._forget)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def look(self) -> None:
        """Look for what is typed; the hits come when they are found."""
        self._timer.stop()
        self._stop()
        self._sought = self.text().strip()
        if not self._sought:
            self._close()
            return
        self._task = self._desk.lists.start(partial(_found, self._desk.record, self._sought))
        self._task.succeeded.connect(self._show)
        self._task.failed.connect(self._failed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shown = self._popup is not None and self._popup.isVisible()
        if key == Qt.Key.Key_Escape:
            if not shown:
                self._give_back()
            self._close()
        elif key in _STEPS and self._popup is not None and shown:
            self._say(self._popup.move_mark(_STEPS[key]))
        elif key in _STEPS and self.text():
            self.look()
        elif key in _ENTER:
            self._enter()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self._close()

    def _typed(self) -> None:
        self._timer.start()

    def _enter(self) -> None:
        marked = None if self._popup is None else self._popup.marked
        if self.text().strip() != self._sought or self._task is not None:
            self.look()
            self._go_at_once = self._task is not None
        elif marked is not None:
            self._go(marked)
        else:
            self.look()

    def _show(self, hits: object) -> None:
        self._task = None
        if not isinstance(hits, tuple) or not self.hasFocus():
            return
        if not hits:
            self._tell(
                self.tr(
                    "Nothing has “{0}”. Try a code, a name, a number or a word of a note."
                ).format(self._sought)
            )
        elif self._go_at_once:
            self._go(hits[0])
        else:
            self._over_window().show_hits(hits, self)
            self._say(self.tr("%n found", "", len(hits)))
        self._go_at_once = False

    def _failed(self, error: object) -> None:
        self._task = None
        self._go_at_once = False
        self._close()
        if isinstance(error, MachineError):
            self._tell(error_words(error))
        elif isinstance(error, BaseException):
            self._desk.prompts.tell_error(error)

    def _tell(self, words: str) -> None:
        self._over_window().show_words(words, self)
        self._say(words)

    def _go(self, hit: "Hit") -> None:
        self._sought = ""
        self.clear()
        self._close()
        self._desk.bus.go(place_of(hit))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.succeeded.disconnect(self._show)
            self._task.failed.disconnect(self._failed)
            self._task.cancel()
            self._task = None

    def _close(self) -> None:
        self._timer.stop()
        self._stop()
        self._go_at_once = False
        if self._popup is not None:
            self._popup.hide()

    def _give_back(self) -> None:
        self.clear()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self, gone: QObject) -> None:
        self._came_from = None

    def _over_window(self) -> "HitsPopup":
        if self._popup is None:
            from wardenlog.ui.search.popup import HitsPopup

            self._popup = HitsPopup(self._desk.theme, self.window())
            self._popup.chosen.connect(self._go)
        return self._popup

    def _say(self, words: str) -> None:
        """Let a screen reader say what the keyboard, which stays in the box, does not show."""
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def place_of(hit: "Hit") -> Place:
    """Return where in the window a hit is."""
    if hit.kind == "person":
        return Place("people", "person", hit.record_id)
    if hit.kind == "hotspot":
        return Place("hotspots", "hotspot", hit.record_id)
    if hit.kind == "power":
        return Place("powers", "power", hit.record_id)
    if hit.kind == "visit":
        return Place("sheets", "shift", hit.record_id, "note", hit.visit)
    return Place("sheets", "shift", hit.record_id)


def _found(record: Record, text: str, job: Job) -> "tuple[Hit, ...]":
    from wardenlog.services.search import find

    job.report("", 0, 1)  # stops here where something else was typed meanwhile
    return find(record, text)
