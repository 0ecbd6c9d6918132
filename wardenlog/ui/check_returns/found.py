"""What was found in the selected file: a table of problems and notes, each with its place."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from wardenlog.ui.check_returns.files import Received, tr
from wardenlog.ui.widgets.shapes import DONE, KNOW, LOOK, WRONG

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

_WIDTHS: Final = (14, 18)
"""Characters of the first columns."""

_PLACE: Final = 42
"""Characters that a place may take, and no more than two fifths of what is left."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know of a file: what it is, where, and a sentence."""

    kind: str
    sheet: str
    place: str
    cell: str
    sentence: str


def findings(row: Received | None) -> list[Finding]:
    """Return everything that is to be said of a file, what is wrong first."""
    if row is None or row.checked is None:
        return []
    report, wrong = row.checked.report, f"{WRONG} {tr('Problem')}"
    found = [
        Finding(wrong, each.sheet, each.place, each.cell, _begun(each.sentence))
        for each in report.problems
    ]
    found += [Finding(f"{LOOK} {tr('The others')}", "", "", "", each) for each in row.remarks]
    found += [Finding(f"{KNOW} {tr('Note')}", "", "", "", each) for each in report.notes]
    if not report.problems:
        holds = tr(
            "The file says which return it is, its figures are those that the receipt code stands"
            " for, and everything adds up."
        )
        found.insert(0, Finding(f"{DONE} {tr('Holds')}", "", "", "", holds))
    return found


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


class FoundModel(QAbstractTableModel):
    """The findings of one file."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Finding] = []
        self._headings: Final = (tr("What"), tr("Where"), tr("Place"), tr("In words"))

    def show(self, found: list[Finding]) -> None:
        """List these from now on."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._found)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        if not index.isValid() or index.row() >= len(self._found):
            return None
        found = self._found[index.row()]
        text = (
            found.kind,
            f"{found.sheet} {found.cell}".strip() or "–",
            found.place or "–",
            found.sentence,
        )[index.column()]
        if role in {Role.DisplayRole, Role.ToolTipRole}:
            return text
        if role == Role.AccessibleTextRole:
            return f"{self._headings[index.column()]}: {text}"
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._headings):
            return None
        if role in {Role.DisplayRole, Role.ToolTipRole}:
            return self._headings[section]
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class _Roomy(QStyledItemDelegate):
    """Leaves room above and below a sentence, however many lines it has."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), hint.height() + option.fontMetrics.height() // 2)


class FoundTable(QTableView):
    """The table, whose sentences wrap."""

    def __init__(self, model: FoundModel, row_height: int) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(tr("What was found"))
        self.setAccessibleDescription(
            tr("Problems and notes of the selected file, each with its sheet and cell.")
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setItemDelegate(_Roomy(self))
        width = self.fontMetrics().averageCharWidth()
        for column, characters in enumerate(_WIDTHS):
            self.setColumnWidth(column, width * characters)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(len(_WIDTHS) + 1, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(row_height)
        model.modelReset.connect(self.resizeRowsToContents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.fontMetrics().averageCharWidth()
        left = self.viewport().width() - width * sum(_WIDTHS)
        self.setColumnWidth(len(_WIDTHS), max(width * 8, min(width * _PLACE, left * 2 // 5)))
        self.resizeRowsToContents()
