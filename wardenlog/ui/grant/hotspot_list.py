"""The tab of the hotspot list: its versions, and each version beside the one before."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter

from wardenlog.services.grant.listings import (
    Change,
    Listed,
    ListedLine,
    ListVersion,
    Versions,
)
from wardenlog.services.logbook import Changes
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.bus import Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.list_box import AddBox, EndBox, ListBox, ReplaceBox
from wardenlog.ui.grant.wording import day_words, tr
from wardenlog.ui.widgets.form import Path
from wardenlog.ui.widgets.register import Column, Filter, Register, RegisterSpec
from wardenlog.ui.widgets.tabbed_page import Pane

_SHARES: Final = (2_000, 3_000)


class HotspotListTab(Pane):
    """Left the days on which the list changed, right who was on it then, joined or left."""

    def __init__(self, desk: Desk, viewing: Callable[[], str | None]) -> None:
        super().__init__()
        self._desk = desk
        self._viewing = viewing
        self._day: date | None = None
        self.versions = Register(
            desk, _versions_list(), Versions(desk.record, viewing), show_title=False
        )
        self.listed = Register(
            desk, _listed_list(), Listed(desk.record, self._version), show_title=False
        )
        self._adding = self.listed.add_action("hotspot_list.add", self.add, main=True)
        self._ending = self.listed.add_action("hotspot_list.end", self.end)
        self._replacing = self.listed.add_action("hotspot_list.replace", self.replace)
        self.addActions([self._adding, self._ending, self._replacing])
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(self.fontMetrics().height() // 2)
        parts.addWidget(self.versions)
        parts.addWidget(self.listed)
        parts.setSizes(_SHARES)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(parts)
        self.versions.selected.connect(self._show_version)
        self.listed.selected.connect(self._follow)
        self.listed.open_wanted.connect(self._go_to_hotspot)
        for each in (self.versions, self.listed):
            each.told.connect(self.told)

    def start(self) -> None:
        """Put the keyboard on the versions."""
        self.versions.focus_list()

    def show_record(self, record_id: str, path: Path = ()) -> None:
        """Show a hotspot on the list."""
        del path
        self.listed.show_record(record_id)

    def look_again(self) -> None:
        """Show the list of the agreement in view as it is recorded now."""
        for each in (self.versions, self.listed):
            each.reread()

    # Changing it

    def add(self) -> None:
        """Ask which hotspots are listed from when."""
        reference = self._viewing()
        if reference is not None:
            self._open(AddBox(self._desk, reference, self))

    def end(self) -> None:
        """Ask with which day the selected hotspots leave the list."""
        reference, chosen = self._viewing(), self._chosen()
        if reference is not None and chosen:
            self._open(EndBox(self._desk, reference, chosen, self))

    def replace(self) -> None:
        """Ask which hotspot comes in the place of the selected one, and when."""
        reference, chosen = self._viewing(), self._chosen()
        if reference is not None and chosen:
            self._open(ReplaceBox(self._desk, reference, chosen[0], self))

    def _open(self, box: ListBox) -> None:
        box.done_with.connect(self._done)
        box.open()

    def _done(self, changes: object) -> None:
        if isinstance(changes, Changes):
            self._desk.bus.tell(changes)
            self.told.emit(self.tr("Saved. Ctrl+Z takes it back."))

    def _chosen(self) -> list[ListedLine]:
        """Return the selected hotspots that are on the list, from the top."""
        model = self.listed.model
        places = [model.position(each) for each in self.listed.chosen_ids()]
        rows = [model.row(place) for place in places if place is not None]
        return [row for row in rows if row is not None and row.change is not Change.LEFT]

    # Following

    def _version(self) -> tuple[str | None, date | None]:
        return self._viewing(), self._day

    def _show_version(self, row: object) -> None:
        day = row.from_on if isinstance(row, ListVersion) else None
        if day != self._day:
            self._day = day
            self.listed.reread()

    def _follow(self, row: object) -> None:
        del row
        there = bool(self._chosen())
        self._ending.setEnabled(there)
        self._replacing.setEnabled(there)

    def _go_to_hotspot(self, hotspot_id: str) -> None:
        self._desk.bus.go(Place("hotspots", "hotspot", hotspot_id))


_CHANGES: Final = {
    Change.JOINED: QT_TRANSLATE_NOOP("grant", "+ joined"),
    Change.LEFT: QT_TRANSLATE_NOOP("grant", "− left"),
    Change.STAYED: QT_TRANSLATE_NOOP("grant", "● stayed"),
}


def _versions_list() -> RegisterSpec[ListVersion]:
    return RegisterSpec(
        key="list_versions",
        title=QT_TRANSLATE_NOOP("register", "Versions of the list"),
        one=QT_TRANSLATE_NOOP("register", "version"),
        many=QT_TRANSLATE_NOOP("register", "versions"),
        columns=(
            Column(
                "from_on",
                "From",
                lambda it: day_words(it.from_on),
                11,
                order="from_on",
                ascending_words="From, oldest first",
                descending_words="From, newest first",
            ),
            Column("until", "To", lambda it: day_words(it.until) if it.until else "", 11),
            Column("listed", "Listed", lambda it: str(it.listed), 7, number=True),
            Column("joined", "Joined", lambda it: _signed("+", it.joined), 7, number=True),
            Column("left", "Left", lambda it: _signed("−", it.left), 7, number=True),
        ),
        order="from_on",
        descending=True,
        kinds=frozenset({"agreement"}),
        empty=QT_TRANSLATE_NOOP(
            "register", "No hotspot was ever on the list. Add the first with Add to the list…"
        ),
        opens=False,
    )


def _listed_list() -> RegisterSpec[ListedLine]:
    return RegisterSpec(
        key="listed_hotspots",
        title=QT_TRANSLATE_NOOP("register", "Hotspots on the list"),
        one=QT_TRANSLATE_NOOP("register", "hotspot"),
        many=QT_TRANSLATE_NOOP("register", "hotspots"),
        columns=(
            Column("code", "Code", lambda it: it.code, 6, order="code"),
            Column("name", "Name", lambda it: it.name, 26, order="name"),
            Column(
                "change",
                "Since the version before",
                _change,
                26,
                order="change",
                ascending_words="What changed first",
                descending_words="What stayed first",
            ),
            Column("from_on", "Listed from", lambda it: day_words(it.from_on), 12, order="from_on"),
            Column("to_on", "To", lambda it: day_words(it.to_on) if it.to_on else "", 12),
        ),
        order="code",
        kinds=frozenset({"agreement", "hotspot"}),
        empty=QT_TRANSLATE_NOOP(
            "register", "No hotspot is on the list. Press Ctrl+N to add some from a date on."
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Code or name"),
        filters=(Filter("change", QT_TRANSLATE_NOOP("register", "Show"), _filters, every="All"),),
        stretch="name",
    )


def _filters() -> Sequence[tuple[str, str]]:
    return [(change.value, tr(words)) for change, words in _CHANGES.items()]


def _signed(sign: str, number: int) -> str:
    return f"{sign}{number}" if number else ""


def _change(it: ListedLine) -> str:
    words = tr(_CHANGES[it.change])
    if it.change is Change.LEFT and it.replaced_by:
        return tr("{0}, replaced by {1}").format(words, it.replaced_by)
    if it.change is Change.JOINED and it.replaces:
        return tr("{0} in place of {1}").format(words, it.replaces)
    return words
