"""The tab Changes: which figures of a sent return differ now, and the records that did it."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.services.returns.changes import Difference, Source, differences
from wardenlog.services.returns.periods import ReturnPeriod
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.figure_table import FigureTable
from wardenlog.ui.returns.places import place_of
from wardenlog.ui.returns.wording import Ink, amount_words, changed_words
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.table_model import Column
from wardenlog.ui.widgets.words import Words


def _title(line: Difference) -> str:
    return line.title


def _where(line: Difference) -> str:
    return line.where


def _reported(line: Difference) -> str:
    return amount_words(line.unit, line.reported)


def _now(line: Difference) -> str:
    return amount_words(line.unit, line.now)


def _change(line: Difference) -> str:
    return changed_words(line.unit, line.change)


def _reason(line: Difference) -> str:
    return line.reason


def _source(line: Source) -> str:
    return line.words


def _ink(line: Difference, key: str) -> Ink:
    del line
    return "warn" if key == "change" else "text"


DIFFERENCES: Final[tuple[Column[Difference], ...]] = (
    Column("title", QT_TRANSLATE_NOOP("returns", "Figure"), _title, 40, tip=_title),
    Column("where", QT_TRANSLATE_NOOP("returns", "Where"), _where, 26, tip=_where),
    Column("reported", QT_TRANSLATE_NOOP("returns", "As sent"), _reported, 11, number=True),
    Column("now", QT_TRANSLATE_NOOP("returns", "Now"), _now, 11, number=True),
    Column("change", QT_TRANSLATE_NOOP("returns", "Difference"), _change, 11, number=True),
    Column("reason", QT_TRANSLATE_NOOP("returns", "Why"), _reason, 34, tip=_reason),
)
SOURCES: Final[tuple[Column[Source], ...]] = (
    Column("words", QT_TRANSLATE_NOOP("returns", "Records that changed"), _source, 60, tip=_source),
)


class ChangesTab(QWidget):
    """Compares the newest version that was sent with the records of now, once it is looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self._asked: tuple[str, Period] | None = None
        self.table: FigureTable[Difference] = FigureTable(
            desk.theme,
            DIFFERENCES,
            self.tr("Changes since it was sent"),
            self.tr("Each figure that differs now. Its records stand below."),
            stretch=5,
            by_cell=False,
            ink=_ink,
        )
        self.sources: FigureTable[Source] = FigureTable(
            desk.theme,
            SOURCES,
            self.tr("Records that changed the figure"),
            self.tr("Enter opens the record."),
            by_cell=False,
        )
        self.open_action = make_action("return.record", self, self._open)
        self._says = Words(wrap=True)
        self._lay_out()
        self._show([])
        self.table.looked_at.connect(self._follow)
        self.sources.looked_at.connect(self._follow_source)
        self.sources.wanted.connect(self._want)

    @property
    def busy(self) -> bool:
        """Whether differences are still to arrive."""
        return self._task is not None

    def show_period(self, agreement: str, row: ReturnPeriod | None) -> None:
        """Be about a period; it is compared when `look` is called."""
        self._stop()
        self._asked = None
        self._show([])
        if row is None or row.version is None:
            self._says.say(
                self.tr("It has not been sent yet, so there is nothing to compare with."), "muted"
            )
            return
        self._asked = (agreement, row.period)
        self._says.say(self.tr("Comparing…"), "muted")

    def look(self) -> None:
        """Compare the period with what was sent, beside the window, unless that was done."""
        if self._asked is None or self._task is not None:
            return
        self._task = self._desk.lists.start(partial(_compare, self._desk, *self._asked))
        self._asked = None
        self._task.succeeded.connect(self._arrived)
        self._task.failed.connect(self._failed)

    def ask(self) -> None:
        """Open the current record."""
        self._open()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._says, 1)
        self._button = ActionButton(self.open_action)
        top.addWidget(self._button)
        self._both = QSplitter(Qt.Orientation.Vertical)
        self._both.addWidget(self.table)
        self._both.addWidget(self.sources)
        self._both.setChildrenCollapsible(False)
        self._both.setStretchFactor(0, 2)
        self._both.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._both, 1)
        layout.addStretch()

    def _show(self, found: list[Difference]) -> None:
        self.table.take(found)
        self.sources.take(found[0].sources if found else [])
        self._both.setVisible(bool(found))
        self.open_action.setVisible(bool(found))
        self.open_action.setEnabled(bool(found))

    def _arrived(self, found: list[Difference]) -> None:
        self._task = None
        self._show(found)
        if not found:
            self._says.say(self.tr("✓ Nothing has changed since it was sent."), "good")
        else:
            differ = (
                self.tr("▲ 1 figure differs from what was sent.")
                if len(found) == 1
                else self.tr("▲ {0} figures differ from what was sent.").format(f"{len(found):,}")
            )
            following = self.tr(
                "The next return says so on its sheet Changes; or send an amended version."
            )
            self._says.say(f"{differ} {following}", "warn")

    def _failed(self, error: BaseException) -> None:
        self._task = None
        if isinstance(error, UserError):
            self._says.say(error.message, "muted")
            return
        self._says.say(self.tr("This could not be compared."), "bad")
        self._desk.prompts.tell_error(error)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _follow(self, line: object) -> None:
        if isinstance(line, Difference):
            self.sources.take(line.sources)

    def _follow_source(self, source: object) -> None:
        there = isinstance(source, Source) and place_of(source.kind, source.id) is not None
        self.open_action.setEnabled(there)

    def _want(self, source: Source, key: str) -> None:
        del source, key  # the current row is the one that was pressed
        self._open()

    def _open(self) -> None:
        source = self.sources.current()
        place = None if source is None else place_of(source.kind, source.id, source.visit)
        if place is not None:
            self._desk.bus.go(place)


def _compare(desk: Desk, agreement: str, period: Period, job: Job) -> list[Difference]:
    del job  # one question; what comes too late is passed over
    return differences(desk.record, agreement, period)
