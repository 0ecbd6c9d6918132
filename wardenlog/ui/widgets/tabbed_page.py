"""A page of tabs: lists of records, each with its form, and panes of what is no such list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from wardenlog.ui.actions import ActionButton
from wardenlog.ui.bus import Place
from wardenlog.ui.widgets.form import Path
from wardenlog.ui.widgets.list_and_form import ListAndForm
from wardenlog.ui.widgets.words import Words


class Pane(QWidget):
    """What a tab shows that is no list with a form; `told` carries words for the status bar.

    A pane on which something is typed also says what is not saved, and saves it.
    """

    told = Signal(str)

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self.setFocus()

    def show_record(self, record_id: str, path: Path = ()) -> None:
        """Show a record, and go to a field of it."""

    def unsaved(self) -> str | None:
        """Return the name of what would lose changes, or None."""
        return None

    def save(self) -> bool:
        """Save what is typed; whether that worked."""
        return True


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind of record as the record calls it, its name to a person, and what shows it."""

    kind: str
    name: str
    content: ListAndForm | Pane


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
        self.shown().start()

    def show_place(self, place: Place) -> None:
        """Show a record on its tab, and go to a field of it (`authorisations.0.to_on`)."""
        if place.kind in self._kinds and place.record_id is not None:
            self.tabs.setCurrentIndex(self._kinds.index(place.kind))
            steps = place.field.split(".") if place.field else []
            path = tuple(int(step) if step.isdigit() else step for step in steps)
            self.shown().show_record(place.record_id, path)

    def unsaved(self) -> str | None:
        """Return the name of a record that closing would lose changes of, or None."""
        return next((name for each in self.contents() if (name := each.unsaved())), None)

    def save(self) -> bool:
        """Save what is typed on every tab; whether that worked."""
        return all(each.save() for each in self.contents() if each.unsaved())

    def contents(self) -> tuple[ListAndForm | Pane, ...]:
        """Return what the tabs show, in their order."""
        return tuple(
            cast("ListAndForm | Pane", self.tabs.widget(n)) for n in range(self.tabs.count())
        )

    def shown(self) -> ListAndForm | Pane:
        """Return what the tab in front shows."""
        return cast("ListAndForm | Pane", self.tabs.currentWidget())

    def lists(self) -> tuple[ListAndForm, ...]:
        """Return the lists with their forms, in the order of their tabs."""
        return tuple(each for each in self.contents() if isinstance(each, ListAndForm))

    def in_view(self) -> ListAndForm:
        """Return the list with form whose tab is in front, where every tab has one."""
        return cast("ListAndForm", self.tabs.currentWidget())
