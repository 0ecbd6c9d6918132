"""Changes the officer, status, reference and so on of the selected powers, one or many."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wardenlog.errors import MachineError, UserError
from wardenlog.services.logbook import Changes
from wardenlog.services.powers import CHANGEABLE, PowerLine, change_uses
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.powers.wording import STATUSES
from wardenlog.ui.widgets.form import (
    Choice,
    Form,
    FormField,
    Kind,
    Path,
    Problem,
    choices_of,
)
from wardenlog.ui.widgets.form.problems import problems_of
from wardenlog.ui.widgets.words import Words


class ChangePanel(QWidget):
    """The form, under what it is about: both scroll, and the buttons stay below.

    `changed` carries the Changes of a save, `told` words for the status bar. `left` comes when the
    keyboard should go back to the list.
    """

    changed = Signal(object)
    told = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, about: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._lines: Sequence[PowerLine] = ()
        self._shown: Mapping[str, object] = {}
        self.form: Final = Form(_fields(desk), scrolls=False)
        self._title = Words(kind="heading", wrap=True)
        self._state = Words(kind="muted", wrap=True)
        self._save = make_action("form.save", self, self.save)
        self._cancel = make_action("form.cancel", self, self.cancel)
        save = ActionButton(self._save)
        save.setProperty("main", True)
        bottom = QHBoxLayout()
        bottom.addWidget(save)
        bottom.addWidget(ActionButton(self._cancel))
        bottom.addWidget(self._state, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scrolling(about), 1)
        layout.addLayout(bottom)
        self.form.edited.connect(self._follow)
        self.form.left.connect(self._advise)

    def _scrolling(self, about: QWidget) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (about, self._title, self.form):
            column.addWidget(widget)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    @property
    def dirty(self) -> bool:
        """Whether it holds what is not saved."""
        return bool(self._lines) and self.form.dirty

    def show_lines(self, lines: Sequence[PowerLine]) -> None:
        """Show what these uses have in common; what they differ in is left blank."""
        self._lines = lines
        self._shown = {name: _common(lines, name) for name in CHANGEABLE}
        self.form.show_values(self._shown)
        self.form.lock(locked=any(line.void_reason is not None for line in lines))
        if len(lines) > 1:
            self._title.say(self.tr("Change {0} selected powers").format(f"{len(lines):,}"))
        else:
            self._title.say(self.tr("Change this step"))
        self._advise()

    def begin(self) -> None:
        """Put the keyboard on the status."""
        self.form.begin()

    def save(self) -> bool:
        """Save what was changed to all the uses that are shown; whether that worked."""
        if not self.dirty:
            return True
        values, problems = self.form.values()
        if problems:
            return self._refuse(problems)
        wanted = {name: values[name] for name in CHANGEABLE if values[name] != self._shown[name]}
        try:
            changes = change_uses(self._desk.record, self._lines, wanted)
        except (UserError, ValidationError) as e:
            if isinstance(e, UserError) and e.field is None:
                self._desk.prompts.tell_error(e)
                return False
            return self._refuse(problems_of(e))
        except MachineError as e:
            self._desk.prompts.tell_error(e)
            return False
        self.form.show_values(values)
        self._keep(changes)
        return True

    def cancel(self) -> None:
        """Show what is saved again, and go back to the list."""
        if self.dirty:
            self.show_lines(self._lines)
        self.left.emit()

    def _keep(self, changes: Changes) -> None:
        self.changed.emit(changes)
        number = len(self._lines)
        self.told.emit(
            self.tr("Saved {0} powers. Ctrl+Z takes them all back.").format(number)
            if number != 1
            else self.tr("Saved. Ctrl+Z takes it back.")
        )
        self.left.emit()

    def _refuse(self, problems: Sequence[Problem]) -> bool:
        self.form.find_wrong(problems)
        self.told.emit(self.tr("Not saved yet: {0}").format(problems[0].sentence))
        return False

    def _advise(self) -> None:
        values, _ = self.form.values()
        advice: dict[Path, str] = {}
        for name in CHANGEABLE:
            if values[name] is None and len({getattr(line, name) for line in self._lines}) > 1:
                advice[name,] = self.tr("They differ. Leave it blank to keep each as it is.")
        first = max((line.day for line in self._lines), default=None)
        since = values["status_on"]
        if values["status"] == "cancelled" and since is None:
            advice["status_on",] = self.tr(
                "A cancellation counts in the month of its date. Give the date."
            )
        elif since is not None and first is not None and str(since) < str(first):
            advice["status_on",] = self.tr("This is before the power was used.")
        self.form.warn(advice)

    def _follow(self) -> None:
        dirty = self.dirty
        self._save.setEnabled(dirty)
        self._cancel.setEnabled(bool(self._lines))
        if dirty:
            self._state.say(self.tr("● Not saved yet"), "warn")
        else:
            self._state.say("")


def _common(lines: Sequence[PowerLine], name: str) -> object:
    """Return the value that all of them have, or None."""
    found = {getattr(line, name) for line in lines}
    value = found.pop() if len(found) == 1 else None
    return str(value) if name == "status" and value is not None else value


def _fields(desk: Desk) -> tuple[FormField, ...]:
    """Return what can be changed here; all else is changed on the sheet."""
    return (
        FormField(
            "status", QT_TRANSLATE_NOOP("form", "Status"), Kind.CHOICE, choices=STATUSES, width=18
        ),
        FormField("status_on", QT_TRANSLATE_NOOP("form", "Since"), Kind.DATE, width=16),
        FormField(
            "person_id",
            QT_TRANSLATE_NOOP("form", "Officer"),
            Kind.PICK,
            example=QT_TRANSLATE_NOOP("form", "code or name"),
            choices=partial(_officers, desk),
        ),
        FormField("reference", QT_TRANSLATE_NOOP("form", "Reference")),
        FormField("outcome", QT_TRANSLATE_NOOP("form", "Outcome")),
        FormField("amount", QT_TRANSLATE_NOOP("form", "Amount £"), Kind.NUMBER, width=12),
    )


def _officers(desk: Desk) -> Sequence[Choice]:
    return choices_of(desk.choices().people)
