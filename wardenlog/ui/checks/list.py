"""The list of all checks: how serious each is, and how many records it asks about."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from wardenlog.services.checks import CheckCount
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.checks.wording import INKS, severity_words, translate
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.table_model import Column, Index, PagedTableModel, Role

_SHOWN_CHARS: Final = 40
"""What of a title is in sight at least."""


def _number(number: int) -> str:
    return f"{number:,}" if number else "–"


def _severity(count: CheckCount) -> str:
    return severity_words(count.severity)


def _title(count: CheckCount) -> str:
    return count.title


def _open(count: CheckCount) -> str:
    return _number(count.open)


def _explained(count: CheckCount) -> str:
    return _number(count.explained)


COLUMNS: Final[tuple[Column[CheckCount], ...]] = (
    Column("severity", QT_TRANSLATE_NOOP("checks", "Weight"), _severity, 8),
    Column("title", QT_TRANSLATE_NOOP("checks", "Check"), _title, _SHOWN_CHARS, tip=_title),
    Column("open", QT_TRANSLATE_NOOP("checks", "Open"), _open, 5, number=True),
    Column("explained", QT_TRANSLATE_NOOP("checks", "Explained"), _explained, 10, number=True),
)
_TITLE: Final = 1


class CheckModel(PagedTableModel[CheckCount]):
    """Every check: those that ask for somebody first, then those all explained, then the rest."""

    def __init__(self, theme: Theme) -> None:
        self._counts: dict[str, CheckCount] = {}
        super().__init__(COLUMNS, self._read)
        self._theme = theme

    def take(self, counts: Sequence[CheckCount]) -> None:
        """Show these counts from now on."""
        ranked = sorted(counts, key=lambda each: (each.open == 0, each.found == 0))
        self._counts = {each.check: each for each in ranked}
        self.show(list(self._counts))

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        if role != Role.ForegroundRole or not index.isValid():
            return super().data(index, role)
        count = self.row(index.row())
        if count is None:
            return None
        if count.open == 0:
            return QColor(self._theme.tokens.muted)
        ink = INKS[count.severity] if index.column() == 0 else "text"
        return QColor(getattr(self._theme.tokens, ink))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        said = super().headerData(section, orientation, role)
        return translate("checks", said) if role == Role.DisplayRole and said else said

    def _read(self, ids: Sequence[str]) -> dict[str, CheckCount]:
        return {each: self._counts[each] for each in ids}


class CheckList(QTableView):
    """The list of checks. `chosen` carries the code of the one in view; Enter `entered` it."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows = CheckModel(theme)
        self.setModel(self._rows)
        self.setAccessibleName(self.tr("Checks"))
        self.setAccessibleDescription(
            self.tr("Each check with its open records. Enter goes to them.")
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        widths = [
            max(header.sectionSizeHint(n), metrics.averageCharWidth() * (column.width + 3))
            for n, column in enumerate(COLUMNS)
        ]
        for n, width in enumerate(widths):
            self.setColumnWidth(n, width)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.row_height)
        self.setMinimumWidth(sum(widths) + self.verticalScrollBar().sizeHint().width())
        self.activated.connect(self._enter)
        theme.changed.connect(self._repaint)

    @property
    def check(self) -> str | None:
        """The code of the check in view, or None."""
        return self._rows.id_at(self.currentIndex().row())

    def count_of(self, check: str) -> CheckCount | None:
        """Return the count of a check, or None where there is no such check."""
        place = self._rows.position(check)
        return None if place is None else self._rows.row(place)

    def take(self, counts: Sequence[CheckCount], check: str | None = None) -> None:
        """Show these counts and bring a check into view: this one, the same, or the first."""
        wanted = check or self.check or ""
        self._rows.take(counts)
        self.choose(wanted)

    def choose(self, check: str) -> None:
        """Bring a check into view; the first where there is no such check."""
        place = self._rows.position(check) or 0
        self.selectRow(place)
        self.scrollTo(self._rows.index(place, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        check = self._rows.id_at(current.row())
        if check is not None:
            self.chosen.emit(check)

    def _enter(self) -> None:
        self.entered.emit()

    def _repaint(self) -> None:
        self.viewport().update()
