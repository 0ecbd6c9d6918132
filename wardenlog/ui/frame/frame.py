"""An open record on the screen: the rail, the top bar, and the page in view."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from wardenlog.ui.actions import make_action
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.frame.pages import KeepsWork, Page, PageSpec
from wardenlog.ui.frame.rail import Rail
from wardenlog.ui.frame.room import Pages, Room
from wardenlog.ui.frame.top_bar import TopBar
from wardenlog.ui.keys.keys import Keys

if TYPE_CHECKING:
    from wardenlog.ui.check_returns.window import CheckReturnsWindow
    from wardenlog.ui.keys.window import KeysWindow

_NARROW_BELOW: Final = 150
"""Characters across the window, below which the rail is narrow whatever was chosen."""


class Frame(QWidget):
    """`told` carries what a page says in the status bar, `page_made` a page shown first.

    `turned` comes as another page comes into view.
    """

    told = Signal(str)
    turned = Signal()
    page_made = Signal(object)

    def __init__(self, desk: Desk, specs: Sequence[PageSpec]) -> None:
        super().__init__()
        self.desk = desk
        self._specs = {spec.key: spec for spec in specs}
        self._pages: dict[str, QWidget] = {}
        self._given_up: set[str] = set()
        self._stack = Pages()
        self._fold = make_action("window.rail", self, self._choose_rail)
        self._rail = Rail(specs, self._fold, self)
        self._rail.wanted.connect(self.go_to)
        self._rail.narrow(narrow=True)  # until the room is known: it must not widen the window
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(TopBar(desk, self))
        beside.addWidget(Room(self._stack), 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._rail)
        layout.addLayout(beside, 1)
        space = self.fontMetrics().height() // 2
        self._stack.setContentsMargins(space * 2, space, space * 2, space)
        self._keys = Keys(desk.settings, self)
        self._keys_window: KeysWindow | None = None
        self._check_window: CheckReturnsWindow | None = None
        self._check = make_action("window.check_returns", self, self.check_returns)
        self._all_keys = make_action("window.keys", self, self.show_keys)
        self._help = make_action("window.help", self, self.show_help)
        self._backups = make_action("go.backups", self, self._show_backups)
        self._keys.apply(self)
        desk.bus.place_wanted.connect(self._show_place)
        desk.theme.resized.connect(self._make_again_soon)

    @property
    def key(self) -> str | None:
        """The key of the page in view, or None while there is none."""
        here = self._stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is here), None)

    def page(self, key: str) -> QWidget:
        """Return a page, made now if it was not shown before; KeyError for an unknown one."""
        if key not in self._pages:
            made = self._specs[key].make(self.desk)
            self._pages[key] = made
            self._stack.addWidget(made)
            cast("Any", made).told.connect(self.told)
            self._keys.apply(made)
            fit_rows(made, self.desk.theme.row_height)
            self.page_made.emit(made)
        return self._pages[key]

    def go_to(self, key: str) -> None:
        """Show a page and put the keyboard where its work begins."""
        before, page = self.key, self.page(key)
        self._stack.setCurrentWidget(page)
        self._rail.show_page(key)
        if before not in {None, key}:
            self.turned.emit()
        cast("Page", page).start()

    def unsaved(self) -> tuple[str, str] | None:
        """Return the first page with work that closing would lose, and what that is, or None."""
        for key, page in self._pages.items():
            work = page.unsaved() if isinstance(page, KeepsWork) else None
            if work is not None and key not in self._given_up:
                return key, work
        return None

    def save(self, key: str) -> bool:
        """Save what is typed on a page, and show the page where that did not work."""
        page = self.page(key)
        saved = isinstance(page, KeepsWork) and page.save()
        if not saved:
            self._stack.setCurrentWidget(page)
            self._rail.show_page(key)
        return saved

    def give_up(self, key: str) -> None:
        """Lose what is typed on a page, because it was said so."""
        self._given_up.add(key)

    def show_keys(self) -> None:
        """Show the window of all keys."""
        if self._keys_window is None:
            from wardenlog.ui.keys.window import KeysWindow

            self._keys_window = KeysWindow(self._keys, self.desk.theme.row_height, self)
        self._keys_window.begin()

    def check_returns(self) -> None:
        """Show the window that checks returns which somebody sent."""
        if self._check_window is None:
            from wardenlog.ui.check_returns.window import CheckReturnsWindow

            self._check_window = CheckReturnsWindow(self.desk.theme, self)
            self._check_window.closed.connect(self._forget_checks)
            self._keys.apply(self._check_window)
        self._check_window.begin()

    def show_help(self) -> None:
        """Show the help about what has the keyboard, or else about the page in view."""
        from wardenlog.ui.help.sections import place_about

        self._show_place(place_about(self.focusWidget(), self.key))

    def _forget_checks(self) -> None:
        if self._check_window is not None:
            self._check_window.deleteLater()
            self._check_window = None

    def _show_backups(self) -> None:
        self._show_place(Place("backups"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() >= self.fontMetrics().averageCharWidth() * _NARROW_BELOW
        self._rail.narrow(narrow=self.desk.settings.now.narrow_rail or not room)
        self._fold.setVisible(room)

    def _choose_rail(self) -> None:
        settings = self.desk.settings
        self.desk.settings.choose(narrow_rail=not settings.now.narrow_rail)
        self._fit()

    def _make_again_soon(self) -> None:
        QTimer.singleShot(0, self._make_again)

    def _make_again(self) -> None:
        """Lay pages out for another size of text; one with unsaved work keeps its old layout."""
        here = self.key
        focused: QWidget | None = self.focusWidget()
        name = "" if focused is None else focused.objectName()
        for key, page in list(self._pages.items()):
            if not isinstance(page, KeepsWork) or page.unsaved() is None:
                del self._pages[key]
                self._stack.removeWidget(page)
                page.deleteLater()
        if self._keys_window is not None:
            self._keys_window.deleteLater()
            self._keys_window = None
        self._fit()
        if here is not None:
            self.go_to(here)
            again = self._pages[here].findChild(QWidget, name) if name else None
            if again is not None:
                again.setFocus()

    def _show_place(self, place: object) -> None:
        if isinstance(place, Place) and place.page == "keys":
            self.show_keys()
        elif isinstance(place, Place) and place.page == "check_returns":
            self.check_returns()
        elif isinstance(place, Place) and place.page in self._specs:
            self.go_to(place.page)
            if place.record_id is not None:
                cast("Page", self._pages[place.page]).show_place(place)


def fit_rows(root: QWidget, height: int) -> None:
    """Give the rows of every table below a widget a height, in pixels."""
    for table in root.findChildren(QTableView):
        table.verticalHeader().setMinimumSectionSize(1)
        table.verticalHeader().setDefaultSectionSize(height)
