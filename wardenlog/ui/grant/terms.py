"""The tab of terms: what they say on a date beside before a variation, and which one set each."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
)

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model.vocabulary import TermItem, VariationStatus
from wardenlog.services.grant.agreements import agreement_in_view
from wardenlog.services.grant.so_far import SoFar
from wardenlog.services.grant.terms import (
    Before,
    IfSigned,
    Moment,
    OnDay,
    TermLine,
    Terms,
    terms_at,
)
from wardenlog.services.grant.variations import VariationLine, variation_lines
from wardenlog.ui.actions import make_action
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.grant import wording
from wardenlog.ui.grant.time_line import Span, TimeLine
from wardenlog.ui.grant.wording import NOTHING, day_words, moment_words, tr
from wardenlog.ui.tasks import Job
from wardenlog.ui.widgets.form import FormField, Kind
from wardenlog.ui.widgets.form.inputs import LineInput
from wardenlog.ui.widgets.register import Column, Filter, Register, RegisterSpec
from wardenlog.ui.widgets.tabbed_page import Pane
from wardenlog.ui.widgets.table_model import PagedTableModel
from wardenlog.ui.widgets.words import Words

_HOUR: Final = 60
_ROWS: Final = 5
_PAUSE_MS: Final = 150
_OTHER: Final = "other"
"""Stands in the choice of the second moment for a date that is typed."""


class TermsTab(Pane):
    """The time line, and the terms at two moments side by side."""

    def __init__(self, desk: Desk, viewing: Callable[[], str | None], so_far: SoFar) -> None:
        super().__init__()
        self._desk = desk
        self._viewing = viewing
        self._so_far = so_far
        self._seen: str | None = None
        self._lines: dict[str, VariationLine] = {}
        self._first = OnDay(clock.local_date(clock.now()))
        self._second: Moment = self._first
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._count)
        self.time_line = TimeLine(desk.theme)
        self.model: PagedTableModel[VariationLine] = PagedTableModel(_VARIATIONS, self._read)
        self.table = QTableView()
        self.day = LineInput(_DAY, brief=True)
        self.beside = QComboBox()
        self.other_day = LineInput(_DAY, brief=True)
        self._wrong = Words(kind="bad")
        self.register = Register(
            desk,
            _list(self._heading_of_first, self._heading_of_second, self._reached),
            Terms(desk.record, self._moments),
            show_title=False,
        )
        make_action("grant.terms_on", self, self.go_to_day)
        self._dress_table()
        self._lay_out()
        self._connect()
        self.look_again()

    # What the page asks

    def start(self) -> None:
        """Put the keyboard on the date."""
        self.go_to_day()

    def go_to_day(self) -> None:
        """Put the keyboard on the date whose terms are shown."""
        self.day.setFocus()
        self.day.selectAll()

    def look_again(self) -> None:
        """Show the agreement in view as it is recorded now."""
        reference = self._viewing()
        lines = variation_lines(self._desk.record, reference)
        self._lines = {line.id: line for line in lines}
        self.model.show([line.id for line in reversed(lines)])
        if reference != self._seen:
            self._seen = reference
            self._first = OnDay(clock.local_date(clock.now()))
            self.day.show_value(self._first.day)
            self.other_day.show_value(self._first.day)
            self._second = self._usual()
        elif not self._is_there(self._second):
            self._second = self._usual()
        self._fill_choice()
        self._show()
        self._pause.start()

    # The two moments

    def show_day(self, day: date) -> None:
        """Show the terms on a day, in the first column."""
        self._first = OnDay(day)
        self._show()

    def show_beside(self, moment: Moment) -> None:
        """Show the terms at another moment in the second column."""
        self._second = moment
        self._fill_choice()
        self._show()

    def _moments(self) -> tuple[str | None, Moment, Moment]:
        return self._viewing(), self._first, self._second

    def _usual(self) -> Moment:
        """Return what is asked for most: the terms before the newest that was signed."""
        signed = [line for line in self._lines.values() if line.in_force]
        begun = [line for line in signed if line.effective_from <= self._first.day]
        if not begun:
            return self._first
        newest = max(begun, key=lambda line: (line.effective_from, line.number))
        return Before(newest.number)

    def _is_there(self, moment: Moment) -> bool:
        numbers = {line.number for line in self._lines.values() if line.void_reason is None}
        return isinstance(moment, OnDay) or moment.number in numbers

    def _fill_choice(self) -> None:
        self.beside.clear()
        for line in reversed(self._lines.values()):
            if line.void_reason is None:
                self._offer(Before(line.number))
                if line.status is not VariationStatus.SIGNED:
                    self._offer(IfSigned(line.number))
        self.beside.addItem(self.tr("On another date"), _OTHER)
        wanted = _OTHER if isinstance(self._second, OnDay) else self._second
        places = range(self.beside.count())
        self.beside.setCurrentIndex(
            next((n for n in places if self.beside.itemData(n) == wanted), self.beside.count() - 1)
        )

    def _offer(self, moment: Moment) -> None:
        self.beside.addItem(moment_words(moment), moment)

    def _choose_beside(self) -> None:
        chosen = self.beside.currentData()
        if chosen == _OTHER:
            self._second = self._first
            self.other_day.show_value(self._first.day)
            self._show()
            self.other_day.setFocus()
            self.other_day.selectAll()
        elif isinstance(chosen, Before | IfSigned):
            self._second = chosen
            self._show()

    def _take_days(self) -> None:
        """Take the days that are typed, and say where one is no date."""
        self._wrong.say("")
        before = self._first, self._second
        for field, first in ((self.day, True), (self.other_day, False)):
            try:
                day = field.value()
            except UserError as e:
                field.mark(e.message)
                self._wrong.say(f"✕ {e.message}")
                continue
            field.mark(None)
            if not isinstance(day, date):
                continue
            if first:
                self._first = OnDay(day)
            elif isinstance(self._second, OnDay):
                self._second = OnDay(day)
        if (self._first, self._second) != before:
            self._show()

    def _choose_variation(self, number: int) -> None:
        found = next((it for it in self._lines.values() if it.number == number), None)
        if found is not None and found.void_reason is None:
            waits = found.status is not VariationStatus.SIGNED
            self.show_beside(IfSigned(number) if waits else Before(number))

    def _follow_table(self) -> None:
        line = self.model.row(self.table.currentIndex().row())
        if line is not None and self.table.hasFocus():
            self._choose_variation(line.number)

    # Showing

    def _show(self) -> None:
        agreement, _ = agreement_in_view(self._desk.record, self._viewing())
        other = isinstance(self._second, OnDay)
        self.other_day.setVisible(other)
        if agreement is None:
            self.time_line.show_span(None, None)
            return
        terms = terms_at(self._desk.record, agreement.reference, OnDay(date.max))
        end = next((it.value for it in terms if it.item == TermItem.PERIOD_END), None)
        span = Span(
            agreement.start_on,
            None if end is None else date.fromisoformat(end),
            self._first.day,
            tuple(self._lines.values()),
        )
        marked = None if isinstance(self._second, OnDay) else self._second.number
        self.time_line.show_span(span, marked)
        self.register.reread()

    def _heading_of_first(self) -> str:
        return moment_words(self._first)

    def _heading_of_second(self) -> str:
        return moment_words(self._second)

    def _reached(self, line: TermLine) -> str:
        """Say beside a cap or a target of a year how far it is reached."""
        reached = self._so_far.known(self._viewing())
        if reached is None or reached.upto is None or line.first is None:
            return ""
        of = Decimal(line.first.value) if line.item in _REACHED else Decimal(0)
        if line.item is TermItem.CAP and line.key in reached.claimed:
            amount = reached.claimed[line.key]
            return tr("{0} claimed{1}").format(wording.pounds(amount), _share(amount, of))
        if line.item is TermItem.HOURS_TARGET and line.key in reached.minutes:
            hours = Decimal(reached.minutes[line.key]) / _HOUR
            return tr("{0} h claimable{1}").format(f"{hours:,.1f}", _share(hours, of))
        return ""

    def _count(self) -> None:
        reference = self._viewing()
        if reference is None:
            return
        task = self._desk.lists.start(partial(_count_so_far, self._so_far, reference))
        task.succeeded.connect(self._counted)
        task.failed.connect(self._desk.prompts.tell_error)

    def _counted(self, news: object) -> None:
        del news  # `so_far` knows it now
        self.register.reread()

    def _read(self, ids: Sequence[str]) -> dict[str, VariationLine]:
        return {each: self._lines[each] for each in ids}

    # Making it

    def _dress_table(self) -> None:
        table, metrics = self.table, self.fontMetrics()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Variations"))
        table.setAccessibleDescription(
            self.tr("The same as the time line. The arrow keys choose what to put beside.")
        )
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(metrics.height() * 7 // 4)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for n, column in enumerate(_VARIATIONS):
            table.setColumnWidth(n, metrics.averageCharWidth() * (column.width + 3))
        header.setMinimumSectionSize(header.sectionSizeHint(len(_VARIATIONS) - 1))
        header.setSectionResizeMode(len(_VARIATIONS) - 1, QHeaderView.ResizeMode.Stretch)
        rows = table.verticalHeader().defaultSectionSize() * _ROWS
        table.setFixedHeight(rows + metrics.height() * 2)

    def _lay_out(self) -> None:
        self.day.setAccessibleName(self.tr("Terms on"))
        self.day.setAccessibleDescription(self.tr("The date whose terms are shown: 4/3/2026, t."))
        self.beside.setAccessibleName(self.tr("Beside"))
        self.beside.setAccessibleDescription(self.tr("What the terms are compared with."))
        self.beside.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.other_day.setAccessibleName(self.tr("Beside the terms on"))
        self.other_day.setAccessibleDescription(self.tr("The other date: 4/3/2026, t."))
        space = self.fontMetrics().height() // 2
        above = QHBoxLayout()
        above.setSpacing(space)
        above.addWidget(self.time_line, 3)
        above.addWidget(self.table, 3)
        asking = QHBoxLayout()
        asking.setSpacing(space)
        for words, field in ((self.tr("Terms &on"), self.day), (self.tr("&beside"), self.beside)):
            label = QLabel(words)
            label.setBuddy(field)
            asking.addWidget(label)
            asking.addWidget(field)
        asking.addWidget(self.other_day)
        asking.addWidget(self._wrong)
        asking.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space)
        layout.addLayout(above)
        layout.addLayout(asking)
        layout.addWidget(self.register, 1)

    def _connect(self) -> None:
        self.day.left.connect(self._take_days)
        self.other_day.left.connect(self._take_days)
        self.beside.activated.connect(self._choose_beside)
        self.time_line.chosen.connect(self._choose_variation)
        self.table.selectionModel().currentChanged.connect(self._follow_table)
        self.register.told.connect(self.told)


def _count_so_far(so_far: SoFar, reference: str, job: Job) -> None:
    def step() -> None:
        job.report("", 0, 1)

    so_far.count(reference, step)


def _share(part: Decimal, whole: Decimal) -> str:
    return f" ({100 * part / whole:,.0f} %)" if whole else ""


_DAY: Final = FormField(
    "day", QT_TRANSLATE_NOOP("form", "Terms on"), Kind.DATE, required=True, width=14
)
_REACHED: Final = frozenset({TermItem.CAP, TermItem.HOURS_TARGET})

_VARIATIONS: Final[tuple[Column[VariationLine], ...]] = (
    Column("number", "No.", lambda line: str(line.number), 4, number=True),
    Column("from", "From", lambda line: day_words(line.effective_from), 11),
    Column("status", "Status", wording.status_words, 10),
    Column(
        "changes",
        "Changes",
        wording.changes_words,
        30,
        tip=lambda line: "\n".join(map(wording.change_words, line.changes)),
    ),
)


def _list(
    first: Callable[[], str], second: Callable[[], str], reached: Callable[[TermLine], str]
) -> RegisterSpec[TermLine]:
    return RegisterSpec(
        key="terms",
        title=QT_TRANSLATE_NOOP("register", "Terms"),
        one=QT_TRANSLATE_NOOP("register", "term"),
        many=QT_TRANSLATE_NOOP("register", "terms"),
        columns=(
            Column(
                "term",
                "Term",
                _term,
                34,
                tip=_term,
                order="agreement",
                ascending_words="As agreements tell them",
                descending_words="The other way round",
            ),
            Column("first", "First", _first, 21, tip=_first, heading_now=first),
            Column("first_by", "Set by", _first_by, 10),
            Column("second", "Second", _second, 21, tip=_second, heading_now=second),
            Column("second_by", "Set by", _second_by, 10),
            Column("difference", "Difference", wording.difference_words, 17),
            Column("reached", "So far", reached, 26, tip=reached),
        ),
        order="agreement",
        kinds=frozenset({"agreement"}),
        empty=QT_TRANSLATE_NOOP(
            "register",
            "No term stands at either moment. Type the terms as they were first agreed in"
            " variation 0, on the tab Variations.",
        ),
        filters=(
            Filter(
                "difference",
                QT_TRANSLATE_NOOP("register", "Show"),
                _differing,
                every=QT_TRANSLATE_NOOP("register", "Every term"),
            ),
        ),
        stretch="reached",
        opens=False,
    )


def _differing() -> Sequence[tuple[str, str]]:
    return (("1", tr("Only what differs")),)


def _term(line: TermLine) -> str:
    return wording.item_words(line.item, line.key)


def _first(line: TermLine) -> str:
    return NOTHING if line.first is None else wording.value_words(line.item, line.first.value)


def _second(line: TermLine) -> str:
    return NOTHING if line.second is None else wording.value_words(line.item, line.second.value)


def _first_by(line: TermLine) -> str:
    return "" if line.first is None else wording.variation_words(line.first.number)


def _second_by(line: TermLine) -> str:
    return "" if line.second is None else wording.variation_words(line.second.number)
