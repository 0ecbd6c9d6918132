"""The strip under the visits: what needs attention, each a way to its field."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy

from wardenlog.services.checks import Finding, card
from wardenlog.ui.bus import Place
from wardenlog.ui.checks.place import place_of
from wardenlog.ui.sheets.draft import SHEET_DETAILS
from wardenlog.ui.sheets.grid_model import COLUMN_OF, COLUMNS
from wardenlog.ui.sheets.header import FIELDS
from wardenlog.ui.sheets.presenter import KIND, SheetPresenter
from wardenlog.ui.sheets.problems import Problem, Weight
from wardenlog.ui.sheets.sheet_checks import Behind

_LINES: Final = 4
_LEAST_LINES: Final = 2
"""Lines in sight where there is room, and where there is not; the rest is scrolled to."""

translate = QCoreApplication.translate


Aim = Problem | Finding | Place
"""What a line leads to: a field, what a check asks about, or another sheet."""


class ProblemList(QListWidget):
    """Not there while nothing needs attention.

    `wanted` carries the `Problem` to go to, `place_wanted` where to go for something else.
    """

    wanted = Signal(object)
    place_wanted = Signal(object)

    def __init__(self, presenter: SheetPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._lines: list[tuple[str, Aim]] = []
        self.setAccessibleName(self.tr("What needs attention"))
        self.setAccessibleDescription(
            self.tr("Enter goes to the field. F7 keeps a warning as it is, for a reason.")
        )
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.itemActivated.connect(self._want)

    def show_problems(
        self, findings: Sequence[Finding], behind: Behind | None, *, tell_missing: bool
    ) -> None:
        """List the sheet's problems; what is still blank only where `tell_missing`.

        Then what the checks ask of it, where a remark on the same field gives way, and what they
        ask of the sheet that was finished before it.
        """
        lines: list[tuple[str, Aim]] = [
            (f"{'▲' if each.blocks else '●'} {self._place_words(each)}: {each.sentence}", each)
            for each in self._presenter.reading.problems
            if (tell_missing or each.weight is not Weight.MISSING)
            and (each.blocks or not any(self._same_place(each, one) for one in findings))
        ]
        ordered = sorted(findings, key=lambda each: each.explained is not None)
        lines += [(_finding_words(each), each) for each in ordered]
        if behind is not None and behind.findings:
            lines.append((_behind_words(behind), Place("sheets", "shift", behind.sheet_id)))
        self._fill(lines)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_of(_LINES))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height_of(_LEAST_LINES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # lines wrap otherwise

    def in_hand(self) -> Finding | None:
        """Return the finding of the current line, or else the next, or the first; or None."""
        lines = [*self._lines[max(self.currentRow(), 0) :], *self._lines]
        return next((aim for _, aim in lines if isinstance(aim, Finding)), None)

    def next(self) -> None:
        """Go to the next problem; after the last, the first."""
        if self.count():
            self.setCurrentRow((self.currentRow() + 1) % self.count())
            self._want(self.currentItem())

    def _fill(self, lines: list[tuple[str, Aim]]) -> None:
        if lines != self._lines:
            here, self._lines = self.currentRow(), lines
            self.clear()
            for words, aim in lines:
                item = QListWidgetItem(words)
                item.setData(Qt.ItemDataRole.UserRole, aim)
                item.setToolTip(aim.sentence if isinstance(aim, Finding) else words)
                self.addItem(item)
            self.setCurrentRow(min(here, self.count() - 1))
        self.setVisible(bool(lines))
        self.updateGeometry()

    def _height_of(self, lines: int) -> int:
        """Return the height in pixels of so many lines, or of all where there are fewer."""
        rows = range(min(self.count(), lines))
        return sum(map(self.sizeHintForRow, rows)) + self.fontMetrics().height() // 2

    def _same_place(self, problem: Problem, finding: Finding) -> bool:
        row = problem.row
        visit = None if row is None else self._presenter.draft.visits[row].number
        return (visit, problem.field) == (finding.visit, finding.field)

    def _want(self, item: QListWidgetItem) -> None:
        aim: Aim = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(aim, Problem):
            self.wanted.emit(aim)
        elif (place := place_of(aim) if isinstance(aim, Finding) else aim) is not None:
            self.place_wanted.emit(place)

    def _place_words(self, problem: Problem) -> str:
        if problem.line is not None or problem.field in SHEET_DETAILS:
            return self._detail_words(problem)
        if problem.row is None:
            labels = {each.name: each.label for each in FIELDS}
            return self.tr(labels.get(problem.field, "Funding"))
        number = self._presenter.draft.visits[problem.row].number
        column = COLUMNS[COLUMN_OF[problem.field]]
        return self.tr("Visit {0}, {1}").format(number, column.name)

    def _detail_words(self, problem: Problem) -> str:
        if problem.row is None:
            return self.tr("Sheet details")
        number = self._presenter.draft.visits[problem.row].number
        return self.tr("Visit {0}, details").format(number)


def _finding_words(finding: Finding) -> str:
    where = finding.place
    if finding.visit is not None:
        where = translate("strip", "Visit {0}").format(finding.visit)
    elif finding.record_kind == KIND:
        where = translate("strip", "This sheet")
    if finding.explained is not None:
        title = card(finding.check).title
        return translate("strip", "✓ {0}, {1}. Kept: {2}").format(where, title, finding.explained)
    mark = "●" if finding.severity == "info" else "⚠"
    return f"{mark} {where}: {finding.says}"


def _behind_words(behind: Behind) -> str:
    titles = dict.fromkeys(card(each.check).title for each in behind.findings)
    words = translate(
        "strip", "⚠ Sheet {0} is finished. The checks ask about: {1}. Enter goes back."
    )
    return words.format(behind.sheet, ", ".join(titles))
