"""The line above a list that narrows it and puts it in order, by keyboard alone if wanted."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wardenlog.services.listing import Sought
from wardenlog.ui.widgets.flow import Flow
from wardenlog.ui.widgets.register.choice import Choice
from wardenlog.ui.widgets.register.spec import Filter, RegisterSpec
from wardenlog.ui.widgets.seek_field import SeekField
from wardenlog.ui.widgets.table_model import Column

_TYPING_PAUSE_MS: Final = 150
_FIND_CHARS: Final = 36

translate = QCoreApplication.translate


class Narrowing(QWidget):
    """What is sought, as the user sets it. `changed` comes when it differs from before."""

    changed = Signal()

    def __init__(self, spec: RegisterSpec[Any]) -> None:
        super().__init__()
        self._spec = spec
        self.field = SeekField()
        self._orders = Choice(self.tr("Order"))
        self._choosers = [_Chooser(each) for each in spec.filters]
        self._order, self._descending = spec.order, spec.descending
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._last = self.sought
        self._lay_out()
        self._show_order()
        self._typing.timeout.connect(self._settle)
        self.field.textChanged.connect(self._typing.start)
        self._orders.activated.connect(self._choose_order)
        for chooser in self._choosers:
            chooser.box.activated.connect(self._settle)

    @property
    def sought(self) -> Sought:
        """Which records are sought, and in which order."""
        return Sought(
            self._order,
            self._descending,
            self.field.text().strip(),
            tuple((each.name, each.meaning) for each in self._choosers if each.value),
        )

    @property
    def chosen(self) -> dict[str, str]:
        """The chosen value of each filter that narrows, as it is remembered."""
        return {each.name: each.value for each in self._choosers if each.value}

    @property
    def narrows(self) -> bool:
        """Whether anything is kept out of the list."""
        return bool(self.sought.find or self.sought.filters)

    @property
    def busy(self) -> bool:
        """Whether somebody is typing, so that `changed` is still to come."""
        return self._typing.isActive()

    def take(self, order: str | None, descending: bool, filters: Mapping[str, str]) -> None:  # noqa: FBT001 - as it is remembered
        """Set what was remembered, without a signal; an order that is gone is passed over."""
        if any(order == column.order for column in self._spec.columns):
            self._order, self._descending = order or self._spec.order, descending
        for chooser in self._choosers:
            chooser.choose(filters.get(chooser.name, ""))
        self._last = self.sought
        self._show_order()

    def order_by(self, order: str, descending: bool) -> None:  # noqa: FBT001 - as a heading asks
        """Put the list in another order."""
        self._order, self._descending = order, descending
        self._show_order()
        self._settle()

    def filter_by(self, name: str, value: str) -> None:
        """Choose a filter's value; empty lets everything through. KeyError for another name."""
        {each.name: each for each in self._choosers}[name].choose(value)
        self._settle()

    def clear(self) -> None:
        """Let everything through."""
        self.field.clear()
        for chooser in self._choosers:
            chooser.choose("")
        self._settle()

    def refill(self) -> None:
        """Ask the filters for their values again."""
        for chooser in self._choosers:
            chooser.fill()
        self._settle()

    def _settle(self) -> None:
        self._typing.stop()
        if self.sought != self._last:
            self._last = self.sought
            self.changed.emit()

    def _choose_order(self) -> None:
        self.order_by(*self._orders.currentData())

    def _show_order(self) -> None:
        wanted = (self._order, self._descending)
        here = [n for n in range(self._orders.count()) if tuple(self._orders.itemData(n)) == wanted]
        self._orders.setCurrentIndex(here[0] if here else -1)

    def _lay_out(self) -> None:
        line = Flow(self)
        if self._spec.find_hint:
            self.field.setPlaceholderText(translate("register", self._spec.find_hint))
            self.field.setAccessibleName(self.tr("Find"))
            self.field.setAccessibleDescription(
                self.tr("Each word typed here narrows the list. It looks into: {0}").format(
                    translate("register", self._spec.find_hint)
                )
            )
            self.field.setFixedWidth(self.fontMetrics().averageCharWidth() * _FIND_CHARS)
            line.addWidget(self.field)
        for chooser in self._choosers:
            line.addWidget(chooser.box)
        for column in self._spec.columns:
            if column.order is not None:
                ascending, descending = _order_words(column)
                self._orders.addItem(descending, (column.order, True))
                self._orders.addItem(ascending, (column.order, False))
        self._orders.setAccessibleDescription(self.tr("What the list is put in order by."))
        line.addWidget(self._orders)


class _Chooser:
    """One filter's box."""

    def __init__(self, spec: Filter) -> None:
        self.name = spec.name
        self._spec = spec
        self.box = Choice(translate("register", spec.label))
        self.box.setAccessibleDescription(
            translate("register", "Only records with this are listed.")
        )
        self.box.currentIndexChanged.connect(self._show_whether_it_narrows)
        self.fill()
        self.choose(spec.first)

    @property
    def value(self) -> str:
        return str(self.box.currentData() or "")

    @property
    def meaning(self) -> str:
        return self._spec.meaning(self.value)

    def choose(self, value: str) -> None:
        """Choose a value; one that is gone lets everything through."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def fill(self) -> None:
        """Offer the values of now; the one chosen stays chosen while it is among them."""
        entries: list[tuple[str, str]] = [
            ("", translate("register", self._spec.every)),
            *((value, translate("register", words)) for value, words in self._spec.values()),
        ]
        shown = [(self.box.itemData(n), self.box.itemText(n)) for n in range(self.box.count())]
        if shown == entries:
            return
        value = self.value
        self.box.clear()
        for each, words in entries:
            self.box.addItem(words, each)
        self.choose(value)

    def _show_whether_it_narrows(self) -> None:
        self.box.stand_out(out=bool(self.value))


def _order_words(column: Column[Any]) -> tuple[str, str]:
    """Return what ascending and descending by a column is called."""
    if column.ascending_words:
        return (
            translate("register", column.ascending_words),
            translate("register", column.descending_words),
        )
    heading = translate("register", column.heading)
    if column.number:
        return (
            translate("register", "{0}, lowest first").format(heading),
            translate("register", "{0}, highest first").format(heading),
        )
    return (
        translate("register", "{0}, A to Z").format(heading),
        translate("register", "{0}, Z to A").format(heading),
    )
