"""The bar above the page: quick find, and the agreement and period in view."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wardenlog.ui.actions import make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame.period_bar import PeriodBar
from wardenlog.ui.search import QuickFind


class TopBar(QWidget):
    """What is the same on every page; `quick_find` is the box of quick find, on its left."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """The actions' keys work while the focus is in the owner."""
        super().__init__()
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.quick_find = QuickFind(desk)
        self.period = PeriodBar(desk, owner)
        self._seek = make_action("window.find", owner, self.quick_find.begin)
        row = QHBoxLayout(self)
        unit = self.fontMetrics().height() // 2
        row.setContentsMargins(unit * 2, unit // 2, unit * 2, unit // 2)
        row.setSpacing(unit * 2)
        row.addWidget(self.quick_find)
        row.addStretch(1)
        row.addWidget(self.period)
