"""What each column of a file holds: a row a column, whose field is chosen from a list."""

from collections.abc import Mapping
from typing import Any, Final, Generic, Protocol, Self, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from wardenlog.services.spreadsheets import IGNORED, Field, Guess
from wardenlog.ui.imports.choosing import CHOICES, Index, spoken

Role = Qt.ItemDataRole
HEADING, EXAMPLES, FIELD, SURE = range(4)
WIDTHS: Final = (30, 40, 40, 16)


class Mapped(Protocol):
    """A file with what is decided about its columns."""

    @property
    def guesses(self) -> tuple[Guess, ...]:
        """What each column seems to hold."""
        ...

    @property
    def remembered(self) -> bool:
        """Whether it is mapped as an earlier file was."""
        ...

    @property
    def fields(self) -> dict[str, str]:
        """Which field each column fills, by the heading's key."""
        ...

    def with_field(self, key: str, code: str) -> Self:
        """Return the same with a column that fills another field."""
        ...


MappedT = TypeVar("MappedT", bound=Mapped)


class ColumnsModel(QAbstractTableModel, Generic[MappedT]):
    """A row for each column of the file. `changed` comes when one is given another field."""

    changed = Signal()

    def __init__(self, fields: Mapping[str, Field]) -> None:
        """Offer these fields, by code."""
        super().__init__()
        self._fields = fields
        self._draft: MappedT | None = None
        self._said: set[str] = set()

    def show(self, draft: MappedT) -> None:
        """List the columns of a draft."""
        self.beginResetModel()
        self._draft = draft
        self._said.clear()
        self.endResetModel()

    @property
    def draft(self) -> MappedT | None:
        """The draft as it was decided so far."""
        return self._draft

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or self._draft is None else len(self._draft.guesses)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(WIDTHS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        headings = (
            self.tr("Your heading"),
            self.tr("Such as"),
            self.tr("What it holds"),
            self.tr("How sure"),
        )
        return headings[section] if 0 <= section < len(headings) else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        if not index.isValid() or self._draft is None or index.row() >= len(self._draft.guesses):
            return None
        guess = self._draft.guesses[index.row()]
        code = self._draft.fields.get(guess.column.key, IGNORED)
        if role == CHOICES and index.column() == FIELD:
            return self._choices()
        if role == Role.EditRole and index.column() == FIELD:
            return code
        if role == Role.ToolTipRole and index.column() == FIELD:
            field = self._fields.get(code)
            return field.about if field else self.tr("This column is not read.")
        if role not in {Role.DisplayRole, Role.AccessibleTextRole}:
            return None
        text = self._text(index.row(), index.column(), code)
        return spoken(self, index, text) if role == Role.AccessibleTextRole else text

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: ANN401 - Qt's variant
        if role != Role.EditRole or index.column() != FIELD or self._draft is None:
            return False
        key = self._draft.guesses[index.row()].column.key
        self._said.add(key)
        self._draft = self._draft.with_field(key, str(value))
        row = index.row()
        self.dataChanged.emit(self.index(row, FIELD), self.index(row, SURE))
        self.changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == FIELD else flags

    def _choices(self) -> list[tuple[str, str]]:
        named = [(code, self._named(code)) for code in self._fields]
        return [(IGNORED, self.tr("Not read")), *named]

    def _text(self, row: int, column: int, code: str) -> str:
        if self._draft is None:
            return ""
        guess = self._draft.guesses[row]
        if column == SURE:
            return self._how_sure(guess, code)
        return {
            HEADING: guess.column.heading,
            EXAMPLES: " · ".join(guess.examples),
            FIELD: self.tr("Not read") if code == IGNORED else self._named(code),
        }[column]

    def _how_sure(self, guess: Guess, code: str) -> str:
        if guess.column.key in self._said:
            return self.tr("✓ You said so")
        if self._draft is not None and self._draft.remembered:
            return self.tr("✓ As last time")
        if code == IGNORED:
            return self.tr("– Not read")
        return {
            "Sure": self.tr("✓ Sure"),
            "Likely": self.tr("● Likely"),
            "Check this": self.tr("▲ Check this"),
        }.get(guess.words, guess.words)

    def _named(self, code: str) -> str:
        field = self._fields[code]
        return f"{field.name} *" if field.needed else field.name
