"""The box that records the next step of a case on a visit of a sheet that is there."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from wardenlog.errors import MachineError, UserError
from wardenlog.services.powers import (
    Case,
    NextStep,
    SheetChoice,
    record_step,
    sheets_for,
)
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.powers.wording import case_step_words, case_title, translate
from wardenlog.ui.widgets.form import Choice, Form, FormField, Kind, choices_of
from wardenlog.ui.widgets.form.problems import problems_of
from wardenlog.ui.widgets.shorthand import date_in_short
from wardenlog.ui.widgets.words import Words


class NextStepDialog(QDialog):
    """`recorded` carries the id of the new power use and the Changes."""

    recorded = Signal(object)

    def __init__(self, desk: Desk, case: Case, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._case = case
        self._steps: Final = {step.stage: step for step in possible_steps(case)}
        self._places: Final = {
            str(n): it for n, it in enumerate(sheets_for(desk.record, case.last))
        }
        self.setWindowTitle(self.tr("Record the next step"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form: Final = Form(self._fields())
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        after = self.tr("After: {0}").format(case_step_words(case.last).replace("\n", " · "))
        layout = QVBoxLayout(self)
        layout.addWidget(Words(case_title(case), "heading"))
        layout.addWidget(Words(after, "muted", wrap=True))
        layout.addWidget(self.form, 1)
        layout.addWidget(self._buttons)
        self._buttons.accepted.connect(self.save)
        self._buttons.rejected.connect(self.reject)
        for button in self._buttons.buttons():
            button.setAccessibleDescription(self.tr("Saves the step, or closes this box."))
        self.form.show_values(
            {
                "stage": next(iter(self._steps)) if len(self._steps) == 1 else None,
                "person_id": case.last.person_id,
                "place": self._likely_place(),
            }
        )
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 84, metrics.height() * 24)
        self.form.begin()

    def save(self) -> None:
        """Save the step on its sheet, and close."""
        values, problems = self.form.values()
        if self.form.find_wrong(problems):
            return
        try:
            news = record_step(
                self._desk.record,
                self._case.last,
                self._steps[str(values["stage"])],
                self._places[str(values["place"])],
                amount=values["amount"],
                person_id=None if values["person_id"] is None else str(values["person_id"]),
            )
        except ValidationError as e:
            self.form.find_wrong(problems_of(e))
            return
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self.recorded.emit(news)
        self.accept()

    def _fields(self) -> tuple[FormField, ...]:
        return (
            FormField(
                "stage",
                QT_TRANSLATE_NOOP("form", "What came next"),
                Kind.CHOICE,
                required=True,
                choices=tuple(Choice(step.stage, step.name) for step in self._steps.values()),
            ),
            FormField(
                "place",
                QT_TRANSLATE_NOOP("form", "Sheet and visit"),
                Kind.PICK,
                hint=QT_TRANSLATE_NOOP(
                    "form",
                    "It counts on the date of the visit. Is its sheet not here? Type the sheet"
                    " first (Alt+2).",
                ),
                example=QT_TRANSLATE_NOOP("form", "number of the sheet"),
                required=True,
                choices=tuple(_place(key, it) for key, it in self._places.items()),
            ),
            FormField(
                "person_id",
                QT_TRANSLATE_NOOP("form", "Officer"),
                Kind.PICK,
                example=QT_TRANSLATE_NOOP("form", "code or name"),
                choices=choices_of(self._desk.choices().people),
            ),
            FormField(
                "amount",
                QT_TRANSLATE_NOOP("form", "Amount £"),
                Kind.NUMBER,
                hint=QT_TRANSLATE_NOOP("form", "Of a fixed penalty; leave blank for other steps."),
                width=12,
            ),
        )

    def _likely_place(self) -> str | None:
        """Return the newest visit to the place of the last step, if there is one."""
        here = self._case.last.hotspot
        return next(
            (key for key, it in self._places.items() if it.hotspot.split(" ")[0] == here), None
        )


def possible_steps(case: Case) -> Sequence[NextStep]:
    """Return the next steps that are powers of their own, not a status of the last one."""
    return [step for step in case.next if step.status is None]


def _place(key: str, it: SheetChoice) -> Choice:
    words = translate("powers", "{0}, visit {1}, {2}").format(
        date_in_short(date.fromisoformat(it.day)), it.visit, it.hotspot
    )
    return Choice(key, words, it.sheet)
