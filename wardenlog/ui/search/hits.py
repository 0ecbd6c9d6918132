"""The hits as a list: a heading for each group, and under it what was found."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from wardenlog.services.search import Group, Hit
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP

HIT_ROLE: Final = Qt.ItemDataRole.UserRole
"""The Hit of a line; None for a heading."""

HEADINGS: Final = {
    Group.PEOPLE: QT_TRANSLATE_NOOP("search", "People"),
    Group.HOTSPOTS: QT_TRANSLATE_NOOP("search", "Hotspots"),
    Group.SHEETS: QT_TRANSLATE_NOOP("search", "Sheets"),
    Group.POWERS: QT_TRANSLATE_NOOP("search", "Powers"),
    Group.NOTES: QT_TRANSLATE_NOOP("search", "Notes"),
}

_Index = QModelIndex | QPersistentModelIndex
_AnyIndex = QModelIndex()


class HitsModel(QAbstractListModel):
    """Headings and hits in the order of the groups; a heading cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Group | Hit] = []

    def show(self, hits: Sequence[Hit]) -> None:
        """Show other hits, which come group by group."""
        self.beginResetModel()
        self._lines = []
        for place, hit in enumerate(hits):
            if place == 0 or hit.group is not hits[place - 1].group:
                self._lines.append(hit.group)
            self._lines.append(hit)
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        """Return the hit on a line, or None for a heading or no line."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, Hit) else None

    def next_hit(self, row: int, step: int) -> int:
        """Return the line of the next hit from a line, up or down; the same where there is none."""
        there = row + step
        while 0 <= there < len(self._lines) and self.hit(there) is None:
            there += step
        return there if self.hit(there) is not None else row

    def rowCount(self, parent: _Index = _AnyIndex) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.hit(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own type
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == HIT_ROLE:
            return line if isinstance(line, Hit) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return hit_words(line) if isinstance(line, Hit) else group_words(line)
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(line, Hit):
            return f"{group_words(line.group)}: {hit_words(line)}"
        return None


def group_words(group: Group) -> str:
    """Return a group's heading in the user's language."""
    return QCoreApplication.translate("search", HEADINGS[group])


def hit_words(hit: Hit) -> str:
    """Return a hit as one line of words, saying where it is void or sensitive."""
    return ", ".join(filter(None, (hit.title, hit.detail, standing_words(hit))))


def standing_words(hit: Hit) -> str:
    """Return what stands at the end of a hit's line: that it is void, or sensitive."""
    if hit.void:
        return QCoreApplication.translate("search", "Void")
    return QCoreApplication.translate("search", "◆ sensitive") if hit.sensitive else ""
