"""Adds a hotspot or a person in passing, in the few fields that they cannot do without."""

from collections.abc import Callable
from datetime import date
from typing import Final

from pydantic import ValidationError
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from wardenlog.errors import MachineError, UserError
from wardenlog.model import Hotspot, Person, new_id
from wardenlog.services import adding
from wardenlog.services.adding import OnList
from wardenlog.services.coding import offered_code, save_coded
from wardenlog.services.logbook import Changes
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.form import Form, FormField, Problem, choices_of
from wardenlog.ui.widgets.form import Kind as Takes
from wardenlog.ui.widgets.form.problems import problems_of
from wardenlog.ui.widgets.names import Kind
from wardenlog.ui.widgets.shorthand import date_in_short

_LONGEST_CODE: Final = 6
_SURELY_CODE: Final = 3
"""Characters: hardly a name is as short."""


class AddDialog(QDialog):
    """`added` carries the `Changes` of the new record, the record itself first."""

    added = Signal(object)

    def __init__(self, desk: Desk, kind: Kind, typed: str, day: date | None, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._kind = kind
        self._on = self._list_of(day)
        is_code = _is_code(typed)
        first: dict[str, object] = (
            {"code": typed.upper()}
            if is_code
            else {"name": typed, "code": offered_code(desk.record, kind.value, typed)}
        )
        if kind is Kind.HOTSPOT:
            self.setWindowTitle(self.tr("Add a hotspot"))
            fields = self._hotspot_fields()
            first |= {"listed": self._on is not None}
        else:
            self.setWindowTitle(self.tr("Add a person"))
            known = adding.organisations(desk.record)
            fields = (
                FormField("name", "Name", required=True),
                FormField("code", "Code", required=True, width=10),
                FormField(
                    "organisation_id",
                    "Organisation",
                    Takes.PICK,
                    required=True,
                    choices=choices_of(known),
                ),
                FormField("staff_group", "Staff group", hint="such as warden or officer"),
            )
            first |= {"organisation_id": known[0].id} if known else {}
        self.form = Form(fields)
        self.form.show_values(first)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = buttons.addButton(self.tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setDefault(True)
        for button in buttons.buttons():
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(button.text())
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.form)
        layout.addWidget(buttons)
        wide, high = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.resize(wide * 70, high * 19)
        self.finished.connect(self.deleteLater)
        self.form.go_to(("name" if is_code or not typed else "code",))

    def _hotspot_fields(self) -> tuple[FormField, ...]:
        fields: tuple[FormField, ...] = (
            FormField("name", "Name", required=True),
            FormField("code", "Code", required=True, width=10),
            FormField("ward", "Ward"),
        )
        if self._on is None:
            return fields
        words = self.tr("In {0}, from {1}").format(
            self._on.agreement, date_in_short(self._on.from_on)
        )
        return (*fields, FormField("listed", "List it", Takes.FLAG, hint=words))

    def _list_of(self, day: date | None) -> OnList | None:
        agreement = self._desk.view.now.agreement
        return None if agreement is None or day is None else OnList(agreement, day)

    def _save(self) -> None:
        values, problems = self.form.values()
        if self.form.find_wrong(problems):
            return
        save = self._save_hotspot if self._kind is Kind.HOTSPOT else self._save_person
        changes = self._tried(save, values)
        if changes is not None:
            self.accept()
            self.added.emit(changes)

    def _tried(
        self, save: Callable[[dict[str, object]], Changes], values: dict[str, object]
    ) -> Changes | None:
        try:
            return save(values)
        except ValidationError as e:
            self.form.find_wrong(problems_of(e))
        except UserError as e:
            self.form.find_wrong((Problem((e.field,) if e.field else (), e.message),))
        except MachineError as e:
            self._desk.prompts.tell_error(e)
        return None

    def _save_hotspot(self, values: dict[str, object]) -> Changes:
        listed = values.pop("listed", False)
        hotspot = Hotspot.model_validate({**values, "id": new_id()})
        return adding.add_hotspot(self._desk.record, hotspot, self._on if listed else None)

    def _save_person(self, values: dict[str, object]) -> Changes:
        person = Person.model_validate({**values, "id": new_id()})
        return save_coded(self._desk.record, person, expect=None)


def _is_code(typed: str) -> bool:
    """Whether a text is rather a code than a name: H12, QS or QUAY, but not Quay."""
    short = 0 < len(typed) <= _LONGEST_CODE and " " not in typed
    coded = len(typed) <= _SURELY_CODE or typed.isupper() or any(map(str.isdigit, typed))
    return short and coded
