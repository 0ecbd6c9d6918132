"""A list of records with the form of one beside it, so that looking and changing are one screen."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wardenlog.ui.widgets.beside import Beside
from wardenlog.ui.widgets.form import Path, RecordForm
from wardenlog.ui.widgets.form.fields import Values
from wardenlog.ui.widgets.register import Register

_LIST_SHARE: Final = 3
_FORM_SHARE: Final = 2


class ListAndForm(Beside):
    """The form follows the list, and the list the form: nothing typed is lost without a question.

    Enter in the list goes into the form, Esc in the form back to the list. `new_action` is the
    action of the registry that begins a new record. `told` carries words for the status bar.
    """

    told = Signal(str)

    def __init__(
        self,
        register: Register[Any],
        form: RecordForm,
        new_action: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.register: Final = register
        self.form: Final = form
        self._seen: str | None = None
        self._returning = False
        self._next: str | None = None
        self._path: Path = ()
        self.addWidget(register)
        self.addWidget(form)
        self.share(_LIST_SHARE, _FORM_SHARE)
        self.addAction(register.add_action(new_action, self.begin, main=True))
        register.selected.connect(self._follow)
        register.open_wanted.connect(self._enter)
        register.told.connect(self.told)
        form.told.connect(self.told)
        form.left.connect(self._go_back)
        form.saved.connect(self._show_saved)

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self.register.focus_list()

    def begin(self) -> None:
        """Begin a new record, after asking about what is typed."""
        self.form.when_free(self._begin)

    def begin_with(self, values: Values) -> None:
        """Begin a new record of which something is known; only where nothing would be lost."""
        if not self.form.dirty:
            self.form.begin(values)

    def show_record(self, record_id: str, path: Path = ()) -> None:
        """Show a record in the list and the form, and go to a field of it."""
        self._next, self._path = record_id, path
        self.form.when_free(self._go)

    def unsaved(self) -> str | None:
        """Return the name of the record that would lose changes, or None."""
        return self.form.unsaved()

    def save(self) -> bool:
        """Save what is typed; whether that worked."""
        return self.form.save()

    def _begin(self) -> None:
        self.form.begin()

    def _enter(self, record_id: str) -> None:
        self.show_record(record_id)

    def _go(self) -> None:
        record_id, self._next = self._next, None
        if record_id is not None and self.form.open(record_id):
            self._seen, self._returning = record_id, False
            if self.register.current_id() != record_id:
                self.register.show_record(record_id)
            self.form.go_to(self._path)

    def _go_back(self) -> None:
        """Go back to the list, and show its record again where a new one was given up."""
        current = self.register.current_id()
        if self.form.record_id is None and current is not None:
            self.form.open(current)
        self.register.focus_list()

    def _follow(self) -> None:
        """Show the record that became current; where changes would be lost, ask and stay."""
        record_id = self.register.current_id()
        if self._returning:
            self._returning = record_id != self._seen
            return
        if record_id == self._seen:
            return
        self._seen = record_id
        if self.form.dirty:
            self._stay_and_ask(record_id)
        elif record_id is None:
            self.form.clear()
        elif record_id != self.form.record_id:
            self.form.open(record_id)

    def _stay_and_ask(self, wanted: str | None) -> None:
        here = self.form.record_id
        if wanted is None or wanted == here:
            return
        if here is not None and not self.form.is_new:
            self._seen, self._returning = here, True
            self.register.show_record(here)
        self.show_record(wanted)

    def _show_saved(self, record_id: str) -> None:
        self._seen = record_id
        self.register.show_record(record_id)
