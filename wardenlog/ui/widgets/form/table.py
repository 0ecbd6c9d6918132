"""A small table in a form: rows of fields, added and taken out by keyboard."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wardenlog.errors import UserError
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.widgets.form.fields import FormRows, Values
from wardenlog.ui.widgets.form.inputs import LineInput
from wardenlog.ui.widgets.form.line import Line
from wardenlog.ui.widgets.form.problems import Path, Problem
from wardenlog.ui.widgets.words import Words

translate = QCoreApplication.translate


class FormTable(QWidget):
    """The table. `edited` comes at every change, `left` when a field is done.

    `around` gives the values of the whole form.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, rows: FormRows, around: Callable[[], Values]) -> None:
        super().__init__()
        self.spec: Final = rows
        self._around = around
        self._rows: list[_Row] = []
        self._locked = False
        self._noun = translate("form", rows.noun)
        self.setObjectName(rows.name)
        self._hint = Words(translate("form", rows.hint) if rows.hint else "", "muted", wrap=True)
        self._wrong = Words(kind="bad", wrap=True)
        self._grid = QGridLayout()
        self._headings = [Words(translate("form", each.label), "muted") for each in rows.fields]
        for n, heading in enumerate(self._headings):
            self._grid.addWidget(heading, 0, n)
            self._grid.setColumnStretch(n, 0 if rows.fields[n].width else 1)
        if all(each.width for each in rows.fields):
            self._grid.setColumnStretch(len(rows.fields) + 1, 1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._add = make_action("form.add_row", self, self.add_row)
        self._remove = make_action("form.remove_row", self, self.remove_row)
        self._add.setText(translate("form", "Add {0}").format(self._noun))
        self._button = ActionButton(self._add)
        top = QHBoxLayout()
        top.addWidget(Words(translate("form", rows.label), "heading"))
        top.addStretch()
        top.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self._hint)
        layout.addWidget(self._wrong)
        layout.addLayout(self._grid)
        self._number()

    # What it holds

    def show_rows(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Show these rows and no others."""
        for row in self._rows:
            row.go()
        self._rows = [self._made(values) for values in rows]
        self._number()

    def value(self) -> tuple[tuple[dict[str, object], ...], tuple[Problem, ...]]:
        """Return the rows, with what has no field of its own, and what is wrong in them."""
        found: list[dict[str, object]] = []
        problems: list[Problem] = []
        for n, row in enumerate(self._rows):
            found.append(dict(row.kept))
            for line in row.lines:
                name = line.field.name
                try:
                    found[-1][name] = line.value()
                except UserError as e:
                    problems.append(Problem((self.spec.name, n, name), e.message))
        return tuple(found), tuple(problems)

    def raw(self) -> object:
        """Return what stands in the rows, to compare."""
        return tuple(tuple(line.input.raw() for line in row.lines) for row in self._rows)

    def lock(self, *, locked: bool) -> None:
        """Let it be read only, or changed again."""
        self._locked = locked
        self._number()

    # What is wrong in it

    def find_wrong(self, problems: Sequence[Problem]) -> QWidget | None:
        """Show these problems, and no others; return the first widget that has one."""
        self._wrong.say(" ".join(f"✕ {each.sentence}" for each in problems if len(each.path) < 2))  # noqa: PLR2004
        self._wrong.setVisible(bool(self._wrong.text()))
        first: QWidget | None = self._button if self._wrong.text() else None
        at = {each.path[1:3]: each.sentence for each in reversed(problems)}
        for n, row in enumerate(self._rows):
            rest = at.get((n,), "")
            for line in row.lines:
                sentence = at.get((n, line.field.name), "")
                line.find_wrong(sentence)
                if sentence and first is None:
                    first = line.widget
            row.tell(rest)
            if rest and first is None:
                first = row.lines[0].widget
        return first

    def warn(self, warnings: Mapping[Path, str]) -> None:
        """Show these warnings, and no others; what is no longer wrong is no longer said to be."""
        for n, row in enumerate(self._rows):
            for line in row.lines:
                line.look_again()
                line.warn(warnings.get((self.spec.name, n, line.field.name), ""))
            row.tell()

    def echo(self, notes: Mapping[Path, str]) -> None:
        """Say beneath each row what comes of what is typed in it; `(name, 0)` is the first."""
        for n, row in enumerate(self._rows):
            row.echo(notes.get((self.spec.name, n), ""))

    def widget_at(self, path: Path) -> QWidget:
        """Return the widget of a path, or what comes nearest."""
        match path[1:]:
            case (int(n), *rest) if n < len(self._rows):
                lines = self._rows[n].lines
                return next(
                    (one.widget for one in lines if [one.field.name] == rest), lines[0].widget
                )
        return self._button

    def path_of(self, widget: QWidget) -> Path | None:
        """Return the path of the field of a row that a widget is in, or None."""
        for n, row in enumerate(self._rows):
            for line in row.lines:
                if line.widget is widget or line.widget.isAncestorOf(widget):
                    return self.spec.name, n, line.field.name
        return None

    # What is done to it

    def add_row(self) -> None:
        """Add a row and go to its first field that is blank."""
        if not self._locked:
            self._rows.append(self._made(self.spec.begun(self._around())))
            self._number()
            lines = self._rows[-1].lines
            first = next((line for line in lines if line.input.value() is None), lines[0])
            first.widget.setFocus()
            self.edited.emit()

    def remove_row(self) -> None:
        """Take the row with the keyboard out, and go to the one that takes its place."""
        focused = self.focusWidget()
        for n, row in enumerate(self._rows):
            if row.has(focused):
                self._take_out(n)
                return

    def _take_out(self, n: int) -> None:
        if self._locked:
            return
        self._rows.pop(n).go()
        self._number()
        near = self._rows[min(n, len(self._rows) - 1)].lines[0].widget if self._rows else None
        (self._button if near is None else near).setFocus()
        self.edited.emit()
        self.left.emit()

    def _made(self, values: Mapping[str, object]) -> "_Row":
        row = _Row(self, self.spec, values)
        for line in row.lines:
            line.input.show_value(values.get(line.field.name))
            line.input.edited.connect(self.edited)
            if self.spec.offers is not None:
                line.input.left.connect(row.offer)
            line.input.left.connect(self.left)
        row.offer()
        row.unwanted.connect(self._take_out_row)
        return row

    def _take_out_row(self, row: "_Row") -> None:
        self._take_out(self._rows.index(row))

    def _number(self) -> None:
        """Lay the rows out in their order, and name their fields after it."""
        for heading in self._headings:
            heading.setVisible(bool(self._rows))
        self._add.setEnabled(not self._locked)
        self._remove.setEnabled(bool(self._rows) and not self._locked)
        before: QWidget = self._button
        for n, row in enumerate(self._rows):
            called = translate("form", "{0} {1}").format(self._noun.capitalize(), n + 1)
            for column, line in enumerate(row.lines):
                self._grid.addWidget(line.widget, 3 * n + 1, column)
                line.widget.show()  # at once, so that it can have the keyboard
                line.call(f"{called}: {line.label}")
                line.input.lock(locked=self._locked)
                QWidget.setTabOrder(before, line.widget)
                before = line.widget
            self._grid.addWidget(row.remove, 3 * n + 1, len(row.lines))
            row.remove.setEnabled(not self._locked)
            row.remove.setAccessibleName(translate("form", "Remove {0}").format(called.lower()))
            QWidget.setTabOrder(before, row.remove)
            before = row.remove
            self._grid.addWidget(row.note, 3 * n + 2, 0, 1, len(row.lines) + 1)
            self._grid.addWidget(row.message, 3 * n + 3, 0, 1, len(row.lines) + 1)
            row.note.setVisible(bool(row.note.text()))
            row.tell()


class _Row(QObject):
    """The widgets of a row. `unwanted` carries the row when its button was pressed."""

    unwanted = Signal(object)

    def __init__(self, table: QWidget, spec: FormRows, values: Mapping[str, object]) -> None:
        super().__init__(table)
        self.kept: Final = dict(values)
        self.lines: Final = [Line(field, brief=True) for field in spec.fields]
        self._offers: Final = spec.offers
        self.note: Final = Words(kind="muted", wrap=True)
        self.note.setContentsMargins(0, 0, 0, self.note.fontMetrics().height() // 3)
        self.message: Final = Words(wrap=True)
        self.remove: Final = QPushButton("✕")
        self.remove.setFixedWidth(self.remove.fontMetrics().averageCharWidth() * 6)
        self.remove.setToolTip(translate("form", "Remove this row."))
        self.remove.setAccessibleDescription(translate("form", "Takes the row out of the table."))
        self.remove.clicked.connect(self._press)

    def has(self, widget: QWidget) -> bool:
        """Whether a widget is one of the row's."""
        mine = [*(line.widget for line in self.lines), self.remove]
        return any(each is widget or each.isAncestorOf(widget) for each in mine)

    def offer(self) -> None:
        """Let its fields list what fits the others."""
        if self._offers is None:
            return
        offered = self._offers({line.field.name: line.input.raw() for line in self.lines})
        for line in self.lines:
            if isinstance(line.widget, LineInput) and line.field.name in offered:
                line.widget.offer(offered[line.field.name])

    def echo(self, sentence: str) -> None:
        """Say under the row what comes of what is typed in it."""
        self.note.say(sentence)
        self.note.setVisible(bool(sentence))
        if sentence:
            for line in self.lines:
                if not line.wrong:
                    line.widget.setAccessibleDescription(sentence)

    def tell(self, whole: str = "") -> None:
        """Say under the row what is wrong with the whole of it, or with its fields."""
        said = [(line.label, *line.said()) for line in self.lines]
        words = [f"✕ {whole}"] if whole else []
        words += [f"{text[:2]}{label}: {text[2:]}" for label, text, kind in said if kind != "muted"]
        wrong = whole or any(line.wrong for line in self.lines)
        self.message.say("\n".join(words), "bad" if wrong else "warn")
        self.message.setVisible(bool(words))

    def go(self) -> None:
        """Take every widget of the row off the form."""
        for widget in (*(line.widget for line in self.lines), self.note, self.message, self.remove):
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def _press(self) -> None:
        self.unwanted.emit(self)
