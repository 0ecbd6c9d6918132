"""A field that lists what fits while it is typed in; Enter and Tab take the marked one."""

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from wardenlog.ui.widgets.field import Field
from wardenlog.ui.widgets.offer_list import give_list

ACCEPTING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MOST_SHOWN: Final = 10
_MOST_CHARACTERS: Final = 70


LAST_WORD: Final = re.compile(r"[^\s,/&+]*$")
LAST_ITEM: Final = re.compile(r"[^;,\s\d][^;,]*$|$")
"""The part of a text that is being typed, where it is a list parted by blanks, or by semicolons.

How many of an item there are may stand before it: `2 CPN`.
"""


class _PartCompleter(QCompleter):
    """Lists what fits the last part of a field, and writes a value in place of that part."""

    def __init__(self, last: re.Pattern[str], *, code_only: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._last = last
        self._code_only = code_only
        self._before = ""

    def take_note(self, text: str) -> None:
        """Take note of what is typed."""
        self._before = self._last.sub("", text)

    def splitPath(self, path: str) -> list[str]:
        found = self._last.search(path)
        return [found[0] if found else path]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        value = str(index.data())
        return self._before + (value.split(" ", 1)[0] if self._code_only else value)


class TypeAhead(Field):
    """`accepted` comes when Enter or Tab was pressed in its list: Qt passes the key to nobody.

    `details_wanted` comes likewise for F4.
    """

    accepted = Signal(object)  # the key
    details_wanted = Signal()

    with_shift = False
    """Whether Shift was held with the last key."""

    def __init__(self, values: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = list(values)
        self._after_part: str | None = None
        self._complete_with(QCompleter(self))

    def complete_parts(self, last: re.Pattern[str], after: str, *, code_only: bool = True) -> None:
        """List what fits the last part of the text, for a field that takes several values.

        `after` stands between two of them; only the code of a value is written, or all of it.
        """
        self._after_part = after
        completer = _PartCompleter(last, code_only=code_only, parent=self)
        self.textEdited.connect(completer.take_note)
        self._complete_with(completer)

    def _complete_with(self, completer: QCompleter) -> None:
        completer.setModel(QStringListModel(self._values, completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        give_list(completer)
        self.setCompleter(completer)
        self.make_room(completer, self._values)

    def make_room(self, completer: QCompleter, texts: Sequence[str]) -> None:
        """Let a list be as wide as its widest text, up to a bound."""
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        most = metrics.averageCharWidth() * _MOST_CHARACTERS
        popup = completer.popup()
        if popup is not None:
            popup.setMinimumWidth(min(widest, most) + metrics.averageCharWidth() * 6)

    def show_all(self) -> None:
        """List every value, whatever is typed (F2)."""
        completer = self.completer()
        if isinstance(completer, _PartCompleter):
            completer.take_note(self.text())
        completer.setCompletionPrefix("")
        completer.complete()

    def show_matches(self) -> None:
        """List what fits the text as it stands, as if it had just been typed."""
        self.completer().setCompletionPrefix(self.text())
        self.completer().complete()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            self.with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if key == Qt.Key.Key_F2:
                self.show_all()
                return True
            popup = self.completer().popup()
            if key == Qt.Key.Key_F4 and popup is not None and popup.isVisible():
                popup.hide()
                self.details_wanted.emit()
                return True
            if key in ACCEPTING and popup is not None and popup.isVisible():
                marked = popup.currentIndex()
                done = not marked.isValid() or self.take(marked)
                popup.hide()
                if done:
                    self.accepted.emit(key)
                event.accept()
                return True
        return super().event(event)

    def take(self, marked: QModelIndex | QPersistentModelIndex) -> bool:
        """Write the marked value into the field; whether the field is done with that."""
        self.setText(self.completer().pathFromIndex(marked) + (self._after_part or ""))
        self.setModified(True)
        return self._after_part is None
