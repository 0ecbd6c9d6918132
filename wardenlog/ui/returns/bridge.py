"""The tab that works the claim out: the bridge as a table and a chart, and what each part pays."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from wardenlog.services.returns.shown import BridgeLine, PaymentLine, Shown
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.returns.figure_table import FigureTable
from wardenlog.ui.returns.waterfall import Waterfall
from wardenlog.ui.returns.wording import Ink, translate
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.table_model import Column
from wardenlog.ui.widgets.words import Words

_BESIDE_FROM: Final = 120
"""Characters across, below which the chart stands under the table."""


def _step(line: BridgeLine) -> str:
    return line.name


def _definition(line: BridgeLine) -> str:
    return f"{line.name}. {line.definition}"


def _hours(line: BridgeLine) -> str:
    return line.hours.words


def _visits(line: BridgeLine) -> str:
    return line.visits.words


def _ink(line: BridgeLine, key: str) -> Ink:
    return "text" if line.minutes or key == "step" or line.code == "claimable" else "muted"


STEPS: Final[tuple[Column[BridgeLine], ...]] = (
    Column("step", QT_TRANSLATE_NOOP("returns", "Step"), _step, 44, tip=_definition),
    Column("hours", QT_TRANSLATE_NOOP("returns", "Person-hours"), _hours, 15, number=True),
    Column("visits", QT_TRANSLATE_NOOP("returns", "Visits"), _visits, 8, number=True),
)


def _paid(heading: str, line: PaymentLine) -> str:
    return line.cells.get(heading, "–")


PAYMENT: Final[tuple[Column[PaymentLine], ...]] = (
    *(
        Column(heading, heading, partial(_paid, heading), width, number=number)
        for heading, width, number in (
            (QT_TRANSLATE_NOOP("returns", "Line"), 34, False),
            (QT_TRANSLATE_NOOP("returns", "From"), 18, False),
            (QT_TRANSLATE_NOOP("returns", "To"), 18, False),
            (QT_TRANSLATE_NOOP("returns", "Hours"), 9, True),
            (QT_TRANSLATE_NOOP("returns", "Rate"), 9, True),
            (QT_TRANSLATE_NOOP("returns", "Amount"), 12, True),
        )
    ),
    Column(
        "Note",
        QT_TRANSLATE_NOOP("returns", "Note"),
        partial(_paid, "Note"),
        30,
        tip=partial(_paid, "Note"),
    ),
)


class BridgeTab(QScrollArea):
    """`behind_wanted` carries the `Asked` of a figure; that of the amount is None-safe too."""

    behind_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self.steps: FigureTable[BridgeLine] = FigureTable(
            theme,
            STEPS,
            self.tr("How the claim is worked out"),
            self.tr("Each step from all time to what is claimed. Enter shows its records."),
            ink=_ink,
        )
        self.chart = Waterfall(theme)
        self.payment: FigureTable[PaymentLine] = FigureTable(
            theme,
            PAYMENT,
            self.tr("Payment lines"),
            self.tr("What each stretch of the signed terms pays. Enter shows the amount's parts."),
            stretch=len(PAYMENT) - 1,
        )
        self._says = Words(wrap=True)
        self._lay_out()
        self.steps.wanted.connect(self._want_step)
        self.payment.wanted.connect(self._want_amount)

    def show_figures(self, shown: Shown) -> None:
        """Show the bridge and the payment lines of a period."""
        self._shown = shown
        self.steps.take(shown.bridge)
        self.steps.show_all()
        self.chart.show_steps(shown.bridge)
        self.payment.take(shown.payment)
        self.payment.show_all()
        self._says.say(_says(shown))

    def ask(self) -> None:
        """Ask what is behind the current figure of the table that has the keyboard."""
        (self.payment if self.payment.hasFocus() else self.steps).ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.fontMetrics().averageCharWidth() * _BESIDE_FROM
        way = QBoxLayout.Direction
        self._both.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self.chart.stand_beside(self.steps if beside else None)
        self.chart.setMinimumHeight(0 if beside else self.fontMetrics().height() * 16)

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        content = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.addWidget(self.steps, 1)
        self._both.addWidget(self.chart, 1)
        layout = QVBoxLayout(content)
        layout.addWidget(self._says)
        layout.addLayout(self._both)
        layout.addWidget(Words(self.tr("What it pays"), "heading"))
        layout.addWidget(self.payment)
        layout.addStretch(1)
        self.setWidget(content)

    def _want_step(self, line: BridgeLine, key: str) -> None:
        self.behind_wanted.emit((line.visits if key == "visits" else line.hours).asked)

    def _want_amount(self, line: PaymentLine, key: str) -> None:
        del line, key  # every line is a part of the same amount
        if self._shown is not None:
            amounts = [each for each in self._shown.summary if each.code == "amount_claimed"]
            self.behind_wanted.emit(amounts[0].cells["This period"].asked)


def _says(shown: Shown) -> str:
    """Say in a sentence what is not claimed, and why."""
    off = [
        step for step in shown.bridge if step.minutes and step.code not in {"total", "claimable"}
    ]
    if shown.nil:
        return translate("returns", "Nothing to report: no work is recorded in this period.")
    if not off:
        return translate("returns", "All time on visits is claimed.")
    reasons = "; ".join(
        f"{step.name.removeprefix('Not claimed because: ')} {step.hours.words} h"
        for step in sorted(off, key=_minutes, reverse=True)
    )
    return translate("returns", "Not claimed because: {0}.").format(
        reasons[:1].lower() + reasons[1:]
    )


def _minutes(line: BridgeLine) -> int:
    return line.minutes
