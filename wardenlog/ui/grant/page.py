"""The page of the grant: what the terms say on a day, what varied them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wardenlog import clock
from wardenlog.services.grant.agreements import Agreements, is_any
from wardenlog.services.grant.so_far import SoFar
from wardenlog.services.grant.variations import held_variations, variation_id
from wardenlog.services.logbook import Changes
from wardenlog.services.periods import Viewed, reporting_periods
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.agreements import agreement_form, agreements_list
from wardenlog.ui.grant.hotspot_list import HotspotListTab
from wardenlog.ui.grant.money import money_tabs
from wardenlog.ui.grant.steps import Steps
from wardenlog.ui.grant.terms import TermsTab
from wardenlog.ui.grant.variations import VariationsTab
from wardenlog.ui.widgets.list_and_form import ListAndForm
from wardenlog.ui.widgets.register import Register
from wardenlog.ui.widgets.tabbed_page import Tab, TabbedPage
from wardenlog.ui.widgets.words import Words

_OWN = frozenset({"agreement", "line_month", "funding_source"})
"""The kinds of record that change on this page."""


class GrantPage(TabbedPage):
    """The agreement in view on tabs; every tab follows the choice of agreement above the page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        record = desk.record
        so_far = SoFar(record)
        self.terms = TermsTab(desk, self._viewing, so_far)
        self.variations = VariationsTab(desk, self._viewing, so_far)
        self.hotspot_list = HotspotListTab(desk, self._viewing)
        self.agreements = ListAndForm(
            Register(desk, agreements_list(), Agreements(record), show_title=False),
            agreement_form(desk),
            "grant.new",
        )
        self.steps = Steps(desk, self, _OWN)
        self._take_back = make_action("grant.take_back", self, self.steps.take_back)
        register = self.agreements.register
        self._look = register.add_action("grant.look", self.look_at_agreement)
        self.agreements.addAction(self._look)
        self.show_tabs(
            (
                Tab("terms", self.tr("Terms"), self.terms),
                Tab("variation", self.tr("Variations"), self.variations),
                Tab("listing", self.tr("Hotspot list"), self.hotspot_list),
                Tab("agreement", self.tr("Agreement"), self.agreements),
                *money_tabs(desk),
            ),
            self.tr("Parts of the grant"),
        )
        self.lay_out(
            self.tr("Grant"),
            self.tr("What do the terms say today, and before a variation?"),
            self._take_back,
        )
        self._add_nothing()
        register.selected.connect(self._follow)
        for each in self.lists():
            each.register.selected.connect(self._part_keys)
        self.steps.changed.connect(self._show_step)
        self.steps.told.connect(self.told)
        desk.bus.changed.connect(self._hear)
        desk.view.changed.connect(self._look_elsewhere)
        self._show_step()
        self._show_whether_any()

    # Without an agreement

    def _add_nothing(self) -> None:
        """Put what to do first in the place of the tabs."""
        self._nothing = QWidget()
        column = QVBoxLayout(self._nothing)
        words = Words(
            self.tr(
                "No grant agreement is recorded yet. Record one, then add variation 0 to it: the"
                " terms as they were first agreed."
            ),
            wrap=True,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._new = make_action("grant.new", self._nothing, self.begin)
        button = ActionButton(self._new)
        button.setProperty("main", True)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(button)
        line.addStretch()
        column.addStretch(1)
        column.addWidget(words)
        column.addLayout(line)
        column.addStretch(2)
        self._first = button
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._nothing)

    def _show_whether_any(self) -> None:
        there = is_any(self._desk.record) or self.agreements.form.is_new
        self.tabs.setVisible(there)
        self._nothing.setVisible(not there)

    # What the frame asks

    def start(self) -> None:
        """Put the keyboard where work begins."""
        if self._nothing.isVisibleTo(self):
            self._first.setFocus()
        else:
            super().start()

    def show_place(self, place: Place) -> None:
        """Show an agreement or, by the path of a field, one of its variations."""
        steps = (place.field or "").split(".")
        if place.kind == "agreement" and place.record_id and steps[0] == "variations":
            held = held_variations(self._desk.record, place.record_id)
            if len(steps) > 1 and steps[1].isdigit() and int(steps[1]) < len(held):
                variation = variation_id(place.record_id, held[int(steps[1])])
                rest = ".".join(steps[2:]) or None
                place = Place("grant", "variation", variation, rest)
        super().show_place(place)

    # Doing things

    def begin(self) -> None:
        """Begin a new agreement."""
        self.tabs.setCurrentWidget(self.agreements)
        self.agreements.begin()
        self._show_whether_any()
        self.agreements.form.form.begin()

    def look_at_agreement(self) -> None:
        """Let every page keep to the selected agreement, in its newest period."""
        line = self.agreements.register.current()
        wanted = None if line is None else line.reference
        for known in self._desk.agreements():
            if known.reference == wanted:
                today = clock.local_date(clock.now())
                periods = reporting_periods(known, today)
                here = self._desk.view.now.period
                period = here if here in periods or not periods else periods[0]
                self._desk.view.choose(Viewed(known.reference, period))
                self.told.emit(self.tr("Every page now keeps to {0}").format(known.reference))

    # Following

    def _viewing(self) -> str | None:
        return self._desk.view.now.agreement

    def _look_elsewhere(self) -> None:
        self.terms.look_again()
        self.hotspot_list.look_again()
        self.variations.register.reread()

    def _follow(self, row: Any) -> None:  # noqa: ANN401 - the row of any list
        self._look.setEnabled(row is not None and row.void_reason is None)

    def _hear(self, changes: object) -> None:
        if isinstance(changes, Changes) and "agreement" in changes.kinds:
            self._show_whether_any()
            self.terms.look_again()
            self.variations.look_again()

    def _show_step(self) -> None:
        self._take_back.setVisible(self.steps.any)
        self._take_back.setEnabled(self.steps.any)
        self._part_keys()

    def _part_keys(self) -> None:
        """Leave Ctrl+Z to the page, which takes back what any part of it did."""
        for each in self.lists():
            each.register.undo_action.setEnabled(False)
