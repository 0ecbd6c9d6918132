"""The step that asks, once for each, who and what the names mean that the record does not know."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wardenlog.services.spreadsheets import Decision, Draft, Spelling, new_code
from wardenlog.ui.imports.choosing import CHOICES, Index, choosing_table, chosen, spoken
from wardenlog.ui.widgets.words import Words

Role = Qt.ItemDataRole
_NAME, _SORT, _ROWS, _MEANS, _CODE, _CALLED, _STATE = range(7)
_WIDTHS: Final = (30, 12, 8, 42, 14, 30, 18)
_NEW, _LEAVE = "new", "leave_out"


@dataclass(slots=True)
class _Asked:
    """A name, and what was answered so far; `means` is empty, new, leave_out or `=code`."""

    kind: str
    spelling: Spelling
    means: str
    code: str
    name: str

    def decision(self) -> Decision | None:
        if self.means == _NEW and self.code and self.name:
            return Decision(what="new", code=self.code, name=self.name)
        if self.means == _LEAVE:
            return Decision(what="leave_out")
        if self.means.startswith("="):
            return Decision(what="existing", code=self.means[1:])
        return None


class NamesModel(QAbstractTableModel):
    """A row for each name that is not surely known. `changed` comes with each answer."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._asked: list[_Asked] = []

    def show(self, draft: Draft) -> None:
        """List the names of a draft that a person must place, or has placed."""
        self.beginResetModel()
        self._draft = draft
        self._asked = []
        codes = {
            "people": [one.code for one in draft.background.people],
            "hotspots": [one.code for one in draft.background.hotspots],
        }
        for kind in ("people", "hotspots"):
            for spelling in draft.spellings("people" if kind == "people" else "hotspots"):
                if spelling.known is None:
                    self._asked.append(self._ask(draft, kind, spelling, codes[kind]))
        self.endResetModel()

    def _ask(self, draft: Draft, kind: str, spelling: Spelling, codes: list[str]) -> _Asked:
        decided = draft.decided(spelling.text, "people" if kind == "people" else "hotspots")
        code = new_code(spelling.text, codes)
        codes.append(code)
        asked = _Asked(kind, spelling, "", code, spelling.text)
        if decided is not None:
            asked.means = f"={decided.code}" if decided.what == "existing" else decided.what
            if decided.what == "new":
                asked.code, asked.name = decided.code, decided.name
        return asked

    def decisions(self, kind: str) -> dict[str, Decision]:
        """Return what was answered of a kind."""
        return {
            asked.spelling.text: decision
            for asked in self._asked
            if asked.kind == kind and (decision := asked.decision()) is not None
        }

    @property
    def open_count(self) -> int:
        """How many names still mean nothing."""
        return sum(1 for asked in self._asked if asked.decision() is None)

    def first_open(self) -> int:
        """Return the first row that still means nothing, or the first."""
        rows = [row for row, asked in enumerate(self._asked) if asked.decision() is None]
        return rows[0] if rows else 0

    def has_new_people(self) -> bool:
        """Whether any person is to be made."""
        return any(asked.means == _NEW and asked.kind == "people" for asked in self._asked)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._asked)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(_WIDTHS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        headings = (
            self.tr("In the file"),
            self.tr("Sort"),
            self.tr("Rows"),
            self.tr("Who or what it is"),
            self.tr("New code"),
            self.tr("New name"),
            self.tr("State"),
        )
        return headings[section] if 0 <= section < len(headings) else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        if not index.isValid() or index.row() >= len(self._asked):
            return None
        asked, column = self._asked[index.row()], index.column()
        if role == CHOICES and column == _MEANS:
            return self._choices(asked)
        if role == Role.EditRole:
            return {_MEANS: asked.means, _CODE: asked.code, _CALLED: asked.name}.get(column)
        if role == Role.TextAlignmentRole and column == _ROWS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in {Role.DisplayRole, Role.AccessibleTextRole}:
            return None
        text = self._text(asked, column)
        return spoken(self, index, text) if role == Role.AccessibleTextRole else text

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:  # noqa: ANN401 - Qt's variant
        if role != Role.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        asked = self._asked[index.row()]
        if index.column() == _MEANS:
            asked.means = str(value or "")
        elif index.column() == _CODE:
            asked.code = str(value)
        else:
            asked.name = str(value)
        row = index.row()
        self.dataChanged.emit(self.index(row, 0), self.index(row, _STATE))
        self.changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid() or index.row() >= len(self._asked):
            return flags
        is_new = self._asked[index.row()].means == _NEW
        editable = index.column() == _MEANS or (is_new and index.column() in {_CODE, _CALLED})
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def _choices(self, asked: _Asked) -> list[tuple[str, str]]:
        known = (
            self._draft.known("people" if asked.kind == "people" else "hotspots")
            if self._draft
            else ()
        )
        near = list(asked.spelling.near)
        others = [one for one in known if one not in near]
        return [
            ("", self.tr("Choose…")),
            *((f"={one.code}", f"{one.code}  {one.name}") for one in near),
            (
                _NEW,
                self.tr("A new person") if asked.kind == "people" else self.tr("A new hotspot"),
            ),
            (_LEAVE, self.tr("Leave these rows out")),
            *((f"={one.code}", f"{one.code}  {one.name}") for one in others),
        ]

    def _text(self, asked: _Asked, column: int) -> str:
        is_new = asked.means == _NEW
        if column == _MEANS:
            return dict(self._choices(asked)).get(asked.means, "")
        if column == _STATE:
            return self.tr("✓ Decided") if asked.decision() else self.tr("▲ To decide")
        person = asked.kind == "people"
        return {
            _NAME: asked.spelling.text,
            _SORT: self.tr("Person") if person else self.tr("Hotspot"),
            _ROWS: f"{asked.spelling.rows:,}",
            _CODE: asked.code if is_new else "",
            _CALLED: asked.name if is_new else "",
        }[column]


class NamesStep(QWidget):
    """The table of names, and whose staff new people are. `changed` comes with each answer."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = NamesModel()
        self.table = choosing_table(self.model, _WIDTHS, _MEANS)
        self.table.setAccessibleName(self.tr("Who and what the names are"))
        self.table.setAccessibleDescription(
            self.tr("Go to a name with the arrow keys and press F2 to say who or what it is.")
        )
        self.said = Words(wrap=True)
        self.organisation = QComboBox()
        self.organisation.setAccessibleName(self.tr("New people are staff of"))
        self.organisation.setAccessibleDescription(
            self.tr("The organisation that every new person of this file works for.")
        )
        self._label = QLabel(self.tr("New people are &staff of"))
        self._label.setBuddy(self.organisation)
        below = QHBoxLayout()
        below.addWidget(self._label)
        below.addWidget(self.organisation)
        below.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        layout.addLayout(below)
        self._draft: Draft | None = None
        self.model.changed.connect(self._say)
        self.organisation.activated.connect(self._say)

    def show_draft(self, draft: Draft) -> None:
        """Show the names of a file that are not surely known."""
        self._draft = draft
        self.organisation.clear()
        self.organisation.addItem(self.tr("Choose…"), None)
        for one in draft.background.organisations:
            self.organisation.addItem(one.name, one.code)
        chosen(self.organisation, draft.mapping.organisation)
        self.model.show(draft)
        self._say()

    def draft(self) -> Draft | None:
        """Return the draft with everything that was answered here."""
        if self._draft is None:
            return None
        mapping = self._draft.mapping
        return self._draft.having(
            mapping.model_copy(
                update={
                    "people": mapping.people | self.model.decisions("people"),
                    "hotspots": mapping.hotspots | self.model.decisions("hotspots"),
                    "organisation": self.organisation.currentData(),
                }
            )
        )

    def faults(self) -> list[str]:
        """Return what stands in the way of going on; names not said yet only refuse their rows."""
        draft = self.draft()
        return [] if draft is None else draft.faults_of_matches()

    def begin(self) -> None:
        """Put the keyboard on the first name that means nothing yet."""
        self.table.setFocus()
        self.table.setCurrentIndex(self.model.index(self.model.first_open(), _MEANS))

    def _say(self) -> None:
        shown = self.model.has_new_people()
        self._label.setVisible(shown)
        self.organisation.setVisible(shown)
        faults, left = self.faults(), self.model.open_count
        if faults:
            self.said.say("\n".join(f"▲ {fault}" for fault in faults), "bad")
        elif not self.model.rowCount():
            self.said.say(
                self.tr("✓ Every person and hotspot of the file is in the record."), "good"
            )
        elif left:
            self.said.say(
                self.tr(
                    "Say once for each name who or what it is. {0} left; their rows are refused"
                    " until you do."
                ).format(left),
                "body",
            )
        else:
            self.said.say(self.tr("✓ Every name is decided."), "good")
        self.changed.emit()
