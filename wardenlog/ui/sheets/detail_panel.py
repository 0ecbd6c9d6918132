"""The panel under the grid that holds everything else a sheet says, kind by kind."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from wardenlog.ui.sheets.detail_model import DetailModel, said
from wardenlog.ui.sheets.detail_table import DetailTable
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.sheets.problems import Problem
from wardenlog.ui.sheets.sections import Lines, Section, sections_of
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.words import Words

_GAPS = 5
"""Heights of a line that stand between the title, the kinds, the hint and the frame."""


class DetailPanel(QFrame):
    """Details of one visit or of the sheet. `typed` comes after a cell, `done` after the last.

    `keyed` comes with every key.
    """

    typed = Signal()
    done = Signal()
    keyed = Signal()

    def __init__(self, presenter: SheetPresenter, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._presenter = presenter
        self._row: int | None = None
        self._visit_id: str | None = None
        self._sections: list[Section] = []
        self.model = DetailModel(presenter, theme)
        self.table = DetailTable(self.model, presenter)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Kinds of detail"))
        self.tabs.setAccessibleDescription(self.tr("Ctrl and Page Down go to the next kind."))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self._title = Words(kind="heading")
        self._hint = Words(kind="muted")
        self._hint.say(self.tr("Ctrl+PgDown: next kind · Esc: back"))
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addSpacing(self.fontMetrics().height())
        top.addWidget(self.tabs, 1)
        top.addWidget(self._hint)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.table)
        self.tabs.currentChanged.connect(self._show_section)
        self.table.finished.connect(self._go_on)
        self.table.keyed.connect(self.keyed)
        self.model.typed.connect(self.typed)
        self.hide()

    @property
    def row(self) -> int | None:
        """The line of the grid whose details are shown, None for the whole sheet."""
        return self._row

    def has_keyboard(self) -> bool:
        """Whether what is typed goes to the panel."""
        focused: QWidget | None = self.window().focusWidget()
        return self.isVisible() and focused is not None and self.isAncestorOf(focused)

    def open(self, row: int | None, section: str | None = None) -> None:
        """Show the details of a visit's line, or of the sheet, at a section."""
        self._row = row
        self._visit_id = None if row is None else self._presenter.draft.visits[row].id
        self._sections = sections_of(self._presenter, row)
        names = [each.name for each in self._sections]
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for each in self._sections:
            self.tabs.addTab(said(each.label))
        self.tabs.setCurrentIndex(names.index(section) if section in names else 0)
        self.tabs.blockSignals(False)
        self._show_section()
        self.show()
        self.refresh()

    def begin(self) -> None:
        """Put the keyboard on the first line that is still blank, or on the only one."""
        section = self.model.section
        rows = self.model.rowCount()
        self.table.begin(max(0, rows - 1) if section and section.takes_more else 0)

    def begin_line(self, line_id: str) -> None:
        """Put the keyboard on the first cell of a line that is blank or cannot be read."""
        section = self.model.section
        if not isinstance(section, Lines):
            return
        row = [each.id for each in section.lines()].index(line_id)
        wrong = (place for place in range(len(section.columns)) if section.problem(row, place))
        self.table.begin(row, next(wrong, 0))
        self.table.list_matches()

    def go_to(self, problem: Problem) -> None:
        """Put the keyboard on the cell of a problem."""
        for n, section in enumerate(self._sections):
            for row in range(len(section.rows())):
                for place in range(len(section.columns)):
                    if section.problem(row, place) == problem:
                        self.tabs.setCurrentIndex(n)
                        self.table.begin(row, place)
                        return

    def refresh(self) -> None:
        """Show the details as the presenter holds them; the panel goes with its visit."""
        if not self.isVisible():
            return
        draft = self._presenter.draft
        if self._row is not None:
            ids = [visit.id for visit in draft.visits]
            if self._visit_id not in ids:
                self.hide()
                return
            self._row = ids.index(self._visit_id)
            visit = draft.visits[self._row]
            self._title.say(
                self.tr("Visit {0} {1}").format(visit.number, visit.hotspot.partition(" ")[0])
            )
        else:
            self._title.say(self.tr("Whole sheet"))
        for n, section in enumerate(self._sections):
            count = len(section.rows()) if section.takes_more else 0
            label = said(section.label)
            self.tabs.setTabText(n, f"{label} {count}" if count else label)
        self.model.refresh()
        self._fit_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    def remove_line(self) -> None:
        """Take out the line that has the keyboard."""
        self.table.commit()
        section, here = self.model.section, self.table.currentIndex()
        self.table.setFocus()
        if section is not None and here.isValid():
            section.remove(here.row())
            self.typed.emit()

    def next_section(self) -> None:
        """Go to the next kind of detail; after the last, the first."""
        self._turn(1)

    def previous_section(self) -> None:
        """Go to the kind of detail before."""
        self._turn(-1)

    def _show_section(self) -> None:
        place = self.tabs.currentIndex()
        if not 0 <= place < len(self._sections):
            return
        draft = self._presenter.draft
        void = draft.void_reason is not None or (
            self._row is not None and draft.visits[self._row].void_reason is not None
        )
        self.model.show(self._sections[place], locked=void)
        self.table.share_width()

    def _fit_hint(self) -> None:
        """Leave the hint out where the kinds of detail need its room."""
        parts = (self._title, self.tabs, self._hint)
        needed = sum(part.sizeHint().width() for part in parts)
        spare = self.fontMetrics().height() * _GAPS
        self._hint.setVisible(needed + spare <= self.width())

    def _turn(self, by: int) -> None:
        if not self.isVisible():
            return
        self.table.commit()
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
        self.begin()

    def _go_on(self) -> None:
        if self.tabs.currentIndex() + 1 < self.tabs.count():
            self.next_section()
        else:
            self.done.emit()
