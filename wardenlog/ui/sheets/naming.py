"""What happens when a sheet names a place or person: short codes are remembered, new ones added."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from wardenlog.errors import MachineError
from wardenlog.services import short_codes
from wardenlog.services.choices import Named
from wardenlog.services.logbook import Changes
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.add_dialog import AddDialog
from wardenlog.ui.sheets.grid import VisitGrid
from wardenlog.ui.sheets.header import SheetHeader
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.widgets.names import Confirmed, Kind, Wanted


class Naming(QObject):
    """Hears the name fields of the head and the grid. `changed` comes when the sheet changed."""

    changed = Signal()
    told = Signal(str)

    def __init__(
        self, desk: Desk, header: SheetHeader, grid: VisitGrid, presenter: SheetPresenter
    ) -> None:
        super().__init__(grid)
        self._desk = desk
        self._header = header
        self._grid = grid
        self._presenter = presenter
        self._fill: Callable[[Named], None] | None = None
        for part in (header, grid):
            part.confirmed.connect(self.remember)
        header.add_wanted.connect(self._add_in_head)
        grid.add_wanted.connect(self._add_in_grid)

    def add(self) -> None:
        """Add what is typed as a hotspot or person."""
        if self._header.here == "crew":
            self._header.want_to_add()
        elif not self._grid.want_to_add():
            self.told.emit(self.tr("Go to the hotspot or the crew to add one"))

    def remember(self, said: Confirmed) -> None:
        """Take a text for a record from now on."""
        try:
            short_codes.remember(self._desk.record, said.kind.value, said.typed, said.meant.id)
        except MachineError as e:
            self._desk.prompts.tell_error(e)
            return
        self._presenter.know(self._desk.choices())
        self.told.emit(
            self.tr("From now on “{0}” is {1} {2}").format(
                said.typed, said.meant.code, said.meant.name
            )
        )

    def _add_in_head(self, wanted: Wanted) -> None:
        name = partial(_name_in_head, self._presenter, self._header, self.changed.emit)
        self._open(wanted, partial(name, wanted.typed))

    def _add_in_grid(self, wanted: Wanted) -> None:
        self._grid.commit()
        row = self._grid.currentIndex().row()
        field = "hotspot" if wanted.kind is Kind.HOTSPOT else "crew"
        name = partial(_name_in_grid, self._presenter, self._grid, self.changed.emit)
        self._open(wanted, partial(name, row, field, wanted.typed))

    def _open(self, wanted: Wanted, fill: Callable[[Named], None]) -> None:
        self._fill = fill
        day = self._presenter.reading.day
        dialog = AddDialog(self._desk, wanted.kind, wanted.typed, day, self._grid.window())
        dialog.added.connect(self._added)
        dialog.open()

    def _added(self, changes: Changes) -> None:
        self._desk.bus.tell(changes)
        choices = self._desk.choices()
        self._presenter.know(choices)
        new_id = changes.revisions[0].aggregate_id
        known = (*choices.hotspots, *choices.people)
        one = next(each for each in known if each.id == new_id)
        fill, self._fill = self._fill, None
        if fill is not None:
            fill(one)
        self.told.emit(self.tr("{0} {1} added").format(one.code, one.name))


def _name_in_head(
    presenter: SheetPresenter,
    header: SheetHeader,
    changed: Callable[[], None],
    typed: str,
    one: Named,
) -> None:
    presenter.change("crew", _named(presenter.draft.crew, typed, one.code))
    changed()
    header.begin("crew")


def _name_in_grid(
    presenter: SheetPresenter,
    grid: VisitGrid,
    changed: Callable[[], None],
    row: int,
    field: str,
    typed: str,
    one: Named,
) -> None:
    if field == "hotspot":
        presenter.change_cell(row, field, f"{one.code} {one.name}")
    else:
        visits = presenter.draft.visits
        before = visits[row].crew if row < len(visits) else ""
        presenter.change_cell(row, field, _named(before, typed, one.code))
    changed()
    grid.go_on(row, field)


def _named(text: str, typed: str, code: str) -> str:
    """Write a code in the place of what was typed for it, or last."""
    if typed and re.search(rf"(?<!\S){re.escape(typed)}(?!\S)", text):
        return re.sub(rf"(?<!\S){re.escape(typed)}(?!\S)", code, text)
    return f"{text} {code}".strip()
