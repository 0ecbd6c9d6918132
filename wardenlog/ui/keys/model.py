"""Every action with its keys, one to a row, narrowed by words."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from wardenlog.ui.actions import ACTIONS, translated
from wardenlog.ui.keys.keys import Keys, native, screen_name

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One action as it is listed."""

    action_id: str
    screen: str
    text: str
    keys: str
    tip: str

    def cells(self) -> tuple[str, ...]:
        """Return its cells from left to right."""
        return (self.screen, self.text, self.keys or "–", self.tip)


class KeysModel(QAbstractTableModel):
    """The actions in the order of the registry, which is by screen."""

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys: Final = keys
        self._words: tuple[str, ...] = ()
        self._lines: list[KeyLine] = []
        self._headings = (
            self.tr("Screen"),
            self.tr("Action"),
            self.tr("Keys"),
            self.tr("What it does"),
        )
        self.refresh()

    def find(self, text: str) -> None:
        """List the actions that have every word of a text, in any column."""
        self._words = tuple(text.casefold().split())
        self.refresh()

    def refresh(self) -> None:
        """Read the keys again."""
        self.beginResetModel()
        self._lines = [line for line in self.all_lines() if self._fits(line)]
        self.endResetModel()

    def all_lines(self) -> list[KeyLine]:
        """Return every action, whatever is sought."""
        return [
            KeyLine(
                action_id,
                screen_name(action_id),
                translated(spec.text),
                self.tr(" or ").join(native(each) for each in self._keys.of(action_id)),
                translated(spec.tip),
            )
            for action_id, spec in ACTIONS.items()
        ]

    def line(self, row: int) -> KeyLine | None:
        """Return a row, or None where there is no such row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def position(self, action_id: str) -> int | None:
        """Return the row of an action, or None where it is not listed."""
        rows = (n for n, line in enumerate(self._lines) if line.action_id == action_id)
        return next(rows, None)

    def as_text(self) -> str:
        """Return every action with its keys as lines of text, by screen, to print."""
        lines: list[str] = []
        screen = ""
        for each in self.all_lines():
            if each.screen != screen:
                screen = each.screen
                lines += ["", screen, "-" * len(screen)]
            lines.append(f"{each.keys or '–':<26} {each.text}: {each.tip}")
        return "\n".join(lines).strip() + "\n"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        line = self.line(index.row()) if index.isValid() else None
        if line is None or index.column() >= len(self._headings):
            return None
        text = line.cells()[index.column()]
        if role == Role.DisplayRole:
            return text
        if role == Role.ToolTipRole:
            return line.tip
        if role == Role.AccessibleTextRole:
            return f"{self._headings[index.column()]}: {text}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        across = orientation == Qt.Orientation.Horizontal
        if role == Role.DisplayRole and across and 0 <= section < len(self._headings):
            return self._headings[section]
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _fits(self, line: KeyLine) -> bool:
        text = " ".join(line.cells()).casefold()
        return all(word in text for word in self._words)
