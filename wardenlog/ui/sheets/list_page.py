"""What was typed before, on two tabs: the list of shift sheets, and the list of their visits."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QToolButton, QVBoxLayout, QWidget

from wardenlog.services.sheets import Line
from wardenlog.services.visits import VisitRow, Visits
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.offers import DraftOffers
from wardenlog.ui.sheets.sheet_register import sheets_spec
from wardenlog.ui.sheets.visit_register import visits_spec
from wardenlog.ui.widgets.register import Register


class SheetList(QWidget):
    """The lists. `open_wanted` carries a sheet's id, `visit_wanted` the `Place` of a visit.

    `told` carries what to say in the status bar.
    """

    open_wanted = Signal(str)
    visit_wanted = Signal(object)
    new_wanted = Signal()
    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.offers = DraftOffers()
        self.sheets: Register[Line] = Register(
            desk, sheets_spec(desk), desk.sheets, show_title=False
        )
        self.visits: Register[VisitRow] | None = None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Sheets or visits"))
        self.tabs.setAccessibleDescription(self.tr("Ctrl+Tab goes to the other list."))
        self.tabs.addTab(self.sheets, self.tr("Shift sheets"))
        for scroll in self.tabs.tabBar().findChildren(QToolButton):
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do what they do
        self._visits_tab = QWidget()
        self._visits_tab.setLayout(QVBoxLayout())
        self.tabs.addTab(self._visits_tab, self.tr("Visits"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.offers)
        layout.addWidget(self.tabs, 1)
        self.sheets.add_action("sheets.new", self.new_wanted.emit, main=True)
        self.sheets.open_wanted.connect(self.open_wanted)
        self.sheets.told.connect(self.told)
        self.tabs.currentChanged.connect(self._show_tab)

    def focus_list(self) -> None:
        """Put the keyboard on the rows of the list that is shown."""
        if self.visits is not None and self.tabs.currentWidget() is self._visits_tab:
            self.visits.focus_list()
        else:
            self.sheets.focus_list()

    def _show_tab(self) -> None:
        if self.tabs.currentWidget() is self._visits_tab and self.visits is None:
            self._make_visits()
        self.focus_list()

    def _make_visits(self) -> None:
        """Make the list of visits, which is long, when it is first looked at."""
        desk = self._desk
        self.visits = Register(desk, visits_spec(desk), Visits(desk.record), show_title=False)
        self.visits.add_action("sheets.new", self.new_wanted.emit)
        self.visits.open_wanted.connect(self._want_visit)
        self.visits.told.connect(self.told)
        layout = self._visits_tab.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self.visits)

    def _want_visit(self) -> None:
        row = None if self.visits is None else self.visits.current()
        if row is not None:
            self.visit_wanted.emit(Place("sheets", "shift", row.shift_id, "hotspot", row.number))
