"""The box behind a figure: its rule card, the records that make it, and that they do."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QProgressBar,
    QWidget,
)

from wardenlog.catalogue.measures import RuleCard
from wardenlog.services.returns.behind import Asked, Behind, Item, Records, behind, card_of
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.box import Box
from wardenlog.ui.returns.places import place_of_item
from wardenlog.ui.returns.wording import (
    figure_title,
    item_status,
    item_what,
    sum_words,
    value_words,
)
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.register import Column, Register, RegisterSpec
from wardenlog.ui.widgets.shorthand import date_in_short
from wardenlog.ui.widgets.words import Words

_CHARS: Final = 130
_LINES: Final = 38
_ROOM: Final = 14
"""Lines that the records have at least."""


class BehindDialog(Box):
    """Counts what is behind a figure as it opens. `opened` comes when a record is gone to."""

    opened = Signal()

    def __init__(self, desk: Desk, asked: Asked, parent: QWidget) -> None:
        super().__init__(parent, self.tr("What is behind it"), _CHARS)
        self._desk = desk
        self._card = card_of(asked.figure.measure)
        self._names: dict[str, str] = {}
        self._entered = False
        self.listing: Final = Records()
        self.register: Final = Register(
            desk, _spec(self._card, self._hotspot), self.listing, show_title=False
        )
        self.sum = Words(kind="muted", wrap=True)
        self._progress = QProgressBar()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out(figure_title(self._card, asked.figure, asked.days))
        self.register.open_wanted.connect(self._open)
        self.register.selected.connect(self._follow)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(self._stop)
        self._task: Task | None = desk.lists.start(partial(_look, desk, asked))
        self._task.succeeded.connect(self._arrived)
        self._task.failed.connect(self._failed)

    @property
    def busy(self) -> bool:
        """Whether records are still to arrive."""
        return self._task is not None or self.register.busy

    def _lay_out(self, title: str) -> None:
        self.sum.say(self.tr("Looking at the records…"))
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName(self.tr("How far it has come"))
        close = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAccessibleDescription(self.tr("Closes this box. Nothing was changed."))
        self.register.setMinimumHeight(self.fontMetrics().height() * _ROOM)
        self.column.addWidget(Words(title, "heading", wrap=True))
        self.column.addWidget(_CardFrame(self._card))
        self.column.addWidget(self.register, 1)
        self.feet.addWidget(self._progress)
        self.feet.addWidget(self.sum, 1)
        self.feet.addWidget(self._buttons)
        self.fit(_LINES)

    def _arrived(self, news: tuple[Behind, dict[str, str]]) -> None:
        self._task = None
        found, self._names = news
        self._progress.setVisible(False)
        self.listing.show(found.items)
        self.register.reread()
        self.sum.say(sum_words(found), "good" if found.agrees else "warn")

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self._desk.prompts.tell_error(error)
        self.reject()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _hotspot(self, item: Item) -> str:
        if item.hotspot is None:
            return "–"
        return f"{item.hotspot} {self._names.get(item.hotspot, '')}".strip()

    def _follow(self, item: object) -> None:
        there = isinstance(item, Item) and place_of_item(item) is not None
        if item is not None and not self._entered:
            self._entered = True
            self.register.focus_list()
        self.register.open_action.setEnabled(there)

    def _open(self, key: str) -> None:
        item = self.listing.rows([key]).get(key)
        place = None if item is None else place_of_item(item)
        if place is not None:
            self.accept()
            self.opened.emit()
            self._desk.bus.go(place)


class _CardFrame(QFrame):
    """The rule card of a measure: what it means, who counts, who does not, and the rule."""

    def __init__(self, card: RuleCard) -> None:
        super().__init__()
        self.setProperty("card", True)
        layout = QGridLayout(self)
        layout.setColumnStretch(1, 1)
        rule = self.tr("{0}, rules version {1}").format(card.rule, card.rules_version)
        for row, (label, text) in enumerate(
            (
                (self.tr("What it means"), card.definition),
                (self.tr("What counts"), card.counts),
                (self.tr("What does not"), card.does_not_count),
                (self.tr("The rule"), rule),
            )
        ):
            layout.addWidget(Words(label, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(Words(text, wrap=True), row, 1)


def _day(item: Item) -> str:
    return "–" if item.day is None else date_in_short(date.fromisoformat(item.day))


def _sheet(item: Item) -> str:
    return item.sheet or "–"


def _visit(item: Item) -> str:
    return "–" if item.visit is None else str(item.visit)


def _value(card: RuleCard, item: Item) -> str:
    return value_words(card, item.value)


def _people(item: Item) -> str:
    return "–" if item.people is None else str(item.people)


def _spec(card: RuleCard, hotspot: Callable[[Item], str]) -> RegisterSpec[Item]:
    return RegisterSpec(
        key="behind",
        title=QT_TRANSLATE_NOOP("register", "Records behind the figure"),
        one=QT_TRANSLATE_NOOP("register", "record"),
        many=QT_TRANSLATE_NOOP("register", "records"),
        columns=(
            Column(
                "day",
                QT_TRANSLATE_NOOP("register", "Date"),
                _day,
                14,
                order="day",
                ascending_words=QT_TRANSLATE_NOOP("register", "Date, oldest first"),
                descending_words=QT_TRANSLATE_NOOP("register", "Date, newest first"),
            ),
            Column("sheet", QT_TRANSLATE_NOOP("register", "Sheet"), _sheet, 8, order="sheet"),
            Column("visit", QT_TRANSLATE_NOOP("register", "Visit"), _visit, 6, number=True),
            Column(
                "hotspot",
                QT_TRANSLATE_NOOP("register", "Hotspot"),
                hotspot,
                22,
                tip=hotspot,
                order="hotspot",
            ),
            Column(
                "value",
                QT_TRANSLATE_NOOP("register", "Adds"),
                partial(_value, card),
                11,
                number=True,
                order="value",
            ),
            Column("people", QT_TRANSLATE_NOOP("register", "People"), _people, 8, number=True),
            Column(
                "what",
                QT_TRANSLATE_NOOP("register", "What"),
                item_what,
                22,
                tip=item_what,
                order="what",
            ),
            Column(
                "status",
                QT_TRANSLATE_NOOP("register", "Status"),
                item_status,
                24,
                tip=item_status,
                order="status",
            ),
        ),
        order="day",
        kinds=frozenset(),
        stretch="hotspot",
        empty=QT_TRANSLATE_NOOP("register", "No record stands behind this figure."),
        find_hint=QT_TRANSLATE_NOOP("register", "sheet, hotspot, sort or status"),
    )


def _look(desk: Desk, asked: Asked, job: Job) -> tuple[Behind, dict[str, str]]:
    names = {each.code: each.name for each in desk.choices().hotspots}
    return behind(desk.record, asked, job.asked_to_stop), names
