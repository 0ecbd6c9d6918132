"""The tabs of a period: its figures, how the claim is worked out, checks, changes, what if."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from wardenlog.services.periods import Viewed
from wardenlog.services.returns.periods import ReturnPeriod
from wardenlog.services.returns.shown import Shown
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.bridge import BridgeTab
from wardenlog.ui.returns.changes import ChangesTab
from wardenlog.ui.returns.checks import ChecksTab
from wardenlog.ui.returns.sheets import ENGAGEMENT, POWERS, HotspotsTab, SheetTab
from wardenlog.ui.returns.summary import SummaryTab
from wardenlog.ui.returns.what_if import WhatIfTab


class PeriodPage(QWidget):
    """`behind_wanted` carries the `Asked` of a figure or None, `check_wanted` a check's code.

    `reached_wanted` carries a figure's name and how it was reached, where no records make it.
    """

    behind_wanted = Signal(object)
    reached_wanted = Signal(str, str)
    check_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.summary = SummaryTab(desk.theme)
        self.bridge = BridgeTab(desk.theme)
        self.hotspots = HotspotsTab(desk.theme)
        self.powers = SheetTab(desk.theme, POWERS, self.tr("Powers"), "Own use")
        self.engagement = SheetTab(desk.theme, ENGAGEMENT, self.tr("Engagement"), "Number")
        self.checks = ChecksTab(desk.theme)
        self.changes = ChangesTab(desk)
        self.what_if = WhatIfTab(desk)
        self.tabs = QTabWidget()
        self._shown: Shown | None = None
        for tab, name in (
            (self.summary, self.tr("Summary")),
            (self.bridge, self.tr("How the claim is worked out")),
            (self.hotspots, self.tr("Hotspots")),
            (self.powers, self.tr("Powers")),
            (self.engagement, self.tr("Engagement")),
            (self.checks, self.tr("Checks")),
            (self.changes, self.tr("Changes")),
            (self.what_if, self.tr("What if")),
        ):
            self.tabs.addTab(tab, name)
        bar = self.tabs.tabBar()
        bar.setAccessibleName(self.tr("What of the return is shown"))
        bar.setAccessibleDescription(self.tr("The arrow keys change it."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        for each in (self.summary, self.bridge, self.hotspots, self.powers, self.engagement):
            each.behind_wanted.connect(self.behind_wanted)
        self.summary.reached_wanted.connect(self.reached_wanted)
        self.checks.check_wanted.connect(self.check_wanted)
        self.tabs.currentChanged.connect(self._look)
        self.tabs.setEnabled(False)

    @property
    def busy(self) -> bool:
        """Whether anything of a tab is still to arrive."""
        return self.changes.busy or self.what_if.busy

    @property
    def can_ask(self) -> bool:
        """Whether there are figures to look behind."""
        return self._shown is not None

    @property
    def approves(self) -> bool:
        """Whether the council lets a second person approve its returns."""
        figures = None if self._shown is None else self._shown.figures
        return figures is not None and bool(figures.particulars.returns_approved)

    def wait(self, viewed: Viewed) -> None:
        """Keep what is shown until new figures come; those of another period are no use."""
        shown = self._shown
        if shown is not None and (shown.agreement, shown.period) != (
            viewed.agreement,
            viewed.period,
        ):
            self.tabs.setEnabled(False)

    def show_period(self, agreement: str, row: ReturnPeriod | None) -> None:
        """Be about a period's return: what was sent is compared once its tab is looked at."""
        self.changes.show_period(agreement, row)
        self._look()

    def show_figures(self, shown: Shown) -> None:
        """Show the figures of a period."""
        self._shown = shown
        self.tabs.setEnabled(True)
        for tab in (
            self.summary,
            self.bridge,
            self.hotspots,
            self.checks,
            self.what_if,
        ):
            tab.show_figures(shown)
        self.powers.show_sheet(shown.powers)
        self.engagement.show_sheet(shown.engagement)

    def ask(self) -> None:
        """Ask what is behind the figure that is chosen on the tab in view."""
        tab = self.tabs.currentWidget()
        if isinstance(
            tab, SummaryTab | BridgeTab | HotspotsTab | SheetTab | ChecksTab | ChangesTab
        ):
            tab.ask()

    def focus_tab(self) -> None:
        """Put the keyboard on the table of the tab in view."""
        for tab, table in (
            (self.summary, self.summary.table),
            (self.bridge, self.bridge.steps),
            (self.hotspots, self.hotspots.table),
            (self.powers, self.powers.table),
            (self.engagement, self.engagement.table),
            (self.checks, self.checks.table),
            (self.changes, self.changes.table),
            (self.what_if, self.what_if.minimum),
        ):
            if self.tabs.currentWidget() is tab:
                table.setFocus()

    def _look(self) -> None:
        if self.tabs.currentWidget() is self.changes:
            self.changes.look()
