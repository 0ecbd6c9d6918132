"""The details of a visit or of the whole sheet as tables of texts to type into. No Qt."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from wardenlog.errors import UserError
from wardenlog.model import new_id
from wardenlog.ui.sheets import values
from wardenlog.ui.sheets.crew import Piece, pieces_of, text_of
from wardenlog.ui.sheets.details import (
    KINDS,
    SHEET_COLUMNS,
    SHEET_CREW_COLUMNS,
    VISIT_COLUMNS,
    VISIT_CREW_COLUMNS,
    Column,
    Kind,
)
from wardenlog.ui.sheets.draft import DetailDraft, SheetDraft
from wardenlog.ui.sheets.presenter import SheetPresenter
from wardenlog.ui.sheets.problems import Problem


class Section(Protocol):
    """A table of texts. A row after the last, where there may be one, is for a new line."""

    name: str
    label: str
    columns: tuple[Column, ...]
    takes_more: bool

    def rows(self) -> list[tuple[str, ...]]:
        """Return the texts of every line."""
        ...

    def put(self, row: int, place: int, text: str) -> None:
        """Put a text into a cell."""
        ...

    def as_typed(self, draft: SheetDraft, row: int, place: int, text: str) -> SheetDraft:
        """Return a draft with what is being typed into a cell and not yet put there."""
        ...

    def remove(self, row: int) -> None:
        """Take a line out, where lines can be."""
        ...

    def problem(self, row: int, place: int) -> Problem | None:
        """Return what stands in the way of a cell."""
        ...


def sections_of(presenter: SheetPresenter, row: int | None) -> list[Section]:
    """Return the sections of a visit's line in the grid, or of the whole sheet where None."""
    lines: list[Section] = [
        Lines(presenter, kind, row)
        for kind in KINDS
        if (kind.on_sheet if row is None else kind.on_visit)
    ]
    own: list[Section] = [Crew(presenter, row), Fields(presenter, row)]
    return [*reversed(own), *lines] if row is None else [*lines, *own]


def beside(section: Section, row: int) -> dict[str, str]:
    """Return the texts of a line by column; of a new one, blanks."""
    names = [column.name for column in section.columns]
    rows = section.rows()
    return dict(zip(names, rows[row] if row < len(rows) else [""] * len(names), strict=True))


class Lines:
    """The lines of one kind of detail."""

    takes_more = True

    def __init__(self, presenter: SheetPresenter, kind: Kind, row: int | None) -> None:
        self.name = kind.name
        self.label = kind.label
        self.columns = kind.columns
        self._presenter = presenter
        self._visit = None if row is None else presenter.draft.visits[row].number
        self._next_id = new_id()

    def lines(self) -> list[DetailDraft]:
        """Return the lines as the draft has them."""
        return self._presenter.draft.lines(self.name, self._visit)

    def rows(self) -> list[tuple[str, ...]]:
        return [line.texts for line in self.lines()]

    def put(self, row: int, place: int, text: str) -> None:
        lines = self.lines()
        if row >= len(lines) and not text.strip():
            return
        column, texts, facts = self.columns[place], beside(self, row), self._presenter.facts
        line = lines[row] if row < len(lines) else self._new_line()
        line = line.with_text(place, values.tidied(column, text, texts, facts))
        for name, filled in values.followed(column, beside_of(self.columns, line), facts).items():
            line = line.with_text([each.name for each in self.columns].index(name), filled)
        draft = self._presenter.draft
        draft = draft.without_line(line.id) if line.is_blank else draft.with_line(line)
        self._next_id = new_id()
        self._presenter.change_details(draft, self.name, self._visit)

    def as_typed(self, draft: SheetDraft, row: int, place: int, text: str) -> SheetDraft:
        lines = draft.lines(self.name, self._visit)
        line = lines[row] if row < len(lines) else self._new_line()
        return draft.with_line(line.with_text(place, text))

    def remove(self, row: int) -> None:
        lines = self.lines()
        if row < len(lines):
            draft = self._presenter.draft.without_line(lines[row].id)
            self._presenter.change_details(draft, self.name, self._visit)

    def problem(self, row: int, place: int) -> Problem | None:
        lines = self.lines()
        if row >= len(lines):
            return None
        name = self.columns[place].name
        return self._presenter.reading.in_line(lines[row].id, name)

    def _new_line(self) -> DetailDraft:
        return DetailDraft(self._next_id, self.name, self._visit, ("",) * len(self.columns))


class Crew:
    """Who was there, from when to when, and who pays: another view of the crew's own field."""

    name = "crew"
    label = "Crew"
    takes_more = True

    def __init__(self, presenter: SheetPresenter, row: int | None) -> None:
        self.columns: tuple[Column, ...] = SHEET_CREW_COLUMNS if row is None else VISIT_CREW_COLUMNS
        self._presenter = presenter
        self._row = row

    def _pieces(self, draft: SheetDraft) -> list[Piece]:
        text = draft.crew if self._row is None else draft.visits[self._row].crew
        try:
            return pieces_of(text)
        except UserError:
            return []

    def rows(self) -> list[tuple[str, ...]]:
        draft = self._presenter.draft
        return [(each.who, each.start, each.end, each.funding) for each in self._pieces(draft)]

    def put(self, row: int, place: int, text: str) -> None:
        column = self.columns[place]
        word = values.tidied(column, text, {}, self._presenter.facts)
        self._change(self._typed(self._presenter.draft, row, column.name, word))

    def as_typed(self, draft: SheetDraft, row: int, place: int, text: str) -> SheetDraft:
        crew = text_of(self._typed(draft, row, self.columns[place].name, text))
        if self._row is None:
            return draft.with_header("crew", crew)
        return draft.with_visit(self._row, "crew", crew)

    def remove(self, row: int) -> None:
        pieces = self._pieces(self._presenter.draft)
        if row < len(pieces):
            del pieces[row]
            self._change(pieces)

    def problem(self, row: int, place: int) -> Problem | None:
        return self._presenter.reading.at(self._row, "crew") if place == 0 else None

    def _typed(self, draft: SheetDraft, row: int, field: str, text: str) -> list[Piece]:
        """Return the crew of a draft with a text in one place; only names make new lines."""
        pieces = self._pieces(draft)
        word = text.strip() if field == "funding" else "".join(text.split())
        if row >= len(pieces):
            return [*pieces, Piece(word)] if field == "who" and word else pieces
        if field == "who" and not word:
            return pieces[:row] + pieces[row + 1 :]
        pieces[row] = replace(pieces[row], **{field: word})
        return pieces

    def _change(self, pieces: Sequence[Piece]) -> None:
        if self._row is None:
            self._presenter.change("crew", text_of(pieces))
        else:
            self._presenter.change_cell(self._row, "crew", text_of(pieces))


class Fields:
    """The one line of what there is once: of a visit its mode, of a sheet its note and totals."""

    takes_more = False

    def __init__(self, presenter: SheetPresenter, row: int | None) -> None:
        self.name = "sheet" if row is None else "visit"
        self.label = "Sheet" if row is None else "Visit"
        self.columns: tuple[Column, ...] = SHEET_COLUMNS if row is None else VISIT_COLUMNS
        self._presenter = presenter
        self._row = row

    def rows(self) -> list[tuple[str, ...]]:
        draft = self._presenter.draft
        source = draft if self._row is None else draft.visits[self._row]
        texts = {column.name: str(getattr(source, column.name)) for column in self.columns}
        if self._row is not None:
            texts["mode"] = texts["mode"] or draft.mode
            texts["uniformed"] = texts["uniformed"] or "yes"
        return [tuple(texts.values())]

    def put(self, row: int, place: int, text: str) -> None:
        column = self.columns[place]
        tidied = values.tidied(column, text, {}, self._presenter.facts)
        if self._row is None:
            self._presenter.change(column.name, tidied)
        else:
            self._presenter.change_cell(self._row, column.name, tidied)

    def as_typed(self, draft: SheetDraft, row: int, place: int, text: str) -> SheetDraft:
        del row  # there is but one
        name = self.columns[place].name
        if self._row is None:
            return draft.with_header(name, text)
        return draft.with_visit(self._row, name, text)

    def remove(self, row: int) -> None:
        pass  # what there is once stays

    def problem(self, row: int, place: int) -> Problem | None:
        name, reading = self.columns[place].name, self._presenter.reading
        if self._row is None:
            return reading.at(None, name)
        return reading.in_line(self._presenter.draft.visits[self._row].id, name)


def beside_of(columns: Sequence[Column], line: DetailDraft) -> dict[str, str]:
    """Return the texts of a line by the names of its columns."""
    return {column.name: text for column, text in zip(columns, line.texts, strict=True)}
