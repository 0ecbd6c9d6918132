"""The page of shift sheets: their list, and over it the sheet that is open."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wardenlog import clock
from wardenlog.errors import MachineError, UserError
from wardenlog.services import drafts
from wardenlog.ui.bus import NEW, Place
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.editor import SheetEditor
from wardenlog.ui.sheets.keeping import KIND
from wardenlog.ui.sheets.kept import KeptSheet, kept_sheet
from wardenlog.ui.sheets.list_page import SheetList


class SheetsPage(QStackedWidget):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list = SheetList(desk)
        self.editor = SheetEditor(desk)
        self.addWidget(self.list)
        self.addWidget(self.editor)
        self.list.new_wanted.connect(self._begin)
        self.list.open_wanted.connect(self._open)
        self.list.visit_wanted.connect(self.show_place)
        self.list.told.connect(self.told)
        self.editor.left.connect(self._come_back)
        self.editor.told.connect(self.told)
        self.editor.drafts_changed.connect(self._drafts_changed)
        self.list.offers.wanted.connect(self._resume)
        self.list.offers.unwanted.connect(self._throw_away)
        self._offer_drafts()

    def minimumSizeHint(self) -> QSize:
        """Return what is needed by the one in view: the list needs less width than a sheet."""
        here: QWidget = self.list if self.currentWidget() is self.list else self.editor
        return here.minimumSizeHint()

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self.list.sheets.narrowing.refill()  # the ways of working may ask for other states
        if self.currentWidget() is self.list:
            self.list.focus_list()
        else:
            self.editor.grid.setFocus()

    def show_place(self, place: Place) -> None:
        """Open a sheet, or a new one, unless another is open with changes; go to a field of it."""
        if place.record_id is None:
            return
        if place.record_id == NEW:
            if self._is_free():
                self._begin(place.sheet)
            return
        if self.editor.presenter.draft.id != place.record_id:
            if not self._is_free():
                return
            self._open(place.record_id)
        self.setCurrentWidget(self.editor)
        if place.field is not None:
            self.editor.go_to(place.visit, place.field)

    def unsaved(self) -> str | None:
        """Return the sheet that closing would lose changes of, or None."""
        if self.currentWidget() is self.editor and self.editor.has_changes():
            return self.tr("Sheet {0}").format(self.editor.presenter.draft.sheet or "…")
        return None

    def keep_draft(self) -> None:
        """Keep what is being typed, in the fields too, as it stands."""
        if self.currentWidget() is self.editor:
            self.editor.keep_draft()

    def save(self) -> bool:
        """Save the open sheet; whether that worked."""
        return self.editor.save()

    def _is_free(self) -> bool:
        """Whether another sheet can be shown; where not, say why."""
        open_sheet = self.unsaved()
        if open_sheet is not None:
            self.told.emit(
                self.tr("{0} has changes that are not saved. Save it first").format(open_sheet)
            )
        return open_sheet is None

    def _begin(self, number: str | None = None) -> None:
        self.setCurrentWidget(self.editor)
        self.editor.start_new(number)

    def _open(self, shift_id: str) -> None:
        kept = next((each for each in self._kept_sheets() if each.draft.id == shift_id), None)
        if kept is not None:
            self._resume(kept)
            return
        try:
            self.editor.open(shift_id)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self.setCurrentWidget(self.editor)
        self.editor.grid.setFocus()

    def _kept_sheets(self) -> list[KeptSheet]:
        found = (kept_sheet(each) for each in drafts.drafts(self._desk.record, KIND))
        return [each for each in found if each is not None]

    def _drafts_changed(self) -> None:
        if self.currentWidget() is self.list:
            self._offer_drafts()

    def _offer_drafts(self) -> None:
        kept = self._kept_sheets()
        self.list.offers.offer(kept)
        self.told.emit(self.tr("Drafts are kept") if kept else self.tr("All saved"))

    def _resume(self, kept: KeptSheet) -> None:
        try:
            self.editor.resume(kept)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self.setCurrentWidget(self.editor)
        self.editor.grid.setFocus()
        self.told.emit(
            self.tr("Sheet {0} is as it was being typed at {1}. It is not saved yet.").format(
                kept.draft.sheet, clock.wall_text(kept.kept_at)
            )
        )

    def _throw_away(self, kept: KeptSheet) -> None:
        self.editor.throw_away(kept.draft.id)
        self.list.focus_list()
        self.told.emit(
            self.tr("What was typed of sheet {0} was thrown away").format(kept.draft.sheet)
        )

    def _come_back(self, shift_id: str | None) -> None:
        """Show the list at the sheet that was left."""
        self._show_list()
        if shift_id is not None:
            self.list.sheets.mark(shift_id)

    def _show_list(self) -> None:
        self._offer_drafts()
        self.setCurrentWidget(self.list)
        self.list.focus_list()
