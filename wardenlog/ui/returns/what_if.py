"""The tab What if: the claim and the Summary under another rule, beside what they are now."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wardenlog.errors import UserError
from wardenlog.services.returns.building import Wanted
from wardenlog.services.returns.shown import Shown
from wardenlog.services.returns.what_if import (
    AS_AGREED,
    HoursCounted,
    PatrolMeans,
    Rule,
    Unsigned,
    WhatIf,
    WhatIfLine,
    unsigned,
    what_if,
)
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.returns.figure_table import FigureTable
from wardenlog.ui.returns.wording import Ink
from wardenlog.ui.tasks import Job, Task
from wardenlog.ui.widgets.field import Field
from wardenlog.ui.widgets.flow import Flow
from wardenlog.ui.widgets.table_model import Column
from wardenlog.ui.widgets.words import Words

_LONGEST: Final = 720
"""Minutes: a visit lasts at most 12 hours."""


def _name(line: WhatIfLine) -> str:
    return line.name


def _unit(line: WhatIfLine) -> str:
    return line.unit


def _now(line: WhatIfLine) -> str:
    return line.now


def _then(line: WhatIfLine) -> str:
    return line.then


def _difference(line: WhatIfLine) -> str:
    return line.difference or "–"


def _ink(line: WhatIfLine, key: str) -> Ink:
    del key
    return "text" if line.differs else "muted"


COLUMNS: Final[tuple[Column[WhatIfLine], ...]] = (
    Column("name", QT_TRANSLATE_NOOP("returns", "Measure"), _name, 40, tip=_name),
    Column("unit", QT_TRANSLATE_NOOP("returns", "Unit"), _unit, 28, tip=_unit),
    Column("now", QT_TRANSLATE_NOOP("returns", "Now"), _now, 14, number=True),
    Column("then", QT_TRANSLATE_NOOP("returns", "What if"), _then, 14, number=True),
    Column("difference", QT_TRANSLATE_NOOP("returns", "Difference"), _difference, 14, number=True),
)


class WhatIfTab(QWidget):
    """Counts a period under the rule that is chosen here. Nothing is written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task: Task | None = None
        self._wanted: Wanted | None = None
        self._offered: tuple[Unsigned, ...] = ()
        self.minimum = Field()
        self.hours, self.patrols, self.variation = QComboBox(), QComboBox(), QComboBox()
        self.table: FigureTable[WhatIfLine] = FigureTable(
            desk.theme,
            COLUMNS,
            self.tr("Figures under another rule"),
            self.tr("Each figure now and under the rule chosen above, and the difference."),
            by_cell=False,
            ink=_ink,
        )
        self._says = Words(wrap=True)
        self.run_action = make_action("return.what_if", self, self.run)
        self.agreed_action = make_action("return.as_agreed", self, self.as_agreed)
        self._fill()
        self._lay_out()
        self._say_nothing()
        self.minimum.returnPressed.connect(self.run)

    @property
    def busy(self) -> bool:
        """Whether figures are still to arrive."""
        return self._task is not None

    def show_figures(self, shown: Shown) -> None:
        """Ask about another period, or about the same one counted anew."""
        same = self._wanted == shown.figures.wanted
        self._wanted = shown.figures.wanted
        self._offer(unsigned(shown.figures))
        if same and self.table.rows.rowCount():
            self.run()
        else:
            self.forget()

    def forget(self) -> None:
        """Show no figures until somebody asks."""
        self._stop()
        self.table.take([])
        self._say_nothing()

    def rule(self) -> Rule:
        """Return the rule that is chosen; UserError, with the field, where it makes no sense."""
        return Rule(
            self._minimum(),
            self.hours.currentData(),
            self.patrols.currentData(),
            self.variation.currentData(),
        )

    def run(self) -> None:
        """Count the period under the rule that is chosen, beside the window."""
        if self._wanted is None:
            return
        self._stop()
        try:
            rule = self.rule()
        except UserError as e:
            self.minimum.mark(e.message)
            self._says.say(f"▲ {e.message}", "bad")
            self.minimum.setFocus()
            return
        self.minimum.mark(None)
        if rule == AS_AGREED:
            self.forget()
            self._says.say(self.tr("Choose another rule first: this is what is agreed."))
            return
        self._says.say(self.tr("Counting…"), "muted")
        self._task = self._desk.lists.start(partial(_count, self._desk, self._wanted, rule))
        self._task.succeeded.connect(self._arrived)
        self._task.failed.connect(self._failed)

    def as_agreed(self) -> None:
        """Choose what is agreed again, for everything."""
        self.minimum.clear()
        self.minimum.mark(None)
        for box in (self.hours, self.patrols, self.variation):
            box.setCurrentIndex(0)
        self.forget()

    def _minimum(self) -> int | None:
        text = self.minimum.text().strip()
        if not text:
            return None
        if not text.isdecimal() or int(text) > _LONGEST:
            message = self.tr("Give whole minutes from 0 to {0}, or leave it blank.")
            raise UserError(message.format(_LONGEST), field="minimum")
        return int(text)

    def _fill(self) -> None:
        agreed = self.tr("As agreed")
        for box, choices in (
            (
                self.hours,
                (
                    (self.tr("Each person: two together are 2 hours"), HoursCounted.PERSON),
                    (self.tr("Each patrol: two together are 1 hour"), HoursCounted.PATROL),
                ),
            ),
            (
                self.patrols,
                (
                    (self.tr("Visits"), PatrolMeans.VISITS),
                    (self.tr("Shifts"), PatrolMeans.SHIFTS),
                ),
            ),
        ):
            box.addItem(agreed, None)
            for words, value in choices:
                box.addItem(words, value)
        self._offer(())

    def _offer(self, offered: tuple[Unsigned, ...]) -> None:
        if offered == self._offered and self.variation.count():
            return
        chosen = self.variation.currentData()
        self._offered = offered
        self.variation.clear()
        self.variation.addItem(self.tr("Only signed ones"), None)
        for each in offered:
            status = self.tr("draft") if each.status == "draft" else self.tr("at risk")
            words = self.tr("With variation {0} ({1})").format(each.number, status)
            self.variation.addItem(words, each.number)
        self.variation.setCurrentIndex(max(0, self.variation.findData(chosen)))

    def _lay_out(self) -> None:
        width = self.fontMetrics().averageCharWidth()
        self.minimum.setFixedWidth(width * 14)
        self.minimum.setPlaceholderText(self.tr("as agreed"))
        controls = Flow()
        for label, box, says in (
            (
                self.tr("Shortest visit, minutes"),
                self.minimum,
                self.tr("Visits shorter than this are not claimed; 0 for no minimum."),
            ),
            (self.tr("Hours count"), self.hours, self.tr("Whether two together are 2 hours or 1.")),
            (self.tr("Patrols are"), self.patrols, self.tr("What is called a patrol.")),
            (
                self.tr("Variations"),
                self.variation,
                self.tr("A variation that is not signed, to be counted as if it were."),
            ),
        ):
            box.setAccessibleName(label)
            box.setAccessibleDescription(says)
            box.setToolTip(says)
            controls.addWidget(_labelled(label, box))
        main = ActionButton(self.run_action)
        main.setProperty("main", True)
        controls.addWidget(main)
        controls.addWidget(ActionButton(self.agreed_action))
        layout = QVBoxLayout(self)
        layout.addLayout(controls)
        layout.addWidget(self._says)
        layout.addWidget(self.table, 1)

    def _say_nothing(self) -> None:
        self._says.say(
            self.tr(
                "What would this return say under another rule? Choose one and press Work it out."
                " Nothing is saved."
            ),
            "muted",
        )

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _arrived(self, found: WhatIf) -> None:
        self._task = None
        self.table.take(sorted(found.lines, key=_unchanged))
        number = found.changed
        if number == 0:
            self._says.say(self.tr("No figure changes. Nothing was saved."), "body")
        elif number == 1:
            self._says.say(self.tr("1 figure changes. Nothing was saved."), "body")
        else:
            words = self.tr("{0} figures change. Nothing was saved.")
            self._says.say(words.format(number), "body")

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self._says.say(self.tr("This could not be counted."), "bad")
        self._desk.prompts.tell_error(error)


def _unchanged(line: WhatIfLine) -> bool:
    return not line.differs


def _labelled(label: str, box: QWidget) -> QWidget:
    """Return a field with its label before it, which stay on one line together."""
    both = QWidget()
    words = QLabel(label)
    words.setBuddy(box)
    layout = QHBoxLayout(both)
    layout.setContentsMargins(0, 0, both.fontMetrics().averageCharWidth() * 2, 0)
    layout.addWidget(words)
    layout.addWidget(box)
    return both


def _count(desk: Desk, wanted: Wanted, rule: Rule, job: Job) -> WhatIf:
    return what_if(desk.record, wanted, rule, job.asked_to_stop)
