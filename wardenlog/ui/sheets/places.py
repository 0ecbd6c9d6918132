"""Every place of a sheet that can be typed in: the keyboard goes there, and texts are taken."""

from dataclasses import dataclass

from wardenlog.ui.sheets.detail_panel import DetailPanel
from wardenlog.ui.sheets.draft import SHEET_DETAILS, SheetDraft
from wardenlog.ui.sheets.grid import VisitGrid
from wardenlog.ui.sheets.grid_model import COLUMN_OF
from wardenlog.ui.sheets.header import SheetHeader
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.sheets.problems import Problem
from wardenlog.ui.sheets.steps import changed_place


@dataclass(frozen=True, slots=True)
class Places:
    """The head, the grid and the details of the sheet on the screen."""

    presenter: SheetPresenter
    header: SheetHeader
    grid: VisitGrid
    details: DetailPanel

    def commit(self) -> None:
        """Take over the fields that are still open."""
        self.header.commit()
        self.grid.commit()
        self.details.table.commit()

    def so_far(self) -> SheetDraft:
        """Return the sheet with what is typed in open fields, which the presenter has not yet."""
        draft = self.presenter.draft
        for field, text in self.header.typed_so_far():
            draft = draft.with_header(field, text)
        if (cell := self.grid.typed_so_far()) is not None:
            draft = draft.with_visit(*cell)
        return self.details.table.as_typed(draft)

    def go_to(self, problem: Problem) -> None:
        """Put the keyboard where a problem is."""
        if problem.line is not None or problem.field in SHEET_DETAILS:
            self.details.open(problem.row, None)
            self.details.go_to(problem)
        elif problem.row is None:
            self.header.begin(problem.field)
        else:
            self.grid.begin(problem.row, problem.field)

    def go_to_field(self, visit: int | None, field: str) -> None:
        """Put the keyboard on a field of the head, a visit by its number, or their details."""
        numbers = [each.number for each in self.presenter.draft.visits]
        row = numbers.index(visit) if visit in numbers else None
        if (row is not None and field in COLUMN_OF) or field in SHEET_DETAILS:
            self.go_to(Problem(row, field, ""))
        elif self.header.has(field):
            self.header.begin(field)
        else:
            self.details.open(row, field)
            self.details.begin()

    def show_change(self, before: SheetDraft, after: SheetDraft) -> None:
        """Put the keyboard where the sheet has just changed."""
        place = changed_place(before, after)
        if before.id != after.id or place is None:
            self.grid.setFocus()
            return
        row, field = place
        if self.details.isVisible():
            self.details.table.setFocus()
        elif row is None and self.header.has(field):
            self.header.begin(field)
        elif row is not None and field in COLUMN_OF:
            self.grid.show_cell(row, field)
