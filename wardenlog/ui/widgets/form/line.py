"""One field of a form: its input, and what there is to say about it."""

from contextlib import suppress
from typing import Final

from PySide6.QtCore import QCoreApplication

from wardenlog.errors import UserError
from wardenlog.ui.widgets.form.fields import FormField, Kind
from wardenlog.ui.widgets.form.inputs import as_input, make_input
from wardenlog.ui.widgets.words import Kind as Writing

translate = QCoreApplication.translate


class Line:
    """A field as it stands in a form or in a row of its table."""

    def __init__(self, field: FormField, *, brief: bool = False) -> None:
        """Make its widget; a brief one saves room."""
        self.field: Final = field
        self.widget: Final = make_input(field, brief=brief)
        self.input: Final = as_input(self.widget)
        self.label: Final = translate("form", field.label)
        self._hint = translate("form", field.hint) if field.hint else ""
        self._error = ""
        self._wrong_raw: object = None
        self._warning = ""
        self._news = ""
        self.widget.setObjectName(field.name)
        self.call(self.label)

    def call(self, name: str) -> None:
        """Give it a name and a description for those who do not see the form."""
        example = translate("form", self.field.example) if self.field.example else ""
        about = " ".join(filter(None, (self._hint, example))) or name
        self.widget.setAccessibleName(name)
        self.widget.setAccessibleDescription(about)

    def value(self) -> object:
        """Return its value; UserError where it cannot be read, or is blank and must not be."""
        value = self.input.value()
        if self.field.required and value in {None, ()}:
            raise UserError(self._asking(), code="missing")
        return value

    def find_wrong(self, sentence: str) -> None:
        """Say what is wrong with it; nothing where it is empty."""
        self._error = sentence
        self._wrong_raw = self.input.raw()
        self.input.mark(sentence or None)

    def look_again(self) -> None:
        """Take away what was wrong with it, once it was changed and can be read."""
        if self._error and self.input.raw() != self._wrong_raw:
            with suppress(UserError):
                self.value()
                self.find_wrong("")

    def warn(self, sentence: str) -> None:
        """Say what is worth a look, and stops nothing."""
        self._warning = sentence

    def tell(self, sentence: str) -> None:
        """Say what comes of what is typed, in place of what the field is for."""
        self._news = sentence

    @property
    def wrong(self) -> bool:
        """Whether something is wrong with it."""
        return bool(self._error)

    def said(self) -> tuple[str, Writing]:
        """Return what stands beneath it: what is wrong, worth a look, comes of it, or is asked."""
        if self._error:
            return f"✕ {self._error}", "bad"
        if self._warning:
            return f"▲ {self._warning}", "warn"
        return self._news or self._hint, "muted"

    def _asking(self) -> str:
        if self.field.kind is Kind.YES_NO:
            return translate("form", "Choose yes or no.")
        if self.field.kind in {Kind.CHOICE, Kind.PICK, Kind.SEVERAL}:
            return translate("form", "Choose: {0}.").format(self.label)
        return translate("form", "Fill in: {0}.").format(self.label)
