"""What a field of a form is typed or chosen in: one widget for each kind, all asked alike."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final, Protocol, cast

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from wardenlog.errors import UserError
from wardenlog.ui.widgets.field import mark_wrong
from wardenlog.ui.widgets.form.fields import Choice, FormField, Kind
from wardenlog.ui.widgets.form.reading import echo_of, read_text, text_of
from wardenlog.ui.widgets.type_ahead import TypeAhead

translate = QCoreApplication.translate

_LEAST_CHARACTERS: Final = 8
_PADDING: Final = 4
"""Characters that the frame of a line takes."""


class Input(Protocol):
    """A widget that holds one value. `edited` comes at every change, `left` when one is done."""

    edited: SignalInstance
    left: SignalInstance

    def show_value(self, value: object) -> None:
        """Show a value; the choices are read again."""
        ...

    def value(self) -> object:
        """Return the value, None where it is blank; UserError where it cannot be read."""
        ...

    def raw(self) -> object:
        """Return what stands in it, read or not, to compare."""
        ...

    def echo(self) -> str:
        """Say in words what is typed for short."""
        ...

    def mark(self, sentence: str | None) -> None:
        """Show what is wrong with it, or that nothing is."""
        ...

    def lock(self, *, locked: bool) -> None:
        """Let it be read only, or typed in again."""
        ...


def make_input(field: FormField, *, brief: bool = False) -> QWidget:
    """Return the widget for a field, which is an Input too; a brief one saves room."""
    match field.kind:
        case Kind.LONG_TEXT:
            return LongInput(field)
        case Kind.CHOICE | Kind.YES_NO:
            return ChoiceInput(field)
        case Kind.SEVERAL:
            return SeveralInput(field)
        case Kind.FLAG:
            return FlagInput(field)
    return LineInput(field, brief=brief)


def as_input(widget: QWidget) -> Input:
    """Return a widget of `make_input` as what it is asked for."""
    return cast("Input", widget)


class LineInput(TypeAhead):
    """A line: text, a number, a date, a time, or a pick that lists what fits. Enter goes on."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: FormField, *, brief: bool) -> None:
        super().__init__(())
        self._field = field
        self._brief = brief
        self._choices: tuple[Choice, ...] = ()
        self.setPlaceholderText(translate("form", field.example) if field.example else "")
        width = self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(width * ((field.width or _LEAST_CHARACTERS) + _PADDING))
        if field.width:
            self.setMaximumWidth(self.minimumWidth())
        self.textChanged.connect(self.edited)
        self.textChanged.connect(self._tell_whole)
        self.editingFinished.connect(self._leave)
        self.returnPressed.connect(self._go_on)
        self.accepted.connect(self._go_on)

    def offer(self, choices: Sequence[Choice]) -> None:
        """List these while it is typed in, in place of what its field offers."""
        self._choices = tuple(choices)
        offered = [one.shown for one in self._choices if not one.retired]
        completer = self.completer()
        completer.setModel(QStringListModel(offered, completer))
        self.make_room(completer, offered)

    def show_value(self, value: object) -> None:
        self.offer(self._field.offered())
        self.setText(self._written(value))
        self.setCursorPosition(0)

    def value(self) -> object:
        return read_text(self._field.kind, self.text(), self._choices)

    def raw(self) -> object:
        return self.text().strip()

    def echo(self) -> str:
        return echo_of(self._field.kind, self.text())

    def lock(self, *, locked: bool) -> None:
        self.setReadOnly(locked)
        _dress_anew(self)

    def mark(self, sentence: str | None) -> None:
        super().mark(sentence)
        self._tell_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        """Let its tip be what it holds where that is cut off, unless something is wrong."""
        if not self.property("wrong"):
            long = self.fontMetrics().horizontalAdvance(self.text())
            padding = self.fontMetrics().averageCharWidth() * _PADDING
            self.setToolTip(self.text() if long > self.width() - padding else "")

    def _leave(self) -> None:
        """Write a date, a time or a pick in full, in a way that Ctrl+Z takes back."""
        if self._field.kind in {Kind.DATE, Kind.TIME, Kind.PICK}:
            with suppress(UserError):
                words = self._written(self.value())
                if words != self.text():
                    self.selectAll()
                    self.insert(words)
        self.left.emit()

    def _written(self, value: object) -> str:
        return text_of(self._field.kind, value, self._choices, brief=self._brief)

    def _go_on(self) -> None:
        self.focusNextChild()


class LongInput(QPlainTextEdit):
    """Several lines of text; Tab goes on."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: FormField) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setPlaceholderText(translate("form", field.example) if field.example else "")
        metrics = self.fontMetrics()
        self.setFixedHeight(metrics.lineSpacing() * field.lines + metrics.height())
        self.textChanged.connect(self.edited)

    def show_value(self, value: object) -> None:
        self.setPlainText("" if value is None else str(value))

    def value(self) -> object:
        return self.toPlainText().strip() or None

    def raw(self) -> object:
        return self.toPlainText().strip()

    def echo(self) -> str:
        return ""

    def mark(self, sentence: str | None) -> None:
        mark_wrong(self, sentence)

    def lock(self, *, locked: bool) -> None:
        self.setReadOnly(locked)
        _dress_anew(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class ChoiceInput(QComboBox):
    """One of a few. The wheel scrolls the form and changes nothing unless the list has the keys."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: FormField) -> None:
        super().__init__()
        self._field = field
        self._values: list[object] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            if field.width
            else QComboBox.SizeAdjustPolicy.AdjustToContents
        )
        self.setMinimumContentsLength(min(field.width, 14) or _LEAST_CHARACTERS)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if not field.width else QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Fixed,
        )
        if field.width:
            self.setMaximumWidth(self.fontMetrics().averageCharWidth() * (field.width + 6))
        self.currentIndexChanged.connect(self._choose)
        self.currentTextChanged.connect(self._tell_whole)

    def show_value(self, value: object) -> None:
        blocked = self.blockSignals(True)
        self.clear()
        self._values = []
        self._offer(self._blank(), None)
        if self._field.kind is Kind.YES_NO:
            self._offer(translate("form", "Yes"), True)
            self._offer(translate("form", "No"), False)
        for one in self._field.offered():
            if not one.retired or one.value == value:
                self._offer(one.shown, one.value)
        if value not in self._values:
            self._offer(str(value), value)
        self.setCurrentIndex(self._values.index(value))
        self.blockSignals(blocked)
        self._tell_whole()
        self.edited.emit()

    def value(self) -> object:
        return self._values[self.currentIndex()] if self._values else None

    def raw(self) -> object:
        return self.value()

    def echo(self) -> str:
        return ""

    def mark(self, sentence: str | None) -> None:
        mark_wrong(self, sentence)
        self._tell_whole()

    def lock(self, *, locked: bool) -> None:
        self.setEnabled(not locked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is chosen with an ellipsis where it is too long, instead of cutting it off."""
        del event
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _tell_whole(self) -> None:
        """Let its tip be what is chosen, which may be cut off, unless something is wrong."""
        if not self.property("wrong"):
            self.setToolTip(self.currentText())

    def _blank(self) -> str:
        return translate("form", self._field.example) if self._field.example else ""

    def _offer(self, words: str, value: object) -> None:
        self._values.append(value)
        self.addItem(words)

    def _choose(self) -> None:
        self.edited.emit()
        self.left.emit()


class FlagInput(QCheckBox):
    """A tick."""

    edited = Signal()
    left = Signal()

    def __init__(self, _field: FormField) -> None:
        super().__init__()
        self.toggled.connect(self._tick)

    def show_value(self, value: object) -> None:
        self.setChecked(bool(value))

    def value(self) -> object:
        return self.isChecked()

    def raw(self) -> object:
        return self.isChecked()

    def echo(self) -> str:
        return ""

    def mark(self, sentence: str | None) -> None:
        mark_wrong(self, sentence)

    def lock(self, *, locked: bool) -> None:
        self.setEnabled(not locked)

    def _tick(self) -> None:
        self.edited.emit()
        self.left.emit()


class SeveralInput(QWidget):
    """Any of a few, each a tick in a row."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: FormField) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.fontMetrics().averageCharWidth())
        for one in field.offered():
            box = QCheckBox(translate("form", one.words))
            box.toggled.connect(self._tick)
            self._boxes[one.value] = box
            layout.addWidget(box)
        layout.addStretch()
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for box in self._boxes.values():
            box.setAccessibleName(f"{name}: {box.text()}")

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        for box in self._boxes.values():
            box.setAccessibleDescription(description)

    def show_value(self, value: object) -> None:
        chosen = value if isinstance(value, tuple | list) else ()
        for each, box in self._boxes.items():
            box.setChecked(each in chosen)

    def value(self) -> object:
        return tuple(each for each, box in self._boxes.items() if box.isChecked())

    def raw(self) -> object:
        return self.value()

    def echo(self) -> str:
        return ""

    def mark(self, sentence: str | None) -> None:
        mark_wrong(self, sentence)

    def lock(self, *, locked: bool) -> None:
        self.setEnabled(not locked)

    def _tick(self) -> None:
        self.edited.emit()
        self.left.emit()


def _dress_anew(widget: QWidget) -> None:
    """Let the style sheet see whether a widget is read only: it looks only when told to."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
