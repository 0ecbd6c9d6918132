"""The page of people: who may do what, in which post, and funded by what."""

from typing import Any, Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from wardenlog.errors import MachineError, UserError
from wardenlog.services.people import Funding, Organisations, People, about_person
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.people.forms import funding_form, organisation_form, person_form
from wardenlog.ui.people.lists import funding_list, organisations_list, people_list
from wardenlog.ui.people.paste import PasteDialog
from wardenlog.ui.widgets.list_and_form import ListAndForm
from wardenlog.ui.widgets.register import Register
from wardenlog.ui.widgets.words import Words

KINDS: Final = ("person", "organisation", "funding_source")
"""The kinds of record on the tabs, in their order."""


class PeoplePage(QWidget):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._batch: str | None = None
        record = desk.record
        self.people = ListAndForm(
            Register(desk, people_list(record), People(record), show_title=False),
            person_form(desk),
            "people.new",
        )
        self.organisations = ListAndForm(
            Register(desk, organisations_list(), Organisations(record), show_title=False),
            organisation_form(desk),
            "organisations.new",
        )
        self.funding = ListAndForm(
            Register(desk, funding_list(), Funding(record), show_title=False),
            funding_form(desk),
            "funding.new",
        )
        self.tabs = QTabWidget()
        self._add_actions()
        self._lay_out()

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self._in_view().start()

    def show_place(self, place: Place) -> None:
        """Show a record on its tab, and go to a field of it (`authorisations.0.to_on`)."""
        if place.kind in KINDS and place.record_id is not None:
            self.tabs.setCurrentIndex(KINDS.index(place.kind))
            steps = place.field.split(".") if place.field else []
            path = tuple(int(step) if step.isdigit() else step for step in steps)
            self._in_view().show_record(place.record_id, path)

    def unsaved(self) -> str | None:
        """Return the name of a record that closing would lose changes of, or None."""
        return next((name for each in self._all() if (name := each.unsaved())), None)

    def save(self) -> bool:
        """Save what is typed on every tab; whether that worked."""
        return all(each.save() for each in self._all() if each.unsaved())

    def _add_actions(self) -> None:
        register = self.people.register
        paste = register.add_action("people.paste", self.paste)
        self._last_sheet = register.add_action("people.last_sheet", self._go_to_last_sheet)
        self.people.addActions([paste, self._last_sheet])
        self._take_back = make_action("people.take_back", self.people, self.take_back)
        self._take_back.setVisible(False)
        self._take_back.setEnabled(False)
        register.selected.connect(self._follow)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(Words(self.tr("People"), "title"))
        top.addWidget(Words(self.tr("Who may do what, in which post, funded by what?"), "muted"), 1)
        top.addWidget(ActionButton(self._take_back))
        for name, each in (
            (self.tr("People"), self.people),
            (self.tr("Organisations"), self.organisations),
            (self.tr("Funding"), self.funding),
        ):
            self.tabs.addTab(each, name)
            each.setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
            each.told.connect(self.told)
        bar = self.tabs.tabBar()
        bar.setAccessibleName(self.tr("People, organisations or funding"))
        bar.setAccessibleDescription(self.tr("Which list is shown. The arrow keys change it."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.tabs, 1)

    def _all(self) -> tuple[ListAndForm, ...]:
        return (self.people, self.organisations, self.funding)

    def _in_view(self) -> ListAndForm:
        return cast("ListAndForm", self.tabs.currentWidget())

    def _follow(self, row: Any) -> None:  # noqa: ANN401 - the row of any list
        self._last_sheet.setEnabled(row is not None)

    # Doing things

    def paste(self) -> None:
        """Open the box that takes a list of names."""
        box = PasteDialog(self._desk, self)
        box.added.connect(self._pasted)
        box.open()

    def take_back(self) -> None:
        """Undo the people that were pasted last, all of them at once."""
        if self._batch is None:
            return
        try:
            changes = self._desk.logbook.undo(self._batch)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self._remember(None)
        self._desk.bus.tell(changes)
        self.told.emit(self.tr("The pasted people are taken back"))

    def _pasted(self, news: tuple[str, int]) -> None:
        batch, number = news
        self._remember(batch)
        self.told.emit(self.tr("Added {0} people. Ctrl+Z takes them all back.").format(number))

    def _remember(self, batch: str | None) -> None:
        self._batch = batch
        self._take_back.setVisible(batch is not None)
        self._take_back.setEnabled(batch is not None)

    def _go_to_last_sheet(self) -> None:
        person_id = self.people.register.current_id()
        about = about_person(self._desk.record, person_id) if person_id else None
        if about is None or about.shift_id is None:
            self.told.emit(self.tr("This person was never on a sheet."))
        else:
            self._desk.bus.go(Place("sheets", "shift", about.shift_id))
