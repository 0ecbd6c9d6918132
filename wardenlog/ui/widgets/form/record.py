"""A record in a form: shown, changed, saved or left, and never lost without a question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from wardenlog.errors import MachineError, UserError
from wardenlog.services.logbook import Changes
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.form.fields import Values
from wardenlog.ui.widgets.form.form import Fields, Form
from wardenlog.ui.widgets.form.keeping import Keeper, Opened, Renames
from wardenlog.ui.widgets.form.problems import Path, Problem, problems_of
from wardenlog.ui.widgets.words import Words

__all__ = ["RecordForm", "RecordKind", "Values"]

translate = QCoreApplication.translate


def _no_advice(record_id: str, values: Values) -> Mapping[Path, str]:  # noqa: ARG001
    return {}


def _no_echo(values: Values) -> Mapping[Path, str]:  # noqa: ARG001
    return {}


def _no_facts(record_id: str) -> str:  # noqa: ARG001
    return ""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record as its form shows it.

    `noun` and `new` (“New person”) are marked for translation in the context `form`. `title` names
    a record by its values. `advise` returns what is worth a look, by field; it is asked whenever a
    field is done, so it must be quick; `echo`, which says what comes of each row of its tables, at
    every key. `facts` returns what else there is to know of a record, which the form only shows.
    """

    noun: str
    new: str
    fields: Fields
    title: Callable[[Values], str]
    advise: Callable[[str, Values], Mapping[Path, str]] = field(default=_no_advice)
    facts: Callable[[str], str] = field(default=_no_facts)
    echo: Callable[[Values], Mapping[Path, str]] = field(default=_no_echo)


class RecordForm(QFrame):
    """The form of one record at a time.

    `told` carries what to say in the status bar, `saved` the id of the record that was saved.
    `left` comes when the keyboard should go back to where the record was chosen.
    """

    told = Signal(str)
    saved = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, kind: RecordKind, keeper: Keeper) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._desk = desk
        self._kind = kind
        self._keeper = keeper
        self._opened: Opened | None = None
        self.form: Final = Form(kind.fields)
        self._title = Words(kind="heading", wrap=True)
        self._facts = Words(kind="muted", wrap=True)
        self._state = Words(kind="muted", wrap=True)
        self._save = make_action("form.save", self, self.save)
        self._cancel = make_action("form.cancel", self, self.cancel)
        self._lay_out()
        self.form.edited.connect(self._follow)
        self.form.left.connect(self._advise)
        desk.bus.changed.connect(self._hear)
        self.clear()

    def _lay_out(self) -> None:
        self._save_button = ActionButton(self._save)
        self._save_button.setProperty("main", True)
        self._cancel_button = ActionButton(self._cancel)
        self._nothing = Words(
            translate(
                "form", "Choose a line of the list to see the whole {0} here, or begin a new one."
            ).format(translate("form", self._kind.noun)),
            "muted",
            wrap=True,
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bottom = QWidget()
        bottom = QHBoxLayout(self._bottom)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom.addWidget(self._save_button)
        bottom.addWidget(self._cancel_button)
        bottom.addWidget(self._state, 1)
        layout = QVBoxLayout(self)
        for widget in (self._title, self._facts):
            layout.addWidget(widget)
        layout.addWidget(self.form, 1)
        layout.addWidget(self._nothing, 1)
        layout.addWidget(self._bottom)

    # Which record it shows

    @property
    def record_id(self) -> str | None:
        """The record that is shown, saved or not."""
        return None if self._opened is None else self._opened.record_id

    @property
    def is_new(self) -> bool:
        """Whether what is shown was never saved."""
        return self._opened is not None and self._opened.expect is None

    def clear(self) -> None:
        """Show no record."""
        self._opened = None
        self.form.show_values({})
        self.form.lock(locked=True)
        self._show_whether_open()

    def open(self, record_id: str) -> bool:
        """Show a record, in place of what is shown: ask `when_free` first. Whether that worked."""
        try:
            opened = self._keeper.open(record_id)
        except (UserError, MachineError) as e:
            self.clear()
            self._desk.prompts.tell_error(e)
            return False
        self._show(opened)
        return True

    def begin(self, values: Values | None = None) -> None:
        """Show a new record to fill in, with these values where some are known already."""
        opened = self._keeper.fresh()
        self._show(Opened(opened.record_id, {**opened.values, **(values or {})}))
        self.form.begin()

    def go_to(self, path: Path) -> None:
        """Put the keyboard on a field."""
        self.form.go_to(path)

    def _show(self, opened: Opened) -> None:
        self._opened = opened
        self._facts.say(self._kind.facts(opened.record_id) if opened.expect else "")
        self._show_whether_open()
        self.form.show_values(opened.values)
        self.form.lock(locked=opened.void_reason is not None)
        self._advise()

    def _show_whether_open(self) -> None:
        there = self._opened is not None
        for widget in (self._title, self.form, self._bottom):
            widget.setVisible(there)
        self._facts.setVisible(there and bool(self._facts.text()))
        self._nothing.setVisible(not there)

    # Changes

    @property
    def dirty(self) -> bool:
        """Whether it holds what is not saved."""
        return self._opened is not None and self.form.dirty

    def unsaved(self) -> str | None:
        """Return the name of the record that would lose changes, or None."""
        return self._name() if self.dirty else None

    def save(self) -> bool:
        """Save the record; whether that worked. What is wrong is shown beside its field."""
        opened, pressed = self._opened, self._save_button.hasFocus()
        if opened is None or not (self.dirty or self.is_new):
            return True
        values, problems = self.form.values()
        if problems:
            return self._refuse(problems)
        try:
            changes = self._keeper.save(opened, values)
        except (UserError, ValidationError) as e:
            if isinstance(e, UserError) and e.code == "changed_meanwhile":
                self._offer_reload(e)
                return False
            return self._refuse(problems_of(e))
        except MachineError as e:
            self._desk.prompts.tell_error(e)
            return False
        self._keep(opened.record_id, changes)
        if pressed:
            self.form.begin()  # the button is off now, and would send the keyboard elsewhere
        return True

    def cancel(self) -> None:
        """Leave the form; where it holds changes, ask whether to lose them."""
        if not self.dirty:
            self._leave()
            return
        self._desk.prompts.choose(
            translate("form", "Cancel changes?"),
            translate("form", "“{0}” has changes that are not saved.").format(self._name()),
            {
                translate("form", "Go on typing"): self.form.setFocus,
                translate("form", "Lose the changes"): self._give_up,
            },
        )

    def when_free(self, then: Callable[[], object]) -> None:
        """Do something that takes the record off the form; ask first where it has changes."""
        if not self.dirty:
            then()
            return
        self._desk.prompts.choose(
            translate("form", "Save the changes?"),
            translate("form", "“{0}” has changes that are not saved.").format(self._name()),
            {
                translate("form", "Save"): _Then(self, then).save,
                translate("form", "Lose the changes"): _Then(self, then).lose,
            },
        )

    def give_up(self) -> None:
        """Show again what is saved, or nothing where nothing was."""
        opened = self._opened
        if opened is None:
            return
        if opened.expect is None:
            self.clear()
        else:
            self.open(opened.record_id)

    def _give_up(self) -> None:
        self.give_up()
        self._leave()

    def _leave(self) -> None:
        if self.is_new:
            self.clear()
        self.left.emit()

    def _keep(self, record_id: str, changes: Changes) -> None:
        if isinstance(self._keeper, Renames):
            record_id = self._keeper.kept_as(record_id)
        self._opened = None  # so that it does not hear of its own change
        self._desk.bus.tell(changes)
        self.open(record_id)
        self.told.emit(translate("form", "Saved {0}").format(self._name()))
        self.saved.emit(record_id)

    def _refuse(self, problems: Sequence[Problem]) -> bool:
        self.form.find_wrong(problems)
        self.told.emit(translate("form", "Not saved yet: {0}").format(problems[0].sentence))
        return False

    def _offer_reload(self, error: UserError) -> None:
        self._desk.prompts.choose(
            translate("form", "Changed meanwhile"),
            error.message,
            {
                translate("form", "Go on typing"): self.form.setFocus,
                translate("form", "Show what is saved now"): self.give_up,
            },
        )

    # What goes on

    def _hear(self, changes: Changes) -> None:
        """Show the record anew when something else changed it, unless something is typed."""
        mine = {revision.aggregate_id for revision in changes.revisions}
        if self._opened is not None and self._opened.record_id in mine and not self.dirty:
            self.open(self._opened.record_id)

    def _advise(self) -> None:
        if self._opened is not None and self._opened.void_reason is None:
            values, _ = self.form.values()
            self.form.warn(self._kind.advise(self._opened.record_id, values))

    def _follow(self) -> None:
        dirty = self.dirty
        self._save.setEnabled(dirty or self.is_new)
        self._cancel.setEnabled(self._opened is not None)  # Esc also leaves what is as it was
        self._cancel_button.setEnabled(dirty or self.is_new)
        self._title.say(self._name())
        self.form.echo(self._kind.echo(self.form.values()[0]))
        if self._opened is None:
            self._state.say("")
        elif self._opened.void_reason is not None:
            words = translate("form", "✕ Void: {0} Restore it to change it.")
            self._state.say(words.format(self._opened.void_reason), "bad")
        elif dirty:
            self._state.say(translate("form", "● Not saved yet"), "warn")
        else:
            self._state.say("" if self.is_new else translate("form", "✓ Saved"), "good")

    def _name(self) -> str:
        if self._opened is None:
            return ""
        values, _ = self.form.values()
        return self._kind.title(values) or translate("form", self._kind.new)


class _Then:
    """What to do once a form's changes are saved or lost."""

    def __init__(self, form: RecordForm, then: Callable[[], object]) -> None:
        self._form = form
        self._then = then

    def save(self) -> None:
        if self._form.save():
            self._then()

    def lose(self) -> None:
        self._form.give_up()
        self._then()
