"""A field for the names of records: it asks, in its own list, before it takes a text for one.

What is a code, a full name or a confirmed short code is taken at once. For anything else Enter
lists what may be meant, and last of all to add it; nothing is ever picked between two.
"""

import re
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCompleter, QWidget

from wardenlog.services.choices import Named
from wardenlog.ui.widgets.matching import is_sure, matches
from wardenlog.ui.widgets.names import Confirmed, Kind, Names, Wanted
from wardenlog.ui.widgets.offer_list import give_list
from wardenlog.ui.widgets.type_ahead import ACCEPTING, LAST_WORD, TypeAhead

_WORD: Final = re.compile(r"[^\s,/&+@\[\]]+")
_MOST_ASKED: Final = 8


class NameField(TypeAhead):
    """`confirmed` carries a `Confirmed` for a text to remember, `add_wanted` a `Wanted`."""

    confirmed = Signal(object)
    add_wanted = Signal(object)

    _list: QAbstractItemView | None = None
    """What may be meant, while that is asked; Qt sends events before the field is made."""

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(names.words, parent)
        self._names = names
        self._asked = ""
        self._answers: dict[str, Named | None] = {}
        self._typed = ""
        if names.several:
            self.complete_parts(LAST_WORD, " ")
        self._asker = QCompleter(self)
        self._asker.setWidget(self)
        self._asker.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._asker.activated.connect(self._answered)
        give_list(self._asker)
        self.textEdited.connect(self._forget_asking)

    def know(self, names: Names) -> None:
        """Offer these from now on."""
        self._names = names
        model = self.completer().model()
        if isinstance(model, QStringListModel):
            model.setStringList(names.words)

    def asks(self) -> bool:
        """Ask what the first unsure text means, in a list under the field; whether that is asked.

        Asked once of one text: who goes on without an answer leaves it as it is typed.
        """
        unsure = self._unsure()
        if unsure is None or self._asked == self.text():
            return False
        self._asked = self.text()
        self._typed = unsure
        if (popup := self.completer().popup()) is not None:
            popup.hide()
        found = matches(unsure, self._names.among, self._names.short)[:_MOST_ASKED]
        self._answers = {}
        for one in found:
            words = f"{one.code} {one.name}"
            sure = self.tr("{0} = {1}? Enter says yes, once").format(unsure, words)
            self._answers[sure if len(found) == 1 else words] = one
        self._answers[self._add_words(unsure)] = None
        self._asker.setModel(QStringListModel(list(self._answers), self._asker))
        self.make_room(self._asker, list(self._answers))
        self._asker.complete()
        self._list = self._asker.popup()
        if self._list is not None:
            first = self._asker.completionModel().index(0, 0)
            self._list.setCurrentIndex(first if len(found) <= 1 else QModelIndex())
        return True

    def event(self, event: QEvent) -> bool:
        popup = self._list
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in ACCEPTING
            and popup is not None
            and popup.isVisible()
        ):
            self.with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            marked = popup.currentIndex()
            popup.hide()
            if marked.isValid():
                self._answered(str(marked.data()))
            else:
                self.accepted.emit(Qt.Key(event.key()))
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and self._goes_on(event):
            self._go_on_with(event)
            return True
        return super().event(event)

    def _goes_on(self, event: QKeyEvent) -> bool:
        """Whether a key begins the next field: it fits no name, and one is marked in the list.

        Who types on without looking, after a name that only one record fits, means that record.
        """
        popup, text = self._list, event.text()
        if event.type() != QEvent.Type.KeyPress or popup is None or not popup.isVisible():
            return False
        marked = self._answers.get(str(popup.currentIndex().data()))
        if marked is None or self._names.several or not text.isprintable() or not text.strip():
            return False
        return not matches(self.text() + text, self._names.among, self._names.short)

    def _go_on_with(self, event: QKeyEvent) -> None:
        """Take the marked record, without remembering the text for it, and hand the key on."""
        popup = self._list
        one = None if popup is None else self._answers.get(str(popup.currentIndex().data()))
        if one is None:
            return
        self._put_list_away()
        self.put(one)
        self.accepted.emit(Qt.Key.Key_Tab)
        following = QApplication.focusWidget()
        if following is not None and following is not self:
            again = QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text())
            QApplication.postEvent(following, again)

    def want_to_add(self) -> None:
        """Ask for what is typed to be added."""
        unsure = self._unsure()
        self.add_wanted.emit(Wanted(self._names.kind, unsure or ""))

    def put(self, one: Named) -> None:
        """Write a record in the place of the text that stood for it."""
        words = one.code if self._names.several else f"{one.code} {one.name}"
        if not self._names.several:
            self.setText(words)
        elif self._typed:
            self.setText(re.sub(rf"(?<!\S){re.escape(self._typed)}(?!\S)", words, self.text()))
        else:
            self.setText(f"{self.text().rstrip()} {words}".strip())
        self.setModified(True)

    def _unsure(self) -> str | None:
        text = self.text().strip()
        pieces = self._pieces(text) if self._names.several else [text]
        for piece in pieces:
            found = matches(piece, self._names.among, self._names.short)
            sure = len(found) == 1 and is_sure(piece, found[0], self._names.short)
            if piece and not sure:
                return piece
        return None

    def _pieces(self, text: str) -> list[str]:
        """Return who is named, without own times and funding."""
        plain = re.sub(r"\[[^\]]*\]|@\S*", " ", text)
        return [found[0] for found in _WORD.finditer(plain)]

    def _add_words(self, typed: str) -> str:
        if self._names.kind is Kind.HOTSPOT:
            return self.tr("+ Add hotspot “{0}”…").format(typed)
        return self.tr("+ Add person “{0}”…").format(typed)

    def _answered(self, words: str) -> None:
        self._put_list_away()
        one = self._answers.get(words)
        if one is None:
            self.add_wanted.emit(Wanted(self._names.kind, self._typed))
            return
        self.confirmed.emit(Confirmed(self._names.kind, self._typed, one))
        self.put(one)
        if not self.asks():
            self.accepted.emit(Qt.Key.Key_Return)

    def _forget_asking(self) -> None:
        self._asked = ""
        self._put_list_away()

    def _put_list_away(self) -> None:
        if self._list is not None:
            self._list.hide()
