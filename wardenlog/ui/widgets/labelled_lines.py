"""Fields beside each other, each under its label, on as many lines as the room asks for."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QVBoxLayout, QWidget


@dataclass(frozen=True, slots=True)
class _Item:
    label: QLabel
    field: QWidget
    stretch: int
    breaks: bool

    @property
    def width(self) -> int:
        """The room it needs, in pixels."""
        least = self.field.minimumSizeHint().width()
        field = max(least, self.field.minimumWidth())
        return max(self.label.sizeHint().width(), field)


class LabelledLines(QWidget):
    """One line where it is wide enough; else it breaks at the items that say so, or anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[_Item] = []
        self._shown: list[list[_Item]] = []
        self._lines: list[QGridLayout] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def add(self, label: QLabel, field: QWidget, *, stretch: int = 0, breaks: bool = False) -> None:
        """Add a field; `stretch` is its share of the room that is left on its line."""
        self._items.append(_Item(label, field, stretch, breaks))
        self.arrange()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest field alone, and the height of the lines as they are."""
        widths = [item.width for item in self._visible()]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the fields on lines again, where they fit otherwise than they stand."""
        wanted = self._fitting(self.width())
        if wanted == self._shown:
            return
        self._shown = wanted
        for line in self._lines:
            while line.count():
                line.takeAt(0)
            self._column.removeItem(line)
            line.deleteLater()
        self._lines = [self._line(items) for items in wanted]
        self.updateGeometry()

    def _line(self, items: list[_Item]) -> QGridLayout:
        line = QGridLayout()
        self._column.addLayout(line)
        for column, item in enumerate(items):
            line.addWidget(item.label, 0, column)
            line.addWidget(item.field, 1, column)
            line.setColumnStretch(column, item.stretch)
        if not any(item.stretch for item in items):
            line.setColumnStretch(len(items), 1)
        return line

    def _fitting(self, width: int) -> list[list[_Item]]:
        visible = self._visible()
        if self._needed(visible) <= width:
            return [visible]
        lines: list[list[_Item]] = [[]]
        for item in visible:
            if lines[-1] and (item.breaks or self._needed([*lines[-1], item]) > width):
                lines.append([])
            lines[-1].append(item)
        return lines

    def _needed(self, items: list[_Item]) -> int:
        gap = max(0, self._column.spacing())
        return sum(item.width + gap for item in items) - gap

    def _visible(self) -> list[_Item]:
        return [item for item in self._items if not _put_away(item.field)]


def _put_away(widget: QWidget) -> bool:
    """Whether a widget was hidden on purpose; one that was never shown yet was not."""
    said = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    return said and widget.isHidden()
