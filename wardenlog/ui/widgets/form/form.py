"""A form made from data: fields and small tables, what is typed in them, and what is wrong."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from wardenlog.errors import UserError
from wardenlog.ui.widgets.form.fields import FormField, FormRows, Kind
from wardenlog.ui.widgets.form.line import Line
from wardenlog.ui.widgets.form.problems import Path, Problem
from wardenlog.ui.widgets.form.table import FormTable
from wardenlog.ui.widgets.words import Words

Fields = Sequence[FormField | FormRows]

_LABEL_WIDTH: Final = 20
"""In characters; a longer label wraps."""


class Form(QScrollArea):
    """The fields. `edited` comes at every change, `left` when a field is done.

    One that does not scroll is as high as its fields: what stands around it scrolls.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, fields: Fields, *, scrolls: bool = True) -> None:
        super().__init__()
        self._scrolls = scrolls
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines: Final[dict[str, Line]] = {}
        self._tables: Final[dict[str, FormTable]] = {}
        self._labels: Final[dict[str, QLabel]] = {}
        self._unused: Final[set[str]] = set()
        self._echoes: Final[dict[str, Words]] = {}
        self._messages: Final[dict[str, Words]] = {}
        self._whole = Words(kind="bad", wrap=True)
        self._kept: dict[str, object] = {}
        self._shown: object = None
        self._label_width = self.fontMetrics().averageCharWidth() * _LABEL_WIDTH
        self._inside = inside = QWidget()
        inside.setObjectName("form")
        self._grid = QGridLayout(inside)
        self._grid.setColumnStretch(1, 1)
        margins = self._grid.contentsMargins()
        margins.setLeft(0)  # labels stand under the title
        self._grid.setContentsMargins(margins)
        self._grid.setVerticalSpacing(max(2, self.fontMetrics().height() // 4))
        self._grid.addWidget(self._whole, 0, 0, 1, 3)
        for field in fields:
            if isinstance(field, FormRows):
                self._place_table(FormTable(field, self._values))
            else:
                self._place_line(Line(field))
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.setWidget(inside)
        self._refresh()

    def minimumSizeHint(self) -> QSize:
        """Leave room for every field, so that none is cut off at the side."""
        inside = self._inside.minimumSizeHint().width()
        height = 0 if self._scrolls else self._inside.heightForWidth(self.viewport().width())
        return QSize(inside + self.verticalScrollBar().sizeHint().width(), max(0, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # rows came or went, which may need another size
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._scrolls and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    # What it holds

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show values by field name; those without a field are kept for `values`.

        The keyboard stays in the row of a table that it is in.
        """
        here = self._here_in_a_table()
        self._kept = dict(values)
        for name, line in self._lines.items():
            line.input.show_value(values.get(name))
            line.find_wrong("")
            line.warn("")
        for name, table in self._tables.items():
            rows = values.get(name)
            table.show_rows(rows if isinstance(rows, tuple | list) else ())
            table.find_wrong(())
        self._whole.say("")
        self._shown = self._raw()
        self._refresh()
        if here is not None:
            self.go_to(here)
        self.edited.emit()

    def values(self) -> tuple[dict[str, object], tuple[Problem, ...]]:
        """Return the values by field name, and what is wrong; a wrong field keeps what it had."""
        values = dict(self._kept)
        problems: list[Problem] = []
        for name, line in self._lines.items():
            try:
                values[name] = line.value()
            except UserError as e:
                problems.append(Problem((name,), e.message))
        for name, table in self._tables.items():
            values[name], found = table.value()
            problems.extend(found)
        return values, tuple(problems)

    def _values(self) -> dict[str, object]:
        return self.values()[0]

    def typed(self) -> dict[str, object]:
        """Return what stands in its fields, read or not; `show_values` shows it again."""
        return {name: line.input.raw() for name, line in self._lines.items()}

    @property
    def dirty(self) -> bool:
        """Whether anything stands in it that was not shown."""
        return self._raw() != self._shown

    def lock(self, *, locked: bool) -> None:
        """Let it be read only, or changed again."""
        for line in self._lines.values():
            line.input.lock(locked=locked)
        for table in self._tables.values():
            table.lock(locked=locked)

    # What is wrong in it

    def find_wrong(self, problems: Sequence[Problem]) -> bool:
        """Show these problems beside their fields, and no others; go to the first.

        Whether there was any; what fits no field stands at the top.
        """
        at = {each.path[0]: each.sentence for each in reversed(problems) if each.path}
        first: QWidget | None = None
        for name, line in self._lines.items():
            line.find_wrong(at.get(name, ""))
            if line.wrong and first is None:
                first = line.widget
        for name, table in self._tables.items():
            wrong = table.find_wrong([each for each in problems if each.path[:1] == (name,)])
            first = wrong if first is None else first
        known = {*self._lines, *self._tables}
        rest = [each.sentence for each in problems if not known.intersection(each.path[:1])]
        self._whole.say(" ".join(f"✕ {sentence}" for sentence in rest))
        self._refresh()
        if first is not None:
            self._go(first)
        return bool(problems)

    def warn(self, warnings: Mapping[Path, str]) -> None:
        """Show what is worth a look beside its field, and nothing else of that kind.

        What was wrong and is no longer is no longer said to be.
        """
        for name, line in self._lines.items():
            line.look_again()
            line.warn(warnings.get((name,), ""))
        for table in self._tables.values():
            table.warn(warnings)
        self._refresh()

    def echo(self, notes: Mapping[Path, str]) -> None:
        """Say beneath the rows of its tables what comes of what is typed in them."""
        for table in self._tables.values():
            table.echo(notes)

    def tell(self, name: str, sentence: str) -> None:
        """Say beneath a field what comes of what is typed in it."""
        self._lines[name].tell(sentence)
        self._refresh()

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show a field only where it matters; a hidden one keeps what stands in it."""
        for widget in (self._labels[name], self._lines[name].widget):
            widget.setVisible(shown)
        if shown:
            self._unused.discard(name)
        else:
            self._unused.add(name)
        self._refresh()

    # Moving about in it

    def begin(self) -> None:
        """Put the keyboard on the first field."""
        first = next(iter(self._lines.values()), None)
        if first is not None:
            self._go(first.widget)

    def go_to(self, path: Path) -> None:
        """Put the keyboard on a field; on the first where there is no such field."""
        name = path[0] if path else None
        if name in self._lines:
            self._go(self._lines[str(name)].widget)
        elif name in self._tables:
            self._go(self._tables[str(name)].widget_at(path))
        else:
            self.begin()

    def widget_of(self, *path: str | int) -> QWidget:
        """Return the widget of a field: `widget_of("rows", 0, "name")` for one in a table."""
        name = str(path[0])
        return (
            self._lines[name].widget if name in self._lines else self._tables[name].widget_at(path)
        )

    def table(self, name: str) -> FormTable:
        """Return one of its tables."""
        return self._tables[name]

    def _here_in_a_table(self) -> Path | None:
        focused = QApplication.focusWidget()
        found = (table.path_of(focused) for table in self._tables.values() if focused is not None)
        return next((path for path in found if path is not None), None)

    def _go(self, widget: QWidget) -> None:
        """Put the keyboard on a widget, with what stands beneath it in sight."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        _lay_out_now(self._inside)
        around: QWidget | None = self
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget, 0, self.fontMetrics().height() * 3)
            around = around.parentWidget()

    # Making it

    def _place_line(self, line: Line) -> None:
        name, row = line.field.name, self._grid.rowCount()
        label = QLabel(f"{line.label} *" if line.field.required else line.label)
        if line.field.required:
            label.setToolTip(self.tr("Must be answered."))
        label.setBuddy(line.widget)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        if label.sizeHint().width() > self._label_width:
            label.setWordWrap(True)
            label.setFixedWidth(self._label_width)
        label.setAlignment(
            Qt.AlignmentFlag.AlignTop
            if line.field.kind is Kind.LONG_TEXT
            else Qt.AlignmentFlag.AlignVCenter
        )
        self._lines[name] = line
        self._labels[name] = label
        self._messages[name] = Words(wrap=True)
        self._grid.addWidget(label, row, 0)
        if line.field.width:
            self._grid.addWidget(line.widget, row, 1)
            self._echoes[name] = Words(kind="muted")
            self._grid.addWidget(self._echoes[name], row, 2)
        else:
            self._grid.addWidget(line.widget, row, 1, 1, 2)
        self._grid.addWidget(self._messages[name], row + 1, 1, 1, 2)
        line.input.edited.connect(self._hear)
        line.input.left.connect(self.left)

    def _place_table(self, table: FormTable) -> None:
        self._tables[table.spec.name] = table
        row = self._grid.rowCount()
        self._grid.setRowMinimumHeight(row, self.fontMetrics().height() // 2)
        self._grid.addWidget(table, row + 1, 0, 1, 3)
        table.edited.connect(self._hear)
        table.left.connect(self.left)

    def _hear(self) -> None:
        self._say_echoes()
        self.edited.emit()

    def _raw(self) -> object:
        lines = tuple(line.input.raw() for line in self._lines.values())
        return lines, tuple(table.raw() for table in self._tables.values())

    def _refresh(self) -> None:
        self._whole.setVisible(bool(self._whole.text()))
        for name, line in self._lines.items():
            text, kind = line.said()
            self._messages[name].say(text, kind)
            self._messages[name].setVisible(bool(text) and name not in self._unused)
        self._say_echoes()

    def _say_echoes(self) -> None:
        """Say beside each narrow field in words what is typed in it."""
        for name, echo in self._echoes.items():
            echo.say(self._lines[name].input.echo())
            echo.setVisible(name not in self._unused)


def _lay_out_now(widget: QWidget) -> None:
    """Let what was just said or added have its place at once, innermost first."""
    for child in widget.findChildren(QWidget):
        layout = child.layout()
        if layout is not None:
            layout.activate()
    layout = widget.layout()
    if layout is not None:
        layout.activate()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
