"""The window's frame: the rail of pages, the page in view, and the status bar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, cast

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.page import ReturnsPage
from wardenlog.ui.sheets.page import SheetsPage
from wardenlog.ui.widgets.words import Words


class Page(Protocol):
    """What the frame needs of a page, which is also a widget with a signal `told`."""

    def start(self) -> None:
        """Put the keyboard where work begins."""
        ...

    def show_place(self, place: Place) -> None:
        """Show a record of the page, and put the keyboard on the field that is named."""
        ...


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page of the rail as data; the action `go.` and its key goes to it."""

    key: str
    make: Callable[[Desk], QWidget]


PAGES: Final = (
    PageSpec("sheets", SheetsPage),
    PageSpec("returns", ReturnsPage),
)
"""The pages that there are, in the order of the rail."""


class MainWindow(QMainWindow):
    """The window. It shows one widget, or the pages of an open record beside their rail."""

    def __init__(self, geometry: QSettings) -> None:
        super().__init__()
        self._geometry = geometry
        self._saved = Words()
        self._where = Words(kind="muted")
        self._frame: Frame | None = None
        self.setWindowTitle("wardenlog")
        self.statusBar().addWidget(self._saved, 1)
        self.statusBar().addPermanentWidget(self._where)
        self.statusBar().setSizeGripEnabled(False)
        kept = geometry.value("window")
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(
                self.fontMetrics().averageCharWidth() * 170, self.fontMetrics().height() * 42
            )

    def show_start(self, page: QWidget) -> None:
        """Show a page that needs no record."""
        self.setCentralWidget(page)

    def show_record(self, desk: Desk, pages: Sequence[PageSpec] = PAGES) -> "Frame":
        """Show the pages of an open record; return their frame."""
        self._frame = Frame(desk, pages)
        self.setCentralWidget(self._frame)
        self.setWindowTitle(f"{desk.council} – wardenlog" if desk.council else "wardenlog")
        self._where.say(str(desk.record.path))
        self._where.setAccessibleName(self.tr("Open file: {0}").format(desk.record.path))
        for page in self._frame.pages.values():
            cast("SheetsPage", page).told.connect(self.say)
        self.say(self.tr("All saved"))
        self._frame.go_to(pages[0].key)
        return self._frame

    def say(self, words: str) -> None:
        """Say in the status bar what was saved, or why it was not."""
        self._saved.say(words)

    def closeEvent(self, event: QCloseEvent) -> None:
        unsaved = self._frame.unsaved() if self._frame else None
        if unsaved is None or self._frame is None:
            self._geometry.setValue("window", self.saveGeometry())
            event.accept()
            return
        event.ignore()
        self._frame.desk.prompts.choose(
            self.tr("Close wardenlog?"),
            self.tr("Sheet {0} has changes that are not saved.").format(unsaved),
            {
                self.tr("Save and close"): self._save_and_close,
                self.tr("Close without saving"): self._close_anyway,
            },
        )

    def _save_and_close(self) -> None:
        if self._frame is not None and self._frame.sheets.save():
            QTimer.singleShot(0, self.close)

    def _close_anyway(self) -> None:
        if self._frame is not None:
            self._frame.give_up = True
        QTimer.singleShot(0, self.close)


class Frame(QWidget):
    """The rail, and the pages it leads to."""

    def __init__(self, desk: Desk, specs: Sequence[PageSpec]) -> None:
        super().__init__()
        self.desk = desk
        self.give_up = False
        self._stack = QStackedWidget()
        self._buttons = QButtonGroup(self)
        self.pages: dict[str, QWidget] = {}
        rail = QWidget()
        rail.setObjectName("rail")
        rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rail.setMinimumWidth(self.fontMetrics().averageCharWidth() * 20)
        column = QVBoxLayout(rail)
        name = QLabel("wardenlog")
        name.setProperty("words", "heading")
        column.addWidget(name)
        for spec in specs:
            page = spec.make(desk)
            self.pages[spec.key] = page
            self._stack.addWidget(page)
            button = RailButton(spec.key, self)
            button.wanted.connect(self.go_to)
            self._buttons.addButton(button)
            column.addWidget(button)
        column.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(rail)
        layout.addWidget(self._stack, 1)
        space = self.fontMetrics().height() // 2
        self._stack.setContentsMargins(space, space // 2, space, space // 2)
        desk.bus.place_wanted.connect(self._show_place)

    @property
    def sheets(self) -> SheetsPage:
        """The page of shift sheets."""
        return cast("SheetsPage", self.pages["sheets"])

    def go_to(self, key: str) -> None:
        """Show a page and put the keyboard where its work begins."""
        page = self.pages[key]
        self._stack.setCurrentWidget(page)
        self._buttons.buttons()[list(self.pages).index(key)].setChecked(True)
        cast("Page", page).start()

    def _show_place(self, place: object) -> None:
        if isinstance(place, Place) and place.page in self.pages:
            self.go_to(place.page)
            if place.record_id is not None:
                cast("Page", self.pages[place.page]).show_place(place)

    def unsaved(self) -> str | None:
        """Return the sheet that closing would lose changes of, or None."""
        return None if self.give_up else self.sheets.unsaved()


class RailButton(ActionButton):
    """A button of the rail; `wanted` carries the page it leads to."""

    wanted = Signal(str)

    def __init__(self, key: str, frame: QWidget) -> None:
        super().__init__(make_action(f"go.{key}", frame, self._want))
        self._key = key
        self.setCheckable(True)
        self.setProperty("rail", True)

    def _want(self) -> None:
        self.wanted.emit(self._key)
