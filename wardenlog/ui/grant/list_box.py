"""The boxes that change the hotspot list with one date: add, take off, replace."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from wardenlog.errors import MachineError, UserError
from wardenlog.services.grant import listings
from wardenlog.services.grant.listings import ListedLine
from wardenlog.services.logbook import Changes
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.wording import tr
from wardenlog.ui.widgets.form import Choice, Form, FormField, FormRows, Kind, choices_of
from wardenlog.ui.widgets.form.form import Fields
from wardenlog.ui.widgets.form.problems import problems_of
from wardenlog.ui.widgets.words import Words

Values = dict[str, object]


class ListBox(QDialog):
    """A small form with a date. `done_with` carries the Changes once they are saved."""

    done_with = Signal(object)

    def __init__(
        self,
        desk: Desk,
        title: str,
        about: str,
        fields: Fields,
        save: Callable[[Values], Changes],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._save = save
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form: Final = Form(fields)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        for button in buttons.buttons():
            button.setAccessibleDescription(self.tr("Saves the change, or closes this box."))
        layout = QVBoxLayout(self)
        layout.addWidget(Words(title, "heading"))
        layout.addWidget(Words(about, "muted", wrap=True))
        layout.addWidget(self.form, 1)
        layout.addWidget(buttons)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        self.form.show_values({})
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 66, metrics.height() * 16)
        self.form.begin()

    def save(self) -> None:
        """Save the change and close; what is wrong is said beside its field."""
        values, problems = self.form.values()
        if self.form.find_wrong(problems):
            return
        try:
            changes = self._save(values)
        except UserError as e:
            self.form.find_wrong(problems_of(e))
            return
        except MachineError as e:
            self._desk.prompts.tell_error(e)
            return
        self.done_with.emit(changes)
        self.accept()


class AddBox(ListBox):
    """Lists hotspots from a day on."""

    def __init__(self, desk: Desk, reference: str, parent: QWidget) -> None:
        fields = (
            _day(QT_TRANSLATE_NOOP("form", "On the list from")),
            FormRows(
                "hotspots",
                QT_TRANSLATE_NOOP("form", "Hotspots"),
                QT_TRANSLATE_NOOP("form", "hotspot"),
                (_hotspot(desk, QT_TRANSLATE_NOOP("form", "Hotspot")),),
            ),
        )
        super().__init__(
            desk,
            tr("Add to the list"),
            tr("Visits to a hotspot can be claimed from the day on which it is listed."),
            fields,
            partial(_add, desk, reference),
            parent,
        )
        self.form.show_values({"hotspots": ({},)})
        self.form.begin()


class EndBox(ListBox):
    """Ends the listings of hotspots with a day."""

    def __init__(
        self, desk: Desk, reference: str, chosen: Sequence[ListedLine], parent: QWidget
    ) -> None:
        ids = [line.id for line in chosen]
        super().__init__(
            desk,
            tr("Take off the list"),
            tr("No longer listed after this day: {0}.").format(_named(chosen)),
            (_day(QT_TRANSLATE_NOOP("form", "Last day on the list")),),
            partial(_end, desk, reference, ids),
            parent,
        )


class ReplaceBox(ListBox):
    """Puts another hotspot in the place of one."""

    def __init__(self, desk: Desk, reference: str, old: ListedLine, parent: QWidget) -> None:
        super().__init__(
            desk,
            tr("Replace a hotspot"),
            tr("{0} leaves the list the day before.").format(_named([old])),
            (
                _hotspot(desk, QT_TRANSLATE_NOOP("form", "Replaced by"), name="new"),
                _day(QT_TRANSLATE_NOOP("form", "On the list from")),
            ),
            partial(_replace, desk, reference, old.id),
            parent,
        )


def _day(label: str) -> FormField:
    return FormField("day", label, Kind.DATE, required=True, width=16)


def _hotspot(desk: Desk, label: str, name: str = "hotspot_id") -> FormField:
    return FormField(
        name,
        label,
        Kind.PICK,
        example=QT_TRANSLATE_NOOP("form", "code or name"),
        required=True,
        choices=partial(_places, desk),
    )


def _places(desk: Desk) -> Sequence[Choice]:
    return choices_of(listings.places(desk.record))


def _named(lines: Sequence[ListedLine]) -> str:
    return ", ".join(f"{line.code} {line.name}" for line in lines)


def _typed_day(values: Values) -> date:
    day = values["day"]
    if not isinstance(day, date):
        raise TypeError(day)
    return day


def _add(desk: Desk, reference: str, values: Values) -> Changes:
    rows = values["hotspots"]
    ids = [str(row["hotspot_id"]) for row in rows] if isinstance(rows, tuple) else []
    if not ids:
        raise UserError(tr("Add at least one hotspot."), field="hotspots")
    if len(set(ids)) < len(ids):
        raise UserError(tr("A hotspot is named twice."), field="hotspots")
    return listings.add_to_list(desk.record, reference, ids, _typed_day(values))


def _end(desk: Desk, reference: str, ids: Sequence[str], values: Values) -> Changes:
    return listings.end_listings(desk.record, reference, ids, _typed_day(values))


def _replace(desk: Desk, reference: str, old: str, values: Values) -> Changes:
    new = str(values["new"])
    return listings.replace_listing(desk.record, reference, old, new, _typed_day(values))
