"""The page of people: who may do what, in which post, and funded by what."""

from typing import Any

from wardenlog.errors import MachineError, UserError
from wardenlog.services.people import Funding, Organisations, People, about_person
from wardenlog.ui.actions import make_action
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.people.forms import funding_form, organisation_form, person_form
from wardenlog.ui.people.lists import funding_list, organisations_list, people_list
from wardenlog.ui.people.paste import PasteDialog
from wardenlog.ui.widgets.list_and_form import ListAndForm
from wardenlog.ui.widgets.register import Register
from wardenlog.ui.widgets.tabbed_page import Tab, TabbedPage


class PeoplePage(TabbedPage):
    """People, the organisations they work for, and what pays for them."""

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
        self._add_actions()
        self.show_tabs(
            (
                Tab("person", self.tr("People"), self.people),
                Tab("organisation", self.tr("Organisations"), self.organisations),
                Tab("funding_source", self.tr("Funding"), self.funding),
            ),
            self.tr("People, organisations or funding"),
        )
        self.lay_out(
            self.tr("People"),
            self.tr("Who may do what, in which post, funded by what?"),
            self._take_back,
        )

    def _add_actions(self) -> None:
        register = self.people.register
        paste = register.add_action("people.paste", self.paste)
        self._last_sheet = register.add_action("people.last_sheet", self._go_to_last_sheet)
        self.people.addActions([paste, self._last_sheet])
        self._take_back = make_action("people.take_back", self.people, self.take_back)
        self._take_back.setVisible(False)
        self._take_back.setEnabled(False)
        register.selected.connect(self._follow)

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
