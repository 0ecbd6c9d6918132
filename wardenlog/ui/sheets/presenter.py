"""Keeps the sheet that is being typed: its draft, what it says, its undo, and its saving. No Qt."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import cast

from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import Shift
from wardenlog.services.choices import Choices
from wardenlog.services.logbook import Changes, Logbook
from wardenlog.services.sheets import Line, Sheets
from wardenlog.ui.sheets import blocks, carrying, order, tidy, writing
from wardenlog.ui.sheets.blocks import Cell
from wardenlog.ui.sheets.detail_reading import DetailReader, cell_texts
from wardenlog.ui.sheets.draft import VISIT_FIELDS, SheetDraft
from wardenlog.ui.sheets.problems import Problem, Problems
from wardenlog.ui.sheets.reading import Reading, read_sheet
from wardenlog.ui.sheets.standing import standing_of
from wardenlog.ui.sheets.steps import Step, Steps, Taken, change_words
from wardenlog.ui.sheets.values import Facts, listed_in_grid
from wardenlog.ui.widgets.names import Kind, Names, names_of

KIND = "shift"


class SheetPresenter:
    """One sheet at a time. Every change of it and every save can be taken back and done again."""

    def __init__(self, logbook: Logbook, sheets: Sheets, choices: Choices) -> None:
        self._logbook = logbook
        self._sheets = sheets
        self._choices = choices
        self._mine: set[str] = set()
        self._starts: dict[str, SheetDraft] = {}
        self._base: Shift | None = None
        self._revision: str | None = None
        self._line: Line | None = None
        self._clean: SheetDraft
        self.draft: SheetDraft
        self.start(SheetDraft.blank(sheets.new_number()))

    # Beginning

    def start(self, draft: SheetDraft) -> None:
        """Begin a sheet that is not in the record yet."""
        self._steps = Steps()
        self._begin(draft)

    def start_new(self, number: str | None = None) -> None:
        """Begin a sheet with the number given or next, and with what there is no choice of."""
        blank = SheetDraft.blank(number or self._sheets.new_number())
        funding = [one.id for one in self._choices.funding if not one.void]
        crew = [one.code for one in self._choices.people if not one.void]
        self.start(
            replace(
                blank,
                funding=funding[0] if len(funding) == 1 else "",
                crew=crew[0] if len(crew) == 1 else "",
            )
        )

    def start_next(self, locked: Collection[str]) -> None:
        """Begin the sheet after this one: locked fields carry, and the number is one higher.

        Taking that back returns to this sheet, and takes back its save where that came just now.
        """
        before = self.draft
        following = before.following(self._sheets.new_number_after(before.sheet), locked)
        last = self._steps.last
        if last is not None and last.revision is not None and last.after == before:
            self._steps.lead_to(following, f"finishing sheet {before.sheet}")
        else:
            self._steps.add(Step(before, following, f"going on from sheet {before.sheet}"))
        self._begin(following)

    def open(self, shift_id: str) -> None:
        """Open a recorded sheet; UserError where there is none.

        What was saved of it since the program started can be taken back.
        """
        standing = self._logbook.standing(KIND, shift_id)
        self._load(shift_id)
        self.draft = self._clean
        self._read()
        saves = [
            Step(None, None, f"a change of sheet {self.draft.sheet}", revision.id)
            for revision in standing
            if revision.id in self._mine
        ]
        self._steps = Steps(saves)

    def resume(self, draft: SheetDraft, revision: str | None) -> None:
        """Go on with a sheet that was being typed, from the revision that it was to change.

        Saving it is refused where the sheet was changed since.
        """
        if self._sheets.line(draft.id) is None:
            self.start(SheetDraft(id=draft.id))
            self._put(draft)
            return
        self.open(draft.id)
        self._revision = revision
        self._put(draft)

    def know(self, choices: Choices) -> None:
        """Use other choices from now on, because the record has changed."""
        untouched = self._base is not None and not self.is_dirty
        self._choices = choices
        if untouched and self._base is not None:
            self._clean = self.draft = writing.draft_of(self._base, choices)
        self._read()

    def note(self, changes: Changes) -> None:
        """Take note of what was just written from this window, here or on another page."""
        self._mine |= changes.ids
        here = [each for each in changes.revisions if each.aggregate_id == self.draft.id]
        if not here or here[-1].id == self._revision or self.is_dirty:
            return
        if self._sheets.line(self.draft.id) is None:
            self._leave_record(self.draft.id)
        else:
            self.open(self.draft.id)

    # What is there

    @property
    def choices(self) -> Choices:
        """What the fields are chosen from."""
        return self._choices

    def names(self, field: str) -> Names:
        """Return the records that a field names, hotspots or people."""
        return names_of(Kind.HOTSPOT if field == "hotspot" else Kind.PERSON, self._choices)

    def listed(self, field: str) -> list[str]:
        """Return the texts to list in a cell that takes several values; none elsewhere."""
        return listed_in_grid(field, self._choices)

    @property
    def is_dirty(self) -> bool:
        """Whether there is anything that saving would keep."""
        return self.draft != self._clean

    def would_change(self, draft: SheetDraft) -> bool:
        """Whether saving this draft of the sheet would keep anything new."""
        return draft != self._clean

    @property
    def is_recorded(self) -> bool:
        """Whether the sheet is in the record."""
        return self._base is not None

    @property
    def revision(self) -> str | None:
        """The revision that saving would change; None for a sheet that is not recorded."""
        return self._revision

    @property
    def line(self) -> Line | None:
        """The sheet as last saved, with what it counts; None while it is not in the record."""
        return self._line

    def is_recorded_visit(self, row: int) -> bool:
        """Whether a line of the grid is a visit that is in the record."""
        return self._base is not None and any(
            visit.id == self.draft.visits[row].id for visit in self._base.visits
        )

    @property
    def blocking(self) -> list[Problem]:
        """What keeps the sheet from being saved into the record."""
        return [each for each in self.reading.problems if each.blocks]

    @property
    def standing(self) -> str:
        """What the sheet counts, or why it counts nothing yet; figures only as they are saved."""
        return standing_of(self.draft, self._line, self.blocking, dirty=self.is_dirty)

    @property
    def facts(self) -> Facts:
        """What the values of the details are read by."""
        return Facts(self._choices, _today(), self.reading.day, self.reading.start_at)

    # Changing

    def change(self, field: str, text: str) -> None:
        """Put a text into a header field, in the form it is shown when it can be read."""
        tidied = tidy.header_text(field, text.strip(), self._choices, _today())
        self._put(self.draft.with_header(field, tidied))

    def change_cell(self, row: int, field: str, text: str) -> None:
        """Put a text into a cell, in the form it is shown when it can be read."""
        if row == len(self.draft.visits) and not text.strip():
            return
        draft = self.draft.with_visit(row, field, text.strip())
        reading = self._reading_of(draft)
        tidied = tidy.cell_text(field, text.strip(), reading.visits[row], self._choices)
        draft = draft.with_visit(row, field, tidied)
        self._put(replace(draft, details=reading.details))

    def change_cells(self, cells: Collection[Cell]) -> None:
        """Put texts into many cells at once, as one step; each in the form it is shown in.

        Void visits stay as they are, and a line of blanks that was never recorded goes.
        """
        if self.draft.void_reason is not None:
            return
        draft = blocks.with_cells(self.draft, cells)
        reading = self._reading_of(draft)
        for row, line in enumerate(draft.visits):
            before = self.draft.visits[row] if row < len(self.draft.visits) else None
            for field in VISIT_FIELDS:
                text = getattr(line, field)
                if before is None or text != getattr(before, field):
                    tidied = tidy.cell_text(field, text, reading.visits[row], self._choices)
                    draft = draft.with_visit(row, field, tidied)
        recorded = {visit.id for visit in self._base.visits} if self._base else set()
        self._put(blocks.without_blank(replace(draft, details=reading.details), recorded))

    def change_details(self, draft: SheetDraft, kind: str, visit: int | None) -> None:
        """Take the sheet with other lines of a kind of details; its cells in the grid follow.

        A cell that cannot be read stays as it was typed.
        """
        base = self._base_of(draft)
        was = writing.draft_of(base, self._choices) if base else None
        reader = DetailReader(draft, base, was, self.facts, Problems(), moved=False)
        for row, line in enumerate(draft.visits):
            if line.number != visit:
                continue
            for field, text in cell_texts(kind, visit, reader, self.facts).items():
                wrong = self.reading.at(row, field)
                if wrong is None or not wrong.blocks:
                    draft = draft.with_visit(row, field, text)
        self._put(draft)

    def carry_to_details(self, row: int, field: str) -> str | None:
        """Make lines of the details of what cannot be read in a cell; return the id of the first.

        None, with nothing changed, where the cell can be read or no kind of detail stands for it.
        """
        wrong = self.reading.at(row, field)
        if wrong is None or not wrong.blocks:
            return None
        base = self._base_of(self.draft)
        kept, lines = carrying.carried(self.draft.visits[row], field, base, self.facts)
        if not lines:
            return None
        draft = self.draft.with_visit(row, field, kept)
        details = self._reading_of(draft).details
        self._put(replace(draft, details=(*details, *lines)))
        return lines[0].id

    def offer(self, row: int, field: str) -> str:
        """Return what a blank cell offers: an In offers the Out of the visit before."""
        if field != "came" or not 0 < row <= len(self.draft.visits):
            return ""
        return self.draft.visits[row - 1].left

    def remove_visit(self, row: int) -> None:
        """Take out a line that was never recorded."""
        if self.is_recorded_visit(row):
            raise ValueError("a recorded visit is voided, never removed")
        self._put(self.draft.without_visit(row))

    def insert_visit(self, row: int) -> None:
        """Put a blank line before a visit; those after it are numbered anew."""
        if self.draft.void_reason is None:
            self._put(order.inserted(self.draft, row))

    def move_visit(self, row: int, by: int) -> None:
        """Put a visit so many rows further down."""
        if self.draft.void_reason is None:
            self._put(order.moved(self.draft, row, by))

    def void_visit(self, row: int, reason: str) -> None:
        """Make a recorded visit void; it keeps what was recorded of it."""
        draft = self.draft
        was = {visit.id: visit for visit in self._clean.visits}.get(draft.visits[row].id)
        if was is not None:
            was = replace(was, number=draft.visits[row].number)
            visits = (*draft.visits[:row], was, *draft.visits[row + 1 :])
            draft = replace(draft, visits=visits)
        self._put(draft.with_void_visit(row, reason))

    # Saving and taking back

    def save(self, *, finished: bool | None = None) -> Changes:
        """Save the sheet, as finished or unfinished where that is said.

        UserError, with nothing lost, where something stands in the way or somebody else changed
        the sheet meanwhile.
        """
        draft = self.draft
        wanted = draft if finished is None else replace(draft, finished=finished)
        reading = self._reading_of(wanted)
        if reading.shift is None:
            blocking = [each for each in reading.problems if each.blocks]
            first = blocking[0].sentence if blocking else "The sheet cannot be read."
            raise UserError(f"Not saved. {first}", code="not_saved")
        self._sheets.check_number(reading.shift.sheet, reading.shift.id)
        changes = self._logbook.save(reading.shift, expect=self._revision, draft=draft.id)
        self._mine |= changes.ids
        self._load(draft.id)
        self.draft = self._clean
        self._read()
        if changes.revisions:
            words = f"saving sheet {self.draft.sheet}"
            self._steps.add(Step(draft, self.draft, words, changes.revisions[-1].id))
        return changes

    def undo(self) -> Taken:
        """Take back the last step: a change of the draft, a save, or going on to the next sheet.

        UserError (`nothing_to_undo`) where there is none left, or where somebody else changed
        the sheet since it was saved.
        """
        step = self._steps.last
        if step is None:
            raise UserError("There is nothing left to undo here.", code="nothing_to_undo")
        changes = Changes(())
        if step.revision is not None:
            changes = self._logbook.undo(step.revision)
        self._mine |= changes.ids
        self._steps.took_back()
        self._show(step.before, changes)
        return Taken(step, changes)

    def redo(self) -> Taken:
        """Do again what was taken back last.

        UserError (`nothing_to_redo`) where there is nothing, or as `undo`.
        """
        step = self._steps.next
        if step is None:
            raise UserError("There is nothing to do again here.", code="nothing_to_redo")
        changes = Changes(())
        if step.revision is not None:
            changes = self._logbook.redo(step.revision, expect=self._revision)
        self._mine |= changes.ids
        self._steps.did_again(changes.revisions[-1].id if changes.revisions else None)
        self._show(step.after, changes)
        return Taken(step, changes)

    # Inside

    def _begin(self, draft: SheetDraft) -> None:
        self._starts[draft.id] = draft
        self._leave_record(draft.id)
        self.draft = draft
        self._read()

    def _show(self, draft: SheetDraft | None, changes: Changes) -> None:
        """Show a draft of a step, against what the record now holds of its sheet."""
        shown = draft or self.draft
        if changes.revisions or shown.id != self.draft.id:
            if self._sheets.line(shown.id) is None:
                self._leave_record(shown.id)
            else:
                self._load(shown.id)
        self.draft = self._clean if draft is None and self._base is not None else shown
        self._read()

    def _load(self, shift_id: str) -> None:
        """Stand on what the record holds of a sheet; UserError where there is nothing."""
        aggregate, revision = self._logbook.load(KIND, shift_id)
        self._base = cast("Shift", aggregate)
        self._revision = revision.id
        self._line = self._sheets.line(shift_id)
        self._clean = writing.draft_of(self._base, self._choices)

    def _leave_record(self, sheet_id: str) -> None:
        """Stand on a sheet that is not in the record, from what it began with here."""
        self._base = self._revision = self._line = None
        self._clean = self._starts.get(sheet_id, SheetDraft(id=sheet_id))

    def _put(self, draft: SheetDraft) -> None:
        if draft != self.draft:
            self._steps.add(Step(self.draft, draft, change_words(self.draft, draft)))
            self.draft = draft
            self._read()

    def _read(self) -> None:
        self.reading: Reading = self._reading_of(self.draft)

    def _reading_of(self, draft: SheetDraft) -> Reading:
        return read_sheet(draft, self._base_of(draft), self._choices, _today())

    def _base_of(self, draft: SheetDraft) -> Shift | None:
        """Return what is recorded of the sheet, with its visits numbered as in a draft."""
        return None if self._base is None else order.renumbered(self._base, draft)


def _today() -> date:
    return clock.local_date(clock.now())
