"""A page of several lists, each with its form, on tabs: one for each kind of record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from wardenlog.ui.actions import ActionButton
from wardenlog.ui.bus import Place
from wardenlog.ui.widgets.list_and_form import ListAndForm
from wardenlog.ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind of record as the record calls it, its name to a person, and its list with form."""

    kind: str
    name: str
    content: ListAndForm


class TabbedPage(QWidget):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tabs = QTabWidget()
        self._kinds: tuple[str, ...] = ()

    def show_tabs(self, tabs: Sequence[Tab], which: str) -> None:
        """Add the tabs; `which` names the choice between them to those who hear it."""
        self._kinds = tuple(tab.kind for tab in tabs)
        for tab in tabs:
            self.tabs.addTab(tab.content, tab.name)
            tab.content.setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
            tab.content.told.connect(self.told)
        bar = self.tabs.tabBar()
        bar.setAccessibleName(which)
        bar.setAccessibleDescription(self.tr("Which list is shown. The arrow keys change it."))

    def lay_out(self, title: str, asks: str, action: QAction) -> None:
        """Put the title, what the page answers and one action above the tabs."""
        top = QHBoxLayout()
        top.addWidget(Words(title, "title"))
        top.addWidget(Words(asks, "muted"), 1)
        top.addWidget(ActionButton(action))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.tabs, 1)

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self.in_view().start()

    def show_place(self, place: Place) -> None:
        """Show a record on its tab, and go to a field of it (`authorisations.0.to_on`)."""
        if place.kind in self._kinds and place.record_id is not None:
            self.tabs.setCurrentIndex(self._kinds.index(place.kind))
            steps = place.field.split(".") if place.field else []
            path = tuple(int(step) if step.isdigit() else step for step in steps)
            self.in_view().show_record(place.record_id, path)

    def unsaved(self) -> str | None:
        """Return the name of a record that closing would lose changes of, or None."""
        return next((name for each in self.lists() if (name := each.unsaved())), None)

    def save(self) -> bool:
        """Save what is typed on every tab; whether that worked."""
        return all(each.save() for each in self.lists() if each.unsaved())

    def lists(self) -> tuple[ListAndForm, ...]:
        """Return the lists with their forms, in the order of their tabs."""
        return tuple(cast("ListAndForm", self.tabs.widget(n)) for n in range(self.tabs.count()))

    def in_view(self) -> ListAndForm:
        """Return the list with form whose tab is shown."""
        return cast("ListAndForm", self.tabs.currentWidget())
