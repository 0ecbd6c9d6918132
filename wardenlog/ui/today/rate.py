"""Claimable hours against the target: a small chart, and the table of the same figures."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QVBoxLayout

from wardenlog.ui.theme.look import Theme
from wardenlog.ui.today.chart import RateChart
from wardenlog.ui.today.saying import tr
from wardenlog.ui.widgets.shorthand import date_in_short
from wardenlog.ui.widgets.table_model import Column, PagedTableModel
from wardenlog.ui.widgets.words import Words

if TYPE_CHECKING:
    from wardenlog.services.today import RunRate, Step, Today

_HOUR: Final = 60
_MOST_ROWS: Final = 15
_FEWEST_ROWS: Final = 6
"""Rows of the table that are in sight: as many as there is room for; the newest always."""


def hours(minutes: int | Decimal | None) -> str:
    """Write minutes as hours to one decimal place, and nothing where they are not known."""
    return "" if minutes is None else f"{minutes / _HOUR:,.1f}"


def _ahead(step: "Step") -> str:
    if step.ahead is None:
        return ""
    return hours(step.ahead).replace("-", "−") if step.ahead < 0 else f"+{hours(step.ahead)}"


COLUMNS: "Final[tuple[Column[Step], ...]]" = (
    Column("day", "Up to", lambda step: " ".join(date_in_short(step.day).split()[:3]), 16),
    Column("claimable", "Claimable", lambda step: hours(step.minutes), 11, number=True),
    Column("target", "Target", lambda step: hours(step.target), 9, number=True),
    Column("ahead", "Ahead", _ahead, 9, number=True),
)


class RateCard(QFrame):
    """How far the claim of the period in view has come."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._steps: dict[str, Step] = {}
        self._heading = Words(kind="heading", wrap=True)
        self._sentence = Words(kind="muted", wrap=True)
        self.chart = RateChart(theme)
        self.model: PagedTableModel[Step] = PagedTableModel(COLUMNS, self._read)
        self.table = QTableView()
        self._dress_table()
        column = QVBoxLayout(self)
        space = self.fontMetrics().height() // 2
        column.setContentsMargins(space * 3 // 2, space, space * 3 // 2, space * 3 // 2)
        column.addWidget(self._heading)
        column.addWidget(self._sentence)
        column.addWidget(self.chart, 2)
        column.addWidget(self.table, 3)

    def say(self, today: "Today") -> None:
        """Show the run-rate of a day."""
        rate = today.run_rate
        for widget in (self.chart, self.table):
            widget.setVisible(rate is not None)
        if rate is None:
            self._heading.say(tr("Claimable hours"))
            self._sentence.say(tr("There is no grant agreement yet, so nothing is claimable."))
            return
        self._heading.say(rate_words(rate))
        self._sentence.say(rate_sentence(rate, today))
        self._steps = {step.day.isoformat(): step for step in rate.steps}
        self.model.show(list(self._steps))
        metrics = self.table.fontMetrics()
        rows = min(len(rate.steps), _MOST_ROWS)
        row, heading = self.table.verticalHeader().defaultSectionSize(), metrics.height() * 5 // 2
        self.table.setMinimumHeight(row * min(rows, _FEWEST_ROWS) + heading)
        self.table.setMaximumHeight(row * rows + heading)
        self.table.scrollToBottom()
        self.chart.show_rate(rate, f"{self._heading.text()}. {self._sentence.text()}")

    def _dress_table(self) -> None:
        table, metrics = self.table, self.fontMetrics()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Claimable hours and target, up to each day"))
        table.setAccessibleDescription(self.tr("The same figures as the chart."))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setMinimumSectionSize(metrics.averageCharWidth() * 8)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(round(metrics.height() * 1.25))

    def _read(self, days: Sequence[str]) -> "dict[str, Step]":
        return {day: self._steps[day] for day in days}


def rate_words(rate: "RunRate") -> str:
    """Say how many hours are claimable, in the unit the grant pays, and the share of the target."""
    unit = tr("patrol-hours") if rate.unit == "patrol" else tr("person-hours")
    said = tr("{0} claimable {1}").format(hours(rate.minutes), unit)
    if rate.percent is None:
        return said
    return tr("{0}: {1} % of the target so far").format(said, f"{rate.percent:,.0f}")


def rate_sentence(rate: "RunRate", today: "Today") -> str:
    """Say up to when, against what, what the other unit would be, and what was never stated."""
    parts = [
        tr("The period has not begun.")
        if rate.so_far is None
        else tr("Up to {0}").format(date_in_short(rate.so_far))
    ]
    if rate.target is None:
        parts.append(tr("the signed terms set no target"))
    else:
        parts.append(
            tr("target to date {0} h, of {1} h for the period").format(
                hours(rate.target), hours(rate.whole_target)
            )
        )
    other = tr("person-hours") if rate.unit == "patrol" else tr("patrol-hours")
    parts.append(tr("as {0}: {1}").format(other, hours(rate.other_minutes)))
    if not rate.unit_stated:
        parts.append(tr("the terms never said which of the two is paid"))
    if today.viewed.agreement is not None:
        parts.insert(0, today.viewed.agreement)
    return " · ".join(parts)
