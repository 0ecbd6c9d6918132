"""What the tabs of an agreement's parts share: a list with form, and something to see below it."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from wardenlog.errors import UserError
from wardenlog.model.base import Part
from wardenlog.services.grant.parts import NEW, id_in_view, part_id, split_id
from wardenlog.services.logbook import Changes
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.form import Opened, RecordForm
from wardenlog.ui.widgets.form.keeping import made_of, values_of
from wardenlog.ui.widgets.list_and_form import ListAndForm
from wardenlog.ui.widgets.register import Register

_LIST_SHARE: Final = 3
_FORM_SHARE: Final = 2
_WIDE: Final = 1_000
"""Pixels a share has at first, before the window gives all of them their room."""

PartT = TypeVar("PartT", bound=Part)
Values = Mapping[str, object]


class PartKeeper(Generic[PartT]):
    """Keeps one kind of part of the agreement in view for a form.

    `read` returns the part of an id; `write` saves one in an agreement, given what was opened and
    what it is now, and returns the id it goes by. `begin` gives what a new one begins with.
    """

    def __init__(
        self,
        desk: Desk,
        kind: type[PartT],
        read: Callable[[str], PartT],
        write: Callable[[str, str | None, PartT | None, PartT], tuple[str, Changes]],
        *,
        begin: Callable[[], Values] = dict,
    ) -> None:
        self._desk = desk
        self._kind = kind
        self._read = read
        self._write = write
        self._begin = begin
        self._opened: dict[str, PartT] = {}
        self._kept: dict[str, str] = {}

    def fresh(self) -> Opened:
        """Return a new part of the agreement in view, which is saved nowhere yet."""
        agreement_id = id_in_view(self._desk.record, self._desk.view.now)
        return Opened(part_id(agreement_id or "", NEW), self._begin())

    def open(self, record_id: str) -> Opened:
        """Return a part by its id; UserError where there is none."""
        part = self._read(record_id)
        self._opened = {record_id: part}
        reason = getattr(part, "void_reason", None)
        return Opened(record_id, values_of(part), "saved", void_reason=reason)

    def is_there(self, record_id: str) -> bool:
        """Whether there is a part of an id."""
        try:
            self._read(record_id)
        except UserError:
            return False
        return True

    def save(self, opened: Opened, values: Values) -> Changes:
        """Save a part, unless it was changed since it was opened."""
        is_new = opened.expect is None
        before = None if is_new else self._opened.get(opened.record_id)
        known = {name: values.get(name) for name in self._kind.model_fields}
        now = made_of(self._kind, known)
        agreement_id, _ = split_id(opened.record_id)
        here = None if is_new else opened.record_id
        new_id, changes = self._write(agreement_id, here, before, now)
        self._kept[opened.record_id] = new_id
        return changes

    def kept_as(self, record_id: str) -> str:
        """Return the id that a part which was just saved goes by."""
        return self._kept.pop(record_id, record_id)


class PartTab(ListAndForm):
    """A list of an agreement's parts with their form, and a panel below the list.

    It follows the agreement and the period in view. A tab of one kind says how its panel is read.
    """

    def __init__(
        self,
        desk: Desk,
        register: Register[Any],
        form: RecordForm,
        new_action: str,
        is_there: Callable[[str], bool],
    ) -> None:
        super().__init__(register, form, new_action)
        self.desk = desk
        self._is_there = is_there
        self._stale = True
        desk.view.changed.connect(self._look_elsewhere)
        desk.bus.changed.connect(self._hear)

    def add_below(self, panel: QWidget) -> None:
        """Put a panel below the list."""
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.setHandleWidth(self.fontMetrics().height() // 2)
        self.insertWidget(0, left)
        left.addWidget(self.register)
        left.addWidget(panel)
        self.share(_LIST_SHARE, _FORM_SHARE)
        left.setStretchFactor(0, 1)
        left.setStretchFactor(1, 1)
        left.setSizes([_WIDE, _WIDE])

    def look(self) -> None:
        """Read and show what stands below the list."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.look()

    def look_again(self) -> None:
        """Read the panel again: now where it is seen, else when it is."""
        self._stale = not self.isVisible()
        if self.isVisible():
            self.look()

    def _look_elsewhere(self) -> None:
        self.register.reread()
        self.look_again()

    def _hear(self, changes: object) -> None:
        if not isinstance(changes, Changes) or not changes.kinds & {"agreement", "line_month"}:
            return
        form = self.form
        if form.record_id is not None and not form.dirty and not form.is_new:
            if self._is_there(form.record_id):
                form.give_up()
            else:
                form.clear()
        self.look_again()
