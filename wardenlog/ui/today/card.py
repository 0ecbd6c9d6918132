"""A card of the page: a heading with a shape, a sentence, lines that lead somewhere, a button."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wardenlog.ui.today.saying import SHAPES, Line, Said, Standing, shown
from wardenlog.ui.widgets.words import Kind, Words

_KINDS: Final[dict[Standing, Kind]] = {
    "calm": "good",
    "hint": "muted",
    "warn": "warn",
    "bad": "bad",
}


class Card(QFrame):
    """One card. `wanted` carries the `Line` that was chosen; the button's is one without text."""

    wanted = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("card", True)
        self.said = Said("calm", "")
        self._shape = Words()
        self._heading = Words(kind="heading", wrap=True)
        self._sentence = Words(kind="muted", wrap=True)
        self._button = LineButton(Line(""))
        self._button.setProperty("end", True)
        self._button.chosen.connect(self.wanted)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self.fontMetrics().averageCharWidth() * 2)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        top = QHBoxLayout()
        top.setSpacing(self.fontMetrics().averageCharWidth())
        top.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._heading, 1)
        top.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        space = self.fontMetrics().height() // 2
        self.column.setContentsMargins(
            space * 3 // 2, space * 3 // 4, space * 3 // 2, space * 3 // 4
        )
        self.column.setSpacing(max(1, space // 4))
        self.column.addLayout(top)
        self.column.addWidget(self._sentence)
        self.column.addLayout(self._grid)

    def say(self, said: Said, lines: int) -> None:
        """Say something, with no more lines than these; the keyboard stays where it was."""
        self.said = said
        self._shape.say(SHAPES[said.standing], _KINDS[said.standing])
        self._heading.say(said.heading, "muted" if said.standing == "calm" else "heading")
        self._sentence.say(said.sentence)
        self._sentence.setVisible(bool(said.sentence))
        self._button.show_line(Line(said.button, place=said.place))
        self._button.setVisible(bool(said.button))
        self._show_lines(shown(said, lines).lines)
        self.column.activate()
        self.updateGeometry()

    def begin(self) -> bool:
        """Put the keyboard on the first thing to choose; whether there is one."""
        first = next((each for each in self.buttons() if each.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus()
        return first is not None

    def buttons(self) -> list["LineButton"]:
        """Return what can be chosen, in the order of the keyboard: lines, then the button."""
        found = (self._grid.itemAtPosition(row, 0) for row in range(self._grid.rowCount()))
        lines = [item.widget() for item in found if item is not None]
        return [*(each for each in lines if isinstance(each, LineButton)), self._button]

    def order_keys(self, after: QWidget) -> QWidget:
        """Let Tab go through the card after a widget; return the last one."""
        for button in self.buttons():
            QWidget.setTabOrder(after, button)
            after = button
        return after

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        here = [button for button in self.buttons() if button is not self._button]
        for row, line in enumerate(lines):
            if row < len(here):
                here[row].show_line(line)
            else:
                button = LineButton(line)
                button.chosen.connect(self.wanted)
                self._grid.addWidget(button, row, 0)
                self._grid.addWidget(Words(), row, 1, Qt.AlignmentFlag.AlignRight)
            figure = self._grid.itemAtPosition(row, 1)
            if figure is not None and isinstance(words := figure.widget(), Words):
                words.say(line.figure)
        for row in range(self._grid.rowCount()):
            for column in (0, 1):
                item = self._grid.itemAtPosition(row, column)
                if item is not None and (widget := item.widget()) is not None:
                    widget.setVisible(row < len(lines))


class LineButton(QPushButton):
    """A line that leads somewhere, cut with an ellipsis where it is too long; it looks like a link.

    `chosen` carries its `Line`.
    """

    chosen = Signal(object)

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.setProperty("link", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.line = line
        self.clicked.connect(self._choose)
        self.show_line(line)

    def show_line(self, line: Line) -> None:
        """Be this line from now on."""
        self.line = line
        leads = line.place is not None or line.serial is not None
        self.setEnabled(leads)
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if leads and line.text else Qt.FocusPolicy.NoFocus
        )
        self.setAccessibleName(f"{line.text}, {line.figure}" if line.figure else line.text)
        self.setAccessibleDescription(
            self.tr("Says what became of this sheet.")
            if line.serial is not None
            else self.tr("Goes to it.")
        )
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.line.text)
        return QSize(width + self.fontMetrics().averageCharWidth() * 3, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.fontMetrics().averageCharWidth() * 2
        text = self.fontMetrics().elidedText(
            self.line.text, Qt.TextElideMode.ElideRight, max(room, 1)
        )
        self.setText(text.replace("&", "&&"))
        self.setToolTip(self.line.text if text != self.line.text else "")

    def _choose(self) -> None:
        self.chosen.emit(self.line)
